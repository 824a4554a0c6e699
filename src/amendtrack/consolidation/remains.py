"""What still stands in a text that is no text for adoption: brackets, placeholders, notes, names, ``bis``, marks.

Knows only what may not remain, and where it stands. What people declare to be part of the text (``[sic]``, the name of
a host country) is passed over. Nothing is changed here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from amendtrack.text.addresses import addresses
from amendtrack.text.labels import name_of_note, read_label
from amendtrack.text.units import Text, Unit


@dataclass(frozen=True, slots=True)
class Remainder:
    """One thing that is left to do before a text can be adopted: the place, what was found, and what to do.

    >>> print(Remainder("9", "a placeholder: [date]", "fill it in by a decision or a revision"))
    9: a placeholder: [date]; fill it in by a decision or a revision
    """

    place: str
    found: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {self.found}; {self.remedy}"


@dataclass(frozen=True, slots=True)
class Declared:
    """What may remain: wording declared to be part of the text, and whether units may keep a ``bis``.

    ``names`` are the names of delegations and of proposals, each with what it stands for.
    """

    literals: Collection[str] = frozenset()
    names: Mapping[str, str] | None = None
    bis_stays: bool = False  # the numbers are those of a text in force

    def allows(self, words: str) -> bool:
        """Whether these words are declared to be part of the text."""
        return plain(words) in {plain(literal) for literal in self.literals}


def plain(words: str) -> str:
    """Words as they are compared: on one line."""
    return " ".join(words.split())


def remains(text: Text, declared: Declared = Declared()) -> tuple[Remainder, ...]:
    """Everything that is left, in the order of the text.

    >>> from amendtrack.text.units import parse_text
    >>> for left in remains(parse_text("1. Meet by [date].\\n\\n2 bis. Vote [and sing] XX times.")):
    ...     print(left.place, left.found)
    1 a placeholder: [date]
    2 bis a label with “bis”
    2 bis wording in brackets: [and sing]
    2 bis a placeholder: XX
    """
    named = tuple(map(name_of_note, addresses(text)))
    found = [
        left
        for place, unit in zip(named, text.units, strict=True)
        for left in (*_in_label(place, unit, declared), *_in_words(place, text.wording(unit), declared))
    ]
    return (*found, *_names(text, named, declared))


# -- labels -------------------------------------------------------------------------------------------

_ALTERNATIVE = re.compile(
    r"(?i:alt|option|alternative|variant|variante|opción|вариант|الخيار)\.?\s*(?:[A-Z]|\d{1,2}|[IVX]{1,4})?\s*[.:)]"
)


def _in_label(place: str, unit: Unit, declared: Declared) -> Iterator[Remainder]:
    read = read_label(unit.label) if unit.label else None
    if read is not None and read.suffix and not declared.bis_stays and not declared.allows(unit.label):
        found = f"a label with “{read.suffix}”"
        yield Remainder(place, found, f"number it by hand in a revision, or add {literal(unit.label)}")


def literal(words: str) -> str:
    """The option that declares words to be part of the text.

    >>> literal("[sic]")
    "--literal '[sic]'"
    """
    quote = '"' if "'" in words else "'"
    return f"--literal {quote}{plain(words)}{quote}"


# -- wording ------------------------------------------------------------------------------------------

_SIGN = re.compile(r"(?<!\\)[\[\]［］{}]")
_CLOSES = {"]": "[", "］": "［", "}": "{"}
_NOTE_MARK = re.compile(r"\[\^[^\]\s\[]{1,40}(?: [a-z]{2,12}){0,3}\]")
_LINK = re.compile(r"!?\[[^\[\]\n]{1,300}\]\([^()\s]{1,500}\)")
_FILLER = (
    r"x{1,6}|n{1,3}|_+|-+|\.{2,}|…|\?+|\*+|date|dates|day|month|year|place|venue|name|number|no\.?|figure|amount"
    r"|title|symbol|list|tbd|tbc|tba|t\.b\.[acd]\.|to be .*|to follow|pending|insert.*|placeholder.*|fill in.*|blank"
    r"|lieu|nom|nombre|numéro|montant|titre|à compléter.*|à déterminer.*|à confirmer.*|à préciser.*|à insérer.*"
    r"|fecha|lugar|nombre|número"
    r"|por determinar.*|por completar.*|por confirmar.*|a determinar.*|дата|место|название|число|номер|подлежит .*"
    r"|будет .*|уточняется|日期|地点|名称|数目|待定|待补充?|待填|插入.*|التاريخ|المكان|العدد|الاسم|يحدد .*|يستكمل .*"
)
_IS_FILLER = re.compile(_FILLER, re.IGNORECASE | re.DOTALL)
_STATUS = re.compile(
    r"(?:(?:not )?agreed|closed|bracketed|not discussed|(?:\S+ )?reserve|reopened|placeholder|deleted|pending"
    r"|convenu|adopté|acordado|согласовано|议定)(?:\W.*)?",
    re.IGNORECASE | re.DOTALL,
)
_BARE = re.compile(
    r"(?<![\w/.])(?:X{2,6}(?![\w])|x{3,6}(?!\w)|TB[ACD](?!\w)|_{3,}|\?{3,})"
    r"|(?<!\w)(?i:to be (?:determined|decided|completed|confirmed|inserted|filled in|announced|advised))(?!\w)"
    r"|(?<!\w)(?i:à (?:déterminer|compléter|confirmer|insérer))(?!\w)|待定|待补"
)
_MARKS = re.compile(r"~~|</?(?:del|ins|s|strike)(?: [^<>]{0,80})?>|[⟦⟧⟨⟩]|<{5,}|>{5,}|={7}")
_BIS = re.compile(r"(?<![\w])\d{1,4}\s?(?:bis|ter|quater|quinquies|sexies|septies|octies|novies|decies|alt)(?!\w)")


def _in_words(place: str, wording: str, declared: Declared) -> Iterator[Remainder]:
    if (opened := _ALTERNATIVE.match(wording)) and not declared.allows(opened[0]):
        remedy = f"choose one in a revision, or add {literal(opened[0])}"
        yield Remainder(place, f"an alternative: {opened[0]}", remedy)
    passed = [found.span() for pattern in (_NOTE_MARK, _LINK) for found in pattern.finditer(wording)]
    pairs, unpaired = _pairs(wording, passed)
    yield from filter(None, (_bracketed(place, wording[start:end], declared) for start, end in pairs))
    for sign in dict.fromkeys(unpaired):
        yield Remainder(place, f"an unpaired {sign}", f"{_REVISE}, or type it as \\{sign}")
    rest = _without(wording, [*passed, *pairs])
    for found in _BARE.finditer(rest):
        if not declared.allows(found[0]):
            yield Remainder(place, f"a placeholder: {found[0]}", f"{_FILL}, or add {literal(found[0])}")
    for found in _MARKS.finditer(rest):
        if not declared.allows(found[0]):
            yield Remainder(place, f"a mark: {found[0]}", f"{_REVISE}, or add {literal(found[0])}")
    for found in _BIS.finditer(rest) if not declared.bis_stays else ():
        if not declared.allows(found[0]):
            yield Remainder(
                place, f"“{found[0]}” is cited", f"say what is meant in a revision, or add {literal(found[0])}"
            )


_FILL = "fill it in by a decision or a revision"
_LIFT = "lift or delete it by a decision or a revision"
_REVISE = "take it out in a revision"


def _pairs(wording: str, passed: Sequence[tuple[int, int]]) -> tuple[list[tuple[int, int]], list[str]]:
    """The ranges of the outermost pairs of brackets and braces, and the signs without a partner."""
    stack: list[tuple[str, int]] = []
    pairs, unpaired = [], []
    for found in _SIGN.finditer(wording):
        if any(start <= found.start() < end for start, end in passed):
            continue
        sign = found[0]
        if sign not in _CLOSES:
            stack.append((sign, found.start()))
        elif stack and stack[-1][0] == _CLOSES[sign]:
            _, start = stack.pop()
            if not stack:
                pairs.append((start, found.end()))
        else:
            unpaired.append(sign)
    return pairs, unpaired + [sign for sign, _ in stack]


def _bracketed(place: str, words: str, declared: Declared) -> Remainder | None:
    if declared.allows(words):
        return None
    inside, shown = plain(words[1:-1]).strip(), glimpsed(words)
    also = f", or add {literal(words)}" if len(plain(words)) <= _SHORT else ""
    if words[0] == "{":
        return Remainder(place, f"wording in braces: {shown}", f"{_REVISE}{also}")
    if _IS_FILLER.fullmatch(inside) or not inside:
        return Remainder(place, f"a placeholder: {shown}", f"{_FILL}{also}")
    if _STATUS.fullmatch(inside):
        return Remainder(place, f"a status mark: {shown}", f"{_REVISE}{also}")
    return Remainder(place, f"wording in brackets: {shown}", f"{_LIFT}{also}")


_SHORT = 40


def glimpsed(words: str) -> str:
    """Words on one line, the middle left out if they are many."""
    shown = plain(words)
    return shown if len(shown) <= 80 else f"{shown[:50].rstrip()} … {shown[-25:].lstrip()}"


def _without(wording: str, passed: Iterable[tuple[int, int]]) -> str:
    """The wording with footnote marks and links blanked out."""
    for start, end in passed:
        wording = wording[:start] + " " * (end - start) + wording[end:]
    return wording


# -- names --------------------------------------------------------------------------------------------


def _names(text: Text, named: Iterable[str], declared: Declared) -> Iterator[Remainder]:
    """Each name once, with the places where it stands."""
    names = {name: what for name, what in (declared.names or {}).items() if not declared.allows(name)}
    if not names:
        return
    pattern = _any_of(tuple(sorted(names, key=lambda name: (-len(name), name))))
    places: dict[str, dict[str, None]] = {}
    for place, unit in zip(named, text.units, strict=True):
        for found in pattern.finditer(text.wording(unit)):
            places.setdefault(plain(found[0]), {})[place] = None
    for name, where in sorted(places.items()):
        listed = list(where)
        also = f" and {len(listed) - 4} more" if len(listed) > 4 else ""
        shown = f"{', '.join(listed[:4])}{also}"
        what = names.get(name, "a delegation")
        yield Remainder(
            shown, f"{what} is named: {name}", f"{_REVISE} or, if it is part of the text, add {literal(name)}"
        )


@lru_cache(maxsize=8)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for whole names; white space in them may be any."""
    written = "|".join(r"\s+".join(map(re.escape, name.split())) for name in names)
    return re.compile(rf"(?<![\w-])(?:{written})(?![\w-])|(?<=[\u4e00-\u9fff])(?:{written})(?=[\u4e00-\u9fff])")


__all__ = ["Declared", "Remainder", "glimpsed", "literal", "plain", "remains"]
