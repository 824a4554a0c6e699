"""A unit that stays keeps its indentation, whatever before it is gone."""

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
