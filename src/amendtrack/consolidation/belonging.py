"""What a new or moved unit in a gap belongs to: the paragraph above an item, the heading above a paragraph.

A new item is one of its paragraph, wherever another proposal moves that; a new paragraph is one of its article. The
gap alone does not tell: what stands above it may be moved away or deleted by others.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence

from amendtrack.consolidation.edits import Edit, Identity, Inserted, Moved, Place, Placed, Struck, opening_of
from amendtrack.consolidation.strands import Strand, holds, is_placed
from amendtrack.text.counted_labels import Continued
from amendtrack.text.indentation import INDENT, column_in
from amendtrack.text.labelling import is_heading
from amendtrack.text.labels import Rank, rank_of
from amendtrack.text.labels_in_use import BaseLabels, bare_label, is_nested, read_cached
from amendtrack.text.nesting import column_of
from amendtrack.text.units import UnitKind


class ListsAbove:
    """The labels under each heading of a base, counted once, and how those count that come after any of them.

    It costs least where the gaps are asked about in the order of the text. One belongs to one computation.
    """

    def __init__(self, ground: BaseLabels) -> None:
        self.ground = ground
        self._known: dict[int | None, Continued] = {}

    def paragraph(self, gap: int, own: Sequence[str]) -> int | None:
        """The unit of the base that contains the last of the units with these labels, which stand in a gap.

        It contains that one too if others of these stand between: the ``(i)`` of a new ``(a)`` is one of its paragraph.
        """
        ground = self.ground
        first = _heading_above(ground, gap)
        start = bisect_right(ground.labelled, -1 if first is None else first - 1)
        many = bisect_right(ground.labelled, gap) - start
        if first not in self._known:
            at = bisect_right(ground.headings, gap)
            until = ground.headings[at] if at < len(ground.headings) else len(ground.base.units)
            under = ground.labelled[start : bisect_left(ground.labelled, until)]
            self._known[first] = Continued([ground.base.units[i].label for i in under])
        counts = self._known[first].then(many, own)
        above: int | None = len(counts) - 1
        while above is not None and above >= many:
            count = counts[above]
            above = count.above if count else None
        return ground.labelled[start + above] if above is not None else None


class InGap:
    """The new and moved units of one gap: what each of them belongs to, and stands under in its proposals' texts.

    What a proposal puts above each place in the gap is found once for all of its units; ``lists`` may be shared by the
    gaps of one computation.
    """

    def __init__(self, ground: BaseLabels, strands: Iterable[Strand[Placed]], lists: ListsAbove | None = None) -> None:
        self._ground, self._lists = ground, lists or ListsAbove(ground)
        own: dict[str, list[tuple[int, Strand[Placed]]]] = defaultdict(list)
        for strand in strands:
            for proposal, rank in strand.orders:
                own[proposal].append((rank, strand))
        self._own = own
        self._orders: dict[str, tuple[list[int], InOrder]] = {}

    def _order(self, proposal: str) -> tuple[list[int], InOrder]:
        """The units of one proposal in its order, and their ranks."""
        if proposal not in self._orders:
            own = sorted(self._own[proposal], key=lambda pair: pair[0])
            self._orders[proposal] = [rank for rank, _ in own], InOrder(self._ground, [s for _, s in own])
        return self._orders[proposal]

    def _before(self, strand: Strand[Placed]) -> tuple[InOrder, int] | None:
        """The text of the first of its proposals that has anything before it in the gap, and how much is before it."""
        for proposal, rank in sorted(strand.orders):
            ranks, order = self._order(proposal)
            if at := bisect_left(ranks, rank):
                return order, at
        return None

    def above(self, strand: Strand[Placed]) -> Strand[Placed] | None:
        """The unit under which its proposal puts a new or moved unit: see ``InOrder.over``; None if there is none."""
        before = self._before(strand)
        return before[0].over(strand, before[1]) if before else None

    def all_above(self, strand: Strand[Placed]) -> frozenset[Identity]:
        """The units under which its proposals put a new or moved unit."""
        orders = ((self._order(proposal), rank) for proposal, rank in strand.orders)
        over = (order.over(strand, bisect_left(ranks, rank)) for (ranks, order), rank in orders)
        return frozenset(found.identity for found in over if found is not None)

    def parent(self, strand: Strand[Placed]) -> int | None:
        """The unit of the base that a unit belongs to; None for a heading, and for what comes under a new unit."""
        ground = self._ground
        gap, (mark, label, wording) = strand.edit.gap, opening_of(strand.edit, ground.base)
        if gap < 0 or is_heading(mark, label, wording) or label.startswith("[^"):
            return None
        before = self._before(strand)
        if before and before[0].over(strand, before[1]) is not None:
            return None
        if is_item(mark, label):
            marks = before[0].openings[: before[1]] if before else []
            own = [*marks, (mark, label, wording)]
            return _paragraph_above(self._lists, gap, _column(ground, strand.edit), own)
        return _heading_above(ground, gap)


class InOrder:
    """New and moved units in an order, and for each place in it, what a unit put there stands under."""

    def __init__(self, ground: BaseLabels, order: Iterable[Strand[Placed]]) -> None:
        self._ground = ground
        self.openings: list[tuple[str, str, str]] = []
        """Of each unit, the mark before its wording, its label, and the wording."""
        head: Strand[Placed] | None = None
        over: Strand[Placed] | None = None
        self._above: list[tuple[Strand[Placed] | None, Strand[Placed] | None]] = [(None, None)]
        for strand in order:
            opening = opening_of(strand.edit, ground.base)
            if is_heading(*opening):
                head = over = strand
            elif not is_item(*opening[:2]) and not _is_row(ground, strand.edit):
                over = strand
            self.openings.append(opening)
            self._above.append((head, over))

    def over(self, strand: Strand[Placed], at: int) -> Strand[Placed] | None:
        """The last of the first ``at`` units under which a unit stands: a heading or, for an item, a paragraph."""
        opening = opening_of(strand.edit, self._ground.base)
        return None if is_heading(*opening) else self._above[at][is_item(*opening[:2])]


def parent_in_base(ground: BaseLabels, i: int) -> int | None:
    """The unit to which a unit of the base belongs in it; None for a heading, and under no heading."""
    unit = ground.base.units[i]
    mark, wording = ground.base.source[unit.start : unit.body], ground.base.wording(unit)
    if is_heading(mark, unit.label, wording) or unit.label.startswith("[^"):
        return None
    if is_item(mark, unit.label):
        column = column_of(ground.base, unit)
        return _paragraph_above(ListsAbove(ground), i - 1, column, [(mark, unit.label, wording)])
    return _heading_above(ground, i - 1)


def bears(ground: BaseLabels, i: int, label: str, gap: int) -> bool:
    """Whether a unit of the base has that label, in the article, and for an item the paragraph, of that gap."""
    read, own = read_cached(label), ground.read[i]
    if read is None or own is None or bare_label(read) != bare_label(own):
        return False
    if is_nested(own) and ground.scopes[i] not in ground.lists_at(gap):
        return False
    return _heading_above(ground, i) == _heading_above(ground, gap)


Moves = Mapping[int, Sequence[Strand[Moved]]]
"""The moves of each unit."""


def moves_by_unit(gaps: Mapping[int, Iterable[Strand[Placed]]]) -> Moves:
    """The moves into these gaps, in the order of the gaps."""
    found: dict[int, list[Strand[Moved]]] = defaultdict(list)
    for strand in (s for gap in sorted(gaps) for s in gaps[gap]):
        if holds(strand, Moved):
            found[strand.edit.unit].append(strand)
    return found


def carried_along(
    ground: BaseLabels, gaps: Mapping[int, Sequence[Strand[Placed]]], gone: Container[int], moves: Moves
) -> dict[Place, list[Strand[Placed]]]:
    """What is put behind a unit by those who move that, and by others under a paragraph, or in an article, that moves:
    it goes with it.

    By the moved unit that it follows, and the gap to which that moves. ``gone`` are the units no longer at their place.
    """
    found: dict[Place, list[Strand[Placed]]] = defaultdict(list)
    carried: set[int] = set()  # moved units that go with another
    behind: dict[Identity, Strand[Moved]] = {}  # by move, the one of its own proposal that it follows
    lists = ListsAbove(ground)
    for gap in sorted(g for g in gaps if g in gone) if moves else ():
        here = list[Strand[Placed]]()
        for strand in gaps[gap]:
            moved = (m for m in moves.get(gap, ()) if not strand.backers.isdisjoint(m.backers))
            own = next((m for m in moved if not _follows(m, strand, behind)), None)
            if own is not None:
                behind[strand.identity] = own
            (here if own is None else found[gap, own.edit.gap]).append(strand)
        goes: dict[Identity, int] = {}
        for strand, parent in _with_parents(lists, here, goes):
            if parent is None or parent not in moves:
                continue
            carrier = _carrier(ground, strand, parent, gone, moves)
            if carrier is None:
                continue
            if isinstance(strand.edit, Moved):
                if carrier[0] in carried or any(i == strand.edit.unit for i, _ in found):
                    continue  # neither can go with the other
                carried.add(strand.edit.unit)
            found[carrier].append(strand)
            goes[strand.identity] = parent
    return found


def _follows(strand: Strand[Moved], other: Strand[Placed], behind: Mapping[Identity, Strand[Moved]]) -> bool:
    """Whether a move is that other, or follows it, or goes behind its unit: they would carry each other away."""
    if isinstance(other.edit, Moved) and strand.edit.gap == other.edit.unit:
        return True
    at: Strand[Moved] | None = strand
    while at is not None and at.identity != other.identity:
        at = behind.get(at.identity)
    return at is not None


def _with_parents(
    lists: ListsAbove, here: Sequence[Strand[Placed]], goes: Mapping[Identity, int]
) -> Iterator[tuple[Strand[Placed], int | None]]:
    """The units of a gap, each with the unit of the base that it belongs to; then items under those that go with it."""
    inside = InGap(lists.ground, here, lists)
    for strand in here:
        yield strand, inside.parent(strand)
    for strand in here if goes else ():
        over = inside.above(strand)
        if over is not None and over.identity in goes:
            yield strand, goes[over.identity]


def _carrier(
    ground: BaseLabels, strand: Strand[Placed], parent: int, gone: Container[int], moves: Moves
) -> Place | None:
    """The last unit above a gap that moves with the parent, and its new gap; None if one in between stays."""
    for move in moves[parent]:
        if not strand.backers.isdisjoint(move.backers):
            return None
        to = {i for i, found in moves.items() if any(s.edit.gap == move.edit.gap for s in found)}
        above = range(strand.edit.gap, parent - 1, -1)
        last = next((i for i in above if i in to or i not in gone), parent)
        following, headings = last + 1, ground.headings
        bare = last == parent and last in headings and following not in {*to, len(ground.base.units), *headings}
        if last in to and not bare:  # a bare heading that moves takes nothing along
            return last, move.edit.gap
    return None


def _is_row(ground: BaseLabels, edit: Placed) -> bool:
    """Whether a unit is a row of a table, which belongs to the paragraph above the table."""
    if isinstance(edit, Inserted):
        return not edit.label and edit.wording.startswith("|")
    return ground.base.units[edit.unit].kind is UnitKind.ROW


def is_heading_in(ground: BaseLabels, edit: Placed) -> bool:
    """Whether a new or moved unit is a heading."""
    return is_heading(*opening_of(edit, ground.base))


def is_item(mark: str, label: str) -> bool:
    """Whether a unit with that mark is an item of a list inside a paragraph, or one with a sign instead of a number."""
    read = read_cached(label) if label else None
    if read is None:
        return bool(mark.strip()) and not is_heading(mark, label) and not label
    return rank_of(read) is Rank.ITEM or "." in read.number


def items_and_deletions(ground: BaseLabels, strands: Iterable[Strand[Edit]]) -> Mapping[Identity, Collection[Identity]]:
    """New items by the deletion of their paragraph by others, and such deletions by new item."""
    every = list(strands)
    struck = {s.edit.unit: s for s in every if isinstance(s.edit, Struck)}
    gaps: dict[int, list[Strand[Placed]]] = defaultdict(list)
    for strand in filter(is_placed, every) if struck else ():
        if strand.edit.gap in struck:
            gaps[strand.edit.gap].append(strand)
    found: dict[Identity, set[Identity]] = defaultdict(set)
    lists = ListsAbove(ground)
    inside = {gap: InGap(ground, here, lists) for gap, here in gaps.items()}
    for strand in (s for here in gaps.values() for s in here if holds(s, Inserted)):
        if is_item(strand.edit.mark, strand.edit.label):
            parent = inside[strand.edit.gap].parent(strand)
            over = struck.get(parent) if parent is not None else None
            if over is not None and over.backers.isdisjoint(strand.backers):
                found[strand.identity].add(over.identity)
                found[over.identity].add(strand.identity)
    return found


def _heading_above(ground: BaseLabels, gap: int) -> int | None:
    """The last heading of the base before a gap."""
    at = bisect_right(ground.headings, gap)
    return ground.headings[at - 1] if at else None


def _column(ground: BaseLabels, edit: Placed) -> int:
    return column_in(edit.lead) if isinstance(edit, Inserted) else column_of(ground.base, ground.base.units[edit.unit])


def _paragraph_above(lists: ListsAbove, gap: int, column: int, own: Sequence[tuple[str, str, str]]) -> int | None:
    """The unit of the base that contains the last of these units, which stand in a gap; it begins in that column.

    One with a sign instead of a number is in what contains the last number above it.
    """
    base, signed = lists.ground.base, lists.ground.signed
    units = base.units
    is_inner = gap >= 0 and len(own) == 1 and column >= column_of(base, units[gap]) + INDENT
    if not is_inner and (labels := [label for _, label, _ in own if label]):
        return lists.paragraph(gap, labels)
    while gap >= 0 and (item := signed[gap]) is not None and item[0] + INDENT > column:
        gap = item[1]
    return gap if gap >= 0 and units[gap].kind is not UnitKind.HEADING else None


__all__ = [
    "InGap",
    "InOrder",
    "ListsAbove",
    "bears",
    "carried_along",
    "is_heading_in",
    "is_item",
    "items_and_deletions",
    "moves_by_unit",
    "parent_in_base",
]
