"""The fast differ: what lies between two stretches is equal, at any size."""

from __future__ import annotations

from itertools import product

from depth import depth
from hypothesis import given
from hypothesis import strategies as st

from amendtrack.redline.sequence import LARGE, changed_words, changes

quick = depth(200)


def rebuilt(before: list[int], after: list[int]) -> list[int]:
    """The second sequence, made of the first and of what changed."""
    made: list[int] = []
    at = 0
    for i1, i2, j1, j2 in changes(before, after):
        assert at <= i1 <= i2 <= len(before) and (i1 < i2 or j1 < j2)
        made += before[at:i1]
        assert len(made) == j1, "what lies between is equally long on both sides"
        made += after[j1:j2]
        at = i2
    return made + before[at:]


def test_every_pair_of_short_sequences() -> None:
    short = [list(s) for n in range(5) for s in product((1, 2), repeat=n)]
    for before, after in product(short, repeat=2):
        assert rebuilt(before, after) == after


@given(st.lists(st.integers(0, 5), max_size=40), st.lists(st.integers(0, 5), max_size=40))
@quick
def test_the_second_comes_back(before: list[int], after: list[int]) -> None:
    assert rebuilt(before, after) == after
    assert list(changes(before, after)) == list(changes(before, after))


@given(*[st.lists(st.sampled_from(("a", "é", "\0", "约", "\ud800", "-1", "@@ -1 +1 @@")), max_size=30)] * 2)
@quick
def test_words_are_compared_as_numbers_are(before: list[str], after: list[str]) -> None:
    numbers = {word: n for n, word in enumerate({*before, *after})}
    found = changes([numbers[word] for word in before], [numbers[word] for word in after])
    assert list(changed_words(before, after)) == list(found)


def test_equal_sequences_have_no_changes() -> None:
    assert list(changes([], [])) == list(changes([3, 3], [3, 3])) == []


def test_large_sequences() -> None:
    before = list(range(LARGE + 10))
    after = [*before[:100], -1, *before[200:], 7]
    assert rebuilt(before, after) == after
    assert len(list(changes(before, after))) == 2
    assert rebuilt([5] * (LARGE + 10), [5] * 20) == [5] * 20
