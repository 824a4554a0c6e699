"""What an instruction does to a draft, as values with positions in the draft; and when two of them conflict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from amendtrack.intake.instructions.instruction import Instruction


@dataclass(frozen=True, slots=True)
class Worded:
    """Words ``first:last`` of a unit are replaced by ``new``; equal positions are an insertion."""

    unit: int
    first: int
    last: int
    new: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """A unit is deleted."""

    unit: int


@dataclass(frozen=True, slots=True)
class Added:
    """New units after unit ``gap`` (-1: before the first), as they should read, labels included.

    They are another wording of the ``instead`` units up to ``gap``, which are deleted for them; 0 if they are new.
    """

    gap: int
    text: str
    instead: int = 0


@dataclass(frozen=True, slots=True)
class MovedUnits:
    """Units ``first:last`` move to after unit ``gap``."""

    first: int
    last: int
    gap: int


@dataclass(frozen=True, slots=True)
class Joined:
    """A unit is joined with the next."""

    unit: int


@dataclass(frozen=True, slots=True)
class Broken:
    """A unit is split before its word ``at``."""

    unit: int
    at: int
    label: str


@dataclass(frozen=True, slots=True)
class Retained:
    """A unit is to stay as it is."""

    unit: int


Change = Worded | Dropped | Added | MovedUnits | Joined | Broken | Retained


def collide(mine: Iterable[Change], others: Iterable[Change]) -> bool:
    """Whether two instructions cannot both be carried out; the same change twice does not conflict.

    >>> collide([Worded(4, 2, 3, "x")], [Worded(4, 2, 4, "y")]), collide([Worded(4, 2, 3, "x")], [Worded(4, 3, 4, "")])
    (True, False)
    >>> collide([Dropped(4)], [Worded(4, 0, 1, "x")]), collide([MovedUnits(4, 5, 1)], [Worded(4, 0, 1, "x")])
    (True, False)
    """
    theirs = list(others)
    return any(_clash(a, b) or _clash(b, a) for a in mine for b in theirs if a != b)


def _clash(a: Change, b: Change) -> bool:
    match a, b:
        case Worded(), Worded():
            return a.unit == b.unit and _overlap(a, b)
        case Broken(), Worded():
            return a.unit == b.unit and (b.first < a.at < b.last or b.first == b.last == a.at)
        case Broken(), Broken():
            return a.unit == b.unit
        case ((Dropped() | Retained()), (Worded() | Dropped() | Joined() | Broken() | Retained())):
            joined = isinstance(b, Joined) and a.unit == b.unit + 1
            both_retained = isinstance(a, Retained) and isinstance(b, Retained)
            return (a.unit == b.unit or joined) and not both_retained
        case ((Dropped() | Retained()), MovedUnits()):
            return b.first <= a.unit < b.last or (isinstance(a, Dropped) and b.gap == a.unit)
        case MovedUnits(), MovedUnits():
            return (a.first < b.last and b.first < a.last) or a.first <= b.gap < a.last
        case MovedUnits(), (Joined() | Broken()):
            return a.first <= b.unit < a.last or (isinstance(b, Joined) and a.first <= b.unit + 1 < a.last)
        case MovedUnits(), Added():
            return a.first <= b.gap < a.last - 1
        case Joined(), (Added() | MovedUnits()):
            return b.gap == a.unit
    return False


def _overlap(a: Worded, b: Worded) -> bool:
    if a.first == a.last and b.first == b.last:
        return a.first == b.first
    if a.first == a.last:
        return b.first < a.first < b.last
    if b.first == b.last:
        return a.first < b.first < a.last
    return a.first < b.last and b.first < a.last


@dataclass(frozen=True, slots=True)
class Aim:
    """What an instruction does: its changes, the places that it retains, and what in it was disregarded."""

    instruction: Instruction
    changes: tuple[Change, ...]
    note: str = ""
