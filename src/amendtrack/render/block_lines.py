"""A unit of a redline as lines of a terminal, in the look of a document: no signs of headings, emphasis or tables.

Words that are put in or struck out keep theirs, so that nothing that changed goes unseen; a row of a table in which
other signs changed than those of whole cells is shown as it is written.
All text passes ``visible``, so no byte of a proposal can control the terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from rich.text import Text as Line

from amendtrack.render.changed_cells import has_border, with_changed_cells
from amendtrack.render.descriptions import WHOLE, Coverage, ShownUnit, Stretch, StretchKind, UnitFate
from amendtrack.render.faces import (
    CellEnd,
    Cited,
    Face,
    FormKind,
    Letters,
    Piece,
    UnitForm,
    bare,
    form_of,
    raised,
)
from amendtrack.render.literals import marked_literals
from amendtrack.render.look import Look
from amendtrack.render.omissions import LEFT_OUT, LeftOut, in_part
from amendtrack.render.printed_stretches import both_readings, mark_of, printed_stretches
from amendtrack.render.safe import flowing, visible
from amendtrack.render.unit_lines import FACES
from amendtrack.render.wrapping import TIE, paragraph
from amendtrack.text.typeface import is_ruler

MARGINS = {
    UnitFate.NEW: "  + ",
    UnitFate.DELETED: "  - ",
    UnitFate.REPLACED: "  - ",
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
    UnitFate.REPLACED: "bold color(196)",
    UnitFate.MOVED_AWAY: "bold cyan",
    UnitFate.MOVED_HERE: "bold cyan",
    UnitFate.GAP: "dim",
}


def block_lines(block: ShownUnit, look: Look, extent: Coverage = Coverage.WHOLE) -> list[Line]:
    """A unit of a redline under its title; with CHANGES, a long one only where it changed.

    >>> from amendtrack.redline.comparison import compare
    >>> from amendtrack.render.descriptions import blocks_of
    >>> [block] = blocks_of(compare("5. Clear all areas.", "5. Clear known areas."))
    >>> [line.plain for line in block_lines(block, Look(40))]
    ['EDITED 5', '  | 5. Clear {-all-}{+known+} areas.']
    """
    ((_, lines),) = lines_of_blocks([block], look, extent)
    return lines


def lines_of_blocks(
    blocks: Sequence[ShownUnit], look: Look, extent: Coverage = Coverage.WHOLE
) -> Iterator[tuple[bool, list[Line]]]:
    """The lines of each unit, and whether a blank line is before them: not before a row of the table of the one before.

    >>> from amendtrack.redline.comparison import compare
    >>> from amendtrack.render.descriptions import blocks_of
    >>> table = "| Well | Depth |\\n|---|---|\\n| North | 12 |\\n| Old South | 9 |"
    >>> for is_apart, lines in lines_of_blocks(blocks_of(compare(table, table.replace("12", "14"))), Look(40)):
    ...     print(is_apart, [line.plain for line in lines])
    True ['    Well        Depth']
    False ['    ────────────────────────']
    True ['EDITED row 2', '  | North       {-12-}{+14+}']
    False ['    Old South   9']
    """
    dressed = [_dressed(block, look, extent) for block in blocks]
    n = 0
    while n < len(blocks):
        last = n + 1
        while dressed[n].is_in_table and last < len(blocks) and (dressed[last].is_in_table or not dressed[last].cells):
            last += 1
        wide = _columns(dressed[n:last], look)
        for k in range(n, last):
            lines = title_lines(blocks[k], look)
            is_apart = k == n or bool(lines) or not (dressed[k].is_in_table and dressed[k - 1].cells)
            yield is_apart, [*lines, *_set(blocks[k], dressed[k], wide, look), *note_lines(blocks[k], look)]
        n = last


def words_of_block(block: ShownUnit) -> str:
    """The words of a unit in one line, each change between its signs; its title, if it has none.

    >>> from amendtrack.redline.comparison import compare
    >>> from amendtrack.render.descriptions import blocks_of
    >>> [block] = blocks_of(compare("| North | 12 |", "| North | 14 |"))
    >>> words_of_block(block)
    'North {-12-}{+14+}'
    """
    cells = _dressed(block, Look(), Coverage.WHOLE).cells
    return " ".join(" ".join(cell.plain for cell in cells).replace(TIE, " ").split()) or block.title


def title_lines(block: ShownUnit, look: Look) -> list[Line]:
    """What became of a unit, in words; nothing for one that is kept."""
    title = Line(visible(bare(block.title)), style=TITLES.get(block.fate, "bold"))
    return paragraph(title, look.width) if block.title else []


def note_lines(block: ShownUnit, look: Look) -> list[Line]:
    """The note under a unit, if there is one."""
    note = Line(visible(f"Note: {block.note}."), style="italic")
    return paragraph(note, look.width, Line("    ")) if block.note else []


# -- the words of a unit, as in a document ----------------------------------------------------------


_Shown = Stretch | LeftOut
_AS_WRITTEN = UnitForm(FormKind.TEXT)
_MAY_HAVE_SIGNS = re.compile(r"[*_#|\[`~<\\\n]|\A\s*[-+•–>]")


@dataclass(frozen=True, slots=True)
class _Dressed:
    """A unit as it looks on paper, each change marked; one cell if it is not a row of a table."""

    form: UnitForm
    cells: tuple[Line, ...]

    @property
    def is_in_table(self) -> bool:
        """Whether it stands in the columns of a table."""
        return self.form.is_row or self.form.kind is FormKind.RULER


def _dressed(block: ShownUnit, look: Look, extent: Coverage) -> _Dressed:
    shown = in_part(block) if extent is Coverage.CHANGES else block.stretches
    if not any(isinstance(one, LeftOut) or one.text for one in shown):
        return _Dressed(_AS_WRITTEN, ())
    form, found = _on_paper(block, shown)
    if form.kind is FormKind.RULER:
        return _Dressed(form, (Line(),))
    return _Dressed(form, tuple(_cells(block, found, look)))


def _on_paper(block: ShownUnit, shown: Sequence[_Shown]) -> tuple[UnitForm, list[tuple[_Shown, list[Piece]]]]:
    """The form of a unit, and what is printed of each of its stretches."""
    written = [(one, _as_it_stands(one)) for one in shown]
    if not any(_MAY_HAVE_SIGNS.search(one.text) for one in shown):
        return _AS_WRITTEN, written
    before, after = both_readings(block)
    common = after if any(s.mark is StretchKind.PUT_IN for s in block.stretches) else before
    if not common.units:
        return _AS_WRITTEN, written
    form = form_of(common, 0)
    if form.kind in _WITH_A_SIGN and not _begins_as_before(block):
        return _AS_WRITTEN, written
    if form.kind is FormKind.RULER:
        is_tables = is_ruler(common.printed(common.units[0])) and len({s.mark for s in block.stretches}) == 1
        return (form if is_tables else _AS_WRITTEN), written
    if form.is_row and any(map(has_border, block.stretches)) and block.fate not in WHOLE:
        made = with_changed_cells(block.stretches) if block.stretches == tuple(shown) else []
        return (form, [*zip(shown, made, strict=True)]) if made else (_AS_WRITTEN, written)
    if form.is_row and any(isinstance(one, LeftOut) for one in shown):
        return _AS_WRITTEN, written
    found = list(printed_stretches(shown, before, after, common))
    if block.fate not in WHOLE:
        found = [(one, printed if _has_no_signs(one, printed) else _as_it_stands(one)) for one, printed in found]
    return form, found


_WITH_A_SIGN = (FormKind.HEADING, FormKind.BULLET, FormKind.NOTE, FormKind.QUOTE)
"""Forms with a sign at the beginning, which is not printed."""


def _begins_as_before(block: ShownUnit) -> bool:
    """Whether the first sign of a unit is the same in both texts."""
    first = next(stretch for stretch in block.stretches if stretch.text)
    return block.fate in WHOLE or first.mark is StretchKind.KEPT


def _as_it_stands(one: _Shown) -> list[Piece]:
    return [Letters(one.text, Face.UPRIGHT)]


def _has_no_signs(one: _Shown, printed: Iterable[Piece]) -> bool:
    """Whether words are kept, or have no signs but marks of footnotes."""
    if mark_of(one) is StretchKind.KEPT:
        return True
    back = (p.text if isinstance(p, Letters) else f"[^{p.label}]" if isinstance(p, Cited) else "" for p in printed)
    return "".join(back) == one.text


def _cells(block: ShownUnit, found: Iterable[tuple[_Shown, list[Piece]]], look: Look) -> Iterator[Line]:
    """The words of a unit, each change marked, cell by cell."""
    is_whole = block.fate in WHOLE
    cell, last = Line(), ("", StretchKind.KEPT)
    pairs = list(found)
    cut = any(isinstance(one, LeftOut) for one, _ in pairs)
    for mark, same in groupby(pairs, key=lambda pair: None if isinstance(pair[0], LeftOut) else pair[0].mark):
        here = list(same)
        if mark is None:
            for one, _ in here:
                cell.append(LEFT_OUT, style="dim")
                cell.append(" " if one.text[-1:].isspace() else "")
            last = ("", StretchKind.KEPT)
            continue
        for n, run in enumerate(_between_borders(piece for _, printed in here for piece in printed)):
            if n:
                yield cell
                cell, last = Line(), ("", StretchKind.KEPT)
            words = _faced(run, look, cut=cut)
            if not words.plain:
                continue
            if look.is_bare and _touch(last, (words.plain, mark)):
                cell.append(" ")
            last = (words.plain, mark)
            cell.append_text(_marked(words, mark, look, is_whole=is_whole))
    yield cell


def _between_borders(found: Iterable[Piece]) -> Iterator[list[Letters | Cited]]:
    run: list[Letters | Cited] = []
    for piece in found:
        if isinstance(piece, CellEnd):
            yield run
            run = []
        else:
            run.append(piece)
    yield run


def _faced(run: Iterable[Letters | Cited], look: Look, *, cut: bool) -> Line:
    """Words in their faces, in which nothing passes for one of our marks."""
    found = [(p.text, p.face) if isinstance(p, Letters) else (raised(p.label), Face.UPRIGHT) for p in run]
    words = _literal("".join(text for text, _ in found), look, cut=cut)
    parts = [(_literal(text, look, cut=cut), face) for text, face in found]
    if "".join(text for text, _ in parts) != words:
        return Line(words)
    line = Line()
    for text, face in parts:
        line.append(text, style=" ".join(style for one, style in FACES.items() if face & one))
    return line


def _marked(words: Line, mark: StretchKind, look: Look, *, is_whole: bool) -> Line:
    """Words in the style of their mark, between its signs, of which none stands alone at a line's end or begin."""
    style = NEW if is_whole and mark is StretchKind.PUT_IN else _STYLES[mark]
    if look.is_bare and style and not any(map(str.isalnum, words.plain)):
        style += " reverse"  # a comma or a bracket is too small for a line through or under it
    # A wholly new or deleted unit has its sign in the margin.
    opening, closing = ("", "") if is_whole or look.is_bare else SIGNS[mark]
    if opening:
        inner = words.plain.strip(" ")
        lead = len(words.plain) - len(words.plain.lstrip(" ")) if inner else len(words.plain)
        trail = len(words.plain) - lead - len(inner)
        core = words[lead : len(words.plain) - trail]
        words = Line.assemble(f"{opening}{TIE * lead}", core, f"{TIE * trail}{closing}")
    words.stylize(style)
    return words


