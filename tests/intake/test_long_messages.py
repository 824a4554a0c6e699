"""A long message, or one made to be hard to read, takes work in proportion to its length: calls are counted."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from depth import some

from amendtrack.intake.instructions import carry_out, read_message
from amendtrack.text.units import parse_text

PLAN = parse_text("1. Parties will share maps.\n\n2. Help shall be free.\n\n3. The plan ends in 2030.\n")
SHAPES: dict[str, Callable[[int], str]] = {
    "one word a line": lambda n: "MOD\n" * n,
    "delete a line": lambda n: "delete\n" * n,
    "verbs in one line": lambda n: "delete " * n,
    "instructions": lambda n: "".join(f'Para {k}: delete "w{k}"\n' for k in range(n)),
    "straight marks": lambda n: '"' * n,
    "opening marks": lambda n: "« " * n,
    "single marks": lambda n: "'a " * n,
    "edits in one line": lambda n: 'replace "a" by "b" and ' * n,
    "one verb": lambda n: 'delete "a" and ' * n,
    "one long word": lambda n: "a" * n * 100,
    "scopes": lambda n: "".join(f"Article {k}\n" for k in range(n)),
    "brackets": lambda n: "(" * n + "a" + ")" * n,
    "places": lambda n: "para 1, " * n,
    "sentences": lambda n: "delete para 1; " * n,
    "colons": lambda n: "a: " * n,
    "wording that may follow": lambda n: "Para 1 to read:\n" * n,
    "numbers": lambda n: "1. " * n,
    "blanks": lambda n: "delete" + " " * n * 20 + '"x"',
    "blank lines": lambda n: "\n" * n + "delete para 1",
    "retractions": lambda n: "Para 1: delete.\nSorry, I meant para 2.\n" * n,
    "comments": lambda n: "".join(f"Is this clear, {k}?\n" for k in range(n)),
    "headings of nothing": lambda n: "".join(f"Xyz {k} abc:\n" for k in range(n)),
    "Chinese": lambda n: "删除第1段。" * n,
    "tables": lambda n: "| a | b |\n" * n,
    "commas and ands": lambda n: "a, and b " * n,
}


def calls(message: str) -> int:
    """How many calls reading a message, and putting it to a draft, takes."""
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        carry_out(read_message(message, PLAN), PLAN, {})
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.long
@pytest.mark.parametrize("shape", list(some(SHAPES, 6)))
def test_twice_the_length_is_at_most_twice_the_work(shape: str) -> None:
    of_length = SHAPES[shape]
    calls(of_length(40))  # what is compiled once is not counted
    once = calls(of_length(80))
    assert calls(of_length(160)) < 2.6 * once + 2_000
