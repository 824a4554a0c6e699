"""Membership of groups: who is in which, from what day to what day.

A group is a delegation of the register in which others are members. Membership is dated: what somebody was when an act
was done is what counts for that act.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from amendtrack.errors import InputRefused

_OPEN = ".."
_SPAN = re.compile(r"(?P<group>.*\S)\s+(?P<first>\d{4}-\d\d-\d\d|\.\.)/(?P<last>\d{4}-\d\d-\d\d|\.\.)")


@dataclass(frozen=True, slots=True, order=True)
class Membership:
    """Membership of a group, named by its code or name, with its first and last day; ``None`` means no such day.

    Raises:
        InputRefused: it ends before it begins.

    >>> since = Membership("Lake States", date(2009, 8, 1))
    >>> str(since), since.covers(date(2009, 7, 31)), since.covers(date(2009, 8, 1))
    ('Lake States 2009-08-01/..', False, True)
    """

    group: str
    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if self.first and self.last and self.last < self.first:
            found = f"membership of {self.group} from {self.first} until {self.last}"
            raise InputRefused(found, remedy="give a last day that is not before the first")

    def __str__(self) -> str:
        if not (self.first or self.last):
            return self.group
        return f"{self.group} {self.first or _OPEN}/{self.last or _OPEN}"

    @property
    def term(self) -> str:
        """From when to when, in words; empty if neither day is known.

        >>> Membership("Lake", date(2009, 8, 1), date(2009, 9, 3)).term, Membership("Lake").term
        ('from 2009-08-01 until 2009-09-03', '')
        """
        days = (f"from {self.first}" if self.first else "", f"until {self.last}" if self.last else "")
        return " ".join(filter(None, days))

    def covers(self, day: date) -> bool:
        """Whether somebody is a member on that day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def meets(self, other: Membership) -> bool:
        """Whether the two have a day in common."""
        begins_in_time = self.first is None or other.last is None or self.first <= other.last
        return begins_in_time and (other.first is None or self.last is None or other.first <= self.last)


def read_membership(cell: str, place: str = "") -> Membership:
    """The membership in one entry of a register's column ``groups``; inverse of ``str``.

    >>> read_membership("Lake States ../2009-09-03").last, read_membership("LAKE").first
    (datetime.date(2009, 9, 3), None)
    """
    found = _SPAN.fullmatch(cell)
    if found is None:
        return Membership(cell)
    return Membership(found["group"], _end(found["first"], place), _end(found["last"], place))


def _end(written: str, place: str) -> date | None:
    return None if written == _OPEN else read_day(written, place)


def read_day(written: str, place: str = "") -> date:
    """The day written as in ISO 8601.

    Raises:
        InputRefused: it is no day.
    """
    try:
        return date.fromisoformat(written.strip())
    except ValueError as err:
        raise InputRefused(f"{written!r} is not a day", place=place, remedy="write a day like 2009-08-01") from err


def with_term(held: Iterable[Membership], new: Membership) -> tuple[Membership, ...]:
    """These memberships of one group with one more term, or with the last day of the one that is open.

    A term without days is replaced by one that has some.

    Raises:
        InputRefused: the new term overlaps one that is known.
    """
    known = tuple(sorted(held, key=_by_days))
    if new in known:
        return known
    if new.first is None and new.last is not None:
        running = next((m for m in known if m.last is None), None)
        if running is not None:
            ended = replace(running, last=new.last)
            return tuple(sorted((*(m for m in known if m is not running), ended), key=_by_days))
    kept = tuple(m for m in known if m.first or m.last)
    for other in kept:
        if other.meets(new):
            hint = "give the last day of that term with --until, or undo the act that recorded it"
            raise InputRefused(f"already a member of {other.group} {other.term}", remedy=hint)
    return tuple(sorted((*kept, new), key=_by_days))


def _by_days(membership: Membership) -> tuple[date, date]:
    return membership.first or date.min, membership.last or date.max - timedelta(days=1)


__all__ = ["Membership", "read_day", "read_membership", "with_term"]
