"""How a draft is divided: what the label of each unit is called, and which units contain which.

``guide`` finds in it what a place names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from amendtrack.intake.instructions.cited_place import same_number
from amendtrack.intake.instructions.place_words import called, called_alone
from amendtrack.intake.instructions.spelling import plain
from amendtrack.text.contents import contents_of
from amendtrack.text.counted_labels import Counted, counted_within
from amendtrack.text.label_forms import HAN
from amendtrack.text.labels import Label, Rank
from amendtrack.text.unit_roles import titles_of_articles
from amendtrack.text.units import Text, UnitKind


class Outline:
    """The units of a draft, each with the name and number of its label and with what contains it."""

    def __init__(self, base: Text) -> None:
        self.base = base
        self._listed = contents_of(base)  # a line of a table of contents is not what it lists
        self._within = counted_within(base, self._listed)
        self.counted = tuple(_on_their_lines(self._within, len(base.units)))

    @cached_property
    def further(self) -> Mapping[int, tuple[Label, ...]]:
        """The labels behind a unit's own on its line, for each unit with such: (1) and (a) of ``9. (1) (a) Sail``."""
        many, found = len(self.base.units), dict[int, tuple[Label, ...]]()
        for k in range(many, len(self._within)):
            if count := self._within[k]:
                found[k % many] = (*found.get(k % many, ()), count.label)
        return found

    @cached_property
    def words(self) -> tuple[tuple[str, str, str], ...]:
        """For each unit, what its label is called, its number and its suffix; empty without a label."""
        called_so = (_called(self.base, i, count) for i, count in enumerate(self.counted))
        return tuple(("", "-", "") if i in self._listed else words for i, words in enumerate(called_so))

    @cached_property
    def scopes(self) -> tuple[tuple[int, ...], ...]:
        """For each unit, the units that contain it: an item's paragraph, and the sections around it."""
        open_: list[tuple[int, int]] = []  # rank and unit of the parts, chapters and sections that are open
        clauses: list[tuple[tuple[str, ...], int]] = []  # the numbers of the clauses that are open: 4, 4.2
        found: list[tuple[int, ...]] = []
        titles = titles_of_articles(self.base, self.counted)
        for i, (unit, count) in enumerate(zip(self.base.units, self.counted)):
            is_heading = unit.kind is UnitKind.HEADING and i not in self._listed
            rank = int(count.rank) if count else int(Rank.SECTION) if is_heading else 99
            if unit.kind is UnitKind.ITEM and rank < Rank.PARAGRAPH:
                rank = int(Rank.ITEM)  # ``A.`` in a list opens no section
            around = open_ if i in titles and i - 1 in (k for _, k in open_) else self._deeper(open_, i)
            if is_heading and count is None and around:
                open_, rank, clauses = around, around[-1][0], []  # a title inside an article does not end it
            elif rank < Rank.PARAGRAPH or (is_heading and count is None):
                open_ = [(r, k) for r, k in open_ if r < rank]
                clauses = []
            steps = self._steps(i)
            clauses = [(s, k) for s, k in clauses if not steps or self._holds(k, s, i, steps)]
            held = [k for s, k in clauses if steps or self.is_title_line(k)]
            chain = [] if rank == Rank.NOTE else [*(k for _, k in open_), *held]
            if unit.kind is UnitKind.ROW and (caption := self._caption(i)) >= 0:
                chain.append(caption)
            above = count.above if count else None
            heads = max((k for _, k in open_), default=-1)  # a heading ends the list before it
            if above is not None and above >= heads and not (rank < Rank.PARAGRAPH and self._is_item(above)):
                chain = [*found[above], above]
            found.append(tuple(chain))
            if rank < Rank.PARAGRAPH:
                open_.append((rank, i))
            if steps:
                clauses.append((steps, i))
        return tuple(found)

    def _deeper(self, open_: list[tuple[int, int]], i: int) -> list[tuple[int, int]]:
        """What is open where a heading stands under fewer marks than this one."""
        return [(rank, k) for rank, k in open_ if 0 < self._depth(k) < self._depth(i)]

    def _depth(self, i: int) -> int:
        """How many marks a heading stands under; none for other units."""
        unit = self.base.units[i]
        marks = self.base.source[unit.start : unit.body] if unit.kind is UnitKind.HEADING else ""
        return marks.count("#") + marks.count("=")

    def _steps(self, i: int) -> tuple[str, ...]:
        """The steps of the number of a clause: ``4``, ``2`` and ``1`` of ``4.2.1``; none of other units."""
        word, number, suffix = self.words[i]
        if self.rank(i) is not Rank.PARAGRAPH or word not in ("", "para") or suffix:
            return ()
        steps = tuple(number.split("."))
        return steps if all(step.isdecimal() for step in steps) else ()

    def _holds(self, outer: int, numbered: tuple[str, ...], i: int, steps: tuple[str, ...]) -> bool:
        """Whether a clause holds the one with these steps: by its number, or as a heading that only counts itself."""
        is_heading = self.base.units[outer].kind is UnitKind.HEADING
        in_it = is_heading and len(steps) == 1 and self.base.units[i].kind is not UnitKind.HEADING
        return in_it or (len(numbered) < len(steps) and steps[: len(numbered)] == numbered)

    def number_of(self, i: int) -> str:
        """The number of a unit as it is said: ``3``, ``ii``, ``第三条``."""
        label = self.base.units[i].label
        printed = "".join(label.split()) if label.startswith("第") else self.words[i][1]
        return plain(printed)

    def is_title_line(self, i: int) -> bool:
        """Whether a unit is a title: a heading, or a few words that end with no stop."""
        if self.base.units[i].kind is UnitKind.HEADING:
            return True
        words = self.base.wording(self.base.units[i]).strip(" *_\n")
        return bool(words) and len(words.split()) <= _LONGEST_TITLE and words[-1] not in ".;:,。；：，؛،"

    def _caption(self, row: int) -> int:
        """The caption with a number right above the table of a row; -1 if there is none."""
        while row and self.base.units[row - 1].kind is UnitKind.ROW:
            row -= 1
        return row - 1 if row and self.words[row - 1][0] == "table" else -1

    def title_below(self, i: int) -> int | None:
        """The title that stands on a line of its own under an article; None if there is none."""
        units, k = self.base.units, i + 1
        if k + 1 >= len(units) or self.rank(i) is not Rank.ARTICLE or self.base.wording(units[i]).strip():
            return None
        is_line = units[k].kind in (UnitKind.PARAGRAPH, UnitKind.HEADING) and not units[k].label
        return k if is_line and self.is_title_line(k) and i in self.scopes[k + 1] else None

    def inside(self, i: int) -> Sequence[int]:
        """What is counted in a unit: what stands below its title, and the words on its line if they are no title."""
        inline = self.rank(i) is Rank.ARTICLE and self.base.units[i].kind is UnitKind.PARAGRAPH
        own = [i] if inline and self.base.wording(self.base.units[i]).strip() and not self.is_title_line(i) else []
        return [*own, *self.below(i)]

    def below(self, i: int) -> range:
        """What stands in a unit, below its own title."""
        title = self.title_below(i)
        return range(i + 1 if title is None else title + 1, self.extent(i)[1])

    def _is_item(self, i: int) -> bool:
        return self.base.units[i].kind is UnitKind.ITEM

    def is_signed(self, i: int, word: str) -> bool:
        """Whether a unit is an article that is printed ``§ 4``."""
        return word == "para" and self.rank(i) is Rank.ARTICLE

    def rank(self, i: int) -> Rank | None:
        """The rank of a unit's label; None without one."""
        count = self.counted[i]
        return count.rank if count else None

    def is_han_item(self, i: int) -> bool:
        """Whether a unit is numbered ``（一）``: an item, and no paragraph of its article."""
        count = self.counted[i]
        return count is not None and count.rank is Rank.ITEM and count.label.number[:1] in HAN

    def extent(self, i: int) -> tuple[int, int]:
        """The unit with everything in it (its items, bullets, rows; a section's paragraphs), half-open."""
        end = i + 1
        while end < len(self.base.units) and (i in self.scopes[end] or self._hangs_on(i, end)):
            end += 1
        return i, end

    def extent_on_line(self, i: int, nth: int) -> tuple[int, int]:
        """The unit with what is in its nth further label, half-open: 9 (1) and its items, without 9 (2)."""
        outer, end = len(self.base.units) * nth + i, i + 1
        while end < self.extent(i)[1] and (self._is_in(end, outer) or self._hangs_on(i, end)):
            end += 1
        return i, end

    def _is_in(self, i: int, outer: int) -> bool:
        """Whether a unit is in what a further label begins."""
        return outer in self._above(i)

    def further_above(self, i: int) -> tuple[Label, ...]:
        """The further labels on the line of a unit that contain this one: (1) of ``9. (1) Sail:`` above its (a)."""
        above = (self._within[k] for k in self._above(i) if k >= len(self.base.units))
        return tuple(count.label for count in above if count)

    def _above(self, i: int) -> Iterator[int]:
        count = self._within[i]
        while count is not None and count.above is not None:
            yield count.above
            count = self._within[count.above]

    def _hangs_on(self, i: int, k: int) -> bool:
        """Whether an unlabelled bullet or row belongs to the unit just before it."""
        unit = self.base.units[k]
        lies_in = self.base.units[i].kind in (UnitKind.PARAGRAPH, UnitKind.ITEM)
        if not lies_in or unit.label:
            return False
        if unit.kind is UnitKind.PARAGRAPH:  # what a colon leads to
            return k == i + 1 and self.base.wording(self.base.units[i]).rstrip(" *_\n").endswith((":", "："))
        return unit.kind in (UnitKind.ITEM, UnitKind.ROW, UnitKind.LINE)

    def loose_after(self, end: int) -> bool:
        """Whether an unlabelled paragraph follows that may or may not belong to what comes before it."""
        units = self.base.units
        if end >= len(units) or not units[end - 1].label:
            return False
        return units[end].kind is UnitKind.PARAGRAPH and not units[end].label


