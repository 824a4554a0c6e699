"""A heading or list item that nobody tracked, which LibreOffice leaves behind what was deleted, is no amendment."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_word_writing import BASE, CHANGES, FACTS, parts
from wordfiles import dele, ins, p, packed, style, word

from amendtrack import Draft, compare
from amendtrack.formats.docx.writing.writer import Author, write_redline

AT = "2009-08-21T16:20"
STYLES = style("Heading2", "heading 2", '<w:outlineLvl w:val="1"/>')
GONE = '<w:del w:id="1" w:author="Anna" w:date="2009-08-21T10:00:00Z"/>'
WAS_PLAIN = '<w:pPrChange w:id="7" w:author="Anna"><w:pPr/></w:pPrChange>'
PLAN = "1. Boats carry two lamps.\n\n## Nets\n\n2. Nets are dried on the shore.\n\n3. Nobody fishes in June.\n"


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    made = Draft.init(tmp_path / "plan", PLAN, title="Plan", at="2009-07-17", durability="fast")
    made.add_delegation("Norvia", at="2009-07-18")
    return made


def test_the_paragraph_behind_a_deleted_heading_is_no_heading(draft: Draft) -> None:
    data = word(
        p("1. Boats carry two lamps.")
        + p(dele("Nets"), style="Heading2", mark=GONE)
        + p("2. Nets are dried ", ins("only "), "on the shore.", style="Heading2")
        + p("3. Nobody fishes in June.", style="Heading2"),
        styles=STYLES,
    )
    draft.propose(data, by="Norvia", received=AT, filename="a.docx")
    assert draft.text("NOR-1") == PLAN.replace("## Nets\n\n", "").replace("dried on", "dried only on")
    (entry,) = draft.snapshot().proposals()
    assert entry.origins
    note = "a heading or a list sign that nobody tracked left as in Rev.0: para 2, para 3"
    assert note in draft.read(data, by="Norvia").reading.notes


def test_a_heading_that_was_tracked_is_one(draft: Draft) -> None:
    data = word(
        p("1. Boats carry two lamps.")
        + p("Nets", style="Heading2")
        + p("2. Nets are dried on the shore.")
        + p("3. Nobody fishes in June.", style="Heading2", properties=WAS_PLAIN),
        styles=STYLES,
    )
    reading = draft.read(data, by="Norvia").reading
    assert reading.text == PLAN.replace("3. Nobody", "## 3. Nobody")
    assert not any("nobody tracked" in note for note in reading.notes)


@pytest.mark.parametrize("name", CHANGES)
def test_however_paragraphs_look_that_nobody_changed_the_amendments_are_the_same(name: str, tmp_path: Path) -> None:
    sent = write_redline(compare(BASE, CHANGES[name]), Author("Anna"), FACTS)
    made = parts(sent)
    untouched = re.compile(
        r"<w:p>(?:<w:pPr>(?:(?!<w:rPr>|</w:pPr>).)*</w:pPr>)?(<w:r>(?:(?!</w:p>|<w:(?:ins|del|move)).)*</w:p>)"
    )
    looking = '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr>'
    document, tables, rest = made["word/document.xml"].decode().partition("<w:tbl>")
    other = untouched.sub(lambda found: looking + found[1], document)
    assert other != document or name in ("all else",)
    data = packed({**made, "word/document.xml": (other + tables + rest).encode()})
    draft = Draft.init(tmp_path / "plan", BASE, title="Plan", at="2009-07-17", durability="fast")
    draft.add_delegation("Norvia", at="2009-07-18")
    shown = [draft.read(each, by="Norvia").reading for each in (sent, data)]
    assert compare(shown[0].text, shown[1].text).is_unchanged
    assert [str(a) for a in shown[1].amendments] == [str(a) for a in shown[0].amendments]
