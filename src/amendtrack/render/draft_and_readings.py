"""The draft's own text, typeset, and apart from it the readings of each open passage: for printing side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from amendtrack.consolidation.slots.slot import IN_A_GAP
from amendtrack.consolidation.value import Consolidation
from amendtrack.render.blocks import PlannedSlot, every_plan
from amendtrack.render.brackets import Printer, Style
from amendtrack.render.faces import FormKind, UnitForm
from amendtrack.render.set_unit import Ink, SetUnit, Span
from amendtrack.render.setter import Setter
from amendtrack.render.typeset import SlotReadings, check_set, readings


@dataclass(frozen=True, slots=True)
class UnitReadings:
    """A unit of the draft, its open passages in brackets with their numbers, and the readings of each.

    What somebody would insert between two units has a unit without words.
    """

    unit: SetUnit
    points: tuple[SlotReadings, ...]


def draft_and_readings(con: Consolidation, style: Style) -> tuple[UnitReadings, ...]:
    """The draft unit by unit, with what is on the table for each.

    Raises:
        TallyFailed: words of the draft, or a slot, would not be printed.

    >>> from amendtrack.consolidation.value import consolidate
    >>> con = consolidate("7. Clear all areas.", {"Arda": "7. Clear known areas."})
    >>> [found] = draft_and_readings(con, Style.ATTRIBUTED)
    >>> found.unit.text, [point.slot.variants[0].wording for point in found.points]
    ('7. Clear [all]#1 areas.', ['known'])
    """
    printer = Printer(con, style)
    units = _DraftSetter(printer).units()
    check_set(printer, units)
    plans = {plan.slot.address: plan for plan in every_plan(printer.plans)}
    points = {p.slot.address: _without_inner(p, plans) for p in readings(con)}
    return tuple(UnitReadings(u, tuple(points[a] for a in dict.fromkeys(u.addresses) if a in points)) for u in units)


def _without_inner(point: SlotReadings, plans: Mapping[str, PlannedSlot]) -> SlotReadings:
    """A slot's readings but for those that the slots inside it say in full."""
    plan = plans[point.slot.address]
    said = tuple((v, spans) for v, spans in point.readings if v.deletes or v.moves_to or v in plan.shown)
    return replace(point, readings=said)


class _DraftSetter(Setter):
    """Sets the draft alone: a bracket has the draft's words, and the number of its slot behind it."""

    def _slot(self, plan: PlannedSlot, first: int, last: int, lead: str, trail: str) -> None:
        slot = plan.slot
        if self.is_ruler(slot):
            self._address_of_a_ruler(slot.address)
            return
        if slot.shape in IN_A_GAP and not plan.breaks:
            self.made.close()
            self.made.done.append(SetUnit(UnitForm(FormKind.TEXT), ((),), (slot.address,)))
            return
        self._open_bracket(slot, lead, self.extent_of(plan))
        if last > first:
            self.closing.append(last)
            self._passage(first, last, plan.inner)
            self.closing.pop()
        self.made.sign("]")
        self.made.put(Span(f"#{slot.address.rpartition('#')[2]}", Ink.DECIDED))
        self.made.sign(trail if "\n" not in trail else "", Ink.DRAFT)


__all__ = ["UnitReadings", "draft_and_readings"]
