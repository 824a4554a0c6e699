"""A table of amendments in an HTML page keeps the paragraphs of its cells apart; other tables do not."""

import pytest

from amendtrack.formats.hypertext import read_page

ROW = "<tr><td>5</td><td><p>(a) one;</p><p>(b) two.</p></td><td>(a) three;<br>(b) two.</td></tr>"


@pytest.mark.parametrize(
    ("heads", "cell"),
    [(("Para", "Current text", "Proposed text"), "(a) one;<br>(b) two."), (("No", "A", "B"), "(a) one; (b) two.")],
)
def test_the_paragraphs_of_a_cell(heads: tuple[str, ...], cell: str) -> None:
    page = f"<table><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr>{ROW}</table>"
    assert cell in read_page(page).words


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("<tr><td rowspan=2>2</td><td>a</td></tr><tr><td>b</td></tr><tr><td>3</td><td>c</td></tr>",
         ["| 2 | a |", "|  | b |", "| 3 | c |"]),
        ("<tr><td colspan=2>a</td><td>b</td></tr><tr><td>c</td><td>d</td><td>e</td></tr>",
         ["| a |  | b |", "| c | d | e |"]),
        ("<tr><td>a</td><td rowspan=3>b</td><td>c</td></tr><tr><td>d</td><td>e</td></tr><tr><td>f</td><td>g</td></tr>",
         ["| a | b | c |", "| d |  | e |", "| f |  | g |"]),
        ("<tr><td rowspan=0>a</td><td>b</td></tr><tr><td>c</td><td rowspan=x>d</td></tr>", ["| a | b |", "| c | d |"]),
    ],
)  # fmt: skip
def test_merged_cells_keep_the_others_in_their_columns(rows: str, expected: list[str]) -> None:
    words = read_page(f"<table>{rows}</table>").words
    assert [line for line in words.splitlines() if line.startswith("|") and "---" not in line] == expected


@pytest.mark.long
def test_a_table_of_thousands_of_columns_takes_no_room() -> None:
    page = f"<table><tr>{'<td colspan=99>a</td>' * 3000}</tr>{'<tr><td>b</td><td>c</td></tr>' * 3000}</table>"
    assert len(read_page(page).words) < 100_000
