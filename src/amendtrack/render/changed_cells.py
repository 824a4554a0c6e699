"""Rows of a table in which whole cells were put in or struck out, beside those that are kept: a column came or went."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from amendtrack.render.descriptions import Stretch, StretchKind
from amendtrack.render.faces import Letters, Piece, form_of, pieces
from amendtrack.text.units import Layout, parse_text


def has_border(stretch: Stretch) -> bool:
    """Whether the border of a cell was put in or struck out with these words."""
    return stretch.mark is not StretchKind.KEPT and "|" in stretch.text


def with_changed_cells(stretches: Sequence[Stretch]) -> list[list[Piece]]:
    """What is printed of each of these parts of one row, all its cells beside each other, old and new ones.

    Nothing if more changed than whole cells and words inside cells.

    >>> before, now = StretchKind.KEPT, StretchKind.PUT_IN
    >>> row = (Stretch(before, "| Well | "), Stretch(now, "Depth | "), Stretch(before, "Owner |"))
    >>> [[piece.text for piece in found if isinstance(piece, Letters)] for found in with_changed_cells(row)]
    [['Well'], ['Depth'], ['Owner']]
    >>> with_changed_cells((Stretch(before, "| Well "), Stretch(now, "| and "), Stretch(before, "Owner |")))
    []
    """
    both, ends = "".join(one.text for one in stretches), [*accumulate(len(one.text) for one in stretches)]
    row = parse_text(both, Layout.BLOCKS)
    if len(row.units) != 1 or not form_of(row, 0).is_row or "\\|" in both:
        return []
    found = list[list[Piece]]()
    for one, end in zip(stretches, ends, strict=True):
        start, words = end - len(one.text), one.text.strip()
        printed = list(pieces(row, 0, start, end))
        if has_border(one):
            is_behind = both[:start].rstrip().endswith("|") and words.endswith("|")
            if not is_behind and not (both[end:].lstrip().startswith("|") and words.startswith("|")):
                return []
        letters = "".join(piece.text for piece in printed if isinstance(piece, Letters))
        if one.mark is not StretchKind.KEPT and "".join(letters.split()) != "".join(words.replace("|", "").split()):
            return []
        found.append(printed)
    return found


__all__ = ["has_border", "with_changed_cells"]
