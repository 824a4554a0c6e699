"""Two sequences of numbers or words compared at C speed: the one door to libgit2's line differ.

Each number or word is written as one line, and the differ is told that they are text, whatever they contain. Nothing
here knows about phrases or units.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import compress, count
from operator import ne
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from pygit2 import Patch

LARGE = 50_000
"""Above this many numbers on a side, unique ones anchor first (patience diff), which bounds the cost."""

Stretch = tuple[int, int, int, int]
_T = TypeVar("_T")


def _written(numbers: Sequence[int]) -> bytes:
    return ("\n".join(map(str, numbers)) + "\n").encode("ascii")


def _written_words(keys: Sequence[str]) -> bytes:
    return ("\n".join(keys) + "\n").encode("utf-8", "surrogatepass")


def shared(one: Iterable[object], other: Iterable[object]) -> int:
    """How many are equal before the first that differs."""
    return next(compress(count(), map(ne, one, other)), 1 << 62)


def changes(before: Sequence[int], after: Sequence[int]) -> Iterator[Stretch]:
    """Positions ``(i1, i2, j1, j2)``, half-open, of each stretch that differs, in order.

    Everything between two stretches is equal on both sides.

    >>> list(changes([1, 2, 3], [1, 9, 3, 4]))
    [(1, 2, 1, 2), (3, 3, 3, 4)]
    """
    return _changes(before, after, _written)


def changed_words(before: Sequence[str], after: Sequence[str]) -> Iterator[Stretch]:
    """The same for words, none of which contains a line end.

    >>> list(changed_words(["all", "areas"], ["known", "areas"]))
    [(0, 1, 0, 1)]
    """
    return _changes(before, after, _written_words)


@cache
def _differ(*, anchored: bool) -> Callable[[bytes, bytes], Patch]:
    """libgit2's, which is loaded when first needed: that takes as long as reading a draft of 400 paragraphs."""
    import pygit2
    from pygit2.enums import DiffOption

    flag = DiffOption.FORCE_TEXT | (DiffOption.PATIENCE if anchored else DiffOption.NORMAL)
    return partial(pygit2.Patch.create_from, flag=flag, context_lines=0, interhunk_lines=0)


def _changes(before: Sequence[_T], after: Sequence[_T], written: Callable[[Sequence[_T]], bytes]) -> Iterator[Stretch]:
    head = min(shared(before, after), len(before), len(after))
    tail = min(shared(reversed(before), reversed(after)), len(before) - head, len(after) - head)
    a, b = before[head : len(before) - tail], after[head : len(after) - tail]
    if not a or not b:
        if a or b:
            yield head, head + len(a), head, head + len(b)
        return
    for hunk in _differ(anchored=max(len(a), len(b)) > LARGE)(written(a), written(b)).hunks:
        gone, new = hunk.old_lines, hunk.new_lines
        # A side of no lines is reported at the line before it.
        i = head + hunk.old_start - (gone > 0)
        j = head + hunk.new_start - (new > 0)
        yield i, i + gone, j, j + new
