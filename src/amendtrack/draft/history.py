"""The log of a draft: every act in the order in which it was recorded, what it did, and who recorded it.

Reads the branch ``secretariat`` and nothing else. An act is known by its number, counted from 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from amendtrack.consolidation.decision import proposal_of
from amendtrack.draft.acts.act import RECORDER
from amendtrack.draft.git.store import Store
from amendtrack.errors import InputRefused, RecordDamaged, Unknown
from amendtrack.record.carry_over import carry_over_file, read_carry_over
from amendtrack.record.entries import earlier_place, entry_file, present_place
from amendtrack.record.filing import CARRIED, DECISIONS, ISSUES, POSITIONS, STATUSES
from amendtrack.record.record import decisions_file, read_decisions, read_issue
from amendtrack.record.statements import read_statements
from amendtrack.record.times import When, moment
from amendtrack.record.trailers import Trailers, read_trailers

if TYPE_CHECKING:
    from amendtrack.draft.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class LoggedAct:
    """One recorded act, as the log has it: its kind (``propose``), a line on what it did, when, and who recorded it.

    ``at`` is the time that the act carries: of a proposal, when it was received. ``undone`` is the number of
    the act that undid it, 0 for one that is in force.
    """

    number: int
    kind: str
    summary: str
    at: datetime
    commit: str
    recorder: str = ""
    facts: Trailers = ()
    undone: int = 0

    def __str__(self) -> str:
        who = f", recorded by {self.recorder}" if self.recorder else ""
        # Spelling out an undone undo would never end; the numbers are enough.
        said = self.summary.partition(" (")[0] if self.kind == "undo" else self.summary
        return f"act {self.number} ({said}, {self.at:%Y-%m-%d %H:%M}{who})"

    def fact(self, key: str) -> str:
        """The first fact of that name; empty if it has none."""
        return dict(reversed(self.facts)).get(key, "")


def acts_of(store: Store, tip: str, known: tuple[LoggedAct, ...] = ()) -> tuple[LoggedAct, ...]:
    """Every act on the branch whose tip this is, in order; those that are ``known`` already are not read again.

    Raises:
        RecordDamaged: a commit cannot be read.
    """
    since = _since(store, tip, known[-1].commit) if known else None
    earlier, commits = ((), tuple(commits_of(store, tip))) if since is None else (known, since)
    new = (replace(_read_act(store, commit), number=n) for n, commit in enumerate(commits, len(earlier) + 1))
    return _with_undone((*earlier, *new))


def _since(store: Store, tip: str, known: str) -> tuple[str, ...] | None:
    """The commits after a known one, first to last; ``None`` if the branch does not lead straight back to it."""
    found = []
    while tip != known:
        found.append(tip)
        parents = store.commit(tip).parents
        if len(parents) != 1:
            return None
        (tip,) = parents
    return tuple(reversed(found))


def commits_of(store: Store, tip: str) -> dict[str, tuple[str, ...]]:
    """Every commit of a branch with its parents, each after those that it follows.

    Where two copies of the draft came together, the acts of the one come first, then those that only the other had.
    """
    found, parents = dict[str, tuple[str, ...]](), dict[str, tuple[str, ...]]()
    stack = [tip]
    while stack:
        commit = stack[-1]
        if commit not in parents:
            parents[commit] = store.commit(commit).parents
        ahead = next((p for p in parents[commit] if p not in found), "")
        if ahead:
            stack.append(ahead)
        else:
            found[commit] = parents[stack.pop()]
    return found


def _read_act(store: Store, commit: str) -> LoggedAct:
    read = store.commit(commit)
    facts = read_trailers(read.message)
    kind, did = dict(facts).get("Act", ""), dict(facts).get("Reading", "")
    if not kind:
        hint = "the register was changed by hand: compare it with another copy"
        raise RecordDamaged("the commit is not an act of the secretariat", place=commit, remedy=hint)
    subject = read.message.partition("\n")[0]
    made = LoggedAct(0, kind, f"{subject}: {did}" if did else subject, read.at, commit, facts=facts)
    return replace(made, recorder=made.fact(RECORDER))


def _with_undone(acts: Iterable[LoggedAct]) -> tuple[LoggedAct, ...]:
    """The acts; one that was undone has the number of the act that undid it, which may itself have been undone."""
    ordered = list(acts)
    numbers = {act.commit: act.number for act in ordered}
    undone: dict[int, int] = {}
    for act in reversed(ordered):
        if act.kind == "undo" and act.number not in undone and (other := undone_by(act, numbers)):
            undone.setdefault(other, act.number)
    return tuple(replace(act, undone=undone.get(act.number, 0)) for act in ordered)


def undone_by(act: LoggedAct, numbers: Mapping[str, int]) -> int:
    """The number of the act that an act undid, 0 if none; ``numbers`` are those of all acts by commit.

    What its own copy of the draft numbered it by does not count where two copies have come together.
    """
    return numbers.get(act.fact("Undone-commit"), 0) or int(act.fact("Undone") or 0)


def since(now: Snapshot, when: When) -> tuple[LoggedAct, ...]:
    """The acts recorded since a time, or since a text was last issued to a meeting; see ``Snapshot.since``."""
    acts, found = now.acts(), now.issue_to(when) if isinstance(when, str) else None
    if found is not None:
        return since_issue(acts, found.meeting)
    try:
        at = moment(when, now.settings.timezone)
    except InputRefused as err:
        issued = ", ".join(map(str, now.issues)) or "none"
        what = f"{when!r} is neither a time nor a meeting that was issued to"
        hint = f"write a time, for example 2026-05-04 18:30, or a meeting (issued: {issued})"
        raise Unknown(what, remedy=hint) from err
    return since_moment(acts, at)


def since_moment(acts: Iterable[LoggedAct], at: datetime) -> tuple[LoggedAct, ...]:
    """The acts recorded since that moment: from the first one that carries a later time.

    What was recorded after it may carry an earlier time: a message received at noon may be recorded at three.
    """
    ordered = tuple(acts)
    first = next((n for n, act in enumerate(ordered) if act.at > at), len(ordered))
    return told(ordered[first:])


def since_issue(acts: Iterable[LoggedAct], meeting: str) -> tuple[LoggedAct, ...]:
    """The acts recorded since a text was last issued to that meeting; none if none ever was."""
    ordered = tuple(acts)
    issued = [n for n, act in enumerate(ordered) if act.kind == "issue" and act.fact("Meeting") == meeting]
    return told(ordered[issued[-1] + 1 :]) if issued else ()


def told(acts: Iterable[LoggedAct]) -> tuple[LoggedAct, ...]:
    """The acts that may be told to others: not that something is held under embargo."""
    return tuple(act for act in acts if act.kind != "hold")


def changed_files(store: Store, act: LoggedAct) -> dict[str, tuple[str, str]]:
    """The files that an act changed: by path the blob before (empty: none) and after.

    An entry that an earlier amendtrack kept elsewhere is given at its present place.
    """
    after, parents = store.files_of(act.commit), tuple(map(store.files_of, store.commit(act.commit).parents))
    if not parents:
        return {path: ("", blob) for path, blob in after.items()}
    before, *others = parents
    changed = {present_place(path): blob for path, blob in after.changed_since(before).items() if blob}
    for other in others:  # what another copy had is the work of its own acts
        changed = {path: blob for path, blob in changed.items() if blob_at(other, path) != blob}
    return {path: (blob_at(before, path), blob) for path, blob in changed.items()}


def blob_at(files: Mapping[str, str], path: str) -> str:
    """The blob of a file; of a proposal's entry wherever it is kept. Empty if it is not there."""
    return files.get(path) or files.get(earlier_place(path), "")


