"""Past states on the command line: ``--as-of`` and ``--on`` print what was printed then, and say which state it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run

from amendtrack.draft import Draft

BASE = "# Plan\n\n1. Clear all areas.\n\n2. Help survivors.\n\n3. Meet each June.\n"


@pytest.fixture
def plan(tmp_path: Path) -> Draft:
    draft = Draft.init(tmp_path / "plan", BASE, title="Plan", at="2009-07-17T10:00", durability="fast")
    draft.propose(BASE.replace("June", "May"), by="Norvia", unregistered="added", received="2009-08-21T16:00")
    return draft


def test_what_was_printed_is_printed_again(plan: Draft, run: Run) -> None:
    commands = (("consolidate", plan.path), ("proposals", plan.path), ("show", plan.path, "3"))
    commands += (("redline", plan.path, "NOR-1"), ("redline", plan.path, "NOR-1", "--json"))
    before = [run(*command)[:2] for command in commands]
    plan.issue("PM2", at="2009-09-02T18:00")
    plan.replace(BASE.replace("June", "March"), "NOR-1", received="2009-09-03T09:00")
    plan.propose(BASE.replace("all", "known"), by="Galdora", unregistered="added", received="2009-08-20T09:00")
    plan.revise(BASE.replace("June", "March"), label="Rev.1", at="2009-09-04T12:00")
    for when in ("PM2", "pm2", "PM2/1", "2009-09-02", "2009-09-02T18:00", "2009-08-21 16:00", "act 2", "ACT 3"):
        again = [run(*command, "--as-of", when) for command in commands]
        assert [found[:2] for found in again] == before, when
        assert all("as of act" in found[2] for found in again)
    assert run("consolidate", plan.path, "--on", "rev.0")[1] == run("consolidate", plan.path, "--as-of", "act 5")[1]
    assert "Galdora" not in run("consolidate", plan.path, "--on", "Rev.0", "--as-of", "PM2")[1]


def test_what_was_recorded_late_is_not_in_an_earlier_state_and_that_is_said(plan: Draft, run: Run) -> None:
    plan.propose(BASE.replace("all", "known"), by="Galdora", unregistered="added", received="2009-08-20T09:00")
    code, out, err = run("proposals", plan.path, "--as-of", "2009-08-20")
    assert (code, out) == (0, "no proposals have been recorded\n")
    assert "act 3 carries an earlier time, but came into the record later, and so is not included" in err


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--as-of", "PM3"), "neither a time nor a meeting that was issued to; write a time"),
        (("--as-of", "Rev.0"), "Rev.0 is a revision, not a moment; use --on Rev.0, or name a time"),
        (("--as-of", "PM2/2"), "no text 'PM2/2' was issued; there is PM2/1"),
        (("--as-of", "PM2/0"), "no text 'PM2/0' was issued; there is PM2/1"),
        (("--as-of", "act 9"), "no act 9; there are 3; see acts"),
        (("--as-of", "2009-07-16"), "nothing had been recorded by 2009-07-16 23:59; the draft was opened on"),
        (("--as-of", "0" * 40), "neither a time nor a meeting"),
        (("--as-of", "٣ act"), "neither a time nor a meeting"),
        (("--on", "Rev.1"), "no revision 'Rev.1'; this draft has Rev.0"),
    ],
)
def test_what_cannot_be_found_is_refused(plan: Draft, run: Run, asked: tuple[str, ...], said: str) -> None:
    plan.issue("PM2", at="2009-09-02T18:00")
    code, out, err = run("consolidate", plan.path, *asked)
    assert (code, out) == (3, "") and said in err


def test_names_are_withheld_by_the_present_rule_also_in_a_past_text(plan: Draft, run: Run) -> None:
    plan.issue("PM2", at="2009-09-02T18:00")
    plan.set_attribution("none", at="2009-09-02T19:00")
    commands = (("consolidate", plan.path), ("consolidate", plan.path, "--json"), ("show", plan.path, "3"))
    for command in commands:
        assert "Norvia" not in "".join(run(*command, "--as-of", "PM2")[1:]), command
    named = run("consolidate", plan.path, "--as-of", "PM2", "--style", "attributed")
    assert named[1] == plan.snapshot().issued("PM2") and "Norvia" in named[1]


def test_files_have_no_past(plan: Draft, run: Run, tmp_path: Path) -> None:
    (tmp_path / "base.md").write_text(BASE)
    assert run("consolidate", "--base", tmp_path / "base.md", f"A={tmp_path}/base.md", "--as-of", "PM2")[0] == 2


@pytest.fixture
def issued(plan: Draft) -> Draft:
    """Issued to PM1, sent again, issued to PM2."""
    plan.issue("PM1", at="2009-09-02T18:00")
    plan.replace(BASE.replace("June", "March").replace("all", "known"), "NOR-1", received="2009-09-03T09:00")
    plan.issue("PM2", at="2009-09-03T18:00")
    return plan


@pytest.mark.parametrize(
    ("names", "marked"),
    [
        (("PM1", "PM2"), "Meet each [June / {-May-}{+March+} – Norvia]"),
        (("Rev.0", "NOR-1"), "Meet each {-June-}{+March+}"),
        (("NOR-1",), "Meet each {-June-}{+March+}"),
        (("Rev.0", "NOR-1/1"), "Meet each {-June-}{+May+}"),
        (("NOR-1/1", "NOR-1/2"), "Meet each {-May-}{+March+}"),
        (("NOR-1/1",), "Meet each {-May-}{+March+}"),
        (("norvia/1", "NOR-1"), "Meet each {-May-}{+March+}"),
        (("pm1", "Rev.0"), "{-/ May – Norvia]-}"),
        (("PM1",), "[June / {-May-}{+March+} – Norvia]"),
    ],
)
def test_any_two_texts_are_compared(issued: Draft, run: Run, names: tuple[str, ...], marked: str) -> None:
    code, out, _ = run("redline", issued.path, *names)
    assert code == 0 and marked in out


def test_what_a_delegation_changed_in_its_own_proposal_is_set_apart(issued: Draft, run: Run) -> None:
    issued.revise(BASE.replace("Help", "Assist"), label="Rev.1", at="2009-09-04")
    again = BASE.replace("Help", "Assist").replace("June", "March")
    issued.replace(again, "NOR-1", received="2009-09-05")
    code, out, _ = run("redline", issued.path, "NOR-1/2", "NOR-1/3")
    assert code == 0 and "{-Help-}{+Assist+}" in out
    assert out.endswith(
        "\nWhat the delegation changed, apart from the draft's own words: NOR-1/2 -> NOR-1/3\n"
        "- para 1: no longer proposed: replace “all” with “known”\n- 1 amendment unchanged\n"
    )


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("NOR-1/3",), "no version 'NOR-1/3'; there is NOR-1/1 to NOR-1/2"),
        (("NOR-1/0",), "no version 'NOR-1/0'"),
        (("PM1", "PM3"), "no proposal 'PM3'"),
        (("PM1/2",), "no text 'PM1/2' was issued; there is PM1/1"),
        (("NOR", "Rev.0"), "'NOR' is both a meeting and a delegation or proposal; name the proposal NOR-1"),
    ],
)
def test_a_text_that_is_not_there_is_refused(issued: Draft, run: Run, names: tuple[str, ...], said: str) -> None:
    issued.issue("NOR", at="2009-09-05")
    code, out, err = run("redline", issued.path, *names)
    assert (code, out) == (3, "") and said in err


def test_issued_texts_are_compared_without_names_where_nobody_is_named(issued: Draft, run: Run, tmp_path: Path) -> None:
    issued.set_attribution("none", at="2009-09-04")
    for names in (("PM1", "PM2"), ("PM1",), ("Rev.0", "PM1/1"), ("PM1", "NOR-1")):
        for more in ((), ("--json",)):
            found = run("redline", issued.path, *names, *more)
            assert found[0] == 0 and "Norvia" not in "".join(found[1:])
    assert run("redline", issued.path, "PM1", "PM2", "-o", tmp_path / "x.docx")[0] == 0
