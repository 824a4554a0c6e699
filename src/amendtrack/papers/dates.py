"""Dates and times as papers print them, in the language of the papers, whatever the machine's own is."""

from __future__ import annotations

from datetime import datetime

from amendtrack.render.own_words import ENGLISH, Words


def date_of(at: datetime, words: Words = ENGLISH) -> str:
    """The day alone.

    >>> date_of(datetime(2026, 9, 2, 23, 15))
    '2 September 2026'
    """
    month = words("date.months").split(", ")[at.month - 1]
    return words("date.first" if at.day == 1 else "date.day", day=at.day, month=month, year=at.year)


def date_and_time(at: datetime, words: Words = ENGLISH) -> str:
    """The day and the time of day.

    >>> date_and_time(datetime(2026, 9, 2, 23, 15))
    '2 September 2026, 23:15'
    """
    return words("date.time", date=date_of(at, words), time=f"{at:%H:%M}")


__all__ = ["date_and_time", "date_of"]
