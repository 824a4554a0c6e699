"""The last heads of the record that were seen, kept outside of it: so a record that was put back is noticed.

A line for each, with the time, in a file in the draft's folder, and in another in the user's own. The one moves with
the folder; the other does not, and so knows of an older copy put in its place. Neither is part of the record. A line is
added once an act is complete, so a process that dies leaves at most a line too few.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from amendtrack.draft.git.on_disk import append_line, open_regular

HERE = "amendtrack.heads"
FOLDER, USER = "the draft's folder", "your own folder"
_LINE = re.compile(rb"([0-9a-f]{40}) (\d{1,12})\n")
_TAIL = 1 << 12


class Keepers(Enum):
    """Who remembers a head."""

    FOLDER = "the draft's folder alone"
    BOTH = "the draft's folder and the user's own"


@dataclass(frozen=True, slots=True)
class Seen:
    """A head of the record, when it was last seen (in seconds since 1970), and who remembers it."""

    commit: str
    at: int
    where: str


def last_seen(path: Path, first: str) -> tuple[Seen, ...]:
    """The heads last seen of the draft in that folder, whose first revision is the commit ``first``."""
    places = {path / HERE: FOLDER, **dict.fromkeys(_own(path, first), USER)}
    read = ((_last(place), where) for place, where in places.items())
    return tuple(Seen(line[1].decode(), int(line[2]), where) for line, where in read if line)


def note_seen(path: Path, first: str, commit: str, keepers: Keepers) -> None:
    """Remember a head, as far as that is possible: on a read-only disk it is not."""
    line = f"{commit} {int(time.time())}\n".encode()
    for place in (path / HERE, *(_own(path, first) if keepers is Keepers.BOTH else ())):
        with suppress(OSError):
            if (last := _last(place)) is None or last[1].decode() != commit:
                if place.parent != path:
                    place.parent.mkdir(parents=True, exist_ok=True)
                append_line(place, line)


def _last(place: Path) -> re.Match[bytes] | None:
    """The last whole line; a torn one does not count."""
    try:
        handle = open_regular(place, os.O_RDONLY)
    except OSError:
        return None
    with os.fdopen(handle, "rb", buffering=0) as file, suppress(OSError):
        file.seek(max(0, os.fstat(handle).st_size - _TAIL))
        lines = list(_LINE.finditer(file.read(_TAIL)))
        return lines[-1] if lines else None
    return None


def _own(path: Path, first: str) -> tuple[Path, ...]:
    """The file in the user's own folder, for this draft in this place; none where the user has no folder."""
    try:
        folder = os.environ.get("XDG_STATE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".local" / "state"
        here = path.resolve().as_posix()
    except (OSError, RuntimeError):
        return ()
    key = hashlib.sha256(f"{first} {here}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return (Path(folder) / "amendtrack" / "heads" / key,)


__all__ = ["FOLDER", "HERE", "Keepers", "Seen", "last_seen", "note_seen"]
