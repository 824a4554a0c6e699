"""Word files that we write: both texts come back, the same bytes each time, in the schema's order, no name too many."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from depth import depth
from hypothesis import given
from hypothesis import strategies as st
from wordfiles import packed

from amendtrack import compare, consolidate
from amendtrack.formats.docx import read_docx
from amendtrack.formats.docx.writing.markup import storable, written
from amendtrack.formats.docx.writing.tracked import plain_story, tracked_story
from amendtrack.formats.docx.writing.writer import (
    Author,
    FileFacts,
    PaperSize,
    write_circulation,
    write_clean,
    write_compilation,
    write_redline,
)
from amendtrack.render.brackets import Style
from amendtrack.text.units import UnitKind, parse_text

etree = pytest.importorskip("lxml.etree", reason="the extra docx is not installed")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AT = datetime(2009, 8, 21, 16, 20, tzinfo=UTC)
FACTS = FileFacts("Action Plan", "CONF/5", "Rev.0", "0123456789abcdef", at=AT)

BASE = """# Plan

## I. Purpose

1. States *shall* meet each year in the last week of November.[^1] They **will** report.

(a) Clear all areas that are known;

(b) Mark and fence the others without delay;

- first point of the list

  - a point inside

> A quotation of the rules.

2. Provide precise information on what remains, district by district, each year by 30 April.

3. Share lessons with those who have just joined, and tell the meeting about it.

| Item | Year |
|---|---|
| Survey | 2010 |
| Clearance | 2012 |
| Report | 2014 |

4. The last paragraph stays.

