"""Another file's looks under our text: its styles and letterhead, and nothing else of it."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from wordfiles import packed

from amendtrack import compare, consolidate
from amendtrack.cli import main
from amendtrack.errors import InputRefused
from amendtrack.formats.docx import read_docx
from amendtrack.formats.docx.writing.writer import (
    Author,
    FileFacts,
    write_circulation,
    write_compilation,
    write_redline,
)
from amendtrack.render.brackets import Style

etree = pytest.importorskip("lxml.etree", reason="the extra docx is not installed")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
FACTS = FileFacts("Plan", "CONF/5", "Rev.0", at=datetime(2009, 8, 21, tzinfo=UTC))
TEXT = "# Plan\n\n1. Clear all areas.\n\n- first\n"
SECRET = "Ottoline Secretary"

WP, A = (
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "http://schemas.openxmlformats.org/drawingml/2006/main",
)
SEAL = (
    f'<w:p><w:pPr><w:pStyle w:val="{SECRET}"/></w:pPr><w:r><w:drawing><wp:inline xmlns:wp="{WP}">'
    f'<wp:docPr id="1" name="{SECRET}" descr="the seal, by {SECRET}" title="{SECRET}"/>'
    f'<a:graphic xmlns:a="{A}"/></wp:inline></w:drawing></w:r></w:p>'
)


def template() -> bytes:
    """A file as a French Word saves it, with a letterhead, and much that must stay where it is."""
    space = f'xmlns:w="{W}" xmlns:r="{R}"'
    section = (
        '<w:sectPr w:rsidR="00AB12CD"><w:headerReference w:type="default" r:id="rId7"/>'
        '<w:headerReference w:type="first" r:id="rId8"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2000" w:right="1000" w:bottom="1000" w:left="1000" w:header="500" w:footer="500" '
        'w:gutter="0"/>'
        "<w:titlePg/></w:sectPr>"
    )
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{TYPES}.document.main+xml"/></Types>',
        "_rels/.rels": links(("rId1", "officeDocument", "word/document.xml", "")),
        "word/document.xml": f"<w:document {space}><w:body><w:p><w:r><w:t>{SECRET}</w:t></w:r></w:p>{section}"
        "</w:body></w:document>",
        "word/_rels/document.xml.rels": links(
            ("rId3", "styles", "styles.xml", ""),
            ("rId7", "header", "header1.xml", ""),
            ("rId8", "header", "header2.xml", ""),
            ("rId9", "comments", "comments.xml", ""),
        ),
        "word/styles.xml": f'<w:styles {space}><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:rsid w:val="00AB12CD"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr>'
        '<w:numPr><w:numId w:val="4"/></w:numPr></w:pPr><w:rPr><w:caps/></w:rPr></w:style>'
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{SECRET}"><w:name w:val="{SECRET}"/>'
        f'<w:aliases w:val="{SECRET}"/><w:basedOn w:val="Normal"/><w:rPr><w:smallCaps/></w:rPr></w:style></w:styles>',
        "word/header1.xml": f"<w:hdr {space}><w:p><w:r><w:t>Conference</w:t></w:r>"
        f'<w:ins w:id="1" w:author="{SECRET}"><w:r><w:t> of the Plan</w:t></w:r></w:ins>'
        f'<w:del w:id="2" w:author="{SECRET}"><w:r><w:delText>{SECRET}</w:delText></w:r></w:del>'
        '<w:hyperlink r:id="rId5"><w:r><w:t> site</w:t></w:r></w:hyperlink>'
        f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{SECRET}</w:t></w:r>"
        f'<w:fldSimple w:instr=" AUTHOR "><w:r><w:t>{SECRET}</w:t></w:r></w:fldSimple>'
        '<w:fldSimple w:instr=" STYLEREF Title "><w:r><w:t> as typed</w:t></w:r></w:fldSimple></w:p><w:p>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> FILE</w:instrText></w:r>'
        r'<w:r><w:instrText>NAME \p </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:t>C:/{SECRET}/plan.docx</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        "<w:r><w:t>Page </w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>',
        "word/_rels/header1.xml.rels": links(("rId5", "hyperlink", "https://example.org/", "External")),
        "word/header2.xml": f'<w:hdr {space}><w:p><w:pPr><w:pStyle w:val="Titre1"/></w:pPr>'
        f"<w:r><w:t>LETTERHEAD</w:t></w:r></w:p>{SEAL}</w:hdr>",
        "word/comments.xml": f'<w:comments {space}><w:comment w:id="0" w:author="{SECRET}"/></w:comments>',
        "docProps/core.xml": f"<x>{SECRET}</x>",
    }  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def links(*targets: tuple[str, str, str, str]) -> str:
    said = ""
    for key, kind, to, mode in targets:
        outside = f' TargetMode="{mode}"' if mode else ""
        said += f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{to}"{outside}/>'
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{said}</Relationships>'


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_template_that_says_odd_things_of_words_or_pages_changes_no_text() -> None:
    """A style may hide words, be a heading of another level or have an id of ours; margins may be missing."""
    odd = parts(template())
    made = odd["word/styles.xml"].replace(b"</w:pPr>", b'<w:outlineLvl w:val="4"/></w:pPr>')
    hiding = b'<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:vanish/></w:rPr></w:style>'
    odd["word/styles.xml"] = made.replace(b"</w:style>", hiding, 1)
    theirs = b'<w:style w:type="paragraph" w:styleId="Subtitle"><w:name w:val="Subtitle"/></w:style>'
    nameless = b'<w:style w:type="paragraph" w:styleId="Heading1"><w:pPr/></w:style>'
    odd["word/styles.xml"] = odd["word/styles.xml"].replace(b"</w:styles>", theirs + nameless + b"</w:styles>")
    odd["word/document.xml"] = odd["word/document.xml"].replace(b' w:gutter="0"', b"").replace(b' w:footer="500"', b"")
    data = write_circulation(TEXT, FACTS, packed(odd))
    assert read_docx(data).base == TEXT
    styles = [e.get(f"{{{W}}}styleId") for e in etree.fromstring(parts(data)["word/styles.xml"]).iter(f"{{{W}}}style")]
    assert len(styles) == len(set(styles)) and {"Subtitle", "SubtitleOther", "Heading1"} <= set(styles)
    (edges,) = etree.fromstring(parts(data)["word/document.xml"]).iter(f"{{{W}}}pgMar")
    said = {key.rpartition("}")[2]: value for key, value in edges.items()}
    assert (said["top"], said["footer"], said["gutter"]) == ("2000", "709", "0")


def test_styles_letterhead_and_page_are_taken_and_nothing_else() -> None:
    con = consolidate(TEXT, {"Galdora": TEXT.replace("all", "known")})
    found = parts(write_compilation(con, Style.UNATTRIBUTED, FACTS, template=template()))
    for name, part in found.items():
        assert SECRET.encode() not in part and b"rsid" not in part and b"example.org" not in part, name
        assert b"Galdora" not in part, name
    heads = b"".join(part for name, part in found.items() if "/header" in name)
    assert b"Conference" in heads and b" of the Plan" in heads and b"LETTERHEAD" in heads
    assert b"<w:ins " not in heads and b"hyperlink" not in heads and b"NAME" not in heads
    assert b" as typed" in heads and heads.count(b"<w:fldChar") == 3 and b"> PAGE <" in heads
    feet = b"".join(part for name, part in found.items() if "/footer" in name)
    assert feet.count(b"As at 21 August 2009") == feet.count(b"NUMPAGES") == 2  # the first page's, and the others'
    assert b'w:top="2000"' in found["word/document.xml"] and b"<w:lnNumType" in found["word/document.xml"]


def test_its_styles_have_our_ids_and_no_numbers() -> None:
    found = parts(write_circulation(TEXT, FACTS, template()))
    styles = etree.fromstring(found["word/styles.xml"])
    known = {s.get(f"{{{W}}}styleId"): s for s in styles.iter(f"{{{W}}}style")}
    assert "Titre1" not in known and known["Heading1"].find(f"{{{W}}}rPr/{{{W}}}caps") is not None
    assert "ListBullet" in known and not list(known["Heading1"].iter(f"{{{W}}}numPr"))
    assert b'<w:pStyle w:val="Heading1"/>' in found["word/header2.xml"]
    assert known["Custom1"].find(f"{{{W}}}rPr/{{{W}}}smallCaps") is not None
    assert b'<w:pStyle w:val="Custom1"/>' in found["word/header2.xml"]


@pytest.mark.parametrize(("size", "in_tables"), [("20", []), ("24", []), ("32", ["22"])])
def test_a_template_in_large_type_has_tables_in_our_own(size: str, in_tables: list[str]) -> None:
    """In large type, no column would have room for its words."""
    large = parts(template())
    said = f'<w:name w:val="Normal"/><w:rPr><w:sz w:val="{size}"/></w:rPr>'.encode()
    large["word/styles.xml"] = large["word/styles.xml"].replace(b'<w:name w:val="Normal"/>', said, 1)
    made = parts(
        write_circulation(TEXT + "\n| Year | Deed |\n| --- | --- |\n| 2010 | Survey |\n", FACTS, packed(large))
    )
    styles, body = (etree.fromstring(made[f"word/{name}.xml"]) for name in ("styles", "document"))
    space = {"w": W}
    assert body.xpath("//w:tc//w:pStyle/@w:val", namespaces=space) == ["TableCell"] * 4
    assert styles.xpath("//w:style[@w:styleId='TableCell']/w:rPr/w:sz/@w:val", namespaces=space) == in_tables


def test_narrow_columns_are_not_flush_on_both_sides_with_a_template_that_is() -> None:
    with zipfile.ZipFile(io.BytesIO(write_circulation(TEXT, FACTS, template()))) as archive:
        styles = etree.fromstring(archive.read("word/styles.xml"))
    for name in ("TableCell", "SmallTableCell", "SlotAddress"):
        assert styles.xpath(f"//w:style[@w:styleId='{name}']/w:pPr/w:jc/@w:val", namespaces={"w": W}) == ["left"]


def test_a_template_that_is_no_word_file_is_refused() -> None:
    for data in (b"", b"PK\x03\x04", write_circulation(TEXT, FACTS)[:-50]):
        with pytest.raises(InputRefused):
            write_redline(compare(TEXT, TEXT + "\n2. More.\n"), Author("Galdora"), FACTS, template=data)


def test_the_commands_take_a_template(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.md").write_text(TEXT, "utf-8")
    (tmp_path / "b.md").write_text(TEXT.replace("all", "known"), "utf-8")
    (tmp_path / "letterhead.docx").write_bytes(template())
    files = [str(tmp_path / name) for name in ("a.md", "b.md")]
    looks = ["--template", str(tmp_path / "letterhead.docx")]
    assert main(["redline", *files, *looks, "-o", str(tmp_path / "out.docx")]) == 0
    assert b"LETTERHEAD" in parts((tmp_path / "out.docx").read_bytes())["word/header2.xml"]
    assert main(["redline", *files, *looks]) == 2
    assert "end the name after -o in .docx" in capsys.readouterr().err
