"""The labels of a text, each read from the labels around it: rank, place in its series, the unit that contains it.

``labels`` knows what a single label says, ``addresses`` how a unit is called.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from amendtrack.text.alphabets import alphabet_of, may_be_apart
from amendtrack.text.contents import contents_of
from amendtrack.text.indentation import INDENT
from amendtrack.text.label_forms import CIRCLED
from amendtrack.text.labels import (
    Label,
    Rank,
    is_raised,
    ordinal,
    printed_rank,
    rank_of,
    read_label,
    shape_of,
)
from amendtrack.text.nesting import column_of
from amendtrack.text.numerals import Ordinal
from amendtrack.text.openings import Form, Opening, opening
from amendtrack.text.scripts import is_small
from amendtrack.text.typeface import is_title
from amendtrack.text.units import Text, Unit, UnitKind


class Counted(NamedTuple):
    """A label read from the labels around it: its rank and place, and the units (positions) it depends on.

    ``above`` is the unit that contains it; ``after`` the one before it in its series, None if it starts a series.
    """

    label: Label
    rank: Rank
    place: Ordinal | None
    above: int | None = None
    after: int | None = None

    @property
    def series(self) -> Hashable:
        """What labels that count together share; ``(h)`` and ``(i)`` differ from ``(i)`` and ``(ii)``."""
        return (*shape_of(self.label), self.place.numeral if self.place else self.label.number)


def counted(printed: Sequence[str]) -> tuple[Counted | None, ...]:
    """The labels of a text's units, in order, each read in context; None if there is no label.

    >>> [c.place.numeral + str(c.place.number) for c in counted(["5.", "(a)", "(i)", "(ii)", "(b)"])]
    ['15', 'a1', 'i1', 'i2', 'a2']
    """
    return _counted(tuple(_Standing(label) for label in printed))


class Continued:
    """The labels of units, and how others count that come after any of them: what is before is read only once.

    >>> labels = Continued(["5.", "(a)", "(i)", "(ii)"])
    >>> labels.then(2, ["(b)"]) == counted(["5.", "(a)", "(b)"])
    True
    """

    def __init__(self, printed: Sequence[str]) -> None:
        self._units = [_Standing(label) for label in printed]
        self._labels = [read_label(label) if label else None for label in printed]
        self._following = _following(self._labels)
        self._counts = _Counts([], len(printed))
        numbers = ((n, label.number) for n, label in enumerate(self._labels) if label)
        self._first_apart = next((n for n, number in numbers if may_be_apart(number)), len(printed))

    def then(self, many: int, printed: Sequence[str]) -> tuple[Counted | None, ...]:
        """The first so many labels and then these: what ``counted`` gives for both together."""
        # What the last of the labels may be depends on what follows it.
        sure = next((n for n in range(many - 1, -1, -1) if self._labels[n] is not None), 0)
        fresh = [read_label(label) if label else None for label in printed]
        is_plain = many <= self._first_apart and not any(label and may_be_apart(label.number) for label in fresh)
        alphabet = "" if is_plain else _alphabet((*self._labels[:many], *fresh))
        if len(self._counts.found) > sure or alphabet != self._counts.alphabet:
            self._counts = _Counts([], len(self._labels), alphabet=alphabet)
        for index in range(len(self._counts.found), sure):
            self._counts.found.append(None)
            self._counts.take(self._units, index, self._labels[index], self._following[index])
        counts, units = self._counts.copy(), [*self._units[:many], *map(_Standing, printed)]
        labels = [*self._labels[sure:many], *fresh]
        counts.found += [None] * len(labels)
        for index, (label, following) in enumerate(zip(labels, _following(labels)), sure):
            counts.take(units, index, label, following)
        return tuple(counts.found)


def counted_in_text(text: Text) -> tuple[Counted | None, ...]:
    """The same for the units of a text, taking account of unlabelled headings, indentation and a table of contents.

    Such a heading closes the lists before it; an indented number is one of a list in the unit above it; a line of a
    table of contents is not counted. Sections that begin again in each article are parts of the articles.

    >>> from amendtrack.text.units import parse_text
    >>> text = parse_text("1. Do:\\n    1. this;\\n    2. that.\\n\\n2. Then:\\n")
    >>> [count.above for count in counted_in_text(text) if count]
    [None, 0, 0, None]
    """
    return counted_under(text, contents_of(text))


def counted_under(text: Text, listed: Container[int]) -> tuple[Counted | None, ...]:
    """The same, given the lines of its table of contents."""
    return counted_but(text, listed, bold_titles(text))


def counted_but(text: Text, listed: Container[int], bold: frozenset[int] = frozenset()) -> tuple[Counted | None, ...]:
    """The same, given the lines of its table of contents and the titles in bold type that close lists."""
    units = _standings(text, listed, bold)
    return _counted(units, _rank_by(units))


def _standings(text: Text, listed: Container[int], bold: frozenset[int]) -> tuple[_Standing, ...]:
    units = tuple(_Standing("") if i in listed else _standing(text, unit) for i, unit in enumerate(text.units))
    if bold:
        units = tuple(u._replace(depth=_BOLD) if i in bold else u for i, u in enumerate(units))
    if shallow := shallow_titles(text):
        units = tuple(u._replace(depth=_DEEPEST) if i in shallow else u for i, u in enumerate(units))
    return units


def _rank_by(units: Sequence[_Standing]) -> Callable[[Label], Rank]:
    return _rank_in_articles if _articles_have_sections(tuple(u.label for u in units)) else rank_of


@lru_cache(maxsize=8)
def _articles_have_sections(printed: tuple[str, ...]) -> bool:
    """Whether each article is divided into sections: ``Article I``, ``Section 1``, ``Section 2``, ``Article II`` ...

    In a code it is the other way round: ``Section 1``, ``Article 1``, ``Article 2``, ``Section 2`` ...
    """
    opened = False  # an article has begun since the last section
    last, begun, following, word = 0, 0, 0, ""
    for label in map(read_label, filter(None, printed)):
        if label is None or not label.prefix[:1].isalpha() or (rank := rank_of(label)) > Rank.ARTICLE:
            continue
        if rank is not Rank.SECTION:
            opened = rank is Rank.ARTICLE
            continue
        own = shape_of(label)[0].rstrip(".")
        if own != (word := word or own):  # a subsection
            continue
        numbers = {place.number for place in ordinal(label)}
        if not (1 in numbers if opened else last and {last, last + 1} & numbers):
            return False
        begun, following = begun + opened, following + (not opened)
        last = 1 if opened else max({last, last + 1} & numbers)
        opened = False
    return begun > 1 and following > 0


def _rank_in_articles(label: Label) -> Rank:
    """The rank of a label in a text whose articles are divided into sections."""
    swapped = {Rank.SECTION: Rank.ARTICLE, Rank.ARTICLE: Rank.SECTION}
    return swapped.get(rank_of(label), rank_of(label)) if label.prefix[:1].isalpha() else rank_of(label)


class Order(Enum):
    """Which of two divisions contains the other, titles chapters: their words say so, or their levels as headings."""

    BY_LEVEL = "by level"
    BY_WORD = "by word"


def counted_within(text: Text, listed: Container[int], order: Order = Order.BY_LEVEL) -> tuple[Counted | None, ...]:
    """The same as ``counted_under``, and after the labels of all units the further labels with which wordings begin.

    The unit ``9. (1) (a) The council ...`` is 9 and contains 9 (1), which contains 9 (1) (a), whose items follow; of
    ``n`` units, the second label of unit ``i`` is at ``n + i`` and the third at ``2 * n + i``.

    >>> from amendtrack.text.units import parse_text
    >>> found = counted_within(parse_text("9. (1) Do:\\n(a) this.\\n(2) Report."), frozenset())
    >>> [count.above for count in found[:4] if count]
    [None, 3, 0, 0]
    """
    found = _standings(text, listed, bold_titles(text))
    units = tuple(_with_inner(text, unit, u, order) if u.label else u for u, unit in zip(found, text.units))
    return _counted(units, _rank_by(units))


_DEEPEST_INNER = 2


def _with_inner(text: Text, unit: Unit, standing: _Standing, order: Order) -> _Standing:
    inner, level = _inner(text, unit), standing.depth if order is Order.BY_LEVEL else 0
    return standing._replace(inner=inner, level=level) if inner or level else standing


def _inner(text: Text, unit: Unit) -> tuple[str, ...]:
    """The labels with which a wording begins, each the first of a series: ``(1)``; ``1.`` or ``①`` of an article."""
    if unit.kind is UnitKind.HEADING or text.source[unit.body : unit.body + 1] not in ("(", "1", "①"):
        return ()
    at, inner, open_series = unit.body, list[str](), {_series_begun(read_label(unit.label))}
    if unit.label.startswith("제") and (title := _KOREAN_TITLE.match(text.source, at, unit.end)):
        at = title.end()
    while len(inner) < _DEEPEST_INNER and at < unit.end:
        found = opening(text.source, at, unit.end) if text.source[at] in "(1①" else None
        label = read_label(found.label) if found else None
        begun = _series_begun(label)
        if found is None or found.body >= unit.end or begun is None or begun in open_series:
            break
        if found.form is not Form.ROUND and (inner or not _begins_an_article(text, unit, found)):
            break
        inner.append(found.label)
        open_series.add(begun)
        at = found.body
    return tuple(inner)


_KOREAN_TITLE = re.compile(r"\([^()]{1,60}\)\s*")


def _begins_an_article(text: Text, unit: Unit, found: Opening) -> bool:
    """Whether ``1.`` or ``①`` is the number of the first paragraph of an article: ``Art. 1. 1. Boats sail``."""
    label = read_label(unit.label)
    is_first = found.form is Form.CIRCLED or (found.form is Form.DOT and found.label == "1.")
    words = text.source[found.body : unit.end]
    return label is not None and rank_of(label) is Rank.ARTICLE and is_first and not is_small(words)


def _series_begun(label: Label | None) -> Hashable:
    """The series of which a label is the first; None if it is none."""
    first = next((place for place in ordinal(label) if place.number == 1), None) if label else None
    return (shape_of(label), first.numeral) if label and first else None


def counted_with_contents(text: Text) -> tuple[Counted | None, ...]:
    return _counted(tuple(_standing(text, unit) for unit in text.units))


class _Standing(NamedTuple):
    """A unit's position in the structure: its label, its depth if it is a heading, its starting column.

    ``ending`` says what the last sign of its wording is, or that it has no words: no list begins below a full stop,
    and one is announced by a colon. A colon, a full stop and a letter each stand for all signs like them, so that units
    stay alike when edited.
    ``flush`` says that a unit without a label begins with a small letter: it goes on with what contains the list above.
    ``inner`` holds the labels with which its wording begins, as in ``9. (1) The council ...``; ``level`` is the level
    that a heading's mark states, if such levels say which division contains which.
    """

    label: str
    depth: int = 0
    column: int = 0
    ending: str = ""
    inner: tuple[str, ...] = ()
    level: int = 0
    flush: bool = False


_BOLD = 8
"""The depth of a title in bold type: deeper than any heading."""


def bold_titles(text: Text) -> frozenset[int]:
    """The units that are only a title in bold type, ``**Fees**``, of a text that has no other headings."""
    found: list[int] = []
    for i, unit in enumerate(text.units):
        if unit.kind is UnitKind.HEADING:
            return frozenset()
        if (
            unit.label
            or unit.kind is not UnitKind.PARAGRAPH
            or text.source[unit.body : unit.body + 1] not in ("*", "_")
        ):
            continue
        if is_title(text.wording(unit)):
            found.append(i)
    return frozenset(found)


_NOTES_AT_END = re.compile(r"(?:\s|\[\^\w{1,20}\]|\[[^\]\s]{1,8}\]\(#[^)\s]{1,80}\)|[*_])+\Z")
_LONGEST_END = 300
_LONGEST_NOTE = 90
_NO_WORDS = "none"


def _ending(words: str) -> str:
    """The last sign of a wording, before the marks of notes and of emphasis: ``:``, ``.``, ``a``, or none of these."""
    if words[-1:] in _CLOSES:
        return "."
    words = words[-_LONGEST_END:].rstrip() or words.rstrip()
    if words.endswith(("]", "*", "_")) or "](#" in words[-_LONGEST_NOTE:]:
        words = _NOTES_AT_END.sub("", words[-_LONGEST_END:])
    sign = words[-1:]
    if not sign:
        return _NO_WORDS
    return ":" if sign in _ANNOUNCES else "." if sign in _CLOSES else "a" if sign.isalnum() else ""


def _standing(text: Text, unit: Unit) -> _Standing:
    source = text.source
    if unit.kind is not UnitKind.HEADING:
        column = column_of(text, unit) if unit.label else 0
        flush = not unit.label and unit.kind is UnitKind.PARAGRAPH and is_small(source[unit.start])
        return _Standing(unit.label, 0, column, _ending(source[unit.body : unit.end]), flush=flush)
    mark = source[unit.start : unit.body]
    return _Standing(unit.label, mark.count("#") + mark.count("=") or (0 if unit.label else 1))


@lru_cache(maxsize=8)
def _counted(
    units: tuple[_Standing, ...], rank_by: Callable[[Label], Rank] | None = None
) -> tuple[Counted | None, ...]:
    many = len(units)
    labels = [read_label(unit.label) if unit.label else None for unit in units]
    times = 1 + _DEEPEST_INNER if any(unit.inner for unit in units) else 1
    found: list[Counted | None] = [None for _ in range(many * times)]  # behind them all, the further labels of units
    counts = _Counts(found, many, rank_by or rank_of, _alphabet(labels))
    units *= times
    for index, (label, following) in enumerate(zip(labels, _following(labels))):
        counts.take(units, index, label, following)
    return tuple(found)


@dataclass(slots=True)
class _Counts:
    """What is known of the labels of a text once those of its first units have been taken, in order.

    ``found`` is one list for the ``many`` units, and behind them for the further labels of units.
    """

    found: list[Counted | None]
    many: int
    rank_by: Callable[[Label], Rank] = rank_of
    alphabet: str = ""
    levels: list[int] = field(default_factory=list)  # the units that are open, outermost first
    last: dict[Hashable, int] = field(default_factory=dict)
    sections: dict[str, int] = field(default_factory=dict)  # the last ``I.`` and the last ``A.``

    def copy(self) -> _Counts:
        copied = [*self.levels], {**self.last}, {**self.sections}
        return _Counts([*self.found], self.many, self.rank_by, self.alphabet, *copied)

    def take(self, units: Sequence[_Standing], index: int, label: Label | None, following: Label | None) -> None:
        """Take the next unit; ``following`` is the next label after its own."""
        found, levels, last, sections = self.found, self.levels, self.last, self.sections
        if label is None:
            if depth := units[index].depth:
                levels[:] = takewhile(lambda level: _stays_open(units[level], found[level], depth), [*levels])
            return
        rank, places = self.rank_by(label), _possible(label, following, self.alphabet)
        shape: Hashable = shape_of(label)
        raised = is_raised(label)
        if units[index].depth and rank in (Rank.PARAGRAPH, Rank.ITEM):
            shape = ("#", shape)  # headings have their own numbers: ## 3. Members
        if raised:
            shape = ("¹", shape)
        key = (shape, places[0].numeral if places and "." in label.number else "")  # 2.2 counts on from 2.1, 3 from 2
        if units[index].depth and rank is Rank.ITEM and not label.prefix and label.number.isdecimal():
            rank = Rank.PARAGRAPH  # ## 5) Members
        if raised and not _counts_paragraphs(found, units, last.get(key), index, places):
            rank = Rank.NOTE
        if rank is Rank.SECTION and not shape_of(label)[0]:
            is_listed = not units[index].depth and _is_listed(found, units, index, sections, places)
            if is_listed or _is_in_article(found, levels, sections, places):
                rank = Rank.PARAGRAPH
        nested = (
            _nested(found, levels, units, index, places) if units[index].column and rank >= Rank.PARAGRAPH else None
        ) or _in_open_list(found, levels, units, index, label, places)
        if nested:
            rank = Rank.ITEM
            after, place, kept = nested
        elif rank is Rank.ITEM:
            after, place, kept = _in_lists(found, levels, label, places)
            if after is None and kept == len(levels) and _goes_on_above(found, levels, units, index):
                kept -= 1
            if after is None and label.prefix[:1].isalpha():  # an option continues after paragraphs like it
                after, place = _in_numbers(found, last.get(key), label, places)
        else:
            after, place = _in_numbers(found, last.get(key), label, places)
            kept = _under_number(found, levels, label, rank) or _still_open(units, found, levels, index, rank)
        above = levels[kept - 1] if kept and rank is not Rank.NOTE else None
        found[index] = Counted(label, rank, place, above, after)
        if not nested:
            last[key] = index
        if place and not shape_of(label)[0]:
            sections[place.numeral] = index
        levels[kept:] = [index] if rank is not Rank.NOTE else []
        if rank is Rank.NOTE or not units[index].inner:
            return  # what it begins with, ``[^1]: (a) the boats``, is of no paragraph
        for inner in filter(None, map(read_label, units[index].inner)):
            first = next((place for place in ordinal(inner, self.alphabet) if place.number == 1), None)
            found[levels[-1] + self.many] = Counted(inner, _rank_of_inner(inner), first, levels[-1])
            levels.append(levels[-1] + self.many)


def _rank_of_inner(label: Label) -> Rank:
    """The rank of a further label on a line: a paragraph's if it is as one of an article, an item's otherwise."""
    is_paragraph = label.number in CIRCLED or (label.tail == "." and not label.prefix and label.number.isdecimal())
    return Rank.PARAGRAPH if is_paragraph else Rank.ITEM


def _stays_open(unit: _Standing, counted: Counted | None, depth: int) -> bool:
    """Whether a unit stays open below a heading of that depth; one in bold type closes paragraphs and lists."""
    return 0 < unit.depth < depth or (depth == _BOLD and rank_at(counted) < Rank.PARAGRAPH)


def _still_open(
    units: Sequence[_Standing], found: Sequence[Counted | None], levels: Sequence[int], index: int, rank: Rank
) -> int:
    """How many levels stay open above a unit of that rank; divisions whose levels as headings differ go by these.

    In one text a title is in a section, in another it contains chapters.
    """
    if rank is Rank.NOTE:
        return len(levels)
    return sum(1 for _ in takewhile(lambda level: _contains(units, found, level, index, rank), levels))


def _contains(units: Sequence[_Standing], found: Sequence[Counted | None], level: int, index: int, rank: Rank) -> bool:
    over = rank_at(found[level])
    if max(over, rank) < Rank.ARTICLE and may_differ(units[level].level, units[index].level):
        return units[level].level < units[index].level
    return over < rank


def may_differ(one: int, other: int) -> bool:
    """Whether two levels of headings say that one division contains the other; 0 is that of none."""
    return 0 < one != other > 0


def _under_number(found: Sequence[Counted | None], levels: Sequence[int], label: Label, rank: Rank) -> int:
    """How many levels stay open above ``2.1`` if ``2`` is open; 0 if it is not. ``§ 3.2`` is in no paragraph 3."""
    over = label.number.rpartition(".")[0]
    if not over:
        return 0
    opened = ((depth, found[level]) for depth, level in enumerate(levels, 1))
    return max(
        (depth for depth, count in opened if count and count.label.number == over and count.rank <= rank), default=0
    )


def _is_in_article(
    found: Sequence[Counted | None], levels: Sequence[int], sections: Mapping[str, int], places: tuple[Ordinal, ...]
) -> bool:
    """Whether ``I.`` or ``A.`` divides an article, rather than the text that contains the articles."""
    if not any(rank_at(found[level]) is Rank.ARTICLE for level in levels):
        return False
    last = next((sections[place.numeral] for place in places if place.numeral in sections), None)
    in_article = last is None or Rank.PARAGRAPH <= rank_at(found[last]) < Rank.NOTE
    return in_article if last is not None else any(place.number == 1 for place in places)


def _is_listed(
    found: Sequence[Counted | None],
    units: Sequence[_Standing],
    index: int,
    sections: Mapping[str, int],
    places: tuple[Ordinal, ...],
) -> bool:
    """Whether ``I.`` is one of a list that a paragraph announces, ``The club shall:``, and no section with a title."""
    above = units[index - 1] if index else _Standing("")
    if above.ending == ":" and not above.label and units[index].ending in ("", ":", "."):
        return any(place.number == 1 for place in places)
    last = next((sections[place.numeral] for place in places if place.numeral in sections), None)
    before = found[last] if last is not None else None
    if before is None or before.rank is not Rank.PARAGRAPH or before.place is None or last is None:
        return False
    is_apart = any(units[k].depth for k in range(last + 1, index))
    return not is_apart and before.place._replace(number=before.place.number + 1) in places


_FEW = 3
"""How many numbers may be missing where paragraphs were deleted; the notes of a text count far beyond."""


def _counts_paragraphs(
    found: Sequence[Counted | None],
    units: Sequence[_Standing],
    last: int | None,
    index: int,
    places: tuple[Ordinal, ...],
) -> bool:
    """Whether a raised number counts paragraphs: they begin right below an article or heading."""
    before = found[last] if last is not None else None
    if before and last is not None and before.rank is Rank.PARAGRAPH and before.place and places:
        within = range(last + 1, index)
        if not any(units[k].depth or rank_at(found[k]) is Rank.ARTICLE for k in within):
            return 0 <= places[0].number - before.place.number <= _FEW
    if not places or places[0].number > _FEW:
        return False
    over = next((k for k in range(index - 1, max(index - 3, -1), -1) if units[k].label or units[k].depth), None)
    return over is not None and (units[over].depth > 0 or rank_at(found[over]) is Rank.ARTICLE)


def _nested(
    found: Sequence[Counted | None],
    levels: Sequence[int],
    units: Sequence[_Standing],
    index: int,
    places: tuple[Ordinal, ...],
) -> tuple[int | None, Ordinal | None, int] | None:
    """The result of ``_in_lists`` for an indented number, or ``I.`` or ``A.``, in an open paragraph; else None."""
    label = read_label(units[index].label)
    if label is None or label.prefix or not (label.number.isdecimal() or label.number.isupper()):
        return None
    for depth in reversed(range(len(levels))):
        before, column = found[levels[depth]], units[levels[depth]].column
        if before is None or before.rank < Rank.PARAGRAPH:
            return None
        goes_on = _next(before, label)
        if before.rank is Rank.ITEM and abs(column - units[index].column) < INDENT and goes_on in places:
            return levels[depth], goes_on, depth
        if column + INDENT <= units[index].column and not before.label.prefix:
            first = next((place for place in places if place.number == 1), None)
            return (None, first, depth + 1) if first else None
    return None


def _in_open_list(
    found: Sequence[Counted | None],
    levels: Sequence[int],
    units: Sequence[_Standing],
    index: int,
    label: Label,
    places: tuple[Ordinal, ...],
) -> tuple[int | None, Ordinal | None, int] | None:
    """The result of ``_in_lists`` for ``1.`` or ``A.`` inside a paragraph or item; None for any other.

    Such a list begins below a paragraph ``(1)``, or right below an item or a decimal that announces it.
    """
    if label.prefix or label.tail != "." or not (label.number.isdecimal() or label.number.isupper()):
        return None
    for depth in reversed(range(len(levels))):
        before = found[levels[depth]]
        if before is None or before.rank < Rank.PARAGRAPH:
            break
        if before.rank is not Rank.ITEM or shape_of(before.label) != shape_of(label):
            continue
        goes_on, is_beside = _next(before, label), units[levels[depth]].column == units[index].column
        if is_beside and goes_on in places:
            return levels[depth], goes_on, depth
    first = next((place for place in places if place.number == 1 and not label.suffix), None)
    holder = _holder(found, levels, units, label, index) if first else None
    return (None, first, holder + 1) if holder is not None else None


def _holder(
    found: Sequence[Counted | None], levels: Sequence[int], units: Sequence[_Standing], label: Label, index: int
) -> int | None:
    """The depth of the unit that contains the list which begins with this label; None if none does."""
    ending = units[index - 1].ending
    last = found[levels[-1]] if levels else None
    article = next((k for k, level in enumerate(levels) if rank_at(found[level]) is Rank.ARTICLE), -1)
    if last and (levels[-1] == index - 1 or (levels[-1] == index - 2 and units[levels[-1]].ending == _NO_WORDS)):
        if ending == ":" and (last.rank is Rank.ITEM or (last.rank is Rank.PARAGRAPH and "." in last.label.number)):
            return len(levels) - 1
        if ending == ":" and last.rank is Rank.PARAGRAPH and last.label.prefix[:1].isalpha():
            return len(levels) - 1  # Parágrafo 2, Action 5
        if last.rank is Rank.ITEM and article >= 0 and ending == "a" and last.label.number.isalpha():
            return len(levels) - 1
    paragraph = found[levels[article + 1]] if 0 <= article < len(levels) - 1 else None
    if paragraph is None or not label.number.isdecimal():
        return None
    if paragraph.label.number in CIRCLED:  # such a paragraph ends its sentence and then lists
        return article + 1
    bracketed = paragraph.label.prefix == "(" and paragraph.label.number.isdecimal()
    return article + 1 if bracketed and ending != "." else None


_CLOSES = frozenset(".。!?")
_ANNOUNCES = frozenset(":：")


def _following(labels: Sequence[Label | None]) -> list[Label | None]:
    """For each unit, the next label after it."""
    following: list[Label | None] = []
    coming: Label | None = None
    for label in reversed(labels):
        following.append(coming)
        coming = label or coming
    return following[::-1]


def _alphabet(labels: Iterable[Label | None]) -> str:
    """The alphabet in which the letters of a text's labels count."""
    return alphabet_of(label.number for label in labels if label and label.number[:1].isalpha())


