"""The acts of a silence procedure, and the plain statuses: open, not discussed, placeholder.

Silence agrees nothing: when a deadline has passed unbroken, the chair may agree the text, and only that act does.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from amendtrack.consolidation.agreement import GivenStatus, UnitStatus, agreed_now
from amendtrack.draft.acts.act import Act, already
from amendtrack.draft.acts.adopting import check_open
from amendtrack.draft.acts.agreeing import check_meeting, check_settled, files_with, ranges, units_named
from amendtrack.errors import InputRefused
from amendtrack.record.registers import Standing
from amendtrack.record.times import When, end_of, moment

if TYPE_CHECKING:
    from amendtrack.draft.outcome import Recorded
    from amendtrack.draft.snapshot import Snapshot

_PLAIN = (UnitStatus.OPEN, UnitStatus.NOT_DISCUSSED, UnitStatus.PLACEHOLDER)


def silence(
    now: Snapshot, names: Iterable[str], *, until: When, meeting: str = "", at: When, by: str = ""
) -> Act | Recorded:
    """Record that units as they now read are put under silence until a deadline; see ``Draft.silence``."""
    check_open(now)
    zone = now.settings.timezone
    when, last, meeting = moment(at, zone), end_of(until, zone), check_meeting(meeting)
    if last <= when:
        raise InputRefused(f"the deadline {last:%Y-%m-%d %H:%M} has passed", remedy="give a later one with --until")
    con = now.consolidate()
    units = tuple(dict.fromkeys(place for name in names for place in units_named(con, name)))
    known = {given.place: given for given in con.statuses}
    for place in units:
        if (given := known.get(place)) and (given.status.is_agreed or given.status is UnitStatus.SILENCE):
            if given.status is UnitStatus.SILENCE and given.until == last.isoformat():
                continue
            raise given.refusal
    new = [p for p in units if p not in known or known[p].status is not UnitStatus.SILENCE]
    if not new:
        return already(f"under silence: {ranges(con, units)}")
    check_settled(con, new)
    plain = (GivenStatus(p, UnitStatus.SILENCE, meeting, when.isoformat(), by, until=last.isoformat()) for p in new)
    given_now = [agreed_now(con, given) for given in plain]
    what = ranges(con, new)
    return Act(
        kind="silence",
        summary=f"{what} {given_now[0].in_words} ({now.revision().label})",
        at=when,
        facts=(("Status", UnitStatus.SILENCE.value), *(("Unit", place) for place in new)),
        files=files_with(now, given_now),
        name=what,
    )


def break_silence(now: Snapshot, name: str, delegation: str, *, at: When, by: str = "") -> Act | Recorded:
    """Record that a delegation breaks the silence on units; see ``Draft.break_silence``."""
    when, who, con = moment(at, now.settings.timezone), now.delegations.resolve(delegation), now.consolidate()
    if who.standing is not Standing.PARTY:
        found = f"{now.display(who.code)} is registered as {who.standing.value} and cannot break silence"
        raise InputRefused(found, remedy="record what it says as a comment: propose --comment")
    units = units_named(con, name)
    new = []
    for place in units:
        history = now.statuses.of(place)
        procedure = next((g for g in reversed(history) if g.status is UnitStatus.SILENCE), None)
        if procedure is None or history[-1].status not in (UnitStatus.SILENCE, UnitStatus.BROKEN):
            state = history[-1].in_words if history else "not under silence"
            raise InputRefused(f"{place} is {state}", remedy=f"record a position instead: oppose {who.code} {place}")
        if when > datetime.fromisoformat(procedure.until):
            found = f"the silence on {place} ended at {procedure.until[:16].replace('T', ' ')}"
            raise InputRefused(found, remedy=f"record a position instead: oppose {who.code} {place}")
        since = history[history.index(procedure) :]
        if not any(g.status is UnitStatus.BROKEN and g.asked_by == who.code for g in since):
            new.append(GivenStatus(place, UnitStatus.BROKEN, procedure.meeting, when.isoformat(), by, who.code))
    whose = now.display(who.code)
    if not new:
        return already(f"recorded: {whose} breaks the silence on {ranges(con, units)}")
    what = ranges(con, [given.place for given in new])
    return Act(
        kind="break-silence",
        summary=f"{whose}: silence broken on {what} ({now.revision().label})",
        at=when,
        facts=(("Delegation", who.code), ("Status", UnitStatus.BROKEN.value), *(("Unit", g.place) for g in new)),
        files=files_with(now, new),
        name=what,
    )


def mark(
    now: Snapshot, names: Iterable[str], status: UnitStatus, *, meeting: str = "", at: When, by: str = ""
) -> Act | Recorded:
    """Record that units are open, not discussed or placeholders; see ``Draft.mark``."""
    check_open(now)
    if status not in _PLAIN:
        hint = "use agree, reopen, silence or break-silence; mark gives open, not discussed or placeholder"
        raise InputRefused(f"mark does not give the status {status.value!r}", remedy=hint)
    when, meeting, con = moment(at, now.settings.timezone), check_meeting(meeting), now.consolidate()
    units = tuple(dict.fromkeys(place for name in names for place in units_named(con, name)))
    known = {given.place: given for given in con.statuses}
    for place in units:
        if (given := known.get(place)) and (given.status.is_agreed or given.status is UnitStatus.SILENCE):
            raise given.refusal
    new = [place for place in units if place not in known or known[place].status is not status]
    if not new:
        return already(f"{status.value}: {ranges(con, units)}")
    given_now = [GivenStatus(place, status, meeting, when.isoformat(), by) for place in new]
    what = ranges(con, new)
    return Act(
        kind="mark",
        summary=f"{what} {given_now[0].in_words} ({now.revision().label})",
        at=when,
        facts=(("Status", status.value), *(("Unit", place) for place in new)),
        files=files_with(now, given_now),
        name=what,
    )


__all__ = ["break_silence", "mark", "silence"]
