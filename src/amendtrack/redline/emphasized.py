"""Where a change begins and ends next to signs of emphasis, so that no pair of them is ever split.

The base's emphasis stays where words are only retyped; a proposal's own emphasis stays in its new words. ``phrase``
finds what changed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from amendtrack.redline.spoken_words import Words
from amendtrack.text.typeface import Pair, pairs_of_emphasis

Range = tuple[int, int]
"""Characters, half-open."""


@dataclass(frozen=True)
class Emphasis:
    """The emphasis in a stretch of a text: its pairs of signs, as characters of the text."""

    source: str
    pairs: tuple[Pair, ...]

    @classmethod
    def of(cls, source: str, start: int, end: int) -> Emphasis:
        """The emphasis in that stretch."""
        found = pairs_of_emphasis(source[start:end])
        if not found:
            return cls(source, ())
        moved = (Pair((o1 + start, o2 + start), (c1 + start, c2 + start)) for (o1, o2), (c1, c2) in found)
        return cls(source, tuple(moved))

    @cached_property
    def _signs(self) -> tuple[Range, ...]:
        return tuple(sorted(side for pair in self.pairs for side in pair))

    def is_blank(self, start: int, end: int) -> bool:
        """Whether that stretch holds nothing but white space."""
        return not self.source[start:end].strip()

    def is_near(self, start: int, end: int) -> bool:
        """Whether that stretch contains a sign."""
        k = bisect_left(self._signs, (start, start))
        return k < len(self._signs) and self._signs[k][1] <= end

    def signs_in(self, start: int, end: int) -> Iterator[Range]:
        """The signs in that stretch."""
        k = bisect_left(self._signs, (start, start))
        while k < len(self._signs) and self._signs[k][1] <= end:
            yield self._signs[k]
            k += 1

    def crossing(self, words: Words, first: int, last: int) -> int | None:
        """The first of words ``first + 1:last`` that follows a sign whose partner is out of reach."""
        if last - first < 2:
            return None
        core = words.starts[first], words.ends[last - 1]
        before = words.ends[first - 1] if first else 0
        after = words.starts[last] if last < len(words) else len(self.source)
        for sign in self.signs_in(*core):
            (partner,) = self._partners[sign]
            if not (before <= partner[0] and partner[1] <= after):
                return bisect_left(words.starts, sign[1], first, last)
        return None

    def points_behind(self, words: Words, first: int, last: int) -> int:
        """How many words follow ``first:last`` inside a pair that opens there, if all of them are points."""
        if first == last:
            return 0
        start, end = words.ends[first - 1] if first else 0, words.ends[last - 1]
        partners = (partner for sign in self.signs_in(start, end) for partner in self._partners[sign])
        inside = bisect_left(words.starts, max((partner[0] for partner in partners), default=0), last)
        left = words.keys[last:inside]
        return 0 if any(letter.isalnum() for key in left for letter in key) else len(left)

    @cached_property
    def _partners(self) -> dict[Range, tuple[Range]]:
        return {one: (other,) for pair in self.pairs for one, other in (pair, pair[::-1])}

    def without_halves(self, start: int, end: int) -> str:
        """The words of that stretch without signs whose partners are outside it; one that parts two words is left."""
        made, at = "", start
        for sign in self.signs_in(start, end):
            (partner,) = self._partners[sign]
            if not (start <= partner[0] and partner[1] <= end) and not self._parts_words(sign, start, end):
                made, at = made + self.source[at : sign[0]], sign[1]
        return made + self.source[at:end]

    def _parts_words(self, sign: Range, start: int, end: int) -> bool:
        """Whether only that sign stands between two words of a stretch, which would be one without it."""
        before, after = self.source[start : sign[0]][-1:], self.source[sign[1] : end][:1]
        return after.isalnum() and (before.isalnum() or before in _INSIDE_WORDS)

    def without_signs(self, start: int, end: int) -> str:
        """The words of that stretch without any emphasis."""
        signs = list(self.signs_in(start, end))
        kept = zip([start, *(sign[1] for sign in signs)], [*(sign[0] for sign in signs), end], strict=True)
        return "".join(self.source[at:stop] for at, stop in kept)

    def edges(self, start: int, end: int) -> list[int]:
        """Where a stretch between two words may be cut: at its ends and on both sides of signs and blanks."""
        found = {start, end}
        for sign in self.signs_in(start, end):
            found.update(sign)
        found.update(k for k in range(start + 1, end) if self.source[k - 1].isspace() != self.source[k].isspace())
        return sorted(found)

    def is_balanced(self, start: int, end: int) -> bool:
        """Whether no pair has one sign inside that stretch and the other outside."""
        inside = [start <= sign[0] and sign[1] <= end for pair in self._near(start, end) for sign in pair]
        return inside[::2] == inside[1::2]

    def _near(self, start: int, end: int) -> list[Pair]:
        """The pairs that open in that stretch, and those that opened before it and are not closed before it."""
        if not self.pairs:
            return []
        pairs, openings, outer = self._nested
        first = bisect_left(openings, start)
        found = list(pairs[first : bisect_left(openings, end)])
        k = first - 1
        while k >= 0:
            if start < pairs[k].closing[1] and openings[k] < end:
                found.append(pairs[k])
            k = outer[k]
        return found

    @cached_property
    def _nested(self) -> tuple[list[Pair], list[int], list[int]]:
        """The pairs in order of the opening signs, where each opens, and the pair that it is inside, or -1."""
        pairs = sorted(self.pairs)
        outer: list[int] = []
        inside: list[int] = []
        for k, pair in enumerate(pairs):
            while inside and pairs[inside[-1]].closing[0] < pair.opening[0]:
                inside.pop()
            outer.append(inside[-1] if inside else -1)
            inside.append(k)
        return pairs, [pair.opening[0] for pair in pairs], outer

    def wraps(self, start: int, end: int) -> bool:
        """Whether a pair encloses that stretch."""
        return any(o2 <= start and end <= c1 for (_, o2), (c1, _) in self._near(start, end))

    def closed_behind(self, start: int, end: int) -> Range | None:
        """The sign right behind that stretch which closes what was opened before it, if there is one."""
        return next((sign for (_, o2), sign in self._near(start, end) if o2 <= start and sign[0] == end), None)

    def leaves_nothing(self, start: int, end: int) -> bool:
        """Whether a pair would be empty without that stretch."""
        return any(pair.opening[1] == start and pair.closing[0] == end for pair in self._near(start, end))


def bounds_in_emphasis(
    sides: tuple[Emphasis, Emphasis], gap: Range, core: Range | None, gap_a: Range, core_a: Range | None
) -> tuple[int, int, int, int]:
    """How much of the text around a changed phrase belongs to it, as ``x1, x2, y1, y2``.

    ``gap`` and ``gap_a`` extend from the word before to the word after; the cores are the words themselves. The best
    cut leaves no half pair of the first text, produces the blanks of the second, leaves no half pair of that, and
    includes as few signs as possible.
    """
    b, a = sides
    best = (1 << 62, (gap[0], gap[1], gap_a[0], gap_a[1]))
    target = a.source[gap_a[0] : gap_a[1]]
    enclosed = core_a is not None and a.wraps(*core_a)
    signs_near = a.is_near(*gap_a)
    theirs = [_new_words(a, cut, enclosed) for cut in _stretches(a, gap_a, core_a)]
    for x1, x2 in _stretches(b, gap, core):
        wraps, empties = b.wraps(x1, x2), b.leaves_nothing(x1, x2)
        mine = 1_000_000 * (not b.is_balanced(x1, x2)) + 100 * (x2 - x1) - (x1 - gap[0])
        for (y1, y2), fixed, unwrapped, signs in theirs:
            cost = mine + fixed + 200_000 * (core_a is None and empties) + (50_000 * signs if wraps else unwrapped)
            if cost >= best[0]:
                continue
            made = b.source[gap[0] : x1] + a.source[y1:y2] + b.source[x2 : gap[1]]
            cost += 100_000 * _blanks_apart(made, target) + 3000 * (made != target and signs_near)
            cost += 10 * (_without_signs(b.source[gap[0] : x1]) != _without_signs(a.source[gap_a[0] : y1]))
            if cost < best[0]:
                best = (cost, (x1, x2, y1, y2))
    return best[1]


def _stretches(side: Emphasis, gap: Range, core: Range | None) -> list[Range]:
    """Every stretch that a changed phrase could be: no less than its words; where there are none, a point or blanks."""
    if core is None:
        edges = side.edges(*gap)
        return [(one, two) for k, one in enumerate(edges) for two in edges[k:] if side.is_blank(one, two)]
    return list(product(side.edges(gap[0], core[0]), side.edges(core[1], gap[1])))


def _new_words(a: Emphasis, cut: Range, enclosed: bool) -> tuple[Range, int, int, bool]:
    """A stretch of the second text, what it costs, what more where no emphasis of the base is around it, its signs."""
    signs = a.is_near(*cut)
    loses = 10_000 * (enclosed and not signs)
    wrapped = a.wraps(*cut)
    fixed = 60_000 * (not a.is_balanced(*cut)) + 100 * (cut[1] - cut[0]) + (0 if wrapped else loses)
    return cut, fixed, loses if wrapped else 0, signs


def _blanks_apart(made: str, target: str) -> int:
    """How much two stretches differ apart from emphasis: the number of blanks, or whether they differ at all."""
    one, other = _without_signs(made), _without_signs(target)
    return abs(sum(map(str.isspace, one)) - sum(map(str.isspace, other))) or int(one != other)


def _without_signs(text: str) -> str:
    return _SIGNS.sub("", text)


_SIGNS = re.compile(r"[*_]|</?(?:i|em|b|strong)>", re.IGNORECASE)
_INSIDE_WORDS = (".", ",", ":", "'", "’", "-", "/")


__all__ = ["Emphasis", "bounds_in_emphasis"]
