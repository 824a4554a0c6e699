"""The head of a table goes where its rows go: a new table elsewhere under the same head is another table.

Heads say little (``| State | Area |``), and the line under them nothing, so the same words occur above many tables. If
a column is added to one, and a new table has the head that it had, the words alone would have the head move.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from amendtrack.redline.align.likeness import Loose
from amendtrack.redline.align.sections import Link
from amendtrack.text.typeface import is_ruler
from amendtrack.text.units import Text, UnitKind

Row = tuple[int, str, str]
"""The number of a unit that is a row, the white space before it, and what is printed."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows ``first:end`` of one table, of which those before ``body`` are its head and the line under it."""

    first: int
    body: int
    end: int


def with_their_rows(links: list[Link], before: Text, after: Sequence[Loose | None]) -> list[Link]:
    """The links, with the head of each table linked to that of the table that has the most of its rows.

    A head is linked to none where its rows have gone to a table with another head, or where these are not its rows.
    """
    loose = {(i, j) for i, j, n, _ in links if n == 1 and (row := after[j]) is not None and row.is_row}
    now = [*_tables(_rows_after(after))] if loose else []
    if len(now) < 2:
        return links  # there is no other table to go to
    was = [*_tables(_rows_before(before))]
    homes = _homes(links, was, now)
    old, new = _by_head(was), _by_head(now)
    strayed = {(i, j) for i, j in loose if i in old and j in new and _is_stray(old[i], new[j], homes)}
    if not strayed:
        return links
    kept = [link for link in links if link[:2] not in strayed]
    taken = {i for i, _, _, _ in kept}, {j for _, j, _, _ in kept}
    for table in sorted({old[i].first for i, _ in strayed}):
        if (home := homes.get(old[table])) is not None:
            heads = zip(range(table, old[table].body), range(home.first, home.body))
            kept += (_link(i, j, before, after) for i, j in heads if i not in taken[0] and j not in taken[1])
    return kept


def _link(i: int, j: int, before: Text, after: Sequence[Loose | None]) -> Link:
    row = after[j]
    return i, j, 1, row is not None and row.wording == before.wording(before.units[i])


def _is_stray(table: Table, other: Table, homes: Mapping[Table, Table]) -> bool:
    """Whether the rows of one of two tables are in a third, under a head of its own."""
    return homes.get(table, other) != other or any(home == other and one != table for one, home in homes.items())


def _rows_before(text: Text) -> Iterator[Row]:
    units, source = text.units, text.source
    for k, unit in enumerate(units):
        if unit.kind is UnitKind.ROW:
            yield k, source[units[k - 1].end : unit.start] if k else "", source[unit.start : unit.end]


def _rows_after(after: Sequence[Loose | None]) -> Iterator[Row]:
    """The rows in no equal run: those of such a run have gone together."""
    return ((k, row.lead, row.mark + row.wording) for k, row in enumerate(after) if row is not None and row.is_row)


def _tables(rows: Iterable[Row]) -> Iterator[Table]:
    table: list[tuple[int, str]] = []
    for k, lead, printed in rows:
        if table and (k != table[-1][0] + 1 or "\n\n" in lead):
            yield _table(table)
            table = []
        table.append((k, printed))
    if table:
        yield _table(table)


def _table(rows: Sequence[tuple[int, str]]) -> Table:
    first = rows[0][0]
    return Table(first, first + 1 + any(is_ruler(printed) for _, printed in rows[1:2]), rows[-1][0] + 1)


def _by_head(tables: Iterable[Table]) -> dict[int, Table]:
    """The tables by each unit of their heads."""
    return {k: table for table in tables for k in range(table.first, table.body)}


def _homes(links: Iterable[Link], was: Iterable[Table], now: Iterable[Table]) -> dict[Table, Table]:
    """By table of the first text, the one of the second that has the most of its rows; no two have one home."""
    old = {k: table for table in was for k in range(table.body, table.end)}
    new = {k: table for table in now for k in range(table.body, table.end)}
    pairs = ((i + k, j + k) for i, j, n, _ in links for k in range(n))
    shared = Counter((old[i], new[j]) for i, j in pairs if i in old and j in new)
    found: dict[Table, Table] = {}
    for table, other in sorted(shared, key=lambda pair: (-shared[pair], pair[0].first, pair[1].first)):
        if table not in found and other not in found.values():
            found[table] = other
    return found


__all__ = ["with_their_rows"]
