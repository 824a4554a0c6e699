"""Addresses, symbols, dates and amounts that a proposal changes: each is one name, and is changed as a whole.

``A/RES/71/259`` is a name, ``12/03/2026`` and ``12 March 2026`` a day, ``USD 5 million`` a sum, ``ten (10) days`` a
time, and so is every web and e-mail address. Two delegations that each change a part of one name two things; put
together, the parts would name a third that nobody has proposed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from amendtrack.redline.splices import Splice
from amendtrack.redline.spoken_words import Words
from amendtrack.text.label_forms import label_table

_DIGIT = re.compile("[0-9]")
_LETTERS = r"[^\W\u3040-\u30ff\u3400-\u9fff]+"
_JOINED = re.compile(rf"(?<!\w){_LETTERS}(?:[-/:@?=&#%~+.·_]+{_LETTERS})+")
_DAY = r"[0-9]{1,2}(?:st|nd|rd|th|er|º|\.)?"
_SUM = r"[0-9][0-9.,]{0,20}"
_SCALE = (
    r"(?i:hundred|thousand|millions?|billions?|trillion|cents|mille|milliards?|millón|millones|mil|milhão|milhões|тыс\.|тысяч"
    r"|млн|млрд|миллион(?:а|ов)?|миллиард(?:а|ов)?|ألف|مليون|مليار|per cent|percent|pour cent|por ciento)"
)


@cache
def _figure() -> re.Pattern[str]:
    """A date, a sum of money, a number with its scale and what it counts, or one in words and in digits.

    What has only two words is no name: changes of neighbouring words are contested as it is.
    """
    months = (re.escape(word) for word, name in label_table().named("goes on").items() if name == "months")
    month, year = rf"(?i:{'|'.join(sorted(months, key=len, reverse=True))})(?!\w)", r"[0-9]{4}(?!\w)"
    of = r"(?:(?:of|de|di|del)\s)?"
    return re.compile(
        rf"(?<!\w)(?:{_DAY}\s{of}{month}(?:/{month})?[.,]?\s{of}{year}|{month}\.?\s{_DAY}(?!\w),?\s{year}"
        rf"|(?:[A-Z]{{2,3}}\$?|[$€£¥])\s?{_SUM}\s{_SCALE}(?!\w)"
        rf"|{_SUM}\s{_SCALE}\s(?:de\s)?\w+"
        r"|(?P<word>\w{1,30})\s\([0-9]{1,4}\)(?:\s\w+)?)"
        r"|(?<![\w.-])[0-9]{1,4}(?P<part>[.-])[0-9]{1,2}(?P=part)[0-9]{2,4}(?![\w.-])"
        r"|[0-9]{4}\s?[年년]\s?[0-9]{1,2}\s?[月월](?:\s?[0-9]{1,2}\s?[日일])?"
    )


@cache
def _cited() -> frozenset[str]:
    """The words before a number that cite something: ``paragraph (1)`` is no number in words."""
    return frozenset(word for section in ("words", "any paragraph") for word in label_table().named(section))


_ADDRESS, _STROKE, _COUNTED = re.compile(r"://|\w@\w"), re.compile("[/:]"), re.compile(r"[\d._]")


def names_whole(
    splices: Iterable[Splice],
    texts: tuple[str, str],
    words: tuple[Words, Words],
    *,
    may_be_one: Callable[[Splice], bool],
) -> list[Splice]:
    """The differences between two wordings; those in one name of either are one, and take all of it.

    ``may_be_one`` says whether a stretch cuts no pair of signs.
    """
    found = list(splices)
    names = [_names(text, own) for text, own in zip(texts, words, strict=True)]
    if not any(names):
        return found
    k = 0
    while k < len(found):
        if not found[k].noise and (whole := _widened(found, k, names, words)) and may_be_one(whole[0]):
            found[whole[1] : whole[2]] = [whole[0]]
            k = whole[1]
        k += 1
    return found


def _names(text: str, words: Words) -> Sequence[int]:
    """By number of a word, which name it and the word before it are in; 0 if in no common one; empty without names."""
    if not words:
        return ()
    start, end = words.starts[0], words.ends[-1]
    spans = [*_spans(text, start, end)]
    if not spans:
        return ()
    inside = [0] * (len(words) + 1)
    at = {start: k for k, start in enumerate(words.starts)}
    for n, (first_sign, stop) in enumerate(spans, 1):
        first = at.get(first_sign)
        k = len(words) if first is None else first + 1
        while k < len(words) and words.starts[k] < stop:
            inside[k] = n
            k += 1
    return inside if any(inside) else ()


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where names stand in a wording."""
    if any(text.find(sign, start, end) >= 0 for sign in "/:@"):
        yield from (name.span() for name in _JOINED.finditer(text, start, end) if _is_name(name[0]))
    if _DIGIT.search(text, start, end):
        figures = _figure().finditer(text, start, end)
        yield from (figure.span() for figure in figures if (figure["word"] or "").casefold() not in _cited())


def _is_name(joined: str) -> bool:
    """Whether it is a name, and no words that are alternatives, ``he/she``."""
    return bool(_ADDRESS.search(joined) or (_STROKE.search(joined) and _COUNTED.search(joined)))


def _widened(
    found: Sequence[Splice], k: int, names: Sequence[Sequence[int]], words: tuple[Words, Words]
) -> tuple[Splice, int, int] | None:
    """A difference with the rest of the names that it cuts, and which ones that replaces; nothing if it cuts none."""

    def cuts(i: int, j: int) -> bool:
        return any(inside and inside[at] for inside, at in zip(names, (i, j), strict=True))

    b, a = words
    s, first, last = found[k], k, k + 1
    while cuts(s.i1, s.j1):
        before = next((n for n in range(first - 1, -1, -1) if not found[n].noise), -1)
        if before >= 0 and (found[before].i2, found[before].j2) == (s.i1, s.j1):
            one = found[before]
            s, first = s._replace(b1=one.b1, a1=one.a1, i1=one.i1, j1=one.j1), before
        else:
            i, j = s.i1 - 1, s.j1 - 1
            s = s._replace(b1=b.starts[i], a1=a.starts[j], i1=i, j1=j)
    while cuts(s.i2, s.j2):
        behind = next((n for n in range(last, len(found)) if not found[n].noise), -1)
        if behind >= 0 and (found[behind].i1, found[behind].j1) == (s.i2, s.j2):
            one = found[behind]
            s, last = s._replace(b2=one.b2, a2=one.a2, i2=one.i2, j2=one.j2), behind + 1
        else:
            i, j = s.i2 + 1, s.j2 + 1
            s = s._replace(b2=b.ends[i - 1], a2=a.ends[j - 1], i2=i, j2=j)
    while first > 0 and found[first - 1].noise and found[first - 1].b2 > s.b1:
        first -= 1
    while last < len(found) and found[last].noise and found[last].b1 < s.b2:
        last += 1
    return (s, first, last) if s != found[k] else None


__all__ = ["names_whole"]
