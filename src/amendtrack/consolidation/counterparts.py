"""Where the units and words of one revision stand in the next, and where an edit made on the first belongs there.

Knows what the later revision left as it was: a word has a counterpart only if it was kept, a gap between two units
only if a unit beside it still stands there. What follows for a proposal is left to ``revised``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from amendtrack.consolidation.edits import Edit, Inserted, Moved, Place, Relabelled, Reworded, Struck
from amendtrack.consolidation.extraction import owned_space
from amendtrack.redline.align.alignment import Aligner, Alignment, Group
from amendtrack.redline.align.origins import UNSTATED, Origins
from amendtrack.redline.align.prepared import Prepared
from amendtrack.redline.numbering import Numbering
from amendtrack.redline.splices import group_words, splices_between
from amendtrack.redline.spoken_words import Words


class Displaced(Exception):
    """An edit that has no certain place in the later revision, and why; ``is_gone`` if its unit was deleted."""

    def __init__(self, why: str, *, is_gone: bool = False) -> None:
        super().__init__(why)
        self.is_gone = is_gone


ALTERED, GONE = "the words it changes were changed", "the paragraph was deleted"
NO_PLACE = "the paragraphs at its place were changed"


@dataclass(frozen=True)
class Counterparts:
    """Two revisions, and which unit of the first is which unit of the second."""

    before: Prepared
    after: Prepared
    alignment: Alignment

    @classmethod
    def of(cls, before: Prepared, after: Prepared, *, origins: Origins = UNSTATED) -> Counterparts:
        """The two texts compared, or as ``origins`` state.

        Raises:
            Displaced: the second text has other units beside the first than by itself.
        """
        aligner = Aligner(before, after.text.source, origins=origins)
        alignment = aligner.alignment()
        if len(aligner.after_texts) != len(after.text.units):
            raise Displaced("the units of the new text could not be told apart with certainty")
        return cls(before, after, alignment)

    @cached_property
    def pieces(self) -> Mapping[int, Group]:
        """By unit of the first text, the group that it is in with its counterparts; a unit that is gone is in none."""
        return dict(_by_unit(self.alignment))

    # -- units -----------------------------------------------------------------------------------

    def unit(self, i: int) -> int:
        """The one unit that unit ``i`` has become.

        Raises:
            Displaced: it is gone, or was split or joined.
        """
        group = self.pieces.get(i)
        if group is None:
            raise Displaced(GONE, is_gone=True)
        if group.i2 - group.i1 != 1 or group.j2 - group.j1 != 1:
            raise Displaced("the paragraph was split or joined with another")
        return group.j1

    def unit_unchanged(self, i: int) -> int:
        """The same, if its words are still the same.

        Raises:
            Displaced: they are not.
        """
        j = self.unit(i)
        if any(self.word((i, k)) != (j, k) for k in range(len(self.before.unit_words(i)))):
            raise Displaced("the paragraph was changed")
        if len(self.before.unit_words(i)) != len(self.after.unit_words(j)):
            raise Displaced("the paragraph was changed")
        return j

    def gap(self, g: int) -> int:
        """The gap in the second text for the one after unit ``g`` of the first (-1: before the first unit).

        New units of the second text in that gap come after it, at the beginning before it.

        Raises:
            Displaced: neither unit beside the gap stands where it did, or they no longer stand side by side.
        """
        left, right = self._standing(g), self._standing(g + 1)
        if left is not None and right is not None:
            if left.j2 > right.j1:
                raise Displaced(NO_PLACE)
            return left.j2 - 1
        if left is not None and (g + 1 >= len(self.before.text.units) or g + 1 not in self.pieces):
            return left.j2 - 1
        if right is not None and (g < 0 or g not in self.pieces):
            return right.j1 - 1
        if g < 0 and not self.before.text.units:
            return -1
        if g not in self.pieces and g + 1 not in self.pieces:
            raise Displaced("the paragraphs at its place are gone", is_gone=True)
        raise Displaced(NO_PLACE)

    def _standing(self, i: int) -> Group | None:
        """Where a unit stands, unless it is gone or was moved."""
        group = self.pieces.get(i)
        return None if group is None or group.moved else group

    # -- words -----------------------------------------------------------------------------------

    def word(self, place: Place) -> Place | None:
        """The counterpart of a word, or of a unit's break; ``None`` if it was not kept."""
        group = self.pieces.get(place[0])
        if group is None:
            return None
        if place[0] == group.i2 - 1 and place[1] == len(self.before.unit_words(place[0])):
            return self._break_after(group)
        return self._words_of(group).get(place)

    def _break_after(self, group: Group) -> Place | None:
        """The break after the last unit of a group, if the next unit still follows it."""
        following = self.pieces.get(group.i2)
        if following is None or following.j1 != group.j2 or following.i1 != group.i2:
            return None
        return group.j2 - 1, len(self.after.unit_words(group.j2 - 1))

    def _words_of(self, group: Group) -> Mapping[Place, Place]:
        known = self._kept.get(group.i1)
        if known is None:
            known = self._kept[group.i1] = dict(self._compared(group))
        return known

    @cached_property
    def _kept(self) -> dict[int, Mapping[Place, Place]]:
        return {}

    def _compared(self, group: Group) -> Iterator[tuple[Place, Place]]:
        b, a = _words(self.before, group.i1, group.i2), _words(self.after, group.j1, group.j2)
        was, now = _places(self.before, group.i1, group.i2), _places(self.after, group.j1, group.j2)
        if b.keys == a.keys:
            yield from zip(was, now, strict=True)
            return
        i = j = 0
        found = splices_between(self.before.text, self.after.text, group, b, a, self._numbering)
        for s in (*(s for s in found if s.i1 < s.i2 or s.j1 < s.j2), None):
            i1, j1 = (s.i1, s.j1) if s else (len(was), len(now))
            yield from zip(was[i:i1], now[j:j1], strict=True)
            if s is None:
                return
            if s.noise and s.i2 - s.i1 == s.j2 - s.j1:
                yield from zip(was[s.i1 : s.i2], now[s.j1 : s.j2], strict=True)
            i, j = s.i2, s.j2

    @cached_property
    def _numbering(self) -> Numbering:
        return Numbering.of(self.before.text, self.after.text, self.alignment)

    # -- edits -----------------------------------------------------------------------------------

    def counterpart(self, edit: Edit) -> Edit:
        """The same edit on the second text.

        Raises:
            Displaced: it has no certain place there.
        """
        units = self.after.text.units
        match edit:
            case Reworded():
                return self._reworded(edit)
            case Struck(unit=i):
                j = self.unit_unchanged(i)
                return Struck(j, units[j].start, units[j].end)
            case Inserted():
                gap = self.gap(edit.gap)
                return replace(edit, gap=gap, at=start_of_gap(self.after, gap))
            case Moved(unit=i):
                j = self.unit(i)
                if self.pieces[i].moved:
                    raise Displaced("the paragraph was moved")
                return replace(edit, unit=j, gap=self.gap(edit.gap), c1=units[j].start, c2=units[j].end)
            case Relabelled(unit=i):
                j, was = self.unit(i), self.before.text
                mark = self.after.text.source[units[j].start : units[j].body]
                if mark != was.source[was.units[i].start : was.units[i].body]:
                    raise Displaced("the number was changed")
                return replace(edit, unit=j, c1=units[j].start, c2=units[j].body)

    def _reworded(self, edit: Reworded) -> Reworded:
        if edit.start == edit.end:
            return self._put_in(edit)
        was = list(_run(self.before, edit.start, edit.end))
        now = [self.word(place) for place in was]
        if any(place is None for place in now):
            gone = all(unit not in self.pieces for unit, _ in was)
            raise Displaced(GONE if gone else ALTERED, is_gone=gone)
        found = [place for place in now if place is not None]
        if any(_next(self.after, one) != other for one, other in pairwise(found)):
            raise Displaced("words were put in among the words it changes")
        start, last = found[0], found[-1]
        end = (last[0], last[1] + 1) if last[1] < len(self.after.unit_words(last[0])) else (last[0] + 1, 0)
        if not edit.key and start[0] == last[0] and end[0] == start[0]:
            words = self.after.unit_words(start[0])
            c1, c2 = owned_space(self.after.text.source, words, start[1], end[1])
            return replace(edit, start=start, end=end, c1=c1, c2=c2)
        c1 = _start(self.after, start) - self._blank_before(edit, start)
        c2 = _end(self.after, last) + self._blank_behind(edit, last)
        return replace(edit, start=start, end=end, c1=c1, c2=max(c1, c2))

    def _blank_before(self, edit: Reworded, start: Place) -> int:
        """How many blanks before its first word the edit takes with it."""
        own = _start(self.before, edit.start) - edit.c1
        room = _start(self.after, start) - (
            _end(self.after, (start[0], start[1] - 1)) if start[1] else _start(self.after, (start[0], 0))
        )
        return min(own, room) if own > 0 else 0

    def _blank_behind(self, edit: Reworded, last: Place) -> int:
        was = list(_run(self.before, edit.start, edit.end))[-1]
        own = edit.c2 - _end(self.before, was)
        size = len(self.after.unit_words(last[0]))
        if last[1] + 1 >= size:
            return 0
        return min(own, _start(self.after, (last[0], last[1] + 1)) - _end(self.after, last)) if own > 0 else 0

    def _put_in(self, edit: Reworded) -> Reworded:
        """Words put in at a point: beside a word that was kept, where nothing else was put in."""
        unit, k = edit.start
        size = len(self.before.unit_words(unit))
        if unit not in self.pieces:
            raise Displaced(GONE, is_gone=True)
        left = self.word((unit, k - 1)) if k else None
        right = self.word((unit, k)) if k < size else None
        group = self.pieces[unit]
        if left and right and _next(self.after, left) == right:
            return self._at(edit, right, behind=left)
        if k == 0 and right and right == (group.j1, 0) and unit == group.i1:
            return self._at(edit, right, behind=None)
        at_end = bool(left) and k == size and unit == group.i2 - 1
        if left and at_end and left == (group.j2 - 1, len(self.after.unit_words(group.j2 - 1)) - 1):
            return self._at(edit, (left[0], left[1] + 1), behind=left)
        if not size and group.j2 - group.j1 == 1 and not len(self.after.unit_words(group.j1)):
            return self._at(edit, (group.j1, 0), behind=None)
        raise Displaced("the words beside it were changed")

    def _at(self, edit: Reworded, place: Place, *, behind: Place | None) -> Reworded:
        """The insertion before the word at ``place``, as close to its neighbours as it was."""
        unit, k = edit.start
        words = self.before.unit_words(unit)
        low = _end(self.after, behind) if behind else _start(self.after, (place[0], 0))
        high = _start(self.after, place) if place[1] < len(self.after.unit_words(place[0])) else low
        was_low = words.ends[k - 1] if k else _start(self.before, (unit, 0))
        c1 = low if edit.c1 <= was_low else max(low, high - max(0, _start(self.before, edit.start) - edit.c1))
        c2 = high if edit.c2 > was_low and k < len(words) and edit.c2 >= words.starts[k] else max(c1, low)
        return replace(edit, start=place, end=place, c1=c1, c2=max(c1, min(c2, high) if high >= c1 else c1))


