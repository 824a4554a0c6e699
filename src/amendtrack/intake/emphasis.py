"""The draft's own italics and bold, restored where words arrived without them.

A plain-text mail, a cell of a workbook or a line typed by hand has no emphasis; that is not an amendment.
"""

from __future__ import annotations

import re

_EMPHASIZED = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]+)(?<=[^\s*])\1(?![\w*])")


def with_emphasis(words: str, wording: str) -> str:
    """The words with the draft's own emphasis, which a mail or a line without marks does not have.

    >>> with_emphasis("Invites all donors to pay", "*Invites* donors to pay")
    '*Invites* all donors to pay'
    """
    for found in _EMPHASIZED.finditer(wording) if "*" not in words else ():
        there = list(re.finditer(rf"(?<!\w){re.escape(found[2])}(?!\w)", words))
        if len(there) == 1:
            words = f"{words[: there[0].start()]}{found[0]}{words[there[0].end() :]}"
    return words


__all__ = ["with_emphasis"]
