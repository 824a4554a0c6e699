"""What a printed label says: its number, its ``bis``, what comes next, and how a unit is addressed.

Knows how labels count (digits, letters, Roman and Chinese numerals) and how they are written. ``units`` decides where a
text has labels.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, IntEnum
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import NamedTuple

from amendtrack.text.bracketed_numbers import numbered_in_brackets, numbered_inside
from amendtrack.text.contents import contents_of
from amendtrack.text.label_forms import CIRCLED, HAN, RAISED, label_readers, label_table
from amendtrack.text.numerals import Ordinal, lowered, raised, readings, suffix_after, write_number
from amendtrack.text.plain_labels import plain_parts
from amendtrack.text.resolution import resolution_names
from amendtrack.text.typeface import is_ruler, is_title, unspoken
from amendtrack.text.units import Text, Unit, UnitKind


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label in its parts: ``Action #14 bis:`` is ``Action #``, ``14``, ``bis`` and ``:``."""

    prefix: str
    number: str
    suffix: str = ""
    tail: str = ""


# ---- reading and writing ----------------------------------------------------------------------------

_CLOSE = re.compile(r"\.?\\?[)）]|\.?[º°ª](?![^\W\d])|o(?=\.)|(?=)")
_SUFFIX = re.compile(r"(-(?:\d{1,3}|[A-Z](?!\w)))?\s*([A-Za-z]{1,2}(?![A-Za-z]))?(.*?)( [A-Z])?")
_BARE = re.compile(rf"[\d{RAISED}]|^(?=[IVXL])(?:XL|L?X{{0,3}})(?:IX|IV|V?I{{0,3}})$")
_GLUED = re.compile(rf"[之の의^<{RAISED}]|-[\dA-Z]|[A-Za-z]{{1,2}}(?![A-Za-z])")
_RAISED_LETTERS = re.compile(r"<sup>([a-z]+)</sup>")
_RAISED_NUMBER = re.compile(r"(?<=\d)(?:\^(\d+)|<sup>(\d+)</sup>)")


@lru_cache(maxsize=1 << 12)
def read_label(printed: str) -> Label | None:
    """The label printed like this, whatever its spelling; None if it is not a label.

    >>> read_label("5bis.")
    Label(prefix='', number='5', suffix='bis', tail='.')
    >>> write_label(read_label("Action  #14bis:"))
    'Action #14 bis:'
    """
    printed = " ".join(printed.split())
    if not printed:
        return None
    found = _parts_of(printed)
    if found is None and printed[-1:].isalnum() and (closed := _parts_of(printed + ".")):
        found = (*closed[:3], "")  # as spoken, without its closing sign
    if found is None:
        return Label("", printed) if printed.isdecimal() and len(printed) < 5 else None
    prefix, number, suffix, tail = found
    label = Label(prefix, number, _suffix(suffix), tail)
    bare = not (label.prefix or label.tail or label.suffix)
    return None if bare and not (label.number in CIRCLED or _BARE.search(label.number)) else label


def _parts_of(printed: str) -> tuple[str, str, str, str] | None:
    if plain := plain_parts(printed):
        return plain
    return next((parts for reader in label_readers() if (parts := reader.parts_of(printed))), None)


def write_label(label: Label) -> str:
    """The label in its one standard form; the inverse of ``read_label``.

    >>> write_label(Label("[^", "1", "bis", "]:")), write_label(Label("(", "b", "bis", ")"))
    ('[^1 bis]:', '(b) bis')
    """
    suffix = label.suffix
    close = label.tail if label.prefix.strip() in _AROUND else _close(label.tail)
    if not label.prefix and label.number.isalpha() and label.tail.startswith(" "):  # First Schedule
        close = label.tail.rstrip(" .:-–—")
    if suffix and _GLUED.match(suffix) and "§" not in label.tail:
        if label.prefix.strip() not in _AROUND and "（" not in label.prefix:
            return label.prefix + label.number + suffix + label.tail
    elif suffix:
        suffix = " " + suffix
    return label.prefix + label.number + close + suffix + label.tail[len(close) :]


def _close(tail: str) -> str:
    found = _CLOSE.match(tail)
    return found[0] if found else ""


def _suffix(printed: str) -> str:
    """A suffix as it is written: ``bis`` in lower case, a letter or number as typed."""
    found = _SUFFIX.fullmatch(printed.strip())
    if not printed or found is None:
        return ""
    own, latin = (found[1] or "") + (found[2] or ""), _RAISED_LETTERS.sub(r"\1", found[3])
    latin = " ".join(re.sub(r"[.\-](?![a-z]*$)|^[.\-]", " ", latin).split()).lower() + (found[4] or "")
    return f"{own} {latin}".strip()


_AROUND = frozenset(("第", "제"))


# ---- counting ---------------------------------------------------------------------------------------


def next_suffix(label: Label) -> Label:
    """The label of the next unit inserted after this one: 5, 5 bis, 5 ter, 5 quater and so on.

    >>> label = read_label("5 novies.")
    >>> write_label(next_suffix(label)), write_label(next_suffix(read_label("第九条")))
    ('5 decies.', '第九条之二')
    """
    if not label.suffix and label.prefix.strip() == "제":
        return replace(label, suffix="의2")
    in_chinese = not label.suffix and (label.prefix.strip() in ("第", "（") or label.tail == "、")
    return replace(label, suffix="之二" if in_chinese else suffix_after(label.suffix))


