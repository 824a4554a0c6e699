"""What a delegation may record follows its standing, by a rule that the draft states."""

from pathlib import Path

import pytest
from folders import Copied

from amendtrack import Draft
from amendtrack.draft.outcome import Outcome
from amendtrack.errors import InputRefused
from amendtrack.record.record import Attribution, Settings, read_rules, write_rules
from amendtrack.record.registers import Right, Standing, read_register

BASE = "19. States meet.\n\n20. States report each year.\n"
OFTEN = BASE.replace("each year", "every month")
REGISTER = "code,name,standing\nNRV,Norvia,party\nZMB,Zembla,non-party\nOCW,Clearance Watch,observer\n"


def opened(folder: Path) -> Draft:
    register = read_register(REGISTER)
    return Draft.init(folder, BASE, title="Plan", at="2009-07-17", delegations=register, durability="fast")


@pytest.fixture
def draft(tmp_path: Path, copied: Copied) -> Draft:
    return Draft.open(copied(opened, tmp_path / "plan"), durability="fast")


def test_who_may_only_comment_suggests_no_wording(draft: Draft) -> None:
    draft.propose(OFTEN, by="OCW", received="2009-08-01")
    done = draft.set_rights("observer", "comment", at="2009-08-02")
    assert str(done) == "Recorded the rule: observers may comment, and suggest no wording"
    assert done.notes == ("suggestions recorded before stay in the annex: OCW-1",)
    assert draft.set_rights(Standing.OBSERVER, Right.COMMENT, at="2009-08-02").outcome is Outcome.ALREADY
    with pytest.raises(InputRefused, match="registered as observer, and by the rule of this draft may only comment"):
        draft.replace(BASE.replace("each", "every"), "OCW-1", received="2009-08-03")
    assert draft.propose("Why?\n", by="OCW", kind="comment", further="additional", received="2009-08-03").notes == ()
    draft.propose(OFTEN, by="ZMB", received="2009-08-03")  # another standing, another rule
    assert draft.tally().others == ((3, "annex"),)
    assert Draft.open(draft.path).settings.rights == ((Standing.OBSERVER, Right.COMMENT),)
    draft.set_rights("observer", "suggest", at="2009-08-04")
    assert draft.replace(BASE.replace("each", "every"), "OCW-1", received="2009-08-05").outcome is Outcome.RECORDED


@pytest.mark.parametrize(
    ("standing", "right"), [("party", "comment"), ("observer", "propose"), ("chair", "suggest"), ("observer", "vote")]
)
def test_parties_propose_and_nobody_else_does(draft: Draft, standing: str, right: str) -> None:
    with pytest.raises(InputRefused):
        draft.set_rights(standing, right, at="2009-08-02")


def test_a_new_standing_says_what_becomes_of_what_was_sent_and_said(draft: Draft) -> None:
    draft.propose(OFTEN, by="Zembla", received="2009-08-01")
    done = draft.add_delegation("Zembla", standing="party", at="2009-08-02")
    assert (str(done), done.notes) == ("Recorded Zembla as party", ("what it has sent enters the text: ZMB-1",))
    assert "Zembla]" in draft.printed()
    draft.reserve("Zembla", "19", at="2009-08-02")
    done = draft.add_delegation("ZMB", standing="observer", at="2009-08-03")
    assert done.notes[0] == "what it has sent goes to the annex until a party sponsors it: ZMB-1"
    assert "use retract to take them back: reserve 19" in done.notes[1]
    draft.retract("Zembla", "19", at="2009-08-03")
    assert draft.add_delegation("ZMB", standing="observer", at="2009-08-03").outcome is Outcome.ALREADY
    assert draft.add_delegation("Hill Watch", standing="observer", at="2009-08-03").outcome is Outcome.RECORDED
    assert draft.delegations.resolve("Hill Watch").standing is Standing.OBSERVER
    with pytest.raises(InputRefused, match="unknown standing"):
        draft.add_delegation("Arda", standing="guest", at="2009-08-03")


def test_rights_are_kept_with_the_rules_only_where_they_were_set(draft: Draft) -> None:
    revisions = draft.revisions
    plain, ruled = Settings("Plan"), Settings("Plan", "", "en", "UTC", "en", Attribution.NAMED)
    assert b"rights" not in write_rules(plain, revisions)
    both = tuple((standing, Right.COMMENT) for standing in (Standing.NON_PARTY, Standing.OBSERVER))
    for rights in ((), both):
        settings = Settings(ruled.title, rights=rights)
        assert read_rules(write_rules(settings, revisions)) == (settings, revisions)


def test_a_delegation_is_known_by_its_names_in_all_languages(draft: Draft) -> None:
    done = draft.add_delegation("NRV", names={"fr": "Norvie", "ru": "Норвия"}, at="2009-08-01")
    assert str(done) == "Recorded Norvia, known as Norvie (fr), Норвия (ru)"
    assert draft.propose(OFTEN, by="норвия", received="2009-08-02").name == "NRV-1"
    assert draft.add_delegation("Norvia", names={"fr": "Norvie"}, at="2009-08-03").outcome is Outcome.ALREADY
    with pytest.raises(InputRefused, match="share the name"):
        draft.add_delegation("Zembla", names={"fr": "Norvie"}, at="2009-08-03")


def test_papers_name_delegations_in_the_display_language(tmp_path: Path) -> None:
    register = read_register("code,name,name:fr\nNRV,Norvia,Norvie\nBRM,Brum,\n")
    draft = Draft.init(
        tmp_path / "plan",
        BASE,
        title="Plan",
        at="2009-07-17",
        delegations=register,
        display_language="fr",
        durability="fast",
    )
    for name in ("Norvia", "Brum"):
        draft.propose(OFTEN, by=name, received="2009-08-01")
    assert "every month – Brum, Norvie]" in draft.printed()
