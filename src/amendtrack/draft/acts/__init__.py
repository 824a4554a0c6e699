"""Everything that can be recorded: functions from a snapshot and a request to an ``Act``; none of them writes.

To add an act: a function that returns an ``Act`` (or ``already(...)``), and a method of ``Draft``, in ``methods``, that
performs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

    from amendtrack.draft.acts import adopting as adopting
    from amendtrack.draft.acts import agreeing as agreeing
    from amendtrack.draft.acts import convening as convening
    from amendtrack.draft.acts import corrections as corrections
    from amendtrack.draft.acts import decisions as decisions
    from amendtrack.draft.acts import issues as issues
    from amendtrack.draft.acts import maintaining as maintaining
    from amendtrack.draft.acts import overtaken as overtaken
    from amendtrack.draft.acts import packaging as packaging
    from amendtrack.draft.acts import partial as partial
    from amendtrack.draft.acts import positions as positions
    from amendtrack.draft.acts import proposals as proposals
    from amendtrack.draft.acts import registering_keys as registering_keys
    from amendtrack.draft.acts import revisions as revisions
    from amendtrack.draft.acts import rules as rules
    from amendtrack.draft.acts import showing_whole as showing_whole
    from amendtrack.draft.acts import silence as silence
    from amendtrack.draft.acts import translating as translating
    from amendtrack.draft.acts import undoing as undoing


def __getattr__(name: str) -> ModuleType:
    """A kind of act; its module is imported when the first such act is performed."""
    from importlib import import_module

    try:
        return import_module(f"{__name__}.{name}")
    except ModuleNotFoundError as err:
        if err.name != f"{__name__}.{name}":
            raise
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from err
