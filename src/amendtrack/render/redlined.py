"""A redline's units typeset for paper: deleted and inserted words in the form and face of their text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from amendtrack.render.changed_cells import with_changed_cells
from amendtrack.render.descriptions import ShownUnit, StretchKind
from amendtrack.render.faces import CellEnd, Cited, FormKind, Letters, Piece, UnitForm, form_of, pieces
from amendtrack.render.printed_stretches import both_readings, printed_stretches
from amendtrack.render.set_unit import Ink, SetUnit, Span
from amendtrack.text.units import Text

_INKS = {StretchKind.KEPT: Ink.DRAFT, StretchKind.STRUCK: Ink.STRUCK, StretchKind.PUT_IN: Ink.PUT_IN}


def set_block(block: ShownUnit) -> tuple[SetUnit, ...]:
    """A unit of a redline, typeset; a row is deleted and inserted whole if more changed in it than whole cells and
    words inside cells.

    The line under the heads of a table is nothing on paper.

    >>> from amendtrack.redline.comparison import compare
    >>> from amendtrack.render.descriptions import blocks_of
    >>> [unit] = set_block(blocks_of(compare("*Urges* all to act.", "*Invites* all to act."))[0])
    >>> [(span.text, span.ink.name, span.face.name) for span in unit.cells[0]]
    [('Urges', 'STRUCK', 'ITALIC'), ('Invites', 'PUT_IN', 'ITALIC'), (' all to act.', 'DRAFT', 'UPRIGHT')]
    """
    before, after = both_readings(block)
    shown = after if after.units else before
    if not shown.units or form_of(shown, 0).kind is FormKind.RULER:
        return ()
    if len({form_of(text, 0).is_row for text in (before, after) if text.units}) > 1:  # a row became a paragraph
        return (*_whole(before, Ink.STRUCK), *_whole(after, Ink.PUT_IN))
    if form_of(shown, 0).is_row and not _keeps_its_cells(block):
        if made := with_changed_cells(block.stretches):
            cells = _joined(_cells(iter(p), _INKS[s.mark]) for s, p in zip(block.stretches, made, strict=True))
            return (SetUnit(form_of(shown, 0), cells),)
        return (*_whole(before, Ink.STRUCK), *_whole(after, Ink.PUT_IN))
    return (_set(block, before, after, shown),)


def _keeps_its_cells(block: ShownUnit) -> bool:
    """Whether the borders of the cells are the same before and after."""
    marks = {s.mark for s in block.stretches}
    return len(marks) == 1 or not any("|" in s.text for s in block.stretches if s.mark is not StretchKind.KEPT)


def _whole(text: Text, ink: Ink) -> Iterator[SetUnit]:
    if text.units:
        yield SetUnit(form_of(text, 0), tuple(map(tuple, _cells(pieces(text, 0, 0, len(text.source)), ink))))


def _set(block: ShownUnit, before: Text, after: Text, shown: Text) -> SetUnit:
    found = printed_stretches(block.stretches, before, after, after)
    cells = _joined(_cells(iter(printed), _INKS[stretch.mark]) for stretch, printed in found)
    form = form_of(shown, 0, block.nesting)
    is_title = block.heading and form.kind is FormKind.TEXT  # its sign was the line under it
    return SetUnit(UnitForm(FormKind.HEADING, 2) if is_title else form, cells)


def _joined(parts: Iterable[list[list[Span]]]) -> tuple[tuple[Span, ...], ...]:
    """The cells of consecutive parts of a row: the first of each goes on with the last before it."""
    cells: list[list[Span]] = [[]]
    for first, *more in parts:
        cells[-1] += first
        cells += more
    return tuple(map(tuple, cells))


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