def ordinal(label: Label) -> tuple[Ordinal, ...]:
    """The possible positions of the label in its series, likeliest first; ``(i)`` is Roman one or the ninth letter.

    >>> [tuple(place) for place in ordinal(read_label("(i)"))]
    [('i', 1), ('a', 9)]
    """
    return readings(label.number)


def successor(label: Label) -> Label | None:
    """The label that automatic numbering gives to the next unit; None if that cannot be known.

    >>> [write_label(successor(read_label(printed))) for printed in ("12.", "(a)", "(iv)", "Action #14 bis:")]
    ['13.', '(b)', '(v)', 'Action #15:']
    """
    places = ordinal(label)
    number = write_number(places[0]._replace(number=places[0].number + 1), label.number) if places else None
    return replace(label, number=number, suffix="") if number else None


def follows(before: Label, label: Label) -> bool:
    """Whether automatic numbering can give ``label`` right after ``before``, however ``(i)`` is read.

    >>> follows(read_label("(h)"), read_label("(i)")), follows(read_label("(ii)"), read_label("(b)"))
    (True, False)
    """
    places = ordinal(label)
    return not label.suffix and any(_next(place, label) in places for place in ordinal(before))


def opens_series(label: Label) -> bool:
    """Whether the label can be the first of its series: ``1.``, ``(a)``, ``(i)``, ``第一条``."""
    return any(place.number == 1 for place in ordinal(label))


def series(label: Label) -> Hashable:
    """What labels that count together share: word, brackets and kind of numeral.

    ``12.`` and ``12 bis`` count together; ``a)``, ``(a)`` and ``a.`` do not. A single ``i``, ``v`` or ``x``
    is taken for a Roman numeral; ``counted`` knows better, from the labels around it.
    """
    places = ordinal(label)
    return (*_shape(label), places[0].numeral if places else label.number)


@lru_cache(maxsize=1 << 12)
def _shape(label: Label) -> tuple[str, str]:
    prefix = re.sub(r"[\s\\]|(?<=\w\W)[#№]|(?<=\w)[#№]", "", label.prefix).casefold()
    tail = label.tail.strip(" .:–—-")
    if prefix in _AROUND:
        return prefix + tail, ""
    if tail.casefold() in _BEHIND or (not prefix and tail.casefold() in _DIVIDING):
        return tail.casefold(), ""
    if not prefix and label.number.casefold() in _SAID:
        return "said", ""
    close = _close(label.tail).removeprefix("\\")
    return prefix.removeprefix("-"), "" if prefix and close not in (")", "）") else close


_BEHIND = frozenset(word.strip(".") for word in label_table().named("words behind"))
_DIVIDING = frozenset(label_table().named("words behind an ordinal"))
_SAID = frozenset(word for series in label_table().series("said first") for word in series)


# ---- labels in a text -------------------------------------------------------------------------------


class Rank(IntEnum):
    """The level of a label's unit: an item is part of a paragraph, a paragraph part of an article, and so on."""

    PART = 0
    CHAPTER = 1
    SECTION = 2
    ARTICLE = 3
    PARAGRAPH = 4
    ITEM = 5
    NOTE = 6


@dataclass(frozen=True, slots=True)
class Counted:
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
        return (*_shape(self.label), self.place.numeral if self.place else self.label.number)


def counted(printed: Sequence[str]) -> tuple[Counted | None, ...]:
    """The labels of a text's units, in order, each read in context; None if there is no label.

    >>> [c.place.numeral + str(c.place.number) for c in counted(["5.", "(a)", "(i)", "(ii)", "(b)"])]
    ['15', 'a1', 'i1', 'i2', 'a2']
    """
    return _counted(tuple(_Standing(label) for label in printed))


def counted_in_text(text: Text) -> tuple[Counted | None, ...]:
    """The same for the units of a text, taking account of unlabelled headings, indentation and a table of contents.

    Such a heading closes the lists before it; an indented number is one of a list in the unit above it; a line of a
    table of contents is not counted. Sections that begin again in each article are parts of the articles.

    >>> from amendtrack.text.units import parse_text
    >>> text = parse_text("1. Do:\\n    1. this;\\n    2. that.\\n\\n2. Then:\\n")
    >>> [count.above for count in counted_in_text(text) if count]
    [None, 0, 0, None]
    """
    return _counted_under(text, contents_of(text))


def _counted_under(text: Text, listed: Container[int]) -> tuple[Counted | None, ...]:
    """The same, given the lines of its table of contents."""
    return _counted_but(text, listed, _bold_titles(text))