def _possible(label: Label, following: Label | None, alphabet: str) -> tuple[Ordinal, ...]:
    """What the number may be; ``(i)`` before ``(ii)`` is Roman, ``(i)`` before ``(j)`` is a letter."""
    places = ordinal(label, alphabet)
    if len(places) < 2 or following is None or shape_of(following) != shape_of(label):
        return places
    nexts = set(ordinal(following, alphabet))
    fitting = tuple(p for p in places if p._replace(number=p.number + 1) in nexts)
    return fitting or places


def rank_at(counted: Counted | None) -> Rank:
    return counted.rank if counted else Rank.NOTE


def _next(before: Counted, label: Label) -> Ordinal | None:
    """The place of the label if it comes right after that one; a ``bis`` keeps its number's place.

    What is ``ante`` comes before its number: ``2 ante`` after 1, and ``1 ante`` after none, as 1 does.
    """
    if label.suffix:
        step = int(label.suffix.endswith("ante") and before.label.suffix != f"{label.suffix} ante")
    else:
        step = int(not before.label.suffix.startswith("ante"))
    return before.place and Ordinal(before.place.numeral, before.place.number + step)


def _in_numbers(
    found: Sequence[Counted | None], last: int | None, label: Label, places: tuple[Ordinal, ...]
) -> tuple[int | None, Ordinal | None]:
    """In a series that runs through the text: the unit before, and the label's place."""
    before = found[last] if last is not None else None
    goes_on = _next(before, label) if before else None
    if goes_on in places:
        return last, goes_on
    first = next((place for place in places if place.number == 1), None)
    return (None, first) if first else (last, next(iter(places), None))


