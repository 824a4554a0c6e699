"""What decisions make of a consolidation: which edits stand, which are out, what is open, what has lapsed.

How this works. Decisions are statements; nothing is struck from the table when one is taken. What stands is worked out
anew from all of them, so their order does not matter and any of them can be taken back:

1. A ruling is *in force* while what it keeps is still on the table and nothing has come to its place since that does
   not go together with it. Else it has lapsed, with a reason, and its place is open again.
2. A decision on a slot goes before one on a proposal or amendment: it is about everyone's reading of that passage. Of
   two on one slot the later one goes before the earlier.
3. An accepted amendment stands, and its rivals are out. Where accepted amendments do not go together, nobody has
   decided between them: neither stands, and both are open.
4. A rejected amendment is out once everybody who asks for the same words has been rejected.

What none of this reaches is open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.decision import CHAIR, Decision, DecisionKind, Ruling, Verdict, proposal_of
from amendtrack.consolidation.edits import Edit, Identity, Placed
from amendtrack.consolidation.negotiation import Position, Proposal
from amendtrack.consolidation.slots.layout import lay_out
from amendtrack.consolidation.slots.slot import Slot
from amendtrack.consolidation.slots.table import EditsByPlace
from amendtrack.consolidation.strands import Strand, base_order

if TYPE_CHECKING:
    from amendtrack.consolidation.value import Consolidation

Strands = Mapping[Identity, Strand[Edit]]
InForce = tuple[Decision, Ruling]
"""A ruling with the decision that it is part of."""


@dataclass(frozen=True, slots=True)
class NumberedAmendment:
    """One amendment of one proposal: a passage that it would word differently, and the edits that do so.

    ``name`` is the proposal's with its number, in text order (``NRV-1#2``); ``place`` the unit that it is about.
    """

    name: str
    place: str
    strands: frozenset[Identity]

    @property
    def proposal(self) -> str:
        """The name of the proposal."""
        return proposal_of(self.name)


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A ruling that is no longer in force, and why: its place is open again."""

    decision: Decision
    ruling: Ruling
    why: str


@dataclass(frozen=True, slots=True)
class RulingStanding:
    """What decisions come to: the edits that stand, those that are out, the chair's own, and what has lapsed."""

    kept: frozenset[Identity] = frozenset()
    dropped: frozenset[Identity] = frozenset()
    own: tuple[Strand[Edit], ...] = ()
    in_force: tuple[InForce, ...] = ()
    lapsed: tuple[Lapsed, ...] = ()

    def verdict(self, amendment: NumberedAmendment) -> Verdict:
        """What has become of an amendment."""
        strands = amendment.strands
        if not strands <= self.kept | self.dropped:
            return Verdict.OPEN
        if strands <= self.kept:
            return Verdict.ACCEPTED
        return Verdict.IN_PART if strands & self.kept else Verdict.REJECTED


class Ground:
    """A consolidation before any decision: its edits, the slots that they make, and what goes together."""

    def __init__(self, con: Consolidation) -> None:
        self.con = con
        self.strands: Strands = {s.identity: s for s in con.strands}

    def slots_of(self, reached: Collection[Identity]) -> list[Slot]:
        """The outermost slots in which any of these edits stands."""
        return [slot for slot in self.con.slots if not slot.strands.isdisjoint(reached)]

    def seen_with(self, reached: Collection[Identity]) -> frozenset[Identity]:
        """Every edit that stands in one slot with any of these."""
        return frozenset(reached).union(*(slot.strands for slot in self.slots_of(reached)))

    def parties_in(self, seen: Iterable[Identity]) -> frozenset[str]:
        """The proposals that make these edits."""
        return frozenset[str]().union(*(self.strands[i].backers for i in seen if i in self.strands))

    def rivals(self, mine: Sequence[Strand[Edit]], others: Iterable[Identity]) -> frozenset[Identity]:
        """Those of the other edits that cannot stand beside mine."""
        found = (self.strands[i] for i in others if i in self.strands)
        return frozenset(s.identity for s in found if self._collide(mine, s))

    def _collide(self, mine: Sequence[Strand[Edit]], other: Strand[Edit]) -> bool:
        """Whether an edit would be contested beside mine if these were all."""
        if any(s.identity == other.identity for s in mine):
            return False
        one, two = Proposal("one", ""), Proposal("two", "")
        pair = [*(_backed_by(s, one) for s in mine), _backed_by(other, two)]
        return any(slot.contested for slot in every(self.laid(pair, (one, two))))

    def laid(self, strands: Iterable[Strand[Edit]], proposals: Sequence[Proposal]) -> tuple[Slot, ...]:
        """The slots that these edits make by themselves; what anybody would retain is not looked at."""
        ordered = sorted(strands, key=base_order)
        con, nobody = self.con, tuple[Position, ...]()
        return lay_out(
            EditsByPlace(con.labels_of_base, proposals, ordered, nobody, dict(con.labels), frozenset(), con.addresses)
        ).slots


