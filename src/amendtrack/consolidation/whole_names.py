"""Addresses, symbols, dates and times that a proposal changes: each is one name, and is changed as a whole.

``A/RES/71/259`` is a name, ``12/03/2026`` a day, and so is every web and e-mail address. Two delegations that each
change a part of one name two things; put together, the parts would name a third that nobody has proposed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from amendtrack.redline.splices import Splice
from amendtrack.redline.spoken_words import Words

_LETTERS = r"[^\W\u3040-\u30ff\u3400-\u9fff]+"
_JOINED = re.compile(rf"(?<!\w){_LETTERS}(?:[-/:@?=&#%~+.·_]+{_LETTERS})+")
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
    if not any(text.find(sign, start, end) >= 0 for sign in "/:@"):
        return ()
    inside = [0] * (len(words) + 1)
    at = {start: k for k, start in enumerate(words.starts)}
    for n, name in enumerate(_JOINED.finditer(text, start, end), 1):
        if _is_name(name[0]):
            first = at.get(name.start())
            k = len(words) if first is None else first + 1
            while k < len(words) and words.starts[k] < name.end():
                inside[k] = n
                k += 1
    return inside if any(inside) else ()


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
