"""A text in lines, of any width: what belongs together stays together."""

from __future__ import annotations

import pytest
from room import BASE

from amendtrack.consolidation.value import consolidate
from amendtrack.render.brackets import Style
from amendtrack.viewer.galley import Galley
from amendtrack.viewer.paragraphs import sheet_of, with_struck

ROWS = ["| Clearance | 120 million | 110 million |", "| Education | 12 million | 13 million |"]


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
