"""How the steps of a place are written in every language: patterns, made from the words in ``place_words``.

``citations`` makes a place of what matches.
"""

from __future__ import annotations

import re
from functools import cache

from amendtrack.intake.instructions.forms import first_word, languages, written
from amendtrack.intake.instructions.place_words import ALONE, alternatives, keys
from amendtrack.intake.instructions.spelling import plain
from amendtrack.text.label_forms import HAN, SUFFIX

_HAN_BIS = f"之[{HAN}]{{1,4}}"
_SUFFIXES = rf"(?:[.\- ]?{SUFFIX}\u064b?|{_HAN_BIS})*"
_NUMBER = (
    rf"(?P<number>\d{{1,4}}(?:\.\d{{1,3}}){{0,3}}(?![\d%°])(?:er|re|\.?[ºª])?|[ivxl]{{1,7}}(?![\w'])"
    r"|(?!в (?:строк|граф|столбц|колонк|таблиц))[a-zа-я](?![\w'])"
    rf"|ier(?!\w)|premiere?(?!\w)|[\u0621-\u064a]\u0640?(?!\w)|[{HAN}]{{1,5}})"
)
MARKER = re.compile(r"\[\^(?P<number>\w{1,20})(?P<suffix> [a-z]{2,20})?\]")
BARE = re.compile(rf"#?(?P<number>\d{{1,4}}(?:\.\d{{1,3}}){{0,3}}(?![\w%°]|\.\d|,\d))(?P<suffix>{_SUFFIXES})(?!\w)")
GLUED = re.compile(rf"(?P<number>\d{{1,4}})(?P<suffix>{SUFFIX}|{_HAN_BIS}|[a-h](?!\w))")
ITEM = re.compile(
    rf" ?第?[(（](?P<number>[a-zа-я]{{1,2}}|[\u0621-\u064a]\u0640?|[ivxl]{{1,7}}|\d{{1,3}}|[{HAN}]{{1,3}})"
    rf"(?P<suffix>{_SUFFIXES})[)）](?P<outer>{_SUFFIXES})(?:[项款目]|分段)?(?![a-zа-я\d])"
)
BEFORE_ITEM = re.compile(r"(?: ?[,،，] ?| - )(?=[(（][a-zа-я][)）])")
ALONE_IN_FRENCH = re.compile(
    r" ?(?:(?:a la|au|aux|du|le|les|l'|un) |, ?(?=[ivx]{1,5}[ ,:]|\d{1,2} ?°))"
    rf"(?:(?P<degree>\d{{1,2}}) ?°|(?P<number>[ivx]{{1,5}}(?=[ ,:.]|$)|[a-z](?=\)| d[eu] )|\d{{1,2}}(?= de l| du )))"
    rf"(?P<suffix>{_SUFFIXES})\)?(?P<outer>)(?!\w)"
)
"""``le 2°``, ``au II``, ``au c)``, ``article 3, II``: a number preceded by an article alone."""
DEGREE = re.compile(
    r"(?:(?P<number>\d{1,2}) ?°(?! ?[cf\d])"
    r"|(?P<roman>[ivx]{1,5}(?=(?:\.|, ?| - )\d{1,2} ?°)|^(?:[iv]|[ivx]{2,5})(?= ?:)))(?P<suffix>)(?P<outer>)"
)
"""``3° du II``, ``II, 3°``: the same where a place opens with it."""
HALF = re.compile(r" ?(?P<number>[a-zа-я]|[ivxl]{1,7})\)(?P<outer>(?!\w))")
JOINED = re.compile(r"\) ?(?:and|et|y|e|и|و) $")
"""What stands before the second of two items: ``a) et b)``."""
_AFTER_NUMBER = rf"(?P<suffix>(?<=\d)(?:[a-h]| [a-h](?= ?\(new\)))(?!\w)|{_SUFFIXES})\)?(?P<outer>{_SUFFIXES})(?!\w)"
_ARTICLES = r"(?:(?:the|le|la|les|el|los|al|du|au|aux|del) |l'|d')?"
QUOTED_NUMBER = re.compile(r"(?:[^\W\d_]{1,2}|[ivx]{1,5}|\d{1,3})[.)）]?")
BY_WORDS = ("row", "column")
"""What is called by its words: ``row "over 25 m"``."""
ONE_EACH = ("article", "section", "chapter", "annex")


