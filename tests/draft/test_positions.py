"""What delegations say on others' wording and on the draft: recorded, shown where it belongs, and taken back."""

from datetime import datetime
from pathlib import Path

import pytest
from folders import Copied

from amendtrack import Draft
from amendtrack.consolidation.addressing import every
from amendtrack.draft.figures import figures_of
from amendtrack.draft.outcome import Outcome
from amendtrack.errors import AmendtrackError, InputRefused, Unknown
from amendtrack.record.registers import read_register
from amendtrack.render.parsing import read_brackets

BASE = """9. States Parties hold an informal meeting each June.

10. Fees are fixed by the Council.

11. The office reports monthly.

12. The archive is open.
"""
REGISTER = (
    "code,name,standing\nJPL,Japonia,party\nKNY,Kenara,party\nNRV,Norvia,party\nBRM,Brum,party\n"
    "OCW,Clearance Watch,observer\n"
)
WITHOUT_9 = BASE.partition("10. ")[1] + BASE.partition("10. ")[2]
SECOND_YEAR = BASE.replace("each June", "every second year")
SENT = "2009-09-01T10:00"
SAID = "2009-09-03T10:00"
NOW = datetime.fromisoformat("2009-09-03T12:00+00:00")


def opened(folder: Path) -> Draft:
    register = read_register(REGISTER)
    draft = Draft.init(folder, BASE, title="Plan", at="2009-07-17", delegations=register, durability="fast")
    draft.propose(WITHOUT_9, by="Japonia", received=SENT)
    draft.propose(SECOND_YEAR.replace("monthly", "weekly"), by="Kenara", received=SENT)
    return draft


@pytest.fixture
def draft(tmp_path: Path, copied: Copied) -> Draft:
    return Draft.open(copied(opened, tmp_path / "plan"), durability="fast")


def line(draft: Draft, start: str) -> str:
    return next(part for part in draft.printed().split("\n") if part.lstrip("[").startswith(start))


@pytest.mark.parametrize(
    ("name", "place", "code", "said"),
    [
        ("KNY-1#2", "11#1", "amend-vs-retain", "Kenara would amend “monthly”; Brum would keep it"),
        ("NRV-1#1", "9 bis#1", "amend-vs-retain", "Norvia would insert it; Brum would not"),
        ("NRV-1#2", "12#1", "delete-vs-retain", "Norvia would delete “12. The archive is open.”; Brum would keep it"),
    ],
)
def test_what_somebody_opposes_is_contested_everywhere(
    draft: Draft, name: str, place: str, code: str, said: str
) -> None:
    sent = BASE.partition("12. ")[0].replace("10. Fees", "9 bis. A register is kept by each port.\n\n10. Fees")
    draft.propose(sent, by="Norvia", received=SENT)
    before = figures_of(draft.snapshot(), NOW).contested
    draft.oppose("Brum", name, at=SAID)
    con = draft.consolidate()
    (slot,) = [s for s in every(con.slots) if s.contested and s.address == place]
    (conflict,) = [c for c in con.conflicts if c.slots == (slot,)]
    assert (conflict.kind.code, conflict.explanation) == (code, said)
    assert "Brum" in conflict.parties
    assert figures_of(draft.snapshot(), NOW).contested == before + 1


def test_who_would_keep_a_paragraph_is_shown_wherever_somebody_would_change_it(draft: Draft) -> None:
    draft.retain("Norvia", "9", at=SAID)
    assert line(draft, "9.") == (
        "[9. States Parties hold an informal meeting [each June – Norvia retain / every second year – Kenara]."
        " – Norvia retain; Japonia delete]"
    )
    kinds = {(c.kind.code, c.unit, c.parties) for c in draft.consolidate().conflicts}
    assert ("delete-vs-amend", "9", ("Japonia", "Kenara")) in kinds
    assert ("delete-vs-retain", "9", ("Japonia", "Norvia")) in kinds
    assert ("amend-vs-retain", "9", ("Kenara", "Norvia")) in kinds
    draft.withdraw("JPL-1", at="2009-09-04T16:20")
    assert line(draft, "9.") == (
        "9. States Parties hold an informal meeting [each June – Norvia retain / every second year – Kenara]."
    )


