"""Several orders of the same things merged into one, which keeps each of them as far as they agree.

How this works. What nobody has after something that is still to come may come next; of that, what belongs to the
earliest text comes first, then what continues the passage before it, then what is wanted first. Two orders may be
opposite, so that each thing waits for another: then what all orders have before the rest comes next. Which thing that
is is not looked for anew at each step: whatever may come next lies in heaps, and each thing that waits in a dispute
knows one that is before it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Container, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import pairwise
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is known of each number: the text it belongs to, its backers, and the key by which it is wanted.

    Where all that may come next is ``known``, as it has been circulated, or belongs to the text ``by_name``, no passage
    is continued first.
    """

    keys: Sequence[tuple[Any, ...]]
    belongs: Sequence[tuple[int, ...]]
    backers: Sequence[frozenset[str]]
    known: Container[int] = ()
    by_name: tuple[int, ...] | None = None

    def of(self, numbers: Sequence[int]) -> Wanted:
        """What is known of some of the numbers, which are counted anew."""
        return Wanted(
            keys=[self.keys[n] for n in numbers],
            belongs=[self.belongs[n] for n in numbers],
            backers=[self.backers[n] for n in numbers],
            known={k for k, n in enumerate(numbers) if n in self.known},
            by_name=self.by_name,
        )


def merged(chains: Sequence[Sequence[int]], wanted: Wanted) -> Iterator[int]:
    """All numbers in the order of these chains; otherwise by what they belong to, then as ``wanted``."""
    many = len(wanted.keys)
    after: list[set[int]] = [set() for _ in range(many)]
    for chain in chains:
        for x, y in pairwise(chain):
            after[x].add(y)
    waits = Counter(y for followers in after for y in followers)
    left = set(range(many))
    turns = sorted(left, key=lambda k: (wanted.keys[k], k))
    open_ = _Open(wanted, turns, left)
    open_.add(k for k in range(many) if not waits[k])
    agreed: _Agreed | None = None
    every: _Open | None = None
    last = frozenset[str]()
    while left:
        k = open_.first(last)
        if k is None:
            # Two proposals may order the same units in opposite ways, so that each waits for the other; then the
            # wording decides, but what nobody has in another order still comes first.
            agreed = agreed or _Agreed(chains, left, _Open(wanted, turns, left))
            k = agreed.first(last)
        if k is None:
            if every is None:
                every = _Open(wanted, turns, left)
                every.add(left)
            k = every.first(last)
        assert k is not None, "something is left"
        left.discard(k)
        yield k
        last = wanted.backers[k]
        for y in after[k]:
            waits[y] -= 1
        open_.add(y for y in after[k] if not waits[y] and y in left)
        if agreed is not None:
            agreed.without(k)


class _Open:
    """Numbers that may come next, of those that are left: the first of them is found without looking at the others."""

    def __init__(self, wanted: Wanted, turns: Sequence[int], left: Collection[int]) -> None:
        self._wanted, self._turns, self._left = wanted, turns, left
        self._turn = dict(zip(turns, range(len(turns)), strict=True))
        self._heaps: dict[Hashable, list[int]] = defaultdict(list)
        self._texts: list[tuple[int, ...]] = []

    def add(self, numbers: Iterable[int]) -> None:
        """Add these numbers."""
        wanted = self._wanted
        for k in numbers:
            turn, text = self._turn[k], wanted.belongs[k]
            if text not in self._texts:
                self._texts = sorted([*self._texts, text])
            heappush(self._heaps[text], turn)
            if text != wanted.by_name:
                if k not in wanted.known:
                    heappush(self._heaps[text, ""], turn)
                for name in wanted.backers[k]:
                    heappush(self._heaps[text, name, ""], turn)

    def first(self, last: Iterable[str]) -> int | None:
        """The number that comes next after one of these backers; none if there is none."""
        for text in self._texts:
            first = self._top(text)
            if first is None:
                continue
            if self._top((text, "")) is not None:
                going_on = (self._top((text, name, "")) for name in last)
                first = min((turn for turn in going_on if turn is not None), default=first)
            return self._turns[first]
        return None

    def _top(self, where: Hashable) -> int | None:
        heap = self._heaps.get(where)
        while heap and self._turns[heap[0]] not in self._left:
            heappop(heap)
        return heap[0] if heap else None


@dataclass(slots=True)
class _Agreed:
    """The numbers that come after none of those left by all chains that have both."""

    chains: Sequence[Sequence[int]]
    left: Collection[int]
    open_: _Open
    before: dict[int, int] = field(default_factory=dict)
    """For each number that waits, a set with a bit for each number before it."""
    held_up: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """The numbers that wait, by one of those before them."""
    rest: int = 0

    def __post_init__(self) -> None:
        self.rest = sum(1 << k for k in self.left)
        orders = [[k for k in chain if k in self.left] for chain in self.chains]
        for order in orders:
            for k, passed in _passed(order):
                self.before[k] = self.before.get(k, 0) | passed
        for order in orders:
            for k, passed in _passed(order[::-1]):
                self.before[k] &= ~passed
        for k in list(self.before):
            self._wait(k)

    def _wait(self, k: int) -> None:
        """Let a number wait for one that is before it; if there is none, it may come next."""
        self.before[k] &= self.rest
        if self.before[k]:
            self.held_up[self.before[k].bit_length() - 1].append(k)
        else:
            self.open_.add([k])

    def first(self, last: Iterable[str]) -> int | None:
        return self.open_.first(last)

    def without(self, k: int) -> None:
        """Take away a number that has come."""
        self.rest ^= 1 << k
        for waiting in self.held_up.pop(k, ()):
            if waiting in self.left:
                self._wait(waiting)


def _passed(order: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Each number, and a set with a bit for each of those before it."""
    passed = 0
    for k in order:
        yield k, passed
        passed |= 1 << k


__all__ = ["Wanted", "merged"]
