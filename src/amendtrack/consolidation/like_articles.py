"""Which of many new articles are alike, found for one of them and all others at once.

Sets of articles, and of the units in them, are integers with a bit for each, as in ``like_units``. The articles are
numbered from the longest to the shortest. The units are numbered depth by depth: first all headings, then what comes
first under each heading, then what comes second. So the units at one depth are a run of bits which is the set of the
articles that are so long.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import takewhile

from amendtrack.consolidation.edits import Inserted
from amendtrack.consolidation.like_units import Likeness, at_least, count, members


class LikeArticles:
    """New articles, from the longest to the shortest: each a heading and what comes under it, as places in ``units``.

    Of the ``units``, those that are no new units are like nothing, and ``notes`` are like nothing but notes.
    """

    def __init__(self, articles: Sequence[Sequence[int]], units: Sequence[Inserted | None], notes: int) -> None:
        self._lengths = [len(article) for article in articles]
        self._units: list[Inserted | None] = []
        self._owner: list[int] = []
        self._notes = 0
        self._runs: list[tuple[int, int]] = []
        """Where the units at each depth begin, and the articles that are so long."""
        for depth in range(max(self._lengths, default=0)):
            own = [article[depth] for article in takewhile(lambda article: len(article) > depth, articles)]  # noqa: B023
            self._runs.append((len(self._units), (1 << len(own)) - 1))
            self._units.extend(units[k] for k in own)
            self._owner.extend(range(len(own)))
            self._notes |= sum(1 << n for n, k in enumerate(own, len(self._owner) - len(own)) if notes >> k & 1)
        self._sized: dict[int, int] = defaultdict(int)
        for m, length in enumerate(self._lengths):
            self._sized[length - 1] |= 1 << m

    @cached_property
    def _likeness(self) -> Likeness:
        return Likeness(self._units)

    def like(self, m: int, among: int) -> int:
        """Those of a set of articles that are like one: their headings are alike, or most of the units under them.

        Counted are the units of the shorter article that a unit of the other is like; of two equally long, those of
        this one.
        """
        units = 0
        for start, these in self._runs:
            units |= (these & among) << start
        heading, *body = [self._like(start + m, units) for start, _ in self._runs[: self._lengths[m]]]
        any_of_body, mine, theirs = 0, list[int](), list[int]()
        for like in body:
            articles = 0
            for these in self._by_depth(like):
                articles |= these
            count(mine, articles)
            any_of_body |= like
        for these in self._by_depth(any_of_body):
            count(theirs, these)
        found = heading & self._runs[0][1]
        for size, these in self._sized.items():
            digits, of = (mine, len(body)) if len(body) <= size else (theirs, size)
            found |= at_least(of // 2 + 1, digits, these)
        return found & among

    def _like(self, unit: int, among: int) -> int:
        return self._likeness.like(unit, among & (self._notes if self._notes >> unit & 1 else ~self._notes))

    def _by_depth(self, units: int) -> Iterator[int]:
        """The articles that have some of these units under their headings: each as often as it has one."""
        units &= ~self._runs[0][1]
        if units.bit_count() < len(self._runs):
            yield from (1 << self._owner[unit] for unit in members(units))
        else:
            yield from (units >> start & these for start, these in self._runs[1:])


__all__ = ["LikeArticles"]