def start_of_gap(text: Prepared, gap: int) -> int:
    """The character at which the gap after unit ``gap`` begins; -1 is the gap before the first unit."""
    units = text.text.units
    return units[gap].end if gap >= 0 else units[0].start if units else 0


def _by_unit(alignment: Alignment) -> Iterator[tuple[int, Group]]:
    for run in alignment.runs:
        for k in range(run.n):
            yield run.i + k, Group(run.i + k, run.i + k + 1, run.j + k, run.j + k + 1, run.moved)
    for group in alignment.groups:
        for i in range(group.i1, group.i2):
            yield i, group


def _words(text: Prepared, first: int, last: int) -> Words:
    return text.unit_words(first) if last == first + 1 else group_words(text.text, first, last)


def _places(text: Prepared, first: int, last: int) -> list[Place]:
    """The place of each word of units ``first:last``, with a break between two."""
    found: list[Place] = []
    for unit in range(first, last):
        size = len(text.unit_words(unit))
        found += [(unit, k) for k in range(size + (unit < last - 1))]
    return found


def _run(text: Prepared, start: Place, end: Place) -> Iterator[Place]:
    """The places from ``start`` to ``end``, half-open, with the breaks between units."""
    at = start
    while at < end:
        yield at
        at = _next(text, at)


def _next(text: Prepared, place: Place) -> Place:
    """The place after a word; after a unit's break, the first word of the next unit."""
    return (place[0], place[1] + 1) if place[1] < len(text.unit_words(place[0])) else (place[0] + 1, 0)


def _start(text: Prepared, place: Place) -> int:
    words, unit = text.unit_words(place[0]), text.text.units[place[0]]
    return words.starts[place[1]] if place[1] < len(words) else unit.end


def _end(text: Prepared, place: Place) -> int:
    """Where a word ends; a break ends where the wording of the next unit begins."""
    words, units = text.unit_words(place[0]), text.text.units
    return words.ends[place[1]] if place[1] < len(words) else units[place[0] + 1].body


__all__ = ["Counterparts", "Displaced", "start_of_gap"]
