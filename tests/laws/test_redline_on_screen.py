"""A redline in the look of a document has every word of both texts, each with its mark, whatever signs they have."""

from __future__ import annotations

import re

from depth import depth
from hypothesis import given
from hypothesis import strategies as st

from amendtrack.redline.comparison import compare
from amendtrack.render.block_lines import lines_of_blocks, words_of_block
from amendtrack.render.descriptions import UnitFate, blocks_of, is_ruler_block
from amendtrack.render.look import Look, Signs

WORDS = st.lists(
    st.sampled_from(
        ("meet", "act", "*never*", "**may**", "well[^1]", "a|b", r"\*", "`code`", "[...]", "{+", "~~no~~", "")
    ),
    min_size=1,
    max_size=5,
).map(" ".join)
UNITS = st.one_of(
    st.builds("{} {}".format, st.sampled_from(("#", "##", "-", ">", "1.", "(a)", "[^1]:", "")), WORDS),
    st.builds("| {} | {} |\n|---|---|\n| {} | {} |\n| {} | {} |".format, *[WORDS] * 6),
    st.builds("| {} | {} |".format, WORDS, WORDS),
)
TEXTS = st.lists(UNITS, min_size=1, max_size=5).map("\n\n".join)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and the same with a few of its words or signs replaced, struck out or added to."""
    before = draw(TEXTS)
    words = before.split(" ")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(words)))
        words[at : at + draw(st.integers(0, 2))] = draw(WORDS).split(" ")[: draw(st.integers(0, 2))]
    return before, draw(st.one_of(st.just(" ".join(words)), TEXTS))


def letters(words: str) -> str:
    return "".join(re.findall("[a-z]+", words))


def side(words: str, mark: str) -> str:
    """The words without those that have the mark."""
    return letters(re.sub(rf"\{{\{mark}.*?\{mark}\}}", "", words))


@given(pairs())
@depth(400)
def test_every_word_of_both_texts_is_seen(pair: tuple[str, str]) -> None:
    redline = compare(*pair)
    blocks = [block for block in blocks_of(redline) if block.stretches and not is_ruler_block(block)]
    for block in blocks:
        shown = words_of_block(block).replace(r"{\+", "").replace(r"+\}", "")
        was = "".join(s.text for s in block.stretches if s.mark.value != "inserted")
        now = "".join(s.text for s in block.stretches if s.mark.value != "deleted")
        if block.fate in (UnitFate.NEW, UnitFate.DELETED):
            assert letters(shown) == letters(was or now), (was, now)
        else:
            assert (side(shown, "+"), side(shown, "-")) == (letters(was), letters(now)), shown
    for width in (20, 80):
        for signs in Signs:
            lines = [line for _, found in lines_of_blocks(blocks_of(redline), Look(width, signs)) for line in found]
            assert all(line.cell_len <= max(width, 12) for line in lines)
            printed = letters(" ".join(line.plain for line in lines))
            assert all(letters(words_of_block(block)) in printed for block in blocks)
