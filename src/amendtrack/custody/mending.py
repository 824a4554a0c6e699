"""Putting back what a draft has lost: from what is still there, or from another copy, as an act.

An object is taken from a copy only if its fingerprint proves that it is the one missing; a branch only to where the
record says it should be. Nothing is ever overwritten that could be read.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from amendtrack.custody.circumstances import is_old, left_over
from amendtrack.custody.findings import Finding
from amendtrack.custody.lost_acts import folders_again
from amendtrack.custody.pack_indexes import made_again
from amendtrack.custody.rebuilding import LOST, Rebuilt, rebuilt, replayed
from amendtrack.custody.substance import of_history, of_objects, of_record
from amendtrack.custody.unnamed_objects import folders_put_together
from amendtrack.draft.acts.act import Act, Branch
from amendtrack.draft.apart import apart, held_ref
from amendtrack.draft.clock import check_not_ahead
from amendtrack.draft.continuity import put_back
from amendtrack.draft.git.ancestry import leads_to
from amendtrack.draft.git.borrowed import borrowing_file, borrows
from amendtrack.draft.git.file_locks import git_locks
from amendtrack.draft.git.in_use import who_uses
from amendtrack.draft.git.lock import locked
from amendtrack.draft.git.loose import write_loose
from amendtrack.draft.git.on_disk import remove_empty, sync_folder
from amendtrack.draft.git.refs import SECRETARIAT
from amendtrack.draft.git.repository import complete_repository
from amendtrack.draft.git.secretariat import Secretariat
from amendtrack.draft.git.seen import last_seen
from amendtrack.draft.git.store import Store
from amendtrack.draft.history import acts_of
from amendtrack.draft.missing import embargo_lost
from amendtrack.draft.named_branches import Loss, lost_branches, named_refs
from amendtrack.draft.outcome import Recorded
from amendtrack.draft.recording import OpenRecord
from amendtrack.draft.snapshot import Snapshot, read_snapshot
from amendtrack.errors import AmendtrackError, InputRefused, RecordDamaged
from amendtrack.record.times import When, moment

if TYPE_CHECKING:
    from amendtrack.draft.git.signing import Signer

_ROUNDS = 50
"""What is behind a missing commit or folder is seen only once it is there."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What was put back: objects and refs by name; and what was cleared away. ``act`` records it, if it is recorded.

    Files of the registers that no copy has were made again: those ``proved``, the ids of their content, are as they
    were; those ``rebuilt`` are what can still be known. ``indexes`` of packs were made again.
    """

    objects: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    cleared: tuple[str, ...] = ()
    proved: tuple[str, ...] = ()
    rebuilt: tuple[Rebuilt, ...] = ()
    indexes: tuple[str, ...] = ()
    taken_in: int = 0
    """How many objects the draft had only in another repository, and has itself now."""
    act: Recorded | None = None
    why_unsaid: str = ""
    """Why what was put back is not in the log."""


def mend(path: Path, *, copy: Path | None, at: When, by: str, signer: Signer | None = None) -> Mended:
    """Mend a draft, with what is missing taken from a copy if one is given; everything that was done.

    Once the secretariat has a key, ``signer`` signs the act that says so; without one, what was put back stays, and
    the log does not say so.

    Raises:
        InputRefused: one of them is no draft, or the time is still to come; nothing was done.
        NotRecorded, Busy: it could not be written.
    """
    check_not_ahead(moment(at, "UTC"))
    complete_repository(path)
    source = Store(copy) if copy else None
    store = Store(path)
    with locked(path):
        cleared = tuple(_cleared(path))
    objects: list[str] = []
    with store.recording():
        indexes = tuple(made_again(path))
        folders = (*folders_again(store), *folders_put_together(store)) if source is None else ()
        refs = list(_secretariat(store, source, objects))
        objects += _objects(store, source)
        proved = folders
        if tip := store.tip(SECRETARIAT):
            proved = tuple(dict.fromkeys((*folders, *replayed(store, tip))))
            refs += _branches(store, read_snapshot(store, tip), objects, source)
            refs += _embargo(read_snapshot(store, tip))
        taken_in = _taken_in(store)
    done = Mended(tuple(dict.fromkeys(objects)), tuple(refs), cleared, proved, indexes=indexes, taken_in=taken_in)
    record = OpenRecord(Store(path), signer=signer)
    if source is None and (files := _made_again(record)):
        done, record = replace(done, rebuilt=files), record.knowing()
    if not (done.objects or done.refs or done.proved or done.rebuilt or done.taken_in):
        return done
    try:
        return replace(done, act=record.perform(lambda now: _act(now, done, copy, at), by))
    except RecordDamaged:
        return replace(done, rebuilt=(), why_unsaid="nothing can be recorded while damage is left")
    except InputRefused as err:  # nobody can sign it
        return replace(done, rebuilt=(), why_unsaid=f"{err.args[0]}; {err.remedy}")


def _embargo(now: Snapshot) -> Iterator[str]:
    """Put back the branches of files held under embargo, where what they held is still there."""
    for holding in embargo_lost(now):
        kept = apart(now.store)
        assert kept is not None
        with kept.recording():
            kept.move(held_ref(holding.commit), holding.commit, None)
        yield f"embargo/{held_ref(holding.commit)}"


def _taken_in(store: Store) -> int:
    """Take in what the draft has only in another repository, and leave that one; how many objects that were.

    It goes on borrowing while something cannot be read: the other may only be out of reach.
    """
    if not borrows(store.path):
        return 0
    named = borrowing_file(store.path)
    try:
        many = store.take_in(_everything(store)) if named.is_file() else 0
    except RecordDamaged:
        return 0
    named.unlink()
    sync_folder(named.parent)
    return many


def _everything(store: Store) -> Iterator[tuple[str, bytes, bytes]]:
    """Every object that the branches, the tags and the heads seen before need: its id, kind and content."""
    stack = [*store.refs()[0].values()]
    for seen in last_seen(store.path, ""):
        with suppress(RecordDamaged):  # a record that was put back: what is gone is gone
            store.commit(seen.commit)
            stack.append(seen.commit)
    met = set[str]()
    while stack:
        if (name := stack.pop()) not in met:
            met.add(name)
            kind, data = store.any_object(name)
            yield name, kind, data
            stack += store.needed_by(kind, data, name)


def _made_again(record: OpenRecord) -> tuple[Rebuilt, ...]:
    """Every file of the registers that cannot be read, made again; none, if that is not possible for all of them."""
    try:
        now = record.snapshot()
    except AmendtrackError:
        return ()
    files = tuple(rebuilt(now)) if now.unread and put_back(now) is None else ()
    return files if len(files) == len(now.unread) else ()


def _cleared(path: Path) -> Iterator[str]:
    """Remove locks of git's that nobody holds, and what dead processes left."""
    for lock in tuple(git_locks(path)):
        if is_old(lock) and not who_uses(path):
            with suppress(OSError):
                lock.rmdir() if lock.is_dir() and not lock.is_symlink() else lock.unlink()
                yield lock.relative_to(path).as_posix()
    for file in left_over(path):
        with suppress(OSError):
            shutil.rmtree(file) if file.is_dir() and not file.is_symlink() else file.unlink()
            yield file.relative_to(path).as_posix()


