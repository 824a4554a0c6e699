"""CriticMarkup gives both texts back, whatever signs they hold."""

from __future__ import annotations

import pytest
from depth import depth
from hypothesis import given
from hypothesis import strategies as st

from amendtrack.errors import InputRefused
from amendtrack.redline.comparison import compare
from amendtrack.render.criticmarkup import read_criticmarkup, write_criticmarkup

SIGNS = st.lists(
    st.sampled_from(
        [
            "{",
            "}",
            "--",
            "++",
            "~~",
            "~>",
            ">>",
            "<<",
            "\\",
            "-",
            "+",
            " ",
            "all",
            "known",
            "\n\n",
            "5. ",
            "“",
            '"',
        ]
    )
).map("".join)


@depth(150)
@given(SIGNS, SIGNS)
def test_both_texts_come_back(before: str, after: str) -> None:
    assert read_criticmarkup(write_criticmarkup(compare(before, after))) == (before, after)


def test_a_move_is_told_at_both_ends() -> None:
    clear, others = (
        "5. Clear all mined areas at once.",
        "6. Report every year.\n\n7. Meet in Geneva each winter.",
    )
    before, after = f"{clear}\n\n{others}\n", f"{others}\n\n{clear}\n"
    marked = write_criticmarkup(compare(before, after))
    assert "{>>move 1, from here<<}" in marked and "{>>move 1, to here<<}" in marked
    assert read_criticmarkup(marked) == (before, after)


def test_a_replacement_is_one_mark() -> None:
    marked = write_criticmarkup(compare("Report without delay.", "Report as soon as possible."))
    assert marked == "Report {~~without delay~>as soon as possible~~}."


@pytest.mark.parametrize("marked", ["{++open", "{--a{++b++}--}", "a++}", "{~~a~~}", "{--a++}", "{~~a~>b~>c~~}"])
def test_a_mark_that_does_not_close_is_refused_with_its_place(marked: str) -> None:
    with pytest.raises(InputRefused) as caught:
        read_criticmarkup(marked)
    assert caught.value.place.startswith("character ")
