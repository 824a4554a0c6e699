"""What a command has already recorded, so that whatever goes wrong later, the last line can say that it stands.

And what it found to be gone from a record, which the last line says whatever else was asked.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amendtrack.draft import Draft
    from amendtrack.draft.outcome import Recorded

_STANDING: ContextVar[tuple[str, ...]] = ContextVar("standing", default=())
_GONE: ContextVar[tuple[tuple[str, str, str], ...]] = ContextVar("gone", default=())


def begin() -> None:
    """Forget what an earlier command of this process recorded."""
    _STANDING.set(())
    _GONE.set(())


def note_recorded(what: str) -> None:
    """Note that an act is recorded, before anything else is done."""
    _STANDING.set((*_STANDING.get(), what))


def note_act(recorded: Recorded) -> None:
    """Note an act in few words: ``NRV-1 on Rev.0``, ``the text issued to PM2``."""
    short = recorded.summary.partition(": ")[0]
    note_recorded(short.partition(", ")[0] if recorded.reading else short)


def watch(draft: Draft) -> Draft:
    """The same draft; what is missing from its record is noted, and where it is now is remembered."""
    from amendtrack.draft.continuity import GO_ON_HINT

    place = str(draft.path)
    for path, what in draft.snapshot().unread:
        hint = "what is in it is in no answer; run `amendtrack doctor DRAFT --from COPY` with a copy that has it"
        _GONE.set((*_GONE.get(), (place, f"{path} {what}", hint)))
    if lost := draft.put_back():
        _GONE.set((*_GONE.get(), (place, str(lost), GO_ON_HINT)))
    else:
        draft.note_seen()
    return draft


def what_is_gone() -> tuple[tuple[str, str, str], ...]:
    """What is missing from the drafts seen by this command: the place of each, what it is, and what to do."""
    return _GONE.get()


def what_stands() -> tuple[str, ...]:
    """Everything that this command has recorded so far, in order."""
    return _STANDING.get()


__all__ = ["begin", "note_act", "note_recorded", "watch", "what_is_gone", "what_stands"]
