"""Word files made to do harm, and files that are none: refused in time and memory, nothing fetched or written."""

from __future__ import annotations

import io
import os
import stat
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from wordfiles import MAIN, NAMESPACES, level, lists, numbered, p, packed, parts_of, row, run, style, table, word

from amendtrack.errors import InputRefused, OverLimit
from amendtrack.formats.docx import read_docx
from amendtrack.formats.docx.reading.layers import MAX_NESTED
from amendtrack.formats.received import read_received

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
ROOT = f"<w:document{NAMESPACES.format(main=MAIN)}>"


def with_document(document: str | bytes) -> bytes:
    return packed({**parts_of(p("a")), "word/document.xml": document})  # type: ignore[dict-item]


def with_member(name: str, data: bytes = b"x", mode: int = 0) -> bytes:
    made = io.BytesIO(word(p("a")))
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as file:
        info = zipfile.ZipInfo(name)
        info.create_system, info.external_attr = 3, mode << 16
        file.writestr(info, data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def bomb(size: int, name: str = "word/media/x.bin") -> bytes:
    made = io.BytesIO(word(p("a")))
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as file, file.open(name, "w", force_zip64=False) as member:
        for _ in range(size // 1_000_000):
            member.write(b"\0" * 1_000_000)
    return made.getvalue()


def lying(data: bytes, size: int) -> bytes:
    """The zip's list says that the document has so many bytes."""
    at = data.rfind(b"word/document.xml") - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    return data[: at + 24] + struct.pack("<I", size) + data[at + 28 :]


def members(count: int) -> bytes:
    made = io.BytesIO(word(p("a")))
    with zipfile.ZipFile(made, "a") as file:
        for n in range(count):
            file.writestr(f"m{n}", b"")
    return made.getvalue()


def encrypted() -> bytes:
    data = bytearray(word(p("a")))
    at = data.rfind(b"word/document.xml") - 46
    data[at + 8] |= 1
    return bytes(data)


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "zip bomb": (lambda: bomb(90_000_000), "200 times its size"),
    "larger than may be": (lambda: bomb(120_000_000), "200 times its size"),
    "too many members": (lambda: members(3000), "members in its zip"),
    "traversal": (lambda: with_member("../../evil.xml"), "not a name inside"),
    "absolute name": (lambda: with_member("/etc/evil"), "not a name inside"),
    "backslashes": (lambda: with_member("word\\evil.xml"), "not a name inside"),
    "drive": (lambda: with_member("C:evil"), "not a name inside"),
    "symlink": (lambda: with_member("word/link", b"/etc/passwd", stat.S_IFLNK | 0o777), "link or device"),
    "case twin": (lambda: with_member("WORD/Document.xml", b"<a/>"), "two parts are called"),
    "encrypted": (encrypted, "is encrypted"),
    "says less than there is": (lambda: lying(word(p("a" * 500)), 100), "damaged"),
    "says more than there is": (lambda: lying(word(p("a")), 100_000), "bytes, but its zip declares"),
    "doctype": (lambda: with_document(f"{HEAD}<!DOCTYPE x>{ROOT}</w:document>"), "DOCTYPE"),
    "external entity": (
        lambda: with_document(f'{HEAD}<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>{ROOT}&e;</w:document>'),
        "DOCTYPE",
    ),
    "billion laughs": (
        lambda: with_document(f'{HEAD}<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]>{ROOT}&a9;</w:document>'),
        "DOCTYPE",
    ),
    "doctype in a part that is not read": (
        lambda: word(p("a"), more={"word/theme/theme1.xml": "<!DOCTYPE x><x/>"}),
        "DOCTYPE",
    ),
    "doctype in UTF-16": (lambda: with_document(f"<!DOCTYPE x>{ROOT}</w:document>".encode("utf-16")), "DOCTYPE"),
    "half a character of UTF-16": (lambda: with_document(b"\xff\xfe<"), "not XML in UTF-8"),
    "UTF-7": (lambda: with_document(f'<?xml version="1.0" encoding="UTF-7"?>{ROOT}</w:document>'), "not XML in UTF-8"),
    "bad XML": (lambda: with_document(f"{HEAD}{ROOT}<w:body><w:p></w:body>"), "not XML"),
    "bytes that are not UTF-8": (lambda: with_document(f"{ROOT}<w:body>\xff".encode("latin-1")), "not XML"),
    "cut off": (lambda: word(p("a"))[:-30], "cut off"),
    "a directory that points before the file": (lambda: _misplaced(word(p("a"))), "damaged"),
    "no document": (lambda: packed({"a.xml": "<a/>"}), "no document"),
    "nothing in it": (lambda: packed({}), "Word file"),
    "deep nesting": (lambda: word("<w:sdt><w:sdtContent>" * 120 + "</w:sdtContent></w:sdt>" * 120), "nested|not XML"),
    "deep tables": (
        lambda: word("<w:tbl><w:tr><w:tc>" * 80 + p("x") + "</w:tc></w:tr></w:tbl>" * 80),
        "nested|not XML",
    ),
    "very deep": (lambda: word("<w:ins>" * 5000 + "</w:ins>" * 5000), "nested more than 250 deep"),
    "a hundred megabytes of runs": (lambda: with_document(_runs(100_000_000)), "times its size|bytes"),
    "thirty megabytes of runs": (lambda: with_document(_runs(39_000_000)), "times its size|bytes"),
    "thirty megabytes of different runs": (lambda: _stored(_runs(39_000_000)), r"has [\d,]+ tags; 800,000 are allowed"),
    "one enormous word": (lambda: _stored(f"{HEAD}{ROOT}<w:body><w:p><w:r><w:t>{'a' * 30_000_000}</w:t>"), "not XML"),
}


def _misplaced(data: bytes) -> bytes:
    """A zip that declares its directory to start further on than it does, so that its parts lie before the file."""
    at = data.rindex(b"PK\x05\x06") + 16
    return data[:at] + struct.pack("<L", struct.unpack("<L", data[at : at + 4])[0] + 10**6) + data[at + 4 :]


def _many(one: str, times: int) -> str:
    return "".join(one.format(k) for k in range(times))


def _elsewhere(document: str) -> bytes:
    """The text in a part whose name does not say that it is XML."""
    parts = parts_of(p("a"))
    parts["_rels/.rels"] = parts["_rels/.rels"].replace("word/document.xml", "word/main.bin")
    return packed({**parts, "word/main.bin": document})


NUMBERED = p("x", properties=numbered(0))
BEGUN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
LATER: dict[str, tuple[Callable[[], bytes], str]] = {
    "doctype in a part of another name": (lambda: _elsewhere(f"{HEAD}<!DOCTYPE x>{ROOT}</w:document>"), "DOCTYPE"),
    "an endless label": (lambda: loose(NUMBERED, numbering=lists(level(0, "decimal", "a" * 600))), "automatic number"),
    "a label of a thousand numbers": (
        lambda: loose(NUMBERED * 9000, numbering=lists(level(0, "cardinalText", "%1" * 9000, start=777))),
        "automatic number",
    ),
    "a row of very many cells": (lambda: loose(table(row(*["x"] * 600)) + p("x")), "a table of 600 columns"),
    "very many empty columns": (
        lambda: loose(table('<w:tr><w:trPr><w:gridBefore w:val="63"/></w:trPr></w:tr>' * 20_000) + p("x")),
        "a table of 63 columns",
    ),
    "changes in changes in changes": (
        lambda: loose(p(_many('<w:ins w:author="a{0}">', 20) + run("x") + "</w:ins>" * 20)),
        "nested more than",
    ),
    "alternatives in alternatives": (
        lambda: loose(p("x", "<mc:AlternateContent><mc:Choice>" * 12 + "</mc:Choice></mc:AlternateContent>" * 12)),
        "alternatives are nested",
    ),
    "more characters than a text has": (lambda: _stored(_text(9000)), "8,000,000 characters"),
}
HOSTILE |= LATER
LARGE: dict[str, Callable[[], bytes]] = {
    "comments that never end": lambda: loose(
        p(_many('<w:commentRangeStart w:id="{0}"/>', 40_000), _many("<w:r><w:t>a{0}</w:t></w:r>", 40_000)),
        comments=f'<w:comment w:id="1">{p("x")}</w:comment>',
    ),
    "fields in fields": lambda: loose(p(BEGUN * 40_000, "<w:r><w:t>a</w:t></w:r>" * 40_000)),
    "a code in very many pieces": lambda: loose(
        p("a", FIELD, _many("<w:r><w:instrText>z{0} and more of it</w:instrText></w:r>", 90_000), FIELD_END)
    ),
    "very many notes": lambda: loose(
        _many('<w:p><w:r><w:footnoteReference w:id="{0}"/></w:r></w:p>', 12_000),
        footnotes=_many('<w:footnote w:id="{0}"><w:p><w:r><w:t>{0}</w:t></w:r></w:p></w:footnote>', 12_000),
    ),
    "very many authors": lambda: loose(
        _many('<w:p><w:ins w:author="a{0}"><w:r><w:t>{0} </w:t></w:r></w:ins></w:p>', 20_000)
    ),
    "very many elements in many others": lambda: loose(
        p("a", '<w:fldSimple w:instr="X">' * 90 + _many('<w:r><w:t w:n="{0}"/></w:r>', 150_000) + "</w:fldSimple>" * 90)
    ),
    "very many words between blanks in many wrappers": lambda: loose(
        p("a", '<w:smartTag w:element="x">' * 90 + _many("<w:r><w:t> {0} </w:t></w:r>", 130_000) + "</w:smartTag>" * 90)
    ),
    "very many elements in one table before others": lambda: loose(
        table(*(row(p("a")) for _ in range(20_000))).replace("<w:t ", '<w:t w:n="1" ') + p("b") * 5_000
    ),
    "very many comments on deleted paragraphs": lambda: loose(
        p("a") + _many(f'<w:p><w:pPr><w:rPr>{GONE}</w:rPr></w:pPr><w:commentRangeStart w:id="{{0}}"/></w:p>', 20_000),
        comments=_many('<w:comment w:id="{0}"><w:p/></w:comment>', 20_000),
    ),
    "very many levels of a list": lambda: loose(
        _many(f"<w:p><w:pPr>{numbered(0)}</w:pPr><w:r><w:t>{{0}}</w:t></w:r></w:p>", 20_000),
        numbering=lists(*(level(n, "decimal", "%1.") for n in range(20_000))),
        styles=style("N", "Normal").replace("<w:style ", '<w:style w:default="1" '),
    ),
}
"""Files that are odd but may be read."""
GONE = '<w:del w:author="A"/>'
FIELD, FIELD_END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))


