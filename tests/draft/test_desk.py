"""Putting right: what is withdrawn, void, refiled, sponsored or undone leaves the text, and never the record.

The delegations and what they ask for are invented.
"""

from pathlib import Path

import pytest
from folders import Copied, git

from amendtrack.draft import Draft
from amendtrack.draft.outcome import Outcome
from amendtrack.errors import AmendtrackError, InputRefused, TallyFailed, Unknown, Unsettled
from amendtrack.record.entries import State
from amendtrack.record.fates import Fate, tally_of
from amendtrack.record.registers import read_register
from amendtrack.render.parsing import read_brackets

BASE = """\
# Action Plan

1. Clear all mined areas without delay.

2. Destroy the stockpiled mines held today.

3. Help survivors in each district.

4. Meet every June in Arda.

5. Report on progress each year.
"""
REGISTER = read_register(
    "code,name,standing\nARD,Arda,party\nBRU,Brum,party\nCOR,Corvania,party\n"
    "WAT,Mine Watch,observer\nELL,Elland,non-party\n"
)
AT = "2026-05-01 09:00"
LATER = "2026-05-04 16:20"
ARDA = BASE.replace("without delay", "by 2030")
BRUM = BASE.replace("June", "May")
WATCH = BASE.replace("Help survivors", "Help survivors and their families")
HARDER = ARDA.replace("by 2030", "by 2028")
FRENCH = "# Plan d'action\n\n1. Nettoyer toutes les zones.\n"


def opened(place: Path) -> Draft:
    return Draft.init(place, BASE, title="Plan", at=AT, delegations=REGISTER, durability="fast")


@pytest.fixture
def draft(tmp_path: Path, copied: Copied) -> Draft:
    return Draft.open(copied(opened, tmp_path / "draft"), durability="fast")


@pytest.fixture
def busy(tmp_path: Path, copied: Copied) -> Draft:
    return Draft.open(copied(one_of_everything, tmp_path / "draft"), durability="fast")


def one_of_everything(place: Path) -> None:
    """Acts 2 to 6."""
    draft = opened(place)
    draft.propose(ARDA, by="ARD", received="2026-05-02 10:00", channel="mail", recorder="Ana", filename="arda.md")
    draft.propose(BRUM, by="BRU", received="2026-05-02 11:00", title="On dates", cosponsors=["COR"])
    draft.propose(WATCH, by="WAT", received="2026-05-02 12:00")
    draft.propose(HARDER, by="COR", received="2026-05-02 13:00", amends="ARD-1")
    draft.propose(FRENCH, by="COR", received="2026-05-02 14:00", further="additional", language="fr")


def everything_submitted(draft: Draft) -> dict[str, str]:
    """Every file as received that any commit of the register holds, by path."""
    listed = git(
        draft.path, "log", "--format=", "--raw", "--no-abbrev", "--no-renames", "secretariat", "--", "received"
    )
    rows = [line.split("\t") for line in listed.splitlines() if line]
    assert all(head.split()[4] == "A" for head, _ in rows), "a file as received was changed or deleted"
    return {path: head.split()[3] for head, path in rows}


# -- withdrawn and void ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ARD-1", "BRU-1"])
def test_the_text_is_as_if_it_had_never_been_made(tmp_path: Path, name: str) -> None:
    with_it, without = (
        Draft.init(tmp_path / n, BASE, title="Plan", at=AT, delegations=REGISTER, durability="fast") for n in "ab"
    )
    for code, text in (("ARD", ARDA), ("BRU", BRUM), ("COR", BRUM.replace("each year", "each May"))):
        for draft in (with_it, without) if f"{code}-1" != name else (with_it,):
            draft.propose(text, by=code, received=AT)
    with_it.withdraw(name, at=LATER)
    assert with_it.printed() == without.printed()
    assert with_it.consolidate().to_json() == without.consolidate().to_json()


