"""Headings that are only a number are matched by the text under them, not by their number.

If ``Article 4`` and a paragraph are inserted before the old Article 4, now Article 5, the heading ``Article 4`` is new
and the old heading keeps its text under its new number; likewise when an article is deleted.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from amendtrack.redline.align.likeness import Loose
from amendtrack.text.labels import Rank, rank_of, read_label, series
from amendtrack.text.units import Text, Unit, UnitKind

Piece = list[int]
"""Units ``i1:i2`` of the first text and ``j1:j2`` of the second, whether they moved, and whether they are equal."""


def with_their_sections(pieces: list[Piece], before: Text, after: list[Loose | None]) -> list[Piece]:
    """The pieces, in the order of the second text, with such headings matched by the text under them.

    Units known only as part of an equal run get a place in ``after``.
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


@dataclass(frozen=True, slots=True)
class Sections:
    """The headings of both texts: the position and name of each."""

    before: tuple[list[int], list[str]]
    after: tuple[list[int], list[str]]

    @classmethod
    def of(cls, before: Text, after: Sequence[Loose | None], links: Sequence[tuple[int, int, int]]) -> Sections:
        """The sections of two texts; units in none of the ``links`` (units, units, how many) are loose in ``after``."""
        own = {i: u.label or before.wording(u) for i, u in enumerate(before.units) if heads_section(u)}
        found = {j + k: own[i + k] for i, j, n in links for k in range(n) if i + k in own}
        for j, loose in enumerate(after):
            if loose and (loose.mark.startswith("#") or _series_of_heading(loose.label) is not None):
                found[j] = loose.label or loose.wording
        return cls((list(own), list(own.values())), (sorted(found), [found[j] for j in sorted(found)]))

    def may_be_one(self, i: int, j: int) -> bool:
        """Whether two units are under headings with one name, or under a deleted and a new heading."""
        one, other = (
            names[k - 1] if (k := bisect_right(places, at)) else ""
            for (places, names), at in ((self.before, i), (self.after, j))
        )
        return one == other or not (one in self.after[1] or other in self.before[1])


def heads_section(unit: Unit) -> bool:
    """Whether an article, a chapter or the like begins with this unit."""
    return unit.kind is UnitKind.HEADING or _series_of_heading(unit.label) is not None


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


__all__ = ["Sections", "heads_section", "with_their_sections"]
