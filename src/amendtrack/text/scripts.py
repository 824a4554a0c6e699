"""The scripts that are written from right to left."""

from __future__ import annotations

import re

_TURNED = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def is_turned(words: str) -> bool:
    """Whether any letter in them is of a script written from right to left."""
    return _TURNED.search(words) is not None
