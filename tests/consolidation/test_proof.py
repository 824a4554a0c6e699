"""The proof that a proposal comes back: what is lost or doubled is found, whatever the pieces."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amendtrack.consolidation.proof import lost_words
from amendtrack.consolidation.value import consolidate
from amendtrack.errors import TallyFailed

LONG = "Every year each Party tells all others what it has cleared."
BASE = "\n\n".join([f"{n}. {LONG} Part {word}." for n, word in enumerate(("one", "two", "three", "four"), 1)]) + "\n"


@pytest.mark.parametrize(
    ("pieces", "wanted", "told"),
    [
        ([LONG, "\n\n" + LONG], LONG + "\n\n" + LONG, ""),
        ([LONG, "\n\n" + LONG], LONG, "the word 'Every' is there 1 time too often"),
        ([LONG], LONG + "\n\nAlways.", "the word 'Always' is missing 1 time"),
        (["No mines", " weepers"], "No minesweepers", "the word 'minesweepers' is missing 1 time"),
        (["No mine", "sweepers"], "No minesweepers", ""),
        (["No mine", "sweepers"], "No mine sweepers", "the word 'mine' is missing 1 time"),
        (["No ", "", "mine"], "No mine", ""),
        (["7 bis. Ask.", "\n\n" + LONG], "8. Ask.\n\n" + LONG, ""),
        (["It’s clear."], "It's  clear.", ""),
        ([LONG, "\n\nAsk.", "\n\n" + LONG[::-1]], LONG[::-1] + "\n\nAsk.\n\n" + LONG, ""),
        ([], "", ""),
    ],
)
def test_words_lost_and_doubled(pieces: list[str], wanted: str, told: str) -> None:
    assert lost_words(pieces, wanted) == told


SOME = ["mine", "mines", "field", LONG, LONG[:-1], "a\nb", " ", "\n\n", "x.", "12"]
PIECES = st.lists(st.sampled_from(SOME), max_size=8)


@settings(deadline=None)
@given(PIECES, PIECES, st.sampled_from(["", " ", "\n"]))
def test_pieces_prove_what_their_text_does(made: list[str], meant: list[str], between: str) -> None:
    pieces, wanted = [piece + between for piece in made], between.join(meant)
    assert bool(lost_words(pieces, wanted)) == bool(lost_words(["".join(pieces)], wanted))
    assert not lost_words(pieces, "".join(pieces))


def test_a_proposal_that_does_not_come_back_is_refused() -> None:
    con = consolidate(BASE, {"Arda": BASE.replace("three", "six"), "Brum": BASE})
    con.check()
    with pytest.raises(TallyFailed, match="Arda cannot be given back: the word 'six' is missing 1 time"):
        replace(con, edits=((), ())).check()
    with pytest.raises(TallyFailed, match="Brum cannot be given back"):
        replace(con, edits=(con.edits[0], con.edits[0])).check()


def test_noise_everywhere_is_proved_too() -> None:
    base = "\n\n".join(f"{n}. L’État {LONG}" for n in range(1, 30)) + "\n"
    con = consolidate(base, {"Arda": base.replace("’", "'").replace("cleared", "found", 3)})
    con.check()


@pytest.mark.parametrize(
    ("base", "sent"),
    [
        ("'b\n", ("6b\n", "6`éb'b\n")),
        ("1. Fees-\n", ("1. 6-fees\n", "1. 6–é-fees\n")),
        ("1. “Wells” are\n", ("1. l'«wells» are\n", '1. l’"wells’s" are\n')),
    ],
)
def test_a_sign_in_the_shape_of_the_base_loses_no_word(base: str, sent: tuple[str, str]) -> None:
    con = consolidate(base, dict(zip(("Arda", "Brum"), sent, strict=True)))
    con.check()
    assert [str(con.view(name)) for name in ("Arda", "Brum")] == [*sent]