def _text(paragraphs: int) -> str:
    return f"{HEAD}{ROOT}<w:body>{p('nothing new ' * 80) * paragraphs}</w:body></w:document>"


def _runs(size: int) -> str:
    one = "<w:r><w:t>a</w:t></w:r>"
    return f"{HEAD}{ROOT}<w:body><w:p>{one * (size // len(one))}</w:p></w:body></w:document>"


def _stored(document: str) -> bytes:
    return _unpacked({**parts_of(p("a")), "word/document.xml": document})


def _unpacked(parts: Mapping[str, str]) -> bytes:
    """A zip that packs nothing, so that no ratio gives it away."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return made.getvalue()


def loose(body: str, **others: str) -> bytes:
    return _unpacked(parts_of(body, **others))


@pytest.mark.parametrize("name", [n for n in HOSTILE if "megabytes" not in n and "enormous" not in n])
def test_hostile_files_are_refused(name: str) -> None:
    make, told = HOSTILE[name]
    with pytest.raises(InputRefused, match=told) as found:
        read_docx(make(), place="evil.docx")
    assert found.value.remedy
    assert "evil.docx" in str(found.value)


CHILD = """
import resource, sys, time
from pathlib import Path
data = Path(sys.argv[1]).read_bytes()
from amendtrack.errors import InputRefused
from amendtrack.formats.received import Authors, read_received
from lxml import etree
started = time.process_time()
resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
try:
    read_received(data, authors=Authors.EVERY)
    print("read")
