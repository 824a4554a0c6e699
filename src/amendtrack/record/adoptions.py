"""The register's entry for a text that was adopted, and the file in which it is kept: one for each revision.

It holds everything that the papers of an adoption say, so that these can be written again. An adoption that was
reopened stays in the register, with who reopened it and when.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from amendtrack.consolidation.adopted_text import (
    Adopted,
    Became,
    Citations,
    ConcordanceRow,
    FollowedCitation,
    Numbers,
    RemovedNote,
)
from amendtrack.consolidation.written import list_of, texts_of
from amendtrack.record.files import reading, text_of, time_of, written
from amendtrack.record.filing import ADOPTIONS


@dataclass(frozen=True, slots=True)
class Adoption:
    """One adoption: of which revision, when, by which rules, the commit of its text, and what was done to make it.

    ``made`` holds the concordance and the citations; its text is in the commit alone, beside those in the other
    ``languages``. ``reopened`` says when it was reopened, ``by`` whom; it is in force until then.
    """

    revision: str
    at: datetime
    commit: str
    made: Adopted
    numbers: Numbers = Numbers.RENUMBERED
    citations: Citations = Citations.REFUSED
    literals: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    reopened: datetime | None = None
    by: str = ""

    def __post_init__(self) -> None:
        if bool(self.by) != (self.reopened is not None):
            raise ValueError("an adoption is reopened by somebody, at some time")

    @property
    def in_force(self) -> bool:
        """Whether it has not been reopened."""
        return self.reopened is None

    def reopened_by(self, name: str, at: datetime) -> Adoption:
        """The same, reopened."""
        return replace(self, reopened=at, by=name)


def adoption_file(revision: str) -> str:
    """Where the adoption of a revision is kept."""
    return f"{ADOPTIONS}{revision}.json"


def write_adoption(adoption: Adoption) -> bytes:
    """An adoption as a file; inverse of ``read_adoption``, but for the text."""
    made = adoption.made
    return written(
        "adoption",
        {
            "revision": adoption.revision,
            "at": adoption.at.isoformat(),
            "commit": adoption.commit,
            "numbers": adoption.numbers.value,
            "citations": adoption.citations.value,
            "literals": list(adoption.literals),
            "kept": list(adoption.kept),
            "languages": list(adoption.languages),
            "concordance": [[r.drafted, r.negotiated, r.adopted, r.became.value] for r in made.concordance],
            "followed": _citations(made.followed),
            "left": _citations(made.left),
            "removed": [[note.place, note.words] for note in made.removed],
            "reopened": adoption.reopened.isoformat() if adoption.reopened else "",
            "by": adoption.by,
        },
    )


def _citations(found: Iterable[FollowedCitation]) -> list[list[str]]:
    return [[one.place, one.words, one.was, one.number, one.why] for one in found]


def read_adoption(data: bytes, place: str) -> Adoption:
    """The adoption that ``write_adoption`` wrote, without its text.

    Raises:
        RecordDamaged: it is no such file, or not the one that belongs there.
    """
    with reading("adoption", data, place) as facts:
        if adoption_file(text_of(facts["revision"])) != place:
            raise ValueError(f"it is about {facts['revision']}")
        made = Adopted(
            "",
            tuple(map(_row, list_of(facts["concordance"]))),
            tuple(FollowedCitation(*cells) for cells in map(_cells, list_of(facts["followed"]))),
            tuple(FollowedCitation(*cells) for cells in map(_cells, list_of(facts["left"]))),
            tuple(RemovedNote(*cells) for cells in map(_cells, list_of(facts["removed"]))),
        )
        return Adoption(
            facts["revision"],
            time_of(facts["at"]),
            text_of(facts["commit"]),
            made,
            Numbers(facts["numbers"]),
            Citations(facts["citations"]),
            texts_of(facts["literals"]),
            texts_of(facts.get("kept", ())),
            texts_of(facts.get("languages", ())),
            time_of(facts["reopened"]) if facts["reopened"] else None,
            text_of(facts["by"]),
        )


def _row(value: object) -> ConcordanceRow:
    drafted, negotiated, adopted, became = texts_of(value)
    return ConcordanceRow(drafted, negotiated, adopted, Became(became))


def _cells(value: object) -> tuple[str, ...]:
    return texts_of(value)


__all__ = ["Adoption", "adoption_file", "read_adoption", "write_adoption"]
