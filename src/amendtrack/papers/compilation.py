"""The compilation: the whole text with every proposal in brackets, the addresses of its slots beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from amendtrack.errors import TallyFailed
from amendtrack.papers.facts import MeetingFacts
from amendtrack.papers.paper import Mark, Paper, Paragraph, Role, Run, Section, items, paragraph
from amendtrack.render.brackets import Style
from amendtrack.render.decided import decided_notes
from amendtrack.render.lookalikes import CHECK, notes_on_slots
from amendtrack.render.margin import lines_beside, shortened
from amendtrack.render.safe import flowing
from amendtrack.text.units import Text, Unit, UnitKind, parse_text

_NAMED = (
    "Key: [text of the draft / alternative text – proponents], [text of the draft – proponents delete], "
    "[new text – proponents]."
)
_UNNAMED = (
    "Key: [text of the draft / alternative text], [text of the draft – delete], [new text]. Proponents are not named."
)
_SILENCE = (
    "Text without brackets is not agreed merely because nobody has proposed to change it. "
    "In the margin, 14#2 is the second slot in paragraph 14."
)
_DECIDED = "Behind words that were decided stands {✓ 14#2}, the address of the slot; the decisions are listed below."
_SIGNS = re.compile(r"([\[\]]| / )")


def compilation(facts: MeetingFacts) -> Paper:
    """The paper that holds the text itself."""
    said_first = [paragraph(_NAMED if facts.named else _UNNAMED, Role.NOTE), paragraph(_SILENCE, Role.NOTE)]
    decided = decided_notes(facts.con, Style.ATTRIBUTED if facts.named else Style.UNATTRIBUTED)
    if decided:
        said_first.append(paragraph(_DECIDED, Role.NOTE))
    sections = [Section("", tuple(said_first))]
    if facts.differs:
        sections.append(Section(f"Changes since the previous issue for {facts.meeting}", items(facts.differs)))
    sections.append(Section("Text", tuple(_text(facts))))
    if decided:
        sections.append(Section("Decided", items(note.strip("{}") for note in decided)))
    if doubtful := notes_on_slots(facts.con):
        sections.append(Section(CHECK, items(f"{address}: {note}" for address, note in doubtful)))
    if facts.annex.notes:
        sections.append(Section("Not in the text", items(facts.annex.notes)))
    return facts.paper("Compilation of proposals", *sections, head=(("Proposals", facts.tally),))


def _text(facts: MeetingFacts) -> Iterator[Paragraph]:
    """Each unit of the print as a paragraph.

    Raises:
        TallyFailed: something that is printed would stand in no paragraph.
    """
    lines = lines_beside(facts.con, Style.ATTRIBUTED if facts.named else Style.UNATTRIBUTED)
    text = parse_text("\n".join(line for line, _ in lines))
    starts, at = [], 0
    for line, _ in lines:
        starts.append(at)
        at += len(line) + 1
    k, shown = 0, 0
    for unit in text.units:
        found: list[str] = []
        while k < len(lines) and starts[k] < unit.end:
            found += lines[k][1]
            k += 1
        shown += sum(not c.isspace() for c in text.source[unit.start : unit.end])
        yield _paragraph(text, unit, shortened(found))
    if shown != sum(not c.isspace() for c in text.source):
        raise TallyFailed("the compilation does not hold all that is printed", remedy="print nothing from it")


def _paragraph(text: Text, unit: Unit, margin: str) -> Paragraph:
    heading = unit.kind is UnitKind.HEADING
    words = text.printed(unit)
    words = words.lstrip("# ") if heading else words
    parts = (part for part in _SIGNS.split(flowing(words)) if part)
    runs = tuple(Run(part, Mark.BOLD if _SIGNS.fullmatch(part) else Mark.PLAIN) for part in parts)
    return Paragraph(runs, Role.HEADING if heading else Role.TEXT, margin)


__all__ = ["compilation"]