@cache
def named() -> re.Pattern[str]:
    """A word for a place, followed by its number."""
    numbered = {  # not “titre à supprimer”, “the table a new row”
        "division": r"(?= ?(?:[ivxl]{1,7}|ier|\d{1,2})(?![\w']))",
        "table": r"(?= ?(?:\d|[ivxl]{1,7}(?![\w'])|[a-z](?=[,:.;]|$)))",
    }
    words = "|".join(f"(?P<{key}>(?:{alternatives(key)}){numbered.get(key, '')})" for key in keys())
    sign = r"(?: ?(?:#|№|n[°o]\.?|number|numero|n\. ?º) ?\(?| \(?|(?=\d))"
    # French “par” is a preposition before a year.
    return re.compile(rf"{_ARTICLES}(?!par \d{{4}})(?:{words}){sign}{_NUMBER}{_AFTER_NUMBER}")


@cache
def by_quotation() -> re.Pattern[str]:
    """A word for a place, followed by a quotation that is its number or its words: ``row "over 25 m"``."""
    called = ("subpara", "item", *BY_WORDS)
    return re.compile(rf"{_ARTICLES}(?:{'|'.join(f'(?P<{key}>{alternatives(key)})' for key in called)}) Q(?!\w)")


@cache
def by_opening() -> re.Pattern[str]:
    """A paragraph by its first words: ``the paragraph beginning "Noting"``, ``the "Noting" paragraph``."""
    units = "|".join(alternatives(key) for key in ("pp", "op", "para", "subpara"))
    opening = "|".join(language.any_of("opening") for language in languages() if "opening" in language.classes)
    terms = "|".join(language.any_of("definition") for language in languages() if "definition" in language.classes)
    before = rf"{_ARTICLES}(?:{units}),? (?:{opening})|(?P<term>{terms})"
    return re.compile(rf"(?:(?:{before}) Q(?!\w)|the Q (?:{units})(?= ?[,:.]|$| [^\d(]))")


@cache
def by_bare_words() -> re.Pattern[str]:
    """A row or column by its words without quotation marks, up to the next comma or colon."""
    keys = "|".join(f"(?P<{key}>{alternatives(key)})" for key in BY_WORDS)
    tables = rf" (?:of|in|from|du|de|dans|del|en) {_ARTICLES}(?:{alternatives('table')}|{alternatives('article')})"
    ends = rf"(?= ?[,:，：.]|$|{tables})"
    return re.compile(rf"{_ARTICLES}(?:{keys}) {_ARTICLES}(?P<words>[^\W\d][^,:;.，：Q]{{1,40}}?){ends}")


@cache
def row_behind() -> re.Pattern[str]:
    """A row with its words before it: ``the Arda row``."""
    rows = "|".join(written(p) for p in languages()[0].places.get("row", ()) if " " not in p)
    names = r"(?!new|following|whole|entire|same|other|table|next|above|below|head|title|respective)"
    return re.compile(rf"the {names}(?P<words>[^\W\d][\w-]*(?: [\w-]+)?) (?:{rows})(?= ?[,:.]| of | in |$)")


@cache
def around() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """A number with the word around it or after it: ``第5段``."""
    found = []
    for key in keys():
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


def may_be_around(folded: str, at: int) -> bool:
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
def ordinal() -> tuple[tuple[frozenset[str], re.Pattern[str]], ...]:
    """A place that is counted: ``the second preambular paragraph``, ``last paragraph``, ``الفقرة الثانية``."""
    found = []
    for language in languages():
        words = "|".join(
            f"(?P<{key}>{'|'.join(map(written, sorted(language.places[key], key=len, reverse=True)))})"
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
                *ONE_EACH,
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
def link() -> re.Pattern[str]:
    of = "|".join(f"{language.any_of('of')}|{language.any_of('in')}" for language in languages())
    table = rf"(?:(?:{of}) )?{_ARTICLES}(?:{alternatives('table')})(?:,? ?| - )"
    at_the = r" ?[,:] ?(?:a (?=la |l'))"
    plain_link = rf"(?: ?[,，،:：] ?| - | |)(?:{table})?(?:(?:{of}) ?{_ARTICLES}|(?=[^\W\d_]|§))|[,，،] ?"
    return re.compile(f"{at_the}|{plain_link}")


def is_page(words: str) -> bool:
    """Whether a line is only a page: it says nothing of where in the text."""
    return page().fullmatch(plain(words).strip(" :.")) is not None


@cache
def page() -> re.Pattern[str]:
    """A page, which is only a hint: between two places, behind one, or before one."""
    phrases = {p for language in languages() for p in language.classes.get("page", ())}
    words = "|".join(written(p) for p in sorted(phrases, key=len, reverse=True) if "@" not in p)
    around = "|".join(re.escape(p).replace("@", r"\d{1,4}") for p in phrases if "@" in p) or "(?!)"
    numbers = r"\d{1,4}(?: ?(?:-|to|a|и|至) ?\d{1,4})?(?!\w)"
    return re.compile(rf" ?[,،，(（]? ?(?:(?:{words}) ?{numbers}|{around})[)）]?(?= ?[,،，:：;.]| |$)")


def _unnumbered(key: str, behind: str) -> re.Pattern[str]:
    of = "|".join(language.any_of("of") for language in languages())
    return re.compile(rf"{_ARTICLES}(?:{alternatives(key)}){behind}".replace("OF", f"(?:{of}) ?{_ARTICLES}"))


@cache
def unnumbered_parts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (key, re.compile(rf"{_ARTICLES}(?:{alternatives(key)})(?! ?(?:[\d(#]|[ivxl]{{1,7}}(?![\w'])))"))
        for key in ALONE
    )


