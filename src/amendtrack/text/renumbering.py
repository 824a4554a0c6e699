"""A text numbered anew, once, when it is adopted: 15 bis becomes 16, and the gap that a deletion left is closed.

Knows labels and footnotes; leaves citations in sentences to ``cross_references``. Where a series begins again is taken
from the draft, since a deletion may have removed the very number that showed it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from amendtrack.text.contents import contents_of
from amendtrack.text.counted_labels import Counted, counted_in_text
from amendtrack.text.labels import Label, Rank, is_raised, read_label, spoken, write_label
from amendtrack.text.numerals import write_number
from amendtrack.text.units import Text, Unit, UnitKind
from amendtrack.text.words import folded

CITED = re.compile(r"\[\^([^\]\s\[]{1,40}(?: [a-z]{2,12}){0,3})\]")
"""The mark of a footnote in a sentence."""
_NUMBERED_NOTE = re.compile(r"\d{1,4}(?: [a-z]{2,12}){0,3}")
_FAR = 20
"""A number that far beyond the one before it counts nothing: it is a year, or a number from elsewhere."""


class Gaps(Enum):
    """Whether gaps that the draft itself has in its numbers are closed, or reported as puzzles."""

    REPORTED = "reported"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Puzzle:
    """A unit whose number cannot be known for certain: the unit, what was found, and what would help."""

    unit: int
    found: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Renumbering:
    """The new label of each unit whose label changes, and the new name of every footnote."""

    labels: Mapping[int, str]
    notes: Mapping[str, str]
    puzzles: tuple[Puzzle, ...] = ()

    @classmethod
    def none(cls, text: Text) -> Renumbering:
        """Every number kept, those of footnotes too."""
        return cls({}, {name: name for name in _names_of_notes(text)})


def renumbered(
    text: Text,
    draft: Text,
    origins: Sequence[int | None],
    *,
    gaps: Gaps = Gaps.REPORTED,
    kept: Container[int] = frozenset(),
) -> Renumbering:
    """The numbers from 1 to n on every level of ``text``, which was made from ``draft``.

    ``origins`` says for each unit of the text which unit of the draft it is; ``None`` for a new one. The units ``kept``
    have their numbers already, and what follows counts on from them. A list that does not begin at its first item in
    the draft, since that stands behind the number of its paragraph (``4. (a)``), begins where it did.

    >>> from amendtrack.text.units import parse_text
    >>> text, draft = (parse_text(s) for s in ("1. Meet.\\n\\n1 bis. Vote.\\n\\n2. Part.", "1. Meet.\\n\\n2. Part."))
    >>> renumbered(text, draft, [0, None, 1]).labels
    {1: '2.', 2: '3.'}
    """
    counting = _Counting(_Places.of(text), _Places.of(draft), origins, gaps, kept)
    labels = {i: given for i, count in enumerate(counting.here.found) if (given := counting.give(i, count)) is not None}
    labels |= dict(_listed(text, labels))
    notes = _notes(text)
    labels |= {i: u.label.replace(name, notes[name], 1) for i, u in _notes_of(text) if (name := _name(u)) in notes}
    changed = {i: label for i, label in sorted(labels.items()) if label != text.units[i].label}
    return Renumbering(changed, notes, tuple(counting.puzzles))


@dataclass(frozen=True, slots=True)
class _Places:
    """A text, its labels as counted, and the units that divide it: headings, and what is above a paragraph."""

    text: Text
    found: tuple[Counted | None, ...]
    divisions: tuple[int, ...]
    before: Mapping[int, int]
    """For each unit that does not begin its series, the unit before it there."""

    @classmethod
    def of(cls, text: Text) -> _Places:
        found = counted_in_text(text)
        both = zip(text.units, found, strict=True)
        is_over = (u.kind is UnitKind.HEADING or (c is not None and c.rank < Rank.PARAGRAPH) for u, c in both)
        return cls(text, found, tuple(i for i, over in enumerate(is_over) if over), dict(_before(text, found)))

    def division(self, i: int) -> int | None:
        """The last heading above a unit."""
        k = bisect_right(self.divisions, i - 1)
        return self.divisions[k - 1] if k else None

    def series(self, i: int) -> Hashable:
        """What a unit's label counts together with, headings apart from paragraphs."""
        return _series(self.text, self.found, i)


def _series(text: Text, found: Sequence[Counted | None], i: int) -> Hashable:
    count, unit = found[i], text.units[i]
    is_heading = count is not None and count.rank is Rank.PARAGRAPH and unit.kind is UnitKind.HEADING
    return None if count is None else (count.series, is_heading and "#" in text.source[unit.start : unit.body])


def _before(text: Text, found: Sequence[Counted | None]) -> Iterator[tuple[int, int]]:
    """Each unit that continues a series, with the unit before it; ``Counted.after`` joins I. and 1., which differ."""
    latest: dict[Hashable, int] = {}
    for i, count in enumerate(found):
        if count is None or count.place is None:
            continue
        if count.rank is Rank.ITEM:
            within: Hashable = (count.above, count.series)
            last, latest[within] = latest.get(within), i
            if count.after is not None:
                yield i, count.after
            elif last is not None and not _opens(count, found[last]):
                yield i, last
            continue
        last = latest.get(own := _series(text, found, i))
        latest[own] = i
        if last is not None and not _opens(count, found[last]):
            yield i, last


