"""What the projector shows of a draft: the unit that is discussed, its readings and what follows, set like a page.

Pure. Names are shown as the draft's rule allows; keys, filters, marks of what is new and words being typed are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.text import Text as Line

from amendtrack.record.registers import Register
from amendtrack.render.look import Look
from amendtrack.render.safe import one_line
from amendtrack.render.wrapping import paragraph
from amendtrack.viewer.floor import IN_THE_ROOM
from amendtrack.viewer.galley import Galley
from amendtrack.viewer.isolating import isolated
from amendtrack.viewer.sight import readings_beside
from amendtrack.viewer.whereabouts import ground

if TYPE_CHECKING:
    from datetime import date

    from amendtrack.draft.snapshot import Snapshot
    from amendtrack.record.calendar import Meeting
    from amendtrack.viewer.pointer import Pointed
    from amendtrack.viewer.sight import Sight

MEASURE = 64
"""The cells of a line: a line that is read across a room is short."""


def meeting_at_hand(now: Snapshot, today: date) -> Meeting | None:
    """The last meeting on the latest revision that has begun by that day; before the first one, that one."""
    label = now.revision().label
    here = sorted((m for m in now.meetings if m.revision == label), key=lambda m: m.date)
    begun = [m for m in here if m.date.date() <= today]
    return begun[-1] if begun else here[0] if here else None


def for_the_wall(now: Snapshot, today: date) -> Snapshot:
    """The record as the meeting at hand has it before it: what came too late for it is held back, as in its papers.

    What was said in the room has no deadline. Delegations that are not to be named in public are not.
    """
    return _unnamed(_as_before(now, today))


def _unnamed(now: Snapshot) -> Snapshot:
    """The record with another name for each delegation that is not to be named in public."""
    if not now.settings.withheld:
        return now
    several = len(now.settings.withheld) > 1
    names = {code: NAMELESS + f" {n}" * several for n, code in enumerate(now.settings.withheld, 1)}
    register = Register(
        tuple(replace(d, names=(("", names[d.code]),)) if d.code in names else d for d in now.delegations)
    )
    return replace(now, record=replace(now.record, delegations=register))


NAMELESS = "name withheld"


def _as_before(now: Snapshot, today: date) -> Snapshot:
    """The same with all names."""
    meeting = meeting_at_hand(now, today)
    early = now.before_meeting(meeting.name) if meeting else now
    said = {e.name: e for e in now.record.entries if e.channel == IN_THE_ROOM}
    if not early.held or not any(e.name in said for e in early.held):
        return early
    record = replace(early.record, entries=tuple(said.get(e.name, e) for e in early.record.entries))
    held = tuple(e for e in early.held if e.name not in said)
    return replace(early, record=record, entries=record.entries_on(record.revisions), held=held)


def row_pointed(sight: Sight, at: Pointed, before: int) -> int:
    """The row of the place that the operator is at; the one before, if the wall's text does not have it."""
    return next((n for n, row in enumerate(sight.together.rows) if at.place and row.place == at.place), before)


def slot_pointed(sight: Sight, at: Pointed) -> str:
    """The address on the wall of the slot that the operator is at; empty if the wall does not have it."""
    if at.start < 0:
        return at.slot
    same = [a for a, s in sight.slots.items() if (s.place, *ground(s)) == (at.place, at.start, at.end)]
    return at.slot if at.slot in same else next(iter(same), "")


def wall_lines(sight: Sight, row: int, slot: str, width: int, height: int) -> list[Line]:
    """The lines of the wall, exactly as many as the screen has."""
    measure = min(MEASURE, max(width - 4, 12))
    margin = (width - measure) // 2
    spaced = height >= 30
    body = list(_page(sight, row, slot, Look(measure, colours=sight.colours), spaced=spaced))[: max(height - 4, 1)]
    head = Line(one_line(f"{sight.now.settings.title}   {sight.now.revision().label}"), style="dim")
    head.truncate(max(width - 2, 1), overflow="ellipsis")
    lines = [Line(), head, Line(), *body]
    side = Line(" " * margin)
    made = [Line.assemble(side, isolated(_filled(line, measure))) for line in lines[:height]]
    return made + [Line()] * (height - len(made))


def _page(sight: Sight, row: int, slot: str, look: Look, *, spaced: bool) -> Iterator[Line]:
    """The unit with its readings, then the units that follow."""
    page = sight.together
    galley = Galley(page.paragraphs, look.width, look.colours)
    for n in range(row, len(page.paragraphs)):
        lines = galley.lines(n)
        if n == row:
            for line in lines if lines[0].plain.strip() else lines[1:]:
                yield line
                yield from [Line()] * spaced
            yield from _readings(sight, n, slot, look)
            yield from [Line()] * (bool(page.rows[n].open) or not spaced)
        else:
            yield from map(_behind, lines[1:] if n == row + 1 and not lines[0].plain.strip() else lines)


def _filled(line: Line, width: int) -> Line:
    """A line as wide as the page, so that one that is read from the right begins there."""
    return Line.assemble(line, " " * max(width - line.cell_len, 0))


def _behind(line: Line) -> Line:
    made = line.copy()
    made.stylize("dim")
    return made


def _readings(sight: Sight, n: int, slot: str, look: Look) -> Iterator[Line]:
    """Each open slot of the unit: the draft's words, and the readings with those who hold them."""
    for address in sight.together.rows[n].open:
        found = sight.slots[address]
        style = "bold" if address == slot or len(sight.together.rows[n].open) == 1 else ""
        yield Line()
        yield Line(one_line(address), style="bold reverse" if address == slot else "bold")
        if words := " ".join(found.base.split()):
            yield from paragraph(Line(one_line(f"The draft: {words}")), look.width, Line("    "), Line("  "))
        for reading in readings_beside(found, sight.style):
            who = f"{one_line(reading.names)}: " if reading.names else ""
            said = Line(f"{who}{one_line(reading.words)}", style=style)
            yield from paragraph(said, look.width, Line("    "), Line("  "))


__all__ = ["MEASURE", "for_the_wall", "meeting_at_hand", "row_pointed", "slot_pointed", "wall_lines"]
