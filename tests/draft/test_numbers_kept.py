"""The number of an amendment (``NOR-1#2``): it names the same amendment for as long as the draft exists."""

from __future__ import annotations

from pathlib import Path

import pytest
from revisions import revised

from amendtrack import Draft
from amendtrack.consolidation.value import Consolidation
from amendtrack.record.entries import read_entry, write_entry

BASE = "1. Meet each year.\n\n2. Report on measures.\n\n3. Publish the reports.\n\n4. Pay in June.\n"
SENT = BASE.replace("year", "month").replace("measures", "steps").replace("Publish", "Print").replace("June", "May")
REV1 = "1. Pay in June.\n\n2. Meet each month.\n\n3. Report on steps.\n\n4. Publish the reports.\n"


def opened(folder: Path, base: str, sent: str) -> Draft:
    made = Draft.init(folder / "plan", base, title="Plan", at="2009-07-17", durability="fast")
    made.propose(sent, by="Norvia", unregistered="added", received="2009-08-01")
    made.add_delegation("Galdora", at="2009-08-01")
    return made


def numbers(draft: Draft) -> dict[str, str]:
    return {amendment.name: amendment.place for amendment in draft.consolidate().amendments}


def numbers_on(draft: Draft, label: str) -> dict[str, str]:
    return {amendment.name: amendment.place for amendment in draft.snapshot().on(label).consolidate().amendments}


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return opened(tmp_path, BASE, SENT)


def test_a_proposal_that_is_filed_under_the_right_name_keeps_the_numbers_of_its_amendments(draft: Draft) -> None:
    revised(draft, REV1)
    assert numbers(draft) == {"NOR-1#4": "1", "NOR-1#3": "4"}
    draft.correct("NOR-1", to="GAL", at="2009-09-06")
    assert numbers(draft) == {"GAL-1#4": "1", "GAL-1#3": "4"}
    entry = draft.proposal("GAL-1")
    assert read_entry(write_entry(entry), "proposals/GAL/1.json") == entry
    draft.accept(["GAL-1#3"], at="2009-09-07")
    assert "4. Print {✓ 4#1} the reports." in draft.printed()
    draft.revise(REV1.replace("Meet", "Confer"), label="Rev.2", at="2009-09-08")
    assert numbers(draft) == {"GAL-1#4": "1", "GAL-1#3": "4"}
    draft.withdraw("GAL-1#4", at="2009-09-09")
    assert numbers(draft) == {"GAL-1#3": "4"}
    assert numbers_on(draft, "Rev.1") == {"GAL-1#4": "1", "GAL-1#3": "4"}
    assert list(draft.problems()) == []


APART = "1. Parties clear all the mined areas in their territory and report each June.\n\n2. Pay.\n"


@pytest.mark.parametrize("name", ["NOR-1", "GAL-1"])
def test_a_number_that_an_amendment_once_had_is_given_to_no_other(tmp_path: Path, name: str) -> None:
    sent = APART.replace("all the mined", "every mined").replace("in their", "under their").replace("Pay", "Give")
    made = opened(tmp_path, APART, sent)
    assert numbers(made) == {"NOR-1#1": "1", "NOR-1#2": "2"}
    revised(made, APART.replace("Pay", "Give"))
    assert numbers(made) == {"NOR-1#1": "1"}
    if name == "GAL-1":
        made.correct("NOR-1", to="GAL", at="2009-09-05")
    made.revise(APART.replace("Pay", "Give").replace("areas in", "areas and fields in"), label="Rev.2", at="2009-09-06")
    assert [*numbers(made)] == [f"{name}#1", f"{name}#3"]


def test_what_is_renumbered_or_reworded_is_judged_by_itself_where_the_unit_is_shown_whole(tmp_path: Path) -> None:
    base = "1. Meet each year.\n\n2. Report on measures that are taken by each Party.\n\n3. Publish the reports.\n"
    sent = base.replace("2. Report on measures", "7. Report on steps").replace("each Party", "all")
    for rejected, left in (("NOR-1#1", {"NOR-1#2", "NOR-1#3"}), ("NOR-1#2", {"NOR-1#1"})):
        made = opened(tmp_path / rejected, base, sent)
        assert [*numbers(made)] == ["NOR-1#1", "NOR-1#2", "NOR-1#3"]
        made.show_whole("2", at="2009-08-02")
        assert [*numbers(made)] == ["NOR-1#1", "NOR-1#2"]
        made.reject([rejected], at="2009-08-03")
        revised(made, base.replace("year", "month"))
        lines = made.snapshot().carry_overs()[0].lines
        assert {line.name for line in lines if line.fate.value == "carried forward"} == left
        made.end_whole("2", at="2009-09-06")
        assert {*numbers(made)} == left


def test_an_amendment_keeps_its_number(tmp_path: Path) -> None:
    base = "1. Meet each year.\n\n2. Report on measures.\n\n3. Publish the reports.\n\n4. Pay in June.\n"
    sent = base.replace("year", "month").replace("measures", "steps").replace("Publish", "Print").replace("June", "May")
    made = opened(tmp_path, base, sent)
    rev1 = "1. Pay in June.\n\n2. Meet each day.\n\n3. Report on steps.\n\n4. Publish the reports.\n"
    revised(made, rev1)
    kept = {line.name: line.fate.value for line in made.snapshot().carry_overs()[0].lines}
    assert kept["NOR-1#1"] == "overtaken"
    assert kept["NOR-1#2"] == "incorporated"

    assert numbers(made) == {"NOR-1#4": "1", "NOR-1#3": "4"}
    made.reconfirm("NOR-1#1", at="2009-09-06")
    assert numbers(made) == {"NOR-1#4": "1", "NOR-1#1": "2", "NOR-1#3": "4"}
    made.withdraw("NOR-1#1", at="2009-09-07")
    assert numbers(made) == {"NOR-1#4": "1", "NOR-1#3": "4"}
    made.show_whole("4", at="2009-09-07")
    assert numbers(made) == {"NOR-1#4": "1", "NOR-1#3": "4"}
    made.revise(rev1.replace("1. Pay in June.", "1. Rest."), label="Rev.2", at="2009-09-08")
    assert numbers(made) == {"NOR-1#3": "4"}
    made.accept(["NOR-1#3"], at="2009-09-09")
    assert "Print" in made.printed()
    assert Consolidation.from_json(made.consolidate().to_json()) == made.consolidate()
    assert list(made.problems()) == []
