"""Paragraphs put in or struck as a whole by tracked changes are shown as that, however alike they are."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from wordfiles import by, cell, dele, ins, p, row, table, word

from amendtrack import Draft, amendments, brackets, consolidate
from amendtrack.formats.docx import read_docx
from amendtrack.formats.docx.writing.writer import Author, FileFacts, write_redline
from amendtrack.redline.comparison import compare

TEXTS = (
    "1. States shall meet.",
    "2. Boats shall carry two lamps at night.",
    "3. Nets shall be dried on the shore.",
    "4. Nobody may fish in June.",
)
BASE = "\n\n".join(TEXTS) + "\n"
GONE, NEW = (
    '<w:del w:id="1" w:author="Anna" w:date="2009-08-21T10:00:00Z"/>',
    ('<w:ins w:id="1" w:author="Anna" w:date="2009-08-21T10:00:00Z"/>'),
)
BIS = "2 bis. Boats shall carry three lamps at night."


def struck(words: str) -> str:
    return p(dele(words), mark=GONE)


def new(words: str) -> str:
    return p(ins(words), mark=NEW)


FILES = {
    "struck, and a bis like it": (
        p(TEXTS[0]) + struck(TEXTS[1]) + new(BIS) + p(TEXTS[2]) + p(TEXTS[3]),
        ["para 2: deleted", "new para after 2"],
    ),
    "put in before what is struck": (
        p(TEXTS[0]) + new(BIS) + struck(TEXTS[1]) + p(TEXTS[2]) + p(TEXTS[3]),
        ["new para after 1", "para 2: deleted"],
    ),
    "two for two": (
        p(TEXTS[0]) + struck(TEXTS[1]) + struck(TEXTS[2]) + new(BIS)
        + new("2 ter. Nets shall be dried on the quay.") + p(TEXTS[3]),
        ["para 2: deleted", "para 3: deleted", "new para after 3", "new para after 3"],
    ),
    "typed behind the paragraph before": (
        p(TEXTS[0]) + p(TEXTS[1], mark=NEW) + p(ins(BIS)) + p(TEXTS[2]) + p(TEXTS[3]),
        ["new para after 2"],
    ),
    "the last one": (
        p(TEXTS[0]) + p(TEXTS[1]) + p(TEXTS[2]) + struck(TEXTS[3]) + new("4 bis. Nobody may fish in July."),
        ["para 4: deleted", "new para after 4"],
    ),
    "words of a paragraph": (
        p(TEXTS[0]) + p("2. Boats shall carry ", dele("two"), ins("three"), " lamps at night.")
        + p(TEXTS[2]) + p(TEXTS[3]),
        ["para 2: words replaced"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_what_tracked_changes_state_is_shown(tmp_path: Path, name: str) -> None:
    body, shown = FILES[name]
    draft = Draft.init(tmp_path / "plan", BASE, title="Plan", at="2009-07-17", durability="fast")
    draft.propose(word(body), by="Norvia", unregistered="added", received="2009-08-21T16:20", filename="a.docx")
    now = draft.snapshot()
    (entry,) = now.proposals()
    assert entry.origins
    assert [str(a) for a in amendments(now.redline(entry))] == shown
    now.consolidate().check()
    if "bis" in name:
        text = brackets(now.consolidate())
        assert f"[{TEXTS[1]} – Norvia delete]" in text and f"[{BIS} – Norvia]" in text


COMPARED = {
    "a paragraph divided": p("1. States ", mark=NEW) + p("shall meet.") + "".join(map(p, TEXTS[1:])),
    "two paragraphs joined": p(TEXTS[0], mark=GONE) + "".join(map(p, TEXTS[1:])),
    "a paragraph moved": p(TEXTS[0])
    + p(by("Anna", "moveFrom", f"<w:r><w:t>{TEXTS[1]}</w:t></w:r>"), mark=GONE)
    + p(TEXTS[2])
    + p(by("Anna", "moveTo", f"<w:r><w:t>{TEXTS[1]}</w:t></w:r>"), mark=NEW)
    + p(TEXTS[3]),
}


@pytest.mark.parametrize("name", COMPARED)
def test_where_paragraphs_move_divide_or_join_nothing_is_stated(name: str) -> None:
    file = read_docx(word(COMPARED[name]))
    assert file.base != file.final and not file.origins("Anna")


def test_rows_of_tables_put_in_and_struck() -> None:
    head, last = row(cell(p("Fee")), cell(p("Crowns"))), row(cell(p("Rafts")), cell(p("5")))
    gone = row(cell(p(dele("Boats"))), cell(p(dele("10"))), properties=GONE)
    more = row(cell(p(ins("Boats"))), cell(p(ins("12"))), properties=NEW)
    file = read_docx(word(p(TEXTS[0]) + table(head, gone, more, last) + p(TEXTS[1])))
    shown = amendments(compare(file.base, file.final, origins=file.origins("Anna")))
    assert [a.change for a in shown] == ["deleted", "new para"]


WELLS = """1. Wells:

