"""What an act came to: recorded, recorded before, or only checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from amendtrack.intake.doubts import Reading


class Outcome(Enum):
    """What became of an act that records."""

    RECORDED = "recorded"
    ALREADY = "already recorded"
    CHECKED = "checked, not recorded"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an act came to: ``str()`` is one line that can be mailed as it is.

    ``summary`` is what was done (``NOR-1 on Rev.0: 5 replace``), ``name`` what it is called, ``commit``
    the commit that holds it (empty when nothing was written), ``notes`` what was changed on the way in,
    ``differs`` what is new against an earlier issue.
    """

    outcome: Outcome
    summary: str
    commit: str = ""
    name: str = ""
    notes: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    reading: Reading | None = None

    def noting(self, *notes: str) -> Recorded:
        """The same with more notes."""
        return replace(self, notes=(*self.notes, *notes))

    def __str__(self) -> str:
        match self.outcome:
            case Outcome.RECORDED:
                return f"Recorded {self.summary}"
            case Outcome.CHECKED:
                return f"Would record {self.summary}"
            case Outcome.ALREADY:
                return f"already {self.summary}"  # "already recorded as NOR-1", "already issued to PM2"
