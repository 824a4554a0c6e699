"""The units of a text by what sentences can cite them with: a word, a number and a suffix."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from amendtrack.redline.cited_numbers import is_generic, plain_number
from amendtrack.redline.numbering import ARABIC_PREFIX, CITED_APART, may_name
from amendtrack.text.counted_labels import Counted, counted_in_text
from amendtrack.text.label_forms import label_table
from amendtrack.text.labels import Rank, read_label
from amendtrack.text.renumbering import Renumbering
from amendtrack.text.units import Text, UnitKind
from amendtrack.text.words import folded


@dataclass(frozen=True, slots=True)
class CitableUnit:
    """A unit by what it can be cited with: the word before its number, its number and suffix, and its new number."""

    unit: int
    word: str
    number: str
    suffix: str
    rank: Rank
    is_heading: bool
    above: int | None
    now: str

    @property
    def changes(self) -> bool:
        """Whether it has a new number."""
        return self.now != f"{self.number} {self.suffix}".strip()


@dataclass(frozen=True, slots=True)
class CitableUnits:
    """A text and its units by number."""

    text: Text
    units: Mapping[int, CitableUnit]
    numbers: Mapping[tuple[str, str], Sequence[CitableUnit]]
    counted: Sequence[Counted | None]

    @classmethod
    def of(cls, text: Text, new: Renumbering) -> CitableUnits:
        counts = counted_in_text(text)
        found: dict[int, CitableUnit] = {}
        for i, count in enumerate(counts):
            if count is None or not count.label.number or count.label.prefix == "[^":
                continue
            now = read_label(new.labels[i]) if i in new.labels else count.label
            word = _own_word(count)
            number = plain_number(count.label.number)
            given = f"{plain_number(now.number)} {now.suffix}".strip() if now else number
            is_heading = text.units[i].kind is UnitKind.HEADING
            found[i] = CitableUnit(i, word, number, count.label.suffix, count.rank, is_heading, count.above, given)
        numbers: dict[tuple[str, str], list[CitableUnit]] = defaultdict(list)
        for named in found.values():
            numbers[named.number, named.suffix].append(named)
        return cls(text, found, numbers, counts)

    def above(self, unit: int) -> Iterator[int]:
        """The units that contain a unit, innermost first."""
        here = self.counted[unit]
        while here is not None and here.above is not None:
            yield here.above
            here = self.counted[here.above]

    def article(self, unit: int) -> int | None:
        """The article that contains a unit, which may have no label of its own."""
        k = unit
        while k >= 0 and self.counted[k] is None:
            k -= 1
        if k < 0:
            return None
        return next((i for i in (k, *self.above(k)) if i in self.units and self.units[i].rank < Rank.PARAGRAPH), None)

    def items(self, parent: int, letter: str, suffix: str) -> list[CitableUnit]:
        """The items with that letter right under a unit, or the paragraphs with that number under an article."""
        alike = self.numbers.get((letter, suffix), ())
        return [n for n in alike if n.above == parent and (n.rank is Rank.ITEM or n.number.isdecimal())]


def _own_word(count: Counted) -> str:
    """The word before a number or behind it, ``§``; what Chinese puts around it, ``第条``."""
    before = folded(count.label.prefix).casefold().strip(" .#№\\-(（")
    behind = folded(count.label.tail).casefold().strip(" .:–—-)）、")
    return before + behind if before == "第" else before or behind


_BY_LABEL = frozenset("条 條 章 节 節 部分".split())


def is_chinese(named: CitableUnit, unit: str) -> bool:
    """Whether a Chinese citation may mean a unit: 第三条 one that is so labelled, 第三段 any numbered paragraph."""
    if named.word.startswith("第") or unit in _BY_LABEL:
        return named.word == f"第{unit}"
    if unit in ("段", "款"):
        return not named.word and named.rank is Rank.PARAGRAPH
    return not named.word and named.rank is Rank.ITEM


@cache
def _divides() -> Mapping[str, str]:
    return {**label_table().named("words"), **label_table().named("words behind")}


_OVER = ("part", "chapter", "section")
_OF_ARTICLES = re.compile(r"art|стат|مادة|مواد|مادتين|§|règle|regla|rule|regulation|правил")


def can_cite(word: str, named: CitableUnit) -> bool:
    """Whether a word and a number may mean a unit that has this number."""
    own = named.word
    if own and any(map(str.isalpha, own)) and not own.startswith("第"):
        if own in ("op", "pp"):
            return is_generic(word)
        if not own[0].isascii() and own[0] > "я":  # Arabic words change internally
            return ARABIC_PREFIX.sub("", word)[:2] == ARABIC_PREFIX.sub("", own)[:2]
        return may_name(word, own)
    if own:
        return word == own
    if is_generic(word):
        return named.rank >= Rank.PARAGRAPH and named.rank is not Rank.NOTE
    bare = ARABIC_PREFIX.sub("", word)
    if _OF_ARTICLES.match(bare) or word in CITED_APART or word.rstrip("s") in CITED_APART:
        return False
    if _divides().get(word) in _OVER or _divides().get(word.rstrip("s")) in _OVER:
        return named.rank is Rank.SECTION or named.is_heading
    return named.rank is Rank.PARAGRAPH
