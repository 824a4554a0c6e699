"""Plain files written beside the record: a whole folder of them, or none.

Knows only how a folder is put in place in one step; its content is left to the callers.
"""

from __future__ import annotations

import glob
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from amendtrack.draft.git.on_disk import sync_folder, sync_tree
from amendtrack.errors import InputRefused, NotConfirmed, NotRecorded, OverLimit
from amendtrack.limits import FOLDER_BYTES as MOST_BYTES


class NewFolder:
    """A folder filled under a temporary name beside its place, then put there in one step, or not at all.

    Whatever was not put in place is removed on leaving the ``with`` block.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.filling = path.with_name(f".{path.name}.{os.getpid()}.new")
        self.files: tuple[str, ...] = ()

    def __enter__(self) -> NewFolder:
        _clear_left(self.path)
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.filling, ignore_errors=True)

    def write(self, files: Mapping[str, bytes]) -> None:
        """Fill it with these files, and wait until they are on the disk.

        Raises:
            NotRecorded: they cannot be written; nothing is left of them.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.filling.mkdir()
            for name, data in files.items():
                (self.filling / name).parent.mkdir(parents=True, exist_ok=True)
                with (self.filling / name).open("xb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
        except OSError as err:
            raise _not_written(self.path, err) from err
        self.files = tuple(files)

    def put_in_place(self) -> None:
        """Put it in place; whatever is there is replaced, which callers check first. Raises ``OSError``."""
        if not self.path.is_dir():
            self.filling.rename(self.path)
            return
        earlier = self.filling.with_suffix(".old")
        self.path.rename(earlier)
        try:
            self.filling.rename(self.path)
        except OSError:
            earlier.rename(self.path)
            raise
        shutil.rmtree(earlier, ignore_errors=True)


def _clear_left(path: Path) -> None:
    """Remove what processes that died left of this folder; what one was replacing when it died is put back."""
    for left in path.parent.glob(f".{glob.escape(path.name)}.*") if path.parent.is_dir() else ():
        found = _LEFT.fullmatch(left.name.removeprefix(f".{path.name}."))
        if found is None or _is_alive(int(found[1])) or not left.is_dir() or left.is_symlink():
            continue
        with suppress(OSError):
            if found[2] == "old" and not path.exists():
                left.rename(path)
        shutil.rmtree(left, ignore_errors=True)


_LEFT = re.compile(r"(\d{1,9})\.(new|old)")


def _is_alive(process: int) -> bool:
    """Whether there is a process of that number; on Windows, where it cannot be asked, every one counts as alive."""
    if os.name == "nt":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


@contextmanager
def new_folder(path: Path, *, sync: bool = True) -> Iterator[Path]:
    """A folder to fill; at the end it is put in place in one step, or not at all.

    Raises:
        InputRefused: something is there already.
        NotRecorded: it cannot be written.
        NotConfirmed: it is in place, and the disk did not confirm it.
    """
    check_free(path)
    with NewFolder(path) as made:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.filling.mkdir()
            yield made.filling
            if sync:
                sync_tree(made.filling)
            made.put_in_place()
        except OSError as err:
            raise _not_written(path, err) from err
        if sync:
            _confirm(path)


def _confirm(path: Path) -> None:
    """Wait until a new folder's name is on the disk."""
    try:
        sync_folder(path.parent)
    except OSError as err:
        found = f"written, but the disk did not confirm it ({(err.strerror or str(err)).lower()})"
        raise NotConfirmed(found, place=str(path), remedy="check the disk, then whether the folder is there") from err


def _not_written(path: Path, err: OSError) -> NotRecorded:
    return NotRecorded(f"nothing was written: {(err.strerror or str(err)).lower()}", place=str(path))


def check_free(path: Path) -> None:
    """Refuse a path where something exists, or inside a draft; an empty folder may be used."""
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise InputRefused("there is something there already", place=str(path), remedy="name a new folder")
    for around in path.resolve().parents:
        if all((around / name).exists() for name in ("HEAD", "objects", "refs")):
            raise InputRefused(f"this is inside the repository {around.name}", place=str(path), remedy=_OUTSIDE)


_OUTSIDE = "name a folder outside it; a draft's own folder is kept for the record"


def write_folder(path: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write these files into a new folder, and return their paths."""
    with new_folder(path) as filling:
        for name, data in files.items():
            (filling / name).parent.mkdir(parents=True, exist_ok=True)
            (filling / name).write_bytes(data)
    return tuple(path / name for name in files)


def read_folder(path: str | Path) -> dict[str, bytes]:
    """Every file in a folder by its path there, with forward slashes; the inverse of ``write_folder``.

    >>> import amendtrack, pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     length = pathlib.Path(folder, "norvia.md").write_bytes(b"1. We should meet.")
    ...     amendtrack.read_folder(folder)
    {'norvia.md': b'1. We should meet.'}

    Raises:
        InputRefused: there is no such folder, or something in it is not an ordinary file.
        OverLimit: it holds more than ``MOST_BYTES``.
    """
    path = Path(path)
    if not path.is_dir():
        found = "this is not a folder" if path.exists() else "there is no such folder"
        raise InputRefused(found, place=str(path), remedy="check the path")
    files: dict[str, bytes] = {}
    size = 0
    try:
        for file in sorted(path.rglob("*")):
            if file.is_symlink() or not (file.is_file() or file.is_dir()):
                raise InputRefused("this is not an ordinary file", place=str(file), remedy="remove it from the folder")
            if file.is_file():
                size += file.stat().st_size
                if size > MOST_BYTES:
                    raise OverLimit(f"more than {MOST_BYTES:,} bytes", place=str(path), remedy="check the folder")
                files[file.relative_to(path).as_posix()] = file.read_bytes()
    except OSError as err:
        raise InputRefused(f"cannot be read ({err.strerror})", place=str(path), remedy="check the folder") from err
    return files
