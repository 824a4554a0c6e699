"""Adopting a draft: an act of the chair, after which nothing is decided until somebody reopens it by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from amendtrack.consolidation.adopted_text import AdoptionRules, Numbers
from amendtrack.draft import Draft
from amendtrack.draft.adopted_papers import adoption_files
from amendtrack.errors import InputRefused, NotAdoptable, Unknown

BASE = "# Plan\n\n1. Survey the lakes.\n\n2. Report under paragraph 1.\n\n3. See paragraph 2. {Note: pending}\n"
NEW = BASE.replace("2. Report", "1 bis. Mark the shores.\n\n2. Report")
ADOPTED = (
    "# Plan\n\n1. Survey the lakes.\n\n2. Mark the shores.\n\n3. Report under paragraph 1.\n\n4. See paragraph 3.\n"
)


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    made = Draft.init(tmp_path / "plan", BASE, title="Plan", at="2009-07-17", durability="fast")
    made.propose(NEW, by="Norvia", unregistered="added", received="2009-08-21T16:20")
    return made


def test_a_text_is_adopted_once_closed_reopened_by_name_and_adopted_again(draft: Draft) -> None:
    with pytest.raises(NotAdoptable):
        draft.adopt(at="2009-12-04")
    with pytest.raises(Unknown):
        draft.snapshot().adopted()
    draft.accept(["NOR-1"], at="2009-12-03")
    assert str(draft.dry_run().adopt(at="2009-12-04")).startswith("Would record the adoption of Rev.0")
    done = draft.adopt(at="2009-12-04")
    assert str(done) == "Recorded the adoption of Rev.0: 3 new numbers, 1 cross-reference followed, 1 note removed"
    assert draft.snapshot().adopted() == ADOPTED
    assert draft.adopt(at="2009-12-05").commit == done.commit
    assert len(draft.acts()) == 4
    for act in (
        lambda: draft.reject(["NOR-1"], at="2009-12-05"),
        lambda: draft.reopen(["NOR-1"], at="2009-12-05"),
        lambda: draft.undo(3, at="2009-12-05"),
        lambda: draft.revise("1. Other.", label="Rev.1", at="2009-12-05"),
        lambda: draft.adopt(AdoptionRules(numbers=Numbers.KEPT), at="2009-12-05"),
        lambda: draft.undo(4, at="2009-12-05"),
        lambda: draft.reopen(["adoption"], at="2009-12-05"),
    ):
        with pytest.raises(InputRefused):
            act()
    draft.propose(
        BASE.replace("Survey", "Chart"), by="Arda", unregistered="added", received="2009-12-05"
    )  # what is sent is recorded all the same
    draft.reopen(["adoption"], at="2009-12-06", recorder="the President")
    draft.reopen(["NOR-1"], at="2009-12-06")
    draft.reject(["NOR-1", "ARD-1"], at="2009-12-06")
    draft.adopt(at="2009-12-07")
    assert draft.snapshot().adopted() == BASE.replace(" {Note: pending}", "")
    assert not draft.problems()


def test_an_adoption_is_in_the_export_and_its_papers_can_be_written_again(draft: Draft, tmp_path: Path) -> None:
    draft.accept(["NOR-1"], at="2009-12-03")
    draft.adopt(at="2009-12-04T18:00")
    files = adoption_files(draft.snapshot())
    assert sorted(path.partition("_ADOPTED_")[2] for path in files) == [
        f"20091204T1800_{name}.{ending}"
        for name in ("1-text", "2-concordance")
        for ending in ("docx", "html", "md", "txt")
    ]
    assert files["PLAN_Rev.0_ADOPTED_20091204T1800_1-text.md"].decode() == ADOPTED
    draft.export_all(tmp_path / "all")
    assert (tmp_path / "all" / "adopted.md").read_text(encoding="utf-8") == ADOPTED
    again = Draft.import_all(tmp_path / "again", tmp_path / "all", durability="fast")
    assert adoption_files(again.snapshot()) == files


def test_names_of_delegations_are_left_to_a_person(draft: Draft) -> None:
    text = BASE.replace("lakes.", "lakes of Norvia.")
    draft.propose(text, by="Arda", unregistered="added", received="2009-12-01", allow=["other-words"])
    draft.accept(["NOR-1", "Arda"], at="2009-12-03")
    with pytest.raises(NotAdoptable) as refusal:
        draft.adopt(at="2009-12-04")
    way = "take it out in a revision or, if it is part of the text, add --literal 'Norvia'"
    assert [str(one) for one in refusal.value.left] == [f"1: a delegation is named: Norvia; {way}"]
    assert draft.adopt(AdoptionRules(literals=("Norvia",)), at="2009-12-04").commit


def test_what_is_under_silence_or_marked_open_is_not_adopted(draft: Draft) -> None:
    draft.accept(["NOR-1"], at="2009-12-03")
    draft.silence("2", until="2009-12-10", at="2009-12-03")
    draft.mark("1", "not discussed", at="2009-12-03")
    with pytest.raises(NotAdoptable) as refusal:
        draft.adopt(at="2009-12-04")
    said = " | ".join(map(str, refusal.value.left))
    assert "under silence" in said
    assert "not discussed" in said
    draft.mark("1", "open", at="2009-12-04")
    draft.agree("1", at="2009-12-04")
    draft.agree("2", at="2009-12-11")
    assert str(draft.adopt(at="2009-12-12")).startswith("Recorded the adoption")
