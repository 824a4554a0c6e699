"""Words that give way to many others are marked as people mark them: a deletion and an insertion."""

from __future__ import annotations

from itertools import pairwise

import pytest
from depth import depth
from hypothesis import given
from hypothesis import strategies as st

from amendtrack.redline.amendment import amendments
from amendtrack.redline.comparison import compare
from amendtrack.redline.replacements import as_replacements
from amendtrack.render.counts import repeated

quick = depth(150)
LONG = "In addition to the fees given above"


def marks(before: str, after: str) -> list[tuple[str, str]]:
    """What a reader sees marked."""
    redline = compare(before, after)
    sides = redline.before.source, redline.after.source
    shown = (s for c in redline.changes for s in c.splices if not s.noise)
    return [(sides[0][s.b1 : s.b2].strip(), sides[1][s.a1 : s.a2].strip()) for s in shown]


def test_many_words_that_give_way_to_others_are_a_deletion_and_an_insertion() -> None:
    before, after = f"1. {LONG}, the Council meets.", "1. Accordingly, the Council meets."
    assert marks(before, after) == [(LONG, ""), ("", "Accordingly")]
    assert marks(after, before) == [("Accordingly", ""), ("", LONG)]
    assert [a.in_words for a in amendments(compare(before, after))] == [f"para 1: replace “{LONG}” with “Accordingly”"]


@pytest.mark.parametrize("new", ["Additional charges being due", "Whatever anybody gives"])
def test_words_that_have_one_in_common_are_replaced(new: str) -> None:
    assert (LONG, new) in marks(f"1. {LONG}, the Council meets.", f"1. {new}, the Council meets.")


def test_a_few_words_are_replaced() -> None:
    assert marks("1. It shall be done at once.", "1. It will never be done at once.") == [("shall", "will never")]


def test_words_that_give_way_to_others_everywhere_are_said_to_be_replaced() -> None:
    before = " ".join(f"The General Assembly of All Delegations opens hall {n}." for n in "ABCD")
    after = before.replace("General Assembly of All Delegations", "Plenum")
    assert repeated(compare(before, after)) == (
        "“General Assembly of All Delegations” replaced with “Plenum” throughout (4 places)",
    )


WORDS = st.lists(st.sampled_from("the The state State mill Mill wells [ ] . , ( ) 约".split()), max_size=14)


@quick
@given(WORDS, WORDS)
def test_the_same_words_are_marked_in_the_same_order(one: list[str], other: list[str]) -> None:
    before, after = (f"1. A {' '.join(words)} end." for words in (one, other))
    redline = compare(before, after)
    for change in redline.changes:
        for last, s in pairwise(change.splices):
            assert last.b2 <= s.b1 and last.a2 <= s.a1
        said = list(as_replacements(change.splices))
        assert sum(s.b2 - s.b1 + s.a2 - s.a1 for s in said) == sum(s.b2 - s.b1 + s.a2 - s.a1 for s in change.splices)
    sides = ("".join(s.text for s in redline.spans() if s.kind != left_out) for left_out in ("insert", "delete"))
    assert tuple(sides) == (before, after)
