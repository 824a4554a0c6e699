"""A new revision decides nothing: what it overtakes stays open until it is reconfirmed, sent again, or lapses."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from depth import depth, some
from hypothesis import given
from laws.test_laws import first_chosen
from laws.worlds import World, worlds

from amendtrack import Draft, InputRefused, Unknown, Unsettled
from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.value import consolidate
from amendtrack.draft.earlier import left_on

BASE = ("1. The mill opens in March.", "2. Millers pay ten crowns a month.", "3. The wheel is oiled weekly.")
CHANGED = ("1. The mill opens in April.", "2. Millers pay twelve crowns a month.", "3. The wheel is oiled daily.")
NAMES = ("Arda#1", "Arda#2", "Brum#1")


def text(*units: str) -> str:
    return "\n\n".join(units) + "\n"


def taken(which: tuple[bool, ...], *more: str) -> str:
    return text(*(new if yes else old for yes, old, new in zip(which, BASE, CHANGED, strict=True)), *more)


CON = consolidate(text(*BASE), {"Arda": taken((True, True, False)), "Brum": taken((False, False, True))})


@pytest.mark.parametrize("verdicts", list(product(("accept", "reject", ""), repeat=3)))
def test_open_is_what_is_neither_rejected_nor_taken_in(verdicts: tuple[str, ...]) -> None:
    con = CON
    for name, verdict in zip(NAMES, verdicts, strict=True):
        con = con.accept([name]) if verdict == "accept" else con.reject([name]) if verdict == "reject" else con
    for which in some(product((False, True), repeat=3), 3):
        for more in ((), ("4. Guests may watch.",)):
            left = [name for one in left_on(con, "Rev.0", [taken(which, *more)]) for name in one.amendments]
            wanted = [n for n, v, yes in zip(NAMES, verdicts, which, strict=True) if v != "reject" and not yes]
            assert left == wanted


def test_a_revision_between_is_enough() -> None:
    later = [taken((True, False, False)), text("1. The mill opens in May.", *BASE[1:])]
    assert [one.slot.address for one in left_on(CON, "Rev.0", later)] == ["2#1", "3#1"]


def test_what_was_accepted_is_found_within_a_wider_change() -> None:
    wider = text(BASE[0], "2. Millers pay twelve silver crowns each month.", BASE[2])
    assert [one.amendments for one in left_on(CON.accept(["Arda#2"]), "Rev.0", [wider])] == [("Arda#1",), ("Brum#1",)]


@given(worlds())
@depth(240)
def test_a_clean_text_leaves_nothing_open(world: World) -> None:
    base, arda, brum = world
    con = consolidate(base, {"Arda": arda, "Brum": brum})
    while (then := first_chosen(con, every(con.open_slots))) is not con:
        con = then
    assert not list(left_on(con, "Rev.0", [con.clean()]))


# -- in a draft --------------------------------------------------------------------------------------


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    made = Draft.init(tmp_path / "mill", text(*BASE), title="Mill", at="2030-01-01")
    for who, which in (("Norvia", (True, True, False)), ("Galdora", (False, False, True))):
        made.propose(taken(which), by=who, unregistered="added", received="2030-01-02")
    return made


OVERTAKEN = text(
    "1. The mill opens in April.", "2. Millers pay eleven crowns a month.", "3. The wheel is oiled at noon."
)
"""A revision that takes in NOR-1#1 and puts other words in the place of everything else that was proposed."""


def test_clean_refuses_what_a_revision_overtook(draft: Draft) -> None:
    draft.accept(["NOR-1#1"], at="2030-01-03")
    draft.revise(OVERTAKEN, label="Rev.1", at="2030-01-04")
    with pytest.raises(Unsettled, match=r"2#1 on Rev\.0 \(NOR-1#2; to be reconfirmed\)") as caught:
        draft.clean()
    assert [slot.address for slot in caught.value.slots] == ["2#1", "3#1"]  # type: ignore[attr-defined]
    assert "reconfirmed (NOR-1#2)" in caught.value.remedy


