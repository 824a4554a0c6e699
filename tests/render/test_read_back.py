"""Whoever has only the print of a redline can read both texts back from it."""

from __future__ import annotations

import re
from collections import Counter

from depth import depth
from hypothesis import given
from hypothesis import strategies as st

from amendtrack.redline.comparison import compare
from amendtrack.render.look import Columns, Look
from amendtrack.render.redline_lines import redline_lines

WORDS = st.sampled_from(
    ["shall", "clear", "all", "{-areas", "x+}", "[or", "both]", "缔约国", "ة", "[...]", "by,", "5", "¶"]
)
PARAGRAPH = st.lists(WORDS, min_size=1, max_size=14).map(lambda words: "All " + " ".join(words))
TEXT = st.lists(PARAGRAPH, min_size=1, max_size=4).map("\n\n".join)
EDITED = st.tuples(TEXT, TEXT, st.randoms(use_true_random=False)).map(
    lambda made: (made[0], "\n\n".join(made[2].sample(parts := [*made[0].split("\n\n"), made[1]], len(parts))))
)


def joined(text: str) -> str:
    """A text without its white space, which a print may break anywhere."""
    return "".join(text.split())


def printed(before: str, after: str, look: Look) -> list[str]:
    return [line.plain for line in redline_lines(compare(before, after), look)]


def units(lines: list[str]) -> list[tuple[str, str]]:
    """Each unit printed: the sign in its margin, and its words with their marks."""
    found: list[tuple[str, str]] = []
    going_on = False
    for line in lines:
        body = re.match(r"  ([-+>| ]) (.*)", line)
        if not body:
            going_on = False
        elif going_on:
            found[-1] = (found[-1][0], f"{found[-1][1]} {body[2]}")
        else:
            found.append((body[1], body[2]))
            going_on = True
    return found


def one_text(words: str, gone: str, kept: str) -> str:
    """The words of one of the two texts: without the other's, and without our marks."""
    cut = re.sub(rf"(?s)\{{{re.escape(gone)}.*?{re.escape(gone)}\}}", "", words)
    cut = cut.replace(f"{{{kept}", "").replace(f"{kept}}}", "")
    cut = re.sub(r"\{\\(\\*[-+])", r"{\1", cut)
    return joined(re.sub(r"([-+]\\*)\\\}", r"\1}", cut))


@depth(60)
@given(EDITED, st.integers(20, 100))
def test_both_texts_can_be_read_back_from_one_column(texts: tuple[str, str], width: int) -> None:
    before, after = texts
    found = units(printed(before, after, Look(width)))
    read = [one_text(words, "-", "+") for sign, words in found if sign != "-"]
    assert "".join(read).replace("¶", "") == joined(after).replace("¶", "")
    read = [one_text(words, "+", "-") for sign, words in found if sign != "+"]
    assert Counter("".join(read).replace("¶", "")) == Counter(joined(before).replace("¶", ""))
    if not any(sign == ">" for sign, _ in found):
        assert "".join(read).replace("¶", "") == joined(before).replace("¶", "")


@depth(60)
@given(EDITED, st.integers(60, 160))
def test_each_text_stands_in_a_column_of_its_own(texts: tuple[str, str], width: int) -> None:
    before, after = texts
    lines = printed(before, after, Look(width, columns=Columns.TWO))
    pairs = [line.split("│") if "│" in line else [line, line] for line in lines if line not in ("before", "after")]
    left, right = ([side.removeprefix(" ") if k else side for *_, side in (p[: k + 1] for p in pairs)] for k in (0, 1))
    read = [one_text(words, "+", "-") for sign, words in units(left) if sign != "+"]
    assert Counter("".join(read).replace("¶", "")) == Counter(joined(before).replace("¶", ""))
    read = [one_text(words, "-", "+") for sign, words in units(right)]
    assert "".join(read).replace("¶", "") == joined(after).replace("¶", "")
