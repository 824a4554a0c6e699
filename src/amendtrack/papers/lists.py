"""The conflict list, and the open points in text order with every position."""

from __future__ import annotations

from collections.abc import Iterator

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.reports import Conflict, conflicts
from amendtrack.consolidation.slots.slot import Shape, Slot, Variant
from amendtrack.consolidation.value import Consolidation
from amendtrack.papers.facts import MeetingFacts
from amendtrack.papers.paper import Element, Paper, Paragraph, Role, Run, Section, Table, paragraph
from amendtrack.render.safe import flowing


def conflict_list(facts: MeetingFacts) -> Paper:
    """First what must be settled, then what should be read together, each in text order."""
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
        rows = [(str(n), c.where, str(c.kind), ", ".join(c.parties), c.explanation) for n, c in enumerate(found, 1)]
        return (Table(("No.", "Slot", "Kind", "Delegations", "Explanation"), tuple(rows)),)
    bare = [(str(n), c.where, str(c.kind), _passage(c.slots[0])) for n, c in enumerate(found, 1)]
    return (Table(("No.", "Slot", "Kind", "Words of the draft"), tuple(bare)),)


def _passage(slot: Slot) -> str:
    words = slot.base.split()
    return f"“{' '.join(words[:12])}{' …' if len(words) > 12 else ''}”" if words else "(new text)"


def open_points(facts: MeetingFacts) -> Paper:
    """Every open slot in text order: the draft's words, each reading, and who holds which position."""
    slots = tuple(slot for slot in every(facts.con.slots) if not slot.settled)
    blocks = tuple(b for slot in slots for b in _point(facts, slot))
    count = f"{len(slots)} open slot{'s' * (len(slots) != 1)}, {sum(s.contested for s in slots)} of them contested"
    note = "Contested means that two proposals cannot both stand. Uncontested does not mean agreed."
    return facts.paper(
        "Open points", Section("", (paragraph(note, Role.NOTE),)), Section(count, blocks or (paragraph("None."),))
    )


def _point(facts: MeetingFacts, slot: Slot) -> Iterator[Paragraph]:
    state = f"contested, {slot.kind}" if slot.contested else ""
    yield paragraph(f"{slot.address}{f' – {state}' if state else ''}", Role.TITLE)
    if slot.base.strip():
        yield _item("The draft: ", f"“{flowing(slot.base.strip())}”")
    told = [(_reading(v), v.backers) for v in slot.variants]
    if not facts.named:
        yield from (_item("", reading) for reading in sorted({reading for reading, _ in told}))
        return
    for reading, backers in told:
        yield _item(f"{', '.join(backers)}: ", reading)
    for stance in ("retain", "reserve"):
        if who := [name for said_, name in slot.positions if said_ == stance]:
            yield _item(f"{', '.join(who)}: ", stance)


def _reading(variant: Variant) -> str:
    if variant.moves_to:
        return f"move to {variant.moves_to.rstrip('.:')}"
    wording = flowing(variant.wording.strip())
    if variant.deletes or not wording:
        return "delete" if variant.deletes else "a new paragraph begins here"
    return f"“{wording}”"


def _item(who: str, words: str) -> Paragraph:
    return Paragraph((Run(f"{who}{words}"),), Role.ITEM)


def new_units(con: Consolidation, proposal: str) -> tuple[str, ...]:
    """The addresses at which the new units of one proposal are shown."""
    new = (s for s in con.slots if s.shape is Shape.NEW)
    return tuple(s.address for s in new if any(proposal in v.proposals for v in s.variants))


__all__ = ["conflict_list", "new_units", "open_points"]
