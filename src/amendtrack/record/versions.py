"""A language version of a revision, the text in that language and when it was made, and the file where it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from amendtrack.record.files import reading, text_of, time_of, written
from amendtrack.record.filing import VERSIONS


@dataclass(frozen=True, slots=True)
class Version:
    """The text of a revision in another language than the draft's, as at a time.

    Raises:
        ValueError: it is of no revision, or in no language.
    """

    revision: str
    language: str
    at: datetime
    text: str

    def __post_init__(self) -> None:
        if not self.revision or not self.language:
            raise ValueError("a version of no revision, or in no language")

    def __str__(self) -> str:
        return f"{self.revision} in {self.language}"


def version_file(revision: str, language: str) -> str:
    """Where a language version of a revision is kept."""
    return f"{VERSIONS}{revision}/{language}.json"


def write_version(version: Version) -> bytes:
    """A language version as a file; inverse of ``read_version``."""
    facts = {"revision": version.revision, "language": version.language, "at": version.at.isoformat()}
    return written("version", {**facts, "text": version.text})


def read_version(data: bytes, place: str) -> Version:
    """The language version that ``write_version`` wrote.

    Raises:
        RecordDamaged: it is no such file, or not the one that belongs there.
    """
    with reading("version", data, place) as facts:
        found = Version(
            text_of(facts["revision"]), text_of(facts["language"]), time_of(facts["at"]), text_of(facts["text"])
        )
        if version_file(found.revision, found.language) != place:
            raise ValueError(f"it is {found}")
        return found


__all__ = ["Version", "read_version", "version_file", "write_version"]
