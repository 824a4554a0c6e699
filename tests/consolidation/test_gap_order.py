"""The order of new and moved units in a gap, which no decision changes."""

from __future__ import annotations

from itertools import permutations

import pytest

from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.render.brackets import brackets

LAST = "9. Boats are painted red each spring by their owners."
TABLE = "| Club | Fee |\n|---|---|\n| Otter | 20 |\n| Heron | 30 |"


def text(*units: str) -> str:
    return "\n\n".join(units) + "\n"


def kept_as_printed(con: Consolidation, words: tuple[str, ...]) -> None:
    """Whatever is left out, the rest of these words stand in the clean text in the order in which they are printed."""
    printed = brackets(con)
    order = sorted(words, key=printed.index)
    for out in (*((n,) for n in con.delegations), ()):
        made = con.reject(out) if out else con
        made = made.accept([n for n in con.delegations if n not in out])
        while made.open_slots:
            made = made.choose(made.open_slots[0], made.open_slots[0].variants[0])
        clean = made.clean()
        there = [w for w in order if w in clean]
        assert there == sorted(there, key=clean.index), (out, clean)


def test_a_rejected_table_between_new_paragraphs_changes_no_order() -> None:
    sent = {
        "Arda": text(TABLE, "1. Wells are dug in spring.", LAST),
        "Brum": text("2. Ropes are kept dry.", LAST),
    }
    con = consolidate(text(LAST), sent)
    new = [s for s in con.slots if s.variants[0].wording.strip()[:2] in ("1.", "2.")]
    for slot in new:
        con = con.choose(slot, slot.variants[0])
    order = sorted(("Wells are dug", "Ropes are kept"), key=brackets(con).index)
    while con.open_slots:
        con = con.keep(con.open_slots[0])
    assert sorted(order, key=con.clean().index) == order


@pytest.mark.parametrize("names", list(permutations(("Arda", "Brum", "Corv")))[::2])
def test_what_is_left_keeps_the_order_in_which_it_was_printed(names: tuple[str, ...]) -> None:
    one, two, three = "Wells are dug in spring.", "Ropes are kept dry.", "Charts are public everywhere."
    sent = {
        names[0]: text(TABLE, f"1. {one}", LAST),
        names[1]: text(f"2. {two}", "| Toll | Lock |\n|---|---|\n| Low | 3 |", LAST),
        names[2]: text(three, f"1. {two}", LAST),
    }
    kept_as_printed(consolidate(text(LAST), sent), (one, two, three, "Otter", "Low"))


def test_two_orders_of_the_same_moves_and_one_of_them_rejected() -> None:
    a, b, c, d = (
        "Wells are dug in spring.",
        "Ropes are dry.",
        "The harbour opens at dawn each day.",
        "Ships pay a toll.",
    )
    long = f"{c} Charts are public everywhere. Every boat carries a lamp."
    base, sent = (
        text(f"1. {a}", f"2. {b}", f"3. {long}", f"4. {d} {a}"),
        {
            "Arda": text(f"1. {long}", f"2. {d} {a}", f"3. {a}", f"4. {b}"),
            "Brum": text(f"1. {long}", f"2. {d} {a}", f"3. {b}", f"4. {a}"),
        },
    )
    con = consolidate(base, sent)
    for name, other in (("Arda", "Brum"), ("Brum", "Arda")):
        alone = consolidate(base, {name: sent[name]}).accept([name]).clean()
        assert [u.split(". ", 1)[1] for u in con.reject([other]).accept([name]).clean().strip().split("\n\n")] == [
            u.split(". ", 1)[1] for u in alone.strip().split("\n\n")
        ]


def test_the_chairs_own_words_stand_where_those_stood_that_they_replace() -> None:
    one, two = "Wells are dug in spring.", "Ropes are kept dry."
    con = consolidate(text(LAST), {"Arda": text(f"1. {two}", f"2. {one}", LAST), "Brum": text("1. Lamps burn.", LAST)})
    slot = next(s for s in con.slots if two in s.variants[0].wording)
    order = sorted((two, one, "Lamps burn."), key=brackets(con).index)
    made = con.word(slot.address, "Anchors are heavy.").accept(
        [a.name for a in con.amendments if a.strands - slot.strands]
    )
    while made.open_slots:
        made = made.choose(made.open_slots[0], made.open_slots[0].variants[0])
    order = [w.replace(two, "Anchors are heavy.") for w in order]
    assert sorted(order, key=made.clean().index) == order


