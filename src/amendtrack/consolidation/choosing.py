"""A reading of a slot as people name it: by the slot's address and its words, or ``move to 5``.

Also reads choices from older drafts, which stored the slot's id and the exact wording instead of decisions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.slots.slot import Slot, Variant
from amendtrack.consolidation.value import Consolidation
from amendtrack.errors import Unknown


@dataclass(frozen=True, slots=True)
class Choice:
    """A reading chosen for one slot: the slot's address or id, and the wording, or ``move to 5`` for a move."""

    slot: str
    wording: str


def typed_choice(typed: str) -> Choice | None:
    """The choice typed as ``14#2=by 2014``; None if it is not of that form.

    >>> typed_choice("14#2=by 2014"), typed_choice("14#2")
    (Choice(slot='14#2', wording='by 2014'), None)
    """
    # The name of a heading may contain the sign, so it is looked for after the number of the slot.
    parts = re.fullmatch(r"(.+?#\s*\d+|[^=]+)=(.*)", typed, re.DOTALL)
    return Choice(*parts.groups()) if parts else None


def chosen_in(con: Consolidation, choice: Choice) -> tuple[Slot, Variant | None]:
    """The slot and the reading that a choice names, ``None`` for the draft's reading; white space is ignored.

    Raises:
        Unknown: there is no such slot, or no such reading of it.
        InputRefused: the slot is decided.
    """
    slot = next((s for s in every(con.slots) if s.id == choice.slot), None) or con.slot_at(choice.slot)
    if slot.settled:
        raise con.decided_already(slot)
    words = choice.wording.split()
    readings = {slot.base: None, **{v.typed: v for v in slot.variants}}
    for reading in (*(r for r in readings if r == choice.wording), *sorted(readings, key=lambda r: r == slot.base)):
        if reading.split() == words:
            return slot, readings[reading]
    shown = dict.fromkeys(" ".join(r.split()) or "(nothing)" for r in readings)
    found = f"{choice.wording!r} is not a reading of {slot.address}"
    raise Unknown(found, remedy=f"its readings are: {' / '.join(shown)}; or word {slot.address} anew")


def with_choice(con: Consolidation, choice: Choice) -> Consolidation | None:
    """The consolidation with a choice in the older form; ``None`` if that slot or reading no longer exists."""
    for slot in (s for s in every(con.slots) if s.id == choice.slot and not s.settled):
        for variant in slot.variants:
            if variant.wording == choice.wording:
                return con.choose(slot, variant)
        if choice.wording == slot.base:
            return con.keep(slot)
    return None


__all__ = ["Choice", "chosen_in", "typed_choice", "with_choice"]
