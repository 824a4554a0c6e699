"""Tables in a text as grids: rows of cells, each with the characters that it occupies.

Knows Markdown tables with or without a line of dashes, and cells separated by tabs, or by commas or semicolons as in
CSV. ``columns`` knows what the columns mean. A line that quotes earlier mail is not a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from amendtrack.text.typeface import CELL_BORDER

_TAB = re.compile(r"\t")
_COMMA = re.compile(r',(?=(?:[^"]*"[^"]*")*[^"]*$)')
_SEMICOLON = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
_LONGEST_CSV = 2000  # letters of a line
_DASHES = re.compile(r"[\s|:+=-]+")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its words, line breaks kept, and the characters ``start:end`` of the text that hold them."""

    words: str
    start: int
    end: int

    @property
    def is_blank(self) -> bool:
        """Whether it has no words."""
        return not self.words


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one line."""

    cells: tuple[Cell, ...]
    start: int
    end: int

    @property
    def words(self) -> tuple[str, ...]:
        """The words of each cell."""
        return tuple(cell.words for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """Consecutive rows, without the line of dashes that Markdown puts under the first."""

    rows: tuple[Row, ...]
    start: int
    end: int


def grids_in(text: str) -> tuple[Grid, ...]:
    r"""The grids of a text, in order.

    >>> (grid,) = grids_in("Dear all,\n\n| Para | Proposed |\n|---|---|\n| 2 | charts<br>maps |\n")
    >>> [row.words for row in grid.rows]
    [('Para', 'Proposed'), ('2', 'charts\nmaps')]
    """
    found: list[Grid] = []
    for block, sign in _blocks(text):
        rows = tuple(_row(text, line, sign) for line in block if not _DASHES.fullmatch(line[0]))
        if rows:
            found.append(Grid(rows, block[0].start(), block[-1].end()))
    return tuple(found)


def table_of(rows: Iterable[Sequence[str]]) -> str:
    r"""Rows of words as a Markdown table; line breaks in a cell are kept.

    >>> print(table_of([["Para", "Proposed"], ["2", "one\ntwo"]]))
    | Para | Proposed |
    |---|---|
    | 2 | one<br>two |
    """
    lines = ["| " + " | ".join(map(_written, row)) + " |" for row in rows]
    width = max((len(row) for row in rows), default=0) if isinstance(rows, Sequence) else lines[0].count(" | ") + 1
    return "\n".join([*lines[:1], "|" + "---|" * width, *lines[1:]])


def _written(words: str) -> str:
    lines = [" ".join(line.split()) for line in words.splitlines()]
    return "<br>".join(line for line in lines if line).replace("|", "\\|")


def _blocks(text: str) -> Iterator[tuple[list[re.Match[str]], re.Pattern[str]]]:
    """Consecutive lines that are divided by the same sign."""
    block: list[re.Match[str]] = []
    sign: re.Pattern[str] | None = None
    for line in _LINE.finditer(text):
        mine = _sign_of(line[0])
        if block and sign and (mine is not sign or text.count("\n", block[-1].end(), line.start()) > 1):
            yield block, sign
            block = []
        sign = mine
        if mine:
            block.append(line)
    if block and sign:
        yield block, sign


def _sign_of(line: str) -> re.Pattern[str] | None:
    if line.lstrip().startswith(">"):
        return None
    if CELL_BORDER.search(line) or "\t" in line.strip():
        return CELL_BORDER if CELL_BORDER.search(line) else _TAB
    if len(line) > _LONGEST_CSV:
        return None
    return next((sign for sign in (_COMMA, _SEMICOLON) if len(sign.findall(line)) > 1 and _is_csv(line, sign)), None)


def _is_csv(line: str, sign: re.Pattern[str]) -> bool:
    """Whether no blank follows the commas that divide a line."""
    cells = sign.split(line.strip())
    return len(cells) > 1 and not any(cell[:1] == " " for cell in cells[1:])


def _row(text: str, line: re.Match[str], sign: re.Pattern[str]) -> Row:
    start, end = line.span()
    cuts = [found.start() for found in sign.finditer(text, start, end)]
    if sign is CELL_BORDER and not text[start : cuts[0]].strip():
        start, cuts = cuts[0] + 1, cuts[1:]
    if sign is CELL_BORDER and cuts and not text[cuts[-1] + 1 : end].strip():
        end, cuts = cuts[-1], cuts[:-1]
    edges = [start - 1, *cuts, end]
    return Row(tuple(_cell(text, a + 1, b) for a, b in zip(edges, edges[1:])), *line.span())


def _cell(text: str, start: int, end: int) -> Cell:
    written = text[start:end]
    words = written.strip()
    start += len(written) - len(written.lstrip()) if words else 0
    lines = [" ".join(line.split()) for line in _BREAK.split(words.replace("\\|", "|"))]
    return Cell("\n".join(line for line in lines if line), start, start + len(words))


__all__ = ["Cell", "Grid", "Row", "grids_in", "table_of"]
