"""The act that enters a meeting in the calendar, or changes its entry."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from amendtrack.draft.acts.act import Act, already
from amendtrack.draft.acts.issues import checked_meeting
from amendtrack.errors import InputRefused
from amendtrack.record.calendar import Meeting, meeting_file, write_meeting
from amendtrack.record.times import When, end_of, moment

if TYPE_CHECKING:
    from amendtrack.draft.outcome import Recorded
    from amendtrack.draft.snapshot import Snapshot

NO_DEADLINE = "none"


def convene(now: Snapshot, name: str, *, date: When, deadline: When, on: str, at: When) -> Act | Recorded:
    """Record a meeting; what is left empty stays as it was. See ``Draft.meeting``."""
    before = now.meeting_named(name)
    made = _changed(now, before, date=date, deadline=deadline, on=on) if before else None
    made = made or _new(now, name, date=date, deadline=deadline, on=on)
    if made == before:
        return already(f"in the calendar: {made}", name=made.name)
    _check_order(made)
    return Act(
        kind="meeting",
        summary=f"{made}{' (changed)' if before else ''}",
        at=moment(at, now.settings.timezone),
        facts=(("Meeting", made.name),),
        files={meeting_file(made.name): write_meeting(made)},
        name=made.name,
    )


def _new(now: Snapshot, name: str, *, date: When, deadline: When, on: str) -> Meeting:
    name = checked_meeting(name)
    if not date:
        raise InputRefused(f"no date is known for {name}", remedy="add its date, for example --date 2009-09-03")
    issued = now.issue_to(name)
    zone = now.settings.timezone
    until = end_of(deadline, zone) if deadline and deadline != NO_DEADLINE else None
    return Meeting(issued.meeting if issued else name, moment(date, zone), now.revision(on).label, until)


def _changed(now: Snapshot, before: Meeting, *, date: When, deadline: When, on: str) -> Meeting:
    zone, made = now.settings.timezone, before
    made = replace(made, date=moment(date, zone)) if date else made
    made = replace(made, revision=now.revision(on).label) if on else made
    if deadline:
        made = replace(made, deadline=end_of(deadline, zone) if deadline != NO_DEADLINE else None)
    return made


def _check_order(made: Meeting) -> None:
    """Refuse a deadline after the day of the meeting, which is a slip: nobody could read what came so late."""
    if made.deadline and made.deadline.date() > made.date.date():
        found = f"the deadline for {made.name}, {made.deadline:%Y-%m-%d %H:%M}, is after the meeting"
        raise InputRefused(found, remedy=f"check both; the meeting is on {made.date:%Y-%m-%d}")


__all__ = ["NO_DEADLINE", "convene"]
