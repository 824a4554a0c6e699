"""What becomes of an amendment when the text is revised: one fate, and never other words than its author saw."""

from __future__ import annotations

from contextlib import suppress

import pytest
from depth import depth, some
from hypothesis import given
from laws.test_realistic import world
from laws.worlds import World, small_worlds, worlds

from amendtrack.consolidation.amendment_fate import AmendmentFate as Fate
from amendtrack.consolidation.counterparts import Displaced
from amendtrack.consolidation.edits import Reworded
from amendtrack.consolidation.negotiation import Proposal
from amendtrack.consolidation.proposal_text import composed
from amendtrack.consolidation.reconfirming import maintained
from amendtrack.consolidation.revised import CarriedText, Revised
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.redline.align.prepared import Prepared
from amendtrack.text.units import parse_text

BASE = """1. Clear all mined areas.

2. Destroy stockpiles without delay.

3. Help survivors and their families.
"""


def passage(base: str, revised: str, sent: str) -> tuple[Consolidation, Revised]:
    con = consolidate(base, [Proposal("Norvia", sent, "NOR-1")])
    return con, Revised.of(con.prepared, Prepared.reading(revised))


def carried(base: str, revised: str, sent: str) -> CarriedText:
    con, made = passage(base, revised, sent)
    return made.carry(con.proposals[0], con.edits[0], con.amendments, settled={})


def fates(base: str, revised: str, sent: str) -> list[str]:
    return [each.fate.value for each in carried(base, revised, sent).amendments]


