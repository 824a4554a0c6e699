"""All slots of a consolidation, laid out in base order."""

from __future__ import annotations

from amendtrack.gapslots import gap_slots
from amendtrack.slots import Slot
from amendtrack.table import Table
from amendtrack.unitslots import unit_slots


def slots_of(table: Table) -> tuple[Slot, ...]:
    """All outermost slots in base order."""
    found: list[Slot] = []
    touched = sorted({*table.words, *table.deletes, *table.moves, *table.labels, *table.gaps})
    done = -2
    for i in touched:
        if i > done and i >= 0 and (i in table.words or i in table.deletes or i in table.moves or i in table.labels):
            until = table.joined_until(i)
            found.extend(unit_slots(table, i, until))
            done = until
        if i in table.gaps and not table.inside_join(i):
            found.extend(gap_slots(table, i))
    return tuple(found)


__all__ = ["slots_of"]
