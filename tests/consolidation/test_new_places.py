"""What a new or moved unit is called: in its place, as the units of the draft around it are."""

from __future__ import annotations

import pytest

from amendtrack.consolidation.addressing import circulation, every
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.errors import Unknown
from amendtrack.render.brackets import brackets
from amendtrack.text.addresses import addresses
from amendtrack.text.units import parse_text

RESOLUTION = """\
The General Assembly,

Recalling its resolution,

1. Decides to act;

2. Requests States:

(a) To clear mines;

(b) To help victims:

(i) At home;

(ii) Abroad;

(c) To report;

3. Calls upon all States to act.
"""
TREATY = """\
Article 5 Clearance

1. Each Party will clear all areas.

2. Each Party will report:

(a) each year;

(b) on request.

Article 9 Assistance

1. Each Party will help.

2. Nothing here prevents more.
"""
LINES = "§ 1 Wer reist, zahlt.\n\n(1) Kinder reisen frei.\n\n(2) Hunde zahlen.\n\n§ 2 Es gilt der Tarif.\n"
CHINESE = "第一条 各方应清除地雷。\n\n一、每年报告；\n\n二、协助受害者。\n\n第二条 生效。\n"


def test_what_is_new_is_called_as_its_neighbours_are() -> None:
    rows: list[tuple[str, str, str, list[str]]] = [
        (RESOLUTION, "(c) To", "(b bis) To pay;\n\n(c) To", ["OP2 (b bis)#1"]),
        (RESOLUTION, "(ii) Abroad", "(i bis) At work;\n\n(ii) Abroad", ["OP2 (b) (i bis)#1"]),
        (TREATY, "(b) on request.", "(b) on request:\n\n(i) in writing;\n\n(ii) by telephone.",
         ["Article 5, 2 (b) (i)#1", "Article 5, 2 (b) (ii)#1"]),
        (RESOLUTION, "3. Calls", "2 bis. Asks for:\n\n(a) money;\n\n(b) time;\n\n3. Calls",
         ["OP2 bis#1", "OP2 bis (a)#1", "OP2 bis (b)#1"]),
        (RESOLUTION, "act;\n\n2.", "act:\n\n(a) now;\n\n(b) later;\n\n2.", ["OP1 (a)#1", "OP1 (b)#1"]),
        (RESOLUTION, "1. Decides", "Noting the need,\n\n1. Decides", ["after PP1#1"]),
        (TREATY, "2. Nothing", "1 bis. More help is welcome.\n\n2. Nothing", ["Article 9, 1 bis#1"]),
        (TREATY, "Article 9", "3. Observers may come.\n\nArticle 9", ["Article 5, 3#1"]),
        (TREATY, "(b) on", "(a bis) in June;\n\n(b) on", ["Article 5, 2 (a bis)#1"]),
        (TREATY, "Article 9", "Article 5 bis Marking\n\nArticle 9", ["Article 5 bis#1"]),
        (LINES, "(2) Hunde", "(1a) Katzen reisen frei.\n\n(2) Hunde", ["§ 1 (1a)#1"]),
        (CHINESE, "二、协助", "一之二、每月报告；\n\n二、协助", []),
    ]  # fmt: skip
    for base, old, new, wanted in rows:
        con = consolidate(base, {"Arda": base.replace(old, new)})
        found = [s.address for s in con.slots if s.base == ""]
        assert found == wanted or not wanted, (new, found)
        assert all(a.place in {s.place for s in con.slots} for a in con.amendments)


def addresses_work(con: Consolidation) -> None:
    """Every address, wherever it is printed, is taken back for the same slot; so is a label that says which it is."""
    slots = list(every(con.slots))
    assert len({s.address for s in slots}) == len(slots)
    for slot in slots:
        assert con.slot_at(slot.address) is slot
        assert con.slot_at(f" {slot.address.lower().replace(' ', '  ')} ") is slot
    for conflict in con.conflicts:
        assert all(con.slot_at(s.address) for s in conflict.slots)


def test_every_address_is_taken_back() -> None:
    moved = RESOLUTION.replace("1. Decides to act;\n\n", "").replace("3. Calls", "1. Decides to act;\n\n3. Calls")
    con = consolidate(
        RESOLUTION,
        {
            "Arda": RESOLUTION.replace("(c) To", "(b bis) To pay;\n\n(c) To"),
            "Brum": moved,
            "Corv": RESOLUTION.replace("3. Calls", "2 bis. Asks for:\n\n(a) money;\n\n3. Calls"),
        },
    )
    addresses_work(con)
    assert con.slot_at("(b bis)").place == "OP2 (b bis)" and con.slot_at("(b bis)#1").place == "OP2 (b bis)"
    made = con.accept(["Arda"])
    addresses_work(made)
    assert made.slots[1].address == "OP2 (b bis)#1" or any(s.address == "OP2 (b bis)#1" for s in made.slots)


