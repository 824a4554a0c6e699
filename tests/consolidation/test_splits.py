"""Units that are split: their labels, what stands beside the break, and how it is printed."""

from __future__ import annotations

from itertools import product

import pytest

from amendtrack.consolidation.negotiation import Proposal
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.errors import InputRefused, Unsettled
from amendtrack.redline.amendment import amendments
from amendtrack.redline.comparison import compare
from amendtrack.render.brackets import brackets
from amendtrack.render.marks import unmarked
from amendtrack.render.parsing import read_brackets
from amendtrack.text.units import parse_text

BASE = "3. Parties meet in June and report. They say what they cleared.\n\n4. Observers may attend.\n"
SPLIT = BASE.replace("report. They", "report.\n\n4. They").replace("4. Observers", "5. Observers")


def test_a_break_and_a_change_at_one_word_have_ids_of_their_own() -> None:
    split = BASE.replace("Parties meet", "Parties\n\n4. meet")
    con = consolidate(BASE, {"Arda": BASE.replace("meet ", ""), "Brum": split})
    assert [(s.id, s.base) for s in con.slots] == [("3@2¶", " "), ("3@2", "meet ")]


def test_a_part_split_off_and_a_new_unit_never_bear_one_label() -> None:
    new = BASE.replace("\n\n4. Obs", "\n\n4. The host pays.\n\n5. Obs")
    con = consolidate(BASE, {"Arda": SPLIT, "Brum": new})
    split, added = con.slots
    assert (added.unit, added.variants[0].wording) == ("3 ter", "\n\n3 ter. The host pays.")
    assert split.variants[0].wording == "\n\n3 bis. "
    chosen = con.choose(split, split.variants[0]).choose(added, None)
    assert chosen.clean() == BASE[: split.start] + split.variants[0].wording + BASE[split.end :]
    both = con.accept(["Arda", "Brum"]).clean()
    assert [p[:12] for p in both.split("\n\n")][:3] == ["3. Parties m", "3 bis. They ", "3 ter. The h"]


def test_every_part_of_a_unit_split_in_three_has_a_label_of_its_own() -> None:
    base = "3. Meet. Report. Learn.\n\n(a) One.\n\n(b) Two.\n"
    sent = "3. Meet.\n\n4. Report.\n\n5. Learn.\n\n(a) One.\n\n(b) Two.\n"
    con = consolidate(base + "\n4. End.\n\n5. Close.\n", {"Arda": sent + "\n6. End.\n\n7. Close.\n"})
    made = con.accept(["Arda"]).clean()
    assert [p.split()[0] for p in made.split("\n\n")] == ["3.", "3", "3", "(a)", "(b)", "4.", "5."]
    assert "3 bis. Report." in made and "3 ter. Learn." in made


def test_an_item_split_in_two_is_printed_as_a_break() -> None:
    base = "* Clear the north and mark it at once.\n* Teach children.\n"
    con = consolidate(base, {"Brum": base.replace("north and", "north\n* and")})
    assert brackets(con) == "* Clear the north[ ¶ – Brum] and mark it at once.\n* Teach children.\n"


def test_what_is_chosen_is_no_rival_of_what_is_still_open() -> None:
    base = "* Train staff.\n* Clear mines, and mark them.\n"
    con = consolidate(
        base,
        {"Arda": base + "* Clear mines, and mark them.\n", "Brum": base + "* Clear mines.\n* and mark them.\n"},
    )
    for slot in con.slots:
        for variant in slot.variants:
            made = con.choose(slot, variant)
            while still := [s for s in made.slots if not s.settled]:
                made = made.choose(still[0], None)
            assert made.clean() == base[: slot.start] + variant.wording + base[slot.end :]


def test_what_is_chosen_is_not_joined_to_a_neighbour_that_is_still_open() -> None:
    base = "States should be included in all planning.\n"
    sent = {
        "Arda": "Parties shall be asked for all planning.\n",
        "Brum": "States should be\n\nincluded in all planning.\n",
    }
    con = consolidate(base, sent)
    first = con.slots[0]
    made = con.choose(first, first.variants[0])
    while still := [s for s in made.slots if not s.settled]:
        made = made.choose(still[-1], None)
    assert made.clean() == base[: first.start] + first.variants[0].wording + base[first.end :]


