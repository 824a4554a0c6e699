"""Two wordings compared word by word, and the raw result made readable.

The differ gives the fewest changed words; people want phrases. Kept stop-words inside a rewrite are
given up, and an insertion or deletion that could stand in several places is slid to a sentence or
clause end, by one rule for everybody, so that two delegations' same edit is the same edit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, compress
from operator import add
from typing import NamedTuple, overload

from amendtrack.sequence import changes
from amendtrack.words import folded, is_sentence_end, is_sign, is_stop_word, tokens

BREAK = "¶"
"""How the end of a unit is compared inside a group of units: as one more word."""


class Word(NamedTuple):
    """One word or sign of a wording: its characters ``start:end``, and its key for comparison."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Hunk:
    """Words ``i1:i2`` of the first wording became ``j1:j2`` of the second."""

    i1: int
    i2: int
    j1: int
    j2: int


class Words(Sequence[Word]):
    """The words and signs of a wording; kept in columns, since most are only ever compared by key."""

    __slots__ = ("keys", "sizes", "starts")

    def __init__(self, starts: list[int], sizes: list[int], keys: list[str]) -> None:
        self.starts, self.sizes, self.keys = starts, sizes, keys

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> Words: ...
    def __getitem__(self, at: int | slice) -> Word | Words:
        if isinstance(at, slice):
            return Words(self.starts[at], self.sizes[at], self.keys[at])
        return Word(self.starts[at], self.end(at), self.keys[at])

    def __iter__(self) -> Iterator[Word]:
        return map(Word, self.starts, map(add, self.starts, self.sizes), self.keys)

    def end(self, at: int) -> int:
        """The character just after one word."""
        return self.starts[at] + self.sizes[at]


def words_of(text: str, start: int = 0) -> Words:
    """The words and signs of a text, their places counted from ``start``."""
    pieces = text.split(" ")
    if "[^" in text or len(text) > _USUAL * len(pieces):
        found = tokens(text)
        keys = list(map(folded, found))
        sizes = widths = list(map(len, found))
    else:
        keys, widths, sizes = (list(chain.from_iterable(column)) for column in zip(*map(_cut, pieces)))
    starts = list(accumulate(widths, initial=start))
    starts.pop()
    if "" not in keys:
        return Words(starts, sizes, keys)
    return Words(list(compress(starts, keys)), list(compress(sizes, keys)), list(filter(None, keys)))


_USUAL = 20
"""Where words are longer than this on average, they hardly come again (Chinese has no blanks)."""


@lru_cache(maxsize=1 << 16)
def _cut(piece: str) -> tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...]]:
    """What stands between two blanks as columns: keys, widths up to the next word or end, sizes; the blank counts."""
    found = tokens(piece + " ")
    keys, widths, sizes = [folded(found[0])], [len(found[0])], [len(found[0])]
    for token in found[1:]:
        if key := folded(token):
            keys.append(key)
            widths.append(len(token))
            sizes.append(len(token))
        else:
            widths[-1] += len(token)
    return tuple(keys), tuple(widths), tuple(sizes)


def keys_of(words: Sequence[Word]) -> list[str]:
    """The keys of words, in order."""
    return words.keys if isinstance(words, Words) else [word.key for word in words]


def hunks(
    before: Sequence[str], after: Sequence[str], numbers: tuple[Sequence[int], Sequence[int]] | None = None
) -> list[Hunk]:
    """What changed between two sequences of word keys, as a person would mark it.

    ``numbers`` are the keys as numbers, where they are known already.
    """
    a, b = numbers or _numbered(before, after)
    raw = [Hunk(*change) for change in changes(a, b)]
    merged = _without_islands(before, after, raw)
    return [_slid(before, after, h, *around) for h, around in _with_neighbours(merged, len(before))]


def _numbered(before: Sequence[str], after: Sequence[str]) -> tuple[list[int], list[int]]:
    numbers: dict[str, int] = {}
    return (
        [numbers.setdefault(k, len(numbers)) for k in before],
        [numbers.setdefault(k, len(numbers)) for k in after],
    )


def _with_neighbours(found: list[Hunk], end: int) -> list[tuple[Hunk, tuple[int, int]]]:
    """Each hunk with the first and last word of ``before`` that it may slide over."""
    lows = [0, *(h.i2 for h in found)]
    highs = [*(h.i1 for h in found[1:]), end]
    return [(h, (low, high)) for h, low, high in zip(found, lows, highs)]