def test_what_only_one_proposal_orders_keeps_its_order_where_two_disagree_on_the_rest() -> None:
    one, two, three = "Wells are dug in spring.", "Ropes are kept dry.", "Charts are public everywhere."
    sent = {"Arda": text(f"1. {two}", f"2. {three}", f"3. {one}", LAST), "Brum": text(f"1. {one}", f"2. {two}", LAST)}
    printed = brackets(consolidate(text(LAST), sent))
    assert printed.index(two) < printed.index(three) < printed.index(one)


def test_alike_items_of_two_paragraphs_are_no_rivals() -> None:
    base = text("2. Each coastal State keeps a log.", LAST)
    sent = {
        "Arda": text("2. Each coastal State keeps a log.", "(a) The Council keeps a register by June.", LAST),
        "Brum": text(
            "2. Each coastal State keeps a log.",
            "3. Observers pay for nothing.",
            "(a) The Council keeps a register by May.",
            LAST,
        ),
    }
    con = consolidate(base, sent)
    assert [s.contested for s in con.slots] == [False] * 3
    assert con.accept(["Arda", "Brum"]).clean() == text(
        "2. Each coastal State keeps a log.",
        "(a) The Council keeps a register by June.",
        "3. Observers pay for nothing.",
        "(a) The Council keeps a register by May.",
        LAST,
    )


ALIKE = "The secretariat pays for its accounts at its own cost."
ITEM = "(b) The secretariat pays for its accounts in good faith."


@pytest.mark.parametrize(
    ("arda", "brum"),
    [
        (("3. Nobody has heard of it.", ITEM), (f"3. {ALIKE}", "(a) Ropes are kept dry.")),
        (("3. Nobody has heard of it.", ITEM), (f"3. {ALIKE}",)),
        ((ITEM,), (f"3. {ALIKE}", "(a) Ropes are kept dry.")),
        ((ITEM,), ("3. Boats are painted red.", f"4. {ALIKE}")),
        ((ITEM, "(c) Lamps burn."), (f"3. {ALIKE}",)),
    ],
)
def test_an_item_and_a_paragraph_are_no_rivals_where_either_has_others_of_its_own(
    arda: tuple[str, ...], brum: tuple[str, ...]
) -> None:
    above, note = "2. Each coastal State keeps a log.", "[^1]: Logs are kept in ink."
    sent = {"Arda": text(above, *arda, note), "Brum": text(above, *brum, note)}
    con = consolidate(text(above, note), sent)
    assert not any(s.contested for s in con.slots)
    kept_as_printed(con, tuple(unit.split(" ", 1)[1] for unit in (*arda, *brum)))


def test_an_item_stays_under_the_rival_of_its_paragraph_that_was_chosen() -> None:
    one, other, item = (
        "3. The Council reviews all charts by June.",
        "3. The Council reviews all charts by May.",
        "(b) Ropes.",
    )
    con = consolidate(text(LAST), {"Arda": text(one, item, LAST), "Brum": text(other, LAST)})
    (rivals,) = (s for s in con.slots if s.contested)
    for variant in rivals.variants:
        made = con.choose(rivals, variant)
        made = made.choose(made.open_slots[0], made.open_slots[0].variants[0])
        assert made.clean() == text(variant.wording.strip(), item, LAST)


def test_an_item_whose_paragraph_is_rejected_never_comes_under_another() -> None:
    base = text("2. Each coastal State keeps a log.", LAST)
    new, item = "3. Observers pay for nothing.", "(a) Ropes are kept dry in winter."
    sent = {
        "Arda": text("2. Each coastal State keeps a log.", new, item, LAST),
        "Brum": text("2. Each coastal State keeps a log.", "3. Lamps burn all night.", LAST),
    }
    con = consolidate(base, sent)
    made = con.reject(["Arda#1"]).accept(["Brum"])
    made = made.choose(made.open_slots[0], made.open_slots[0].variants[0]).clean()
    assert made.index(item) < made.index("Lamps burn")


def test_the_chairs_same_words_at_two_places_stand_twice_in_any_order_of_decisions() -> None:
    con = consolidate(text(LAST), {"Arda": text("1. Wells are dug.", LAST), "Brum": text("2. Ropes are dry.", LAST)})
    made = con.word(con.slots[0].address, "Lamps burn.")
    made = made.word(made.open_slots[0].address, "Lamps burn.")
    assert made.clean().count("Lamps burn.") == 2
    turned = made.with_decisions(made.decisions[::-1])
    assert (turned.clean(), brackets(turned)) == (made.clean(), brackets(made))


def test_a_note_is_no_rival_of_an_item() -> None:
    base = text("14. Each coastal State keeps a log.")
    sent = {
        "Arda": text(
            "14. Each coastal State keeps a log.", "Article 3 bis", "[^1]: The Council keeps a register by June."
        ),
        "Brum": text("14. Each coastal State keeps a log.", "(c) The Council keeps a register by May."),
    }
    con = consolidate(base, sent)
    assert [s.contested for s in con.slots] == [False] * 3
    assert con.accept(["Arda", "Brum"]).clean().index("(c)") < con.accept(["Arda", "Brum"]).clean().index("Article")


