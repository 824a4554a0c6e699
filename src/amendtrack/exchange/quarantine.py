"""What another repository sends, looked at before any ref of ours moves.

It is fetched into a repository of our own that is removed afterwards. Git checks every object, and we check what git
does not: the kinds of refs, names that only differ in case, sizes, and that each folder holds plain files. What is then
taken is copied as one pack, object by object proved.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from amendtrack.draft.git.folders import FILE, FOLDER, read_entries
from amendtrack.draft.git.store import Store
from amendtrack.errors import InputRefused, NotRecorded, OverLimit, RecordDamaged
from amendtrack.exchange.program import GitFailed, git, own_repository
from amendtrack.exchange.remote import Remote
from amendtrack.limits import FETCHED_BYTES as MOST_BYTES
from amendtrack.limits import FETCHED_OBJECTS as MOST_OBJECTS
from amendtrack.limits import FETCHED_REFS as MOST_REFS

LARGEST_OBJECT = 64_000_000
"""The largest file, folder or commit that may be fetched, in bytes."""

BRANCHES = ("main", "secretariat", "adopted", "about")
FOLDERS = ("proposals", "positions", "consolidated", "undone", "unrecorded", "held")
_REF = re.compile(
    rf"refs/(heads/(?:{'|'.join(BRANCHES)}|(?:{'|'.join(FOLDERS)})(?:/[a-z0-9][a-z0-9-]*){{1,4}}(?:\.json)?)"
    r"|tags/rev/[^\x00-\x20\x7f~^:?*\[\\/]+)"
)


@dataclass(frozen=True, slots=True)
class Quarantine:
    """A repository with what was fetched: its refs with their commits, all checked; ``left`` are refs not taken in."""

    store: Store
    refs: Mapping[str, str]
    left: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        """Where it is, for as long as it is there."""
        return self.store.path

    def has(self, commit: str) -> bool:
        """Whether that commit came with it."""
        try:
            self.store.commit(commit)
        except RecordDamaged:
            return False
        return True

    def ancestors(self, commits: Iterable[str], stop: Iterable[str] = ()) -> tuple[str, ...]:
        """Every commit from which these come, themselves included, without those from which ``stop`` come."""
        return ancestors(self.store, commits, stop)


@contextmanager
def fetched(remote: Remote, *, beside: Path | None = None) -> Iterator[Quarantine]:
    """What a repository or a bundle has, checked, for the length of the block.

    Raises:
        InputRefused: it cannot be reached, or holds what no draft holds; the message names it.
        OverLimit: it is too large.
    """
    with own_repository(beside=beside) as folder:
        try:
            heads = listed(folder, remote)
            wanted = {ref: commit for ref, commit in heads.items() if _REF.fullmatch(ref)}
            check_names(wanted)
            if wanted:
                orders = "".join(f"{ref}:{ref}\n" for ref in sorted(wanted)).encode()
                words = ("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--stdin")
                git(folder, *words, "--end-of-options", remote.address, given=orders)
            git(folder, "fsck", "--full", "--strict", "--no-dangling", "--no-progress")
        except GitFailed as err:
            hint = "check the address and your access; if it was reached, ask whoever keeps it to run git fsck"
            raise InputRefused(f"cannot be taken in: {err.said}", place=str(remote), remedy=hint) from err
        check_objects(folder, str(remote))
        store = Store(folder)
        yield Quarantine(store, store.refs()[0], tuple(sorted(set(heads) - set(wanted) - {"HEAD"})))


def listed(folder: Path, remote: Remote) -> dict[str, str]:
    """Every branch and tag of a remote. Raises ``GitFailed``, ``OverLimit``."""
    lines = git(folder, "ls-remote", "--quiet", "--refs", "--end-of-options", remote.address)
    found = {}
    for line in lines.decode("utf-8", "backslashreplace").splitlines():
        commit, _, ref = line.partition("\t")
        found[ref] = commit
    if len(found) > MOST_REFS:
        raise OverLimit(f"{len(found):,} branches and tags", place=str(remote), remedy=f"at most {MOST_REFS:,}")
    return found


def check_names(refs: Iterable[str]) -> None:
    """Refuse branches that a file system could take for one another, or of which one is a folder of the other.

    Raises:
        InputRefused: naming both.
    """
    known: dict[str, str] = {}
    for ref in refs:
        key = unicodedata.normalize("NFKC", ref).casefold()
        if key in known:
            found = f"{known[key]!r} and {ref!r} differ only in spelling"
            raise InputRefused(found, remedy="have one of them renamed")
        known[key] = ref
    for key, ref in known.items():
        parts = key.split("/")
        for n in range(3, len(parts)):
            if (above := "/".join(parts[:n])) in known:
                raise InputRefused(f"{known[above]!r} and {ref!r} cannot both be branches")


def check_objects(folder: Path, place: str) -> None:
    """Refuse objects that no draft has: too large, of another kind, or folders with anything but plain files.

    Raises:
        InputRefused, OverLimit: naming the first.
    """
    lines = git(folder, "cat-file", "--batch-all-objects", "--batch-check").decode().splitlines()
    total, trees = 0, []
    for line in lines:
        name, kind, size = line.split()
        total += int(size)
        if int(size) > LARGEST_OBJECT or total > MOST_BYTES or len(lines) > MOST_OBJECTS:
            found = f"{kind} {name} has {int(size):,} bytes of {total:,} in {len(lines):,} objects"
            raise OverLimit(found, place=place, remedy=f"at most {LARGEST_OBJECT:,} bytes each, {MOST_BYTES:,} in all")
        if kind == "tree":
            trees.append(name)
    for tree, data in read_many(folder, trees):
        try:
            entries = read_entries(data, tree)
        except RecordDamaged as err:
            raise InputRefused(str(err), place=place, remedy="have it made again without that file") from err
        for name, (mode, _) in entries.items():
            if mode not in (FILE, FOLDER):
                found = f"{name!r} is neither a plain file nor a folder (mode {mode.decode()})"
                raise InputRefused(found, place=place, remedy="have it made again without that file")


def read_many(folder: Path, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The content of many objects."""
    names = tuple(names)
    out = git(folder, "cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode())
    at = 0
    for name in names:
        end = out.index(b"\n", at)
        size = int(out[at:end].split()[2])
        yield name, out[end + 1 : end + 1 + size]
        at = end + size + 2


def ancestors(store: Store, commits: Iterable[str], stop: Iterable[str] = ()) -> tuple[str, ...]:
    """Every commit from which these come, themselves included, children first, without those of ``stop``."""
    found, known = dict[str, None](), set[str]()
    if stop := tuple(stop):
        known = set(ancestors(store, stop))
    stack = [c for c in commits if c not in known]
    while stack:
        commit = stack.pop()
        if commit not in found:
            found[commit] = None
            stack += [p for p in store.commit(commit).parents if p not in known]
    return tuple(found)


def copy_objects(source: Path, tips: Iterable[str], target: Store) -> None:
    """Copy everything that these commits of one repository need into another, as a pack on disk.

    Called inside ``recording()``. No ref moves.

    Raises:
        NotRecorded: it could not be written.
    """
    tips = tuple(dict.fromkeys(tips))
    if not tips:
        return
    try:
        order = "".join(f"{tip}\n" for tip in tips).encode()
        pack = git(source, "pack-objects", "--revs", "--stdout", "--quiet", "--threads=1", given=order)
        into = {"GIT_OBJECT_DIRECTORY": str((target.path / "objects").resolve())}
        git(source, "index-pack", "--stdin", "--strict", given=pack, more=into)
    except (GitFailed, OSError) as err:
        raise NotRecorded(f"nothing was recorded: {err}", place=str(target.path)) from err
    if hasattr(os, "sync") and target.durability.value == "safe":
        for folder in (target.path / "objects" / "pack", target.path / "objects"):
            _sync(folder)


def _sync(folder: Path) -> None:
    from amendtrack.draft.git.on_disk import sync_folder

    sync_folder(folder)


__all__ = ["Quarantine", "ancestors", "copy_objects", "fetched"]