def _backed_by(strand: Strand[Edit], proposal: Proposal) -> Strand[Edit]:
    orders = tuple((proposal.name, rank) for _, rank in strand.orders[:1])
    return Strand(strand.edit, frozenset([proposal.name]), orders)


def amendments_of(ground: Ground, proposal: Proposal) -> tuple[NumberedAmendment, ...]:
    """The amendments of one proposal in text order, numbered as if it were the only one.

    So a number means the same whatever others propose. Both ends of a move are one amendment.
    """
    mine = [
        Strand(s.edit, frozenset([proposal.name]), tuple(o for o in s.orders if o[0] == proposal.name))
        for s in ground.strands.values()
        if proposal.name in s.backers
    ]
    places: dict[int, tuple[str, set[Identity]]] = {}
    for n, slot in enumerate(ground.laid(mine, (proposal,))):
        # Numbers of moves are positive.
        found = places.setdefault(-n if slot.move is None else slot.move, (slot.unit, set()))
        found[1].update(slot.strands)
    return tuple(
        NumberedAmendment(f"{proposal.name}#{n}", place, frozenset(strands))
        for n, (place, strands) in enumerate(places.values(), 1)
    )


# -- taking a decision ---------------------------------------------------------------------------


def accepting(ground: Ground, amendment: NumberedAmendment) -> Ruling:
    """The ruling by which an amendment stands, and its rivals are out."""
    mine = [ground.strands[i] for i in sorted(amendment.strands)]
    seen = ground.seen_with(amendment.strands)
    # What the same proposal asks for elsewhere in the slot is no rival of it.
    others = [i for i in seen - amendment.strands if amendment.proposal not in ground.strands[i].backers]
    rivals = ground.rivals(mine, others)
    return _ruling(ground, amendment.name, _address(ground, amendment), seen, kept=amendment.strands, dropped=rivals)


def rejecting(ground: Ground, amendment: NumberedAmendment) -> Ruling:
    """The ruling by which an amendment is out."""
    seen = ground.seen_with(amendment.strands)
    return _ruling(
        ground, amendment.name, _address(ground, amendment), seen, kept=frozenset(), dropped=amendment.strands
    )


def choosing(ground: Ground, slot: Slot, kept: frozenset[Identity], wording: str) -> Ruling:
    """The ruling by which one reading of a slot stands; with nothing kept, the draft's."""
    seen = ground.seen_with(slot.strands & ground.strands.keys())
    mine = [ground.strands[i] for i in sorted(kept & ground.strands.keys())]
    beside = ground.rivals(mine, seen - slot.strands) if mine else frozenset[Identity]()
    dropped = (slot.strands - kept) | beside
    ruling = _ruling(ground, slot.address, slot.address, seen | slot.strands, kept=kept, dropped=dropped)
    return replace(ruling, wording=wording)


def wording(ground: Ground, slot: Slot, own: tuple[Edit, ...], words: str) -> Ruling:
    """The ruling by which the chair's own words stand in a slot."""
    ruling = choosing(ground, slot, frozenset(), words)
    same = frozenset(e.identity for e in own) & ruling.seen
    return replace(ruling, own=own, kept=same, dropped=ruling.dropped - same)


def _ruling(
    ground: Ground,
    what: str,
    address: str,
    seen: frozenset[Identity],
    *,
    kept: frozenset[Identity],
    dropped: frozenset[Identity],
) -> Ruling:
    return Ruling(what, address, seen, kept, dropped, ground.parties_in(seen))


def _address(ground: Ground, amendment: NumberedAmendment) -> str:
    return ground.slots_of(amendment.strands)[0].address


# -- what stands ---------------------------------------------------------------------------------


def standing(ground: Ground, decisions: Sequence[Decision]) -> RulingStanding:
    """What these decisions come to on that ground."""
    every_ruling = [(decision, ruling) for decision in decisions for ruling in decision.rulings]
    own_edits = frozenset(edit.identity for _, ruling in every_ruling for edit in ruling.own)
    found = [(decision, ruling, _why_lapsed(ground, decision, ruling, own_edits)) for decision, ruling in every_ruling]
    last = {ruling.what: ruling for _, ruling in every_ruling}  # what is decided anew has not lapsed
    lapsed = [Lapsed(d, ruling, why) for d, ruling, why in found if why and last[ruling.what] is ruling]
    in_force = [(decision, ruling) for decision, ruling, why in found if not why]
    kept, dropped, own = _by_slot(ground, [r for d, r in in_force if d.kind.is_of_slot])
    accepted = [(d, r) for d, r in in_force if d.kind is DecisionKind.ACCEPT]
    disputed = _disputed(ground, [r for _, r in accepted], kept=kept, dropped=dropped, own=own)
    for decision, ruling in accepted:
        if others := disputed.get(ruling.what):
            also = {r.what for _, r in accepted}.issuperset(others)
            how = "was accepted too, and the two do not go together" if also else "came later"
            why = f"{', '.join(others)} {how}"
            lapsed.append(Lapsed(decision, ruling, why))
            in_force.remove((decision, ruling))
        else:
            kept |= ruling.kept - dropped
    for _, ruling in accepted:
        if ruling.what not in disputed and ruling.kept <= kept:
            dropped |= ruling.dropped - kept
    dropped |= _rejected(ground, [r for d, r in in_force if d.kind is DecisionKind.REJECT]) - kept
    lapsed = [gone for gone in lapsed if not _decided_since(gone, every_ruling, in_force)]
    return RulingStanding(frozenset(kept), frozenset(dropped), tuple(own), tuple(in_force), tuple(lapsed))


