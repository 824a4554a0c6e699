"""A redline as lines of a terminal: what changed in numbers, a key to the signs, each unit under its title."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text as Line

from amendtrack.redline.comparison import Redline
from amendtrack.redline.replaced_whole import old_before_new
from amendtrack.render.block_lines import MARGINS, PUT_IN, SIGNS, STRUCK, lines_of_blocks
from amendtrack.render.counts import noise_line, repeated, summary
from amendtrack.render.descriptions import WHOLE, Coverage, ShownUnit, StretchKind, UnitFate, blocks_of, titled_once
from amendtrack.render.look import Columns, Look
from amendtrack.render.safe import visible
from amendtrack.render.side_by_side import redline_beside
from amendtrack.render.wrapping import paragraph


def redline_lines(redline: Redline, look: Look, extent: Coverage = Coverage.WHOLE, context: int = 1) -> Iterator[Line]:
    """The lines of a redline: what changed in numbers, a key to the signs, each unit."""
    full, look = look, look.narrowed
    read = redline if full.columns is Columns.TWO else old_before_new(redline)
    blocks = tuple(titled_once(blocks_of(read, extent, context)))
    yield from paragraph(Line(summary(redline), style="bold"), look.width)
    for said in repeated(redline):
        yield from paragraph(Line(visible(f"{said}.")), look.width)
    if legend := _legend(blocks, look):
        yield from paragraph(legend, look.width)
    if full.columns is Columns.TWO:
        yield Line()
        yield from redline_beside(redline, blocks, full, extent)
    else:
        for is_apart, lines in lines_of_blocks(blocks, look, extent):
            yield from [Line()] * is_apart
            yield from lines
    if said := noise_line(redline):
        yield Line()
        yield from paragraph(Line(said, style="dim"), look.width)


def _legend(blocks: tuple[ShownUnit, ...], look: Look) -> Line | None:
    """A key to the signs used, and only those."""
    marks = {s.mark for b in blocks if b.fate not in WHOLE for s in b.stretches}
    line = Line(style="" if look.is_bare else "dim")
    for mark, style in ((StretchKind.STRUCK, STRUCK), (StretchKind.PUT_IN, PUT_IN)):
        if mark in marks:
            opening, closing = SIGNS[mark] if not look.is_bare else ("", "")
            line.append(" " if line else "").append(
                f"{opening}{mark.value}{closing}", style=style if look.is_bare else ""
            )
    fates = {UnitFate.DELETED if b.fate is UnitFate.REPLACED else b.fate for b in blocks}
    named = ((UnitFate.NEW, "new"), (UnitFate.DELETED, "deleted"), (UnitFate.MOVED_HERE, "moved here"))
    margins = [f"{MARGINS[f].strip()} {name}" for f, name in named if f in fates]
    if margins:
        line.append("; " if line else "").append(f"margin: {', '.join(margins)}")
    return line or None


__all__ = ["redline_lines"]
