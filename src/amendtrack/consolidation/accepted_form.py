"""The emphasis that accepted proposals put on words of the draft, and the signs of the titles that they make of them.

Both are form: they are no amendment, and a copy without them takes none away. But whoever accepts a proposal accepts
its text, so the italics and bold that it adds to words that it keeps, and the sign of a title before them, come with
its amendments: what it puts under that title would stand under another. ``redline.emphasized`` takes care of the
emphasis of new words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from amendtrack.consolidation.edits import Edit, Relabelled, Reworded
from amendtrack.consolidation.strands import Strand, holds
from amendtrack.redline.align.alignment import Aligner
from amendtrack.redline.align.likeness import Loose
from amendtrack.redline.align.origins import Origins
from amendtrack.redline.align.prepared import Prepared
from amendtrack.redline.emphasized import Emphasis
from amendtrack.redline.phrase import Hunk, hunks
from amendtrack.redline.spoken_words import BREAK, Words
from amendtrack.text.units import UnitKind


class AddedEmphasis(NamedTuple):
    """Characters ``start:end`` of the base, in words ``first:last`` of a unit, between two signs."""

    unit: int
    first: int
    last: int
    start: int
    end: int
    signs: tuple[str, str]

    @property
    def opening(self) -> Strand[Reworded]:
        """The first sign, as an insertion without words."""
        place = (self.unit, self.first)
        return Strand(Reworded(place, place, (), self.start, self.start, self.signs[:1]), frozenset())

    @property
    def closing(self) -> Strand[Reworded]:
        """The second sign."""
        place = (self.unit, self.last)
        return Strand(Reworded(place, place, (), self.end, self.end, self.signs[1:]), frozenset())


class AddedTitle(NamedTuple):
    """Characters ``start:start`` of the base, before a paragraph that becomes a title, and the sign of that."""

    unit: int
    start: int
    sign: str

    @property
    def strand(self) -> Strand[Relabelled]:
        """The sign, as a mark before the wording."""
        edit = Relabelled(unit=self.unit, c1=self.start, c2=self.start, plain="", mark=self.sign, label="")
        return Strand(edit, frozenset())


AddedForm = AddedEmphasis | AddedTitle


def added_form(before: Prepared, after: str, origins: Origins) -> Iterator[AddedForm]:
    """The emphasis of a proposal's text on words that it keeps, and that have none in the base; titles likewise."""
    lines = _lines(after) - _lines_of_base(before.text.source)
    if not any(_TITLE.match(line) or any(sign in line for sign in "*_<") for line in lines):
        return
    aligner = Aligner(before, after, origins=origins)
    alignment = aligner.alignment()
    aligner.read_marks_as_before(alignment.groups)
    pairs = [(run.i + k, run.j + k) for run in alignment.runs for k in range(run.n)]
    groups = (g for g in alignment.groups if g.i2 - g.i1 == g.j2 - g.j1 == 1)
    for i, j in sorted([*pairs, *((g.i1, g.j1) for g in groups)]):
        if aligner.after_texts[j] is not None:
            yield from _title(before, i, aligner.loose(j))
            yield from _in_unit(before, i, aligner.loose(j), aligner.words(j))


def _lines(text: str) -> frozenset[str]:
    return frozenset(text.splitlines())


_lines_of_base = lru_cache(maxsize=2)(_lines)  # one draft, and many proposals

_TITLE = re.compile(r" *(?:#+|=+) ")


def _title(before: Prepared, i: int, loose: Loose) -> Iterator[AddedTitle]:
    """The sign that makes a title of a paragraph of one line without a number, list sign or sign of its own."""
    unit, source = before.text.units[i], before.text.source
    is_plain = unit.kind is UnitKind.PARAGRAPH and unit.start == unit.body
    is_title = not loose.label and not loose.is_line and re.fullmatch(r" *(?:#+|=+) +", loose.mark)
    if is_plain and is_title and "\n" not in source[unit.start : unit.end]:
        yield AddedTitle(i, unit.start, loose.mark)


