"""The short answer is the layout's answer: what edits exclude, told by their places, is what their slots would tell."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence

import pytest

from amendtrack.consolidation.edits import Edit
from amendtrack.consolidation.rivals_by_place import RivalsByPlace
from amendtrack.consolidation.rivals_of_two import RivalsOfTwo
from amendtrack.consolidation.strands import Strand
from amendtrack.consolidation.value import Consolidation, consolidate

from .realistic import HARDEST_FROM
from .test_realistic import CROWDED_FROM, world
from .worlds import consolidated, small_worlds

Asked = tuple[Sequence[Strand[Edit]], Strand[Edit]]
Told = Counter[tuple[str, bool | None]]


def told(con: Consolidation, asked: Iterator[Asked], where: object) -> Told:
    """How often each short answer is given, each of which the slots give too."""
    found = Told()
    for mine, other in asked:
        short = RivalsByPlace([m.edit for m in mine], con.prepared, RivalsOfTwo(con.orders)).exclude(other.edit)
        kind = other.identity[0] if len(mine) > 1 else f"{mine[0].identity[0]} and {other.identity[0]}"
        found[kind, short] += 1
        assert short in (None, con.ground.exclude_in_slots(mine, other)), (where, mine, other)
    return found


def pairs(con: Consolidation) -> Iterator[Asked]:
    """Every two edits near each other."""
    yield from (([x], y) for x in con.strands for y in con.strands if x is not y and are_near(x, y))


def are_near(x: Strand[Edit], y: Strand[Edit]) -> bool:
    """Whether two edits are in one unit or gap, or in neighbouring ones."""
    places = ({s.edit.unit, getattr(s.edit, "gap", s.edit.unit)} for s in (x, y))
    one, other = places
    return any(abs(a - b) < 2 for a in one for b in other)


def groups(con: Consolidation, r: random.Random) -> Iterator[Asked]:
    """Amendments, readings and parts of proposals, each with some edits near it."""
    strands = {s.identity: s for s in con.strands}
    found = [[strands[i] for i in sorted(a.strands)] for a in con.amendments]
    makers = ((slot, {*variant.proposals}) for slot in con.slots for variant in slot.variants)
    found += [[strands[i] for i in sorted(slot.strands) if strands[i].backers & names] for slot, names in makers]
    for proposal in con.proposals:
        own = [s for s in con.strands if proposal.name in s.backers]
        found.append(r.sample(own, len(own) // 2))
    for mine in found:
        others = [s for s in con.strands if s not in mine and any(are_near(m, s) for m in mine)]
        yield from ((mine, other) for other in (others if len(mine) > 1 else ()) if r.random() < 0.3)


@pytest.mark.parametrize("kind", ["words", "units"])
def test_two_edits_of_small_worlds(kind: str) -> None:
    found = Told()
    for n, texts in enumerate(small_worlds(kind)):
        if n % 7 == 0:
            con = consolidated(*texts)
            found += told(con, pairs(con), texts)
    assert {answer for _, answer in found} >= {True, False}


BASE = "1. We clear all fields near the old villages and each child is taught of them.\n\n2. We teach adults too.\n"
BY_SLOTS = {
    "joined, and deleted": (BASE.replace("\n\n2. We", " We"), BASE.partition("\n\n")[0] + "\n"),
    "joined, and put between": (BASE.replace("\n\n2. We", " We"), BASE.replace("2.", "1 bis. We pay survivors.\n\n2.")),
    "split with new words, and reworded": (
        BASE.replace(" and each", ". In all years that follow.\n\n1 bis. Each"),
        BASE.replace("clear", "survey"),
    ),
}


@pytest.mark.parametrize("case", BY_SLOTS)
def test_units_joined_and_split(case: str) -> None:
    con = consolidate(BASE, dict(zip(("Arda", "Brum"), BY_SLOTS[case], strict=True)))
    assert any(con.ground.exclude_in_slots(mine, other) for mine, other in pairs(con))
    told(con, pairs(con), case)


SEEDS = (HARDEST_FROM + 3, CROWDED_FROM + 31)


def test_edits_of_a_few_worlds() -> None:
    assert_told(SEEDS)


@pytest.mark.long
def test_edits_of_many_worlds() -> None:
    found = assert_told(range(CROWDED_FROM + 10, CROWDED_FROM + 30))
    for kind in ("words and words", "insert and insert", "delete and words", "move and move", "words", "delete"):
        assert found[kind, True] and found[kind, False], kind
    assert sum(n for (_, answer), n in found.items() if answer is None) * 5 < found.total(), "most are told"


def assert_told(seeds: Sequence[int]) -> Told:
    """The answers in these worlds, each of which is that of the layout."""
    found = Told()
    for seed in seeds:
        w = world(seed)
        con = consolidate(w.base, w.proposals(w.sent))
        found += told(con, pairs(con), seed) + told(con, groups(con, random.Random(seed)), seed)
    return found
