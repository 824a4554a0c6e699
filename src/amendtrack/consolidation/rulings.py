"""The effect of decisions on a consolidation: which edits are in, which are out, what is open, what has lapsed.

How this works. Decisions are statements; taking one removes nothing from the table. The result is always computed from
all of them, so their order does not matter and any of them can be taken back:

1. A ruling is *in force* while the edits it keeps are still on the table, no incompatible edit has since been made at
its place, and nobody has since asked to retain the words it changes. Otherwise it has lapsed, with a reason, and its
place is open again.
2. A decision on a slot prevails over one on a proposal or amendment, since it is about everyone's reading of that
passage. Of two decisions on one slot, the later prevails.
3. An accepted amendment is in, and its rivals are out: those that would change the same words, or the same unit as a
whole. An amendment that is merely next to it, touching it or inserted at the same point, has not been decided and stays
open. If accepted amendments exclude each other, or it is unclear how they would read together, nobody has decided
between them: neither is in, and both are open.
4. A rejected amendment is out once every proposal that asks for the same words has been rejected; until then those
words are open. A proposal that has been rejected as a whole backs no new unit any more. Everything else is open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.belonging import items_and_deletions
from amendtrack.consolidation.decision import CHAIR, Decision, DecisionKind, Ruling, Verdict, proposal_of
from amendtrack.consolidation.edits import Edit, Identity, Inserted, Moved, Placed, Reworded
from amendtrack.consolidation.negotiation import Position, Proposal, Stance, name_order
from amendtrack.consolidation.slots.layout import lay_out
from amendtrack.consolidation.slots.slot import ConflictKind, Shape, Slot
from amendtrack.consolidation.slots.table import EditsByPlace
from amendtrack.consolidation.strands import Strand, base_order
from amendtrack.text.labelling import is_heading

if TYPE_CHECKING:
    from amendtrack.consolidation.value import Consolidation

Strands = Mapping[Identity, Strand[Edit]]
InForce = tuple[Decision, Ruling]
"""A ruling with the decision that it is part of."""


@dataclass(frozen=True, slots=True)
class NumberedAmendment:
    """One amendment of one proposal: a passage that it would change, and the edits that change it.

    ``name`` is the proposal's name with the amendment's number, in text order (``NRV-1#2``); ``place`` the unit
    concerned.
    """

    name: str
    place: str
    strands: frozenset[Identity]

    @property
    def proposal(self) -> str:
        """The name of the proposal."""
        return proposal_of(self.name)

    @property
    def number(self) -> int:
        """The number of the amendment in its proposal."""
        return int(self.name.rpartition("#")[2])


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A ruling that is no longer in force, and why: its place is open again."""

    decision: Decision
    ruling: Ruling
    why: str


@dataclass(frozen=True, slots=True)
class RulingStanding:
    """The effect of all decisions: the edits that are in, those that are out, the chair's own, and what has lapsed."""

    kept: frozenset[Identity] = frozenset()
    dropped: frozenset[Identity] = frozenset()
    own: tuple[Strand[Edit], ...] = ()
    in_force: tuple[InForce, ...] = ()
    lapsed: tuple[Lapsed, ...] = ()
    rejected: frozenset[str] = frozenset()
    """The proposals that have been rejected as a whole."""

    def left_of(self, strand: Strand[Edit]) -> Strand[Edit]:
        """An edit that is not out; a new unit without the proposals that have been rejected as a whole.

        Otherwise the heading that a rejected new article shares with others would be left as a reading of its own.
        The order in which they have moved units counts no more either.
        """
        if not isinstance(strand.edit, Placed) or self.rejected.isdisjoint(strand.backers):
            return strand
        if isinstance(strand.edit, Moved):
            return replace(strand, orders=tuple(order for order in strand.orders if order[0] not in self.rejected))
        return _backed_only_by(strand, strand.backers - self.rejected)

    @property
    def places(self) -> Mapping[str, frozenset[Identity]]:
        """The addresses of what was decided, each with the edits adopted there.

        A decision that only rejects an amendment leaves the slot and its address to the other amendments.
        """
        found: dict[str, frozenset[Identity]] = {}
        for decision, ruling in self.in_force:
            if decision.kind is not DecisionKind.REJECT:
                own = frozenset(e.identity for e in ruling.own)
                found[ruling.address] = found.get(ruling.address, frozenset()) | ruling.kept | own
        return found

    def verdict(self, amendment: NumberedAmendment) -> Verdict:
        """What has become of an amendment."""
        strands = amendment.strands
        if not strands <= self.kept | self.dropped:
            return Verdict.OPEN
        if strands <= self.kept:
            return Verdict.ACCEPTED
        return Verdict.IN_PART if strands & self.kept else Verdict.REJECTED


_FEW = 12
"""Edits whose slots are remembered; more than these are hardly asked about twice."""
_REMEMBERED = 4096


class Ground:
    """A consolidation before any decision: its edits, the slots they form, and which edits are compatible."""

    def __init__(self, con: Consolidation) -> None:
        self.con = con
        self.strands: Strands = {s.identity: s for s in con.strands}
        self._laid: dict[tuple[tuple[str, ...], tuple[Strand[Edit], ...]], tuple[Slot, ...]] = {}

    def slots_of(self, reached: Collection[Identity]) -> list[Slot]:
        """The outermost slots that contain any of these edits."""
        found = {n for identity in reached for n in self._slots_by_edit.get(identity, ())}
        return [self.con.slots[n] for n in sorted(found)]

    @cached_property
    def _slots_by_edit(self) -> Mapping[Identity, Sequence[int]]:
        found: dict[Identity, list[int]] = defaultdict(list)
        for n, slot in enumerate(self.con.slots):
            for identity in slot.strands:
                found[identity].append(n)
        return found

    def seen_with(self, reached: Collection[Identity]) -> frozenset[Identity]:
        """Every edit that shares a slot with any of these, with the deletion of a paragraph the new items under it."""
        return self.with_paragraphs(frozenset(reached).union(*(slot.strands for slot in self.slots_of(reached))))

    def with_paragraphs(self, seen: frozenset[Identity]) -> frozenset[Identity]:
        """The edits, with the deletions of paragraphs that new items belong to, and the items of deleted paragraphs."""
        return seen.union(*(self._under_struck.get(i, ()) for i in seen)) if self._under_struck else seen

    @cached_property
    def _under_struck(self) -> Mapping[Identity, Collection[Identity]]:
        return items_and_deletions(self.con.labels_of_base, self.strands.values())

    def parties_in(self, seen: Iterable[Identity]) -> frozenset[str]:
        """The proposals that make these edits."""
        return frozenset[str]().union(*(self.strands[i].backers for i in seen if i in self.strands))

    def retaining(self, edits: Collection[Identity]) -> frozenset[str]:
        """The delegations that would keep the words of the draft that these edits change."""
        here = (s for s in every(self.slots_of(edits)) if not s.strands.isdisjoint(edits))
        return frozenset(who for slot in here for stance, who in slot.positions if stance == Stance.RETAIN.value)

    def rivals(self, mine: Sequence[Strand[Edit]], others: Iterable[Identity]) -> frozenset[Identity]:
        """The other edits that ``mine`` exclude."""
        return self.excluded(mine, [self.strands[i] for i in others if i in self.strands])

    def rival_articles(self, mine: Sequence[Strand[Edit]], others: Iterable[Identity]) -> frozenset[Identity]:
        """The other edits in rival new articles that nobody who makes one of ``mine`` has."""
        slots = (s for s in self.slots_of([m.identity for m in mine]) if s.kind is ConflictKind.ALTERNATIVE)
        inside = frozenset[Identity]().union(*(s.strands for s in slots if self._has_heading(s)))
        makers = frozenset[str]().union(*(m.backers for m in mine if m.identity in inside))
        return frozenset(i for i in inside.intersection(others) if makers.isdisjoint(self.strands[i].backers))

    def _has_heading(self, slot: Slot) -> bool:
        edits = (self.strands[i].edit for i in slot.strands)
        return any(is_heading(e.mark, e.label) for e in edits if isinstance(e, Inserted))

    def excluded(self, mine: Sequence[Strand[Edit]], others: Iterable[Strand[Edit]]) -> frozenset[Identity]:
        """The other edits that ``mine`` exclude, including edits that are not on the table."""
        own = frozenset(m.identity for m in mine)
        apart = self.with_paragraphs(own) - own  # an item does not stand without its paragraph
        return frozenset(
            s.identity for s in others if s.identity in apart or any(map(_excludes, self._beside(mine, [s])))
        )

    def go_together(self, mine: Sequence[Strand[Edit]], others: Sequence[Strand[Edit]]) -> bool:
        """Whether both can be adopted, and it is clear how they would read together.

        Two changes of neighbouring words are compatible; words inserted right next to changed words are not.
        """
        contested = [slot.kind for slot in self._beside(mine, others) if slot.contested]
        if any(kind is not ConflictKind.ADJACENT for kind in contested):
            return False
        return not contested or not any(_put_in_beside(x.edit, y.edit) for x in mine for y in others)

    def _beside(self, mine: Sequence[Strand[Edit]], others: Sequence[Strand[Edit]]) -> Iterator[Slot]:
        """The slots that ``mine`` and those other edits not among them would form if there were no more."""
        held = {s.identity for s in mine}
        one, two = Proposal("one", ""), Proposal("two", "")
        rest = [_backed_by(s, two) for s in others if s.identity not in held]
        return every(self.laid([*(_backed_by(s, one) for s in mine), *rest], (one, two))) if rest else iter(())

    def laid(self, strands: Iterable[Strand[Edit]], proposals: Sequence[Proposal]) -> tuple[Slot, ...]:
        """The slots that these edits form by themselves, ignoring requests to retain the text.

        Every decision asks again about the edits that were decided before, so what a few edits form is remembered.
        """
        ordered = tuple(sorted(strands, key=base_order))
        what = tuple(p.name for p in proposals), ordered
        if (known := self._laid.get(what)) is not None:
            return known
        con, nobody = self.con, tuple[Position, ...]()
        found = lay_out(
            EditsByPlace(con.prepared, proposals, ordered, nobody, dict(con.labels), frozenset(), con.addresses)
        ).slots
        if len(ordered) <= _FEW and len(self._laid) < _REMEMBERED:
            self._laid[what] = found
        return found


def _put_in_beside(x: Edit, y: Edit) -> bool:
    """Whether one of two edits inserts words at an edge of the words that the other changes."""
    if not (isinstance(x, Reworded) and isinstance(y, Reworded)):
        return False
    return (x.start == x.end and x.start in (y.start, y.end)) or (y.start == y.end and y.start in (x.start, x.end))


def _excludes(slot: Slot) -> bool:
    """Whether the readings of a slot exclude each other."""
    if not (slot.contested and slot.kind and slot.kind.excludes):
        return False
    # A new unit between units that are deleted is not deleted with them.
    return slot.shape is not Shape.NEW or slot.kind is ConflictKind.ALTERNATIVE


def _backed_by(strand: Strand[Edit], proposal: Proposal) -> Strand[Edit]:
    orders = tuple((proposal.name, rank) for _, rank in strand.orders[:1])
    return Strand(strand.edit, frozenset([proposal.name]), orders)


def _backed_only_by(strand: Strand[Edit], names: frozenset[str]) -> Strand[Edit]:
    """The strand with those of its backers only, if it has any."""
    left = strand.backers & names
    if not left or left == strand.backers:
        return strand
    return Strand(strand.edit, left, tuple(order for order in strand.orders if order[0] in left))


def amendments_of(ground: Ground, proposal: Proposal) -> tuple[NumberedAmendment, ...]:
    """The amendments of one proposal in text order, numbered as if it were the only one.

    So a number means the same, whatever others propose, and whatever of its own is withdrawn. Both ends of a move
    are one amendment.
    """
    mine = [
        Strand(s.edit, frozenset([proposal.name]), tuple(o for o in s.orders if o[0] == proposal.name))
        for s in ground.strands.values()
        if proposal.name in s.backers
    ]
    places: dict[int, tuple[str, set[Identity]]] = {}
    for n, slot in enumerate(ground.laid(mine, (proposal,))):
        # Numbers of moves are positive.
        found = places.setdefault(-n if slot.move is None else slot.move, (slot.place, set()))
        found[1].update(slot.strands)
    return tuple(
        NumberedAmendment(f"{proposal.name}#{n}", place, frozenset(strands))
        for n, (place, strands) in zip(_numbers(proposal), places.values(), strict=False)
    )


def _numbers(proposal: Proposal) -> Iterator[int]:
    """The numbers of a proposal's amendments in the order of the text: those it has, then the next ones."""
    yield from proposal.numbers
    yield from (n for n in count(max(proposal.numbers, default=0) + 1) if n not in proposal.withdrawn)


def numbers_kept(
    amendments: Iterable[NumberedAmendment], known: Mapping[Identity, int], *, spent: int = 0
) -> tuple[int, ...]:
    """The numbers of a proposal's amendments, in order, if each keeps the lowest that one of its edits had.

    One of which no edit had a number, or whose number is taken by then, gets the next; ``spent`` is the highest that
    any amendment of the proposal has had, so that none is given twice.
    """
    taken: list[int] = []
    for amendment in amendments:
        had = sorted({known[i] for i in amendment.strands if i in known} - {*taken})
        taken.append(had[0] if had else max([*known.values(), *taken, spent], default=0) + 1)
    return tuple(taken)


# -- taking a decision ---------------------------------------------------------------------------


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


def wording(ground: Ground, slot: Slot, own: tuple[Edit, ...], words: str) -> Ruling:
    """The ruling that puts the chair's own words in a slot."""
    ruling = choosing(ground, slot, frozenset(), words)
    same = frozenset(e.identity for e in own) & ruling.seen
    mine = [Strand(edit, frozenset([CHAIR.name])) for edit in own]
    beside = ground.rivals(mine, ruling.seen - slot.strands)
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


# -- the effect ----------------------------------------------------------------------------------


def standing(ground: Ground, decisions: Sequence[Decision]) -> RulingStanding:
    """The effect of these decisions on that ground."""
    every_ruling = [(decision, ruling) for decision in decisions for ruling in decision.rulings]
    own_edits = frozenset(edit.identity for _, ruling in every_ruling for edit in ruling.own)
    found = [(decision, ruling, _why_lapsed(ground, decision, ruling, own_edits)) for decision, ruling in every_ruling]
    found = _superseded(found)
    last = {ruling.what: ruling for _, ruling in every_ruling}  # a matter decided again has not lapsed
    lapsed = [Lapsed(d, ruling, why) for d, ruling, why in found if why and last[ruling.what] is ruling]
    in_force = [(decision, ruling) for decision, ruling, why in found if not why]
    kept, dropped, own = _by_slot(ground, [r for d, r in in_force if d.kind.is_of_slot])
    accepted = [(d, r) for d, r in in_force if d.kind is DecisionKind.ACCEPT]
    disputed = _disputed(ground, [r for _, r in accepted], kept=kept, dropped=dropped, own=own)
    for decision, ruling in accepted:
        if why := disputed.get(ruling.what):
            lapsed.append(Lapsed(decision, ruling, why))
            in_force.remove((decision, ruling))
        else:
            kept |= ruling.kept - dropped
    for _, ruling in accepted:
        if ruling.what not in disputed and ruling.kept <= kept:
            dropped |= ruling.dropped - kept
    rejected = _rejected([r for d, r in in_force if d.kind is DecisionKind.REJECT])
    dropped |= {i for i, by in rejected.items() if i in ground.strands and ground.strands[i].backers <= by} - kept
    lapsed = [gone for gone in lapsed if not _decided_since(gone, every_ruling, in_force)]
    whole = _rejected_as_a_whole(ground, rejected)
    return RulingStanding(frozenset(kept), frozenset(dropped), tuple(own), tuple(in_force), tuple(lapsed), whole)


def _superseded(found: list[tuple[Decision, Ruling, str]]) -> list[tuple[Decision, Ruling, str]]:
    """The rulings; one that a later decision on its slot put aside does not come back when that one lapses."""
    gone = [(n, ruling.dropped) for n, (decision, ruling, why) in enumerate(found) if why and decision.kind.is_of_slot]
    return [
        (decision, ruling, why or ("it was decided otherwise since" if _is_put_aside(n, ruling, gone) else ""))
        for n, (decision, ruling, why) in enumerate(found)
    ]


def _is_put_aside(at: int, ruling: Ruling, gone: Iterable[tuple[int, frozenset[Identity]]]) -> bool:
    return any(n > at and not ruling.kept.isdisjoint(dropped) for n, dropped in gone)


def _decided_since(gone: Lapsed, rulings: Sequence[InForce], in_force: Sequence[InForce]) -> bool:
    """Whether a later decision settles the matter of a lapsed ruling."""
    at = next(n for n, (_, ruling) in enumerate(rulings) if ruling is gone.ruling)
    holds = {id(ruling) for _, ruling in in_force}
    return any(id(r) in holds and not r.reaches.isdisjoint(gone.ruling.reaches) for _, r in rulings[at + 1 :])


def _why_lapsed(ground: Ground, decision: Decision, ruling: Ruling, own: frozenset[Identity]) -> str:
    """Why a ruling is not in force; empty if it is in force."""
    if not ground.strands.keys() >= ruling.kept - own:
        return "what was decided there has been withdrawn or reworded since"
    if decision.kind is DecisionKind.REJECT:
        return ""  # it concerns only its own words, whatever else is proposed
    came = ground.parties_in(ruling.dropped) - ruling.parties
    came |= ground.parties_in(_beside(ground, ruling))
    if came:
        return f"{', '.join(sorted(came))} came later"
    if ruling.retaining is None or decision.kind is DecisionKind.KEEP or not (ruling.kept or ruling.own):
        return ""
    holders = sorted(ground.retaining(ruling.reaches) - ruling.retaining, key=name_order)
    return f"{', '.join(holders)} would retain it" if holders else ""


def _beside(ground: Ground, ruling: Ruling) -> frozenset[Identity]:
    """The edits made since then that are incompatible with one that was decided."""
    decided = [ground.strands[i] for i in sorted(ruling.reaches) if i in ground.strands]
    new = ground.seen_with([s.identity for s in decided]) - ruling.seen - {e.identity for e in ruling.own}
    decided += [Strand(edit, frozenset([CHAIR.name])) for edit in ruling.own]
    return frozenset(i for i in new if any(ground.rivals([one], [i]) for one in decided))


def _by_slot(ground: Ground, rulings: Iterable[Ruling]) -> tuple[set[Identity], set[Identity], list[Strand[Edit]]]:
    """What decisions on slots keep and drop (later ones prevail), and the chair's own edits."""
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
) -> dict[str, str]:
    """The accepted amendments that are incompatible, each with the reason; nobody has decided between them."""
    settled = {i: ground.strands[i] for i in kept if i in ground.strands} | {s.identity: s for s in own}
    accepted = {i for r in rulings for i in r.kept} - set(dropped)
    names = frozenset(proposal_of(r.what) for r in rulings)
    strands = [
        *(_backed_only_by(ground.strands[i], names) for i in sorted(accepted - settled.keys()) if i in ground.strands),
        *(_backed_only_by(s, names) for s in settled.values()),
    ]
    others: dict[str, dict[str, None]] = defaultdict(dict)
    later: dict[str, list[str]] = {}
    for slot in every(ground.laid(strands, (*ground.con.proposals, CHAIR))):
        if not slot.contested:
            continue
        reach = ground.with_paragraphs(slot.strands)
        here = [r for r in rulings if not (r.kept - set(dropped)).isdisjoint(reach)]
        beside = [settled[i] for i in sorted(settled.keys() & slot.strands)]
        for ruling, found in _at_odds(ground, slot, here, beside=beside):
            others[ruling.what] |= dict.fromkeys(found)
            if not found:
                later[ruling.what] = sorted(ground.parties_in(slot.strands) - ruling.parties)
    return {
        what: f"{', '.join(found)} {'was' if len(found) == 1 else 'were'} accepted too, and they do not go together"
        if found
        else f"{', '.join(later[what]) or 'what was decided of the slot'} came later"
        for what, found in others.items()
    }


