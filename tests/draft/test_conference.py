"""One conference, many drafts: one page for all, and every mail shared out to the draft that it speaks of."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from amendtrack.cli import main
from amendtrack.draft import Draft
from amendtrack.draft.conference import Conference
from amendtrack.errors import InputRefused
from amendtrack.record.registers import read_register

PLAN = "# Draft action plan\n\n1. Clear all mined areas by 2014.\n\n2. Help every survivor.\n\n3. Report each year.\n"
REVIEW = "# Draft review\n\n1. Forty States have destroyed their stockpiles.\n\n2. Survivors still lack care.\n"
REGISTER = read_register("code,name,mail\nNRV,Norvia,nrv@norvia.example\nGLD,Galdora,mission@galdora.example\n")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    def call(*args: object) -> tuple[int, str, str]:
        code = main([str(a) for a in args])
        sys.stdout.flush()
        return code, *capfd.readouterr()

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A plan and a review, with a folder and a file beside them that are no drafts."""
    place = tmp_path / "conference"
    for name, text, title in (("plan", PLAN, "Draft action plan"), ("review", REVIEW, "Draft review")):
        Draft.init(place / name, text, title=title, at="2009-07-17", delegations=REGISTER, durability="fast")
    (place / "mail").mkdir()
    (place / "notes.txt").write_text("mine")
    return place


def drafts(folder: Path) -> dict[str, Draft]:
    return dict(Conference.open(folder).drafts)


def test_a_folder_of_drafts_is_one_page(folder: Path, run: Run) -> None:
    plan = Draft.open(folder / "plan", durability="fast")
    plan.propose(PLAN.replace("2014", "2012"), by="NRV", received="2009-08-20")
    plan.propose(PLAN.replace("2014", "2013"), by="GLD", received="2009-08-20")
    plan.agree(["2"], at="2009-08-21")
    plan.meeting("PM2", date="2099-09-03", at="2009-08-21")
    code, out, _ = run("status", folder)
    rows = [line.split() for line in out.splitlines()]
    assert code == 0 and rows[1][:8] == ["plan", "Rev.0", "2", "2", "1", "1", "1", "of"]
    assert rows[2][:7] == ["review", "Rev.0", "0", "0", "0", "0", "0"] and rows[3][:5] == ["all", "2", "2", "1", "1"]
    assert "PM2, 2099-09-03: Rev.0" in out
    found = json.loads(run("status", folder, "--json")[1])
    assert [(d["draft"], d["received"], d["open"], d["agreed"]) for d in found["drafts"]] == [
        ("plan", 2, 1, 1),
        ("review", 0, 0, 0),
    ]


def test_a_draft_that_comes_later_is_left_out_of_an_earlier_page(folder: Path, run: Run) -> None:
    before = run("status", folder, "--as-of", "2009-08-30")[1]
    Draft.init(folder / "declaration", REVIEW, title="Draft declaration", at="2009-09-01", durability="fast")
    assert "declaration" in run("status", folder)[1]
    code, out, err = run("status", folder, "--as-of", "2009-08-30")
    assert (code, out) == (0, before) and "declaration is left out: nothing had been recorded by 2009-08-30" in err


def test_a_damaged_draft_hides_no_other(folder: Path, run: Run) -> None:
    shutil.rmtree(folder / "plan" / "refs" / "heads")
    (folder / "plan" / "refs" / "heads").mkdir()
    code, out, err = run("status", folder)
    assert code == 4 and "review" in out and "plan: " in out and "damaged" in err


def test_a_folder_without_drafts_is_refused(folder: Path) -> None:
    for place in (folder / "mail", folder / "nowhere", folder / "notes.txt"):
        with pytest.raises(InputRefused):
            Conference.open(place)
