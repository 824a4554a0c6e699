"""A number once printed, or given by a decision, is the one that the clean text has: cases by their kind."""

from __future__ import annotations

from amendtrack.consolidation.value import consolidate
from amendtrack.render.brackets import brackets

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
