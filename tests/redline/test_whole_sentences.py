"""A sentence of which next to nothing is left is marked as a whole, and so is one that is new beside an amended one."""

from __future__ import annotations

import pytest

from amendtrack.redline.phrase import hunks
from amendtrack.redline.spoken_words import words_of


def told(before: str, after: str) -> list[tuple[str, str]]:
    b, a = words_of(before).keys, words_of(after).keys
    return [(" ".join(b[h.i1 : h.i2]), " ".join(a[h.j1 : h.j2])) for h in hunks(b, a)]


SENTENCE = "The Depositary intends to finance contingency plans for five years"
OTHER = "The Council will publish annual reports where appropriate and upon request"


@pytest.mark.parametrize("swapped", [False, True], ids=["so", "swapped"])
@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        (f"Wells are dug. {SENTENCE}. Ropes are new.", f"Wells are dug. {OTHER}. Ropes are new.", [(SENTENCE, OTHER)]),
        (f"{SENTENCE};", f"{OTHER};", [(SENTENCE, OTHER)]),
        # Stock phrases in the middle are no more kept than the rest.
        (
            "Each mill agrees to grind wheat and barley before the harvest feast.",
            "Our neighbours agrees to carry buckets and ropes across every dry field.",
            [
                (
                    "Each mill agrees to grind wheat and barley before the harvest feast",
                    "Our neighbours agrees to carry buckets and ropes across every dry field",
                )
            ],
        ),
        (
            "Bearing in mind small islands, the Committee reviews water plans in regional circumstances.",
            "In exceptional circumstances, the Parties coordinate gender policies under other rules.",
            [
                (
                    "Bearing in mind small islands , the Committee reviews water plans in regional circumstances",
                    "In exceptional circumstances , the Parties coordinate gender policies under other rules",
                )
            ],
        ),
        # A phrase that stays is kept; figures are amended one by one.
        (
            "The Depositary intends to finance plans in accordance with national law.",
            "The Council will publish reports in accordance with national law.",
            [("Depositary intends to finance plans", "Council will publish reports")],
        ),
        ("at 10:30 and 2:15", "at 11:45 and 3:20", [("10 : 30", "11 : 45"), ("2 : 15", "3 : 20")]),
        ("The Committee meets.", "The Council meets.", [("Committee", "Council")]),
    ],
)  # fmt: skip
def test_a_rewritten_sentence_is_one_change(
    before: str, after: str, wanted: list[tuple[str, str]], swapped: bool
) -> None:
    if swapped:
        assert told(after, before) == [pair[::-1] for pair in wanted]
    else:
        assert told(before, after) == wanted


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        (
            "Each mill grinds wheat at its own cost. Ropes are new.",
            "Each mill grinds barley at its own cost. The office counts the sacks at its own cost. Ropes are new.",
            [("wheat", "barley"), ("", "The office counts the sacks at its own cost .")],
        ),
        (
            "Wells are dug. The council meets in May.",
            "Wells are dug. The office counts all sacks. The elders meets in May.",
            [("", "The office counts all sacks ."), ("council", "elders")],
        ),
    ],
    ids=["behind", "in front"],
)
def test_a_sentence_added_beside_an_amended_one_is_shown_whole(
    before: str, after: str, wanted: list[tuple[str, str]]
) -> None:
    assert told(before, after) == wanted
    assert told(after, before) == [(new, old) for old, new in wanted]
