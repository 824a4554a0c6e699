"""The cells of table rows: which words are in which cell, and which columns of two tables correspond.

A row is compared cell by cell, so no change extends from one cell into the next: columns are added and deleted whole.
One row alone cannot show which of two equal cells was deleted; the whole table decides. Where the head of a table is
kept, each column is what it was: a value that was put in another column changed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from amendtrack.redline.phrase import Hunk, hunks
from amendtrack.redline.spoken_words import Words
from amendtrack.text.units import Text, UnitKind

PIPE = "|"
Columns = tuple[tuple[int, int], ...]
"""Pairs of corresponding columns, one from each table, in order."""
_MOST_PAIRS = 250 * 250
"""Beyond this many pairs of columns, the columns of two rows correspond only if there are equally many."""


@dataclass(frozen=True)
class Cells:
    """The words of a row by cell. A cell has the border after it or, in a row that ends without one, that before it.

    ``borders`` holds the positions of the borders among the words.
    """

    borders: tuple[int, ...]
    size: int
    is_closed: bool

    @classmethod
    def of(cls, source: str, words: Words) -> Self | None:
        """The cells of a row's words; None if nothing divides it, as in a row that is only a bar."""
        pipes = (k for k, key in enumerate(words.keys) if key == PIPE)
        borders = tuple(k for k in pipes if not _is_escaped(source, words.starts[k]))
        cells = cls(borders, len(words), borders[-1] == len(words) - 1) if borders else None
        return cells if cells and cells.inner else None

    @cached_property
    def inner(self) -> tuple[tuple[int, int], ...]:
        """The words of each cell, without borders, half-open."""
        edges = [-1, *self.borders, self.size]
        found = [(a + 1, b) for a, b in zip(edges, edges[1:])]
        first = 1 if self.borders[0] == 0 else 0
        return tuple(found[first : len(found) - 1 if self.is_closed else None])

    def owned(self, cell: int) -> tuple[int, int]:
        """The words of a cell with its own border, half-open."""
        start, end = self.inner[cell]
        return (start, end + 1) if self.is_closed else (max(0, start - 1), end)

    def between(self, first: int, last: int) -> tuple[int, int]:
        """The words of the cells after ``first`` and before ``last``, with their borders, half-open."""
        start = self.owned(first)[1] if first >= 0 else self.owned(0)[0]
        return start, self.owned(last)[0] if last < len(self.inner) else self.size

    def is_ruled_as(self, other: Cells) -> bool:
        """Whether the two rows agree on having a border at each end."""
        return self.is_closed == other.is_closed and (self.borders[0] == 0) == (other.borders[0] == 0)

    def at(self, start: int, end: int, key: tuple[str, ...]) -> range:
        """The cells in which words from ``start`` to ``end`` change; none for a new column, which is in no cell."""
        if start == end and PIPE in (key[:1] + key[-1:]):
            return range(0)
        if self.is_closed:
            first, last = bisect_left(self.borders, start), bisect_left(self.borders, max(start, end - 1))
        else:
            first, last = bisect_right(self.borders, start - (start == end)), bisect_right(self.borders, end - 1)
        return range(first, max(first, last) + 1)


def _is_escaped(source: str, at: int) -> bool:
    return at > 0 and source[at - 1] == "\\"


