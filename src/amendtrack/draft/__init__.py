"""The record of a negotiation on disk: one draft is one git repository.

The names below are imported when first asked for: whoever needs only what is in ``git`` does not load the rest.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amendtrack.draft.draft import Draft as Draft
    from amendtrack.draft.outcome import Outcome as Outcome
    from amendtrack.draft.outcome import Recorded as Recorded
    from amendtrack.draft.snapshot import Snapshot as Snapshot

_HOMES = {"Draft": "draft", "Outcome": "outcome", "Recorded": "outcome", "Snapshot": "snapshot"}
__all__ = ["Draft", "Outcome", "Recorded", "Snapshot"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'amendtrack.draft' has no attribute {name!r}")
    return getattr(import_module(f"amendtrack.draft.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
