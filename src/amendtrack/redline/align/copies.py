"""Which copy is which, where several units have the same words.

Nobody moves a unit past its own copy, or away from a place where the same words are then put anew. ``alignment`` links
units by their bytes and their likeness; here the links of copies are made anew, where one of them seems to have moved
or is gone or new.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence

from amendtrack.redline.align.chain import heaviest_chain
from amendtrack.redline.align.likeness import Loose
from amendtrack.redline.align.sections import Link

_LISTED = "\t"
"""This begins the words of a unit with a number or a list sign."""


def own_words(unit: Loose) -> str:
    """The words by which a unit is known for a copy of another."""
    words = " ".join(unit.wording.split())
    return _LISTED + words if words and (unit.label or unit.mark) else words


def between_the_same_neighbours(
    links: Sequence[Link], words: Callable[[int], str], free: Iterable[tuple[int, str]]
) -> dict[int, int]:
    """For links, by place: the unlinked unit of the second text with the same words between the neighbours each had.

    ``words`` are those of a unit of the first text, ``free`` the unlinked units of the second text and their words.
    """
    unlinked: dict[str, list[int]] = defaultdict(list)
    for j, own_words in free:
        unlinked[own_words].append(j)
    single = [k for k, (_, _, n, exact) in enumerate(links) if n == 1 and exact] if unlinked else []
    twins = {k: own for k in single if (own := unlinked.get(words(links[k][0])))}
    if not twins:
        return {}
    ends = {i: j for i, j, _, _ in links} | {i + n - 1: j + n - 1 for i, j, n, _ in links}

    def neighbours(i: int, j: int) -> int:
        return (ends.get(i - 1) == j - 1) + (ends.get(i + 1) == j + 1)

    found: dict[int, int] = {}
    for k, own in twins.items():
        i, j, _, _ = links[k]
        best = max(own, key=lambda twin: neighbours(i, twin), default=j)
        if neighbours(i, best) > neighbours(i, j):
            own.remove(best)
            found[k] = best
    return found


def in_their_gaps(
    links: Sequence[Link],
    stays: Container[int],
    words: Callable[[int], str],
    free: tuple[Sequence[tuple[int, str]], Sequence[tuple[int, str]]],
) -> list[Link]:
    """The links, with those of copies made anew if one has moved, is gone or is new: a copy stays where one stood.

    ``words`` are those of a unit of the first text, or nothing if it is no copy of any; ``free`` are the unlinked units
    of either text and their words; ``stays`` are the places of the links that stay in order. What has a
    number, or a place in a list, is asked only if one has moved.
    """
    known = {k: own for k, (i, _, n, exact) in enumerate(links) if n == 1 and exact and (own := words(i))}
    asked = {own for k, own in known.items() if k not in stays}
    asked |= {own for units in free for _, own in units if own[:1] != _LISTED}.intersection(known.values())
    copies: dict[str, tuple[list[int], list[int]]] = {own: ([], []) for own in asked}
    for k, own in known.items():
        if own in asked:
            copies[own][0].append(links[k][0])
            copies[own][1].append(links[k][1])
    for side, units in enumerate(free):
        for at, own in units:
            if own in asked:
                copies[own][side].append(at)
    copies = {own: places for own, places in copies.items() if max(map(len, places)) > 1}
    others = [(k, link) for k, link in enumerate(links) if known.get(k) not in copies]
    gaps = _Gaps([link for k, link in others if k in stays], [link for _, link in others])
    found = [link for _, link in others]
    linked: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for k, own in known.items():
        if len(own) > _NOTE:
            linked[own].append(links[k][:2])
    for own, (old, new) in copies.items():
        pairs = gaps.pairs(sorted(old), sorted(new), linked[own], leads=own.endswith(":"))
        found += ((i, j, 1, True) for i, j in pairs)
    return found


class _Gaps:
    """What lies between the links that stay in order, and which units are neighbours in both texts."""

    def __init__(self, stays: Sequence[Link], links: Sequence[Link]) -> None:
        self._heads = sorted(i for i, _, _, _ in stays), sorted(j for _, j, _, _ in stays)
        self._ends = {i: j for i, j, _, _ in links} | {i + n - 1: j + n - 1 for i, j, n, _ in links}

    def pairs(
        self, old: list[int], new: list[int], linked: Sequence[tuple[int, int]], *, leads: bool
    ) -> Iterator[tuple[int, int]]:
        """Copies, paired: in one gap, beside one neighbour, or as they are ``linked``, if they pass none of their own.

        Where there are more in one text, a copy stays with what stands above it, or below it if it ``leads`` to that.
        """
        stays = sorted(self._in_one_gap(old, new, 1 if leads else 3))
        left, right = set(old).difference(i for i, _ in stays), set(new).difference(j for _, j in stays)
        yield from stays
        follow = [(i, j) for i in sorted(left) for j in sorted({self._after(i), self._before(i)}) if j in right]
        places = [i for i, _ in stays], [j for _, j in stays]
        rest = ((i, j) for i, j in linked if bisect_left(places[0], i) == bisect_left(places[1], j))
        for i, j in (*follow, *rest):
            if i in left and j in right:
                left.remove(i)
                right.remove(j)
                yield i, j

    def _in_one_gap(self, old: list[int], new: list[int], above: int) -> Iterator[tuple[int, int]]:
        gaps: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side, places in enumerate((old, new)):
            for at in places:
                gaps[bisect_left(self._heads[side], at)][side].append(at)
        for own, others in gaps.values():
            if len(own) == len(others) or len(own) * len(others) > _MANY:
                yield from zip(own, others)
                continue
            pairs = [
                (i, j, 5.0 + above * (self._after(i) == j) + 2 * (self._before(i) == j)) for i in own for j in others
            ]
            yield from (pairs[k][:2] for k in heaviest_chain(pairs))

    def _after(self, i: int) -> int:
        """The place in the second text behind what the unit stands behind; -1 if that is new nowhere."""
        return self._ends.get(i - 1, -2) + 1

    def _before(self, i: int) -> int:
        """The place in the second text before what the unit stands before."""
        return self._ends.get(i + 1, 0) - 1


_NOTE = 60
"""So short a unit with copies is none of its own: without its neighbours it does not move, it is deleted and new."""
_MANY = 4096
"""In a gap with so many pairs of copies, they are paired in order."""


__all__ = ["between_the_same_neighbours", "in_their_gaps", "own_words"]
