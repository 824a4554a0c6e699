"""Which copy is which, where several units have the same words.

Nobody moves a unit past its own copy, or away from a place where the same words are then put anew. ``alignment`` links
units by their bytes and their likeness; here the links of copies are put in order.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from amendtrack.redline.align.sections import Link


def uncrossed(
    links: list[Link], wording: Callable[[int], str], heads: tuple[Sequence[int], Sequence[int]]
) -> list[Link]:
    """The links, in the order of the second text, with no two of equal wording crossed in one section.

    ``wording`` is that of a unit of the first text; ``heads`` are the headings of both texts.
    """
    alike: dict[tuple[str, int, int], list[int]] = defaultdict(list)
    for k, (i, j, n, exact) in enumerate(links):
        if n == 1 and exact:
            alike[wording(i), bisect_right(heads[0], i), bisect_right(heads[1], j)].append(k)
    links = links.copy()
    for own in alike.values():
        for k, i in zip(own, sorted(links[k][0] for k in own)):
            links[k] = (i, *links[k][1:])
    return links


def between_the_same_neighbours(
    links: Sequence[Link], wording: Callable[[int], str], free: Iterable[tuple[int, str]]
) -> dict[int, int]:
    """For links, by place: the unlinked unit of the second text with the same words between the neighbours each had.

    ``free`` are the unlinked units of the second text and their wordings.
    """
    unlinked: dict[str, list[int]] = defaultdict(list)
    for j, words in free:
        unlinked[" ".join(words.split())].append(j)
    single = [k for k, (_, _, n, exact) in enumerate(links) if n == 1 and exact] if unlinked else []
    twins = {k: own for k in single if (own := unlinked.get(" ".join(wording(links[k][0]).split())))}
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


__all__ = ["between_the_same_neighbours", "uncrossed"]
