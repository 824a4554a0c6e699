"""Every form of label, read from the table ``label_forms.txt`` in this folder: one row per form.

The table lists the words before, after or around a number, by rank; numbers written in words; the words that show that
a sentence continues; and under ``[forms]`` one row per form: its shape, a pattern, a line that opens like it, and the
label of that line. The rows run as tests. In a pattern, a name in braces is a piece of ``_pieces``. The part of a label
before its number is the prefix, the part after it the tail. ``numerals`` knows what a number means, and ``openings``
what may follow a label.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pkgutil import get_data
from unicodedata import combining, normalize

BLANK = r"[^\S\r\n]"
HAN = "一二三四五六七八九十百零〇"
IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウノオクヤマケフコエテアサキユメミシヱヒモセス"
"""How Japanese law counts the parts of an item."""
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_B = BLANK
AFTER = rf"(?={_B}|$|[*_¹²³⁴-⁹]|\[\^|<sup>)"

_UNTIL = r"(?![^\S\r\n]+(?:zum|zur|zu|auf|der|die|den|dem|einschließlich|längstens|spätestens|\d{1,2}\.)(?!\w))"
"""German goes on so after *bis*, which is then a word of the sentence; Dutch after *ter* with ``uitvoering van``."""
_TER = r"(?![^\S\r\n]+(?:\w{1,20}ing|zake|plaatse)[^\S\r\n]+van(?!\w))"
_SMALL = r"(?![^\S\r\n]+[a-zß-ÿ])"

SUFFIX = (
    rf"(?=[a-zBTQбт\u0645])(?:bis{_UNTIL}|ter{_TER}|BIS|TER|(?:Bis|Ter){_SMALL}"
    r"|alt|ante|quater|QUATER|quinquies|sexies|septies|octies|novies|nonies|бис|тер"
    r"|(?:un|duo|ter|quater|quin|sex|sept|octo|novo)?(?:decies|vicies|tricies|octogies|[a-z]{3,7}agies)"
    r"|[a-z]{0,7}[cg]enties(?:-[a-z]{3,20})?|مكرر(?:اً|ًا|ا)?(?: [\u0621-\u064a]{4,5}ا)?)(?!\w)"
)
"""``bis``, ``ter`` and their successors, as delegations spell them."""

_MARKED = rf"(?:<sup>{SUFFIX}</sup>|[*]{{1,2}}{SUFFIX}[*]{{1,2}})"
_LATIN = rf"(?:{_MARKED}|(?:[.\-]?{_B}?{SUFFIX}){{0,4}})"
_ANTE = rf"{_B}?ante{_LATIN}"
"""What is put before the first unit of a series, which has no suffix in Chinese or Korean."""
_A_WORDS = "symm|synchron|typical|moral|politic|social"
"""What makes a word with an ``(a)`` before it, as ``(s)he`` and ``(e)mail`` are: no label."""
_SPACED_LETTER = rf"{_B}(?:[a-z](?=\.?$|\.{_B})|[b-df-hj-np-tv-xz](?={_B}[A-ZÄÖÜ]))"
"""A letter apart from its number, as in ``§ 5 a``; a vowel before a word may be a word itself."""
_GLUED_LATIN = r"(?:(?:bis|ter|quater|quinquies|sexies|septies|octies)|<sup>[a-z]{3,9}</sup>)(?=[.)])"
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = rf"<sup>\d{{1,2}}</sup>|\^\d{{1,2}}(?!\w)|[{RAISED}]{{1,2}}"
"""A raised number after a number: ``§ 38¹`` stands between § 38 and § 39."""
_OWN_LETTER = rf"(?:(?<=\d)(?:(?:[a-zа-яא-ת]|(?!nd|rd|st|th)[a-z][a-d]|[A-Z]{{1,2}})(?![^\W_])|{_RAISED}))?"
_BALKAN = r"(?<=\d)[-.][a-zа-я](?![^\W_]|\.\d)"
"""A letter behind a sign: ``Članak 1.a`` and ``Член 2-а`` stand between two others."""
_OTHER_LETTERS = (
    "đçğıöşüñčćšžëåäæøёґєіїўђјљњћџѓѕќ甲乙丙丁戊己庚辛壬癸ა-ჰա-ք\u0e01-\u0e2e\u0e81-\u0eae\u0915-\u0939\u0995-\u09b9"
    "\u0a95-\u0ab9\u0b85-\u0b94\u1780-\u17a2\u1000-\u1021ሀ-ፐ"
)
"""Letters of lists beside the plain ones: of Latin, Cyrillic, Georgian, Armenian, and of the scripts of South Asia."""
_LETTER = rf"[A-Za-zА-Яа-яΑ-Ωα-ωא-ת{_OTHER_LETTERS}가나다라마바사아자차카타파하]|[\u0621-\u064aپچژگکی]\u0640?|الف"
_NUMERAL = (
    rf"(?:\d{{1,4}}|(?:[ivxl]{{1,7}}|[IVXL]{{1,7}}|{_LETTER}|aa|bb|cc|dd|ee|ff|gg|hh)(?![^\W\d_])|[{HAN}]{{1,5}})"
)
_GLUED = "[A-ZÀ-ÖØ-ÞА-ЯΑ-Ω\u4e00-\u9fff\uac00-\ud7a3„“«‘]"
"""Characters that follow a label without a blank in many converted texts: ``(a)Any``, ``1．关于``."""


@dataclass(frozen=True, slots=True)
class LabelForm:
    """One row of the table: the shape, its pattern, a line that opens like this, and the label of that line."""

    shape: str
    pattern: str
    line: str
    label: str


@dataclass(frozen=True, slots=True)
class WordLine:
    """One line of words: its section, its name and its words, in order."""

    section: str
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LabelTable:
    """The whole table: its lines of words and its forms, in order."""

    lines: tuple[WordLine, ...]
    forms: tuple[LabelForm, ...]

    def series(self, name: str) -> tuple[tuple[str, ...], ...]:
        """The lines of that name, each as its words in lower case."""
        return tuple(tuple(word.casefold() for word in line.words) for line in self.lines if line.name == name)

    def named(self, section: str) -> dict[str, str]:
        """Each word of a section, in lower case, with the name of the first line that contains it."""
        lines = [line for line in self.lines if line.section == section]
        found = {word.casefold(): line.name for line in reversed(lines) for word in line.words}
        return {without_accents(word): name for word, name in found.items()} | found


@lru_cache(maxsize=1 << 12)
def without_accents(word: str) -> str:
    """A word in Latin or Greek letters without accents, as capitals are often typed: ``capitulo``; others unchanged."""
    if not all(sign < "\u0250" or "\u0370" <= sign < "\u0400" for sign in word):
        return word
    return "".join(sign for sign in normalize("NFD", word) if not combining(sign)).replace("ı", "i")


def in_small(word: str) -> str:
    """A word in small letters as it is looked up; of the Turkish ``İ`` only the letter is left.

    >>> in_small("CHAPTER"), in_small("BİRİNCİ")
    ('chapter', 'birinci')
    """
    return word.casefold().replace("i\u0307", "i")


def read_table(source: str) -> LabelTable:
    """The table from its source.

    >>> table = read_table("[words]\\narticle: Article, art.\\n[forms]\\nword | {name}{number} | Article 5 | Article 5")
    >>> table.named("words")["art."], table.forms[0].label
    ('article', 'Article 5')
    """
    lines: list[WordLine] = []
    forms: list[LabelForm] = []
    section = ""
    for line in source.split("\n"):
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1]
        elif not line or line.startswith("#"):
            continue
        elif section == "forms":
            forms.append(LabelForm(*(cell.strip() for cell in line.split(" | "))))
        else:
            name, _, listed = line.partition(": ")
            lines.append(WordLine(section, name, tuple(word.strip() for word in listed.split(", "))))
    return LabelTable(tuple(lines), tuple(forms))


@cache
def label_table() -> LabelTable:
    """The table of this package."""
    return read_table((get_data(__package__, "label_forms.txt") or b"").decode("utf-8"))


# ---- patterns ---------------------------------------------------------------------------------------


def _any_of(words: Iterable[str]) -> str:
    """A pattern for all these words that examines no letter twice, however many words there are.

    >>> _any_of(("art.", "article", "act"))
    'a(?:ct|rt(?:\\\\.|icle))'
    """
    ends = sorted(set(words))
    heads = list(dict.fromkeys(word[:1] for word in ends if word))
    groups = [(head, [word[1:] for word in ends if word[:1] == head]) for head in heads]
    branches = [re.escape(head) + (_any_of(rest) if any(rest) else "") for head, rest in groups]
    if len(branches) == 1 and "" not in ends:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if "" in ends else "")


def _name() -> str:
    """A word and what separates it from its number: ``Article ``, ``Action #``, ``Статья № ``."""
    words = _any_of(label_table().named("words").keys() - {"§", "§§", "¶"})
    return rf"(?i:{words})(?:{_B}?(?:#|№|(?i:n\.?[°oº]\.?|nro\.|nr\.?|č\.|số)){_B}?|{_B}{{1,4}}|(?=[\d{HAN}]))"


