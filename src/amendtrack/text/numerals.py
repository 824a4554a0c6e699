"""How labels count: digits, letters of ten alphabets, Roman and Chinese numerals, and ``bis``, ``ter``, ``quater``.

Knows how numbers are written in labels; knows nothing about labels themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from amendtrack.text.alphabets import APART, OF_COUNTRIES, PLAIN
from amendtrack.text.label_forms import HAN, RAISED, in_small, label_table, without_accents


class Ordinal(NamedTuple):
    """A place in a series: the kind of numeral, named by its first one, and the number."""

    numeral: str
    number: int


_ALPHABETS: Mapping[str, Sequence[str]] = {**PLAIN, **OF_COUNTRIES}


def _beside(letter: str) -> Ordinal:
    """A letter that the plain alphabet of its script lacks has the place of the one before it: ç is 3, as c is."""
    name, way = next((name, way) for name, way in OF_COUNTRIES.items() if letter in way)
    plain = PLAIN.get(name[0], "")
    return Ordinal(name[0] if plain else name, sum(one in plain for one in way[: way.index(letter)]) or 1)


_BESIDE = {letter: _beside(letter) for letter in APART}
_ROMAN_PARTS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman(number: int) -> str:
    """A Roman numeral; digits if the number has none.

    >>> roman(4), roman(1994), roman(0)
    ('iv', 'mcmxciv', '0')
    """
    if number < 1:
        return str(number)
    written = ""
    for value, numeral in _ROMAN_PARTS:
        written += numeral * (number // value)
        number %= value
    return written


_ROMANS = {roman(n): n for n in range(1, 90)}


def han(number: int) -> str:
    """A Chinese numeral in the plain signs; digits below 1 and above 9,999.

    >>> han(12), han(110), han(1005)
    ('十二', '一百一十', '一千零五')
    """
    if not 1 <= number <= 9999:
        return str(number)
    written, gap = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            bare_ten = unit == 10 and digit == 1 and not written
            written += ("零" if gap else "") + ("" if bare_ten else HAN[digit - 1]) + sign
            gap = False
        elif written:
            gap = number > 0
    return written


_HANS = {han(n): n for n in range(1, 1000)}


_ENDING = re.compile(r"(?<=[\dI])(?:er|re|ère)$")
_LETTER_BEHIND = re.compile(r"(\d[\d.]{0,30}\.)([a-z])")
"""A letter as the last part of a decimal number, ``3.1.a``."""
_LAST_DIGITS = re.compile(r"(.*[.-](?:[A-Z](?=\d))?|[LRDA]\*{0,2}\.? ?)?(\d+)")


def _in_words(written: str) -> tuple[tuple[str, ...], int] | None:
    """The series of number words that a number belongs to, and its value; None for digits and letters."""
    word = in_small(written)
    return _series_in_words().get(word) if len(word) > 1 else None


@cache
def _series_in_words() -> dict[str, tuple[tuple[str, ...], int]]:
    """Each number word, with or without accents, with its series and its value."""
    lines = (*label_table().series("numbers"), *label_table().series("said first"))
    found = {word: (line, n) for line in reversed(lines) for n, word in enumerate(line, 1)}
    return {without_accents(word): place for word, place in found.items()} | found


_SAME_LETTER = {"ا": "أ"}
"""Letters that are written in two ways."""


@lru_cache(maxsize=1 << 12)
def readings(written: str, alphabet: str = "") -> tuple[Ordinal, ...]:
    """The possible readings of a written number, likeliest first; empty if it has none.

    Letters count in that alphabet, or else in the plain one of their script.

    >>> [tuple(place) for place in readings("i")], [tuple(place) for place in readings("d", "a ç")]
    ([('i', 1), ('a', 9)], [('a ç', 5)])
    """
    number = _ENDING.sub("", written.rstrip("ـ"))
    if found_digits := _LAST_DIGITS.fullmatch(number):
        return (Ordinal(f"{found_digits[1] or ''}1", int(found_digits[2])),)
    if found_letter := _LETTER_BEHIND.fullmatch(number):
        return (Ordinal(f"{found_letter[1]}a", _ALPHABETS["a"].index(found_letter[2]) + 1),)
    if found_word := _in_words(number):
        return (Ordinal("1", found_word[1]),)
    if _RAISED_DIGITS.fullmatch(number):
        return (Ordinal("¹", int(lowered(number))),)
    found = []
    if number.lower() in _ROMANS and (number.islower() or number.isupper()):
        found.append(Ordinal("i" if number.islower() else "I", _ROMANS[number.lower()]))
    if number in _HANS:
        found.append(Ordinal("一", _HANS[number]))
    number = _SAME_LETTER.get(number, number)
    if alphabet and number in _ALPHABETS[alphabet]:
        return (*found, Ordinal(alphabet, _ALPHABETS[alphabet].index(number) + 1))
    if number in _BESIDE:
        return (_BESIDE[number],)
    for name, letters in PLAIN.items():
        if number and number == number[0] * len(number) and number[0] in letters:
            found.append(Ordinal(name, letters.index(number[0]) + 1 + len(letters) * (len(number) - 1)))
    if number in ("l", "L"):
        found.reverse()
    return tuple(found)


def write_number(place: Ordinal, like: str) -> str | None:
    """The number as its series writes it, in the digits of ``like``; None beyond what the series can write.

    >>> write_number(Ordinal("i", 4), "iii"), write_number(Ordinal("1", 10), "٩")
    ('iv', '١٠')
    """
    numeral, number = place
    if numeral.endswith("1"):
        if (series := _in_words(like)) and number <= len(series[0]) > 1:
            word = series[0][number - 1]
            return word.upper() if like.isupper() else word.capitalize() if like[0].isupper() else word
        last = _LAST_DIGITS.fullmatch(_ENDING.sub("", like))
        zero = ord(last[2][-1]) - int(last[2][-1]) if last else ord("0")
        start = (last[1] or "") if last else ""
        return start + "".join(chr(zero + int(digit)) for digit in str(number))
    if numeral == "¹":
        return raised(number)
    if numeral in ("i", "I"):
        written = roman(number) if number < 90 else None
        return written.upper() if written and numeral == "I" else written
    if numeral == "一":
        return han(number) if number < 1000 else None
    start, numeral = (numeral[:-1], "a") if numeral.endswith(".a") else ("", numeral)
    letters = _ALPHABETS[numeral]
    rounds, rank = divmod(number - 1, len(letters))
    own = like.rstrip("ـ")
    if _SAME_LETTER.get(own, own) == letters[rank]:
        return like  # هـ is ه, and ا is أ
    if start:
        return start + letters[rank] if not rounds else None
    return letters[rank] * (rounds + 1) if rounds < 2 and (not rounds or numeral in PLAIN) else None


_LOWERED = {ord(sign): str(n) for n, sign in enumerate(RAISED)}


def raised(number: int) -> str:
    """A number in raised digits: ``12`` is ``¹²``; the inverse of ``lowered``."""
    return "".join(RAISED[int(digit)] for digit in str(number))


def lowered(printed: str) -> str:
    """Raised digits as plain ones: ``38¹`` is ``381``; the inverse of ``raised``."""
    return printed.translate(_LOWERED)


def _latin() -> Iterator[str]:
    yield from ["bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies"]
    units = ["", "un", "duo", "ter", "quater", "quin", "sex", "sept", "octo", "novo"]
    tens = ["decies", "vicies", "tricies", "quadragies", "quinquagies", "sexagies", "septuagies", "octogies"]
    tens.append("nonagies")
    below_hundred = [unit + ten for ten in tens for unit in units]
    yield from below_hundred
    first = ["semel", "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies"]
    hundreds = ["centies", "ducenties", "trecenties", "quadringenties", "quingenties", "sescenties"]
    for hundred in [*hundreds, "septingenties", "octingenties", "nongenties"]:
        yield hundred
        yield from (f"{hundred}-{name}" for name in [*first, *below_hundred])


_LATIN = tuple(_latin())
_RANK = {name: rank for rank, name in enumerate(_LATIN)} | {"nonies": 7}
_ARABIC_ORDINALS = ("ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا", "عاشرا")
_ARABIC = ("مكررا", *(f"مكررا {ordinal}" for ordinal in _ARABIC_ORDINALS))


_OWN_DIGITS = re.compile(r"(-|의|\^|<sup>)(\d+)(</sup>)?")
_RAISED_DIGITS = re.compile(f"[{RAISED}]+")
_OWN_LETTER = re.compile(r"(?:^|[-/ A-Z])[A-Ya-y]$")


def suffix_after(suffix: str) -> str:
    """The suffix of the unit inserted after one with this suffix; never an earlier suffix.

    >>> [suffix_after(suffix) for suffix in ("", "novies", "vicies", "之二", "ante", "A", "-1", "¹", "^3")]
    ['bis', 'decies', 'unvicies', '之三', 'ante bis', 'B', '-2', '²', '^4']
    """
    if suffix.startswith(("之", "の")):
        return suffix[0] + han(_HANS.get(suffix[1:], 1) + 1)
    if found := _OWN_DIGITS.fullmatch(suffix):
        return f"{found[1]}{int(found[2]) + 1}{found[3] or ''}"
    if _RAISED_DIGITS.fullmatch(suffix):
        return raised(int(lowered(suffix)) + 1)
    if _OWN_LETTER.search(suffix):
        return suffix[:-1] + chr(ord(suffix[-1]) + 1)
    if suffix in _ARABIC[:-1]:
        return _ARABIC[_ARABIC.index(suffix) + 1]
    before, _, last = suffix.rpartition(" ")
    if not suffix or (last in _RANK and _RANK[last] + 1 < len(_LATIN)):
        return f"{before} {_LATIN[_RANK[last] + 1] if suffix else 'bis'}".strip()
    return f"{suffix} bis"


def first_own_suffix(suffix: str) -> str:
    """The first suffix of the same kind: letters or numbers after a number; empty for ``bis``.

    >>> [first_own_suffix(suffix) for suffix in ("C", "b", "-3", "의4", "²", "ter")]
    ['A', 'a', '-1', '의2', '¹', '']
    """
    if found := _OWN_DIGITS.fullmatch(suffix):
        return found[1] + ("2" if found[1] == "의" else "1") + (found[3] or "")
    if _RAISED_DIGITS.fullmatch(suffix):
        return raised(1)
    letter = suffix.lstrip("-/")
    if len(letter) != 1 or not letter.isascii() or not letter.isalpha():
        return ""
    return suffix[:-1] + ("A" if letter.isupper() else "a")


def suffix_rank(suffix: str) -> int:
    """How many units with the same number come before this suffix; an unknown suffix comes last.

    >>> [suffix_rank(suffix) for suffix in ("", "bis", "ter", "decies", "之二", "之三", "ante")]
    [0, 1, 2, 9, 1, 2, 1000]
    """
    if suffix.startswith(("之", "の")):
        return _HANS.get(suffix[1:], 1001) - 1
    if found := _OWN_DIGITS.fullmatch(suffix):
        return int(found[2]) - (found[1] == "의")
    if _RAISED_DIGITS.fullmatch(suffix):
        return int(lowered(suffix))
    letter = suffix.lstrip("-/").casefold()
    if len(letter) == 1 and "a" <= letter <= "z":
        return ord(letter) - ord("a") + 1
    if suffix in _ARABIC:
        return _ARABIC.index(suffix) + 1
    return _RANK[suffix] + 1 if suffix in _RANK else 1000 if suffix else 0
