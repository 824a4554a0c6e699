"""The result of an act: recorded, already recorded, or only checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from amendtrack.record.carry_over import CarryOver
from amendtrack.text.glimpse import framed

if TYPE_CHECKING:
    from amendtrack.intake.doubts import Reading


class Outcome(Enum):
    """What became of an act that records."""

    RECORDED = "recorded"
    ALREADY = "already recorded"
    CHECKED = "checked, not recorded"


@dataclass(frozen=True, slots=True, repr=False)
class Recorded:
    """The result of an act that records; ``str()`` gives one line that can be mailed as it is.

    ``summary`` says what was done, ``name`` is the number or name recorded, ``commit`` the commit that contains it
    (empty if nothing was written), ``notes`` what else there is to know, ``differs`` what has changed since an
    earlier issue, ``files`` the papers written, ``carried`` what became of every proposal at a revision.

    >>> import amendtrack, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     draft = amendtrack.Draft.init(f"{folder}/plan", "1. We shall meet.", title="Plan", at="2009-07-17")
    ...     done = draft.propose("1. We should meet.", by="Norvia", unregistered="added", received="2009-08-21T16:20")
    >>> done.outcome, done.name
    (<Outcome.RECORDED: 'recorded'>, 'NOR-1')
    """

    outcome: Outcome
    summary: str
    commit: str = ""
    name: str = ""
    notes: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    reading: Reading | None = None
    files: tuple[str, ...] = ()
    carried: CarryOver | None = None

    def noting(self, *notes: str) -> Recorded:
        """The same with more notes."""
        return replace(self, notes=(*self.notes, *notes))

    def __repr__(self) -> str:
        return framed(f"Recorded: {self}")

    def __str__(self) -> str:
        match self.outcome:
            case Outcome.RECORDED:
                return f"Recorded {self.summary}"
            case Outcome.CHECKED:
                return f"Would record {self.summary}"
            case Outcome.ALREADY:
                return f"already {self.summary}"  # "already recorded as NOR-1", "already issued to PM2"