[^1]: As agreed in the Review.
"""
CHANGES = {
    "words": BASE.replace("each year in the last", "every second year in the first").replace("**will**", "*must*"),
    "new": BASE.replace("> A quo", "(c) Teach mine risk;\n\n> A quo"),
    "new at the end": BASE.replace("stays.\n", "stays.\n\n5. And one more.\n"),
    "new at the end of one, and behind it": BASE.replace(
        "by 30 April.", "by 30 April. It is public.\n\n2 bis. The meeting discusses it.\n\n2 ter. It decides."
    ),
    "deleted": BASE.replace("(b) Mark and fence the others without delay;\n\n", ""),
    "deleted at the end": BASE.replace("4. The last paragraph stays.\n\n", ""),
    "moved": BASE.replace("(b) Mark and fence the others without delay;\n\n", "").replace(
        "3. Share", "(b) Mark and fence the others without any delay;\n\n3. Share"
    ),
    "split": BASE.replace("areas that are known;", "areas;\n\n(a bis) that are known;").replace(
        "remains, district by district, each year", "remains.\n\nDistrict by district, each year"
    ),
    "joined": BASE.replace("known;\n\n(b) Mark", "known; mark"),
    "rows": BASE.replace("| Clearance | 2012 |\n", "").replace("| Survey | 2010", "| Survey | 2011"),
    "new row": BASE.replace("| Report", "| Marking | 2013 |\n| Report"),
    "no table": re.sub(r"(\|.*\|\n)+\n", "", BASE),
    "note": BASE.replace("in the Review.", "in the second Review."),
    "new note": BASE.replace("(a) Clear all", "(a) Clear[^2] all") + "\n[^2]: By any method.\n",
    "note before": BASE.replace("[^1]", "[^2]").replace("# Plan", "# Plan[^1]").replace(
        "[^2]: As", "[^1]: Working title.\n\n[^2]: As"
    ),
    "no note": BASE.replace("[^1] They", " They").replace("\n[^1]: As agreed in the Review.\n", ""),
    "endnote": BASE.replace("(a) Clear all", "(a) Clear[^i] all") + "\n[^i]: By any method.\n",
    "line break": BASE.replace("in the last week", "in the last  \nweek").replace("Teach", "Teach  \n*all*").replace(
        "> A quotation", "> A  \nquotation"
    ),
    "heading to words": BASE.replace("## I. Purpose", "I. Purpose and more"),
    "all else": "1. Something else entirely.\n",
    "hostile": BASE.replace("They", "<w:del/>&amp; {HYPERLINK \"x\"} ]]> `" + "They"),
}  # fmt: skip


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def redlined(after: str, before: str = BASE) -> bytes:
    return write_redline(compare(before, after), Author("Galdora & <Ümland>", AT), FACTS)


# -- both texts come back -------------------------------------------------------------------------


@pytest.mark.parametrize("name", CHANGES)
def test_both_texts_stand_in_the_tracked_story_both_ways(name: str) -> None:
    for before, after in ((BASE, CHANGES[name]), (CHANGES[name], BASE)):
        story = tracked_story(compare(before, after))  # refuses what would not come back
        assert story.before() and story.after()


WORDS = st.sampled_from(
    "shall should meet *report* **now** [^1] [^2] a b c de. | ** * \\| <br> \x1b é 的 سنة \n".split(" ")
)
LINES = st.builds(
    lambda lead, words: lead + " ".join(words),
    st.sampled_from(
        [
            "",
            "1. ",
            "2. ",
            "(a) ",
            "# ",
            "## I. ",
            "- ",
            "  - ",
            "> ",
            "[^1]: ",
            "[^2]: ",
            "```",
            "| a | b |\n|---|---|\n| ",
        ]
    ),
    st.lists(WORDS, min_size=1, max_size=5),
)
TEXTS = st.builds(lambda lines: "\n\n".join(lines) + "\n", st.lists(LINES, min_size=1, max_size=6))


TWO_ROWS = "| a | b |\n|---|---|\n| c | d |\n| e | f |\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (TWO_ROWS, TWO_ROWS.replace("| a | b |\n|---|---|", "* a | b |\n|---|")),
        (TWO_ROWS, TWO_ROWS.replace("| e", "\nBetween.\n\n| e | f |\n|---|---|\n| e")),
        (TWO_ROWS + "\nBetween.\n\n" + TWO_ROWS, TWO_ROWS + TWO_ROWS[18:]),
        (TWO_ROWS, TWO_ROWS.replace("| c | d |", "| c | d | x |").replace("|---|---|", "|---|---|---|")),
    ],
    ids=["no table any more", "cut in two", "two made one", "a column more"],
)
def test_a_table_stays_in_one_piece(before: str, after: str) -> None:
    data = write_redline(compare(before, after), Author("Norvia"), FACTS)
    read = read_docx(data)
    for got, text in ((read.base, before), (read.final, after)):
        assert got == read_docx(write_circulation(text, FACTS)).base


@depth(150)
@given(TEXTS, TEXTS)
def test_any_two_texts_stand_in_one_story(before: str, after: str) -> None:
    tracked_story(compare(before, after))
    for data in parts(redlined(after, before)).values():
        etree.fromstring(data)


def test_emphasis_that_would_not_come_back_stays_typed() -> None:
    for typed in ("**a****b**", "* a*", "_a_", "a * b * c", "\\*a\\*"):
        said = plain_story(parse_text(typed)).before()
        assert said[0][1] == ((typed, False, False, False),)


@pytest.mark.parametrize(
    "text",
    [
        "1. *敦促*所有国家在**2027年**之前登记*每一口*公共水井；\n",
        "*回顾*其决议，*强调*[村委会]和*当地*工程师的作用，\n",
        "1. *ประเทศ*ทั้งหมด\n",
        "1. 国は*井戸*を検査する。\n",
        "1. *회의*는 **매년** 열린다.\n",
    ],
)
def test_emphasis_next_to_letters_without_spaces_is_emphasis(text: str) -> None:
    data = write_circulation(text, FACTS)
    assert "*" not in story_words(data) and read_docx(data).base == text


def story_words(data: bytes) -> str:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode()


def test_footnotes_that_word_would_number_otherwise_stay_typed() -> None:
    for text in ("One.[^a]\n\n[^a]: Note.\n", "One[^1] two[^1].\n\n[^1]: Note.\n", "One.[^2]\n\n[^2]: Note.\n"):
        story = plain_story(parse_text(text))
        assert story.notes == ()
        assert "[^" in str(story.before())


# -- the file -------------------------------------------------------------------------------------

ORDER = {
    "pPr": "pStyle keepNext framePr numPr suppressLineNumbers pBdr bidi spacing ind jc outlineLvl rPr sectPr".split(),
    "rPr": (
        "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps strike color spacing sz szCs u vertAlign rtl cs lang"
    ).split(),
    "tblPr": "tblStyle bidiVisual tblW tblBorders tblLayout tblCellMar tblLook".split(),
    "tcPr": "tcW gridSpan tcBorders".split(),
    "trPr": "cantSplit tblHeader ins del".split(),
    "sectPr": "headerReference footerReference pgSz pgMar lnNumType cols bidi".split(),
    "settings": "trackRevisions defaultTabStop footnotePr endnotePr compat".split(),
    "style": "name basedOn next qFormat pPr rPr tblPr tblStylePr".split(),
    "lvl": "start numFmt lvlText lvlJc pPr".split(),
}


def check_file(data: bytes) -> None:
    """What Word asks of a file, as far as it can be said without Word."""
    found = parts(data)
    assert next(iter(found)) == "[Content_Types].xml"
    kinds = {e.get("PartName") for e in etree.fromstring(found["[Content_Types].xml"]) if e.get("PartName")}
    assert kinds == {f"/{name}" for name in found if name.endswith(".xml") and name != "[Content_Types].xml"}
    ids: list[str] = []
    for name, data in found.items():
        root = etree.fromstring(data)
        if name.endswith(".rels"):
            assert all(e.get("TargetMode") is None and not e.get("Target").startswith("/") for e in root)
        check_part(root)
        ids += [e.get(f"{W}id") for e in root.iter(f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo")]
        ids += [e.get(f"{W}id") for e in root.iter(f"{W}moveFromRangeStart", f"{W}moveToRangeStart")]
    assert len(ids) == len(set(ids)) and None not in ids
    check_moves(etree.fromstring(found["word/document.xml"]))
    for start in etree.fromstring(found["word/document.xml"]).iter(f"{W}moveFromRangeStart", f"{W}moveToRangeStart"):
        assert start.get(f"{W}date") and start.get(f"{W}author")
    body = etree.fromstring(found["word/document.xml"])[0]
    assert [e.tag for e in body][-2:] == [f"{W}p", f"{W}sectPr"]
    for kind in ("footnote", "endnote"):
        cited = [e.get(f"{W}id") for e in body.iter(f"{W}{kind}Reference")]
        part = found.get(f"word/{kind}s.xml")
        notes = [] if part is None else [e.get(f"{W}id") for e in etree.fromstring(part)][2:]
        assert sorted(cited) == sorted(notes) and len(set(cited)) == len(cited)
    styles = {e.get(f"{W}styleId") for e in etree.fromstring(found["word/styles.xml"]).iter(f"{W}style")}
    used = {e.get(f"{W}val") for e in body.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")}
    assert used <= styles


def check_part(root: etree._Element) -> None:
    for element in root.iter():
        name = etree.QName(element).localname
        if name in ORDER and element.tag.startswith(W):
            inside = [etree.QName(e).localname for e in element]
            known = [ORDER[name].index(i) for i in inside]
            assert known == sorted(known), (name, inside)
        if name in ("t", "delText") and element.tag.startswith(W):
            assert element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
            inside_deletion = any(True for _ in element.iterancestors(f"{W}del"))
            assert (name == "delText") == inside_deletion
        if name == "tc":
            assert etree.QName(element[-1]).localname == "p"


def check_moves(root: etree._Element) -> None:
    for kind in ("moveFrom", "moveTo"):
        starts = {e.get(f"{W}id"): e.get(f"{W}name") for e in root.iter(f"{W}{kind}RangeStart")}
        assert set(starts) == {e.get(f"{W}id") for e in root.iter(f"{W}{kind}RangeEnd")}
    names = [sorted(e.get(f"{W}name") for e in root.iter(f"{W}{kind}RangeStart")) for kind in ("moveFrom", "moveTo")]
    assert names[0] == names[1] == sorted(set(names[0]))


def test_a_redline_of_two_files_has_no_date_but_where_one_must_be() -> None:
    data = write_redline(compare(BASE, CHANGES["moved"]), Author("Norvia"), FACTS)
    check_file(data)
    assert "w:moveFrom " in parts(data)["word/document.xml"].decode()


@pytest.mark.parametrize("name", CHANGES)
def test_a_redline_is_in_the_order_that_word_asks_for(name: str) -> None:
    check_file(redlined(CHANGES[name]))
    check_file(redlined(BASE, CHANGES[name]))


def test_a_move_is_a_move() -> None:
    found = parts(redlined(CHANGES["moved"]))["word/document.xml"].decode()
    assert "<w:moveFromRangeStart" in found and "<w:moveTo " in found
    assert re.search(r'<w:ins w:id="\d+" w:author="Galdora &amp; &lt;Ümland&gt;" w:date="2009-08-21T16:20:00Z">', found)


def test_no_name_of_an_author_is_longer_than_the_schema_allows() -> None:
    read = read_docx(write_redline(compare(BASE, CHANGES["moved"]), Author("\x01" + "A" * 300), FACTS))
    assert read.authors == ("<U+0001>" + "A" * 247,)


def test_the_same_values_give_the_same_bytes() -> None:
    assert redlined(CHANGES["words"]) == redlined(CHANGES["words"])
    assert write_circulation(BASE, FACTS) == write_circulation(parse_text(BASE), FACTS)


def test_what_is_circulated_is_tracked_and_known_again() -> None:
    found = parts(write_circulation(BASE, FACTS))
    check_file(write_circulation(BASE, FACTS))
    assert b"<w:trackRevisions/>" in found["word/settings.xml"]
    said = {e.get("name"): e[0].text for e in etree.fromstring(found["docProps/custom.xml"])}
    assert said["amendtrack-draft"] == "Action Plan" and said["amendtrack-revision"] == "Rev.0"
    assert len(said["amendtrack-text-sha256"]) == 64 and said["amendtrack-kind"] == "circulation"


def test_hostile_words_stay_words() -> None:
    text = '1. <w:fldSimple w:instr="DDE"/> ]]> &#x0; \x00\x1b[2J \ud800 \uffff\n'
    found = parts(write_circulation(text, FACTS))["word/document.xml"]
    assert b"fldSimple" in found and not list(etree.fromstring(found).iter(f"{W}fldSimple", f"{W}hyperlink"))
    assert (
        "".join(etree.fromstring(found).itertext())
        .strip()
        .startswith('1. <w:fldSimple w:instr="DDE"/> ]]> &#x0; <U+0000>')
    )
    assert written("\x00") == "&lt;U+0000&gt;"


def test_paper_and_page() -> None:
    con = consolidate(BASE, {"Galdora": CHANGES["words"]})
    data = write_compilation(con, Style.ATTRIBUTED, FileFacts("Plan", at=AT, sheet=PaperSize.LETTER), over=["What if"])
    check_file(data)
    body = parts(data)["word/document.xml"].decode()
    assert 'w:w="12240"' in body and "<w:lnNumType" in body
    footer = parts(data)["word/footer1.xml"].decode()
    assert " PAGE " in footer and " NUMPAGES " in footer
    assert "As at 21 August 2009, 16:20 UTC" in parts(data)["word/header1.xml"].decode()


# -- the compilation ------------------------------------------------------------------------------


def words_set(data: bytes, mark: str) -> list[str]:
    runs = etree.fromstring(parts(data)["word/document.xml"]).iter(f"{W}r")
    return ["".join(r.itertext()) for r in runs if r.find(f"{W}rPr/{W}{mark}") is not None]


def test_new_wording_is_bold_and_what_goes_is_struck() -> None:
    con = consolidate(
        "7. Clear all areas without delay and report.\n",
        {
            "Galdora": "7. Clear known areas without delay and report.\n",
            "Norvia": "7. Clear all areas and report.\n",
        },
    )
    data = write_compilation(con, Style.ATTRIBUTED, FACTS)
    new = [words for words in words_set(data, "b") if words not in ("[", " / ", "]")]  # the signs are bold too
    assert new == ["known"] and words_set(data, "strike") == ["without delay"]
    assert words_set(data, "i") == [" – Galdora", " – Norvia delete"]
    assert "color" not in parts(data)["word/document.xml"].decode()


def test_where_nobody_is_named_no_part_of_the_file_does() -> None:
    con = consolidate(BASE, {"Galdora": CHANGES["words"], "Norvia": CHANGES["moved"], "Hestria": CHANGES["split"]})
    data = write_compilation(con, Style.UNATTRIBUTED, FACTS)
    check_file(data)
    for name, part in parts(data).items():
        for who in ("Galdora", "Norvia", "Hestria", "amendtrack-author"):
            assert who.encode() not in part and who not in name


# -- our own reader as judge --------------------------------------------------------------------------


def ruled(text: str) -> str:
    """The text with the line under a table's head as it is typed here; its blanks are no words."""
    return text.replace("| --- | --- |", "|---|---|")


