"""The file ``packed-refs``: most branches in one file, which git and libgit2 read too.

Knows its lines, and how refs get into it without being lost for a moment: the file is replaced before the refs of their
own are removed. Which refs are packed is left to ``maintenance``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from amendtrack.draft.git.lock import OURS, sync_folder
from amendtrack.errors import RecordDamaged

_ID = re.compile(r"[0-9a-f]{40}")
_HEAD = "# pack-refs with: peeled fully-peeled sorted \n"


def packed_refs(path: Path) -> dict[str, str]:
    """Every packed ref of a repository with its commit.

    Raises:
        RecordDamaged: the file cannot be read, or a line of it.
    """
    return {ref: lines[:40] for ref, lines in _lines_by_ref(_read(path).decode("utf-8", "backslashreplace")).items()}


def packed_ref(path: Path, ref: str) -> str | None:
    """The commit of one packed ref, without reading the others; ``None`` if it is not packed.

    Raises:
        RecordDamaged: the file cannot be read, or that line.
    """
    data, line = b"\n" + _read(path) + b"\n", f" {ref}\n".encode()
    if (end := data.find(line)) < 0:
        return None
    value = data[data.rfind(b"\n", 0, end) + 1 : end].decode("ascii", "backslashreplace")
    if not _ID.fullmatch(value):
        raise RecordDamaged(f"a line reads {value[:60]!r}", place="packed-refs")
    return value


def _read(path: Path) -> bytes:
    try:
        return (path / "packed-refs").read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as err:
        raise RecordDamaged(f"cannot be read ({err})", place="packed-refs") from err


def _lines_by_ref(text: str) -> dict[str, str]:
    """Each ref's line, with the line after it that says what a tag points to."""
    found: dict[str, str] = {}
    ref = ""
    for line in text.splitlines():
        if line.startswith("^") and ref:
            found[ref] += f"{line}\n"
        elif line and line[0] not in "#^":
            value, _, ref = line.partition(" ")
            if not _ID.fullmatch(value) or not ref:
                raise RecordDamaged(f"a line reads {line[:60]!r}", place="packed-refs")
            found[ref] = f"{line}\n"
    return found


def pack_refs(path: Path, refs: Mapping[str, str]) -> None:
    """Move these refs, each with the commit that it names, into the file; one that moves meanwhile stays as it is.

    Raises:
        RecordDamaged, OSError: the file cannot be read or written, or git is writing it; no ref is lost.
    """
    place = path / "packed-refs"
    with _lock(place) as (handle, lock):
        text = _read(path).decode("utf-8", "backslashreplace")
        head = text[: text.find("\n") + 1] if text.startswith("#") else "" if text else _HEAD
        lines = _lines_by_ref(text) | {ref: f"{commit} {ref}\n" for ref, commit in refs.items()}
        _write(handle, (head + "".join(lines[ref] for ref in sorted(lines))).encode())
        lock.replace(place)
        sync_folder(path)
    for ref, commit in refs.items():
        with suppress(OSError):
            _remove(path / ref, commit)


def _remove(place: Path, commit: str) -> None:
    """Remove the file of a ref that is packed, unless it has moved."""
    with _lock(place) as (handle, _):
        os.write(handle, OURS)
        if place.read_bytes() == f"{commit}\n".encode():
            place.unlink()


@contextmanager
def _lock(place: Path) -> Iterator[tuple[int, Path]]:
    """Git's own lock on a file, which nobody else may hold."""
    lock = place.with_name(f"{place.name}.lock")
    handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
    try:
        yield handle, lock
    finally:
        os.close(handle)
        lock.unlink(missing_ok=True)


def _write(handle: int, data: bytes) -> None:
    while data:
        data = data[os.write(handle, data) :]
    os.fsync(handle)


__all__ = ["pack_refs", "packed_ref", "packed_refs"]
