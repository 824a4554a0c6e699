"""How deep the laws are tried: a part of the worlds at each change, all of them before a change is kept.

``AMENDTRACK_WORLDS=all`` runs every small world and as many random ones as each test names, as ``.ci/run`` does.
Without it each test tries a fixed part of them: the same worlds at every run.
"""

import os
from collections.abc import Iterable
from itertools import islice
from typing import TypeVar

from hypothesis import settings

World = TypeVar("World")
ALL = os.environ.get("AMENDTRACK_WORLDS") == "all"


def depth(examples: int) -> settings:
    """That many random examples, or a sixth of them; the same ones at every run."""
    return settings(max_examples=examples if ALL else examples // 6, deadline=None, derandomize=True, database=None)


def some(worlds: Iterable[World], one_in: int = 10) -> Iterable[World]:
    """All of the worlds, or every tenth."""
    return worlds if ALL else islice(worlds, 0, None, one_in)
