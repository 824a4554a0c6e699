"""Workbooks and comma-separated values: what they show becomes a table, what cannot be read is named."""

import io
import zipfile
from collections.abc import Callable, Sequence

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment

from amendtrack.errors import InputRefused, OverLimit
from amendtrack.formats.received import read_received
from amendtrack.formats.spreadsheets import is_workbook, read_values, read_workbook

HEADS = ["Paragraph", "Current text", "Proposed text"]


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook(rows: Sequence[Sequence[object]], also: Callable[[object], None] = lambda sheet: None) -> bytes:
    book = openpyxl.Workbook()
    for row in (HEADS, *rows):
        book.active.append(list(row))
    also(book.active)
    return saved(book)


def changed(data: bytes, old: bytes, new: bytes, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """The workbook with other bytes in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            inside = before.read(name)
            assert name != part or old in inside
            after.writestr(name, inside.replace(old, new) if name == part else inside)
    return out.getvalue()


def rows_of(data: bytes) -> list[str]:
    return read_workbook(data).text.splitlines()[2:]


def test_a_worksheet_becomes_a_table() -> None:
    data = workbook([["OP1", "a | b", "one\ntwo"], [None, "x", None], [], [2, True, "=1+1"]])
    assert is_workbook(data)
    assert read_received(data, place="Norvia.xlsx").text == (
        "| Paragraph | Current text | Proposed text |\n|---|---|---|\n"
        "| OP1 | a \\| b | one<br>two |\n|  | x |  |\n| 2 | TRUE |  |\n"
    )


@pytest.mark.parametrize(
    ("number", "written", "shown"),
    [
        (5, "General", "5"), (5.1, "General", "5.1"), (1.1, "0.00", "1.10"), (5, "0.0", "5.0"),
        (1e20, "General", "1e+20"),
        (0.1 + 0.2, "General", "0.3"), (45049, "d.mmm", "[45049 in the format “d.mmm”]"),
        (45049, "mm-dd-yy", "[45049 in the format “number 14”]"), (0.5, "0%", "[0.5 in the format “number 9”]"),
    ],
)  # fmt: skip
def test_a_number_is_shown_as_the_sheet_shows_it_or_not_at_all(number: float, written: str, shown: str) -> None:
    def formatted(sheet: object) -> None:
        sheet["A2"].number_format = written  # type: ignore[index]

    assert rows_of(workbook([[number, "x", "y"]], formatted)) == [f"| {shown} | x | y |"]


def test_what_is_hidden_or_lies_beside_the_cells_is_not_read_and_named() -> None:
    def also(sheet: object) -> None:
        sheet.row_dimensions[2].hidden = True  # type: ignore[attr-defined]
        sheet.column_dimensions["D"].hidden = True  # type: ignore[attr-defined]
        sheet["D3"] = "only if Brum agrees"  # type: ignore[index]
        sheet["B3"].comment = Comment("check with capital", "Ana")  # type: ignore[index]
        sheet.parent.create_sheet("old").sheet_state = "hidden"  # type: ignore[attr-defined]

    found = read_workbook(workbook([["1", "a", "b"], ["2", "c", "d"]], also))
    assert found.text.splitlines()[2:] == ["| 2 | c | d |"]
    assert all(note.startswith("not read: ") for note in found.notes)
    said = "\n".join(found.notes)
    assert all(words in said for words in ("1 | a | b", "only if Brum agrees", "check with capital", "“old”"))


def test_struck_words_of_a_cell_are_marked() -> None:
    struck = CellRichText("share ", TextBlock(InlineFont(strike=True), "maps"), TextBlock(InlineFont(b=True), "charts"))
    assert rows_of(workbook([["2", "share maps", struck]])) == ["| 2 | share maps | share {--maps--}{++charts++} |"]


def test_a_cell_whose_style_strikes_it_is_marked_whole() -> None:
    def struck(sheet: object) -> None:
        sheet["B2"].font = openpyxl.styles.Font(strike=True)  # type: ignore[index]

    assert rows_of(workbook([["2", "maps", "charts"]], struck)) == ["| 2 | {--maps--} | charts |"]


def test_several_sheets_stand_under_their_names() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Norvia"
    for sheet in (book.active, book.create_sheet("Sheet2")):
        sheet.append(HEADS)
        sheet.append(["2", "maps", "charts"])
    lines = read_workbook(saved(book)).text.splitlines()
    assert lines[0] == "# Norvia" and lines.count("| 2 | maps | charts |") == 2 and "# Sheet2" not in lines


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (workbook([])[:-40], "damaged"),
        (changed(workbook([["2", "a", "b"]]), b"<sheetData>", b"<!DOCTYPE x [<!ENTITY e 'x'>]><sheetData>"), "DOCTYPE"),
        (saved(openpyxl.Workbook()), "no text"),
    ],
)
def test_a_workbook_that_is_damaged_hostile_or_empty_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(InputRefused, match=why):
        read_received(data, place="Norvia.xlsx")


def test_macros_are_refused() -> None:
    out = io.BytesIO(workbook([["2", "a", "b"]]))
    with zipfile.ZipFile(out, "a") as more:
        more.writestr("xl/vbaProject.bin", b"x")
    with pytest.raises(InputRefused, match="macros"):
        read_workbook(out.getvalue())


def test_a_workbook_without_the_heads_of_amendments_is_refused() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Club", "Boats"])
    with pytest.raises(InputRefused, match="not headed as a table of amendments"):
        read_workbook(saved(book))


def test_cells_far_out_and_huge_merges_cost_nothing() -> None:
    """Whole-grid readers fill every cell up to the last one: the first of these is 17 billion."""
    far = changed(workbook([["2", "a", "b"]]), b'r="C2"', b'r="XFD1048576"')
    with pytest.raises(OverLimit, match="column 16,384"):
        read_workbook(far)
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    assert rows_of(changed(workbook([["2", "a", "b"]]), b"</sheetData>", merged)) == ["| 2 | a | b |"]


@pytest.mark.long
def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = changed(workbook([["2", "a", "b"]]), b"<sheetData>", b" " * 30_000_000 + b"<sheetData>")
    with pytest.raises(OverLimit, match="unpacks to more than"):
        read_workbook(bomb)


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_values_are_cut_by_the_sign_that_gives_the_heads(sign: str) -> None:
    data = f'\ufeffPara{sign}Current{sign}Proposed\r\n2{sign}"maps, data; or\tmore"{sign}charts\r\n'.encode()
    text = read_received(data, place="Norvia.csv").text
    assert text.splitlines()[2] == "| 2 | maps, data; or more | charts |"


@pytest.mark.parametrize(
    "data",
    ["Club,Boats\nHeron,12\n", "Para,Current,Proposed\n2,maps, data,charts\n", 'Para,Current,Proposed\n2,"maps\n'],
)
def test_values_that_cannot_be_cut_for_certain_are_refused(data: str) -> None:
    with pytest.raises(InputRefused, match=r"table of amendments|what separates its cells"):
        read_values(data)


@pytest.mark.parametrize("name", ["Norvia.docx", "mail.eml: text.DOC", "a.pdf", "b.xlsx", "c.rtf", "d.odt"])
def test_plain_words_under_the_name_of_another_format_are_refused(name: str) -> None:
    with pytest.raises(InputRefused, match=f"this file is named \\{name[name.rfind('.') :].lower()} but is not one"):
        read_received(b"Para 5: delete\n", place=name)
