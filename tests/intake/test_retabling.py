"""However a table is drawn, what a delegation asks for is the same: strokes and lines are no wording."""

from __future__ import annotations

import itertools
import re

import pytest

from amendtrack.intake.retabling import with_tables
from amendtrack.redline.amendment import amendments
from amendtrack.redline.comparison import compare
from amendtrack.text.units import parse_text

BASE = (
    "# Wells\n\n1. Repair these:\n\n| Region | Wells |\n| --- | --- |\n| Coast | 40 |\n| Valley | 85 |\n\n"
    "2. Report.\n\n| Year | Report |\n| :--- | ---: |\n| 2027 | first |\n"
)
EDITS = {
    "nothing": (),
    "a figure": (("| Coast | 40 |", "| Coast | 55 |"),),
    "a head": (("| Region | Wells |", "| District | Wells |"),),
    "a new row": (("| Coast | 40 |\n", "| Coast | 40 |\n| Islands | 12 |\n"),),
    "a row struck": (("| Valley | 85 |\n", ""),),
    "both tables": (("| Valley | 85 |", "| Valley | 90 |"), ("| first |", "| interim |")),
    "words beside": (("2. Report.", "2. Report each year."),),
}
DRAWN = {
    "no closing strokes": lambda text: re.sub(r" \|$", "", text, flags=re.MULTILINE),
    "no opening strokes": lambda text: re.sub(r"^\| ", "", text, flags=re.MULTILINE),
    "no line under the heads": lambda text: re.sub(r"^\|[ :|-]+\|\n", "", text, flags=re.MULTILINE),
    "a line of dashes": lambda text: re.sub(r"^\|[ :|-]+\|$", "| — | — |", text, flags=re.MULTILINE),
    "one row without a closing stroke": lambda text: re.sub(r"^(\| Valley.*) \|$", r"\1", text, flags=re.MULTILINE),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_table_may_be_drawn_in_any_way(edit: str) -> None:
    sent = BASE
    for old, new in EDITS[edit]:
        sent = sent.replace(old, new)
    wanted = [str(a) for a in amendments(compare(parse_text(BASE), parse_text(sent)))]
    ways = [*DRAWN.items(), *((f"{a}, {b}", None) for a, b in itertools.combinations(DRAWN, 2))]
    for name, _ in ways:
        typed = sent
        for way in name.split(", "):
            typed = DRAWN[way](typed)
        found = compare(parse_text(BASE), with_tables(parse_text(typed), parse_text(BASE)))
        assert [str(a) for a in amendments(found)] == wanted, (name, typed)


@pytest.mark.parametrize(
    "other",
    [
        "1. Choose one | or two.\n2. Or three | four.\n",
        "| A | B |\n| 1 | 2 |\n",  # a table of one's own
        "| Region | Wells | Cost |\n| Coast | 40 | 7 |\n",  # a column more
        "| Region | Wells |\n",  # heads alone
        BASE,
    ],
)
def test_everything_else_stays_as_it_was_typed(other: str) -> None:
    typed = parse_text(other)
    assert with_tables(typed, parse_text(BASE)) is typed
    assert with_tables(typed, parse_text("1. No table.\n")) is typed
