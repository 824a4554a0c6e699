"""Units that are shown as one slot: each delegation's reading of the whole unit, instead of its single changes.

A person's choice, since where a paragraph is all brackets only whole readings can be read. It changes no text: whoever
takes a reading takes all that its delegation changes in the unit.
"""

from __future__ import annotations

from collections.abc import Collection

from amendtrack.consolidation.compose import flat, spliced
from amendtrack.consolidation.edits import Edit, Reworded, reading_order
from amendtrack.redline.align.prepared import Prepared
from amendtrack.redline.phrase import BREAK


def as_whole(base: Prepared, edits: tuple[Edit, ...], units: Collection[int]) -> tuple[Edit, ...]:
    """One proposal's edits, with all that it rewords in each of these units as one change of the whole unit.

    A unit that it splits, or joins to another, is left as it is.
    """
    own: dict[int, list[Reworded]] = {}
    for edit in edits:
        if isinstance(edit, Reworded) and edit.unit in units:
            own.setdefault(edit.unit, []).append(edit)
    joined = {k for e in edits if isinstance(e, Reworded) and e.spans_units for k in range(e.unit, e.end[0] + 1)}
    made = [_one(base, unit, mine) for unit, mine in own.items() if _may_be_one(mine) and unit not in joined]
    if not made:
        return edits
    whole = {edit.unit for edit in made}
    rest = [e for e in edits if not (isinstance(e, Reworded) and e.unit in whole)]
    return tuple(sorted([*rest, *made], key=reading_order))


def _may_be_one(mine: list[Reworded]) -> bool:
    return not any(BREAK in edit.key for edit in mine)


def _one(base: Prepared, unit: int, mine: list[Reworded]) -> Reworded:
    here, size = base.text.units[unit], len(base.unit_words(unit))
    reading = flat(spliced(base.text, here.body, here.end, mine))
    return Reworded((unit, 0), (unit, size), base.folded_words(reading), here.body, here.end, (reading,))


__all__ = ["as_whole"]