def _counted_but(text: Text, listed: Container[int], bold: frozenset[int] = frozenset()) -> tuple[Counted | None, ...]:
    """The same, given the lines of its table of contents and the titles in bold type that close lists."""
    units = tuple(_Standing("") if i in listed else _standing(text, unit) for i, unit in enumerate(text.units))
    if bold:
        units = tuple(u._replace(depth=_BOLD) if i in bold else u for i, u in enumerate(units))
    if shallow := _shallow_titles(text):
        units = tuple(u._replace(depth=_DEEPEST) if i in shallow else u for i, u in enumerate(units))
    return _counted(units, _rank_in_articles if _articles_have_sections(tuple(u.label for u in units)) else rank_of)


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
        own = _shape(label)[0].rstrip(".")
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


def _counted_with_contents(text: Text) -> tuple[Counted | None, ...]:
    return _counted(tuple(_standing(text, unit) for unit in text.units))


class _Standing(NamedTuple):
    """A unit's position in the structure: its label, its depth if it is a heading, its starting column.

    ``ending`` says what the last sign of its wording is: no list begins below a full stop, and one is announced by a
    colon. A colon, a full stop and a letter each stand for all signs like them, so that units stay alike when edited.
    """

    label: str
    depth: int = 0
    column: int = 0
    ending: str = ""


_BOLD = 8
"""The depth of a title in bold type: deeper than any heading."""


def _bold_titles(text: Text) -> frozenset[int]:
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


_NOTES_AT_END = re.compile(r"(?:\s|\[\^\w{1,20}\]|[*_])+\Z")
_LONGEST_END = 300


def _ending(words: str) -> str:
    """The last sign of a wording, before the marks of notes and of emphasis: ``:``, ``.``, ``a``, or none of these."""
    words = words[-_LONGEST_END:].rstrip() or words.rstrip()
    if words.endswith(("]", "*", "_")):
        words = _NOTES_AT_END.sub("", words[-_LONGEST_END:])
    sign = words[-1:]
    return ":" if sign in _ANNOUNCES else "." if sign in _CLOSES else "a" if sign.isalnum() else ""


def _standing(text: Text, unit: Unit) -> _Standing:
    source = text.source
    start = source.rfind("\n", 0, unit.start) + 1
    line = source[source.rfind("\r", start, unit.start) + 1 or start : unit.start]
    if unit.kind is not UnitKind.HEADING:
        column = len(line.expandtabs(4)) if unit.label and line.isspace() else 0
        return _Standing(unit.label, 0, column, _ending(source[unit.body : unit.end]))
    mark = source[unit.start : unit.body]
    return _Standing(unit.label, mark.count("#") + mark.count("=") or (0 if unit.label else 1))


@lru_cache(maxsize=8)
def _counted(
    units: tuple[_Standing, ...], rank_by: Callable[[Label], Rank] | None = None
) -> tuple[Counted | None, ...]:
    found: list[Counted | None] = [None] * len(units)
    levels: list[int] = []  # the units that are open, outermost first
    last: dict[Hashable, int] = {}
    sections: dict[str, int] = {}  # the last ``I.`` and the last ``A.``
    labels = [read_label(unit.label) if unit.label else None for unit in units]
    for index, (label, following) in enumerate(zip(labels, _following(labels))):
        if label is None:
            if depth := units[index].depth:
                levels = list(takewhile(lambda level: _stays_open(units[level], found[level], depth), levels))
            continue
        rank, places = (rank_by or rank_of)(label), _possible(label, following)
        shape: Hashable = _shape(label)
        if units[index].depth and rank is Rank.PARAGRAPH:
            shape = ("#", shape)  # headings have their own numbers: ## 3. Members
        if is_raised(label):
            shape = ("¹", shape)
        key = (shape, places[0].numeral if places and "." in label.number else "")  # 2.2 counts on from 2.1, 3 from 2
        if is_raised(label) and not _counts_paragraphs(found, units, last.get(key), index, places):
            rank = Rank.NOTE
        if rank is Rank.SECTION and not _shape(label)[0] and _is_in_article(found, levels, sections, places):
            rank = Rank.PARAGRAPH
        nested = (
            _nested(found, levels, units, index, places) if units[index].column and rank >= Rank.PARAGRAPH else None
        ) or _in_open_list(found, levels, units, index, places)
        if nested:
            rank = Rank.ITEM
            after, place, kept = nested
        elif rank is Rank.ITEM:
            after, place, kept = _in_lists(found, levels, label, places)
            if after is None and label.prefix[:1].isalpha():  # an option continues after paragraphs like it
                after, place = _in_numbers(found, last.get(key), label, places)
        else:
            after, place = _in_numbers(found, last.get(key), label, places)
            kept = _under_number(found, levels, label) or sum(
                1 for level in levels if rank is Rank.NOTE or _rank_at(found[level]) < rank
            )
        above = levels[kept - 1] if kept and rank is not Rank.NOTE else None
        found[index] = Counted(label, rank, place, above, after)
        if not nested:
            last[key] = index
        if place and not _shape(label)[0]:
            sections[place.numeral] = index
        levels[kept:] = [index] if rank is not Rank.NOTE else []
    return tuple(found)


def _stays_open(unit: _Standing, counted: Counted | None, depth: int) -> bool:
    """Whether a unit stays open below a heading of that depth; one in bold type closes paragraphs and lists."""
    return 0 < unit.depth < depth or (depth == _BOLD and _rank_at(counted) < Rank.PARAGRAPH)


