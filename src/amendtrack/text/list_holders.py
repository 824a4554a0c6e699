"""Which unit holds the list in which a unit stands: the paragraph above an item, or the item around an inner list.

A list is told by its holder: the numbers of two lists in two items are two series, whatever numerals they are in.
Columns show what is inside what; where all begin in one column, an item is one of the paragraph above it.
"""

from __future__ import annotations

from dataclasses import dataclass

from amendtrack.text.indentation import INDENT

_HEADING = -INDENT
"""The column of a heading, so that whatever comes is under it."""
Place = int | tuple[object, ...] | None
"""A unit that holds a list: its position in the base, or the name of a new one; None if no unit does."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit that may hold lists: where it begins, whether it is an item, its name, and the list in which it stands.

    ``over`` is the unit that holds that list, ``scope`` what tells it from other lists.
    """

    column: int
    is_item: bool
    name: Place
    over: Standing | None = None
    scope: Place = None

    @classmethod
    def heading(cls, name: Place) -> Standing:
        """A heading, which ends all lists above it."""
        return cls(_HEADING, False, name)

    @property
    def is_heading(self) -> bool:
        return self.column == _HEADING

    def holds(self, column: int, *, is_item: bool) -> bool:
        """Whether a unit that begins in that column, and comes next, stands in a list in this one."""
        if self.is_heading or self.column + INDENT <= column:
            return True
        return is_item and not self.is_item and self.column < column + INDENT


def around(last: Standing | None, column: int, *, is_item: bool) -> tuple[Standing | None, Standing | None]:
    """The unit that holds what begins in that column behind the last one, and the item before it in its list."""
    before = None
    while last is not None and not last.holds(column, is_item=is_item):
        before, last = last, last.over
    return last, before


__all__ = ["Place", "Standing", "around"]
