"""A file handed in by a delegation, on its way to being recorded as a proposal.

Pure: knows which number it gets, what it replaces, and its line in the register; leaves writing to ``draft``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from amendtrack.entries import Entry
from amendtrack.errors import InputRefused
from amendtrack.fit import Extent, Reading
from amendtrack.intake import plain_filename
from amendtrack.registers import Delegation, check_line
from amendtrack.trailers import write_trailers


@dataclass(frozen=True, slots=True)
class Submission:
    """What was handed in: by whom, when and how, the file's bytes and what they were read as."""

    delegation: Delegation
    received: datetime
    data: bytes
    reading: Reading
    extent: Extent = Extent.WHOLE
    filename: str = ""
    title: str = ""
    channel: str = ""
    cosponsors: tuple[Delegation, ...] = ()

    def __post_init__(self) -> None:
        for field in ("title", "channel"):
            object.__setattr__(self, field, check_line(getattr(self, field), f"the {field}"))
        others = {d.code: d for d in self.cosponsors if d.code != self.delegation.code}
        object.__setattr__(self, "cosponsors", tuple(others[code] for code in sorted(others)))

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the file's bytes."""
        return sha256(self.data).hexdigest()

    def standing_as(self, entries: Sequence[Entry]) -> Entry | None:
        """The proposal that this very file already stands for, if there is one."""
        mine = (self.delegation.code, self.fingerprint, self.reading.revision, self.extent is Extent.EXCERPT)
        for e in entries:
            if (e.delegation, e.sha256, e.revision, e.excerpt) == mine:
                return e
        return None

    def entry(self, number: int, submission: int) -> Entry:
        """Its line in the register, under that number; the commit is still to come."""
        name = f"{self.delegation.code}-{number}"
        filename = plain_filename(self.filename, "as-received.txt")
        return Entry(
            name=name,
            delegation=self.delegation.code,
            number=number,
            revision=self.reading.revision,
            commit="",
            received=self.received,
            filename=filename,
            original=f"received/{name}/{submission}/{filename}",
            size=len(self.data),
            sha256=self.fingerprint,
            submission=submission,
            title=self.title,
            channel=self.channel,
            cosponsors=tuple(d.code for d in self.cosponsors),
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
            ("Received", entry.received.isoformat()),
            ("Channel", entry.channel),
            ("Title", entry.title),
            ("Reading", self.reading.in_short),
        ]
        return write_trailers(f"{entry.name} on {entry.revision}{again}", facts)


def number_for(
    delegation: Delegation, entries: Sequence[Entry], replaced: Entry | None, *, additional: bool
) -> tuple[int, int]:
    """The number that a file of this delegation gets, and the how manieth submission of it this is.

    Raises:
        InputRefused: the delegation has proposals, and it was not said how this file stands to them.
    """
    mine = [e for e in entries if e.delegation == delegation.code]
    if replaced is not None and additional:
        raise InputRefused("it cannot both replace a proposal and be additional", remedy="say one of the two")
    if replaced is not None:
        if replaced.delegation != delegation.code:
            hint = f"{delegation} has {', '.join(e.name for e in mine) or 'none'}"
            raise InputRefused(f"{replaced.name} is not a proposal of {delegation}", remedy=hint)
        return replaced.number, replaced.submission + 1
    if mine and not additional:
        names = ", ".join(e.name for e in mine)
        hint = f"add --replaces {mine[-1].name}, or --additional if it stands beside"
        raise InputRefused(f"{delegation} has {names} already", remedy=hint)
    return max((e.number for e in mine), default=0) + 1, 1
