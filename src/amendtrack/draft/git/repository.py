"""Which folders can be a draft: bare repositories of git's usual format; and how a new one begins."""

from __future__ import annotations

import os
import re
from pathlib import Path

from amendtrack.draft.git.on_disk import make_folder, read_file, write_file
from amendtrack.errors import InputRefused, RecordDamaged

RESTORE = "restore it from another copy"
_SETTINGS = b"""\
[core]
\trepositoryformatversion = 0
\tfilemode = true
\tbare = true
\tlogAllRefUpdates = always
"""
_HEAD = b"ref: refs/heads/main\n"
_MOST = 1_000_000


def make_repository(path: Path) -> None:
    """Make an empty repository in a folder that is not there yet or empty, the same on every machine.

    Raises:
        OSError: it cannot be written.
    """
    for folder in ("objects/pack", "objects/info", "refs/heads", "refs/tags"):
        (path / folder).mkdir(parents=True, exist_ok=True)
    write_file(path / "config", _SETTINGS, sync=False)
    write_file(path / "HEAD", _HEAD, sync=False)


def complete_repository(path: Path) -> None:
    """Put back what every repository has and this one has lost: its settings, ``HEAD``, empty folders.

    Raises:
        OSError: it cannot be written.
    """
    if (path / "objects").is_dir():
        for folder in ("objects/pack", "objects/info", "refs/heads", "refs/tags"):
            make_folder(path, path / folder)
        for name, content in (("config", _SETTINGS), ("HEAD", _HEAD)):
            if not os.path.lexists(path / name):
                write_file(path / name, content, sync=True)


def settings_of(path: Path) -> str:
    """The repository's own settings as git keeps them; empty if they cannot be read."""
    try:
        return read_file(path / "config", _MOST).decode("utf-8", "backslashreplace")
    except OSError:
        return ""


def check_format(path: Path) -> None:
    """Refuse, in one clear line, what is not a bare repository of the one format that libgit2 writes safely."""
    missing = [name for name in ("HEAD", "objects", "refs") if not (path / name).exists()]
    if missing == ["HEAD"] or missing == ["objects"]:
        raise RecordDamaged(f"{missing[0]} is missing", place=str(path), remedy=RESTORE)
    if not (path / "HEAD").is_file() or not (path / "objects").is_dir():
        what = "this folder is not an amendtrack draft" if path.is_dir() else "this is a file, not a draft"
        found = what if path.exists() else "there is no such folder"
        raise InputRefused(found, place=str(path), remedy="name the folder that `amendtrack init` made")
    for name, value in _extensions(settings_of(path)):
        if value.casefold() not in ("sha1", "files"):
            found = f"the repository has {name} {value}, which is not supported"
            hint = "clone it whole into a repository of git's usual format"
            raise InputRefused(found, place=str(path), remedy=hint)


def _extensions(settings: str) -> list[tuple[str, str]]:
    """What settings say of a format that is not git's usual one."""
    found = re.findall(r"(?im)^\s*(objectformat|refstorage|partialclone)\s*=\s*\"?(\w+)", settings)
    version = re.findall(r"(?im)^\s*(repositoryformatversion)\s*=\s*(\d+)", settings)
    return found + [(name, value) for name, value in version if int(value[:9]) > 1]


__all__ = ["RESTORE", "check_format", "complete_repository", "make_repository", "settings_of"]
