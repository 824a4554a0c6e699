"""Which headings are centred on paper, as treaties centre theirs: the title, articles, and the titles of articles."""

from __future__ import annotations

import re

from amendtrack.text.labels import read_label
from amendtrack.text.units import Text, Unit, UnitKind

_SIGNS = re.compile(r"#{1,6}(?= )")


def is_division(label: str) -> bool:
    """Whether a heading's label names a division of a text by a word: ``Article 3``, ``Part II``.

    >>> [is_division(label) for label in ("Article 3", "第三条", "§ 3", "3.", "Action 5:", "")]
    [True, True, False, False, False, False]
    """
    found = read_label(label) if label else None
    named = found is not None and any(map(str.isalpha, found.prefix + found.tail))
    return named and not label.endswith((":", "："))


def centred_headings(text: Text) -> frozenset[int]:
    """The headings of a text that are centred, by the number of the unit."""
    found: set[int] = set()
    over: Unit | None = None  # a bare ``Article 3`` directly above
    for k, unit in enumerate(text.units):
        above, over = over, None
        if unit.kind is not UnitKind.HEADING:
            continue
        if is_division(unit.label):
            found.add(k)
            over = unit if not text.wording(unit).strip() else None
        elif _level(text, unit) == 1 or (above is not None and _level(text, unit) > _level(text, above)):
            found.add(k)
    return frozenset(found)


def _level(text: Text, unit: Unit) -> int:
    signs = _SIGNS.match(text.source, unit.start, unit.end)
    return len(signs[0]) if signs else 2


__all__ = ["centred_headings", "is_division"]
