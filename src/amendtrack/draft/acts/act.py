"""An act before it is recorded, as a value: what it says, and everything that it would write.

Pure. Knows what all acts have in common; what each act checks and changes is in the modules beside this one, how it is
written in ``git.secretariat``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from amendtrack.draft.git.commits import NewCommit
from amendtrack.draft.outcome import Outcome, Recorded
from amendtrack.errors import InputRefused
from amendtrack.limits import NAME_LETTERS as LONGEST_NAME
from amendtrack.record.carry_over import CarryOver
from amendtrack.record.record import Revision
from amendtrack.record.registers import check_line
from amendtrack.record.trailers import Trailers

if TYPE_CHECKING:
    from amendtrack.intake.doubts import Reading

RECORDER = "Recorded-by"
DECIDING = frozenset(
    {"accept", "reject", "choose", "keep", "word", "agree", "silence", "mark", "package", "whole"}
    | {"revise", "reconfirm", "lapse", "translate", "adopt", "issue"}
)
"""The kinds of acts that are about everything on the table: none is recorded while a proposal cannot be read."""
Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch or tag that is to name a commit; ``recorded`` is the commit that the record has for it, if any."""

    ref: str
    commit: str
    recorded: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act: ``kind`` (``propose``), what it did in a line, when, and the facts of its commit.

    ``files`` are registers and originals as they are to be; ``commits`` and ``branches`` are written before them.
    ``apart`` are commits under embargo, which no branch of the draft leads to.
    ``subject`` is the first line of its commit (the summary, if nothing else is said). ``follows`` are the acts that it
    follows where these are not the last one alone: it then brings two copies of the draft together. The rest is for the
    caller: the ``name`` of what was recorded and the ``commit`` that holds it (the act's own, if none is named), notes,
    what ``differs`` from an earlier issue, the ``reading`` of a file, and what a revision ``carried`` over.
    """

    kind: str
    summary: str
    at: datetime
    facts: Trailers = ()
    files: Files
    subject: str = ""
    commits: tuple[NewCommit, ...] = ()
    apart: tuple[NewCommit, ...] = ()
    branches: tuple[Branch, ...] = ()
    name: str = ""
    commit: str = ""
    notes: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    reading: Reading | None = None
    carried: CarryOver | None = None
    follows: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.subject:
            object.__setattr__(self, "subject", self.summary[0].upper() + self.summary[1:])

    def trailers(self, recorder: str) -> Trailers:
        """The facts at the end of the act's commit message."""
        return (("Act", self.kind), *self.facts, (RECORDER, recorder))

    def checked(self) -> Recorded:
        """The result if it is only checked."""
        return replace(self.recorded(""), outcome=Outcome.CHECKED, commit="")

    def recorded(self, commit: str) -> Recorded:
        """The result if ``commit`` of ``secretariat`` records it."""
        return Recorded(
            Outcome.RECORDED,
            self.summary,
            self.commit or commit,
            self.name,
            self.notes,
            self.differs,
            self.reading,
            carried=self.carried,
        )


def already(summary: str, commit: str = "", name: str = "", *, reading: Reading | None = None) -> Recorded:
    """The result if the record already has it and nothing is written."""
    return Recorded(Outcome.ALREADY, summary, commit, name, reading=reading)


def check_time(act: Act, first: Revision) -> None:
    """Refuse an act dated before the draft was opened.

    Raises:
        InputRefused: it is.
    """
    if act.at < first.at:
        shown, opened = f"{act.at:%Y-%m-%d %H:%M %z}", f"{first.at:%Y-%m-%d %H:%M %z}"
        hint = "check the time, and this machine's clock; `init --at` opens a draft at the time when it was circulated"
        raise InputRefused(f"{shown} is before the draft was opened ({opened})", remedy=hint)


def check_recorder(name: str) -> str:
    """The name of whoever records, if it can be kept.

    Raises:
        InputRefused: it is too long for a name, or contains an invisible character.
    """
    name = check_line(name, "the recorder's name")
    if len(name) > LONGEST_NAME:
        raise InputRefused(f"the recorder's name has {len(name)} characters", remedy="write the usual name")
    return name
