"""Raw differences made readable: whole phrases, no islands, one natural place."""

from __future__ import annotations

import pytest
from depth import depth
from hypothesis import given
from hypothesis import strategies as st

from amendtrack.redline.comparison import compare
from amendtrack.redline.phrase import Hunk, hunks
from amendtrack.redline.spoken_words import BREAK, words_of
from amendtrack.text.words import folded

quick = depth(200)


def keys(text: str) -> list[str]:
    return [word.key for word in words_of(text)]


def told(before: str, after: str) -> list[tuple[str, str]]:
    """Each change as the words that went and the words that came."""
    b, a = keys(before), keys(after)
    return [(" ".join(b[h.i1 : h.i2]), " ".join(a[h.j1 : h.j2])) for h in hunks(b, a)]


def test_words_know_their_places() -> None:
    text = "l’État  s’engage."
    for word in words_of(text, 0):
        assert folded(text[word.start : word.end]) == word.key
    assert [w.start for w in words_of("a b", 10)] == [10, 12]


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("Parties shall report.", "Parties should report.", [("shall", "should")]),
        ("Clear all areas now.", "Clear areas now.", [("all", "")]),
        ("They meet. They talk.", "They meet. They eat. They talk.", [("", "They eat .")]),
        ("They meet. They eat. They talk.", "They meet. They talk.", [("They eat .", "")]),
        ("data are collected and updated", "data are collected, by age, and updated", [("", ", by age ,")]),
        ("ensure the safety", "guarantee the security", [("ensure", "guarantee"), ("safety", "security")]),
        (
            "found by several authors that it is so",
            "analyzed by previous work that it is so",
            [("found", "analyzed"), ("several authors", "previous work")],
        ),
        ("as agreed in May, one club is free", "as agreed in May and in June, one club is free", [("", "and in June")]),
        # One long common run is kept, not its words here and there; a phrase begins with its small word.
        (
            "a list of boats and a list of nets",
            "a list of nets",
            [("a list of boats and", "")],
        ),
        ("结果", "归结", [("结 果", "归 结")]),
        # The full stop of an abbreviation ends no sentence.
        (
            "Under Art. (2) fees fall due",
            "Under Art. (2) fees fall due and under Art. (2) fees fall due",
            [("", "and under Art . ( 2 ) fees fall due")],
        ),
        # A word of content stays beside words that are only added; a small word does not.
        (
            "the fund gives grants for wells",
            "the fund of all the small islands in the north gives loans for wells",
            [("", "of all the small islands in the north"), ("grants", "loans")],
        ),
        ("the `alpha` (old) tool", "the `beta` (new) tool", [("alpha", "beta"), ("old", "new")]),
        # Beside a rewrite, a small word or a comma is kept only if more is kept around it.
        (
            "takes two sacks as payments and grinds a random sack between them",
            "takes a written order as a payment and grinds a random sack in the order. An order takes the form of both",
            [
                ("two sacks as payments", "a written order as a payment"),
                ("between them", "in the order . An order takes the form of both"),
            ],
        ),
        (
            "If you're using Brum or Corv, open a window and enter the following words",
            "Brum veya Corv kullanıyorsanız, bir window açın ve aşağıdaki komutu girin",
            [
                ("If you're using", ""),
                ("or", "veya"),
                (", open a", "kullanıyorsanız , bir"),
                ("and enter the following words", "açın ve aşağıdaki komutu girin"),
            ],
        ),
        # The parts of a date or a symbol are one, though one of them is the same.
        ("due on 12/03/2025 in full", "due on 14/03/2026 in full", [("12 / 03 / 2025", "14 / 03 / 2026")]),
        ("on 67/12/2228 only", "on 12/17/8597 only", [("67 / 12 / 2228", "12 / 17 / 8597")]),
        ("paras 3/4 and 5/6", "paras 3/5 and 5/7", [("4", "5"), ("6", "7")]),
        ("at 10:30 and 2:15", "at 11:45 and 3:20", [("10 : 30", "11 : 45"), ("2 : 15", "3 : 20")]),
        ("rule 5: 3 boats", "rule 6: 4 boats", [("5", "6"), ("3", "4")]),
        ("on May 14, 2025, at noon", "on May 20, 2026, at noon", [("14 , 2025", "20 , 2026")]),
        ("on May 14, 2025", "on May 20, 2025", [("14", "20")]),
        ("rules 5, 16 and 7", "rules 6, 18 and 7", [("5", "6"), ("16", "18")]),
        # A lone sign is given up in a rewrite; parentheses and quotation marks stay, as people see it.
        ("using `#[macro_derive]`", "using `derive()` rules", [("# [ macro_derive ] `", "derive ( ) ` rules")]),
        ("the “small boats” go", "the “big” craft go", [("small boats", "big"), ("", "craft")]),
        ("see (first draft) below", "see the (second draft) below", [("", "the"), ("first", "second")]),
        # The halves of one phrase are replaced together; a word that is only inflected is amended by itself.
        ("see the keeper of lamps soon", "see the warden of wells soon", [("keeper of lamps", "warden of wells")]),
        ("voir le chef du port ici", "voir le menu du jour ici", [("chef du port", "menu du jour")]),
        ("see the keeper of lamps soon", "see the keepers of wells soon", [("keeper", "keepers"), ("lamps", "wells")]),
        ("weigh the boats soon", "paint the oars soon", [("weigh", "paint"), ("boats", "oars")]),
        ("dig wells and mend nets", "fill wells and burn nets", [("dig", "fill"), ("mend", "burn")]),
        # The capitals of words side by side are one change.
        ("fees to be passed on", "Fees To Be Passed on", [("fees to be passed", "Fees To Be Passed")]),
        (
            "rules on the use of wells",
            "Rules on the Use of Wells",
            [("rules", "Rules"), ("use", "Use"), ("wells", "Wells")],
        ),
    ],
)
def test_a_change_is_a_phrase(before: str, after: str, wanted: list[tuple[str, str]]) -> None:
    assert told(before, after) == wanted


