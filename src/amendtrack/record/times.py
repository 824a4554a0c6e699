"""When something happened, in the draft's own time zone; no clock is read here."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from amendtrack.errors import InputRefused

When = datetime | str


def zone(name: str) -> ZoneInfo:
    """The time zone of that IANA name.

    Raises:
        InputRefused: there is no such time zone.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as err:
        hint = "name a time zone, for example Europe/Zurich or UTC"
        raise InputRefused(f"unknown time zone {name!r}", remedy=hint) from err


def zones_of(at: datetime) -> tuple[str, ...]:
    """The names of all time zones in which it is then as late as this time says, the shortest first.

    >>> zones_of(datetime.fromisoformat("2009-07-17T10:00:00+00:00"))[0]
    'UTC'
    """
    names = (name for name in available_timezones() if at.astimezone(zone(name)).utcoffset() == at.utcoffset())
    return tuple(sorted(names, key=lambda name: (name != "UTC", len(name), name)))


def is_to_come(at: datetime, now: datetime) -> bool:
    """Whether a time is in the future; a day is allowed for inaccurate clocks and time zones."""
    return at > now + timedelta(days=1)


def end_of(value: When, timezone: str) -> datetime:
    """The same as ``moment``; a day without a time of day counts to its end.

    >>> end_of("2026-05-04", "UTC").isoformat(), end_of("2026-05-04 18:30", "UTC").isoformat()
    ('2026-05-04T23:59:59+00:00', '2026-05-04T18:30:00+00:00')
    """
    at = moment(value, timezone)
    return at.replace(hour=23, minute=59, second=59) if _is_day(value) else at


def _is_day(value: When) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value.strip()))
    except ValueError:
        return False


def moment(value: datetime | str, timezone: str) -> datetime:
    """That moment in the time zone, to the second; a time without an offset is a time in that zone.

    >>> moment("2026-05-04 18:30", "America/Bogota").isoformat()
    '2026-05-04T18:30:00-05:00'
    """
    try:
        at = datetime.fromisoformat(value.strip()) if isinstance(value, str) else value
        at = at.replace(tzinfo=zone(timezone)) if at.tzinfo is None else at.astimezone(zone(timezone))
    except (ValueError, OverflowError) as err:
        hint = "write a time, for example 2026-05-04 18:30"
        raise InputRefused(f"{value!r} is not a time", remedy=hint) from err
    if not (at.year < 2100 and at.timestamp() >= 0):
        raise InputRefused(f"the year {at.year} cannot be recorded", remedy="give a time from 1970 to 2099")
    return at.replace(microsecond=0)
