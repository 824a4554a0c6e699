"""Packages: parts of the text that were offered together, "9 if 15 bis stays", and whether only some of them are taken.

A package decides nothing. Whoever accepts or agrees one part is told how the others stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.agreement import touches
from amendtrack.consolidation.slots.slot import Shape

if TYPE_CHECKING:
    from amendtrack.consolidation.slots.slot import Slot
    from amendtrack.consolidation.value import Consolidation


class PartState(Enum):
    """How one part of a package stands."""

    AGREED = "agreed"
    DECIDED = "decided"
    OPEN = "open"
    OUT = "out"
    UNTOUCHED = "not agreed"

    @property
    def is_taken(self) -> bool:
        """Whether the part is agreed or decided."""
        return self in (PartState.AGREED, PartState.DECIDED)


@dataclass(frozen=True, slots=True)
class Package:
    """Units (``9``), new units (``15 bis``) and slots (``14#2``) that go together, with a name if it has one.

    Raises:
        ValueError: it has fewer than two parts.
    """

    parts: tuple[str, ...]
    name: str = ""
    when: str = ""
    by: str = ""
    ended: str = ""

    def __post_init__(self) -> None:
        if len(set(self.parts)) < 2:
            raise ValueError("a package has at least two parts")

    def __str__(self) -> str:
        listed = ", ".join(self.parts)
        return f"“{self.name}” ({listed})" if self.name else f"({listed})"


def state_of(con: Consolidation, part: str) -> PartState:
    """How a part stands.

    >>> from amendtrack import consolidate
    >>> con = consolidate("1. We shall meet.", {"Arda": "1. We should meet."})
    >>> state_of(con, "1").value, state_of(con.accept(["Arda"]), "1").value, state_of(con, "2").value
    ('open', 'decided', 'out')
    """
    if con.agreement_at(part):
        return PartState.AGREED
    here = _slots(con, part)
    if any(not slot.settled for slot in here):
        return PartState.OPEN
    if any(slot.shape is Shape.UNIT and all(v.deletes for v in slot.variants) for slot in here):
        return PartState.OUT
    if here or any(part in (r.address, r.address.rpartition("#")[0]) and r.kept for _, r in con.standing.in_force):
        return PartState.DECIDED
    return PartState.UNTOUCHED if part in con.addresses else PartState.OUT


def _slots(con: Consolidation, part: str) -> list[Slot]:
    """The slots in a unit of the draft, or those of a new unit or an address."""
    if part not in con.addresses:
        return [slot for slot in every(con.slots) if part in (slot.address, slot.place, slot.unit)]
    unit = con.addresses.index(part)
    return [slot for slot in every(con.slots) if any(touches(identity, unit) for identity in slot.strands)]


def half_taken(con: Consolidation, packages: Iterable[Package]) -> Iterator[str]:
    """A line for each package of which some parts are taken and others are not."""
    for package in packages:
        states = {part: state_of(con, part) for part in package.parts}
        taken = [part for part, state in states.items() if state.is_taken]
        if not package.ended and taken and len(taken) < len(states):
            said = "; ".join(f"{part} is {state.value}" for part, state in states.items())
            yield f"package {package} is only taken in part: {said}"


__all__ = ["Package", "PartState", "half_taken", "state_of"]