TEN = "".join(f"{n}. A new paragraph, the {n}th, about lakes.\n\n" for n in range(1, 11))
ABOVE = TEN + BASE.replace("1.", "11.").replace("2.", "12.").replace("3.", "13.")
ITEMS = "5. We will provide:\n\n(a) medical care;\n\n(b) training.\n"
TABLE = "| year | areas |\n|---|---|\n| 2010 | 12 |\n| 2011 | 9 |\n"
SECTIONS = "# Clearance\n\n1. Clear all areas.\n\n# Aid\n\n2. Help survivors.\n\n3. Help families.\n"
ROWS = [
    # what the revision does, its text, what was sent, the fates, what is in the carried text
    ("other words", BASE.replace("without delay", "soon"), BASE.replace(" without delay", ""), ["overtaken"], ""),
    (
        "words beside",
        BASE.replace("stockpiles", "all stocks"),
        BASE.replace("without delay", "by 2014"),
        ["carried forward"],
        "Destroy all stocks by 2014.",
    ),
    ("the same", BASE.replace("delay", "any delay"), BASE.replace("delay", "any delay"), ["incorporated"], ""),
    (
        "ten above",
        ABOVE,
        BASE.replace("all mined", "known mined").replace("3. Help", "2 bis. Report.\n\n3. Help"),
        ["carried forward"] * 2,
        "11. Clear known mined areas.\n\n12. Destroy stockpiles without delay.\n\n12 bis. Report.",
    ),
    (
        "a split",
        BASE.replace(" and their families.", ".\n\n4. Help their families."),
        BASE.replace("Help", "Assist"),
        ["carried forward"],
        "3. Assist survivors.\n\n4. Help their families.",
    ),
    (
        "a join",
        BASE.replace("\n\n2. Destroy", " Destroy").replace("3.", "2."),
        BASE.replace("all", "known").replace("without delay", "by 2014"),
        ["carried forward"] * 2,
        "1. Clear known mined areas. Destroy stockpiles by 2014.",
    ),
    (
        "a move",
        "1. Help survivors and their families.\n\n2. Clear all mined areas.\n\n3. Destroy stockpiles without delay.\n",
        BASE.replace("their", "all their"),
        ["carried forward"],
        "1. Help survivors and all their families.",
    ),
    (
        "an item extended",
        ITEMS.replace("care", "care and aid"),
        ITEMS.replace("medical", "urgent medical"),
        ["carried forward"],
        "(a) urgent medical care and aid;",
    ),
    (
        "extended at the same place",
        ITEMS.replace("care", "care and wages"),
        ITEMS.replace("care", "care and work"),
        ["overtaken"],
        "",
    ),
    (
        "some of it",
        BASE.replace("areas", "areas, by region"),
        BASE.replace("areas", "areas, by region and year"),
        ["overtaken"],
        "",
    ),
    (
        "deleted",
        "1. Clear all mined areas.\n\n2. Help survivors and their families.\n",
        BASE.replace("delay", "any delay"),
        ["unit gone"],
        "",
    ),
    (
        "changed, and to be deleted",
        BASE.replace("without delay", "soon"),
        BASE.replace("2. Destroy stockpiles without delay.\n\n", ""),
        ["overtaken"],
        "",
    ),
    (
        "moved, and to be deleted",
        "1. Destroy stockpiles without delay.\n\n2. Clear all mined areas.\n\n3. Help survivors and their families.\n",
        BASE.replace("2. Destroy stockpiles without delay.\n\n", ""),
        ["carried forward"],
        "2. Clear all mined areas.",
    ),
    (
        "the new paragraph elsewhere",
        "1. Report each year on all of this.\n\n"
        + BASE.replace("3.", "4.").replace("2.", "3.").replace("1. C", "2. C"),
        BASE + "\n4. Report each year on all of this.\n",
        ["incorporated"],
        "",
    ),
    (
        "a similar new paragraph",
        BASE + "\n4. Report each June on all stockpiles held.\n",
        BASE + "\n4. Report each year on all stockpiles held.\n",
        ["overtaken"],
        "",
    ),
    (
        "a column",
        TABLE.replace("areas |", "areas | km |")
        .replace("---|---|", "---|---|---|")
        .replace("12 |", "12 | 4 |")
        .replace("9 |", "9 | 3 |"),
        TABLE + "| 2012 | 7 |\n",
        ["overtaken"],
        "",
    ),
    (
        "a row, and a column is asked for",
        TABLE + "| 2012 | 7 |\n",
        TABLE.replace("areas |", "areas | km |")
        .replace("---|---|", "---|---|---|")
        .replace("12 |", "12 | 4 |")
        .replace("9 |", "9 | 3 |"),
        ["overtaken"] * 4,
        "",
    ),
    (
        "a paragraph moved out of a section that is to be deleted",
        "# Clearance\n\n1. Clear all areas.\n\n2. Help survivors.\n\n# Aid\n\n3. Help families.\n",
        "# Clearance\n\n1. Clear all areas.\n",
        ["overtaken"] * 3,
        "",
    ),
    (
        "something under a heading that is to be deleted",
        SECTIONS + "\n4. Pay for it.\n",
        "# Clearance\n\n1. Clear all areas.\n",
        ["overtaken"] * 3,
        "",
    ),
    (
        "words beside are deleted",
        "1. Clear areas.\n\n2. Destroy stockpiles.\n\n3. Help survivors and their families.\n",
        BASE.replace("areas", "fields").replace("stockpiles", "stocks"),
        ["carried forward", "carried forward"],
        "1. Clear fields.\n\n2. Destroy stocks.",
    ),
    (
        "the opposite in the same words",
        BASE.replace("without delay", "without delay but not subject to the resources that are available"),
        BASE.replace("without delay", "without delay subject to the resources that are available"),
        ["overtaken"],
        "",
    ),
    (
        "the same words as an item under another sentence",
        BASE + "\n4. It is not the case that:\n\n(a) Reports are open to everybody each year.\n",
        BASE + "\n4. Reports are open to everybody each year.\n",
        ["overtaken"],
        "",
    ),
    (
        "one paragraph of a section that is to be deleted is changed",
        SECTIONS.replace("Help families", "Help all families"),
        "# Clearance\n\n1. Clear all areas.\n",
        ["overtaken"] * 3,
        "",
    ),
    (
        "a new section of its own like the proposed one",
        SECTIONS + "\n# Capacity building\n\n4. Parties train their experts in every district.\n",
        SECTIONS + "\n# Capacity\n\n4. Parties train experts in every district.\n\n5. The Fund pays for it.\n",
        ["overtaken"] * 3,
        "",
    ),
    (
        "the first of two new paragraphs",
        BASE + "\n4. Reports are open to everybody.\n\n5. Maps are kept.\n",
        BASE + "\n4. Reports are open to everybody.\n\n5. Records are public.\n",
        ["incorporated", "carried forward"],
        "4. Reports are open to everybody.\n\n4 bis. Records are public.\n\n5. Maps are kept.",
    ),
    (
        "a footnote of its own",
        BASE.replace("areas.", "areas.[^1]") + "\n[^1]: As defined by the Council.\n",
        BASE.replace("delay.", "delay.[^1]") + "\n[^1]: Stocks are counted each June.\n",
        ["overtaken"] * 2,
        "",
    ),
]


