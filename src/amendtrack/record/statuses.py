"""The status that the chair has given to units of one revision, in the order in which it was given, and its file.

Nothing is ever removed from it: the last status of a unit counts, and those before are its history.
"""

from __future__ import annotations

from dataclasses import dataclass

from amendtrack.consolidation.agreement import GivenStatus, facts_of_status, status_of_facts
from amendtrack.consolidation.packages import Package
from amendtrack.consolidation.written import Facts, list_of, mapping_of, texts_of
from amendtrack.record.files import reading, text_of, written


@dataclass(frozen=True, slots=True)
class Statuses:
    """Every status given on one revision, in order, its packages, and the units that are shown as one slot."""

    revision: str
    given: tuple[GivenStatus, ...] = ()
    packages: tuple[Package, ...] = ()
    whole: tuple[str, ...] = ()

    @property
    def in_force(self) -> tuple[GivenStatus, ...]:
        """The last status of each unit.

        >>> from amendtrack.consolidation.agreement import GivenStatus, UnitStatus
        >>> given = (GivenStatus("9", UnitStatus.AGREED), GivenStatus("9", UnitStatus.REOPENED))
        >>> [status.in_words for status in Statuses("Rev.0", given).in_force]
        ['reopened']
        """
        return tuple({status.place: status for status in self.given}.values())

    def of(self, place: str) -> tuple[GivenStatus, ...]:
        """The statuses of one unit, first to last."""
        return tuple(status for status in self.given if status.place == place)


def statuses_file(revision: str) -> str:
    """Where the statuses of a revision's units are kept."""
    return f"statuses/{revision}.json"


def write_statuses(statuses: Statuses) -> bytes:
    """Statuses as a file; inverse of ``read_statuses``."""
    facts: dict[str, object] = {"revision": statuses.revision, "given": [facts_of_status(s) for s in statuses.given]}
    if statuses.packages:
        facts["packages"] = [
            {"parts": list(p.parts), "name": p.name, "when": p.when, "by": p.by, "ended": p.ended}
            for p in statuses.packages
        ]
    if statuses.whole:
        facts["whole"] = list(statuses.whole)
    return written("statuses", facts)


def read_statuses(data: bytes, place: str) -> Statuses:
    """The statuses that ``write_statuses`` wrote.

    Raises:
        RecordDamaged: it is no such file, or not the one that belongs there.
    """
    with reading("statuses", data, place) as facts:
        revision = text_of(facts["revision"])
        if statuses_file(revision) != place:
            raise ValueError(f"it is about {revision}")
        given = tuple(status_of_facts(mapping_of(fact)) for fact in list_of(facts["given"]))
        packages = tuple(_package(mapping_of(fact)) for fact in list_of(facts.get("packages", [])))
        return Statuses(revision, given, packages, texts_of(facts.get("whole", [])))


def _package(facts: Facts) -> Package:
    name, when, by, ended = (text_of(facts[key]) for key in ("name", "when", "by", "ended"))
    return Package(texts_of(facts["parts"]), name, when, by, ended)


__all__ = ["Statuses", "read_statuses", "statuses_file", "write_statuses"]