@pytest.mark.parametrize("name", CHANGES)
def test_export_then_import_gives_the_same_texts(name: str) -> None:
    read = read_docx(redlined(CHANGES[name]))
    assert (ruled(read.base), ruled(read.final)) == (BASE, CHANGES[name])
    assert read.authors == ("Galdora & <Ümland>",)
    circulated = read_docx(write_circulation(CHANGES[name], FACTS))
    assert ruled(circulated.final) == ruled(circulated.base) == CHANGES[name]


def spoken(text: str) -> str:
    """A text without white space and what no Word file can hold, and without the bars beside the rows of tables."""
    source = storable(text)
    for unit in reversed(parse_text(source).units):
        if unit.kind is UnitKind.ROW:
            row = source[unit.start : unit.end].removeprefix("|")
            bare = row if row.endswith("\\|") else row.removesuffix("|")
            source = source[: unit.start] + bare + source[unit.end :]
    return "".join(source.split())


@depth(100)
@given(TEXTS, TEXTS)
def test_any_two_texts_come_back_from_one_file(before: str, after: str) -> None:
    read = read_docx(redlined(after, before))
    assert spoken(read.base) == spoken(before)
    assert spoken(read.final) == spoken(after)


# -- other programs as judges -----------------------------------------------------------------------


def pandoc(data: bytes, path: Path, how: str) -> list[str]:
    pypandoc = pytest.importorskip("pypandoc", reason="pandoc is not installed")
    path.write_bytes(data)
    return shown(pypandoc.convert_file(str(path), "json", format="docx", extra_args=[f"--track-changes={how}"]))