@pytest.mark.parametrize(("what", "revised", "sent", "wanted", "has"), ROWS, ids=[row[0] for row in ROWS])
def test_each_amendment_has_the_one_fate_that_a_person_would_give_it(
    what: str, revised: str, sent: str, wanted: list[str], has: str
) -> None:
    base = TABLE if sent.startswith("|") else ITEMS if sent.startswith("5.") else SECTIONS if sent[0] == "#" else BASE
    found = carried(base, revised, sent)
    assert [each.fate.value for each in found.amendments] == wanted
    assert has in found.text
    if not any(each.edits for each in found.amendments):
        assert found.text == revised


RECONFIRMED = [
    (BASE.replace("without delay", "soon"), BASE.replace(" without delay", ""), "2. Destroy stockpiles.\n"),
    (BASE.replace("without delay", "soon"), BASE.replace("without delay", "by 2014"), "Destroy stockpiles by 2014."),
    (ITEMS.replace("care", "care and wages"), ITEMS.replace("care", "care and work"), "care and wages and work;"),
    (
        "1. Clear all mined areas.\n\n2. Help survivors and their families.\n",
        BASE.replace("delay", "any delay"),
        "1. Clear all mined areas.\n\n1 bis. Destroy stockpiles without any delay.\n\n2. Help",
    ),
    (
        BASE.replace("without delay", "soon"),
        BASE.replace("2. Destroy stockpiles without delay.\n\n", ""),
        "areas.\n\n3. Help",
    ),
    (
        BASE + "\n4. Report each June on all stockpiles held.\n",
        BASE + "\n4. Report each year on all stockpiles held.\n",
        "4. Report each year on all stockpiles held.",
    ),
]


@pytest.mark.parametrize(("revised", "sent", "has"), RECONFIRMED)
def test_who_maintains_an_amendment_has_its_own_reading_of_the_new_passage(revised: str, sent: str, has: str) -> None:
    con, made = passage(ITEMS if sent.startswith("5.") else BASE, revised, sent)
    assert not any(
        each.edits for each in made.carry(con.proposals[0], con.edits[0], con.amendments, settled={}).amendments
    )
    edits = maintained(made, con.edits[0])
    assert has in composed(made.places.after, "NOR-1", edits)[0]


def test_all_that_one_amendment_changes_in_a_passage_is_one_reading_of_it() -> None:
    base = "1. Parties will destroy mines without delay and report annually on progress.\n"
    con, made = passage(
        base,
        base.replace("without delay and report annually", "soon"),
        base.replace("without delay", "swiftly").replace("annually", "monthly"),
    )
    text = composed(made.places.after, "NOR-1", maintained(made, con.edits[0]))[0]
    assert text == "1. Parties will destroy mines swiftly and report monthly on progress.\n"


