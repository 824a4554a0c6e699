"""What would amend a proposal, at the slot whose reading it would change; at its unit, if it changes none there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amendtrack.consolidation.slots.slot import IN_A_GAP
from amendtrack.papers.said import amendment_in
from amendtrack.redline.amendment import Amendment, amendments
from amendtrack.render.own_words import ENGLISH
from amendtrack.text.addresses import addresses
from amendtrack.viewer.search import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from amendtrack.consolidation.slots.slot import Slot
    from amendtrack.draft.snapshot import Snapshot
    from amendtrack.record.entries import Entry


@dataclass(frozen=True, slots=True)
class Amending:
    """One amendment to a proposal: the proposal that it changes, where in the text, by which and whose, in words.

    ``address`` is the slot whose reading it changes; empty if the proposal has no reading there.
    """

    amends: str
    place: str
    address: str
    words: str


def amending(now: Snapshot, slots: Mapping[str, Slot]) -> tuple[Amending, ...]:
    """Every amendment to a proposal that stands, in the order in which they were recorded."""
    return tuple(one for entry in now.proposals() for one in _by(now, entry, slots))


def _by(now: Snapshot, entry: Entry, slots: Mapping[str, Slot]) -> Iterator[Amending]:
    if not entry.amends or not entry.stands or entry.language:
        return
    who, known = ", ".join(now.credited(entry)), _places(now, now.proposal(entry.amends), slots.values())
    for asked in amendments(now.redline(entry)):
        own = asked.place.removeprefix("after ").removeprefix("the para ")
        place = known.get(own, own)
        said = f"{entry.name} of {who} amends it: {amendment_in(ENGLISH, asked)}"
        here = [slot for slot in slots.values() if slot.place == place and _reading(slot, entry.amends) is not None]
        about = [slot for slot in here if _changes(asked, _reading(slot, entry.amends) or "")] or here[:1]
        for slot in about:
            yield Amending(entry.amends, place, slot.address, said)
        if not about:
            yield Amending(entry.amends, place, "", f"{entry.amends}: {said}")


def _places(now: Snapshot, amended: Entry, slots: Iterable[Slot]) -> Mapping[str, str]:
    """The place in the draft of each unit of a proposal's text, by its place there."""
    redline = now.redline(amended)
    was, named = addresses(redline.before), addresses(redline.after)
    new = [slot for slot in slots if slot.shape in IN_A_GAP]
    found = dict[str, str]()
    for change in redline.changes:
        for k in range(change.j1, change.j2):
            if change.i1 < change.i2:
                found[named[k]] = was[min(change.i1 + k - change.j1, change.i2 - 1)]
                continue
            words = plain(redline.after.printed(redline.after.units[k]))
            own = (slot.place for slot in new if words in plain(_reading(slot, amended.name) or ""))
            found[named[k]] = next(own, named[k])
    return found


def _reading(slot: Slot, proposal: str) -> str | None:
    """What a proposal has at a slot; nothing if it has no reading there."""
    return next((variant.wording for variant in slot.variants if proposal in variant.proposals), None)


def _changes(asked: Amendment, reading: str) -> bool:
    """Whether an amendment changes words of a reading."""
    words, there = plain(asked.before or asked.context), plain(reading)
    return bool(words and there) and (words in there or there in words)


__all__ = ["Amending", "amending"]
