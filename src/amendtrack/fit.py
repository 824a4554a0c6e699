"""Does this file fit the draft: what a proposal was read as, and what is doubtful about it.

Pure: texts in, a ``Reading`` out. Whether a doubt refuses the proposal is for ``draft`` to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Doubt(Enum):
    """A reason to think that a file is not the proposal it is taken for; its value is what ``allow`` takes."""

    UNLIKE = "unlike"
    OTHER_REVISION = "other-revision"
    BRACKETS = "brackets"
    EXCERPT = "excerpt"
    SHORT = "short"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Finding:
    """One doubt: what was found, and what would have worked."""

    doubt: Doubt
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a proposal was read as: its full text, its amendments in short, and every doubt.

    ``str(reading)`` is ``NOR-1 on Rev.0: 5 replace, 9 delete, after 15 new``.
    """

    name: str
    revision: str
    text: str
    amendments: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.name} on {self.revision}: {', '.join(self.amendments) or 'no change'}"