_LONGEST_TITLE = 12


def _on_their_lines(within: Sequence[Counted | None], many: int) -> Iterator[Counted | None]:
    """The labels of all units; what a further label contains is in the unit on whose line that stands."""
    for count in within[:many]:
        above, after = (k if k is None else k % many for k in (count.above, count.after)) if count else (None, None)
        yield count and count._replace(above=above, after=after)


def _called(base: Text, i: int, count: Counted | None) -> tuple[str, str, str]:
    """The name, number and suffix of a unit's label; for a row its first cell, for a heading its words."""
    unit = base.units[i]
    if count is None and unit.kind is UnitKind.ROW:
        return "row", plain(base.wording(unit).strip().strip("|").split("|")[0].strip()), ""
    if count is None and unit.kind is UnitKind.HEADING:
        title = title_words(base.wording(unit))
        word = called_alone(title.split(" ")[0])
        return (word, "", "") if word else ("heading", title, "")
    if count is None:
        return "", "-", ""
    label = count.label
    if label.prefix == "[^":
        return "note", same_number(label.number), label.suffix
    if label.prefix.strip() == "第":
        return called(f"第@{label.tail.strip()}"), same_number(label.number), label.suffix
    behind = label.tail.strip(" .") if not label.prefix and label.tail[:1] == " " else ""
    word = plain(re.sub(r"[\s#№(\\（.\[¶]+|n[°oº]\.?$", " ", label.prefix)).strip()
    return called(word or behind.strip("-–—")), same_number(label.number), label.suffix.casefold()


def title_words(words: str) -> str:
    """The words of a title as they are compared, without signs."""
    return " ".join(re.sub(r"[*_#:.]", " ", plain(words)).split())
