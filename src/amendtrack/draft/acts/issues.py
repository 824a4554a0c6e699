"""The act of issuing: what would be issued to a meeting now, compared with what was issued to it before, and recorded.

Issuing freezes labels and addresses; what has been issued cannot be recalled, only issued again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from amendtrack.consolidation.addressing import circulation
from amendtrack.draft.acts.act import Act, Branch, already
from amendtrack.draft.consolidated import circulated_addresses, circulated_labels, current
from amendtrack.draft.declared import Reissue
from amendtrack.draft.git.refs import OFFICE, meeting_ref
from amendtrack.errors import InputRefused
from amendtrack.limits import MEETING_LETTERS as LONGEST_MEETING
from amendtrack.record.record import Attribution, Issue, issue_file, write_issue
from amendtrack.record.registers import check_line, slug
from amendtrack.record.times import When, moment
from amendtrack.record.trailers import write_trailers

if TYPE_CHECKING:
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.draft.git.commits import NewCommit
    from amendtrack.draft.outcome import Recorded
    from amendtrack.draft.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class IssuePlan:
    """What would be issued: the register's entry, the meeting's last one, the value, its text, and what differs."""

    fresh: Issue
    before: Issue | None
    con: Consolidation
    printed: str
    differs: tuple[str, ...]
    news: tuple[str, ...] = ()
    """What has changed since the last text issued to any other meeting."""
    previous: str = ""
    """That meeting."""

    @property
    def is_new(self) -> bool:
        """Whether exactly this has not yet been issued to the meeting."""
        return self.before is None or bool(self.differs)

    def renewed(self, now: Snapshot) -> IssuePlan:
        """The same, remade if somebody has recorded since it was made."""
        if now.tip == self.fresh.record:
            return self
        return plan_issue(now, self.fresh.meeting, at=self.fresh.at)


def plan_issue(now: Snapshot, meeting: str, *, at: When) -> IssuePlan:
    """What would be issued to a meeting: the register's entry, the text, what differs.

    Raises:
        InputRefused: that cannot be a meeting's name.
        TallyFailed: a proposal cannot be given back from the consolidation.
    """
    meeting = checked_meeting(meeting)
    now = now.before_meeting(meeting)
    con = now.consolidate()
    con.check()
    before, printed = now.issue_to(meeting), now.printed(con)
    fresh = Issue(
        meeting=before.meeting if before else meeting,
        commit="",
        revision=now.revision().label,
        proposals=tuple((e.name, e.commit) for e in current(now)),
        at=moment(at, now.settings.timezone),
        labels=tuple(sorted({**new_labels(con.undecided), **circulated_labels(now)}.items())),
        addresses=tuple(
            sorted({*circulation(con.undecided.slots), *circulation(con.slots), *circulated_addresses(now)})
        ),
        issue=before.issue + 1 if before else 1,
        record=now.tip,
    )
    differs = differences(before, fresh, now.issued(meeting), printed) if before else ()
    if before and before.revision == fresh.revision and (given := status_news(now, before)):
        differs = (*(line for line in differs if line != PRINTED), *given)
    last = now.issues[-1] if now.issues and not before else None
    fresh_since = news(now, last) if last else ()
    return IssuePlan(fresh, before, con, printed, differs, fresh_since, last.meeting if last else "")


def checked_meeting(name: str) -> str:
    """The name of a meeting, if it can be one.

    Raises:
        InputRefused: it cannot.
    """
    name = check_line(name, "the meeting")
    if not slug(name) or len(name) > LONGEST_MEETING:
        raise InputRefused(f"{name!r} cannot be a meeting's name", remedy="write a short name, for example PM2")
    return name


def issue(now: Snapshot, plan: IssuePlan, *, reissue: Reissue) -> Act | Recorded:
    """Record what was planned as issued; see ``Draft.issue``."""
    plan = plan.renewed(now)
    fresh, before, meeting = plan.fresh, plan.before, plan.fresh.meeting
    if before and not plan.is_new:
        return already(f"issued to {meeting}", before.commit, meeting)
    if before and reissue is Reissue.REFUSED:
        found = f"a text has already been issued to {meeting}; since then: {'; '.join(plan.differs)}"
        raise InputRefused(found, remedy="add --reissue to issue the text as it is now")
    commit = _commit(now, plan)
    fresh = replace(fresh, commit=commit.id)
    proposals = f"{len(fresh.proposals)} proposal{'s' if len(fresh.proposals) != 1 else ''}"
    again = f", issue {fresh.issue}" if before else ""
    return Act(
        kind="issue",
        summary=f"the text issued to {meeting}: {fresh.revision} with {proposals}{again}",
        at=fresh.at,
        facts=(("Meeting", meeting), ("Commit", commit.id), *(("Differs", d) for d in plan.differs)),
        files={issue_file(slug(meeting)): write_issue(fresh)},
        notes=tuple(_not_in_calendar(now, meeting)),
        commits=(commit,),
        branches=(Branch(meeting_ref(meeting), commit.id, before.commit if before else ""),),
        name=meeting,
        commit=commit.id,
        differs=plan.differs,
    )


def _not_in_calendar(now: Snapshot, meeting: str) -> Iterator[str]:
    """That the calendar has other meetings, but not this one, which so has no deadline: its name may be misspelt."""
    if now.meetings and now.meeting_named(meeting) is None:
        there = ", ".join(m.name for m in now.meetings)
        yield f"{meeting} is not in the calendar, so no deadline was applied (there are: {there})"


def _commit(now: Snapshot, plan: IssuePlan) -> NewCommit:
    """The issued text's commit; its parents are everything that went into it.

    If delegations are not to be named, neither its message nor the value beside the text names any.
    """
    fresh, before = plan.fresh, plan.before
    named = now.settings.attribution is Attribution.NAMED
    previous = before or (now.issues[-1] if now.issues else None)
    parents = [now.revision(fresh.revision).commit, *(commit for _, commit in fresh.proposals), now.tip]
    facts = [("Meeting", fresh.meeting), ("Revision", fresh.revision), ("Issue", str(fresh.issue))]
    facts += [("Proposal", name) for name, _ in fresh.proposals if named]
    value = now.before_meeting(fresh.meeting).printed_json(plan.con)
    return now.store.make(
        {f"{now.settings.language}.md": plan.printed.encode(), "consolidation.json": value.encode()},
        parents=(*parents, *([previous.commit] if previous else ())),
        author=OFFICE,
        committer=OFFICE,
        at=fresh.at,
        message=write_trailers(f"Issued to {fresh.meeting}", facts),
    )


def new_labels(con: Consolidation) -> dict[str, str]:
    """The labels of a consolidation's new units, by slot; units without a label are left out."""
    return {name: label for name, label in con.labels_printed.items() if label}


