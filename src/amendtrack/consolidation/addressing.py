"""The addresses of slots, ``14#2``: the place, and the number of the slot there.

Slots at one place are numbered in text order when they first receive a number. A circulated slot
keeps its number on that revision, whatever is added or withdrawn; a circulated number is never
given to another slot. Where a decision settles a part of a slot, that part keeps the number and the rest gets
the next one. The addresses depend only on the slots, on what was circulated and on what was decided.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import accumulate
from operator import is_, itemgetter

from amendtrack.consolidation.edits import Identity
from amendtrack.consolidation.negotiation import Position
from amendtrack.consolidation.slots.slot import Shape, Slot
from amendtrack.consolidation.slots.stances import folded_place
from amendtrack.consolidation.strands import new_unit_name
from amendtrack.text.addresses import (
    addresses,
    addresses_after_articles,
    addresses_after_numbers,
    addresses_as_printed,
    addresses_before_quotations,
    addresses_by_first_label,
    addresses_by_word,
    addresses_under_titles,
    addresses_with_contents,
    addresses_without_bold_titles,
)
from amendtrack.text.units import Text

Circulated = tuple[str, str]
"""An address and a passage it names; it may name several, where a slot grew or shrank between two issues."""


def addresses_on(base: Text, circulated: Iterable[Circulated]) -> tuple[str, ...]:
    """One address for each unit of the base; a revision that was issued with other addresses keeps them."""
    places = {address.rpartition("#")[0] for address, _ in circulated}
    known = _names_in_turn(base) if places else (addresses(base),)
    return max(known, key=lambda names: len(places.intersection(names)))


def _names_in_turn(base: Text) -> tuple[tuple[str, ...], ...]:
    """The addresses of the units as they are given today, and as they were given before, newest first."""
    older = (
        addresses_by_first_label,
        addresses_by_word,
        addresses_before_quotations,
        addresses_after_numbers,
        addresses_without_bold_titles,
        addresses_after_articles,
        addresses_with_contents,
        addresses_under_titles,
        addresses_as_printed,
    )
    return addresses(base), *(given(base) for given in older)


def positions_on(base: Text, positions: Iterable[Position], circulated: Iterable[Circulated]) -> tuple[Position, ...]:
    """The positions; a unit may have been named by any of the addresses that it has had."""
    found = tuple(positions)
    if not found:
        return ()
    names = place_names(base, circulated)
    return tuple(replace(p, place=names.get(folded_place(p.place), p.place)) for p in found) if names else found


def place_names(base: Text, circulated: Iterable[Circulated]) -> Mapping[str, str]:
    """The address of each unit by every name, folded, that it has had; none if each has had only one."""
    own, known = addresses_on(base, circulated), _names_in_turn(base)[::-1]
    if len({*known}) == 1:
        return {}
    return {folded_place(name): address for either in (*known, own) for name, address in zip(either, own)}


_WORDS = re.compile(r"words ([0-9]{1,12})-([0-9]{1,12})")


def addressed(
    slots: Iterable[Slot], circulated: Iterable[Circulated], decided: Mapping[str, frozenset[Identity]] | None = None
) -> tuple[Slot, ...]:
    """The same slots, inner ones too, each with its address; a slot that has that address already is not copied.

    ``decided`` holds the addresses at which something was decided, with the edits adopted there: no open slot
    has one of these addresses.

    >>> from amendtrack.consolidation.slots.slot import Variant
    >>> known = (Variant("known", ("Arda",)),)
    >>> what = {"base": "all", "id": "7@2", "unit": "7", "variants": known, "kind": None, "kept": frozenset()}
    >>> slot = Slot.of_words((), start=3, **what)
    >>> addressed([slot], [])[0].address, addressed([slot], [("7#3", "words 3-6")])[0].address
    ('7#1', '7#3')
    """
    slots = tuple(slots)
    known: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for address, passage in circulated:
        place, _, number = address.rpartition("#")
        known[place].append((int(number), passage))
    taken: dict[str, dict[int, frozenset[Identity]]] = defaultdict(dict)
    for address, strands in (decided or {}).items():
        place, _, number = address.rpartition("#")
        taken[place][int(number)] = strands

    used = known.keys() | taken.keys()
    decided_at = {place: frozenset[Identity]().union(*own.values()) for place, own in taken.items()}

    @cache
    def circulated_at(place: str) -> frozenset[str]:
        return frozenset(passage for _, passage in known.get(place, ()))

    def place_of(slot: Slot) -> str:
        """The place of a slot; for a new unit its bare label, if it was circulated or decided under that label."""
        if slot.place == slot.unit or slot.unit not in used:
            return slot.place
        was_circulated = not circulated_at(slot.unit).isdisjoint(_passages(slot))
        bare = was_circulated or not decided_at.get(slot.unit, frozenset()).isdisjoint(slot.strands)
        return slot.unit if bare else slot.place

    here: dict[str, list[Slot]] = defaultdict(list)
    for slot in every(slots) if used else ():
        here[place_of(slot)].append(slot)
    numbers = {
        place: iter(_numbers(here[place], known.get(place, ()), taken.get(place, {}))) for place in used & here.keys()
    }
    counted: dict[str, int] = {}

    def with_address(slot: Slot) -> Slot:
        place = place_of(slot) if used else slot.place
        if place in numbers:
            number = next(numbers[place])
        else:
            number = counted[place] = counted.get(place, 0) + 1
        address = f"{place}#{number}"
        inner = tuple(map(with_address, slot.inner)) if slot.inner else ()
        if slot.address == address and (not inner or all(map(is_, inner, slot.inner))):
            return slot
        return replace(slot, address=address, inner=inner)

    return tuple(map(with_address, slots))


def every(slots: Iterable[Slot]) -> Iterator[Slot]:
    """All slots in text order, each before those inside it."""
    for slot in slots:
        yield slot
        yield from every(slot.inner)


def circulation(slots: Iterable[Slot]) -> tuple[Circulated, ...]:
    """Every address of these slots, with each passage it names: what to keep when a revision is issued."""
    return tuple(sorted({(slot.address, passage) for slot in every(slots) for passage in _passages(slot)}))


def _passages(slot: Slot) -> tuple[str, ...]:
    """The passages by which a slot is recognised later, whoever else has a reading in it."""
    match slot.shape:
        case Shape.WORDS:
            return (f"words {slot.start}-{slot.end}",)
        case Shape.LABEL:
            return ("label",)
        case Shape.UNIT | Shape.MOVED_AWAY:
            return ("unit",)
        case Shape.MOVED_HERE:
            return (f"moved {slot.id}",)
    return tuple(f"new {name}" for name in sorted({new_unit_name(gap, key) for gap, key in _new_units(slot)}))


def _new_units(slot: Slot) -> Iterator[tuple[int, tuple[str, ...]]]:
    for _, _, _, gap, key in slot.strands:  # see edits.Identity
        yield gap, key


def _numbers(
    slots: Sequence[Slot], known: Sequence[tuple[int, str]], taken: Mapping[int, frozenset[Identity]]
) -> list[int]:
    """The numbers of the slots at one place, in order: decided, then circulated, then the next free number."""
    if len(slots) == 1 and not taken:  # nearly every place: its only slot keeps the lowest number of its own passages
        own = _passages(slots[0])
        if same := [number for number, passage in known if passage in own]:
            return [min(same)]
    given: dict[int, int] = {}
    circulated: dict[int, set[str]] = defaultdict(set)
    for number, passage in known:
        circulated[number].add(passage)
    having: dict[Identity, list[int]] = defaultdict(list)
    for n, slot in enumerate(slots):
        for identity in slot.strands if slot.settled else ():
            having[identity].append(n)
    for number, strands in taken.items():
        settled = sorted({n for identity in strands for n in having.get(identity, ()) if n not in given})
        passages = circulated.get(number, frozenset[str]())
        if settled:  # of the two ends of a move, take the one at which the move was decided
            given[min(settled, key=lambda n: passages.isdisjoint(_passages(slots[n])))] = number
    left = {number for number, _ in known} - taken.keys()
    for _, number, n in sorted(_overlaps(slots, [pair for pair in known if pair[0] in left], given)):
        if n not in given and number in left:
            given[n] = number
            left.discard(number)
    free = max((*(number for number, _ in known), *taken), default=0)
    for n in range(len(slots)):
        if n not in given:
            free += 1
            given[n] = free
    return [given[n] for n in range(len(slots))]


def _overlaps(
    slots: Sequence[Slot], asked: Sequence[tuple[int, str]], given: Container[int]
) -> Iterator[tuple[Fraction, int, int]]:
    """The slots that share a passage with one that was circulated: how far (negative), its number, which slot."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, passage in asked:
        numbers[passage].append(number)
    words = sorted((*extent, number) for number, passage in asked if (extent := _extent(passage)))
    ends = [*accumulate((end for _, end, _ in words), max)]  # the farthest that a passage up to each one reaches
    for n, own in ((n, own) for n, slot in enumerate(slots) if asked and n not in given for own in _passages(slot)):
        yield from ((-_ALL, number, n) for number in numbers.get(own, ()))
        if (extent := _extent(own)) and words:
            k = bisect(words, extent[1], key=itemgetter(0))
            while k and ends[k - 1] >= extent[0]:
                k -= 1
                start, end, number = words[k]
                if share := _share((start, end), extent):
                    yield -share, number, n


_ALL = Fraction(1)


def _extent(passage: str) -> tuple[int, int] | None:
    """Where the words of a passage begin and end; None if it is not of words."""
    found = _WORDS.fullmatch(passage)
    return (int(found[1]), int(found[2])) if found else None


def _share(one: tuple[int, int], other: tuple[int, int]) -> Fraction:
    """How far two passages overlap, from 0 to 1 for the same; an insertion point counts as one character."""
    (a, b), (c, d) = one, other
    points = a == b or c == d
    common = min(b, d) - max(a, c) + points
    return Fraction(max(common, 0), max(b, d) - min(a, c) + points)


__all__ = ["Circulated", "addressed", "circulation", "every"]
