"""Units that are shown as one slot: each delegation's reading of the whole unit, instead of its single changes.

A person's choice, since where a paragraph is all brackets only whole readings can be read. It changes no text: whoever
takes a reading takes all that its delegation changes in the unit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from amendtrack.consolidation.compose import flat, spliced
from amendtrack.consolidation.edits import Edit, Reworded, reading_order
from amendtrack.redline.align.prepared import Prepared
from amendtrack.redline.spoken_words import BREAK


def as_whole(base: Prepared, edits: tuple[Edit, ...], units: Collection[int]) -> tuple[Edit, ...]:
    """One proposal's edits, with all that it rewords in each of these units as one change of the whole unit.

    A unit that it splits, or joins to another, is left as it is.
    """
    apart = divided(edits)
    own: dict[int, list[Reworded]] = {}
    for edit in edits:
        if isinstance(edit, Reworded) and edit.unit in units and edit.unit not in apart:
            own.setdefault(edit.unit, []).append(edit)
    if not own:
        return edits
    rest = [e for e in edits if not (isinstance(e, Reworded) and e.unit in own)]
    return tuple(sorted([*rest, *(_one(base, unit, mine) for unit, mine in own.items())], key=reading_order))


def divided(edits: Iterable[Edit]) -> frozenset[int]:
    """The units that these edits split, or join to another: such a change cannot be shown as one of the whole unit."""
    reworded = [edit for edit in edits if isinstance(edit, Reworded)]
    joined = {k for edit in reworded if edit.spans_units for k in range(edit.unit, edit.end[0] + 1)}
    return frozenset(joined | {edit.unit for edit in reworded if BREAK in edit.key})


def _one(base: Prepared, unit: int, mine: list[Reworded]) -> Reworded:
    here, size = base.text.units[unit], len(base.unit_words(unit))
    reading = flat(spliced(base.text, here.body, here.end, mine))
    return Reworded((unit, 0), (unit, size), base.folded_words(reading), here.body, here.end, (reading,))


__all__ = ["as_whole", "divided"]
