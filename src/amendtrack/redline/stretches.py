"""Where two very long wordings are surely the same, so that what lies between can be compared by itself.

A landmark is a run of words that occurs as often in one wording as in the other. Not every run is looked at; which ones
are depends on their first two words, so that they are the same in both. The wordings are held as arrays of numbers,
since a paragraph of ten megabytes has nearly two million words, and as many objects take half a gigabyte.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, count, groupby, islice

from amendtrack.redline.sequence import Stretch, shared


@cache
def _piece() -> re.Pattern[str]:
    """A word with the blanks after it, or one character of a script without them; compiled when first needed."""
    return re.compile(r"[\u2e80-\u9fff\uac00-\ud7a3]\s*|[^\s\u2e80-\u9fff\uac00-\ud7a3]+\s*|\s+")


_RUNS = 12, 6
"""How many pieces a landmark has; the shorter ones are looked for where there are no longer ones."""
_ONE_IN = 16
"""One run in so many is looked at."""
_OFTEN = 64
"""A run that occurs more often is no landmark."""
_APART = 4_000
"""Of the landmarks that begin in so many pieces, the one in the longest common run is used."""
_LONGEST = 64
"""How far a common run is followed."""
_REWRITTEN = 60_000
"""If this many pieces in a row have no landmark, they are rewritten, and compared in parts of about this size."""


class _Pieces:
    """A wording as numbers, one a piece, and where each piece begins."""

    def __init__(self, wording: str, numbers: dict[str, int]) -> None:
        found = _piece().findall(wording)
        self.numbers = array("i", map(numbers.__getitem__, found))
        self.at = array("l", accumulate(map(len, found), initial=0))

    def runs(self, first: int, last: int, size: int) -> dict[bytes, list[int]]:
        """The places of the runs that are looked at among pieces ``first:last``."""
        places: dict[bytes, list[int]] = defaultdict(list)
        numbers = self.numbers[first:last]
        neighbours = enumerate(zip(numbers, islice(numbers, 1, None)))
        for k in (k for k, (one, other) in neighbours if not (7 * one + other) % _ONE_IN):
            known = places[numbers[k : k + size].tobytes()]
            if len(known) <= _OFTEN:
                known.append(first + k)
        return places


def stretches(before: str, after: str) -> Iterator[Stretch]:
    """Two wordings cut at their landmarks: characters ``b1:b2`` of the first and ``a1:a2`` of the second, in order.

    The stretches of either wording join to the whole of it.

    >>> list(stretches("all areas", "known areas"))
    [(0, 9, 0, 11)]
    """
    numbers: dict[str, int] = defaultdict(count().__next__)
    b, a = _Pieces(before, numbers), _Pieces(after, numbers)
    for i1, i2, j1, j2 in _cut(b, a, (0, len(b.numbers), 0, len(a.numbers)), _RUNS):
        yield b.at[i1], b.at[i2], a.at[j1], a.at[j2]


def _cut(b: _Pieces, a: _Pieces, whole: Stretch, runs: Sequence[int]) -> Iterator[Stretch]:
    """Pieces cut at the landmarks among them, and what is still very long at shorter landmarks."""
    i, i2, j, j2 = whole
    if not runs:
        yield from _parts(*whole)
        return
    for k, m in [*_places(b, a, whole, runs[0]), (i2, j2)]:
        if min(k - i, m - j) > _REWRITTEN:
            yield from _cut(b, a, (i, k, j, m), runs[1:])
        else:
            yield i, k, j, m
        i, j = k, m


def _places(b: _Pieces, a: _Pieces, whole: Stretch, run: int) -> Iterator[tuple[int, int]]:
    """Where both wordings are cut: in the middle of common runs, some way from each other."""
    i, i2, j, j2 = whole
    for _, near in groupby(_landmarks(b, a, whole, run), lambda place: place[0] // _APART):
        size, k, m = max((_common(b, a, k, m), -k, -m) for k, m in near)
        k, m = size // 2 - k, size // 2 - m  # they were counted backwards, so that of equals the first is used
        if i < k < i2 and j < m < j2:
            yield k, m
            i, j = k, m


def _common(b: _Pieces, a: _Pieces, k: int, m: int) -> int:
    """How many pieces are equal from there on, as far as that is followed."""
    one, other = b.numbers[k : k + _LONGEST], a.numbers[m : m + _LONGEST]
    return min(shared(one, other), len(one), len(other))


def _landmarks(b: _Pieces, a: _Pieces, whole: Stretch, run: int) -> Sequence[tuple[int, int]]:
    """Where runs occur that are in both wordings equally often; the most of them that are in the same order."""
    i1, i2, j1, j2 = whole
    runs, others = b.runs(i1, i2, run), a.runs(j1, j2, run)
    pairs = sorted(
        pair
        for key, places in runs.items()
        if len(places) == len(others.get(key, ())) <= _OFTEN
        for pair in zip(places, others[key])
    )
    ends: list[int] = []  # the least end of a chain of each length
    last: list[int] = []  # which pair that is
    before = [-1] * len(pairs)
    for n, (_, m) in enumerate(pairs):
        length = bisect_left(ends, m)
        before[n] = last[length - 1] if length else -1
        ends[length : length + 1] = [m]
        last[length : length + 1] = [n]
    chain, n = [], last[-1] if last else -1
    while n >= 0:
        chain.append(pairs[n])
        n = before[n]
    return chain[::-1]


def _parts(i1: int, i2: int, j1: int, j2: int) -> Iterator[Stretch]:
    """A stretch without a landmark, as several where it is too long to be compared as one."""
    many = max(1, min(i2 - i1, j2 - j1) // _REWRITTEN)
    for n in range(many):
        yield (
            i1 + (i2 - i1) * n // many,
            i1 + (i2 - i1) * (n + 1) // many,
            j1 + (j2 - j1) * n // many,
            j1 + (j2 - j1) * (n + 1) // many,
        )
