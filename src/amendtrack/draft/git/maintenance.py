"""Packing a repository as git would: loose objects into packs, small packs into larger ones, branches into one file.

Objects are packed while others write, branches under the lock of ``recording``; git may always write. Nothing is ever
thrown away: an object or a ref is removed from where it was only after it was written elsewhere, flushed to disk and
read back. So whoever reads meanwhile finds it in one place or the other, and a process that dies leaves at most a copy
too many.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pygit2

from amendtrack.draft.git.commits import made
from amendtrack.draft.git.lock import alone
from amendtrack.draft.git.loose import about_how_many, loose_names, loose_path, read_loose
from amendtrack.draft.git.on_disk import make_folder, read_file, sync_folder
from amendtrack.draft.git.packed_refs import pack_refs
from amendtrack.draft.git.packs import no_settings, open_objects, open_packs, own_packs
from amendtrack.errors import RecordDamaged

MANY_OBJECTS = 2_000
"""With more loose objects than this, a repository is due; to pack as many takes a third of a second."""
MANY_PACKS = 50
"""With so many small packs, the oldest ``JOINED`` are joined; git allows as many."""
JOINED = 10
SMALL_PACK = 12 * MANY_OBJECTS
"""A pack of fewer objects is small."""
_AWAY = "tmp_objdir-amendtrack-"
"""How the name of a pack's folder begins while it is written; ``git gc`` removes it too."""
_PACKED = tuple(f"refs/heads/{name}" for name in ("proposals", "undone", "unrecorded", "consolidated"))


def is_due(path: Path) -> bool:
    """Whether a repository has many loose objects."""
    return about_how_many(path) >= MANY_OBJECTS


def pack_objects(path: Path) -> None:
    """Pack what is loose, unless somebody does already. Others may write meanwhile, and need not wait.

    Raises:
        RecordDamaged, OSError, ValueError, KeyError, pygit2.GitError: it cannot be done now; the repository is whole.
        Busy: somebody does already.
    """
    with _packing(path):
        _pack_loose(path)
        _join_packs(path)


@contextmanager
def _packing(path: Path) -> Iterator[None]:
    """Be the only one that packs; what a process left that died packing is removed. Raises ``Busy``."""
    with alone(path / "amendtrack.packing"):
        for left in (path / "objects").glob(f"{_AWAY}*"):
            shutil.rmtree(left, ignore_errors=True)
        yield


def pack_branches(path: Path) -> None:
    """Pack the branches that seldom move. Nobody else of amendtrack may be writing.

    Raises:
        RecordDamaged, OSError: it cannot be done now; no branch is lost.
    """
    if branches := dict(_branches(path)):
        pack_refs(path, branches)


def maintain(path: Path) -> None:
    """Pack everything; see ``pack_objects`` and ``pack_branches``. Nobody else of amendtrack may be writing."""
    pack_objects(path)
    pack_branches(path)


def pack_borrowed(path: Path, objects: Iterable[tuple[str, bytes, bytes]]) -> int:
    """Pack those of these objects (id, kind and content) that a repository has only elsewhere; how many that were.

    Raises:
        RecordDamaged, OSError, ValueError, KeyError, pygit2.GitError: it cannot be done now; nothing is lost.
        Busy: somebody else is packing.
    """
    with _packing(path):
        mine, history = own_packs(path), _History()
        for name, kind, data in objects:
            if pygit2.Oid(hex=name) not in mine and read_loose(path, name) is None:
                history.add(name, _KINDS.get(kind, 0), data)
        if history.names:
            with _pack_of(path, history.in_order()) as install:
                install()
    return len(history.names)


def _pack_loose(path: Path) -> None:
    history = _History()
    for name in loose_names(path):
        with suppress(RecordDamaged):  # libgit2 must never read one that is cut off
            kind, data = read_loose(path, name) or (b"", b"")
            history.add(name, _KINDS.get(kind, 0), data)
    if not history.names:
        return
    with _pack_of(path, history.in_order()) as install:
        install()
        for name in history.names:
            loose_path(path, name).unlink(missing_ok=True)


_COMMIT, _TREE, _BLOB = 1, 2, 3
_KINDS = {b"commit": _COMMIT, b"tree": _TREE, b"blob": _BLOB}


class _History:
    """Objects by kind, to be put in the order of the history.

    libgit2 stores an object as its difference from one of the few before it: so what was one file or folder before and
    after an act must stand close together.
    """

    def __init__(self) -> None:
        self.names: dict[str, None] = {}
        self._commits: dict[str, bytes] = {}
        self._trees: dict[str, bytes] = {}

    def add(self, name: str, kind: int, data: bytes) -> None:
        """Add one; an object of another kind than a draft has stays where it is."""
        if kind in _KINDS.values():
            self.names[name] = None
        if kind == _COMMIT:
            self._commits[name] = data
        elif kind == _TREE:
            self._trees[name] = data

    def in_order(self) -> list[str]:
        """The commits, parents first; then what each has that those before it have not; then what no commit has."""
        commits = list(self._parents_first())
        found = dict.fromkeys(commits)
        seen: set[bytes] = set()
        for commit in commits:
            self._add_all(self._commits[commit][5:45].decode("ascii", "replace"), found, seen)
        return list(found | self.names)

    def _parents_first(self) -> Iterator[str]:
        done: set[str] = set()
        for last in self._commits:
            stack = [(last, False)]
            while stack:
                commit, ready = stack.pop()
                if ready:
                    yield commit
                elif commit in self._commits and commit not in done:
                    done.add(commit)
                    parents = re.findall(rb"(?m)^parent ([0-9a-f]{40})$", self._commits[commit].partition(b"\n\n")[0])
                    stack += [(commit, True), *((parent.decode(), False) for parent in parents)]

    def _add_all(self, tree: str, found: dict[str, None], seen: set[bytes]) -> None:
        """Add a file, or a folder and what is new in it; ``seen`` are the ids looked at so far, as folders hold them.

        Almost all that stands in the folders after an act stood there before it.
        """
        if tree in found or tree not in self.names:
            return
        found[tree] = None
        for entry in _ENTRY.findall(self._trees.get(tree, b"")):
            if entry not in seen:
                seen.add(entry)
                self._add_all(entry.hex(), found, seen)


