"""Which unit of a text is which unit of its base, as its author stated it.

An instruction, a table row or a tracked change says what is deleted, new or moved. This is stored with the text, so it
need not be guessed from the two texts. Knows whether the statement fits two texts; ``alignment`` compares the words
inside the units.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """Units ``after[j1:j2]`` are ``before[i1:i2]``, one by one where there are as many; new if ``i1 == i2``.

    ``gap`` is the unit of the base that new and moved units follow (-1: before the first); None for units that
    stay where they are.
    """

    i1: int
    i2: int
    j1: int
    j2: int
    gap: int | None = None

    def __post_init__(self) -> None:
        if not (0 <= self.i1 <= self.i2 and 0 <= self.j1 < self.j2 and (self.gap is None or self.gap >= -1)):
            raise ValueError(f"units {self.i1}-{self.i2} as units {self.j1}-{self.j2} after unit {self.gap}")
        if self.is_new and self.gap is None:
            raise ValueError(f"new units {self.j1}-{self.j2} stand nowhere")

    @property
    def is_new(self) -> bool:
        """Whether the units are new, with no origin in the base."""
        return self.i1 == self.i2

    @property
    def is_paired(self) -> bool:
        """Whether the units are those of the base one by one, neither split nor joined."""
        return self.i2 - self.i1 == self.j2 - self.j1

    @property
    def numbers(self) -> tuple[int, ...]:
        """The whole as numbers; the inverse of ``Origin(*numbers)``."""
        place = (self.i1, self.i2, self.j1, self.j2)
        return place if self.gap is None else (*place, self.gap)


@dataclass(frozen=True, slots=True)
class Origins:
    """The origin of every unit of a text, in order; empty if nobody stated it. A base unit in none of them is deleted.

    >>> stated = Origins.joined([Origin(0, 1, 0, 1), Origin(1, 2, 1, 2), Origin(3, 3, 2, 3, gap=2)])
    >>> stated.lines, stated.fits(3, 3), stated.fits(2, 3)
    (('0 2 0 2', '3 3 2 3 2'), True, False)
    """

    parts: tuple[Origin, ...] = ()

    @classmethod
    def joined(cls, parts: Iterable[Origin]) -> Origins:
        """Those parts, with contiguous neighbours joined."""
        made: list[Origin] = []
        for part in parts:
            last = made[-1] if made else None
            if last and _continues(last, part):
                made[-1] = Origin(last.i1, part.i2, last.j1, part.j2, last.gap)
            else:
                made.append(part)
        return cls(tuple(made))

    @classmethod
    def read(cls, lines: Iterable[str]) -> Origins:
        """The origins written by ``lines``; anything else is a ``ValueError``."""
        lines = tuple(lines)
        if wrong := next((line for line in lines if not _NUMBERS.fullmatch(line)), None):
            raise ValueError(f"not the numbers of units: {wrong!r}")
        return cls(tuple(Origin(*map(int, line.split(" "))) for line in lines))

    @property
    def lines(self) -> tuple[str, ...]:
        """The origins as lines of numbers, for a file."""
        return tuple(" ".join(map(str, part.numbers)) for part in self.parts)

    def __bool__(self) -> bool:
        return bool(self.parts)

    def fits(self, before: int, after: int) -> bool:
        """Whether the origins fit two texts with these numbers of units: each unit once, and all in order."""
        taken = bytearray(before)
        at, next_unit = -1, 0
        for part in self.parts:
            place = part.i1 - 1 if part.gap is None else part.gap
            if part.j1 != next_unit or part.i2 > before or not at <= place < before or any(taken[part.i1 : part.i2]):
                return False
            taken[part.i1 : part.i2] = b"\1" * (part.i2 - part.i1)
            at, next_unit = part.i2 - 1 if part.gap is None else part.gap, part.j2
        return next_unit == after and not self._is_crossed()

    def _is_crossed(self) -> bool:
        """Whether something comes between two units that become one."""
        inside = {
            k for part in self.parts if not part.is_new and not part.is_paired for k in range(part.i1, part.i2 - 1)
        }
        return any(part.gap in inside for part in self.parts)


_NUMBERS = re.compile(r"[0-9]{1,9}(?: [0-9]{1,9}){3}(?: -1| [0-9]{1,9})?")


def _continues(last: Origin, part: Origin) -> bool:
    if last.is_new or part.is_new or last.gap != part.gap or not (last.is_paired and part.is_paired):
        return False
    return last.i2 == part.i1 and last.j2 == part.j1


UNSTATED = Origins()
"""Nobody stated the origins: the two texts are compared."""

__all__ = ["UNSTATED", "Origin", "Origins"]
