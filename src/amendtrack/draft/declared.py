"""What a caller may declare about a file and about an act, and the words for it.

Pure; an unknown word is refused, with the known ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import TYPE_CHECKING, TypedDict, TypeVar, cast

from amendtrack.errors import InputRefused

if TYPE_CHECKING:
    from amendtrack.formats.received import Authors
    from amendtrack.intake.doubts import CameWith, Doubt, Extent
    from amendtrack.record.remarks import Kind


class Unregistered(Enum):
    """What is done with a delegation that is not in the register."""

    REFUSED = "refused"
    ADDED = "added"


class Further(Enum):
    """What is done with a delegation's further file if nothing says how it relates to the earlier ones."""

    REFUSED = "refused"
    ADDITIONAL = "additional"


class Reissue(Enum):
    """Whether a meeting that has been given a text may be given another one."""

    REFUSED = "refused"
    ALLOWED = "allowed"


class Brackets(Enum):
    """Whether a unit may be agreed with brackets or placeholders of the draft in it."""

    REFUSED = "refused"
    ALLOWED = "allowed"


class ReadingOptions(TypedDict, total=False):
    """The options for reading a file; see ``Draft.read``."""

    cosponsors: Iterable[str]
    on: str
    extent: Extent | str
    kind: Kind | str
    authors: Authors | Iterable[str]
    amends: str
    language: str
    unregistered: Unregistered | str
    filename: str
    beside: CameWith


class RecordingOptions(TypedDict, total=False):
    """The options for recording a file that was read; see ``Draft.record``."""

    channel: str
    title: str
    further: Further | str
    mail: bytes
    allow: Iterable[Doubt | str]
    recorder: str


class SubmissionOptions(ReadingOptions, RecordingOptions, total=False):
    """The options for both; see ``Draft.propose``."""


def parted(options: SubmissionOptions) -> tuple[ReadingOptions, RecordingOptions]:
    """The options for reading a file, and those for recording it."""
    reading = {name: value for name, value in options.items() if name in ReadingOptions.__annotations__}
    recording = {name: value for name, value in options.items() if name not in reading}
    return cast(ReadingOptions, reading), cast(RecordingOptions, recording)


_Choice = TypeVar("_Choice", bound=Enum)


def one_of(choices: type[_Choice], given: _Choice | str, what: str) -> _Choice:
    """The choice that this word names; ``what`` is its kind, for the message.

    >>> one_of(Further, "additional", "a rule for further files")
    <Further.ADDITIONAL: 'additional'>
    """
    try:
        return choices(given)
    except ValueError as err:
        words = ", ".join(str(choice.value) for choice in choices)
        raise InputRefused(f"{given!r} is not {what}", remedy=f"write one of {words}") from err


__all__ = [
    "Brackets",
    "Further",
    "ReadingOptions",
    "RecordingOptions",
    "Reissue",
    "SubmissionOptions",
    "Unregistered",
    "one_of",
    "parted",
]
