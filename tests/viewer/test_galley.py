"""A text in lines, of any width: what belongs together stays together."""

from __future__ import annotations

from pathlib import Path

import pytest
from room import BASE

from amendtrack.consolidation.value import consolidate
from amendtrack.draft import Draft
from amendtrack.render.brackets import Style
from amendtrack.viewer.galley import Galley
from amendtrack.viewer.paragraphs import sheet_of, with_struck
from amendtrack.viewer.sight import sight_of

ROWS = ["| Clearance | 120 million | 110 million |", "| Education | 12 million | 13 million |"]


def test_rows_with_readings_beside_them_stay_one_table(draft: Path) -> None:
    """Whether it is a row of the draft that is contested, or a new one between two."""
    new = f"{ROWS[0]}\n| Roads | 1 million | 2 million |\n"
    opened = Draft.open(draft, durability="fast")
    for sent in (BASE.replace("110 million", "a sum for every year"), BASE.replace(f"{ROWS[0]}\n", new)):
        opened.propose(sent, by="KST", received="2020-02-09", further="additional")
    for width in (60, 90, 150):
        galley = Galley(sight_of(opened.snapshot()).readings.paragraphs, width, {})
        rows = [n for n, paragraph in enumerate(galley.paragraphs) if "row" in paragraph.place]
        table = [line.plain for n in rows for line in galley.lines(n)]
        begun = [line.index(sign) for line in table for sign in ("2030", "110 million", "13 million") if sign in line]
        assert len(rows) == 4 and len(begun) == 3 and len(set(begun)) == 1, "\n".join(table)
        assert table[0] == "" and "" not in table[1:], "\n".join(table)
        assert "a sum for every year" in " ".join(" ".join(table).split()) and "Kestria: " in " ".join(table)


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("width", [30, 62, 90])
def test_a_row_that_was_struck_leaves_one_table(row: str, width: int) -> None:
    con = consolidate(BASE, {"Norvia": BASE.replace(f"{row}\n", "")}).accept(["Norvia"])
    galley = Galley(with_struck(con, sheet_of(con, Style.ATTRIBUTED)), width, {})
    rows = [n for n, paragraph in enumerate(galley.paragraphs) if paragraph.place.startswith("6, row")]
    table = [line.plain for n in rows for line in galley.lines(n)]
    assert len(rows) == 3 and any("no longer a" in line for line in table)
    assert "" not in table[1:], table  # the blank line before it is the only one
    begun = [line.index(sign) for line in table for sign in ("2029", "120 million", "12 million") if sign in line]
    assert width < 62 or len(set(begun)) == 1, table