def test_what_is_put_in_again_keeps_its_blanks() -> None:
    for base, revised, sent, has in (
        ("Clear.", "Clear all.", "Clear now.", "Clear all now."),
        ("Clear mines.", "Mines.", "Clear all mines.", "Clear all mines."),
        ("clear mark", "mark", "survey mark", "survey mark"),
        ("Give care.", "Give care, and hope.", "Give care, and work.", "Give care, and hope, and work."),
        ("清除地雷。", "清除所有地雷。", "清除现有地雷。", "清除所有现有地雷。"),
    ):
        con, made = passage(base, revised, sent)
        assert has in composed(made.places.after, "NOR-1", maintained(made, con.edits[0]))[0]


# -- laws -------------------------------------------------------------------------------------------


def wordings(text: str) -> list[str]:
    read = parse_text(text)
    return [" ".join(read.source[unit.body : unit.end].split()) for unit in read.units]


def holds(base: str, revised: str, sent: str, *, unsure: bool = False) -> None:
    """What is carried is on the table as it was meant; the same text again changes nothing; nothing is doubled."""
    found = carried(base, revised, sent)
    if sent == revised:
        assert all(each.fate is Fate.INCORPORATED for each in found.amendments)
    if base == revised and not unsure:
        assert all(each.fate is Fate.CARRIED for each in found.amendments)
        assert wordings(found.text) == wordings(sent)
    wanted = {edit.identity for each in found.amendments for edit in each.edits}
    again = consolidate(revised, [Proposal("Norvia", found.text, "NOR-1", origins=found.origins)])
    assert {edit.identity for edit in again.edits[0]} == wanted
    for each in found.amendments:
        assert bool(each.edits) == (each.fate is Fate.CARRIED or (each.fate is Fate.IN_PART and not each.is_pending))
        assert each.is_pending <= (each.fate in (Fate.OVERTAKEN, Fate.GONE, Fate.IN_PART))


def maintains(base: str, revised: str, sent: str) -> None:
    """Whoever maintains an amendment has every word of it in the text, and none that nobody asked for."""
    con, made = passage(base, revised, sent)
    found = made.carry(con.proposals[0], con.edits[0], con.amendments, settled={})
    own = {edit.identity: edit for edit in con.edits[0]}
    for each in found.amendments:
        if not each.is_pending or not each.amendment.strands <= own.keys():
            continue
        with suppress(Displaced):
            edits = maintained(made, [own[identity] for identity in sorted(each.amendment.strands)])
            text = composed(made.places.after, "NOR-1", edits)[0]
            words = f" {' '.join(made.places.after.folded_words(text))} "
            assert all(f" {' '.join(e.key)} " in words for e in edits if isinstance(e, Reworded) and e.key)


def commutes(base: str, revised: str, sent: str) -> None:
    """Whatever goes together with the revision as another proposal gives the same text as when it is carried."""
    found = carried(base, revised, sent)
    if not found.amendments or not all(each.fate in (Fate.CARRIED, Fate.INCORPORATED) for each in found.amendments):
        return
    con = consolidate(base, {"Revision": revised, "Norvia": sent}).accept(["Revision", "Norvia"])
    if not con.open_slots:
        assert {*wordings(con.clean())} == {*wordings(found.text)}


@pytest.mark.parametrize("kind", ["words", "units"])
def test_small_worlds(kind: str) -> None:
    for base, revised, sent in some(list(small_worlds(kind))[::4], 5):
        holds(base, revised, sent)
        commutes(base, revised, sent)
        if kind == "words":
            maintains(base, revised, sent)


@given(worlds())
@depth(150)
def test_random_worlds(drawn: World) -> None:
    base, revised, sent = drawn
    holds(base, revised, sent)
    holds(base, base, sent)
    holds(base, sent, sent)


@pytest.mark.long
def test_realistic_worlds() -> None:
    for seed in range(40):
        made = world(seed)
        revised, *others = list(made.sent.values())[:4]
        for sent in others:
            holds(made.base, revised, sent)
            commutes(made.base, revised, sent)
