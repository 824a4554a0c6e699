"""The files of a commit, looked up folder by folder: what nobody asks for is not read.

Knows paths and folders; leaves the reading of a tree to ``store``. A tree never changes under its id, so two commits
differ only below folders whose ids differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Set
from itertools import islice

from amendtrack.errors import RecordDamaged
from amendtrack.limits import COMMIT_FILES as MOST_FILES

Entries = Mapping[str, tuple[bytes, str]]
"""A folder's entries by name: mode and id."""
FOLDER, FILE = b"40000", b"100644"
_DEEPEST = 8


_ENTRY = re.compile(rb"(\d+) ([^\0]+)\0(.{20})", re.DOTALL)
_FORBIDDEN = frozenset((".", "..", ".git"))


def read_entries(data: bytes, tree: str) -> Entries:
    """The entries of a folder in these bytes, as git has them; ``tree`` is its id, for messages.

    Raises:
        RecordDamaged: something in it is no entry, or has a name that no file of a draft has.
    """
    rows = _ENTRY.findall(data)
    if sum(len(mode) + len(name) + 22 for mode, name, _ in rows) != len(data):
        raise RecordDamaged("the folder cannot be read", place=f"tree {tree}")
    found = {name.decode("utf-8", "backslashreplace"): (mode, at.hex()) for mode, name, at in rows}
    bad = [name for name in found if name.casefold() in _FORBIDDEN or "/" in name]
    if bad or len(found) < len(rows):
        what = f"an entry {bad[0]!r}" if bad else "two entries of one name"
        raise RecordDamaged(f"the folder holds {what}", place=f"tree {tree}")
    return found


_WHOLE = re.compile(rb"(?:\d+ [^\0]+\0.{20})*", re.DOTALL)


def entries_but(data: bytes, tree: str, known: Set[bytes]) -> list[tuple[bytes, bytes]]:
    """The mode and id of each entry whose id, in bytes, is not ``known``. Raises as ``read_entries`` does.

    Almost all that stands in the folders after an act stood there before it: so this looks at bytes, all at once.
    """
    rows = _ENTRY.findall(data)
    names = [name for _, name, _ in rows]
    all_names = b"\0".join((b"", *names))
    if len(set(names)) < len(rows) or b"/" in all_names or b"\0." in all_names or not _WHOLE.fullmatch(data):
        read_entries(data, tree)  # says what is wrong, if anything is
    return [(mode, at) for mode, _, at in rows if at not in known]


class CommitFiles(Mapping[str, str]):
    """The files of a commit by path, each with its blob. Looking one up may raise ``RecordDamaged``."""

    def __init__(self, tree: str, read: Callable[[str], Entries]) -> None:
        self._root, self._read = tree, read

    def __getitem__(self, path: str) -> str:
        *folders, name = path.split("/")
        found = self._at(tuple(folders)).get(name)
        if found is None or found[0] == FOLDER:
            raise KeyError(path)
        return _file(path, found, self._root)

    def __iter__(self) -> Iterator[str]:
        for many, (path, _) in enumerate(self._walk(self._root, "")):
            if many >= MOST_FILES:  # folders within folders may hold each other a million times
                raise RecordDamaged(f"the folder holds more than {MOST_FILES:,} files", place=f"tree {self._root}")
            yield path

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def inside(self, *names: str) -> dict[str, str]:
        """The files in the top folders of these names, and those that have such a name."""
        found: dict[str, str] = {}
        for name, entry in self._read(self._root).items():
            if name in names:
                found.update(self._from(name, entry, self._root))
        return found

    def names_in(self, folder: str) -> tuple[str, ...]:
        """What is directly in a folder; nothing if there is no such folder."""
        return tuple(self._at(tuple(folder.split("/"))))

    def changed_since(self, before: CommitFiles, *names: str) -> dict[str, str]:
        """The files that differ, each with its blob now; an empty one if it is gone.

        With ``names``, only those inside (see ``inside``).
        """
        was, now = self._read(before._root), self._read(self._root)
        found: dict[str, str] = {}
        for name in names or dict.fromkeys((*was, *now)):
            found.update(self._differing(name, was.get(name), now.get(name)))
        return found

    def _differing(self, path: str, was: tuple[bytes, str] | None, now: tuple[bytes, str] | None) -> dict[str, str]:
        if was == now:
            return {}
        if was and now and was[0] == now[0] == FOLDER and path.count("/") < _DEEPEST:
            found: dict[str, str] = {}
            before, after = self._read(was[1]), self._read(now[1])
            changed = [name for name, entry in after.items() if before.get(name) != entry]
            for name in (*changed, *(before.keys() - after.keys())):
                found.update(self._differing(f"{path}/{name}", before.get(name), after.get(name)))
            return found
        gone = dict.fromkeys(dict(self._from(path, was, self._root)), "") if was else {}
        return gone | (dict(self._from(path, now, self._root)) if now else {})

    def _at(self, folders: tuple[str, ...]) -> Entries:
        here = self._read(self._root)
        for name in folders:
            mode, below = here.get(name, (b"", ""))
            if mode != FOLDER:
                return {}
            here = self._read(below)
        return here

    def _walk(self, tree: str, at: str) -> Iterator[tuple[str, str]]:
        for name, entry in self._read(tree).items():
            yield from self._from(f"{at}{name}", entry, tree)

    def _from(self, path: str, entry: tuple[bytes, str], tree: str) -> Iterator[tuple[str, str]]:
        if entry[0] == FOLDER and path.count("/") < _DEEPEST:
            yield from self._walk(entry[1], f"{path}/")
        else:
            yield path, _file(path, entry, tree)


def _file(path: str, entry: tuple[bytes, str], tree: str) -> str:
    if entry[0] != FILE:
        raise RecordDamaged(f"{path!r} is not a plain file", place=f"tree {tree}")
    return entry[1]


class KnownTrees(dict[str, Entries]):
    """Trees that were read, the latest of them."""

    def keep(self, tree: str, entries: Entries) -> Entries:
        """Keep one; if there are too many, the older half goes."""
        if len(self) >= _MOST:
            for old in tuple(islice(self, _MOST // 2)):
                self.pop(old, None)
        self[tree] = entries
        return entries


_MOST = 1 << 13

__all__ = ["FILE", "FOLDER", "CommitFiles", "Entries", "KnownTrees", "entries_but", "read_entries"]
