"""An edit as one would write it in a letter: the place, what is asked for, and the words of the draft concerned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from amendtrack.consolidation.compose import flat
from amendtrack.consolidation.edits import Edit, Inserted, Moved, Relabelled, Reworded, Struck
from amendtrack.redline.amendment import Amendment, AmendmentKind
from amendtrack.text.units import Text


def in_words(base: Text, addresses: Sequence[str], edits: Iterable[Edit]) -> str:
    """The edits in words, on one line, separated by semicolons."""
    return "; ".join(amendment_of(base, addresses, edit).in_words for edit in edits)


def amendment_of(base: Text, addresses: Sequence[str], edit: Edit) -> Amendment:
    """The edit as an amendment: its kind, its place and its words."""
    match edit:
        case Inserted():
            return Amendment(AmendmentKind.INSERT_UNIT, place_of(addresses, edit), "", edit.mark + edit.wording)
        case Struck(unit=unit):
            return Amendment(AmendmentKind.DELETE_UNIT, addresses[unit], base.printed(base.units[unit]))
        case Moved(unit=unit):
            return Amendment(AmendmentKind.MOVE_UNIT, addresses[unit], after=_after(addresses, edit.gap))
        case Relabelled(unit=unit):
            return Amendment(AmendmentKind.EDITORIAL, addresses[unit], base.units[unit].label, edit.label)
        case Reworded():
            return _reworded(base, addresses, edit)


def _reworded(base: Text, addresses: Sequence[str], edit: Reworded) -> Amendment:
    place, unit = addresses[edit.unit], base.units[edit.unit]
    before, after = base.source[edit.c1 : edit.c2].strip(), flat(edit.parts).strip()
    context = " ".join(base.source[unit.body : max(unit.body, edit.c1)].split()[-5:])
    if edit.is_split:
        return Amendment(AmendmentKind.SPLIT_UNIT, place, context=context)
    kind = AmendmentKind.REPLACE_TEXT if before and after else AmendmentKind.DELETE_TEXT
    return Amendment(kind if before else AmendmentKind.INSERT_TEXT, place, before, after, context)


def place_of(addresses: Sequence[str], edit: Edit) -> str:
    """The address of the unit that an edit changes; that of the unit before it for a new or moved unit."""
    return _after(addresses, edit.gap) if isinstance(edit, Inserted | Moved) else addresses[edit.unit]


def _after(addresses: Sequence[str], gap: int) -> str:
    return f"after {addresses[gap]}" if gap >= 0 else "at the beginning"


__all__ = ["amendment_of", "in_words", "place_of"]
