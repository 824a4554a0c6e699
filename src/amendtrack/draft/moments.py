"""Past states of a record, found by what people call them: a time, a meeting, an issued text, an act, a revision.

Reads the log alone. A past state is the record as an act left it, so it never depends on a clock: what was received
early and recorded late is not in a state from before it was recorded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from amendtrack.draft.history import LoggedAct, since_moment
from amendtrack.errors import InputRefused, RecordDamaged, Unknown
from amendtrack.record.filing import RULES
from amendtrack.record.record import Issue, read_rules
from amendtrack.record.registers import name_key
from amendtrack.record.times import When, end_of, moment
from amendtrack.text.glimpse import some

if TYPE_CHECKING:
    from collections.abc import Sequence

    from amendtrack.draft.snapshot import Snapshot

_ACT = re.compile(r"act\s+(\d{1,9})", re.IGNORECASE)
_NUMBERED = re.compile(r"(.+)/(\d{1,9})", re.DOTALL)
_COMMIT = re.compile(r"[0-9a-f]{7,40}")


@dataclass(frozen=True, slots=True)
class Moment:
    """A past state of the record: the last act in it, and the later acts that carry an earlier time than was asked.

    If it is named after a text that was issued, ``meeting`` is whom it was issued to.
    """

    act: LoggedAct
    late: tuple[LoggedAct, ...] = ()
    meeting: str = ""

    def of(self, now: Snapshot) -> Snapshot:
        """The record in that state; that of an issued text is as the meeting had it before it."""
        then = now.at_commit(self.act.commit)
        return then.before_meeting(self.meeting) if self.meeting else then

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know about it, one line each."""
        lines = [f"as of act {self.act.number}, {self.act.at:%Y-%m-%d %H:%M}"]
        if self.late:
            acts = f"act{'s' * (len(self.late) > 1)} {some([str(act.number) for act in self.late])}"
            carry = "carry" if len(self.late) > 1 else "carries"
            lines.append(f"{acts} {carry} an earlier time, but came into the record later, and so is not included")
        return tuple(lines)


def moment_named(now: Snapshot, when: When) -> Moment:
    """The state as of a time, a day (to its end), the last text issued to a meeting, ``PM2/1``, or ``act 12``.

    The commit that a paper names as its record is found too.

    Raises:
        Unknown: it is none of these, or the draft was opened later.
    """
    acts = now.acts()
    if isinstance(when, datetime):
        return _by_time(acts, moment(when, now.settings.timezone))
    when = when.strip()
    if (issued := _issued(acts, when)) is not None:
        return Moment(issued, meeting=issued.fact("Meeting"))
    if numbered := _ACT.fullmatch(when):
        return Moment(_numbered(acts, int(numbered[1])))
    if any(name_key(r.label) == name_key(when) for r in now.revisions):
        raise Unknown(f"{when} is a revision, not a moment", remedy=f"use --on {when}, or name a time")
    try:
        at = end_of(when, now.settings.timezone)
    except InputRefused as err:
        return Moment(_at_commit(now, acts, when, err))
    return _by_time(acts, at)


def _at_commit(now: Snapshot, acts: Sequence[LoggedAct], when: str, err: InputRefused) -> LoggedAct:
    """The act that is that commit. Raises ``Unknown``."""
    found = [act for act in acts if act.commit.startswith(when)] if _COMMIT.fullmatch(when) else []
    if len(found) == 1:
        return found[0]
    what = f"{when!r} is neither a time nor a meeting that was issued to"
    issued = ", ".join(map(str, now.issues)) or "none"
    hint = f"write a time, for example 2026-05-04 18:30, or a meeting (issued: {issued})"
    raise Unknown(what, remedy=hint) from err


def last_on(now: Snapshot, label: str) -> Moment:
    """The last state in which the revision of that label was the latest. Raises ``Unknown``."""
    wanted, acts = now.revision(label).label, now.acts()
    latest: dict[str, str] = {}
    for act in reversed(acts):
        blob = now.store.files_of(act.commit)[RULES]
        if blob not in latest:
            latest[blob] = read_rules(now.store.blob(blob))[1][-1].label
        if latest[blob] == wanted:
            return Moment(act)
    raise Unknown(f"{wanted} was never the latest revision", remedy="name another")


def issue_named(now: Snapshot, name: str) -> tuple[Snapshot, Issue] | None:
    """The record just after a text was issued under that name (``PM2``, ``PM2/1``), and its entry; ``None`` if none.

    Raises:
        Unknown: fewer texts were issued to that meeting.
    """
    try:
        act = _issued(now.acts(), name.strip())
    except RecordDamaged:  # a copy without the earlier acts: what it has of texts can be read all the same
        return None
    if act is None:
        return None
    then = now.at_commit(act.commit)
    return then, then.known_issue(act.fact("Meeting"))


def _issued(acts: Sequence[LoggedAct], name: str) -> LoggedAct | None:
    """The act that issued the text of that name: the last for a meeting, or the one with that number after a stroke."""
    issued = [act for act in acts if act.kind == "issue"]
    if own := [act for act in issued if name_key(act.fact("Meeting")) == name_key(name)]:
        return own[-1]
    if not (parts := _NUMBERED.fullmatch(name)):
        return None
    own = [act for act in issued if name_key(act.fact("Meeting")) == name_key(parts[1])]
    if not own:
        return None
    if not 1 <= int(parts[2]) <= len(own):
        meeting = own[-1].fact("Meeting")
        there = f"{meeting}/1" + f" to {meeting}/{len(own)}" * (len(own) > 1)
        raise Unknown(f"no text {name!r} was issued", remedy=f"there is {there}")
    return own[int(parts[2]) - 1]


def _numbered(acts: Sequence[LoggedAct], number: int) -> LoggedAct:
    if not 1 <= number <= len(acts):
        raise Unknown(f"no act {number}", remedy=f"there are {len(acts)}; see acts")
    return acts[number - 1]


def _by_time(acts: Sequence[LoggedAct], at: datetime) -> Moment:
    later = since_moment(acts, at)
    recorded = acts[: len(acts) - len(later)]
    if not recorded:
        opened = f"the draft was opened on {acts[0].at:%Y-%m-%d %H:%M}"
        raise Unknown(f"nothing had been recorded by {at:%Y-%m-%d %H:%M}", remedy=f"{opened}; name a later time")
    return Moment(recorded[-1], tuple(act for act in later if act.at <= at))


__all__ = ["Moment", "issue_named", "last_on", "moment_named"]
