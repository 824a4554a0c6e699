"""Which scripts a text is in: those that are written from right to left, and the syllables of Japanese."""

from __future__ import annotations

import re

TURNED = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
"""The letters of such scripts, as ranges for a class of characters in a regular expression."""
_TURNED = re.compile(f"[{TURNED}]")


def is_turned(words: str) -> bool:
    """Whether any letter in them is of a script written from right to left."""
    return _TURNED.search(words) is not None


def is_small(letters: str) -> bool:
    """Whether a word begins with a small letter; Georgian letters have no capitals in a sentence.

    >>> is_small("boats"), is_small("Boats"), is_small("ნავები")
    (True, False, False)
    """
    return letters[:1].islower() and letters[0].title() != letters[0]


def is_japanese(words: str) -> bool:
    """Whether Japanese particles are in them; Chinese names have only the first.

    >>> is_japanese("船は、網を積むことができる。この限りでない。"), is_japanese("船只应当有灯。")
    (True, False)
    """
    return all(particle in words for particle in "のはを")
