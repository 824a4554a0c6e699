"""What remains to be printed once slots are settled: a text with the settled wording in it, and the open slots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from amendtrack.consolidation.compose import flat, spliced
from amendtrack.consolidation.edits import Reworded
from amendtrack.consolidation.slots.slot import Shape, Slot
from amendtrack.consolidation.value import Consolidation
from amendtrack.render.parsing import SPACE
from amendtrack.text.units import Text, parse_text


def open_part(con: Consolidation) -> tuple[Text, tuple[Slot, ...]]:
    """The base with settled wording in it, and the open slots in its offsets."""
    if not con.decisions:
        return con.base, con.slots
    if not con.open_slots:
        return parse_text(con.clean()), ()
    source, slots = _settle(con, 0, len(con.base.source), con.slots, 0)
    return parse_text(source), tuple(slots)


def _settle(con: Consolidation, start: int, end: int, slots: Iterable[Slot], put: int) -> tuple[str, list[Slot]]:
    source, out, made, at, size = con.base.source, list[str](), list[Slot](), start, put
    for slot in slots:
        over = max(0, at - slot.start)  # white space of a struck unit, out already
        text = source[at : slot.start] if not over else ""
        here = size + len(text) - over
        if slot.settled:
            wording = _settled_wording(con, slot)
            text += wording if not over else wording.lstrip(SPACE) + source[slot.start : at]
        else:
            inside, inner = _settle(con, slot.start, slot.end, slot.inner, here)
            made.append(replace(slot, start=here, end=here + len(inside), base=inside, inner=tuple(inner)))
            text += inside[over:]
        out.append(text)
        size += len(text)
        at = max(at, slot.end)
    out.append(source[at:end])
    return "".join(out), made


def _settled_wording(con: Consolidation, slot: Slot) -> str:
    if slot.shape is Shape.MOVED_AWAY or not slot.variants:
        return ""
    if slot.shape is Shape.MOVED_HERE:
        return _moved_wording(con, slot)
    if slot.shape is Shape.WORDS:
        edits = [s.edit for s in con.strands if s.identity in slot.strands and isinstance(s.edit, Reworded)]
        return flat(spliced(con.base, slot.start, slot.end, edits))
    return slot.variants[0].wording


def _moved_wording(con: Consolidation, slot: Slot) -> str:
    """A moved unit under its new label, with everybody's edits of it."""
    number = con.addresses.index(slot.mark)
    unit, wording = con.base.units[number], slot.variants[0].wording
    edits = [s.edit for s in con.strands if isinstance(s.edit, Reworded) and s.edit.unit == number]
    mark = con.base.source[unit.start : unit.body]
    mark = mark.replace(unit.label.rstrip(".:"), slot.unit, 1) if unit.label else mark
    lead = wording[: len(wording) - len(wording.lstrip(SPACE))]
    return lead + mark + flat(spliced(con.base, unit.body, unit.end, edits))
