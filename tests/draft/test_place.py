"""One place with everything that the record says about it."""

from pathlib import Path

import pytest

from amendtrack import Draft
from amendtrack.errors import Unknown
from amendtrack.papers.place import place_paper
from amendtrack.papers.plain import plain
from amendtrack.record.registers import read_register

BASE = "1. Wells are dug by the office.\n\n2. Fees are fixed each year.\n\n3. Ropes are kept dry.\n"
REVISED = (
    "1. Pumps are oiled.\n\n2. Wells are dug by the office.\n\n3. Fees are set each year.\n\n4. Ropes are kept dry.\n"
)
REGISTER = "code,name\nNRV,Norvia\nBRM,Brum\nGLD,Galdora\n"


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    made = Draft.init(
        tmp_path / "plan", BASE, title="Plan", at="2026-01-05", delegations=read_register(REGISTER), durability="fast"
    )
    made.propose(BASE.replace("each year", "each month"), by="Norvia", received="2026-01-06T10:00")
    made.propose(
        BASE.replace("fixed each year", "low") + "\n3 bis. Ropes are counted.\n", by="Brum", received="2026-01-06T11:00"
    )
    return made


def shown(draft: Draft, place: str) -> str:
    return plain(place_paper(draft.snapshot().about(place)))


def test_a_place_is_shown_with_who_said_what_and_when(draft: Draft) -> None:
    draft.support("Galdora", "NRV-1", at="2026-01-07T09:00", note="as in the last plan")
    draft.retain("Galdora", "3", at="2026-01-07T09:00")
    found = shown(draft, "para 2")
    assert "2. Fees are fixed each year." in found
    assert "Norvia (NRV-1#1, received 6 January 2026, 10:00): “" in found
    assert "- Galdora: support NRV-1, 7 January 2026, 09:00 (as in the last plan)\n" in found
    assert "retain" not in found
    draft.choose({"2#1": "low"} if "“low”" in found else {"2#1": "fixed each month"}, at="2026-01-08", recorder="Ana")
    assert "Decided\n" in shown(draft, "2") and "by Ana" in shown(draft, "2#1")
    draft.set_attribution("none", at="2026-01-09")
    assert not any(name in shown(draft, "2") for name in ("Norvia", "Brum", "NRV", "Galdora"))


def test_a_break_in_a_unit_is_shown_by_its_sign(tmp_path: Path) -> None:
    base = "1. Wells are dug by the office. They are covered. Ropes are dry.\n\n2. Fees are fixed.\n"
    split = "1. Wells are dug by the office.\n\n2. They are covered. Ropes are dry.\n\n3. Fees are fixed.\n"
    register = read_register(REGISTER)
    made = Draft.init(tmp_path / "plan", base, title="Plan", at="2026-01-05", delegations=register, durability="fast")
    made.propose(split, by="Norvia", received="2026-01-06T10:00")
    made.propose(split.replace("office.", "port.").replace("They", "All"), by="Brum", received="2026-01-06T11:00")
    found = shown(made, "1")
    assert "Brum (BRM-1#2, received 6 January 2026, 11:00): “¶ 1 bis. All”\n" in found


def test_a_unit_that_is_only_proposed_is_a_place_too(draft: Draft) -> None:
    found = shown(draft, "3 bis")
    assert "The draft has no text there" in found and "Brum (BRM-1#2" in found
    assert "Nobody has proposed to change it" in shown(draft, "3")
    with pytest.raises(Unknown, match="no place '12'"):
        draft.snapshot().about("12")


def test_a_unit_is_followed_through_revisions_whatever_its_number(draft: Draft) -> None:
    draft.revise(REVISED, label="Rev.1", at="2026-02-01")
    draft.revise(REVISED.replace("each year", "every year"), label="Rev.2", at="2026-03-01")
    facts = draft.snapshot().about("3")
    assert [(e.revision, e.address, e.what) for e in facts.earlier] == [
        ("Rev.1", "3", "edited"),
        ("Rev.0", "2", "edited"),
    ]
    assert [e.what for e in draft.snapshot().about("2").earlier] == ["the same text", "the same text"]
    assert [(e.address, e.what) for e in draft.snapshot().about("1").earlier] == [
        ("1", "the same text"),
        ("", "new in Rev.1"),
    ]
