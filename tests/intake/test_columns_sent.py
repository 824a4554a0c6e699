"""A text sent with another column in a table is taken as it is: the borders of cells are no words about the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from amendtrack import Draft, read_register
from amendtrack.errors import InputRefused

BASE = "# Plan\n\n1. Wells are dug.\n\n| Item | Year |\n|---|---|\n| Well | 2010 |\n| Rope | 2011 |\n"
AT = "2009-08-21 16:20"
TABLE = BASE[BASE.index("| Item") :]
SENT = {
    "a column between": "| Item | Cost | Year |\n|---|---|---|\n| Well | 5 | 2010 |\n| Rope | 6 | 2011 |\n",
    "an empty column": "| Item | Cost | Year |\n|---|---|---|\n| Well |  | 2010 |\n| Rope |  | 2011 |\n",
    "a column at the end": "| Item | Year | Who |\n|---|---|---|\n| Well | 2010 | ports |\n| Rope | 2011 | towns |\n",
    "a column less": "| Item |\n|---|\n| Well |\n| Rope |\n",
    "and a row": "| Item | Year | By |\n|---|---|---|\n| Well | 2010 | |\n| Rope | 2011 | |\n| Pit | 2012 | |\n",
}


def proposed(folder: Path, table: str) -> str:
    draft = Draft.init(folder, BASE, title="Plan", at=AT, delegations=read_register("code,name\nNRV,Norvia\n"))
    draft.propose(BASE.replace(TABLE, table).encode(), by="Norvia", received=AT, filename="norvia.md")
    return draft.text("NRV-1")


@pytest.mark.parametrize("table", SENT.values(), ids=SENT)
def test_another_column_is_recorded(table: str, tmp_path: Path) -> None:
    assert proposed(tmp_path / "plan", table) == BASE.replace(TABLE, table)


def test_a_question_in_a_cell_is_still_asked_about(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="may not be part of the text"):
        proposed(tmp_path / "plan", TABLE.replace("| Well |", "| Well, if ports agree? |"))
