"""The act that undoes another: the registers' files are again what they were before it.

Nothing that was submitted is lost: a proposal that the act recorded stays in the register as void, a submission
keeps its file, and its text a branch of its own under ``undone/``. What was issued cannot be recalled.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from amendtrack.draft.acts.act import Act, Branch
from amendtrack.draft.acts.adopting import check_open
from amendtrack.draft.git.refs import proposal_ref, undone_ref
from amendtrack.draft.history import LoggedAct, blob_at, builds_on, changed_files, said_of, undone_by
from amendtrack.errors import InputRefused, Unknown
from amendtrack.record.carry_over import (
    CarryOver,
    carry_over_file,
    entries_carried,
    read_carry_over,
    write_carry_over,
)
from amendtrack.record.entries import Entry, State, as_sent, entry_file, read_entry, write_entry
from amendtrack.record.filing import CARRIED, DECISIONS, DELEGATIONS, POSITIONS, PROPOSALS, RULES, STATUSES
from amendtrack.record.record import (
    Attribution,
    Decisions,
    Publication,
    Record,
    Settings,
    read_rules,
    write_decisions,
    write_delegations,
)
from amendtrack.record.registers import Register, read_register
from amendtrack.record.statements import statements_file, write_statements
from amendtrack.record.statuses import Statuses, write_statuses
from amendtrack.record.times import When, moment

if TYPE_CHECKING:
    from amendtrack.draft.snapshot import Snapshot

_CLOSED = (DECISIONS, STATUSES, CARRIED)
"""Where the decisions, the statuses and the fates are kept, which make the text that is adopted."""
_SEE = "run `amendtrack acts`"
_FOR_GOOD = {
    "init": ("it opened the draft", "start another draft"),
    "revise": ("a revision cannot be undone", "record another revision"),
    "adopt": ("an adopted text is reopened, not undone", "run `amendtrack reopen DRAFT adoption --by NAME`"),
    "keys": ("the register of keys only grows", "retire the key: `amendtrack keys DRAFT retire KEY`"),
    "join": ("it brought two copies of the draft together", "undo single acts of either"),
    "issue": ("what has been issued cannot be recalled", "issue again with --reissue, which says what differs"),
}


def undo(now: Snapshot, number: int, *, at: When, by: str = "") -> Act:
    """Undo the act of that number by a new one; see ``Draft.undo``."""
    undone, when = _to_undo(now, number), moment(at, now.settings.timezone)
    if undone.kind == "agree" and not by.strip():
        raise InputRefused(f"{undone} is an agreement, and nobody is named for undoing it", remedy="add --by NAME")
    files, moved = _before(now, undone, when)
    if RULES in files:
        _check_lets_out(undone, now.settings, read_rules(files[RULES])[0])
    facts = [("Undone", str(undone.number)), ("Undone-commit", undone.commit)]
    facts += [("Proposal", entry.name) for entry in _entries(files)]
    return Act(
        kind="undo",
        summary=f"as undone: {undone}",
        at=when,
        facts=tuple(facts),
        files=files,
        branches=tuple(_branches(moved)),
        name=str(undone.number),
        notes=tuple(_issued_with(now, undone)),
    )


def _check_lets_out(act: LoggedAct, now: Settings, then: Settings) -> None:
    """Refuse to let out by the way what an act keeps back: nobody can call back a name that was published."""
    rules = tuple(Publication)
    shown = sorted({*now.withheld} - {*then.withheld})
    if now.attribution is Attribution.NONE and then.attribution is Attribution.NAMED:
        what, hint = "delegations would be named again", "attribution DRAFT named"
    elif shown:
        what, hint = f"{', '.join(shown)} would be named again", f"attribution DRAFT named --of {shown[0]}"
    elif rules.index(then.publication) > rules.index(now.publication):
        what, hint = f"more would be let out ({then.publication.value})", f"publication DRAFT {then.publication.value}"
    else:
        return
    found = (
        f"{act} keeps something back; if it is undone, {what} in papers and public copies, which nobody can call back"
    )
    raise InputRefused(found, remedy=f"if that is meant, run `amendtrack {hint}`")


def _issued_with(now: Snapshot, act: LoggedAct) -> Iterator[str]:
    """The last text that was issued with what an act said or decided in it."""
    later = [other for other in now.acts()[act.number :] if other.kind == "issue"]
    if later and any(path.startswith((*_CLOSED, POSITIONS)) for path in changed_files(now.store, act)):
        yield f"{later[-1]} was issued with it, and stays as it was issued"


def _to_undo(now: Snapshot, number: int) -> LoggedAct:
    acts = now.acts()
    if not 1 <= number <= len(acts):
        has = "one act" if len(acts) == 1 else f"{len(acts)} acts"
        raise Unknown(f"there is no act {number}: this draft has {has}", remedy=_SEE)
    act = acts[number - 1]
    if act.undone:
        raise InputRefused(f"{act} was already undone, by act {act.undone}", remedy=_SEE)
    if act.kind in _FOR_GOOD:
        why, hint = _FOR_GOOD[act.kind]
        raise InputRefused(f"{act} cannot be undone: {why}", remedy=hint)
    _check_later(now, act, acts[number:])
    return act


def _check_later(now: Snapshot, act: LoggedAct, later: Sequence[LoggedAct]) -> None:
    """Refuse if an act in force depends on this one; pairs that cancel out do not count.

    What was decided or said where a reconfirmed proposal was on the table depends on its being reconfirmed, and an
    adopted text on everything that was decided or lapsed before it.
    """
    mine = frozenset(_registers(changed_files(now.store, act)))
    if any(other.kind == "adopt" for other in later) and any(path.startswith(_CLOSED) for path in mine):
        check_open(now)
    texts = frozenset(value for key, value in act.facts if key == "Proposal" and act.kind == "reconfirm")
    mine |= frozenset(map(entry_file, texts))
    numbers = {each.commit: each.number for each in now.acts()}
    for other in later:
        cancels = other.kind == "undo" and undone_by(other, numbers) > act.number
        if other.undone or cancels:
            continue
        if not mine & builds_on(now.store, other) and not (texts and texts & said_of(now, other)):
            continue
        if other.kind == "issue":
            what = f"{act} is part of what {other} issued, which cannot be recalled"
            hint = "record the correction as a new act: void, withdraw, or propose --replaces"
        else:
            what, hint = f"{other} depends on {act}", f"undo {other.number} first"
        raise InputRefused(what, remedy=hint)


def _before(now: Snapshot, act: LoggedAct, when: datetime) -> tuple[dict[str, bytes], list[tuple[Entry, str]]]:
    """The registers' files as they were before an act, and the entries whose branches go back with them."""
    files: dict[str, bytes] = {}
    moved = []
    for path, (before, after) in _registers(changed_files(now.store, act)).items():
        if blob_at(now.files, path) != after:
            raise InputRefused(f"{path} has changed since {act}", remedy=f"{_SEE}, and record the correction")
        was = now.store.blob(before) if before else b""
        if path.startswith(PROPOSALS):
            is_now = next(e for e in now.record.entries if entry_file(e.name) == path)
            then = read_entry(was, path) if was else _voided(is_now, act, when)
            files[path] = write_entry(then)
            (counted,) = entries_carried((then,), now.carry_overs())
            moved += [(counted, is_now.commit)] if then.commit != is_now.commit else []
        elif path.startswith(DECISIONS):
            files[path] = was or write_decisions(Decisions(_revision_of(now.record, path)))
        elif path.startswith(STATUSES):
            files[path] = was or write_statuses(Statuses(path.removeprefix(STATUSES).removesuffix(".json")))
        elif path.startswith(POSITIONS):
            files[path] = was or write_statements(_speaker_in(now.record, path), ())
        elif path.startswith(CARRIED):
            carried, held = _carried_in(now, path), _carried_before(now, path, was)
            files[path] = was or write_carry_over(held)
            moved += list(_carried_back(now, carried, held))
        else:
            files[path] = was if path != DELEGATIONS else _kept(now.record, was)
    return files, moved


