"""Kept words and words struck out beside them do not run together, wherever in a unit they are."""

from __future__ import annotations

from itertools import product

import pytest

from amendtrack.redline.comparison import compare
from amendtrack.render.descriptions import blocks_of
from amendtrack.render.look import Look
from amendtrack.render.redline_lines import redline_lines
from amendtrack.render.redlined import set_block

WORDS = ("and", "clear", "known", "*mined*", "areas", "now")


@pytest.mark.parametrize("sign", ["", "1. ", "- ", "## ", "> "])
def test_words_struck_out_stand_apart_from_those_that_are_kept(sign: str) -> None:
    for fates in product("kept struck replaced".split(), repeat=len(WORDS)):
        before = sign + " ".join(WORDS)
        after = [
            word.replace("a", "o").replace("n", "m") if fate == "replaced" else word
            for word, fate in zip(WORDS, fates, strict=True)
            if fate != "struck"
        ]
        if not after or after == list(WORDS):
            continue
        redline = compare(before, sign + " ".join(after))
        for block in blocks_of(redline):
            said = " ".join("".join(stretch.text for stretch in block.stretches).removeprefix(sign).split())
            for unit in set_block(block):
                printed = " ".join("".join(span.text for cell in unit.cells for span in cell).split())
                bare = printed.removeprefix(sign).replace("*", "")
                assert bare == said.replace("*", ""), (before, after)
        lines = "".join(line.plain for line in redline_lines(redline, Look(200)) if line.plain.startswith("  | "))
        assert "  " not in lines[4:].replace("• ", "").replace("    ", ""), lines


@pytest.mark.parametrize("mark", ["## Article 2 – ", "Article 2: ", "1. ", "(a) ", "## II – "])
def test_the_only_words_of_a_unit_stand_apart_from_its_number_when_they_are_struck_out(mark: str) -> None:
    [block] = blocks_of(compare(f"{mark}Wells", mark.rstrip(" –")))
    assert [(stretch.mark.name, stretch.text) for stretch in block.stretches] == [("KEPT", mark), ("STRUCK", "Wells")]


def test_no_cell_of_a_row_that_became_a_paragraph_is_lost() -> None:
    blocks = blocks_of(compare("| Well | 7 |\n|---|---|\n", "(a) | 7 |\n|---|\n"))
    cells = [cell for block in blocks for unit in set_block(block) for cell in unit.cells]
    said = [" ".join(span.text.split()) for cell in cells for span in cell]
    assert [words for words in said if "7" in words] == ["7", "(a) | 7 |"]
    for block in blocks:
        assert all(unit.form.is_row or len(unit.cells) == 1 for unit in set_block(block))
