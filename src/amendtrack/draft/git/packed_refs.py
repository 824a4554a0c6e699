"""The file ``packed-refs``: most branches in one file, which git and libgit2 read too.

Knows its lines, and how refs get into it without being lost for a moment: the file is replaced before the refs of their
own are removed. Which refs are packed is left to ``maintenance``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
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
    """The commit of one packed ref, whatever the other lines are; ``None`` if it is not packed.

    Raises:
        RecordDamaged: the file cannot be read, or that line.
    """
    value = _named(path).commits.get(ref.encode())
    if value is None:
        return None
    found = value.decode("ascii", "backslashreplace")
    if not _ID.fullmatch(found):
        raise RecordDamaged(f"a line reads {found[:60]!r}", place="packed-refs")
    return found


def in_the_way(path: Path, ref: str) -> str:
    """A packed ref whose name begins where that of another ends, so that git could not have both; empty if none is."""
    named = _named(path)
    above = [ref[:at] for at, sign in enumerate(ref) if sign == "/"]
    found = next((one for one in above if one.encode() in named.commits), "")
    return found or (f"{ref}/..." if ref.encode() in named.folders else "")


@dataclass(frozen=True, slots=True)
class _Named:
    """What stands before each name in the file, and all that a name begins with up to a stroke."""

    commits: dict[bytes, bytes]
    folders: frozenset[bytes]


def _named(path: Path) -> _Named:
    """The names in the file as it is now. It is only ever replaced as a whole, so it is read once while it is the same.

    Raises:
        RecordDamaged: the file cannot be read.
    """
    try:
        now = (path / "packed-refs").lstat()
    except FileNotFoundError:
        return _Named({}, frozenset())
    except OSError as err:
        raise RecordDamaged(f"cannot be read ({err.strerror})", place="packed-refs") from err
    return _read_once(path.absolute(), (now.st_dev, now.st_ino, now.st_size, now.st_mtime_ns, now.st_ctime_ns))


@lru_cache(maxsize=8)
def _read_once(path: Path, state: tuple[int, ...]) -> _Named:
    lines = (line.rpartition(b" ") for line in _read(path).split(b"\n"))
    commits = {name: value for value, sign, name in lines if sign and not value.startswith(b"#")}
    folders: set[bytes] = set()
    for name in commits:
        while (name := name.rpartition(b"/")[0]) and name not in folders:
            folders.add(name)
    return _Named(commits, frozenset(folders))


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