def _under_number(found: Sequence[Counted | None], levels: Sequence[int], label: Label) -> int:
    """How many levels stay open above ``2.1`` if ``2`` is open; 0 if it is not."""
    over = label.number.rpartition(".")[0]
    if not over:
        return 0
    opened = ((depth, found[level]) for depth, level in enumerate(levels, 1))
    return max((depth for depth, count in opened if count and count.label.number == over), default=0)


def _is_in_article(
    found: Sequence[Counted | None], levels: Sequence[int], sections: Mapping[str, int], places: tuple[Ordinal, ...]
) -> bool:
    """Whether ``I.`` or ``A.`` divides an article, rather than the text that contains the articles."""
    if not any(_rank_at(found[level]) is Rank.ARTICLE for level in levels):
        return False
    last = next((sections[place.numeral] for place in places if place.numeral in sections), None)
    return _rank_at(found[last]) is Rank.PARAGRAPH if last is not None else any(place.number == 1 for place in places)


def is_raised(label: Label) -> bool:
    """Whether a label is a raised number: one of a paragraph, as in Swiss law, or of a footnote."""
    return label.prefix == "<sup>" or label.number[:1] in _RAISED_SIGNS


_RAISED_SIGNS = frozenset(RAISED)
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
        if not any(units[k].depth or _rank_at(found[k]) is Rank.ARTICLE for k in within):
            return 0 <= places[0].number - before.place.number <= _FEW
    if not places or places[0].number > _FEW:
        return False
    over = next((k for k in range(index - 1, max(index - 3, -1), -1) if units[k].label or units[k].depth), None)
    return over is not None and (units[over].depth > 0 or _rank_at(found[over]) is Rank.ARTICLE)


_INDENT = 2
"""Columns of indentation from which a number belongs to a list inside the unit above it."""


def _nested(
    found: Sequence[Counted | None],
    levels: Sequence[int],
    units: Sequence[_Standing],
    index: int,
    places: tuple[Ordinal, ...],
) -> tuple[int | None, Ordinal | None, int] | None:
    """The result of ``_in_lists`` for an indented number in an open paragraph; None for any other number."""
    label = read_label(units[index].label)
    if label is None or label.prefix or not label.number.isdecimal():
        return None
    for depth in reversed(range(len(levels))):
        before, column = found[levels[depth]], units[levels[depth]].column
        if before is None or before.rank < Rank.PARAGRAPH:
            return None
        goes_on = _next(before.place, label)
        if before.rank is Rank.ITEM and abs(column - units[index].column) < _INDENT and goes_on in places:
            return levels[depth], goes_on, depth
        if column + _INDENT <= units[index].column and not before.label.prefix:
            first = next((place for place in places if place.number == 1), None)
            return (None, first, depth + 1) if first else None
    return None


def _in_open_list(
    found: Sequence[Counted | None],
    levels: Sequence[int],
    units: Sequence[_Standing],
    index: int,
    places: tuple[Ordinal, ...],
) -> tuple[int | None, Ordinal | None, int] | None:
    """The result of ``_in_lists`` for ``1.`` or ``A.`` inside a paragraph or item; None for any other.

    Such a list begins below a paragraph ``(1)``, or right below an item or a decimal that announces it.
    """
    label = read_label(units[index].label)
    if label is None or label.prefix or label.tail != "." or not (label.number.isdecimal() or label.number.isupper()):
        return None
    for depth in reversed(range(len(levels))):
        before = found[levels[depth]]
        if before is None or before.rank < Rank.PARAGRAPH:
            break
        goes_on, is_beside = _next(before.place, label), units[levels[depth]].column == units[index].column
        if before.rank is Rank.ITEM and _shape(before.label) == _shape(label) and is_beside and goes_on in places:
            return levels[depth], goes_on, depth
    first = next((place for place in places if place.number == 1), None)
    holder = _holder(found, levels, label, index, units[index - 1].ending) if first else None
    return (None, first, holder + 1) if holder is not None else None


def _holder(
    found: Sequence[Counted | None], levels: Sequence[int], label: Label, index: int, ending: str
) -> int | None:
    """The depth of the unit that contains the list which begins with this label; None if none does."""
    last = found[levels[-1]] if levels else None
    article = next((k for k, level in enumerate(levels) if _rank_at(found[level]) is Rank.ARTICLE), -1)
    if last and levels[-1] == index - 1:
        if ending == ":" and (last.rank is Rank.ITEM or (last.rank is Rank.PARAGRAPH and "." in last.label.number)):
            return len(levels) - 1
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


_RANKS = {
    **{word.replace(" ", ""): Rank[name.upper()] for word, name in label_table().named("words").items()},
    **{word.strip("."): Rank[name.upper()] for word, name in label_table().named("words behind").items()},
    **{word: Rank[name.upper()] for word, name in label_table().named("words behind an ordinal").items()},
    **{word.replace(" ", ""): Rank[name.upper()] for word, name in label_table().named("words around").items()},
    **{word: Rank[name.upper()] for word, name in label_table().named("alone").items()},
    "[^": Rank.NOTE,
}


