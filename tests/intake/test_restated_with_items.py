"""A paragraph restated with its items: what it keeps is kept, and an item that is only named says nothing new."""

from __future__ import annotations

import pytest

from amendtrack.intake.instructions import carry_out, read_message
from amendtrack.redline import compare
from amendtrack.redline.amendment import amendments
from amendtrack.text.units import parse_text

DRAFT = """1. The harbour is open to all.

2. Each Party shall ensure that:

(a) pilots are trained, licensed and rested;

(b) lights are visible from the open sea; and

(c) fishermen are heard before a berth is closed.

3. The Council meets in June.
"""
OPENING = "Paragraph 2 should read as follows:\n\n2. Each Party shall ensure that:\n\n"
A = "(a) pilots are trained, licensed and rested;\n\n"
B = "(b) lights are visible from the open sea; and\n\n"
C = "(c) fishermen are heard before a berth is closed.\n"


def carried(message: str) -> tuple[str, list[str], int]:
    """The text, what its author changed, and how much is left for a person."""
    base = parse_text(DRAFT)
    found = carry_out(read_message(message, base), base, {})
    said = [str(a) for a in amendments(compare(base, found.text, origins=found.origins))]
    return found.text, said, len(found.problems)


@pytest.mark.parametrize(
    ("below", "changed"),
    [
        (A.replace("rested", "paid") + B + C, 1),
        (A + B + C.replace("fishermen", "fishermen and their families"), 1),
        (A + "(b) buoys are painted;\n\n" + B.replace("(b)", "(c)") + C.replace("(c)", "(d)"), 1),
        (A.replace("; ", "; and ") + C.replace("(c)", "(b)"), 1),
    ],
)
def test_only_what_differs_is_an_amendment(below: str, changed: int) -> None:
    text, said, left = carried(OPENING + below)
    assert below.rstrip() in text and len(said) == changed and left == 0, said


@pytest.mark.parametrize(
    "note",
    [
        "[no change]", "(no change)", "unchanged", "– unchanged –", "[as in the draft]", "as is;", "stet", "[Retained]",
        "[sans changement]", "sin cambios", "[без изменений]", "（不变）", "[دون تغيير]",
    ],
)  # fmt: skip
def test_an_item_that_is_said_to_stay_is_the_drafts(note: str) -> None:
    text, said, left = carried(OPENING + A.replace("rested", "paid") + f"(b) {note}\n\n" + C)
    assert text == DRAFT.replace("rested", "paid") and len(said) == 1 and left == 0


@pytest.mark.parametrize(
    "below",
    [
        A + "(b) ...\n\n" + C,
        A + "(b) [...]\n\n" + C,
        A + "(b) tbd\n\n" + C,
        C.replace("(c)", "(a)") + "\n" + "(b) lights are lit;\n\n(c) no change\n",  # what was (c) is (a) now
        A + B + C + "\n(d) no change\n",
    ],
)
def test_words_that_are_not_given_are_left_for_a_person(below: str) -> None:
    assert carried(OPENING + below) == (DRAFT, [], 1)


def test_words_like_those_of_such_a_note_are_wording_where_more_is_said() -> None:
    below = A + "(b) lights are unchanged at night; and\n\n" + C
    text, _, left = carried(OPENING + below)
    assert below.rstrip() in text and left == 0


def test_an_order_that_changes_is_a_move() -> None:
    text, said, left = carried(OPENING + B.replace("(b)", "(a)") + A.replace("(a)", "(b)") + C)
    assert left == 0 and text.index("open sea") < text.index("pilots")
    assert len(said) == 1 and "move" in said[0], said
