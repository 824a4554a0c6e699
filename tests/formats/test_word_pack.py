"""The papers of a pack in Word: the words of the other forms, real tables, one look; pages where they can be made."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from test_papers import BASE, ISSUED, draft, files, record, send  # noqa: F401
from test_word_template import FACTS, TEXT, W, template

from amendtrack import Draft
from amendtrack.cli import main
from amendtrack.draft.pdf import office
from amendtrack.formats.docx import read_docx
from amendtrack.formats.docx.writing.shell import FileFacts, PageSetup, PaperSize
from amendtrack.formats.docx.writing.story import ParagraphKind
from amendtrack.formats.docx.writing.typesetting import story_of
from amendtrack.formats.docx.writing.writer import file_of, write_circulation
from amendtrack.papers.paper import Mark, Paper, Paragraph, Role, Run, Section, Table, paragraph

etree = pytest.importorskip("lxml.etree", reason="the extra docx is not installed")


def parts(data: bytes) -> dict[str, bytes]:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def found(folder: Path, name: str) -> bytes:
    return next(p for p in folder.rglob("*.docx") if name in p.name).read_bytes()


def test_every_paper_is_there_with_its_words(draft: Draft, tmp_path: Path) -> None:  # noqa: F811
    draft.issue_to(tmp_path / "out", "PM2", at=ISSUED)
    made = files(tmp_path / "out")
    assert sum(name.endswith(".docx") for name in made) == sum(name.endswith(".md") for name in made) == 9
    for name, data in made.items():
        if not name.endswith(".docx"):
            continue
        text = "".join(read_docx(data).final.replace("*", "").split())
        plain = made[name.replace(".docx", ".txt")].decode()
        body, _, _ = plain.partition("\nRecord:")  # its foot stands under the page number
        for word in body.replace("{+", " ").replace("+}", " ").replace("{-", " ").replace("-}", " ").split():
            if word.isalpha() and len(word) > 3:
                assert word.casefold() in text.casefold(), (name, word)
    assert dict(read_docx(found(tmp_path / "out", "4-register")).properties)["amendtrack-kind"] == "paper"


def test_tables_repeat_their_heads_and_pages_say_what_they_are(draft: Draft, tmp_path: Path) -> None:  # noqa: F811
    draft.issue_to(tmp_path / "out", "PM2", at=ISSUED, paper="letter")
    register = parts(found(tmp_path / "out", "4-register"))
    body = register["word/document.xml"]
    assert body.count(b"<w:tbl>") == 1 and body.count(b"<w:tblHeader/>") == 1 and body.count(b"<w:tr>") == 5
    assert b'w:w="12240" w:h="15840"' in body
    head, foot = register["word/header1.xml"], register["word/footer1.xml"]
    for words in (b"PRACTICE/WP.2 Plan", b"Register of proposals, PM2", b"As at 2 September 2009, 23:15 CEST"):
        assert words in head
    assert draft.issues[0].record.encode() in foot and b"Fingerprint" in foot and b"NUMPAGES" in foot
    compiled = read_docx(found(tmp_path / "out", "1-compilation"))
    assert "without delay" in compiled.final and dict(compiled.properties)["amendtrack-kind"] == "compilation"


def test_a_template_is_for_all_papers_and_the_bases_file_for_the_compilation(tmp_path: Path) -> None:
    base = write_circulation(TEXT, FACTS, template())
    made = Draft.init(
        tmp_path / "plan", base, title="Plan", at="2009-07-17T10:00", filename="b.docx", durability="fast"
    )
    send(made, "Norvia", TEXT.replace("all", "known"), unregistered="added", filename="n.md")
    made.issue_to(tmp_path / "own", "PM2", at=ISSUED)
    made.issue_to(tmp_path / "given", "PM2", at=ISSUED, template=template())
    assert made.issue_to(tmp_path / "own", "PM2", at=ISSUED).notes[-1].startswith("already written")
    for folder, wanted in (("own", {"1-compilation"}), ("given", {"1-compilation", "2-conflicts", "4-register"})):
        for name in ("1-compilation", "2-conflicts", "4-register"):
            has = b"LETTERHEAD" in b"".join(parts(found(tmp_path / folder, name)).values())
            assert has == (name in wanted), (folder, name)


def test_headings_of_the_text_look_as_in_its_own_file_and_are_centred_if_there_is_none(tmp_path: Path) -> None:
    def heading(place: Path, level: int) -> tuple[str, bool]:
        """What the style of the text's title or article is based on, and whether it centres."""
        inside = parts(found(place, "1-compilation"))
        assert f'<w:pStyle w:val="TextTitle{level}"/>'.encode() in inside["word/document.xml"]
        styles = etree.fromstring(inside["word/styles.xml"])
        (style,) = styles.xpath(f"w:style[@w:styleId='TextTitle{level}']", namespaces={"w": W})
        (based,) = style.xpath("w:basedOn/@w:val", namespaces={"w": W})
        return based, bool(style.xpath("w:pPr/w:jc[@w:val='center']", namespaces={"w": W}))

    text = "# Plan\n\n## Article 1\n\n1. Clear all areas.\n"
    for name, base in (("plain", text), ("file", write_circulation(text, FACTS, template()))):
        made = Draft.init(tmp_path / name, base, title="Plan", at="2009-07-17", filename="b.docx", durability="fast")
        made.draft_pack(tmp_path / f"{name}.out", "PM2", at=ISSUED)
    assert heading(tmp_path / "plain.out", 1) == ("Heading3", True)
    assert heading(tmp_path / "file.out", 1) == ("Heading1", False)  # the file has its own first level


