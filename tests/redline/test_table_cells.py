"""Rows of any shape are compared cell by cell, and their redline joins to both texts."""

from __future__ import annotations

from depth import depth
from hypothesis import given
from hypothesis import strategies as st

from amendtrack import compare, consolidate
from amendtrack.redline.cells import Cells
from amendtrack.redline.phrase import spoken_words
from amendtrack.redline.spans import SpanKind

ROWS = st.lists(st.sampled_from(["|", "|", "|", " ", "a", "b c", "\\|", "---", ":-", "*x*", "", "7"]), max_size=9)
TABLES = st.lists(ROWS.map("".join).map(lambda row: "|" + row.strip()), min_size=1, max_size=4).map("\n".join)


@depth(200)
@given(TABLES, TABLES)
def test_any_two_tables_make_a_redline_and_come_back(before: str, after: str) -> None:
    spans = compare(before, after).spans()
    new, gone = {SpanKind.INSERT, SpanKind.MOVE_TO}, {SpanKind.DELETE, SpanKind.MOVE_FROM}
    assert "".join(s.text for s in spans if s.kind not in new) == before
    assert "".join(s.text for s in spans if s.kind not in gone) == after
    consolidate(before, {"Arda": after}).check()


@depth(200)
@given(ROWS.map("".join))
def test_the_cells_of_a_row_and_their_borders_are_all_of_it(row: str) -> None:
    words = spoken_words(row)
    cells = Cells.of(row, words)
    if cells is None:
        return
    own = [k for n in range(len(cells.inner)) for k in range(*cells.owned(n))]
    assert sorted({*own, *cells.borders}) == list(range(len(words))) and len(set(own)) == len(own)


def test_a_table_of_thousands_of_rows_or_columns_takes_no_time_without_end() -> None:
    """Work that grows with the square of either would take minutes here."""
    for rows, columns in ((3000, 3), (2, 3000)):
        head = "|" + " h |" * columns + "\n|" + "---|" * columns + "\n"
        before = head + "".join("|" + f" a{r} |" * columns + "\n" for r in range(rows))
        after = before.replace("| a", "| b a", rows)
        assert compare(before, after).changes
        assert compare(before, after.replace("|\n", "| more |\n")).changes