def differences(before: Issue, after: Issue, text_before: str, text_after: str) -> tuple[str, ...]:
    """What differs from an earlier issue, in a few words each; empty if it is the same record."""
    found = [f"it is {after.revision}, not {before.revision}"] if before.revision != after.revision else []
    found += _changed(dict(before.proposals), dict(after.proposals))
    if not found and text_before != text_after:
        found.append(PRINTED)
    return tuple(found)


def status_news(now: Snapshot, before: Issue) -> tuple[str, ...]:
    """The statuses given to units since a text was issued: ``agreed ad ref: 9, 10``."""
    if not before.record:
        return ()
    was, places = {g.place: g for g in now.at_commit(before.record).statuses.in_force}, dict[str, list[str]]()
    for given in now.statuses.in_force:
        if was.get(given.place) != given:
            places.setdefault(given.status.value, []).append(given.place)
    gone = [place for place in was if place not in {given.place for given in now.statuses.in_force}]
    places |= {"status taken back": gone} if gone else {}
    return tuple(f"{status}: {', '.join(here)}" for status, here in places.items())


PRINTED = "the text is printed differently"
"""What is said of a text that differs in nothing else."""


def news(now: Snapshot, before: Issue) -> tuple[str, ...]:
    """What is new in the text as it is now, after one that was issued; on another revision, that alone."""
    revision = now.revision().label
    if revision != before.revision:
        return (f"it is {revision}, not {before.revision}",)
    changed = _changed(dict(before.proposals), {e.name: e.commit for e in current(now)})
    return (*changed, *status_news(now, before))


def _changed(was: Mapping[str, str], is_now: Mapping[str, str]) -> list[str]:
    """The proposals that came, were sent again, or went; each name with its commit, before and now."""
    found: list[str] = []
    for what, names in (
        ("added", [n for n in is_now if n not in was]),
        ("sent again", [n for n in is_now if n in was and is_now[n] != was[n]]),
        ("no longer in it", [n for n in was if n not in is_now]),
    ):
        found += [f"{what}: {', '.join(names)}"] if names else []
    return found