def test_a_withdrawal_is_the_delegations_with_its_time_and_in_the_register(busy: Draft) -> None:
    done = busy.withdraw("Arda", at=LATER, recorder="Bo")
    assert str(done) == "Recorded withdrawal of ARD-1 by Arda"
    assert "COR-1 amends ARD-1" in done.notes[-1]
    entry = busy.proposal("ARD-1")
    assert (entry.state, entry.ended.isoformat()[:16]) == (State.WITHDRAWN, "2026-05-04T16:20")
    assert busy.snapshot().received("ARD-1") == ARDA.encode()
    assert str(busy.tally()) == "5 received = 1 in the text + 3 in the annex + 1 withdrawn"
    assert busy.withdraw("ARD-1", at=LATER).outcome is Outcome.ALREADY
    assert (
        busy.snapshot()
        .annex()
        .amendments[0]
        .startswith("Corvania (COR-1) to ARD-1 (withdrawn): para 1: replace “2030”")
    )
    with pytest.raises(InputRefused, match="withdrawn"):
        busy.consolidate(only=["ARD-1"])
    with pytest.raises(InputRefused, match="cannot be replaced"):
        busy.replace(BRUM, "ARD-1", received=LATER)
    assert busy.propose(ARDA, by="ARD", received=LATER).name == "ARD-2"
    assert busy.problems() == ()


def test_void_says_why_and_is_no_withdrawal(busy: Draft) -> None:
    done = busy.void("BRU-1", reason="sent to another draft", at=LATER)
    assert str(done) == "Recorded BRU-1 as void: sent to another draft"
    assert busy.void("BRU-1", reason="again", at=LATER).outcome is Outcome.ALREADY
    assert dict(busy.snapshot().fates())[busy.proposal("BRU-1")] is Fate.VOID
    with pytest.raises(InputRefused, match=r"BRU-1 is void: sent to another draft"):
        busy.withdraw("BRU-1", at=LATER)
    assert "withdr" not in git(busy.path, "show", "secretariat:proposals/BRU/1.json")
    for reason in ("", "  ", "x" * 501, "two\nlines", "a\u202eb"):
        with pytest.raises(InputRefused):
            busy.void("ARD-1", reason=reason, at=LATER)


def test_what_was_accepted_lapses_with_the_proposal(busy: Draft) -> None:
    busy.accept(["ARD-1", "BRU-1"], at=AT)
    done = busy.withdraw("ARD-1", at=LATER)
    assert "a decision on ARD-1 lapses" in done.notes[0]
    con = busy.consolidate()
    assert [r.what for d in con.decisions for r in d.rulings] == [a.name for a in con.amendments]
    assert {a.proposal for a in con.amendments} == {"BRU-1"}
    assert con.clean() == BRUM
    with pytest.raises(InputRefused, match="was withdrawn"):
        busy.accept(["ARD-1"], at=LATER)
    busy.undo(len(busy.acts()), at=LATER)
    assert {a.proposal for a in busy.consolidate().amendments} == {"ARD-1", "BRU-1"}
    assert not busy.consolidate().open_slots


def test_what_was_issued_cannot_be_recalled_and_is_told(busy: Draft) -> None:
    busy.issue("PM2", at=AT)
    issued = busy.snapshot().issued("PM2")
    done = busy.withdraw("BRU-1", at=LATER)
    assert "text issued to PM2, which cannot be recalled" in done.notes[0]
    assert busy.snapshot().issued("PM2") == issued
    with pytest.raises(InputRefused, match="no longer in it: BRU-1"):
        busy.issue("PM2", at=LATER)


def test_a_label_once_circulated_stays_when_another_is_withdrawn(draft: Draft) -> None:
    for code, words in (("ARD", "Count the mines."), ("BRU", "Draw the maps.")):
        text = BASE.replace("4. Meet", f"3 bis. {words}\n\n4. Meet")
        draft.propose(text, by=code, received=AT)
    draft.issue("PM2", at=AT)
    assert "[3 ter. Draw the maps. – Brum]" in draft.printed()
    draft.withdraw("ARD-1", at=LATER)
    assert "[3 ter. Draw the maps. – Brum]" in draft.printed()


# -- the right name -------------------------------------------------------------------------------


