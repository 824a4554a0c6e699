"""A file handed in by a delegation, on its way to being recorded as a proposal.

Pure: knows which number it gets, what it replaces, and its line in the register; leaves writing to ``draft``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from amendtrack.errors import InputRefused
from amendtrack.intake.decoding import plain_filename
from amendtrack.intake.doubts import Extent, Reading
from amendtrack.record.entries import Entry
from amendtrack.record.record import Revision
from amendtrack.record.registers import Delegation, Standing, check_line
from amendtrack.record.trailers import write_trailers

MESSAGE = "message.eml"
"""The name under which the message that a file came in is kept beside it."""

LEDGER = "ledger.json"
"""The name under which the account of every word of a file is kept beside it."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What a file was made on: a revision, or a proposal on one; and its language, if it is not the draft's."""

    revision: Revision
    target: Entry | None
    language: str

    @property
    def name(self) -> str:
        """What the reading says it is on."""
        return self.target.name if self.target else self.revision.label

    @property
    def commit(self) -> str:
        """The commit that it branches from."""
        return self.target.commit if self.target else self.revision.commit

    def parents(self, replaced: Entry | None) -> tuple[str, ...]:
        """The commits it follows; sent again, it follows the submission before, and joins what is new.

        The last parent of an amendment to a proposal is always that one, as it was.
        """
        if replaced is None:
            return (self.commit,)
        if self.target is None and replaced.revision == self.revision.label:
            return (replaced.commit,)
        return (replaced.commit, self.commit)


@dataclass(frozen=True, slots=True)
class Submission:
    """What was handed in: by whom, when and how, the file's bytes and what they were read as.

    ``on`` is its revision; ``amends`` names the proposal that it would change, where it is no proposal on the
    text; ``mail`` is the message it came in. An observer has no co-sponsors: parties that stand up for its
    wording are its sponsors.
    """

    delegation: Delegation
    received: datetime
    data: bytes
    reading: Reading
    extent: Extent = Extent.WHOLE
    filename: str = ""
    title: str = ""
    channel: str = ""
    cosponsors: tuple[Delegation, ...] = ()
    on: str = ""
    amends: str = ""
    mail: bytes = b""

    def __post_init__(self) -> None:
        for field in ("title", "channel"):
            object.__setattr__(self, field, check_line(getattr(self, field), f"the {field}"))
        others = {d.code: d for d in self.cosponsors if d.code != self.delegation.code}
        object.__setattr__(self, "cosponsors", tuple(others[code] for code in sorted(others)))
        for d in self.cosponsors:
            if d.standing is not Standing.PARTY and self.delegation.standing is Standing.PARTY:
                hint = f"leave {d.code} out, or record what it suggests as its own"
                raise InputRefused(f"{d} is not a party ({d.standing.value}) and cannot co-sponsor", remedy=hint)

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the file's bytes."""
        return sha256(self.data).hexdigest()

    def standing_as(self, entries: Sequence[Entry]) -> Entry | None:
        """The proposal that this very file already stands for, if there is one."""
        mine = (self.delegation.code, self.fingerprint, self.on, self.extent is Extent.EXCERPT)
        for e in entries:
            same = (e.delegation, e.sha256, e.revision, e.excerpt) == mine
            if e.stands and same and (e.amends, e.language) == (self.amends, self.reading.language):
                return e
        return None

    def entry(self, number: int, submission: int) -> Entry:
        """Its line in the register, under that number; the commit is still to come."""
        name = f"{self.delegation.code}-{number}"
        filename = plain_filename(self.filename, "as-received.txt")
        suggests = self.delegation.standing is not Standing.PARTY
        return Entry(
            name=name,
            delegation=self.delegation.code,
            number=number,
            revision=self.on,
            commit="",
            received=self.received,
            filename=filename,
            original=f"received/{name}/{submission}/{filename}",
            size=len(self.data),
            sha256=self.fingerprint,
            submission=submission,
            title=self.title,
            channel=self.channel,
            cosponsors=tuple(d.code for d in self.cosponsors if not suggests or d.standing is not Standing.PARTY),
            sponsors=tuple(d.code for d in self.cosponsors if suggests and d.standing is Standing.PARTY),
            amends=self.amends,
            language=self.reading.language,
            excerpt=self.extent is Extent.EXCERPT,
            kind=self.reading.kind,
            retains=self.reading.retains,
            remarks=self.reading.remarks,
            problems=self.reading.problems,
        )

    def message(self, entry: Entry) -> str:
        """The message of the proposal's commit."""
        again = f", submission {entry.submission}" if entry.submission > 1 else ""
        facts = [
            ("Proposal", entry.name),
            ("Delegation", f"{self.delegation} ({self.delegation.code})"),
            *(("Cosponsor", f"{d} ({d.code})") for d in self.cosponsors),
            ("Revision", entry.revision),
            ("Amends", entry.amends),
            ("Language", entry.language),
            ("Received", entry.received.isoformat()),
            ("Channel", entry.channel),
            ("Title", entry.title),
            ("Reading", self.reading.in_short),
        ]
        return write_trailers(f"{entry}{again}", facts)


def number_for(
    delegation: Delegation, entries: Sequence[Entry], replaced: Entry | None, *, additional: bool
) -> tuple[int, int]:
    """The number that a file of this delegation gets, and the how manieth submission of it this is.

    Raises:
        InputRefused: the delegation has proposals, and it was not said how this file stands to them.
    """
    mine = [e for e in entries if e.delegation == delegation.code]
    standing = [e for e in mine if e.stands]
    if replaced is not None and additional:
        raise InputRefused("it cannot both replace a proposal and be additional", remedy="say one of the two")
    if replaced is not None:
        if replaced.delegation != delegation.code:
            hint = f"{delegation} has {', '.join(e.name for e in mine) or 'none'}"
            raise InputRefused(f"{replaced.name} is not a proposal of {delegation}", remedy=hint)
        if not replaced.stands:
            found = f"{replaced.name} is {replaced.state.value}, and nothing takes its place"
            raise InputRefused(found, remedy="leave --replaces out: it is a proposal of its own")
        return replaced.number, replaced.submission + 1
    if standing and not additional:
        names = ", ".join(e.name for e in standing)
        hint = f"add --replaces {standing[-1].name}, or --additional if it stands beside"
        raise InputRefused(f"{delegation} has {names} already", remedy=hint)
    return max((e.number for e in mine), default=0) + 1, 1
