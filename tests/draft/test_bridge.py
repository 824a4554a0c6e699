"""A wording of the chair's own: beside the other readings, credited to no delegation, deciding nothing."""

from pathlib import Path

import pytest
from folders import Copied

from amendtrack import Draft, open_bag, take_in
from amendtrack.draft.declared import Further
from amendtrack.draft.outcome import Outcome
from amendtrack.errors import AmendtrackError, InputRefused, Unknown
from amendtrack.record.registers import read_register
from amendtrack.render.parsing import read_brackets

BASE = "9. States meet each June.\n\n10. Fees are fixed.\n\n11. The archive is open.\n"
REGISTER = "code,name,name:fr,mail\nNRV,Norvia,Norvie,@norvia.example\nGLD,Galdora,,\n"
AT = "2009-09-03T10:00"


def opened(folder: Path) -> Draft:
    register = read_register(REGISTER)
    draft = Draft.init(folder, BASE, title="Plan", at="2009-07-17", delegations=register, durability="fast")
    draft.propose(BASE.replace("each June", "every second May"), by="Norvia", received="2009-08-01")
    draft.propose(
        BASE.replace("each June", "once a decade").replace("11. ", "11. Maps are free.\n\n12. "),
        by="GLD",
        received="2009-08-01",
    )
    return draft


@pytest.fixture
def draft(tmp_path: Path, copied: Copied) -> Draft:
    return Draft.open(copied(opened, tmp_path / "plan"), durability="fast")


def test_the_chairs_words_stand_beside_the_others_and_decide_nothing(draft: Draft) -> None:
    before = draft.printed()
    assert draft.bridge("9#1", "every second year", at=AT).name == "CHAIR-1"
    shown = "[each June / every second year – Chair / once a decade – Galdora / every second May – Norvia]"
    assert shown in draft.printed()
    con = draft.consolidate()
    reading = read_brackets(draft.printed().partition("\n\nAnnex")[0], con.delegations)
    assert str(reading.base) == BASE and reading.view("Chair") == BASE.replace("each June", "every second year")
    draft.support("Norvia", "CHAIR-1", at=AT)
    assert "every second year – Chair, supported by Norvia" in draft.printed()
    assert draft.bridge("9#1", "every second year", at=AT).outcome is Outcome.ALREADY
    draft.bridge("9#1", "every third year", at=AT)
    draft.withdraw("CHAIR-2", at=AT)
    draft.set_attribution("none", at=AT)
    assert "Chair" not in draft.printed() + draft.snapshot().printed_json()
    draft.set_attribution("named", at=AT)
    draft.retract("Norvia", "CHAIR-1", at=AT)
    draft.withdraw("CHAIR-1", at=AT)
    assert draft.printed() == before and draft.problems() == ()


def test_a_bridge_is_accepted_like_any_other_reading(draft: Draft) -> None:
    draft.bridge("9#1", "every second year", at=AT)
    draft.bridge(
        "11 bis#1" if any(s.address == "11 bis#1" for s in draft.consolidate().slots) else "10 bis#1",
        "Maps and charts are free.",
        at=AT,
    )
    draft.accept(["CHAIR-1", "CHAIR-2"], at=AT)
    assert "9. States meet every second year." in draft.clean() and "Maps and charts are free." in draft.clean()


@pytest.mark.parametrize(
    ("slot", "words", "said"),
    [
        ("9#1", "each  June", "the draft reads so"),
        ("9#1", "once a decade", "Galdora proposes these words"),
        ("9#7", "x", "9#7"),
        ("10", "x", "10"),
        ("9#1", "a\nb", "more than one line"),
        ("9#1", " ", "no wording"),
    ],
)
def test_what_cannot_be_meant_is_refused(draft: Draft, slot: str, words: str, said: str) -> None:
    before = draft.snapshot().tip
    with pytest.raises((InputRefused, Unknown)) as refused:
        draft.bridge(slot, words, at=AT)
    assert said in str(refused.value) and draft.snapshot().tip == before


def test_what_is_decided_is_bridged_no_more(draft: Draft) -> None:
    draft.keep(["9#1"], at=AT)
    with pytest.raises(AmendtrackError, match="9#1"):
        draft.bridge("9#1", "every second year", at=AT)


def test_a_message_that_greets_the_chair_names_no_delegation(draft: Draft) -> None:
    draft.bridge("9#1", "every second year", at=AT)
    heads = "From: Ana <ana@norvia.example>\nTo: x@example.org\nSubject: Para 10\nMessage-ID: <1@example.org>\n"
    heads += "Date: Fri, 04 Sep 2009 10:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n"
    words = 'Dear Chair,\n\nThank you, Chair.\n\nPara 10: replace "fixed" by "set".\n\nBest regards,\nAna\n'
    pieces = open_bag({"1.eml": (heads + words).encode()}, draft.delegations, "UTC")
    (taken,) = take_in(draft, [*pieces], further=Further.ADDITIONAL)
    assert (taken.disposition.value, taken.said) == ("recorded", "para 10: words replaced")


def test_the_chair_is_called_so_in_the_display_language(tmp_path: Path) -> None:
    draft = Draft.init(tmp_path / "plan", BASE, title="Plan", at="2009-07-17", display_language="fr", durability="fast")
    draft.propose(BASE.replace("June", "May"), by="Norvia", unregistered="added", received="2009-08-01")
    draft.bridge("9#1", "April", at=AT)
    assert "[June / May – Norvia / April – Présidence]" in draft.printed()


def test_a_chair_that_is_registered_already_keeps_its_code(tmp_path: Path) -> None:
    register = read_register("code,name\nCHR,Chair\nNRV,Norvia\n")
    draft = Draft.init(tmp_path / "plan", BASE, title="Plan", at="2009-07-17", delegations=register, durability="fast")
    draft.propose(BASE.replace("June", "May"), by="Norvia", received="2009-08-01")
    assert draft.bridge("9#1", "April", at=AT).name == "CHR-1"


def test_nobody_writes_to_the_chair_what_was_read(draft: Draft, tmp_path: Path) -> None:
    draft.bridge("9#1", "every second year", at=AT)
    draft.draft_pack(tmp_path / "pack", "PM1", at=AT)
    letters = {path.stem.rpartition("-")[2] for path in (tmp_path / "pack" / "acknowledgements").glob("*.txt")}
    assert letters == {"nrv", "gld"}