def _opens(count: Counted, last: Counted | None) -> bool:
    """Whether a number begins its series again: it is the first, and not the one that ``1 ante`` came before."""
    if count.place is None or count.place.number != 1 or count.label.suffix.replace("ante", "").strip():
        return False
    return last is None or not (last.label.suffix.startswith("ante") and last.label.number == count.label.number)


@dataclass(slots=True)
class _Counting:
    """The numbers given so far, in the order of the text."""

    here: _Places
    draft: _Places
    origins: Sequence[int | None]
    gaps: Gaps
    kept: Container[int]
    puzzles: list[Puzzle] = field(default_factory=list)
    groups: dict[int, Hashable] = field(default_factory=dict)
    reached: dict[Hashable, int] = field(default_factory=dict)
    latest: dict[Hashable, int] = field(default_factory=dict)  # the last unit of each series
    latest_item: dict[Hashable, int] = field(default_factory=dict)  # the last item of each list
    furthest: dict[Hashable, int] = field(default_factory=dict)  # the furthest unit of the draft in it
    heads: dict[str, str] = field(default_factory=dict)  # what each number has become, for the decimals under it
    restarts: Mapping[tuple[int | None, Hashable], bool] = field(init=False)

    def __post_init__(self) -> None:
        self.restarts = dict(_restarts(self.draft))

    def give(self, i: int, count: Counted | None) -> str | None:
        """The label of a unit under its new number; None for one that is not counted."""
        if count is None or not count.label.number or count.label.prefix == "[^" or is_raised(count.label):
            return None
        if count.place is None:
            if count.label.suffix:
                self._puzzle(i, f"{spoken(count.label)} belongs to no series of numbers")
            return None
        if self._is_from_elsewhere(i):
            self._check(i)
            return None
        group = self.groups[i] = self._group(i, count)
        own = self.here.series(i)
        self.latest[own], self.furthest[own] = i, max(self.furthest.get(own, 0), self.origins[i] or 0)
        if i in self.kept or (group == i and self._begins_inside(i, count)):
            self.reached[group] = count.place.number - 1
        elif not self._goes_on(i, count, self.reached.get(group, 0)):
            self._check(i)
        number = self.reached[group] = self.reached.get(group, 0) + 1
        return self._written(i, count, number)

    def _goes_on(self, i: int, count: Counted, last: int) -> bool:
        """Whether a unit has been given another number than in the draft, and that is the next one."""
        origin = self.origins[i]
        drafted = self.draft.found[origin] if origin is not None else None
        is_next = count.place is not None and count.place.number == last + 1
        return is_next and drafted is not None and spoken(drafted.label) != spoken(count.label)

    def _begins_inside(self, i: int, count: Counted) -> bool:
        """Whether an item is the first of its list in the draft too, though it has a later number."""
        origin = self.origins[i]
        return count.rank is Rank.ITEM and origin is not None and origin not in self.draft.before

    def _written(self, i: int, count: Counted, number: int) -> str | None:
        assert count.place is not None
        like, place = count.label.number, count.place._replace(number=number)
        head, point, own = like.rpartition(".")
        if point:
            like = self.heads.get(_head(head), head) + point + own
            place = place._replace(numeral=like[: len(like) - len(own)] + "1")
        written = write_number(place, like)
        if written is None:
            self._puzzle(i, f"its series has no number {number}")
            return None
        over = re.search(r"\d+", count.label.prefix)
        if over and self.heads.get(_head(over[0]), over[0]) != over[0]:
            self._puzzle(i, f"its label repeats the number {over[0]}, which has changed")
            return None
        self.heads[_head(f"{count.label.number} {count.label.suffix}")] = written
        return relabelled(self.here.text.units[i].label, count.label, written)

    def _puzzle(self, i: int, found: str) -> None:
        self.puzzles.append(Puzzle(i, found, "number it by hand in a revision, or add --keep-number PLACE"))

    def _group(self, i: int, count: Counted) -> Hashable:
        """What it counts together with: its list, or the run of its series up to where that begins again."""
        if count.rank is Rank.ITEM:
            last = self.here.before.get(i, self._moved_behind(i, count))
            return self.groups.get(-1 if last is None else last, i)
        last = self.latest.get(self.here.series(i))
        return i if last is None or self._begins(i, last) else self.groups[last]

    def _begins(self, i: int, last: int) -> bool:
        """Whether a series begins again with a unit: under its heading the draft has it so, or it reads so.

        The number of a unit that has moved says nothing.
        """
        origin, furthest = self.origins[i], self.furthest.get(self.here.series(i), 0)
        reads_so = i not in self.here.before and (origin is None or origin >= furthest)
        over, before = self.here.division(i), self.origins[last]
        if over is None or over == self.here.division(last):
            count = self.here.found[i]
            if origin is None or count is None:
                return reads_so and count is not None and not count.label.suffix and self._opens_new_list(i)
            return reads_so and before is not None and self.draft.division(before) == self.draft.division(origin)
        if self.origins[over] is None:
            return reads_so
        return self.restarts.get((self.origins[over], self.here.series(i)), reads_so)

    def _opens_new_list(self, i: int) -> bool:
        """Whether another new unit goes on from a new one."""
        following = self.here.before.get(i + 1)
        return following == i and self.origins[i + 1] is None

    def _moved_behind(self, i: int, count: Counted) -> int | None:
        """The item of the same paragraph that a moved item now stands behind, though the draft has it before."""
        last = self.latest_item.get((count.above, count.series))
        self.latest_item[count.above, count.series] = i
        origin, other = self.origins[i], self.origins[last] if last is not None else None
        return last if origin is not None and other is not None and origin < other else None

    def _drafted_before(self, i: int) -> Counted | None:
        """What comes before a unit in its series in the draft."""
        last = self.draft.before.get(origin) if (origin := self.origins[i]) is not None else None
        return self.draft.found[last] if last is not None else None

    def _jump(self, i: int) -> int | None:
        """By how much the draft's own number is ahead of the one before it; None where it has no such number."""
        origin = self.origins[i]
        drafted = self.draft.found[origin] if origin is not None else None
        if drafted is None or drafted.place is None or drafted.label.suffix:
            return None
        before = self._drafted_before(i)
        return drafted.place.number - (before.place.number if before and before.place else 0)

    def _is_from_elsewhere(self, i: int) -> bool:
        """Whether a unit of the draft has a number far beyond the one before it."""
        return self._drafted_before(i) is not None and (self._jump(i) or 0) > _FAR

    def _check(self, i: int) -> None:
        """Report a gap that the draft itself has, unless it is to be closed."""
        jump, origin = self._jump(i), self.origins[i]
        if jump in (None, 1) or self.gaps is Gaps.CLOSED or origin is None:
            return
        drafted = self.draft.found[origin]
        assert drafted is not None
        own, before = spoken(drafted.label), self._drafted_before(i)
        found = (
            f"the draft’s own numbers go from {spoken(before.label)} to {own}"
            if before
            else f"the draft’s own numbers begin at {own}"
        )
        self.puzzles.append(Puzzle(i, found, "add --close-gaps to number from 1 without gaps, or --keep-number PLACE"))


