"""Which processes of this machine are working in a folder, as far as the system says."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def who_uses(folder: Path) -> tuple[int, ...]:
    """The processes, other than this one, that work in a folder or have a file in it open, if that can be known.

    Source: proc(5), ``/proc/PID/cwd`` and ``/proc/PID/fd``.
    """
    here = os.fspath(folder.resolve())
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        if int(process.name) != os.getpid() and any(_is_in(here, link) for link in (process / "cwd", *_open(process))):
            found.append(int(process.name))
    return tuple(sorted(found))


def _open(process: Path) -> tuple[Path, ...]:
    with suppress(OSError):
        return tuple((process / "fd").iterdir())
    return ()


def _is_in(folder: str, link: Path) -> bool:
    with suppress(OSError):
        at = os.fspath(link.readlink())
        return at == folder or at.startswith(f"{folder}/")
    return False


__all__ = ["who_uses"]