def shown(document: str) -> list[str]:
    """The words of each block, emphasis and all, as pandoc reads them; empty ones are left out."""
    found: list[str] = []

    def inline(node: object) -> str:
        if isinstance(node, list):
            return "".join(map(inline, node))
        if not isinstance(node, dict):
            return ""
        kind, inside = node["t"], node.get("c")
        match kind:
            case "Str":
                return str(inside)
            case "Space" | "SoftBreak" | "LineBreak":
                return " "
            case "Emph":
                return f"<i>{inline(inside)}</i>"
            case "Strong":
                return f"<b>{inline(inside)}</b>"
            case "Note":
                return f"<note>{inline([b['c'] for b in inside])}</note>"
            case "Quoted" | "Span" | "Cite" | "Link":
                return inline(inside[1])
        return inline(inside) if isinstance(inside, list) else ""

    def block(node: object) -> None:
        if isinstance(node, list):
            for inner in node:
                block(inner)
        elif isinstance(node, dict) and node.get("t") in ("Para", "Plain"):
            found.append(inline(node["c"]))
        elif isinstance(node, dict) and node.get("t") == "Header":
            found.append("#" * node["c"][0] + inline(node["c"][2]))
        elif isinstance(node, dict):
            block(node.get("c"))

    block(json.loads(document)["blocks"])
    return [re.sub(r" +", " ", line).strip() for line in found if line.strip("# ")]