def test_no_address_in_a_margin_is_broken_behind_its_dash(tmp_path: Path) -> None:
    text = "## Article 5\n\nFerries ring one bell in thin fog.\n\n| A | B |\n| --- | --- |\n| one | two |\n"
    made = Draft.init(tmp_path / "plan", text, title="Plan", at="2009-07-17", durability="fast")
    new = text.replace("ring", "sound").replace("thin", "thick").replace("| one | two |", "| three | four |")
    send(made, "Norvia", new, unregistered="added", filename="n.md")
    made.draft_pack(tmp_path / "out", "PM2", at=ISSUED)
    body = parts(found(tmp_path / "out", "1-compilation"))["word/document.xml"].decode()
    joined = '#1</w:t><w:noBreakHyphen/><w:t xml:space="preserve">2</w:t>'
    assert f"Article 5, paragraph 1{joined}" in body and body.count(joined) == 2
    (page,) = (tmp_path / "out").glob("*1-compilation.html")
    assert page.read_text(encoding="utf-8").count("#1–2</span>") == 2


def test_a_long_address_in_the_margin_does_not_run_into_the_next(tmp_path: Path) -> None:
    title = "Loans of boats to other clubs"
    text = f"# {title}\n\nBoats are lent.\n\nOars are lent.\n\nNets stay.\n\n# Fees\n\n1. One.\n\n2. Two.\n"
    made = Draft.init(tmp_path / "plan", text, title="Plan", at="2009-07-17", durability="fast")
    new = text.replace("Boats are", "Boats may be").replace("Oars are", "Oars may be").replace("stay", "go")
    new = new.replace("One", "1").replace("Two", "2")
    send(made, "Norvia", new, unregistered="added", filename="n.md")
    made.draft_pack(tmp_path / "out", "PM2", at=ISSUED)
    body = etree.fromstring(parts(found(tmp_path / "out", "1-compilation"))["word/document.xml"])
    below = {}
    for paragraph_ in body.iter(f"{{{W}}}p"):
        words = "".join(paragraph_.itertext())
        after = paragraph_.find(f"{{{W}}}pPr/{{{W}}}spacing")
        below[words] = int(after.get(f"{{{W}}}after", 0)) if after is not None else 0
    room = {
        place: next(v for words, v in below.items() if words.startswith(place)) for place in ("Boats", "Oars", "Nets")
    }
    assert room["Boats"] > 120 and room["Oars"] > 120
    assert not room["Nets"]  # nothing stands in the margin beside the title below
    assert not any(v for words, v in below.items() if words.startswith(("1. ", "2. ")))  # “Fees”, 1#1 is short


def test_a_draft_pack_says_so_in_word_too(draft: Draft, tmp_path: Path) -> None:  # noqa: F811
    draft.draft_pack(tmp_path / "out", "PM2", at=ISSUED)
    for file in (tmp_path / "out").rglob("*.docx"):
        inside = parts(file.read_bytes())
        assert b"DRAFT" in inside["word/document.xml"] and "– DRAFT".encode() in inside["word/header1.xml"], file.name


def test_a_paper_as_a_story() -> None:
    blocks = (
        Paragraph((Run("kept "), Run("gone", Mark.STRUCK), Run("new", Mark.NEW)), Role.TEXT, "14#2"),
        Table(("A", "B"), (("1", "two\nlines\u202e"),)),
        paragraph("an item", Role.ITEM),
    )
    story = story_of(Paper("Kind", "Title", (("Symbol", "X"),), (Section("Part", blocks),), "draft – not issued"))
    marked, kind, head = story.blocks[:3]
    assert marked.runs[0].text == "DRAFT – NOT ISSUED" and kind.runs[0].text == "Kind"  # type: ignore[union-attr]
    assert head.form.kind is ParagraphKind.HEADING  # type: ignore[union-attr]
    text = story.blocks[6]
    assert text.beside == "14#2"  # type: ignore[union-attr]
    assert [(r.text, r.bold, r.struck, r.underlined) for r in text.runs] == [  # type: ignore[union-attr]
        ("kept ", False, False, False),
        ("gone", False, True, False),
        ("\u2009", False, False, False),
        ("new", True, False, True),
    ]
    cells = story.blocks[7].rows[1].cells  # type: ignore[union-attr]
    assert cells[1].runs[0].text == "two lines<U+202E>"


