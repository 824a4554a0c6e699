"""How deep a unit stands in the lists of a text, by its indentation.

``labels`` knows which number a unit has in its list, and ``faces`` how it is set.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from amendtrack.text.indentation import INDENT, column_at
from amendtrack.text.units import Text, Unit, UnitKind

_DEEPEST = 4
_CENTRED = 9
"""Columns from which a line without a label is centred, not part of the item above it."""
_APART = (UnitKind.ROW, UnitKind.NOTE, UnitKind.LINE, UnitKind.RULE)
"""Units that are in no list, and end none."""


class Nesting(NamedTuple):
    """How deep a unit stands: ``steps`` of indentation below the unit that contains it, and how deep it is on paper.

    On paper, an item such as ``(a)`` is always one step deeper than a paragraph. ``holder`` is the unit around it.
    """

    column: int = 0
    steps: int = 0
    depth: int = 0
    is_listed: bool = False
    holder: Nesting | None = None


NOT_NESTED = Nesting()
"""A unit that stands in no list."""


def nesting_of(text: Text, k: int) -> Nesting:
    """How deep a unit of a text stands.

    >>> from amendtrack.text.units import parse_text
    >>> text = parse_text("1. Tasks:\\n   (a) wells;\\n   (b) ropes:\\n      1. hemp;\\n2. Fees:\\n(a) for wells.")
    >>> [nesting_of(text, k)[1:3] for k in range(6)]
    [(0, 0), (1, 1), (1, 1), (2, 2), (0, 0), (0, 1)]
    """
    unit = text.units[k]
    if not column_of(text, unit):  # as most units
        return _next(text, unit, 0, None)
    return _all(text)[k]


def nestings_below(text: Text, over: Text, k: int) -> tuple[Nesting, ...]:
    """How deep the units of a passage would stand in another text, behind one of its units (-1: before all)."""
    return tuple(_walk(text, _all(over)[k] if k >= 0 else None))


def column_of(text: Text, unit: Unit) -> int:
    """The column in which a unit begins, if only white space is before it on its line."""
    return column_at(text.source, unit.start)


@lru_cache(maxsize=8)
def _all(text: Text) -> tuple[Nesting, ...]:
    return tuple(_walk(text, None))


def _walk(text: Text, last: Nesting | None) -> Iterator[Nesting]:
    for unit in text.units:
        last = _next(text, unit, column_of(text, unit), last if last is None or last.is_listed else last.holder)
        yield last


def _next(text: Text, unit: Unit, column: int, over: Nesting | None) -> Nesting:
    """How deep a unit stands; ``over`` is the last listed unit before it that may contain it."""
    if unit.kind in _APART:
        return Nesting(holder=over)
    if unit.kind is UnitKind.HEADING:
        return NOT_NESTED
    is_item = unit.kind is UnitKind.ITEM
    is_listed = is_item or bool(unit.label)
    if not is_listed and not INDENT <= column < _CENTRED:
        return Nesting(holder=over)
    while over is not None and column < over.column + INDENT:
        over = over.holder
    steps, depth = (min(over.steps + 1, _DEEPEST), over.depth + 1) if over else (0, 0)
    least = 1 if is_item and unit.label else 0
    return Nesting(column, steps, min(max(depth, least), _DEEPEST), is_listed, over)


__all__ = ["NOT_NESTED", "Nesting", "column_of", "nesting_of", "nestings_below"]
