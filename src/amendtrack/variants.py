"""Everyone's full reading of a passage, equal ones joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from amendtrack.compose import Strand
from amendtrack.negotiation import name_order
from amendtrack.phrase import BREAK
from amendtrack.slots import Variant
from amendtrack.table import Table
from amendtrack.words import folded, tokens


def variants_of(table: Table, strands, reading, more: Iterable[Strand] = ()) -> tuple[Variant, ...]:  # type: ignore[no-untyped-def]
    """Everyone's full reading, equal ones joined; ordered by first backer."""
    mine: dict[int, list[Strand]] = defaultdict(list)
    for strand in strands:
        for number in strand.backers:
            mine[number].append(strand)
    by_reading: dict[tuple[frozenset[object], ...], list[int]] = defaultdict(list)
    extra = list(more)
    for number, made in mine.items():
        also = [s for s in extra if number in s.backers]
        by_reading[(frozenset(s.identity for s in (*made, *also)),)].append(number)
    wordings: dict[tuple[object, ...], list[tuple[str, bool, str, list[int]]]] = defaultdict(list)
    for numbers in by_reading.values():
        made = mine[numbers[0]]
        if extra:
            made = [Strand(made[0].edit, frozenset([numbers[0]]), made[0].orders)]
        wording, deletes, to = reading(made)
        key = (_reading_key(wording), deletes, to)
        wordings[key].append((wording, deletes, to, numbers))
    found = []
    for same in wordings.values():
        wording, deletes, to, _ = min(same, key=lambda w: (-len(w[3]), w[0]))
        numbers = sorted(n for w in same for n in w[3])
        found.append(Variant(wording, table.names(numbers), deletes, to))
    return tuple(sorted(found, key=lambda v: (v.deletes, [name_order(b) for b in v.backers], v.wording)))


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
