"""The act that takes another back: the registers' files are again what they were before it.

Nothing that was submitted goes: a proposal that the act recorded stays in the register as void, a submission
keeps its file, and its text a branch of its own under ``undone/``. What was issued cannot be recalled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from amendtrack.draft.corrections import Corrections
from amendtrack.draft.history import Act, builds_on, changed_files
from amendtrack.draft.outcome import Recorded
from amendtrack.draft.secretariat import State as Snapshot
from amendtrack.draft.secretariat import proposal_ref, undone_ref
from amendtrack.errors import InputRefused, Unknown
from amendtrack.record.entries import Entry, State, entry_file, read_entry, write_entry
from amendtrack.record.record import DELEGATIONS, FOLDERS, Decisions, Record, write_decisions, write_delegations
from amendtrack.record.registers import Register, read_register
from amendtrack.record.times import When, moment

_FOR_GOOD = {
    "init": ("a draft cannot be unopened", "open another draft"),
    "revise": ("a revision stands for good", "record another revision"),
    "issue": ("what has been issued cannot be recalled", "issue again with --reissue, which says what differs"),
}


class Undoing(Corrections):
    """The act ``undo``."""

    def undo(self, number: int, *, at: When, recorder: str = "", dry_run: bool = False) -> Recorded:
        """Take back the act of that number (see ``acts``), by a new act.

        Raises:
            Unknown: there is no such act.
            InputRefused: it was undone already, a later act was built on it, or it cannot be taken back.
        """
        with self._act(dry_run, recorder) as state:
            act = self._to_undo(number)
            when = moment(at, self.settings.timezone)
            files, moved = self._before(state, act, when)
            if not dry_run:
                for entry, tip in moved:
                    self._aside(entry, tip)
            facts = [("Act", "undo"), ("Undone", str(act.number)), ("Undone-commit", act.commit)]
            facts += [("Proposal", entry.name) for entry in _entries(files)]
            done = self._recorded(state, f"as undone: {act}", facts, files, when, recorder, dry_run)
            return replace(done, name=str(act.number))

    def _to_undo(self, number: int) -> Act:
        acts = self.acts()
        if not 1 <= number <= len(acts):
            raise Unknown(f"no act {number}", remedy=f"this draft has acts 1 to {len(acts)}; see acts")
        act = acts[number - 1]
        if act.undone:
            raise InputRefused(f"{act} was undone already, by act {act.undone}", remedy="see acts")
        if act.kind in _FOR_GOOD:
            why, hint = _FOR_GOOD[act.kind]
            raise InputRefused(f"{act} cannot be undone: {why}", remedy=hint)
        self._check_later(act, acts[number:])
        return act

    def _check_later(self, act: Act, later: Sequence[Act]) -> None:
        """Refuse if an act in force was built on this one; pairs that cancel out are none."""
        mine = frozenset(_registers(changed_files(self._store, act)))
        for other in later:
            cancels = other.kind == "undo" and int(other.fact("Undone") or 0) > act.number
            if other.undone or cancels or not mine & builds_on(self._store, other):
                continue
            if other.kind == "issue":
                what = f"{act} is in what {other} gave out, which cannot be recalled"
                hint = "record what is right as a new act: void, withdraw, or propose --replaces"
            else:
                what, hint = f"{other} was built on {act}", f"undo {other.number} first"
            raise InputRefused(what, remedy=hint)

    def _before(self, state: Snapshot, act: Act, when: datetime) -> tuple[dict[str, bytes], list[tuple[Entry, str]]]:
        """The registers' files as they were before an act, and the branches that go back with them."""
        files: dict[str, bytes] = {}
        moved = []
        for path, (before, after) in _registers(changed_files(self._store, act)).items():
            if state.files.get(path) != after:
                raise InputRefused(f"{path} has changed since {act}", remedy="see acts, and record what is right")
            was = self._store.blob(before) if before else b""
            if path.startswith(FOLDERS[0]):
                now = next(e for e in state.record.entries if entry_file(e.name) == path)
                then = read_entry(was, path) if was else _voided(now, act, when)
                files[path] = write_entry(then)
                moved += [(then, now.commit)] if then.commit != now.commit else []
            elif path.startswith(FOLDERS[1]):
                files[path] = was or write_decisions(Decisions(self._revision_of(state.record, path)))
            else:
                files[path] = was if path != DELEGATIONS else _kept(state.record, was)
        return files, moved

    def _revision_of(self, record: Record, path: str) -> str:
        return next(r.label for r in record.revisions if path == f"{FOLDERS[1]}{r.label}.json")

    def _aside(self, entry: Entry, tip: str) -> None:
        """Let a proposal's branch name an earlier submission; the later one keeps a branch of its own."""
        aside = undone_ref(entry, tip)
        if self._store.tip(aside) is None:
            self._store.move(aside, tip, None)
        self._store.move(proposal_ref(entry), entry.commit, self._store.tip(proposal_ref(entry)))


def _registers(files: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Those of the files that are registers, not what came in."""
    return {path: blobs for path, blobs in files.items() if not path.startswith("received/")}


def _entries(files: Mapping[str, bytes]) -> list[Entry]:
    return [read_entry(data, path) for path, data in sorted(files.items()) if path.startswith(FOLDERS[0])]


def _voided(entry: Entry, act: Act, when: datetime) -> Entry:
    """A proposal that the act brought in: it came, so its line stays, as void."""
    return replace(entry, state=State.VOID, reason=f"recorded by mistake; act {act.number} was undone", ended=when)


def _kept(record: Record, was: bytes) -> bytes:
    """The register of delegations as it was, and whoever has something in the record all the same."""
    before = read_register(was.decode())
    spoken = {code for e in record.entries for code in (e.delegation, *e.cosponsors, *e.sponsors)}
    mine = {d.code for d in before}
    return write_delegations(
        Register((*before, *(d for d in record.delegations if d.code in spoken and d.code not in mine)))
    )
