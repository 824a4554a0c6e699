"""What a word is, in six languages, and which differences are only typography."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from depth import depth
from hypothesis import given
from hypothesis import strategies as st

from amendtrack.text.words import folded, is_sentence_end, is_sign, is_stop_word, tokens

quick = depth(200)


@given(st.text(max_size=60))
@quick
def test_tokens_join_to_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text


@pytest.mark.parametrize(
    "word",
    [
        "l’État",
        "l'État",
        "l´État",
        "mine-affected",
        "mine\u2011affected",
        "1,000.50",
        "الأطراف",
        "Государства-участники",
        "🇳🇴",
        "👩🏽‍🚒",
        "e\u0301te\u0301",
        "2010–2014",
        "[^3]",
    ],
)
def test_one_word_is_one_piece(word: str) -> None:
    assert tokens(word) == [word]
    assert tokens(f"so {word}, then") == ["so", " ", word, ",", " ", "then"]


def test_chinese_characters_are_words_by_themselves() -> None:
    assert tokens("应于2014年前") == ["应", "于", "2014", "年", "前"]


@given(st.text(alphabet="aé1’'-. ,[]缔ع\u0301\u200d😀", max_size=12))
@quick
def test_no_cut_inside_a_grapheme(text: str) -> None:
    found = tokens(text)
    for before, token in pairwise(found):
        assert not unicodedata.combining(token[0]) or before.isspace()  # a mark on a space stands alone


NOISE = [
    ("l´État", "l’État"),
    ("l’État", "l'État"), ("mine‑free", "mine-free"), ("–", "-"), ("“", '"'), ("«", '"'), ("é", "e\u0301"),
    ("٢٠١٤", "2014"), ("…", "..."), ("eﬃcient", "efficient"), ("co\u00adop", "coop"), ("\u200eShall", "Shall"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), NOISE)
def test_typography_is_noise(one: str, other: str) -> None:
    assert folded(one) == folded(other)


MEANT = [
    ("shall", "should"),
    ("State", "state"),
    (",", ";"),
    ("States", "State"),
    ("2014", "2015"),
    (".", ""),
    ("and", "or"),
    ("[", "("),
    ("`", "'"),
    ("foo-bar.py", "foo–bar.py"),
    ("munin-node.conf", "munin—node.conf"),
    ("wells-lake.org", "wells–lake.org"),
    ("max_a-b", "max_a–b"),
]


@pytest.mark.parametrize(("one", "other"), MEANT)
def test_words_and_signs_are_never_noise(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@pytest.mark.parametrize("word", ["mine-affected", "U.N.-led", "foo-bar.py", "max_a-b"])
def test_a_hyphen_that_holds_a_line_together_is_typography(word: str) -> None:
    assert folded(word.replace("-", "\u2011")) == folded(word)


@pytest.mark.parametrize(
    "options", ["--dry-run", "(--all)", "`--sort`", "'--no-pager'", "--sort=name --all", "[--force]"]
)
def test_the_signs_of_an_option_are_no_dash(options: str) -> None:
    other = options.replace("--", "-", 1)
    said = [[key for token in tokens(f"run {o} now") if (key := folded(token))] for o in (options, other)]
    assert said[0] != said[1]


@pytest.mark.parametrize(
    "dashes", ["wells -- deep", "wells--deep", "wells --", "-- deep", "wells --deep-- or", "--- a"]
)
def test_two_signs_for_a_dash_are_typography(dashes: str) -> None:
    assert all(token[:2] != "--" or set(token) == {"-"} for token in tokens(dashes))


@pytest.mark.parametrize(("code", "other"), [("b-c", "b–c"), ("-x", "–x"), ("a='b'", "a=‘b’"), ("--all", "—all")])
def test_in_code_no_sign_is_typography(code: str, other: str) -> None:
    said = [[key for t in tokens(f"run `{c}`, now") if (key := folded(t))] for c in (code, other)]
    assert said[0] != said[1] and said[1][1:3] == [f"`{other}`", ","]
    said = [[key for t in tokens(f"run {c} now") if (key := folded(t))] for c in ("-x", "–x")]
    assert said[0] == said[1]  # outside it may be a word processor's doing


@given(st.text(max_size=20))
@quick
def test_folding_twice_is_folding_once(text: str) -> None:
    for token in tokens(text):
        assert folded(folded(token)) == folded(token)


def test_white_space_folds_away() -> None:
    assert [folded(space) for space in (" ", "\u00a0", "\n\n", "\t")] == ["", "", "", ""]


def test_signs_sentence_ends_and_stop_words() -> None:
    assert is_sign(",") and is_sign("¶") and not is_sign("a")
    assert all(is_sentence_end(sign) for sign in ".?!。؟") and not is_sentence_end(",")
    assert is_stop_word("The") and is_stop_word("и") and not is_stop_word("mines")


@given(st.text(alphabet="aé1²Жعا٣,.-’'_ \n…*`[^]#缔（。“«ﬁº№₂", max_size=14))
@quick
def test_both_engines_cut_alike(text: str) -> None:
    # A Thai letter is a word by itself, and sends the text to the engine that knows all scripts.
    assert tokens(f"{text}ก") == [*tokens(text), "ก"]
