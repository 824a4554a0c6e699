"""Groups in a draft: who is a member on which day, and for whom a group speaks."""

from datetime import date
from pathlib import Path

import pytest
from folders import Copied

from amendtrack import Draft
from amendtrack.draft.outcome import Outcome
from amendtrack.errors import InputRefused, Unknown
from amendtrack.record.memberships import Membership, with_term
from amendtrack.record.registers import read_register, write_register

BASE = "19. States meet.\n\n20. States report on progress each year.\n\n21. All help.\n"
TWICE = BASE.replace("each year", "in two reports")
MONTHLY = BASE.replace("each year", "every month")
REGISTER = "code,name,standing\nNRV,Norvia,party\nFNM,Finmark,party\nBRM,Brum,party\nOCW,Clearance Watch,observer\n"


def opened(folder: Path) -> Draft:
    register = read_register(REGISTER)
    draft = Draft.init(folder, BASE, title="Plan", at="2009-07-17", delegations=register, durability="fast")
    draft.group("Lake States", ["Norvia", "FNM"], code="LKS", first="2009-07-01", at="2009-07-18")
    draft.propose(TWICE, by="Lake States", received="2009-08-01T10:00")
    return draft


@pytest.fixture
def draft(tmp_path: Path, copied: Copied) -> Draft:
    return Draft.open(copied(opened, tmp_path / "plan"), durability="fast")


def line(draft: Draft) -> str:
    return draft.printed().split("\n")[2]


def test_a_group_is_named_wherever_a_delegation_may_be(draft: Draft) -> None:
    draft.propose(MONTHLY, by="Brum", received="2009-08-02")
    draft.oppose("LKS", "BRM-1", at="2009-08-03", note="too often")
    assert "[each year / every month – Brum; Lake States oppose / in two reports – Lake States]" in line(draft)
    draft.cosponsor("BRM-1", "Lake States", at="2009-08-04")
    draft.withdraw("LKS-1", at="2009-08-05")
    assert "[each year / every month – Brum, Lake States]" in line(draft)


def test_a_members_same_words_are_one_attribution_and_stay_in_the_register(draft: Draft) -> None:
    draft.propose(TWICE, by="Norvia", received="2009-08-02")
    draft.support("Finmark", "LKS-1", at="2009-08-03")
    draft.support("Brum", "LKS-1", at="2009-08-03")
    assert "[each year / in two reports – Lake States, supported by Brum]" in line(draft)
    assert draft.tally().received == 2
    assert [e.name for e in draft.proposals()] == ["LKS-1", "NRV-1"]
    assert "Positions that the text does not show" not in draft.printed()
    assert "in two reports – Norvia]" in draft.snapshot().printed(draft.consolidate(only=["Norvia"]))


def test_a_member_with_another_position_is_shown_and_noted(draft: Draft) -> None:
    draft.propose(MONTHLY.replace("All help", "All must help"), by="Finmark", received="2009-08-02")
    draft.retain("Norvia", "20", at="2009-08-03")
    assert "[each year – Norvia retain / every month – Finmark / in two reports – Lake States]" in line(draft)
    noted = [c for c in draft.consolidate().conflicts if c.kind.code == "group-vs-member"]
    assert [(c.where, c.parties, c.blocks) for c in noted] == [("20#1", ("Finmark", "Lake States", "Norvia"), False)]
    assert "Finmark (member of Lake States): 20#1\n- Norvia (member of Lake States): 20#1" in draft.printed()
    draft.set_attribution("none", at="2009-08-04")
    assert not any(
        name in draft.printed() + draft.snapshot().printed_json() for name in ("Finmark", "Lake", "member of")
    )


