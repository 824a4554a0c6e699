"""The sentences of a unit, as ranges of its words; where a sentence may end and may not, both readings.

Knows what a full stop after an abbreviation, a number or an initial may be: *9 a.m.* before a capital is either. What a
person is asked where the readings differ is left to ``finding``.
"""

from __future__ import annotations

import re
from enum import Enum

from amendtrack.redline.spoken_words import Words
from amendtrack.text.abbreviations import MAY_END, NAMES_FOLLOW, NUMBERS_FOLLOW
from amendtrack.text.label_forms import label_table
from amendtrack.text.words import is_sentence_end

Ranges = tuple[tuple[int, int], ...]


class Doubtful(Enum):
    """What a stop is taken for that may end a sentence or only an abbreviation."""

    ENDS = "ends a sentence"
    GOES_ON = "goes on"


class _Stop(Enum):
    ENDS = "ends"
    GOES_ON = "goes on"
    EITHER = "either"


_MONTHS = frozenset(word for word, name in label_table().named("goes on").items() if name == "months")
_ROMAN = re.compile(r"[IVXLC]{1,7}")
_BEFORE_AN_ORDINAL = frozenset("der die das den dem des am im zum zur vom bis ab jede jeder jedes den det".split())
_LETTERED = frozenset(
    "zone annex annexe category catégorie group groupe class classe type table tableau figure option appendix section"
    " part point lettre letter line ligne plan level route".split()
)
"""A letter names one of several things after these: *zone M.*"""
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_CLOSERS = frozenset(('"', "'", ")", "]", "*", "**", "_"))
_WIDE = frozenset("。！？")


def sentences(source: str, words: Words, doubtful: Doubtful = Doubtful.ENDS) -> Ranges:
    """The word positions of each sentence, half-open; together they cover all words.

    >>> from amendtrack.redline.spoken_words import words_of
    >>> text = "See para. 5 of it. Clear all areas."
    >>> [text[w[a].start:w[b - 1].end] for w in [words_of(text)] for a, b in sentences(text, w)]
    ['See para. 5 of it.', 'Clear all areas.']
    """
    found: list[tuple[int, int]] = []
    first = k = 0
    while k < len(words):
        if not is_sentence_end(words.keys[k]):
            k += 1
            continue
        end = k + 1
        while end < len(words) and (words.keys[end] in _CLOSERS or is_sentence_end(words.keys[end])):
            if words.starts[end] != words.ends[end - 1]:
                break
            end += 1
        stop = _Stop.ENDS if end == len(words) else _stop(words, k, end)
        if stop is _Stop.ENDS or (stop is _Stop.EITHER and doubtful is Doubtful.ENDS):
            found.append((first, end))
            first = end
        k = end
    if first < len(words):
        found.append((first, len(words)))
    return tuple(found)


def _stop(words: Words, stop: int, nxt: int) -> _Stop:
    """What a stop is, by the words on both sides of it."""
    if words.keys[stop] in _WIDE:
        return _Stop.ENDS
    following = next((key for key in words.keys[nxt : nxt + 3] if any(c.isalnum() for c in key)), "")
    if words.starts[nxt] == words.ends[nxt - 1] or following[:1].islower():
        return _Stop.GOES_ON
    if words.keys[stop] != "." or not stop:
        return _Stop.ENDS
    before = words.keys[stop - 1]
    if before.isdecimal():
        return _after_a_number(words.keys[stop - 2].casefold() if stop > 1 else "", before, following)
    if len(before) == 1 and before.isalpha():
        return _after_a_letter(words, stop - 1, following)
    earlier = words.keys[stop - 2] if stop > 1 else ""
    return _after_a_word(earlier, before.casefold().rpartition("'")[2], following)


def _after_a_word(earlier: str, before: str, following: str) -> _Stop:
    if earlier[:1].isdecimal() and len(before) < 4 and before not in MAY_END:  # a unit: 15 mm
        return _Stop.ENDS
    if before in NUMBERS_FOLLOW:
        return _Stop.GOES_ON if following[:1].isdecimal() or _ROMAN.fullmatch(following) else _Stop.EITHER
    if before in NAMES_FOLLOW:
        return _Stop.GOES_ON
    return _Stop.EITHER if before in MAY_END or _INITIALS.fullmatch(before) else _Stop.ENDS


def _after_a_number(article: str, number: str, following: str) -> _Stop:
    """``am 5. Mai`` goes on, and so may any ordinal; ``The fee is 400. Boats pay more.`` does not."""
    if following.casefold() in _MONTHS and len(number) < 3:
        return _Stop.GOES_ON
    return _Stop.EITHER if article in _BEFORE_AN_ORDINAL else _Stop.ENDS


def _after_a_letter(words: Words, at: int, following: str) -> _Stop:
    """``60 km/h. Trams`` and ``5 m. Boats`` end; ``J. F. Karv`` goes on; ``zone A. Boats`` may be either."""
    letter = words.keys[at]
    earlier = words.keys[at - 1].casefold() if at else ""
    if earlier in ("/", "°") or (letter.islower() and earlier[:1].isdecimal()):
        return _Stop.EITHER if letter in MAY_END else _Stop.ENDS
    if letter.casefold() in NUMBERS_FOLLOW and following[:1].isdecimal():
        return _Stop.GOES_ON
    if letter == "M" and earlier not in _LETTERED and not earlier[:1].isdecimal():
        return _Stop.GOES_ON
    is_one_of_two = words.keys[at + 2 : at + 4] == (following, ".") and len(following) == 1
    is_initial = letter.isupper() and (not at or is_sentence_end(earlier))
    return _Stop.GOES_ON if is_initial or is_one_of_two else _Stop.EITHER
