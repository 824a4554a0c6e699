"""The front matter of a file: facts about a text, one ``name: value`` to a line between two lines ``---`` at its head.

Static sites and collections of laws keep there the title, the date and the source. It is no part of the text proper.
"""

from __future__ import annotations

import re
from itertools import takewhile

from amendtrack.text.units import Text

_FRONT = re.compile(
    r"\ufeff?---[^\S\n]*\n(?=(?:#[^\n]*\n)*\s*[\w.-]+[^\S\n]*:(?:[^\S\n]|\n))(?:[^\n]*\n)*?"
    r"(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)"
)


def is_front_matter(source: str) -> bool:
    """Whether a text begins with front matter.

    >>> is_front_matter("---\\ntitle: Boats\\n---\\n"), is_front_matter("---\\nBoats carry lamps.\\n---\\n")
    (True, False)
    """
    return _FRONT.match(source) is not None


def front_matter_of(text: Text) -> range:
    """The units that make up the front matter, without the lines around it; empty if there is none.

    >>> from amendtrack.text.units import parse_text
    >>> front_matter_of(parse_text("---\\ntitle: Boats\\ndate: 2020\\n---\\n\\n1. Boats carry lamps.\\n"))
    range(1, 2)
    """
    found = _FRONT.match(text.source)
    if found is None:
        return range(0)
    within = [i for i, _ in enumerate(takewhile(lambda unit: unit.start < found.end(), text.units))]
    inside = [i for i in within if text.printed(text.units[i]).strip("\ufeff-. ")]
    return range(inside[0], inside[-1] + 1) if inside else range(0)


__all__ = ["front_matter_of", "is_front_matter"]
