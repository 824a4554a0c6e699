"""How deep the tests go: quickly through a fixed part at each change, through everything before a change is kept.

``AMENDTRACK_WORLDS=all`` runs every small world, as many random ones as each test names, every row of each
table of tests and what is marked ``long``. Without it each test tries a fixed part of its worlds: the same ones at
every run. ``AMENDTRACK_WORLDS=rest`` runs what is left after that, as ``.ci/run`` does: every third small world, two
thirds of the random ones, and every test but those that would do the very same again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from hypothesis import settings

World = TypeVar("World")
REST = os.environ.get("AMENDTRACK_WORLDS") == "rest"
ALL = REST or os.environ.get("AMENDTRACK_WORLDS") == "all"


def depth(examples: int) -> settings:
    """That many random examples, or a fortieth of them but at least five; the same ones at every run."""
    from hypothesis import settings  # half a second that a process without laws need not spend

    tried = max(5, examples * 2 // 3 if REST else examples if ALL else examples // 40)
    return settings(max_examples=tried, deadline=None, derandomize=True, database=None)


def some(worlds: Iterable[World], one_in: int = 80) -> tuple[World, ...]:
    """All of the worlds, every third one, or one in eighty."""
    return tuple(islice(worlds, 0, None, 3 if REST else 1 if ALL else one_in))


def one_in_three(rows: Iterable[World]) -> tuple[World, ...]:
    """One in three rows of a table whose rows are slow; all of them only with ``AMENDTRACK_WORLDS=all``."""
    every = tuple(rows)
    return every if ALL and not REST else every[::3]
