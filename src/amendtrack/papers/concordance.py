"""The papers of an adoption: the adopted text, and the concordance with everything that was done to make it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from amendtrack.consolidation.adopted_text import Adopted, Became, ConcordanceRow, FollowedCitation, Numbers
from amendtrack.consolidation.value import consolidate
from amendtrack.papers.dates import date_and_time
from amendtrack.papers.pack import short_code
from amendtrack.papers.paper import Paper, Section, Table, paragraph
from amendtrack.papers.said import place_in
from amendtrack.papers.texts import elements
from amendtrack.record.adoptions import Adoption
from amendtrack.record.record import Settings
from amendtrack.render.brackets import Style
from amendtrack.render.faces import bare
from amendtrack.render.own_words import Words, words_in
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

    @property
    def words(self) -> Words:
        """The words of the papers, in the draft's display language."""
        return words_in(self.settings.display_language)

    def paper(self, kind: str, *sections: Section) -> Paper:
        """A paper under the head of all papers of an adoption."""
        settings, words = self.settings, self.words
        symbol = ((words("head.symbol"), settings.symbol),) if settings.symbol else ()
        head = (
            *symbol,
            (words("head.adopted_from"), self.adoption.revision),
            (words("head.date"), date_and_time(self.at, words)),
        )
        return Paper(kind, settings.title, head, sections, "", settings.language, self.foot, words.language)

    @property
    def foot(self) -> tuple[tuple[str, str], ...]:
        """The lines by which a paper can be checked."""
        mark = sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        words = self.words
        shown = words("head.of_adopted", mark=mark[:16])
        return (words("head.commit"), self.adoption.commit), (words("head.fingerprint"), shown)


def adopted_text(facts: AdoptionFacts) -> Paper:
    """The adopted text."""
    units = typeset(consolidate(facts.text, {}), Style.UNATTRIBUTED)
    return facts.paper(facts.words("adoption.text"), Section("", elements(units)))


def concordance(facts: AdoptionFacts) -> Paper:
    """Old and new numbers, the cross-references that follow them, and what else was done."""
    made, words = facts.made, facts.words
    numbers = words("adoption.kept" if facts.adoption.numbers is Numbers.KEPT else "adoption.renumbered")
    rows = tuple(_row(words, row) for row in made.concordance)
    head = tuple(words(f"adoption.{name}") for name in ("draft", "negotiation", "adopted", "became"))
    table = Table(head, rows) if rows else paragraph(words("head.none"))
    sections = [Section(words("adoption.numbers"), (paragraph(numbers), table))]
    sections += _citations(words, words("adoption.followed"), made.followed)
    sections += _citations(words, words("adoption.left"), made.left)
    if made.removed:
        removed = tuple((_place(words, note.place), bare(note.words)) for note in made.removed)
        heads = (words("adoption.at"), words("adoption.note"))
        sections.append(Section(words("adoption.removed"), (Table(heads, removed),)))
    if facts.adoption.literals:
        shown = ", ".join(f"“{bare(words)}”" for words in facts.adoption.literals)
        sections.append(Section(words("adoption.declared"), (paragraph(shown),)))
    return facts.paper(words("adoption.kind"), *sections)


def _row(words: Words, row: ConcordanceRow) -> tuple[str, ...]:
    drafted, negotiated, now = (_place(words, place) for place in (row.drafted, row.negotiated, row.adopted))
    if row.became is Became.JOINED:
        return drafted, negotiated, "", words("adoption.joined", place=now)
    return drafted, negotiated, now, words(f"adoption.{row.became.name.lower()}") if row.became.value else ""


def _place(words: Words, place: str) -> str:
    """A place as a cell of a table has it: ``5``, not ``para 5``."""
    return place if place[:1].isdecimal() else place_in(words, place)


def _citations(words: Words, heading: str, found: Iterable[FollowedCitation]) -> Iterator[Section]:
    rows = tuple((_place(words, one.place), bare(one.words), one.was, one.number or one.why) for one in found)
    if rows:
        heads = tuple(words(f"adoption.{name}") for name in ("at", "citation", "number", "now"))
        yield Section(heading, (Table(heads, rows),))


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
