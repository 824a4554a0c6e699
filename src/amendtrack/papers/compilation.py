"""The compilation: the whole text with every proposal in brackets, the addresses of its slots beside it."""

from __future__ import annotations

from amendtrack.papers.facts import MeetingFacts
from amendtrack.papers.paper import Paper, Role, Section, items, paragraph
from amendtrack.papers.said import tally_in
from amendtrack.papers.texts import elements
from amendtrack.render.brackets import Style
from amendtrack.render.decided import decided_notes
from amendtrack.render.faces import bare
from amendtrack.render.lookalikes import CHECK, notes_on_slots
from amendtrack.render.own_words import mark_in
from amendtrack.render.set_unit import Ink
from amendtrack.render.typeset import typeset


def compilation(facts: MeetingFacts) -> Paper:
    """The paper that holds the text itself.

    Raises:
        TallyFailed: words of the draft, or a slot, would not be printed.
    """
    words = facts.words
    key = words("compilation.key" if facts.named else "compilation.key_unnamed")
    said_first = [paragraph(key, Role.NOTE), paragraph(words("compilation.silence"), Role.NOTE)]
    style = Style.ATTRIBUTED if facts.named else Style.UNATTRIBUTED
    units = typeset(facts.con, style)
    if any(
        span.ink is Ink.SIGN and span.text in ("Alt", "Alt 1") for unit in units for cell in unit.cells for span in cell
    ):
        said_first.insert(1, paragraph(words("compilation.alternatives"), Role.NOTE))
    decided = decided_notes(facts.con, style)
    if decided:
        said_first.append(paragraph(words("compilation.decided_marks", sign="{✓ 14#2}"), Role.NOTE))
    if facts.con.agreements:
        said_first.append(
            paragraph(words("compilation.agreed_marks", sign=mark_in(words, "{✓ agreed ad ref, PM2}")), Role.NOTE)
        )
    sections = [Section("", tuple(said_first))]
    if facts.differs:
        key = "compilation.changes_since" if facts.since else "compilation.changes"
        since = words(key, meeting=facts.since or facts.meeting)
        sections.append(Section(since, items(facts.differs)))
    sections.append(Section(words("compilation.text"), elements(units, words)))
    if decided:
        sections.append(Section(words("compilation.decided"), items(bare(note.strip("{}")) for note in decided)))
    if doubtful := notes_on_slots(facts.con):
        sections.append(Section(CHECK, items(bare(f"{address}: {note}") for address, note in doubtful)))
    if facts.annex.notes:
        sections.append(Section(words("compilation.not_in_text"), items(facts.pending)))
    return facts.paper(
        words("compilation.kind"), *sections, head=((words("head.proposals"), tally_in(words, facts.tally)),)
    )


__all__ = ["compilation"]