def _number() -> str:
    """What follows a word such as ``Article``."""
    series = label_table().series("numbers")
    words = _any_of(form for line in series for word in line for form in (word, without_accents(word)))
    return (
        rf"(?:[LRDA]\*{{0,2}}\.?{_B}?\d{{1,4}}(?:-\d{{1,4}}){{0,5}}|\d{{1,4}}(?:\.(?:\d{{1,3}}|[A-ZĐ]{{2}}(?=\.\d))){{0,5}}(?:er|re|ère)?"
        rf"|(?i:{words})(?!\w)|I(?:er|re)(?!\w)|[IVXL]{{1,7}}(?:\.\d{{1,3}}){{0,3}}|[א-ת]{{1,2}}['׳]?|[Α-Ω]{{1,2}}['’΄ʹ´]|[ΙΧ]{{1,4}}(?!\w)|a{_B}\d{{1,2}}-a(?!\w)|[ivxl]{{1,7}}|[A-Z]|[{HAN}]{{1,5}})"
    )


_MARK = rf"(?:\.?[º°ª](?!\w)|(?<=\d)o(?=\.(?!\w)|{_B}{SUFFIX}))?"
_TAIL = rf"(?![\w/]|-\w)(?:{_B}?[:：]|\.:{AFTER}|[.,]?{_B}?[–—-]+{AFTER}|[.)]{AFTER}|\.(?={_GLUED}{_B}?[a-zß-ÿ]))?"
_APART = rf"{_B}[A-Z]{{1,2}}(?=[.:)]|$|{_B}[:–—-]|{_B}{SUFFIX})(?:{_B}{SUFFIX}){{0,2}}"
"""Capitals apart from their number, in a label that ends a line or has a sign behind it: ``Article 305 AA``."""
_MORE = rf"(?:{_MARKED}|(?:[.\-]?{_B}?{SUFFIX}){{1,4}}(?:{_APART})?|{_APART})?"

