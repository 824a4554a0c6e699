"""A unit followed from one revision to the next: where it is now, or why it cannot be followed further."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amendtrack.consolidation.counterparts import Counterparts, Displaced
from amendtrack.consolidation.edits import Inserted
from amendtrack.consolidation.same_units import origins_with, units_stated
from amendtrack.draft.earlier import stated_same
from amendtrack.errors import Unknown
from amendtrack.redline.align.origins import Origins
from amendtrack.redline.align.prepared import Prepared
from amendtrack.text.addresses import addresses
from amendtrack.text.places import place_named

if TYPE_CHECKING:
    from amendtrack.consolidation.revised import Revised
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
    stated = units_stated(stated_same(now, label), _addresses(before), _addresses(after))
    return origins_with(before, after, stated)


def unchanged_place(con: Consolidation, revised: Revised | None, place: str) -> str:
    """The address on a new text of a unit of the base, whose words are still the same.

    Raises:
        Displaced: they are not, or nothing is known about the units of the new text (``revised`` is None).
        Unknown: there is no such unit.
    """
    if revised is None:
        raise Displaced("the units of the new text could not be told apart with certainty")
    unit = con.addresses.index(place_named(place, con.addresses))
    return addresses(revised.places.after.text)[revised.places.unit_unchanged(unit)]


def has_stated(now: Snapshot, label: str) -> bool:
    """Whether a person has said at a revision after that one which units are the same."""
    later = now.revisions[now.revisions.index(now.revision(label)) + 1 :]
    return any(stated_same(now, revision.label) for revision in later)


def stated_since(now: Snapshot, label: str) -> tuple[tuple[int, int], ...]:
    """The units of that revision and of the latest that are the same, where a person has said so at any step."""
    return linked(now, label).stated_pairs if has_stated(now, label) else ()


def linked(now: Snapshot, label: str) -> Link:
    """The units of that revision as they are in the latest."""
    start = now.revisions.index(now.revision(label))
    texts = [Prepared.reading(now.text(r.label)) for r in now.revisions[start:]]
    link = Link.of(len(texts[0].text.units))
    for revision, before, after in zip(now.revisions[start + 1 :], texts, texts[1:], strict=False):
        stated = units_stated(stated_same(now, revision.label), _addresses(before), _addresses(after))
        places = Counterparts.of(before, after, origins=origins_with(before, after, stated))
        link = link.through(places, stated)
    return link


@dataclass(frozen=True, slots=True)
class Link:
    """Units of one text, each with the one unit that it is in another, and those of which a person has said so."""

    units: tuple[tuple[int, int], ...]
    stated: frozenset[int] = frozenset()

    @classmethod
    def of(cls, size: int) -> Link:
        """The units of a text, each as itself."""
        return cls(tuple((unit, unit) for unit in range(size)))

    def through(self, places: Counterparts, stated: Iterable[tuple[int, int]]) -> Link:
        """The same one revision later; ``stated`` are the pairs of units of which a person has spoken there."""
        spoken = {unit for unit, _ in stated}
        found = []
        for unit, here in self.units:
            with suppress(Displaced):
                found.append((unit, places.unit(here)))
        return Link(tuple(found), self.stated | {unit for unit, here in self.units if here in spoken})

    @property
    def stated_pairs(self) -> tuple[tuple[int, int], ...]:
        """The pairs of which a person has spoken."""
        return tuple((unit, here) for unit, here in self.units if unit in self.stated)


def _addresses(text: Prepared) -> tuple[str, ...]:
    return addresses(text.text)


__all__ = ["Followed", "Link", "followed", "has_stated", "linked", "origins_to", "stated_since", "unchanged_place"]