def test_a_corrected_proposal_keeps_file_time_channel_and_title(busy: Draft) -> None:
    done = busy.correct("BRU-1", to="Arda", at=LATER)
    assert str(done) == "Recorded BRU-1 as ARD-2, by Arda"
    was, now = busy.proposal("BRU-1"), busy.proposal("ARD-2")
    assert was.reason == "recorded under the wrong name; see ARD-2"
    assert (now.received, now.channel, now.title, now.sha256) == (was.received, was.channel, was.title, was.sha256)
    assert (now.cosponsors, busy.text("ARD-2")) == (("COR",), BRUM)
    assert busy.snapshot().received("ARD-2") == busy.snapshot().received("BRU-1") == BRUM.encode()
    assert (
        git(busy.path, "log", "-1", "--format=%an %ai", "proposals/ard/2").strip() == "Arda 2026-05-02 11:00:00 +0000"
    )
    assert "[June / May – Arda, Corvania]" in busy.printed()
    assert busy.problems() == ()
    with pytest.raises(InputRefused, match="is void"):
        busy.correct("BRU-1", to="Arda", at=LATER)


def test_correct_refuses_what_it_cannot_put_right(busy: Draft) -> None:
    with pytest.raises(InputRefused, match="already Arda's"):
        busy.correct("ARD-1", to="Arda", at=LATER)
    with pytest.raises(Unknown):
        busy.correct("ARD-1", to="Nobody", at=LATER)
    busy.propose(ARDA, by="BRU", received=LATER, further="additional")
    with pytest.raises(InputRefused, match=r"already has that file, as BRU-2; use void ARD-1"):
        busy.correct("ARD-1", to="BRU", at=LATER)
    busy.replace(BRUM.replace("Help", "Aid"), "BRU-1", received=LATER)
    with pytest.raises(InputRefused, match="submission 2"):
        busy.correct("BRU-1", to="ARD", at=LATER)


def test_an_amendment_to_a_proposal_is_refiled_on_the_same_proposal(busy: Draft) -> None:
    busy.correct("COR-1", to="BRU", at=LATER)
    assert busy.snapshot().made_on("BRU-2") == ARDA
    assert busy.snapshot().annex().amendments == ("Brum (BRU-2) to ARD-1: para 1: replace “2030” with “2028”",)


# -- observers ------------------------------------------------------------------------------------


def test_an_observers_wording_is_in_the_annex_until_a_party_sponsors_it(busy: Draft) -> None:
    assert busy.snapshot().annex().suggestions == (
        "Mine Watch (WAT-1): para 3: after “Help survivors”, insert “and their families”",
    )
    assert "[" not in next(line for line in busy.printed().splitlines() if line.startswith("3."))
    assert str(busy.sponsor("WAT-1", "Brum", at=LATER)) == "Recorded Brum as sponsor of WAT-1"
    assert busy.sponsor("WAT-1", "BRU", at=LATER).outcome is Outcome.ALREADY
    busy.sponsor("WAT-1", "Arda", at=LATER)
    con, printed = busy.consolidate(), busy.printed()
    assert "survivors [and their families – Arda (text: Mine Watch), Brum (text: Mine Watch)] in" in printed
    assert busy.snapshot().annex().suggestions == ()
    reading = read_brackets(printed.partition("\n\nAnnex")[0] + "\n", con.delegations)
    assert str(reading.base) == BASE
    assert reading.view("Arda (text: Mine Watch)") == WATCH


def test_only_parties_sponsor_and_only_what_needs_it(busy: Draft) -> None:
    with pytest.raises(InputRefused, match="Elland is not a party"):
        busy.sponsor("WAT-1", "Elland", at=LATER)
    with pytest.raises(InputRefused, match="needs no sponsor"):
        busy.sponsor("ARD-1", "Brum", at=LATER)
    with pytest.raises(InputRefused, match="cannot co-sponsor"):
        busy.propose(ARDA.replace("Help", "Aid"), by="ARD", received=AT, further="additional", cosponsors=["WAT"])
    with pytest.raises(InputRefused, match="no party sponsors"):
        busy.accept(["WAT-1"], at=LATER)
    done = busy.propose(BRUM, by="Elland", received=AT, cosponsors=["ARD", "WAT"])
    assert (busy.proposal("ELL-1").sponsors, busy.proposal("ELL-1").cosponsors) == (("ARD",), ("WAT",))
    assert done.notes == ("sponsored by Arda",)
    assert "Arda (text: Elland)" in busy.printed()


