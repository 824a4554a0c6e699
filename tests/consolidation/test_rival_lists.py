"""Two rival new paragraphs, each with a list: the list comes with its paragraph, and goes with it."""

from __future__ import annotations

import pytest

from amendtrack.consolidation.decision import Verdict
from amendtrack.consolidation.negotiation import Position, Stance
from amendtrack.consolidation.value import Consolidation, consolidate

BASE = "1. Boats carry lamps.\n\n2. Ropes are dry.\n"
OURS = "\n3. Each port keeps a national register of wells.\n\n(a) It lists the pumps.\n\n(b) It names the owner.\n"
THEIRS = "\n3. Each port keeps a public register of wells.\n\n(a) Herders read it free of charge.\n"


def opened(brum: str = THEIRS, *positions: Position) -> Consolidation:
    return consolidate(BASE, {"Arda": BASE + OURS, "Brum": BASE + brum}, positions)


def test_choosing_one_of_two_rival_paragraphs_puts_out_the_list_of_the_other() -> None:
    con = opened()
    (slot,) = (s for s in con.slots if s.contested)
    ours = next(v for v in slot.variants if "Arda" in v.backers)
    for made in (con.choose(slot, ours), con.accept(["Arda#1"])):
        assert made.verdict("Brum#2") is Verdict.REJECTED
        assert {made.verdict("Arda#2"), made.verdict("Arda#3")} == {Verdict.OPEN}
        assert made.accept(["Arda"]).clean().startswith(BASE + "\n3. Each port keeps a national")
    for name in ("Arda", "Brum"):
        assert not con.accept([name]).open_slots


def test_keeping_the_draft_puts_both_lists_out_and_taking_that_back_brings_them_back() -> None:
    con = opened()
    (slot,) = (s for s in con.slots if s.contested)
    made = con.keep(slot)
    assert made.clean() == BASE
    assert made.take_back([slot.address]).slots == con.slots


def test_rejecting_a_paragraph_by_name_leaves_its_items_to_be_decided_by_theirs() -> None:
    assert {opened().reject(["Arda#1"]).verdict(name) for name in ("Arda#2", "Arda#3")} == {Verdict.OPEN}


@pytest.mark.parametrize(
    "brum",
    [
        "\n3. Each port keeps a public register of wells.\n",
        "\n3. Each port keeps a public register of wells.\n\n(a) It names the owner.\n",
    ],
    ids=["no list", "the same list, shorter"],
)
def test_items_that_may_stand_under_the_chosen_paragraph_too_stay_open(brum: str) -> None:
    con = opened(brum)
    made = con.accept(["Brum"])
    assert made.verdict("Arda#1") is Verdict.REJECTED
    assert made.verdict("Arda#2") is Verdict.OPEN


def test_an_item_that_somebody_supports_apart_from_its_paragraph_stays_open() -> None:
    (item,) = (a for a in opened().amendments if a.name == "Brum#2")
    made = opened(THEIRS, Position("Corv", Stance.SUPPORT, "3 (a)", item.strands)).accept(["Arda"])
    assert made.verdict("Brum#2") is Verdict.OPEN


def test_the_conflict_list_does_not_say_that_rival_lists_can_all_stand() -> None:
    (entry,) = opened().conflicts
    assert str(entry.kind) == "rival new texts"
    assert entry.explanation.endswith("with items of their own, which come and go with them")
    third = consolidate(BASE, {"Arda": BASE + OURS, "Brum": BASE + THEIRS, "Corv": BASE + "\n3. Guests pay in June.\n"})
    assert third.conflicts[-1].explanation.startswith("new text at one place; one of the rival texts and all the rest")
