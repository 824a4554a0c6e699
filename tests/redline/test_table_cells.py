"""Rows of any shape are compared cell by cell, and their redline joins to both texts."""

from __future__ import annotations

import pytest
from depth import depth
from hypothesis import given
from hypothesis import strategies as st

from amendtrack import compare, consolidate
from amendtrack.redline.amendment import amendments
from amendtrack.redline.cells import Cells
from amendtrack.redline.spans import SpanKind
from amendtrack.redline.spoken_words import spoken_words

ROWS = st.lists(st.sampled_from(["|", "|", "|", " ", "a", "b c", "\\|", "---", ":-", "*x*", "", "7"]), max_size=9)
EDGES = st.sampled_from(["|", ""])
DRAWN_ROWS = st.tuples(EDGES, ROWS).map(lambda row: row[0] + "".join(row[1]).strip())
TABLES = st.lists(DRAWN_ROWS, min_size=1, max_size=4).map("\n".join)


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


DRAWN = {
    "as is": "| A | B |\n|---|---|\n| one | two |\n| three | four |\n",
    "no line": "| A | B |\n| one | two |\n| three | four |\n",
    "open at the end": "| A | B\n|---|---\n| one | two\n| three | four\n",
    "open at both ends": "A | B\n---|---\none | two\nthree | four\n",
    "padded": "|  A    |  B   |\n|:------|-----:|\n|  one  | two  |\n| three | four |\n",
}


@pytest.mark.parametrize("one", DRAWN)
@pytest.mark.parametrize("other", DRAWN)
def test_how_a_table_is_drawn_is_no_amendment(one: str, other: str) -> None:
    before, after = (f"# Boats\n\n{DRAWN[name]}\nThe end of the text.\n" for name in (one, other))
    redline = compare(before, after)
    assert redline.is_unchanged and not amendments(redline)
    assert (str(redline.before), str(redline.after)) == (before, after)
    spans = redline.spans()
    assert "".join(s.text for s in spans if s.kind is not SpanKind.INSERT) == before
    assert "".join(s.text for s in spans if s.kind is not SpanKind.DELETE) == after
    assert all(s.noise for s in spans if s.kind in (SpanKind.INSERT, SpanKind.DELETE))
    (only,) = amendments(compare(before, after.replace("four", "five")))
    assert (only.before.strip(" |"), only.after.strip(" |")) == ("four", "five")


def test_a_table_that_is_new_or_deleted_is_so_with_its_line() -> None:
    text = f"# Boats\n\n{DRAWN['as is']}\nThe end of the text.\n"
    without = text.replace(DRAWN["as is"] + "\n", "")
    assert len(amendments(compare(text, without))) == len(amendments(compare(without, text))) == 4


def test_a_column_is_said_of_the_head_of_its_table_and_not_of_the_line_under_it() -> None:
    before = "1. Fees:\n\n| boat | fee |\n|---|---|\n| raft | 2 |\n"
    after = "1. Fees:\n\n| boat | fee | year |\n|---|---|---|\n| raft | 2 | 1 |\n"
    places = ["para 1, row 1: words inserted", "para 1, row 2: words inserted"]
    assert [str(amendment) for amendment in amendments(compare(before, after))] == places
    line = before.replace("|---|---|", "|---|---|---|")  # a line that has more columns than the head above it
    assert [amendment.place for amendment in amendments(compare(before, line))] == ["1, line under row 1"]


SHIFTED = [
    ("| raft | 2 |  |", "| raft |  | 2 |", [("2", ""), ("", "2")]),
    ("| 1 | 2 |  |", "|  | 1 | 2 |", [("1", ""), ("2", "1"), ("", "2")]),
    ("| 2 | 2 | 3 |", "| 2 | 3 | 2 |", [("2", "3"), ("3", "2")]),
]


@pytest.mark.parametrize(("row", "shifted", "cells"), SHIFTED)
def test_a_value_in_another_column_is_another_value(row: str, shifted: str, cells: list[tuple[str, str]]) -> None:
    """Where the head stays, so do its columns: a row shows what left a column and what came into one."""
    before, after = (f"| boat | fee | fine |\n|---|---|---|\n{line}\n| punt | 4 | 5 |\n" for line in (row, shifted))
    redline = compare(before, after)
    assert (str(redline.before), str(redline.after)) == (before, after)
    marked = [s for s in redline.spans() if s.kind is not SpanKind.EQUAL and not s.noise]
    assert [s.text.strip() for s in marked if s.kind is SpanKind.DELETE] == [old for old, _ in cells if old]
    assert [s.text.strip() for s in marked if s.kind is SpanKind.INSERT] == [new for _, new in cells if new]
    con = consolidate(before, {"Arda": after, "Brum": before.replace("punt", "ferry")})
    con.check()
    assert con.accept(["Arda", "Brum"]).clean().split() == after.replace("punt", "ferry").split()


def test_a_colon_at_the_edge_is_no_time_of_day() -> None:
    redline = compare(":-", "|:----")
    assert (redline.before.source, redline.after.source) == (":-", "|:----")
    redline.spans()


def test_a_row_of_very_many_cells_is_compared_cell_by_cell() -> None:
    """Two change cells of their own, a third leaves a column out: none of it is in the way of the others."""

    def drawn(columns: range | list[int], own: dict[tuple[int, int], str]) -> str:
        rows = ([own.get((r, c), f"cell {r} {c}") for c in columns] for r in range(3))
        ruler = f"|{'---|' * len(columns)}"
        return "\n".join(
            [f"| {' | '.join(f'C{c}' for c in columns)} |", ruler, *(f"| {' | '.join(r)} |" for r in rows)]
        )

    every, left = range(240), [c for c in range(240) if c != 40]
    arda, brum = {(0, 5): "one", (2, 200): "two"}, {(0, 6): "three", (1, 39): "four"}
    sent = {"Arda": drawn(every, arda), "Brum": drawn(every, brum), "Corv": drawn(left, {})}
    con = consolidate(drawn(every, {}), sent)
    con.check()
    assert con.accept(["Arda", "Brum"]).accept(["Corv"]).clean() == drawn(left, arda | brum)
    row = con.prepared.row_cells(2)
    assert row is con.prepared.row_cells(2) and row is not None and len(row.inner) == 240
