"""Abbreviations: one table, and what a full stop after each of them may mean."""

import pytest

from amendtrack.text.abbreviations import ALSO_WORDS, MAY_END, NAMES_FOLLOW, NUMBERS_FOLLOW, closing


def test_each_is_in_the_form_in_which_it_is_looked_up() -> None:
    for word in NAMES_FOLLOW | NUMBERS_FOLLOW | MAY_END:
        assert word == word.casefold() and not word.endswith(".")
    assert NAMES_FOLLOW.isdisjoint(NUMBERS_FOLLOW), "what follows would be in doubt"
    assert ALSO_WORDS <= NAMES_FOLLOW | NUMBERS_FOLLOW


@pytest.mark.parametrize("before", ["", "see ", "(", "«", "l'"])
def test_one_is_found_only_as_a_whole_word(before: str) -> None:
    pattern = closing(NAMES_FOLLOW)
    for word in NAMES_FOLLOW:
        assert pattern.search(f"{before}{word}.") and pattern.search(f"{before}{word.upper()}.")
        assert not pattern.search(f"{before}{word}") and not pattern.search(f"{before}{word}. Karv")
    assert not pattern.search(f"{before}quelmr.")
