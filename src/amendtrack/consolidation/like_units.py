"""Which of many new units are alike, found for one of them and all others at once.

A set of units is an integer here, with one bit for each unit. How many word pairs each unit shares with another is
counted for all units together, in binary: one integer holds the ones of all counts, the next the twos, and so on. A
pair that only a few units have is looked up in a list instead. So a thousand new paragraphs that are all alike cost
little more than a thousand that are all different.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from amendtrack.consolidation.edits import Inserted, are_alike, word_pairs

_FEW = 24
"""How many units are compared one by one; how many may have a word pair for it to be listed rather than counted."""

Pairs = frozenset[object]
"""The word pairs of a unit."""


class Likeness:
    """The new units among these, and which of them are alike; whatever is no new unit is like nothing."""

    def __init__(self, units: Sequence[Inserted | None]) -> None:
        self._units = units
        self._pairs: dict[int, Pairs | None] = {}

    def like(self, k: int, among: int) -> int:
        """Those of a set, without unit ``k`` itself, that are like it."""
        own, among = self._pairs_of(k), among & ~(1 << k)
        if own is None or not among:
            return 0
        if among.bit_count() > _FEW:
            return self._counts.like(own, among)
        others = ((m, self._pairs_of(m)) for m in members(among))
        return _set_of(m for m, other in others if other is not None and are_alike(own, other))

    def _pairs_of(self, k: int) -> Pairs | None:
        if k not in self._pairs:
            unit = self._units[k]
            self._pairs[k] = None if unit is None else word_pairs(unit)
        return self._pairs[k]

    @cached_property
    def _counts(self) -> _Counts:
        found = ((k, self._pairs_of(k)) for k in range(len(self._units)))
        return _Counts({k: pairs for k, pairs in found if pairs is not None})


class _Counts:
    """Many units by their word pairs."""

    def __init__(self, pairs: Mapping[int, Pairs]) -> None:
        self._pairs = pairs
        having: dict[object, list[int]] = defaultdict(list)
        self._sized: dict[int, int] = defaultdict(int)
        for k, own in pairs.items():
            self._sized[len(own)] |= 1 << k
            for pair in own:
                having[pair].append(k)
        self._listed = {pair: ks for pair, ks in having.items() if 1 < len(ks) <= _FEW}
        self._counted = {pair: _set_of(ks) for pair, ks in having.items() if len(ks) > _FEW}
        self._repeated: dict[Pairs, int | None] = {own: None for own, n in Counter(pairs.values()).items() if n > 1}
        """By word pairs that several units have: all units that are like these, once that was asked."""

    def like(self, own: Pairs, among: int) -> int:
        """Those of a set that are like a unit with these word pairs."""
        if own not in self._repeated:
            return self._like(own, among)
        found = self._repeated[own]
        if found is None:
            found = self._repeated[own] = self._like(own, _set_of(self._pairs))
        return found & among

    def _like(self, own: Pairs, among: int) -> int:
        near, digits, found, counted = set[int](), list[int](), 0, 0
        for pair in own:
            if pair in self._listed:
                near.update(self._listed[pair])
            elif pair in self._counted:
                count(digits, self._counted[pair] & among)
                counted += 1
        least: dict[int, int] = defaultdict(int)
        for size, these in self._sized.items():
            # Four times what they share is at least what both have: see ``are_alike``.
            least[-(-(len(own) + size) // 4)] |= these
        for shared, these in least.items():
            if shared <= counted:
                found |= at_least(shared, digits, these & among)
        for other in near:
            if not found >> other & 1 and among >> other & 1 and are_alike(own, self._pairs[other]):
                found |= 1 << other
        return found


def members(of: int) -> Iterator[int]:
    """The units of a set, in order."""
    while of:
        lowest = of & -of
        yield lowest.bit_length() - 1
        of ^= lowest


def _set_of(units: Iterable[int]) -> int:
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