_ENTRY = re.compile(rb"\d+ [^\0]+\0(.{20})", re.DOTALL)


def _join_packs(path: Path) -> None:
    """Join the oldest small packs that are nothing but packs: none marked to be kept, and none with another index."""
    folder = path / "objects" / "pack"
    if (folder / "multi-pack-index").exists():
        return
    plain = [p for p in folder.glob("pack-*.idx") if _beside(p) <= {".idx", ".pack", ".rev"}]
    small = [names for p in sorted(plain, key=_age) if len(names := _Indexed(p)) < SMALL_PACK]
    if len(small) < MANY_PACKS:
        return
    small = small[:JOINED]
    odb = open_packs(path)
    history = _History()
    for name in sorted({name for names in small for name in names}):
        kind = int(odb.read_header(pygit2.Oid(hex=name))[0])
        history.add(name, kind, b"" if kind == _BLOB else odb.read(pygit2.Oid(hex=name))[1])

    if any(name not in history.names for names in small for name in names):
        return
    with _pack_of(path, history.in_order()) as install:
        made = install()
        for index in (names.place for names in small if names.place.stem != made):
            for ending in (".idx", ".rev", ".pack"):  # so that nobody finds an index without its pack
                index.with_suffix(ending).unlink(missing_ok=True)


def _age(index: Path) -> tuple[int, str]:
    return index.stat().st_mtime_ns, index.name


def _beside(index: Path) -> set[str]:
    return {p.suffix for p in index.parent.glob(f"{index.stem}.*")}


class _Indexed:
    """The ids of the objects in a pack, from its index (version 2)."""

    def __init__(self, place: Path) -> None:
        self.place, self._data = place, place.read_bytes()
        if self._data[:8] != b"\xfftOc\0\0\0\2":
            raise RecordDamaged("the index of a pack cannot be read", place=str(place))

    def __len__(self) -> int:
        return int.from_bytes(self._data[1028:1032])

    def __iter__(self) -> Iterator[str]:
        return (self._data[at : at + 20].hex() for at in range(1032, 1032 + 20 * len(self), 20))


def packed_names(path: Path) -> Iterator[str]:
    """The ids of all objects in packs whose index can be read."""
    for index in sorted((path / "objects" / "pack").glob("pack-*.idx")):
        with suppress(RecordDamaged, OSError):
            yield from _Indexed(index)


@contextmanager
def _pack_of(path: Path, names: Sequence[str]) -> Iterator[Callable[[], str]]:
    """A new pack of these objects, read back; what is yielded puts it in place and returns its name."""
    away = path / "objects" / f"{_AWAY}{os.getpid()}"
    make_folder(path, path / "objects" / "pack")
    make_folder(path, away / "pack")
    try:
        _build(path, names, away / "pack")
        _check(away, names)
        yield lambda: _install(away / "pack", path / "objects" / "pack")
    finally:
        shutil.rmtree(away, ignore_errors=True)


def _build(path: Path, names: Iterable[str], folder: Path) -> None:
    repository = pygit2.Repository()  # of these objects alone: no settings of anybody's are read
    repository.set_odb(open_objects(path))
    with no_settings():
        builder = pygit2.PackBuilder(repository)
    builder.set_threads(1)
    for name in names:
        builder.add(pygit2.Oid(hex=name))
    builder.write(str(folder))


def _check(away: Path, names: Iterable[str]) -> None:
    odb = pygit2.Odb()
    odb.add_backend(pygit2.OdbBackendPack(str(away)), 1)
    words = {number: word for word, number in _KINDS.items()}
    for name in names:
        kind, data = odb.read(pygit2.Oid(hex=name))
        if made(words[int(kind)], data, {}) != name:
            raise RecordDamaged("an object reads back differently from a new pack", place=name)


def _install(made: Path, folder: Path) -> str:
    """Put a pack in place, the index last: without it nobody looks for the pack."""
    (pack,) = made.glob("pack-*.pack")
    for ending in (".pack", ".idx"):
        part = pack.with_suffix(ending)
        part.chmod(0o644)
        with part.open("r+b") as file:
            os.fsync(file.fileno())
        part.chmod(0o444)
        part.replace(folder / part.name)
    sync_folder(folder)
    return pack.stem


def _branches(path: Path) -> Iterator[tuple[str, str]]:
    """The branches that seldom move, as files of their own; damaged ones are left as they are."""
    for top in _PACKED:
        for file in sorted(path.glob(f"{top}/**/*")):
            if file.is_file() and file.suffix != ".lock":
                value = read_file(file, 100).decode("ascii", "backslashreplace").removesuffix("\n")
                if len(value) == 40 and not value.strip("0123456789abcdef"):
                    yield file.relative_to(path).as_posix(), value


__all__ = ["is_due", "maintain", "pack_borrowed", "pack_branches", "pack_objects", "packed_names"]
