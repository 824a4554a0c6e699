"""One unit of a consolidated text, or one slot, as lines of a terminal: what ``terminal`` prints and the viewer shows.

All text passes ``visible``, so no byte of a proposal can control the terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.style import Style as RichStyle
from rich.text import Text as Line

from amendtrack.consolidation.slots.slot import Variant
from amendtrack.consolidation.slots.stances import credit
from amendtrack.render.brackets import Style
from amendtrack.render.faces import Face, FormKind, bare, raised
from amendtrack.render.look import Look
from amendtrack.render.posing_marks import posing_marked
from amendtrack.render.safe import flowing, visible
from amendtrack.render.set_unit import Ink, SetUnit, Span
from amendtrack.render.typeset import SlotReadings
from amendtrack.render.wrapping import TIE, paragraph

NAMES = "cyan"
"""The look of names without a colour of their own."""
OPENS = "opens"
"""Under this name, the style of a bracket knows the address of its slot; ``opened`` reads it."""
_SIGN = RichStyle(bold=True, meta={"sign": True})
"""The style of brackets and strokes that are ours, so that ``own_brackets`` knows them from those of a text."""
_INKS = {Ink.NAMES: NAMES, Ink.PROPOSED: "bold", Ink.OPPOSED: "strike", Ink.DECIDED: "dim"}
FACES = {Face.ITALIC: "italic", Face.BOLD: "bold", Face.STRUCK: "strike"}


# -- a unit of a consolidated text --------------------------------------------------------------


def unit_lines(units: Iterable[SetUnit], look: Look) -> Iterator[tuple[SetUnit | None, list[Line]]]:
    """A typeset text unit by unit, as on paper: without signs of emphasis, headings or tables.

    Each unit comes with its lines; an empty line between two, and a rule of a table, come with no unit.
    """
    last: FormKind | None = None
    for is_row, same in groupby(units, key=lambda unit: unit.form.is_row):
        here = list(same)
        if is_row:
            if last:
                yield None, [Line()]
            yield from _rows(here, look)
            last = FormKind.ROW
            continue
        for unit in here:
            if last and not (last is unit.form.kind in _CLOSE):
                yield None, [Line()]
            yield unit, _unit(unit, look)
            last = unit.form.kind


_CLOSE = (FormKind.BULLET, FormKind.CODE, FormKind.NOTE)
"""Forms that follow each other without a blank line."""


def _unit(unit: SetUnit, look: Look) -> list[Line]:
    form = unit.form
    depth = form.level + (form.kind is FormKind.ITEM) if form.kind is not FormKind.HEADING else 0
    margin = Line("    " * depth + ("    " if form.kind is FormKind.QUOTE else ""))
    first = margin.copy()
    if form.kind is FormKind.BULLET:
        first, margin = first.append("• "), margin.append("  ")
    words = inked(unit.cells[0], look)
    if form.kind is FormKind.NOTE:
        words = Line(f"{raised(visible(form.label)).strip()} ") + words
    if form.kind is FormKind.HEADING:
        words.stylize("bold")
    return paragraph(words, look.width, margin, first)


def inked(spans: Iterable[Span], look: Look) -> Line:
    """Words in their inks and faces, in one line; the words of one delegation in its colour."""
    line = Line()
    for span in spans if look.is_bare else posing_marked(spans):
        words = raised(visible(span.note)) if span.note else visible(flowing(span.text))
        faces = [style for face, style in FACES.items() if span.face & face]
        colour = look.colours.get(span.backers[0], "") if len(span.backers) == 1 else ""
        style = " ".join(filter(None, (_INKS.get(span.ink), colour, *faces)))
        if span.ink is Ink.NAMES:
            line.append(named(_tied(words), look))
        elif span.opens:
            line.append(words, style=RichStyle(bold=True, meta={OPENS: span.opens}))
        elif span.ink is Ink.SIGN:
            line.append(_tied(words), style=_SIGN)
        else:
            line.append(words, style=style)
    return line


def named(words: str, look: Look, style: str = NAMES) -> Line:
    """What is said of who holds a reading, each name in its colour."""
    line = Line(words, style=style)
    if not look.colours:
        return line
    either = "|".join(
        re.escape(name).replace(r"\ ", f"[ {TIE}]") for name in sorted(look.colours, key=len, reverse=True)
    )
    for found in re.finditer(rf"(?<!\w)(?:{either})(?!\w)", words):
        line.stylize(f"bold {look.colours[found[0].replace(TIE, ' ')]}", *found.span())
    return line


def headed_lines(lines: Iterable[tuple[str, bool]], look: Look) -> Iterator[Line]:
    """Lines in their final width, those that are headings in bold, and each name in its colour."""
    for words, is_heading in lines:
        yield Line(visible(words), style="bold") if is_heading else named(visible(words), look, "")


def opened(line: Line) -> list[str]:
    """The addresses of the slots whose brackets open in a line."""
    found = (span.style.meta.get(OPENS) for span in line.spans if isinstance(span.style, RichStyle))
    return [address for address in found if address]


def own_brackets(line: Line) -> list[tuple[int, str]]:
    """Where our own brackets stand in a line: the address of the slot that opens there, empty where one closes.

    >>> words = inked([Span("[", Ink.SIGN, opens="5#1"), Span("[a]"), Span("]", Ink.SIGN)], Look())
    >>> own_brackets(words)
    [(0, '5#1'), (4, '')]
    """
    found = [(s.start, s.end, s.style.meta) for s in line.spans if isinstance(s.style, RichStyle)]
    opening = [(start, meta[OPENS]) for start, _, meta in found if meta.get(OPENS)]
    closing = [(k, "") for a, b, meta in found if meta.get("sign") for k in range(a, b) if line.plain[k] == "]"]
    return sorted(opening + closing)


_SHORT = 30
"""The most characters of a name with its verb that are kept on one line."""


def _tied(words: str) -> str:
    """A sign or a name as it may be broken: never after a dash or a stroke, nor inside a short name with its verb."""
    parts = re.split(r"(?<=[,;]) ", words.strip(" "))
    tied = " ".join(
        part.replace(" ", TIE) if len(part) <= _SHORT else re.sub(r"^([–/]) ", rf"\1{TIE}", part) for part in parts
    )
    lead, trail = len(words) - len(words.lstrip(" ")), len(words) - len(words.rstrip(" "))
    return " " * lead + tied + (TIE * trail if words.strip() else "")


def _rows(units: list[SetUnit], look: Look) -> Iterator[tuple[SetUnit | None, list[Line]]]:
    """A table in columns; if they do not fit, each row on separate lines. A row of one cell goes across the columns."""
    rows = [[_untied(inked(cell, look)) for cell in unit.cells] for unit in units]
    columns = max(map(len, rows))
    across = [len(row) == 1 < columns for row in rows]
    split = [row for row, is_across in zip(rows, across, strict=True) if not is_across]
    wide = [max(row[k].cell_len if k < len(row) else 0 for row in split) for k in range(columns)]
    if sum(wide) + 3 * (columns - 1) > look.width:
        for unit, row in zip(units, rows, strict=True):
            yield unit, paragraph(Line(" · ").join(row), look.width, Line("  "), Line("• "))
        return
    for n, row in enumerate(rows):
        for k, cell in enumerate(row[:-1]):
            cell.append(" " * (wide[k] - cell.cell_len + 3))
        yield units[n], paragraph(row[0], look.width) if across[n] else [Line().join(row)]
        heads = units[n].form.kind is FormKind.HEAD_ROW
        if heads and not (n + 1 < len(rows) and units[n + 1].form.kind is FormKind.HEAD_ROW):
            yield None, [Line("─" * (sum(wide) + 3 * (columns - 1)))]


def _untied(line: Line) -> Line:
    line.plain = line.plain.replace(TIE, " ")
    return line


# -- a slot ---------------------------------------------------------------------------------------


def reading_lines(point: SlotReadings, look: Look) -> list[Line]:
    """A slot's readings: one line for the address and the kind of conflict, then each reading with who holds it."""
    slot = point.slot
    kind = f"{'! ' if slot.contested else ''}{slot.kind or ''}".rstrip()
    head = Line(visible(bare(slot.address)), style="bold")
    head.append(f"  {kind}" if kind else "", style="" if slot.contested else "dim")
    head.truncate(look.width)
    lines, hanging, first = [head], Line("    "), Line("  ")
    if look.style is Style.UNATTRIBUTED:
        said = {line.plain: line for line in (reading_line(*reading, look) for reading in point.readings)}
        return lines + [part for words in sorted(said) for part in paragraph(said[words], look.width, hanging, first)]
    for variant, spans in point.readings:
        line = named(visible(bare(credit(variant))), look).append(": ").append(reading_line(variant, spans, look))
        lines += paragraph(line, look.width, hanging, first)
    for stance in ("retain", "oppose", "reserve"):
        if who := ", ".join(name for said, name in slot.positions if said == stance):
            lines += paragraph(named(visible(who), look).append(f": {stance}"), look.width, hanging, first)
    return lines


def reading_line(variant: Variant, spans: tuple[Span, ...], look: Look) -> Line:
    """The words of a reading, or what it does where it has none."""
    if variant.moves_to:
        return Line(visible(f"move to {bare(variant.moves_to.rstrip('.:'))}"), style="bold")
    if not spans:
        return Line("delete" if variant.deletes else "a new paragraph begins", style="bold")
    words = inked(spans, look)
    words.stylize(f"bold {look.colours.get(variant.backers[0], '')}" if len(variant.backers) == 1 else "bold")
    return words


__all__ = [
    "FACES",
    "headed_lines",
    "inked",
    "named",
    "opened",
    "own_brackets",
    "reading_line",
    "reading_lines",
    "unit_lines",
]
