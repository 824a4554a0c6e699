"""The number with which a reading is printed is the one that it has once it is chosen."""

from __future__ import annotations

import pytest

from amendtrack.consolidation.edits import Inserted, Moved, Struck
from amendtrack.consolidation.slots.slot import Shape, Slot
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.draft.acts.issues import new_labels
from amendtrack.errors import InputRefused
from amendtrack.render.brackets import brackets


def text(*units: str) -> str:
    return "\n\n".join(units) + "\n"


def slot_with(con: Consolidation, words: str) -> Slot:
    return next(s for s in con.open_slots if any(words in (s.base or v.wording) for v in s.variants))


def keep_the_rest(con: Consolidation) -> str:
    while con.open_slots:
        con = con.keep(con.open_slots[0])
    return con.clean()


def test_an_item_and_a_paragraph_that_are_rivals_each_keep_the_number_that_was_printed() -> None:
    base = text("1. Ropes are kept dry.")
    sent = {
        "Arda": text("1. Ropes are kept dry.", "(a) The office may publish all charts in spring."),
        "Brum": text("1. Ropes are kept dry.", "2. The office may publish all charts."),
    }
    con = consolidate(base, sent)
    rivals = slot_with(con, "publish all charts")
    reading = next(v for v in rivals.variants if "Brum" in v.backers)
    assert reading.wording.strip() in keep_the_rest(con.choose(rivals, reading))


@pytest.mark.parametrize("first", ["Arda", "Corv"])
def test_a_paragraph_that_moves_waits_for_the_heading_that_is_open_above_it(first: str) -> None:
    one = ("Article 1", "1. Wells are dug in spring by the club.", "2. Ropes are dry and lamps are lit.")
    two = ("Article 2", "1. Nets are blue.", "2. Oars are stored in the boathouse by the club until June.")
    own = text(one[0], one[1], *two, "Article 3", "1. Flags are flown.", one[2])
    con = consolidate(text(*one, *two), {first: own, "Brum": text(*two, *one)})
    con = con.keep(slot_with(con, "Article 3"))
    moved = slot_with(con, "Ropes are dry")
    assert {who for v in moved.variants if v.moves_to for who in v.backers} == {first, "Brum"}
    for variant in (v for v in moved.variants if v.moves_to):
        with pytest.raises(
            InputRefused, match="would stand under Article 1#1, which is open; decide Article 1#1 first"
        ):
            con.choose(moved, variant)


def test_a_new_paragraph_waits_for_the_number_that_another_gives_up() -> None:
    base = text("Article 1", "1. Ropes are dry.", "2. Lamps are lit.", "3. Nets are blue.")
    publish = "The office may publish charts."
    own = text("Article 1", "1. Ropes are dry.", "(a) Lamps are lit.", f"2. {publish}", "3. Nets are blue.")
    con = consolidate(base, {"Arda": own})
    assert con.accept(["Arda"]).clean() == own
    new = slot_with(con, publish)
    with pytest.raises(InputRefused, match="would have the number of Article 1, 2#1, which is open"):
        con.choose(new, new.variants[0])
    number = next(s for s in con.open_slots if s.shape is Shape.LABEL)
    for made, label in ((con.choose(number, number.variants[0]), "2."), (con.keep(number), "2 bis.")):
        again = slot_with(made, publish)
        assert f"{label} {publish}" in again.variants[0].wording
        assert f"{label} {publish}" in keep_the_rest(made.choose(again, again.variants[0]))


def test_numbers_in_a_new_article_leave_room_for_what_is_moved_there() -> None:
    one = ("Article 1", "1. Wells are dug in spring.", "2. Ropes are kept dry.", "3. Nets are blue.")
    two = ("Article 2", "1. Oars are stored in the boathouse.", "2. The harbour opens at dawn.", "3. Ships pay a toll.")
    new = ("Article 1 bis", "1. Ships pay a toll.", "2. Flags are flown at noon.", "3. Gates are shut at dusk.")
    sent = {"Arda": text(*one, *new, *two[:3]), "Brum": text(*one, new[0], "1. Coins are counted.", *two)}
    con = consolidate(text(*one, *two), sent)
    rivals = slot_with(con, "Article 1 bis")
    reading = next(v for v in rivals.variants if "Arda" in v.backers)
    assert "2. Flags are flown at noon.\n\n3. Gates are shut at dusk." in reading.wording
    made = con.choose(rivals, reading)
    assert reading.wording.strip() in keep_the_rest(made)
    assert "Article 1 bis\n\n1. Ships" in (both := made.accept(["Arda"]).clean()) and both.count("3. Gates") == 1


def test_what_moves_into_a_new_article_is_counted_there() -> None:
    one = ("Article 1", "1. Wells are dug.", "2. Covers are kept in a box by the lake.", "(a) Pumps are oiled.")
    two = ("Article 2", "1. Boats carry lamps.", "(a) Oars are red.", "(b) Nets are dried by day in the yard.")
    new = ("Article 3", f"1. {one[2][3:]}", "2. Guests pay at dusk:", f"(a) {two[3][4:]}", "(b) Guests leave at noon.")
    own = text(one[0], one[1], one[3], *two[:3], *new)
    con = consolidate(text(*one, *two), {"Arda": own})
    assert con.accept(["Arda"]).clean() == own


