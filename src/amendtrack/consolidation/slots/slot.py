"""What people look at: passages that somebody would word differently, computed from the edits.

Only printing depends on slots: texts are composed from edits.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from amendtrack.consolidation.negotiation import name_order


class Shape(Enum):
    """How a slot stands in the text."""

    WORDS = "words"
    LABEL = "label"
    UNIT = "unit"
    NEW = "new"
    MOVED_AWAY = "moved away"
    MOVED_HERE = "moved here"


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording on the table for a slot, and everyone who backs it, in the order of names."""

    wording: str
    backers: tuple[str, ...]
    deletes: bool = False
    moves_to: str = ""
    proposals: tuple[str, ...] = field(default=(), compare=False, repr=False)  # whose reading it is, by name


@dataclass(frozen=True, slots=True)
class Slot:
    """A passage with other wordings: base characters ``start:end`` and each reading of them.

    ``contested`` where two readings differ and do not compose; ``inner`` the slots printed inside;
    ``move`` a number shared by both ends of a move; ``against`` those who strike or rewrite the passage
    in which a new unit would stand, or put in a passage of their own there. ``id`` is the slot's own name,
    for the record; ``address`` what people call it, ``14#2``, given by the consolidation it stands in.
    """

    start: int
    end: int
    id: str
    unit: str
    base: str
    contested: bool
    variants: tuple[Variant, ...]
    inner: tuple[Slot, ...] = ()
    move: int | None = None
    kind: str = ""
    shape: Shape = Shape.WORDS
    positions: tuple[tuple[str, str], ...] = ()  # (stance, delegation)
    settled: bool = False
    mark: str = ""
    strands: frozenset[tuple[object, ...]] = field(default=frozenset(), repr=False)
    against: tuple[str, ...] = ()
    address: str = field(default="", compare=False)

    @property
    def parties(self) -> tuple[str, ...]:
        """Everyone who asks for a change here or inside, in the order of names."""
        return tuple(sorted({b for v in self.variants for b in v.backers}, key=name_order))


__all__ = ["Shape", "Slot", "Variant"]
