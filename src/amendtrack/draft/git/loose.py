"""The loose objects of a repository, read by our own code: libgit2 hangs on one that is cut off.

Knows one file for each object, and nothing of packs.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from amendtrack.draft.git.on_disk import in_its_folder, make_folder, read_file, write_file
from amendtrack.draft.git.repository import RESTORE
from amendtrack.errors import RecordDamaged
from amendtrack.limits import OBJECT_BYTES as MAX_OBJECT

_FOLDERS = tuple(f"{n:02x}" for n in range(256))
_SAMPLE = ("17", "4c", "8e", "d3")


def loose_path(path: Path, name: str) -> Path:
    """Where a loose object of that id is kept."""
    return Path(_place(path, name))


def _place(path: Path, name: str) -> str:
    """The same, for what is looked for a dozen times in each act."""
    return f"{path}/objects/{name[:2]}/{name[2:]}"


def read_loose(path: Path, name: str) -> tuple[bytes, bytes] | None:
    """The kind and content of a loose object, its fingerprint checked; ``None`` if there is none of that id.

    Raises:
        RecordDamaged: it cannot be read, is cut off, or does not match its fingerprint.
    """
    try:
        packed = read_file(_place(path, name), MAX_OBJECT)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as err:
        raise RecordDamaged(f"the object cannot be read ({err.strerror})", place=name, remedy=RESTORE) from err
    unpacker = zlib.decompressobj()
    try:
        head = unpacker.decompress(packed, 64)
        size = _size_of(head, name)  # before it is unpacked: a small file may hold a huge object
        whole = head + unpacker.decompress(unpacker.unconsumed_tail, max(size, 0) + 1)
    except zlib.error as err:
        raise RecordDamaged(f"the object is damaged ({err})", place=name, remedy=RESTORE) from err
    head, _, data = whole.partition(b"\0")
    if not unpacker.eof or hashlib.sha1(whole, usedforsecurity=False).hexdigest() != name:
        what = "is cut off" if not unpacker.eof else "does not match its fingerprint"
        raise RecordDamaged(f"the object {what}", place=name, remedy=RESTORE)
    return head.partition(b" ")[0], data


def _size_of(head: bytes, name: str) -> int:
    """How many bytes an object says that it has."""
    said = head.partition(b"\0")[0].partition(b" ")[2]
    size = int(said) if said.isdigit() and len(said) < 20 else 0
    if size > MAX_OBJECT:
        found = f"the object has {size:,} bytes; an object of a draft has up to {MAX_OBJECT:,}"
        raise RecordDamaged(found, place=name, remedy="amendtrack did not write it: find out who did")
    return size


def write_loose(path: Path, name: str, kind: bytes, data: bytes, *, sync: bool) -> None:
    """Write an object; what is there under its id is replaced in one step. Only for who holds the draft's lock.

    With ``sync`` its content is on the disk afterwards; its name is once the folders above it are.

    Raises:
        OSError: it cannot be written.
    """
    place, fresh = loose_path(path, name), path / "objects" / _FRESH
    make_folder(path, fresh.parent)  # not through a link
    fresh.unlink(missing_ok=True)  # left by a process that died
    write_file(fresh, zlib.compress(b"%s %d\0" % (kind, len(data)) + data, _FAST), sync=sync, mode=0o444)
    in_its_folder(path, place, lambda: fresh.replace(place))


def clear_unfinished(path: Path) -> None:
    """Remove an object that a process of ours died writing. Only for who holds the draft's lock."""
    if not (path / "objects").is_symlink():
        (path / "objects" / _FRESH).unlink(missing_ok=True)


_FAST = 1
"""How hard an object is compressed: as git does it, since packing compresses it again."""
_FRESH = "tmp_obj_amendtrack"
"""Where an object is while it is written; ``git gc`` knows this kind of name too."""


def loose_names(path: Path) -> Iterator[str]:
    """The ids of all loose objects."""
    for folder in _FOLDERS:
        for name in _names_in(path, folder):
            yield folder + name


def about_how_many(path: Path) -> int:
    """About how many loose objects there are, from a few of the folders: ids are spread evenly."""
    return sum(len(_names_in(path, folder)) for folder in _SAMPLE) * len(_FOLDERS) // len(_SAMPLE)


def _names_in(path: Path, folder: str) -> list[str]:
    with suppress(OSError):
        return sorted(f.name for f in (path / "objects" / folder).iterdir() if len(f.name) == 38)
    return []


__all__ = ["MAX_OBJECT", "about_how_many", "clear_unfinished", "loose_names", "loose_path", "read_loose", "write_loose"]