def test_where_libreoffice_is_not_installed_the_pack_is_written_and_it_is_said(
    draft: Draft,  # noqa: F811
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("amendtrack.draft.pdf.PROGRAMS", ("no-such-office",))
    out = tmp_path / "out"
    assert main(["issue", str(draft.path), "--meeting", "PM2", "--at", ISSUED, "--to", str(out), "--pdf"]) == 0
    told = capsys.readouterr()
    assert "the pack has no PDF files: LibreOffice, which makes PDF files, is not installed" in told.err
    assert "Recorded the text issued to PM2" in told.out and not list(out.rglob("*.pdf"))
    assert main(["issue", str(draft.path), "--meeting", "PM2", "--pdf"]) == 2


@pytest.mark.long
@pytest.mark.skipif(not office(), reason="LibreOffice is not installed")
def test_pages_of_the_whole_pack_in_one_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = record(tmp_path / "plan")
    send(made, "Norvia", BASE.replace("annually", "yearly"))
    command = ["issue", str(made.path), "--meeting", "PM2", "--at", ISSUED, "--to", str(tmp_path / "out"), "--pdf"]
    assert main(command) == 0
    assert "6 PDF files made by LibreOffice" in capsys.readouterr().err
    pages = sorted((tmp_path / "out").rglob("*.pdf"))
    assert len(pages) == 6 and all(p.read_bytes().startswith(b"%PDF-") for p in pages)
    assert main(command[:-1]) == 0 and "already written" in capsys.readouterr().err
    shutil.rmtree(tmp_path / "out")


def test_a_pack_is_on_one_size_of_paper(tmp_path: Path) -> None:
    base = write_circulation(TEXT, replace(FACTS, sheet=PaperSize.LETTER))
    made = Draft.init(tmp_path / "plan", base, title="P", at="2009-07-17T10:00", filename="b.docx", durability="fast")
    send(made, "Norvia", TEXT.replace("all", "known"), unregistered="added", filename="n.md")
    made.issue_to(tmp_path / "own", "PM2", at=ISSUED)
    for file in (tmp_path / "own").rglob("*.docx"):
        assert b'w:w="12240" w:h="15840"' in parts(file.read_bytes())["word/document.xml"], file.name


def test_no_column_is_narrower_than_its_longest_word() -> None:
    head = ("No.", "Slot", "Kind", "Delegations", "Explanation")
    row = ("1", "after “Signals”, row 4#1, Article 3 bis#1", "insertions at one place", "Norvia", "new units " * 9)
    table = Table(head, (row,))
    data = file_of(
        story_of(Paper("Kind", "Title", (), (Section("", (table,)),))), FileFacts("t"), PageSetup(), kind="paper"
    )
    widths = [int(wide) for wide in re.findall(rb'<w:gridCol w:w="(\d+)"/>', parts(data)["word/document.xml"])]
    assert sum(widths) <= 9070 and all(wide >= 110 * len(word) for wide, word in zip(widths, head, strict=True))


def test_figures_behind_a_name_in_latin_letters_run_with_the_text() -> None:
    for language, sign in (("ar", "\u200f"), ("he", "\u200f"), ("en", ""), ("zh", "")):
        runs = (Run("The draft: "), Run("“"), Run("2027"), Run("”"))
        paper = Paper("Open points", "Plan", (), (Section("", (Paragraph(runs, Role.READING),)),), language=language)
        body = parts(file_of(story_of(paper), FACTS, PageSetup(), kind="paper"))["word/document.xml"].decode()
        assert "".join(re.findall(r"<w:t[^>]*>([^<]*)", body)).endswith(f"The draft: {sign}“2027”"), language


def test_only_lines_of_the_text_are_numbered(tmp_path: Path) -> None:
    text = "# Plan\n\n1. Clear all areas.\n\n- a point\n"
    made = Draft.init(tmp_path / "plan", text, title="Plan", at="2009-07-17", durability="fast")
    made.issue_to(tmp_path / "first", "PM1", at="2009-08-01T10:00")
    send(made, "Norvia", text.replace("all", "known"), unregistered="added", filename="n.md")
    made.issue_to(tmp_path / "out", "PM2", at=ISSUED)
    inside = parts(found(tmp_path / "out", "1-compilation"))
    body, styles = (etree.fromstring(inside[f"word/{name}.xml"]) for name in ("document", "styles"))
    space = {"w": W}
    unnumbered = set(styles.xpath("//w:style[w:pPr/w:suppressLineNumbers]/@w:styleId", namespaces=space))
    lines = {
        "".join(p.xpath("w:r/w:t/text()", namespaces=space)): p.xpath("w:pPr/w:pStyle/@w:val", namespaces=space)
        for p in body.iter(f"{{{W}}}p")
        if not p.xpath("w:pPr/w:framePr", namespaces=space)
    }
    numbered = [words for words, style in lines.items() if words and not {*style} & unnumbered]
    assert numbered == ["Plan", "1. Clear [all / known – Norvia] areas.", "a point"]
    assert "added: NOR-1" in lines