def test_a_paragraph_split_without_a_label_is_printed_as_a_break() -> None:
    base = "5. Clear all areas. Mark them.\n\n6. Report.\n"
    con = consolidate(base, {"Norvia": base.replace(". Mark", ".\n\nMark")})
    assert brackets(con).startswith("5. Clear all areas.[ ¶ – Norvia] Mark them.\n")
    assert [v.deletes for v in con.slots[0].variants] == [False]
    assert str(read_brackets(brackets(con), ["Norvia"]).base) == base


def test_a_line_made_a_row_is_no_second_slot_at_its_end() -> None:
    base = "first line\nsecond line\n"
    con = consolidate(base, {"Norvia": "| " + base})
    assert all(v.wording != slot.base for slot in con.slots for v in slot.variants)
    assert con.accept(["Norvia"]).clean() == "| " + base


def test_a_label_struck_is_a_slot_inside_where_another_joins_units() -> None:
    base = "1. Clear all areas.\n\n2. Report each year.\n\n3. Help.\n"
    joins = base.replace(".\n\n2. Report", ". Report")
    con = consolidate(base, {"Norvia": joins, "Galdora": base.replace("1. Clear", "Clear")})
    (outer,) = con.slots
    assert [v.backers for v in outer.variants] == [("Norvia",)]
    assert [(v.wording, v.backers) for v in outer.inner[0].variants] == [("", ("Galdora",))]
    made = con.choose(con.slots[0], con.slots[0].variants[-1])
    assert [s.address for s in made.open_slots] == ["1#2"]  # the number is a question of its own
    assert made.keep("1#2").clean() == joins


def test_the_break_of_a_split_and_its_label_are_no_words_put_in() -> None:
    for label, following in (("5 bis.", "6."), ("6.", "7.")):
        base = "5. Clear all areas. They will report.\n\n6. Help.\n"
        cut = f"5. Clear all areas.\n\n{label} They will report.\n\n{following} Help.\n"
        assert [str(one) for one in amendments(compare(base, cut))] == ["para 5: split"]
        assert [str(one) for one in amendments(compare(cut, base))] == ["para 5: merged with the next"]
    longer = compare("5. Clear areas. They report.\n", "5. Clear areas.\n\n5 bis. They all report.\n")
    assert [str(one) for one in amendments(longer)] == ["para 5: split", "para 5: words inserted"]


def test_words_amended_in_units_that_another_joins_are_printed_once_inside() -> None:
    base = "7. Support pumps in dry districts.\n\n8. Report on wells each year.\n\n9. Meet again.\n"
    joins = base.replace("districts.\n\n8. Report on", "districts and report on all")
    sent = [
        Proposal("Galdora", joins, "GLD-1"),
        Proposal("Galdora", base.replace("pumps", "new pumps"), "GLD-2"),
        Proposal("Hestria", base.replace("dry", "arid"), "HST-1"),
        Proposal("Hestria", base.replace("districts.\n", "districts.\n\n7 bis. Paint them.\n"), "HST-2"),
        Proposal("Arda", base.replace("each", "every"), "ARD-1"),
    ]
    con = consolidate(base, sent)
    assert brackets(con) == (
        "[7. Support [new – Galdora] pumps in [dry / arid – Hestria] districts.\n\n"
        "[7 bis. Paint them. – Hestria]\n\n8. Report on wells [each / every – Arda] year."
        " / 7. Support pumps in dry districts and report on all wells each year. – Galdora]\n\n9. Meet again.\n"
    )
    (joined,) = con.slots[0].variants
    for join in (lambda: con.accept(["GLD-1"]), lambda: con.word("7#1", "Pay."), lambda: con.choose("7#1", joined)):
        with pytest.raises(InputRefused, match="on both sides of 7 bis#1, which is open; decide 7 bis#1 first"):
            join()  # there would be no place left between the two
    made = con.reject(["HST-2"]).accept(["GLD-1"])
    assert [s.address for s in made.open_slots] == ["7#2", "7#3", "8#1"]
    assert made.keep("7#2").keep("7#3").accept(["ARD-1"]).clean() == joins.replace("each", "every")