@pytest.mark.parametrize(
    ("act", "what", "start", "shown"),
    [
        ("support", "KNY-1#1", "9.", "every second year – Kenara, supported by Brum]"),
        ("support", "KNY-1", "11.", "[monthly / weekly – Kenara, supported by Brum]"),
        ("support", "11#1=weekly", "11.", "[monthly / weekly – Kenara, supported by Brum]"),
        ("support", "11", "", ""),
        ("support", "11#1", "11.", "[monthly / weekly – Kenara, supported by Brum]"),
        ("support", "JPL-1", "9.", "– Japonia, supported by Brum, delete]"),
        ("oppose", "Japonia", "9.", "– Japonia delete; Brum oppose deletion]"),
        ("oppose", "kny-1#2", "11.", "[monthly / weekly – Kenara; Brum oppose]"),
        ("oppose", "11", "11.", "[monthly – Brum oppose / weekly – Kenara]"),
        ("retain", "11#1", "11.", "[monthly – Brum retain / weekly – Kenara]"),
        ("reserve", "10-12", "11.", "[monthly – Brum reserve / weekly – Kenara]"),
        ("reserve", "11#1", "11.", "[monthly / weekly – Kenara; Brum reserve]"),
    ],
)
def test_a_position_stands_where_it_belongs_and_goes_without_a_trace(
    draft: Draft, act: str, what: str, start: str, shown: str
) -> None:
    before = draft.printed()
    if not shown:
        with pytest.raises(InputRefused, match="support is for what was proposed"):
            getattr(draft, act)("Brum", what, at=SAID)
        return
    done = getattr(draft, act)("Brum", what, at=SAID, note="as instructed")
    assert (done.outcome, done.name) == (Outcome.RECORDED, "BRM")
    assert shown in line(draft, start)
    text = draft.printed().partition("\n\nAnnex")[0]
    names = {*draft.consolidate().delegations, "Brum"}
    assert str(read_brackets(text.rstrip("\n") + "\n", names).base) == BASE
    assert getattr(draft, act)("BRM", what, at=SAID, note="as instructed").outcome is Outcome.ALREADY
    assert [(s.stance.value, s.note) for s in draft.snapshot().statements()] == [(act, "as instructed")]
    draft.retract("Brum", what, at="2009-09-03T11:00")
    assert draft.printed() == before
    assert [bool(s.ended) for s in draft.snapshot().record.statements] == [True]


def test_the_last_word_counts_and_what_it_does_not_touch_stands(draft: Draft) -> None:
    draft.support("Brum", "KNY-1", at=SAID)
    done = draft.oppose("Brum", "KNY-1#2", at="2009-09-03T11:00")
    assert done.notes == ("this replaces: support KNY-1, which stands for the rest",)
    assert "every second year – Kenara, supported by Brum]" in line(draft, "9.")
    assert "weekly – Kenara; Brum oppose]" in line(draft, "11.")
    draft.reserve("Brum", "9-12", at=SAID)
    draft.retain("Brum", "10", at=SAID)
    held = [(str(s), s.places) for s in draft.snapshot().statements() if not s.edits]
    assert held == [("reserve 9-12", ("9", "11", "12")), ("retain 10", ("10",))]


def test_a_reservation_where_nobody_would_change_anything_is_in_the_annex(draft: Draft) -> None:
    draft.reserve("Brum", "12", at=SAID)
    draft.retain("Norvia", "12", at=SAID)
    assert "Positions that the text does not show\n\n- Brum: reserve on para 12\n" in draft.printed()
    assert "Norvia" not in draft.printed()  # a wish to keep what nobody would change
    draft.set_attribution("none", at=SAID)
    assert "Brum" not in draft.printed() + draft.snapshot().printed_json()


def test_support_is_for_the_words_that_were_on_the_table(draft: Draft) -> None:
    draft.support("Brum", ["KNY-1#1", "KNY-1#2"], at=SAID)
    draft.replace(SECOND_YEAR.replace("monthly", "daily"), "KNY-1", received="2009-09-04")
    assert "every second year – Kenara, supported by Brum]" in line(draft, "9.")
    assert line(draft, "11.") == "11. The office reports [monthly / daily – Kenara]."
    lapsed = [c for c in draft.consolidate().conflicts if c.kind.code == "target not found"]
    assert [(c.unit, c.explanation) for c in lapsed] == [("KNY-1#2", "Brum: support; the words are no longer proposed")]


