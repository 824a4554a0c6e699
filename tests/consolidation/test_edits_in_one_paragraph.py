"""Many edits in one paragraph: what is found by their order is what comparing each with each other finds."""

from __future__ import annotations

from itertools import combinations

from depth import depth
from hypothesis import given
from hypothesis import strategies as st

from amendtrack.consolidation.edits import Reworded
from amendtrack.consolidation.slots.within import _overlap, _touching
from amendtrack.consolidation.value import consolidate
from amendtrack.redline.emphasized import Emphasis

quick = depth(200)
EXTENTS = st.tuples(st.integers(0, 6), st.integers(0, 3)).map(lambda at: ((0, at[0]), (0, at[0] + at[1])))


@given(st.lists(EXTENTS, max_size=6))
@quick
def test_edits_that_overlap_or_touch_are_found_by_their_order(extents: list[tuple[tuple[int, int], ...]]) -> None:
    edits = [Reworded(start, end, ("new",), 0, 0) for start, end in sorted(extents)]
    pairs = list(combinations(edits, 2))
    assert _overlap(edits) == any(x.start < y.end and y.start < x.end for x, y in pairs)
    touching = [(x.start, x.end, y.start, y.end) for x, y in _touching(edits)]
    assert sorted(touching) == sorted((x.start, x.end, y.start, y.end) for x, y in pairs if x.end == y.start)


@given(st.text(alphabet="a *_", max_size=24), st.integers(0, 24), st.integers(0, 24))
@quick
def test_emphasis_near_a_stretch_is_found_without_looking_at_all_of_it(text: str, start: int, size: int) -> None:
    emphasis, end = Emphasis.of(text, 0, len(text)), start + size
    near = [pair for pair in emphasis.pairs if pair.opening[0] < end and start < pair.closing[1]]
    assert sorted(emphasis._near(start, end)) == sorted(near)


def test_thousands_of_brackets_lifted_in_one_paragraph_are_one_contested_slot() -> None:
    many = 3_000
    base = " ".join(["[shall]", "[should]"] * many) + " go."
    lifted, one = " ".join(["[shall]", "should"] * many) + " go.", " ".join(["shall"] * many) + " go."
    con = consolidate(base, {"Arda": one, "Brum": lifted})
    assert [slot.contested for slot in con.slots] == [True]
    assert str(con.view("Arda")) == one
    con.check()


def test_of_two_halves_that_two_delete_one_is_left_whichever_is_accepted() -> None:
    for base, first, last in (
        ("1. Funds are small. They are for ropes.\n", "1. They are for ropes.\n", "1. Funds are small.\n"),
        ("> Funds are small.\n> They are for ropes.\n", "> They are for ropes.\n", "> Funds are small.\n"),
    ):
        con = consolidate(base, {"Arda": first, "Brum": last})
        assert con.slots[0].contested
        assert con.accept(["Arda"]).clean() == con.reject(["Brum"]).accept(["Arda"]).clean() == first
        assert con.accept(["Brum"]).clean() == last
        assert con.accept(["Arda", "Brum"]).open_slots, "nobody has proposed a paragraph without words"
