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
