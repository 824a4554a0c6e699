"""A unit followed from one revision to the next: where it is now, or why it cannot be followed further."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amendtrack.consolidation.counterparts import Counterparts, Displaced
from amendtrack.consolidation.edits import Inserted
from amendtrack.consolidation.same_units import origins_with
from amendtrack.draft.earlier import same_units
from amendtrack.errors import Unknown
from amendtrack.redline.align.origins import UNSTATED, Origins
from amendtrack.redline.align.prepared import Prepared
from amendtrack.text.labels import addresses
from amendtrack.text.places import place_named

if TYPE_CHECKING:
    from amendtrack.consolidation.slots.slot import Slot
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.draft.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Followed:
    """A place in one revision; several if the unit was split, and none with a reason if it cannot be followed.

    >>> str(Followed("Rev.1", ("11",))), str(Followed("Rev.2", (), "the paragraph was deleted"))
    ('11 of Rev.1', 'not in Rev.2: the paragraph was deleted')
    """

    revision: str
    places: tuple[str, ...]
    why: str = ""

    def __str__(self) -> str:
        if not self.places:
            return f"not in {self.revision}: {self.why}"
        return f"{' and '.join(self.places)} of {self.revision}{f', {self.why}' if self.why else ''}"


def followed(now: Snapshot, label: str, place: str) -> tuple[Followed, ...]:
    """Where a unit of the revision of that label is in each later one, the named one first.

    ``place`` is a unit of that revision, or one that somebody proposed there (``15 bis``): it is then looked for by its
    words.

    Raises:
        Unknown: the revision has no such place, and nobody proposed one there.
    """
    start = now.revisions.index(now.revision(label))
    texts = [Prepared.reading(now.text(r.label)) for r in now.revisions[start:]]
    where = addresses(texts[0].text)
    try:
        found = place_named(place, where)
    except Unknown as err:
        return _proposed(now, label, place, err)
    steps = [Followed(now.revisions[start].label, (found,))]
    units: tuple[int, ...] = (where.index(found),)
    for revision, before, after in zip(now.revisions[start + 1 :], texts, texts[1:], strict=False):
        there = addresses(after.text)
        try:
            units = tuple(_units(now, revision.label, before, after, units))
        except Displaced as err:
            return (*steps, Followed(revision.label, (), str(err.args[0])))
        steps.append(Followed(revision.label, tuple(there[unit] for unit in units)))
    return tuple(steps)


def _units(now: Snapshot, label: str, before: Prepared, after: Prepared, units: tuple[int, ...]) -> Iterator[int]:
    places = Counterparts.of(before, after, origins=origins_to(now, label, before, after))
    groups = [places.pieces[unit] for unit in units if unit in places.pieces]
    if not groups:
        raise Displaced("the paragraph was deleted", is_gone=True)
    yield from dict.fromkeys(j for group in groups for j in range(group.j1, group.j2))


def _proposed(now: Snapshot, label: str, place: str, err: Unknown) -> tuple[Followed, ...]:
    """A unit that somebody proposed on that revision, followed by its words."""
    con = now.on(label).consolidate().undecided
    slot = next((s for s in con.slots if s.unit not in con.addresses and _is_named(place, s.unit)), None)
    if slot is None:
        raise err
    edits = [s.edit for s in con.strands if s.identity in slot.strands and isinstance(s.edit, Inserted)]
    who = ", ".join(dict.fromkeys(name for v in slot.variants for name in v.backers))
    steps = [Followed(label, (slot.unit,), f"proposed by {who}")]
    start = now.revisions.index(now.revision(label))
    for revision in now.revisions[start + 1 :]:
        after = Prepared.reading(now.text(revision.label))
        there = addresses(after.text)
        here = [j for j in range(len(there)) if any(after.unit_words(j).keys == e.key for e in edits)]
        if here:
            return (*steps, Followed(revision.label, tuple(there[j] for j in here), "taken in"))
        again = _slots_with(now.on(revision.label).consolidate().undecided, {edit.key for edit in edits})
        if not again:
            return (*steps, Followed(revision.label, (), "it was neither taken in nor carried forward"))
        steps.append(Followed(revision.label, tuple(dict.fromkeys(s.unit for s in again)), "still proposed"))
    return tuple(steps)


def _slots_with(con: Consolidation, keys: set[tuple[str, ...]]) -> list[Slot]:
    """The slots of new units with these words."""
    new = {s.identity for s in con.strands if isinstance(s.edit, Inserted) and s.edit.key in keys}
    return [slot for slot in con.slots if not new.isdisjoint(slot.strands)]


def _is_named(typed: str, place: str) -> bool:
    with suppress(Unknown):
        return bool(place_named(typed, [place]))
    return False


def origins_to(now: Snapshot, label: str, before: Prepared, after: Prepared) -> Origins:
    """Where the units of a revision come from in the one before it, as far as a person has said it."""
    pairs = same_units(now, label)
    if not pairs:
        return UNSTATED
    was, there = addresses(before.text), addresses(after.text)
    return origins_with(
        before, after, [(was.index(place_named(a, was)), there.index(place_named(b, there))) for a, b in pairs]
    )


__all__ = ["Followed", "followed", "origins_to"]
