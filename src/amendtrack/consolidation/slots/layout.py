"""All slots of a consolidation, in base order; those that a change does not affect are reused.

A slot depends only on the edits at its place and close by. So after a proposal is added or removed, or a choice is
made, only the places near the differences are computed again. The result is the same as if everything had been
recomputed; a test proves this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice

from amendtrack.consolidation.edits import NO_GAP, Moved
from amendtrack.consolidation.slots.gaps import gap_slots
from amendtrack.consolidation.slots.slot import Slot
from amendtrack.consolidation.slots.table import REACH, EditsByPlace
from amendtrack.consolidation.slots.whole import unit_slots

Site = tuple[int, int]
"""The first and last unit of slots, or -2 and the gap that they are in."""
_GAP = -2


@dataclass(frozen=True, slots=True)
class SlotLayout:
    """The slots at each place in base order, and the table from which they were computed."""

    table: EditsByPlace
    sites: Mapping[Site, tuple[Slot, ...]]

    @property
    def slots(self) -> tuple[Slot, ...]:
        """All outermost slots in base order."""
        return tuple(chain.from_iterable(self.sites.values()))

    def with_slots(self, slots: Iterable[Slot]) -> SlotLayout:
        """The same layout with these slots, which differ from its own in nothing but their addresses."""
        left = iter(slots)
        return SlotLayout(self.table, {site: tuple(islice(left, len(own))) for site, own in self.sites.items()})


def lay_out(table: EditsByPlace, before: SlotLayout | None = None) -> SlotLayout:
    """All slots of a table; slots of ``before``, an earlier layout of the same base, are reused where still valid."""
    anew = _Anew.between(before.table, table) if before is not None and _comparable(before.table, table) else None
    sites: dict[Site, tuple[Slot, ...]] = {}
    for site in _sites(table):
        known = before.sites.get(site) if before is not None and anew is not None and anew.spares(site) else None
        sites[site] = _slots_at(table, site) if known is None else known
    return SlotLayout(table, sites)


def _sites(table: EditsByPlace) -> Iterator[Site]:
    units = table.words.keys() | table.deletes.keys() | table.moves.keys() | table.labels.keys()
    done = -2
    for i in sorted(units | table.gaps.keys()):
        if i > done and i in units:
            done = table.joined_until(i) if i in table.joined else i
            yield i, done
        if i in table.gaps and not table.inside_join(i):
            yield _GAP, i


def _slots_at(table: EditsByPlace, site: Site) -> tuple[Slot, ...]:
    first, last = site
    found = gap_slots(table, last) if first == _GAP else unit_slots(table, first, last)
    return tuple(table.stances.shown_in(slot, table.by_identity) for slot in found)


# -- what a change affects -----------------------------------------------------------------------


def _comparable(a: EditsByPlace, b: EditsByPlace) -> bool:
    """Whether two tables have the same base and positions, and every proposal in both has the same backers."""
    if a.base is not b.base or a.stances != b.stances:
        return False
    return all(a.backing[name] == b.backing[name] for name in a.backing.keys() & b.backing.keys())


@dataclass(frozen=True, slots=True)
class _Anew:
    """The units and gaps that differ between two tables, and those close enough to depend on them.

    A place depends on its neighbours and, where units are joined, on those within reach. What is reworded in a unit
    concerns only that unit and the gaps beside it.
    """

    table: EditsByPlace
    near: frozenset[int]
    near_gaps: frozenset[int]
    joins: bool
    """Whether readings of joined units may differ by their labels."""
    brings: Mapping[int, frozenset[int]]
    """The gaps whose units are, or were, printed with those of another gap: they go with what is moved there."""

    @classmethod
    def between(cls, a: EditsByPlace, b: EditsByPlace) -> _Anew:
        """The differences between the first table and the second."""
        reworded = {*_keys_apart(a.words, b.words)}
        differ = {k for one, two in _by_place(a, b) for k in _keys_apart(one, two)}
        differ |= (a.leading ^ b.leading) | (a.whole ^ b.whole)
        for identity, piece in b.places.items():
            if a.places.get(identity) != piece and piece.strand is not None:
                differ.update((piece.strand.edit.gap, piece.strand.edit.unit))
        named = (i for i, name in b.place_names.items() if a.place_names.get(i) != name)
        differ |= {k for start, _, gap in (i[1:4] for i in named) for k in (start[0], gap)}
        struck = {*_keys_apart(a.deletes, b.deletes)}
        differ.update(gap for gap in (b.gaps.keys() & b.deletes.keys() if struck else ()) if b.is_under(gap, struck))
        twice = {i for i in a.doubled.keys() | b.doubled.keys() if a.doubled.get(i) != b.doubled.get(i)}
        if chosen := (a.kept ^ b.kept) | twice:
            places = (s.identity[1:4] for s in b.strands if s.identity in chosen)
            differ |= {k for start, end, gap in places for k in (start[0], end[0], gap)} - {NO_GAP}
        # Circulated labels determine the order in their gap; a new unit's name begins with the gap.
        names = (name.partition("+") for name, _ in a.circulated.items() ^ b.circulated.items())
        differ.update(int(gap) - 1 for gap, plus, _ in names if plus and gap.isdecimal())
        joined = a.joined | b.joined
        near = reworded | {k + d for k in differ for d in (-1, 0, 1)}
        for k in differ | reworded if joined else ():
            wide = range(k - REACH, k + REACH + 1)
            if not joined.isdisjoint(wide):
                near.update(wide)
        beside = {k - 1 for k in reworded}
        joins = a.circulated != b.circulated
        return cls(b, frozenset(near), frozenset(near | beside), joins, _brought(a, b))

    def spares(self, site: Site) -> bool:
        """Whether the slots there are unaffected."""
        first, last = site
        if first == _GAP:
            gaps = self.brings.get(last, frozenset()) | {last}
            return self.near_gaps.isdisjoint(gaps) and not self._moved_from_near(gaps)
        if last > first and self.joins:
            return False
        units = range(first, last + 1)
        return self.near.isdisjoint(units) and not self._moved_from_near(units)

    def _moved_from_near(self, gaps: Iterable[int]) -> bool:
        """Whether a unit that moves into one of these gaps is among those near a difference, or comes in parts: their
        numbers there depend on all others.
        """
        table = self.table
        if not table.moves:
            return False
        moved = [s.edit.unit for gap in gaps for s in table.gaps.get(gap, ()) if isinstance(s.edit, Moved)]
        if any(s.edit.is_split or s.edit.is_reworded_split for i in moved for s in table.words.get(i, ())):
            return True
        return any(not self.near.isdisjoint(range(i, table.joined_until(i) + 1)) for i in moved)


def _brought(*tables: EditsByPlace) -> Mapping[int, frozenset[int]]:
    """The gaps whose units are printed with those of another gap, in any of these tables."""
    found: dict[int, set[int]] = {}
    for table in tables:
        for (_, to), strands in table.with_moved.items():
            found.setdefault(to, set()).update(s.edit.gap for s in strands)
    for _ in range(len(found)):
        for gaps in found.values():  # what goes with something may itself have something that goes with it
            gaps.update(*(found.get(gap, ()) for gap in tuple(gaps)))
    return {to: frozenset(gaps) for to, gaps in found.items()}


def _by_place(a: EditsByPlace, b: EditsByPlace) -> Iterator[tuple[Mapping[int, object], Mapping[int, object]]]:
    yield a.deletes, b.deletes
    yield a.moves, b.moves
    yield a.gaps, b.gaps
    yield a.labels, b.labels
    yield a.move_ids, b.move_ids
    yield a.orders.gaps, b.orders.gaps


def _keys_apart(a: Mapping[int, object], b: Mapping[int, object]) -> Iterator[int]:
    for key in a.keys() | b.keys():
        if a.get(key) != b.get(key):
            yield key


__all__ = ["SlotLayout", "lay_out"]
