"""Statistics as lines of a terminal: a row for each section and each delegation, with a bar of signs."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text as Line

from amendtrack.render.block_lines import TITLES
from amendtrack.render.descriptions import UnitFate
from amendtrack.render.look import Look
from amendtrack.render.safe import visible
from amendtrack.render.statistics import Changed, Statistics
from amendtrack.render.wrapping import paragraph


def statistics_lines(found: Statistics, look: Look) -> Iterator[Line]:
    """The lines of what changes how much: sections, delegations, each with a bar; then all of it in one line."""
    look = look.narrowed
    rows = [*found.sections, *found.delegations]
    if rows:
        wide = min(max(cell_len(visible(row.name)) for row in rows), max(look.width - 32, 10))
        most = max(row.deleted + row.inserted for row in rows)
        space = min(max(look.width - wide - 28, 4), _LONGEST_BAR, max(most, 1))
        for table in filter(None, (found.sections, found.delegations)):
            for row in table:
                yield _bar_line(row, wide, space / max(most, 1))
            yield Line()
    total = found.total
    units = f"{total.units} unit{'s' if total.units != 1 else ''} changed or new"
    words = f"{total.deleted} word{'s' if total.deleted != 1 else ''} deleted, {total.inserted} inserted"
    said = f"{units}; {words}" if rows else "No amendment"
    yield from paragraph(Line(said, style="bold"), look.width)


_LONGEST_BAR = 30


def _bar_line(row: Changed, wide: int, scale: float) -> Line:
    name = Line(visible(row.name))
    name.truncate(wide, overflow="ellipsis", pad=True)
    line = name.append(f" {row.units:4} unit{'s' if row.units != 1 else ' '}")
    line.append(f" {f'-{row.deleted}':>6} {f'+{row.inserted}':>6}  ")
    for many, sign, style in ((row.deleted, "-", TITLES[UnitFate.DELETED]), (row.inserted, "+", TITLES[UnitFate.NEW])):
        line.append(sign * (max(round(many * scale), 1) if many else 0), style=style)
    line.rstrip()
    return line


__all__ = ["statistics_lines"]