def test_one_label_at_two_places_is_asked_back() -> None:
    both = RESOLUTION.replace("act;\n\n2.", "act:\n\n(a) now;\n\n2.").replace("to act.\n", "to act:\n\n(a) today.\n")
    con = consolidate(RESOLUTION, {"Arda": both})
    assert {"OP1 (a)#1", "OP3 (a)#1"} < {s.address for s in con.slots}
    with pytest.raises(Unknown, match="OP1"):
        con.slot_at("(a)#1")


def test_what_was_circulated_or_decided_under_a_bare_label_keeps_it() -> None:
    sent = {"Arda": RESOLUTION.replace("(c) To", "(b bis) To pay;\n\n(c) To")}
    (slot,) = consolidate(RESOLUTION, sent).slots
    name = f"new {slot.id}"
    (old,) = consolidate(RESOLUTION, sent, circulated=[("(b bis)#1", name)]).slots
    assert old.address == "(b bis)#1"


TITLED = "## Article 4\n\n### Fees\n\n1. All pay.\n\n## Article 5\n\n### Start\n\nThis begins in May.\n"


def test_the_paragraphs_of_a_new_article_with_a_title_are_called_by_it() -> None:
    more = TITLED.replace(
        "## Article 5", "## Article 4 bis\n\n### Fog\n\nShips:\n\n1. Keep slow.\n\n2. Look out.\n\n## Article 5"
    )
    found = {s.address for s in consolidate(TITLED, {"Hestria": more.replace("May", "June")}).slots}
    assert {
        "Article 4 bis#1",
        "after Article 4 bis#1",
        "after Article 4 bis#2",
        "Article 4 bis, 1#1",
        "Article 4 bis, 2#1",
        "Article 5, paragraph 1#1",
    } == found


def test_what_was_circulated_under_the_title_of_an_article_keeps_that_address() -> None:
    edited = {"Arda": TITLED.replace("May", "June").replace("All pay", "Nobody pays")}
    con = consolidate(TITLED, edited)
    assert [s.address for s in con.slots] == ["Article 4, 1#1", "Article 5, paragraph 1#1"]
    held = [(a.replace("Article 5,", "“Start”,"), passage) for a, passage in circulation(con.slots)]
    assert circulation(consolidate(TITLED, edited, circulated=held).slots) == tuple(sorted(held))


def test_an_item_under_a_paragraph_that_others_move_is_named_and_numbered_by_it() -> None:
    base = "Article 1\n\n1. The fee is ten.\n\n2. The Council meets.\n\nArticle 2\n\n4. Boats are named.\n"
    moved = base.replace("2. The Council meets.\n\n", "").replace("4. Boats", "3. The Council meets.\n\n4. Boats")
    sent = {
        "Arda": base.replace("meets.\n", "meets.\n\n(a) Ropes are kept dry in winter.\n"),
        "Brum": base.replace("meets.\n", "meets.\n\n3. Wells are dug in spring.\n\n(a) Lamps burn all night.\n"),
        "Corv": moved,
    }
    con = consolidate(base, sent)
    item = next(s for s in con.slots if "Ropes" in s.variants[0].wording)
    assert item.address == "Article 1, 2 (a)#1"
    assert "\n(a) Ropes are kept dry in winter." in brackets(con.choose(item, item.variants[0]))


def test_in_a_list_that_markdown_counts_every_new_item_has_the_number_of_all() -> None:
    base = "Do:\n\n1. Sail far.\n1. Dry the nets.\n1. Rest at home.\n"
    for own in (
        base.replace("1. Sail", "1. Check the ropes.\n1. Light the lamps.\n1. Sail"),
        base.replace("1. Dry", "1. Check the ropes.\n1. Dry"),
        base + "1. Check the ropes.\n",
    ):
        made = consolidate(base, {"Norvia": own}).accept(["Norvia"]).clean()
        assert made.split() == own.split()


@pytest.mark.parametrize("sign", ["#", "##", "="])
def test_a_new_numbered_title_and_what_stands_under_it_are_named_as_they_are_in_the_clean_text(sign: str) -> None:
    wells = f"{sign} 1. Wells\n\n1. They are dug.\n\n2. Ropes are dry.\n\n"
    ships = f"{sign} 2. Ships\n\n1. Ships pay:\n\n(a) a toll.\n"
    boats = f"{sign} 2. Boats\n\n1. Boats carry lamps.\n\n2. They carry:\n\n(a) oars.\n\n"
    con = consolidate(wells + ships, {"Arda": wells + boats + ships.replace("2. Ships", "3. Ships")})
    given = ["1 bis", "1 bis, 1", "1 bis, 2", "1 bis, 2 (a)"]
    assert [slot.place for slot in con.slots] == given
    assert list(addresses(parse_text(con.accept(["Arda"]).clean()))[3:7]) == given
