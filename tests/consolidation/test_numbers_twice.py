"""A new number for a unit that another unit has: it is printed as sent, told, and never lost in silence."""

from __future__ import annotations

import pytest

from amendtrack.consolidation.adopted_text import AdoptionRules
from amendtrack.consolidation.adoption import adopted
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.errors import NotAdoptable

WORDS = ("Boats carry lamps.", "Ropes are dry.", "Wells are dug.", "Fees are fixed.", "Logs are kept.")


def text(*numbers: str) -> str:
    return "".join(f"{n}. {words}\n\n" for n, words in zip(numbers, WORDS, strict=True)).rstrip() + "\n"


def opened(**sent: str) -> Consolidation:
    return consolidate(text(*"12345"), {name: text(*numbers.split()) for name, numbers in sent.items()})


def told(con: Consolidation) -> list[str]:
    return [entry.explanation for entry in con.conflicts]


def left(con: Consolidation) -> list[tuple[str, str]]:
    with pytest.raises(NotAdoptable) as refused:
        adopted(con)
    return [(one.place, one.found) for one in refused.value.left]


def test_a_number_that_stands_is_told_while_it_is_open_and_once_it_is_accepted() -> None:
    con = opened(Arda="1 4 3 4 5")
    for now in (con, con.accept(["Arda"])):
        assert told(now) == ["Arda would give it the number 4, which 4 has"]
    assert left(con.accept(["Arda"])) == [("4", "the number 4 was given to it, and another unit has it too")]
    assert not told(con.reject(["Arda"]))


def test_one_number_that_two_delegations_ask_for_different_units_is_told_at_both() -> None:
    con = opened(Arda="1 9 3 4 5", Brum="1 2 9 4 5")
    assert told(con) == [
        "Arda would give it the number 9, which Brum would give to 3",
        "Brum would give it the number 9, which Arda would give to 2",
    ]
    assert not told(con.reject(["Brum"]))


def test_two_units_that_change_numbers_are_told_only_where_one_of_them_keeps_its_own() -> None:
    con = opened(Arda="1 2 4 3 5")
    assert not told(con)
    assert told(con.accept(["Arda#1"]).reject(["Arda#2"])) == ["Arda would give it the number 4, which 4 has"]
    whole = con.accept(["Arda"])
    assert whole.clean() == text(*"12435")
    assert left(whole) == [
        ("4", "the number 4 was given to it, and numbers from 1 on give it 3 again"),
        ("3", "the number 3 was given to it, and numbers from 1 on give it 4 again"),
    ]
    assert adopted(whole, AdoptionRules(kept=frozenset("435"))).text == whole.clean()


def test_a_new_number_that_counting_gives_as_well_is_adopted() -> None:
    con = opened(Arda="1 2 3 4 6").accept(["Arda"])
    assert left(con) == [("6", "the number 6 was given to it, and numbers from 1 on give it 5 again")]
    base = text(*"12346")
    made = consolidate(base, {"Arda": text(*"12345")}).accept(["Arda"])
    assert adopted(made).text == made.clean()
