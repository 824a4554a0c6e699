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
_GONE: ContextVar[tuple[tuple[str, str], ...]] = ContextVar("gone", default=())


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
    """The same draft; if its record was put back, that is noted, else where it is now is remembered."""
    if lost := draft.put_back():
        _GONE.set((*_GONE.get(), (str(draft.path), str(lost))))
    else:
        draft.note_seen()
    return draft


def what_is_gone() -> tuple[tuple[str, str], ...]:
    """Every draft seen by this command whose record was put back: its place, and what is missing."""
    return _GONE.get()


def what_stands() -> tuple[str, ...]:
    """Everything that this command has recorded so far, in order."""
    return _STANDING.get()


__all__ = ["begin", "note_act", "note_recorded", "watch", "what_is_gone", "what_stands"]
