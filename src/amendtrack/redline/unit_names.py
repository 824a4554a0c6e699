"""The names of the units of both texts of a redline: where nothing came, went or moved, those of the first text."""

from __future__ import annotations

from amendtrack.redline.change import Change, ChangeKind
from amendtrack.redline.comparison import Redline
from amendtrack.redline.numbering import LabelChange
from amendtrack.text.addresses import addresses
from amendtrack.text.units import UnitKind

Names = tuple[str, ...]
"""One name for each unit of a text."""


def unit_names(redline: Redline) -> tuple[Names, Names]:
    """The names of the units of both texts.

    A proposal that only changes words leaves each paragraph what it is called in the draft, whatever its words are now;
    nor is its text read for names a second time. A title is part of the names of what is below it.

    >>> from amendtrack.redline.comparison import compare
    >>> unit_names(compare("5. Do:\\n(a) this;\\n", "5. Do first:\\n(a) that;\\n"))
    (('5', '5 (a)'), ('5', '5 (a)'))
    >>> unit_names(compare("5. Do:\\n(a) this;\\n", "4. Go.\\n5. Do:\\n(a) that;\\n"))
    (('5', '5 (a)'), ('4', '5', '5 (a)'))
    """
    was = addresses(redline.before)
    keeps_all = len(redline.before.units) == len(redline.after.units) and all(
        _stays(redline, change) for change in redline.changes
    )
    return was, was if keeps_all else addresses(redline.after)


def _stays(redline: Redline, change: Change) -> bool:
    """Whether a unit is in its place under its number, and no title that now says something else."""
    kind, i1, _, j1, _, move, _, label, _ = change
    if i1 != j1 or move is not None or label is not LabelChange.SAME:
        return False
    is_edited = kind is ChangeKind.EDITED
    return kind is ChangeKind.KEPT or (is_edited and redline.after.units[j1].kind is not UnitKind.HEADING)


__all__ = ["unit_names"]
