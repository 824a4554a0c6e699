"""A place that is typed, and places that survive what comes in."""

from __future__ import annotations

import pytest

from amendtrack.errors import Unknown
from amendtrack.viewer.unit_list import Row
from amendtrack.viewer.whereabouts import Whereabouts, named, next_slot, settled_in

ROWS = (
    Row("7", "7. We meet.", ("7#1", "7#2"), ("7#1",)),
    Row("7 bis", "[7 bis. We act.]", ("7 bis#1",), ("7 bis#1",)),
    Row("Action #10", "Action #10: Identify.", ("Action #10#1",), ("Action #10#1",)),
    Row("12 (a)", "(a) the areas;"),
)


@pytest.mark.parametrize(
    ("typed", "place", "slot"),
    [
        ("7", "7", "7#1"),
        (":7#2", "7", "7#2"),
        ("para 7 bis", "7 bis", "7 bis#1"),
        ("7bis#1", "7 bis", "7 bis#1"),
        ("action 10", "Action #10", "Action #10#1"),
        ("Action #10", "Action #10", "Action #10#1"),
        ("Action #10#1", "Action #10", "Action #10#1"),
        ("12(a)", "12 (a)", ""),
    ],
)
def test_a_place_is_typed_as_people_say_it(typed: str, place: str, slot: str) -> None:
    found = named(typed, ROWS)
    assert (found.place, found.slot) == (place, slot)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("99", "no place '99'"),
        ("7#9", "no slot 7#9; slots at 7: 7#1, 7#2"),
        ("#", "no place '#'"),
        ("", "no place ''"),
        (f"7#{'9' * 5000}", "no slot 7#99"),
    ],
)
def test_a_place_that_is_not_there_is_not_guessed(typed: str, found: str) -> None:
    with pytest.raises(Unknown) as refused:
        named(typed, ROWS)
    assert found in str(refused.value)


def test_a_slot_that_is_gone_leaves_one_at_its_place() -> None:
    assert settled_in(Whereabouts("7", "7#5", 1, row=0), ROWS) == Whereabouts("7", "7#1", row=0)


def test_from_slot_to_slot_and_round() -> None:
    every = [address for row in ROWS for address in row.open]
    at = Whereabouts("7", "7#1")
    seen = []
    for _ in range(4):
        found = next_slot(at, ROWS, every)
        assert found is not None
        seen.append(found.slot)
        at = found
    assert seen == ["7 bis#1", "Action #10#1", "7#1", "7 bis#1"]
