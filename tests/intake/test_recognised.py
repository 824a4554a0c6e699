"""A message of one line is recognised as instructions by each word of a form, also where the draft itself asks."""

from __future__ import annotations

import pytest

from amendtrack.intake.instructions.recognising import Holds, what_it_holds
from amendtrack.text.units import parse_text

PLAN = parse_text(
    "# Plan\n\nAction 1. Schools will replace old ovens.\n\nAction 2. Kitchens will remove sixty sweets.\n\n"
    "Action 3. Cooks will insert lids.\n"
)


@pytest.mark.parametrize(
    "message",
    [
        "Action 2: delete.",
        "Action 3: delete",
        'Action 2: raise "sixty" to "seventy".',
        'Action 2: make "sixty" "seventy".',
        'Please take "old" out of Action 1.',
        'Action 1 should begin with "Every school" instead of "Schools".',
    ],
)
def test_a_plain_instruction_is_recognised(message: str) -> None:
    assert what_it_holds(message, PLAN) is Holds.INSTRUCTIONS
