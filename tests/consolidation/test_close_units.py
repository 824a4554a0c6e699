"""Rows and items stand close together; what follows them stays apart when the last of them goes, and what comes too."""

from __future__ import annotations

import pytest

from amendtrack.consolidation.value import consolidate
from amendtrack.render.brackets import brackets
from amendtrack.render.marks import unmarked

BASE = """\
Article 1

1. The port is open to all who come.

2. Fees are low for every boat on the lake.

| boat | fee |
|---|---|
| oak | 5 |
| ash | 7 |

Nets are dried on the pier:

- in April;
- in May;
- in June.

The gate is shut at night by the guard.
"""
LAST_ROW, LAST_ITEM = "| ash | 7 |\n", "- in June.\n"

CHANGES = {
    "the last row struck": BASE.replace(LAST_ROW, ""),
    "the last item struck": BASE.replace(LAST_ITEM, ""),
    "both rows struck": BASE.replace("| oak | 5 |\n" + LAST_ROW, ""),
    "the last row moved up": BASE.replace("| oak | 5 |\n" + LAST_ROW, LAST_ROW + "| oak | 5 |\n"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_follows_stays_apart(name: str) -> None:
    con = consolidate(BASE, {"Arda": CHANGES[name]}).accept(["Arda"])
    assert con.clean() == CHANGES[name]
    assert unmarked(brackets(con)).split() == CHANGES[name].split()


TABLE_LAST = """\
Article 1

1. The port is open to all who come.

2. The gate is shut at night by the guard.

Article 2

1. Fees are low for every boat.

| boat | fee |
|---|---|
| oak | 5 |
| ash | 7 |
"""
FIRST = TABLE_LAST[: TABLE_LAST.index("Article 2")]
MOVED = TABLE_LAST.removeprefix(FIRST) + "\n" + FIRST.rstrip("\n") + "\n"


def test_an_article_moved_behind_a_table_stands_apart_from_it() -> None:
    assert consolidate(TABLE_LAST, {"Arda": MOVED}).accept(["Arda"]).clean() == MOVED.replace(
        "Article 1", "Article 2 bis"
    )


def test_a_decision_changes_no_order() -> None:
    """What is moved to a place comes behind what is new there, printed and accepted."""
    con = consolidate(TABLE_LAST, {"Arda": MOVED, "Brum": TABLE_LAST + "\nArticle 3\n\n1. Zinc is bought.\n"})
    printed, clean = brackets(con), con.accept(["Arda", "Brum"]).clean()
    assert printed.index("(ex Article 1)") > printed.index("Zinc")
    assert clean.index("The port") > clean.index("Zinc")


LIST = """\
1. Nets are dried on the pier:

(a) in April;

(b) in May.
"""


def test_a_new_item_stays_in_its_list() -> None:
    """Not behind another delegation's new paragraph, whose item it would be."""
    con = consolidate(LIST, {"Arda": LIST + "\n2. A gate is built.\n", "Brum": LIST + "\n(c) in June.\n"})
    printed, clean = brackets(con), con.accept(["Arda", "Brum"]).clean()
    assert printed.index("in June") < printed.index("A gate")
    assert clean == LIST + "\n(c) in June.\n\n2. A gate is built.\n"


def test_a_new_bullet_stays_in_its_list() -> None:
    base = "1. Nets are dried on the pier:\n\n- in April;\n- in May.\n"
    con = consolidate(base, {"Arda": base + "\n2. A gate is built.\n", "Brum": base + "- in June.\n"})
    assert con.accept(["Arda", "Brum"]).clean() == base + "- in June.\n\n2. A gate is built.\n"


def test_rivals_of_two_kinds_keep_their_own_labels() -> None:
    base = LIST + "\n2. A gate is built.\n"
    june, july = "(c) in the first half of the month of June.", "1 bis. in the first half of the month of July."
    sent = {name: base.replace("2. A", f"{new}\n\n2. A") for name, new in (("Arda", june), ("Brum", july))}
    con = consolidate(base, sent)
    (slot,) = con.slots
    assert [v.wording.strip() for v in slot.variants] == [june, july]
    for variant, text in zip(slot.variants, sent.values(), strict=True):
        assert con.choose(slot, variant).clean() == text


def test_a_new_paragraph_that_is_all_that_another_leaves_stays_apart() -> None:
    """Of the two spellings of one new paragraph, one has the end of its text behind it, which parts no paragraphs."""
    base, new = "The port is open.\n\nNets are dried on the pier.\n", "No boat may leave the lake in winter.\n"
    con = consolidate(base, {"Arda": f"{new}\n{base}", "Brum": new})
    assert con.accept(["Arda"]).reject(["Brum"]).clean() == f"{new}\n{base}"
