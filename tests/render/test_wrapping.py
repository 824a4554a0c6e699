"""Lines broken to a width: nothing is lost, no mark is cut in two, no sign stands alone."""

from __future__ import annotations

import re

import pytest
from depth import depth
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text as Line

from amendtrack.render.wrapping import TIE, wrapped

WORDS = (
    "shall",
    "{-not-}",
    "{-the-}{+each+}",
    "[or",
    "both]",
    "中文字",
    "「引用」。",
    "إزالة",
    "a\u0301é",
    "🇳🇴",
    "5\u00a0May",
)
MARK = re.compile(r"\{[-+]|[-+]\}")


def lines(text: str, width: int) -> list[str]:
    return [line.plain for line in wrapped(Line(text), width)]


@depth(60)
@given(st.lists(st.sampled_from(WORDS), max_size=30), st.integers(8, 40))
def test_nothing_is_lost_and_no_line_is_too_wide(words: list[str], width: int) -> None:
    text = " ".join(words)
    found = lines(text, width)
    assert "".join("".join(found).split(" ")) == text.replace(" ", "")
    assert max(map(cell_len, found), default=0) <= width


@depth(60)
@given(st.lists(st.sampled_from(WORDS), max_size=30), st.integers(8, 40))
def test_no_mark_is_cut_and_no_sign_stands_alone(words: list[str], width: int) -> None:
    found = lines(" ".join(words), width)
    assert sum(len(MARK.findall(line)) for line in found) == len(MARK.findall(" ".join(words)))
    assert not [line for line in found if re.match(r"[-+]\}|[\]。」]", line) or re.search(r"(\{[-+]|[\[「])$", line)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        (f"the stocks. –{TIE}Norvia{TIE}delete]", 20, ["the stocks.", "– Norvia delete]"]),
        (f"尽快 –{TIE}挪威亚]清除雷区", 13, ["尽快", "– 挪威亚]清除", "雷区"]),
        ("{-accommodation-}{+administration+}", 20, ["{-accommodation-}", "{+administration+}"]),
        ("{-accommodations-}.", 10, ["{-accommod", "ations-}."]),
        ("States met on 5\u00a0May", 15, ["States met on", "5\u00a0May"]),
        ("2014[尽快]清除", 6, ["2014", "[尽快]", "清除"]),
        ("缔约国「应」当", 6, ["缔约国", "「应」", "当"]),
        ("1. รัฐภาคีจะต้องทำลาย", 12, ["1. รัฐภาคีจะต้อ", "งทำลาย"]),
        ("of supercalifragilistic", 12, ["of supercali", "fragilistic"]),
    ],
)
def test_where_a_line_ends(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


def test_a_line_break_in_a_text_ends_a_line() -> None:
    assert lines("Clear all\nmined areas.\n\nReport.", 20) == ["Clear all", "mined areas.", "", "Report."]
