"""No renderer's work grows with the square of what a delegation sends: a quadratic one would take minutes here."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from depth import ALL

from amendtrack import compare, consolidate
from amendtrack.papers.html import html
from amendtrack.papers.markdown import markdown
from amendtrack.papers.paper import Mark, Paper, Paragraph, Role, Run, Section, Table
from amendtrack.papers.plain import plain
from amendtrack.render.block_lines import block_lines
from amendtrack.render.brackets import brackets
from amendtrack.render.descriptions import Coverage, ShownUnit, Stretch, StretchKind, UnitFate
from amendtrack.render.html import consolidation_html, redline_html
from amendtrack.render.literals import marked_literals
from amendtrack.render.look import Look
from amendtrack.render.parsing import read_brackets
from amendtrack.render.safe import flowing, one_line, visible

MANY = 200_000 if ALL else 20_000
SIGNS = (" ", "\u00a0", "\t", "\n", " \n", "[", "]", "{", "“", "“a”", "\\", "/ ", " – ", "-")


def read(inside: str) -> object:
    return read_brackets(f"[all – Arda move to {inside};x] {inside}]", ["Arda"])


@pytest.mark.parametrize("sign", SIGNS, ids=ascii)
@pytest.mark.parametrize("write", [one_line, flowing, visible, marked_literals, read], ids=lambda f: str(f.__name__))
def test_signs_without_number(write: Callable[[str], object], sign: str) -> None:
    write("shall " + sign * (MANY // len(sign)))


@pytest.mark.parametrize(
    "sign", [*SIGNS, "(", ".", ". ", ";", ", ", "a", "中", "{-", "-}{+", "\uffff", "。”"], ids=ascii
)
def test_a_paragraph_of_one_sign_in_a_terminal(sign: str) -> None:
    words = f"5. shall {sign * (MANY // 4 // len(sign))} a"
    block = ShownUnit(UnitFate.EDITED, "EDITED 5", (Stretch(StretchKind.KEPT, words), Stretch(StretchKind.PUT_IN, "x")))
    lines = block_lines(block, Look(80), Coverage.CHANGES) + block_lines(block, Look(80))
    assert all(line.cell_len <= 80 for line in lines)


@pytest.mark.parametrize("write", [plain, markdown, html], ids=lambda f: str(f.__module__))
def test_a_paper_of_blanks(write: Callable[[Paper], str]) -> None:
    words = "shall" + " " * MANY + "clear"
    struck = Paragraph((Run(words, Mark.STRUCK), Run(words, Mark.NEW)), Role.TEXT, "1#1")
    paper = Paper("Kind", words, (("Symbol", words),), (Section(words, (struck, Table(("A",), ((words,),)))),))
    assert "clear" in write(paper)


@pytest.mark.long
@pytest.mark.parametrize("sign", [" ", "\t", "[", "]", "“"], ids=ascii)
def test_a_proposal_of_one_sign(sign: str) -> None:
    base, longer = "7. Parties shall clear all areas.", f"7. Parties shall {sign * (MANY // 4)} clear all areas."
    assert "shall" in redline_html(compare(longer, base))
    con = consolidate(longer, {"Arda": base, "Brum": longer.replace("all areas", "known areas")})
    assert "known – Brum" in brackets(con)
    assert "Brum" in consolidation_html(con)
