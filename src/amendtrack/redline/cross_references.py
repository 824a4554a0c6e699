"""Cross-references that follow new numbers: ``paragraph 6`` becomes ``paragraph 7`` where 6 has become 7.

Nothing is guessed. A citation is followed only if every unit that it may mean has one and the same new number; one of
another text is left as it is; any other is doubtful, and is listed with the reason. ``cited_numbers`` knows how
sentences cite units, ``citable_units`` what they may mean, ``text.renumbering`` the new numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from amendtrack.redline.citable_units import CitableUnit, CitableUnits, can_cite, is_chinese
from amendtrack.redline.cited_numbers import (
    Citation,
    CitedPart,
    Piece,
    citations_in,
    is_generic,
    pieces_of,
    plain_number,
)
from amendtrack.redline.numbering import is_of_another_text
from amendtrack.text.label_forms import HAN
from amendtrack.text.labels import Rank
from amendtrack.text.numerals import Ordinal, han, write_number
from amendtrack.text.renumbering import CITED, Renumbering
from amendtrack.text.resolution import resolution_names
from amendtrack.text.units import Text


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
    text: Text,
    draft: Text,
    new: Renumbering,
    authors: Mapping[int, Authorship] = MappingProxyType({}),
    replacing: Mapping[int, Set[int]] = MappingProxyType({}),
) -> tuple[Reference, ...]:
    """Every citation of a number that has changed, in the order of the text; ``draft`` is what the text was made from.

    ``authors`` say for units with new words whose numbers those cite. ``replacing`` holds the new units that have the
    number of one that is gone, each with the units which mean the new one by it; any other may mean what is gone.

    >>> from amendtrack.text.units import parse_text
    >>> text = parse_text("1. Meet.\\n\\n1 bis. Vote.\\n\\n2. Report.\\n\\n3. See paragraph 2 above.")
    >>> found = references(text, text, Renumbering({1: "2.", 2: "3.", 3: "4."}, {}))
    >>> [(one.words, one.number, one.following.value) for one in found]
    [('paragraph 2', '3', 'followed')]
    """
    here, before = CitableUnits.of(text, new), CitableUnits.of(draft, Renumbering({}, {}))
    return tuple(_Follower(here, before, new, authors, replacing).all())


@dataclass(slots=True)
class _Follower:
    here: CitableUnits
    draft: CitableUnits
    new: Renumbering
    authors: Mapping[int, Authorship]
    replacing: Mapping[int, Set[int]]
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
        self, i: int, wording: str, said: tuple[int, int], part: CitedPart, number: str, why: str, kind: Following
    ) -> Reference:
        at = self.here.text.units[i].body
        words = " ".join(wording[said[0] : max(said[1], part.end)].split())
        return Reference(i, at + part.start, at + part.end, words, number, kind, why)

    def _marks(self, i: int, wording: str) -> Iterator[Reference]:
        """The marks of footnotes."""
        for found in CITED.finditer(wording):
            part, now = CitedPart(*found.span(1), found[1]), self.new.notes.get(found[1])
            if now is None:
                why = "there is no such footnote"
                yield self._reference(i, wording, found.span(), part, "", why, Following.DOUBTFUL)
            elif now != found[1]:
                yield self._reference(i, wording, found.span(), part, now, "", Following.FOLLOWED)

    def _in_words(self, i: int, wording: str) -> Iterator[Reference]:
        pieces = pieces_of(wording)
        cited = list(citations_in(pieces))
        keys = [piece.key for piece in pieces]
        for k, citation in enumerate(cited):
            if (of := self._of_paragraph(keys, cited, k)) is not None:
                yield from self._items_in(i, wording, pieces, citation, of, self._scope(keys, cited, cited.index(of)))
                continue
            yield from self._of(i, wording, pieces, citation, self._scope(keys, cited, k))

    def _of_paragraph(self, keys: Sequence[str], cited: Sequence[Citation], k: int) -> Citation | None:
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
        pieces: Sequence[Piece],
        citation: Citation,
        of: Citation,
        scope: Citation | None,
    ) -> Iterator[Reference]:
        keys, outer = [piece.key for piece in pieces], scope or of
        first, last = min(citation.first, of.first), max(citation.last, of.last, outer.last)
        said = (pieces[first].start, pieces[last - 1].end)
        meant = self._meant(i, of.word, of.parts[-1] if of.first < citation.first else of.parts[0], scope)
        if is_of_another_text(keys, outer.first, outer.last) or not meant:
            return
        for part in citation.parts:
            yield from self._items_of(i, wording, said, part.items, [named.unit for named in meant])

    def _scope(self, keys: Sequence[str], cited: Sequence[Citation], k: int) -> Citation | None:
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
        self, i: int, wording: str, pieces: Sequence[Piece], citation: Citation, scope: Citation | None
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
        part: CitedPart,
        scope: Citation | None,
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
        if why := self._why_another(i, wording, said, part, meant):
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

    def _why_another(
        self, i: int, wording: str, said: tuple[int, int], part: CitedPart, meant: Iterable[CitableUnit]
    ) -> str:
        """Why a number may mean another unit than those that have it here; empty if it means these."""
        number, author = f"{part.number} {part.suffix}".strip(), self.authors.get(i)
        words = " ".join(wording[said[0] : said[1]].split())
        if author is not None and number in author.numbers and words not in " ".join(author.before.split()):
            return "the proposal that wrote it numbers its paragraphs otherwise"
        if any(i not in self.replacing.get(named.unit, {i}) for named in meant):
            return f"{number} is no longer in the text, and what has its number is new"
        return ""

    def _is_sure(self, word: str, meant: Sequence[CitableUnit]) -> bool:
        return all(named.word for named in meant) or is_generic(word) or any(named.is_heading for named in meant)

    def _meant(self, i: int, word: str, part: CitedPart, scope: Citation | None) -> list[CitableUnit]:
        """The units that a word and a number may mean: those of its article, where one is named or is its own."""
        alike = [n for n in self.here.numbers.get((part.number, part.suffix), ()) if can_cite(word, n)]
        if not is_generic(word):  # Action 2 is the action of that number, where there is one, and not paragraph 2
            alike = [named for named in alike if named.word] or alike
        if scope is not None:
            over = {named.unit for named in self._meant(i, scope.word, scope.parts[0], None)}
            return [named for named in alike if over & {*self.here.above(named.unit)}]
        if len(alike) > 1 and (article := self.here.article(i)) is not None and is_generic(word):
            own = [named for named in alike if article in self.here.above(named.unit)]
            return own or alike
        return alike

    def _why_gone(self, word: str, part: CitedPart) -> str:
        """Why a number that no unit has may be wrong all the same: the draft had it, or a unit has it from now on."""
        number = f"{part.number} {part.suffix}".strip()
        if part.start == part.end:
            return ""
        if "." in part.number and (over := self._in_decimal(word, part)):
            return f"it may mean a paragraph of what is now {over}"
        before = self.draft.numbers.get((part.number, part.suffix), ())
        if any(can_cite(word, named) for named in before):
            return f"{number} is no longer in the text"
        if part.suffix and is_generic(word):
            return f"there is no {number}"
        if is_generic(word) and any(f"{name}{part.number}" in self.unnumbered for name in ("OP", "PP")):
            return "paragraphs without printed numbers are counted otherwise now"
        now = (named for named in self.here.units.values() if named.now == number and named.changes)
        return f"{number} is a number only from now on" if any(can_cite(word, named) for named in now) else ""

    def _in_decimal(self, word: str, part: CitedPart) -> str:
        """What ``5`` has become where ``Article 5.2`` is cited, if it or anything in it has a new number."""
        alike = [n for n in self.here.numbers.get((part.number.partition(".")[0], ""), ()) if can_cite(word, n)]
        alike += [n for n in self.draft.numbers.get((part.number.partition(".")[0], ""), ()) if can_cite(word, n)]
        for named in alike:
            inside = [n for n in self.here.units.values() if named.unit in self.here.above(n.unit)]
            if named.changes or any(n.changes for n in inside) or named.unit not in self.here.units:
                return named.now
        return ""

    def _items_of(
        self, i: int, wording: str, said: tuple[int, int], items: Sequence[CitedPart], parents: Sequence[int]
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
        self, i: int, wording: str, said: tuple[int, int], part: CitedPart, *, is_other: bool
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
        self, i: int, wording: str, said: tuple[int, int], item: CitedPart, meant: Sequence[CitableUnit]
    ) -> Iterator[Reference]:
        if why := self._why_another(i, wording, said, item, meant):
            yield self._reference(i, wording, said, item, "", why, Following.DOUBTFUL)
            return
        if not any(named.changes for named in meant):
            return
        if len({named.now for named in meant}) > 1:
            why = "it may mean several items"
            yield self._reference(i, wording, said, item, "", why, Following.DOUBTFUL)
            return
        number = _like(meant[0].now, wording[item.start : item.end])
        yield self._reference(i, wording, said, item, number, "", Following.FOLLOWED)

    def _footnote(self, i: int, wording: str, said: tuple[int, int], word: str, part: CitedPart) -> Iterator[Reference]:
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
        before: list[CitableUnit] | None = None
        end = -1
        for found in _CHINESE.finditer(wording):
            number, unit, suffix = plain_number(found[1]), found[2], found[3] or ""
            alike = [n for n in self.here.numbers.get((number, suffix), ()) if is_chinese(n, unit)]
            if before is not None and found.start() == end:
                over = {named.unit for named in before}
                alike = [n for n in alike if over & {*self.here.above(n.unit)}]
            before, end = alike, found.end()
            if len(alike) > 1 and unit in _IN_ARTICLES and (article := self.here.article(i)) is not None:
                alike = [n for n in alike if article in self.here.above(n.unit)] or alike
            part = CitedPart(found.start(1), found.end(1), number, suffix)
            if item := _CHINESE_ITEM.match(wording, found.end()):
                cited = CitedPart(*item.span(1), plain_number(item[1]))
                yield from self._items_of(i, wording, (found.start(), item.end()), [cited], [n.unit for n in alike])
            is_other = wording[: found.start()].rstrip().endswith(("》", "”"))
            changing = [named for named in alike if named.changes]
            if alike and not is_other and (why := self._why_another(i, wording, found.span(), part, alike)):
                yield self._reference(i, wording, found.span(), part, "", why, Following.DOUBTFUL)
                continue
            if not changing:
                if not alike and any(is_chinese(n, unit) for n in self.draft.numbers.get((number, suffix), ())):
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
                    whole = CitedPart(found.start(1), found.end(), number, suffix)
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


_OF = frozenset(
    ", ( ) ، of in to under de du des del la l'article von des из من في the el el los las le les".split()
) | {"d'"}
_FOOTNOTES = ("footnote", "сноск", "хвост", "حاشية", "الحاشية")


def _is_footnote_word(word: str) -> bool:
    return word.startswith(_FOOTNOTES) or word in ("note", "notes", "nota", "notas")


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


__all__ = ["Authorship", "Following", "Reference", "references"]
