"""Deciding on the command line: a decision settles what it names, says what it did, and can be taken back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Run, Said

from amendtrack.cli import main
from amendtrack.draft import Draft
from amendtrack.errors import Unsettled
from amendtrack.record.record import read_decisions, write_decisions
from amendtrack.record.registers import read_register

BASE = "1. States will meet in June.\n\n2. States will report annually.\n\n3. States will mark closed harbours.\n"
REGISTER = "code,name,standing\nNRV,Norvia,party\nGLD,Galdora,party\nHST,Hestria,party\n"
NORVIA = 'Para 1: replace "June" by "May"'
GALDORA = 'Para 2: replace "annually" by "monthly"\nPara 3: delete'
HESTRIA = 'Para 2: replace "annually" by "weekly"'
AT = "2030-05-01T10:00"
Desk = Callable[..., Said]


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    register = read_register(REGISTER)
    Draft.init(tmp_path / "plan", BASE, title="Plan", at="2030-04-01", delegations=register, durability="fast")
    return tmp_path / "plan"


@pytest.fixture
def desk(draft: Path, run: Run) -> Desk:
    """Runs a command on the draft; what records is given a time."""

    def call(command: str, *args: str) -> Said:
        reads = command in ("clean", "consolidate", "decisions", "proposals")
        return run(command, draft, *args, *(() if reads else ("--at", AT)))

    return call


def sent(draft: Path, *messages: tuple[str, str]) -> None:
    opened = Draft.open(draft, durability="fast")
    for who, message in messages:
        opened.propose(message, by=who, received="2030-04-02", kind="instructions")


def open_in(draft: Path) -> list[str]:
    """The addresses that stand in the way of a clean text."""
    try:
        Draft.open(draft).clean()
    except Unsettled as err:
        return [slot.address for slot in err.slots]  # type: ignore[attr-defined]
    return []


def clean(desk: Desk) -> str:
    said = desk("clean")
    assert said.code == 0, said.err
    return said.out


# -- each decision settles what it names ------------------------------------------------------------


def test_nothing_is_decided_by_itself(draft: Path, desk: Desk) -> None:
    sent(draft, ("Norvia", NORVIA), ("Galdora", GALDORA))
    assert open_in(draft) == ["1#1", "2#1", "3#1"]
    assert desk("clean").code == 1
    assert desk("decisions").out.startswith("nothing has been decided\n3 amendments = 3 open\nopen: 1#1\n")


def test_a_reading_chosen_and_then_a_proposal_accepted_leave_the_rest_open(draft: Path, desk: Desk) -> None:
    sent(draft, ("Norvia", NORVIA), ("Galdora", GALDORA))
    assert desk("accept", "--choose", "2#1=monthly").code == 0
    assert desk("accept", "NRV-1").code == 0
    assert open_in(draft) == ["3#1"]
    said = desk("clean")
    assert (said.code, said.out) == (1, "")
    assert "3#1" in said.err and "1 open slot" in said.last


def test_all_chosen_one_by_one_is_clean(draft: Path, desk: Desk) -> None:
    sent(draft, ("Norvia", NORVIA), ("Galdora", GALDORA))
    for choice in ("1#1=May", "2#1=monthly", "3#1="):
        assert desk("choose", choice).code == 0
    assert clean(desk) == "1. States will meet in May.\n\n2. States will report monthly.\n"


def test_what_is_printed_inside_a_slot_that_is_decided_is_said_to_be_open(draft: Path, desk: Desk) -> None:
    for command in ("keep", "reject"):
        sent(draft, *((("Norvia", "Para 2: delete"), ("Hestria", HESTRIA)) if command == "keep" else ()))
        said = desk(command, "2#1")
        assert "inside 2#1, 2#2 is still open" in said.err, said.err
        assert open_in(draft) == ["2#2"]
        (line,) = (line for line in desk("decisions").out.splitlines() if line.startswith("✓ 2#1"))
        assert "“2. States will report annually.”, but 2#2 inside it is open; out: NRV-" in line
        desk("reopen", "2#1")
        assert open_in(draft) == ["2#1"]


def test_two_readings_of_one_slot_are_refused_and_a_sign_in_its_name_is_none_of_the_command(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    register, base = read_register(REGISTER), "# Pay = work\n\n1. Meet in June.\n"
    Draft.init(tmp_path / "p", base, title="P", at="2030-04-01", delegations=register, durability="fast")
    Draft.open(tmp_path / "p").propose(base.replace("work", "work = pay"), by="Norvia", received="2030-04-02")
    (slot,) = Draft.open(tmp_path / "p").snapshot().consolidate().slots
    chosen = f"{slot.address}={slot.variants[0].typed}"
    assert main(["choose", str(tmp_path / "p"), chosen, f"{slot.address}={slot.base}", "--at", AT]) == 3
    assert "is decided" in capfd.readouterr().err
    assert main(["choose", str(tmp_path / "p"), chosen, "--at", AT]) == 0
    assert Draft.open(tmp_path / "p").clean() == base.replace("work", "work = pay")


@pytest.mark.parametrize(
    "acts", [[["NRV-1", "GLD-1"]], [["NRV-1"], ["GLD-1"]], [["GLD-1"], ["NRV-1"]], [["Norvia"], ["GLD"]]]
)
def test_both_accepted_in_any_way_is_clean(draft: Path, desk: Desk, acts: list[list[str]]) -> None:
    sent(draft, ("Norvia", NORVIA), ("Galdora", GALDORA))
    for names in acts:
        assert desk("accept", *names).code == 0
    assert clean(desk) == "1. States will meet in May.\n\n2. States will report monthly.\n"


def test_what_is_reopened_is_as_if_it_had_not_been_accepted(draft: Path, desk: Desk) -> None:
    sent(draft, ("Norvia", NORVIA), ("Galdora", GALDORA))
    before = desk("consolidate").out
    desk("accept", "GLD-1")
    assert open_in(draft) == ["1#1"]
    assert desk("reopen", "GLD-1").code == 0
    assert open_in(draft) == ["1#1", "2#1", "3#1"]
    assert desk("consolidate").out == before


def test_a_chosen_reading_outlives_an_acceptance_elsewhere(draft: Path, desk: Desk) -> None:
    two = 'Para 2: replace "annually" by "monthly"'
    sent(draft, ("Norvia", NORVIA), ("Galdora", two), ("Hestria", HESTRIA))
    desk("choose", "2#1=weekly")
    desk("accept", "NRV-1")
    text = BASE.replace("June", "May").replace("annually", "weekly")
    assert clean(desk) == text
    # Whoever's reading was not chosen has been decided too, and it says so.
    facts = json.loads(desk("decisions", "--json").out)
    assert {a["name"]: a["verdict"] for a in facts["amendments"]} == {
        "GLD-1#1": "rejected",
        "HST-1#1": "accepted",
        "NRV-1#1": "accepted",
    }
    assert facts["decided"][1]["out"] == ["GLD-1#1"]


@pytest.mark.parametrize(
    ("name", "left"),
    [("GLD-1#1", ["1#1", "3#1"]), ("gld-1#2", ["1#1", "2#1"]), ("3", ["1#1", "2#1"]), ("para 2#1", ["1#1", "3#1"])],
)
def test_one_amendment_or_one_slot_is_accepted_alone(draft: Path, desk: Desk, name: str, left: list[str]) -> None:
    sent(draft, ("Norvia", NORVIA), ("Galdora", GALDORA))
    assert desk("accept", name).code == 0
    assert open_in(draft) == left


@pytest.mark.parametrize(("name", "left"), [("GLD-1#1", ["1#1", "3#1"]), ("GLD-1", ["1#1"]), ("2#1", ["1#1", "3#1"])])
def test_what_is_rejected_is_out_and_nothing_else(draft: Path, desk: Desk, name: str, left: list[str]) -> None:
    sent(draft, ("Norvia", NORVIA), ("Galdora", GALDORA))
    assert desk("reject", name).code == 0
    assert open_in(draft) == left
    desk("accept", "NRV-1")
    for slot in left[1:]:
        desk("keep", slot)
    assert clean(desk) == BASE.replace("June", "May")


def test_the_draft_is_kept_where_the_chair_says_so(draft: Path, desk: Desk) -> None:
    sent(draft, ("Galdora", GALDORA), ("Hestria", HESTRIA))
    assert desk("keep", "2#1", "3").code == 0
    assert clean(desk) == BASE


def test_the_chairs_own_words_stand(draft: Path, desk: Desk) -> None:
    sent(draft, ("Galdora", GALDORA), ("Hestria", HESTRIA))
    assert desk("word", "2#1", "twice a year").code == 0
    assert desk("word", "3#1", "3. States will mark all harbours.").code == 0
    assert (
        clean(desk)
        == "1. States will meet in June.\n\n2. States will report twice a year.\n\n3. States will mark all harbours.\n"
    )
    said = desk("decisions").out
    assert "2#1 worded by the chair: “twice a year”; out: GLD-1#1, HST-1#1; 2030-05-01 10:00" in said


def test_the_chairs_words_that_somebody_proposes_are_that_reading(draft: Path, desk: Desk) -> None:
    sent(draft, ("Galdora", GALDORA), ("Hestria", HESTRIA))
    desk("word", "2#1", "weekly")
    assert "2#1 chosen: “weekly” (HST-1#1); out: GLD-1#1" in desk("decisions").out
    desk("word", "3#1", "3. States will mark closed harbours.")
    assert "3#1 kept as drafted" in desk("decisions").out


# -- what does not go together -----------------------------------------------------------------------


@pytest.mark.parametrize("acts", [[["GLD-1", "HST-1"]], [["GLD-1"], ["HST-1"]], [["HST-1"], ["GLD-1"]]])
def test_two_that_do_not_go_together_are_both_open_however_they_were_accepted(
    draft: Path, desk: Desk, acts: list[list[str]]
) -> None:
    sent(draft, ("Galdora", GALDORA), ("Hestria", HESTRIA))
    said = [desk("accept", *names) for names in acts]
    assert open_in(draft) == ["2#1"]
    assert "stays open" in said[-1].err and "do not go together" in said[-1].err
    desk("choose", "2#1=weekly")
    assert clean(desk) == "1. States will meet in June.\n\n2. States will report weekly.\n"


def test_the_same_words_of_another_stay_open_when_one_is_rejected(draft: Path, desk: Desk) -> None:
    sent(draft, ("Norvia", HESTRIA), ("Hestria", HESTRIA))
    desk("reject", "NRV-1")
    assert open_in(draft) == ["2#1"]
    desk("reject", "HST-1")
    assert clean(desk) == BASE
    desk("reopen", "NRV-1")
    assert open_in(draft) == ["2#1"]


def test_what_is_accepted_is_accepted_for_all_who_ask_for_it(draft: Path, desk: Desk) -> None:
    sent(draft, ("Norvia", HESTRIA), ("Hestria", HESTRIA))
    assert "HST-1#1 (para 2) is now accepted" in desk("accept", "NRV-1").err
    assert clean(desk) == BASE.replace("annually", "weekly")


def test_a_rival_of_what_is_accepted_is_out_and_named(draft: Path, desk: Desk) -> None:
    sent(draft, ("Galdora", GALDORA), ("Hestria", HESTRIA))
    said = desk("accept", "HST-1")
    assert "GLD-1#1 (para 2) is now rejected" in said.err
    assert open_in(draft) == ["3#1"]


# -- what comes later --------------------------------------------------------------------------------


def test_a_later_proposal_reopens_the_place_that_it_contests(draft: Path, desk: Desk) -> None:
    sent(draft, ("Norvia", NORVIA), ("Galdora", GALDORA))
    desk("accept", "NRV-1", "GLD-1")
    clean(desk)
    said = Draft.open(draft).propose(HESTRIA, by="Hestria", received="2030-05-02", kind="instructions")
    assert "2#1 had been decided and is open again: HST-1 came later" in said.notes
    assert open_in(draft) == ["2#1"]
    shown = desk("consolidate").out
    assert "[annually / monthly – Galdora / weekly – Hestria]" in shown and "May {✓ 1#1}." in shown
    assert "{↺ 2#1 accepted: “monthly” (GLD-1#1); 2030-05-01 10:00; open again: HST-1 came later}" in shown
    desk("choose", "2#1=monthly")
    assert clean(desk) == "1. States will meet in May.\n\n2. States will report monthly.\n"
    assert "open again" not in desk("decisions").out


def test_a_later_proposal_elsewhere_reopens_nothing(draft: Path, desk: Desk) -> None:
    sent(draft, ("Galdora", GALDORA))
    desk("keep", "2#1")
    sent(draft, ("Norvia", NORVIA))
    assert open_in(draft) == ["1#1", "3#1"]


def test_words_kept_out_are_open_again_when_another_asks_for_them(draft: Path, desk: Desk) -> None:
    sent(draft, ("Hestria", HESTRIA))
    desk("keep", "2#1")
    assert clean(desk) == BASE
    sent(draft, ("Norvia", HESTRIA))
    assert open_in(draft) == ["2#1"]


def test_what_was_accepted_lapses_where_its_words_change_and_nowhere_else(draft: Path, desk: Desk) -> None:
    sent(draft, ("Galdora", GALDORA))
    desk("accept", "GLD-1")
    message = GALDORA.replace("monthly", "every month")
    said = Draft.open(draft).propose(
        message, by="Galdora", received="2030-05-02", replaces="GLD-1", kind="instructions"
    )
    assert "lapse where its wording has changed" in " ".join(said.notes)
    assert open_in(draft) == ["2#1"]
    assert "cannot be applied" in desk("clean").last
    desk("accept", "GLD-1")
    assert clean(desk) == "1. States will meet in June.\n\n2. States will report every month.\n"


def test_a_withdrawn_proposal_leaves_the_text_with_its_decision(draft: Path, desk: Desk) -> None:
    sent(draft, ("Norvia", NORVIA), ("Galdora", GALDORA))
    desk("accept", "NRV-1", "GLD-1")
    assert "lapses with it" in desk("withdraw", "GLD-1").err
    assert clean(desk) == BASE.replace("June", "May")


def test_a_new_revision_starts_with_nothing_decided(draft: Path, desk: Desk) -> None:
    sent(draft, ("Norvia", NORVIA))
    desk("accept", "NRV-1")
    opened = Draft.open(draft)
    opened.revise(opened.clean(), label="Rev.1", at="2030-05-02")
    assert desk("decisions").out == "nothing has been decided\n0 amendments\n"


# -- taking back -------------------------------------------------------------------------------------


def test_decisions_are_taken_back_one_by_one(draft: Path, desk: Desk) -> None:
    sent(draft, ("Norvia", NORVIA), ("Galdora", GALDORA))
    desk("accept", "NRV-1", "GLD-1")
    desk("reopen", "GLD-1#2")
    assert open_in(draft) == ["3#1"]
    desk("reopen", "1#1")
    assert open_in(draft) == ["1#1", "3#1"]
    desk("reopen", "Galdora")
    assert open_in(draft) == ["1#1", "2#1", "3#1"]
    assert desk("reopen", "GLD-1").out == "already open\n"


def test_undoing_the_act_takes_the_decision_back_too(draft: Path, desk: Desk) -> None:
    sent(draft, ("Norvia", NORVIA), ("Galdora", GALDORA))
    desk("choose", "2#1=monthly")
    desk("accept", "NRV-1")
    opened = Draft.open(draft)
    opened.undo(len(opened.acts()), at="2030-05-02")
    assert open_in(draft) == ["1#1", "3#1"]


# -- refusals ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "remedy"),
    [
        (["accept", "Brum"], "no proposal, amendment or slot 'Brum'"),
        (["accept", "GLD-1#7"], "GLD-1 has GLD-1#1, GLD-1#2"),
        (["accept", "2#1"], "2#1 has 2 readings: monthly / weekly; choose one"),
        (["accept", "9#1"], "no proposal, amendment or slot '9#1'"),
        (["choose", "2#1=daily"], "its readings are: annually / monthly / weekly"),
        (["choose", "2#1"], "is not of the form SLOT=WORDING"),
        (["keep", "1#1"], "1#1 is decided; take that back first"),
        (["reject", "NRV-1"], "NRV-1#1 is accepted; take that back first"),
        (["word", "2#1", "two\nlines"], "more than one line"),
        (["word", "2#1", "a\x1b[31mb"], "the wording contains U+001B, which no text may contain"),
        (["word", "2#1", "a\x85b"], "the wording contains U+0085, which no text may contain"),
        (["word", "2#1", "a\udcffb"], "the wording contains U+DCFF, which no text may contain"),
        (["word", "2#1", " "], "there is no wording"),
        (["word", "8", "x"], "no place '8'"),
        (["reopen", "HST-1#9"], "no amendment 'HST-1#9'"),
    ],
)
def test_what_cannot_be_decided_is_refused_on_one_line(
    draft: Path, desk: Desk, command: list[str], remedy: str
) -> None:
    sent(draft, ("Norvia", NORVIA), ("Galdora", GALDORA), ("Hestria", HESTRIA))
    desk("accept", "NRV-1")
    before = Draft.open(draft).acts()
    said = desk(*command)
    assert said.code in (2, 3) and remedy in said.err, said.err
    assert Draft.open(draft).acts() == before


def test_deciding_the_same_again_is_no_act(draft: Path, desk: Desk) -> None:
    sent(draft, ("Norvia", NORVIA))
    desk("accept", "NRV-1")
    assert desk("accept", "NRV-1#1").out == "already accepted\n"


def test_a_dry_run_decides_nothing(draft: Path, desk: Desk) -> None:
    sent(draft, ("Norvia", NORVIA))
    assert desk("accept", "NRV-1", "--dry-run").code == 0
    assert open_in(draft) == ["1#1"]


# -- what is printed ---------------------------------------------------------------------------------


def test_the_rolling_text_shows_what_was_decided_when_and_by_whom(draft: Path, desk: Desk) -> None:
    sent(draft, ("Norvia", NORVIA), ("Galdora", GALDORA), ("Hestria", HESTRIA))
    desk("accept", "NRV-1", "--by", "A. Clerk")
    desk("choose", "2#1=weekly")
    assert desk("consolidate").out == (
        "1. States will meet in May {✓ 1#1}.\n\n2. States will report weekly {✓ 2#1}.\n\n"
        "[3. States will mark closed harbours. – Galdora delete]\n\n"
        "{✓ 1#1 accepted: “May” (NRV-1#1); 2030-05-01 10:00, A. Clerk}\n"
        "{✓ 2#1 chosen: “weekly” (HST-1#1); out: GLD-1#1; 2030-05-01 10:00}\n"
        "{4 amendments = 2 accepted + 1 rejected + 1 open}\n"
    )


def test_where_nobody_is_named_decisions_name_nobody(draft: Path, desk: Desk) -> None:
    sent(draft, ("Norvia", NORVIA), ("Galdora", GALDORA))
    desk("accept", "NRV-1", "--by", "A. Clerk")
    Draft.open(draft).set_attribution("none", at="2030-05-02")
    for said in (desk("consolidate").out, desk("decisions").out):
        assert "1#1 accepted: “May”; 2030-05-01 10:00" in said
        assert not [name for name in ("NRV", "Norvia", "Clerk", "GLD") if name in said]


def test_old_files_of_decisions_are_read(draft: Path, desk: Desk) -> None:
    """A file from before each decision was kept by itself: proposals accepted and readings chosen."""
    sent(draft, ("Norvia", NORVIA), ("Galdora", GALDORA), ("Hestria", HESTRIA))
    (slot,) = (s for s in Draft.open(draft).consolidate().slots if s.unit == "2")
    choices = [{"slot": slot.id, "wording": "weekly"}]
    old = {
        "format": "amendtrack.decisions",
        "version": 1,
        "revision": "Rev.0",
        "accepted": ["NRV-1"],
        "choices": choices,
    }
    found = read_decisions(json.dumps(old).encode(), "decisions/Rev.0.json")
    assert (found.accepted, [c.wording for c in found.choices]) == (("NRV-1",), ["weekly"])
    assert read_decisions(write_decisions(found), "decisions/Rev.0.json") == found


@pytest.mark.parametrize(
    ("first", "then", "stays"),
    [
        (("word", "2#1", "weekly or monthly"), ("accept", "GLD-1#1"), "rejected"),
        (("keep", "2#1"), ("accept", "HST-1"), "rejected"),
        (("choose", "2#1=weekly"), ("accept", "GLD-1#1"), "rejected"),
        (("choose", "2#1=weekly"), ("reject", "HST-1"), "accepted"),
    ],
)
def test_what_a_slot_was_decided_against_is_not_recorded_as_accepted_or_rejected(
    draft: Path, desk: Desk, first: tuple[str, ...], then: tuple[str, ...], stays: str
) -> None:
    sent(draft, ("Galdora", GALDORA), ("Hestria", HESTRIA))
    assert not desk(*first).code
    said = desk(*then)
    assert said.code == 3 and "2#1 is decided; take that back first: reopen 2#1" in said.err
    # With something else beside it, that is recorded, and the rest is named.
    said = desk(then[0], then[1].partition("#")[0], "GLD-1#2")
    name = "GLD-1#1" if "GLD" in then[1] else "HST-1#1"
    assert not said.code and f"{name} (2#1) stays {stays}: 2#1 is decided; reopen 2#1 first" in said.err