@pytest.mark.long
@pytest.mark.parametrize("name", CHANGES)
def test_pandoc_finds_our_two_texts(name: str, tmp_path: Path) -> None:
    data = redlined(CHANGES[name])
    for how, text in (("reject", BASE), ("accept", CHANGES[name])):
        got = pandoc(data, tmp_path / "redline.docx", how)
        assert got == pandoc(write_circulation(text, FACTS), tmp_path / "plain.docx", "accept")


def against_the_schema(data: bytes, path: Path) -> list[str]:
    """What is not as the schema of Word's files has it: elements, their order, and the attributes that they need."""
    path.write_bytes(data)
    return [str(error) for error in schema().validate(str(path)).errors if error.error_type.name == "SCHEMA"]


@cache
def schema() -> Any:
    judge = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed")
    return judge.OpenXmlValidator(max_errors=0)


@pytest.mark.long
@pytest.mark.parametrize("name", CHANGES)
def test_what_is_written_is_valid_by_the_schema(name: str, tmp_path: Path) -> None:
    con = consolidate(BASE, {"Galdora": CHANGES[name], "Norvia": CHANGES["moved"], "Hestria": CHANGES["rows"]})
    turned = FileFacts("خطة", language="ar", at=AT)
    for data in (
        redlined(CHANGES[name]),
        redlined(BASE, CHANGES[name]),
        write_redline(compare(BASE, CHANGES[name]), Author("Norvia"), turned),
        write_compilation(con, Style.ATTRIBUTED, FACTS, over=["What if"], under=["- left out"]),
        write_compilation(con, Style.UNATTRIBUTED, turned),
        write_clean(CHANGES[name], FACTS),
        write_circulation(CHANGES[name], FACTS),
    ):
        assert against_the_schema(data, tmp_path / "written.docx") == []


