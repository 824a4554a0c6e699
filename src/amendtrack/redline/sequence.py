"""Two sequences of numbers compared at C speed: the one door to libgit2's line differ.

Each number is written as one line, so the differ never sees text: no NUL, newline or lone
surrogate can reach it. Nothing here knows about words or units.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, count
from operator import ne

import pygit2
from pygit2.enums import DiffOption

LARGE = 50_000
"""Above this many numbers on a side, unique ones anchor first (patience diff), which bounds the cost."""


def _encoded(numbers: Sequence[int]) -> bytes:
    return ("\n".join(map(str, numbers)) + "\n").encode("ascii") if numbers else b""


def _shared(one: Iterable[int], other: Iterable[int]) -> int:
    """How many numbers are equal before the first that differs."""
    return next(compress(count(), map(ne, one, other)), 1 << 62)


def changes(before: Sequence[int], after: Sequence[int]) -> Iterator[tuple[int, int, int, int]]:
    """Positions ``(i1, i2, j1, j2)``, half-open, of each stretch that differs, in order.

    Everything between two stretches is equal on both sides.

    >>> list(changes([1, 2, 3], [1, 9, 3, 4]))
    [(1, 2, 1, 2), (3, 3, 3, 4)]
    """
    head = min(_shared(before, after), len(before), len(after))
    tail = min(_shared(reversed(before), reversed(after)), len(before) - head, len(after) - head)
    a, b = before[head : len(before) - tail], after[head : len(after) - tail]
    if not a or not b:
        if a or b:
            yield head, head + len(a), head, head + len(b)
        return
    flag = DiffOption.PATIENCE if max(len(a), len(b)) > LARGE else DiffOption.NORMAL
    patch = pygit2.Patch.create_from(_encoded(a), _encoded(b), flag=flag, context_lines=0, interhunk_lines=0)
    for hunk in patch.hunks:
        # A side of no lines is reported at the line before it.
        i = head + hunk.old_start - (hunk.old_lines > 0)
        j = head + hunk.new_start - (hunk.new_lines > 0)
        yield i, i + hunk.old_lines, j, j + hunk.new_lines
