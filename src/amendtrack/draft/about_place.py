"""Everything that the record says about one place of the draft: its text, who proposed and said what, and its history.

Reads a snapshot. How it is laid out is left to ``papers.place``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.agreement import agreed_words
from amendtrack.consolidation.minutes import minutes
from amendtrack.consolidation.slots.slot import Shape
from amendtrack.draft.followed import origins_to
from amendtrack.draft.legibility import unreadable_names
from amendtrack.errors import Unknown
from amendtrack.papers.place import Earlier, PlaceFacts, Reading, SlotFacts, StatusLine
from amendtrack.record.record import Attribution
from amendtrack.record.statements import Statement
from amendtrack.redline.align.prepared import Prepared
from amendtrack.redline.comparison import compare
from amendtrack.text.addresses import addresses
from amendtrack.text.places import place_named
from amendtrack.text.units import parse_text

if TYPE_CHECKING:
    from amendtrack.consolidation.slots.slot import Slot, Variant
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.draft.snapshot import Snapshot


def about_place(now: Snapshot, typed: str) -> PlaceFacts:
    """What the record says about a unit (``9``), a new unit (``15 bis``) or the unit of a slot (``14#2``).

    Raises:
        Unknown: the draft has no such place, and nobody proposes one.
    """
    con = now.consolidate()
    place, unit = _meant(con, typed)
    slots = [slot for slot in every(con.undecided.slots) if place in (slot.unit, slot.place)]
    text = con.base.printed(con.base.units[unit]) if unit is not None else ""
    here = {slot.address for slot in slots}
    decided = tuple(m for m in minutes(con) if m.address in here)
    own = [s for s in now.statements() if _is_about(s, place, slots)]
    return PlaceFacts(
        title=now.settings.title,
        revision=now.revision().label,
        place=place,
        text=text,
        slots=tuple(_slot(now, con, slot) for slot in slots),
        decided=decided,
        statements=tuple((now.display(s.delegation), s) for s in own),
        comments=tuple(_comments(now, place)),
        earlier=tuple(_history(now, unit)) if unit is not None else (),
        named=now.settings.attribution is Attribution.NAMED,
        statuses=tuple(_statuses(now, con, place, unit)),
        unreadable=unreadable_names(now),
    )


def place_meant(con: Consolidation, typed: str) -> str:
    """The address of the unit that is meant, in the draft or proposed; that of a slot's unit for a slot.

    Raises:
        Unknown: the draft has no such place, and nobody proposes one.
    """
    return _meant(con, typed)[0]


def _statuses(now: Snapshot, con: Consolidation, place: str, unit: int | None) -> Iterator[StatusLine]:
    """Every status of the unit on this revision, the last one first."""
    for given in reversed(now.statuses.of(place)):
        words = agreed_words(con.base, unit, given) if unit is not None and given.status.is_agreed else ""
        who = now.display(given.asked_by) if given.asked_by else ""
        yield StatusLine(now.statuses.revision, given, who, words)


def _meant(con: Consolidation, typed: str) -> tuple[str, int | None]:
    """The place, and its unit in the draft if it has one."""
    with suppress(Unknown):
        found = place_named(typed, con.addresses)
        return found, con.addresses.index(found)
    places = list(dict.fromkeys(p for s in every(con.undecided.slots) for p in (s.place, s.unit, s.address)))
    try:
        found = place_named(typed, [*con.addresses, *places])
    except Unknown as err:
        raise Unknown(f"no place {typed!r}", remedy=err.remedy) from err
    slot = next((s for s in every(con.undecided.slots) if s.address == found), None)
    found = slot.place if slot else found
    return found, con.addresses.index(found) if found in con.addresses else None


def _is_about(said: Statement, place: str, slots: list[Slot]) -> bool:
    if said.edits:
        return any(not said.edits.isdisjoint(slot.strands) for slot in slots)
    return place in said.places


def _slot(now: Snapshot, con: Consolidation, slot: Slot) -> SlotFacts:
    still = {s.address for s in every(con.slots) if not s.settled}
    agreed = con.agreement_at(slot.place) if not slot.strands.isdisjoint(con.held) else None
    state = f"on text {agreed.in_words}" if agreed else "decided" if slot.address not in still else ""
    state = state or (f"contested, {slot.kind}" if slot.contested else "open")
    return SlotFacts(slot.address, state, slot.base.strip(), tuple(_reading(now, con, slot, v) for v in slot.variants))


def _reading(now: Snapshot, con: Consolidation, slot: Slot, variant: Variant) -> Reading:
    made = [a for a in con.amendments if a.proposal in variant.proposals and not a.strands.isdisjoint(slot.strands)]
    sent = tuple((a.name, now.proposal(a.proposal).received, con.standing.verdict(a).value) for a in made)
    wording = "delete" if variant.deletes and not variant.moves_to else variant.typed
    wording = wording if slot.shape is Shape.WORDS else wording.strip()  # a break in a unit is its white space
    return Reading(wording, variant.backers, sent, variant.deletes or bool(variant.moves_to))


def _comments(now: Snapshot, place: str) -> Iterator[tuple[str, str]]:
    for entry in now.proposals():
        for remark in entry.remarks if entry.stands else ():
            if remark.place == place:
                yield f"{', '.join(now.credited(entry))} ({entry.name})", remark.unnamed.words


def _history(now: Snapshot, unit: int) -> Iterator[Earlier]:
    """The unit in each earlier revision, newest first, as far back as it can be followed."""
    for before, after in zip(now.revisions[-2::-1], now.revisions[:0:-1]):
        texts = parse_text(now.text(before.label)), parse_text(now.text(after.label))
        before_, after_ = Prepared.of(texts[0]), Prepared.of(texts[1])
        origins = origins_to(now, after.label, before_, after_)
        changes = compare(*texts, origins=origins).changes
        change = next((c for c in changes if c.j1 <= unit < c.j2 and c.i1 < c.i2), None)
        if change is None:
            yield Earlier(before.label, "", "", f"new in {after.label}")
            return
        was = change.i1 + min(unit - change.j1, change.i2 - change.i1 - 1)
        same = not change.substantive or (change.move is not None and not any(not s.noise for s in change.splices))
        what = "the same text" if same and change.kind.value == "kept" else change.kind.value
        moved = ", then moved" if change.move is not None else ""
        yield Earlier(before.label, addresses(texts[0])[was], texts[0].printed(texts[0].units[was]), what + moved)
        unit = was


__all__ = ["about_place", "place_meant"]
