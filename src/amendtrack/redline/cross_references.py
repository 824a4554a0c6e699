"""Cross-references that follow new numbers: ``paragraph 6`` becomes ``paragraph 7`` where 6 has become 7.

Nothing is guessed. A citation is followed only if every unit that it may mean has one and the same new number; one of
another text is left as it is; any other is doubtful, and is listed with the reason. Knows how sentences cite units;
``numbering`` knows the words, ``text.renumbering`` the new numbers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from types import MappingProxyType

from amendtrack.redline.numbering import (
    ARABIC_PREFIX,
    BETWEEN,
    CITED_APART,
    is_of_another_text,
    is_referring,
    may_name,
)
from amendtrack.text.counted_labels import Counted, counted_in_text
from amendtrack.text.label_forms import HAN, SUFFIX, label_table
from amendtrack.text.labels import Rank, read_label
from amendtrack.text.numerals import Ordinal, han, readings, write_number
from amendtrack.text.renumbering import CITED, Renumbering
from amendtrack.text.resolution import resolution_names
from amendtrack.text.units import Text, UnitKind
from amendtrack.text.words import folded, tokens


class Following(Enum):
    """What became of a citation of a number that has changed."""

    FOLLOWED = "followed"
    OF_ANOTHER_TEXT = "of another text"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation in a unit: its range in the source, what it says, what it says now, and why it is doubtful."""

    unit: int
    start: int
    end: int
    words: str
    number: str
    following: Following
    why: str = ""


@dataclass(frozen=True, slots=True)
class Authorship:
    """Whose numbers a unit's new words cite: ``numbers`` mean other units in the proposals that wrote them.

    ``before`` is the unit's wording in the draft: what that says already cites the draft's numbers.
    """

    numbers: frozenset[str]
    before: str


def references(
    text: Text, draft: Text, new: Renumbering, authors: Mapping[int, Authorship] = MappingProxyType({})
) -> tuple[Reference, ...]:
    """Every citation of a number that has changed, in the order of the text; ``draft`` is what the text was made from.

    ``authors`` say for units with new words whose numbers those cite.

    >>> from amendtrack.text.units import parse_text
    >>> text = parse_text("1. Meet.\\n\\n1 bis. Vote.\\n\\n2. Report.\\n\\n3. See paragraph 2 above.")
    >>> found = references(text, text, Renumbering({1: "2.", 2: "3.", 3: "4."}, {}))
    >>> [(one.words, one.number, one.following.value) for one in found]
    [('paragraph 2', '3', 'followed')]
    """
    return tuple(_Follower(_Index.of(text, new), _Index.of(draft, Renumbering({}, {})), new, authors).all())


# -- the units of a text, as sentences cite them -------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Named:
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
        return self.now != f"{self.number} {self.suffix}".strip()


@dataclass(frozen=True, slots=True)
class _Index:
    """A text and its units by number."""

    text: Text
    units: Mapping[int, _Named]
    numbers: Mapping[tuple[str, str], Sequence[_Named]]
    counted: Sequence[Counted | None]

    @classmethod
    def of(cls, text: Text, new: Renumbering) -> _Index:
        counts = counted_in_text(text)
        found: dict[int, _Named] = {}
        for i, count in enumerate(counts):
            if count is None or not count.label.number or count.label.prefix == "[^":
                continue
            now = read_label(new.labels[i]) if i in new.labels else count.label
            word = _own_word(count)
            number = plain_number(count.label.number)
            given = f"{plain_number(now.number)} {now.suffix}".strip() if now else number
            is_heading = text.units[i].kind is UnitKind.HEADING
            found[i] = _Named(i, word, number, count.label.suffix, count.rank, is_heading, count.above, given)
        numbers: dict[tuple[str, str], list[_Named]] = defaultdict(list)
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

    def items(self, parent: int, letter: str, suffix: str) -> list[_Named]:
        """The items with that letter right under a unit, or the paragraphs with that number under an article."""
        alike = self.numbers.get((letter, suffix), ())
        return [n for n in alike if n.above == parent and (n.rank is Rank.ITEM or n.number.isdecimal())]


def _own_word(count: Counted) -> str:
    """The word before a number or behind it, ``§``; what Chinese puts around it, ``第条``."""
    before = folded(count.label.prefix).casefold().strip(" .#№\\-(（")
    behind = folded(count.label.tail).casefold().strip(" .:–—-)）、")
    return before + behind if before == "第" else before or behind