@pytest.mark.long
def test_the_judge_of_the_schema_sees_what_is_wrong(tmp_path: Path) -> None:
    made = parts(redlined(CHANGES["moved"]))
    document = made["word/document.xml"].decode()
    undated = re.sub(r'(<w:moveFromRangeStart [^>]*?) w:date="[^"]*"', r"\1", document)
    turned = re.sub(r"(<w:pStyle [^>]*/>)(<w:rPr>.*?</w:rPr>|<w:numPr>.*?</w:numPr>)", r"\2\1", document, count=1)
    for wrong in (undated, turned):
        assert wrong != document
        data = packed({**made, "word/document.xml": wrong.encode()})
        assert against_the_schema(data, tmp_path / "wrong.docx")


@pytest.mark.long
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_finds_our_two_texts(tmp_path: Path) -> None:
    """It opens our redlines and saves them again; what it saved has our two texts."""
    names = ["words", "new at the end of one, and behind it", "deleted at the end", "moved", "joined", "note before"]
    (tmp_path / "out").mkdir()
    for name in names:
        (tmp_path / f"{name}.docx").write_bytes(redlined(CHANGES[name]))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "out")]
    files = [str(tmp_path / f"{name}.docx") for name in names]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=200)
    for name in names:
        saved = (tmp_path / "out" / f"{name}.docx").read_bytes()
        for how, text in (("reject", BASE), ("accept", CHANGES[name])):
            got = pandoc(saved, tmp_path / "redline.docx", how)
            want = pandoc(write_circulation(text, FACTS), tmp_path / "plain.docx", "accept")
            assert [_bare(line) for line in got] == [_bare(line) for line in want], (name, how)


def _bare(line: str) -> str:
    """A line without signs of its style, which LibreOffice writes in its own way."""
    return re.sub(r"^#+|</?[bi]>| (?=</note>)|(?<=<note>) ", "", line)


def test_two_notes_of_one_label_both_come_back() -> None:
    text = "One.[^1]\n\n[^1]: Clear all wells.\n\n[^1]: Mark the rest.\n"
    after = text.replace("all", "the").replace("rest", "others")
    assert read_docx(write_circulation(text, FACTS)).base == text
    read = read_docx(redlined(after, text))
    assert (read.base, read.final) == (text, after)
    emptied = text.replace(" Mark the rest.", "")
    assert read_docx(redlined(emptied, text)).final == emptied


@pytest.mark.parametrize(
    "table",
    [
        "| a | b |\n|------|:-----|\n| c | d |",
        "|a|b|\n|:-:|-:|\n|c|d|",
        "a | b\n--|--\nc | d",
        "| a | b |\n|  ---  |  ---  |\n|| d |",
    ],
)
def test_a_table_is_one_in_word_however_its_lines_are_typed(table: str) -> None:
    text = f"# Plan\n\n{table}\n\nEnd.\n"
    data = redlined(text.replace("d", "e"), text)
    check_file(data)
    assert b"<w:tbl>" in parts(data)["word/document.xml"]
    read = read_docx(data)
    assert compare(text, read.base).is_unchanged and compare(text.replace("d", "e"), read.final).is_unchanged


