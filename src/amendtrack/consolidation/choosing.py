"""A reading chosen for a slot: found where somebody names the slot, and put in where it was recorded.

A recorded choice holds the slot's own id, so that it lapses when the slot is no longer there, and the
wording as it stands in the slot.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.slots.slot import Slot
from amendtrack.consolidation.value import Consolidation
from amendtrack.errors import Unknown


@dataclass(frozen=True, slots=True)
class Choice:
    """A reading chosen for one slot: the slot's id and the wording that stands there."""

    slot: str
    wording: str


def choice_in(con: Consolidation, slot: str, wording: str) -> Choice:
    """The choice of that wording for the slot of that address or id; its white space does not matter.

    Raises:
        Unknown: there is no such slot, or no such reading of it.
    """
    here = _called(con, slot) or [con.slot_at(slot)]
    exact = [Choice(s.id, r) for s in here for r in _readings(s) if r == wording]
    alike = [Choice(s.id, r) for s in here for r in _readings(s) if r.split() == wording.split()]
    if not (exact or alike):
        shown = dict.fromkeys(" ".join(r.split()) or "(nothing)" for s in here for r in _readings(s))
        raise Unknown(f"no reading {wording!r} of a slot {slot!r}", remedy=f"its readings are: {' / '.join(shown)}")
    return (exact or alike)[0]


def with_choice(con: Consolidation, choice: Choice) -> Consolidation | None:
    """The consolidation with that reading; ``None`` if it has no such slot, or the slot no such reading."""
    for slot in _called(con, choice.slot):
        for variant in slot.variants:
            if variant.wording == choice.wording:
                return con.choose(slot, variant)
        if choice.wording == slot.base:
            return con.choose(slot, None)
    return None


def _called(con: Consolidation, name: str) -> list[Slot]:
    """The slots of that id: one, or one inside another that begins with the same word."""
    return [s for s in every(con.slots) if s.id == name]


def _readings(slot: Slot) -> Iterator[str]:
    yield slot.base
    yield from (v.wording for v in slot.variants)


__all__ = ["choice_in", "with_choice"]
