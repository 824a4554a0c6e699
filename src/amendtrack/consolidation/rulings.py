"""The rulings that decisions are made of: one that accepts or rejects an amendment, or settles a slot.

Which of them are in force is worked out in ``ruling_standing``.
"""

from __future__ import annotations

from dataclasses import replace

from amendtrack.consolidation.decision import CHAIR, Ruling
from amendtrack.consolidation.decision_ground import Ground
from amendtrack.consolidation.edits import Edit, Identity
from amendtrack.consolidation.numbered_amendments import NumberedAmendment
from amendtrack.consolidation.slots.slot import Shape, Slot
from amendtrack.consolidation.strands import Strand


def accepting(ground: Ground, amendment: NumberedAmendment, address: str) -> Ruling:
    """The ruling that accepts an amendment in the slot at that address and excludes its rivals."""
    mine = [ground.strands[i] for i in sorted(amendment.strands)]
    # The proposal's other amendments in the slot are not its rivals.
    others = ground.of_others_around(amendment.strands, amendment.proposal)
    rivals = ground.rivals(mine, others) | ground.rival_articles(mine)
    rivals |= ground.lists_left_out(rivals, amendment.strands)
    return _ruling(ground, amendment.name, address, kept=amendment.strands, dropped=rivals)


def rejecting(ground: Ground, amendment: NumberedAmendment, address: str) -> Ruling:
    """The ruling that rejects an amendment in the slot at that address."""
    return _ruling(ground, amendment.name, address, kept=frozenset(), dropped=amendment.strands)


def choosing(
    ground: Ground,
    slot: Slot,
    kept: frozenset[Identity],
    wording: str,
    *,
    leaving: frozenset[Identity] = frozenset(),
) -> Ruling:
    """The ruling that chooses one reading of a slot, the draft's if nothing is kept; ``leaving`` stays open.

    The list under a new paragraph that is not chosen is out with it.
    """
    ruling = _of_slot(ground, slot, kept, wording, leaving=leaving)
    under = ground.lists_left_out(ruling.dropped, kept) - kept - leaving
    if not under:
        return ruling
    dropped = ruling.dropped | under
    return replace(
        _ruling(ground, slot.address, slot.address, kept=kept, dropped=dropped, also=slot.strands), wording=wording
    )


def _of_slot(
    ground: Ground, slot: Slot, kept: frozenset[Identity], wording: str, *, leaving: frozenset[Identity]
) -> Ruling:
    """The same, with such lists still open."""
    seen = ground.around(slot.strands & ground.strands.keys()).seen
    mine = [ground.strands[i] for i in sorted(kept & ground.strands.keys())]
    beside = ground.rivals(mine, seen - slot.strands) if mine else frozenset[Identity]()
    dropped = (slot.strands - kept - leaving) | beside
    ruling = _ruling(ground, slot.address, slot.address, kept=kept, dropped=dropped, also=slot.strands)
    return replace(ruling, wording=wording)


def wording(
    ground: Ground, slot: Slot, own: tuple[Edit, ...], words: str, *, decided: frozenset[Identity] = frozenset()
) -> Ruling:
    """The ruling that puts the chair's own words in a slot; what has been ``decided`` there stays, if it still can."""
    mine = [Strand(edit, frozenset([CHAIR.name])) for edit in own]
    is_new = slot.shape is Shape.NEW
    lost = frozenset[Identity]() if is_new else ground.rivals(mine, decided)
    ruling = _of_slot(ground, slot, frozenset(), words, leaving=decided - lost)
    same = frozenset(e.identity for e in own) & ruling.seen
    others = ruling.seen - slot.strands
    if is_new:  # it stands for what was proposed there, under the same heading
        makers = ground.parties_in(slot.strands)
        others = frozenset(i for i in others if makers.isdisjoint(ground.strands[i].backers))
    beside = ground.rivals(mine, others)
    return replace(ruling, own=own, kept=same, dropped=(ruling.dropped | beside) - same)


def _ruling(
    ground: Ground,
    what: str,
    address: str,
    *,
    kept: frozenset[Identity],
    dropped: frozenset[Identity],
    also: frozenset[Identity] = frozenset(),
) -> Ruling:
    """The ruling, with all that was on the table where it keeps or drops an edit, and where there is ``also`` one."""
    # Of a move that is out, the other end is in another slot.
    around = ground.around((kept | dropped | also) & ground.strands.keys())
    seen = around.seen if also <= around.seen else around.seen | also
    return Ruling(what, address, seen, kept, dropped, around.parties, retaining=ground.retaining(kept | dropped))
