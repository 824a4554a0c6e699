"""The consolidated text typeset for paper: each unit with its brackets, in the form that it has in the draft.

Built from the units of the consolidation, not from its print: a table is rows of cells, a heading a heading and a
footnote a footnote, whoever inserts, deletes, moves or amends it, and emphasis is a face, not a sign. The words, names
and brackets are those of ``brackets``, except that consecutive units with the same fate share one bracket. The writers
of papers decide the look of pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.slots.slot import Slot, Variant
from amendtrack.consolidation.value import Consolidation
from amendtrack.errors import TallyFailed
from amendtrack.render.blocks import every_plan
from amendtrack.render.brackets import Printer, Style
from amendtrack.render.faces import FormKind
from amendtrack.render.set_unit import Ink, SetUnit, Span
from amendtrack.render.setter import SetPart, Setter
from amendtrack.text.typeface import unspoken


def typeset(con: Consolidation, style: Style) -> tuple[SetUnit, ...]:
    """The consolidated text, unit by unit.

    Raises:
        TallyFailed: words of the draft, or a slot, would not be printed.

    >>> from amendtrack.consolidation.value import consolidate
    >>> con = consolidate("1. *Urges* all to act.", {"Arda": "1. *Invites* all to act."})
    >>> [(span.text, span.face.name) for span in typeset(con, Style.ATTRIBUTED)[0].cells[0]][:3]
    [('1. ', 'UPRIGHT'), ('[', 'UPRIGHT'), ('Urges', 'ITALIC')]
    """
    return typeset_again(con, style, None).units


@dataclass(frozen=True, slots=True)
class SetText:
    """A consolidated text typeset part by part, so that a part that stays the same need not be set again."""

    source: str
    style: Style
    names: Mapping[str, str]
    parts: Mapping[int, SetPart]

    @property
    def units(self) -> tuple[SetUnit, ...]:
        """Unit by unit, in the order of the text."""
        return tuple(unit for part in self.parts.values() for unit in part.units)


def typeset_again(con: Consolidation, style: Style, known: SetText | None) -> SetText:
    """The consolidated text typeset; the parts that are the same in a text that is ``known`` are taken from there.

    Raises:
        TallyFailed: words of the draft, or a slot, would not be printed.
    """
    printer = Printer(con, style)
    form = printer.names.form
    alike = known is not None and (known.source, known.style) == (printer.source, style)
    same = known.parts if known and alike and all(form.get(n, f) == f for n, f in known.names.items()) else {}
    made = SetText(printer.source, style, form, {part.start: part for part in Setter(printer).parts(same)})
    check_set(printer, made.units)
    return made


@dataclass(frozen=True, slots=True)
class SlotReadings:
    """The content of a slot: the draft's words, and each reading with its supporters."""

    slot: Slot
    base: tuple[Span, ...]
    readings: tuple[tuple[Variant, tuple[Span, ...]], ...]


def readings(con: Consolidation) -> Iterator[SlotReadings]:
    """Every open slot in text order, inner slots after outer ones, each word in the face that it has in its place.

    Readings that words cannot express (deletions, moves, a new paragraph) have no spans.
    """
    setter = Setter(Printer(con, Style.ATTRIBUTED))
    for plan in every_plan(setter.printer.plans):
        if setter.is_ruler(plan.slot):
            continue
        said = tuple((v, setter.alone(plan, v)) for v in plan.slot.variants)
        yield SlotReadings(plan.slot, setter.base(plan), said)


def check_set(printer: Printer, found: Sequence[SetUnit]) -> None:
    """Prove that the draft's words and the address of each slot are there."""
    own = (Ink.DRAFT, Ink.OPPOSED)
    set_words = "".join(span.text for unit in found for cell in unit.cells for span in cell if span.ink in own)
    notes = "".join(span.note for unit in found for cell in unit.cells for span in cell if span.ink in own)
    labels = "".join(unit.form.label for unit in found if unit.form.kind is FormKind.NOTE)
    missing = _letters(printer.source) - _letters(set_words + notes + labels)
    missing -= sum(_letters(sign) for unit in printer.text.units for sign in _tags(printer.text.printed(unit)))
    wanted = {slot.address for plan in printer.plans for slot in every([plan.slot])}
    lost = wanted.difference(*(unit.addresses for unit in found))
    if missing > 0 or lost:
        what = f"the slots {', '.join(sorted(lost))}" if lost else f"{missing} letters of the draft"
        raise TallyFailed(f"the compilation would not hold {what}", remedy="do not print it")


def _letters(words: str) -> int:
    return sum(map(str.isalnum, words))


def _tags(words: str) -> Iterator[str]:
    """The signs of emphasis that have letters: ``<b>``."""
    return (words[start:end] for start, end in unspoken(words) if "<" in words)


__all__ = ["SetText", "SlotReadings", "check_set", "readings", "typeset", "typeset_again"]
