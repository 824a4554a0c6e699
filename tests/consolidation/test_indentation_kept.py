"""A unit that stays keeps its indentation, whatever before it is gone; what is new, the lines under which it stands."""

from __future__ import annotations

import pytest

from amendtrack.consolidation.value import consolidate


@pytest.mark.parametrize("signs", [("1.", "2."), ("(a)", "(b)"), ("-", "-")])
@pytest.mark.parametrize("step", ["  ", "   ", "\t"])
def test_what_follows_a_list_stays_outside_it_without_its_last_items(signs: tuple[str, str], step: str) -> None:
    first, last = (f"{step}{sign} {words}\n" for sign, words in zip(signs, ("wells are dug;", "ropes are bought.")))
    base = f"1. Tasks of towns:\n{first}{last}2. Fees are due in May.\n3. Reports end.\n"
    for gone in (last, first + last):
        sent = base.replace(gone, "")
        assert consolidate(base, {"Norvia": sent}).accept(["Norvia"]).clean() == sent


@pytest.mark.parametrize("step", ["  ", "\t"])
def test_the_items_of_a_list_keep_their_indentation_when_the_first_line_of_the_text_goes(step: str) -> None:
    base = f"- Tasks\n{step}- wells\n{step}- ropes\n"
    sent = base.removeprefix("- Tasks\n")
    assert consolidate(base, {"Norvia": sent}).accept(["Norvia"]).clean() == sent


TIGHT = {
    "table": "| Lamp | Fee |\n|---|---|\n| red | 5 |\n| white | 6 |",
    "code": "```\nopen gate\nend\n```",
    "list": "* lamps\n* ropes\n* oars",
}


@pytest.mark.parametrize("put", TIGHT.values(), ids=TIGHT)
def test_what_stands_line_under_line_does_so_at_the_beginning_of_a_text_too(put: str) -> None:
    above, below = "Boats carry lamps at night.\n\n", "Ropes are kept dry in winter.\n"
    for base, sent in (
        (above + below, f"{put}\n\n{above}{below}"),
        (above + below, f"{put}\n\n{below}"),
        (above, f"{put}\n"),
        (above + below, f"{above}{put}\n\n{below}"),
    ):
        assert consolidate(base, {"Arda": sent}).accept(["Arda"]).clean().rstrip() == sent.rstrip()
