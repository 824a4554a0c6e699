"""One row of a table of amendments: its words by meaning, and its name in reports.

Several cells with one meaning are joined: a clause and its sub-paragraph form one place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from amendtrack.intake.stated.columns import Head, Odd
from amendtrack.intake.stated.grid import Row
from amendtrack.intake.stated.heads import Column

_LONGEST = 300  # characters of a row's name


@dataclass(frozen=True, slots=True)
class Filled:
    """A cell with words in it: its meaning, and the last of its characters."""

    column: Column | Odd
    end: int


@dataclass(frozen=True, slots=True)
class Stated:
    """A row as stated: its number, its words by meaning, cells that match none of our columns, and its characters."""

    number: str
    start: int
    end: int
    cells: Mapping[Column, str] = field(default_factory=dict)
    odd: tuple[tuple[Head, str], ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    """Each place as written, with its heading."""
    filled_cells: tuple[Filled, ...] = ()
    """In their original order."""

    def __getitem__(self, column: Column) -> str:
        return self.cells.get(column, "")

    def __contains__(self, column: Column) -> bool:
        """Whether the table has such a column, filled in this row or not."""
        return column in self.cells

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in it."""
        return not any(self.cells.values()) and not self.odd

    @property
    def filled(self) -> frozenset[Column]:
        """The meanings under which something is written."""
        return frozenset(column for column, words in self.cells.items() if words)

    @property
    def name(self) -> str:
        """The row's name in reports: its number and its words."""
        said = [
            words for words in (*self.cells.values(), *(f"{head.words}: {words}" for head, words in self.odd)) if words
        ]
        words = f"{self.number}: {' | '.join(' '.join(one.split()) for one in said)}"
        return words if len(words) <= _LONGEST else words[:_LONGEST].rpartition(" ")[0] + " …"


def repeats(row: Row, heads: Sequence[Head]) -> bool:
    """Whether a row repeats the headings, or only numbers the columns: ``1 | 2 | (3)``."""
    numbers = [words.strip("()[]. ") for words in row.words]
    counted = len(numbers) > 2 and numbers == [str(n) for n in range(1, len(numbers) + 1)]
    return counted or row.words == tuple(head.words for head in heads)


def stated_rows(rows: Iterable[tuple[int, Row]], heads: Sequence[Head], name: str) -> Iterator[Stated]:
    """Each of the numbered rows below the headings, without blank rows and repeated headings.

    ``name`` is the name of a row before its number; a name that already ends in a number is used as it is.
    """
    above: dict[int, str] = {}
    for number, row in rows:
        if not repeats(row, heads) and any(row.words):
            carried = _carried_on(row, heads, above)
            yield _stated(row, heads, name if name[-1].isdigit() else f"{name} {number}", carried)


def _carried_on(row: Row, heads: Sequence[Head], above: dict[int, str]) -> list[tuple[str, str]]:
    """The places that a row leaves blank before the one it names, taken from the rows above.

    ``above`` holds the last place under each heading; naming a place ends the places inside the previous one.
    """
    columns = [k for k, head in enumerate(heads[: len(row.cells)]) if head.column is Column.PLACE]
    first = next((k for k in columns if row.cells[k].words), None)
    if first is None:
        return []
    carried = [(heads[k].words, above[k]) for k in columns if k < first and k in above]
    for k in columns:
        if k >= first:
            above.pop(k, None)
            above.update({k: row.cells[k].words} if row.cells[k].words else {})
    return carried


def _stated(row: Row, heads: Sequence[Head], name: str, carried: list[tuple[str, str]]) -> Stated:
    cells: dict[Column, str] = {head.column: "" for head in heads if isinstance(head.column, Column)}
    odd: list[tuple[Head, str]] = []
    places = list(carried)
    filled: list[Filled] = []
    beyond = [Head("a column without a head", Odd.UNKNOWN)] * (len(row.cells) - len(heads))
    for head, cell in zip((*heads, *beyond), row.cells):
        if not cell.words:
            continue
        filled.append(Filled(head.column, cell.end))
        if isinstance(head.column, Odd):
            odd.append((head if head.words else Head("a column without a head", Odd.UNKNOWN), cell.words))
            continue
        if head.column is Column.PLACE:
            places.append((head.words, cell.words))
        cells[head.column] = "\n".join(filter(None, (cells[head.column], cell.words)))
    filled.sort(key=lambda each: each.end)
    return Stated(name, row.start, row.end, cells, tuple(odd), tuple(places), tuple(filled))


__all__ = ["Filled", "Stated", "repeats", "stated_rows"]