# -- amendments to proposals, and other languages -------------------------------------------------


def test_an_amendment_to_a_proposal_is_compared_with_it_and_listed_after_it(busy: Draft) -> None:
    entry = busy.proposal("COR-1")
    assert git(busy.path, "log", "-1", "--format=%P", entry.commit).strip() == busy.proposal("ARD-1").commit
    assert "2028" not in busy.printed().partition("Annex")[0]
    assert busy.snapshot().annex().amendments == ("Corvania (COR-1) to ARD-1: para 1: replace “2030” with “2028”",)
    again = busy.replace(HARDER.replace("2028", "2027"), "COR-1", received=LATER)
    assert str(again) == "Recorded COR-1 on ARD-1: para 1: words replaced"
    assert busy.snapshot().made_on("COR-1") == ARDA
    busy.replace(ARDA.replace("2030", "2031"), "ARD-1", received=LATER)
    assert busy.snapshot().annex().amendments == (
        "Corvania (COR-1) to ARD-1 (sent again since): para 1: replace “2030” with “2027”",
    )
    assert busy.snapshot().made_on("COR-1") == ARDA


@pytest.mark.parametrize(
    ("amends", "said"),
    [("COR-1", "itself amends ARD-1"), ("COR-2", "is in fr"), ("BRU-1", "void"), ("XXX-1", "no proposal")],
)
def test_what_cannot_be_amended_is_refused(busy: Draft, amends: str, said: str) -> None:
    busy.void("BRU-1", reason="a mistake", at=LATER)
    with pytest.raises(AmendtrackError, match=said):
        busy.propose(HARDER, by="ARD", received=LATER, further="additional", amends=amends)


def test_a_file_in_another_language_is_kept_and_never_compared(busy: Draft) -> None:
    assert busy.text("COR-2") == FRENCH
    assert busy.snapshot().annex().untranslated == ("Corvania (COR-2): a proposal in fr",)
    assert git(busy.path, "show", "proposals/cor/2:en.md") == BASE
    with pytest.raises(InputRefused, match="not a language"):
        busy.propose(FRENCH, by="BRU", received=LATER, further="additional", language="French")
    busy.replace(BASE.replace("Clear all", "Clean all"), "COR-2", received=LATER)
    assert busy.snapshot().annex().untranslated == ()
    assert "[Clear / Clean – Corvania]" in busy.printed()


# -- names withheld -------------------------------------------------------------------------------


def test_where_nobody_is_named_the_annex_names_nobody(busy: Draft) -> None:
    busy.withdraw("ARD-1", at=LATER)
    busy.set_attribution("none", at=LATER)
    busy.issue("PM2", at=LATER)
    for out in (busy.printed(), busy.snapshot().issued("PM2"), busy.snapshot().printed_json(busy.consolidate())):
        for word in ("Brum", "Corvania", "Watch", "ARD", "COR-", "WAT", "BRU"):
            assert word not in out, word
        assert "and their families" in out


# -- undo, and the log ----------------------------------------------------------------------------


def test_the_log_says_who_did_what_in_order(busy: Draft) -> None:
    busy.withdraw("BRU-1", at="2026-05-02 11:30", recorder="Bo")
    acts = busy.acts()
    assert [a.kind for a in acts] == ["init", *["propose"] * 5, "withdraw"]
    assert (acts[1].recorder, acts[1].summary) == ("Ana", "Received ARD-1 on Rev.0: para 1: words replaced")
    assert [a.number for a in busy.snapshot().since("2026-05-02 13:00")] == [
        6,
        7,
    ]  # recorded after it, though it bears 11:30
    busy.issue("PM2", at=LATER)
    assert busy.snapshot().since("pm2") == ()
    busy.sponsor("WAT-1", "ARD", at=LATER)
    assert [a.kind for a in busy.snapshot().since("PM2")] == ["sponsor"]
    with pytest.raises(Unknown, match="neither a time nor a meeting"):
        busy.snapshot().since("PM9")


