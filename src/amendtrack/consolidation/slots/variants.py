"""Everyone's full reading of a passage, equal ones joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from amendtrack.consolidation.negotiation import name_order
from amendtrack.consolidation.slots.slot import Variant
from amendtrack.consolidation.slots.table import Table
from amendtrack.consolidation.strands import Strand
from amendtrack.redline.phrase import BREAK
from amendtrack.text.words import folded, tokens


def variants_of(table: Table, strands, reading, more: Iterable[Strand] = ()) -> tuple[Variant, ...]:  # type: ignore[no-untyped-def]
    """Everyone's full reading, equal ones joined; ordered by first backer."""
    mine: dict[str, list[Strand]] = defaultdict(list)
    for strand in strands:
        for name in strand.backers:
            mine[name].append(strand)
    by_reading: dict[frozenset[object], list[str]] = defaultdict(list)
    extra = list(more)
    for name, made in mine.items():
        also = [s for s in extra if name in s.backers]
        by_reading[frozenset([s.identity for s in (*made, *also)])].append(name)
    wordings: dict[tuple[object, ...], list[tuple[str, list[str]]]] = defaultdict(list)
    for names in by_reading.values():
        made = mine[names[0]]
        if extra:
            made = [Strand(made[0].edit, frozenset(names[:1]), made[0].orders)]
        wording, deletes, to = reading(made)
        wordings[(_reading_key(wording), deletes, to)].append((wording, names))
    found = []
    for (_, deletes, to), same in wordings.items():
        wording = min(same, key=lambda w: (-len(table.names(w[1])), w[0]))[0] if len(same) > 1 else same[0][0]
        proposals = tuple(sorted(n for _, names in same for n in names))
        found.append(Variant(wording, table.names(proposals), bool(deletes), str(to), proposals))
    return tuple(sorted(found, key=lambda v: (v.deletes, [name_order(b) for b in v.backers], v.wording)))


def apart_from(base: str, variants: tuple[Variant, ...]) -> tuple[Variant, ...]:
    """The readings that are not the base's own: where units end may be read anew, with every character as it was."""
    return tuple(v for v in variants if v.wording != base or v.moves_to)


def shared_space(readings: Sequence[str]) -> tuple[int, int]:
    """How many characters of white space all readings begin and end with: these are nobody's change."""
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


def _reading_key(wording: str) -> tuple[str, ...]:
    """What makes two readings one: their words, and where a unit ends inside them."""
    return tuple(f or BREAK for t in tokens(wording.strip()) if (f := folded(t)) or t.count("\n") > 1)


__all__ = ["shared_space", "variants_of"]
