"""What an examination of a draft found: a code for programs, where it is, what it is, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from amendtrack.text.glimpse import framed


class Weight(Enum):
    """How much a finding matters."""

    DAMAGE = "damage"
    CAUTION = "caution"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. ``code`` is a fixed word; ``place`` a ref, an object, a file or a proposal."""

    code: str
    place: str
    what: str
    remedy: str
    weight: Weight = Weight.DAMAGE

    def __str__(self) -> str:
        return f"{self.code}: {self.place}: {self.what}; {self.remedy}"

    def __repr__(self) -> str:
        return framed(f"Finding {self}")


def caution(code: str, place: str, what: str, remedy: str) -> Finding:
    """A finding that is no damage, but may lead to some."""
    return Finding(code, place, what, remedy, Weight.CAUTION)


def in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Damage first; each finding once."""
    return tuple(sorted(dict.fromkeys(found), key=lambda f: f.weight is Weight.CAUTION))


__all__ = ["Finding", "Weight", "caution", "in_order"]
