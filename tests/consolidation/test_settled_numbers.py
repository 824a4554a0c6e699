"""A number once printed, or given by a decision, is the one that the clean text has: cases by their kind."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from amendtrack.consolidation.value import consolidate
from amendtrack.render.brackets import brackets
from amendtrack.text.labels import Label, next_suffix, read_label, write_label
from amendtrack.text.units import parse_text

BASE = """\
Article 1

1. Wells are dug in spring.

2. Covers are dry. Ropes are kept in a box.

3. Pumps are oiled.

Article 2

1. Boats carry lamps.
"""


def test_a_part_split_off_keeps_the_number_that_is_free_under_a_new_heading_too() -> None:
    split = BASE.replace("dry. Ropes", "dry.\n\n3. Ropes").replace("3. Pumps", "4. Pumps")
    article = "Article 2\n\n1. Guests may fish.\n\n2. Guests pay.\n\n2 bis. Guests leave at dusk.\n\nArticle 2\n"
    con = consolidate(BASE, {"Arda": split, "Brum": BASE.replace("Article 2\n", article)})
    assert "\n2 bis. Ropes are kept in a box." in con.accept(["Arda"]).accept(["Brum"]).clean()
    assert "2 bis. {✓" in brackets(con.accept(["Arda"]))


def test_a_new_heading_without_a_title_gets_no_dash_from_those_that_have_one() -> None:
    base = "Article 1 – Wells\n\n1. Wells are dug.\n\n2. Covers are dry.\n\nArticle 2 – Ropes\n\n1. Ropes are kept.\n"
    con = consolidate(base, {"Arda": base.replace("2. Covers", "Article 2 ter\n\n2. Covers")})
    assert "\n[Article 1 bis – Arda]\n" in brackets(con)
    assert "\nArticle 1 bis\n" in con.accept(["Arda"]).clean()


def test_a_moved_table_with_new_heads_is_one_table() -> None:
    annex = (
        "Annex\n\n1. Fees are these.\n\n| Nr | boat | lamp |\n|---|---|---|\n| 1 | two | three |\n| 2 | four | five |\n"
    )
    base = BASE + "\n" + annex
    new = annex.replace("| Nr | boat | lamp |", "| Nr | boat |").replace(" three |", "").replace(" five |", "")
    new = new.replace("1. Fees are these.", "1. Guests pay at dusk.\n\n2. Fees are those.")
    con = consolidate(base, {"Arda": new + "\n" + BASE})
    made = con.accept(["Arda"]).clean()
    assert "\n\n|---" not in made


def test_what_others_want_where_a_unit_stands_is_not_printed_where_one_moves_it() -> None:
    first, second = BASE.split("Article 2\n")
    article = "Article 2\n\n1. Guests pay at dusk.\n" + second.replace("1. Boats", "2. Boats")
    con = consolidate(BASE, {"Arda": article + "\n" + first.rstrip("\n") + "\n", "Brum": first + article})
    printed = brackets(con)
    assert printed.index("Pumps are oiled") < printed.index("Guests pay at dusk. – Arda, Brum")
    moved = con.accept(["Arda"]).clean()
    assert moved.index("Guests pay") < moved.index("Pumps are oiled")


LISTS = (
    ("1.", "2.", "3.", "4."),
    ("Article 1", "Article 2", "Article 3", "Article 4"),
    ("(a)", "(b)", "(c)", "(d)"),
    ("(1)", "(2)", "(3)", "(4)"),
)
WORDS = ("Guests may fish from the pier.", "Fees are due in May.", "Lamps burn all night.", "Nets are dried by day.")


def lines(labels: Iterable[str], words: Iterable[str]) -> str:
    return "Every club:\n\n" + "".join(f"{label} {w}\n\n" for label, w in zip(labels, words, strict=False))


def label_of(printed: str) -> Label:
    label = read_label(printed)
    assert label is not None
    return label


def labels_in(text: str) -> list[str]:
    return [unit.label for unit in parse_text(text).units if unit.label]


@pytest.mark.parametrize("labels", LISTS)
def test_what_moves_in_its_own_list_is_counted_where_it_goes(labels: tuple[str, ...]) -> None:
    """The first too, which opens no list there, and an item of a list whose paragraph stays."""
    base = lines(labels, WORDS[:3])
    for at in range(2):
        left = [w for k, w in enumerate(WORDS[:3]) if k != at]
        clean = consolidate(base, {"Arda": lines(labels, [*left, WORDS[at]])}).accept(["Arda"]).clean()
        behind = write_label(next_suffix(label_of(labels[2])))
        assert labels_in(clean) == [*labels[:at], *labels[at + 1 : 3], behind], clean


@pytest.mark.parametrize("labels", LISTS)
def test_new_units_rise_to_the_next_one_however_each_delegation_counts(labels: tuple[str, ...]) -> None:
    base, bis = lines(labels, WORDS[:2]), write_label(next_suffix(label_of(labels[0])))
    two = lines(labels, (WORDS[0], WORDS[2], WORDS[3], WORDS[1]))  # the second has a number that is free, but too high
    clean = consolidate(base, {"Arda": two}).accept(["Arda"]).clean()
    assert labels_in(clean) == [labels[0], bis, write_label(next_suffix(label_of(bis))), labels[1]]
    one = lines(labels, WORDS[:1])
    for new in (WORDS[2:], WORDS[:1:-1]):
        sent = {"Arda": lines((labels[0], bis), (WORDS[0], new[0])), "Brum": lines(labels, (WORDS[0], new[1]))}
        clean = consolidate(one, sent).accept(["Arda", "Brum"]).clean()
        behind = [bis, labels[1]] if clean.index(new[0]) < clean.index(new[1]) else [labels[1]]
        given = [labels[0], *behind, *([] if behind[1:] else [write_label(next_suffix(label_of(labels[1])))])]
        assert labels_in(clean) == given, clean


def test_a_new_first_item_of_a_paragraph_that_moves_comes_before_the_first_in_number_too() -> None:
    kept, moved = f"1. {WORDS[0]}\n\n(a) {WORDS[1]}", f"2. {WORDS[2]}\n\n(a) {WORDS[3]}"
    new = moved.replace("(a) Nets", "(a) Guests wait at noon.\n\n(b) Nets")
    con = consolidate(f"{kept}\n\n{moved}\n", {"Arda": f"{new.replace('2.', '1.')}\n\n{kept.replace('1.', '2.')}\n"})
    assert labels_in(con.accept(["Arda"]).clean()) == ["1 ante.", "(a) ante", "(a)", "1.", "(a)"]


TITLED = "# {}. Wells\n\n1. They are dug.\n\n2. Ropes are dry.\n\n3. Nets are blue.\n\n"
SHIPS, ENDS = "# {}. Ships\n\n1. Ships pay a toll.\n\n2. Charts are public.\n\n", "# {}. Ends\n\n1. Pumps are red.\n"
BOATS = "# {}. Boats\n\n1. Boats carry lamps.\n\n"


def headings(*parts: str) -> str:
    return "".join(part.format(n) for n, part in enumerate(parts, 1))


@pytest.mark.parametrize("sign", ["#", "##", "="])
def test_the_numbers_of_titles_and_of_paragraphs_are_counted_apart(sign: str) -> None:
    """What follows a new or struck title is no amendment, and a new one is numbered behind the title above it."""
    base = headings(TITLED, SHIPS, ENDS).replace("#", sign)
    for sent, given in (
        (headings(TITLED, BOATS, SHIPS, ENDS), ["1", "1 bis", "2", "3"]),
        (TITLED.partition("\n\n")[2] + headings(SHIPS, ENDS), ["2", "3"]),
        (headings(SHIPS, TITLED, ENDS), ["1 ante", "1", "3"]),
    ):
        con = consolidate(base, {"Arda": sent.replace("#", sign)})
        clean = con.accept(["Arda"]).clean()
        titles = [line.split(".")[0].lstrip("#= ") for line in clean.splitlines() if line.startswith(sign)]
        assert "/" not in brackets(con), brackets(con)
        assert titles == given, clean


def test_a_new_title_right_behind_another_is_numbered_behind_it() -> None:
    base = headings(TITLED, SHIPS, ENDS)
    con = consolidate(base, {"Arda": base.replace("1. They", "# 1 bis. Boats\n\n1. They")})
    assert "\n[# 1 bis. Boats – Arda]\n" in brackets(con)