def _at_odds(
    ground: Ground, slot: Slot, here: Sequence[Ruling], *, beside: Sequence[Strand[Edit]]
) -> Iterator[tuple[Ruling, Sequence[str]]]:
    """The accepted amendments in one slot that cannot take effect, each with the others that were accepted.

    ``beside`` holds the edits adopted there by a decision on the slot, which was decided as printed.
    """
    mine = {r.what: [ground.strands[i] for i in sorted(r.kept) if i in ground.strands] for r in here}
    pairs = {(r.what, o.what) for r in here for o in here if r is not o}
    apart = {pair for pair in pairs if not ground.go_together(mine[pair[0]], mine[pair[1]])}
    # Three or more may conflict although no two of them do: new passages, or a new unit inside a rewritten passage.
    together = not apart and not beside and slot.kind is not ConflictKind.ADJACENT
    for ruling in here:
        if others := [o.what for o in here if (ruling.what, o.what) in (pairs if together else apart)]:
            yield ruling, others
        elif together:
            yield ruling, slot.against
        elif ground.excluded(mine[ruling.what], beside):
            yield ruling, ()


def _rejected(rulings: Iterable[Ruling]) -> dict[Identity, frozenset[str]]:
    """The edits that have been rejected, each with the proposals in which it was."""
    by: dict[Identity, frozenset[str]] = {}
    for ruling in rulings:
        for identity in ruling.dropped:
            by[identity] = by.get(identity, frozenset()) | {proposal_of(ruling.what)}
    return by


def _rejected_as_a_whole(ground: Ground, rejected: Mapping[Identity, frozenset[str]]) -> frozenset[str]:
    """The proposals of which every edit has been rejected."""
    names = frozenset[str]().union(*rejected.values())
    left = ((names & s.backers) - rejected.get(i, frozenset()) for i, s in ground.strands.items()) if names else ()
    return names.difference(*left)


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
