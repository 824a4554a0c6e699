"""A line of a fenced block is code: what one delegation does to it comes back to the character when it is accepted."""

from __future__ import annotations

import random

import pytest

from amendtrack.consolidation import consolidate

CODE = "# The boats\nfor boat in _all:\n    boat.__sail__(x)  # far\n    net[_T] = 'dry' - rope\n"
BASE = f"Text before it.\n\n```\n{CODE}```\n\nText after it.\n"


def accepted_alone(base: str, own: str) -> str:
    return consolidate(base, {"Norvia": own}).accept(["Norvia"]).clean()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("```\n", ""),  # no code any more: # opens a heading, and lines are one paragraph
        ("```", "~~~~"),
        ("    boat", "        boat"),
        ("__sail__(x)", "__sail__(_y)"),
        ("'dry' - rope", "‘dry’ – rope"),
        ("# far", "# _far_ and\n    # __wide__"),
        ("# The boats\nfor", "# The _boats_ for\nfor"),
        ("for boat in _all:\n    boat", "for boat in _all: boat"),
        ("  # far\n", "\n"),
    ],
)
def test_a_change_to_code_comes_back_to_the_character(old: str, new: str) -> None:
    own = BASE.replace(old, new)
    assert accepted_alone(BASE, own) == own
    assert accepted_alone(own, BASE) == BASE


@pytest.mark.parametrize("seed", range(60))
def test_so_does_any_other(seed: int) -> None:
    chance = random.Random(seed)
    pieces = ("_", "__", "*", "#", " ", "    ", "x", "'", "-", "(_T)", "__init__", "# ", ":")
    lines = CODE.splitlines()
    for _ in range(chance.randint(1, 3)):
        k = chance.randrange(len(lines))
        at = chance.randint(0, len(lines[k]))
        lines[k] = (lines[k][:at] + chance.choice(pieces) + lines[k][at + chance.randint(0, 2) :]).rstrip() or "pass"
    own = BASE.replace(CODE, "".join(f"{line}\n" for line in lines))
    assert accepted_alone(BASE, own) == own
    base, own = BASE.replace("\n", "\r\n"), own.replace("\n", "\r\n")
    assert accepted_alone(base, own) == own
    assert accepted_alone(BASE, own).splitlines() == own.splitlines()


@pytest.mark.parametrize("rule", ["'", "`", "~", "^"])
def test_the_rule_under_a_title_opens_no_fenced_block(rule: str) -> None:
    base = "A class\n```````\n\n# The boats\n\nThe fleet\n`````````\n\n# The nets\n"
    own = base.replace("`", rule)
    kept = accepted_alone(base, own)
    assert [line for line in kept.splitlines() if line[:1].isalnum() or line[:1] == "#"] == [
        *("A class", "# The boats", "The fleet", "# The nets")
    ]