| Well | Depth | Owner |
| --- | --- | --- |
| North | 12 | Norvia |
| Old South | 9 | Brum |
"""
COLUMNS = {
    "a new column": """1. Wells:

| Well | Year | Depth | Owner |
| --- | --- | --- | --- |
| North | 1990 | 12 | Norvia |
| Old South | 1991 | 9 | Brum |
""",
    "a new column and a new row": """1. Wells:

| Well | Year | Depth | Owner |
| --- | --- | --- | --- |
| North | 1990 | 12 | Norvia |
| East | 1992 | 7 | Hestria |
| Old South | 1991 | 9 | Brum |
""",
    "a struck column and a struck word": """1. Wells:

| Well | Owner |
| --- | --- |
| North | Norvia |
| South | Brum |
""",
}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_table_whose_columns_changed_keeps_its_rows(name: str) -> None:
    """In Word it is struck whole and put in again; the amendments are those of its columns."""
    file = read_docx(write_redline(compare(WELLS, COLUMNS[name]), Author("Norvia"), FileFacts("Wells")))
    stated = file.origins(file.authors)
    assert stated and (file.base, file.final) == (WELLS, COLUMNS[name])
    read, meant = compare(file.base, file.final, origins=stated), compare(WELLS, COLUMNS[name])
    assert [change._replace(gap=None) for change in read.changes] == [*meant.changes]


def test_another_table_in_place_of_one_is_another_table() -> None:
    rivers = "1. Wells:\n\n| River | Bridges |\n| --- | --- |\n| Lower Aru | 3 |\n"
    file = read_docx(write_redline(compare(WELLS, rivers), Author("Norvia"), FileFacts("Wells")))
    assert file.origins(file.authors).lines == ("0 1 0 1", "5 5 1 3 4", "5 5 3 4 4")


def test_a_file_on_another_text_states_nothing_of_the_draft(tmp_path: Path) -> None:
    draft = Draft.init(
        tmp_path / "plan", BASE.replace("in June", "in May"), title="Plan", at="2009-07-17", durability="fast"
    )
    body = FILES["struck, and a bis like it"][0]
    draft.propose(word(body), by="Norvia", unregistered="added", received="2009-08-21T16:20", filename="a.docx")
    (entry,) = draft.snapshot().proposals()
    assert not entry.origins


ARTICLE = """# Article 1 Reports

1. Each State reports on its stockpiles by 30 April.

2. The depositary forwards all reports at once.

# Article 2 Chair

1. The Meeting has a chair.
"""
ANOTHER = """# Article 1 Victims

1. Donors pay for prostheses wherever a survivor lives.

2. A fund in Geneva helps families and schools.

3. Nobody is left out.

# Article 2 Chair

1. The Meeting has a chair.
"""


def test_an_article_struck_whole_and_put_in_anew_is_amended_by_its_numbers(tmp_path: Path) -> None:
    """The Word file has it as a lawyer writes it; its paragraphs are readings of those with their numbers."""
    file = write_redline(compare(ARTICLE, ANOTHER), Author("Norvia"), FileFacts("Plan"))
    body = zipfile.ZipFile(io.BytesIO(file)).read("word/document.xml").decode()
    assert body.index("forwards all") < body.index("Victims") < body.index("Donors pay")
    draft = Draft.init(tmp_path / "plan", ARTICLE, title="Plan", at="2009-07-17", durability="fast")
    draft.propose(file, by="Norvia", unregistered="added", received="2009-08-21T16:20", filename="a.docx")
    text = brackets(draft.snapshot().consolidate())
    assert text == brackets(consolidate(ARTICLE, {"Norvia": ANOTHER}))
    assert "1. [Each State reports on its stockpiles by 30 April" in text
