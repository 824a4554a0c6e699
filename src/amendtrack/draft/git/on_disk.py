"""Files and folders of a repository, touched with care, since anybody may have made it.

Only regular files are read, and never through a link: a named pipe would be waited on for ever. Nothing is written
through a link. Knows nothing of git.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

_CAREFULLY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_BINARY = getattr(os, "O_BINARY", 0)


def open_regular(path: Path | str, flags: int, mode: int = 0o644) -> int:
    """A handle of a regular file.

    Raises:
        OSError: there is none, or it is a link, a pipe, a device or a folder.
    """
    handle = os.open(path, flags | _CAREFULLY | _BINARY, mode)
    kind = os.fstat(handle).st_mode
    if stat.S_ISREG(kind):
        return handle
    os.close(handle)
    if stat.S_ISDIR(kind):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    raise OSError(errno.EINVAL, "Not a regular file", str(path))


def read_file(path: Path | str, most: int) -> bytes:
    """The content of a regular file of up to ``most`` bytes. Raises ``OSError``."""
    handle = open_regular(path, os.O_RDONLY)
    with os.fdopen(handle, "rb", buffering=0) as file:
        size = os.fstat(handle).st_size
        if size > most:
            raise OSError(errno.EFBIG, f"{size:,} bytes, more than {most:,}", str(path))
        return file.readall()


def write_file(path: Path, data: bytes, *, sync: bool, mode: int = 0o644) -> None:
    """Write a file that must not be there yet; with ``sync`` wait until it is on the disk. Raises ``OSError``."""
    handle = open_regular(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode)
    try:
        while data:
            data = data[os.write(handle, data) :]
        if sync:
            os.fsync(handle)
    finally:
        os.close(handle)


def append_line(path: Path, line: bytes, *, sync: bool = False) -> None:
    """Add a line to a file in one piece. Raises ``OSError``."""
    handle = open_regular(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    try:
        os.write(handle, line)
        if sync:
            os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(root: Path, folder: Path) -> None:
    """Make a folder below ``root``, and those above it; none of them may be a link. Raises ``OSError``.

    It may be gone again at once: git removes an empty one at any time. See ``in_its_folder``.
    """
    here = root
    for name in folder.relative_to(root).parts:
        here = here / name
        try:
            kind = here.lstat().st_mode
        except FileNotFoundError:
            with suppress(FileExistsError):  # somebody else has just made it
                here.mkdir()
            kind = here.lstat().st_mode
        if not stat.S_ISDIR(kind):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(here))


def in_its_folder(root: Path, place: Path, put: Callable[[], object]) -> None:
    """Make the folder of ``place`` and ``put`` something there; again, if git removed it, still empty, in between.

    Raises:
        OSError: it cannot be put there.
    """
    for is_last in (*[False] * _REMOVED_AGAIN, True):
        try:
            make_folder(root, place.parent)
            put()
        except FileNotFoundError:
            if is_last:
                raise
        else:
            return


_REMOVED_AGAIN = 20
"""How often git may remove a folder before something is in it; one command of git's removes it once."""


def remove_empty(folder: Path) -> None:
    """Remove a folder in which there is nothing but empty folders, if there is one."""
    if folder.is_dir() and not folder.is_symlink():
        for here, _, _ in os.walk(folder, topdown=False):
            with suppress(OSError):
                Path(here).rmdir()


def files_below(folder: Path) -> Iterator[Path]:
    """Everything in a folder and in those below it that is no folder; what is removed meanwhile may be left out.

    Raises:
        OSError: one of them cannot be read.
    """
    for here, _, names in os.walk(folder, onerror=_unless_gone):
        yield from (Path(here, name) for name in names)


def _unless_gone(err: OSError) -> None:
    if not isinstance(err, FileNotFoundError):
        raise err


def sync_folder(folder: Path) -> None:
    """Wait until a folder's list of files is on the disk. Raises ``OSError``."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sync_tree(folder: Path) -> None:
    """Wait until a folder with everything in it is on the disk."""
    for here, _, names in os.walk(folder):
        for name in names:
            handle = os.open(Path(here, name), os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        sync_folder(Path(here))


__all__ = [
    "append_line",
    "files_below",
    "in_its_folder",
    "make_folder",
    "open_regular",
    "read_file",
    "remove_empty",
    "sync_folder",
    "sync_tree",
    "write_file",
]