def rank_of(label: Label) -> Rank:
    """The rank of the unit with this label, judged by the label's form alone."""
    word, close = _shape(label)
    if word in _RANKS:
        return _RANKS[word]
    if len(word) > 1 and word[-1] == "(":  # 5(2), Section 2(1): paragraph and section in one
        return Rank.PARAGRAPH
    if close or word in ("(", "（"):
        return Rank.ITEM
    letter = label.number[:1].isalpha() and label.number[0] not in HAN
    if letter and not word:
        return Rank.SECTION if label.number.isupper() else Rank.ITEM
    return Rank.PARAGRAPH


def _possible(label: Label, following: Label | None) -> tuple[Ordinal, ...]:
    """What the number may be; ``(i)`` before ``(ii)`` is Roman, ``(i)`` before ``(j)`` is a letter."""
    places = ordinal(label)
    if len(places) < 2 or following is None or _shape(following) != _shape(label):
        return places
    nexts = set(ordinal(following))
    fitting = tuple(p for p in places if p._replace(number=p.number + 1) in nexts)
    return fitting or places


def _rank_at(counted: Counted | None) -> Rank:
    return counted.rank if counted else Rank.NOTE


def _next(before: Ordinal | None, label: Label) -> Ordinal | None:
    """The position of the label if it comes right after ``before``; a ``bis`` keeps its number's position."""
    return before and Ordinal(before.numeral, before.number + (0 if label.suffix else 1))


def _in_numbers(
    found: Sequence[Counted | None], last: int | None, label: Label, places: tuple[Ordinal, ...]
) -> tuple[int | None, Ordinal | None]:
    """In a series that runs through the text: the unit before, and the label's place."""
    before = found[last] if last is not None else None
    goes_on = _next(before.place, label) if before else None
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
        if before.place is None or _shape(before.label) != _shape(label):
            continue
        goes_on = _next(before.place, label)
        if goes_on in places:
            return levels[depth], goes_on, depth
        alike += [(levels[depth], place, depth) for place in places if place.numeral == before.place.numeral]
    first = next((place for place in places if place.number == 1), None)
    again = next((depth for _, place, depth in alike if place == first), len(levels))
    if first or not alike:
        return None, first or next(iter(places), None), again
    return alike[0]


# ---- addresses --------------------------------------------------------------------------------------


class Terms(Enum):
    """How a definition without a number is named: by its term, or as a paragraph like any other."""

    NAMED = "named"
    COUNTED = "counted"


class Titles(Enum):
    """How units without a number are named below a heading with one: counted in it, only in an article, and so on.

    A number that stands alone above its words is a heading. Titles in bold type, where there are no other headings and
    no articles, name what is below them.
    """

    OF_ALL_NUMBERS = "of all numbers"
    IN_BOLD_TOO = "in bold too"
    OF_ALL_ARTICLES = "of all articles"
    OF_ARTICLES = "of articles"
    ON_THEIR_OWN = "on their own"


def addresses(text: Text) -> tuple[str, ...]:
    """One name for each unit, as a secretariat would say it; no two units have the same.

    The paragraphs of a resolution are PP1, PP2, OP1, OP2, whether their numbers are printed or not. A number in
    square brackets names its unit too: ``[2. Fees are due.]`` is 2; so does one in the quotation marks of a heading.

    >>> from amendtrack.text.units import parse_text
    >>> addresses(parse_text("# Goals\\n\\n5. Do:\\n(a) this;\\n\\nMore.\\n\\nArticle 9 Aid\\n\\n1. Help."))
    ('heading “Goals”', '5', '5 (a)', 'after 5 (a)', 'Article 9', 'Article 9, 1')
    """
    text = numbered_inside(text)
    listed = contents_of(text)
    found = _counted_under(text, listed)
    return _addresses(text, resolution_names(text), found, Terms.NAMED, titles=Titles.OF_ALL_NUMBERS, listed=listed)


def addresses_after_numbers(text: Text) -> tuple[str, ...]:
    """The names under which texts were issued while the paragraphs below ``## 3. Fees`` were *after* 3."""
    text = numbered_in_brackets(text)
    listed = contents_of(text)
    found = _counted_under(text, listed)
    return _addresses(text, resolution_names(text), found, Terms.NAMED, titles=Titles.IN_BOLD_TOO, listed=listed)


def addresses_without_bold_titles(text: Text) -> tuple[str, ...]:
    """The names under which texts were issued while a title in bold type was a paragraph, which closes no list."""
    text = numbered_in_brackets(text)
    listed = contents_of(text)
    found = _counted_but(text, listed)
    return _addresses(text, resolution_names(text), found, Terms.NAMED, titles=Titles.OF_ALL_ARTICLES, listed=listed)


def addresses_after_articles(text: Text) -> tuple[str, ...]:
    """The names under which texts were issued while the paragraphs of an article without a title were *after* it.

    Units with their number in brackets had no number.
    """
    listed = contents_of(text)
    found = _counted_but(text, listed)
    return _addresses(text, resolution_names(text), found, Terms.NAMED, titles=Titles.OF_ARTICLES, listed=listed)