def _literal(text: str, look: Look, *, cut: bool) -> str:
    """A text's own words, in which nothing passes for one of our marks."""
    text = visible(flowing(text))
    safe = text if look.is_bare else marked_literals(text)
    return safe.replace(LEFT_OUT, f"[\\{LEFT_OUT[1:]}") if cut else safe


def _touch(last: tuple[str, StretchKind], now: tuple[str, StretchKind]) -> bool:
    """Whether a deleted word and an inserted one would read as one word without their signs."""
    if StretchKind.KEPT in (last[1], now[1]) or last[1] is now[1]:
        return False
    return bool(_letter().match(last[0][-1:]) and _letter().match(now[0][:1]))


@cache
def _letter() -> re.Pattern[str]:
    """A letter or digit of a script with spaces between its words; compiled when first needed."""
    return re.compile(r"[^\W\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


# -- in lines -----------------------------------------------------------------------------------


def _columns(dressed: Sequence[_Dressed], look: Look) -> list[int]:
    """How wide the columns of a table are; none where they have no room beside each other, or it is none."""
    rows = [one.cells for one in dressed if one.form.is_row]
    if not rows:
        return []
    many = max(map(len, rows))
    wide = [max((row[k].cell_len for row in rows if k < len(row) and len(row) == many), default=0) for k in range(many)]
    return wide if sum(wide) + 3 * (many - 1) <= look.width - _MARGIN else []


_MARGIN = 4
"""The cells before the words of a unit, where its sign is."""


def _set(block: ShownUnit, dressed: _Dressed, wide: Sequence[int], look: Look) -> list[Line]:
    if not dressed.cells:
        return []
    margin = Line(MARGINS.get(block.fate, " " * _MARGIN), style=TITLES.get(block.fate, "bold"))
    form = dressed.form
    if form.kind is FormKind.RULER:
        return [margin + Line("─" * (sum(wide) + 3 * (len(wide) - 1)))] if wide else []
    if form.is_row:
        return _row(dressed.cells, wide, margin, look)
    margin.append("    " * block.nesting.steps + ("    " if form.kind is FormKind.QUOTE else ""))
    first, (words,) = margin.copy(), dressed.cells
    if form.kind is FormKind.BULLET:
        first.append("• ")
        margin.append("  ")
    if form.kind is FormKind.NOTE:
        words = Line(f"{raised(visible(form.label)).strip()} ") + words
    if block.heading:
        words.stylize("bold")
    return paragraph(words, look.width, margin, first)


def _row(cells: Sequence[Line], wide: Sequence[int], margin: Line, look: Look) -> list[Line]:
    """A row in the columns of its table; one of fewer cells goes across them."""
    if len(cells) != len(wide):
        return paragraph(
            Line(" · ").join(cells), look.width, margin + Line("  "), margin + Line("• " if cells[1:] else "")
        )
    made = margin.copy()
    for k, cell in enumerate(cells):
        shown = cell.copy()
        shown.plain = shown.plain.replace(TIE, " ")
        made.append_text(shown).append(" " * (wide[k] - shown.cell_len + 3) if k + 1 < len(cells) else "")
    return [made]


__all__ = [
    "MARGINS",
    "PUT_IN",
    "SIGNS",
    "STRUCK",
    "TITLES",
    "block_lines",
    "lines_of_blocks",
    "note_lines",
    "title_lines",
    "words_of_block",
]
