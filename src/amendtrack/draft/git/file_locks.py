"""Git's own lock on one of its files, taken in such a way that a dead one is known at once.

Git locks ``x`` by making ``x.lock``, which only one process can. Ours is a second name (a hard link) of a file in the
draft's folder, ``amendtrack.moving``. Only who holds the draft's own lock makes one; so whoever holds that, and finds a
lock that is the same file as ``amendtrack.moving``, knows that its maker is dead. Any other lock is git's, and may be
held by a process that is alive: it is never removed here.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from amendtrack.draft.git.on_disk import in_its_folder, read_file, write_file
from amendtrack.errors import Busy

OURS = b"amendtrack\n"
"""What a lock of ours holds where nothing is to be put in its place."""
MOVING = "amendtrack.moving"
PATIENCE = 2.0
"""How many seconds a lock of git's is waited for; git holds one for a few milliseconds."""
_SMALL = 4096


@contextmanager
def held(root: Path, place: Path, data: bytes, *, sync: bool = True) -> Iterator[Path]:
    """Hold git's lock on a file of the repository at ``root``; what is yielded holds ``data``, to be put in place.

    Raises:
        Busy: git holds it.
        OSError: it cannot be made.
    """
    mine, lock = root / MOVING, place.with_name(f"{place.name}.lock")
    mine.unlink(missing_ok=True)
    write_file(mine, data, sync=sync)
    try:
        _take(mine, lock, data, sync=sync)
        try:
            yield lock
        finally:
            lock.unlink(missing_ok=True)
    finally:
        with suppress(OSError):  # it is removed when the draft is next written to
            mine.unlink()


def _take(mine: Path, lock: Path, data: bytes, *, sync: bool) -> None:
    began = time.monotonic()
    while True:
        try:
            in_its_folder(mine.parent, lock, lambda: _make(mine, lock, data, sync=sync))
        except FileExistsError:
            if _content(lock) == OURS:  # left by an amendtrack that died: nobody else of ours is writing
                lock.unlink(missing_ok=True)
            elif time.monotonic() - began > PATIENCE:
                raise Busy(f"git has locked this: {lock_age(lock)}", place=lock.name, remedy=_REMEDY) from None
            else:
                time.sleep(0.02)
        else:
            return


_REMEDY = "if no git command is running on this draft, run `amendtrack doctor DRAFT --mend`"


def _make(mine: Path, lock: Path, data: bytes, *, sync: bool) -> None:
    try:
        os.link(mine, lock)
    except FileExistsError:
        raise
    except (OSError, AttributeError, NotImplementedError) as err:
        if isinstance(err, OSError) and err.errno not in _NO_LINKS:
            raise
        write_file(lock, data, sync=sync)  # a disk without hard links


_NO_LINKS = frozenset(
    getattr(errno, name, 0) for name in ("EPERM", "ENOTSUP", "EOPNOTSUPP", "EMLINK", "ENOSYS", "EXDEV")
)


def lock_age(lock: Path) -> str:
    """Since when a lock has been there, in a few words."""
    try:
        age = max(time.time() - lock.lstat().st_mtime, 0)
    except OSError:
        return "it is not known since when"
    for seconds, name in ((86_400, "day"), (3600, "hour"), (60, "minute")):
        if age >= seconds:
            many = int(age // seconds)
            return f"for {many} {name}{'s' * (many != 1)}"
    return f"for {int(age)} s"


def clear_dead(root: Path) -> tuple[str, ...]:
    """Remove the locks of processes of ours that died, and say which; only for who holds the draft's own lock."""
    mine = root / MOVING
    if not os.path.lexists(mine):
        return ()
    found = tuple(lock for lock in git_locks(root) if is_ours(root, lock))
    for lock in found:
        lock.unlink(missing_ok=True)
    mine.unlink(missing_ok=True)
    return tuple(lock.relative_to(root).as_posix() for lock in found)


def is_ours(root: Path, lock: Path) -> bool:
    """Whether a lock of git's was made by amendtrack."""
    mine = root / MOVING
    with suppress(OSError):
        if os.path.samestat(mine.lstat(), lock.lstat()):
            return True
    return bool(data := _content(mine)) and _content(lock) in (data, OURS)  # a disk without hard links


def _content(lock: Path) -> bytes:
    try:
        return read_file(lock, _SMALL)
    except OSError:
        return b""


def git_locks(root: Path) -> Iterator[Path]:
    """Every lock that is there on a file of git's."""
    for name in ("HEAD.lock", "config.lock", "packed-refs.lock", "index.lock", "shallow.lock"):
        if os.path.lexists(root / name):
            yield root / name
    for folder, _, names in os.walk(root / "refs"):
        yield from (Path(folder, name) for name in sorted(names) if name.endswith(".lock"))


__all__ = ["MOVING", "clear_dead", "git_locks", "held", "is_ours", "lock_age"]
