"""The papers of an adoption: the adopted text, and the concordance with everything that was done to make it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from amendtrack.consolidation.adoption import Adopted, Became, ConcordanceRow, FollowedCitation, Numbers
from amendtrack.consolidation.value import consolidate
from amendtrack.papers.dates import date_and_time
from amendtrack.papers.pack import short_code
from amendtrack.papers.paper import Paper, Section, Table, paragraph
from amendtrack.papers.texts import elements
from amendtrack.record.adoptions import Adoption
from amendtrack.record.record import Settings
from amendtrack.render.brackets import Style
from amendtrack.render.faces import bare
from amendtrack.render.typeset import typeset


@dataclass(frozen=True, slots=True)
class AdoptionFacts:
    """Everything that the papers of an adoption say; ``text`` is the adopted text, byte for byte."""

    settings: Settings
    adoption: Adoption
    text: str

    @property
    def at(self) -> datetime:
        """When the text was adopted."""
        return self.adoption.at

    @property
    def made(self) -> Adopted:
        """The concordance and the citations."""
        return self.adoption.made

    def paper(self, kind: str, *sections: Section) -> Paper:
        """A paper under the head of all papers of an adoption."""
        settings = self.settings
        symbol = (("Symbol", settings.symbol),) if settings.symbol else ()
        head = (
            *symbol,
            ("Adopted from", self.adoption.revision),
            ("Date", date_and_time(self.at)),
        )
        return Paper(kind, settings.title, head, sections, "", settings.language, self.foot)

    @property
    def foot(self) -> tuple[tuple[str, str], ...]:
        """The lines by which a paper can be checked."""
        mark = sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        return (("Commit", self.adoption.commit), ("Fingerprint", f"{mark[:16]} (SHA-256 of the adopted text)"))


def adopted_text(facts: AdoptionFacts) -> Paper:
    """The adopted text."""
    units = typeset(consolidate(facts.text, {}), Style.UNATTRIBUTED)
    return facts.paper("Adopted text", Section("", elements(units)))


def concordance(facts: AdoptionFacts) -> Paper:
    """Old and new numbers, the cross-references that follow them, and what else was done."""
    made, sections = facts.made, []
    numbers = "Numbers were kept." if facts.adoption.numbers is Numbers.KEPT else "Units were numbered from 1."
    rows = tuple(_row(row) for row in made.concordance)
    head = ("Draft", "Negotiation", "Adopted", "")
    sections.append(Section("Numbers", (paragraph(numbers), Table(head, rows) if rows else paragraph("None."))))
    sections += _citations("Cross-references that follow new numbers", made.followed)
    sections += _citations("Citations left as they are, to be read by a person", made.left)
    if made.removed:
        removed = tuple((note.place, bare(note.words)) for note in made.removed)
        sections.append(Section("Notes removed", (Table(("At", "Note"), removed),)))
    if facts.adoption.literals:
        shown = ", ".join(f"“{bare(words)}”" for words in facts.adoption.literals)
        sections.append(Section("Declared to be part of the text", (paragraph(shown),)))
    return facts.paper("Concordance", *sections)


def _row(row: ConcordanceRow) -> tuple[str, ...]:
    if row.became is Became.JOINED:
        return row.drafted, row.negotiated, "", f"{row.became.value} {row.adopted}"
    return row.drafted, row.negotiated, row.adopted, row.became.value


def _citations(heading: str, found: Iterable[FollowedCitation]) -> Iterator[Section]:
    rows = tuple((one.place, bare(one.words), one.was, one.number or one.why) for one in found)
    if rows:
        yield Section(heading, (Table(("At", "Citation", "Number", "Now"), rows),))


def stem_of_adoption(facts: AdoptionFacts) -> str:
    """How the names of the files begin: ``PLAN_Rev.1_ADOPTED_20091204T1800``."""
    revision = re.sub(r"[^A-Za-z0-9.]+", "-", facts.adoption.revision)
    code = short_code(facts.settings.symbol or facts.settings.title)
    return f"{code}_{revision}_ADOPTED_{facts.at:%Y%m%dT%H%M}"


def adoption_papers(facts: AdoptionFacts) -> dict[str, Paper]:
    """Both papers by path, without the ending."""
    stem = stem_of_adoption(facts)
    return {f"{stem}_1-text": adopted_text(facts), f"{stem}_2-concordance": concordance(facts)}


__all__ = ["AdoptionFacts", "adopted_text", "adoption_papers", "concordance", "stem_of_adoption"]