def _revision_of(record: Record, path: str) -> str:
    return next(r.label for r in record.revisions if path == f"{DECISIONS}{r.label}.json")


def _speaker_in(record: Record, path: str) -> str:
    return next(said.delegation for said in record.statements if statements_file(said.delegation) == path)


def _carried_in(now: Snapshot, path: str) -> CarryOver:
    return next(each for each in now.record.carried if carry_over_file(each.revision) == path)


def _carried_before(now: Snapshot, path: str, was: bytes) -> CarryOver:
    return read_carry_over(was, path) if was else CarryOver(_carried_in(now, path).revision, (), ())


def _carried_back(now: Snapshot, carried: CarryOver, held: CarryOver) -> Iterator[tuple[Entry, str]]:
    """The entries that had another text on that revision before, each with the commit that it has now."""
    before = {text.name: text.commit for text in held.texts}
    for text in carried.texts:
        if text.commit != before.get(text.name):
            entry = now.proposal(text.name)
            yield replace(entry, commit=before.get(text.name, as_sent(entry).commit)), entry.commit


def _branches(moved: Sequence[tuple[Entry, str]]) -> Iterator[Branch]:
    """Let a proposal's branch name its earlier submission again; the later one gets a branch of its own."""
    for entry, tip in moved:
        yield Branch(undone_ref(entry, tip), tip, tip)
        yield Branch(proposal_ref(entry), entry.commit, tip)


def _registers(files: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Those of the files that are registers, not files as received."""
    return {path: blobs for path, blobs in files.items() if not path.startswith("received/")}


def _entries(files: Mapping[str, bytes]) -> list[Entry]:
    return [read_entry(data, path) for path, data in sorted(files.items()) if path.startswith(PROPOSALS)]


def _voided(entry: Entry, act: LoggedAct, when: datetime) -> Entry:
    """A proposal that the act recorded: it was received, so it stays in the register, as void."""
    return replace(entry, state=State.VOID, reason=f"recorded by mistake; act {act.number} was undone", ended=when)


def _kept(record: Record, was: bytes) -> bytes:
    """The register of delegations as it was, plus those that the record now needs."""
    before = read_register(was.decode())
    spoken = {code for e in record.entries for code in (e.delegation, *e.cosponsors, *e.sponsors)}
    spoken |= {said.delegation for said in record.statements}
    spoken |= {given.asked_by for statuses in record.statuses for given in statuses.given}
    mine = {d.code for d in before}
    return write_delegations(
        Register((*before, *(d for d in record.delegations if d.code in spoken and d.code not in mine)))
    )