def _decided_since(gone: Lapsed, rulings: Sequence[InForce], in_force: Sequence[InForce]) -> bool:
    """Whether something taken later settles what a lapsed ruling was about."""
    at = next(n for n, (_, ruling) in enumerate(rulings) if ruling is gone.ruling)
    holds = {id(ruling) for _, ruling in in_force}
    return any(id(r) in holds and not r.reaches.isdisjoint(gone.ruling.reaches) for _, r in rulings[at + 1 :])


def _why_lapsed(ground: Ground, decision: Decision, ruling: Ruling, own: frozenset[Identity]) -> str:
    """Why a ruling is not in force; empty where it is."""
    if not ground.strands.keys() >= ruling.kept - own:
        return "what was decided there has been withdrawn or reworded since"
    if decision.kind is DecisionKind.REJECT:
        return ""  # it is about its own words alone, whatever else comes
    came = ground.parties_in(ruling.dropped) - ruling.parties
    came |= ground.parties_in(_beside(ground, ruling))
    return f"{', '.join(sorted(came))} came later" if came else ""


def _beside(ground: Ground, ruling: Ruling) -> frozenset[Identity]:
    """Of the edits that came since, those that cannot stand beside one that was decided."""
    decided = [ground.strands[i] for i in sorted(ruling.reaches) if i in ground.strands]
    new = ground.seen_with([s.identity for s in decided]) - ruling.seen - {e.identity for e in ruling.own}
    decided += [Strand(edit, frozenset([CHAIR.name])) for edit in ruling.own]
    return frozenset(i for i in new if any(ground.rivals([one], [i]) for one in decided))


def _by_slot(ground: Ground, rulings: Iterable[Ruling]) -> tuple[set[Identity], set[Identity], list[Strand[Edit]]]:
    """What decisions on slots keep and drop, the later before the earlier, and the chair's own edits."""
    verdicts: dict[Identity, bool] = {}
    own: dict[Identity, Strand[Edit]] = {}
    for ruling in rulings:
        verdicts |= dict.fromkeys(ruling.kept, True) | dict.fromkeys(ruling.dropped, False)
        for edit in ruling.own:
            verdicts[edit.identity] = True
            if edit.identity not in ground.strands:
                orders = ((CHAIR.name, edit.rank),) if isinstance(edit, Placed) else ()
                own[edit.identity] = Strand(edit, frozenset([CHAIR.name]), orders)
    kept = {i for i, stands in verdicts.items() if stands}
    out = verdicts.keys() - kept
    return kept, set(out), [s for i, s in own.items() if i in kept]


def _disputed(
    ground: Ground,
    rulings: Sequence[Ruling],
    *,
    kept: Collection[Identity],
    dropped: Collection[Identity],
    own: Iterable[Strand[Edit]],
) -> dict[str, list[str]]:
    """The accepted amendments that do not go together, each with the others; between these nobody has decided."""
    accepted = {i for r in rulings for i in r.kept} - set(dropped)
    strands = [*(ground.strands[i] for i in sorted(accepted | set(kept)) if i in ground.strands), *own]
    slots = ground.laid(strands, (*ground.con.proposals, CHAIR))
    found: dict[str, list[str]] = {}
    for slot in every(slots):
        if slot.contested:
            here = [r.what for r in rulings if not r.kept.isdisjoint(slot.strands)]
            came = ground.parties_in(slot.strands)
            later = {r.what: sorted(came - r.parties) for r in rulings if r.what in here}
            for what in here:
                others = [other for other in here if other != what] or later.get(what) or ["what stands there"]
                found.setdefault(what, []).extend(o for o in others if o not in found[what])
    return found


def _rejected(ground: Ground, rulings: Iterable[Ruling]) -> set[Identity]:
    """The edits of which everybody who makes them has been rejected."""
    by: dict[Identity, set[str]] = defaultdict(set)
    for ruling in rulings:
        for identity in ruling.dropped:
            by[identity].add(proposal_of(ruling.what))
    return {i for i, names in by.items() if i in ground.strands and ground.strands[i].backers <= names}


__all__ = [
    "Ground",
    "Lapsed",
    "NumberedAmendment",
    "RulingStanding",
    "accepting",
    "amendments_of",
    "choosing",
    "rejecting",
    "standing",
    "wording",
]
