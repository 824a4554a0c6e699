"""Zero-width joiners and non-joiners that a word is written with, told from those that only hide in it.

A Persian word may have a non-joiner where two of its letters must not join, a Sinhala or Bengali one a joiner that
makes a conjunct. Anywhere else nobody could see that there is one.

Source: the contextual rules for U+200C and U+200D in RFC 5892, appendix A; for a joiner before a virama, as in Bengali
ra with ya-phalaa, the Unicode Standard, section 12.2.
"""

from __future__ import annotations

from functools import cache

import regex

JOINERS = "\u200c\u200d"


@cache
def _seen() -> regex.Pattern[str]:
    """The joiners that can be seen."""
    return regex.compile(
        r"(?<=\p{ccc=9})[\u200c\u200d]"
        r"|(?<=\p{L})\u200d(?=\p{ccc=9})"
        r"|(?<=[\p{jt=L}\p{jt=D}]\p{jt=T}*)\u200c(?=\p{jt=T}*[\p{jt=R}\p{jt=D}])"
    )


def without_seen_joiners(text: str) -> str:
    """The text without the joiners that can be seen: what is left of them can not.

    >>> without_seen_joiners("ده\\u200cها"), without_seen_joiners("Nor\\u200cvia")
    ('دهها', 'Nor\\u200cvia')
    """
    return _seen().sub("", text) if any(c in text for c in JOINERS) else text


__all__ = ["JOINERS", "without_seen_joiners"]
