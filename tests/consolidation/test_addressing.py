"""Addresses of slots, and labels of new units: once circulated they never change."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from amendtrack.consolidation.addressing import addressed, circulation, every
from amendtrack.consolidation.negotiation import Proposal
from amendtrack.consolidation.slots.slot import Shape
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.draft import Draft
from amendtrack.errors import InputRefused, Unknown
from amendtrack.render.brackets import brackets

BASE = """9. States will hold an informal meeting each June to review cooperation and assistance.

15. Train medical staff in every district and report each year.

16. Meet.
"""
AT = "2009-09-02T23:15"


def called(con: Consolidation) -> dict[str, str]:
    """Each address, with the words of the base that it stands for."""
    return {s.address: s.base.strip() for s in every(con.slots)}


def with_new(text: str, base: str = BASE) -> str:
    return base.replace("16. Meet", f"16. {text}\n\n17. Meet")


EDITED = {
    "Norvia": BASE.replace("each June", "every second year"),
    "Galdora": BASE.replace("cooperation", "aid").replace("each year", "in May"),
}


def test_slots_are_counted_in_text_order() -> None:
    con = consolidate(BASE, EDITED)
    assert called(con) == {"9#1": "each June", "9#2": "cooperation", "15#1": "each year"}


def test_a_paragraph_struck_is_counted_before_what_is_in_it() -> None:
    con = consolidate(BASE, {**EDITED, "Dunmere": BASE.partition("15. ")[2].join(["15. ", ""])})
    assert list(called(con)) == ["9#1", "9#2", "9#3", "15#1"]


def test_what_was_circulated_keeps_its_number_and_others_get_the_next() -> None:
    before = consolidate(BASE, EDITED)
    held = circulation(before.slots)
    more = {**EDITED, "Hestria": BASE.replace("States will", "States shall"), "Dunmere": BASE.partition("15. ")[2]}
    more["Dunmere"] = "15. " + more["Dunmere"]
    for order in permutations(more):
        after = consolidate(BASE, {name: more[name] for name in order}, circulated=reversed(held))
        found = called(after)
        assert {a: found[a] for a in called(before)} == called(before)
        assert (found["9#3"][:9], found["9#4"]) == ("9. States", "will")


def test_a_number_that_was_circulated_is_not_given_again() -> None:
    held = circulation(consolidate(BASE, EDITED).slots)
    fewer = {"Galdora": EDITED["Galdora"], "Corvia": BASE.replace("assistance", "support")}
    assert called(consolidate(BASE, fewer, circulated=held)) == {
        "9#2": "cooperation",
        "9#3": "assistance",
        "15#1": "each year",
    }


def test_a_slot_that_grows_and_one_that_is_cut_keep_their_numbers() -> None:
    held = circulation(consolidate(BASE, EDITED).slots)
    grown = {**EDITED, "Corvia": BASE.replace("meeting each June to review cooperation", "gathering on cooperation")}
    after = consolidate(BASE, grown, circulated=held)
    assert {"9#1", "9#2", "15#1"} & set(called(after)) >= {"15#1"}
    again = consolidate(BASE, EDITED, circulated=(*held, *circulation(after.slots)))
    assert called(again) == called(consolidate(BASE, EDITED))


def test_what_is_accepted_or_chosen_leaves_the_others_their_numbers() -> None:
    con = consolidate(BASE, {**EDITED, "Corvia": BASE.replace("cooperation", "support")})
    assert [s.address for s in con.accept(["Galdora"]).open_slots] == ["9#1"]
    assert [s.address for s in con.only(["Galdora", "Corvia"]).accept(["Galdora", "Corvia"]).open_slots] == ["9#2"]
    first = con.slot_at("9#1")
    assert [s.address for s in con.choose(first, first.variants[0]).open_slots] == ["9#2", "15#1"]
    assert [s.address for s in con.only(["Corvia"]).slots] == ["9#2"]


def test_a_slot_is_found_as_people_type_it() -> None:
    con = consolidate(BASE, EDITED)
    assert con.slot_at("para 9 # 2").address == "9#2"
    assert con.slot_at("paragraph 15").address == "15#1"
    for typed, hint in (
        ("9", "9#1, 9#2"),
        ("9#7", "9#1, 9#2"),
        ("14#1", "nearest: 15"),
        ("9#" + "1" * 9999, "from 9 to 15"),
    ):
        with pytest.raises(Unknown) as told:
            con.slot_at(typed)
        assert hint in told.value.remedy, typed


def test_an_address_is_printed_nowhere_in_the_text() -> None:
    con = consolidate(BASE, EDITED)
    assert "#1" not in brackets(con)


# -- through the record ---------------------------------------------------------------------------


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return Draft.init(tmp_path / "plan", BASE, title="Plan", at="2009-07-17T10:00", durability="fast")


def send(draft: Draft, who: str, text: str, **more: object) -> None:
    draft.propose(text, by=who, received="2009-08-20T10:00", unregistered="added", **more)  # type: ignore[arg-type]


LESSONS, GENDER, FUND = "Share lessons learned.", "Report on gender balance in teams.", "A new fund pays for tools."


def labels(draft: Draft) -> dict[str, str]:
    """The words of each new unit by its label."""
    return {
        s.unit: s.variants[0].wording.strip().split(" ", 2)[2] for s in draft.consolidate().slots if "15 " in s.unit
    }


def test_new_paragraphs_keep_their_labels_through_issue_withdrawal_and_a_third(draft: Draft) -> None:
    send(draft, "Ubria", with_new(LESSONS))
    send(draft, "Norvia", with_new(GENDER))
    first = labels(draft)
    assert sorted(first) == ["15 bis", "15 ter"]
    draft.issue("PM2", at=AT)
    send(draft, "Canvia", with_new(FUND))
    assert labels(draft) == {**first, "15 quater": FUND}
    draft.issue("PM3", at="2009-09-03T10:00")
    assert labels(draft) == {**first, "15 quater": FUND}
    send(draft, "Norvia", with_new(GENDER).replace("Meet.", "Meet twice."), replaces="NOR-1")
    assert labels(draft) == {**first, "15 quater": FUND}
    assert {s.address for s in draft.consolidate().slots if "15 " in s.unit} == {"15 bis#1", "15 ter#1", "15 quater#1"}


def new_units(draft: Draft) -> dict[str, str]:
    """The words of each new paragraph by its address."""
    slots = (s for s in draft.consolidate().slots if s.shape is Shape.NEW)
    return {s.address: " / ".join(v.wording.strip().split(" ", 1)[1] for v in s.variants) for s in slots}


@pytest.mark.parametrize("words", ["Report on gender balance in all teams.", "Train every deminer anew."])
def test_a_new_paragraph_that_its_proposer_rewords_keeps_its_label_and_address(draft: Draft, words: str) -> None:
    send(draft, "Ubria", with_new(LESSONS))
    send(draft, "Norvia", with_new(GENDER))
    draft.issue("PM2", at=AT)
    first = new_units(draft)
    where = next(address for address, said in first.items() if GENDER in said)
    send(draft, "Norvia", with_new(words), replaces="NOR-1")
    send(draft, "Canvia", with_new(FUND))
    now = new_units(draft)
    assert words in now[where] and FUND in now["15 quater#1"] and len(now) == 3
    draft.issue("PM3", at="2009-09-03T10:00")
    send(draft, "Norvia", with_new(words.replace(".", " each year.")), replaces="NOR-1")
    assert "each year" in new_units(draft)[where]
    assert new_units(draft.snapshot().at_commit(draft.issues[0].record)) == first
    only = draft.consolidate(only=["Norvia"]).slots
    assert [s.address for s in only] == [where]


def test_of_two_reworded_paragraphs_each_keeps_its_own_label(draft: Draft) -> None:
    def both(a: str, b: str) -> str:
        return BASE.replace("16. Meet", f"16. {a}\n\n17. {b}\n\n18. Meet")

    send(draft, "Norvia", both(LESSONS, GENDER))
    draft.issue("PM2", at=AT)
    assert list(new_units(draft)) == ["15 bis#1", "15 ter#1"]
    one, other = "Share all lessons learned.", "Report on gender balance in the teams."
    send(draft, "Norvia", both(other, one), replaces="NOR-1")
    now = new_units(draft)
    assert one in now["15 bis#1"] and other in now["15 ter#1"]
    send(draft, "Norvia", both("Lessons first.", "Teams then."), replaces="NOR-1")
    assert list(new_units(draft)) == ["15 quater#1", "15 quinquies#1"]
    send(draft, "Norvia", both(LESSONS, "Teams then."), replaces="NOR-1")
    now = new_units(draft)
    assert LESSONS in now["15 bis#1"] and "Teams then." in now["15 ter#1"]


def test_who_leaves_a_shared_reading_leaves_its_label_to_who_stays(draft: Draft) -> None:
    send(draft, "Ubria", with_new(GENDER))
    send(draft, "Norvia", with_new(GENDER))
    draft.issue("PM2", at=AT)
    send(draft, "Norvia", with_new(FUND), replaces="NOR-1")
    now = new_units(draft)
    assert GENDER in now["15 bis#1"] and FUND in now["15 ter#1"]


def test_a_rival_that_comes_later_takes_the_circulated_label(draft: Draft) -> None:
    send(draft, "Ubria", with_new("Share all lessons learned within each affected region."))
    draft.issue("PM2", at=AT)
    send(draft, "Aldova", with_new("A share of all lessons learned within each affected region."))
    assert [s.unit for s in draft.consolidate().slots] == ["15 bis"]
    assert "15 bis#1" in [s.address for s in draft.consolidate().slots]


def test_addresses_are_kept_through_issues_and_end_with_the_revision(draft: Draft) -> None:
    for who, text in EDITED.items():
        send(draft, who, text)
    draft.issue("PM2", at=AT)
    send(draft, "Aldova", BASE.replace("States will", "States shall"))
    assert called(draft.consolidate())["9#3"] == "will"
    assert draft.consolidate(without=["Norvia"]).slot_at("9#2").base == "cooperation"
    draft.issue("PM2", at="2009-09-03T10:00", reissue="allowed")
    send(draft, "Aldova", BASE.replace("States", "Parties"), replaces="ALD-1")
    assert called(draft.consolidate())["9#4"] == "States"
    draft.revise(BASE.replace("Meet.", "Meet twice."), label="Rev.1", pending="lapse", at="2009-09-04T10:00")
    send(draft, "Aldova", BASE.replace("Meet.", "Meet twice.").replace("cooperation", "aid"), further="additional")
    assert called(draft.consolidate()) == {"9#1": "cooperation"}


def test_a_reading_is_chosen_by_address(draft: Draft) -> None:
    send(draft, "Norvia", EDITED["Norvia"])
    send(draft, "Galdora", EDITED["Galdora"])
    done = draft.accept([], at=AT, choices={"para 9#1": "every  second year", "9#2": "cooperation", "15": "in May"})
    said = "'every second year' for 9#1, 9#2 and 'in May' for 15#1"
    assert str(done) == f"Recorded acceptance of {said} (Rev.0)"
    assert draft.clean() == BASE.replace("each June", "every second year").replace("each year", "in May")
    with pytest.raises(InputRefused, match="9#1 is decided; take that back first: reopen 9#1"):
        draft.choose({"9#1": "never"}, at=AT)
    draft.reopen(["9#1"], at=AT)
    with pytest.raises(Unknown, match="'never' is not a reading of 9#1"):
        draft.choose({"9#1": "never"}, at=AT)


def test_a_new_footnote_is_named_as_people_name_it() -> None:
    con = consolidate("1. We meet.\n", {"Arda": "1. We meet.[^1]\n\n[^1]: In May.\n"})
    assert con.slot_at("footnote 1#1") == con.slot_at("footnote 1") == con.slot_at("[^1]#1")


def test_a_slot_far_from_a_new_proposal_is_reused_with_its_address() -> None:
    con = consolidate(BASE, EDITED)
    printed = [con.slot_at(address) for address in ("9#1", "9#2")]
    more = con.with_proposal(Proposal("Aldova", BASE.replace("Meet.", "Meet twice.")))
    assert all(more.slot_at(slot.address) is slot for slot in printed)


def test_the_only_slot_of_a_place_keeps_the_lowest_number_under_which_its_passage_was_circulated() -> None:
    [slot] = consolidate("7. Clear all areas now.", {"Arda": "7. Clear known areas now."}).slots
    [same] = {passage for _, passage in circulation([slot])}
    wider = f"words 0-{slot.end + 4}"
    for circulated in ([("7#1", wider), ("7#4", same), ("7#3", same)], [("7#4", same), ("7#3", same), ("7#5", wider)]):
        assert [one.address for one in addressed([slot], circulated)] == ["7#3"]