_NAMING = ("Proposal", "Accepted", "Rejected", "Reopened", "Amends")
"""The facts of an act that name a proposal, or an amendment of one."""


def builds_on(store: Store, act: LoggedAct) -> frozenset[str]:
    """The files that an act changed or depends on.

    These are the register entries of the proposals that it names or issued, and the decisions on a revision of which
    it says that units are agreed.
    """
    files = changed_files(store, act)
    changed = set(files)
    named = {proposal_of(value) for key, value in act.facts if key in _NAMING}
    if act.kind == "issue":
        issues = [(p, blob) for p, (_, blob) in files.items() if p.startswith(ISSUES)]
        named |= {name for p, blob in issues for name, _ in read_issue(store.blob(blob), p).proposals}
    if act.kind == "revise":
        carried = [(p, blob) for p, (_, blob) in files.items() if p.startswith(CARRIED)]
        lines = [line for p, blob in carried for line in read_carry_over(store.blob(blob), p).lines]
        named |= {line.proposal for line in lines}
        made_on = {line.revision for line in lines}
        changed = {*changed, *map(decisions_file, made_on), *map(carry_over_file, made_on)}
    agreed_on = {p.replace(STATUSES, DECISIONS, 1) for p in changed if p.startswith(STATUSES)}
    return frozenset({*changed, *map(entry_file, named), *agreed_on})


def said_of(now: Snapshot, act: LoggedAct) -> frozenset[str]:
    """The proposals that were on the table where an act decided something, and those whose wording it speaks to."""
    found: set[str] = set()
    for path, (before, after) in changed_files(now.store, act).items():
        if path.startswith(DECISIONS):
            was = read_decisions(now.store.blob(before), path).taken if before else ()
            taken = (decision for decision in read_decisions(now.store.blob(after), path).taken if decision not in was)
            found |= {name for decision in taken for ruling in decision.rulings for name in ruling.parties}
        elif path.startswith(POSITIONS):
            known = read_statements(now.store.blob(before), path) if before else ()
            said = [one for one in read_statements(now.store.blob(after), path) if one not in known and one.edits]
            there = now.at_commit(act.commit).consolidate().ground.strands if said else {}
            found |= {name for one in said for i in one.edits if i in there for name in there[i].backers}
    return frozenset(found)
