"""The heaviest chain: the links between two sequences to keep so that both sides stay in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from math import inf


def heaviest_chain(links: Sequence[tuple[int, int, float]]) -> list[int]:
    """Which links ``(i, j, weight)`` to keep so that i and j both rise and the total weight is greatest.

    Positions into ``links``, in order. Of equal chains the same one is found every time. Each weight is above 0, so a
    link that crosses no other is in the chain, and what is before it need not be looked through again.
    """
    order = sorted(range(len(links)), key=lambda k: (links[k][0], -links[k][1], links[k][2]))
    columns = sorted({j for _, j, _ in links})
    *lowest_behind, _ = accumulate((links[k][1] for k in reversed(order)), min, initial=inf)
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(columns) + 1)
    previous = [-1] * len(links)
    best, last, highest = 0.0, -1, -1
    passed, is_next = (0.0, -1), True  # the last link that crosses no other, and whether there was none since
    for k, lowest in zip(order, reversed(lowest_behind), strict=True):
        _, j, weight = links[k]
        crosses = not highest < j < lowest
        highest = max(highest, j)
        total, before = passed
        column = bisect_left(columns, j) if crosses or not is_next else 0
        c = column
        while c > 0:
            if tree[c][0] > total:
                total, before = tree[c]
            c -= c & -c
        previous[k] = before
        total += weight
        if total > best:
            best, last = total, k
        is_next = not crosses
        if not crosses:
            passed = total, k
            continue
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
