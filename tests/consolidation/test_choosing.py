"""A reading named by what is printed: every reading of every slot can be typed, also a move."""

from __future__ import annotations

import pytest

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.choosing import Choice, chosen_in
from amendtrack.consolidation.value import consolidate
from amendtrack.errors import InputRefused, Unknown

BASE = "1. Clear all areas.\n\n2. Help all victims of mines.\n\n3. Report each year.\n\n4. Meet in June.\n"
CLEAR, HELP, REPORT, MEET = BASE.strip().split("\n\n")


def numbered(*paragraphs: str) -> str:
    return "\n\n".join(f"{n}.{p.partition('.')[2]}" for n, p in enumerate(paragraphs, 1)) + "\n"


MOVES = {
    "Arda": numbered(HELP, CLEAR, REPORT, MEET),
    "Brum": numbered(HELP, REPORT, MEET, CLEAR),
    "Corv": numbered(HELP, REPORT, MEET),
    "Galdora": BASE.replace("Clear all", "Clear and mark all"),
}


def test_every_reading_that_is_listed_can_be_typed() -> None:
    for names in (["Arda"], ["Arda", "Brum"], [*MOVES]):
        con = consolidate(BASE, {name: MOVES[name] for name in names})
        for slot in every(con.slots):
            for variant in slot.variants:
                assert chosen_in(con, Choice(slot.address, f" {variant.typed} ")) == (slot, variant)
            assert chosen_in(con, Choice(slot.address, slot.base)) == (slot, None)


def test_a_contested_move_is_chosen_by_where_it_goes() -> None:
    con = consolidate(BASE, MOVES)
    (slot,) = (s for s in con.slots if len(s.variants) > 2)
    assert [v.typed for v in slot.variants] == [
        "move to 2 bis", "move to 4 bis", "1. Clear and mark all areas.\n\n", ""
    ]  # fmt: skip
    made = con.choose(*chosen_in(con, Choice(slot.address, "move to 4 bis")))
    clean = made.accept(["Galdora"]).clean()
    assert clean == "\n\n".join([HELP, REPORT, MEET, "4 bis. Clear and mark all areas."]) + "\n"
    with pytest.raises(Unknown, match=r"its readings are: 1. Clear all areas. / move to 2 bis / move to 4 bis / "):
        chosen_in(con, Choice(slot.address, "move to 9"))
    with pytest.raises(InputRefused, match="is decided"):
        chosen_in(made, Choice(slot.address, "move to 2 bis"))
