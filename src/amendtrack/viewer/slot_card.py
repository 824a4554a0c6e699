"""The card of a slot, or of a unit without one: the readings, who backs them, who says what of them, since when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from amendtrack.consolidation.decision import proposal_of
from amendtrack.consolidation.minutes import minutes
from amendtrack.draft.legibility import unreadable_names
from amendtrack.papers.dates import date_and_time
from amendtrack.papers.said import untouched
from amendtrack.render.decided import said_of
from amendtrack.render.descriptions import Coverage
from amendtrack.render.faces import bare
from amendtrack.render.lookalikes import CHECK
from amendtrack.render.safe import one_line
from amendtrack.viewer.reading_in_short import in_short
from amendtrack.viewer.unit_list import Row, RowState

if TYPE_CHECKING:
    from amendtrack.consolidation.slots.slot import Slot, Variant
    from amendtrack.viewer.sight import Sight


class Tone(Enum):
    """What a line of a card is."""

    HEAD = "its head"
    WORDS = "the words of a reading"
    NAMES = "who holds it"
    NOTE = "when, and by which act"
    CHOSEN = "the words of the reading that is chosen"


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line of a card; ``lead`` are the cells before it, ``indent`` those before its continuation."""

    text: str
    tone: Tone = Tone.NOTE
    lead: int = 0
    indent: int = 0


def card_of(
    sight: Sight, row: Row, address: str = "", chosen: int = 0, extent: Coverage = Coverage.WHOLE
) -> tuple[CardLine, ...]:
    """The card of a slot of that row; of the row itself where no slot is named.

    With CHANGES, a long reading is given without most of what it has in common with the draft, unless it is chosen.
    """
    slot = sight.slots.get(address)
    lines = tuple(_of_slot(sight, row, slot, chosen, extent) if slot else _of_unit(sight, row))
    return tuple(replace(line, text=one_line(line.text)) for line in lines)


def _of_slot(sight: Sight, row: Row, slot: Slot, chosen: int, extent: Coverage) -> Iterator[CardLine]:
    state = f"contested: {slot.kind}" if slot.contested else "decided" if slot.settled else "open"
    here = row.addresses
    at = f", slot {here.index(slot.address) + 1} of {len(here)} here" if slot.address in here[1:] + here[:-1] else ""
    at = f", with {row.place} in it" if slot.address in row.reached else at
    yield CardLine(f"{slot.address}  {state}{at}", Tone.HEAD)
    if slot.base.strip():
        said = _said(slot.positions)
        yield CardLine(f"the draft: “{bare(slot.base.strip())}”{f' – {said}' if said else ''}", Tone.WORDS, 3, 3)
    for n, variant in enumerate(slot.variants, 1):
        mark, tone = (">", Tone.CHOSEN) if n == chosen else ("", Tone.WORDS)
        said = _said(variant.positions)
        who = f"{', '.join(variant.backers)}{f'; {said}' if said else ''}"
        words = words_of(variant, slot.base if extent is Coverage.CHANGES and n != chosen else "")
        yield CardLine(f"{mark}{n} {words} – {who}", tone, 0 if mark else 1, 3)
        yield from _sent(sight, slot, variant)
    if note := sight.doubtful.get(slot.address):
        yield CardLine(f"{CHECK.lower()}: {note}", Tone.HEAD, 3, 5)
    for one in (one for one in sight.repeated if slot.address in one.addresses):
        yield CardLine(f"≈ {one.words}", Tone.NOTE, 3, 5)
    yield from _amended_at(sight, slot.place)
    if slot.against:
        yield CardLine(f"against it: {', '.join(slot.against)}", Tone.NOTE, 3, 5)


def words_of(variant: Variant, base: str = "") -> str:
    """A reading in words: what it says, or what it does; in short beside the draft's words, if those are given."""
    if variant.moves_to:
        return f"move to {bare(variant.moves_to.rstrip('.:'))}"
    if not variant.wording.strip():
        return "delete"
    return f"“{bare(in_short(base, variant.wording) if base else variant.wording.strip())}”"


def _said(positions: tuple[tuple[str, str], ...]) -> str:
    """``oppose: Arda, Brum; reserve: Cora``."""
    by: dict[str, list[str]] = {}
    for stance, name in positions:
        by.setdefault(stance, []).append(name)
    return "; ".join(f"{stance}: {', '.join(names)}" for stance, names in by.items())


def _sent(sight: Sight, slot: Slot, variant: Variant) -> Iterator[CardLine]:
    """The amendments that make a reading: when each was received, and by which act it was recorded."""
    con = sight.con
    if con is None:
        return
    for name in variant.proposals:
        entry, act = sight.now.proposal(name), sight.act_of.get(name)
        by = f", by {act.recorder}" if act and act.recorder else ""
        recorded = f"; act {act.number}{by}" if act else ""
        for amendment in con.amendments_by(name):
            if not amendment.strands.isdisjoint(slot.strands):
                said = f"{amendment.name}, received {date_and_time(entry.received)}{recorded}"
                yield CardLine(said, Tone.NOTE, 3, 5)
        here = (one for one in sight.amending if (one.amends, one.address) == (name, slot.address))
        yield from (CardLine(one.words, Tone.NAMES, 3, 5) for one in here)


def _amended_at(sight: Sight, place: str) -> Iterator[CardLine]:
    """What would amend a proposal at a place where that has no reading of its own."""
    here = (one for one in sight.amending if one.place == place and not one.address)
    yield from (CardLine(one.words, Tone.NAMES, 3, 5) for one in here)


def _of_unit(sight: Sight, row: Row) -> Iterator[CardLine]:
    state = row.status or (row.state.words if row.state is not RowState.UNTOUCHED else "")
    yield CardLine(f"{row.place or 'a passage without a place of its own'}  {state}".rstrip(), Tone.HEAD)
    con = sight.con
    if con is None:
        yield CardLine("The proposals are being read; only the draft's own text is shown so far.", Tone.NOTE, 3, 3)
        return
    for minute in minutes(con):
        if minute.address.rpartition("#")[0] == row.place:
            yield CardLine(said_of(minute, sight.style), Tone.NOTE, 3, 5)
    for amendment, given in con.waiting:
        if given.place == row.place:
            who = ", ".join(sight.now.credited(sight.now.proposal(proposal_of(amendment.name))))
            yield CardLine(f"recorded since it was {given.status.value}: {amendment.name}, {who}", Tone.NOTE, 3, 5)
    said = [p for p in con.positions if p.place == row.place and not p.edits]
    if line := _said(tuple((p.stance.value, p.delegation) for p in said)):
        yield CardLine(line, Tone.NAMES, 3, 5)
    yield from _amended_at(sight, row.place)
    if row.state is RowState.UNTOUCHED:
        yield CardLine(untouched(unreadable_names(sight.now)), Tone.NOTE, 3, 3)


__all__ = ["CardLine", "Tone", "card_of", "words_of"]
