"""Track amendments to a negotiated text: who proposed what, what stands, what is contested."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amendtrack import render as render
    from amendtrack.consolidation import Consolidation as Consolidation
    from amendtrack.consolidation import Position as Position
    from amendtrack.consolidation import Proposal as Proposal
    from amendtrack.consolidation import Slot as Slot
    from amendtrack.consolidation import Stance as Stance
    from amendtrack.consolidation import Variant as Variant
    from amendtrack.consolidation import consolidate as consolidate
    from amendtrack.draft import Draft as Draft
    from amendtrack.errors import AmendtrackError as AmendtrackError
    from amendtrack.errors import Unsettled as Unsettled
    from amendtrack.redline import Amendment as Amendment
    from amendtrack.redline import Redline as Redline
    from amendtrack.redline import amendments as amendments
    from amendtrack.redline import compare as compare
    from amendtrack.text import Text as Text
    from amendtrack.text import format_text as format_text
    from amendtrack.text import parse_text as parse_text

# In the order of the story: a text, two texts, many texts, the record of them.
_HOMES = {
    "Text": "text", "parse_text": "text", "format_text": "text",
    "Redline": "redline", "compare": "redline", "Amendment": "redline", "amendments": "redline",
    "Proposal": "consolidation", "Position": "consolidation", "Stance": "consolidation",
    "Consolidation": "consolidation", "consolidate": "consolidation",
    "Slot": "consolidation", "Variant": "consolidation",
    "Draft": "draft", "AmendtrackError": "errors", "Unsettled": "errors",
}  # fmt: skip
__all__ = [
    "Amendment",
    "AmendtrackError",
    "Consolidation",
    "Draft",
    "Position",
    "Proposal",
    "Redline",
    "Slot",
    "Stance",
    "Text",
    "Unsettled",
    "Variant",
    "amendments",
    "compare",
    "consolidate",
    "format_text",
    "parse_text",
    "render",
]  # fmt: skip


def __getattr__(name: str) -> object:
    """A public name, its module imported when first asked for, so that ``import amendtrack`` is quick."""
    from importlib import import_module

    if name == "render":
        return import_module("amendtrack.render")
    if name not in _HOMES:
        raise AttributeError(f"module 'amendtrack' has no attribute {name!r}")
    return getattr(import_module(f"amendtrack.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