def test_a_table_whose_words_would_be_cut_is_set_in_smaller_type() -> None:
    words = (
        "Mine-contaminated Clearance-capacity Victim-assistance Information-management Residual-risk-assessment".split()
    )
    text = f"# Plan\n\n| {' | '.join([*words, 'Region', 'Survey'])} |\n|{'---|' * 7}\n|{' x |' * 7}\n"
    data = redlined(text.replace("x", "z", 1), text)
    check_file(data)
    body = parts(data)["word/document.xml"].decode()
    widths = [int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"/>', body)]
    assert body.count('"SmallTableCell"') == 14 and len(widths) == 7
    assert min(widths[:5]) > 1200 > max(widths[5:])
    few = "# Plan\n\n| Mine-contaminated | Region |\n|---|---|\n| x | y |\n"
    assert b"SmallTableCell" not in parts(redlined(few.replace("x", "z"), few))["word/document.xml"]


def test_the_lines_of_front_matter_stay_apart() -> None:
    text = "---\ntitle: Plan\ntags:\n  - wells\n  - ropes\ndate: 2020\n---\n\n# Plan\n\n---\n\nEnd.\n"
    read = read_docx(redlined(text.replace("2020", "2021").replace("End", "Ends"), text))
    assert (read.base, read.final) == (text, text.replace("2020", "2021").replace("End", "Ends"))


def test_a_compound_that_a_line_end_divides_is_one_word() -> None:
    text = "Anti-\npersonnel mines of pre-\nand post-war times\nare cleared.\n"
    read = read_docx(write_circulation(text, FACTS))
    assert read.base == "Anti-personnel mines of pre- and post-war times are cleared.\n"
    assert compare(text, read.base).is_unchanged


def test_typed_line_breaks_and_endnotes_are_those_of_word() -> None:
    """As Word has them, and not as words: a line end alone is a space, as in any Markdown."""
    text = (
        "1. The harbour[^i]  \nof the north[^1]\nis kept.[^ii]\n\n[^i]: One.  \nTwo.\n\n[^1]: Three.\n\n[^ii]: Four.\n"
    )
    after = text.replace("of the", "in the").replace("Two", "More").replace("[^ii]: Four", "[^ii]: Five")
    data = redlined(after, text)
    check_file(data)
    body, ends = (parts(data)[f"word/{name}.xml"].decode() for name in ("document", "endnotes"))
    assert "[^" not in body and body.count("<w:br/>") == 1 == ends.count("<w:br/>")
    assert body.count("<w:endnoteReference ") == 2 and body.count("<w:footnoteReference ") == 1
    read = read_docx(data)
    assert (read.base, read.final) == (text.replace("]\nis", "] is"), after.replace("]\nis", "] is"))


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (
            "1. Wells[^i bis] are dug.[^i] Fees[^2] are low.\n\n[^i]: One.\n\n[^2]: Two.\n\n[^i bis]: New.\n",
            "1. Wells[^i] are dug.[^ii] Fees[^1] are low.\n\n[^i]: New.\n\n[^ii]: One.\n\n[^1]: Two.\n",
        ),
        (
            "1. Wells[^2 bis] are dug.[^1]\n\n2. Fees are low.[^2]\n\n[^1]: One.\n\n[^2]: Two.\n\n[^2 bis]: New.\n",
            "1. Wells[^1] are dug.[^2]\n\n2. Fees are low.[^3]\n\n[^1]: New.\n\n[^2]: One.\n\n[^3]: Two.\n",
        ),
        ("1. Wells are dug.[^a]\n\n[^a]: One.\n", "1. Wells are dug.[^1]\n\n[^1]: One.\n"),
        (
            "1. Wells[^*] are[^2] dug.[^1 bis]\n\n[^*]: One.\n\n[^1 bis]: Two.\n\n[^2]: Three.\n",
            "1. Wells[^*] are[^1] dug.[^2]\n\n[^*]: One.\n\n[^1]: Three.\n\n[^2]: Two.\n",
        ),
    ],
)
def test_a_clean_text_has_real_footnotes_numbered_as_they_are_cited(text: str, after: str) -> None:
    made = write_clean(text, FACTS)
    assert read_docx(made).base == after


def test_figures_in_a_table_from_right_to_left_stand_in_its_direction() -> None:
    table = "| السفن | السنة |\n|---|---|\n| 8 | 2027 |\n"
    made = parts(write_redline(compare(table, table.replace("8", "9")), Author("Norvia", AT), FACTS))[
        "word/document.xml"
    ]
    assert made.count(b"<w:bidi/>") == made.count(b"<w:tc>") == 4