def _weight(keys: Sequence[str]) -> float:
    """How much a kept stretch holds the text together: content words count, small words hardly."""
    total = 0.0
    for key in keys:
        if key == BREAK:
            total += 4
        elif is_sentence_end(key):
            total += 1.5
        elif is_sign(key):
            total += 0.15
        elif is_stop_word(key):
            total += 0.34
        else:
            total += 1
    return total


def _size(before: Sequence[str], after: Sequence[str], h: Hunk) -> int:
    gone = sum(not is_sign(k) for k in before[h.i1 : h.i2])
    new = sum(not is_sign(k) for k in after[h.j1 : h.j2])
    return max(gone, new)


def _without_islands(before: Sequence[str], after: Sequence[str], found: list[Hunk]) -> list[Hunk]:
    """Join hunks whose kept words between are too slight to stand alone between such changes."""
    merged: list[Hunk] = []
    sizes: list[int] = []
    for h in found:
        size = _size(before, after, h)
        while merged and _slight(before[merged[-1].i2 : h.i1], merged[-1], h, sizes[-1], size):
            p = merged.pop()
            sizes.pop()
            h = Hunk(p.i1, h.i2, p.j1, h.j2)
            size = _size(before, after, h)
        merged.append(h)
        sizes.append(size)
    return merged


def _slight(kept: Sequence[str], p: Hunk, h: Hunk, size_p: int, size_h: int) -> bool:
    if len(kept) > 8:
        return False
    # Two insertions, or two deletions, round kept words are two edits; a rewrite takes and gives.
    if not ((p.i2 > p.i1 or h.i2 > h.i1) and (p.j2 > p.j1 or h.j2 > h.j1)):
        return False
    small, large = sorted((size_p, size_h))
    if large + small < 3 or small < 1:
        return False
    return _weight(kept) <= min(2.2, 0.36 * small + 0.12 * (large - small))


def _slid(before: Sequence[str], after: Sequence[str], h: Hunk, low: int, high: int) -> Hunk:
    """A pure insertion or deletion moved, within what stays equal, to the most natural place."""
    if h.i1 == h.i2 and h.j1 < h.j2:
        side, start, end, room = after, h.j1, h.j2, (h.i1 - low, high - h.i2)
    elif h.j1 == h.j2 and h.i1 < h.i2:
        side, start, end, room = before, h.i1, h.i2, (h.i1 - low, high - h.i2)
    else:
        return h
    back = 0
    while back < min(room[0], 200) and start - back > 0 and side[start - back - 1] == side[end - back - 1]:
        back += 1
    forth = 0
    while forth < min(room[1], 200) and end + forth < len(side) and side[start + forth] == side[end + forth]:
        forth += 1
    if not back and not forth:
        return h
    shift = max(range(-back, forth + 1), key=lambda d: (_natural(side, start + d, end + d), -abs(d), d))
    return Hunk(h.i1 + shift, h.i2 + shift, h.j1 + shift, h.j2 + shift)


def _natural(side: Sequence[str], start: int, end: int) -> float:
    """How well a stretch reads as one thing put in or taken out; more is better."""
    left = side[start - 1] if start else BREAK
    right = side[end] if end < len(side) else BREAK
    first, last = side[start], side[end - 1]
    score = 0.0
    if left == BREAK or is_sentence_end(left):
        score += 3 if is_sentence_end(last) or last == BREAK else 1
    if right == BREAK and is_sentence_end(last):
        score += 1
    if first in _CLAUSE and (right in _CLAUSE or is_sentence_end(right) or right == BREAK):
        score += 2
    elif first in _CLAUSE:
        score += 1
    if first in _OPENING and last in _CLOSING:
        score += 2
    if last in _OPENING or first in _CLOSING:
        score -= 2
    if last in _CLAUSE and first not in _CLAUSE:
        score += 0.5
    if is_stop_word(last) and not is_stop_word(right):
        score -= 0.5
    if first == BREAK:
        score += 1.5
    return score


_CLAUSE = frozenset(",;:،؛，；、")
_OPENING = frozenset("([{（「《")
_CLOSING = frozenset(")]}）」》")