def plain_number(number: str) -> str:
    """A number in the form in which it is compared: European digits; Roman numerals and letters as they are.

    >>> plain_number("٩"), plain_number("十二"), plain_number("IV"), plain_number("premier")
    ('9', '12', 'IV', '1')
    """
    said = readings(number)
    if said and (said[0].numeral == "一" or (said[0].numeral == "1" and len(number) > 2 and number.isalpha())):
        return str(said[0].number)
    return folded(number)


# -- the citations of a sentence -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Part:
    """A number or letter that is cited, with its suffix: its range in the wording and, behind a number, its items."""

    start: int
    end: int
    number: str
    suffix: str = ""
    items: tuple[_Part, ...] = ()


@dataclass(frozen=True, slots=True)
class _Citation:
    """A word and the numbers that it cites; ``first`` and ``last`` are its pieces, half-open."""

    word: str
    parts: tuple[_Part, ...]
    first: int
    last: int


_NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,3})*|[ivxl]{1,7}|[IVXL]{1,7}|[A-Za-z]")
_RUN_IN = re.compile(r"([^\W\d_]{2,})(\d{1,4})")
_POSSESSIVE = re.compile(r"(\d{1,4})['’]s?")
_ALSO_BETWEEN = frozenset(("&", "/", "and/or", "et/ou", "y/o", "и/или", "both", "inclusive", "plus"))
_GLUED = re.compile(rf"(\d{{1,4}})({SUFFIX})")
_RANGE = re.compile(r"(\d{1,4})[-–](\d{1,4})")
_LETTER = re.compile(r"[a-zа-яA-Z]|[ivxl]{1,7}|\d{1,3}|[\u0621-\u064a]")
_LATIN = re.compile(SUFFIX)
_CHINESE_SIGNS = frozenset("第段条條款项項表")
_SIGNS = frozenset(("#", "№", ".", "no", "nos", "n", "nr", "°", "º"))


@dataclass(frozen=True, slots=True)
class _Piece:
    key: str
    start: int
    end: int


def _pieces(wording: str) -> list[_Piece]:
    found, at = [], 0
    for token in tokens(wording):
        key = folded(token)
        run_in = _RUN_IN.fullmatch(token) if key else None
        if run_in and _refers(run_in[1]):  # Para2
            found.append(_Piece(folded(run_in[1]), at, at + len(run_in[1])))
            found.append(_Piece(folded(run_in[2]), at + len(run_in[1]), at + len(token)))
        elif key:
            found.append(_Piece(key, at, at + len(token)))
        at += len(token)
    return found


def _refers(key: str) -> bool:
    return key not in _CHINESE_SIGNS and (is_referring(key) or is_generic(_word(key)))


def _citations(pieces: Sequence[_Piece]) -> Iterator[_Citation]:
    k = 0
    while k < len(pieces):
        start, k = k, k + 1
        if not _refers(pieces[start].key):
            continue
        parts, k = _parts(pieces, k)
        if parts:
            yield _Citation(_word(pieces[start].key), parts, start, k)


def _word(key: str) -> str:
    return key.casefold().replace("ё", "е").rpartition("'")[2]


def _parts(pieces: Sequence[_Piece], k: int) -> tuple[tuple[_Part, ...], int]:
    """The numbers after a word and the piece behind the last of them: ``2, 3 and 5 bis (a)``."""
    parts: list[_Part] = []
    end = k
    while k < len(pieces):
        while k < len(pieces) and pieces[k].key.casefold() in _SIGNS:
            k += 1
        found, after = _part(pieces, k)
        if not found:
            break
        if not found[0].number and parts and parts[-1].number and parts[-1].items:  # 2 (a) and (c): both of 2
            of, items = parts[-1], found[0].items
            found = [_Part(items[0].start, items[0].start, of.number, of.suffix, items)]
        parts += found
        k = end = after
        ahead = k
        while ahead < len(pieces) and _is_between(pieces[ahead].key):
            ahead += 1
        if ahead == k:
            break
        k = ahead
    return tuple(parts), end


def _is_between(key: str) -> bool:
    return key.casefold() in BETWEEN | _ALSO_BETWEEN and key != "of"


