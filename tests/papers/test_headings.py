"""Headings on paper: the title, and articles with their titles, are centred; other headings stand at the side."""

from __future__ import annotations

import pytest

from amendtrack.consolidation.value import consolidate
from amendtrack.papers.paper import Paragraph, Role
from amendtrack.papers.texts import elements
from amendtrack.render.brackets import Style
from amendtrack.render.typeset import typeset


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
