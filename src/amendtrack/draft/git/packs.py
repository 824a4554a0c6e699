"""The packs of a repository, which libgit2 reads: nothing else of a repository is shown to it.

Opening a repository as a whole would read the settings of whoever made it, and those of the user: programs to run,
files to include, a broken line somewhere. Nothing of that decides what a draft says.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pygit2
from pygit2.enums import ConfigLevel

from amendtrack.errors import RecordDamaged


def open_packs(path: Path) -> pygit2.Odb:
    """The objects of the repository in that folder.

    Raises:
        RecordDamaged: something is in the way that would be waited on for ever.
        pygit2.GitError: they cannot be opened.
    """
    for folder in ("pack", "info"):
        with suppress(FileNotFoundError):
            for file in (path / "objects" / folder).iterdir():
                if not file.is_file() and not file.is_dir():
                    found, hint = "this is not a file", "remove it: git never makes one there"
                    raise RecordDamaged(found, place=f"objects/{folder}/{file.name}", remedy=hint)
    return pygit2.Odb(str(path / "objects"))


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


__all__ = ["no_settings", "open_packs"]
