"""A remark without wording: numbered, listed with its place, and never in the text."""

from pathlib import Path

import pytest

from amendtrack import Draft
from amendtrack.draft.outcome import Outcome
from amendtrack.errors import InputRefused, Unknown
from amendtrack.record.registers import read_register

BASE = "9. States meet each June.\n\n10. Fees are fixed.\n"
REGISTER = "code,name,standing\nNRV,Norvia,party\nBRM,Brum,party\nOCW,Clearance Watch,observer\n"
AT = "2009-09-03T10:00"


def test_a_comment_is_numbered_listed_with_its_place_and_never_in_the_text(tmp_path: Path) -> None:
    register = read_register(REGISTER)
    draft = Draft.init(tmp_path / "plan", BASE, title="Plan", at="2009-07-17", delegations=register, durability="fast")
    draft.propose(BASE.replace("each June", "every May"), by="Norvia", received="2009-08-01")
    done = draft.comment("Norvia", "Streamline  with\n10.", on="9", at=AT, channel="in the room")
    assert done.name == "NRV-2"
    draft.comment("Norvia", "Streamline with 10.", on="9#1", at=AT)  # the same place
    assert [e.name for e in draft.proposals()] == ["NRV-1", "NRV-2"]
    draft.comment("Norvia", "Streamline with 10.", on="10", at=AT)
    draft.comment("OCW", "We welcome the draft.", at=AT)
    assert draft.comment("OCW", "We welcome the draft.", at=AT).outcome is Outcome.ALREADY
    printed = draft.printed()
    assert "- Norvia (NRV-2): on 9: “Streamline with 10.”\n- Norvia (NRV-3): on 10: “Streamline with 10.”" in printed
    assert "Clearance Watch (OCW-1): We welcome the draft." in printed
    assert printed.startswith("9. States meet [each June / every May – Norvia].\n\n10. Fees are fixed.\n")
    assert draft.snapshot().about("9").comments == (("Norvia (NRV-2)", "Streamline with 10."),)
    assert str(draft.tally()) == "4 received = 1 in the text + 1 in the annex + 2 comments"
    draft.withdraw("NRV-3", at=AT)
    assert "NRV-3" not in draft.printed()
    for who, words, on in (("Norvia", " … ", ""), ("Norvia", "x " * 20_000, "9"), ("Norvia", "Why?", "99")):
        with pytest.raises((InputRefused, Unknown)):
            draft.comment(who, words, on=on, at=AT)
    with pytest.raises(Unknown):
        draft.comment("Nowhere", "Why?", at=AT)
