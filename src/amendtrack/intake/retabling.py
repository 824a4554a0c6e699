"""Tables typed without the signs that only draw them: outer strokes, the line under the heads.

Pure. ``A | B`` without outer strokes, a row that no stroke closes, a line of ``—`` or no line at all under the heads:
each is the draft's table, typed by hand, and none is an amendment. ``retyping`` restores the rest of the typography.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from amendtrack.intake.instructions.spelling import plain
from amendtrack.text.typeface import CELL_BORDER, is_ruler
from amendtrack.text.units import Text, UnitKind, layout_beside, parse_text

_CLOSING = re.compile(r"(?<!\\)\|\s*$")
_DRAWN = re.compile(r"\s*\|?[\s|:\-–—―_=─]*[\-–—―_=─][\s|:\-–—―_=─]*")
"""A line that only draws: strokes and dashes of any kind."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the draft: its rows of cells, without the line under its heads, and that line as printed."""

    rows: tuple[tuple[str, ...], ...]
    ruler: str

    def __contains__(self, cells: Sequence[str]) -> bool:
        return tuple(cells) in self.rows

    def is_headed_by(self, cells: Sequence[str]) -> bool:
        """Whether these cells are its heads, all of them or, if some are amended, at least one."""
        heads = self.rows[0]
        return len(cells) == len(heads) and any(one and one == head for one, head in zip(cells, heads, strict=True))


def with_tables(typed: Text, base: Text) -> Text:
    r"""The text with the tables of the draft drawn as in the draft; the same value if they are.

    >>> base = parse_text("| A | B |\n| --- | --- |\n| 1 | 2 |\n")
    >>> with_tables(parse_text("A | B\n1 | 3\n"), base).source
    '| A | B |\n| --- | --- |\n| 1 | 3 |\n'
    """
    tables = tuple(_tables(base))
    if not tables or "|" not in typed.source:
        return typed
    lines = typed.source.splitlines(keepends=True)
    source = "".join(_redrawn(lines, tables))
    return typed if source == typed.source else parse_text(source, layout_beside(base.source, source))


def _tables(base: Text) -> Iterator[_Table]:
    """The tables of a text that have a line under their heads and strokes around their rows."""
    rows: list[str] = []
    for unit in base.units:
        printed = base.printed(unit).strip()
        if unit.kind is UnitKind.ROW and printed.endswith("|"):
            rows.append(printed)
            continue
        yield from _table(rows)
        rows = []
    yield from _table(rows)


def _table(rows: Sequence[str]) -> Iterator[_Table]:
    if len(rows) > 1 and is_ruler(rows[1]):
        yield _Table(tuple(_cells(row) for k, row in enumerate(rows) if k != 1), rows[1])


def _cells(row: str) -> tuple[str, ...]:
    inside = _CLOSING.sub("", row.strip().removeprefix("|"))
    return tuple(" ".join(plain(cell).split()) for cell in CELL_BORDER.split(inside))


def _redrawn(lines: Sequence[str], tables: Sequence[_Table]) -> Iterator[str]:
    k = 0
    while k < len(lines):
        end = k
        while end < len(lines) and CELL_BORDER.search(lines[end]):
            end += 1
        found = _table_typed(lines[k:end], tables)
        yield from _drawn(lines[k:end], found) if found else lines[k : max(end, k + 1)]
        k = max(end, k + 1)


def _table_typed(lines: Sequence[str], tables: Sequence[_Table]) -> _Table | None:
    """The table of the draft that these lines are; the first of them has its heads, and another line is a row of it."""
    if len(lines) < 2:
        return None
    heads, rows = _cells(lines[0]), [_cells(line) for line in lines[1:] if not _DRAWN.fullmatch(line)]
    return next((t for t in tables if t.is_headed_by(heads) and any(len(row) == len(heads) for row in rows)), None)


def _drawn(lines: Sequence[str], table: _Table) -> Iterator[str]:
    """The lines with strokes around each row, and the draft's line under the heads."""
    for k, line in enumerate(lines):
        end = line[len(line.rstrip()) :]
        if k == 1 and _DRAWN.fullmatch(line):
            is_drawn = is_ruler(line.strip()) and line.lstrip().startswith("|") and _CLOSING.search(line)
            yield line if is_drawn else table.ruler + end
            continue
        if k == 1:
            yield table.ruler + (lines[0][len(lines[0].rstrip()) :] or "\n")
        words = line.strip()
        opening = "" if words.startswith("|") else "| "
        closing = "" if _CLOSING.search(words) else " |"
        yield f"{opening}{words}{closing}{end}" if opening or closing else line


__all__ = ["with_tables"]
