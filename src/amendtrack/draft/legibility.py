"""Whether the text of every proposal can be read: one that cannot is left out and named, and stops nothing else.

Nothing is decided, agreed, revised or issued meanwhile, since that would leave it out for good.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from amendtrack.errors import MissingFromRecord, RecordDamaged
from amendtrack.record.record import Attribution

if TYPE_CHECKING:
    from amendtrack.draft.snapshot import Snapshot
    from amendtrack.record.entries import Entry

_EXAMINE = "run `amendtrack doctor DRAFT`, which says what to do"


def is_legible(now: Snapshot, entry: Entry) -> bool:
    """Whether the text of a proposal can be read, and that of the proposal which it amends, if it amends one."""
    file = f"{entry.language or now.settings.language}.md"
    if not entry.amends and now.store.was_read(entry.commit, file):
        return True
    try:
        now.wording(entry)
        if entry.amends:
            now.ground_text(entry)
    except RecordDamaged:
        return False
    return True


def illegible(now: Snapshot) -> tuple[Entry, ...]:
    """The proposals that stand and whose text cannot be read: nothing of them is in any text, and each is named."""
    return tuple(entry for entry in now.entries if entry.stands and not is_legible(now, entry))


def unreadable_names(now: Snapshot) -> tuple[str, ...]:
    """Their names; their numbers alone where the draft's rule is to name nobody."""
    lost = illegible(now)
    if now.settings.attribution is Attribution.NAMED:
        return tuple(entry.name for entry in lost)
    return (f"{len(lost)} proposal{'s' * (len(lost) != 1)}",) if lost else ()


def _note(now: Snapshot) -> str:
    names = ", ".join(entry.name for entry in illegible(now))
    return f"the text of {names} cannot be read" if names else ""


def check_legible(now: Snapshot) -> None:
    """Refuse what would leave out a proposal for good.

    Raises:
        RecordDamaged: the text of a proposal that stands cannot be read.
    """
    if lost := _note(now):
        raise RecordDamaged(lost, place=str(now.store.path), remedy=_EXAMINE)


def warn_of_illegible(now: Snapshot) -> None:
    """Warn that something is left out, if it is."""
    if lost := _note(now):
        found = f"{lost}: nothing of it is given"
        warnings.warn(MissingFromRecord(found, place=str(now.store.path), remedy=_EXAMINE), stacklevel=3)


__all__ = ["check_legible", "illegible", "is_legible", "unreadable_names", "warn_of_illegible"]