def _in_lists(
    found: Sequence[Counted | None], levels: Sequence[int], label: Label, places: tuple[Ordinal, ...]
) -> tuple[int | None, Ordinal | None, int]:
    """In the open lists: the item before, the label's place, and how many levels stay open above it."""
    alike: list[tuple[int, Ordinal, int]] = []
    for depth in reversed(range(len(levels))):
        before = found[levels[depth]]
        if before is None or before.rank is not Rank.ITEM:
            break
        if before.place is None or shape_of(before.label) != shape_of(label):
            continue
        goes_on = _next(before, label)
        if goes_on in places:
            return levels[depth], goes_on, depth
        alike += [(levels[depth], place, depth) for place in places if place.numeral == before.place.numeral]
    first = next((place for place in places if place.number == 1), None)
    again = next((depth for _, place, depth in alike if place == first), len(levels))
    if not first and not alike and label.prefix == "(" and label.number.isdecimal():
        again = _below_article(found, levels)
    if first or not alike:
        return None, first or next(iter(places), None), again
    return alike[0]


def _below_article(found: Sequence[Counted | None], levels: Sequence[int]) -> int:
    """How many levels stay open above paragraph ``(4)`` of an article whose first ones are gone: it opens no list."""
    return next((d for d, level in enumerate(levels, 1) if rank_at(found[level]) is Rank.ARTICLE), len(levels))


