"""What paper and screen print of each stretch of a redline's unit: its letters, cell borders and marks of notes.

A stretch may hold half a sign (one asterisk of two), so each is read in the whole unit as it was before or is after.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from amendtrack.render.descriptions import ShownUnit, Stretch, StretchKind
from amendtrack.render.faces import Piece, pieces
from amendtrack.render.kept_blanks import with_blanks
from amendtrack.render.omissions import LeftOut
from amendtrack.text.units import Layout, Text, parse_text

Part = TypeVar("Part", Stretch, Stretch | LeftOut)


def both_readings(block: ShownUnit) -> tuple[Text, Text]:
    """The unit as it was before, and as it is after; either may be empty."""
    before = _read(s for s in block.stretches if s.mark is not StretchKind.PUT_IN)
    return before, _read(s for s in block.stretches if s.mark is not StretchKind.STRUCK)


def _read(stretches: Iterable[Stretch]) -> Text:
    return parse_text("".join(stretch.text for stretch in stretches), Layout.BLOCKS)


def printed_stretches(
    parts: Sequence[Part], before: Text, after: Text, common: Text
) -> Iterator[tuple[Part, list[Piece]]]:
    """Each part of a unit with what is printed of it; those that are kept, or left out, are read in ``common``.

    >>> from amendtrack.render.faces import Letters
    >>> kept, struck = StretchKind.KEPT, StretchKind.STRUCK
    >>> parts = (Stretch(kept, "*All "), Stretch(struck, "known "), Stretch(kept, "wells*"))
    >>> before, after = parse_text("*All known wells*"), parse_text("*All wells*")
    >>> for _, found in printed_stretches(parts, before, after, after):
    ...     print([(piece.text, piece.face.name) for piece in found if isinstance(piece, Letters)])
    [('All ', 'ITALIC')]
    [('known ', 'ITALIC')]
    [('wells', 'ITALIC')]
    """
    in_before = in_after = 0
    for one in parts:
        mark, size = mark_of(one), len(one.text)
        text = {StretchKind.STRUCK: before, StretchKind.PUT_IN: after}.get(mark, common)
        start = in_before if text is before else in_after
        found = [piece for k in range(len(text.units)) for piece in pieces(text, k, start, start + size)]
        if mark is StretchKind.KEPT:
            found = with_blanks(found, one.text, is_first=one is parts[0], is_last=one is parts[-1])
        yield one, found
        in_before += size if mark is not StretchKind.PUT_IN else 0
        in_after += size if mark is not StretchKind.STRUCK else 0


def mark_of(part: Stretch | LeftOut) -> StretchKind:
    """What became of these words; only words that are kept are ever left out."""
    return StretchKind.KEPT if isinstance(part, LeftOut) else part.mark


__all__ = ["both_readings", "mark_of", "printed_stretches"]
