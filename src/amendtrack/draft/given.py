"""What is said of a file when it is handed in: how much of the text it is, what it holds, whose changes count.

Pure; reads the words in which that is said, and refuses what is none of them.
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
class Given:
    """Whether a file is all of the text, what it holds (``None``: to be recognised), whose tracked changes count."""

    extent: Extent
    kind: Kind | None
    counting: CountedAuthors

    @classmethod
    def of(
        cls,
        excerpt: bool,
        kind: Kind | str,
        authors: Authors | Iterable[str],
        sender: Delegation,
        register: Register,
    ) -> Given:
        """The same from words; where nobody said whose changes count, those of the sender's people do."""
        counting = Sender(sender, register) if authors is Authors.SOLE else authors
        return cls(Extent.EXCERPT if excerpt else Extent.WHOLE, kind_of(kind), counting)


class How(TypedDict, total=False):
    """What ``replace`` and the recording of one file for several delegations take besides, as ``propose`` does."""

    channel: str
    title: str
    cosponsors: Iterable[str]
    on: str
    excerpt: bool
    kind: Kind | str
    authors: Authors | Iterable[str]
    additional: bool
    language: str
    filename: str
    allow: Iterable[Doubt | str]
    recorder: str
    dry_run: bool


def kind_of(kind: Kind | str) -> Kind | None:
    """What a file is said to hold; ``None`` where nothing is said."""
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
        raise InputRefused(f"nothing called {doubt!r} to allow", remedy=hint) from err


__all__ = ["Given", "How", "doubt_of", "kind_of"]