def addresses_with_contents(text: Text) -> tuple[str, ...]:
    """The names under which texts were issued while the lines of a table of contents had the names of articles.

    Sections that begin again in each article were named without it.
    """
    found = _counted_with_contents(text)
    return _addresses(text, resolution_names(text), found, Terms.NAMED, titles=Titles.OF_ARTICLES)


def addresses_under_titles(text: Text) -> tuple[str, ...]:
    """The names under which texts were issued while a title in a heading of its own replaced its article."""
    found = _counted_with_contents(text)
    return _addresses(text, resolution_names(text), found, Terms.NAMED, titles=Titles.ON_THEIR_OWN)


def addresses_as_printed(text: Text) -> tuple[str, ...]:
    """The names under which older texts were issued, before PP and OP names for the paragraphs of a resolution."""
    found = counted([unit.label for unit in text.units])
    return _addresses(text, {}, found, Terms.COUNTED, titles=Titles.ON_THEIR_OWN)


def _addresses(
    text: Text,
    names: Mapping[int, str],
    found: Sequence[Counted | None],
    terms: Terms,
    *,
    titles: Titles,
    listed: Container[int] = frozenset(),
) -> tuple[str, ...]:
    names_given: list[str] = []
    speaker = _Speaker(is_resolution=bool(names), names_terms=terms is Terms.NAMED)
    titled = frozenset() if titles is Titles.ON_THEIR_OWN else _titles_of_articles(text, found)
    bold = _bold_titles(text) if titles in (Titles.OF_ALL_NUMBERS, Titles.IN_BOLD_TOO) else frozenset()
    lowest = {
        Titles.OF_ALL_NUMBERS: Rank.NOTE,
        Titles.IN_BOLD_TOO: Rank.PARAGRAPH,
        Titles.OF_ALL_ARTICLES: Rank.PARAGRAPH,
    }
    numbered = {count.above for count in found if count and count.label.number.isdecimal()}
    with_paragraphs = {count.above for count in found if count and _may_be_paragraph(count.label)}
    with_paragraphs |= _over_numbers(text, found)
    for i, (unit, count) in enumerate(zip(text.units, found)):
        above = names_given[count.above] if count and count.above is not None else ""
        over = found[count.above] if count and count.above is not None else None
        if i in listed:
            names_given.append(speaker.listed(text, unit))
        elif i in names:
            names_given.append(speaker.named(names[i]))
        elif i in titled:
            names_given.append(speaker.titled(text, unit))
            if i - 1 not in numbered:
                speaker.counting.add(speaker.anchor)
        else:
            if count:
                names_given.append(speaker.labelled(count, over, above, unit.kind))
            elif i in bold and not speaker.divisions:
                names_given.append(speaker.headed(text, unit))
            else:
                names_given.append(speaker.unlabelled(text, unit))
            is_head = count is not None and count.rank < lowest.get(titles, Rank.PART) and _is_head(unit)
            if is_head and i not in with_paragraphs:
                speaker.counting.add(speaker.anchor)
    return tuple(names_given)


def _may_be_paragraph(label: Label) -> bool:
    """Whether a number may be that of a paragraph: ``1.``, ``(1)``, not ``1°`` of a list."""
    return label.number.isdecimal() and not label.tail.startswith(("°", "º"))


def _over_numbers(text: Text, found: Sequence[Counted | None]) -> frozenset[int]:
    """The headings with a paragraph's number, ``## 4. Boats``, that have numbered paragraphs below them."""
    over: set[int] = set()
    head = -1
    for i, (unit, count) in enumerate(zip(text.units, found)):
        if count is None or count.rank is Rank.NOTE:
            head = -1 if unit.kind is UnitKind.HEADING else head
        elif _is_head(unit):
            head = i if count.rank >= Rank.PARAGRAPH else -1
        elif head >= 0 and _may_be_paragraph(count.label):
            over.add(head)
    return frozenset(over)


def _is_head(unit: Unit) -> bool:
    """Whether only a number and a title stand there: what is below it has words of its own."""
    return unit.kind is UnitKind.HEADING or unit.body == unit.end


def _titles_of_articles(text: Text, found: Sequence[Counted | None]) -> frozenset[int]:
    """The headings that are the titles of articles: right below the bare number, and one level or more deeper."""
    shallow = _shallow_titles(text)
    return frozenset(
        i
        for i, (above, unit) in enumerate(pairwise(text.units), 1)
        if found[i] is None
        and (_rank_at(found[i - 1]) is Rank.ARTICLE or _is_number_alone(found[i - 1]))
        and above.kind is unit.kind is UnitKind.HEADING
        and not text.wording(above).strip()
        and (_depth(text, unit) > _depth(text, above) or i in shallow)
    )


_DEEPEST = 9


def _shallow_titles(text: Text) -> frozenset[int]:
    """The titles of articles in a text that puts them on a higher level than the number above them, again and again.

    Czech law does when it is converted: ``##### § 4`` and below it ``#### Members`` and the paragraphs.
    """
    found = []
    for i, (above, unit, below) in enumerate(zip(text.units, text.units[1:], text.units[2:]), 1):
        if not (above.kind is unit.kind is UnitKind.HEADING is not below.kind) or unit.label or not above.label:
            continue
        label = read_label(above.label)
        is_article = label is not None and rank_of(label) is Rank.ARTICLE and not text.wording(above).strip()
        if is_article and _depth(text, unit) < _depth(text, above):
            found.append(i)
    return frozenset(found if len(found) > 1 else ())


