"""A meeting has one revision before it, takes in what came by its deadline, and its issued text can be made again."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run

from amendtrack.draft import Draft, Outcome
from amendtrack.errors import InputRefused, Unknown

BASE = "# Plan\n\n1. Clear all areas.\n\n2. Help survivors.\n\n3. Meet each June.\n"


@pytest.fixture
def plan(tmp_path: Path) -> Draft:
    """Norvia is in time and sends again too late, Galdora is late, Hestria is in time and withdraws too late."""
    draft = Draft.init(tmp_path / "plan", BASE, title="Plan", at="2009-07-17T10:00", durability="fast")
    draft.meeting("PM2", date="2009-09-03", deadline="2009-08-21", at="2009-07-17T11:00")
    for who, words, received in (
        ("Norvia", ("June", "May"), "2009-08-21T23:59:59"),
        ("Hestria", ("Help", "Assist"), "2009-08-20"),
        ("Galdora", ("all", "known"), "2009-08-22T00:00"),
    ):
        draft.propose(BASE.replace(*words), by=who, unregistered="added", received=received)
    draft.replace(BASE.replace("June", "March"), "NOR-1", received="2009-08-23")
    draft.withdraw("HES-1", at="2009-08-24")
    return draft


def packed(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_what_came_late_is_held_back_and_listed(plan: Draft, run: Run) -> None:
    code, out, err = run("consolidate", plan.path, "--meeting", "pm2")
    assert code == 0 and "[June / May – Norvia]" in out and "known" not in out and "March" not in out
    assert "{received after the deadline, not in this text: Galdora, Norvia}" in out
    assert "3 received = 1 in the text + 1 received after the deadline + 1 withdrawn" in err
    everything = run("consolidate", plan.path)[1]
    assert "[all / known – Galdora]" in everything and "March" in everything and "deadline" not in everything
    plan.set_attribution("none", at="2009-08-25")
    unnamed = "".join(run("consolidate", plan.path, "--meeting", "PM2")[1:])
    assert "not in this text: 2 proposals" in unnamed and not any(n in unnamed for n in ("Galdora", "Norvia"))


def test_what_was_issued_can_be_made_again(plan: Draft, run: Run, tmp_path: Path) -> None:
    plan.issue_to(tmp_path / "first", "PM2", at="2009-09-01T20:00")
    text = plan.snapshot().issued("PM2")
    assert "[June / May – Norvia]" in text and "known" not in text
    plan.meeting("PM2", deadline="none", at="2009-09-01T21:00")
    plan.accept(["1#1"], at="2009-09-02")
    plan.void("NOR-1", reason="a slip", at="2009-09-02")
    plan.issue_to(tmp_path / "later", "PM2", at="2009-09-02T20:00", reissue="allowed")
    assert run("consolidate", plan.path, "--as-of", "PM2/1")[1] == text == plan.at("PM2/1").printed()
    assert run("export", plan.path, "PM2/1")[1] == text
    assert run("export", plan.path, "PM2", "-o", tmp_path / "pm2.docx")[0] == 0
    assert run("consolidate", plan.path, "--as-of", "PM2")[1] == plan.snapshot().issued("PM2") != text
    assert plan.issue_to(tmp_path / "again", "PM2", at="2009-09-09", reissue="allowed").outcome is Outcome.ALREADY
    assert packed(tmp_path / "again") == packed(tmp_path / "later")


def test_papers_account_for_what_was_held_back(plan: Draft, tmp_path: Path) -> None:
    plan.issue_to(tmp_path / "pack", "PM2", at="2009-09-01T20:00")
    papers = {name: data.decode() for name, data in packed(tmp_path / "pack").items() if name.endswith(".md")}
    register = next(text for name, text in papers.items() if "register" in name)
    assert [line.split(" | ")[0] + line[-30:] for line in register.splitlines() if "after the deadline |" in line] == [
        "| GAL-1 received after the deadline |",
        "| NOR-1 received after the deadline |",
    ]
    own = next(text for name, text in papers.items() if "acknowledgements" in name and name.endswith("gal.md"))
    assert "It was received after the deadline for this meeting" in own and "known" in own


def test_the_next_papers_say_what_is_new(plan: Draft, run: Run, tmp_path: Path) -> None:
    plan.issue("PM2", at="2009-09-01T20:00")
    plan.issue_to(tmp_path / "pack", "PM3", at="2009-09-04")
    compiled = next(d.decode() for n, d in packed(tmp_path / "pack").items() if n.endswith("1-compilation.md"))
    assert "## Changes since the text issued to PM2\n\n- added: GAL-1\n- sent again: NOR-1\n" in compiled
    plan.propose(BASE.replace("Clear", "Mark"), by="Brum", unregistered="added", received="2009-09-05")
    assert "since the text issued to PM3: added: BRU-1" in run("consolidate", plan.path)[2]
    listed = run("proposals", plan.path)[1].splitlines()
    assert [line[:5] for line in listed if "new since PM3" in line] == ["BRU-1"]


def test_what_was_decided_before_stays_decided(plan: Draft) -> None:
    plan.issue("PM2", at="2009-09-01T20:00")
    plan.meeting("PM2", deadline="none", at="2009-09-02T09:00")
    plan.accept(["GAL-1"], at="2009-09-03")
    plan.propose(BASE.replace("areas", "mined areas"), by="Brum", unregistered="added", received="2009-09-05")
    plan.issue("PM3", at="2009-09-06")
    text = plan.snapshot().issued("PM3")
    assert "known {✓ 1#1}" in text and "[mined – Brum]" in text


def test_a_meeting_is_changed_and_undone_like_any_act(plan: Draft, run: Run) -> None:
    assert str(plan.meetings[0]) == "PM2, 2009-09-03: Rev.0, proposals received by 2009-08-21 23:59"
    assert plan.meeting("pm2", date="2009-09-03", at="2009-08-01").outcome is Outcome.ALREADY
    plan.meeting("PM3", date="2009-11-30", at="2009-08-01")
    code, out, _ = run("meeting", plan.path)
    assert code == 0 and [line.split()[0] for line in out.splitlines()] == ["meeting", "PM2", "PM3"]
    plan.undo(len(plan.acts()), at="2009-08-02")
    assert [m.name for m in plan.meetings] == ["PM2"]
    plan.meeting("PM3", date="2009-12-01", at="2009-08-03")
    assert [m.name for m in plan.meetings] == ["PM2", "PM3"] and plan.problems() == ()


def test_the_text_before_a_meeting_is_the_one_that_it_was_called_for(plan: Draft) -> None:
    plan.revise(BASE.replace("June", "May"), label="Rev.1", at="2009-08-30")
    with pytest.raises(InputRefused, match=r"PM2 has Rev.0 before it, and the latest revision is Rev.1"):
        plan.issue("PM2", at="2009-09-01")
    plan.meeting("PM2", on="Rev.1", at="2009-08-31")
    assert plan.issue("PM2", at="2009-09-01").outcome is Outcome.RECORDED


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"name": "PM9"}, "no date is known for PM9; add its date"),
        ({"name": "PM2", "deadline": "2009-09-04"}, "the deadline for PM2, 2009-09-04 23:59, is after the meeting"),
        ({"name": "x" * 61, "date": "2009-09-04"}, "cannot be a meeting's name"),
        ({"name": "PM2", "date": "soon"}, "is not a time"),
        ({"name": "PM2", "on": "Rev.7"}, "no revision 'Rev.7'"),
    ],
)
def test_what_cannot_be_in_the_calendar_is_refused(plan: Draft, asked: dict[str, str], said: str) -> None:
    before = plan.snapshot().tip
    with pytest.raises((InputRefused, Unknown), match=said):
        plan.meeting(asked.pop("name"), at="2009-08-01", **asked)
    assert plan.snapshot().tip == before


def test_what_the_meeting_decided_on_is_taken_in(plan: Draft) -> None:
    plan.accept(["GAL-1"], at="2009-09-03")
    text = plan.snapshot().before_meeting("PM2").printed()
    assert "known {✓ 1#1}" in text and "not in this text: Norvia}" in text


def test_what_was_said_on_wording_that_is_held_back_is_held_back_with_it(plan: Draft) -> None:
    plan.propose(BASE, by="Brum", unregistered="added", received="2009-08-20", allow=["unchanged"])
    plan.support("Brum", "GAL-1", at="2009-08-30")
    plan.oppose("Brum", "NOR-1", at="2009-08-30")
    plan.reserve("Brum", "2", at="2009-08-30")
    con = plan.snapshot().before_meeting("PM2").consolidate()
    assert not any("no longer proposed" in conflict.explanation for conflict in con.conflicts)
    assert [position.place for position in con.positions] == ["2"]
    assert "supported by Brum" in plan.printed()


def test_a_meeting_goes_with_an_export(plan: Draft, tmp_path: Path) -> None:
    plan.issue("PM2", at="2009-09-01T20:00")
    plan.export_all(tmp_path / "out")
    again = Draft.import_all(tmp_path / "copy", tmp_path / "out", durability="fast")
    assert again.meetings == plan.meetings and again.at("PM2").printed() == plan.snapshot().issued("PM2")


def test_a_group_speaks_for_its_members_in_the_text_before_a_meeting_too(plan: Draft) -> None:
    plan.group("Lake States", members=["NOR", "GAL"], code="LKS", at="2009-07-17T11:30")
    words = BASE.replace("3. Meet", "3. Convene")
    for code, number in (("LKS", "LKS-1"), ("HES", "HES-2")):
        plan.propose(words, by=code, received="2009-08-20", further="additional")
        assert plan.proposal(number).stands
    plan.support("NOR", "LKS-1", at="2009-08-20T12:00")
    before = plan.snapshot().before_meeting("PM2")
    assert before.held
    assert "Convene – Hestria, Lake States]" in before.printed()


def test_a_text_issued_to_a_meeting_that_is_not_in_the_calendar_says_that_it_has_no_deadline(
    plan: Draft, run: Run
) -> None:
    code, _, err = run("issue", plan.path, "--meeting", "PM3", "--at", "2009-09-01T20:00")
    assert code == 0 and "PM3 is not in the calendar, so no deadline was applied (there are: PM2)" in err
    assert "calendar" not in run("issue", plan.path, "--meeting", "pm2", "--at", "2009-09-01T21:00")[2]
