"""The conflict list, and the open points in text order with every position."""

from __future__ import annotations

from collections.abc import Iterator

from amendtrack.consolidation.reports import Conflict, conflicts
from amendtrack.consolidation.slots.slot import Slot, Variant
from amendtrack.consolidation.slots.stances import credit
from amendtrack.papers.facts import MeetingFacts
from amendtrack.papers.paper import Element, Paper, Paragraph, Role, Run, Section, Table, paragraph
from amendtrack.papers.texts import runs_of
from amendtrack.render.faces import bare
from amendtrack.render.margin import shortened
from amendtrack.render.typeset import SlotReadings, Span, readings
from amendtrack.text.labels import name_of_note


def conflict_list(facts: MeetingFacts) -> Paper:
    """First the conflicts that must be settled, then those listed for information, each in text order."""
    found = conflicts(facts.con)
    hard, soft = [c for c in found if c.blocks], [c for c in found if not c.blocks]
    sections = [
        Section(f"To be settled: {len(hard)}", _conflicts(facts, hard)),
        Section(f"To be read together: {len(soft)}", _conflicts(facts, soft)),
    ]
    return facts.paper("Conflict list", *sections)


def _conflicts(facts: MeetingFacts, found: list[Conflict]) -> tuple[Element, ...]:
    if not found:
        return (paragraph("None."),)
    if facts.named:
        head = ("No.", "Slot", "Kind", "Delegations", "Explanation")
        return (Table(head, tuple(_row(n, c, ", ".join(c.parties), c.explanation) for n, c in enumerate(found, 1))),)
    rows = tuple(_row(n, c, _passage(c.slots[0])) for n, c in enumerate(found, 1))
    return (Table(("No.", "Slot", "Kind", "Words of the draft"), rows),)


def _row(number: int, conflict: Conflict, *cells: str) -> tuple[str, ...]:
    addresses = [name_of_note(slot.address) for slot in conflict.slots]
    where = shortened(addresses) if all(addresses) and addresses else name_of_note(conflict.where)
    return str(number), where, str(conflict.kind), *map(bare, cells)


def _passage(slot: Slot) -> str:
    words = bare(slot.base).split()
    return f"“{' '.join(words[:12])}{' …' if len(words) > 12 else ''}”" if words else "(new text)"


def open_points(facts: MeetingFacts) -> Paper:
    """Every open slot in text order: the draft's words, each reading, and the position of each delegation."""
    points = tuple(point for point in readings(facts.con) if not point.slot.settled)
    blocks = tuple(b for point in points for b in _point(facts, point))
    slots = [point.slot for point in points]
    count = f"{len(slots)} open slot{'s' * (len(slots) != 1)}, {sum(s.contested for s in slots)} of them contested"
    note = "Contested means that two proposals cannot both stand. Uncontested does not mean agreed."
    return facts.paper(
        "Open points", Section("", (paragraph(note, Role.NOTE),)), Section(count, blocks or (paragraph("None."),))
    )


def _point(facts: MeetingFacts, point: SlotReadings) -> Iterator[Paragraph]:
    slot = point.slot
    state = f"contested, {slot.kind}" if slot.contested else ""
    yield paragraph(f"{name_of_note(slot.address)}{f' – {state}' if state else ''}", Role.SLOT)
    if slot.base.strip() and point.base:
        yield _item("The draft: ", _quoted(point.base))
    readings = [(_reading(variant, spans), credit(variant)) for variant, spans in point.readings]
    if not facts.named:
        alike = {"".join(run.text for run in reading): reading for reading, _ in readings}
        yield from (_item("", alike[words]) for words in sorted(alike))
        return
    for reading, said in readings:
        yield _item(f"{said}: ", reading)
    for stance in ("retain", "oppose", "reserve"):
        if who := [name for said_, name in slot.positions if said_ == stance]:
            yield _item(f"{', '.join(who)}: ", (Run(stance),))


def _reading(variant: Variant, spans: tuple[Span, ...]) -> tuple[Run, ...]:
    if variant.moves_to:
        return (Run(f"move to {bare(variant.moves_to.rstrip('.:'))}"),)
    if not spans:
        return (Run("delete" if variant.deletes else "a new paragraph begins here"),)
    return _quoted(spans)


def _quoted(spans: tuple[Span, ...]) -> tuple[Run, ...]:
    return (Run("“"), *runs_of(spans), Run("”"))


def _item(who: str, words: tuple[Run, ...]) -> Paragraph:
    return Paragraph((Run(who), *words), Role.READING)


__all__ = ["conflict_list", "open_points"]