def _goes_on_above(
    found: Sequence[Counted | None], levels: Sequence[int], units: Sequence[_Standing], index: int
) -> bool:
    """Whether words that go on after the last item of a list, ``is guilty and shall pay:``, announce this list.

    The new list is then beside the one before, not in its last item.
    """
    if len(levels) < 2 or rank_at(found[levels[-1]]) is not Rank.ITEM or levels[-1] != index - 2:
        return False
    after, announcing = units[levels[-1]].ending, units[index - 1]
    # Behind a letter the words go on in the item itself, on a line that a program broke.
    return announcing.flush and announcing.ending != "." and not units[index].column and after == ""


_DEEPEST = 9


def shallow_titles(text: Text) -> frozenset[int]:
    """The titles of articles in a text that puts them no lower than the number above them, as no division is.

    Czech and Slovak law do when they are converted: ``##### § 4``, below it ``#### Members``, and then the paragraphs.
    """
    found = []
    for i, (above, unit, below) in enumerate(zip(text.units, text.units[1:], text.units[2:]), 1):
        if not (above.kind is unit.kind is UnitKind.HEADING is not below.kind) or unit.label or not above.label:
            continue
        is_article = printed_rank(above.label) is Rank.ARTICLE and not text.wording(above).strip()
        if is_article and depth_of(text, unit) <= depth_of(text, above):
            found.append(i)
    numbered = (i for i, unit in enumerate(text.units) if unit.kind is UnitKind.HEADING and unit.label)
    is_inside = bool(found) and found[0] < max(numbered)  # below the last article, it may be the title of an annex
    return frozenset(found if len(found) > 1 or is_inside else ())


def depth_of(text: Text, unit: Unit) -> int:
    mark = text.source[unit.start : unit.body]
    return len(mark) - len(mark.lstrip("#"))
