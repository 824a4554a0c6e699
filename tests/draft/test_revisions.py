"""A revision of a draft with pending proposals: what is recorded, what counts, what waits, what can be undone."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from commands import Run
from revisions import revised

from amendtrack import Draft, InputRefused, Unknown
from amendtrack.cli import main
from amendtrack.consolidation.amendment_fate import AmendmentFate
from amendtrack.draft.desk import take_in
from amendtrack.draft.followed import followed
from amendtrack.formats.mailbag import open_bag
from amendtrack.record.carry_over import Answer, FateLine, read_carry_over, write_carry_over

BASE = """7. Parties will destroy stockpiled mines without delay and report annually on progress.

8. Each Party will name one ministry for assistance to survivors.

9. Parties will meet each June to review cooperation.
"""
REV1 = """1. Mines kill for decades.

2. Parties will destroy stockpiled mines as soon as possible and report annually on progress.

3. Each Party will name a single ministry for assistance to survivors.

4. Parties will meet each June to review cooperation.
"""


def propose(draft: Draft, who: str, text: str, at: str = "2009-08-01") -> str:
    return draft.propose(text, by=who, unregistered="added", received=at).name


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    made = Draft.init(tmp_path / "plan", BASE, title="Plan", at="2009-07-17", durability="fast")
    propose(made, "Norvia", BASE.replace(" without delay", ""))
    propose(
        made, "Galdora", BASE.replace("annually", "each year by 30 April").replace("one ministry", "a single ministry")
    )
    propose(made, "Hestria", BASE.partition("9.")[0].rstrip() + "\n")
    return made


def fates(draft: Draft) -> dict[str, str]:
    return {line.name: line.fate.value for line in draft.snapshot().carry_overs()[-1].lines}


def test_what_stands_is_carried_and_what_was_overtaken_is_not_applied(draft: Draft) -> None:
    before = draft.printed()
    done = revised(draft, REV1)
    assert done.notes[-1] == "4 pending = 1 incorporated + 2 carried forward + 1 overtaken"
    assert fates(draft) == {
        "GAL-1#1": "carried forward",
        "GAL-1#2": "incorporated",
        "HES-1#1": "carried forward",
        "NOR-1#1": "overtaken",
    }
    printed = draft.printed()
    assert "as soon as possible and report [annually / each year by 30 April – Galdora] on progress." in printed
    assert "[4. Parties will meet each June to review cooperation. – Hestria delete]" in printed
    assert "{made on Rev.0, overtaken, to be reconfirmed: Norvia}" in printed
    assert str(draft.tally()) == "3 received = 2 in the text + 1 made on an earlier revision"
    now = draft.snapshot()
    assert (now.proposal("GAL-1").revision, now.proposal("GAL-1").made_on) == ("Rev.1", "Rev.0")
    assert now.on("Rev.0").proposal("GAL-1").revision == "Rev.0"
    assert now.last_on("Rev.0").printed() == before
    assert list(draft.problems()) == []


def test_the_record_keeps_what_was_sent_and_git_shows_what_was_carried(draft: Draft) -> None:
    sent = draft.proposal("GAL-1").commit
    revised(draft, REV1)
    entry = draft.proposal("GAL-1")
    parents = subprocess.run(
        ["git", "log", "-1", "--format=%an %P", "proposals/gal/1"], cwd=draft.path, capture_output=True, text=True
    ).stdout.split()
    assert parents == ["Secretariat", sent, draft.revision("Rev.1").commit]
    assert entry.commit != sent
    kept = draft.snapshot().carry_overs()[0]
    assert read_carry_over(write_carry_over(kept), "carried/Rev.1.json") == kept


def test_a_dry_run_has_the_whole_list_and_records_nothing(draft: Draft) -> None:
    planned = draft.dry_run().revise(REV1, label="Rev.1", at="2009-09-05")
    assert planned.carried is not None
    assert draft.snapshot().carry_overs() == ()
    revised(draft, REV1)
    assert draft.snapshot().carry_overs()[0].lines == planned.carried.lines


def test_one_command_reconfirms_and_undo_takes_it_back(draft: Draft) -> None:
    revised(draft, REV1)
    before = draft.printed()
    said = draft.reconfirm("NOR-1", at="2009-09-06")
    assert str(said) == "Recorded NOR-1#1 as reconfirmed on Rev.1: para 2: delete “as soon as possible”"
    assert "[as soon as possible – Norvia delete]" in draft.printed()
    assert draft.snapshot().to_reconfirm() == ()
    with pytest.raises(Unknown, match="what waits: none"):
        draft.reconfirm("NOR-1", at="2009-09-06")
    draft.undo(len(draft.acts()), at="2009-09-07")
    assert draft.printed() == before
    assert list(draft.problems()) == []


def test_a_second_revision_carries_what_the_first_carried(draft: Draft) -> None:
    revised(draft, REV1)
    draft.reconfirm("NOR-1#1", at="2009-09-06")
    second = REV1.replace("1. Mines kill for decades.\n\n", "").replace("2. P", "1. P").replace("soon", "early")
    draft.revise(second, label="Rev.2", at="2009-09-08")
    assert fates(draft) == {"GAL-1#1": "carried forward", "HES-1#1": "carried forward", "NOR-1#1": "overtaken"}
    assert draft.proposal("GAL-1").made_on == "Rev.0"
    assert "each year by 30 April – Galdora" in draft.printed()
    assert list(draft.problems()) == []
    with pytest.raises(InputRefused, match="depends on act"):
        draft.undo(6, at="2009-09-09")


def test_what_waits_waits_on_at_the_next_revision(draft: Draft) -> None:
    revised(draft, REV1)
    draft.revise(REV1.replace("decades", "generations"), label="Rev.2", at="2009-09-06")
    assert [(line.name, line.revision) for line in draft.snapshot().to_reconfirm()] == [("NOR-1#1", "Rev.0")]
    draft.reconfirm("NOR-1#1", at="2009-09-07")
    assert "[as soon as possible – Norvia delete]" in draft.printed()


def test_what_is_sent_again_or_withdrawn_no_longer_waits(draft: Draft) -> None:
    revised(draft, REV1)
    draft.propose(REV1.replace("soon", "early"), by="NOR", replaces="NOR-1", received="2009-09-06")
    assert draft.snapshot().to_reconfirm() == ()
    assert "[soon / early – Norvia]" in draft.printed()
    draft.withdraw("GAL-1", at="2009-09-06")
    assert draft.proposal("GAL-1").state.value == "withdrawn"
    draft.undo(len(draft.acts()), at="2009-09-07")
    assert "each year by 30 April – Galdora" in draft.printed()
    assert list(draft.problems()) == []


def test_all_may_lapse(draft: Draft) -> None:
    revised(draft, REV1, pending="lapse")
    assert fates(draft) == {"GAL-1#1": "lapsed", "GAL-1#2": "incorporated", "HES-1#1": "lapsed", "NOR-1#1": "lapsed"}
    assert draft.clean() == REV1
    assert str(draft.tally()) == "3 received = 0 in the text + 1 incorporated in a revision + 2 lapsed"


def test_a_request_to_keep_a_unit_is_carried_with_the_unit(draft: Draft) -> None:
    draft.propose("Paras 7 and 9: retain.", by="Brum", unregistered="added", kind="instructions", received="2009-08-02")
    revised(draft, REV1)
    retained = [line for line in draft.snapshot().carry_overs()[0].lines if line.name == "BRU-1"]
    assert [(line.place, line.fate.value, line.now) for line in retained] == [
        ("7", "overtaken", ""),
        ("9", "carried forward", "4"),
    ]
    assert "– Brum retain; Hestria delete]" in draft.printed()
    draft.reconfirm("BRU-1", at="2009-09-06")
    assert draft.proposal("BRU-1").retains == ("4", "2")


def test_what_is_withdrawn_before_has_that_fate(draft: Draft) -> None:
    draft.withdraw("NOR-1", at="2009-08-20")
    revised(draft, REV1)
    assert fates(draft)["NOR-1#1"] == "withdrawn"
    assert draft.snapshot().to_reconfirm() == ()


def test_an_export_is_rebuilt_with_what_was_carried(draft: Draft, tmp_path: Path) -> None:
    revised(draft, REV1)
    draft.reconfirm("NOR-1", at="2009-09-06")
    draft.export_all(tmp_path / "plain")
    again = Draft.import_all(tmp_path / "again", tmp_path / "plain")
    assert again.printed() == draft.printed()
    assert list(again.problems()) == []


def test_one_amendment_of_what_was_carried_is_withdrawn_and_put_back(draft: Draft) -> None:
    sent = BASE.replace("annually", "yearly").replace("9. Parties will", "9. Parties should")
    propose(draft, "Brum", sent)
    revised(draft, REV1)
    draft.withdraw("BRU-1#2", at="2009-09-06")
    assert "yearly – Brum" in draft.printed()
    assert "should" not in draft.printed()
    assert list(draft.problems()) == []
    draft.undo(len(draft.acts()), at="2009-09-07")
    assert "should – Brum" in draft.printed()
    assert list(draft.problems()) == []
    with pytest.raises(InputRefused, match="wait to be reconfirmed"):
        draft.correct("NOR-1", to="BRU", at="2009-09-08")


def test_positions_are_carried_with_what_they_are_on(draft: Draft) -> None:
    draft.add_delegation("Brum", at="2009-08-02")
    draft.support("BRU", "GAL-1#1", at="2009-08-03")
    draft.oppose("BRU", "NOR-1#1", at="2009-08-03")
    draft.support("NOR", "GAL-1#2", at="2009-08-03")
    draft.reserve("GAL", ["9", "7"], note="no word yet", at="2009-08-03")
    revised(draft, REV1)
    said = [(s.delegation, str(s), s.note) for s in draft.snapshot().statements()]
    assert said == [("BRU", "support GAL-1#1 on Rev.0", ""), ("GAL", "reserve 4", "no word yet")]
    printed = draft.printed()
    assert "each year by 30 April – Galdora, supported by Brum]" in printed
    assert "{positions on Rev.0, not yet confirmed: Brum, Galdora}" in printed
    draft.retract("BRU", "GAL-1#1", at="2009-09-06")
    assert "supported by" not in draft.printed()


def test_each_letter_says_what_became_of_what_was_sent(draft: Draft, tmp_path: Path) -> None:
    revised(draft, REV1)
    draft.issue_to(tmp_path / "pack", "PM2", at="2009-09-06")
    letters = {p.stem[-3:]: " ".join(p.read_text(encoding="utf-8").split()) for p in tmp_path.rglob("*_6-*.txt")}
    assert "para 7: replace “annually” with “each year by 30 April”: carried forward, now para 2" in letters["gal"]
    assert "para 8: replace “one” with “a single”: incorporated" in letters["gal"]
    assert "made on Rev.0, carried forward to Rev.1" in letters["hes"]
    asked = "para 7: delete “without delay”: overtaken (the words it changes were changed). Please tell us whether"
    assert asked in letters["nor"]


def test_a_unit_is_followed_through_revisions(draft: Draft) -> None:
    propose(draft, "Brum", BASE + "\n10. Reports are open to everybody.\n")
    propose(draft, "Corv", BASE.replace("9. Parties", "8 bis. Maps are kept for fifty years.\n\n9. Parties"))
    revised(draft, REV1 + "\n5. Reports are open to everybody.\n")
    gone = REV1.partition("4.")[0].rstrip() + "\n\n4. Reports are open to everybody.\n"
    draft.revise(gone, label="Rev.2", at="2009-09-06")
    now = draft.snapshot()

    def said(label: str, place: str) -> list[str]:
        return list(map(str, followed(now, label, place)))

    assert said("Rev.0", "para 8") == ["8 of Rev.0", "3 of Rev.1", "3 of Rev.2"]
    assert said("Rev.0", "9") == ["9 of Rev.0", "4 of Rev.1", "not in Rev.2: the paragraph was deleted"]
    assert said("Rev.0", "10")[:2] == ["10 of Rev.0, proposed by Brum", "5 of Rev.1, taken in"]
    assert said("Rev.0", "8bis") == [
        "8 bis of Rev.0, proposed by Corv",
        "3 bis of Rev.1, still proposed",
        "3 bis of Rev.2, still proposed",
    ]
    with pytest.raises(Unknown, match="no place '44'"):
        followed(now, "Rev.0", "44")


def test_a_person_may_say_which_units_are_the_same(tmp_path: Path) -> None:
    base = "1. Each mill keeps a register of wheels.\n\n2. Millers are paid in June.\n"
    sent = base.replace("1. Each mill keeps", "1. Each mill shall keep")
    rewritten = "1. Millers are paid in June.\n\n2. Whoever grinds writes down what turns.\n"
    for same, fate in (((), "unit gone"), ((("1", "2"),), "overtaken")):
        made = Draft.init(tmp_path / fate, base, title="Mill", at="2009-07-17", durability="fast")
        propose(made, "Norvia", sent)
        revised(made, rewritten, same=same)
        assert fates(made) == {"NOR-1#1": fate}
        assert made.snapshot().carry_overs()[0].same == same
    assert list(map(str, followed(made.snapshot(), "Rev.0", "1"))) == ["1 of Rev.0", "2 of Rev.1"]
    with pytest.raises(Unknown, match="no place '9'"):
        made.revise(base, label="Rev.2", same=(("9", "1"),), at="2009-09-06")


def test_the_same_file_again_is_already_recorded_wherever_it_was_carried(draft: Draft, tmp_path: Path) -> None:
    sent = BASE.replace("annually", "each year by 30 April").replace("one ministry", "a single ministry")
    revised(draft, REV1)
    again = draft.propose(sent, by="GAL", received="2009-08-01", on="Rev.0")
    assert str(again) == "already recorded as GAL-1"
    with pytest.raises(InputRefused, match="GAL-1 already, and this is another file"):
        draft.propose(sent, by="GAL", received="2009-08-01")


def test_a_bag_taken_in_again_after_a_revision_is_already_recorded(tmp_path: Path) -> None:
    made = Draft.init(tmp_path / "plan", BASE, title="Plan", at="2009-07-17", durability="fast")
    for name in ("Norvia", "Galdora"):
        made.add_delegation(name, at="2009-07-17")
    bag = {"Norvia.md": BASE.replace(" without delay", "").encode(), "Galdora.md": BASE.replace("June", "May").encode()}

    def taken() -> dict[str, str]:
        pieces = open_bag(bag, made.delegations, made.settings.timezone)
        return {one.name: one.disposition.value for one in take_in(made, pieces, received="2009-08-01")}

    assert taken() == {"NOR-1": "recorded", "GAL-1": "recorded"}
    revised(made, REV1)
    before = made.printed()
    assert taken() == {"NOR-1": "already recorded", "GAL-1": "already recorded"}
    assert made.printed() == before


def test_what_waits_is_taken_in_when_a_later_revision_has_it(draft: Draft) -> None:
    revised(draft, REV1)
    draft.revise(REV1.replace(" as soon as possible", ""), label="Rev.2", at="2009-09-06")
    assert fates(draft)["NOR-1#1"] == "incorporated"
    assert draft.snapshot().to_reconfirm() == ()


def test_the_number_of_what_waits_stands_for_nothing_else(draft: Draft) -> None:
    propose(draft, "Brum", BASE.replace("without delay", "soon").replace("June", "May"))
    revised(draft, REV1)
    for act in (
        lambda: draft.accept(["BRU-1#1"], at="2009-09-06"),
        lambda: draft.reject(["bru-1#1"], at="2009-09-06"),
        lambda: draft.reject(["NOR-1"], at="2009-09-06"),
        lambda: draft.support("GAL", "BRU-1#1", at="2009-09-06"),
        lambda: draft.withdraw("BRU-1#1", at="2009-09-06"),
    ):
        with pytest.raises(InputRefused, match=r"of Rev\.0 waits to be reconfirmed"):
            act()
    draft.accept(["BRU-1"], at="2009-09-06")
    assert "June" not in draft.printed().partition("{")[0]


def test_what_cannot_be_reconfirmed_says_what_helps(draft: Draft) -> None:
    draft.add_delegation("Brum", at="2009-08-02")
    draft.propose(BASE.replace(" without delay", " swiftly"), by="BRU", amends="NOR-1", received="2009-08-03")
    revised(draft, REV1)
    with pytest.raises(InputRefused, match="cannot be reconfirmed: it amends NOR-1"):
        draft.reconfirm("BRU-1", at="2009-09-06")
    with pytest.raises(InputRefused, match="named twice"):
        draft.revise(REV1.replace("kill", "maim"), label="Rev.2", same=(("1", "2"), ("1", "3")), at="2009-09-07")


def test_the_list_says_what_has_become_of_it_since(draft: Draft, capsys: pytest.CaptureFixture[str]) -> None:
    revised(draft, REV1)
    draft.withdraw("GAL-1", at="2009-09-06")
    draft.propose(REV1.replace("soon", "early"), by="NOR", replaces="NOR-1", received="2009-09-06")
    assert main(["fates", str(draft.path)]) == 0
    listed = capsys.readouterr().out
    assert "GAL-1#1 on Rev.0: carried forward, now 2; withdrawn since" in listed
    assert "NOR-1#1 on Rev.0: overtaken; sent again since" in listed
    assert "HES-1#1 on Rev.0: carried forward, now 4\n" in listed


def test_what_is_answered_leaves_what_a_person_said_of_the_units(draft: Draft) -> None:
    revised(draft, REV1, same=(("9", "4"),))
    draft.reconfirm("NOR-1", at="2009-09-06")
    assert draft.snapshot().carry_overs()[0].same == (("9", "4"),)


def test_a_revision_that_has_what_was_rejected_says_so(draft: Draft) -> None:
    draft.reject(["GAL-1#2"], at="2009-08-20")
    draft.accept(["NOR-1#1"], at="2009-08-20")
    revised(draft, REV1)
    why = {line.name: line.why for line in draft.snapshot().carry_overs()[0].lines}
    assert why["GAL-1#2"] == "rejected on Rev.0, but Rev.1 has it"
    assert why["NOR-1#1"].startswith("accepted on Rev.0, but Rev.1 does not have it; ")
    assert why["GAL-1#1"] == ""


def test_an_answer_has_a_time() -> None:
    with pytest.raises(ValueError, match="answered without a time"):
        FateLine("NOR-1#1", "Rev.0", "7", AmendmentFate.OVERTAKEN, answer=Answer.LAPSED)


def test_a_carried_position_names_its_first_revision_whatever_revisions_are_called(draft: Draft) -> None:
    draft.support("HES", "GAL-1#1", at="2009-08-03")
    draft.revise(REV1, label="Draft2", at="2009-09-05")
    draft.revise(REV1.replace("decades", "years"), label="Draft3", at="2009-09-06")
    draft.revise(REV1.replace("decades", "months"), label="Draft4", at="2009-09-07")
    draft.support("NOR", "GAL-1#1", at="2009-09-08")
    draft.revise(REV1.replace("decades", "weeks"), label="Draft5", at="2009-09-09")
    draft.revise(REV1.replace("decades", "days"), label="Draft6", at="2009-09-10")
    said = {s.delegation: s.named for s in draft.snapshot().statements()}
    assert said == {"HES": "GAL-1#1 on Rev.0", "NOR": "GAL-1#1 on Draft4"}


def test_two_places_that_are_none_are_refused(draft: Draft, tmp_path: Path, run: Run) -> None:
    (tmp_path / "rev1.md").write_text(REV1)
    said = run("revise", draft.path, tmp_path / "rev1.md", "--label", "Rev.1", "--same", "9")
    assert said.code == 2 and "'9' does not name two places; write for example --same 9=11" in said.err