def _objects(store: Store, source: Store | None) -> Iterator[str]:
    """Put back objects that are damaged or missing and that the copy has whole."""
    if source is None:
        return
    tried: set[str] = set()
    for _ in range(_ROUNDS):
        lost = [f.place for f in (*of_objects(store.path), *_of_record(store), *of_history(store)) if _is_object(f)]
        lost = [name for name in dict.fromkeys(lost) if name not in tried]
        if not lost:
            return
        for name in lost:
            tried.add(name)
            if _put_back(store, source, name):
                yield name


def _of_record(store: Store) -> Iterator[Finding]:
    with suppress(RecordDamaged):
        if tip := store.tip(SECRETARIAT):
            yield from of_record(store, tip)


def _is_object(found: Finding) -> bool:
    return len(found.place) == 40 and not found.place.strip("0123456789abcdef")


def _put_back(store: Store, source: Store, name: str) -> bool:
    try:
        kind, data = source.any_object(name)
        write_loose(store.path, name, kind, data, sync=True)
    except (RecordDamaged, OSError):
        return False
    return True


def _secretariat(store: Store, source: Store | None, objects: list[str]) -> Iterator[str]:
    """Let the branch of the registers name the last head known of it, if that goes on from where it is."""
    try:
        now = store.tip(SECRETARIAT)
    except RecordDamaged:
        remove_empty(store.path / SECRETARIAT)
        (store.path / SECRETARIAT).unlink(missing_ok=True)
        now = None
    for head in dict.fromkeys(_heads(store, source, now)):
        if head == now:
            return
        if source is not None:
            objects += _objects_of(store, source, head)
        try:
            chain = [act.commit for act in acts_of(store, head)]
            read_snapshot(store, head)
        except AmendtrackError:
            continue
        if now is None or now in chain:
            store.move(SECRETARIAT, head, now)
            yield SECRETARIAT
            return


