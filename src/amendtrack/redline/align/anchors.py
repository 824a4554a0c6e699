"""Where whole blocks of a text are those of the text that it was made from.

A run of equal blocks is found by comparing characters, as many blocks at once as are the same: what a proposal leaves
alone is read once and never cut. This works for texts whose blocks are separated by one empty line each, as nearly all
are; others are cut into all their blocks first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from amendtrack.redline.align.prepared import Prepared
from amendtrack.text.units import blank_end

LONG = 24
"""Characters from which an exact and unique block may anchor by itself."""
_GAP = "\n\n"
_FIRST, _MOST = 8, 64
"""How many blocks are compared at once, at first and at most: a long stretch takes longer to copy than to compare."""


class Run(NamedTuple):
    """Blocks ``block : block + many`` of the first text, at characters ``start:end`` of the second."""

    block: int
    many: int
    start: int
    end: int


class Anchors(NamedTuple):
    """The runs in the order of the second text, and each as parts that are the same to the last character.

    Only the first and the last block of a run may have other white space around them; such a block is a part by itself.
    """

    runs: tuple[Run, ...]
    parts: tuple[Run, ...]


def anchors_of(before: Prepared, after: str) -> Anchors | None:
    """The runs of blocks that occur once in each text, from a long one on; None if blocks are separated otherwise."""
    if not before.is_plain or not after or after[0].isspace():
        return None
    parts = _parts(before, after)
    if parts is None or any(p.block + p.many > q.block for p, q in pairwise(sorted(parts))):
        return None  # a block occurs twice
    return Anchors(tuple(_long(_joined(parts), before.lengths)), tuple(parts))


def _parts(before: Prepared, after: str) -> list[Run] | None:
    """All equal blocks in order, as many together as are the same to the last character."""
    found: list[Run] = []
    at, end = 0, len(after) - len(blank_end(after, 0, len(after)))
    while at < end:
        gap = after.find(_GAP, at, end)
        stop = gap + len(_GAP) if gap >= 0 else len(after)
        block = after[at:stop]
        key = block.strip()
        if not key or block[0] == "\n" or "\r" in block or "```" in block or "~~~" in block:
            return None
        if (b := before.places.get(key, -1)) >= 0:
            found.append(Run(b, 1, at, stop))
            if many := _same(before, b + 1, after, stop):
                at, stop = stop, stop + before.starts[b + 1 + many] - before.starts[b + 1]
                found.append(Run(b + 1, many, at, stop))
        at = stop
    return found if at == len(after) else None


def _same(before: Prepared, first: int, after: str, at: int) -> int:
    """How many blocks from there on are the same in the second text, and the only ones of their kind in the first."""
    source, starts, twice = before.text.source, before.starts, before.twice
    k = bisect_right(twice, first - 1)
    limit = min(len(starts) - 2, twice[k] if k < len(twice) else len(starts))
    n, step, grows = first, _FIRST, True
    while step and n < limit:
        stop = min(n + step, limit)
        if after.startswith(source[starts[n] : starts[stop]], at + starts[n] - starts[first]):
            n = stop
        else:
            grows = False
        step = min(2 * step, _MOST) if grows else step // 2
    return n - first


def _joined(parts: Sequence[Run]) -> Iterator[Run]:
    """The parts, joined where one follows the other in both texts."""
    last: Run | None = None
    for part in parts:
        if last and last.block + last.many == part.block and last.end == part.start:
            last = Run(last.block, last.many + part.many, last.start, part.end)
            continue
        if last:
            yield last
        last = part
    if last:
        yield last


def _long(runs: Iterator[Run], lengths: Sequence[int]) -> Iterator[Run]:
    return (run for run in runs if lengths[run.block + run.many] - lengths[run.block] >= LONG)


def runs_among(before: Prepared, blocks: Sequence[str]) -> tuple[Run, ...]:
    """The same runs in a text that is cut into blocks."""
    found = [before.places.get(block.strip(), -1) for block in blocks]
    if len(set(found)) != len(found):
        seen = Counter(found)
        found = [-1 if seen[b] > 1 else b for b in found]
    ends = list(accumulate(map(len, blocks), initial=0))
    parts = [Run(b, 1, ends[a], ends[a + 1]) for a, b in enumerate(found) if b >= 0]
    return tuple(_long(_joined(parts), before.lengths))


__all__ = ["Anchors", "Run", "anchors_of", "runs_among"]
