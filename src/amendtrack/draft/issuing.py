"""What is issued to a meeting: planned, compared with what the meeting was given before, and recorded.

Issuing freezes labels and addresses; what has been issued cannot be recalled, only issued again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from amendtrack.consolidation.addressing import circulation
from amendtrack.consolidation.compose import pieces
from amendtrack.consolidation.edits import Inserted
from amendtrack.consolidation.slots.slot import Shape
from amendtrack.consolidation.strands import holds, new_unit_id
from amendtrack.consolidation.value import Consolidation
from amendtrack.draft.outcome import Outcome, Recorded
from amendtrack.draft.recording import Recording
from amendtrack.draft.secretariat import OFFICE, State, meeting_ref
from amendtrack.errors import InputRefused
from amendtrack.record.record import Attribution, Issue, issue_file, write_issue
from amendtrack.record.registers import check_line, slug
from amendtrack.record.times import When, moment
from amendtrack.record.trailers import write_trailers


@dataclass(frozen=True, slots=True)
class Planned:
    """What would be issued: the register's line, the meeting's last one, the value, its text, and what differs."""

    fresh: Issue
    before: Issue | None
    con: Consolidation
    printed: str
    differs: tuple[str, ...]

    @property
    def is_new(self) -> bool:
        """Whether the meeting has not been given just this."""
        return self.before is None or bool(self.differs)


class Issuing(Recording):
    """The act of issuing a consolidated text, and what would be issued now."""

    def plan_issue(self, meeting: str, *, at: When) -> Planned:
        """What would be issued to a meeting now: the line for the register, the text, what differs; records nothing.

        Raises:
            InputRefused: the meeting cannot be called so.
            TallyFailed: a proposal cannot be given back from the consolidation.
        """
        meeting = check_line(meeting, "the meeting")
        if not slug(meeting) or len(meeting) > 60:
            raise InputRefused(f"{meeting!r} cannot be a meeting's name", remedy="write a short one, like PM2")
        tip, con = self._secretariat.state().tip, self.consolidate()
        con.check()
        before, printed = self._issue_of(meeting), self.printed(con)
        fresh = Issue(
            before.meeting if before else meeting,
            "",
            self.revision().label,
            tuple((e.name, e.commit) for e in self._current((), ())),
            moment(at, self.settings.timezone),
            tuple(sorted({**new_labels(con), **self._circulated()}.items())),
            tuple(sorted({*circulation(con.slots), *self._circulated_addresses()})),
            before.issue + 1 if before else 1,
            tip,
        )
        differs = differences(before, fresh, self.issued(meeting), printed) if before else ()
        return Planned(fresh, before, con, printed, differs)

    def issue(
        self,
        meeting: str,
        *,
        at: When,
        reissue: bool = False,
        recorder: str = "",
        dry_run: bool = False,
        planned: Planned | None = None,
        ready: Callable[[Planned], None] = lambda planned: None,
    ) -> Recorded:
        """Record the consolidated text as issued to a meeting, with the value it was printed from.

        The same record again makes no new commit (``ALREADY``). With changes it needs ``reissue``; ``differs`` says
        what they are. ``planned`` is what ``plan_issue`` gave; ``ready`` is asked just before anything is written, and
        may still refuse.
        """
        # Put together before the lock is taken, since it is long; once more if somebody recorded meanwhile.
        planned = planned or self.plan_issue(meeting, at=at)
        with self._act(dry_run, recorder) as state:
            if state.tip != planned.fresh.record:
                planned = self.plan_issue(meeting, at=at)
            fresh, before, differs, meeting = planned.fresh, planned.before, planned.differs, planned.fresh.meeting
            if before and not planned.is_new:
                return Recorded(Outcome.ALREADY, f"issued to {meeting}", before.commit, meeting)
            if before and not reissue:
                found = f"{meeting} was given a text already; since then: {'; '.join(differs)}"
                raise InputRefused(found, remedy="add --reissue to issue the text as it is now")
            if not dry_run:
                ready(planned)
                fresh = self._write_issue(state, planned)
            proposals = f"{len(fresh.proposals)} proposal{'s' if len(fresh.proposals) != 1 else ''}"
            again = f", issue {fresh.issue}" if before else ""
            summary = f"the text issued to {meeting}: {fresh.revision} with {proposals}{again}"
            facts = [
                ("Act", "issue"),
                ("Meeting", meeting),
                ("Commit", fresh.commit),
                *(("Differs", d) for d in differs),
            ]
            files = {issue_file(slug(meeting)): write_issue(fresh)}
            done = self._recorded(state, summary, facts, files, at, recorder, dry_run)
        return replace(done, commit=fresh.commit, name=meeting, differs=differs)

    def _write_issue(self, state: State, planned: Planned) -> Issue:
        """Write the issued text's commit and branch; its parents are everything that went into it.

        Where nobody is to be named, neither its message nor the value beside the text does so.
        """
        fresh, before = planned.fresh, planned.before
        named = state.record.settings.attribution is Attribution.NAMED
        value = self.printed_json(planned.con)
        previous = before or (self.issues[-1] if self.issues else None)
        parents = [
            self.revision(fresh.revision).commit,
            *(commit for _, commit in fresh.proposals),
            state.tip,
        ]
        facts = [("Meeting", fresh.meeting), ("Revision", fresh.revision), ("Issue", str(fresh.issue))]
        facts += [("Proposal", name) for name, _ in fresh.proposals if named]
        commit = self._store.write(
            {f"{self.settings.language}.md": planned.printed.encode(), "consolidation.json": value.encode()},
            parents=(*parents, *([previous.commit] if previous else ())),
            author=OFFICE,
            committer=OFFICE,
            at=fresh.at,
            message=write_trailers(f"Issued to {fresh.meeting}", facts),
        )
        self._point(meeting_ref(fresh.meeting), commit, before.commit if before else None)
        return replace(fresh, commit=commit)


def new_labels(con: Consolidation) -> dict[str, str]:
    """The labels under which a consolidation shows new units, by slot; a unit without a label has none."""
    made, _ = pieces(con.labels_of_base, con.strands, dict(con.labels))
    labels = {new_unit_id(p.strand.edit): p.label for p in made if p.strand is not None and holds(p.strand, Inserted)}
    new = [s for s in con.slots if s.shape is Shape.NEW and labels.get(s.id)]
    return {name: labels[s.id] for s in new for name in con.new_units(s)}


def differences(before: Issue, after: Issue, text_before: str, text_after: str) -> tuple[str, ...]:
    """What is new against an earlier issue, in a few words each; empty if it is the same record."""
    was, now = dict(before.proposals), dict(after.proposals)
    found = [f"it is {after.revision}, not {before.revision}"] if before.revision != after.revision else []
    for what, names in (
        ("added", [n for n in now if n not in was]),
        ("sent again", [n for n in now if n in was and now[n] != was[n]]),
        ("no longer in it", [n for n in was if n not in now]),
    ):
        found += [f"{what}: {', '.join(names)}"] if names else []
    if not found and text_before != text_after:
        found.append("the text is printed differently")
    return tuple(found)
