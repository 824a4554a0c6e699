"""The numbers that a sentence cites: a word such as ``paragraph``, and the numbers, suffixes and items behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from amendtrack.redline.numbering import ARABIC_PREFIX, BETWEEN, is_referring
from amendtrack.text.label_forms import SUFFIX, label_table
from amendtrack.text.numerals import readings
from amendtrack.text.words import folded, tokens


def plain_number(number: str) -> str:
    """A number in the form in which it is compared: European digits; Roman numerals and letters as they are.

    >>> plain_number("٩"), plain_number("十二"), plain_number("IV"), plain_number("premier")
    ('9', '12', 'IV', '1')
    """
    said = readings(number)
    if said and (said[0].numeral == "一" or (said[0].numeral == "1" and len(number) > 2 and number.isalpha())):
        return str(said[0].number)
    return folded(number)


@dataclass(frozen=True, slots=True)
class CitedPart:
    """A number or letter that is cited, with its suffix: its range in the wording and, behind a number, its items."""

    start: int
    end: int
    number: str
    suffix: str = ""
    items: tuple[CitedPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A word and the numbers that it cites; ``first`` and ``last`` are its pieces, half-open."""

    word: str
    parts: tuple[CitedPart, ...]
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
class Piece:
    """A word or sign of a wording as it is compared, and its range."""

    key: str
    start: int
    end: int


def pieces_of(wording: str) -> list[Piece]:
    """The words and signs of a wording; ``Para2`` is two of them."""
    found, at = [], 0
    for token in tokens(wording):
        key = folded(token)
        run_in = _RUN_IN.fullmatch(token) if key else None
        if run_in and _refers(run_in[1]):  # Para2
            found.append(Piece(folded(run_in[1]), at, at + len(run_in[1])))
            found.append(Piece(folded(run_in[2]), at + len(run_in[1]), at + len(token)))
        elif key:
            found.append(Piece(key, at, at + len(token)))
        at += len(token)
    return found


def _refers(key: str) -> bool:
    return key not in _CHINESE_SIGNS and (is_referring(key) or is_generic(_word(key)))


def citations_in(pieces: Sequence[Piece]) -> Iterator[Citation]:
    """Every word that cites, with its numbers, in the order of the sentence."""
    k = 0
    while k < len(pieces):
        start, k = k, k + 1
        if not _refers(pieces[start].key):
            continue
        parts, k = _parts(pieces, k)
        if parts:
            yield Citation(_word(pieces[start].key), parts, start, k)


def _word(key: str) -> str:
    return key.casefold().replace("ё", "е").rpartition("'")[2]


def _parts(pieces: Sequence[Piece], k: int) -> tuple[tuple[CitedPart, ...], int]:
    """The numbers after a word and the piece behind the last of them: ``2, 3 and 5 bis (a)``."""
    parts: list[CitedPart] = []
    end = k
    while k < len(pieces):
        while k < len(pieces) and pieces[k].key.casefold() in _SIGNS:
            k += 1
        found, after = _part(pieces, k)
        if not found:
            break
        if not found[0].number and parts and parts[-1].number and parts[-1].items:  # 2 (a) and (c): both of 2
            of, items = parts[-1], found[0].items
            found = [CitedPart(items[0].start, items[0].start, of.number, of.suffix, items)]
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


def _part(pieces: Sequence[Piece], k: int) -> tuple[list[CitedPart], int]:
    """One number with its suffix and items, or an item alone; the piece behind it."""
    if k >= len(pieces):
        return [], k
    here = pieces[k]
    if ends := _RANGE.fullmatch(here.key):
        cut = here.start + len(ends[1])
        return [CitedPart(here.start, cut, ends[1]), CitedPart(cut + 1, here.end, ends[2])], k + 1
    if possessed := _POSSESSIVE.fullmatch(here.key):
        return [CitedPart(here.start, here.start + len(possessed[1]), possessed[1])], k + 1
    items, after = _items(pieces, k)
    if items and items[0].number.isdecimal():  # paragraph (2)
        first = items[0]
        return [CitedPart(first.start, first.end, first.number, first.suffix, items[1:])], after
    if items:
        return [CitedPart(items[0].start, items[0].start, "", items=items)], after
    if glued := _GLUED.fullmatch(here.key):
        number, suffix, end, k = glued[1], glued[2].casefold(), here.end, k + 1
    elif _NUMBER.fullmatch(here.key) or (len(here.key) < 5 and here.key.isdecimal()):
        number, (suffix, end, k) = here.key, _suffix(pieces, k)
    else:
        return [], k
    items, k = _items(pieces, k)
    return [CitedPart(here.start, end, plain_number(number), suffix, items)], k


def _suffix(pieces: Sequence[Piece], k: int) -> tuple[str, int, int]:
    """The suffix behind the number at ``k``, where both end, and the piece behind them."""
    found, end, k = [], pieces[k].end, k + 1
    while k < len(pieces) and _LATIN.fullmatch(pieces[k].key) and not _is_between_numbers(pieces, k):
        found.append(pieces[k].key.casefold())
        end, k = pieces[k].end, k + 1
    return " ".join(found), end, k


def _is_between_numbers(pieces: Sequence[Piece], k: int) -> bool:
    """Whether ``bis`` is the German *to*: ``Absatz 3 bis 5``."""
    return pieces[k].key == "bis" and k + 1 < len(pieces) and pieces[k + 1].key.isdecimal()


def _items(pieces: Sequence[Piece], k: int) -> tuple[tuple[CitedPart, ...], int]:
    """The letters in brackets from ``k`` on, each inside the one before: ``(a) (i)``, ``a)``."""
    found: list[CitedPart] = []
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
        found.append(CitedPart(pieces[n].start, end, plain_number(pieces[n].key), outer or suffix))
        k = behind
    return tuple(found), k


@cache
def _generic() -> frozenset[str]:
    return frozenset(label_table().named("any paragraph"))


def is_generic(word: str) -> bool:
    """Whether a word cites any paragraph or item by its number alone.

    >>> [is_generic(word) for word in ("paragraph", "пунктах", "للفقرة", "article", "action")]
    [True, True, True, False, False]
    """
    return word in _generic() or ARABIC_PREFIX.sub("", word) in _generic()
