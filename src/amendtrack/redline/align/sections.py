"""Headings that are nothing but a number go with what stands under them, not with their number.

Where ``Article 4`` and a paragraph are put in before the old Article 4, which is Article 5 now, the new heading is the
first of the two, and the old one follows with its new number; the same where an article is struck.
"""

from __future__ import annotations

from collections.abc import Hashable

from amendtrack.redline.align.likeness import Loose
from amendtrack.text.labels import Rank, rank_of, read_label, series
from amendtrack.text.units import Text

Piece = list[int]
"""Units ``i1:i2`` of the first text and ``j1:j2`` of the second, whether they moved, and whether they are equal."""


def with_their_sections(pieces: list[Piece], before: Text, after: list[Loose | None]) -> list[Piece]:
    """The pieces, in the order of the second text, with such headings matched by what stands under them.

    What was only known as part of an equal run gets a place of its own in ``after``.
    """
    stays = [piece for piece in pieces if not piece[4]]
    made: list[Piece] = []
    for p, q in zip(stays, stays[1:]):
        gone, new = q[0] - p[1], q[2] - p[3]
        i, j = p[1] - 1, p[3] - 1
        if not p[5] or bool(gone) == bool(new) or not q[5]:
            continue
        other = _bare_heading(before, q[0] - 1) if gone else _bare(after[q[2] - 1])
        if other is None or other != _bare_heading(before, i):
            continue
        after[j] = after[j] or _loosened(before, i)
        p[1], p[3] = i, j
        made.append([q[0] - 1, q[0], j, j + 1, False, True] if gone else [i, i + 1, q[2] - 1, q[2], False, True])
    return sorted([*(piece for piece in pieces if piece[1] > piece[0]), *made], key=lambda piece: piece[2])


def _bare_heading(text: Text, i: int) -> Hashable | None:
    unit = text.units[i]
    return _series_of_heading(unit.label) if unit.body == unit.end else None


def _bare(loose: Loose | None) -> Hashable | None:
    return _series_of_heading(loose.label) if loose and not loose.wording else None


def _series_of_heading(label: str) -> Hashable | None:
    read = read_label(label) if label else None
    return series(read) if read is not None and rank_of(read) < Rank.PARAGRAPH else None


def _loosened(text: Text, i: int) -> Loose:
    """A unit of the first text as one of the second."""
    unit = text.units[i]
    lead = text.source[text.units[i - 1].end : unit.start] if i else ""
    return Loose(unit.label, lead, text.source[unit.start : unit.body], text.wording(unit))


__all__ = ["with_their_sections"]
