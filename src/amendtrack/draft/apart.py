"""What is under embargo, kept apart: a repository of its own in the draft's folder; no branch of the draft leads to it.

So whatever is made from the draft (a clone, a bundle, an export, a published repository) cannot hold any of it. A list
beside it says what was taken in here, so that its loss is seen even if all of it is gone.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

from amendtrack.draft.git.commits import NewCommit
from amendtrack.draft.git.file_locks import clear_dead
from amendtrack.draft.git.loose import clear_unfinished
from amendtrack.draft.git.on_disk import append_line, make_folder, read_file, sync_folder
from amendtrack.draft.git.refs import HELD
from amendtrack.draft.git.repository import complete_repository
from amendtrack.draft.git.store import Durability, Store
from amendtrack.errors import NotRecorded

FOLDER, TAKEN_IN = "embargo", "amendtrack.held"
_LINE = re.compile(rb"(?m)^[0-9a-f]{12}$")
_LONGEST = 1_000_000


def apart(store: Store) -> Store | None:
    """The repository beside a draft's own; ``None`` where nothing was ever held. Raises ``RecordDamaged``."""
    place = store.path / FOLDER
    return Store(place, store.durability) if place.is_dir() and not _is_begun(place) else None


def _is_begun(place: Path) -> bool:
    """Whether somebody died, or the disk was full, while the repository was made: nothing was ever held in it."""
    return not os.path.lexists(place / "HEAD") and not os.path.lexists(place / HELD)


def keep_apart(store: Store, commit: NewCommit) -> None:
    """Write a commit into the repository beside, and read it back; called inside ``recording()``.

    Raises:
        NotRecorded, NotConfirmed: it could not be written.
    """
    place = store.path / FOLDER
    try:
        make_folder(store.path, place / "objects")
        complete_repository(place)
        if commit.id[:12] not in taken_in(store):
            append_line(store.path / TAKEN_IN, f"{commit.id[:12]}\n".encode(), sync=store.durability is Durability.SAFE)
        if store.durability is Durability.SAFE:
            sync_folder(store.path)
    except OSError as err:
        raise NotRecorded(f"nothing was recorded: {err.strerror}", place=str(place)) from err
    there, ref = Store(place, store.durability), held_ref(commit.id)
    with there.recording():
        there.put(commit)
        there.move(ref, commit.id, there.tip(ref))
        there.prove()


def taken_in(store: Store) -> frozenset[str]:
    """The names of what was taken in at this desk, whatever became of it; a copy made with git has none."""
    try:
        return frozenset(name.decode() for name in _LINE.findall(read_file(store.path / TAKEN_IN, _LONGEST)))
    except OSError:
        return frozenset()


def clear_apart(store: Store) -> None:
    """Remove what a process of ours left there when it died; called inside ``recording()``."""
    place = store.path / FOLDER
    with suppress(OSError):
        if place.is_dir():
            clear_dead(place)
            clear_unfinished(place)


def held_ref(commit: str) -> str:
    """The branch there that keeps a held file."""
    return f"{HELD}{commit[:12]}"


__all__ = ["TAKEN_IN", "apart", "clear_apart", "held_ref", "keep_apart", "taken_in"]
