"""What time it is on this machine. No output depends on it; but what bears a time that is still to come is refused.

An act's time is the record's clock: keys end by it, and so it never goes back. One that were dated far ahead would move
it for good.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime

from amendtrack.errors import InputRefused
from amendtrack.record.times import is_to_come, moment

NOW = "AMENDTRACK_NOW"
"""The variable that says what time it is, where the machine does not know."""


def now_here() -> datetime:
    """The time by this machine's clock, or what the variable says.

    Raises:
        InputRefused: the variable is no time.
    """
    said = os.environ.get(NOW, "").strip()
    try:
        return moment(said, "UTC") if said else datetime.now(UTC).replace(microsecond=0)
    except InputRefused as err:
        raise InputRefused(
            f"{NOW} is {said!r}, which is not a time", remedy="write 2026-05-04T18:30, or unset it"
        ) from err


def ahead(at: datetime, here: datetime) -> str:
    """What to say of a time that is more than a day ahead of the clock; empty if it is not.

    >>> noon = datetime(2026, 5, 4, 12, tzinfo=UTC)
    >>> ahead(datetime(2026, 5, 5, 11, tzinfo=UTC), noon)
    ''
    >>> ahead(datetime(2090, 1, 1, tzinfo=UTC), noon)
    "dated 2090-01-01 00:00 +0000, more than a day ahead of this machine's clock (2026-05-04 12:00 +0000)"
    """
    if not is_to_come(at, here):
        return ""
    return f"dated {at:%Y-%m-%d %H:%M %z}, more than a day ahead of this machine's clock ({here:%Y-%m-%d %H:%M %z})"


def if_slow(at: datetime) -> str:
    """What to do if it is the clock that is wrong."""
    return f"if the clock is slow, set it, or give the time for one command: {NOW}={at:%Y-%m-%dT%H:%M}"


def check_not_ahead(at: datetime, *, what: str = "the act", remedy: str = "check the time that was given") -> None:
    """Refuse what is dated more than a day ahead of this machine's clock.

    Raises:
        InputRefused: it is; the message says what to do, also where the clock is slow.
    """
    if found := ahead(at, now_here()):
        raise InputRefused(f"{what} is {found}", remedy=f"{remedy}; {if_slow(at)}")


__all__ = ["NOW", "ahead", "check_not_ahead", "if_slow", "now_here"]
