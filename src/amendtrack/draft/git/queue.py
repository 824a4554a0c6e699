"""Who waits for a lock is served in the order of arrival.

The system wakes everybody who waits for a lock and lets them race for it, and whoever comes just then may be faster
than all of them. So those who wait go through a row of seats, from the last one to the first. A seat is a byte of a
file, which the system frees when its holder dies. Nobody can overtake in the row, since a seat is given up only when
the next one is taken; only the last seat is raced for, by those for whom there is no seat. Where nobody waits, the row
is passed in one step. The row decides nothing but the order: who cannot have it goes
without.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path

from amendtrack.draft.git.on_disk import open_regular

NAME = "amendtrack.queue"
SEATS = 64
_PAUSE, _FRONT_PAUSE = 0.005, 0.002


def taken_in_turn(folder: Path, is_taken: Callable[[], bool], wait: float, told: Callable[[float], None]) -> bool:
    """Whether a lock was taken, in turn, within so many seconds; ``is_taken`` tries once.

    ``told`` is called again and again while it is not, with the seconds that have passed.
    """
    began = time.monotonic()

    def until(done: Callable[[], bool], pause: float) -> bool:
        while not done():
            if (waited := time.monotonic() - began) >= wait:
                return False
            told(waited)
            time.sleep(pause)
        return True

    with ExitStack() as row:
        with suppress(OSError):
            handle = open_regular(folder / NAME, os.O_RDWR | os.O_CREAT)
            row.callback(os.close, handle)  # which frees the seat
            for seat in () if _is_first(handle) else reversed(range(SEATS)):
                if not until(partial(_sit, handle, seat), _PAUSE):
                    return False
                _rise(handle, seat + 1)
        return until(is_taken, _FRONT_PAUSE)


try:
    import fcntl

    def _is_first(handle: int) -> bool:
        """Whether nobody waits; the first seat is then taken."""
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, SEATS, 0)
            fcntl.lockf(handle, fcntl.LOCK_UN, SEATS - 1, 1)
        except OSError:
            return False
        return True

    def _sit(handle: int, seat: int) -> bool:
        """Whether a seat is taken; where the disk knows no such locks, everybody sits down."""
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, seat)
        except (BlockingIOError, PermissionError):
            return False
        except OSError:
            return True
        return True

    def _rise(handle: int, seat: int) -> None:
        with suppress(OSError):
            fcntl.lockf(handle, fcntl.LOCK_UN, 1, seat)

except ImportError:  # Windows
    import msvcrt

    def _is_first(handle: int) -> bool:
        return False

    def _sit(handle: int, seat: int) -> bool:
        try:
            os.lseek(handle, seat, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True

    def _rise(handle: int, seat: int) -> None:
        with suppress(OSError):
            os.lseek(handle, seat, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined,unused-ignore]


__all__ = ["NAME", "taken_in_turn"]