def _heads(store: Store, source: Store | None, now: str | None) -> Iterator[str]:
    """The heads that the record may have had, the likeliest first."""
    first = ""
    if now is not None:
        with suppress(RecordDamaged):
            first = read_snapshot(store, now).revisions[0].commit
    yield from (seen.commit for seen in last_seen(store.path, first))
    if source is not None and (tip := source.tip(SECRETARIAT)):
        yield tip


def _objects_of(store: Store, source: Store, head: str) -> Iterator[str]:
    """Put back every object that a head of the record needs and that the copy has."""
    stack, seen = [head], set[str]()
    while stack:
        if (name := stack.pop()) in seen:
            continue
        seen.add(name)
        try:
            kind, data = store.any_object(name)
        except RecordDamaged:
            try:
                kind, data = source.any_object(name)
            except RecordDamaged:
                continue
            write_loose(store.path, name, kind, data, sync=True)
            yield name
        stack += store.needed_by(kind, data, name)


def _branches(store: Store, now: Snapshot, objects: list[str], source: Store | None) -> Iterator[str]:
    """Put back the branches and tags that the record names, where they are missing, cannot be read or were put back.

    What else they name is put aside, never dropped.
    """
    named = named_refs(now.record)
    refs, damaged = store.refs()
    for ref in damaged.keys() & named.keys():
        (store.path / ref).unlink(missing_ok=True)
    for one in lost_branches(named, refs, lambda *pair: leads_to(store, *pair)):
        if source is not None:
            objects += _objects_of(store, source, one.commit)
        with suppress(AmendtrackError):
            store.commit(one.commit)
            known = one.tip if one.loss is Loss.CUT_OFF else ""
            if not Secretariat(store).let_follow([Branch(one.ref, one.commit, known)]):
                yield one.ref


def _act(now: Snapshot, done: Mended, copy: Path | None, at: When) -> Act:
    facts = [("From", copy.resolve().name)] if copy else []
    facts += [("Branch", ref) for ref in done.refs] + [("Objects", str(len(done.objects) + len(done.proved)))]
    facts += [("Taken-in", str(done.taken_in))] if done.taken_in else []
    facts += [("Made-again", each.path) for each in done.rebuilt]
    facts += [(LOST, blob) for each in done.rebuilt for blob in each.lost]
    facts += [("Not-known", line) for each in done.rebuilt for line in each.unknown]
    many = len(done.objects) + len(done.proved)
    parts = _counted(many, "object"), _counted(len(done.refs), "branch", "branches")
    were = "was" if many + len(done.refs) == 1 else "were"
    said = [f"{' and '.join(filter(None, parts))} {were} put back"] if any(parts) else []
    if taken := _counted(done.taken_in, "object"):
        said.append(f"{taken} {'was' if done.taken_in == 1 else 'were'} taken in from another repository")
    if files := _counted(len(done.rebuilt), "register"):
        said.append(f"{files} that could not be read {'was' if len(done.rebuilt) == 1 else 'were'} made again")
    return Act(
        kind="mend",
        summary=f"that {', and '.join(said)}",
        at=moment(at, now.settings.timezone),
        facts=tuple(facts),
        files={each.path: each.data for each in done.rebuilt},
        notes=tuple(f"not known any more: {line}" for each in done.rebuilt for line in each.unknown),
    )


def _counted(many: int, one: str, more: str = "") -> str:
    return f"{many} {one if many == 1 else more or f'{one}s'}" if many else ""


__all__ = ["Mended", "mend"]
