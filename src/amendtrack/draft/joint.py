"""One Word file in which people of several delegations tracked their changes: a proposal for each delegation.

Knows which authors belong to which delegation; leaves each proposal to ``Draft``. All of them are recorded, or none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Unpack

from amendtrack.draft import Draft
from amendtrack.draft.declared import ReadingOptions, RecordingOptions
from amendtrack.draft.outcome import Recorded
from amendtrack.draft.submission import Submission
from amendtrack.errors import InputRefused
from amendtrack.formats.received import authors_in
from amendtrack.record.authorship import by_delegation
from amendtrack.record.registers import Delegation
from amendtrack.record.times import When


@dataclass(frozen=True, slots=True)
class Share:
    """One delegation's share of a file: the authors whose changes are that delegation's."""

    delegation: Delegation
    authors: tuple[str, ...]


def shares(draft: Draft, data: bytes, said: Mapping[str, str], *, filename: str = "") -> tuple[Share, ...]:
    """The delegations in a file, by code; ``said`` gives the delegation of some authors, the register of the others.

    Raises:
        InputRefused: nobody tracked a change in it, or it is not known for which delegation somebody writes.
        Unknown: ``said`` names nobody who changed it, or no delegation.
    """
    authors = authors_in(data, place=filename)
    if not authors:
        hint = "name the delegation before the file"
        raise InputRefused(
            "contains no tracked changes, so nothing in it says which delegation it is from",
            place=filename,
            remedy=hint,
        )
    return tuple(Share(*one) for one in by_delegation(authors, said, draft.delegations, place=filename))


def read_each(
    draft: Draft, data: bytes, parts: tuple[Share, ...], **options: Unpack[ReadingOptions]
) -> tuple[Submission, ...]:
    """The file as read for each of them; records nothing."""
    return tuple(_read(draft, data, share, options) for share in parts)


def _read(draft: Draft, data: bytes, share: Share, options: ReadingOptions) -> Submission:
    own = options.copy()
    own["authors"] = share.authors
    return draft.read(data, by=share.delegation.code, **own)


def record_each(
    draft: Draft, sent: tuple[Submission, ...], *, received: When, **options: Unpack[RecordingOptions]
) -> tuple[Recorded, ...]:
    """Record a proposal for each of them, each an act of its own; if one cannot be recorded, none is.

    Raises:
        InputRefused, Unknown, NotRecorded, Busy: see ``Draft.record``; nothing was recorded.
    """
    with draft.together():
        return tuple(draft.record(one, received=received, **options) for one in sent)


__all__ = ["Share", "read_each", "record_each", "shares"]
