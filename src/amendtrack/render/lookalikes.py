"""Look-alike letters and invisible characters, named by code point so that no change is hidden.

A word that mixes alphabets, or is written in look-alikes of the surrounding alphabet, is spelt out; so are
the spaces and invisible characters in which two texts differ.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

import regex

_ALPHABETS = ("Latin", "Cyrillic", "Greek")
_LETTERS = {name: regex.compile(rf"\p{{Script={name}}}") for name in _ALPHABETS}
_WORD = regex.compile(r"[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}]{2,}")
_POSING = frozenset("асеорхуіјѕһԁԛԝАВЕКМНОРСТХУІЈЅ" + "οαενικρτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ")
"""Cyrillic and Greek letters that look like Latin ones."""


def posing_letters(wording: str, around: str) -> str:
    """The words written with look-alike letters, spelt out for a note; empty where there are none.

    >>> posing_letters("сlear", "Parties clear all areas")
    '“сlear” is written with с (U+0441, Cyrillic)'
    >>> posing_letters("μg of CO2", "Limit it to 5"), posing_letters("ясно", "Стороны")
    ('', '')
    """
    main = _main_alphabet(around + wording)
    notes = []
    for word in dict.fromkeys(_WORD.findall(wording)):
        odd = [c for c in dict.fromkeys(word) if (own := _alphabet(c)) and own != _main_alphabet(word, main)]
        if not odd and main == "Latin" and all(c in _POSING for c in word):
            odd = list(dict.fromkeys(word))
        if odd and any(c in _POSING or _alphabet(c) == "Latin" for c in odd):
            letters = ", ".join(f"{c} (U+{ord(c):04X}, {_alphabet(c)})" for c in odd[:4])
            notes.append(f"“{word}” is written with {letters}")
    return "; ".join(notes[:3])


def unseen_signs(pairs: Iterable[tuple[str, str]]) -> str:
    """The invisible characters and unusual spaces in which pairs of texts differ, by code point.

    >>> unseen_signs([("30 April", "30\\u00a0April")])
    'U+00A0 NO-BREAK SPACE'
    """
    found = {c for gone, new in pairs for c in set(gone) ^ set(new) if _unseen(c)}
    return ", ".join(f"U+{ord(c):04X} {unicodedata.name(c, 'unnamed')}" for c in sorted(found))


def _unseen(sign: str) -> bool:
    return sign != " " and unicodedata.category(sign) in ("Cf", "Zs", "Zl", "Zp")


def _alphabet(letter: str) -> str:
    return next((name for name in _ALPHABETS if _LETTERS[name].match(letter)), "")


def _main_alphabet(text: str, tie: str = "") -> str:
    """The alphabet that most letters are of; ``tie`` if it is among the first."""
    counts = Counter(name for c in text if (name := _alphabet(c)))
    return max(counts, key=lambda name: (counts[name], name == tie, name), default="")


__all__ = ["posing_letters", "unseen_signs"]
