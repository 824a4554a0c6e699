"""Rows of a list in columns; on a terminal, in the width that it has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text as Line

from amendtrack.render.safe import one_line
from amendtrack.render.wrapping import paragraph

_GAP = "  "
_LEAST = 24
"""The fewest cells in which the last column is broken into lines beside the others."""
_INDENT = 8
"""The most cells before what stands under the others."""


def columns(rows: Sequence[Sequence[str]], width: int | None = None) -> str:
    """Rows as aligned columns two spaces apart; the last column is not padded.

    In a width that is too small for them, what does not fit stands under the others.

    >>> print(columns([("NOR-1", "Norway"), ("EU-2", "European Union")]))
    NOR-1  Norway
    EU-2   European Union
    >>> print(columns([("NOR-1", "Norway", "mail", "our own comments"), ("EU-2", "European Union", "", "text")], 22))
    NOR-1  Norway
           mail  our own
           comments
    EU-2   European Union
           text
    """
    return "\n".join(in_columns(rows, width))


def in_columns(rows: Sequence[Sequence[str]], width: int | None = None) -> list[str]:
    """The same, row by row."""
    shown = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(*shown, strict=True)]
    return ["\n".join(_lines(row, widths, width)) for row in shown]


def _lines(row: Sequence[str], widths: Sequence[int], width: int | None) -> Iterator[str]:
    beside = len(row) if width is None else _beside(widths, width)
    lead = "".join(cell + " " * (wide - cell_len(cell)) + _GAP for cell, wide in zip(row[: beside - 1], widths))
    yield from _broken(row[beside - 1], lead, width)
    if under := _GAP.join(filter(None, row[beside:])):
        yield from _broken(under, " " * min(widths[0] + len(_GAP), _INDENT), width)


def _beside(widths: Sequence[int], width: int) -> int:
    """How many of the columns stand beside each other."""
    ends = [sum(widths[: n + 1]) + n * len(_GAP) for n in range(len(widths))]
    fitting = max(sum(end <= width for end in ends), 1)
    is_last_broken = fitting == len(widths) - 1 and width - ends[fitting - 1] - len(_GAP) >= _LEAST
    return fitting + is_last_broken


def _broken(words: str, lead: str, width: int | None) -> Iterator[str]:
    """Words after others, in as many lines as they need."""
    if width is None or cell_len(lead + words) <= width:
        yield (lead + words).rstrip()
        return
    for line in paragraph(Line(words), width, Line(" " * cell_len(lead)), Line(lead)):
        yield line.plain.rstrip()


__all__ = ["columns", "in_columns"]