except InputRefused as err:
    print("refused:", err)
status = Path("/proc/self/status")
peak = [int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")]
print(peak[0] // 1024)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX only")
@pytest.mark.long
@pytest.mark.parametrize(
    "name", ["zip bomb", "too many members", *(n for n in HOSTILE if "megabytes" in n), "one enormous word"]
)
def test_within_ten_seconds_and_two_hundred_megabytes(name: str, tmp_path: Path) -> None:
    file = tmp_path / "evil.docx"
    file.write_bytes(HOSTILE[name][0]())
    ran = subprocess.run(
        [sys.executable, "-c", CHILD, str(file)], capture_output=True, text=True, env=dict(os.environ), check=False
    )
    assert ran.returncode == 0, ran.stderr
    told, megabytes = ran.stdout.splitlines()
    assert told.startswith("refused:")
    assert int(megabytes) <= 200


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX only")
@pytest.mark.long
@pytest.mark.parametrize("name", LARGE)
def test_odd_files_are_read_within_the_same_limits(name: str, tmp_path: Path) -> None:
    file = tmp_path / "odd.docx"
    file.write_bytes(LARGE[name]())
    command = [sys.executable, "-c", CHILD, str(file)]
    ran = subprocess.run(command, capture_output=True, text=True, env=dict(os.environ), check=False)
    assert ran.returncode == 0, ran.stderr
    told, megabytes = ran.stdout.splitlines()
    assert told == "read"
    assert int(megabytes) <= 200


@pytest.mark.parametrize(
    ("start", "told"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word or Excel file"),
        (b"{\\rtf1 x}", "rich text"),
        (b"%PDF-1.7", "a PDF"),
    ],
)
def test_other_formats_are_told_by_name(start: bytes, told: str) -> None:
    with pytest.raises(InputRefused, match=told):
        read_received(start + b"x" * 600)


def test_an_opendocument_file_is_told_by_name() -> None:
    odt = packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})
    with pytest.raises(InputRefused, match="OpenDocument"):
        read_received(odt)


