"""Which folders can be a draft: bare repositories of the one format that libgit2 writes safely."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from amendtrack.errors import InputRefused, RecordDamaged

RESTORE = "restore it from another copy"


def check_format(path: Path) -> None:
    """Refuse, in one clear line, what is not a bare repository of the one format that libgit2 writes safely."""
    missing = [name for name in ("HEAD", "objects", "refs") if not (path / name).exists()]
    if missing == ["HEAD"] or missing == ["objects"]:
        raise RecordDamaged(f"{missing[0]} is missing", place=str(path), remedy=RESTORE)
    if not (path / "HEAD").is_file() or not (path / "objects").is_dir():
        what = "this folder is not an amendtrack draft" if path.is_dir() else "this is a file, not a draft"
        found = what if path.exists() else "there is no such folder"
        raise InputRefused(found, place=str(path), remedy="name the folder that `amendtrack init` made")
    config = ""
    with suppress(OSError):
        config = (path / "config").read_text("utf-8", "backslashreplace")
    for name, value in re.findall(r"(?im)^\s*(objectformat|refstorage|partialclone)\s*=\s*(\w+)", config):
        if value.casefold() not in ("sha1", "files"):
            found = f"the repository has {name} {value}, which is not supported"
            hint = "clone it whole into a repository of git's usual format"
            raise InputRefused(found, place=str(path), remedy=hint)


__all__ = ["RESTORE", "check_format"]
