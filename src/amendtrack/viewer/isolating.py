"""Words written from right to left, kept within their column on a terminal that turns them.

Such a terminal takes each line of the screen for one paragraph. Without these signs, a list and a text in Arabic would
change places, and the words beside them with them. A terminal that turns nothing shows nothing of the signs.
"""

from __future__ import annotations

from unicodedata import bidirectional

from rich.text import Text as Line

from amendtrack.text.scripts import is_turned

_BEFORE, _BEHIND = "\u200e\u2068", "\u2069"
"""The line itself runs from left to right; what is isolated in it, as its own first letter does."""
_TO_THE_EDGE = "\u200f"
"""Blanks at the end belong to words from right to left, which then begin at the right edge of their column."""


def isolated(line: Line) -> Line:
    """A line, or a column of one, that nothing beside it turns; as it is, if it has no words from right to left."""
    if not is_turned(line.plain):
        return line
    ways = (bidirectional(letter) for letter in line.plain)
    first = next((way for way in ways if way in ("L", "R", "AL")), "L")  # figures and accents alone have none
    return Line.assemble(_BEFORE, line, _TO_THE_EDGE if first != "L" else "", _BEHIND)


__all__ = ["isolated"]