def test_what_was_accepted_and_left_out_is_named(draft: Draft) -> None:
    draft.accept(["NOR-1"], at="2030-01-03")
    draft.reject(["GAL-1"], at="2030-01-03")
    draft.revise(text(*BASE, "4. Guests may watch."), label="Rev.1", at="2030-01-04")
    lines = {line.name: (line.fate.value, line.why) for line in draft.snapshot().carry_overs()[0].lines}
    accepted = ("carried forward", "accepted on Rev.0, but Rev.1 does not have it")
    assert lines == {"NOR-1#1": accepted, "NOR-1#2": accepted, "GAL-1#1": ("not reflected", "rejected on Rev.0")}
    with pytest.raises(Unsettled, match="2 open slots"):
        draft.clean()


def test_what_lapses_is_no_longer_open(draft: Draft) -> None:
    draft.revise(OVERTAKEN, label="Rev.1", at="2030-01-04")
    assert draft.snapshot().stale_note() == ("{made on Rev.0, overtaken, to be reconfirmed: Galdora, Norvia}",)
    draft.lapse(["NOR-1", "GAL-1#1"], at="2030-01-05")
    assert draft.clean() == OVERTAKEN
    assert draft.snapshot().stale_note() == ()
    with pytest.raises(Unknown, match="NOR-1 does not wait"):
        draft.reconfirm("NOR-1", at="2030-01-06")


def test_a_rejection_taken_back_on_an_earlier_revision_opens_it_again(draft: Draft) -> None:
    draft.reject(["GAL-1"], at="2030-01-03")
    draft.revise(text(*BASE, "4. Guests may watch."), label="Rev.1", at="2030-01-04")
    assert "GAL-1" not in [p.name for p in draft.consolidate().proposals]
    draft.reopen(["GAL-1"], at="2030-01-06")
    assert [one.slot.address for one in draft.snapshot().left_open()] == ["3#1"]


def test_what_is_open_on_both_revisions_is_all_listed(draft: Draft) -> None:
    draft.revise(OVERTAKEN, label="Rev.1", at="2030-01-04")
    draft.propose(
        'Para 2: replace "month" by "year"', by="Brum", kind="instructions", unregistered="added", received="2030-01-05"
    )
    with pytest.raises(Unsettled) as caught:
        draft.clean()
    assert [slot.address for slot in caught.value.slots] == ["2#1", "2#1", "3#1"]  # type: ignore[attr-defined]
    with pytest.raises(InputRefused, match="made on different revisions"):
        draft.reject(["NOR-1", "BRU-1"], at="2030-01-06")


def test_withdrawn_and_void_are_not_open(draft: Draft) -> None:
    draft.revise(OVERTAKEN.replace("eleven", "twelve"), label="Rev.1", at="2030-01-04")
    draft.withdraw("GAL-1", at="2030-01-05")
    assert draft.clean() == OVERTAKEN.replace("eleven", "twelve")


def test_an_acceptance_that_was_put_aside_does_not_come_back(tmp_path: Path) -> None:
    made = Draft.init(tmp_path / "mill", text(*BASE), title="Mill", at="2030-01-01", durability="fast")
    made.propose(text(*BASE).replace("March", "April"), by="Norvia", unregistered="added", received="2030-01-02")
    made.accept(["NOR-1"], at="2030-01-03")
    made.propose(text(*BASE).replace("March", "May"), by="Galdora", unregistered="added", received="2030-01-04")
    made.choose({"1#1": "May"}, at="2030-01-05")
    assert made.clean() == text(*BASE).replace("March", "May")
    made.withdraw("GAL-1", at="2030-01-06")
    with pytest.raises(Unsettled, match="1#1"):
        made.clean()
    assert "[March / April – Norvia]" in made.printed()
    made.accept(["NOR-1"], at="2030-01-07")
    assert made.clean() == text(*BASE).replace("March", "April")
