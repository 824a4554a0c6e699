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
    seen = ground.seen_with(amendment.strands)
    # The proposal's other amendments in the slot are not its rivals.
    others = [i for i in seen - amendment.strands if amendment.proposal not in ground.strands[i].backers]
    rivals = ground.rivals(mine, others) | ground.rival_articles(mine, others)
    return _ruling(ground, amendment.name, address, seen, kept=amendment.strands, dropped=rivals)


def rejecting(ground: Ground, amendment: NumberedAmendment, address: str) -> Ruling:
    """The ruling that rejects an amendment in the slot at that address."""
    seen = ground.seen_with(amendment.strands)
    return _ruling(ground, amendment.name, address, seen, kept=frozenset(), dropped=amendment.strands)


def choosing(
    ground: Ground,
    slot: Slot,
    kept: frozenset[Identity],
    wording: str,
    *,
    leaving: frozenset[Identity] = frozenset(),
) -> Ruling:
    """The ruling that chooses one reading of a slot, the draft's if nothing is kept; ``leaving`` stays open."""
    seen = ground.seen_with(slot.strands & ground.strands.keys())
    mine = [ground.strands[i] for i in sorted(kept & ground.strands.keys())]
    beside = ground.rivals(mine, seen - slot.strands) if mine else frozenset[Identity]()
    dropped = (slot.strands - kept - leaving) | beside
    ruling = _ruling(ground, slot.address, slot.address, seen | slot.strands, kept=kept, dropped=dropped)
    return replace(ruling, wording=wording)


def wording(
    ground: Ground, slot: Slot, own: tuple[Edit, ...], words: str, *, decided: frozenset[Identity] = frozenset()
) -> Ruling:
    """The ruling that puts the chair's own words in a slot; what has been ``decided`` there stays, if it still can."""
    mine = [Strand(edit, frozenset([CHAIR.name])) for edit in own]
    is_new = slot.shape is Shape.NEW
    lost = frozenset[Identity]() if is_new else ground.rivals(mine, decided)
    ruling = choosing(ground, slot, frozenset(), words, leaving=decided - lost)
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
    seen: frozenset[Identity],
    *,
    kept: frozenset[Identity],
    dropped: frozenset[Identity],
) -> Ruling:
    seen |= ground.seen_with(dropped)  # the other end of a move that is out is in another slot
    return Ruling(
        what, address, seen, kept, dropped, ground.parties_in(seen), retaining=ground.retaining(kept | dropped)
    )
