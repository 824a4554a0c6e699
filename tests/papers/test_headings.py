"""Headings on paper: the title, and articles with their titles, are centred; other headings stand at the side."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from amendtrack.consolidation.value import consolidate
from amendtrack.papers.headings import centred_headings
from amendtrack.papers.paper import Paragraph, Role
from amendtrack.papers.texts import elements
from amendtrack.render.brackets import Style
from amendtrack.render.typeset import typeset
from amendtrack.text.units import parse_text


def headings(base: str, **sent: str) -> dict[str, Role]:
    con = consolidate(base, sent)
    blocks = elements(typeset(con, Style.ATTRIBUTED))
    heading = (Role.HEADING, Role.CENTRED_HEADING)
    return {b.text: b.role for b in blocks if isinstance(b, Paragraph) and b.role in heading}


@pytest.mark.parametrize(
    ("article", "title"),
    [("Article 3", "Fog"), ("Artículo 3", "Niebla"), ("Статья 3", "Туман"), ("المادة 3", "الضباب"), ("第三条", "雾")],
)
def test_an_article_and_its_title_are_centred_whoever_proposes_them(article: str, title: str) -> None:
    base = "# Treaty\n\n## Annex A. Words\n\n1. Ferries stop.\n"
    new = f"## {article}\n\n### {title}\n\n### More\n\n1. Bells ring.\n"
    wanted = {"Treaty": Role.CENTRED_HEADING, article: Role.CENTRED_HEADING, title: Role.CENTRED_HEADING}
    found = headings(f"{base}\n{new}")
    assert {text: found[text] for text in wanted} == wanted and found["More"] is Role.HEADING
    found = headings(base, Arda=f"{base}\n{new}")
    assert {text: found[text] for text in found if text.strip("[]") in wanted} == {
        "Treaty": Role.CENTRED_HEADING,
        f"[{article}": Role.CENTRED_HEADING,
        title: Role.CENTRED_HEADING,
    }


@pytest.mark.parametrize("heading", ["§ 1 Scope", "2 Scope", "2.1 Terms", "I. Scope", "Scope", "Action 5: Scope"])
def test_other_headings_stand_at_the_side(heading: str) -> None:
    assert headings(f"# Plan\n\n## {heading}\n\n### Terms\n\n1. Ferries stop.\n") == {
        "Plan": Role.CENTRED_HEADING,
        heading: Role.HEADING,
        "Terms": Role.HEADING,
    }


@pytest.mark.parametrize("article", ["Article 3", "Artículo 3", "第三条", "المادة 3"])
def test_clean_texts_centre_the_same_headings_and_are_read_back(article: str) -> None:
    text = (
        f"# Treaty\n\n## Part 1 General\n\n§ 1 Scope\n\n1. Ferries stop.\n\n## {article}\n\n### Fog\n\n"
        "1. Bells ring.\n\n## 2 More\n\n2. Lights burn.\n"
    )
    parsed = parse_text(text)
    centred = {parsed.printed(parsed.units[k]).lstrip("# ") for k in centred_headings(parsed)}
    found = headings(text)
    assert centred == {said for said, role in found.items() if role is Role.CENTRED_HEADING}
    assert centred == {"Treaty", "Part 1 General", article, "Fog"}
    docx = pytest.importorskip("amendtrack.formats.docx", reason="the extra docx is not installed")
    from amendtrack.formats.docx.writing.shell import FileFacts
    from amendtrack.formats.docx.writing.writer import write_clean

    data = write_clean(text, FileFacts("Treaty", "X/1", "Rev.0"))
    assert docx.read_docx(data).final == text
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        used = re.findall(r'<w:pStyle w:val="(\w+)"', archive.read("word/document.xml").decode())
    wanted = ["CentredHeading1", "CentredHeading2", "SideTitle", "CentredHeading2", "CentredHeading3", "Heading2"]
    assert used == wanted
