"""Where a reader is in a text, as a value that survives what comes in meanwhile: a place, and a slot of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from amendtrack.errors import Unknown
from amendtrack.text.places import place_named

if TYPE_CHECKING:
    from amendtrack.consolidation.slots.slot import Slot
    from amendtrack.viewer.unit_list import Row


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A place of the text and, if one is chosen, a slot there and the number of one of its readings (from 1).

    ``row`` is the number of the place's row when it was last seen; it says where to go if the place is gone.
    """

    place: str = ""
    slot: str = ""
    reading: int = 0
    row: int = 0


_LONGEST = 10
"""No slot has a number of so many digits, and one of thousands cannot be read as a number."""


def settled_in(at: Whereabouts, rows: Sequence[Row]) -> Whereabouts:
    """The same whereabouts in other rows: at the same place, or beside where it was if there is no such place.

    >>> from amendtrack.viewer.unit_list import Row
    >>> rows = [Row("1", "1. We meet.", ("1#1",)), Row("2", "2. We act.")]
    >>> settled_in(Whereabouts("2", row=0), rows)
    Whereabouts(place='2', slot='', reading=0, row=1)
    >>> settled_in(Whereabouts("7", slot="7#1", row=6), rows).place
    '2'
    """
    if not rows:
        return Whereabouts()
    same = [n for n, row in enumerate(rows) if row.place == at.place]
    if not same:
        n = min(at.row, len(rows) - 1)
        return entering(rows[n], n)
    # A unit that would move has two rows: where it is, and where it would go.
    found = min(same, key=lambda n: (bool(at.slot) and at.slot not in rows[n].addresses, abs(n - at.row)))
    row = rows[found]
    if at.slot and at.slot not in (*row.addresses, *row.reached):
        return entering(row, found)
    return replace(at, slot=at.slot or first_slot(row), row=found)


def following(at: Whereabouts, before: Mapping[str, Slot], after: Mapping[str, Slot]) -> Whereabouts:
    """The same slot under the address that it has now, with the same reading chosen; none, if that is gone.

    >>> from amendtrack import consolidate
    >>> base = "1. We shall meet each year."
    >>> sent = {"Norvia": "1. We shall meet each May."}
    >>> before = {slot.address: slot for slot in consolidate(base, sent).slots}
    >>> sent |= {"Galdora": "1. We should meet each year.", "Brum": "1. We shall meet each June."}
    >>> after = {slot.address: slot for slot in consolidate(base, sent).slots}
    >>> following(Whereabouts("1", "1#1", reading=1), before, after)
    Whereabouts(place='1', slot='1#2', reading=2, row=0)
    """
    was = before.get(at.slot)
    if was is None:
        return at
    found = [a for a, s in after.items() if (s.place, s.shape, ground(s)) == (was.place, was.shape, ground(was))]
    if not found:
        return replace(at, reading=0)
    address = at.slot if at.slot in found else found[0]
    chosen = was.variants[at.reading - 1].wording.split() if 1 <= at.reading <= len(was.variants) else None
    readings = [variant.wording.split() for variant in after[address].variants]
    return replace(at, slot=address, reading=readings.index(chosen) + 1 if chosen in readings else 0)


def ground(slot: Slot) -> tuple[int, int]:
    """The characters of the draft that a slot is about, without the white space around them, which is no one's."""
    start = slot.start + len(slot.base) - len(slot.base.lstrip())
    return start, max(start, slot.start + len(slot.base.rstrip()))


def entering(row: Row, n: int) -> Whereabouts:
    """At a row, and the first of its open slots."""
    return Whereabouts(row.place, first_slot(row), row=n)


def first_slot(row: Row) -> str:
    """The first open slot of a row; of another row, if that is about this unit too; empty if there is none."""
    return next(iter((*row.open, *row.reached)), "")


def stepped(at: Whereabouts, rows: Sequence[Row], by: int) -> Whereabouts:
    """So many rows on, at most at the last; back, if negative."""
    if not rows:
        return at
    n = min(max(at.row + by, 0), len(rows) - 1)
    return entering(rows[n], n)


def next_slot(at: Whereabouts, rows: Sequence[Row], wanted: Iterable[str], *, back: bool = False) -> Whereabouts | None:
    """At the next of these slots in the text, round its end; nothing if there is no other.

    >>> from amendtrack.viewer.unit_list import Row
    >>> rows = [Row("1", "", ("1#1", "1#2"), ("1#1", "1#2")), Row("2", ""), Row("3", "", ("3#1",), ("3#1",))]
    >>> next_slot(Whereabouts("1", "1#1"), rows, ["1#1", "3#1"]).slot
    '3#1'
    >>> next_slot(Whereabouts("2", row=1), rows, ["1#1", "1#2", "3#1"], back=True).slot
    '1#2'
    """
    asked = frozenset(wanted)
    here = [(n, k, a) for n, row in enumerate(rows) for k, a in enumerate(row.addresses) if a in asked]
    if not here:
        return None
    own = rows[at.row].addresses if at.row < len(rows) else ()
    mine = (at.row, own.index(at.slot) if at.slot in own else len(own) if back else -1)
    if back:
        n, _, address = next((found for found in reversed(here) if found[:2] < mine), here[-1])
    else:
        n, _, address = next((found for found in here if found[:2] > mine), here[0])
    return Whereabouts(rows[n].place, address, row=n)


def named(typed: str, rows: Sequence[Row]) -> Whereabouts:
    """The whereabouts that somebody types: a place (``14``, ``para 14 bis``) or a slot (``14#2``).

    Raises:
        Unknown: there is no such place, or there are several.
    """
    asked = typed.strip().lstrip(":").strip()
    slots = {address: n for n, row in enumerate(rows) for address in row.addresses}
    if asked in slots:
        return Whereabouts(rows[slots[asked]].place, asked, row=slots[asked])
    places = [row.place for row in rows if row.place]
    place, sign, number = asked.rpartition("#")
    if sign and number.strip().isdecimal() and place.strip() and asked not in places:
        with suppress(Unknown):  # the place itself may have the sign: Action #10
            place = place_named(place, places)
        if place in places:
            there = named(place, rows)
            wanted = f"{there.place}#{int(number) if len(number) < _LONGEST else number}"
            if wanted in rows[there.row].addresses:
                return replace(there, slot=wanted, reading=0)
            known = ", ".join(rows[there.row].addresses) or "none"
            raise Unknown(f"no slot {wanted}", remedy=f"slots at {there.place}: {known}")
    found = place_named(asked, places)
    n = next(n for n, row in enumerate(rows) if row.place == found)
    return entering(rows[n], n)


__all__ = ["Whereabouts", "entering", "following", "ground", "named", "next_slot", "settled_in", "stepped"]