@pytest.mark.parametrize(
    ("sent", "first", "last", "named"),
    [
        ("2009-08-02", "2009-07-01", "", "Lake States"),
        ("2009-08-02", "2009-07-01", "2009-08-01", "Brum, Lake States"),  # it had left when it spoke
        ("2009-08-02", "2009-07-01", "2009-08-02", "Lake States"),  # its last day
        ("2009-08-02", "2009-08-03", "", "Brum, Lake States"),  # it joins later
        ("2009-07-20", "2009-08-01", "", "Lake States"),  # the group spoke later, and for it too
        ("2009-07-20", "2009-07-01", "2009-07-31", "Brum, Lake States"),
    ],
)
def test_membership_on_the_day_of_the_later_act_counts(
    draft: Draft, sent: str, first: str, last: str, named: str
) -> None:
    draft.group("LKS", ["Brum"], first=first, last=last or None, at="2009-09-01")
    draft.propose(TWICE, by="Brum", received=sent)
    assert f"in two reports – {named}]" in line(draft)


def test_terms_begin_end_and_begin_again(draft: Draft) -> None:
    done = draft.group("LKS", ["Finmark"], last="2009-08-31", at="2009-09-01")
    assert str(done) == "Recorded Finmark as a member of Lake States (LKS) until 2009-08-31"
    draft.group("lake states", ["Finmark"], first="2009-10-01", at="2009-10-01")
    terms = draft.delegations.resolve("FNM").terms_in(draft.delegations.resolve("LKS"))
    assert [m.term for m in terms] == ["from 2009-07-01 until 2009-08-31", "from 2009-10-01"]
    again = draft.group("LKS", ["Finmark"], first="2009-10-01", at="2009-10-02")
    assert again.outcome is Outcome.ALREADY
    assert read_register(write_register(draft.delegations)) == draft.delegations
    group = draft.delegations.resolve("LKS")
    assert [d.code for d in draft.delegations.members(group, date(2009, 9, 15))] == ["NRV"]
    draft.undo(len(draft.acts()), at="2009-10-03")
    assert [d.code for d in draft.delegations.members(draft.delegations.resolve("LKS"), date(2009, 10, 2))] == ["NRV"]


@pytest.mark.parametrize(
    ("name", "members", "days", "said"),
    [
        ("LKS", ["Nowhere"], {}, "no delegation 'Nowhere'"),
        ("LKS", [], {}, "Lake States would have no member"),
        ("LKS", ["Lake States"], {}, "cannot be a member of itself"),
        ("Brum", ["LKS"], {}, "Lake States is a group itself"),
        ("NRV", ["Brum"], {}, "Norvia is itself a member of LKS"),
        ("LKS", ["Norvia"], {"first": "2009-08-01"}, "Norvia: already a member of LKS from 2009-07-01"),
        ("LKS", ["Brum"], {"first": "2009-08-01", "last": "2009-07-01"}, "not before the first"),
        ("LKS", ["Brum"], {"first": "1 August"}, "'1 August' is not a day"),
        ("LKS", ["Norvia"], {"last": "2009-06-01"}, "not before the first"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    draft: Draft, name: str, members: list[str], days: dict[str, str], said: str
) -> None:
    before = draft.snapshot().tip
    with pytest.raises((InputRefused, Unknown)) as refused:
        draft.group(name, members, at="2009-08-01", **days)
    assert said in f"{refused.value.args[0]}; {refused.value.remedy}"
    assert draft.snapshot().tip == before


def test_a_group_that_only_its_members_name_says_how_to_register_it() -> None:
    register = read_register("code,name,groups\nNRV,Norvia,LAKE\n")
    with pytest.raises(Unknown, match="'lake' is a group of Norvia, and no delegation yet"):
        register.resolve("lake")


def test_two_that_are_members_of_each_other_both_stay_named(tmp_path: Path) -> None:
    register = read_register("code,name,groups\nNRV,Norvia,BRM\nBRM,Brum,NRV\n")
    draft = Draft.init(tmp_path / "plan", BASE, title="Plan", at="2009-07-17", delegations=register, durability="fast")
    draft.propose(TWICE, by="Brum", received="2009-08-01")
    draft.propose(TWICE, by="Norvia", received="2009-08-01")
    assert "in two reports – Brum, Norvia]" in line(draft)


def test_a_term_without_days_gives_way_to_one_with_days() -> None:
    dated = Membership("LKS", date(2009, 7, 1))
    assert with_term([Membership("LKS")], dated) == (dated,)
    assert with_term([dated], dated) == (dated,)
