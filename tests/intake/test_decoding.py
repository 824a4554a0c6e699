"""Bytes as text: one form, what was changed reported, anything else refused with its offset."""

import contextlib

import pytest

from amendtrack.errors import InputRefused, NotText, OverLimit
from amendtrack.intake import decoding
from amendtrack.intake.decoding import Intake, plain_filename, read_text


def test_plain_text_comes_through_without_a_note():
    text = "1. L’État s’engage.\n\n2. تلتزم الدول\u200f.\n"
    assert read_text(text.encode()) == read_text(text)
    assert read_text(text).text == text
    assert read_text(text).notes == ()


@pytest.mark.parametrize(
    ("data", "text", "note"),
    [
        (b"\xef\xbb\xbfA\n", "A\n", "byte order mark dropped"),
        (b"A\r\nB\r\n", "A\nB\n", "line ends changed from CRLF to LF"),
        (b"A\rB\r", "A\nB\n", "line ends changed from CR to LF"),
        ("e\u0301\n".encode(), "é\n", "accented letters composed (NFC)"),
        (b"A", "A\n", "newline added at the end"),
        (b"\xff\xfe" + "é\n".encode("utf-16-le"), "é\n", "read as UTF-16"),
        (b"\xfe\xff" + "é\n".encode("utf-16-be"), "é\n", "read as UTF-16"),
        (b"A\n\n\n", "A\n", "blank lines at the end dropped"),
        (b"1. Boats\n\x0c2. Nets\n", "1. Boats\n2. Nets\n", "page breaks (form feeds) dropped"),
        (b"all\x0cboats\n", "all\nboats\n", "page breaks (form feeds) dropped"),
        ("Boats pay – “now”.\n".encode("cp1252"), "Boats pay – “now”.\n", "read as Windows-1252"),
        ("L’État protège.\n".encode("cp1252"), "L’État protège.\n", "read as Windows-1252"),
        ("Суда платят за стоянку.\n".encode("cp1251"), "Суда платят за стоянку.\n", "read as Windows-1251"),
        ("تلتزم الدول في كل عام.\n".encode("cp1256"), "تلتزم الدول في كل عام.\n", "read as Windows-1256"),
        ("Boats pay – now.\n".encode("utf-16-le"), "Boats pay – now.\n", "read as UTF-16 without its mark"),
        ("Суда платят.\n".encode("utf-16-be"), "Суда платят.\n", "read as UTF-16 without its mark"),
        ("A\u200bB\n".encode(), "A\u200bB\n", "contains the invisible character U+200B, first in line 1"),
    ],
)
def test_what_is_changed_on_the_way_in_is_reported(data, text, note):
    assert read_text(data) == Intake(text, (note,))


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        (b"abc\xff", 3),
        (b"a\0b", 1),
        ("é\x1b[2J".encode(), 2),
        ("a\x85".encode(), 1),
        (b"\xff\xfea\0b", 4),
        (b"\xff\xfe\0\0a\0\0\0", 0),
        (b"a\0b\0", 1),
        (b"\xed\xa0\x80", 0),
        (b"\xc0\xaf", 0),
        ("Суда.\n".encode("koi8-r"), 0),
        (b"PK\x03\x04", 0),
        ("a\ud800", 1),
    ],
)
def test_what_is_no_text_is_refused_with_the_byte(data, offset):
    with pytest.raises(NotText) as refused:
        read_text(data, place="file.md")
    assert refused.value.offset == offset
    assert str(refused.value).startswith("file.md: ")


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_no_text_is_refused(data):
    with pytest.raises(InputRefused, match="no text"):
        read_text(data)


def test_the_limits_are_named(monkeypatch):
    for name, data in (("MAX_BYTES", b"x" * 11), ("MAX_WORDS", b"a " * 5), ("MAX_PARAGRAPHS", b"a\n\n" * 5)):
        with monkeypatch.context() as patch:
            patch.setattr(decoding, name, 4 if name != "MAX_BYTES" else 10)
            with pytest.raises(OverLimit, match="may have"):
                read_text(data)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..", "x"),
        (".git", "git"),
        ("a\nb.md", "ab.md"),
        ("CON.txt", "_CON.txt"),
        ("", "x"),
        ("позиция.docx", "позиция.docx"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("x" * 300, "x" * 120),
    ],
)
def test_a_file_keeps_its_name_as_far_as_every_system_takes_it(name, kept):
    assert plain_filename(name, "x") == kept


SPOKEN = [
    (
        "Les États parties protègent dès à présent les zones où l’on pêche : « sans délai ».\n",
        "cp1252 iso8859-15 mac-roman cp850",
    ),
    (
        "Los Estados partes protegerán también el área económica y, además, informarán cada año.\n",
        "cp1252 latin-1 mac-roman cp850",
    ),
    ("Parties shall pay – “without delay” – each State’s share of § 4.\n", "cp1252 mac-roman"),
    ("Państwa chronią się przed szkodą i płacą za źle użyte środki.\n", "cp1250 iso8859-2"),
    (
        "Государства не допускают ущерба и платят за всё, что они берут в море.\n",
        "cp1251 koi8-r iso8859-5 cp866 mac-cyrillic",
    ),
    ("تلتزم الدول في كل عام بأن تقدم إلى الأمانة تقريرا عن ذلك.\n", "cp1256 iso8859-6"),
    ("各缔约国应在每年的会议上就其对海洋的影响提出报告，并应公布有关规定。\n", "gb18030"),
    ("各締約國應在每年的會議上就其對海洋的影響提出報告，並應公布有關規定。\n", "big5"),
    ("締約国は、毎年の会議においてその海への影響について報告しなければならない。\n", "shift_jis euc_jp"),
    ("당사국은 매년 회의에서 바다에 미치는 영향을 보고하고 관련 규정을 공개하여야 한다.\n", "euc_kr"),
]


@pytest.mark.parametrize(("text", "pages"), SPOKEN)
def test_bytes_on_any_code_page_are_read_rightly_or_refused(text: str, pages: str) -> None:
    first, *others = pages.split()
    assert read_text(text.encode(first, "ignore")).text == text.encode(first, "ignore").decode(first)
    for page in (first, *others):
        for size in range(20, len(text) + 1, 3):
            data = text[:size].encode(page, "ignore")
            with contextlib.suppress(NotText):
                assert read_text(data).text.split() == data.decode(page).split(), page