def _part(pieces: Sequence[_Piece], k: int) -> tuple[list[_Part], int]:
    """One number with its suffix and items, or an item alone; the piece behind it."""
    if k >= len(pieces):
        return [], k
    here = pieces[k]
    if ends := _RANGE.fullmatch(here.key):
        cut = here.start + len(ends[1])
        return [_Part(here.start, cut, ends[1]), _Part(cut + 1, here.end, ends[2])], k + 1
    if possessed := _POSSESSIVE.fullmatch(here.key):
        return [_Part(here.start, here.start + len(possessed[1]), possessed[1])], k + 1
    items, after = _items(pieces, k)
    if items and items[0].number.isdecimal():  # paragraph (2)
        first = items[0]
        return [_Part(first.start, first.end, first.number, first.suffix, items[1:])], after
    if items:
        return [_Part(items[0].start, items[0].start, "", items=items)], after
    if glued := _GLUED.fullmatch(here.key):
        number, suffix, end, k = glued[1], glued[2].casefold(), here.end, k + 1
    elif _NUMBER.fullmatch(here.key) or (len(here.key) < 5 and here.key.isdecimal()):
        number, (suffix, end, k) = here.key, _suffix(pieces, k)
    else:
        return [], k
    items, k = _items(pieces, k)
    return [_Part(here.start, end, plain_number(number), suffix, items)], k


def _suffix(pieces: Sequence[_Piece], k: int) -> tuple[str, int, int]:
    """The suffix behind the number at ``k``, where both end, and the piece behind them."""
    found, end, k = [], pieces[k].end, k + 1
    while k < len(pieces) and _LATIN.fullmatch(pieces[k].key) and not _is_between_numbers(pieces, k):
        found.append(pieces[k].key.casefold())
        end, k = pieces[k].end, k + 1
    return " ".join(found), end, k


def _is_between_numbers(pieces: Sequence[_Piece], k: int) -> bool:
    """Whether ``bis`` is the German *to*: ``Absatz 3 bis 5``."""
    return pieces[k].key == "bis" and k + 1 < len(pieces) and pieces[k + 1].key.isdecimal()


def _items(pieces: Sequence[_Piece], k: int) -> tuple[tuple[_Part, ...], int]:
    """The letters in brackets from ``k`` on, each inside the one before: ``(a) (i)``, ``a)``."""
    found: list[_Part] = []
    while k < len(pieces):
        opened = pieces[k].key in "(（"
        n = k + opened
        if n >= len(pieces) or not _LETTER.fullmatch(pieces[n].key) or (not opened and pieces[n].key.isdecimal()):
            break
        suffix, end, after = _suffix(pieces, n)
        if after >= len(pieces) or pieces[after].key not in ")）":
            break
        outer, last, behind = _suffix(pieces, after)
        end = last if outer else end
        found.append(_Part(pieces[n].start, end, plain_number(pieces[n].key), outer or suffix))
        k = behind
    return tuple(found), k


