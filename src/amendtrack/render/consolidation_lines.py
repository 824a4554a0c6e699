"""A consolidation as lines of a terminal: a key to the colours, the text, the conflict list, the tally."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from rich.cells import cell_len
from rich.text import Text as Line

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.negotiation import name_order
from amendtrack.consolidation.reports import Conflict, conflicts, tally
from amendtrack.consolidation.slots.slot import Slot
from amendtrack.consolidation.value import Consolidation
from amendtrack.render.brackets import Style
from amendtrack.render.decided import decided_notes
from amendtrack.render.draft_and_readings import draft_and_readings
from amendtrack.render.faces import bare
from amendtrack.render.look import PALETTE, Columns, Look, colours_of, who
from amendtrack.render.lookalikes import CHECK, notes_on_slots
from amendtrack.render.margin import shortened
from amendtrack.render.safe import visible
from amendtrack.render.set_unit import SetUnit
from amendtrack.render.side_by_side import readings_beside
from amendtrack.render.typeset import typeset
from amendtrack.render.unit_lines import named, opened, unit_lines
from amendtrack.render.wrapping import paragraph


def consolidation_lines(con: Consolidation, look: Look, style: Style = Style.ATTRIBUTED) -> Iterator[Line]:
    """The lines of a consolidation: a key to the colours, the text, the conflict list, the tally."""
    full = with_colours(con, replace(look, style=style))
    look = full.narrowed
    if con.is_hypothetical:
        names = ", ".join(con.delegations) or "nobody"
        whose = f"the proposals of {names}" if style is Style.ATTRIBUTED else "some of the proposals"
        yield from paragraph(Line(visible(f"Hypothetical text with {whose}; not agreed"), style="bold"), look.width)
        yield Line()
    units = () if full.columns is Columns.TWO else typeset(con, style)
    margin = _margin_of(con, units, look)
    if keys := [*_colour_key(look), *(paragraph(Line(_MARGIN_KEY, style="dim"), look.width) if margin else [])]:
        yield from [*keys, Line()]
    if full.columns is Columns.TWO:
        yield from readings_beside(draft_and_readings(con, style), full)
    else:
        yield from _text(con, units, look, margin)
    yield Line()
    if doubtful := notes_on_slots(con):
        yield Line(CHECK, style="bold")
        for at, note in doubtful:
            yield from paragraph(Line(visible(f"{at}: {note}")), look.width, Line("  "))
        yield Line()
    yield from _conflict_lines(conflicts(con), style, look)
    yield from paragraph(Line(f"Proposals: {tally(con).within}."), look.width)
    for note in decided_notes(con, style):
        yield from paragraph(Line(visible(note)), look.width)


def with_colours(con: Consolidation, look: Look) -> Look:
    """The look with a colour for each delegation that says anything, if they are named."""
    if not look.in_colour or look.style is Style.UNATTRIBUTED:
        return look
    names = {*con.delegations, *(position.delegation for position in con.positions)}
    colours = colours_of(sorted({who(name) for name in names}, key=name_order))
    return replace(look, colours={**colours, **{name: colours[who(name)] for name in names}})


NARROW = 72
"""Below this width, there is no margin beside a consolidated text."""
_MARGIN_KEY = "margin: the number of each open passage in its unit; ! contested"


def _colour_key(look: Look) -> list[Line]:
    """The names of the delegations, each in its colour."""
    names = [named(visible(name), look) for name in look.colours if name == who(name)]
    shared = Line("; several share a colour" if len(names) > len(PALETTE) else "", style="dim")
    return paragraph(Line(" · ").join(names).append(shared), look.width) if names else []


def _margin_of(con: Consolidation, units: tuple[SetUnit, ...], look: Look) -> int:
    """How wide the margin with the numbers of open passages is; nothing on a narrow terminal, or without any."""
    slots = {slot.address: slot for slot in every(con.slots)}
    wide = max((cell_len(_numbers(unit.addresses, slots)) for unit in units), default=0)
    return wide + 2 if wide and look.width >= NARROW else 0


def _text(con: Consolidation, units: tuple[SetUnit, ...], look: Look, width: int) -> Iterator[Line]:
    """The consolidated text, with the number of each open passage in the margin of the line where it opens."""
    slots = {slot.address: slot for slot in every(con.slots)}
    for unit, lines in unit_lines(units, replace(look, width=look.width - width)):
        inside = {address for line in lines for address in opened(line)}
        waiting = [address for address in unit.addresses if address not in inside] if unit else []
        for line in lines:
            beside = _numbers([*waiting, *opened(line)], slots) if width else ""
            waiting = []
            if not (line.plain or beside):
                yield line
                continue
            margin = Line(beside, style="bold" if "!" in beside else "dim").append(" " * (width - cell_len(beside)))
            yield Line.assemble(margin, line, no_wrap=True, overflow="ignore")


def _numbers(addresses: Iterable[str], slots: Mapping[str, Slot]) -> str:
    """The numbers of slots in their unit, ``#1–3``, with ``!`` if one is contested.

    >>> _numbers(["14#1", "14#2"], {})
    '#1–2'
    """
    here = tuple(dict.fromkeys(addresses))
    numbers = shortened(f"#{address.rpartition('#')[2]}" for address in here)
    return f"{numbers}{'!' if any(a in slots and slots[a].contested for a in here) else ''}".replace("; ", " ")


def _conflict_lines(found: tuple[Conflict, ...], style: Style, look: Look) -> Iterator[Line]:
    """The conflict list: first what must be settled, then what only needs a look."""
    hard, soft = [c for c in found if c.blocks], [c for c in found if not c.blocks]
    many = f"{len(hard)} conflict{'s' if len(hard) != 1 else ''} to settle" if hard else "No conflicts"
    yield from paragraph(Line(many, style="bold"), look.width)
    for n, conflict in enumerate(hard, 1):
        yield from _conflict_line(conflict, f"{n}. ", style, look)
    if soft:
        yield Line("To be read together", style="bold")
        for conflict in soft:
            yield from _conflict_line(conflict, "- ", style, look)
    yield Line()


def _conflict_line(conflict: Conflict, number: str, style: Style, look: Look) -> list[Line]:
    said = f"{conflict.where}: {conflict.kind}"
    if style is Style.ATTRIBUTED:
        said += f" – {', '.join(conflict.parties)}: {conflict.explanation}"
    first = Line(f"{number:>5}", style="bold")
    return paragraph(Line(visible(bare(said))), look.width, Line(" " * first.cell_len), first)


__all__ = ["consolidation_lines", "with_colours"]
