"""The ground for decisions: the edits and slots of a consolidation before any decision, and which edits go together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Self

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.belonging import items_and_deletions
from amendtrack.consolidation.edits import Edit, Identity, Inserted, Reworded
from amendtrack.consolidation.negotiation import Position, Proposal, Stance
from amendtrack.consolidation.rivals_by_place import RivalsByPlace
from amendtrack.consolidation.rivals_of_two import RivalsOfTwo
from amendtrack.consolidation.slots.layout import lay_out
from amendtrack.consolidation.slots.slot import ConflictKind, Shape, Slot
from amendtrack.consolidation.slots.table import EditsByPlace
from amendtrack.consolidation.strands import Strand, base_order, by_backer, holds
from amendtrack.consolidation.touching import Touching

if TYPE_CHECKING:
    from amendtrack.consolidation.value import Consolidation

Strands = Mapping[Identity, Strand[Edit]]


_REMEMBERED = 1 << 16
"""The slots of this many edits are remembered, however these are asked about together."""


@dataclass(frozen=True, slots=True)
class Around:
    """The edits that share a slot, with the deletion of a paragraph the new items under it, and who makes them."""

    seen: frozenset[Identity]
    parties: frozenset[str]

    @classmethod
    def together(cls, several: Collection[Around]) -> Self:
        """All of them, and all who make them."""
        seen = frozenset[Identity]().union(*(one.seen for one in several))
        return cls(seen, frozenset[str]().union(*(one.parties for one in several)))


class Ground:
    """A consolidation before any decision: its edits, the slots they form, and which edits are compatible."""

    def __init__(self, con: Consolidation) -> None:
        self.con = con
        self.strands: Strands = {s.identity: s for s in con.strands}
        self._laid: dict[tuple[tuple[str, ...], tuple[Strand[Edit], ...]], tuple[Slot, ...]] = {}
        self._remembered = 0
        self._slots_seen: dict[int, Around] = {}
        self._of_others: dict[tuple[str, frozenset[Identity]], frozenset[Identity]] = {}
        self._new_units = RivalsOfTwo(con.orders)
        nothing: Sequence[Strand[Edit]] = ()
        self._asked = nothing, RivalsByPlace((), con.prepared, self._new_units)

    def around(self, reached: Iterable[Identity]) -> Around:
        """What shares a slot with any of these edits."""
        slots, alone = set[int](), set[Identity]()
        for identity in reached:
            slots.update(here) if (here := self._slots_by_edit.get(identity)) else alone.add(identity)
        found = [self._around_slot(n) for n in slots]
        if alone:
            found.append(self._around(frozenset(alone)))
        return found[0] if len(found) == 1 else Around.together(found)

    def of_others_around(self, reached: Iterable[Identity], proposal: str) -> frozenset[Identity]:
        """What shares a slot with any of these edits, and is not that proposal's: each of its amendments asks again."""
        asked = proposal, self.around(reached).seen
        if asked not in self._of_others:
            mine = (i for i in asked[1] if i in self.strands and proposal in self.strands[i].backers)
            self._of_others[asked] = asked[1].difference(mine)
        return self._of_others[asked]

    def _around_slot(self, number: int) -> Around:
        """The same for one slot: every amendment in it asks again."""
        if number not in self._slots_seen:
            self._slots_seen[number] = self._around(self.con.slots[number].strands)
        return self._slots_seen[number]

    def _around(self, edits: frozenset[Identity]) -> Around:
        seen = self.with_paragraphs(edits)
        return Around(seen, self.parties_in(seen))

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

    def with_paragraphs(self, seen: frozenset[Identity]) -> frozenset[Identity]:
        """The edits, with the deletions of paragraphs that new items belong to, and the items of deleted paragraphs."""
        return seen.union(*(self._under_struck.get(i, ()) for i in seen)) if self._under_struck else seen

    @cached_property
    def _under_struck(self) -> Mapping[Identity, Collection[Identity]]:
        found = dict(items_and_deletions(self.con.labels_of_base, self.strands.values()))
        for one, others in self.con.orders.sharing_items.items():
            found[one] = {*found.get(one, ()), *others}
        return found

    def parties_in(self, seen: Iterable[Identity]) -> frozenset[str]:
        """The proposals that make these edits."""
        return frozenset[str]().union(*(self.strands[i].backers for i in seen if i in self.strands))

    def made_by(self, proposal: str) -> Sequence[Strand[Edit]]:
        """The edits that a proposal makes, alone or with others, in base order."""
        return self._by_backer.get(proposal, ())

    @cached_property
    def _by_backer(self) -> Mapping[str, Sequence[Strand[Edit]]]:
        return by_backer(self.strands.values())

    def retaining(self, edits: Collection[Identity]) -> frozenset[str]:
        """The delegations that would keep the words of the draft that these edits change."""
        here = (s for s in every(self.slots_of(edits)) if not s.strands.isdisjoint(edits))
        return frozenset(who for slot in here for stance, who in slot.positions if stance == Stance.RETAIN.value)

    def rivals(self, mine: Sequence[Strand[Edit]], others: frozenset[Identity]) -> frozenset[Identity]:
        """The other edits that ``mine`` exclude."""
        near = self._touching.near([m.edit for m in mine], others)
        return self.excluded(mine, [self.strands[i] for i in near if i in self.strands])

    def rival_articles(self, mine: Sequence[Strand[Edit]]) -> frozenset[Identity]:
        """The edits in rival new articles and lists that nobody who makes one of ``mine`` has."""
        slots = (s for s in self.slots_of([m.identity for m in mine]) if s.kind is ConflictKind.ALTERNATIVE)
        inside = frozenset[Identity]().union(*(s.strands for s in slots if self._is_of_several(s)))
        makers = frozenset[str]().union(*(m.backers for m in mine if m.identity in inside))
        return frozenset(i for i in inside if makers.isdisjoint(self.strands[i].backers))

    def lists_left_out(self, gone: frozenset[Identity], kept: frozenset[Identity]) -> frozenset[Identity]:
        """The new items under the new paragraphs that are ``gone``, and under no others: they came and go with those.

        If what is ``kept`` has no items, they may well stand under it, and if it shares one, it has the same list; then
        nobody has decided on them. Nor has anybody on an item of which somebody spoke apart from its paragraph.
        """
        lists, found, more = self.con.orders.items_by_holder, gone, gone
        own = {i for over in kept for i in lists.get(over, ())}
        while more and (own or not kept):
            rivals = (held for over in more if own.isdisjoint(held := lists.get(over, {})))
            under = ((i, over) for held in rivals for i, over in held.items())
            more = frozenset(i for i, over in under if over <= found and not self._is_spoken_of(i, over)) - found
            found |= more
        return found - gone

    def _is_spoken_of(self, item: Identity, paragraphs: frozenset[Identity]) -> bool:
        """Whether somebody has a position on an item, and not on the paragraph that it came with."""
        return any(item in p.edits and p.edits.isdisjoint(paragraphs) for p in self.con.positions)

    def _is_of_several(self, slot: Slot) -> bool:
        """Whether somebody has several of the new units in a slot: an article, or a list with its paragraph."""
        new = (s for i in slot.strands if holds(s := self.strands[i], Inserted))
        return any(len(own) > 1 for own in by_backer(new).values())

    def excluded(self, mine: Sequence[Strand[Edit]], others: Iterable[Strand[Edit]]) -> frozenset[Identity]:
        """The other edits that ``mine`` exclude, including edits that are not on the table."""
        own = frozenset(m.identity for m in mine)
        apart = self.with_paragraphs(own) - own  # an item does not stand without its paragraph
        near = (s for s in others if s.identity in apart or any(self._touching.may_touch(m.edit, s.edit) for m in mine))
        return frozenset(s.identity for s in near if s.identity in apart or self._excludes(mine, s))

    def _excludes(self, mine: Sequence[Strand[Edit]], other: Strand[Edit]) -> bool:
        """Whether another edit is excluded by these."""
        known = self._by_place(mine).exclude(other.edit)
        return self.exclude_in_slots(mine, other) if known is None else known

    def exclude_in_slots(self, mine: Sequence[Strand[Edit]], other: Strand[Edit]) -> bool:
        """Whether some slot that these edits and another form by themselves has readings that are rivals."""
        return any(map(_excludes, self._beside(mine, [other])))

    def _by_place(self, mine: Sequence[Strand[Edit]]) -> RivalsByPlace:
        """These edits by their places; they are asked about one edit after the other."""
        asked, found = self._asked
        if mine is not asked:
            found = RivalsByPlace((m.edit for m in mine), self.con.prepared, self._new_units)
            self._asked = mine, found
        return found

    @cached_property
    def _touching(self) -> Touching:
        return Touching(self.con.base, (s.edit for s in self.strands.values()))

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

        New units that are no rivals among all that is proposed are none here.
        Every decision asks again about the edits that were decided before, so what they form is remembered.
        """
        ordered = tuple(sorted(strands, key=base_order))
        what = tuple(p.name for p in proposals), ordered
        if (known := self._laid.get(what)) is not None:
            return known
        con, nobody = self.con, tuple[Position, ...]()
        table = EditsByPlace(
            con.prepared, proposals, ordered, nobody, dict(con.labels), frozenset(), con.addresses, con.orders
        )
        found = lay_out(table).slots
        if self._remembered + len(ordered) <= _REMEMBERED:
            self._laid[what] = found
            self._remembered += len(ordered)
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


def backed_only_by(strand: Strand[Edit], names: frozenset[str]) -> Strand[Edit]:
    """The strand with those of its backers only, if it has any."""
    left = strand.backers & names
    if not left or left == strand.backers:
        return strand
    return replace(strand, backers=left, orders=tuple(order for order in strand.orders if order[0] in left))
