"""The file ``packed-refs``: most branches in one file, which git and libgit2 read too.

Knows its lines, and how refs get into it without being lost for a moment: the file is replaced before the refs of their
own are removed. Which refs are packed is left to ``maintenance``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from amendtrack.draft.git.file_locks import OURS, held
from amendtrack.draft.git.on_disk import read_file, sync_folder, write_file
from amendtrack.errors import Busy, RecordDamaged

_ID = re.compile(r"[0-9a-f]{40}")
_MOST = 256_000_000
_HEAD = "# pack-refs with: peeled fully-peeled sorted \n"


def packed_refs(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Every packed ref of a repository with its commit; and what is wrong with the file, if anything is.

    Raises:
        RecordDamaged: the file cannot be read.
    """
    damaged: list[str] = []
    lines = _lines_by_ref(_read(path).decode("utf-8", "backslashreplace"), damaged)
    return {ref: line[:40] for ref, line in lines.items()}, dict(zip(["packed-refs"], damaged, strict=False))


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


def in_the_way(path: Path, ref: str) -> str:
    """A packed ref whose name begins where that of another ends, so that git could not have both; empty if none is."""
    data = b"\n" + _read(path)
    above = [ref[:at] for at, sign in enumerate(ref) if sign == "/"]
    found = next((one for one in above if f" {one}\n".encode() in data), "")
    return found or (f"{ref}/..." if f" {ref}/".encode() in data else "")


def _read(path: Path) -> bytes:
    try:
        return read_file(path / "packed-refs", _MOST)
    except FileNotFoundError:
        return b""
    except OSError as err:
        raise RecordDamaged(f"cannot be read ({err.strerror})", place="packed-refs") from err


def _lines_by_ref(text: str, damaged: list[str] | None = None) -> dict[str, str]:
    """Each ref's line, with the line after it that says what a tag points to.

    Raises:
        RecordDamaged: a line is none of these, and there is no list to which it can be added.
    """
    found: dict[str, str] = {}
    ref = ""
    for line in text.splitlines():
        if line.startswith("^") and ref:
            found[ref] += f"{line}\n"
        elif line and line[0] not in "#^":
            value, _, ref = line.partition(" ")
            if not _ID.fullmatch(value) or not ref:
                if damaged is None:
                    raise RecordDamaged(f"a line reads {line[:60]!r}", place="packed-refs")
                damaged.append(f"a line reads {line[:60]!r}")
                ref = ""
                continue
            found[ref] = f"{line}\n"
    return found


def pack_refs(path: Path, refs: Mapping[str, str]) -> None:
    """Move these refs, each with the commit that it names, into the file; one that moves meanwhile stays as it is.

    Raises:
        RecordDamaged, OSError: the file cannot be read or written; no ref is lost.
        Busy: git is writing it; no ref is lost.
    """
    place, fresh = path / "packed-refs", path / "amendtrack.packed"
    with held(path, place, OURS, sync=False):
        text = _read(path).decode("utf-8", "backslashreplace")
        head = text[: text.find("\n") + 1] if text.startswith("#") else "" if text else _HEAD
        lines = _lines_by_ref(text) | {ref: f"{commit} {ref}\n" for ref, commit in refs.items()}
        fresh.unlink(missing_ok=True)
        write_file(fresh, (head + "".join(lines[ref] for ref in sorted(lines))).encode(), sync=True)
        fresh.replace(place)
        sync_folder(path)
    for ref, commit in refs.items():
        with suppress(OSError, Busy):
            _remove(path, ref, commit)


def _remove(path: Path, ref: str, commit: str) -> None:
    """Remove the file of a ref that is packed, unless it has moved."""
    with held(path, path / ref, OURS, sync=False):
        if read_file(path / ref, 100) == f"{commit}\n".encode():
            (path / ref).unlink()


__all__ = ["in_the_way", "pack_refs", "packed_ref", "packed_refs"]
