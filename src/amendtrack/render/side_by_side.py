"""Two texts side by side: a redline's before and after, or a draft and the readings of its open passages.

Each column is a text in full, unit by unit, so that either can be read alone. Not for scripts written from right to
left: a terminal reorders a whole line, and would mix the columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from rich.text import Text as Line

from amendtrack.redline.comparison import Redline
from amendtrack.render.block_lines import lines_of_blocks, note_lines, title_lines
from amendtrack.render.descriptions import Coverage, ShownUnit, Side, UnitFate, side_of
from amendtrack.render.draft_and_readings import UnitReadings
from amendtrack.render.look import MARGIN, MEASURE, TWO_COLUMNS, Look
from amendtrack.render.unit_lines import reading_lines, unit_lines
from amendtrack.text.scripts import is_turned

_BETWEEN = " │ "


def has_room(width: int, *texts: str) -> bool:
    """Whether texts can be printed side by side at a width.

    >>> has_room(120, "Clear all areas."), has_room(80, "Clear all areas."), has_room(120, "إزالة الألغام")
    (True, False, False)
    """
    return width >= TWO_COLUMNS and not any(map(is_turned, texts))


def column(look: Look) -> Look:
    """One of two columns."""
    return replace(look, width=min((look.width - len(_BETWEEN)) // 2, MEASURE + MARGIN))


def redline_beside(
    redline: Redline, blocks: Sequence[ShownUnit], look: Look, extent: Coverage = Coverage.WHOLE
) -> Iterator[Line]:
    """The units of a redline, the text before at the left, the text after at the right, each under its title."""
    half = column(look)
    yield from beside([Line("before", style="bold")], [Line("after", style="bold")], half.width)
    left, right = (lines_of_blocks([_side(redline, b, side) for b in blocks], half, extent) for side in Side)
    for block, (is_apart, before), (_, after) in zip(blocks, left, right, strict=True):
        title = title_lines(block, replace(half, width=2 * half.width + len(_BETWEEN)))
        yield from [Line()] * (is_apart or bool(title))
        yield from title
        yield from beside(before, after, half.width)
        yield from note_lines(block, half)


def readings_beside(found: Sequence[UnitReadings], look: Look) -> Iterator[Line]:
    """The draft at the left, its open passages in brackets with their numbers, the readings of each at the right."""
    half = column(look)
    yield from beside([Line("the draft", style="bold")], [Line("readings; ! contested", style="bold")], half.width)
    rows = {id(row.unit): row.points for row in found}
    yield Line()
    for unit, left in unit_lines((row.unit for row in found), half):
        points = rows[id(unit)] if unit else ()
        yield from beside(left, [line for point in points for line in reading_lines(point, half)], half.width)


def _side(redline: Redline, block: ShownUnit, side: Side) -> ShownUnit:
    """What one of the two texts has of a unit; nothing, where it has no such unit."""
    is_absent = block.fate is (UnitFate.NEW if side is Side.BEFORE else UnitFate.DELETED)
    own = replace(block, stretches=()) if is_absent else side_of(redline, block, side)
    return replace(own, title="", note="")


def beside(left: Sequence[Line], right: Sequence[Line], width: int) -> Iterator[Line]:
    """Lines beside each other, the left ones in a column of that width."""
    for one, other in zip_longest(left, right, fillvalue=Line()):
        pad = " " * (width - one.cell_len)
        line = Line.assemble(one, pad, (_BETWEEN, "dim"), other, no_wrap=True, overflow="ignore")
        line.rstrip()
        yield line


__all__ = ["beside", "column", "has_room", "readings_beside", "redline_beside"]
