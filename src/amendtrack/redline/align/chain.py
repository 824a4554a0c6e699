"""The heaviest chain: the links between two sequences to keep so that both sides stay in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def heaviest_chain(links: Sequence[tuple[int, int, float]]) -> list[int]:
    """Which links ``(i, j, weight)`` to keep so that i and j both rise and the total weight is greatest.

    Positions into ``links``, in order. Of equal chains the same one is found every time.
    """
    order = sorted(range(len(links)), key=lambda k: (links[k][0], -links[k][1], links[k][2]))
    columns = sorted({j for _, j, _ in links})
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(columns) + 1)
    previous = [-1] * len(links)
    best, last = 0.0, -1
    for k in order:
        _, j, weight = links[k]
        column = bisect_left(columns, j)
        total, before = 0.0, -1
        c = column
        while c > 0:
            if tree[c][0] > total:
                total, before = tree[c]
            c -= c & -c
        previous[k] = before
        total += weight
        if total > best:
            best, last = total, k
        c = column + 1
        while c <= len(columns):
            if tree[c][0] < total:
                tree[c] = (total, k)
            c += c & -c
    chain = []
    while last >= 0:
        chain.append(last)
        last = previous[last]
    return chain[::-1]
