"""A slot found by its address, as people write it, or the reason why there is none to decide on."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.agreement import GivenStatus
from amendtrack.consolidation.slots.slot import Slot
from amendtrack.errors import InputRefused, Unknown
from amendtrack.text.labels import name_of_note
from amendtrack.text.places import place_named

if TYPE_CHECKING:
    from amendtrack.consolidation.value import Consolidation


def slot_at(con: Consolidation, address: str) -> Slot:
    """The slot at that address, in any usual spelling; see ``Consolidation.slot_at``."""
    here = tuple(every(con.slots))
    if found := next((s for s in here if s.address == address), None):
        return found
    place, sign, number = address.rpartition("#")
    if not (sign and number.strip().isdecimal() and len(number) < 9 and place.strip()):
        place, number = address, ""
    closed = _closed_addresses(con)
    at = {s.address: s.address.rpartition("#")[0] for s in here}
    places = tuple(dict.fromkeys([*at.values(), *(a.rpartition("#")[0] for a in closed)]))
    with suppress(Unknown):
        unit = place_named(place, con.addresses)
        if unit not in at.values() and (agreement := con.agreement_at(unit)):
            raise _refusal(con, agreement)
    if not places:
        raise Unknown(f"no slot {address!r}", remedy="this text has no slots")
    also = {name_of_note(known): known for known in places if known.startswith("[^")}
    # A new unit can also be found by its label alone, if that is unambiguous.
    bare = {s.unit: {at[o.address] for o in here if o.unit == s.unit} for s in here if s.unit not in places}
    also |= {label: found.pop() for label, found in bare.items() if len(found) == 1}
    unit = place_named(place, (*places, *also))
    unit = also.get(unit, unit)
    there = [s for s in here if at[s.address] == unit]
    wanted = f"{unit}#{int(number)}" if number else ""
    found = next((s for s in there if s.address == wanted), there[0] if not wanted and len(there) == 1 else None)
    if found is not None:
        return found
    if wanted in closed or (not wanted and not there):
        raise _already_decided(con, wanted or unit, closed.get(wanted, ""), there)
    raise Unknown(f"no slot {address!r}", remedy=f"at {unit} there is {', '.join(s.address for s in there)}")


def slot_to_decide(con: Consolidation, slot: Slot | str) -> Slot:
    """The slot requested, which must be open."""
    if isinstance(slot, str):
        found = slot_at(con, slot)
    else:
        alike = (s for s in every(con.slots) if s.id == slot.id and s.strands == slot.strands)
        there = next(alike, None)
        if there is None:
            raise Unknown(f"no open slot {slot.id}", remedy="take a slot of this consolidation")
        found = there
    if found.settled:
        beside = [s for s in every(con.slots) if s.place == found.place]
        raise _already_decided(con, found.address, found.address, beside)
    return found


def decided_already(con: Consolidation, slot: Slot) -> InputRefused:
    """The error that a slot has been decided, or that its unit is agreed."""
    return _already_decided(con, slot.address, slot.address, [])


def _already_decided(con: Consolidation, address: str, what: str, there: Sequence[Slot]) -> InputRefused:
    """The error that a slot has been decided, with the remedy."""
    if agreement := con.agreement_at(address.rpartition("#")[0]):
        return _refusal(con, agreement)
    left = ", ".join(s.address for s in there if not s.settled)
    remedy = f"take that back first: reopen {what}" if what else "take that back first"
    return InputRefused(f"{address} is decided", remedy=f"{remedy}{f'; still open there: {left}' if left else ''}")


def _refusal(con: Consolidation, agreement: GivenStatus) -> InputRefused:
    """The error that a unit is agreed; it names what has been proposed there since."""
    since = [amendment.name for amendment, given in con.waiting if given.place == agreement.place]
    also = f", or name the amendment itself: {', '.join(since)}" if since else ""
    return InputRefused(*agreement.refusal.args[:1], remedy=f"reopen {agreement.place} first{also}")


def _closed_addresses(con: Consolidation) -> dict[str, str]:
    """The addresses at which no slot is left to print, each with the decision taken there."""
    if not con.is_ruled:
        return {}
    there = {s.address for s in every(con.slots)}
    found = {ruling.address: ruling.what for _, ruling in con.standing.in_force}
    for slot in every(con.undecided.slots):
        if slot.address not in found:
            by = (r.what for _, r in con.standing.in_force if not r.reaches.isdisjoint(slot.strands))
            found[slot.address] = next(by, "")
    return {address: what for address, what in found.items() if what and address not in there}