def test_undo_names_the_act_and_brings_the_registers_back(busy: Draft) -> None:
    before = busy.printed(), busy.proposals()
    busy.correct("BRU-1", to="ARD", at=LATER, recorder="Bo")
    sent = everything_submitted(busy)
    done = busy.undo(7, at=LATER, recorder="Ana")
    assert str(done) == ("Recorded as undone: act 7 (BRU-1 as ARD-2, by Arda, 2026-05-04 16:20, recorded by Bo)")
    assert busy.printed() == before[0]
    assert [e for e in busy.proposals() if e.name != "ARD-2"] == list(before[1])
    assert busy.proposal("ARD-2").reason == "recorded by mistake; act 7 was undone"
    assert everything_submitted(busy) == sent
    with pytest.raises(InputRefused, match=r"already undone, by act 8"):
        busy.undo(7, at=LATER)
    busy.undo(8, at=LATER)
    assert busy.proposal("BRU-1").state is State.VOID
    assert busy.acts()[6].undone == 0
    assert busy.problems() == ()


def test_a_submission_that_is_undone_keeps_its_file_and_its_text(busy: Draft) -> None:
    first = busy.proposal("BRU-1")
    second = busy.replace(BRUM.replace("Help", "Aid"), "BRU-1", received=LATER)
    assert "Corvania co-sponsored the previous submission" in second.notes[0]
    busy.undo(7, at=LATER)
    assert busy.proposal("BRU-1") == first
    assert git(busy.path, "rev-parse", f"undone/bru/1/{second.commit[:12]}").strip() == second.commit
    assert git(busy.path, "rev-parse", "proposals/bru/1").strip() == first.commit
    third = busy.replace(BRUM.replace("Help", "Support"), "BRU-1", received=LATER)
    assert busy.proposal("BRU-1").submission == 3
    assert len([path for path in everything_submitted(busy) if not path.endswith("ledger.json")]) == 7
    assert third.commit == busy.proposal("BRU-1").commit
    assert busy.problems() == ()


def test_undo_refuses_what_something_was_built_on(busy: Draft) -> None:
    for number, said in ((1, "it opened the draft"), (2, "act 6|act 5"), (99, "no act 99"), (0, "no act 0")):
        with pytest.raises(AmendtrackError, match=said):
            busy.undo(number, at=LATER)
    busy.issue("PM2", at=LATER)
    for number, said in ((7, "cannot be recalled"), (3, "issued, which cannot be recalled")):
        with pytest.raises(InputRefused, match=said):
            busy.undo(number, at=LATER)
    busy.undo(4, at=LATER)  # an observer's: it was in no text
    assert busy.proposal("WAT-1").state is State.VOID
    busy.revise(ARDA, label="Rev.1", at=LATER)
    with pytest.raises(InputRefused, match="a revision cannot be undone"):
        busy.undo(9, at=LATER)


def test_undo_of_a_new_delegation_keeps_whoever_is_in_the_record(draft: Draft) -> None:
    draft.propose(ARDA, by="Dalmaria", received=AT, unregistered="added")
    draft.undo(2, at=LATER)
    assert draft.proposal("DAL-1").state is State.VOID
    assert "DAL" in draft.delegations
    draft.add_delegation("Fennmark", at=LATER)
    draft.undo(4, at=LATER)
    assert "Fennmark" not in draft.delegations
    assert draft.problems() == ()


def test_every_act_leaves_what_was_submitted_as_it_was(busy: Draft) -> None:
    sent = everything_submitted(busy)
    texts = {ref: git(busy.path, "rev-parse", ref) for ref in ("proposals/ard/1", "proposals/bru/1", "proposals/wat/1")}
    busy.withdraw("ARD-1", at=LATER)
    busy.void("BRU-1", reason="a mistake", at=LATER)
    busy.sponsor("WAT-1", "ARD", at=LATER)
    busy.undo(9, at=LATER)
    assert everything_submitted(busy) == sent
    assert {ref: git(busy.path, "rev-parse", ref) for ref in texts} == texts
    assert git(busy.path, "fsck", "--strict") == ""


