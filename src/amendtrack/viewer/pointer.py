"""The place at which the operator is, left for the wall in a file beside the record, in a folder of one's own.

Whoever writes that file can only move the wall about in the text that it shows anyway: what is read is a place and a
slot, and counts only if the wall's own text has them.
"""

from __future__ import annotations

import json
import os
import stat
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

_LONGEST = 4096


@dataclass(frozen=True, slots=True)
class Pointed:
    """A place of the text, and a slot there; both may be empty.

    ``start`` and ``end`` are the characters of the draft that the slot is about: the wall, which does not show
    everything, may number its slots otherwise. -1 if that is not said.
    """

    place: str = ""
    slot: str = ""
    start: int = -1
    end: int = -1


def pointer_file(draft: Path) -> Path:
    """Where the operator's place on that draft is left, in a folder that only this user can enter.

    Raises:
        OSError: there is no such folder, and it cannot be made; or somebody else owns it.
    """
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    own = getattr(os, "getuid", lambda: 0)()
    folder = Path(runtime) / "amendtrack" if runtime and Path(runtime).is_dir() else None
    folder = folder or Path(tempfile.gettempdir()) / f"amendtrack-{own}"
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or (hasattr(os, "getuid") and found.st_uid != own):
        raise PermissionError(f"{folder} belongs to somebody else")
    return folder / f"{sha256(os.fsencode(draft.resolve())).hexdigest()[:24]}.json"


def point(file: Path, at: Pointed) -> None:
    """Leave a place for the wall, whole or not at all."""
    part = file.with_suffix(f".{os.getpid()}.part")
    part.write_text(json.dumps(asdict(at)), encoding="utf-8")
    part.replace(file)


def pointed(file: Path) -> Pointed:
    """The place that was left; an empty one if there is none, or the file is not one of ours."""
    try:
        with os.fdopen(os.open(file, os.O_RDONLY | _CAREFUL), "rb") as opened:
            if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
                return Pointed()
            data = opened.read(_LONGEST + 1)
        facts = json.loads(data.decode("utf-8")) if len(data) <= _LONGEST else None
    except (OSError, ValueError, RecursionError):
        return Pointed()
    if not isinstance(facts, dict):
        return Pointed()
    place, slot = facts.get("place"), facts.get("slot")
    start, end = facts.get("start"), facts.get("end")
    return Pointed(
        place if isinstance(place, str) else "",
        slot if isinstance(slot, str) else "",
        start if isinstance(start, int) else -1,
        end if isinstance(end, int) else -1,
    )


_CAREFUL = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""A link is not followed, and a pipe is not waited for."""

__all__ = ["Pointed", "point", "pointed", "pointer_file"]
