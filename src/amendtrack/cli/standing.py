"""What a command has already recorded, so that whatever goes wrong later, the last line can say that it stands.

And what it found to be gone from a record, which the last line says whatever else was asked; and how standard output
is given up once nobody reads it.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from amendtrack.errors import MissingFromRecord

if TYPE_CHECKING:
    from amendtrack.draft.outcome import Recorded

_STANDING: ContextVar[tuple[str, ...]] = ContextVar("standing", default=())
_GONE: ContextVar[Mapping[tuple[str, str, str], None]] = ContextVar("gone", default=MappingProxyType({}))


def begin() -> None:
    """Forget what an earlier command of this process recorded."""
    _STANDING.set(())
    _GONE.set({})


def note_recorded(what: str) -> None:
    """Note that an act is recorded, before anything else is done."""
    _STANDING.set((*_STANDING.get(), what))


def note_act(recorded: Recorded) -> None:
    """Note an act in few words: ``NRV-1 on Rev.0``, ``the text issued to PM2``."""
    short = recorded.summary.partition(": ")[0]
    note_recorded(short.partition(", ")[0] if recorded.reading else short)


@contextmanager
def watching() -> Iterator[None]:
    """Note what is missing from any draft that is opened inside, by whichever thread, instead of warning of it."""
    gone: dict[tuple[str, str, str], None] = {}
    _GONE.set(gone)
    with warnings.catch_warnings():
        warnings.simplefilter("always", MissingFromRecord)
        show = warnings.showwarning

        def note(message: Warning | str, *rest: Any, **more: Any) -> None:
            if isinstance(message, MissingFromRecord):
                gone[message.place, str(message.args[0]), message.remedy] = None
            else:
                show(message, *rest, **more)

        warnings.showwarning = note
        yield


def what_is_gone() -> tuple[tuple[str, str, str], ...]:
    """What is missing from the drafts seen by this command: the place of each, what it is, and what to do."""
    return tuple(_GONE.get())


def what_stands() -> tuple[str, ...]:
    """Everything that this command has recorded so far, in order."""
    return _STANDING.get()


def forget_stdout() -> None:
    """The reader of standard output is gone: let the interpreter close it silently."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):  # standard output is not a file here
        return


__all__ = ["begin", "forget_stdout", "note_act", "note_recorded", "watching", "what_is_gone", "what_stands"]
