"""Track amendments to a negotiated text: who proposed what, what stands, what is contested.

>>> import amendtrack
>>> con = amendtrack.consolidate("1. We shall meet.", {"Norvia": "1. We should meet."})
>>> print(amendtrack.brackets(con))
1. We [shall / should – Norvia] meet.
"""

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
    from amendtrack.consolidation.reports import Conflict as Conflict
    from amendtrack.draft import Draft as Draft
    from amendtrack.draft import Recorded as Recorded
    from amendtrack.draft import Snapshot as Snapshot
    from amendtrack.draft.desk import take_in as take_in
    from amendtrack.draft.folder import read_folder as read_folder
    from amendtrack.draft.submission import Submission as Submission
    from amendtrack.errors import AmendtrackError as AmendtrackError
    from amendtrack.errors import Busy as Busy
    from amendtrack.errors import InputRefused as InputRefused
    from amendtrack.errors import NotConfirmed as NotConfirmed
    from amendtrack.errors import NotRecorded as NotRecorded
    from amendtrack.errors import RecordDamaged as RecordDamaged
    from amendtrack.errors import Unknown as Unknown
    from amendtrack.errors import Unsettled as Unsettled
    from amendtrack.formats.mailbag import open_bag as open_bag
    from amendtrack.record.entries import Entry as Entry
    from amendtrack.record.fates import Fate as Fate
    from amendtrack.record.registers import Register as Register
    from amendtrack.record.registers import read_register as read_register
    from amendtrack.redline import Amendment as Amendment
    from amendtrack.redline import Redline as Redline
    from amendtrack.redline import amendments as amendments
    from amendtrack.redline import compare as compare
    from amendtrack.render import brackets as brackets
    from amendtrack.render import read_brackets as read_brackets
    from amendtrack.text import Text as Text
    from amendtrack.text import format_text as format_text
    from amendtrack.text import parse_text as parse_text

# In the order of the story: a text, two texts, many texts, the record of them, and what can go wrong.
_HOMES = {
    "Text": "text",
    "parse_text": "text",
    "format_text": "text",
    "Redline": "redline",
    "compare": "redline",
    "Amendment": "redline",
    "amendments": "redline",
    "Proposal": "consolidation",
    "Position": "consolidation",
    "Stance": "consolidation",
    "Consolidation": "consolidation",
    "consolidate": "consolidation",
    "Slot": "consolidation",
    "Variant": "consolidation",
    "Conflict": "consolidation.reports",
    "brackets": "render",
    "read_brackets": "render",
    "Register": "record.registers",
    "read_register": "record.registers",
    "Entry": "record.entries",
    "Fate": "record.fates",
    "Draft": "draft",
    "Snapshot": "draft",
    "Submission": "draft.submission",
    "Recorded": "draft",
    "read_folder": "draft.folder",
    "open_bag": "formats.mailbag",
    "take_in": "draft.desk",
    "AmendtrackError": "errors",
    "InputRefused": "errors",
    "Unknown": "errors",
    "Unsettled": "errors",
    "NotConfirmed": "errors",
    "NotRecorded": "errors",
    "RecordDamaged": "errors",
    "Busy": "errors",
}
__all__ = [
    "Amendment",
    "AmendtrackError",
    "Busy",
    "Conflict",
    "Consolidation",
    "Draft",
    "Entry",
    "Fate",
    "InputRefused",
    "NotConfirmed",
    "NotRecorded",
    "Position",
    "Proposal",
    "RecordDamaged",
    "Recorded",
    "Redline",
    "Register",
    "Slot",
    "Snapshot",
    "Stance",
    "Submission",
    "Text",
    "Unknown",
    "Unsettled",
    "Variant",
    "amendments",
    "brackets",
    "compare",
    "consolidate",
    "format_text",
    "open_bag",
    "parse_text",
    "read_brackets",
    "read_folder",
    "read_register",
    "render",
    "take_in",
]


def __getattr__(name: str) -> object:
    """A public name; its module is imported when first asked for, so that ``import amendtrack`` is quick."""
    from importlib import import_module

    if name == "render":
        return import_module("amendtrack.render")
    if name not in _HOMES:
        raise AttributeError(f"module 'amendtrack' has no attribute {name!r}")
    return getattr(import_module(f"amendtrack.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