@cache
def ends_alone() -> re.Pattern[str]:
    """Words after a place which say that only its title or its introductory words are meant."""
    words = f"(?P<title>{alternatives('title')})|{alternatives('chapeau')}"
    return re.compile(
        rf"(?: ?[,，] ?| - | |的)?{_ARTICLES}(?:{words})(?=$|[ ,:：，.;。中里的]|-)(?! ?(?:[\divxl#(]|Q))"
    )


@cache
def table() -> re.Pattern[str]:
    """A table without a number, and the words that continue from it."""
    of = "|".join(f"{language.any_of('of')}|{language.any_of('in')}" for language in languages())
    tables = rf"{_ARTICLES}(?:{alternatives('table')})(?! ?(?:\d|[ivxl]+(?!\w)|[(#]))"
    return re.compile(rf"(?:(?: ?[,،，] ?| - | )(?:(?:{of}) )?)?{tables}(?P<on>(?: ?[,،，:] ?| - | )(?:(?:{of}) ?)?)?")


title_of = cache(lambda: _unnumbered("title", r"(?! ?(?:[ivxl]{1,7}|ier|\d{1,2})(?![\w'])) ?(?:OF)?"))
chapeau_of = cache(lambda: _unnumbered("chapeau", " ?(?:OF)?"))
draft_title = cache(lambda: _unnumbered("draft", ""))


@cache
def title_of_whole() -> re.Pattern[str]:
    """``the title of the Convention``, ``公约标题``: that of the whole text, if it is one of that kind."""
    title, whole = alternatives("title"), alternatives("whole")
    of = "|".join(language.any_of("of") for language in languages())
    draft = "|".join(f"{language.any_of('whole')} " for language in languages())
    named = rf"{_ARTICLES}(?:{title}) (?:(?:{of}) ?)?{_ARTICLES}(?:(?:{draft})(?:(?:{of}) ?)?)?(?P<of>{whole})"
    return re.compile(rf"(?:{named}|(?P<is>{whole})的?(?:{title}))(?! ?\d)")


bare_title = cache(lambda: _unnumbered("title", ""))
quoted_title = cache(lambda: _unnumbered("title", " Q"))


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
def opening_signs() -> frozenset[str]:
    """The signs, other than letters, with which a place can begin."""
    phrases = (p for language in languages() for ps in language.places.values() for p in ps)
    return frozenset("0123456789(（#[,،， №") | {p[0] for p in phrases if not p[0].isalpha()}


@cache
def inside() -> re.Pattern[str]:
    """A word between two places that says that the first is inside the second."""
    of = "|".join(f"{language.any_of('of')}|{language.any_of('in')}" for language in languages() if language.is_latin)
    return re.compile(rf"(?<=[\w)]) (?:{of}) (?={_ARTICLES}[a-z])")


@cache
def of_the_whole() -> re.Pattern[str]:
    """``of the decision`` behind a place: the text itself, which every place is in."""
    of = "|".join(f"{language.any_of('of')}|{language.any_of('in')}" for language in languages())
    whole = "|".join([alternatives("whole"), *(language.any_of("whole") for language in languages())])
    kinds = "decision|resolution|declaration|recommendation"
    return re.compile(
        rf" (?:{of}) ?(?:(?:the|this|la|le|el|los|las) )?(?:draft |present )?(?:{whole}|{kinds})(?= ?[,:]|$)"
    )


COMMA = re.compile(" ?[,،，] ?")
BRACKET = re.compile(r" ?[(（] ?")


@cache
def then() -> re.Pattern[str]:
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


NUMBERED_IN = re.compile(
    r"(?:no\.?|nr\.?|num\.?|n[°o]\.?|№|number|numero|ziff\.?|ziffer) ?"
    r"(?P<number>\d{1,3})(?P<suffix>)(?P<outer>)(?![\w%°])"
)
"""``no. 3`` after another place: an item of it."""