def _is_number_alone(counted: Counted | None) -> bool:
    """Whether a heading's label is only its number: ``### 9``."""
    return counted is not None and counted.rank is Rank.PARAGRAPH and not (counted.label.prefix or counted.label.tail)


def _depth(text: Text, unit: Unit) -> int:
    mark = text.source[unit.start : unit.body]
    return len(mark) - len(mark.lstrip("#"))


class _Speaker:
    """What has been named so far: names in use, the last heading and label, and where numbers start again."""

    def __init__(self, *, is_resolution: bool, names_terms: bool) -> None:
        self.is_resolution, self.names_terms = is_resolution, names_terms
        self.said: dict[str, int] = defaultdict(int)
        self.unnumbered: dict[tuple[str, UnitKind], int] = defaultdict(int)
        self.heading = self.title = self.clause = self.anchor = self.run = self.operative = self.over_lists = ""
        self.has_run = self.has_list = False
        self.kinds: dict[str, int] = {}  # the words that divide the text, in order
        self.divisions: list[tuple[tuple[Rank, int], str]] = []  # those open now, outermost first
        self.counting: set[str] = set()  # articles whose paragraphs have no numbers

    def labelled(self, count: Counted, over: Counted | None, above: str, kind: UnitKind) -> str:
        own = spoken(count.label)
        if count.rank is Rank.NOTE and is_raised(count.label):
            own = f"note {own}"
        if count.rank is Rank.ITEM:
            above = above or self.operative or self.over_lists
            self.has_list = True
        elif count.rank is not Rank.NOTE:
            self.operative = ""
        elif own in self.said and self.anchor:
            own = f"{self.anchor}, {own}"
        if count.rank is Rank.PARAGRAPH and not count.label.prefix and kind is UnitKind.HEADING:
            around = self.title or (self.divisions[-1][1] if self.divisions else "")
            own = self.heading = self.clause = f"{around}, {own}" if around and own in self.said else own
        elif count.rank is Rank.PARAGRAPH and (not count.label.prefix or is_raised(count.label)):
            own = self._in_run(own, count, over, above)
        elif count.rank is Rank.PARAGRAPH and above and own in self.said:
            own = f"{above}, {own}"
        elif count.rank is Rank.ITEM and above:
            own = item_in(above, count.label)
        elif count.rank < Rank.PARAGRAPH:
            own = self._in_division(own, count, over, above)
            self.title = ""
            self.heading, self.over_lists, self.clause = own, "", ""
        name = self._once(own)
        if count.rank is not Rank.NOTE:
            self.anchor = name
        return name

    def _in_division(self, own: str, count: Counted, over: Counted | None, above: str) -> str:
        """The name of a part, chapter or article; if it was used before, together with the division that contains it.

        Of two kinds of part, the one that comes first in the text contains the other: titles in books.
        """
        word = _shape(count.label)[0]
        level = (count.rank, self.kinds.setdefault(word, len(self.kinds)))
        self.divisions = [division for division in self.divisions if division[0] < level]
        container = self.divisions[-1][1] if self.divisions else ""
        is_divided = over is not None and over.rank is Rank.SECTION and rank_of(over.label) is Rank.ARTICLE
        if is_divided or (container and own in self.said):
            own = _joined(above if is_divided else container, own)
        self.divisions.append((level, own))
        return own

    def _in_run(self, own: str, count: Counted, over: Counted | None, above: str) -> str:
        """Numbers that restart are named together with their article or heading; ``2.1`` in 2 does not restart."""
        in_article = over is not None and over.rank is Rank.ARTICLE
        if over is not None and count.label.number.startswith(f"{over.label.number}."):
            return own if in_article or not self.run else f"{self.run}, {own}"
        if self.clause and not in_article:
            own_clause = self.clause.rpartition(" ")[2]
            under = self.clause.removesuffix(own_clause) if own.startswith(f"{own_clause}.") else f"{self.clause}, "
            return under + own  # 4.2.1 under the heading 4.2
        if count.after is None or in_article:
            self.run = above if in_article else self.heading if self.has_run else ""
            self.has_run = True
        if self.run:
            return f"{self.run}, {own}"
        return f"OP{own}" if self.is_resolution and own[0].isdecimal() else own

    def named(self, name: str) -> str:
        """The name of a resolution's paragraph that has no printed number."""
        name = self._once(name)
        if name.startswith("OP"):
            self.anchor = self.operative = name
        else:
            self.unnumbered[self.anchor, UnitKind.PARAGRAPH] += 1
        return name

    def listed(self, text: Text, unit: Unit) -> str:
        """A line of a table of contents."""
        label = read_label(unit.label) if unit.label else None
        return self._once(f"contents, {spoken(label) if label else f'“{_title(text.wording(unit))}”'}")

    def titled(self, text: Text, unit: Unit) -> str:
        """The title of an article: units below it are still named by the article's number."""
        return self._once(f"heading “{_title(text.wording(unit))}”")

    def headed(self, text: Text, unit: Unit) -> str:
        """A heading without a number: what is below it is named by it."""
        self.heading = self.title = _title(text.wording(unit))
        self.operative = self.clause = ""
        self.anchor = f"“{self.heading}”"
        self.over_lists = self.anchor if self.has_run or self.has_list else ""
        return self._once(f"heading {self.anchor}")

    def unlabelled(self, text: Text, unit: Unit) -> str:
        if unit.kind is UnitKind.HEADING:
            return self.headed(text, unit)
        if unit.kind is UnitKind.ROW and is_ruler(text.printed(unit)):  # nobody sees it as a row
            above = self.unnumbered[self.anchor, unit.kind]
            line = f"line under row {above}" if above else "line over row 1"
            return self._once(f"{self.anchor}, {line}" if self.anchor else line)
        if self.names_terms and (defined := _DEFINITION.match(text.wording(unit))):
            term = f"definition of “{' '.join(next(filter(None, defined.groups())).split())}”"
            return self._once(f"{self.anchor}, {term}" if self.anchor else term)
        self.unnumbered[self.anchor, unit.kind] += 1
        nth = self.unnumbered[self.anchor, unit.kind]
        word = "bullet" if unit.kind is UnitKind.ITEM else unit.kind.value
        comes_after = self.anchor and not self.anchor.startswith("“") and self.anchor not in self.counting
        if unit.kind is UnitKind.PARAGRAPH and comes_after:
            return self._once(f"after {self.anchor}" + (f", paragraph {nth}" if nth > 1 else ""))
        return self._once(f"{self.anchor}, {word} {nth}" if self.anchor else f"{word} {nth}")

    def _once(self, name: str) -> str:
        self.said[name] += 1
        if self.said[name] == 1:
            return name
        return self._once(f"{name} ({_nth(self.said[name])})")


