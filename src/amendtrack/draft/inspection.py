"""What is wrong with a record: damaged refs and objects, and branches that the register does not name.

Only reads. git leaves a damaged ref out of its lists; here each one is a line. While somebody records, branches are
ahead of the register: what is found then is a suspicion, and ``Draft.problems`` looks again when nobody is recording.
"""

from __future__ import annotations

from collections.abc import Iterator

from amendtrack.consolidation.decision import proposal_of
from amendtrack.draft.apart import apart
from amendtrack.draft.git.ancestry import leads_to
from amendtrack.draft.git.refs import ASIDE, HELD, SECRETARIAT, UNDONE
from amendtrack.draft.git.store import Store
from amendtrack.draft.history import acts_of
from amendtrack.draft.named_branches import lost_branches, named_refs
from amendtrack.draft.snapshot import Snapshot
from amendtrack.errors import AmendtrackError, RecordDamaged
from amendtrack.record.entries import State
from amendtrack.record.filing import HOLDINGS
from amendtrack.record.record import Record


def problems(now: Snapshot) -> Iterator[str]:
    """Every problem, one line each; nothing if the record is sound."""
    store, record = now.store, now.record
    named = named_refs(record)
    try:
        found, damaged = store.refs()
    except RecordDamaged as err:
        yield str(err)
        found, damaged = {}, {}
    whole = {ref: pair for ref, pair in named.items() if ref not in damaged}
    lost = {one.ref: one for one in lost_branches(whole, found, lambda *pair: leads_to(store, *pair))}
    for ref, (commit, what) in named.items():
        if ref in lost:
            yield f"{lost[ref]}; its text is still in the register"
        elif found.get(ref, commit) != commit:
            yield f"{ref}: holds commit {found[ref][:12]}, which is not recorded for {what}"
        if flaw := _flaw(store, commit):
            yield f"{what}: {flaw}"
    yield from damaged.values()
    yield from (f"{path}: {what}" for path, what in now.unread)
    yield from _acts(store, now.tip)
    held = {
        f"{HELD}{path.removeprefix(HOLDINGS).removesuffix('.json')}" for path in now.files if path.startswith(HOLDINGS)
    }
    known = {*named, *held, SECRETARIAT, *_undone(store, now.tip, found)}
    for ref in sorted(found.keys() - known):
        # Commits that were put aside were reported when they were found.
        if ref.startswith(("refs/heads/", "refs/tags/rev/")) and not _aside(ref, found[ref]):
            yield f"{ref}: the register does not name this branch; nothing of it is in any text; {_HINT}"
    yield from _apart(store)
    yield from _lines(record)
    originals = [(e.name, e.original) for e in record.entries]
    originals += [(r.label, r.original) for r in record.revisions if r.original]
    for name, original in originals:
        blob = now.files.get(original)
        if blob is None:
            yield f"{name}: the file as received is missing"
        elif flaw := _unreadable(store, blob):
            yield f"{name}: the file as received: {flaw}"


_HINT = "record its text again, or keep it under another name"


def _aside(ref: str, commit: str) -> bool:
    """Whether this branch keeps an unrecorded commit that an act put aside."""
    return ref.startswith(ASIDE) and ref.endswith(f"/{commit[:12]}")


def _acts(store: Store, tip: str) -> Iterator[str]:
    """What is wrong on the branch of acts: a register changed by hand, or a copy without the earlier acts."""
    try:
        acts_of(store, tip)
    except RecordDamaged as err:
        shallow = (store.path / "shallow").exists()
        yield f"{SECRETARIAT}: this copy is shallow: it lacks the earlier acts" if shallow else str(err)


def _apart(store: Store) -> Iterator[str]:
    """What is wrong with what is kept under embargo here."""
    try:
        kept = apart(store)
        found, damaged = kept.refs() if kept else ({}, {})
    except AmendtrackError as err:
        yield f"embargo: {err}"
        return
    yield from (f"embargo: {what}" for what in damaged.values())
    for ref, commit in found.items():
        if kept and (flaw := _flaw(kept, commit)):
            yield f"embargo/{ref}: {flaw}"


def _undone(store: Store, tip: str, refs: dict[str, str]) -> set[str]:
    """The branches of submissions that were undone: each holds a commit that an act recorded."""
    apart = {ref for ref in refs if ref.startswith(UNDONE)}
    try:
        recorded = {act.fact("Commit") for act in acts_of(store, tip)} if apart else set()
    except RecordDamaged:  # reported already
        return apart
    return {ref for ref in apart if refs[ref] in recorded}


def _lines(record: Record) -> Iterator[str]:
    """Inconsistencies among the entries of the register."""
    names, codes = {e.name: e for e in record.entries}, {d.code for d in record.delegations}
    for entry in record.entries:
        for code in dict.fromkeys((entry.delegation, *entry.cosponsors, *entry.sponsors)):
            if code not in codes:
                yield f"{entry.name}: {code} is not in the register of delegations"
        if entry.amends and entry.amends not in names:
            yield f"{entry.name}: amends {entry.amends}, which the register does not have"
        if entry.revision not in {r.label for r in record.revisions}:
            yield f"{entry.name}: made on {entry.revision}, which the register does not have"
        if entry.stands != (entry.ended is None):
            yield f"{entry.name}: {entry.state.value}, {'with' if entry.ended else 'without'} a time at which it ended"
        if (entry.state is State.VOID) != bool(entry.reason):
            yield f"{entry.name}: {entry.state.value}, {'with' if entry.reason else 'without'} a reason why it is void"
    for made in record.decisions:
        for name in made.accepted:
            if name not in names or not names[name].stands:
                yield f"{name}: accepted on {made.revision}, but no longer in force"
        ruled = {proposal_of(r.what) for d in made.taken if not d.kind.is_of_slot for r in d.rulings}
        for name in sorted(ruled - names.keys()):
            yield f"{name}: decided on {made.revision}, but not in the register"


def _flaw(store: Store, commit: str) -> str:
    try:
        for blob in store.files(commit).values():
            store.blob(blob)
    except RecordDamaged as err:
        return str(err)
    return ""


def _unreadable(store: Store, blob: str) -> str:
    try:
        store.blob(blob)
    except RecordDamaged as err:
        return str(err)
    return ""
