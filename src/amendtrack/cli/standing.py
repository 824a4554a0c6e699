"""What a command has already recorded, so that whatever goes wrong later, the last line can say that it stands."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amendtrack.draft.outcome import Recorded

_STANDING: ContextVar[tuple[str, ...]] = ContextVar("standing", default=())


def begin() -> None:
    """Forget what an earlier command of this process recorded."""
    _STANDING.set(())


def note_recorded(what: str) -> None:
    """Note that an act is recorded, before anything else is done."""
    _STANDING.set((*_STANDING.get(), what))


def note_act(recorded: Recorded) -> None:
    """Note an act in few words: ``NRV-1 on Rev.0``, ``the text issued to PM2``."""
    short = recorded.summary.partition(": ")[0]
    note_recorded(short.partition(", ")[0] if recorded.reading else short)


def what_stands() -> tuple[str, ...]:
    """Everything that this command has recorded so far, in order."""
    return _STANDING.get()


__all__ = ["begin", "note_act", "note_recorded", "what_stands"]
