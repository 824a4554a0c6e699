"""Lists whose items have no blank line between them: what is put into one, or moved in it, stands as close."""

from __future__ import annotations

from collections.abc import Hashable

from amendtrack.text.labelling import is_heading
from amendtrack.text.labels import series
from amendtrack.text.labels_in_use import read_cached
from amendtrack.text.nesting import column_of
from amendtrack.text.units import Text

Sort = tuple[Hashable, int]
"""What the items of one list have in common: their sign, or how they are numbered, and their column."""


def sort_of_item(mark: str, label: str, column: int) -> Sort | None:
    """What an item has in common with the others of its list; nothing if it is no item.

    >>> sort_of_item("- ", "", 0), sort_of_item("", "", 0), sort_of_item("## ", "", 0)
    (('-', 0), None, None)
    """
    read = read_cached(label) if label else None
    if not mark.strip() or is_heading(mark, label) or (label and read is None):
        return None
    return (mark.strip() if read is None else series(read), column)


def sort_of_unit(base: Text, i: int) -> Sort | None:
    """The same of a unit of the draft."""
    unit = base.units[i]
    return sort_of_item(base.source[unit.start : unit.body], unit.label, column_of(base, unit))


def stands_close(base: Text, i: int) -> bool:
    """Whether a unit of the draft is an item right below or above another of its list, without a blank line between."""
    sort, units = sort_of_unit(base, i), base.units
    return sort is not None and any(
        sort_of_unit(base, at) == sort and base.source[units[min(i, at)].end : units[max(i, at)].start].count("\n") == 1
        for at in (i - 1, i + 1)
        if 0 <= at < len(units)
    )


__all__ = ["Sort", "sort_of_item", "sort_of_unit", "stands_close"]
