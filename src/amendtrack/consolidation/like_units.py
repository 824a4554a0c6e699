"""Which of many new units are alike, found for one of them and all others at once.

A set of units is an integer here, with one bit for each unit. How many word pairs each unit shares with another is
counted for all units together, in binary: one integer holds the ones of all counts, the next the twos, and so on. A
pair that only a few units have is looked up in a list instead. So a thousand new paragraphs that are all alike cost
little more than a thousand that are all different.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from amendtrack.consolidation.edits import Inserted, are_alike, word_pairs

_FEW = 24
"""How many units may have a word pair for it to be listed rather than counted."""


class Likeness:
    """The new units among these, and which of them are alike; whatever is no new unit is like nothing."""

    def __init__(self, units: Sequence[Inserted | None]) -> None:
        self._pairs = [None if unit is None else word_pairs(unit) for unit in units]
        having: dict[object, list[int]] = defaultdict(list)
        sized: dict[int, int] = defaultdict(int)
        for k, pairs in enumerate(self._pairs):
            if pairs is not None:
                sized[len(pairs)] |= 1 << k
                for pair in pairs:
                    having[pair].append(k)
        self._sized = sized
        self._listed = {pair: ks for pair, ks in having.items() if 1 < len(ks) <= _FEW}
        self._counted = {pair: _set_of(ks) for pair, ks in having.items() if len(ks) > _FEW}
        same = Counter(pairs for pairs in self._pairs if pairs is not None)
        self._repeated: dict[frozenset[object], int | None] = {pairs: None for pairs, n in same.items() if n > 1}
        """The units that are like the units with these pairs, once they have been asked for."""

    def like(self, k: int, among: int) -> int:
        """Those of a set, without unit ``k`` itself, that are like it."""
        own = self._pairs[k]
        if own is None or not among:
            return 0
        if own not in self._repeated:
            return self._found(own, among) & ~(1 << k)
        found = self._repeated[own]
        if found is None:
            found = self._repeated[own] = self._found(own, (1 << len(self._pairs)) - 1)
        return found & among & ~(1 << k)

    def _found(self, own: frozenset[object], among: int) -> int:
        """Those of a set that are like a unit with these pairs."""
        near, digits, found, counted = set[int](), list[int](), 0, 0
        for pair in own:
            if pair in self._listed:
                near.update(self._listed[pair])
            elif pair in self._counted:
                count(digits, self._counted[pair] & among)
                counted += 1
        wanted: dict[int, int] = defaultdict(int)
        for size, these in self._sized.items():
            # Four times what they share is at least what both have: see ``are_alike``.
            wanted[-(-(len(own) + size) // 4)] |= these
        for least, these in wanted.items():
            if least <= counted:
                found |= at_least(least, digits, these & among)
        for other in near:
            if not found >> other & 1 and among >> other & 1 and are_alike(own, self._pairs[other] or frozenset()):
                found |= 1 << other
        return found


def members(of: int) -> Iterator[int]:
    """The units of a set, in order."""
    while of:
        lowest = of & -of
        yield lowest.bit_length() - 1
        of ^= lowest


def _set_of(units: Sequence[int]) -> int:
    return sum(1 << k for k in units)


def count(digits: list[int], these: int) -> None:
    """Add one to the count of each of these units; ``digits`` holds the ones, the twos, the fours."""
    for n, digit in enumerate(digits):
        if not these:
            return
        digits[n], these = digit ^ these, digit & these
    if these:
        digits.append(these)


def at_least(least: int, digits: Sequence[int], among: int) -> int:
    """Those of a set whose count is at least that."""
    if least.bit_length() > len(digits):
        return 0 if least else among
    more, equal = 0, among
    for n in reversed(range(len(digits))):
        if least >> n & 1:
            equal &= digits[n]
        else:
            more |= equal & digits[n]
            equal &= ~digits[n]
    return more | equal


__all__ = ["Likeness", "at_least", "count", "members"]
