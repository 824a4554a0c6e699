"""Everyone's full reading of a passage, equal ones joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from amendtrack.consolidation.edits import Edit, Identity
from amendtrack.consolidation.negotiation import name_order
from amendtrack.consolidation.slots.slot import Variant
from amendtrack.consolidation.slots.table import EditsByPlace
from amendtrack.consolidation.strands import Strand
from amendtrack.redline.spoken_words import BREAK
from amendtrack.text.words import folded, tokens

K = TypeVar("K", bound=Edit)


@dataclass(frozen=True, slots=True)
class FullReading:
    """How a passage reads with one proposal's edits; ``deletes`` is set if nothing of it is left."""

    wording: str
    deletes: bool = False
    moves_to: str = ""


def variants_of(
    table: EditsByPlace,
    strands: Iterable[Strand[K]],
    reading: Callable[[list[Strand[K]]], FullReading],
    *,
    more: Iterable[Strand[Edit]] = (),
) -> tuple[Variant, ...]:
    """Everyone's full reading, equal ones joined; ordered by first backer.

    ``more`` holds edits that do not form a reading by themselves, but distinguish two readings.
    """
    strands, extra = list(strands), list(more)
    if len(strands) == 1 and strands[0].backers and not extra:  # as most: all who change anything change the same
        read, proposals = reading(strands), tuple(sorted(strands[0].backers))
        return (Variant(read.wording, table.names(proposals), read.deletes, read.moves_to, proposals),)
    mine: dict[str, list[Strand[K]]] = defaultdict(list)
    for strand in strands:
        for name in strand.backers:
            mine[name].append(strand)
    by_reading: dict[frozenset[Identity], list[str]] = defaultdict(list)
    for name, made in mine.items():
        also = [s for s in extra if name in s.backers]
        by_reading[frozenset([s.identity for s in made] + [s.identity for s in also])].append(name)
    wordings: dict[tuple[tuple[str, ...], bool, str], list[tuple[str, list[str]]]] = defaultdict(list)
    for names in by_reading.values():
        made = mine[names[0]]
        if extra:
            made = [Strand(made[0].edit, frozenset(names[:1]), made[0].orders)]
        read = reading(made)
        wordings[reading_key(read.wording), read.deletes, read.moves_to].append((read.wording, names))
    found = []
    for (_, deletes, to), same in wordings.items():
        wording = min(same, key=lambda w: (-len(table.names(w[1])), w[0]))[0] if len(same) > 1 else same[0][0]
        proposals = tuple(sorted(n for _, names in same for n in names))
        found.append(Variant(wording, table.names(proposals), deletes, to, proposals))
    if len(found) < 2:
        return tuple(found)
    return tuple(sorted(found, key=lambda v: (v.deletes, [name_order(b) for b in v.backers], v.wording)))


def apart_from(base: str, variants: tuple[Variant, ...]) -> tuple[Variant, ...]:
    """The readings that differ from the base's own; a reading may move the end of a unit and keep every character."""
    return tuple(v for v in variants if v.wording != base or v.moves_to)


def shared_space(readings: Sequence[str]) -> tuple[int, int]:
    """How many characters of white space all readings share at either end: nobody changes these."""
    first = readings[0]
    if not first.strip():
        return 0, 0
    left = right = 0
    shortest = min(map(len, readings))
    while left < shortest and first[left].isspace() and all(r[left] == first[left] for r in readings):
        left += 1
    while (
        right < shortest - left
        and first[-1 - right].isspace()
        and all(r[-1 - right] == first[-1 - right] for r in readings)
    ):
        right += 1
    return left, right


def reading_key(wording: str) -> tuple[str, ...]:
    """What makes two readings equal: their words, and where a unit ends inside them."""
    return tuple(f or BREAK for t in tokens(wording.strip()) if (f := folded(t)) or t.count("\n") > 1)


__all__ = ["FullReading", "apart_from", "reading_key", "shared_space", "variants_of"]
