"""What a delegation maintains after a revision has overtaken it: what can be recorded, and what can be undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from revisions import revised

from amendtrack import Draft, InputRefused

BASE = """7. Parties will destroy stockpiled mines without delay and report annually on progress.

8. Each Party will name one ministry.
"""
REV1 = BASE.replace("without delay", "as soon as possible")


def opened(folder: Path, *sent: str) -> Draft:
    made = Draft.init(folder / "plan", BASE, title="Plan", at="2009-07-17", durability="fast")
    for who in ("Norvia", "Galdora"):
        made.add_delegation(who, at="2009-07-18")
    for who, text in zip(("NOR", "GAL"), sent, strict=False):
        made.propose(text, by=who, received="2009-08-01")
    return made


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return opened(tmp_path, BASE.replace("without delay", "swiftly"), BASE.replace("one ministry", "a ministry"))


LATER: list[Callable[[Draft], object]] = [
    lambda draft: draft.accept(["NOR-1#1"], at="2009-09-07"),
    lambda draft: draft.reject(["NOR-1"], at="2009-09-07"),
    lambda draft: draft.keep(["7#1"], at="2009-09-07"),
    lambda draft: draft.choose({"7#1": "swiftly"}, at="2009-09-07"),
    lambda draft: draft.support("GAL", "NOR-1#1", at="2009-09-07"),
    lambda draft: draft.oppose("GAL", "7#1=swiftly", at="2009-09-07"),
    lambda draft: draft.withdraw("NOR-1", at="2009-09-07"),
    lambda draft: draft.void("NOR-1", reason="sent by mistake", at="2009-09-07"),
    lambda draft: draft.correct("NOR-1", to="GAL", at="2009-09-07"),
    lambda draft: draft.issue("PM2", at="2009-09-07"),
]


@pytest.mark.parametrize("later", LATER)
def test_a_reconfirmation_that_something_rests_on_is_not_undone(draft: Draft, later: Callable[[Draft], object]) -> None:
    revised(draft, REV1)
    draft.reconfirm("NOR-1", at="2009-09-06")
    reconfirmed = len(draft.acts())
    later(draft)
    before = draft.printed()
    with pytest.raises(InputRefused, match=r"depends on act|cannot be recalled"):
        draft.undo(reconfirmed, at="2009-09-08")
    assert draft.printed() == before
    if draft.acts()[-1].kind != "issue":
        draft.undo(len(draft.acts()), at="2009-09-08")
        draft.undo(reconfirmed, at="2009-09-08")
        assert [line.name for line in draft.snapshot().to_reconfirm()] == ["NOR-1#1"]


def test_it_is_undone_where_what_was_decided_since_is_about_other_words(draft: Draft) -> None:
    revised(draft, REV1)
    draft.reconfirm("NOR-1", at="2009-09-06")
    reconfirmed = len(draft.acts())
    draft.accept(["GAL-1"], at="2009-09-07")
    draft.undo(reconfirmed, at="2009-09-08")
    assert "a {✓ 8#1} ministry" in draft.printed()


@pytest.mark.parametrize("decide", [Draft.accept, Draft.reject])
def test_a_proposal_stays_recorded_while_an_amendment_of_it_is_decided(
    draft: Draft, decide: Callable[..., object]
) -> None:
    decide(draft, ["GAL-1#1"], at="2009-08-03")
    with pytest.raises(InputRefused, match="depends on act"):
        draft.undo(5, at="2009-08-04")


TWO = "2. Report on measures that are taken by each Party.\n\n3. Publish the reports.\n"
REWRITTEN = TWO.replace("measures that are taken by each Party", "what was done")


@pytest.fixture
def rewritten(tmp_path: Path) -> Draft:
    made = Draft.init(tmp_path / "two", TWO, title="Two", at="2009-07-17", durability="fast")
    sent = TWO.replace("measures", "steps").replace("each Party", "all").replace("Publish", "Print")
    made.propose(sent, by="Norvia", unregistered="added", received="2009-08-01")
    revised(made, REWRITTEN)
    assert [line.name for line in made.snapshot().to_reconfirm()] == ["NOR-1#1", "NOR-1#2"]
    return made


CLASH = "NOR-1: two of its amendments would each replace the same words of the latest revision; have it sent again"


def test_two_amendments_that_would_replace_the_same_words_are_not_reconfirmed_together(rewritten: Draft) -> None:
    before = rewritten.printed()
    with pytest.raises(InputRefused, match=f"{CLASH}, with --replaces NOR-1, or reconfirm NOR-1#1 or NOR-1#2 alone"):
        rewritten.reconfirm("NOR-1", at="2009-09-06")
    assert rewritten.printed() == before


@pytest.mark.parametrize(
    ("first", "second", "reading"),
    [("#1", "#2", "steps that are taken by each Party"), ("#2", "#1", "measures that are taken by all")],
)
def test_one_of_them_is_reconfirmed_alone(rewritten: Draft, first: str, second: str, reading: str) -> None:
    rewritten.reconfirm(f"NOR-1{first}", at="2009-09-06")
    assert f"2. Report on [what was done / {reading} – Norvia]." in rewritten.printed()
    places = {amendment.name: amendment.place for amendment in rewritten.consolidate().amendments}
    assert places == {f"NOR-1{first}": "2", "NOR-1#3": "3"}
    with pytest.raises(InputRefused, match=f"{CLASH}, with --replaces NOR-1, or use lapse NOR-1{second}"):
        rewritten.reconfirm(f"NOR-1{second}", at="2009-09-06")
    rewritten.lapse(f"NOR-1{second}", at="2009-09-06")
    rewritten.accept([f"NOR-1{first}"], at="2009-09-07")
    assert list(rewritten.problems()) == []


def test_what_a_person_said_of_the_units_counts_for_what_waits(tmp_path: Path) -> None:
    made = Draft.init(tmp_path / "mill", "1. Report on wheels.\n", title="Mill", at="2009-07-17", durability="fast")
    made.propose("1. Inform on wheels.\n", by="Norvia", unregistered="added", received="2009-08-01")
    revised(made, "1. Name a ministry.\n\n2. Publish on wheels.\n", same=(("1", "2"),))
    assert [line.name for line in made.snapshot().to_reconfirm()] == ["NOR-1#1"]
    last = "1. Report on wheels and mills.\n\n2. Inform on wheels.\n"
    made.revise(last, label="Rev.2", same=(("2", "2"),), at="2009-09-06")
    assert made.snapshot().to_reconfirm() == ()
    (line,) = made.snapshot().carry_overs()[-1].lines
    assert line.fate.value == "incorporated"