RIVALS = (
    (
        "{}. {}",
        " ",
        "The Council meets in Corv.",
        "The office keeps all the accounts where possible.",
        "where possible",
    ),
    (
        "{}. {}",
        " ",
        "Le Conseil siège à Corv.",
        "Le secrétariat conserve tous les registres si possible.",
        "si possible",
    ),
    ("{}. {}", " ", "يجتمع المجلس في كورف.", "على الأمانة أن تحتفظ بجميع السجلات حيثما أمكن.", "حيثما أمكن"),
    ("{}. {}", "", "理事会在科尔夫开会。", "秘书处每年应保存全部年度账目。", "全部"),
    ("({}) {}", " ", "Der Rat tagt in Corv.", "Das Büro führt alle Bücher nach Möglichkeit.", "nach Möglichkeit"),
)
NEW = (
    ("every year", "by June"),
    ("chaque année", "avant juin"),
    ("كل سنة", "قبل يونيو"),
    ("所有", "主要"),
    ("genau", "laut"),
)


def test_who_merges_units_and_moves_them_is_named_where_others_put_one_between() -> None:
    units = (
        "1. The council reports.",
        "2. The clubs survey all stocks.",
        "3. States fund the training.",
        "4. Fees end.",
    )
    base = "\n\n".join(units) + "\n"
    merged = "\n\n".join((f"1. {units[1][3:]} {units[2][3:]}", f"2. {units[0][3:]}", units[3])) + "\n"
    moved = "\n\n".join((*units[:2], f"2 bis. {units[3][3:]}", units[2])) + "\n"
    added = "\n\n".join((*units[:2], "2 bis. A new fund is opened.", *units[2:])) + "\n"
    con = consolidate(base, {"Arda": merged, "Brum": moved, "Corv": added})
    assert [c.explanation.partition(";")[0] for c in con.conflicts] == ["Arda would merge these units"]


def test_two_changes_of_the_same_words_are_rivals_also_where_one_or_both_join_units() -> None:
    """Neither is accepted silently beside the other; what is chosen leaves nothing of the other behind."""
    for (unit, blank, one, two, old), new in zip(RIVALS, NEW, strict=True):
        first, apart = unit.format(1, one), "\n\n"
        for joins in ((0,), (1,), (0, 1)):
            base = first + apart + unit.format(2, two) + "\n"
            reworded = [two.replace(old, words) for words in new]
            sent = [
                first + (blank + own if k in joins else apart + unit.format(2, own)) + "\n"
                for k, own in enumerate(reworded)
            ]
            con = consolidate(base, dict(zip(("Arda", "Brum"), sent)))
            assert [s.contested for s in con.slots] == [True], (base, joins)
            for name, text in zip(con.delegations, sent):
                done = con.accept([name])
                while done.open_slots:
                    done = done.keep(done.open_slots[0])
                assert done.clean() == text, (name, joins)
            with pytest.raises(Unsettled):
                con.accept(["Arda", "Brum"]).clean()


MOVED = """Article 1

1. The fee is ten.

2. The Council meets once a year. The secretariat keeps all charts without delay.

3. Ropes are new.

Article 2

1. Wells are dug.

2. Pumps are kept by the secretariat.
"""


def kept_after(con: Consolidation) -> str:
    """The clean text if the draft is kept wherever nothing is decided."""
    while con.open_slots:
        con = con.keep(con.open_slots[0])
    return con.clean()


