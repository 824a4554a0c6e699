"""Words kept inside a date, a time or a symbol, which is amended as a whole: ``12/03/2025``, ``May 3, 2025``."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST = 3
"""No more words than these are kept between two changed parts of one number."""


def is_one_number(words: Sequence[str], first: int, last: int) -> bool:
    """Whether words ``first:last``, of which there are few, are one number with those beside them.

    >>> is_one_number(("at", "10", ":", "30"), 2, 3), is_one_number(("on", "3", "/", "4"), 2, 3)
    (True, True)
    """
    kept = words[first:last]
    if "/" in kept:
        whole = words[max(0, first - 1) : last + 1]
        return len(whole) == len(kept) + 2 and all(key == "/" or key.isdecimal() for key in whole)
    if len(kept) != 1 or kept[0] not in (":", ","):
        return False
    around = words[max(0, first - 1) : first + 2]
    return _is_time(around) if kept[0] == ":" else _is_day_of_year(around)


def _is_time(keys: Sequence[str]) -> bool:
    """Whether that is an hour and its minutes, or minutes and seconds."""
    if len(keys) != 3:
        return False
    hour, _, minutes = keys
    return hour.isdecimal() and len(hour) < 3 and _MINUTES.fullmatch(minutes) is not None


def _is_day_of_year(keys: Sequence[str]) -> bool:
    """Whether that is the end of a date with a comma before its year: ``May 3, 2025``."""
    if len(keys) != 3:
        return False
    day, _, year = keys
    return day.isdecimal() and len(day) < 3 and year.isdecimal() and len(year) == 4


_MINUTES = re.compile(r"[0-5]\d(?:[.,]\d+)?")


__all__ = ["LONGEST", "is_one_number"]
