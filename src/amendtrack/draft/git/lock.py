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

from amendtrack.draft.git.file_locks import clear_dead
from amendtrack.draft.git.on_disk import open_regular, read_file
from amendtrack.draft.git.queue import taken_in_turn
from amendtrack.errors import Busy, NotRecorded
from amendtrack.render.safe import one_line

WAIT_SECONDS = 10.0
TOLD_AFTER = 1.0
"""After how many seconds somebody who waits is told for whom."""
_FAR = 1 << 30  # the byte that Windows locks; beyond the text, so that others can read who holds it


@contextmanager
def locked(folder: Path, *, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the folder's lock, waiting that long for it; what processes of ours left that died is removed.

    Raises:
        Busy: somebody else held it throughout.
        NotRecorded: the lock file cannot be written.
    """
    path = folder / "amendtrack.lock"
    try:
        handle = open_regular(path, os.O_RDWR | os.O_CREAT)
    except OSError as err:
        raise NotRecorded(f"nothing was recorded: {err.strerror}", place=str(path)) from err
    with os.fdopen(handle, "r+b", buffering=0) as file:  # unbuffered: closing it writes nothing
        try:
            _wait(file, path, wait)
            _say_whose(file)
            clear_dead(folder)
        except OSError as err:
            raise NotRecorded(f"nothing was recorded: {err.strerror}", place=str(path)) from err
        try:
            yield
        finally:
            with suppress(OSError):  # closing the file releases the lock in any case
                _release(file)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold a lock file, without waiting for it.

    Raises:
        Busy: somebody else holds it.
        OSError: it cannot be made.
    """
    with os.fdopen(open_regular(path, os.O_RDWR | os.O_CREAT), "r+b", buffering=0) as file:
        if not _taken(file):
            raise Busy("somebody else holds this", place=str(path), remedy="try again in a moment")
        try:
            yield
        finally:
            with suppress(OSError):
                _release(file)


def _wait(file: BinaryIO, path: Path, wait: float) -> None:
    said = False

    def tell(waited: float) -> None:
        nonlocal said
        if waited >= TOLD_AFTER and not said:
            said = True
            whose = f", process {process}" if (process := _holding(path)) else ""
            _tell(f"waiting for another recording on {path.parent}{whose}")

    if not taken_in_turn(path.parent, lambda: _taken(file), wait, tell):
        raise Busy(
            f"somebody else is recording; {_holder(path)}",
            place=str(path),
            remedy="try again in a moment",
        )


def _tell(what: str) -> None:
    """Say why nothing happens, by Python's own way: on standard error, unless a program wants it elsewhere."""
    import logging

    logging.getLogger("amendtrack").warning("amendtrack: %s", one_line(what))


def _holder(path: Path) -> str:
    """Who holds the lock and since when, if the lock file says so."""
    with suppress(OSError):
        if process := _holding(path):
            return f"process {process} for {max(time.time() - path.stat().st_mtime, 0):.0f} s"
    return "it is not known who"


def _holding(path: Path) -> int:
    """The process that holds the lock; 0 if the lock file does not say so, as while it is written."""
    with suppress(OSError, ValueError, IndexError):
        return int(read_file(path, 100).split()[1])
    return 0


def _say_whose(file: BinaryIO) -> None:
    # For information only: a full disk must not stop us here, where nothing is at stake yet.
    with suppress(OSError):
        file.truncate(0)
        file.seek(0)
        file.write(b"process %d\n" % os.getpid())


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
