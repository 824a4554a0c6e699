"""A stroke, a rule or a sign that is only form is never lost with a change beside it, nor left between two words."""

from __future__ import annotations

import pytest

from amendtrack import consolidate
from amendtrack.redline.comparison import compare

PLAIN = "[un](#un) | [deux](#deux) | [trois](#trois)\n"
OPEN = "Port | Fee\n---|---\nArda | 10\n"
HALF = "| Port | Fee\n|---|---\n| Arda | 10\n"
DRAWN = "| Port | Fee |\n|---|---|\n| Arda | 10 |\n"
OPEN_WIDE = "Port | Fee | Since\n---|---|---\nArda | 10 | 1990\n"
OPEN_FIRST = "Since | Port | Fee\n---|---|---\n1990 | Arda | 10\n"
WIDE = "| Port | Fee | Since |\n|---|---|---|\n| Arda | 10 | 1990 |\n"
FIRST = "| Since | Port | Fee |\n|---|---|---|\n| 1990 | Arda | 10 |\n"

ALONE = (
    (PLAIN, f"[zéro](#zéro) | {PLAIN}"),
    (PLAIN, PLAIN.replace(" | [trois](#trois)", "")),
    (PLAIN, PLAIN.replace(" | ", " ")),
    ("un deux trois\n", "un | deux | trois\n"),
    *((base, wide) for base in (OPEN, HALF, DRAWN) for wide in (OPEN_WIDE, WIDE, OPEN_FIRST, FIRST)),
    *((wide, base) for base in (OPEN, HALF, DRAWN) for wide in (OPEN_WIDE, WIDE, OPEN_FIRST, FIRST)),
    ("---\ntitle: Ports\n---\n\nPorts.\n", "---\ntitle: Ports\nmore:\n- Arda\n- Brum\n---\n\nPorts.\n"),
    ("Ports\n---\n\nFees.\n", "Ports and fees\n---\n\nFees.\n"),
    ("[source,console]\n$ list ports\n", "[source,console]\n----\n$ list ports\n----\n"),
    ("```\n/**\n * Fees.\n */\n```\n", "```\n/**\n * Fees.\n */\n/*\n * Ports.\n */\n```\n"),
    ("A list.\n\n```\nPorts open\nat six.\n```\n\nEnd.\n", "A list.\n\nPorts open\nat six.\n\nEnd.\n"),
    ("| Port | Fee |\n|---|---|\n| Harbour dues | 10 |\n", "# Ports\n\n## Harbour dues\n\n10\n"),
)


def signs(text: str) -> str:
    """The text without white space, and without strokes at the edges of lines, which are form."""
    return "".join("".join(line.split()).strip("|") for line in text.splitlines())


@pytest.mark.parametrize(("base", "proposed"), ALONE)
def test_what_is_accepted_alone_is_the_proposal(base: str, proposed: str) -> None:
    con = consolidate(base, {"Arda": proposed}).accept(["Arda"])
    assert not con.open_slots
    assert signs(con.clean()) == signs(proposed)
    redline = compare(base, proposed)
    assert (str(redline.before), str(redline.after)) == (base, proposed)


def test_words_added_to_a_title_stand_above_the_rule_under_it() -> None:
    con = consolidate("Ports\n---\n\nFees.\n", {"Arda": "Ports\nand fees\n\nFees.\n"}).accept(["Arda"])
    assert con.clean() == "Ports\nand fees\n---\n\nFees.\n"


def test_new_words_in_italics_inside_bold_type_bring_their_own_signs_and_no_others() -> None:
    base, proposed = "- **Fees are due.**\n", "- **Fees are due. *Ports pay them.***\n"
    con = consolidate(base, {"Arda": proposed}).accept(["Arda"])
    assert con.clean() == "- **Fees are due.** *Ports pay them.*\n"


def test_a_heading_written_as_a_title_in_bold_type_stays_a_heading() -> None:
    con = consolidate("### Ports of call\n\nFees.\n", {"Arda": "**Ports of call**\n\nFees and dues.\n"})
    assert con.accept(["Arda"]).clean() == "### Ports of call\n\nFees and dues.\n"
