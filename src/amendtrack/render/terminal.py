"""Redlines and consolidated texts on a terminal or a projector, or in a pipe.

Colour is never the only sign: ``{-deleted-}``, ``{+inserted+}``, a title in words and a sign in the
margin say the same. Where these marks occur in a text they are printed with a backslash, ``{\\-``.
All text passes ``visible``, so no byte of a proposal can control the terminal. Apart from the viewer, this is the only
module that uses rich.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import regex
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text as Line

from amendtrack.consolidation.reports import Conflict, conflicts, tally
from amendtrack.consolidation.value import Consolidation
from amendtrack.redline.comparison import Redline
from amendtrack.render.brackets import Style
from amendtrack.render.counts import noise_line, repeated, summary
from amendtrack.render.decided import decided_notes
from amendtrack.render.descriptions import Coverage, ShownUnit, Stretch, StretchKind, UnitFate, blocks_of
from amendtrack.render.faces import Face, FormKind, bare, raised
from amendtrack.render.literals import marked_literals
from amendtrack.render.lookalikes import CHECK, notes_on_slots
from amendtrack.render.safe import flowing, visible
from amendtrack.render.typeset import Ink, SetUnit, Span, typeset

MARGIN = {
    UnitFate.NEW: "  + ",
    UnitFate.DELETED: "  - ",
    UnitFate.MOVED_HERE: "  > ",
    UnitFate.EDITED: "  | ",
    UnitFate.SPLIT: "  | ",
    UnitFate.JOINED: "  | ",
}
"""The sign in the margin of each line of a changed unit."""

STYLE = {StretchKind.KEPT: "", StretchKind.STRUCK: "strike red", StretchKind.PUT_IN: "bold green"}
TITLE = {
    UnitFate.NEW: "bold green",
    UnitFate.DELETED: "bold red",
    UnitFate.MOVED_AWAY: "bold cyan",
    UnitFate.MOVED_HERE: "bold cyan",
    UnitFate.GAP: "dim",
}
SIGNS = {StretchKind.KEPT: ("", ""), StretchKind.STRUCK: ("{-", "-}"), StretchKind.PUT_IN: ("{+", "+}")}


@dataclass(frozen=True, slots=True)
class WrappedParagraph:
    """One paragraph, wrapped to the console's width, after a margin; the first line's margin may differ."""

    margin: Line
    text: Line
    first: Line | None = None

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = max(options.max_width - self.margin.cell_len, 8)
        margin = self.first or self.margin
        for line in _wrapped(self.text, width):
            yield Line.assemble(margin, line, no_wrap=True, overflow="ignore")
            margin = self.margin


_WIDE = "\u2e80-\u2fff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CLOSING = "\u3001\u3002\u300b\u300d\u300f\u3011\uff01\uff09\uff0c\uff1a\uff1b\uff1f\u2019\u201d)\\].,;:"
_OPENING = "\u300a\u300c\u300e\u3010\uff08\u2018\u201c(\\["
_PIECES = re.compile(
    rf"\s+|(?:[{_OPENING}]|\{{[-+])*[{_WIDE}](?:[{_CLOSING}]|[-+]\}})*|[^\s{_WIDE}]+?(?=\s|[{_WIDE}]|\{{[-+][{_WIDE}]|$)"
)
"""Text that is not broken over two lines: a word, or a Chinese character with its signs."""


def _wrapped(text: Line, width: int) -> Iterator[Line]:
    """The text in lines of at most that many cells; rich itself never breaks a line before Chinese."""
    text.expand_tabs(4)
    cuts: list[int] = []
    used = at = 0
    for piece in _broken(text.plain, width):
        cells = cell_len(piece)
        if used + cells > width and not piece.isspace():
            cuts.append(at)
            used = 0
        used, at = used + cells, at + len(piece)
    for line in text.divide(cuts):
        line.rstrip()
        yield line


def _broken(plain: str, width: int) -> Iterator[str]:
    """The pieces of a text; pieces wider than a line are cut between graphemes."""
    for found in _PIECES.finditer(plain):
        piece = found[0]
        if cell_len(piece) <= width or piece.isspace():
            yield piece
            continue
        part = ""
        for sign in regex.findall(r"\X", piece):
            if part and cell_len(part + sign) > width:
                yield part
                part = ""
            part += sign
        yield part


# -- redlines -----------------------------------------------------------------------------------


def print_redline(redline: Redline, console: Console, extent: Coverage = Coverage.WHOLE, context: int = 1) -> None:
    """Print a redline, whole or only its changes with ``context`` unchanged units around each."""
    for line in redline_lines(redline, console.options, extent, context):
        console.print(line, markup=False, emoji=False, highlight=False)


def redline_lines(
    redline: Redline, options: object, extent: Coverage = Coverage.WHOLE, context: int = 1
) -> Iterator[Line | WrappedParagraph]:
    """What rich prints for a redline; each paragraph wraps to the width of the output."""
    blocks = blocks_of(redline, extent, context)
    yield WrappedParagraph(Line(), Line(summary(redline), style="bold"))
    yield from (WrappedParagraph(Line(), Line(visible(f"{said}."))) for said in repeated(redline))
    if legend := _legend(blocks):
        yield WrappedParagraph(Line(), Line(legend, style="dim"))
    for block in blocks:
        yield from _block_lines(block)
    if said := noise_line(redline):
        yield Line()
        yield WrappedParagraph(Line(), Line(said, style="dim"))


def _legend(blocks: tuple[ShownUnit, ...]) -> str:
    """A key to the signs used, and only those."""
    marks = {s.mark for b in blocks if b.fate not in (UnitFate.NEW, UnitFate.DELETED) for s in b.stretches}
    words = [f"{SIGNS[m][0]}{m.value}{SIGNS[m][1]}" for m in (StretchKind.STRUCK, StretchKind.PUT_IN) if m in marks]
    fates = {b.fate for b in blocks}
    named = ((UnitFate.NEW, "new"), (UnitFate.DELETED, "deleted"), (UnitFate.MOVED_HERE, "moved here"))
    margins = [f"{MARGIN[f].strip()} {name}" for f, name in named if f in fates]
    said = [" ".join(words)] if words else []
    return "; ".join([*said, f"margin: {', '.join(margins)}"] if margins else said)


def _block_lines(block: ShownUnit) -> Iterator[Line | WrappedParagraph]:
    yield Line()
    if block.title:
        yield WrappedParagraph(Line(), Line(visible(block.title), style=TITLE.get(block.fate, "bold")))
    if block.stretches:
        text = Line(style="bold" if block.heading else "")
        for stretch in block.stretches:
            # A wholly new or deleted unit has its sign in the margin.
            whole = block.fate in (UnitFate.NEW, UnitFate.DELETED)
            _write(text, stretch, ("", "") if whole else SIGNS[stretch.mark])
        yield WrappedParagraph(Line(MARGIN.get(block.fate, "    "), style=TITLE.get(block.fate, "bold")), text)
    if block.note:
        yield WrappedParagraph(Line("    "), Line(visible(f"Note: {block.note}."), style="italic"))


def _write(text: Line, stretch: Stretch, signs: tuple[str, str]) -> None:
    """Append a stretch to a line, between its signs."""
    opening, closing = signs
    text.append(f"{opening}{marked_literals(visible(stretch.text))}{closing}", style=STYLE[stretch.mark])


# -- consolidated texts -------------------------------------------------------------------------


def print_consolidation(con: Consolidation, console: Console, style: Style = Style.ATTRIBUTED) -> None:
    """Print the consolidated text, its conflict list and its tally; without names if unattributed."""
    for line in consolidation_lines(con, console.options, style):
        console.print(line, markup=False, emoji=False, highlight=False)


def consolidation_lines(
    con: Consolidation, options: object, style: Style = Style.ATTRIBUTED
) -> Iterator[Line | WrappedParagraph]:
    """What rich prints for a consolidation: text, conflict list, tally."""
    named = style is Style.ATTRIBUTED
    if con.is_hypothetical:
        whose = f"the proposals of {', '.join(con.delegations) or 'nobody'}" if named else "some of the proposals"
        yield WrappedParagraph(Line(), Line(visible(f"Hypothetical text with {whose}; not agreed"), style="bold"))
        yield Line()
    yield from _typeset(typeset(con, style), options.max_width if isinstance(options, ConsoleOptions) else 80)
    yield Line()
    if doubtful := notes_on_slots(con):
        yield Line(CHECK, style="bold")
        yield from (WrappedParagraph(Line("  "), Line(visible(f"{at}: {note}"))) for at, note in doubtful)
        yield Line()
    yield from _conflict_lines(conflicts(con), style)
    yield WrappedParagraph(Line(), Line(f"Proposals: {tally(con).within}."))
    for note in decided_notes(con, style):
        yield WrappedParagraph(Line(), Line(visible(note)))


_INKS = {Ink.SIGN: "bold", Ink.NAMES: "cyan", Ink.PROPOSED: "bold", Ink.OPPOSED: "strike", Ink.DECIDED: "dim"}
_FACES = {Face.ITALIC: "italic", Face.BOLD: "bold", Face.STRUCK: "strike"}
_CLOSE = (FormKind.BULLET, FormKind.CODE, FormKind.NOTE)
"""Forms that follow each other without a blank line."""


def _typeset(units: Iterable[SetUnit], width: int) -> Iterator[Line | WrappedParagraph]:
    """The text unit by unit, as on paper: without signs of emphasis, headings or tables."""
    last: FormKind | None = None
    for is_row, same in groupby(units, key=lambda unit: unit.form.is_row):
        here = list(same)
        if is_row:
            yield from (Line(), *_rows(here, width)) if last else _rows(here, width)
            last = FormKind.ROW
            continue
        for unit in here:
            if last and not (last is unit.form.kind in _CLOSE):
                yield Line()
            yield _unit(unit)
            last = unit.form.kind


def _unit(unit: SetUnit) -> WrappedParagraph:
    form = unit.form
    depth = form.level + (form.kind is FormKind.ITEM) if form.kind is not FormKind.HEADING else 0
    margin = Line("    " * depth + ("    " if form.kind is FormKind.QUOTE else ""))
    first = margin.copy()
    if form.kind is FormKind.BULLET:
        first, margin = first.append("• "), margin.append("  ")
    words = _cell(unit.cells[0])
    if form.kind is FormKind.NOTE:
        words = Line(f"{raised(visible(form.label)).strip()} ") + words
    if form.kind is FormKind.HEADING:
        words.stylize("bold")
    return WrappedParagraph(margin, words, first)


def _cell(spans: Iterable[Span]) -> Line:
    line = Line()
    for span in spans:
        words = raised(visible(span.note)) if span.note else visible(flowing(span.text))
        faces = (look for face, look in _FACES.items() if span.face & face)
        line.append(words, style=" ".join(filter(None, (_INKS.get(span.ink), *faces))))
    return line


def _rows(units: list[SetUnit], width: int) -> Iterator[Line | WrappedParagraph]:
    """A table in columns; if they do not fit, each row on separate lines."""
    rows = [[_cell(cell) for cell in unit.cells] for unit in units]
    columns = max(map(len, rows))
    wide = [max(row[k].cell_len if k < len(row) else 0 for row in rows) for k in range(columns)]
    if sum(wide) + 3 * (columns - 1) > width:
        yield from (WrappedParagraph(Line("  "), Line(" · ").join(row), Line("• ")) for row in rows)
        return
    for n, row in enumerate(rows):
        for k, cell in enumerate(row[:-1]):
            cell.append(" " * (wide[k] - cell.cell_len + 3))
        yield Line().join(row)
        heads = units[n].form.kind is FormKind.HEAD_ROW
        if heads and not (n + 1 < len(rows) and units[n + 1].form.kind is FormKind.HEAD_ROW):
            yield Line("─" * (sum(wide) + 3 * (columns - 1)))


def _conflict_lines(found: tuple[Conflict, ...], style: Style) -> Iterator[Line | WrappedParagraph]:
    """The conflict list: first what must be settled, then what only needs a look."""
    hard, soft = [c for c in found if c.blocks], [c for c in found if not c.blocks]
    yield Line(
        f"{len(hard)} conflict{'s' if len(hard) != 1 else ''} to settle" if hard else "No conflicts",
        style="bold",
    )
    yield from (_conflict_line(c, f"{n}. ", style) for n, c in enumerate(hard, 1))
    if soft:
        yield Line("To be read together", style="bold")
        yield from (_conflict_line(c, "- ", style) for c in soft)
    yield Line()


def _conflict_line(conflict: Conflict, number: str, style: Style) -> WrappedParagraph:
    said = f"{conflict.where}: {conflict.kind}"
    if style is Style.ATTRIBUTED:
        said += f" – {', '.join(conflict.parties)}: {conflict.explanation}"
    first = Line(f"{number:>5}", style="bold")
    return WrappedParagraph(Line(" " * first.cell_len), Line(visible(bare(said))), first)


__all__ = [
    "Coverage",
    "consolidation_lines",
    "marked_literals",
    "print_consolidation",
    "print_redline",
    "redline_lines",
]