def _in_unit(before: Prepared, i: int, loose: Loose, words: Words) -> Iterator[AddedEmphasis]:
    wording = loose.wording
    own = Emphasis.of(wording, 0, len(wording))
    if not own.pairs:
        return
    unit, source = before.text.units[i], before.text.source
    is_heading = source.startswith("#", unit.start) and not loose.mark
    base = before.unit_words(i)
    there = Emphasis.of(source, unit.body, unit.end)
    kept, firsts, lasts = _counterparts(base.keys, words.keys)
    for (o1, o2), (c1, c2) in own.pairs:
        inside = range(bisect_left(words.starts, o2), bisect_right(words.ends, c1))
        if kept.isdisjoint(inside):
            continue  # new words bring their own emphasis
        if is_heading and len(inside) == len(words):
            continue  # a heading written as a title in bold type stays a heading
        first, last = firsts.get(inside[0]), lasts.get(inside[-1] + 1)
        if first is None or last is None:
            continue
        start, end = base.starts[first], base.ends[last - 1]
        if not there.wraps(start, end) and there.is_balanced(start, end) and not any(there.signs_in(start, end)):
            yield AddedEmphasis(i, first, last, start, end, (wording[o1:o2], wording[c1:c2]))


def _counterparts(before: Sequence[str], after: Sequence[str]) -> tuple[set[int], dict[int, int], dict[int, int]]:
    """The kept words of the second wording; where its kept and replaced words begin and end, and those of the first."""
    kept: set[int] = set()
    firsts: dict[int, int] = {}
    lasts: dict[int, int] = {}
    i = j = 0
    for h in [*hunks(before, after), Hunk(len(before), len(before), len(after), len(after))]:
        for k in range(h.i1 - i):
            kept.add(j + k)
            firsts[j + k], lasts[j + k + 1] = i + k, i + k + 1
        if h.i1 < h.i2 and h.j1 < h.j2:
            firsts[h.j1], lasts[h.j2] = h.i1, h.i2
        i, j = h.i2, h.j2
    return kept, firsts, lasts


def with_added(strands: Sequence[Strand[Edit]], added: Iterable[AddedForm]) -> list[Strand[Edit]]:
    """The edits with the signs of those titles, one for each, where nobody asks for another mark, and of that emphasis,
    where no edit would separate the two signs, and no two pairs overlap.
    """
    rewordings = _Rewordings(s.edit for s in strands if holds(s, Reworded))
    marked = {s.edit.unit for s in strands if holds(s, Relabelled)}
    found: list[AddedEmphasis] = []
    taken: list[tuple[int, ...]] = []  # what is found, in order: none of it overlaps
    titles: dict[int, AddedTitle] = {}
    for one in added:
        if isinstance(one, AddedTitle):
            if one.unit not in marked:
                titles.setdefault(one.unit, one)
            continue
        k = bisect_left(taken, (one.end + 1,))
        is_free = not k or taken[k - 1][1] < one.start
        if is_free and not any(_separates(edit, one) for edit in rewordings.beside(one)):
            found.append(one)
            taken.insert(k, (one.start, one.end))
    # Words put in at the same point come after a sign that closes, and before one that opens.
    emphasized = [*(one.closing for one in found), *strands, *(one.opening for one in found)]
    return [*emphasized, *(title.strand for title in titles.values())]


def _separates(edit: Reworded, one: AddedEmphasis) -> bool:
    """Whether one sign would be lost without the other, or stand beside other signs or another unit."""
    if edit.c2 < one.start or one.end < edit.c1:
        return False
    if (
        BREAK in edit.key
        or edit.spans_units
        or any(isinstance(part, str) and set(part) & set("*_<") for part in edit.parts)
    ):
        return True
    if edit.c1 == edit.c2:
        return "|" in edit.key
    return (edit.c1 < one.start < edit.c2 or edit.c1 < one.end < edit.c2) or (
        edit.c1 <= one.start and one.end <= edit.c2
    )


class _Rewordings:
    """Edits of words in order of place, so that those beside others are near."""

    def __init__(self, edits: Iterable[Reworded]) -> None:
        self._edits = sorted(edits, key=lambda edit: edit.c1)
        self._starts = [edit.c1 for edit in self._edits]
        self._reach = list(accumulate((edit.c2 for edit in self._edits), max))

    def beside(self, one: AddedEmphasis) -> Iterator[Reworded]:
        """Those that change what stands between two signs, or begin or end there."""
        for k in range(bisect_right(self._starts, one.end) - 1, -1, -1):
            if self._reach[k] < one.start:
                return
            edit = self._edits[k]
            if edit.start[0] <= one.unit <= edit.end[0]:
                yield edit


__all__ = ["AddedForm", "added_form", "with_added"]
