"""Places as they are written in a message: ``Article 3, paragraph 2 (b)``, ``OP7``; but not ``the second sentence``.

Knows how places are written in every language (the words are in ``forms``), and which contains which. The units
of a draft that a place names are found in ``guide``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from amendtrack.intake.instructions.forms import COUNTED, counted_in, first_word, languages, written
from amendtrack.intake.instructions.spelling import plain
from amendtrack.text.label_forms import HAN, SUFFIX, label_table
from amendtrack.text.numerals import readings


@dataclass(frozen=True, slots=True)
class PlacePart:
    """One step of a place: what the unit is called (``para``, ``action``, or nothing), its number and ``bis``.

    A word beginning with ``nth`` counts units regardless of their labels: ``the second paragraph``; -1 is the last.
    """

    word: str
    number: str
    suffix: str = ""

    @property
    def level(self) -> float:
        """Its depth: a part of a lower level may contain one of a higher level."""
        if self.word == "" and not self.number[:1].isdecimal():
            return _LEVELS["item"]
        return _LEVELS.get(self.word, _LEVELS["article"])


_LEVELS: dict[str, float] = {
    "other": 0,
    "annex": 1,
    "appendix": 1,
    "preamble": 1,
    "operative": 1,
    "part": 2,
    "division": 2,
    "chapter": 3,
    "heading": 4,
    "section": 4,
    "article": 5,
    "passage": 5.5,
}
_LEVELS |= dict.fromkeys(
    ("", "para", "opening", "term", "step", "degree", "op", "pp", "nth para", "nth step", "target", "subsection"), 6
)
_LEVELS |= dict.fromkeys(("subpara", "nth subpara", "nth line", "table"), 7)
_LEVELS |= dict.fromkeys(("column", "nth column"), 9)
_LEVELS |= dict.fromkeys(("item", "nth item", "bullet", "nth bullet", "row", "rowkind", "nth row"), 8)


@dataclass(frozen=True, slots=True)
class Place:
    """A place as written: its parts in the order of writing, or the words of a heading.

    ``alone``: only the unit itself is meant, without its items (a chapeau, a footnote, a title);
    ``titled``: its title is meant;
    ``address``: the unit's address in the draft, if the place is written that way.
    """

    words: str
    parts: tuple[PlacePart, ...] = ()
    heading: str = ""
    alone: bool = False
    address: str = ""
    titled: bool = False

    def inside(self, outer: Place) -> Place:
        """This place inside another: ``paragraph 7`` in ``section II``."""
        if self == TITLE:
            return self.within(outer)
        if self is UP_TO or not self.parts:
            return self
        return Place(f"{outer.words}, {self.words}", (*outer.parts, *self.parts), alone=self.alone, titled=self.titled)

    def called_like(self, first: Place) -> Place:
        """This place, if it is a bare number, with the name of the first in its list: ``actions 7 and 9``."""
        if self is first or not self.parts or self.parts[0].word or not first.parts:
            return self
        if len(self.parts) == len(first.parts) and self.parts[0].number.isdecimal():  # ``Articles 2(1) and 3(2)``
            alike = tuple(replace(mine, word=other.word) for mine, other in zip(self.parts, first.parts, strict=True))
            return Place(self.words, alike)
        if len(self.parts) != 1:
            return self
        called = replace(self.parts[0], word=first.parts[-1].word)
        return Place(self.words, (*first.parts[:-1], called))

    def within(self, outer: Place | None) -> Place:
        """This place under a heading: ``(a)`` under ``Paragraph 5``, ``para 4`` under ``Article 5``.

        A heading of the same or a deeper level does not apply: ``Article 6`` under ``Article 5`` is ``Article 6``.
        But a decimal number names its clause: ``5.3`` under ``Clause 4`` is a place that does not exist.
        """
        if outer is not None and self == TITLE and (outer.parts or outer.heading):
            return replace(outer, words=f"title of {outer.words}", alone=True, titled=True)
        if outer is None or not self.parts or self.parts[0].word == "note" or self is UP_TO:
            return self
        mine = min(part.level for part in self.parts)
        around = tuple(part for part in outer.parts if part.level < mine)
        deeper = outer.parts[-1:]
        if self.parts[0].word == "degree":  # 3° of II: a Roman number holds it, whatever else one may be
            around = tuple(part for part in outer.parts if part.level < mine or _is_roman(part))
        if mine == _LEVELS["item"] and deeper and deeper[0].level == mine and _is_deeper(self.parts[0], deeper[0]):
            around = outer.parts
        if self.parts[0].word == "subsection" and deeper and deeper[0].word == "para":
            around = outer.parts  # of ``§ 4``
        if not around and self.is_in_another_clause(outer):
            around = outer.parts
        return replace(self, words=f"{outer.words}, {self.words}", parts=(*around, *self.parts)) if around else self

    def is_in_another_clause(self, outer: Place) -> bool:
        """Whether this decimal number belongs to another clause than the one named: ``5.3`` under ``4`` or ``4.1``."""
        mine, other = _decimal(self), _decimal(outer)
        return len(mine) > len(other) > 0 and mine[: len(other)] != other

    def is_in_clause(self, outer: Place) -> bool:
        """Whether this decimal number belongs to the clause named: ``4.2.1`` under ``4`` and under ``4.2``."""
        mine, other = _decimal(self), _decimal(outer)
        return len(mine) > len(other) > 0 and mine[: len(other)] == other


def _decimal(place: Place) -> tuple[str, ...]:
    """The steps of a place that is a bare number: ``4``, ``2``, ``1`` of ``4.2.1``; no steps of any other place."""
    if len(place.parts) != 1 or place.parts[0].level != _LEVELS["para"] or place.parts[0].suffix:
        return ()
    return tuple(place.parts[0].number.split("."))


UP_TO = Place("to")
"""Marks a range, between its two ends."""
TITLE = Place("title", alone=True, titled=True)
"""The title of the place named before it, or of the whole text if none was."""


def foreign(words: str) -> Place:
    """A place outside the draft: another document, or words that may name one."""
    return Place(words, (PlacePart("other", plain(words)),))


def _is_roman(part: PlacePart) -> bool:
    return part.word == "" and not part.number.strip("ivx")


def _is_deeper(inner: PlacePart, outer: PlacePart) -> bool:
    """Whether an item belongs to another item: ``(i)`` under ``(c)``, but not ``(i)`` under ``(h)``."""
    mine, other = ({o.numeral for o in readings(p.number)} for p in (inner, outer))
    return "i" in mine and "i" not in other and outer.number != "h"


# -- reading ------------------------------------------------------------------------------------------

_HAN_BIS = f"之[{HAN}]{{1,4}}"
_SUFFIXES = rf"(?:[.\- ]?{SUFFIX}\u064b?|{_HAN_BIS})*"
_NUMBER = (
    rf"(?P<number>\d{{1,4}}(?:\.\d{{1,3}}){{0,3}}(?![\d%°])(?:er|re|\.?[ºª])?|[ivxl]{{1,7}}(?![\w'])"
    r"|(?!в (?:строк|граф|столбц|колонк|таблиц))[a-zа-я](?![\w'])"
    rf"|ier(?!\w)|premiere?(?!\w)|[\u0621-\u064a]\u0640?(?!\w)|[{HAN}]{{1,5}})"
)
_MARKER = re.compile(r"\[\^(?P<number>\w{1,20})(?P<suffix> [a-z]{2,20})?\]")
_BARE = re.compile(rf"#?(?P<number>\d{{1,4}}(?:\.\d{{1,3}}){{0,3}}(?![\w%°]|\.\d|,\d))(?P<suffix>{_SUFFIXES})(?!\w)")
_GLUED = re.compile(rf"(?P<number>\d{{1,4}})(?P<suffix>{SUFFIX}|{_HAN_BIS}|[a-h](?!\w))")
_ITEM = re.compile(
    rf" ?第?[(（](?P<number>[a-zа-я]{{1,2}}|[\u0621-\u064a]\u0640?|[ivxl]{{1,7}}|\d{{1,3}}|[{HAN}]{{1,3}})"
    rf"(?P<suffix>{_SUFFIXES})[)）](?P<outer>{_SUFFIXES})(?:[项款目]|分段)?(?![a-zа-я\d])"
)
_BEFORE_ITEM = re.compile(r"(?: ?[,،，] ?| - )(?=[(（][a-zа-я][)）])")
_ALONE_IN_FRENCH = re.compile(
    r" ?(?:(?:a la|au|aux|du|le|les|l'|un) |, ?(?=[ivx]{1,5}[ ,:]|\d{1,2} ?°))"
    rf"(?:(?P<degree>\d{{1,2}}) ?°|(?P<number>[ivx]{{1,5}}(?=[ ,:.]|$)|[a-z](?=\)| d[eu] )|\d{{1,2}}(?= de l| du )))"
    rf"(?P<suffix>{_SUFFIXES})\)?(?P<outer>)(?!\w)"
)
"""``le 2°``, ``au II``, ``au c)``, ``article 3, II``: a number preceded by an article alone."""
_DEGREE = re.compile(
    r"(?:(?P<number>\d{1,2}) ?°(?! ?[cf\d])"
    r"|(?P<roman>[ivx]{1,5}(?=(?:\.|, ?| - )\d{1,2} ?°)|^(?:[iv]|[ivx]{2,5})(?= ?:)))(?P<suffix>)(?P<outer>)"
)
"""``3° du II``, ``II, 3°``: the same where a place opens with it."""
_HALF = re.compile(r" ?(?P<number>[a-zа-я]|[ivxl]{1,7})\)(?P<outer>(?!\w))")
_JOINED = re.compile(r"\) ?(?:and|et|y|e|и|و) $")
"""What stands before the second of two items: ``a) et b)``."""
_AFTER_NUMBER = rf"(?P<suffix>(?<=\d)(?:[a-h]| [a-h](?= ?\(new\)))(?!\w)|{_SUFFIXES})\)?(?P<outer>{_SUFFIXES})(?!\w)"
_ARTICLES = r"(?:(?:the|le|la|les|el|los|al|du|au|aux|del) |l'|d')?"
_QUOTED_NUMBER = re.compile(r"(?:[^\W\d_]{1,2}|[ivx]{1,5}|\d{1,3})[.)）]?")
_BY_WORDS = ("row", "column")
"""What is called by its words: ``row "over 25 m"``."""
_UNNUMBERED = ("title", "draft", "whole", "chapeau", "other", "preamble", "operative")
_ALONE = ("annex", "preamble", "operative")
_IN_TABLES = ("row", "rowkind", "nth row", "column", "nth column")
_ONE_EACH = ("article", "section", "chapter", "annex")


@cache
def _alternatives(key: str, *, around: bool = False) -> str:
    """A pattern of the phrases of a class of places: those around their number, or the others."""
    phrases = [p for language in languages() for p in language.places.get(key, ()) if ("@" in p) is around]
    return "|".join(map(written, sorted(phrases, key=len, reverse=True))) or "(?!)"


@cache
def _keys() -> tuple[str, ...]:
    found = dict.fromkeys(key for language in languages() for key in language.places)
    return tuple(sorted((key for key in found if key not in _UNNUMBERED), key=lambda k: k not in ("op", "pp", "note")))


@cache
def _named() -> re.Pattern[str]:
    """A word for a place, followed by its number."""
    numbered = {  # not “titre à supprimer”, “the table a new row”
        "division": r"(?= ?(?:[ivxl]{1,7}|ier|\d{1,2})(?![\w']))",
        "table": r"(?= ?(?:\d|[ivxl]{1,7}(?![\w'])|[a-z](?=[,:.;]|$)))",
    }
    words = "|".join(f"(?P<{key}>(?:{_alternatives(key)}){numbered.get(key, '')})" for key in _keys())
    sign = r"(?: ?(?:#|№|n[°o]\.?|number|numero|n\. ?º) ?\(?| \(?|(?=\d))"
    # French “par” is a preposition before a year.
    return re.compile(rf"{_ARTICLES}(?!par \d{{4}})(?:{words}){sign}{_NUMBER}{_AFTER_NUMBER}")


@cache
def _by_quotation() -> re.Pattern[str]:
    """A word for a place, followed by a quotation that is its number or its words: ``row "over 25 m"``."""
    keys = ("subpara", "item", *_BY_WORDS)
    return re.compile(rf"{_ARTICLES}(?:{'|'.join(f'(?P<{key}>{_alternatives(key)})' for key in keys)}) Q(?!\w)")


@cache
def _by_opening() -> re.Pattern[str]:
    """A paragraph by its first words: ``the paragraph beginning "Noting"``, ``the "Noting" paragraph``."""
    units = "|".join(_alternatives(key) for key in ("pp", "op", "para", "subpara"))
    opening = "|".join(language.any_of("opening") for language in languages() if "opening" in language.classes)
    terms = "|".join(language.any_of("definition") for language in languages() if "definition" in language.classes)
    before = rf"{_ARTICLES}(?:{units}),? (?:{opening})|(?P<term>{terms})"
    return re.compile(rf"(?:(?:{before}) Q(?!\w)|the Q (?:{units})(?= ?[,:.]|$| [^\d(]))")


@cache
def _by_bare_words() -> re.Pattern[str]:
    """A row or column by its words without quotation marks, up to the next comma or colon."""
    keys = "|".join(f"(?P<{key}>{_alternatives(key)})" for key in _BY_WORDS)
    tables = rf" (?:of|in|from|du|de|dans|del|en) {_ARTICLES}(?:{_alternatives('table')}|{_alternatives('article')})"
    ends = rf"(?= ?[,:，：.]|$|{tables})"
    return re.compile(rf"{_ARTICLES}(?:{keys}) {_ARTICLES}(?P<words>[^\W\d][^,:;.，：Q]{{1,40}}?){ends}")


@cache
def _row_behind() -> re.Pattern[str]:
    """A row with its words before it: ``the Arda row``."""
    rows = "|".join(written(p) for p in languages()[0].places.get("row", ()) if " " not in p)
    names = r"(?!new|following|whole|entire|same|other|table|next|above|below|head|title|respective)"
    return re.compile(rf"the {names}(?P<words>[^\W\d][\w-]*(?: [\w-]+)?) (?:{rows})(?= ?[,:.]| of | in |$)")


def _quoted_part(found: re.Match[str], quoted: str) -> PlacePart | None:
    """The part that a quotation names; None if it is neither a number nor the words of a row or column."""
    key, words = str(found.lastgroup), plain(" ".join(quoted.split())).strip(" .")
    if key in _BY_WORDS:
        return PlacePart(key, words) if words else None
    return PlacePart("item", same_number(words.strip("()（）"))) if _QUOTED_NUMBER.fullmatch(words) else None


@cache
def _around() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """A number with the word around it or after it: ``第5段``."""
    found = []
    for key in _keys():
        for phrase in sorted({p for lang in languages() for p in lang.places.get(key, ()) if "@" in p}, key=len)[::-1]:
            before, _, behind = phrase.partition("@")
            # Without a word before it, only digits: 一段 is "a paragraph".
            numbered = rf"(?P<number>\d{{1,4}}|[{HAN}]{{1,5}})" if before else r"(?P<number>\d{1,4})"
            pattern = rf"{re.escape(before)} ?{numbered} ?{re.escape(behind)}(?P<outer>(?:{_HAN_BIS}| ?{SUFFIX})?)"
            found.append((key, re.compile(pattern)))
    return tuple(found)


@cache
def _around_signs() -> tuple[frozenset[str], frozenset[str]]:
    """The first signs of the words before a number, and of those after a number that has none before it."""
    phrases = [p for language in languages() for ps in language.places.values() for p in ps if "@" in p]
    split = [phrase.partition("@") for phrase in phrases]
    return frozenset(a[0] for a, _, _ in split if a), frozenset(b[0] for a, _, b in split if b and not a)


def _may_be_around(folded: str, at: int) -> bool:
    before, behind = _around_signs()
    if folded[at : at + 1] in before:
        return True
    rest = folded[at : at + 6].lstrip("0123456789")
    return folded[at : at + 1].isdigit() and rest.lstrip()[:1] in behind


@cache
def _article_words() -> frozenset[str]:
    return frozenset(re.findall("[a-z]+", _ARTICLES.replace("|", " ")))


def opens_with(folded: str, at: int, openings: frozenset[str]) -> bool:
    """Whether one of these words, or an ordinal such as ``2nd``, may begin there; a quick first test."""
    sign = folded[at : at + 1]
    if sign.isdigit():
        return folded[at + 1 : at + 4].strip("0123456789 .,:;)")[:1] not in ("", "(")
    word = first_word(folded[at : at + 40])
    return word in openings or (bool(word) and "\u2e80" <= sign <= "\u9fff")


@cache
def _ordinal() -> tuple[tuple[frozenset[str], re.Pattern[str]], ...]:
    """A place that is counted: ``the second preambular paragraph``, ``last paragraph``, ``الفقرة الثانية``."""
    found = []
    for language in languages():
        words = "|".join(
            f"(?P<{key}>{'|'.join(map(written, language.places[key]))})"
            for key in (
                "pp",
                "op",
                "para",
                "subsection",
                "line",
                "step",
                "subpara",
                "item",
                "bullet",
                "row",
                "column",
                *_ONE_EACH,
            )
            if any("@" not in p for p in language.places.get(key, ()))
        )
        renamed = re.sub(r"\?P<(\w+)>", r"?P<\1_>", words)
        before, behind = language.counting("before"), language.counting("behind")
        phrases = [p for group in (language.ordinals, language.places) for ps in group.values() for p in ps]
        openings = frozenset(first_word(phrase) for phrase in phrases) | _article_words()
        found.append((openings, re.compile(rf"{_ARTICLES}(?:(?:{before}) ?(?:{words})|(?:{renamed}) (?:{behind}))")))
    return tuple(found)


@cache
def _link() -> re.Pattern[str]:
    of = "|".join(f"{language.any_of('of')}|{language.any_of('in')}" for language in languages())
    table = rf"(?:(?:{of}) )?{_ARTICLES}(?:{_alternatives('table')})(?:,? ?| - )"
    at_the = r" ?[,:] ?(?:a (?=la |l'))"
    plain_link = rf"(?: ?[,，،:：] ?| - | |)(?:{table})?(?:(?:{of}) ?{_ARTICLES}|(?=[^\W\d_]|§))|[,，،] ?"
    return re.compile(f"{at_the}|{plain_link}")


def is_page(words: str) -> bool:
    """Whether a line is only a page: it says nothing of where in the text."""
    return _page().fullmatch(plain(words).strip(" :.")) is not None


@cache
def _page() -> re.Pattern[str]:
    """A page, which is only a hint: between two places, behind one, or before one."""
    phrases = {p for language in languages() for p in language.classes.get("page", ())}
    words = "|".join(written(p) for p in sorted(phrases, key=len, reverse=True) if "@" not in p)
    around = "|".join(re.escape(p).replace("@", r"\d{1,4}") for p in phrases if "@" in p) or "(?!)"
    numbers = r"\d{1,4}(?: ?(?:-|to|a|и|至) ?\d{1,4})?(?!\w)"
    return re.compile(rf" ?[,،，(（]? ?(?:(?:{words}) ?{numbers}|{around})[)）]?(?= ?[,،，:：;.]| |$)")


def _unnumbered(key: str, behind: str) -> re.Pattern[str]:
    of = "|".join(language.any_of("of") for language in languages())
    return re.compile(rf"{_ARTICLES}(?:{_alternatives(key)}){behind}".replace("OF", f"(?:{of}) ?{_ARTICLES}"))


@cache
def _unnumbered_parts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (key, re.compile(rf"{_ARTICLES}(?:{_alternatives(key)})(?! ?(?:[\d(#]|[ivxl]{{1,7}}(?![\w'])))"))
        for key in _ALONE
    )


@cache
def _ends_alone() -> re.Pattern[str]:
    """Words after a place which say that only its title or its introductory words are meant."""
    words = f"(?P<title>{_alternatives('title')})|{_alternatives('chapeau')}"
    return re.compile(
        rf"(?: ?[,，] ?| - | |的)?{_ARTICLES}(?:{words})(?=$|[ ,:：，.;。中里的]|-)(?! ?(?:[\divxl#(]|Q))"
    )


@cache
def _table() -> re.Pattern[str]:
    """A table without a number, and the words that continue from it."""
    of = "|".join(f"{language.any_of('of')}|{language.any_of('in')}" for language in languages())
    tables = rf"{_ARTICLES}(?:{_alternatives('table')})(?! ?(?:\d|[ivxl]+(?!\w)|[(#]))"
    return re.compile(rf"(?:(?: ?[,،，] ?| - | )(?:(?:{of}) )?)?{tables}(?P<on>(?: ?[,،，:] ?| - | )(?:(?:{of}) ?)?)?")


_title_of = cache(lambda: _unnumbered("title", r"(?! ?(?:[ivxl]{1,7}|ier|\d{1,2})(?![\w'])) ?(?:OF)?"))
_chapeau_of = cache(lambda: _unnumbered("chapeau", " ?(?:OF)?"))
_draft_title = cache(lambda: _unnumbered("draft", ""))


@cache
def _title_of_whole() -> re.Pattern[str]:
    """``the title of the Convention``, ``公约标题``: that of the whole text, if it is one of that kind."""
    title, whole = _alternatives("title"), _alternatives("whole")
    of = "|".join(language.any_of("of") for language in languages())
    draft = "|".join(f"{language.any_of('whole')} " for language in languages())
    named = rf"{_ARTICLES}(?:{title}) (?:(?:{of}) ?)?{_ARTICLES}(?:(?:{draft})(?:(?:{of}) ?)?)?(?P<of>{whole})"
    return re.compile(rf"(?:{named}|(?P<is>{whole})的?(?:{title}))(?! ?\d)")


_bare_title = cache(lambda: _unnumbered("title", ""))
_quoted_title = cache(lambda: _unnumbered("title", " Q"))


@cache
def place_openings() -> frozenset[str]:
    """The words with which a place can begin."""
    groups = (group for language in languages() for group in (language.places, language.ordinals))
    phrases = [phrase for group in groups for phrases in group.values() for phrase in phrases]
    links = [p for language in languages() for name in ("of", "in") for p in language.classes.get(name, ())]
    words = map(first_word, (*phrases, *links, "a", "un", "premier", "premiere"))
    return (
        frozenset(filter(None, words))
        | _article_words()
        | {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"}
        | {*"bcdefghбвгдеж"}
    )


@cache
def abbreviations() -> re.Pattern[str]:
    """A word for a place or a page that ends with a full stop, at the end of folded words: ``para.``, ``let.``."""
    groups = (
        group for language in languages() for group in (*language.places.values(), language.classes.get("page", ()))
    )
    words = {phrase for group in groups for phrase in group if phrase.endswith(".")}
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(words)))})$")


@cache
def _opening_signs() -> frozenset[str]:
    """The signs, other than letters, with which a place can begin."""
    phrases = (p for language in languages() for ps in language.places.values() for p in ps)
    return frozenset("0123456789(（#[,،， №") | {p[0] for p in phrases if not p[0].isalpha()}


@lru_cache(maxsize=1 << 12)
def match_place(folded: str, at: int, quoted: tuple[str, ...] = ()) -> tuple[Place, int] | None:
    """The place written at this offset of a folded clause, and where it ends.

    Each quotation in the clause is written ``Q``; ``quoted`` are the words of the next ones.

    >>> place, end = match_place("para 14 bis (a), replace", 0)
    >>> [(part.word, part.number, part.suffix) for part in place.parts], end
    ([('para', '14', 'bis'), ('', 'a', '')], 15)
    """
    if not (folded[at : at + 1].isalpha() or folded[at : at + 1] in _opening_signs()):
        return None
    return _led_in(folded, at, quoted) or _in_steps(folded, at, quoted) or _title_alone(folded, at)


def _led_in(folded: str, at: int, quoted: tuple[str, ...]) -> tuple[Place, int] | None:
    """A place that begins with the word for a title, a chapeau, a page or a table, and goes on with another."""
    if found := _quoted_title().match(folded, at):
        words = next(iter(quoted), "")
        return Place(f"heading “{words}”", heading=words, alone=True), found.end()
    if (page := _page().match(folded, at)) and (after := match_place(folded, _next_word(folded, page.end()), quoted)):
        return after if after[0].parts else None
    for pattern in (_title_of(), _chapeau_of()):
        if found := pattern.match(folded, at):
            inner = match_place(folded, found.end())
            if inner and inner[0].parts:
                is_title = pattern is _title_of()
                return Place(folded[at : inner[1]], inner[0].parts, alone=True, titled=is_title), inner[1]
    found = _table().match(folded, at)
    return _in_table(folded, at, found, quoted) if found else None


def _in_steps(folded: str, at: int, quoted: tuple[str, ...]) -> tuple[Place, int] | None:
    """A place in its steps, each inside the one before it or after it: ``paragraph 2 (a) of Article 3``."""
    parts, end = _steps(folded, at, quoted)
    if not parts:
        return None
    if found := _table().match(folded, end):
        if parts[-1].word not in _IN_TABLES:
            parts.append(_TABLE)
        end = found.start("on") if found["on"] else found.end()
    with_degree = any(part.word == "degree" for part in parts)
    innermost_last = tuple(sorted(parts, key=lambda p: 5.5 if with_degree and _is_roman(p) else p.level))
    if len(parts) == 2 and parts[0].level < parts[1].level and _inside().search(folded, at, end):
        innermost_last = (parts[1], parts[0])  # “Section 2 of Article 3” is never Article 3 of Section 2
    alone, titled = innermost_last[-1].word in ("note", "nth line"), False
    if len(folded) > end and (ending := _ends_alone().match(folded, end)):
        alone, titled, end = True, ending["title"] is not None, ending.end()
    named = folded[at:end].strip()
    if behind := _of_the_whole().match(folded, end):
        end = behind.end()
    return Place(named, innermost_last, alone=alone, titled=titled), end


@cache
def _inside() -> re.Pattern[str]:
    """A word between two places that says that the first is inside the second."""
    of = "|".join(f"{language.any_of('of')}|{language.any_of('in')}" for language in languages() if language.is_latin)
    return re.compile(rf"(?<=[\w)]) (?:{of}) (?={_ARTICLES}[a-z])")


@cache
def _of_the_whole() -> re.Pattern[str]:
    """``of the decision`` behind a place: the text itself, which every place is in."""
    of = "|".join(f"{language.any_of('of')}|{language.any_of('in')}" for language in languages())
    whole = "|".join([_alternatives("whole"), *(language.any_of("whole") for language in languages())])
    kinds = "decision|resolution|declaration|recommendation"
    return re.compile(
        rf" (?:{of}) ?(?:(?:the|this|la|le|el|los|las) )?(?:draft |present )?(?:{whole}|{kinds})(?= ?[,:]|$)"
    )


def _steps(folded: str, at: int, quoted: tuple[str, ...]) -> tuple[list[PlacePart], int]:
    parts: list[PlacePart] = []
    end = at
    while len(parts) < _MOST_STEPS:
        if parts and (page := _page().match(folded, end)):
            end = page.end()
        link = _link().match(folded, end) if parts else None
        start = link.end() if link else end
        following = quoted[folded.count("Q", at, start) :]
        if parts and (beside := _in_brackets(folded, end, parts, following)):
            parts, end = [*parts, *beside[0]], beside[1]
            continue
        step = _step(folded, start, following, bare=not parts)
        if step is None and parts:  # “, sous-paragraphe a”: the word begins like a preposition
            comma = _COMMA.match(folded, end)
            step = _step(folded, comma.end() if comma else end, following, bare=False)
            step = step or _step(folded, end, following, bare=False)
        apart = parts and re.search(" - |[:：]", folded[end:start])
        if step is None or (apart and not _goes_deeper(parts[-1], step[0])):
            break
        if step[0].word in _NEVER_NESTED and any(part.word == step[0].word for part in parts):
            break  # ``OP1, OP2 and OP3``
        parts.append(step[0])
        end = step[1]
        if parts[-1].level < _LEVELS["item"] and (link := _BEFORE_ITEM.match(folded, end)):
            end = link.end()  # ``paragraph 5, (a)``
        while (item := _ITEM.match(folded, end) or _HALF.match(folded, end)) and len(parts) < _MOST_STEPS:
            parts.append(_part("", item))
            end = item.end()
    return [_of_an_item(part, following) for part, following in zip(parts, [*parts[1:], None])], end


def _of_an_item(part: PlacePart, following: PlacePart | None) -> PlacePart:
    """``sub-paragraph 4 (c)`` names paragraph 4, whose item it is."""
    is_outer = part.word == "subpara" and part.number.isdecimal() and following is not None and following.word == ""
    return replace(part, word="para") if is_outer else part


def _title_alone(folded: str, at: int) -> tuple[Place, int] | None:
    if found := _title_of_whole().match(folded, at):
        return Place(f"title of the {found['of'] or found['is']}", alone=True, titled=True), found.end()
    if found := _draft_title().match(folded, at):
        return Place("title of the text", alone=True, titled=True), found.end()
    if found := _bare_title().match(folded, at):
        return TITLE, found.end()
    return None


_MOST_STEPS = 6
_NEVER_NESTED = frozenset(("op", "pp", "article", "chapter", "rule", "principle", "recommendation", "action"))
_COMMA = re.compile(" ?[,،，] ?")
_BRACKET = re.compile(r" ?[(（] ?")


def _in_brackets(
    folded: str, at: int, parts: list[PlacePart], quoted: tuple[str, ...]
) -> tuple[tuple[PlacePart, ...], int] | None:
    """``Article 2 (paragraph 1)``, ``paragraph 1 (Article 2)``: a place in brackets, inside the other or around it."""
    opened = _BRACKET.match(folded, at)
    inner = match_place(folded, opened.end(), quoted) if opened else None
    if inner is None or not inner[0].parts or inner[0].titled:
        return None
    closed = folded[inner[1] : inner[1] + 1] in (")", "）")
    if not closed and folded[inner[1] - 1] not in (")", "）"):  # “paragraph 2)” is a place with its bracket
        return None
    mine = [5.5 if _is_roman(part) else part.level for part in parts]
    levels = [part.level for part in inner[0].parts]
    if inner[0].parts[0].word == "" or not (min(levels) > max(mine) or max(levels) < min(mine)):
        return None
    return inner[0].parts, inner[1] + closed


_TABLE = PlacePart("table", "0")
"""All rows of a table that has no number."""


def _in_table(folded: str, at: int, found: re.Match[str], quoted: tuple[str, ...]) -> tuple[Place, int]:
    """``the table in the annex``, ``the table, row 2``: a place in a table, or the whole table."""
    inner = match_place(folded, found.end(), quoted) if found["on"] else None
    parts: tuple[PlacePart, ...] = ()
    end = found.start("on") if found["on"] else found.end()
    if inner and inner[0].parts:
        parts, end = inner[0].parts, inner[1]
    if not (parts and parts[-1].word in _IN_TABLES) and (link := _then().match(folded, end)):
        deeper = match_place(folded, link.end(), quoted[folded.count("Q", at, link.end()) :])
        if deeper and deeper[0].parts and deeper[0].parts[0].word in _IN_TABLES:
            parts, end = (*parts, *deeper[0].parts), deeper[1]
    whole = parts if parts and parts[-1].word in (*_IN_TABLES, "table") else (*parts, _TABLE)
    return Place(folded[at:end].strip(), whole), end


@cache
def _then() -> re.Pattern[str]:
    """The words between a table and its row: ``, in``."""
    links = "|".join(language.any_of(name) for language in languages() for name in ("of", "in", "to"))
    return re.compile(rf" ?[,，،]? ?(?:(?:{links}) ?)?")


@cache
def _shortened() -> tuple[re.Pattern[str], ...]:
    """Two places that share the word around them, or an item written before the word after a number."""
    to = "|".join(f"(?:{language.any_of('to')}|-)" for language in languages() if "to" in language.classes)
    found = []
    for phrase in {p for lang in languages() for ps in lang.places.values() for p in ps if p.count("@") == 1}:
        before, _, behind = map(re.escape, phrase.partition("@"))
        if before and behind:
            found.append(f"(?P<a>{before})(?P<n>[0-9]{{1,4}}) ?(?P<to>{to}) ?(?P<m>[0-9]{{1,4}})(?P<b>{behind})")
            found.append(f"(?P<a>{before})(?P<n>[0-9]{{1,4}}) ?(?P<item>[(（][a-z0-9]{{1,3}}[)）])(?P<b>{behind})")
    return tuple(map(re.compile, sorted(found, key=len, reverse=True)))


def spelled_out(folded: str) -> str:
    """The clause with both places written in full: ``第5段至第6段`` for ``第5至6段``; nothing else changes.

    >>> spelled_out("第5至6段：删除"), spelled_out("第4(b)段")
    ('第5段至第6段：删除', '第4段(b)')
    """
    for pattern in _shortened():
        folded = pattern.sub(_in_full, folded)
    return folded


def _in_full(found: re.Match[str]) -> str:
    a, n, b, groups = found["a"], found["n"], found["b"], found.groupdict()
    if groups.get("item"):
        return f"{a}{n}{b}{groups['item']}"
    return f"{a}{n}{b}{groups['to']}{a}{groups['m']}{b}"


def _next_word(folded: str, at: int) -> int:
    return len(folded) - len(folded[at:].lstrip(" ,،，:："))


def _step(folded: str, at: int, quoted: tuple[str, ...], *, bare: bool) -> tuple[PlacePart, int] | None:
    if quoted and (found := _by_quotation().match(folded, at)) and (part := _quoted_part(found, quoted[0])):
        return part, found.end()
    if quoted and (found := _by_opening().match(folded, at)):
        return PlacePart(
            "term" if found["term"] else "opening", plain(" ".join(quoted[0].split())).strip(" .,:*_")
        ), found.end()
    if found := _named().match(folded, at):
        return _named_part(next(key for key in _keys() if found[key]), found), found.end()
    for openings, pattern in _ordinal():
        if opens_with(folded, at, openings) and (found := pattern.match(folded, at)):
            names = [name for name, words in found.groupdict().items() if words]
            key = next(name for name in names if not name.startswith(COUNTED)).rstrip("_")
            return _counted_part(key, counted_in(found)), found.end()
    for key, pattern in _around() if _may_be_around(folded, at) else ():
        if found := pattern.match(folded, at):
            return _part(key, found), found.end()
    if found := _by_bare_words().match(folded, at):
        return PlacePart("row" if found["row"] else "column", found["words"].strip()), found.end()
    if found := _row_behind().match(folded, at):
        return PlacePart("row", found["words"]), found.end()
    if found := _MARKER.match(folded, at):
        return _part("note", found), found.end()
    for key, pattern in _unnumbered_parts():
        if found := pattern.match(folded, at):
            return PlacePart(key, ""), found.end()
    if found := _ALONE_IN_FRENCH.match(folded, at):
        degree = found["degree"]
        return PlacePart("degree", degree) if degree else _part("", found), found.end()
    if not bare and (found := _NUMBERED_IN.match(folded, at)):
        return _part("", found), found.end()
    if bare and (found := _DEGREE.match(folded, at)):
        return PlacePart("degree", found["number"]) if found["number"] else PlacePart("", found["roman"]), found.end()
    if bare and _JOINED.search(folded[:at]) and (found := _HALF.match(folded, at)):
        return _part("", found), found.end()
    if bare and (found := _GLUED.match(folded, at) or _BARE.match(folded, at) or _ITEM.match(folded, at)):
        return _part("", found), found.end()
    return None


_NUMBERED_IN = re.compile(
    r"(?:no\.?|nr\.?|num\.?|n[°o]\.?|№|number|numero|ziff\.?|ziffer) ?"
    r"(?P<number>\d{1,3})(?P<suffix>)(?P<outer>)(?![\w%°])"
)
"""``no. 3`` after another place: an item of it."""


def _named_part(key: str, found: re.Match[str]) -> PlacePart:
    """A part from its word and number; where a word is used at several levels, the number decides."""
    part = _part(key, found)
    if key == "item" and "." in part.number:
        return replace(part, word="para")
    if key not in ("line", "step", "subpara"):
        return part
    if not part.number.isdecimal():
        return replace(part, word="item")
    return replace(part, word="nth line") if key == "line" else part


def _goes_deeper(outer: PlacePart, inner: PlacePart) -> bool:
    """Whether a part after a dash is inside the part before it, and not the next place of a list."""
    if outer.level == inner.level == _LEVELS["item"]:
        return _is_deeper(inner, outer) or inner.number.isdecimal() != outer.number.isdecimal()
    return inner.level > outer.level


def _counted_part(key: str, number: int) -> PlacePart:
    called = key if key in ("pp", "op") or (key in _ONE_EACH and number > 0) else f"nth {key}"
    return PlacePart(called, str(number))


def _part(word: str, found: re.Match[str]) -> PlacePart:
    groups = found.groupdict()
    suffix = groups.get("suffix") or groups.get("outer") or ""
    return PlacePart(word, same_number(found["number"]), " ".join(re.sub(r"[.\-\u064b]", " ", suffix).split()))


def same_number(number: str) -> str:
    """A number in the form used for comparison: ``premier``, ``1er`` and ``一`` are 1, and ``٩`` is 9.

    >>> same_number("premier"), same_number("十二"), same_number("B"), same_number("١٠")
    ('1', '12', 'b', '10')
    """
    if re.fullmatch(r"1(?:er|re)|ier|premiere?", folded := plain(number).rstrip("ـºª.")):
        return "1"
    if not folded.isascii() and re.fullmatch(r"[\d.]+", folded):
        return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in folded)
    if len(folded) > 2 and not folded.isdecimal() and (said := [o for o in readings(number) if o.numeral == "1"]):
        return str(said[0].number)
    han = [o.number for o in readings(number) if o.numeral == "一"]
    return str(han[0]) if han else folded


@lru_cache(maxsize=1 << 10)
def called(word: str) -> str:
    """The class of a word before the number of a label, ``para`` for ``Paragraph``; if it has none, the word itself."""
    around = "@" in word
    found = next((key for key in _keys() if word and _is_phrase(key, word, around)), None)
    if found is not None:
        return found
    return _ranks().get(word.rstrip("."), "" if around else word)


@cache
def _ranks() -> dict[str, str]:
    """The class of each label word that is in none of these languages: ``article`` for ``artikel``."""
    table = label_table()
    words = {**table.named("words"), **table.named("words behind")}
    return {plain(w).rstrip("."): rank for w, rank in words.items() if rank in ("article", "section", "chapter")}


def called_alone(word: str) -> str:
    """The class of a heading that needs no number, ``annex`` or ``preamble``; empty for any other."""
    return next((key for key in _ALONE if re.fullmatch(_alternatives(key), word)), "")


def _is_phrase(key: str, word: str, around: bool) -> bool:
    if around:
        return any(word in language.places.get(key, ()) for language in languages())
    return re.fullmatch(_alternatives(key), word) is not None
