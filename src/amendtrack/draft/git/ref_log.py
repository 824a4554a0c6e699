"""Git's own log of what a ref named before (``git reflog``), kept for the branches that move.

It is written before the ref moves and never decides anything: a line too many, or none, is no fault.
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

from amendtrack.draft.git.on_disk import append_line, make_folder

_NOBODY = "0" * 40


def log_move(path: Path, ref: str, before: str | None, after: str) -> None:
    """Add a line to the log of a ref; one that is only made gets none, since git drops the log with the ref."""
    if before is None and ref.count("/") > 2:
        return
    place = path / "logs" / ref
    line = f"{before or _NOBODY} {after} Secretariat <secretariat@amendtrack.invalid> {int(time.time())} +0000\tact\n"
    with suppress(OSError):
        make_folder(path, place.parent)
        append_line(place, line.encode())


__all__ = ["log_move"]
