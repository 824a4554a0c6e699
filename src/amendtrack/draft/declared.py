"""What is declared of a file when it is handed in: how much of the text it is, what it holds, whose changes it brings.

Pure; reads the words in which that is declared, and refuses any others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypedDict

from amendtrack.errors import InputRefused
from amendtrack.formats.received import Authors, CountedAuthors
from amendtrack.intake.doubts import Doubt, Extent
from amendtrack.record.authorship import Sender
from amendtrack.record.registers import Delegation, Register
from amendtrack.record.remarks import Kind


@dataclass(frozen=True, slots=True)
class Declared:
    """How much of the text a file is, what it holds (``None``: to be recognised), whose tracked changes are taken."""

    extent: Extent
    kind: Kind | None
    counting: CountedAuthors

    @classmethod
    def of(
        cls,
        excerpt: bool,
        kind: Kind | str,
        *,
        authors: Authors | Iterable[str],
        sender: Delegation,
        register: Register,
    ) -> Declared:
        """The same from words; where no authors are declared, the changes of the sender's people are taken."""
        counting = Sender(sender, register) if authors is Authors.SOLE else authors
        return cls(Extent.EXCERPT if excerpt else Extent.WHOLE, kind_of(kind), counting)


class ReadingOptions(TypedDict, total=False):
    """What may be said of how a file is to be read; see ``Draft.read``."""

    cosponsors: Iterable[str]
    on: str
    excerpt: bool
    kind: Kind | str
    authors: Authors | Iterable[str]
    language: str
    filename: str


class RecordingOptions(TypedDict, total=False):
    """What may be said of how a file that was read is to be recorded; see ``Draft.record``."""

    channel: str
    title: str
    additional: bool
    mail: bytes
    allow: Iterable[Doubt | str]
    recorder: str


class SubmissionOptions(ReadingOptions, RecordingOptions, total=False):
    """Both; see ``Draft.propose``."""


def kind_of(kind: Kind | str) -> Kind | None:
    """What a file is declared to hold; ``None`` where nothing is declared."""
    try:
        return Kind(kind) if kind else None
    except ValueError as err:
        hint = f"write {', '.join(k.value for k in Kind)}"
        raise InputRefused(f"no kind of file is called {kind!r}", remedy=hint) from err


def doubt_of(doubt: Doubt | str) -> Doubt:
    """The doubt of that name."""
    try:
        return Doubt(doubt)
    except ValueError as err:
        hint = f"write {', '.join(d.value for d in Doubt)}"
        raise InputRefused(f"there is no doubt {doubt!r} to allow", remedy=hint) from err


__all__ = ["Declared", "ReadingOptions", "RecordingOptions", "SubmissionOptions", "doubt_of", "kind_of"]
