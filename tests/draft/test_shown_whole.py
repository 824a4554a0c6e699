"""A unit that the chair has shown as one slot: the same texts, each delegation's reading of all of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from depth import depth
from hypothesis import given
from laws.worlds import World, worlds
from revisions import revised

from amendtrack import Draft, InputRefused, Unknown
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.render.brackets import brackets
from amendtrack.render.parsing import read_brackets

BASE = "1. Parties will clear all mined areas each year and report in June.\n\n2. Parties will meet.\n"
NORVIA = BASE.replace("all mined", "known").replace("June", "July")
GALDORA = BASE.replace("each year", "by 2014").replace("will meet", "shall meet")


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    made = Draft.init(tmp_path / "plan", BASE, title="Plan", at="2009-07-17", durability="fast")
    for who, text in (("Norvia", NORVIA), ("Galdora", GALDORA)):
        made.propose(text, by=who, unregistered="added", received="2009-08-01")
    return made


def test_a_unit_is_shown_as_one_slot_and_again_by_its_changes(draft: Draft) -> None:
    before = draft.printed()
    assert str(draft.show_whole("1", at="2009-08-02")) == "Recorded 1 as shown whole (Rev.0)"
    printed = draft.printed()
    assert [slot.address for slot in draft.consolidate().slots] == ["1#1", "2#1"]
    assert "Parties will clear known areas each year and report in July. – Norvia" in " ".join(printed.split())
    assert "Parties will clear all mined areas by 2014 and report in June. – Galdora" in " ".join(printed.split())
    assert str(draft.show_whole(["1"], at="2009-08-03")) == "already shown whole: 1"
    assert str(draft.text("NOR-1")) == NORVIA
    draft.end_whole("1", at="2009-08-04")
    assert draft.printed() == before


def test_whoever_takes_a_reading_takes_all_of_it(draft: Draft) -> None:
    draft.show_whole("1-2", at="2009-08-02")
    draft.accept(["GAL-1"], at="2009-08-03")
    assert draft.clean() == GALDORA
    with pytest.raises(InputRefused, match="has been decided"):
        draft.end_whole("1", at="2009-08-04")


def test_a_revision_keeps_the_choice_and_the_single_changes(draft: Draft) -> None:
    draft.show_whole("1", at="2009-08-02")
    revised(
        draft,
        BASE.replace("and report", "and shall report").replace("2. P", "3. P").replace("1. P", "2. P"),
    )
    assert draft.snapshot().statuses.whole == ("2",)
    fates = {line.name: line.fate.value for line in draft.snapshot().carry_overs()[0].lines}
    assert set(fates.values()) == {"carried forward"}
    assert "clear known areas each year and shall report in July. – Norvia" in " ".join(draft.printed().split())
    with pytest.raises(Unknown):
        draft.show_whole("44", at="2009-09-06")


@given(worlds())
@depth(100)
def test_the_same_texts_whatever_is_shown_whole(world: World) -> None:
    base, arda, brum = world
    plain = consolidate(base, {"Arda": arda, "Brum": brum})
    whole = consolidate(base, {"Arda": arda, "Brum": brum}, whole=plain.addresses)
    assert str(whole.view("Arda")) == arda
    assert str(whole.view("Brum")) == brum
    assert read_brackets(brackets(whole), ["Arda", "Brum"]).base.source == base
    assert Consolidation.from_json(whole.to_json()) == whole
    for name in ("Arda", "Brum"):
        one = consolidate(base, {name: arda if name == "Arda" else brum})
        same = consolidate(base, {name: arda if name == "Arda" else brum}, whole=one.addresses)
        assert same.accept([name]).clean() == one.accept([name]).clean()


def test_what_was_rejected_as_a_whole_is_not_carried_forward(draft: Draft) -> None:
    draft.show_whole("1", at="2009-08-02")
    draft.reject(["NOR-1"], at="2009-08-03")
    revised(draft, BASE.replace("meet.", "meet each May."))
    fates = {line.name: line.fate.value for line in draft.snapshot().carry_overs()[0].lines}
    assert {fates["NOR-1#1"], fates["NOR-1#2"]} == {"not reflected"}
    assert fates["GAL-1#1"] == "carried forward"


def test_one_amendment_of_what_is_shown_whole_is_not_withdrawn_by_half(draft: Draft) -> None:
    draft.show_whole("1", at="2009-08-02")
    with pytest.raises(InputRefused, match="shown whole"):
        draft.withdraw("GAL-1#1", at="2009-08-03")
    revised(draft, "1. Everything is new.\n\n2. Parties will meet.\n")
    assert [line.name for line in draft.snapshot().to_reconfirm()] == ["GAL-1#1", "NOR-1#1", "NOR-1#2"]
    assert [one.slot.address for one in draft.snapshot().left_open()] == ["1#1"]


def test_a_unit_that_proposals_split_is_not_shown_whole(tmp_path: Path) -> None:
    made = Draft.init(tmp_path / "plan", BASE, title="Plan", at="2009-07-17", durability="fast")
    split = BASE.replace(" and report in June", ".\n\n1 bis. Parties will report in June")
    made.propose(split, by="Brum", unregistered="added", allow=["typed"], received="2009-08-01")
    before = made.printed()
    with pytest.raises(InputRefused, match="1 cannot be shown whole: BRU-1 splits it, or joins it to another"):
        made.show_whole("1", at="2009-08-02")
    assert made.printed() == before
    made.propose(NORVIA, by="Norvia", unregistered="added", received="2009-08-01")
    done = made.show_whole("1", at="2009-08-02")
    assert done.notes == ("1: BRU-1 splits it, or joins it to another: its changes there are shown one by one",)