def test_no_island_of_small_words_in_a_rewrite() -> None:
    before = "Each Party will submit its report to the Meeting of the Parties within one year."
    after = "All governments publish findings for the benefit of the public every spring."
    assert len(told(before, after)) == 1


def test_both_ends_of_a_long_paragraph_leave_the_middle_alone() -> None:
    middle = " ".join(f"word{n}" for n in range(200))
    assert told(f"first {middle} last", f"one {middle} end") == [("first", "one"), ("last", "end")]


sequences = st.lists(st.sampled_from(["a", "the", "mine", "field", ",", ".", "[", "]", BREAK]), max_size=25)


@given(sequences, sequences)
@quick
def test_hunks_give_the_second_wording(before: list[str], after: list[str]) -> None:
    made: list[str] = []
    at = 0
    for h in hunks(before, after):
        assert at <= h.i1 <= h.i2 and (h.i1 < h.i2 or h.j1 < h.j2)
        made += before[at : h.i1]
        assert len(made) == h.j1
        made += after[h.j1 : h.j2]
        at = h.i2
    assert made + before[at:] == after


@given(sequences)
@quick
def test_a_wording_and_itself(words: list[str]) -> None:
    assert hunks(words, words) == []
    assert hunks([], words) == ([Hunk(0, 0, 0, len(words))] if words else [])


def test_a_date_or_a_symbol_that_changed_is_one_mark() -> None:
    spans = compare("See A/RES/79/271 of 12/03/2025.\n", "See A/RES/80/107 of 14/06/2026.\n").spans()
    assert [span.text for span in spans if span.kind == "insert"] == ["80/107", "14/06/2026"]
    spans = compare("Boats and/or nets of 2/3 clubs.\n", "Boats and/or rafts of 2/5 clubs.\n").spans()
    assert [span.text for span in spans if span.kind == "insert"] == ["rafts", "5"]


def test_the_capital_that_follows_from_new_words_is_a_change_of_its_own() -> None:
    assert told("When mines are found, they are marked.", "In every area, when mines are found, they are marked.") == [
        ("", "In every area ,"),
        ("When", "when"),
    ]
    assert told("For comparison, one finds mines.", "One finds mines.") == [("For comparison ,", ""), ("one", "One")]
    assert told("The States meet.", "The states meet.") == [("States", "states")]
