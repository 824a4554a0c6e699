"""A redline's units typeset for paper: deleted and inserted words in the form and face of their text."""

from __future__ import annotations

from collections.abc import Iterator

from amendtrack.render.descriptions import ShownUnit, Stretch, StretchKind
from amendtrack.render.faces import CellEnd, Cited, FormKind, Letters, Piece, form_of, pieces
from amendtrack.render.set_unit import Ink, SetUnit, Span
from amendtrack.text.units import Layout, Text, parse_text

_INKS = {StretchKind.KEPT: Ink.DRAFT, StretchKind.STRUCK: Ink.STRUCK, StretchKind.PUT_IN: Ink.PUT_IN}


def set_block(block: ShownUnit) -> tuple[SetUnit, ...]:
    """One unit of a redline, typeset; a table row with changed cell borders is deleted and inserted whole.

    The line under the heads of a table is nothing on paper.

    >>> from amendtrack.redline.comparison import compare
    >>> from amendtrack.render.descriptions import blocks_of
    >>> [unit] = set_block(blocks_of(compare("*Urges* all to act.", "*Invites* all to act."))[0])
    >>> [(span.text, span.ink.name, span.face.name) for span in unit.cells[0]]
    [('Urges', 'STRUCK', 'ITALIC'), ('Invites', 'PUT_IN', 'ITALIC'), (' all to act.', 'DRAFT', 'UPRIGHT')]
    """
    before = _read(s for s in block.stretches if s.mark is not StretchKind.PUT_IN)
    after = _read(s for s in block.stretches if s.mark is not StretchKind.STRUCK)
    shown = after if after.units else before
    if not shown.units or form_of(shown, 0).kind is FormKind.RULER:
        return ()
    if form_of(shown, 0).is_row and not _keeps_its_cells(block):
        return (*_whole(before, Ink.STRUCK), *_whole(after, Ink.PUT_IN))
    return (_set(block, before, after, shown),)


def _read(stretches: Iterator[Stretch]) -> Text:
    return parse_text("".join(stretch.text for stretch in stretches), Layout.BLOCKS)


def _keeps_its_cells(block: ShownUnit) -> bool:
    """Whether the borders of the cells are the same before and after."""
    marks = {s.mark for s in block.stretches}
    return len(marks) == 1 or not any("|" in s.text for s in block.stretches if s.mark is not StretchKind.KEPT)


def _whole(text: Text, ink: Ink) -> Iterator[SetUnit]:
    if text.units:
        yield SetUnit(form_of(text, 0), tuple(map(tuple, _cells(pieces(text, 0, 0, len(text.source)), ink))))


def _set(block: ShownUnit, before: Text, after: Text, shown: Text) -> SetUnit:
    cells: list[list[Span]] = [[]]
    in_before = in_after = 0
    for stretch in block.stretches:
        struck, size = stretch.mark is StretchKind.STRUCK, len(stretch.text)
        text, at = (before, in_before) if struck else (after, in_after)
        first, *more = _cells(_pieces_of(text, at, at + size), _INKS[stretch.mark])
        cells[-1] += first
        cells += more
        in_before += size if stretch.mark is not StretchKind.PUT_IN else 0
        in_after += size if not struck else 0
    return SetUnit(form_of(shown, 0, block.nesting), tuple(map(tuple, cells)))


def _pieces_of(text: Text, start: int, end: int) -> Iterator[Piece]:
    for k in range(len(text.units)):
        yield from pieces(text, k, start, end)


def _cells(found: Iterator[Piece], ink: Ink) -> list[list[Span]]:
    cells: list[list[Span]] = [[]]
    for piece in found:
        match piece:
            case Letters(words, face):
                cells[-1].append(Span(words, ink, face))
            case Cited(label):
                cells[-1].append(Span("", ink, note=label))
            case CellEnd():
                cells.append([])
    return cells


__all__ = ["set_block"]
