"""Line numbers in the margin are dropped and reported; numbers of a list never are."""

from __future__ import annotations

import pytest

from amendtrack.intake.decoding import read_text
from amendtrack.intake.margins import without_margin_numbers

LINES = (
    "1. The Parties shall keep a record of all",
    "boats on the lake, and of the nets that",
    "are dried on its shore by day.",
    "",
    "2. Fees are due in May. Guests pay half of",
    "them, widows pay nothing, and pupils pay",
    "what the council asks of them each year.",
    "",
    "3. A lamp burns on the pier all night, and",
    "is put out when the sun rises.",
    "",
    "4. The council meets once a year, and may be",
    "called by any two of its members.",
    "",
    "5. Its secretary, who is chosen by lot for",
    "three years, writes the minutes, keeps the",
    "seal, and answers letters. He is paid for",
    "this. He may resign at any time, but stays",
    "in office until another is chosen. Nobody",
    "is chosen twice.",
)
PLAIN = "\n".join(LINES) + "\n"


def in_margin(every: int, width: int = 4, gap: str = "  ", pages: int = 99, blank: bool = True) -> str:
    """The text with a number at every so many lines, counted anew on each page."""
    made, n = [], 0
    for line in LINES:
        n += bool(line) or blank
        shown = str((n - 1) % pages + 1) if (line or blank) and ((n - 1) % pages + 1) % every == 0 else ""
        made.append(f"{shown:>{width}}{gap}{line}".rstrip())
    return "\n".join(made) + "\n"


@pytest.mark.parametrize(
    "numbered",
    [
        in_margin(1),
        in_margin(1, width=0, gap=" "),
        in_margin(1, blank=False),
        in_margin(1, pages=6),
        in_margin(1, gap="\t"),
        in_margin(5, width=3, gap="   "),
        in_margin(5, blank=False, gap=" "),
    ],
)
def test_numbers_of_lines_are_dropped_and_reported(numbered: str) -> None:
    read = read_text(numbered)
    assert any(note.startswith("line numbers in the margin dropped") for note in read.notes), numbered
    assert read.text == PLAIN


@pytest.mark.parametrize(
    "listed",
    [
        "".join(
            f"{n} {word}\n" for n, word in enumerate("Scope Terms Boats Nets Fees Piers Lamps Oars Guests".split(), 1)
        ),
        "".join(
            f"{n}. the {word} are dried;\n"
            for n, word in enumerate("nets oars sails ropes boats lamps piers".split(), 1)
        ),
        "".join(f"{n}\tBoats of class {n}\n" for n in range(1, 20)),
        "5 boats\n10 nets\n15 oars\n20 lamps\n",
        "1  Every boat carries a lamp.\n\n2  Every net is dried.\n\n3  Fees are due.\n" * 4,
        "2010 Norvia\n2011 Galdora\n2012 Hestria\n" * 4,
        "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
    ],
)
def test_numbers_of_a_list_stay(listed: str) -> None:
    assert without_margin_numbers(listed) == (listed, [])