@pytest.mark.parametrize(
    ("act", "who", "what", "said"),
    [
        ("support", "Clearance Watch", "KNY-1", "observer and takes no position"),
        ("support", "Kenara", "KNY-1#1", "Kenara itself proposes KNY-1#1; nothing need be recorded"),
        ("oppose", "Kenara", "KNY-1", "withdraw KNY-1 instead"),
        ("support", "Brum", "9#7", "no proposal, amendment, slot or unit '9#7'"),
        ("support", "Brum", "11#1=monthly", "retain 11#1"),
        ("support", "Brum", "KNY-1#9", "no amendment 'KNY-1#9'"),
        ("oppose", "Brum", "99", "nearest"),
        ("reserve", "Nowhere", "9", "Nowhere"),
        ("retract", "Brum", "9", "Brum has no position on '9'; its positions are: none"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_records_nothing(
    draft: Draft, act: str, who: str, what: str, said: str
) -> None:
    before = draft.snapshot().tip
    with pytest.raises((InputRefused, Unknown)) as refused:
        getattr(draft, act)(who, what, at=SAID)
    assert said in f"{refused.value.args[0]}; {refused.value.remedy}"
    assert draft.snapshot().tip == before


def test_positions_on_an_earlier_revision_are_listed_until_they_are_confirmed(draft: Draft) -> None:
    draft.reserve("Brum", "12", at=SAID)
    draft.revise(BASE.replace("open", "public"), label="Rev.1", at="2009-09-05")
    assert "{positions on Rev.0, not yet confirmed: Brum}" in draft.printed()
    assert draft.snapshot().statements() == ()


def test_the_register_of_positions_survives_undoing_exporting_and_importing(tmp_path: Path, draft: Draft) -> None:
    draft.support("Brum", "KNY-1", at=SAID)
    first = draft.printed()
    draft.oppose("Norvia", "JPL-1", at=SAID)
    draft.undo(len(draft.acts()), at=SAID)
    assert draft.printed() == first
    assert draft.problems() == ()
    draft.export_all(tmp_path / "all")
    again = Draft.import_all(tmp_path / "again", tmp_path / "all", durability="fast")
    assert (again.snapshot().tip, again.printed()) == (draft.snapshot().tip, first)


def test_a_position_on_a_place_that_was_decided_is_refused(draft: Draft) -> None:
    draft.accept(["KNY-1#2"], at=SAID)
    with pytest.raises(AmendtrackError, match="decided"):
        draft.oppose("Brum", "11#1", at=SAID)


def test_a_proposal_that_others_maintain_stays_under_their_names(draft: Draft) -> None:
    """The one who sent it withdraws; whoever had co-sponsored it maintains it: only the name changes."""
    draft.retain("Norvia", "9", at=SAID)
    draft.cosponsor("JPL-1", "Brum", at=SAID)
    assert line(draft, "9.").endswith(" – Norvia retain; Brum, Japonia delete]")
    done = draft.withdraw("JPL-1", only="Japonia", at="2009-09-04T16:20")
    assert str(done) == "Recorded withdrawal of Japonia from JPL-1, which Brum maintains"
    assert line(draft, "9.").endswith(" – Norvia retain; Brum delete]")
    assert "1 received" not in str(draft.tally()) and draft.proposal("JPL-1").stands
    assert draft.withdraw("JPL-1", only="JPL", at="2009-09-04T16:20").outcome is Outcome.ALREADY
    with pytest.raises(InputRefused, match="only Brum proposes JPL-1"):
        draft.withdraw("JPL-1", only="Brum", at="2009-09-04T16:20")
    with pytest.raises(InputRefused, match="Norvia does not propose JPL-1"):
        draft.withdraw("JPL-1", only="Norvia", at="2009-09-04T16:20")
    alone = draft.withdraw("JPL-1", at="2009-09-05")
    assert str(alone) == "Recorded withdrawal of JPL-1 by Brum" and not alone.notes
    draft.undo(len(draft.acts()), at="2009-09-05")
    draft.cosponsor("JPL-1", "Japonia", at="2009-09-05")
    assert line(draft, "9.").endswith(" – Norvia retain; Brum, Japonia delete]")
    whole = draft.withdraw("JPL-1", at="2009-09-06")
    assert any("if they maintain it" in note for note in whole.notes)
    assert line(draft, "9.").startswith("9. ")
    with pytest.raises(InputRefused, match="cannot co-sponsor"):
        draft.cosponsor("KNY-1", "OCW", at="2009-09-06")


def test_a_name_recorded_by_mistake_was_never_there(draft: Draft) -> None:
    before = draft.printed()
    draft.cosponsor("KNY-1", "Brum", at=SAID)
    issued = draft.printed()
    done = draft.void("KNY-1", only="BRM", reason="misheard", at=SAID)
    assert str(done) == "Recorded the name of Brum on KNY-1 as void: misheard"
    assert draft.printed() == before and draft.proposal("KNY-1").gone == ()
    draft.undo(len(draft.acts()), at=SAID)
    assert draft.printed() == issued
    draft.withdraw("KNY-1", only="Kenara", at=SAID)
    for who, what, said in (
        ("Brum", "KNY-1", "only Brum maintains KNY-1"),
        ("Kenara", "KNY-1", "KNY-1 is filed under Kenara"),
        ("Norvia", "KNY-1", "Norvia is not named on KNY-1"),
        ("Brum", "JPL-1", "Brum is not named on JPL-1"),
    ):
        with pytest.raises(InputRefused, match=said):
            draft.void(what, only=who, reason="misheard", at=SAID)
    with pytest.raises(InputRefused, match="the reason has 0 characters"):
        draft.void("KNY-1", only="Brum", reason=" ", at=SAID)


def test_a_sponsor_recorded_by_mistake_leaves_a_suggestion(draft: Draft) -> None:
    draft.propose(BASE.replace("open", "closed"), by="OCW", received=SENT)
    before = draft.printed()
    draft.sponsor("OCW-1", "Brum", at=SAID)
    done = draft.void("OCW-1", only="Brum", reason="misheard", at=SAID)
    assert done.notes == ("OCW-1 goes to the annex until a party sponsors it",)
    assert draft.printed() == before
