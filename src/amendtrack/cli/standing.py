"""What a command has recorded already, so that whatever goes wrong afterwards, the last line can say that it stands."""

from __future__ import annotations

from contextvars import ContextVar

_STANDING: ContextVar[tuple[str, ...]] = ContextVar("standing", default=())


def begin() -> None:
    """Forget what an earlier command of this process recorded."""
    _STANDING.set(())


def stands(what: str) -> None:
    """Note that an act is recorded, before anything else is done about it."""
    _STANDING.set((*_STANDING.get(), what))


def what_stands() -> tuple[str, ...]:
    """Everything that this command has recorded so far, in order."""
    return _STANDING.get()


__all__ = ["begin", "stands", "what_stands"]
