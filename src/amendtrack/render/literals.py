"""The marks of a redline in plain text, ``{-deleted-}`` and ``{+inserted+}``, distinguished from the text's own."""

from __future__ import annotations

import re


def marked_literals(text: str) -> str:
    r"""The text with a backslash in anything that would read as one of our marks.

    >>> print(marked_literals("the set {-1, +1} and {-x-}"))
    the set {\-1, +1} and {\-x-\}
    """
    if "{" not in text and "}" not in text:
        return text
    text = re.sub(r"\{(\\*[-+])", r"{\\\1", text)
    return re.sub(r"([-+]\\*)\}", r"\1\\}", text)


__all__ = ["marked_literals"]
