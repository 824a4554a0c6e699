"""Whether everything that a draft is made of is there and whole: objects, packs, refs, and what the record names.

Reads with our own code what libgit2 would hang on or leave out. Only reads.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

from amendtrack.custody.findings import Finding, caution
from amendtrack.draft.git.ancestry import leads_to
from amendtrack.draft.git.loose import loose_names, read_loose
from amendtrack.draft.git.packs import damage_in_packs, packs_without_index
from amendtrack.draft.git.refs import MAIN, SECRETARIAT
from amendtrack.draft.git.repository import settings_of
from amendtrack.draft.git.store import HEADS, Store
from amendtrack.draft.named_branches import Loss, lost_branches, named_refs
from amendtrack.draft.snapshot import Snapshot, read_snapshot
from amendtrack.errors import RecordDamaged

FROM_COPY = "run `amendtrack doctor DRAFT --from COPY` with a copy that has it"
PUT_BACK = "run `amendtrack doctor DRAFT --mend`"
_AHEAD = "it was sent with git and is not recorded: run `amendtrack fetch`, or record its text with `propose`"
_MOST_NAMED = 5


def of_objects(path: Path) -> Iterator[Finding]:
    """Damaged loose objects and packs."""
    for name in loose_names(path):
        try:
            read_loose(path, name)
        except RecordDamaged as err:
            yield Finding("object-damaged", name, str(err.args[0]), FROM_COPY)
    for pack in packs_without_index(path):
        place = f"objects/pack/{pack.name}"
        yield Finding("pack-damaged", place, "its index is missing or damaged: nothing in it can be read", PUT_BACK)
    for place, what in damage_in_packs(path):
        yield Finding("pack-damaged", place, what, FROM_COPY)


def of_refs(store: Store) -> Iterator[Finding]:
    """Refs that cannot be read, and ``HEAD``, which git needs."""
    try:
        damaged = store.refs()[1]
    except RecordDamaged as err:
        yield Finding("refs-damaged", err.place, str(err.args[0]), FROM_COPY)
        return
    for ref, what in damaged.items():
        yield Finding("ref-damaged", ref, what.partition(": ")[2].partition(";")[0] or what, PUT_BACK)


def of_copy(store: Store) -> Iterator[Finding]:
    """What shows that this is a copy of a part of a draft only."""
    whole = "clone it again, whole: git clone --mirror"
    if (store.path / "shallow").exists():
        yield Finding("shallow", "shallow", "this copy lacks the earlier acts and texts", f"{whole}, without --depth")
    settings = settings_of(store.path).casefold()
    if "promisor" in settings or list((store.path / "objects" / "pack").glob("*.promisor")):
        yield Finding(
            "partial", "config", "this copy lacks files that git would fetch later", f"{whole}, without --filter"
        )


def of_history(store: Store) -> Iterator[Finding]:
    """What the branches and tags need and is not there, each object once, with the refs that need it."""
    refs = store.refs()[0]
    missing: dict[str, tuple[str, list[str]]] = {}
    seen: set[bytes] = set()
    shallow = (store.path / "shallow").exists()
    for ref in sorted(refs, key=lambda name: (name not in (SECRETARIAT, MAIN), name)):
        stack = [refs[ref]]
        while stack:
            if bytes.fromhex(name := stack.pop()) in seen:
                if name in missing:
                    missing[name][1].append(ref)
                continue
            seen.add(bytes.fromhex(name))
            try:
                commit = store.commit(name)
                stack += () if shallow else commit.parents
                _walk(store, commit.tree, ref, seen, missing)
            except RecordDamaged as err:
                missing[err.place or name] = (str(err.args[0]), [ref])
    for name, (what, needed) in missing.items():
        if name.startswith("objects/"):  # of a whole pack: found already
            continue
        by = ", ".join(dict.fromkeys(ref.removeprefix(HEADS) for ref in needed[:_MOST_NAMED]))
        code = "object-missing" if "missing" in what else "object-damaged"
        yield Finding(code, name, f"{what}; needed by {by}", FROM_COPY)


def _walk(store: Store, tree: str, ref: str, seen: set[bytes], missing: dict[str, tuple[str, list[str]]]) -> None:
    """Read every file of a commit that was not read before; the walk is bounded by what was seen."""
    nothing = frozenset[bytes]()
    stack = [(b"40000", bytes.fromhex(tree))]
    while stack:
        mode, at = stack.pop()
        name = at.hex()
        if at in seen:
            if name in missing:
                missing[name][1].append(ref)
            continue
        seen.add(at)
        try:
            if mode == b"40000":  # what is missing is looked for wherever it stands
                stack += store.entries_but(name, nothing if missing else seen)
            else:
                store.blob(name)
        except RecordDamaged as err:
            missing[name] = (str(err.args[0]), [ref])


def of_record(store: Store, tip: str) -> Iterator[Finding]:
    """What the record names and the branches have not, and what cannot be read of the record itself."""
    try:
        now = read_snapshot(store, tip)
    except RecordDamaged as err:
        yield Finding("record-unreadable", err.place or SECRETARIAT, str(err.args[0]), err.remedy or FROM_COPY)
        return
    for place, what in now.unread:
        yield Finding("register-unreadable", place, what, FROM_COPY)
    yield from _branches(now)


def _branches(now: Snapshot) -> Iterator[Finding]:
    refs, damaged = now.store.refs()
    named = {ref: pair for ref, pair in named_refs(now.record).items() if ref not in damaged}
    lost = {one.ref: one for one in lost_branches(named, refs, lambda *pair: leads_to(now.store, *pair))}
    gone = {ref: one for ref, one in lost.items() if one.loss is Loss.DELETED}
    if len(gone) > 2 and len(gone) * 2 > len(named):
        found = f"this copy has {len(named) - len(gone)} of the {len(named)} branches and tags that the record names"
        yield Finding("single-branch", "refs", found, f"{PUT_BACK}, or clone it again, whole: git clone --mirror")
        return
    for ref, one in gone.items():
        yield Finding("ref-missing", ref, one.in_words, PUT_BACK)
    for ref, (commit, what) in named.items():
        if ref not in refs or refs[ref] == commit:
            continue
        found = f"holds {refs[ref][:12]}, but {commit[:12]} is recorded for {what}"
        if ref in lost:
            hint = "compare the two with git; what the record names counts, and `--mend` puts the other aside"
            yield Finding("ref-moved", ref, f"{found}: {lost[ref].in_words}", hint)
        else:
            yield caution("ref-ahead", ref, f"{found}, which it goes on from", _AHEAD)


def of_files(path: Path) -> Iterator[Finding]:
    """Links, pipes and devices where only files and folders should be, and what others may write."""
    for file in sorted(path.rglob("*")):
        try:
            kind = file.lstat().st_mode
        except FileNotFoundError:  # somebody is recording
            continue
        place = file.relative_to(path).as_posix()
        if stat.S_ISLNK(kind):
            yield Finding("odd-file", place, "this is a link to another place, which is not followed", "remove it")
        elif not stat.S_ISREG(kind) and not stat.S_ISDIR(kind):
            yield Finding("odd-file", place, "this is a pipe, socket or device", "remove it")
        elif kind & stat.S_IWOTH:
            yield caution("open-to-all", place, "every user of this machine may change it", "take that right away")


__all__ = ["FROM_COPY", "PUT_BACK", "of_copy", "of_files", "of_history", "of_objects", "of_record", "of_refs"]
