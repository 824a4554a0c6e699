"""Slots, the passages that somebody would word differently, computed from the edits for people to read.

Only printing depends on slots: texts are composed from edits. A slot comes from one of three constructors,
``of_words``, ``of_unit`` and ``of_gap``, and is checked when it is created; it is settled once all its edits are
``kept``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Self

from amendtrack.consolidation.edits import Edit, Identity
from amendtrack.consolidation.negotiation import name_order
from amendtrack.consolidation.slots.kinds import ConflictKind
from amendtrack.consolidation.strands import Strand
from amendtrack.text.glimpse import framed, glimpse, some


class Shape(Enum):
    """The kind of place that a slot occupies in the text."""

    WORDS = "words"
    LABEL = "label"
    UNIT = "unit"
    NEW = "new"
    MOVED_AWAY = "moved away"
    MOVED_HERE = "moved here"


IN_A_GAP = frozenset((Shape.NEW, Shape.MOVED_HERE))
_MOVES = frozenset((Shape.MOVED_AWAY, Shape.MOVED_HERE))


@dataclass(frozen=True, slots=True, repr=False)
class Variant:
    """One wording on the table for a slot, and everyone who backs it, in the order of names.

    ``positions`` are the stances of others on it, as pairs of stance and delegation: support, oppose, reserve.

    >>> import amendtrack
    >>> con = amendtrack.consolidate("1. We shall meet.", dict.fromkeys(["Norvia", "Brum"], "1. We should meet."))
    >>> con.slots[0].variants[0]
    <Variant 'should': Brum, Norvia>
    """

    wording: str
    backers: tuple[str, ...]
    deletes: bool = False
    moves_to: str = ""
    proposals: tuple[str, ...] = field(default=(), compare=False)  # whose reading it is, by name
    positions: tuple[tuple[str, str], ...] = ()  # (stance, delegation)

    @property
    def typed(self) -> str:
        """What to type to choose this reading: its wording, or ``move to 5`` for a move; nothing for a deletion."""
        return f"move to {self.moves_to.rstrip('.:')}" if self.moves_to else self.wording

    def __repr__(self) -> str:
        return framed(f"Variant {glimpse(self.typed)}: {some(self.backers)}")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Slot:
    """A passage that somebody would word differently: base characters ``start:end`` and each reading of them.

    ``id`` is the slot's internal name, for the record; ``unit`` the address of its unit, or the label of a new unit;
    ``place`` the place of that unit, ``OP4 (b bis)``; ``address`` the name that people use for the slot, ``14#2``,
    given by its consolidation. ``kind`` is the kind of conflict between the readings, if any; ``inner`` holds the slots
    printed inside; ``move`` is a number shared by both ends of a move; ``against`` names those who delete or rewrite
    the passage that a new unit would join, insert another passage there, or have the same new words at another place.

    Raises:
        ValueError: its only reading is that of the base, or it does not fit its place.

    >>> import amendtrack
    >>> con = amendtrack.consolidate("1. We shall meet.", {"Norvia": "1. We should meet."})
    >>> con.slots
    (<Slot 1#1: 1 variant, uncontested>,)
    >>> con.slots[0].base, con.slots[0].parties, con.slots[0].contested
    ('shall', ('Norvia',), False)
    """

    shape: Shape
    start: int
    end: int
    base: str
    id: str
    unit: str
    variants: tuple[Variant, ...]
    kind: ConflictKind | None = None
    inner: tuple[Slot, ...] = ()
    move: int | None = None
    positions: tuple[tuple[str, str], ...] = ()  # (stance, delegation)
    settled: bool = False
    mark: str = ""
    strands: frozenset[Identity] = frozenset()
    against: tuple[str, ...] = ()
    place: str = ""
    address: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not self.place:
            object.__setattr__(self, "place", self.unit)
        if not self.variants:
            raise ValueError(f"slot {self.id}: no variant; wording that nobody amends is no slot")
        if not 0 <= self.start <= self.end or len(self.base) != self.end - self.start:
            raise ValueError(f"slot {self.id}: {len(self.base)} characters at {self.start}:{self.end}")
        if not self.id or not self.unit:
            raise ValueError(f"a slot at {self.start}:{self.end} without a name or a place")
        if self.shape in IN_A_GAP and self.start != self.end:
            raise ValueError(f"slot {self.id}: what is {self.shape.value} takes up {self.start}:{self.end} of the base")
        if self.shape in _MOVES and self.move is None:
            raise ValueError(f"slot {self.id}: one end of a move without its number")
        if any(v.wording == self.base and not v.moves_to for v in self.variants):
            raise ValueError(f"slot {self.id}: the base's own reading is no variant")

    @classmethod
    def of_words(
        cls,
        strands: Iterable[Strand[Edit]],
        *,
        start: int,
        base: str,
        id: str,
        unit: str,
        variants: tuple[Variant, ...],
        kind: ConflictKind | None,
        kept: frozenset[Identity],
        inner: tuple[Slot, ...] = (),
        positions: tuple[tuple[str, str], ...] = (),
        shape: Shape = Shape.WORDS,
        against: tuple[str, ...] = (),
    ) -> Self:
        """The slot for these edits of words, or of a label, inside one unit."""
        names = frozenset(s.identity for s in strands)
        return cls(
            shape=shape,
            start=start,
            end=start + len(base),
            base=base,
            id=id,
            unit=unit,
            variants=variants,
            kind=kind,
            inner=inner,
            positions=positions,
            settled=names <= kept,
            strands=names,
            against=against,
        )

    @classmethod
    def of_unit(
        cls,
        strands: Iterable[Strand[Edit]],
        *,
        start: int,
        base: str,
        unit: str,
        variants: tuple[Variant, ...],
        kind: ConflictKind | None,
        kept: frozenset[Identity],
        mark: str,
        inner: tuple[Slot, ...] = (),
        positions: tuple[tuple[str, str], ...] = (),
        move: int | None = None,
        shape: Shape = Shape.UNIT,
    ) -> Self:
        """The slot for whole units of the base, deleted, joined, split or moved away; ``mark`` is that of the first."""
        names = frozenset(s.identity for s in strands)
        return cls(
            shape=shape,
            start=start,
            end=start + len(base),
            base=base,
            id=unit,
            unit=unit,
            variants=variants,
            kind=kind,
            inner=inner,
            move=move,
            positions=positions,
            mark=mark,
            settled=names <= kept,
            strands=names,
        )

    @classmethod
    def of_gap(
        cls,
        strands: Iterable[Strand[Edit]],
        *,
        at: int,
        id: str,
        unit: str,
        variants: tuple[Variant, ...],
        kind: ConflictKind | None,
        kept: frozenset[Identity],
        move: int | None = None,
        mark: str = "",
        against: tuple[str, ...] = (),
        place: str = "",
    ) -> Self:
        """The slot for a unit between two others: a new one or, if it has a ``move`` number, one moved here."""
        names = frozenset(s.identity for s in strands)
        return cls(
            shape=Shape.NEW if move is None else Shape.MOVED_HERE,
            start=at,
            end=at,
            base="",
            id=id,
            unit=unit,
            variants=variants,
            kind=kind,
            move=move,
            mark=mark,
            settled=names <= kept,
            strands=names,
            against=against,
            place=place,
        )

    @property
    def contested(self) -> bool:
        """Whether two readings differ and are incompatible; a settled slot has only one reading."""
        return self.kind is not None and self.kind.blocks and not self.settled

    @property
    def parties(self) -> tuple[str, ...]:
        """Everyone who asks for a change here or inside, in the order of names."""
        inside = (party for slot in self.inner for party in slot.parties)
        return tuple(sorted({*(b for v in self.variants for b in v.backers), *inside}, key=name_order))

    def __repr__(self) -> str:
        state = "settled" if self.settled else str(self.kind) if self.kind else "uncontested"
        many = len(self.variants)
        return framed(f"Slot {self.address or self.id}: {many} variant{'s' if many > 1 else ''}, {state}")


__all__ = ["IN_A_GAP", "ConflictKind", "Shape", "Slot", "Variant"]