Parts = tuple[tuple[str, str], ...]
"""The role of each part of a label (``number``, ``suffix``, or empty for the text around them), and its pattern.

A part in the role ``seen`` only looks ahead; it is not part of the label.
"""


@cache
def _pieces() -> Mapping[str, Parts]:
    """The pattern that each name in braces stands for."""
    said = _any_of(word for series in label_table().series("said first") for word in series)
    series = label_table().series("numbers")
    ordinal = _any_of(form for line in series for word in line for form in (word, without_accents(word)))
    divides = _any_of(label_table().named("words behind an ordinal"))
    behind, alone = _any_of(label_table().named("words behind")), _any_of(label_table().named("alone"))
    return {
        "note": (("", r"\[\^"), ("number", r"[^\]\s\[]{1,40}?"), ("suffix", _LATIN), ("", r"\]:?")),
        "name": (("", _name()),),
        "number": (
            ("number", _number()),
            ("", _MARK),
            ("suffix", rf"(?:-(?:\d{{1,3}}|[A-Z])(?!\w|[.-]\d)|{_BALKAN})?{_OWN_LETTER}{_MORE}"),
        ),
        "digits": (("number", r"\d{1,4}"),),
        "digraph": (
            ("number", r"(?:ch|gy|ly|ny|sz|ty|zs|dh|gj|nj|rr|sh|th|xh|zh|στ|[ικλ](?:[α-θ]|στ)|[יכ][א-ט]|ט[וז])"),
        ),
        "raised": (("number", f"[{RAISED}]{{1,2}}"),),
        "grein": (
            ("", r"\.?"),
            ("", rf"{_B}gr\."),
            ("suffix", rf"{_B}(?:[a-z](?=\.|$)|{SUFFIX}(?:{_B}{SUFFIX}){{0,3}})\.?"),
        ),
        "small": (("number", r"[a-z]"), ("suffix", _LATIN)),
        "decimal": (
            (
                "number",
                rf"(?:\d{{1,3}}(?:{_B}?{SUFFIX}|[A-Za-z])?|[A-Za-z]|[IVXL]{{1,5}})(?:\.\d{{1,3}}){{1,5}}(?:\.[A-Z](?:\d{{1,2}}|(?=\.{AFTER})))?",
            ),
            ("suffix", _OWN_LETTER + _LATIN),
        ),
        "lettered": (("number", r"\d{1,3}(?:\.\d{1,3}){1,4}\.[a-wyz]"), ("suffix", _LATIN)),
        "article": (("", rf"(?i:article|مادة|المادة|ماده){_B}?"),),
        "arabicbis": (("suffix", rf"(?:{_B}?{SUFFIX}){{0,2}}"),),
        "numeral": (("number", _NUMERAL),),
        "han": (("number", rf"[{HAN}\d]{{1,7}}"),),
        "arabic": (("number", r"(?:الف|[\u0621-\u064aپچژگکی])\u0640?"),),
        "said": (("number", rf"(?i:{said})"),),
        "own": (("suffix", rf"(?:{_B}?[a-z](?!\w))?"),),
        "abc": (("suffix", r"[A-Ca-c]?(?!\w)"),),
        "bis": (("suffix", _OWN_LETTER + _LATIN),),
        "latin": (("suffix", _LATIN),),
        "hanbis": (("suffix", rf"(?:[之のノ][{HAN}\d]{{1,7}}|{_ANTE})?"),),
        "koreanbis": (("suffix", rf"(?:의\d{{1,2}}|{_ANTE})?"), ("seen", r"(?=[\s(]|$)")),
        "koreansub": (("suffix", r"의\d{1,2}"),),
        "comma": (
            ("number", rf"(?:[{HAN}]{{1,5}}|\d{{1,3}})"),
            ("suffix", rf"(?:之[{HAN}]{{1,7}}|{_ANTE})?"),
            ("", "、"),
        ),
        "units": (("", r"(?:条|條|章|节|節|款|部分|编|編|项|項|段|号)"),),
        "korean": (("", r"(?:조|장|절|관|항|호|편)"),),
        "behind": (
            (
                "",
                rf"(?!(?<=\d){_B}?m?gr\.)(?:{_B}|-)?(?!Č(?:len|lan)(?!\w))(?i:{behind})(?:[.:]?(?:{_B}?[–—-]+{AFTER})?)",
            ),
            ("seen", rf"(?={_B}(?!{_B}*\d)|$|(?<=\.){_GLUED}{_B}?[^\W\d_]{{2}})"),
        ),
        "degree": (("", r"\.?[°º]"),),
        "tail": (("", _TAIL),),
        "round": (("", rf"(?:[.:]{AFTER}|(?={_B}|$|[\[\"*_(]|{_GLUED}))"),),
        "glued": (("seen", rf"(?={_GLUED}(?!\.))"),),
        "glues": (("seen", rf"(?=[a-zß-ÿ]{{2}})(?<!\(s\))(?<!\(e\))(?!(?<=\(a\))(?:{_A_WORDS}))"),),
        "closed": (("seen", rf"(?={_B}|$|\(|{_GLUED}(?!\.))"),),
        "circled": (("number", f"[{CIRCLED}]"),),
        "spacedletter": (("suffix", _SPACED_LETTER),),
        "anyletter": (("suffix", rf"{_B}[a-z](?=\.?$|\.{_B}|{_B}[A-ZÄÖÜ])"),),
        "smallbis": (("number", r"[a-hj-z]"), ("suffix", _GLUED_LATIN)),
        "within": (("suffix", rf"\.\d{{1,2}}{_LATIN}"),),
        "dashed": (("suffix", rf"-\d{{1,2}}{_LATIN}"),),
        "tabsare": (("", "تبصره"), ("number", "")),
        "dotted": (("number", r"\d{1,3}\.\d{1,3}"),),
        "dotletter": (("", r"\."), ("suffix", r"[a-z](?!\w)")),
        "dotraised": (("", r"\."), ("suffix", f"[{RAISED}]{{1,2}}")),
        "paragrafo": (("", rf"(?i:par[aá]grafo(?:{_B}transitorio)?)"), ("number", "")),
        "inserted": (("number", r"[a-z]"), ("suffix", r"[a-j](?=\))")),
        "slashed": (("suffix", r"/[A-Z]"),),
        "roman": (("number", r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?!\w)"),),
        "ordinal": (("number", rf"(?i:{ordinal})"),),
        "divides": (("", rf"{_B}(?i:{divides})(?!\w)"),),
        "wideblank": (("seen", rf"(?=(?:\t|[\u2002-\u2004\u3000]|{_B}{{2}}){_B}*[^\W\d_])"),),
        "hanitem": (("number", rf"[{HAN}]{{1,5}}"),),
        "iroha": (("number", f"[{IROHA}]"),),
        "ideographic": (("seen", r"(?=\u3000\S)"),),
        "alone": (("", rf"(?i:{alone})(?!\w)"), ("number", "")),
        "title": (("seen", rf"(?={_B}+[^\W\d_])"),),
        "prose": (("seen", rf"(?={_B}+[^\d\s])"),),
        "arabicprose": (("seen", rf"(?={_B}+[\u0621-\u064a])"),),
        "notemperature": (("seen", rf"{AFTER}(?!{_B}+(?:[CFKNSEW](?![\w'’])|(?:Celsius|Fahrenheit)\b))"),),
    }


_PIECE = re.compile(r"\{([a-z]+)\}")


def _parts(pattern: str) -> Iterator[tuple[str, str]]:
    """The parts of a row's pattern."""
    pattern = pattern.replace("{blank}", BLANK).replace("{after}", AFTER)
    at = 0
    for found in _PIECE.finditer(pattern):
        yield "", pattern[at : found.start()]
        yield from _pieces()[found[1]]
        at = found.end()
    yield "", pattern[at:]


@cache
def opening_pattern() -> re.Pattern[str]:
    """A pattern for a label at the start of a line; the group that matched is named after the shape."""
    shapes: dict[str, dict[str, None]] = {}
    for form in label_table().forms:
        shapes.setdefault(form.shape, {})["".join(pattern for _, pattern in _parts(form.pattern))] = None
    return re.compile("|".join(f"(?P<{shape}>{'|'.join(patterns)})" for shape, patterns in shapes.items()))


@dataclass(frozen=True, slots=True)
class LabelReader:
    """A pattern for one form of label, compiled when first tried, and the role of each of its groups, in order."""

    source: str
    roles: tuple[str, ...]

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return _compiled(self.source)

    def parts_of(self, printed: str) -> tuple[str, str, str, str] | None:
        """Prefix, number, suffix and tail of this printed label; None if it has another form."""
        found = self.pattern.fullmatch(printed)
        if found is None:
            return None
        number = len(self.roles) - 1 - self.roles[::-1].index("number")
        groups = list(zip(self.roles, found.groups()))
        suffix = next((words for role, words in groups if role == "suffix" and words), "")
        tail = "".join(words for role, words in groups[number:] if role == "")
        return "".join(words for _, words in groups[:number]), found[number + 1], suffix, tail


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


@cache
def label_readers() -> tuple[LabelReader, ...]:
    """A reader for each different row of the table, in order."""
    found: dict[str, LabelReader] = {}
    for form in label_table().forms:
        parts = [(role, pattern) for role, pattern in _parts(form.pattern) if role == "number" or pattern]
        parts = [(role, pattern) for role, pattern in parts if role != "seen"]
        whole = "".join(f"({pattern})" for _, pattern in parts)
        found[form.shape + form.pattern] = LabelReader(whole, tuple(role for role, _ in parts))
    return tuple(found.values())


__all__ = [
    "AFTER",
    "BLANK",
    "CIRCLED",
    "HAN",
    "IROHA",
    "RAISED",
    "SUFFIX",
    "LabelForm",
    "LabelReader",
    "LabelTable",
    "in_small",
    "label_readers",
    "label_table",
    "opening_pattern",
    "read_table",
    "without_accents",
]
