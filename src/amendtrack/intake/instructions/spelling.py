"""How words of a message are compared with keywords: in lower case and without accents, letter by letter."""

from __future__ import annotations

import unicodedata


def _letter(sign: str) -> str:
    if sign in "‘’ʼ`´":
        return "'"
    if sign in "‐‑‒–—−":
        return "-"
    if sign.isspace():
        return " "
    decomposed = unicodedata.normalize("NFD", sign.lower())
    return decomposed[0] if sign.isalpha() else sign


_PICTURES = ((0x1F000, 0x1FAFF), (0x2600, 0x26FF), (0xFE00, 0xFE0F))
"""Emoji and what modifies them; they say nothing."""


class _Letters(dict[int, str]):
    """The letters met so far; ``str.translate`` asks for each other one once."""

    def __missing__(self, code: int) -> str:
        self[code] = " " if any(a <= code <= b for a, b in _PICTURES) else _letter(chr(code))
        return self[code]


_LETTERS = _Letters()


def plain(words: str) -> str:
    """The words in lower case and without accents; the length does not change.

    >>> plain("Remplacer À l’article")
    "remplacer a l'article"
    """
    return words.translate(_LETTERS)