# -- following them -------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Follower:
    here: _Index
    draft: _Index
    new: Renumbering
    authors: Mapping[int, Authorship]
    unnumbered: frozenset[str] = field(init=False)
    """The names of the draft's unnumbered paragraphs, OP3, of which some are now counted otherwise."""

    def __post_init__(self) -> None:
        was, now = (list(resolution_names(index.text).items()) for index in (self.draft, self.here))
        words = [
            [(name, index.text.wording(index.text.units[i])) for i, name in named]
            for index, named in ((self.draft, was), (self.here, now))
        ]
        self.unnumbered = frozenset(name for name, wording in set(words[0]) ^ set(words[1]))

    def all(self) -> Iterator[Reference]:
        text = self.here.text
        for i, unit in enumerate(text.units):
            wording = text.wording(unit)
            found = [*self._marks(i, wording), *self._in_words(i, wording), *self._in_chinese(i, wording)]
            yield from sorted(found, key=lambda one: (one.start, one.end))

    def _reference(
        self, i: int, wording: str, said: tuple[int, int], part: _Part, number: str, why: str, kind: Following
    ) -> Reference:
        at = self.here.text.units[i].body
        words = " ".join(wording[said[0] : max(said[1], part.end)].split())
        return Reference(i, at + part.start, at + part.end, words, number, kind, why)

    def _marks(self, i: int, wording: str) -> Iterator[Reference]:
        """The marks of footnotes."""
        for found in CITED.finditer(wording):
            part, now = _Part(*found.span(1), found[1]), self.new.notes.get(found[1])
            if now is None:
                why = "there is no such footnote"
                yield self._reference(i, wording, found.span(), part, "", why, Following.DOUBTFUL)
            elif now != found[1]:
                yield self._reference(i, wording, found.span(), part, now, "", Following.FOLLOWED)

    def _in_words(self, i: int, wording: str) -> Iterator[Reference]:
        pieces = _pieces(wording)
        cited = list(_citations(pieces))
        keys = [piece.key for piece in pieces]
        for k, citation in enumerate(cited):
            if (of := self._of_paragraph(keys, cited, k)) is not None:
                yield from self._items_in(i, wording, pieces, citation, of, self._scope(keys, cited, cited.index(of)))
                continue
            yield from self._of(i, wording, pieces, citation, self._scope(keys, cited, k))

    def _of_paragraph(self, keys: Sequence[str], cited: Sequence[_Citation], k: int) -> _Citation | None:
        """The paragraph in which a citation names only items: ``subparagraphs (a) and (b) of paragraph 2``."""
        if any(part.number for part in cited[k].parts):
            return None
        before = cited[k - 1] if k else None  # paragraph 2, subparagraph (b)
        joint = set(keys[before.last : cited[k].first]) if before else {"-"}
        if before and joint <= {",", "،"} and is_generic(before.word) and before.parts[-1].number:
            return before
        if k + 1 == len(cited):
            return None
        other = cited[k + 1]
        between = [key.casefold() for key in keys[cited[k].last : other.first]]
        is_joined = len(between) < _CLOSE and all(key in _OF and key != "," for key in between)
        return other if is_joined and len(other.parts) == 1 and other.parts[0].number else None

    def _items_in(
        self,
        i: int,
        wording: str,
        pieces: Sequence[_Piece],
        citation: _Citation,
        of: _Citation,
        scope: _Citation | None,
    ) -> Iterator[Reference]:
        keys, outer = [piece.key for piece in pieces], scope or of
        first, last = min(citation.first, of.first), max(citation.last, of.last, outer.last)
        said = (pieces[first].start, pieces[last - 1].end)
        meant = self._meant(i, of.word, of.parts[-1] if of.first < citation.first else of.parts[0], scope)
        if is_of_another_text(keys, outer.first, outer.last) or not meant:
            return
        for part in citation.parts:
            yield from self._items_of(i, wording, said, part.items, [named.unit for named in meant])

    def _scope(self, keys: Sequence[str], cited: Sequence[_Citation], k: int) -> _Citation | None:
        """The article that a citation names together with a paragraph: ``paragraph 2 of article 5``."""
        own = cited[k]
        if not is_generic(own.word):
            return None
        for other in (*cited[max(0, k - 1) : k], *cited[k + 1 : k + 2]):
            if is_generic(other.word) or len(other.parts) != 1:
                continue
            first, second = (own, other) if own.first < other.first else (other, own)
            between = [key.casefold() for key in keys[first.last : second.first]]
            if all(key in _OF for key in between) and (own is first or set(between) <= {",", "،", "("}):
                return other
        return None

    def _of(
        self, i: int, wording: str, pieces: Sequence[_Piece], citation: _Citation, scope: _Citation | None
    ) -> Iterator[Reference]:
        keys = [piece.key for piece in pieces]
        outer = scope or citation
        inside = max(citation.last, outer.last)
        is_other = is_of_another_text(keys, outer.first, outer.last) or (
            scope is not None and not self._meant(i, scope.word, scope.parts[0], None)
        )
        said = (pieces[citation.first].start, pieces[citation.last - 1].end)
        said = (min(said[0], pieces[outer.first].start), max(said[1], pieces[inside - 1].end))
        for part in citation.parts:
            yield from self._follow(i, wording, said, citation.word, part, scope, is_other=is_other)

    def _follow(
        self,
        i: int,
        wording: str,
        said: tuple[int, int],
        word: str,
        part: _Part,
        scope: _Citation | None,
        *,
        is_other: bool,
    ) -> Iterator[Reference]:
        if not part.number:
            yield from self._items_alone(i, wording, said, part, is_other=is_other)
            return
        if _is_footnote_word(word):
            yield from self._footnote(i, wording, said, word, part)
            return
        meant = self._meant(i, word, part, scope)
        if is_other:
            if any(named.changes for named in meant) and scope is None:
                following = wording[part.end :].split()[:1]
                is_certain = not following or following[0].strip(",.;)").casefold() in _OF or word == "第"
                kind = Following.OF_ANOTHER_TEXT if is_certain else Following.DOUBTFUL
                why = "it is of another text" if is_certain else f"“{following[0]}” may name another text"
                yield self._reference(i, wording, said, part, "", why, kind)
            return
        if self._is_in_other_numbers(i, wording, said, part):
            why = "the proposal that wrote it numbers its paragraphs otherwise"
            yield self._reference(i, wording, said, part, "", why, Following.DOUBTFUL)
            return
        if not meant:
            if why := self._why_gone(word, part):
                yield self._reference(i, wording, said, part, "", why, Following.DOUBTFUL)
            return
        numbers = {named.now for named in meant}
        if part.start == part.end or not any(named.changes for named in meant):  # the number was said before
            pass
        elif len(numbers) > 1 or (len({n.changes for n in meant}) > 1):
            places = " or ".join(sorted(numbers, key=lambda n: (len(n), n)))
            why = f"it may mean what is now {places}"
            yield self._reference(i, wording, said, part, "", why, Following.DOUBTFUL)
        elif not self._is_sure(word, meant):
            why = f"“{word}” may not mean what is now {meant[0].now}"
            yield self._reference(i, wording, said, part, "", why, Following.DOUBTFUL)
        else:
            number = _like(meant[0].now, wording[part.start : part.end])
            yield self._reference(i, wording, said, part, number, "", Following.FOLLOWED)
        yield from self._items_of(i, wording, said, part.items, [named.unit for named in meant])

    def _is_in_other_numbers(self, i: int, wording: str, said: tuple[int, int], part: _Part) -> bool:
        """Whether the words are a proposal's, and the number means another unit there."""
        author = self.authors.get(i)
        if author is None or f"{part.number} {part.suffix}".strip() not in author.numbers:
            return False
        return " ".join(wording[said[0] : said[1]].split()) not in " ".join(author.before.split())

    def _is_sure(self, word: str, meant: Sequence[_Named]) -> bool:
        return all(named.word for named in meant) or is_generic(word) or any(named.is_heading for named in meant)

    def _meant(self, i: int, word: str, part: _Part, scope: _Citation | None) -> list[_Named]:
        """The units that a word and a number may mean: those of its article, where one is named or is its own."""
        alike = [n for n in self.here.numbers.get((part.number, part.suffix), ()) if _can_cite(word, n)]
        if not is_generic(word):  # Action 2 is the action of that number, where there is one, and not paragraph 2
            alike = [named for named in alike if named.word] or alike
        if scope is not None:
            over = {named.unit for named in self._meant(i, scope.word, scope.parts[0], None)}
            return [named for named in alike if over & {*self.here.above(named.unit)}]
        if len(alike) > 1 and (article := self.here.article(i)) is not None and is_generic(word):
            own = [named for named in alike if article in self.here.above(named.unit)]
            return own or alike
        return alike

    def _why_gone(self, word: str, part: _Part) -> str:
        """Why a number that no unit has may be wrong all the same: the draft had it, or a unit has it from now on."""
        number = f"{part.number} {part.suffix}".strip()
        if part.start == part.end:
            return ""
        if "." in part.number and (over := self._in_decimal(word, part)):
            return f"it may mean a paragraph of what is now {over}"
        before = self.draft.numbers.get((part.number, part.suffix), ())
        if any(_can_cite(word, named) for named in before):
            return f"{number} is no longer in the text"
        if part.suffix and is_generic(word):
            return f"there is no {number}"
        if is_generic(word) and any(f"{name}{part.number}" in self.unnumbered for name in ("OP", "PP")):
            return "paragraphs without printed numbers are counted otherwise now"
        now = (named for named in self.here.units.values() if named.now == number and named.changes)
        return f"{number} is a number only from now on" if any(_can_cite(word, named) for named in now) else ""

    def _in_decimal(self, word: str, part: _Part) -> str:
        """What ``5`` has become where ``Article 5.2`` is cited, if it or anything in it has a new number."""
        alike = [n for n in self.here.numbers.get((part.number.partition(".")[0], ""), ()) if _can_cite(word, n)]
        alike += [n for n in self.draft.numbers.get((part.number.partition(".")[0], ""), ()) if _can_cite(word, n)]
        for named in alike:
            inside = [n for n in self.here.units.values() if named.unit in self.here.above(n.unit)]
            if named.changes or any(n.changes for n in inside) or named.unit not in self.here.units:
                return named.now
        return ""

    def _items_of(
        self, i: int, wording: str, said: tuple[int, int], items: Sequence[_Part], parents: Sequence[int]
    ) -> Iterator[Reference]:
        """The items behind a number, each inside the one before."""
        for item in items:
            meant = [n for parent in parents for n in self.here.items(parent, item.number, item.suffix)]
            if not meant:
                gone = self.draft.numbers.get((item.number, item.suffix), ())
                if any(named.rank is Rank.ITEM for named in gone):
                    why = f"({item.number}) is no longer there"
                    yield self._reference(i, wording, said, item, "", why, Following.DOUBTFUL)
                return
            yield from self._item(i, wording, said, item, meant)
            parents = [named.unit for named in meant]

    def _items_alone(
        self, i: int, wording: str, said: tuple[int, int], part: _Part, *, is_other: bool
    ) -> Iterator[Reference]:
        """An item cited without its paragraph: it is one of the same paragraph, if that has one."""
        first = part.items[0]
        above = [i, *self.here.above(i)] if self.here.counted[i] is not None else [i]
        parents = next(([p] for p in above if self.here.items(p, first.number, first.suffix)), [])
        if parents:
            yield from self._items_of(i, wording, said, part.items, parents)
            return
        alike = self.here.numbers.get((first.number, first.suffix), ())
        if not is_other and any(named.changes and named.rank is Rank.ITEM for named in alike):
            why = "it does not say of which paragraph"
            yield self._reference(i, wording, said, first, "", why, Following.DOUBTFUL)

    def _item(
        self, i: int, wording: str, said: tuple[int, int], item: _Part, meant: Sequence[_Named]
    ) -> Iterator[Reference]:
        if not any(named.changes for named in meant):
            return
        if len({named.now for named in meant}) > 1:
            why = "it may mean several items"
            yield self._reference(i, wording, said, item, "", why, Following.DOUBTFUL)
            return
        number = _like(meant[0].now, wording[item.start : item.end])
        yield self._reference(i, wording, said, item, number, "", Following.FOLLOWED)

    def _footnote(self, i: int, wording: str, said: tuple[int, int], word: str, part: _Part) -> Iterator[Reference]:
        name = f"{part.number} {part.suffix}".strip()
        now = self.new.notes.get(name)
        if now is None or now == name:
            return
        if word.startswith(_FOOTNOTES):
            yield self._reference(i, wording, said, part, now, "", Following.FOLLOWED)
            return
        why = f"“{word}” may mean footnote {now}"
        yield self._reference(i, wording, said, part, "", why, Following.DOUBTFUL)

    def _in_chinese(self, i: int, wording: str) -> Iterator[Reference]:
        """``第三条``, ``第三条第二款``, ``第5段``."""
        before: list[_Named] | None = None
        end = -1
        for found in _CHINESE.finditer(wording):
            number, unit, suffix = plain_number(found[1]), found[2], found[3] or ""
            alike = [n for n in self.here.numbers.get((number, suffix), ()) if _is_chinese(n, unit)]
            if before is not None and found.start() == end:
                over = {named.unit for named in before}
                alike = [n for n in alike if over & {*self.here.above(n.unit)}]
            before, end = alike, found.end()
            if len(alike) > 1 and unit in _IN_ARTICLES and (article := self.here.article(i)) is not None:
                alike = [n for n in alike if article in self.here.above(n.unit)] or alike
            part = _Part(found.start(1), found.end(1), number, suffix)
            if item := _CHINESE_ITEM.match(wording, found.end()):
                cited = _Part(*item.span(1), plain_number(item[1]))
                yield from self._items_of(i, wording, (found.start(), item.end()), [cited], [n.unit for n in alike])
            is_other = wording[: found.start()].rstrip().endswith(("》", "”"))
            changing = [named for named in alike if named.changes]
            if alike and not is_other and self._is_in_other_numbers(i, wording, found.span(), part):
                why = "the proposal that wrote it numbers its paragraphs otherwise"
                yield self._reference(i, wording, found.span(), part, "", why, Following.DOUBTFUL)
                continue
            if not changing:
                if not alike and any(_is_chinese(n, unit) for n in self.draft.numbers.get((number, suffix), ())):
                    why = f"{found[0]} is no longer in the text"
                    yield self._reference(i, wording, found.span(), part, "", why, Following.DOUBTFUL)
                continue
            if is_other:
                why = "it is of another text"
                yield self._reference(i, wording, found.span(), part, "", why, Following.OF_ANOTHER_TEXT)
            elif suffix or len({named.now for named in alike}) > 1:
                why = f"it may mean what is now {' or '.join(sorted({n.now for n in alike}))}"
                if suffix and len({named.now for named in alike}) == 1:
                    given = _like(alike[0].now, found[1]) + found[2]
                    whole = _Part(found.start(1), found.end(), number, suffix)
                    yield self._reference(i, wording, found.span(), whole, given, "", Following.FOLLOWED)
                else:
                    yield self._reference(i, wording, found.span(), part, "", why, Following.DOUBTFUL)
            else:
                number = _like(alike[0].now, found[1])
                yield self._reference(i, wording, found.span(), part, number, "", Following.FOLLOWED)