@pytest.mark.parametrize("decided", [["Arda", "Brum"], ["Brum", "Arda"]])
def test_a_part_split_off_is_printed_under_the_number_that_follows_its_units_decided_one(decided: list[str]) -> None:
    unit = "2. The Council meets once a year. The secretariat keeps all charts without delay."
    split = unit.replace("year. The", "year.\n\n3. The")
    moves = MOVED.replace(f"{unit}\n\n", "").replace("by the secretariat.\n", f"by the secretariat.\n\n{unit}\n")
    joins = MOVED.replace("ten.\n\n2. The", "ten. The").replace("3. Ropes", "2. Ropes")
    numbers = MOVED.replace("2. The Council", "7. The Council").replace("3. Ropes", "8. Ropes")
    open_ = MOVED.replace("keeps all charts", "keeps most charts")
    for other in (moves, joins, numbers):
        sent = {"Arda": MOVED.replace(unit, split).replace("3. Ropes", "4. Ropes"), "Brum": other, "Corv": open_}
        con = consolidate(MOVED, sent)
        for name in decided:
            con = con.accept([name])
            printed = str(read_brackets(unmarked(brackets(con)), con.delegations).base)
            assert printed.split() == kept_after(con).split(), other


@pytest.mark.parametrize("item", ["", "(a) The host pays.\n\n"])
def test_what_is_new_behind_a_split_unit_is_numbered_behind_its_parts(item: str) -> None:
    """In print and in the clean text, whether one delegation asks for both or each for one."""
    base = BASE.replace("4. Obs", f"{item}4. Obs")
    split = base.replace("report. They", "report.\n\n4. They").replace("4. Obs", "5. Obs")
    both = split.replace("5. Obs", "5. Guests wait.\n\n6. Obs")
    new = base.replace("4. Obs", "4. Guests wait.\n\n5. Obs")
    for sent in ({"Arda": both}, {"Arda": split, "Brum": new}):
        con = consolidate(base, sent)
        assert "[3 ter. Guests wait." in brackets(con)
        labels = [u.label for u in parse_text(con.accept([*sent]).clean()).units]
        assert [label for label in labels if label != "(a)"] == ["3.", "3 bis.", "3 ter.", "4."]


def test_a_number_under_a_new_heading_that_is_rejected_is_none_of_the_parts_above_it() -> None:
    """Also in a draft without headings, whose numbers are one list."""
    base = "1. Boats carry lamps. Pumps are red.\n\n2. Ships pay a toll.\n"
    sent = "1. Boats carry lamps.\n\n3. Pumps are red.\n\nArticle 2\n\n1. Wells are dug.\n\n2. Ropes are dry.\n\n"
    con = consolidate(base, {"Arda": f"{sent}2. Ships pay a toll.\n"})
    con = con.choose("1#1", con.slot_at("1#1").variants[0])
    while con.open_slots:
        assert "\n1 bis. " in brackets(con)
        con = con.keep(con.open_slots[0])
    assert [u.label for u in parse_text(con.clean()).units] == ["1.", "1 bis.", "2."]


@pytest.mark.parametrize("inside", [" ", "\n"])
def test_the_white_space_of_a_break_stays_beside_emphasis(inside: str) -> None:
    """Whether a paragraph is split or two are joined, and whichever text has the emphasis."""
    firsts, seconds = ("The host pays.", "The host **pays.**"), ("Guests may wait.", "_Guests_ may wait.")
    for before, after in product(product(firsts, seconds), repeat=2):
        for one, other in ((inside, "\n\n"), ("\n\n", inside)):
            base, sent = one.join(before) + "\n", other.join(after) + "\n"
            made = consolidate(base, {"Arda": sent}).accept(["Arda"]).clean()
            assert made == other.join(before) + "\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("**Lamps.** Boats carry them.", "**Lamps**\n\nBoats carry them."),
        ("**Lamps.** Boats carry them.", "**Lamps**\n\nAll boats carry them."),
        ("*Lamps:* boats carry them.", "*Lamps*\n\nBoats carry them."),
        ("Boats carry *lamps,* and ropes are dry.", "Boats carry *lamps*.\n\nRopes are dry."),
    ],
)
def test_emphasis_that_ends_where_a_unit_is_split_is_closed_in_that_unit(before: str, after: str) -> None:
    """No pair of signs is left open in one paragraph and closed in the next."""
    con = consolidate(before + "\n", {"Arda": after + "\n"})
    made = con.accept(["Arda"]).clean()
    assert made.replace("*", "").split() == after.replace("*", "").split()
    assert [unit.count("*") % 2 for unit in made.split("\n\n")] == [0, 0]
    assert con.reject(["Arda"]).clean() == before + "\n"
    con.check()
