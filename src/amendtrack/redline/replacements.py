"""Replacements marked as people mark them, who were asked to mark edits by hand (``benchmarks/README.md``).

Where many words give way to others that have nothing in common with them, most people mark a deletion and an insertion,
not a replacement. So does a redline: the words that went may have moved elsewhere. Put into words, it is a replacement
all the same, and edits are consolidated as they were compared.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

from amendtrack.redline.splices import Splice, joined
from amendtrack.text.words import is_character, is_stop_word

MANY = 5
"""A deletion of this many words, or an insertion, is no part of a replacement if nothing in it recurs."""
_STEM = 4
"""Words that begin with the same letters, this many, have something in common: ``require``, ``requirements``."""
_WORD = re.compile(r"\w+")


def marked(before: str, after: str, splices: Iterable[Splice]) -> tuple[Splice, ...]:
    """The splices between two texts as they are marked: the same words, in one or two marks."""
    found: list[Splice] = []
    for s in splices:
        b1, b2, a1, a2, noise, i1, i2, j1, j2 = s
        if (
            i1 < i2
            and j1 < j2
            and (i2 - i1 >= MANY or j2 - j1 >= MANY)
            and not noise
            and _are_unrelated(before[b1:b2], after[a1:a2])
        ):
            found += s._replace(a2=a1, j2=j1), s._replace(b1=b2, i1=i2)
        else:
            found.append(s)
    return tuple(found)


def _are_unrelated(gone: str, new: str) -> bool:
    """Whether two wordings share no word but small ones; only known where words have spaces between them."""
    gone, new = gone.lower(), new.lower()
    stems = {word[:_STEM] for word in _WORD.findall(new)}
    if not stems or any(word[:_STEM] in stems and not is_stop_word(word) for word in _WORD.findall(gone)):
        return False
    return (gone.isascii() and new.isascii()) or not any(map(is_character, gone + new))


def as_replacements(splices: Iterable[Splice], *, apart: Container[Splice] = ()) -> Iterator[Splice]:
    """The splices, with a deletion and an insertion at one place as the replacement that they are in words.

    Those in ``apart`` remain as they are marked.
    """
    return joined(splices, lambda gone, new: _give_way(gone, new) and gone not in apart and new not in apart)


def _give_way(gone: Splice, new: Splice) -> bool:
    if gone.noise or new.noise or (gone.b2, gone.a2) != (new.b1, new.a1) or gone.a1 < gone.a2 or new.b1 < new.b2:
        return False
    return gone.i2 - gone.i1 >= MANY or new.j2 - new.j1 >= MANY


__all__ = ["as_replacements", "marked"]
