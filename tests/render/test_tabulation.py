"""Lists fit the terminal, and lose nothing by it; in a pipe each row is a line."""

from __future__ import annotations

from rich.cells import cell_len

from amendtrack.render.tabulation import columns, in_columns

ROWS = (
    ("number", "delegation", "on", "received", "file", ""),
    ("NAC-1", "Northern Accord", "Rev.0", "2009-08-12 11:00", "NAC-2009-08-12T1100.md", "Comments on behalf; mail"),
    ("KST-2", "诺维亚共和国代表团" * 4, "Rev.0", "2009-08-27 15:20", "x" * 90 + ".md", "void: see ILM-2"),
    ("e\u0301" * 50 + "-1", "", "", "", "", ""),
)


def test_a_list_fits_any_terminal_and_keeps_every_word() -> None:
    for width in (30, 60, 80, 100, 120, 200):
        for row, shown in zip(ROWS, in_columns(ROWS, width), strict=True):
            assert max(map(cell_len, shown.split("\n"))) <= width
            assert "".join(shown.split()) == "".join("".join(row).split())


def test_a_list_that_fits_and_one_in_a_pipe_have_a_line_for_each_row() -> None:
    assert columns(ROWS).count("\n") == columns(ROWS, 1000).count("\n") == 3
    assert columns(ROWS, 1000) == columns(ROWS)
