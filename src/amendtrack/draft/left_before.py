"""What earlier runs of ``take_in`` left for manual review, so that a nightly run can tell what is new.

Knows only fingerprints, kept in a small file beside the record. They are no part of it: a copy of a draft starts with
none, and where the file is lost everything left counts as new again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from amendtrack.draft.desk import Disposition, Taken

_FILE = "amendtrack.left"
_MOST = 20_000
"""Fingerprints kept, the newest."""


def reported_before(folder: Path) -> frozenset[str]:
    """The fingerprints of what was left before; empty if that is not known."""
    return frozenset(_lines(folder))


def is_reported(taken: Taken, before: frozenset[str]) -> bool:
    """Whether an earlier run left the same item for the same reason, or recorded it and reported what it left of it."""
    if taken.disposition is Disposition.LEFT:
        return _fingerprint(taken) in before
    return not taken.is_left_anew


def remember(folder: Path, taken: Iterable[Taken]) -> None:
    """Keep the fingerprints of the items that are left; if they cannot be kept, they count as new again."""
    known = _lines(folder)
    new = [mark for mark in map(_fingerprint, taken) if mark not in known]
    kept = [*known, *dict.fromkeys(new)][-_MOST:]
    if kept == known:
        return
    filling = folder / f".{_FILE}.{os.getpid()}"
    with suppress(OSError):
        filling.write_text("".join(f"{mark}\n" for mark in kept), encoding="ascii")
        filling.replace(folder / _FILE)


def _lines(folder: Path) -> list[str]:
    path = folder / _FILE
    try:
        return path.read_text(encoding="ascii").split() if path.is_file() else []
    except (OSError, UnicodeDecodeError):
        return []


def _fingerprint(taken: Taken) -> str:
    piece = taken.piece
    parts = (piece.data, piece.message, piece.filename.encode("utf-8", "surrogatepass"))
    said = taken.said.encode("utf-8", "surrogatepass")
    return sha256(b"".join(sha256(part).digest() for part in (*parts, said))).hexdigest()


__all__ = ["is_reported", "remember", "reported_before"]
