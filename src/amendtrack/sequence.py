"""Two sequences of numbers compared at C speed: the one door to libgit2's line differ.

Each number is written as one line, so the differ never sees text: no NUL, newline or lone
surrogate can reach it. Nothing here knows about words or units.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pygit2
from pygit2.enums import DiffOption

LARGE = 50_000
"""Above this many numbers on a side, unique ones anchor first (patience), which keeps the cost in bounds."""


def _encoded(numbers: Sequence[int]) -> bytes:
    return ("\n".join(map(str, numbers)) + "\n").encode("ascii") if numbers else b""


def changes(before: Sequence[int], after: Sequence[int]) -> Iterator[tuple[int, int, int, int]]:
    """Positions ``(i1, i2, j1, j2)``, half-open, of each stretch that differs, in order.

    What lies between two stretches is equal on both sides.

    >>> list(changes([1, 2, 3], [1, 9, 3, 4]))
    [(1, 2, 1, 2), (3, 3, 3, 4)]
    """
    head, limit = 0, min(len(before), len(after))
    while head < limit and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < limit - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
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
