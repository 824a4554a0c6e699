"""An act dated before the draft was opened is refused, whichever act it is, and nothing is recorded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Run

from amendtrack.draft import Draft, Outcome
from amendtrack.errors import InputRefused, Unknown
from amendtrack.record.registers import read_register

BASE = "1. Clear all known areas.\n\n2. Help survivors.\n"
BEFORE, OPENED, SENT = "2026-04-30 23:59", "2026-05-01 00:00", "2026-05-02 10:00"
REGISTER = read_register("code,name,standing\nARD,Arda,party\nBRU,Brum,party\nWAT,Watch,observer\n")
ACTS: dict[str, Callable[[Draft, str], object]] = {
    "propose": lambda draft, at: draft.propose(BASE.replace("all", "the"), by="BRU", received=at),
    "replace": lambda draft, at: draft.replace(BASE.replace("all", "the"), "ARD-1", received=at),
    "withdraw": lambda draft, at: draft.withdraw("ARD-1", at=at),
    "void": lambda draft, at: draft.void("ARD-1", reason="sent twice", at=at),
    "sponsor": lambda draft, at: draft.sponsor("WAT-1", "BRU", at=at),
    "correct": lambda draft, at: draft.correct("ARD-1", to="BRU", at=at),
    "undo": lambda draft, at: draft.undo(2, at=at),
    "register": lambda draft, at: draft.register_delegations(read_register("code,name\nCOR,Corv\n"), at=at),
    "add": lambda draft, at: draft.add_delegation("Corv", at=at),
    "attribution": lambda draft, at: draft.set_attribution("none", at=at),
    "accept": lambda draft, at: draft.accept(["ARD-1"], at=at),
    "reject": lambda draft, at: draft.reject(["ARD-1"], at=at),
    "choose": lambda draft, at: draft.choose({"1#1": "every"}, at=at),
    "keep": lambda draft, at: draft.keep(["1#1"], at=at),
    "word": lambda draft, at: draft.word("1#1", "most", at=at),
    "revise": lambda draft, at: draft.revise(BASE.replace("Help", "Aid"), label="Rev.1", at=at),
    "issue": lambda draft, at: draft.issue("PM1", at=at),
    "issue_to": lambda draft, at: draft.issue_to(draft.path.with_name("pack"), "PM1", at=at),
}


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    made = Draft.init(tmp_path / "plan", BASE, title="Plan", at=OPENED, delegations=REGISTER, durability="fast")
    made.propose(BASE.replace("all", "every"), by="ARD", received=SENT)
    made.propose(BASE.replace("Help", "Assist"), by="WAT", received=SENT)
    return made


@pytest.mark.parametrize("act", ACTS)
def test_no_act_is_older_than_the_draft(draft: Draft, act: str) -> None:
    tip, files = draft.snapshot().tip, sorted(draft.path.parent.iterdir())
    for to_whom in (draft, draft.dry_run()):
        with pytest.raises(InputRefused, match=r"before the draft was opened \(2026-05-01 00:00 \+0000\)"):
            ACTS[act](to_whom, BEFORE)
    assert (draft.snapshot().tip, sorted(draft.path.parent.iterdir())) == (tip, files)
    done = ACTS[act](draft, OPENED)
    assert getattr(done, "outcome", None) is Outcome.RECORDED


def test_a_decision_cannot_be_taken_back_before_the_draft_was_opened(draft: Draft) -> None:
    draft.accept(["ARD-1"], at=SENT)
    with pytest.raises(InputRefused, match="before the draft was opened"):
        draft.reopen(["ARD-1"], at=BEFORE)
    assert draft.reopen(["ARD-1"], at=OPENED).outcome is Outcome.RECORDED


def test_the_record_can_be_had_as_at_a_time(draft: Draft) -> None:
    now = draft.snapshot()
    draft.withdraw("ARD-1", at="2026-05-03 09:00")
    then = draft.snapshot().as_of("2026-05-03 08:59")
    assert then == now
    assert str(then.tally()) != str(draft.tally())
    assert draft.snapshot().as_of("2027-01-01") == draft.snapshot()


def test_a_time_before_the_draft_was_opened_is_said_to_be_one(draft: Draft) -> None:
    with pytest.raises(
        Unknown, match="nothing had been recorded by 2026-04-30 23:59; the draft was opened on 2026-05-01"
    ):
        draft.snapshot().as_of(BEFORE)
    with pytest.raises(Unknown, match="neither a time nor a meeting"):
        draft.snapshot().as_of("0" * 40)


NOW, FAR = "2026-11-28T10:00", "2090-01-01 09:00"


@pytest.mark.parametrize("act", ACTS)
def test_no_act_is_dated_ahead_of_the_clock(draft: Draft, act: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMENDTRACK_NOW", NOW)
    tip, files = draft.snapshot().tip, sorted(draft.path.parent.iterdir())
    said = (
        r"the act is dated 2090-01-01 09:00 \+0000, more than a day ahead of this machine's clock "
        r"\(2026-11-28 10:00 \+0000\); check the time that was given; if the clock is slow, set it, or give the time "
        r"for one command: AMENDTRACK_NOW=2090-01-01T09:00"
    )
    for to_whom in (draft, draft.dry_run()):
        with pytest.raises(InputRefused, match=said):
            ACTS[act](to_whom, FAR)
    assert (draft.snapshot().tip, sorted(draft.path.parent.iterdir())) == (tip, files)
    done = ACTS[act](draft, "2026-11-29 09:00")
    assert getattr(done, "outcome", None) is Outcome.RECORDED


def test_no_draft_is_opened_in_the_future(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMENDTRACK_NOW", NOW)
    with pytest.raises(InputRefused, match="more than a day ahead of this machine's clock"):
        Draft.init(tmp_path / "plan", BASE, title="Plan", at=FAR)
    assert list(tmp_path.iterdir()) == []


def test_a_machine_with_a_slow_clock_can_be_used(draft: Draft, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a time, and with the right one, it says what is wrong; the variable helps for either."""
    place, text = str(draft.path), str(draft.path.parent / "brum.md")
    Path(text).write_text(BASE.replace("areas", "places"))
    command = ("propose", place, "BRU", text)
    monkeypatch.setenv("AMENDTRACK_NOW", "2000-01-01")
    assert "check the time, and this machine's clock" in run(*command).err
    assert "if the clock is slow" in run(*command, "--received", SENT).err
    monkeypatch.setenv("AMENDTRACK_NOW", "2026-05-03")
    assert run(*command).code == 0
    monkeypatch.setenv("AMENDTRACK_NOW", "soon")
    assert "AMENDTRACK_NOW is 'soon', which is not a time" in run(*command).err