def _joined(container: str, own: str) -> str:
    """The name of a division in another: ``Part III, Section 1``, ``第三章第一节``."""
    return container + own if own[0] == "第" else f"{container}, {own}"


def item_in(above: str, label: Label) -> str:
    """The name of an item in a unit with that name: ``5 (a)``, ``5.1``, ``5, 1°``."""
    own = spoken(label)
    if own[0] == "（":
        return above + own
    if own[0].isdecimal() and above[-1].isdecimal() and not _close(label.tail):
        return f"{above}.{own}"
    return above + (" " if own[0] == "(" or not (label.prefix or label.tail.endswith(("°", "º"))) else ", ") + own


_QUOTED = r"[\"“”«„‘'»]{1,2}\s?[*_]{0,3}([^\"“”«»„‘’*_]{1,60}?)[*_]{0,3}\s?[\"“”»’']{1,2}"
_DEFINITION = re.compile(
    rf"(?:[*_]{{0,3}}{_QUOTED}[*_]{{0,3}}|[*_]{{1,3}}([^\"“”«»*_]{{1,60}})[*_]{{1,3}})"
    r"(?:\s?\([^()]{1,60}\))?,?[\s:–—-]{0,3}(?:是?指"
    r"|(?:(?:shall )?means?|(?:shall )?includes?|has the (?:same )?meaning|have the meaning|refers? to|désigne|signifie"
    r"|s'entend|significa|se entiende|designa|se refiere|означает|понимается|это|bezeichnet|bedeutet|ist|betekent"
    r"|wordt verstaan|تعني|يعني)(?!\w))"
    rf"|(?i:on entend par|se ent[a-zá]{{3,8}} por|entende-se por|под|unter|onder|يقصد ب(?:عبارة)?ـ?)\s?{_QUOTED}"
)
"""A definition: a term in quotation marks or emphasis, and a word such as *means*."""


@lru_cache(maxsize=1 << 12)
def spoken(label: Label) -> str:
    """The label as people say it in the room: ``5 bis``, ``(a)``, ``Action #14``, ``footnote 3``."""
    if label.prefix == "[^":
        return f"footnote {label.number} {label.suffix}".strip()
    if is_raised(label):
        label = Label("", lowered(label.number), label.suffix)
    printed = _RAISED_NUMBER.sub(lambda found: raised(int(found[1] or found[2])), write_label(label))
    return printed.replace("\\", "").rstrip(" .,．:：、–—-").removeprefix("-").strip()


def name_of_note(place: str) -> str:
    """A place or address with the footnote's everyday name.

    >>> name_of_note("[^4]#1"), name_of_note("5 bis#1")
    ('footnote 4#1', '5 bis#1')
    """
    return re.sub(r"^((?:after )?)\[\^([^\]]{1,40})\]", r"\1footnote \2", place)


def _title(wording: str) -> str:
    line = wording.split("\n")[0]
    for start, end in reversed(unspoken(line)):
        line = line[:start] + line[end:]
    words = " ".join(line.split()).strip("*_#= ")
    return words if len(words) <= 40 else (words[:40].rpartition(" ")[0] or words[:40]) + "…"


def _nth(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in (11, 12, 13) else "th"
    return f"{number}{ending}"