def test_a_dry_run_writes_nothing(busy: Draft) -> None:
    before = git(busy.path, "for-each-ref"), sorted(busy.path.rglob("*"))
    for done in (
        busy.dry_run().withdraw("ARD-1", at=LATER),
        busy.dry_run().void("ARD-1", reason="x", at=LATER),
        busy.dry_run().correct("ARD-1", to="BRU", at=LATER),
        busy.dry_run().sponsor("WAT-1", "BRU", at=LATER),
        busy.dry_run().replace(BRUM, "ARD-1", received=LATER),
        busy.dry_run().undo(3, at=LATER),
    ):
        assert done.outcome is Outcome.CHECKED
        assert str(done).startswith("Would record")
    assert (git(busy.path, "for-each-ref"), sorted(busy.path.rglob("*"))) == before


def test_the_tally_fails_rather_than_not_add_up(busy: Draft) -> None:
    with pytest.raises(TallyFailed, match="WAT-1"):
        tally_of(busy.snapshot().fates(), frozenset(("ARD-1", "BRU-1", "WAT-1")))
    assert str(busy.tally(busy.consolidate(only=["ARD"]))) == "5 received = 1 in the text + 3 in the annex + 1 left out"


def test_an_export_comes_back_whole(busy: Draft, tmp_path: Path) -> None:
    busy.replace(BRUM.replace("Help", "Aid"), "BRU-1", received=LATER)
    busy.undo(7, at=LATER)
    busy.export_all(tmp_path / "out")
    again = Draft.import_all(tmp_path / "again", tmp_path / "out", durability="fast")
    assert (again.acts(), again.proposals(), again.printed()) == (busy.acts(), busy.proposals(), busy.printed())


def test_an_accepted_proposal_whose_delegation_is_no_party_any_more_is_named(tmp_path: Path) -> None:
    draft = Draft.init(tmp_path / "plan", "1. Clear all areas.\n", title="Plan", at="2026-03-01", durability="fast")
    draft.propose("1. Clear known areas.\n", by="Norvia", received="2026-03-02", unregistered="added")
    draft.accept(["NOR-1"], at="2026-03-03")
    draft.register_delegations(read_register("code,name,standing\nNOR,Norvia,observer\n"), at="2026-03-04")
    with pytest.raises(Unsettled, match=r"cannot be applied: NOR-1#1 \(what was decided there has been withdrawn"):
        draft.clean()
    draft.reopen(["NOR-1"], at="2026-03-05")
    assert not draft.consolidate().proposals
    assert draft.clean() == draft.text()


def test_a_withdrawal_is_never_turned_into_a_mistake_and_a_chain_of_undoing_stays_short(tmp_path: Path) -> None:
    draft = Draft.init(tmp_path / "plan", "1. Clear all areas.\n", title="Plan", at="2026-03-01", durability="fast")
    draft.propose("1. Clear known areas.\n", by="Norvia", received="2026-03-02", unregistered="added")
    withdrawn = len(draft.acts()) + 1
    draft.withdraw("NOR-1", at="2026-03-03")
    with pytest.raises(InputRefused, match="withdrawn by its delegation on 2026-03-03"):
        draft.void("NOR-1", reason="a mistake", at="2026-03-03")
    for number in range(withdrawn, withdrawn + 5):
        draft.undo(number, at="2026-03-04")
    assert max(len(act.summary) for act in draft.acts()) < 100
    assert draft.proposal("NOR-1").state is State.STANDING


def test_an_annex_that_names_nobody_quotes_no_words_that_name_somebody(tmp_path: Path) -> None:
    base = "1. Clear all areas.\n\n2. Help survivors.\n"
    draft = Draft.init(tmp_path / "plan", base, title="Plan", at="2026-03-01", durability="fast")
    draft.add_delegation("Brum", at="2026-03-01")
    words = 'Para 1: delete "all"\nNorvia thinks that para 2 is weak.\nDelete para 2 unless BRUM objects.\nToo long.\n'
    draft.propose(words, by="Norvia", received="2026-03-02", unregistered="added", allow=["speaker"])
    assert "Norvia thinks" in str(draft.snapshot().annex())
    draft.set_attribution("none", at="2026-03-03")
    shown = str(draft.snapshot().annex())
    assert "norvia" not in shown.casefold() and "brum" not in shown.casefold() and "“Too long.”" in shown
    assert shown.count("words that name a delegation or a person and are not printed here") == 2
