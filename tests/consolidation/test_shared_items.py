"""One item that two proposals put under different new units: nobody is given the words of another."""

from __future__ import annotations

import pytest

from amendtrack.consolidation.value import consolidate
from amendtrack.errors import InputRefused, Unsettled
from amendtrack.render.brackets import brackets
from amendtrack.render.marks import unmarked
from amendtrack.text.units import parse_text

PLACE = "1. Boats carry lamps.\n\n{}2. Ropes are dry.\n"
SHARED = {
    "items of paragraphs": (
        "2. The host pays for:\n\n(a) rooms;\n\n",
        "2. Guests bring:\n\n(a) rooms;\n\n(b) boats.\n\n",
    ),
    "items of items": (
        "* - lamps\n  - 1.8\n  - red\n  - new\n\n",
        "* - oars\n  - 1.8\n  - red\n  - long\n\n",
    ),
    "rows under paragraphs": (
        "Fees in spring:\n\n| Ship | Fee |\n|---|---|\n| boat | 5 |\n\n",
        "Fines at night:\n\n| Ship | Fee |\n|---|---|\n| whaler | 12 |\n\n",
    ),
    "rows of tables": (
        "| Fee |\n|---|\n| five |\n\n",
        "| Fine at night |\n|---|\n| twelve coins |\n\n",
    ),
    "lines of blocks": (
        "```\nopen gate\nend\n```\n\n",
        "```\nshut door now\nend\n```\n\n",
    ),
}


@pytest.mark.parametrize(("one", "other"), SHARED.values(), ids=SHARED)
def test_what_both_put_under_different_new_units_cannot_be_accepted_of_both(one: str, other: str) -> None:
    base, sent = PLACE.format(""), {"Arda": PLACE.format(one), "Brum": PLACE.format(other)}
    con = consolidate(base, sent)
    assert any(slot.contested for slot in con.slots)
    con.check()
    for names in (["Arda", "Brum"], ["Brum", "Arda"]):
        with pytest.raises(Unsettled):
            con.accept(names).clean()
        with pytest.raises((Unsettled, InputRefused)):
            con.accept(names[:1]).accept(names[1:]).clean()
    for name in sent:
        (left,) = {*sent} - {name}
        alone = consolidate(base, {name: sent[name]}).accept([name]).clean()
        assert con.reject([left]).accept([name]).clean() == alone
        assert con.accept([name]).reject([left]).clean() == alone


@pytest.mark.parametrize(("one", "other"), SHARED.values(), ids=SHARED)
def test_rivals_stay_rivals_once_something_else_in_their_place_is_out(one: str, other: str) -> None:
    base, sent = PLACE.format(""), {"Arda": PLACE.format(one), "Brum": PLACE.format(other)}
    con = consolidate(base, {**sent, "Corv": PLACE.format("Tolls are due in May.\n\n")})
    assert unmarked(brackets(con.reject(["Corv"]))).split() == brackets(consolidate(base, sent)).split()


def test_a_new_list_is_accepted_whole_while_a_rival_of_its_first_line_is_open() -> None:
    """Whoever accepts it rejects that rival by the same decision, so nothing has to be decided first."""
    starts = {"Arda": "At night they are red:", "Brum": "At night they are white:", "Cosm": "At night they are green:"}
    items = {"Arda": ("inside", "above"), "Brum": ("inside", "below"), "Cosm": ("beside", "below")}
    sent = {
        name: PLACE.format(f"2. {start}\n\n(a) {items[name][0]};\n\n(b) {items[name][1]}.\n\n")
        for name, start in starts.items()
    }
    con = consolidate(PLACE.format(""), sent)
    for name in sent:
        others = [other for other in sent if other != name]
        made = con.accept([name]).reject(others).clean()
        assert made == con.reject(others).accept([name]).clean()
        assert [starts[name] in made, *(f" {item}" in made for item in items[name])] == [True, True, True]
        assert len(parse_text(made).units) == len(parse_text(sent[name]).units)


def test_the_same_new_paragraph_with_an_item_more_of_each_is_one_paragraph() -> None:
    sent = {
        "Arda": PLACE.format("2. The host pays for:\n\n(a) rooms;\n\n(b) meals.\n\n"),
        "Brum": PLACE.format("2. The host pays for:\n\n(a) rooms;\n\n(b) boats.\n\n"),
    }
    made = consolidate(PLACE.format(""), sent).accept([*sent]).clean()
    assert [made.count(word) for word in ("host", "rooms", "meals", "boats")] == [1, 1, 1, 1]
