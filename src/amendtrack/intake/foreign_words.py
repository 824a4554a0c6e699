"""Doubts about words of an amended text that may not belong to it: remarks, foreign lines, a different typing style.

Pure. ``rewording`` recognises remarks, ``newcomers`` new units, and ``retyping`` differences of typing; this module
turns their reasons into doubts.
"""

from __future__ import annotations

from collections.abc import Iterator

from amendtrack.intake.doubts import Doubt, Query
from amendtrack.intake.newcomers import why_no_unit
from amendtrack.intake.retyping import signs_apart
from amendtrack.intake.rewording import Voice, offered_in, remark_in_rewording, remark_in_unit, shares_words
from amendtrack.redline.amendment import amendments
from amendtrack.redline.change import Change, ChangeKind
from amendtrack.redline.comparison import Redline
from amendtrack.text.typeface import CELL_BORDER, is_ruler
from amendtrack.text.units import Text, UnitKind

_SHOWN = 120  # characters


def remarks(redline: Redline, voice: Voice, file: Text, tracked_on: str) -> Iterator[Query]:
    """The first doubt about inserted words; words inserted by tracked changes are always read as a unit.

    ``file`` is the text as it was sent, ``tracked_on`` the text under its tracked changes, if it has any.
    """
    for change in redline.changes:
        why = _remark(redline, change, voice, file)
        if not why and not tracked_on:
            why = _foreign(redline, change)
        if why:
            words = _words(redline, change)
            shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
            found = f"“{shown}” may not be part of the text: {why}"
            yield Query(Doubt.OTHER_WORDS, found, "send the text alone, or add --allow other-words if it is the text")
            return


def _words(redline: Redline, change: Change) -> str:
    """The words that a change inserts; a label without words as it is printed."""
    after, units = redline.after, redline.after.units[change.j1 : change.j2]
    words = " ".join(" ".join(map(after.wording, units)).split())
    return words or " ".join(" ".join(map(after.printed, units)).split())


def _remark(redline: Redline, change: Change, voice: Voice, file: Text) -> str:
    """Why the words inserted by a change may be about the text."""
    before, after = redline.before, redline.after
    if _is_rewording(change):
        was, now = _spoken(before, change.i1), _spoken(after, change.j1)
        return remark_in_rewording(was, now, voice, offered_in(file, before))
    if change.kind is ChangeKind.INSERTED:
        return remark_in_unit(after.wording(after.units[change.j1]), voice)
    return ""


def _spoken(text: Text, k: int) -> str:
    """The words of a unit, a table's row without the borders of its cells; nothing for the line under its heads."""
    unit = text.units[k]
    words = text.wording(unit)
    if unit.kind is not UnitKind.ROW:
        return words
    return "" if is_ruler(words) else " ".join(CELL_BORDER.sub(" ", words).split())


def _foreign(redline: Redline, change: Change) -> str:
    """Why a unit inserted by a change does not read like a unit of the draft."""
    before, after = redline.before, redline.after
    if change.kind is ChangeKind.INSERTED:
        return why_no_unit(after, change.j1, before, change.i1)
    if _is_rewording(change) and before.units[change.i1].label and not after.units[change.j1].label:
        return why_no_unit(after, change.j1, before, change.i1)
    if change.kind is ChangeKind.SPLIT:
        was = before.wording(before.units[change.i1])
        fresh = (j for j in range(change.j1, change.j2) if not shares_words(after.wording(after.units[j]), was))
        return next(filter(None, (why_no_unit(after, j, before, change.i2) for j in fresh)), "")
    return ""


def _is_rewording(change: Change) -> bool:
    return change.kind is ChangeKind.EDITED and (change.i2 - change.i1, change.j2 - change.j1) == (1, 1)


def typed_apart(redline: Redline) -> Iterator[Query]:
    """Whether most differences seem to be of typing only, so that nobody can tell what is intended."""
    if why := signs_apart(redline, len(amendments(redline))):
        hint = "send the draft itself with the changes in it, or add --allow typed if all of them are meant"
        yield Query(Doubt.TYPED, f"seems to be typed differently from the draft: {why}", hint)


__all__ = ["remarks", "typed_apart"]
