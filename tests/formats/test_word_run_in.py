"""A paragraph whose mark is hidden: Word prints what follows on the same line (a heading with its text behind it)."""

from __future__ import annotations

import pytest
from wordfiles import cell, clean, ins, level, lists, numbered, p, row, run, table, word

from amendtrack.formats.docx import read_docx

_HEADING = '<w:outlineLvl w:val="1"/>'
_HIDDEN = "<w:vanish/><w:specVanish/>"
_TOLD = "a paragraph whose mark is hidden: on one line with the next, as in Word"


def test_a_heading_and_the_text_behind_it_are_one_paragraph_with_one_number() -> None:
    numbering = lists(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"))
    body = (
        p("Part", properties=numbered(0) + _HEADING)
        + p("Aims", properties=numbered(1) + _HEADING, mark=_HIDDEN)
        + p(". The aims are", ins(" few"), ".")
        + p("Means", properties=numbered(1) + _HEADING)
    )
    file = read_docx(word(body, numbering=numbering))
    assert file.base == "## 1. Part\n\n1.1 Aims. The aims are.\n\n## 1.2 Means\n"
    assert file.final == "## 1. Part\n\n1.1 Aims. The aims are few.\n\n## 1.2 Means\n"
    assert _TOLD in file.notes


@pytest.mark.parametrize(
    ("after", "text"),
    [
        ("", "## Aims\n"),
        (p() + p("b"), "## Aims\n\nb\n"),
        (table(row("a", "b")), "## Aims\n\n| a | b |\n| --- | --- |\n"),
        (p(run("unseen", "<w:vanish/>"), mark="<w:vanish/>") + p(", so") + p("b"), "Aims, so\n\nb\n"),
    ],
)
def test_a_heading_that_no_words_follow_on_its_line_is_a_heading(after: str, text: str) -> None:
    assert clean(p("Aims", properties=_HEADING, mark=_HIDDEN) + after).final == text


def test_a_section_or_a_cell_ends_the_line() -> None:
    assert clean(p("One", properties="<w:sectPr/>", mark="<w:vanish/>") + p("two")).final == "One\n\ntwo\n"
    body = table(row(cell(p("One", mark="<w:vanish/>")), "two"))
    assert clean(body).final == "| One | two |\n| --- | --- |\n"
