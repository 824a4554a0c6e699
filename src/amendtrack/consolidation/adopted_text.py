"""A text for adoption as a value: by which rules it is made, and everything that was done to make it one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Numbers(Enum):
    """What becomes of the numbers of units when a text is adopted."""

    RENUMBERED = "renumbered"
    WITHOUT_GAPS = "renumbered without gaps"  # those that the draft itself has are closed, too
    KEPT = "kept"  # those of a text in force, which nobody may change


class Citations(Enum):
    """What happens if a citation cannot be followed with certainty."""

    REFUSED = "refused"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class AdoptionRules:
    """How a text is to be adopted; ``literals`` are words that are declared to be part of it.

    ``names`` are names that it may not contain, each with what it names; ``kept`` are the places of units whose numbers
    are kept, from which the units after them count on.
    """

    numbers: Numbers = Numbers.RENUMBERED
    citations: Citations = Citations.REFUSED
    literals: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    kept: tuple[str, ...] = ()


USUAL = AdoptionRules()
"""Numbered anew, and without words or citations that nobody has declared."""


class Became(Enum):
    """What became of a unit between the draft and the adopted text."""

    STAYED = ""
    NEW = "new"
    MOVED = "moved"
    SPLIT = "split off"
    JOINED = "joined to"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class RemovedNote:
    """A note that is no part of the text: the place, and its words."""

    place: str
    words: str


@dataclass(frozen=True, slots=True)
class ConcordanceRow:
    """One unit: its number in the draft, in the negotiation and as adopted (empty: none), and what became of it."""

    drafted: str
    negotiated: str
    adopted: str
    became: Became = Became.STAYED


@dataclass(frozen=True, slots=True)
class FollowedCitation:
    """A citation in the adopted text: the place, what it said, and the number that it cites now, if it changed."""

    place: str
    words: str
    was: str
    number: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Adopted:
    """A text for adoption, with everything that was done to make it one.

    ``followed`` are the citations under new numbers, ``left`` those that were left as they are and why.
    """

    text: str
    concordance: tuple[ConcordanceRow, ...]
    followed: tuple[FollowedCitation, ...] = ()
    left: tuple[FollowedCitation, ...] = ()
    removed: tuple[RemovedNote, ...] = ()


__all__ = [
    "USUAL",
    "Adopted",
    "AdoptionRules",
    "Became",
    "Citations",
    "ConcordanceRow",
    "FollowedCitation",
    "Numbers",
    "RemovedNote",
]
