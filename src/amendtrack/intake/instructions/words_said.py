"""Which words a text says, asked many times of one text."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

_BEGINS = re.compile(r"(?<!\w)\w")
_LETTER = re.compile(r"\w")
_WIDE = re.compile("[\u4e00-\u9fff]")
_ENOUGH = 100
"""Characters by which the places are put in order."""


class WordsSaid:
    """The places where words begin in a text, in the order of what stands there."""

    def __init__(self, text: str) -> None:
        self._text, self._is_wide = text, _WIDE.search(text) is not None
        self._places = sorted((found.start() for found in _BEGINS.finditer(text)), key=self._from)

    def _from(self, place: int) -> str:
        return self._text[place : place + _ENOUGH]

    def begin(self, words: str) -> bool:
        """Whether the words begin somewhere as whole words; the last may go on.

        Chinese words begin anywhere.

        >>> said = WordsSaid("Lower the limit to 30 km/h in towns.")
        >>> said.begin("the lim"), said.begin("he limit"), said.begin("limit of")
        (True, False, False)
        """
        return words in self._text if self._is_wide else self._next(words, is_whole=False)

    def has(self, words: str) -> bool:
        """Whether the words stand somewhere as whole words, or at all if they are Chinese.

        >>> said = WordsSaid("Lower the limit to 30 km/h in towns.")
        >>> said.has("the limit"), said.has("the lim"), said.has("in towns")
        (True, False, True)
        """
        return self._next(words, is_whole=True) or (_WIDE.search(words) is not None and words in self._text)

    def _next(self, words: str, *, is_whole: bool) -> bool:
        head, text = words[:_ENOUGH], self._text
        k = bisect_left(self._places, head, key=self._from)
        while k < len(self._places) and text.startswith(head, self._places[k]):
            at = self._places[k]
            if text.startswith(words, at) and not (is_whole and _LETTER.match(text, at + len(words))):
                return True
            k += 1
        return False


words_said = lru_cache(maxsize=2)(WordsSaid)
"""The words that a text says; a message asks the same draft again and again."""


__all__ = ["WordsSaid", "words_said"]
