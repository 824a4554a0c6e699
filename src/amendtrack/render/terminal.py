"""Redlines and consolidated texts on a terminal or a projector, or in a pipe.

Colour is never the only sign: where it is not certain, words stand between signs, ``{-deleted-}`` and
``{+inserted+}``; a title in words and a sign in the margin say the same. Where these marks occur in a text they are
printed with a backslash, ``{\\-``. However wide the terminal, a line of text is no longer than is easy to read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions
from rich.text import Text as Line

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.negotiation import name_order
from amendtrack.consolidation.reports import Conflict, conflicts, tally
from amendtrack.consolidation.slots.slot import Slot
from amendtrack.consolidation.value import Consolidation
from amendtrack.redline.comparison import Redline
from amendtrack.render.brackets import Style
from amendtrack.render.counts import noise_line, repeated, summary
from amendtrack.render.decided import decided_notes
from amendtrack.render.descriptions import Coverage, ShownUnit, StretchKind, UnitFate, blocks_of
from amendtrack.render.draft_and_readings import draft_and_readings
from amendtrack.render.faces import bare
from amendtrack.render.literals import marked_literals
from amendtrack.render.look import Columns, Look, Signs, colours_of, who
from amendtrack.render.lookalikes import CHECK, notes_on_slots
from amendtrack.render.margin import shortened
from amendtrack.render.safe import visible
from amendtrack.render.side_by_side import has_room, readings_beside, redline_beside
from amendtrack.render.statistics import Changed, Statistics
from amendtrack.render.typeset import typeset
from amendtrack.render.unit_lines import (
    MARGINS,
    PUT_IN,
    SIGNS,
    STRUCK,
    TITLES,
    block_lines,
    named,
    opened,
    slot_lines,
    unit_lines,
)
from amendtrack.render.wrapping import paragraph

_IN_COLOUR = ("standard", "256", "truecolor")


def look_of(console: Console, signs: Signs = Signs.AUTO, width: int = 0) -> Look:
    """How a console shows a text: with signs, unless they are not asked for and colour is certain."""
    is_certain = console.is_terminal and console.color_system in _IN_COLOUR and not console.no_color
    shown = Signs.AUTO if is_certain and signs is Signs.AUTO else Signs.ALWAYS
    return Look(width or console.width, shown, in_colour=is_certain)


def look_on(console: object, options: object) -> Look:
    """How a value shows itself where rich prints it."""
    if isinstance(console, Console) and isinstance(options, ConsoleOptions):
        return look_of(console, width=options.max_width)
    return Look()


def print_lines(lines: Iterable[Line], console: Console) -> None:
    """Print lines that are in their final width."""
    for line in lines:
        console.print(line, markup=False, emoji=False, highlight=False, no_wrap=True, overflow="ignore", crop=False)


# -- redlines -----------------------------------------------------------------------------------


def print_redline(
    redline: Redline,
    console: Console,
    extent: Coverage = Coverage.WHOLE,
    context: int = 1,
    *,
    signs: Signs = Signs.AUTO,
    columns: Columns = Columns.ONE,
) -> None:
    """Print a redline, whole or only its changes with ``context`` unchanged units around each."""
    look = replace(look_of(console, signs), columns=columns)
    print_lines(redline_lines(redline, look, extent, context), console)


def redline_lines(redline: Redline, look: Look, extent: Coverage = Coverage.WHOLE, context: int = 1) -> Iterator[Line]:
    """The lines of a redline: what changed in numbers, a key to the signs, each unit."""
    full, look = look, look.narrowed
    blocks = blocks_of(redline, extent, context)
    yield from paragraph(Line(summary(redline), style="bold"), look.width)
    for said in repeated(redline):
        yield from paragraph(Line(visible(f"{said}.")), look.width)
    if legend := _legend(blocks, look):
        yield from paragraph(legend, look.width)
    if full.columns is Columns.TWO:
        yield Line()
        yield from redline_beside(redline, blocks, full, extent)
    else:
        for block in blocks:
            yield Line()
            yield from block_lines(block, look, extent)
    if said := noise_line(redline):
        yield Line()
        yield from paragraph(Line(said, style="dim"), look.width)


def _legend(blocks: tuple[ShownUnit, ...], look: Look) -> Line | None:
    """A key to the signs used, and only those."""
    marks = {s.mark for b in blocks if b.fate not in (UnitFate.NEW, UnitFate.DELETED) for s in b.stretches}
    line = Line(style="dim")
    for mark, style in ((StretchKind.STRUCK, STRUCK), (StretchKind.PUT_IN, PUT_IN)):
        if mark in marks:
            opening, closing = SIGNS[mark] if not look.is_bare else ("", "")
            line.append(" " if line else "").append(
                f"{opening}{mark.value}{closing}", style=style if look.is_bare else ""
            )
    fates = {b.fate for b in blocks}
    named = ((UnitFate.NEW, "new"), (UnitFate.DELETED, "deleted"), (UnitFate.MOVED_HERE, "moved here"))
    margins = [f"{MARGINS[f].strip()} {name}" for f, name in named if f in fates]
    if margins:
        line.append("; " if line else "").append(f"margin: {', '.join(margins)}")
    return line or None


# -- consolidated texts -------------------------------------------------------------------------


def print_consolidation(
    con: Consolidation,
    console: Console,
    style: Style = Style.ATTRIBUTED,
    *,
    signs: Signs = Signs.AUTO,
    columns: Columns = Columns.ONE,
) -> None:
    """Print the consolidated text, its conflict list and its tally; without names if unattributed."""
    print_lines(consolidation_lines(con, replace(look_of(console, signs), columns=columns), style), console)


def consolidation_lines(con: Consolidation, look: Look, style: Style = Style.ATTRIBUTED) -> Iterator[Line]:
    """The lines of a consolidation: a key to the colours, the text, the conflict list, the tally."""
    full = _with_colours(con, replace(look, style=style))
    look = full.narrowed
    if con.is_hypothetical:
        names = ", ".join(con.delegations) or "nobody"
        whose = f"the proposals of {names}" if style is Style.ATTRIBUTED else "some of the proposals"
        yield from paragraph(Line(visible(f"Hypothetical text with {whose}; not agreed"), style="bold"), look.width)
        yield Line()
    if look.colours:
        yield from paragraph(
            Line(" · ").join(named(visible(name), look) for name in look.colours if name == who(name)), look.width
        )
        yield Line()
    if full.columns is Columns.TWO:
        yield from readings_beside(draft_and_readings(con, style), full)
    else:
        yield from _text(con, look)
    yield Line()
    if doubtful := notes_on_slots(con):
        yield Line(CHECK, style="bold")
        for at, note in doubtful:
            yield from paragraph(Line(visible(f"{at}: {note}")), look.width, Line("  "))
        yield Line()
    yield from _conflict_lines(conflicts(con), style, look)
    yield from paragraph(Line(f"Proposals: {tally(con).within}."), look.width)
    for note in decided_notes(con, style):
        yield from paragraph(Line(visible(note)), look.width)


def _with_colours(con: Consolidation, look: Look) -> Look:
    """The look with a colour for each delegation that says anything, if they are named."""
    if not look.in_colour or look.style is Style.UNATTRIBUTED:
        return look
    names = {*con.delegations, *(position.delegation for position in con.positions)}
    colours = colours_of(sorted({who(name) for name in names}, key=name_order))
    return replace(look, colours={**colours, **{name: colours[who(name)] for name in names}})


NARROW = 72
"""Below this width, there is no margin beside a consolidated text."""
_MARGIN_KEY = "margin: the number of each open passage in its unit; ! contested"


def _text(con: Consolidation, look: Look) -> Iterator[Line]:
    """The consolidated text, with the number of each open passage in the margin of the line where it opens."""
    units = typeset(con, look.style)
    slots = {slot.address: slot for slot in every(con.slots)}
    width = max((cell_len(_numbers(unit.addresses, slots)) for unit in units), default=0) + 2
    if look.width < NARROW or width == 2:
        width = 0
    else:
        yield from paragraph(Line(_MARGIN_KEY, style="dim"), look.width)
        yield Line()
    for unit, lines in unit_lines(units, replace(look, width=look.width - width)):
        waiting = [a for a in unit.addresses if a not in {b for line in lines for b in opened(line)}] if unit else []
        for line in lines:
            beside = _numbers([*waiting, *opened(line)], slots) if width else ""
            waiting = []
            if not line.plain:
                yield line
                continue
            margin = Line(beside, style="bold" if "!" in beside else "dim").append(" " * (width - cell_len(beside)))
            yield Line.assemble(margin, line, no_wrap=True, overflow="ignore")


def _numbers(addresses: Iterable[str], slots: Mapping[str, Slot]) -> str:
    """The numbers of slots in their unit, ``#1–3``, with ``!`` if one is contested.

    >>> _numbers(["14#1", "14#2"], {})
    '#1–2'
    """
    here = tuple(dict.fromkeys(addresses))
    numbers = shortened(f"#{address.rpartition('#')[2]}" for address in here)
    return f"{numbers}{'!' if any(a in slots and slots[a].contested for a in here) else ''}".replace("; ", " ")


def _conflict_lines(found: tuple[Conflict, ...], style: Style, look: Look) -> Iterator[Line]:
    """The conflict list: first what must be settled, then what only needs a look."""
    hard, soft = [c for c in found if c.blocks], [c for c in found if not c.blocks]
    yield Line(
        f"{len(hard)} conflict{'s' if len(hard) != 1 else ''} to settle" if hard else "No conflicts",
        style="bold",
    )
    for n, conflict in enumerate(hard, 1):
        yield from _conflict_line(conflict, f"{n}. ", style, look)
    if soft:
        yield Line("To be read together", style="bold")
        for conflict in soft:
            yield from _conflict_line(conflict, "- ", style, look)
    yield Line()


def _conflict_line(conflict: Conflict, number: str, style: Style, look: Look) -> list[Line]:
    said = f"{conflict.where}: {conflict.kind}"
    if style is Style.ATTRIBUTED:
        said += f" – {', '.join(conflict.parties)}: {conflict.explanation}"
    first = Line(f"{number:>5}", style="bold")
    return paragraph(Line(visible(bare(said))), look.width, Line(" " * first.cell_len), first)


# -- statistics ---------------------------------------------------------------------------------


def statistics_lines(found: Statistics, look: Look) -> Iterator[Line]:
    """The lines of what changes how much: sections, delegations, each with a bar; then all of it in one line."""
    look = look.narrowed
    rows = [*found.sections, *found.delegations]
    if rows:
        wide = min(max(cell_len(visible(row.name)) for row in rows), max(look.width - 32, 10))
        most = max(row.deleted + row.inserted for row in rows)
        space = min(max(look.width - wide - 26, 4), _LONGEST_BAR, max(most, 1))
        for table in filter(None, (found.sections, found.delegations)):
            for row in table:
                yield _bar_line(row, wide, space / max(most, 1))
            yield Line()
    total = found.total
    units = f"{total.units} unit{'s' if total.units != 1 else ''} changed or new"
    said = f"{units}; {total.deleted} words deleted, {total.inserted} inserted" if rows else "No amendment"
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


__all__ = [
    "Columns",
    "Coverage",
    "Look",
    "Signs",
    "block_lines",
    "consolidation_lines",
    "has_room",
    "look_of",
    "look_on",
    "marked_literals",
    "print_consolidation",
    "print_lines",
    "print_redline",
    "redline_lines",
    "slot_lines",
    "statistics_lines",
    "unit_lines",
]
