"""Dates and times as papers print them, in English, whatever the machine's own language."""

from __future__ import annotations

from datetime import datetime

_MONTHS = (
    "January February March April May June July August September October November December"
).split()  # fmt: skip


def date_of(at: datetime) -> str:
    """The day alone.

    >>> date_of(datetime(2026, 9, 2, 23, 15))
    '2 September 2026'
    """
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}"


def date_and_time(at: datetime) -> str:
    """The day and the time of day.

    >>> date_and_time(datetime(2026, 9, 2, 23, 15))
    '2 September 2026, 23:15'
    """
    return f"{date_of(at)}, {at:%H:%M}"


__all__ = ["date_and_time", "date_of"]