def test_a_paragraph_moved_under_a_new_heading_gets_a_free_number_without_it() -> None:
    base = text("Article 1", "1. Ropes are dry.", "2. Lamps are lit.", "Article 2", "1. Nets are blue.")
    own = text("Article 1", "1. Ropes are dry.", "Article 2", "1. Nets are blue.", "Article 3", "2. Lamps are lit.")
    con = consolidate(base, {"Arda": own, "Brum": base + "\n2. Oars are red.\n"})
    con = con.keep(slot_with(con, "Article 3"))
    moved = slot_with(con, "Lamps are lit")
    clean = con.choose(moved, moved.variants[0]).accept(["Brum"]).clean()
    assert clean.endswith("2. Oars are red.\n\n2 bis. Lamps are lit.\n")


def test_the_number_that_is_circulated_is_the_one_that_is_printed() -> None:
    base = text("1. Ropes are dry.", "2. Lamps are lit.")
    sent = {
        n: base.replace("2.", f"2. {new}\n\n3.") for n, new in (("Arda", "Nets are blue."), ("Brum", "Oars are red."))
    }
    con = consolidate(base, sent).reject(["Arda"])
    (label,) = new_labels(con).values()
    assert f"[{label} Oars are red." in brackets(con)


def test_an_item_waits_for_its_new_paragraph() -> None:
    base = text("Article 1", "1. Ropes are dry.", "(a) Nets are blue.", "Article 2", "1. Wells are dug.")
    own = text(
        "Article 1",
        "1. Ropes are dry.",
        "(a) Nets are blue.",
        "2. Lamps are lit.",
        "(a) Oars are red.",
        "Article 2",
        "1. Wells are dug.",
    )
    con = consolidate(base, {"Arda": own})
    item = slot_with(con, "Oars are red")
    with pytest.raises(InputRefused, match="would stand under Article 1, 2#1, which is open"):
        con.choose(item, item.variants[0])
    con = con.reject(["Arda#1"])
    item = slot_with(con, "Oars are red")
    made = con.choose(item, item.variants[0])
    assert item.variants[0].wording.strip() == "(a) bis Oars are red." and "(a) bis Oars are red." in made.clean()


def test_the_chairs_own_words_have_the_number_of_what_they_replace() -> None:
    base = text("5. Ropes are dry.")
    sent = {
        n: text(f"4. {new}", base.strip()) for n, new in (("Arda", "Nets are blue."), ("Brum", "Oars are red in May."))
    }
    con = consolidate(base, sent)
    for slot in con.slots:
        label = slot.variants[0].wording.split(" Nets")[0].split(" Oars")[0].strip()
        assert f"{label} Lamps are lit." in keep_the_rest(con.word(slot.address, "Lamps are lit."))


LETTERS = ("(a) Ropes are dry.", "(i) Pumps are oiled.", "(b) Nets are blue.", "(i) Oars are red.", "(c) Guests pay.")


@pytest.mark.parametrize(
    ("behind", "new", "given"),
    [
        (4, "(c) Fees are due.", "(b) bis Fees are due."),
        (4, "(ii) Fees are due.", "(ii) Fees are due."),
        (2, "(ii) Fees are due.", "(ii) Fees are due."),
        (3, "(i) Fees are due.", "(i) ante Fees are due."),
        (5, "(i) Fees are due.", "(i) Fees are due."),
        (5, "(d) Fees are due.", "(d) Fees are due."),
    ],
)
def test_an_item_is_counted_in_its_own_list_where_all_lists_begin_in_one_column(
    behind: int, new: str, given: str
) -> None:
    base = text("Article 1", "1. Covers are kept:", *LETTERS, "2. Lamps are lit.")
    items = [*LETTERS[:behind], new, *LETTERS[behind:]]
    own = text("Article 1", "1. Covers are kept:", *items, "2. Lamps are lit.")
    con = consolidate(base, {"Arda": own.replace("(c) Guests", "(d) Guests") if "(c)" in new else own})
    made = text("Article 1", "1. Covers are kept:", *LETTERS[:behind], given, *LETTERS[behind:], "2. Lamps are lit.")
    assert con.accept(["Arda"]).clean() == made
    assert given in brackets(con)


def test_a_letter_stands_though_the_capital_letter_below_it_is_given_up() -> None:
    base = text("1. Covers are kept:", "a) Ropes dry.", "i) Pumps are oiled.", "A) Nets are blue.", "b) Oars are red.")
    new = base.replace("a) Ropes", "a) Fees are due in May.\n\nb) Ropes").replace("b) Oars", "c) Oars")
    con = consolidate(base, {"Arda": new, "Brum": base.replace("A) Nets", "ii) Nets")}).accept(["Arda", "Brum"])
    assert "a) ante Fees are due in May.\n\na) Ropes" in con.clean()


def numbered(units: list[str]) -> str:
    return "".join(f"{n}. {unit}\n\n" for n, unit in enumerate(units, 1))


PORTS = "Each port is open to all vessels."
LIKE = ["Boats sail on the lakes each day.", PORTS, PORTS, "Nets are dried on the pier.", "Fees are fixed each year."]


@pytest.mark.parametrize(
    "units",
    [["Charts are kept by the master.", *LIKE], LIKE[1:], [LIKE[4], *LIKE[:4]], [*LIKE[1:], LIKE[0]]],
    ids=["a new first one", "the first one struck", "the last one moved up", "the first one moved down"],
)
def test_two_paragraphs_alike_count_on_with_the_others(units: list[str]) -> None:
    """What counts on from one's own changes is no amendment, though the second of them now has the first one's text."""
    (edit,) = consolidate(numbered(LIKE), {"Arda": numbered(units)}).edits[0]
    assert isinstance(edit, Inserted | Struck | Moved)
