"""Words typed on the screen, in any script: what is typed is kept, a letter is one letter, and every row fits."""

from __future__ import annotations

import pytest
from depth import depth
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from amendtrack.render.safe import seen
from amendtrack.viewer.typed_words import TypedWords

PIECES = (
    "a",
    " ",
    "\t",
    "\n",
    "中",
    "é",
    "e\u0301",
    "👩\u200d💻",
    "🇳🇴",
    "می\u200cخواهم",
    "ශ්\u200dරී",
    "\u202e",
    "\u200b",
    "\x00",
)
KEYS = ("left", "right", "backspace", "delete", "home", "end", "ctrl+left", "ctrl+right", "ctrl+w", "ctrl+k", "x")


@pytest.mark.parametrize("words", ["می\u200cخواهم", "ශ්\u200dරී ලංකා", "র\u200d্যাব", "e\u0301tat", "缔约国"])
def test_what_is_typed_letter_by_letter_is_what_is_pasted(words: str) -> None:
    typed = TypedWords()
    for character in words:
        typed = typed.pressed("", character)
    assert typed.text == TypedWords().with_more(words).text == words


def test_what_cannot_be_seen_is_left_out_of_what_is_pasted() -> None:
    assert TypedWords().with_more("sh\u200ball\x00 \u202enot\u202c\x1b[2J\nnow").text == "shall not[2J now"


def test_pasted_lines_are_one_line() -> None:
    assert TypedWords("1. ", 3).with_more("Meet\r\n  each year.\n\n\tAct.\n").text == "1. Meet each year. Act."
    assert TypedWords("We", 2).with_more(" ").text == "We "


def test_a_letter_with_its_accents_is_one_letter_to_the_cursor() -> None:
    words = TypedWords("ae\u0301👩\u200d💻", 6)
    assert words.pressed("left").at == 3
    assert words.pressed("left").pressed("left").at == 1
    assert words.pressed("home").pressed("right").pressed("delete").text == "a👩\u200d💻"
    assert words.pressed("backspace").text == "ae\u0301👩"


@depth(400)
@given(st.lists(st.sampled_from(PIECES), max_size=40), st.lists(st.sampled_from(KEYS), max_size=8), st.integers(4, 30))
def test_every_row_fits_and_nothing_is_left_out(pieces: list[str], keys: list[str], width: int) -> None:
    words = TypedWords("".join(pieces))
    for key in keys:
        words = words.pressed(key, key if key == "x" else None)
    assert words.text == seen(words.text)
    assert 0 <= words.at <= len(words.text)
    rows = words.rows(width)
    assert "".join(words.text[start:end] for start, end in rows) == words.text.replace("\n", "")
    assert all(cell_len(line.plain) <= width for line in words.lines(width))
    assert words.moved(1, width).moved(-1, width).text == words.text