_CLOSE = 4
"""So many words at most between an item and its paragraph."""
_CHINESE_ITEM = re.compile(r"\s*[（(]([a-z]{1,2}|[一二三四五六七八九十]{1,3})[)）]")
_CHINESE = re.compile(rf"第\s*([{HAN}]{{1,7}}|\d{{1,4}})\s*(条|條|段|款|项|項|章|节|節|部分)(之[{HAN}]{{1,4}})?")
_IN_ARTICLES = frozenset("段 款 项 項".split())
_BY_LABEL = frozenset("条 條 章 节 節 部分".split())


def _is_chinese(named: _Named, unit: str) -> bool:
    """Whether a Chinese citation may mean a unit: 第三条 one that is so labelled, 第三段 any numbered paragraph."""
    if named.word.startswith("第") or unit in _BY_LABEL:
        return named.word == f"第{unit}"
    if unit in ("段", "款"):
        return not named.word and named.rank is Rank.PARAGRAPH
    return not named.word and named.rank is Rank.ITEM


_OF = frozenset(
    ", ( ) ، of in to under de du des del la l'article von des из من في the el el los las le les".split()
) | {"d'"}
_FOOTNOTES = ("footnote", "сноск", "хвост", "حاشية", "الحاشية")


def _is_footnote_word(word: str) -> bool:
    return word.startswith(_FOOTNOTES) or word in ("note", "notes", "nota", "notas")


