"""The compilation: the whole text with every proposal in brackets, the addresses of its slots beside it."""

from __future__ import annotations

from amendtrack.papers.facts import MeetingFacts
from amendtrack.papers.paper import Paper, Role, Section, items, paragraph
from amendtrack.papers.texts import elements
from amendtrack.render.brackets import Style
from amendtrack.render.decided import decided_notes
from amendtrack.render.faces import bare
from amendtrack.render.lookalikes import CHECK, notes_on_slots
from amendtrack.render.typeset import Ink, typeset

KIND = "Compilation of proposals"
"""What the paper is called."""
_NAMED = (
    "Key: [text of the draft / alternative text – proponents], [text of the draft – proponents delete], "
    "[new text – proponents]."
)
_UNNAMED = (
    "Key: [text of the draft / alternative text], [text of the draft – delete], [new text]. Proponents are not named."
)
_LONG = (
    "Where whole sentences differ, the wording of the draft comes first and the alternatives follow it: "
    "Alt or, if there are several, Alt 1, Alt 2."
)
_SILENCE = (
    "Text without brackets is not agreed merely because nobody has proposed to change it. "
    "In the margin, 14#2 is the second slot in paragraph 14."
)
_DECIDED = (
    "Words that have been decided are followed by {✓ 14#2}, the address of the slot; the decisions are listed below."
)
_AGREED = (
    "A paragraph that ends with {✓ agreed ad ref, PM2} was declared agreed by the chair; it changes only if it is "
    "reopened."
)


def compilation(facts: MeetingFacts) -> Paper:
    """The paper that holds the text itself.

    Raises:
        TallyFailed: words of the draft, or a slot, would not be printed.
    """
    said_first = [paragraph(_NAMED if facts.named else _UNNAMED, Role.NOTE), paragraph(_SILENCE, Role.NOTE)]
    style = Style.ATTRIBUTED if facts.named else Style.UNATTRIBUTED
    units = typeset(facts.con, style)
    if any(
        span.ink is Ink.SIGN and span.text in ("Alt", "Alt 1") for unit in units for cell in unit.cells for span in cell
    ):
        said_first.insert(1, paragraph(_LONG, Role.NOTE))
    decided = decided_notes(facts.con, style)
    if decided:
        said_first.append(paragraph(_DECIDED, Role.NOTE))
    if facts.con.agreements:
        said_first.append(paragraph(_AGREED, Role.NOTE))
    sections = [Section("", tuple(said_first))]
    if facts.differs:
        earlier = f"the text issued to {facts.since}" if facts.since else f"the previous issue for {facts.meeting}"
        sections.append(Section(f"Changes since {earlier}", items(facts.differs)))
    sections.append(Section("Text", elements(units)))
    if decided:
        sections.append(Section("Decided", items(bare(note.strip("{}")) for note in decided)))
    if doubtful := notes_on_slots(facts.con):
        sections.append(Section(CHECK, items(bare(f"{address}: {note}") for address, note in doubtful)))
    if facts.annex.notes:
        sections.append(Section("Not in the text", items(facts.pending)))
    return facts.paper(KIND, *sections, head=(("Proposals", facts.tally),))


__all__ = ["KIND", "compilation"]
