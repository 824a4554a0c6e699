"""Indentation: the columns in which lines begin, which show what stands inside what."""

from __future__ import annotations

INDENT = 2
"""Columns of indentation from which a line stands inside the one above it."""


def column_at(source: str, at: int) -> int:
    """The column of a character, if only white space is before it on its line; 0 otherwise.

    >>> column_at("1. Wells:\\n\\t(a) ropes", 11), column_at("1. Wells", 3)
    (4, 0)
    """
    if source[at - 1 : at] == "\n":
        return 0  # as most lines begin
    start = source.rfind("\n", 0, at) + 1
    line = source[source.rfind("\r", start, at) + 1 or start : at]
    return len(line.expandtabs(4)) if line.isspace() else 0


def column_in(lead: str) -> int:
    """The column to which the white space before a unit leads."""
    return column_at(lead, len(lead))


__all__ = ["INDENT", "column_at", "column_in"]
