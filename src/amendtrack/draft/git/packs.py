"""The packs of a repository, which libgit2 reads: nothing else of a repository is shown to it.

Opening a repository as a whole would read the settings of whoever made it, and those of the user: programs to run,
files to include, a broken line somewhere. Nothing of that decides what a draft says.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pygit2
from pygit2.enums import ConfigLevel

from amendtrack.draft.git.borrowed import lenders
from amendtrack.draft.git.on_disk import open_regular
from amendtrack.errors import RecordDamaged


def open_packs(path: Path) -> pygit2.Odb:
    """The packs of the repository in that folder, and of those from which it borrows.

    Raises:
        RecordDamaged: something is in the way that would be waited on for ever.
        pygit2.GitError: they cannot be opened.
    """
    packs = pygit2.Odb()
    for lender in (path, *lenders(path)):
        _check(lender)
        packs.add_backend(pygit2.OdbBackendPack(str(lender / "objects")), 1)
    return packs


def own_packs(path: Path) -> pygit2.Odb:
    """The packs of the repository in that folder alone. Raises as ``open_packs`` does."""
    _check(path)
    packs = pygit2.Odb()
    packs.add_backend(pygit2.OdbBackendPack(str(path / "objects")), 1)
    return packs


def open_objects(path: Path) -> pygit2.Odb:
    """All objects of the repository in that folder. Only for who has read the loose ones first: libgit2 hangs on one
    that is cut off. Raises as ``open_packs`` does.
    """
    for lender in (path, *lenders(path)):
        _check(lender)
    return pygit2.Odb(str(path / "objects"))


def _check(path: Path) -> None:
    for place, what in damage_in_indexes(path):  # libgit2 may crash on one
        raise RecordDamaged(what, place=place, remedy=_REBUILD)
    for folder in ("pack", "info"):
        with suppress(FileNotFoundError):
            for file in (path / "objects" / folder).iterdir():
                if not _may_be_read(file):
                    found, hint = "this is not a file", "remove it: git never makes one there"
                    raise RecordDamaged(found, place=f"objects/{folder}/{file.name}", remedy=hint)


def _may_be_read(path: Path) -> bool:
    """Whether nobody who opens it waits for ever; so also what git has removed or given another name meanwhile."""
    try:
        kind = path.stat().st_mode
    except FileNotFoundError:
        return True
    return stat.S_ISREG(kind) or stat.S_ISDIR(kind)


_REBUILD = "run `amendtrack doctor DRAFT --mend`, which makes it again"
_HASH = 20


def damage_in_indexes(path: Path) -> Iterator[tuple[str, str]]:
    """Every index of packs that does not match its own fingerprint, with what is wrong."""
    folder = path / "objects" / "pack"
    for index in (*sorted(folder.glob("pack-*.idx")), folder / "multi-pack-index"):
        # Looked for afterwards: git may have removed it, once it had packed everything in it anew.
        if not _is_sealed(index) and os.path.lexists(index):
            yield f"objects/pack/{index.name}", "the index of a pack is damaged"


def packs_without_index(path: Path) -> Iterator[Path]:
    """The packs that are whole and whose index is missing or damaged; the index of several packs, if it is damaged."""
    folder = path / "objects" / "pack"
    for pack in sorted(folder.glob("pack-*.pack")):
        index = pack.with_suffix(".idx")
        if not (index.exists() and _is_sealed(index)) and _is_sealed(pack):
            yield pack
    if os.path.lexists(several := folder / "multi-pack-index") and not _is_sealed(several):
        yield several


def damage_in_packs(path: Path) -> Iterator[tuple[str, str]]:
    """Every pack that is damaged, and every index that is alone, with what is wrong; reads all of them."""
    folder = path / "objects" / "pack"
    for pack in sorted(folder.glob("pack-*.pack")):
        if not _is_sealed(pack) and os.path.lexists(pack):
            yield f"objects/pack/{pack.name}", "the pack is damaged"
    for index in sorted(folder.glob("pack-*.idx")):
        if not index.with_suffix(".pack").exists() and os.path.lexists(index):
            yield f"objects/pack/{index.name}", "the pack of this index is missing"


def _is_sealed(file: Path) -> bool:
    """Whether a file ends with the fingerprint of everything before it, as packs and their indexes do."""
    try:
        handle = open_regular(file, os.O_RDONLY)
        with os.fdopen(handle, "rb") as opened:
            left, seal = os.fstat(handle).st_size - _HASH, hashlib.sha1(usedforsecurity=False)
            while left > 0 and (part := opened.read(min(left, 1 << 20))):
                seal.update(part)
                left -= len(part)
            return opened.read() == seal.digest()
    except OSError:
        return False


@contextmanager
def no_settings() -> Iterator[None]:
    """Keep libgit2 from the settings of the machine and of the user."""
    levels = (ConfigLevel.SYSTEM, ConfigLevel.XDG, ConfigLevel.GLOBAL, ConfigLevel.PROGRAMDATA)
    paths = pygit2.settings.search_path
    before = [(level, paths[level]) for level in levels]
    try:
        for level in levels:
            paths[level] = ""
        yield
    finally:
        for level, path in before:
            paths[level] = path


__all__ = ["damage_in_packs", "no_settings", "open_objects", "open_packs", "own_packs", "packs_without_index"]