def test_the_chairs_words_in_a_new_article_stand_under_its_heading_once_that_is_adopted() -> None:
    article = ("Article 3", "1. Wells are dug in spring.", "2. Ropes are kept dry.")
    con = consolidate(text(LAST), {"Arda": text(LAST, *article), "Brum": text(LAST, article[0], article[1])})
    slot = next(s for s in con.slots if "Ropes" in s.variants[0].wording)
    made = con.word(slot, "Anchors are heavy.")
    heading = next(s for s in made.open_slots if "Article" in s.variants[0].wording)
    made = made.choose(heading, heading.variants[0])
    while made.open_slots:
        made = made.choose(made.open_slots[0], made.open_slots[0].variants[0])
    assert made.clean() == text(LAST, *article).replace("Ropes are kept dry.", "Anchors are heavy.")


@pytest.mark.parametrize(
    "new",
    [
        "1 bis. Wells are dug.\n\n1 ter. Ropes are dry.\n\n1 quater. Lamps burn.\n\n",
        "(a) Wells are dug.\n\n(b) Ropes are dry.\n\n(c) Lamps burn.\n\n",
        "| Well | Depth |\n|---|---|\n| East | 7 |\n| West | 8 |\n\n",
    ],
)
def test_words_of_the_chair_stand_where_what_they_replace_stood_whatever_else_is_taken(new: str) -> None:
    base = "1. Pumps.\n\n2. Charts.\n"
    con = consolidate(base, {"Arda": base.replace("2. ", f"{new}2. ")})
    for (i, taken), (j, replaced) in permutations(enumerate(con.open_slots), 2):
        made = con.choose(taken, taken.variants[0]).word(replaced, "As the chair says.")
        printed = brackets(made)
        while made.open_slots:
            made = made.keep(made.open_slots[0])
        words = taken.variants[0].wording.strip()
        assert [text.index("As the chair") < text.index(words) for text in (printed, made.clean())] == [j < i] * 2


DEEPER_FIRST = (
    ("### {}\n\n{0} all.", "## {}\n\n{0} some.", "## Mines\n\nText.\n\n{}## End\n\nThe end.\n"),
    ("**{}**\n\n{0} all.", "## {}\n\n{0} some.", "## Mines\n\nText.\n\n{}## End\n\nThe end.\n"),
    ("## {}\n\n{0} all.", "{}\n======\n\n{0} some.", "Mines\n=====\n\nText.\n\n{}End\n===\n\nThe end.\n"),
    ("Article 2\n{} all.", "PART II\n{}\n\nArticle 2\n{0} some.", "PART I\n\nArticle 1\nText.\n\n{}PART III\n"),
    ("## Article 1 bis\n{} all.", "## PART I bis\n{} some.", "## PART I\n\n## Article 1\nText.\n\n{}## PART II\n"),
    ("(i) {};", "(c) {};", "1. States shall count:\n\n(a) mines;\n\n(b) stocks of:\n\n{}2. The end.\n"),
    ("    (i) {};", "(c) {};", "1. States shall count:\n\n(a) mines;\n\n(b) stocks of:\n\n{}2. The end.\n"),
    ("  - {};", "- {};", "States shall count:\n\n- mines;\n\n- stocks of:\n\n{}The end.\n"),
    ("    1. {};", "3. {};", "1. Count mines.\n\n2. Count stocks of:\n\n{}Closing words.\n"),
)  # fmt: skip
"""A unit that stands under what is right above, another that stands less deep, and the text with their place."""


@pytest.mark.parametrize(("deep", "shallow", "text"), DEEPER_FIRST)
@pytest.mark.parametrize("words", [("Aid", "Zones"), ("Zones", "Aid")])
@pytest.mark.parametrize("names", [("Arda", "Brum"), ("Brum", "Arda")])
def test_a_new_unit_stays_under_what_its_proposal_puts_it_under(
    deep: str, shallow: str, text: str, words: tuple[str, str], names: tuple[str, str]
) -> None:
    units = (way.replace("{0}", word).format(word) + "\n\n" for way, word in zip((deep, shallow), words, strict=True))
    con = consolidate(text.format(""), {name: text.format(unit) for name, unit in zip(names, units, strict=True)})
    clean = con.accept(names).clean() if not any(len(s.variants) > 1 for s in con.slots) else ""
    for made in (brackets(con), clean):
        assert 0 <= made.find(words[0]) < made.find(words[1]), made
