"""What a draft's record says: its settings, revisions, proposals, decisions and issues.

Knows the values and how each is written as a file; leaves git to ``store`` and the acts to ``draft``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from amendtrack.errors import RecordDamaged

VERSION = 1


class Attribution(Enum):
    """Whether the draft's outputs say who proposed what: a rule of the draft, set by a recorded act."""

    NAMED = "named"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Settings:
    """The draft's own rules; they never come from the machine.

    ``language`` is the text's, ``display_language`` that of the delegations' names (both like ``en``),
    ``timezone`` an IANA name.
    """

    title: str
    symbol: str = ""
    language: str = "en"
    timezone: str = "UTC"
    display_language: str = "en"
    attribution: Attribution = Attribution.NAMED


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of the draft: its label (``Rev.0``), its commit, and when it was made."""

    label: str
    commit: str
    at: datetime

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class Entry:
    """The register's line for one proposal: what was submitted, by whom, when, on which revision.

    ``name`` is its number (``NOR-2``), ``delegation`` and ``cosponsors`` are codes, ``commit`` is the
    submission that counts, ``submission`` how many there have been (1 for the first), ``original`` the
    place of the file as received, ``sha256`` that file's fingerprint.
    """

    name: str
    delegation: str
    number: int
    revision: str
    commit: str
    received: datetime
    filename: str
    original: str
    size: int
    sha256: str
    submission: int = 1
    title: str = ""
    channel: str = ""
    cosponsors: tuple[str, ...] = ()
    excerpt: bool = False

    def __str__(self) -> str:
        return f"{self.name} on {self.revision}"


@dataclass(frozen=True, slots=True)
class Choice:
    """A reading chosen for one slot: the slot's id and the wording that stands there."""

    slot: str
    wording: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was accepted and chosen on one revision: proposals by name, readings by slot."""

    revision: str
    accepted: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """The register's line for a consolidated text that was issued to a meeting."""

    meeting: str
    commit: str
    revision: str
    proposals: tuple[tuple[str, str], ...]
    at: datetime
    issue: int = 1

    def __str__(self) -> str:
        return self.meeting


class Outcome(Enum):
    """What became of an act that records."""

    RECORDED = "recorded"
    ALREADY = "already recorded"
    CHECKED = "checked, not recorded"
