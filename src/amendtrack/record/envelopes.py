"""A file held under embargo: what is kept of it until it is released, and the two files in which that is kept.

The registers name only the commit that keeps the file. Everything that says whose it is, what it says, and until when
it is held, is in that commit, which is kept apart from the draft.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from amendtrack.consolidation.written import texts_of
from amendtrack.record.files import reading, text_of, time_of, written
from amendtrack.record.filing import HOLDINGS

ENVELOPE, CONTENT = "envelope.json", "content"
"""The files of the commit that keeps a held file: how it came, and its bytes."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """How a held file came: from whom, when, and how it is to be read once it is released.

    ``until`` is ``None`` where it is held until somebody releases it.
    """

    delegation: str
    received: datetime
    filename: str = ""
    channel: str = ""
    title: str = ""
    on: str = ""
    replaces: str = ""
    kind: str = ""
    extent: str = "whole"
    language: str = ""
    cosponsors: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """The register's entry for a held file: the commit that keeps it, and what became of it.

    ``released`` is the number that it got when it was released; ``until`` is set where an early amendtrack wrote it.
    """

    commit: str
    until: datetime | None = None
    released: str = ""

    @property
    def name(self) -> str:
        """How it is called."""
        return self.commit[:12]


def holding_file(name: str) -> str:
    """Where the register's entry is kept."""
    return f"{HOLDINGS}{name}.json"


def write_holding(holding: Holding) -> bytes:
    """The register's entry as a file; inverse of ``read_holding``."""
    until = holding.until.isoformat() if holding.until else ""
    return written("held", {"commit": holding.commit, "until": until, "released": holding.released})


def read_holding(data: bytes, place: str) -> Holding | None:
    """The register's entry that ``write_holding`` wrote; ``None`` from an empty file, which undoing leaves."""
    if not data:
        return None
    with reading("held", data, place) as facts:
        until = text_of(facts["until"])
        found = Holding(text_of(facts["commit"]), time_of(until) if until else None, text_of(facts["released"]))
        if holding_file(found.name) != place:
            raise ValueError(f"it is about {found.name}")
        return found


def write_envelope(envelope: Envelope) -> bytes:
    """An envelope as a file; inverse of ``read_envelope``."""
    facts: dict[str, object] = {name: getattr(envelope, name) for name in Envelope.__slots__}
    until = envelope.until.isoformat() if envelope.until else ""
    return written("envelope", facts | {"received": envelope.received.isoformat(), "until": until})


def read_envelope(data: bytes, place: str) -> Envelope:
    """The envelope that ``write_envelope`` wrote."""
    with reading("envelope", data, place) as facts:
        lists = {name: texts_of(facts[name]) for name in ("cosponsors", "allow")}
        words = {n: text_of(facts[n]) for n in Envelope.__slots__ if n not in (*lists, "received", "until")}
        until = text_of(facts.get("until", ""))
        times = {"received": time_of(facts["received"]), "until": time_of(until) if until else None}
        return Envelope(**times, **words, **lists)  # type: ignore[arg-type]


__all__ = ["Envelope", "Holding", "read_envelope", "read_holding", "write_envelope", "write_holding"]
