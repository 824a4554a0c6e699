"""Two very long wordings cut where they are surely the same."""

from __future__ import annotations

import random

import pytest

from amendtrack.redline.comparison import compare
from amendtrack.redline.spans import SpanKind
from amendtrack.redline.stretches import stretches


def rewritten(words: int, vocabulary: int, kept: float = 0.5) -> tuple[str, str]:
    """A wording of words taken by chance from so many, and the same with some taken anew."""
    chance = random.Random(1)
    before = [f"w{chance.randrange(vocabulary)}" for _ in range(words)]
    after = [word if chance.random() < kept else f"w{chance.randrange(vocabulary)}" for word in before]
    return " ".join(before), " ".join(after)


@pytest.mark.parametrize("vocabulary", [1, 3, 400, 90_000])
def test_the_stretches_join_to_both_wordings(vocabulary: int) -> None:
    before, after = rewritten(140_000, vocabulary)
    found = list(stretches(before, after[:-9]))
    assert [b2 for _, b2, _, _ in found[:-1]] == [b1 for b1, _, _, _ in found[1:]]
    assert [a2 for _, _, _, a2 in found[:-1]] == [a1 for _, _, a1, _ in found[1:]]
    assert (found[0][0], found[0][2]) == (0, 0)
    assert (found[-1][1], found[-1][3]) == (len(before), len(after) - 9)


def test_wordings_are_cut_only_inside_what_is_the_same() -> None:
    before, after = rewritten(40_000, 3_000, kept=0.8)
    found = list(stretches(before, after))
    assert len(found) > 4
    for _, b2, _, a2 in found[:-1]:
        assert before[b2 - 5 : b2 + 5] == after[a2 - 5 : a2 + 5]


def test_a_very_long_paragraph_half_rewritten_gives_both_texts_back() -> None:
    before, after = rewritten(40_000, 3_000)
    spans = compare(before, after).spans()
    assert "".join(s.text for s in spans if s.kind is not SpanKind.INSERT) == before
    assert "".join(s.text for s in spans if s.kind is not SpanKind.DELETE) == after
