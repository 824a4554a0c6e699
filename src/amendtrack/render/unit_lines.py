"""One unit, or one slot, as lines of a terminal: what ``terminal`` prints and the viewer shows.

All text passes ``visible``, so no byte of a proposal can control the terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby

from rich.style import Style as RichStyle
from rich.text import Text as Line

from amendtrack.consolidation.slots.slot import Variant
from amendtrack.consolidation.slots.stances import credit
from amendtrack.render.brackets import Style
from amendtrack.render.descriptions import Coverage, ShownUnit, Stretch, StretchKind, UnitFate
from amendtrack.render.faces import Face, FormKind, bare, raised
from amendtrack.render.literals import marked_literals
from amendtrack.render.look import Look
from amendtrack.render.omissions import LEFT_OUT, LeftOut, in_part
from amendtrack.render.posing_marks import posing_marked
from amendtrack.render.safe import flowing, visible
from amendtrack.render.set_unit import Ink, SetUnit, Span
from amendtrack.render.typeset import SlotReadings
from amendtrack.render.wrapping import TIE, paragraph

MARGINS = {
    UnitFate.NEW: "  + ",
    UnitFate.DELETED: "  - ",
    UnitFate.MOVED_HERE: "  > ",
    UnitFate.EDITED: "  | ",
    UnitFate.SPLIT: "  | ",
    UnitFate.JOINED: "  | ",
}
"""The sign in the margin of each line of a changed unit."""
SIGNS = {StretchKind.KEPT: ("", ""), StretchKind.STRUCK: ("{-", "-}"), StretchKind.PUT_IN: ("{+", "+}")}
STRUCK, PUT_IN, NEW = "strike color(196)", "bold underline color(34)", "color(34)"
_STYLES = {StretchKind.KEPT: "", StretchKind.STRUCK: STRUCK, StretchKind.PUT_IN: PUT_IN}
TITLES = {
    UnitFate.NEW: "bold color(34)",
    UnitFate.DELETED: "bold color(196)",
    UnitFate.MOVED_AWAY: "bold cyan",
    UnitFate.MOVED_HERE: "bold cyan",
    UnitFate.GAP: "dim",
}
NAMES = "cyan"
"""The look of names without a colour of their own."""
OPENS = "opens"
"""Under this name, the style of a bracket knows the address of its slot; ``opened`` reads it."""
_SIGN = RichStyle(bold=True, meta={"sign": True})
"""The style of brackets and strokes that are ours, so that ``own_brackets`` knows them from those of a text."""
_INKS = {Ink.NAMES: NAMES, Ink.PROPOSED: "bold", Ink.OPPOSED: "strike", Ink.DECIDED: "dim"}
_FACES = {Face.ITALIC: "italic", Face.BOLD: "bold", Face.STRUCK: "strike"}


# -- a unit of a redline ------------------------------------------------------------------------


def block_lines(block: ShownUnit, look: Look, extent: Coverage = Coverage.WHOLE) -> list[Line]:
    """A unit of a redline under its title; with CHANGES, a long one only where it changed.

    >>> from amendtrack.redline.comparison import compare
    >>> from amendtrack.render.descriptions import blocks_of
    >>> [block] = blocks_of(compare("5. Clear all areas.", "5. Clear known areas."))
    >>> [line.plain for line in block_lines(block, Look(40))]
    ['EDITED 5', '  | 5. Clear {-all-}{+known+} areas.']
    """
    lines = title_lines(block, look)
    if block.stretches:
        margin = Line(MARGINS.get(block.fate, "    "), style=TITLES.get(block.fate, "bold"))
        margin.append("    " * block.nesting.steps)
        lines += paragraph(redlined(block, look, extent), look.width, margin)
    return lines + note_lines(block, look)


def title_lines(block: ShownUnit, look: Look) -> list[Line]:
    """What became of a unit, in words; nothing for one that is kept."""
    title = Line(visible(block.title), style=TITLES.get(block.fate, "bold"))
    return paragraph(title, look.width) if block.title else []


def note_lines(block: ShownUnit, look: Look) -> list[Line]:
    """The note under a unit, if there is one."""
    note = Line(visible(f"Note: {block.note}."), style="italic")
    return paragraph(note, look.width, Line("    ")) if block.note else []


def redlined(block: ShownUnit, look: Look, extent: Coverage = Coverage.WHOLE) -> Line:
    """The words of a unit in one line, each change marked."""
    line = Line(style="bold" if block.heading else "")
    whole = block.fate in (UnitFate.NEW, UnitFate.DELETED)
    shown = in_part(block) if extent is Coverage.CHANGES else block.stretches
    cut = any(isinstance(stretch, LeftOut) for stretch in shown)
    last: Stretch | None = None
    for stretch in _of_one_mark(shown):
        if isinstance(stretch, LeftOut):
            line.append(LEFT_OUT, style="dim")
            line.append(" " if stretch.text[-1:].isspace() else "")
            last = None
        elif stretch.text:
            if look.is_bare and last is not None and _touch(last, stretch):
                line.append(" ")
            # A wholly new or deleted unit has its sign in the margin.
            signs = ("", "") if whole or look.is_bare else SIGNS[stretch.mark]
            style = NEW if whole and stretch.mark is StretchKind.PUT_IN else _STYLES[stretch.mark]
            if look.is_bare and style and not any(map(str.isalnum, stretch.text)):
                style += " reverse"  # a comma or a bracket is too small for a line through or under it
            line.append(_signed(_literal(stretch.text, look, cut=cut), signs), style=style)
            last = stretch
    return line


def _of_one_mark(stretches: Iterable[Stretch | LeftOut]) -> Iterator[Stretch | LeftOut]:
    """Stretches of which no two neighbours have the same mark: a bracket and the words behind it are one insertion."""
    for mark, same in groupby(stretches, key=lambda one: None if isinstance(one, LeftOut) else one.mark):
        here = list(same)
        yield from here if mark is None else [Stretch(mark, "".join(one.text for one in here))]


def _literal(text: str, look: Look, *, cut: bool) -> str:
    """A text's own words, in which nothing passes for one of our marks."""
    text = visible(flowing(text))
    safe = text if look.is_bare else marked_literals(text)
    return safe.replace(LEFT_OUT, f"[\\{LEFT_OUT[1:]}") if cut else safe


def _signed(words: str, signs: tuple[str, str]) -> str:
    """Words between their signs, of which none stands alone at the end of a line or on the next."""
    opening, closing = signs
    if not opening:
        return words
    inner = words.strip(" ")
    lead = len(words) - len(words.lstrip(" ")) if inner else len(words)
    trail = len(words) - lead - len(inner)
    return f"{opening}{TIE * lead}{inner}{TIE * trail}{closing}"


def _touch(last: Stretch, stretch: Stretch) -> bool:
    """Whether a deleted word and an inserted one would read as one word without their signs."""
    if StretchKind.KEPT in (last.mark, stretch.mark) or last.mark is stretch.mark:
        return False
    return bool(_letter().match(last.text[-1:]) and _letter().match(stretch.text[:1]))


@cache
def _letter() -> re.Pattern[str]:
    """A letter or digit of a script with spaces between its words; compiled when first needed."""
    return re.compile(r"[^\W\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


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
        faces = [style for face, style in _FACES.items() if span.face & face]
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
    "MARGINS",
    "SIGNS",
    "block_lines",
    "headed_lines",
    "inked",
    "named",
    "note_lines",
    "opened",
    "own_brackets",
    "reading_line",
    "reading_lines",
    "redlined",
    "title_lines",
    "unit_lines",
]