def test_a_spreadsheet_is_told_by_name() -> None:
    rels = parts_of("")["_rels/.rels"].replace("word/document.xml", "xl/workbook.xml")
    with pytest.raises(InputRefused, match="Excel"):
        read_docx(packed({"_rels/.rels": rels, "xl/workbook.xml": "<x/>"}))


def _for_enormous_files(data: bytes, count: int | None = None) -> bytes:
    """The same zip with the second end record that some programs always write."""
    at = data.rfind(b"PK\x05\x06")
    members, size, offset = struct.unpack("<HII", data[at + 10 : at + 20])
    many = members if count is None else count
    record = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, many, many, size, offset)
    return data[:at] + record + struct.pack("<4sIQI", b"PK\x06\x07", 0, at, 1) + data[at:]


def test_a_zip_in_the_form_for_enormous_files_is_read_within_the_same_limits() -> None:
    assert read_docx(_for_enormous_files(word(p("a")))).final == "a\n"
    with pytest.raises(OverLimit, match="3,000 members"):
        read_docx(_for_enormous_files(word(p("a")), count=3000))


def nested_changes(depth: int) -> bytes:
    opened = "".join(f'<w:ins w:id="{n}" w:author="Anna {n}">' for n in range(depth))
    return word(p("We ", opened + run("will ") + "</w:ins>" * depth, "act."))


def test_tracked_changes_may_nest_to_the_limit_and_no_deeper() -> None:
    file = read_docx(nested_changes(MAX_NESTED))
    assert (MAX_NESTED, len(file.authors), file.base, file.final) == (12, 12, "We act.\n", "We will act.\n")
    with pytest.raises(OverLimit, match="nested more than 12 deep"):
        read_docx(nested_changes(MAX_NESTED + 1))


def test_limits_are_told_as_limits() -> None:
    with pytest.raises(OverLimit):
        read_docx(members(3000))
