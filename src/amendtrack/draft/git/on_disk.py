"""Files and folders of a repository, touched with care, since anybody may have made it.

Only regular files are read, and never through a link: a named pipe would be waited on for ever. Nothing is written
through a link. Knows nothing of git.
"""

from __future__ import annotations

import errno
import os
import stat
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
    """Make a folder below ``root``, and those above it; none of them may be a link. Raises ``OSError``."""
    here = root
    for name in folder.relative_to(root).parts:
        here = here / name
        if not _is_folder(here):
            with suppress(FileExistsError):  # somebody else has just made it
                here.mkdir()
            if not _is_folder(here):
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(here))


def _is_folder(path: Path) -> bool:
    """Whether there is a folder, and no link to one."""
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except FileNotFoundError:
        return False


def remove_empty(folder: Path) -> None:
    """Remove a folder in which there is nothing but empty folders, if there is one."""
    if folder.is_dir() and not folder.is_symlink():
        for here, _, _ in os.walk(folder, topdown=False):
            with suppress(OSError):
                Path(here).rmdir()


def sync_folder(folder: Path) -> None:
    """Wait until a folder's list of files is on the disk."""
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
    "make_folder",
    "open_regular",
    "read_file",
    "remove_empty",
    "sync_folder",
    "sync_tree",
    "write_file",
]