def _restarts(places: _Places) -> Iterator[tuple[tuple[int | None, Hashable], bool]]:
    """Every division with each series that has numbers under it, and whether that begins again there."""
    seen: set[tuple[int | None, Hashable]] = set()
    for i, count in enumerate(places.found):
        where = (places.division(i), places.series(i))
        if count is None or count.rank is Rank.ITEM or where in seen:
            continue
        seen.add(where)
        yield where, i not in places.before


def _head(number: str) -> str:
    return folded(" ".join(number.split())).casefold()


def relabelled(printed: str, label: Label, number: str) -> str:
    """A label with another number and no suffix, otherwise as it is printed."""
    if label.suffix:
        return write_label(replace(label, number=number, suffix=""))
    at = printed.find(label.number, len(label.prefix.rstrip()))
    if at < 0:
        return write_label(replace(label, number=number))
    return printed[:at] + number + printed[at + len(label.number) :]


def _listed(text: Text, labels: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """The lines of a table of contents with the new labels of what they list."""
    listed = contents_of(text)
    bodies = {
        _head(unit.label): i for i, unit in reversed(list(enumerate(text.units))) if i not in listed and unit.label
    }
    for i in sorted(listed):
        body = bodies.get(_head(text.units[i].label)) if text.units[i].label else None
        read = read_label(labels[body]) if body is not None and body in labels else None
        own = read_label(text.units[i].label)
        if read and own:
            yield i, relabelled(text.units[i].label, own, read.number)


# -- footnotes ------------------------------------------------------------------------------------


def _notes_of(text: Text) -> Iterator[tuple[int, Unit]]:
    return (
        (i, unit) for i, unit in enumerate(text.units) if unit.kind is UnitKind.NOTE and unit.label.startswith("[^")
    )


def _name(unit: Unit) -> str:
    return unit.label.removeprefix("[^").rstrip(":").removesuffix("]")


def _names_of_notes(text: Text) -> list[str]:
    """The names of the footnotes that the text has, in the order in which they are first cited, then the uncited."""
    there = [_name(unit) for _, unit in _notes_of(text)]
    bodies = [text.wording(unit) for unit in text.units]
    cited = (found[1] for wording in bodies for found in CITED.finditer(wording))
    return list(dict.fromkeys([*(name for name in cited if name in there), *there]))


def _notes(text: Text) -> dict[str, str]:
    """The new name of each footnote: numbers in the order of citation; names that are not numbers are kept."""
    names = _names_of_notes(text)
    numbers = iter(range(1, len(names) + 1))
    return {name: str(next(numbers)) if _NUMBERED_NOTE.fullmatch(name) else name for name in names}


__all__ = ["CITED", "Gaps", "Puzzle", "Renumbering", "relabelled", "renumbered"]
