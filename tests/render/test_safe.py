"""Nothing hidden, and nothing that speaks to the terminal, passes ``visible``."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amendtrack.render.safe import one_line, visible

HOSTILE = {
    "\x1b[2J": "<U+001B>[2J",
    "\x1b]52;c;aGk=\x07": "<U+001B>]52;c;aGk=<U+0007>",
    "\x9b31m": "<U+009B>31m",
    "a\rb": "a<U+000D>b",
    "a\x08b": "a<U+0008>b",
    "a\x7fb": "a<U+007F>b",
    "a\u202eb\u202c": "a<U+202E>b<U+202C>",
    "a\u2066b\u2069": "a<U+2066>b<U+2069>",
    "a\u200bb": "a<U+200B>b",
    "a\u00adb": "a<U+00AD>b",
    "a\ufeffb": "a<U+FEFF>b",
    "a\u2028b": "a<U+2028>b",
    "a\x85b": "a<U+0085>b",
    "a\u200db": "a<U+200D>b",
    "a\U000e0041b": "a<U+E0041>b",
    "a\ufe0fb": "a<U+FE0F>b",
    "a\ud800b": "a<U+D800>b",
    "\u3164": "<U+3164>",
}

HONEST = (
    "1.\tStates Parties [shall] [may] adopt\n",
    "L’État partie s’engage\u00a0; «\u202fsans délai\u202f»",
    "تلتزم الدول الأطراف بإزالة الألغام بحلول عام ٢٠١٤.",
    "می\u200cخواهم",
    "缔约国应尽快清除雷区。",
    "Государства-участники",
    "क्\u200dष",
    "👩\u200d💻 ❤\ufe0f 🇳🇴 1\ufe0f⃣ \U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
)


DIRECTION_SIGNS = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_hostile_character_is_named(text: str) -> None:
    assert visible(text) == HOSTILE[text]


@pytest.mark.parametrize("text", HONEST, ids=ascii)
def test_honest_writing_is_left_alone(text: str) -> None:
    assert visible(text) == text


@given(st.text(max_size=60))
def test_no_control_or_direction_sign_is_left(text: str) -> None:
    for char in visible(text):
        assert char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs")
        assert unicodedata.bidirectional(char) not in DIRECTION_SIGNS


@given(st.text(max_size=60))
def test_showing_twice_changes_nothing_more(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@given(st.text(max_size=60))
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1
