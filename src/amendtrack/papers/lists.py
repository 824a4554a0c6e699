"""The conflict list, and the open points in text order with every position."""

from __future__ import annotations

from collections.abc import Iterator

from amendtrack.consolidation.reports import Conflict, conflicts
from amendtrack.consolidation.slots.slot import Variant
from amendtrack.consolidation.slots.stances import credit
from amendtrack.papers.facts import MeetingFacts
from amendtrack.papers.paper import Element, Paper, Paragraph, Role, Run, Section, Table, paragraph
from amendtrack.papers.said import conflict_in
from amendtrack.papers.texts import runs_of
from amendtrack.render.faces import bare
from amendtrack.render.margin import shortened
from amendtrack.render.own_words import ENGLISH, Words, alone, names_in
from amendtrack.render.set_unit import Span
from amendtrack.render.typeset import SlotReadings, readings
from amendtrack.text.labels import name_of_note


def conflict_list(facts: MeetingFacts) -> Paper:
    """First the conflicts that must be settled, then those listed for information, each in text order."""
    found = conflicts(facts.con)
    hard, soft = [c for c in found if c.blocks], [c for c in found if not c.blocks]
    sections = [
        Section(facts.words("conflicts.settle", number=len(hard)), _conflicts(facts, hard)),
        Section(facts.words("conflicts.read", number=len(soft)), _conflicts(facts, soft)),
    ]
    return facts.paper(facts.words("conflicts.kind"), *sections)


def _conflicts(facts: MeetingFacts, found: list[Conflict]) -> tuple[Element, ...]:
    words = facts.words
    if not found:
        return (paragraph(words("head.none")),)
    head = [words(f"conflicts.{name}") for name in ("number", "slot", "sort")]
    rows = [_row(words, n, conflict) for n, conflict in enumerate(found, 1)]
    if facts.named:
        head.append(words("conflicts.delegations"))
        rows = [(*row, bare(", ".join(c.parties))) for row, c in zip(rows, found, strict=True)]
    explained = facts.named and words is ENGLISH  # an explanation is composed in English
    head.append(words("conflicts.explanation" if explained else "conflicts.words"))
    last = (c.explanation if explained else _passage(words, c) for c in found)
    return (Table(tuple(head), tuple((*row, bare(cell)) for row, cell in zip(rows, last, strict=True))),)


def _row(words: Words, number: int, conflict: Conflict) -> tuple[str, ...]:
    addresses = [name_of_note(slot.address) for slot in conflict.slots]
    where = shortened(addresses) if all(addresses) and addresses else name_of_note(conflict.where)
    return str(number), where, conflict_in(words, conflict)


def _passage(words: Words, conflict: Conflict) -> str:
    if not conflict.slots:
        return ""
    said = bare(conflict.slots[0].base).split()
    return f"“{' '.join(said[:12])}{' …' if len(said) > 12 else ''}”" if said else words("conflicts.new_text")


def open_points(facts: MeetingFacts) -> Paper:
    """Every open slot in text order: the draft's words, each reading, and the position of each delegation."""
    points = tuple(point for point in readings(facts.con) if not point.slot.settled)
    blocks = tuple(b for point in points for b in _point(facts, point))
    slots = [point.slot for point in points]
    words = facts.words
    count = words.many("open.slots", len(slots), contested=sum(s.contested for s in slots))
    note, none = paragraph(words("open.note"), Role.NOTE), paragraph(words("head.none"))
    return facts.paper(words("open.kind"), Section("", (note,)), Section(count, blocks or (none,)))


def _point(facts: MeetingFacts, point: SlotReadings) -> Iterator[Paragraph]:
    slot, words = point.slot, facts.words
    kind = words(f"conflict.{slot.kind.name.lower()}") if slot.kind else ""
    state = words("open.contested", kind=kind) if slot.contested else ""
    yield paragraph(f"{name_of_note(slot.address)}{f' – {state}' if state else ''}", Role.SLOT)
    if slot.base.strip() and point.base:
        yield _item(words("open.draft"), _quoted(point.base))
    readings = [
        (_reading(words, variant, spans), names_in(words, credit(variant))) for variant, spans in point.readings
    ]
    if not facts.named:
        alike = {"".join(run.text for run in reading): reading for reading, _ in readings}
        yield from (_item("", alike[said]) for said in sorted(alike))
        return
    for reading, said in readings:
        yield _item(f"{said}: ", reading)
    for stance in ("retain", "oppose", "reserve"):
        if who := [name for said_, name in slot.positions if said_ == stance]:
            yield _item(f"{', '.join(who)}: ", (Run(words(f"stance.{stance}")),))


def _reading(words: Words, variant: Variant, spans: tuple[Span, ...]) -> tuple[Run, ...]:
    if variant.moves_to:
        return (Run(f"{alone(words, 'move_to')}{bare(variant.moves_to.rstrip('.:'))}"),)
    if not spans:
        return (Run(words("amendment.delete_unit" if variant.deletes else "open.begins")),)
    return _quoted(spans)


def _quoted(spans: tuple[Span, ...]) -> tuple[Run, ...]:
    return (Run("“"), *runs_of(spans), Run("”"))


def _item(who: str, words: tuple[Run, ...]) -> Paragraph:
    return Paragraph((Run(who), *words), Role.READING)


__all__ = ["conflict_list", "open_points"]
