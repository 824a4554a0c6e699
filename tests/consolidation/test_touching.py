"""The edits near an edit are those that may meet it, no more and no fewer."""

import random
from collections.abc import Iterator

import pytest

from amendtrack.consolidation.edits import Edit, Moved, Reworded, Struck
from amendtrack.consolidation.touching import Touching
from amendtrack.redline.spoken_words import BREAK
from amendtrack.text.units import parse_text

BASE = parse_text("1. One paragraph.\n\n2. Another one.\n\n| a | row |\n|---|---|\n| b | row |\n")


def edits(chance: random.Random) -> Iterator[Edit]:
    """Edits of two paragraphs and a row: words in one unit, breaks, joined units, deletions and moves."""
    for n in range(60):
        unit, start, length = chance.randrange(3), chance.randrange(40), chance.choice((0, 0, 1, 2, 3, 4, 7, 8, 25))
        key = (f"word{n % 5}",) if chance.random() < 0.9 else (BREAK,)
        end = (unit + 1, 0) if chance.random() < 0.05 else (unit, start + length)
        yield Reworded((unit, start), end, key, start, start + length)
    yield Struck(0, 0, 9)
    yield Moved(unit=1, gap=0, rank=0, c1=0, c2=9)


@pytest.mark.parametrize("seed", range(20))
def test_what_is_near_words_is_what_may_touch_them(seed: int) -> None:
    chance = random.Random(seed)
    found = {edit.identity: edit for edit in edits(chance)}
    touching = Touching(BASE, found.values())
    for edit in found.values():
        others = frozenset(chance.sample(sorted(found), 40))
        assert touching.near([edit], others) == {i for i in others if touching.may_touch(edit, found[i])}


def test_what_is_near_several_edits_is_what_may_touch_one_of_them() -> None:
    first, second, between, after = (Reworded((0, n), (0, n + 1), ("all",), n, n + 1) for n in (1, 6, 4, 9))
    touching = Touching(BASE, [first, second, between, after])
    others = frozenset([between.identity, after.identity])
    assert touching.near([first, second], others) == frozenset()
    assert touching.near([first, Reworded((0, 8), (0, 9), (), 8, 9)], others) == {after.identity}
    assert touching.near([], others) == others
