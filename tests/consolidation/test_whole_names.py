"""A name of several words, an address, a symbol or a date, is changed as a whole: two changes of it are two names."""

from __future__ import annotations

import pytest

from amendtrack import consolidate

NAMES = [
    ("https://example.org/2025/report/english.pdf", "2025", "2026", "english", "french"),
    ("https://example.org/reports", "https", "https://archive.example.org/2025/https", "reports", "notes"),
    ("desk@clearance.example.org", "desk", "office", "clearance", "mine-action"),
    ("CCM/MSP/2025/9", "2025", "2026", "9", "12"),
    ("12/03/2026", "12", "13", "2026", "2027"),
    ("10:30", "10", "11", "30", "45"),
    ("annex/reports/annual.pdf", "annex", "papers", "annual", "final"),
    ("12 March 2026", "12", "15", "2026", "2027"),
    ("March 12, 2026", "12", "15", "2026", "2027"),
    ("the 1st of May 2026", "1st", "2nd", "2026", "2027"),
    ("le 12 mars 2026", "12", "15", "2026", "2027"),
    ("12 de março de 2026", "12", "15", "2026", "2027"),
    ("12 марта 2026 года", "12", "15", "2026", "2027"),
    ("12 آذار/مارس 2026", "12", "15", "2026", "2027"),
    ("2026年3月12日", "2026", "2027", "12", "15"),
    ("2026-03-12", "2026", "2027", "12", "15"),
    ("USD 5 million", "USD", "EUR", "million", "billion"),
    ("$5 million", "$5", "$6", "million", "billion"),
    ("5 million dollars", "5", "6", "dollars", "euros"),
    ("ten (10) days", "ten (10)", "six (6)", "days", "weeks"),
]
DRAFT = "The report is at NAME as of today.\n"


@pytest.mark.parametrize(("name", "one", "new_one", "other", "new_other"), NAMES)
def test_no_name_is_made_of_two(name: str, one: str, new_one: str, other: str, new_other: str) -> None:
    first, second = name.replace(one, new_one, 1), name.replace(other, new_other)
    contested = consolidate(
        DRAFT.replace("NAME", name), {"Arran": DRAFT.replace("NAME", first), "Brodick": DRAFT.replace("NAME", second)}
    )
    (slot,) = contested.accept(["Arran", "Brodick"]).open_slots
    assert len(slot.variants) == 2
    made = {contested.choose(slot, variant).clean() for variant in slot.variants}
    assert made == {DRAFT.replace("NAME", first), DRAFT.replace("NAME", second)}


@pytest.mark.parametrize("name", [name for name, *_ in NAMES])
def test_what_stands_beside_a_name_is_changed_by_itself(name: str) -> None:
    draft = f"See [the report]({name}), at {name}.\n"
    first, second = draft.replace("the report", "the annex"), draft.replace("at ", "dated ")
    third = draft.replace(f"({name})", "(here)")
    both = consolidate(draft, {"Arran": first, "Brodick": second, "Corrie": third})
    made = both.accept(["Arran", "Brodick", "Corrie"]).clean()
    assert made == f"See [the annex](here), dated {name}.\n"


def test_words_with_a_stroke_between_are_changed_one_by_one() -> None:
    draft = "Men/women/children and/or families are told.\n"
    texts = {"Arran": draft.replace("Men", "Boys"), "Brodick": draft.replace("/children", "")}
    assert consolidate(draft, texts).accept([*texts]).clean() == "Boys/women and/or families are told.\n"


def test_a_paragraph_that_is_cited_is_no_number_in_words() -> None:
    draft = "Under paragraph (1) States report, and within ten (10) days donors pay.\n"
    texts = {"Arran": draft.replace("(1)", "(2)"), "Brodick": draft.replace("States report", "donors report")}
    assert consolidate(draft, texts).accept([*texts]).clean() == draft.replace("(1) States", "(2) donors")
