"""The facts from which a pack is made, from the record at one commit, and the header of every paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import cached_property
from hashlib import sha256

from amendtrack.consolidation.numbered_amendments import NumberedAmendment
from amendtrack.consolidation.slots.slot import Shape
from amendtrack.consolidation.value import Consolidation
from amendtrack.papers.dates import date_and_time
from amendtrack.papers.paper import Paper, Section
from amendtrack.record.annex import Annex
from amendtrack.record.carry_over import FateLine
from amendtrack.record.entries import Entry
from amendtrack.record.fates import Fate
from amendtrack.record.record import Attribution, Settings
from amendtrack.record.registers import Register
from amendtrack.record.statements import Statement
from amendtrack.render.faces import bare
from amendtrack.render.own_words import Words, words_in
from amendtrack.text.labels import name_of_note


class Status(Enum):
    """Whether the papers are issued, or shown in advance to interpreters and the chair."""

    ISSUED = "issued"
    DRAFT = "draft"


class Annexed(Enum):
    """What follows the summary in an acknowledgement: only what was changed, or the full text as an annex too."""

    CHANGES = "changes"
    FULL_TEXT = "full-text"


@dataclass(frozen=True, slots=True)
class ReceivedProposal:
    """A proposal in the register: its fate, its text, the text it was made on, and changes made on input."""

    entry: Entry
    fate: Fate
    text: str
    made_on: str
    notes: tuple[str, ...] = ()

    @property
    def is_shown(self) -> bool:
        """Whether its text is shown: it is neither void nor lost."""
        return bool(self.made_on)


@dataclass(frozen=True)
class MeetingFacts:
    """Everything that the papers for one meeting say.

    ``text`` is the issued text, byte for byte; ``record`` the commit of the register that everything is read from;
    ``issue`` how many times the text has been issued for the meeting; ``differs`` what changed since the last,
    or since the text last issued to the meeting ``since``;
    ``statements`` the positions in force on that revision; ``carried`` what became of each amendment when it came.
    """

    settings: Settings
    revision: str
    meeting: str
    at: datetime
    record: str
    con: Consolidation
    text: str
    sent: tuple[ReceivedProposal, ...]
    register: Register
    annex: Annex
    tally: str
    issue: int = 1
    differs: tuple[str, ...] = ()
    since: str = ""
    status: Status = Status.ISSUED
    annexed: Annexed = Annexed.CHANGES
    statements: tuple[Statement, ...] = ()
    carried: tuple[FateLine, ...] = ()

    @property
    def words(self) -> Words:
        """The words of the papers, in the draft's display language."""
        return words_in(self.settings.display_language)

    def date(self, at: datetime) -> str:
        """A day and time as these papers print it."""
        return date_and_time(at, self.words)

    @property
    def named(self) -> bool:
        """Whether the papers may say who proposed what."""
        return self.settings.attribution is Attribution.NAMED

    @property
    def reissued(self) -> str:
        """The meeting, with a star for each reissue: ``PM2*``."""
        return self.meeting + "*" * (self.issue - 1)

    def name(self, code: str) -> str:
        """A delegation by the name that is displayed."""
        if code not in self._names:
            self._names[code] = self.register.resolve(code).display(self.settings.display_language)
        return self._names[code]

    @cached_property
    def _names(self) -> dict[str, str]:
        """The names that were looked up."""
        return {}

    def amendments_of(self, proposal: str) -> tuple[NumberedAmendment, ...]:
        """The amendments of one proposal, in the order of the text."""
        return tuple(self._amendments[proposal])

    @cached_property
    def _amendments(self) -> Mapping[str, list[NumberedAmendment]]:
        found = defaultdict[str, list[NumberedAmendment]](list)
        for amendment in self.con.amendments:
            found[amendment.proposal].append(amendment)
        return found

    def new_units_of(self, proposal: str) -> tuple[str, ...]:
        """The addresses at which the new units of one proposal are shown."""
        return tuple(self._new_units[proposal])

    @cached_property
    def _new_units(self) -> Mapping[str, list[str]]:
        found = defaultdict[str, list[str]](list)
        for slot in self.con.slots:
            if slot.shape is Shape.NEW:
                for proposal in {name for variant in slot.variants for name in variant.proposals}:
                    found[proposal].append(name_of_note(slot.address))
        return found

    @property
    def pending(self) -> tuple[str, ...]:
        """What is not, or not only, in the text, one line per place; printed texts put it in braces."""
        return tuple(bare(note.strip("{}")) for note in self.annex.notes)

    @cached_property
    def fingerprint(self) -> str:
        """16 hexadecimal digits: the start of the SHA-256 of the issued text, the record's commit and a newline.

        ``(cat issued.md; echo COMMIT) | sha256sum`` gives the same.
        """
        return sha256(f"{self.text}{self.record}\n".encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @cached_property
    def head(self) -> tuple[tuple[str, str], ...]:
        """The lines at the head of every paper."""
        words = self.words
        symbol = ((words("head.symbol"), self.settings.symbol),) if self.settings.symbol else ()
        return (
            *symbol,
            (words("head.revision"), self.revision),
            (words("head.meeting"), self.reissued),
            (words("head.date"), f"{self.date(self.at)} ({self._zone})"),
            (words("head.status"), words("head.draft" if self.status is Status.DRAFT else "head.issued")),
        )

    @property
    def _zone(self) -> str:
        """The time zone: ``UTC``, or ``Europe/Zurich, UTC+0200``."""
        name = self.settings.timezone
        return name if name == "UTC" else f"{name}, UTC{self.at:%z}"

    @cached_property
    def foot(self) -> tuple[tuple[str, str], ...]:
        """The lines at the end of every paper, by which it can be checked."""
        words = self.words
        mark = words("head.of_issued", mark=self.fingerprint)
        return (words("head.record"), self.record), (words("head.fingerprint"), mark)

    def paper(self, kind: str, *sections: Section, head: tuple[tuple[str, str], ...] = ()) -> Paper:
        """A paper under this head, ``head`` added to it."""
        status = self.words("head.draft_paper") if self.status is Status.DRAFT else ""
        title, language = self.settings.title, self.settings.language
        return Paper(kind, title, (*self.head, *head), sections, status, language, self.foot, self.words.language)


__all__ = ["Annexed", "MeetingFacts", "ReceivedProposal", "Status"]