@cache
def _generic() -> frozenset[str]:
    return frozenset(label_table().named("any paragraph"))


def is_generic(word: str) -> bool:
    """Whether a word cites any paragraph or item by its number alone.

    >>> [is_generic(word) for word in ("paragraph", "пунктах", "للفقرة", "article", "action")]
    [True, True, True, False, False]
    """
    return word in _generic() or ARABIC_PREFIX.sub("", word) in _generic()


@cache
def _divides() -> Mapping[str, str]:
    return {**label_table().named("words"), **label_table().named("words behind")}


_OVER = ("part", "chapter", "section")
_OF_ARTICLES = re.compile(r"art|стат|مادة|مواد|مادتين|§|règle|regla|rule|regulation|правил")


def _can_cite(word: str, named: _Named) -> bool:
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


def _like(number: str, cited: str) -> str:
    """A number in the digits or letters of the one that it replaces."""
    own = cited.split()[0] if cited.split() else cited
    digits = re.match(r"\d+", own)
    if number.isdecimal():
        if digits:
            return write_number(Ordinal("1", int(number)), digits[0]) or number
        if own[:1] in HAN or own[:1] == "第":
            return han(int(number))
        return number
    return number.upper() if own.isupper() and len(own) > 1 else number


__all__ = ["Authorship", "Following", "Reference", "is_generic", "plain_number", "references"]
