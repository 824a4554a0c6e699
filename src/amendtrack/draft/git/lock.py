"""One writer at a time: a lock that the operating system releases when its holder dies.

Knows waiting, and what dead processes leave behind; leaves what is written to ``store``.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from amendtrack.errors import Busy, NotRecorded

WAIT_SECONDS = 10.0
STALE_SECONDS = 5.0
OURS = b"amendtrack\n"
"""What we write into a lock of git's own."""
_FAR = 1 << 30  # the byte that Windows locks; beyond the text, so that others can read who holds it


@contextmanager
def locked(folder: Path, *, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the folder's lock, waiting that long for it; git's own locks on the whole folder that are stale are removed.

    Raises:
        Busy: somebody else held it throughout.
        NotRecorded: the lock file cannot be written.
    """
    path = folder / "amendtrack.lock"
    try:
        file = path.open("a+b", buffering=0)  # unbuffered: closing it writes nothing
    except OSError as err:
        raise NotRecorded(f"cannot write here: {err.strerror}", place=str(folder)) from err
    with file:
        try:
            _wait(file, path, wait)
        except OSError as err:
            raise NotRecorded(f"the lock cannot be obtained: {err.strerror}", place=str(path)) from err
        _say_whose(file)
        try:
            for name in ("packed-refs.lock", "HEAD.lock"):
                clear_stale(folder / name)
            yield
        finally:
            with suppress(OSError):  # closing the file releases the lock in any case
                _release(file)


def _wait(file: BinaryIO, path: Path, wait: float) -> None:
    began = time.monotonic()
    while not _taken(file):
        if time.monotonic() - began >= wait:
            raise Busy(
                f"somebody else is recording; {_holder(path)}",
                place=str(path),
                remedy="try again in a moment",
            )
        time.sleep(0.02)


def _holder(path: Path) -> str:
    """Who holds the lock and since when, if the lock file says so."""
    with suppress(OSError, ValueError):
        process = int(path.read_bytes().split()[1])
        age = time.time() - path.stat().st_mtime
        return f"process {process} for {max(age, 0):.0f} s"
    return "it is not known who"


def _say_whose(file: BinaryIO) -> None:
    # For information only: a full disk must not stop us here, where nothing is at stake yet.
    with suppress(OSError):
        file.truncate(0)
        file.write(b"process %d\n" % os.getpid())


def clear_stale(place: Path) -> None:
    """Remove a lock file of git's own that nobody can be holding.

    The folder is locked by us; so what an amendtrack has locked is left by one that died, and so is what is old.
    """
    with suppress(OSError):
        if time.time() - place.stat().st_mtime > STALE_SECONDS or place.read_bytes() == OURS:
            place.unlink()


def sync_folder(folder: Path) -> None:
    """Wait until a folder's list of files is on the disk."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


try:
    import fcntl

    def _taken(file: BinaryIO) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _release(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)

except ImportError:  # Windows
    import msvcrt

    def _taken(file: BinaryIO) -> bool:
        try:
            file.seek(_FAR)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True

    def _release(file: BinaryIO) -> None:
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined,unused-ignore]