class TableColumns:
    """The cells of matched rows of two texts, and which columns of their tables correspond.

    ``rows`` are the units of the first text, each with its words before and after; ``kept`` are stretches of units that
    are the same in both.
    """

    def __init__(
        self, before: Text, rows: Iterable[tuple[int, Words, tuple[str, Words]]], kept: Iterable[range] = ()
    ) -> None:
        self._cells: dict[int, tuple[Cells, Cells]] = {}
        same: dict[tuple[int, int, int], Counter[tuple[int, int]]] = defaultdict(Counter)
        self._table: dict[int, tuple[int, int, int]] = {}
        self._first: dict[int, int] = {}
        for i, b, (source, a) in rows:
            cells = Cells.of(before.source, b), Cells.of(source, a)
            if cells[0] is None or cells[1] is None or not cells[0].is_ruled_as(cells[1]):
                continue
            old, new = ([words.keys[x:y] for x, y in own.inner] for words, own in zip((b, a), cells) if own)
            is_wide = len(old) * len(new) > _MOST_PAIRS
            if is_wide and len(old) != len(new):
                continue
            table = self._table[i] = (self._table_of(before, i), len(old), len(new))
            alike = ((p, p) for p in range(len(old)) if old[p] == new[p]) if is_wide else _equal(old, new)
            same[table].update({(p, q): 1 + bool(old[p]) for p, q in alike})
            self._cells[i] = cells[0], cells[1]
        heads = sorted({first for first, _, _ in self._table.values()})
        as_they_were = {
            head for units in kept for head in heads[bisect_left(heads, units.start) : bisect_left(heads, units.stop)]
        }
        self._columns: dict[tuple[int, int, int], Columns] = {}
        for table in set(self._table.values()):
            first, many, now = table
            is_as_it_was = many == now and first in as_they_were
            self._columns[table] = (
                tuple(zip(range(many), range(now))) if is_as_it_was else _matched(same[table], many, now)
            )

    def _table_of(self, text: Text, i: int) -> int:
        """The first row of the table that contains a row."""
        known = i
        while known not in self._first and known > 0 and _is_next_row(text, known):
            known -= 1
        first = self._first.get(known, known)
        self._first.update(dict.fromkeys(range(known, i + 1), first))
        return first

    def hunks(self, i: int, before: Sequence[str], after: Sequence[str]) -> list[Hunk] | None:
        """The changes in row ``i``, cell by cell, in the keys of its words; None if it is not one of these rows."""
        cells = self._cells.get(i)
        return list(_row_hunks(before, after, cells, self._columns[self._table[i]])) if cells else None


def _equal(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """The pairs of equal cells of two rows."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for q, cell in enumerate(new):
        places[cell].append(q)
    return ((p, q) for p, cell in enumerate(old) for q in places.get(cell, ()))


def _is_next_row(text: Text, i: int) -> bool:
    """Whether a row continues the table of the row before it."""
    before = text.units[i - 1]
    return before.kind is UnitKind.ROW and "\n\n" not in text.source[before.end : text.units[i].start]


def _matched(same: Mapping[tuple[int, int], int], old: int, new: int) -> Columns:
    """The pairs, in order, with the most equal cells; if equally many are left between two pairs, those too."""
    if old * new > _MOST_PAIRS:
        return tuple((p, p) for p in range(old))
    best = [[0] * (new + 1) for _ in range(old + 1)]
    for p in reversed(range(old)):
        for q in reversed(range(new)):
            best[p][q] = max(best[p + 1][q], best[p][q + 1], best[p + 1][q + 1] + same.get((p, q), 0))
    pairs, p, q = [], 0, 0
    while p < old and q < new:
        if same.get((p, q)) and best[p][q] == best[p + 1][q + 1] + same[p, q]:
            pairs.append((p, q))
            p, q = p + 1, q + 1
        elif best[p][q] == best[p + 1][q]:
            p += 1
        else:
            q += 1
    found: list[tuple[int, int]] = []
    last = (-1, -1)
    for pair in [*pairs, (old, new)]:
        if pair[0] - last[0] == pair[1] - last[1]:
            found += zip(range(last[0] + 1, pair[0]), range(last[1] + 1, pair[1]))
        found.append(pair)
        last = pair
    return tuple(found[:-1])


def _row_hunks(
    before: Sequence[str], after: Sequence[str], cells: tuple[Cells, Cells], columns: Columns
) -> Iterator[Hunk]:
    b, a = cells
    last = (-1, -1)
    for p, q in [*columns, (len(b.inner), len(a.inner))]:
        (i1, i2), (j1, j2) = b.between(last[0], p), a.between(last[1], q)
        if i1 < i2 or j1 < j2:
            yield Hunk(i1, i2, j1, j2)
        if p < len(b.inner):
            (i1, i2), (j1, j2) = b.inner[p], a.inner[q]
            if before[i1:i2] != after[j1:j2]:
                for h in hunks(before[i1:i2], after[j1:j2]):
                    yield Hunk(h.i1 + i1, h.i2 + i1, h.j1 + j1, h.j2 + j1)
        last = (p, q)


__all__ = ["PIPE", "Cells", "TableColumns"]
