"""The record as a meeting has it before it: on its revision, without what was received after its deadline.

Nothing is dropped: what came late is held back with its reason, stands in the register, and is in the next text. A
proposal sent again too late counts as it was sent before. What people decide in the room has no deadline, and a
proposal on which they decided is taken in.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from amendtrack.draft.history import blob_at
from amendtrack.errors import InputRefused, Unknown
from amendtrack.record.entries import entry_file, read_entry
from amendtrack.record.registers import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from amendtrack.draft.snapshot import Snapshot
    from amendtrack.record.calendar import Meeting
    from amendtrack.record.entries import Entry


def known_meeting(now: Snapshot, name: str) -> Meeting:
    """The meeting of that name in the calendar. Raises ``Unknown``."""
    if (found := now.meeting_named(name)) is not None:
        return found
    there = ", ".join(meeting.name for meeting in now.meetings) or "none"
    raise Unknown(f"no meeting {name!r} in the calendar", remedy=f"there are: {there}; add it with the command meeting")


def as_before(now: Snapshot, meeting: Meeting) -> Snapshot:
    """The record as that meeting has it before it.

    Raises:
        InputRefused: the meeting has another revision before it than the latest.
    """
    latest = now.revision().label
    if meeting.revision != latest:
        found = f"{meeting.name} has {meeting.revision} before it, and the latest revision is {latest}"
        hint = f"record the meeting again with --on {latest}, or look at it with --on {meeting.revision}"
        raise InputRefused(found, remedy=hint)
    late = (e for e in now.proposals() if e.stands and e.revision == latest and meeting.missed_by(e.received))
    ruled = {name for d in now.decisions.taken for ruling in d.rulings for name in ruling.parties}
    held = tuple(entry for entry in late if entry.name not in ruled)  # what the meeting decided on, it has taken in
    if not held:
        return now
    names = {e.name for e in held}
    sent = (_before_that(now, e, meeting) if e.name in names else e for e in now.record.entries)
    record = replace(now.record, entries=tuple(sent))
    return replace(now, record=record, entries=record.entries_on(record.revisions), held=held)


def _before_that(now: Snapshot, entry: Entry, meeting: Meeting) -> Entry:
    """The proposal as it was last sent in time; as it is, if it never was."""
    for earlier in versions_of(now, entry.name) if entry.submission > 1 else ():
        if earlier.stands and not meeting.missed_by(earlier.received):
            return earlier
    return entry


def versions_of(now: Snapshot, name: str) -> Iterator[Entry]:
    """The register's entry for a proposal as each act left it, newest first."""
    path = entry_file(name)
    seen: set[str] = set()
    for act in reversed(now.acts()):
        if act.kind != "revise" and all(name not in value.split(", ") for _, value in act.facts):
            continue
        blob = blob_at(now.store.files_of(act.commit), path)
        if not blob:
            return
        if blob not in seen:
            seen.add(blob)
            yield read_entry(now.store.blob(blob), path)


def named_in(meetings: tuple[Meeting, ...], name: str) -> Meeting | None:
    """The meeting of that name; ``None`` if it is not in the calendar."""
    return next((meeting for meeting in meetings if name_key(meeting.name) == name_key(name)), None)


__all__ = ["as_before", "known_meeting", "named_in", "versions_of"]
