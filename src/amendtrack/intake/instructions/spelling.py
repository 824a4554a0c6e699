"""How words of a message are compared with keywords: in lower case and without accents, letter by letter."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=1 << 12)
def _letter(sign: str) -> str:
    if sign in "‘’ʼ`´":
        return "'"
    if sign in "‐‑‒–—−":
        return "-"
    if sign.isspace():
        return " "
    decomposed = unicodedata.normalize("NFD", sign.lower())
    return decomposed[0] if sign.isalpha() else sign


def plain(words: str) -> str:
    """The words in lower case and without accents; the length does not change.

    >>> plain("Remplacer À l’article")
    "remplacer a l'article"
    """
    return "".join(map(_letter, words))
