"""Units that the chair declares agreed: who may change them afterwards, and what becomes of what comes later."""

from pathlib import Path

import pytest
from folders import Copied

from amendtrack import Consolidation, Draft
from amendtrack.draft.outcome import Outcome
from amendtrack.errors import AmendtrackError, InputRefused, NotAdoptable, Unknown, Unsettled
from amendtrack.record.registers import read_register
from amendtrack.render.parsing import read_brackets

BASE = """9. States Parties hold a meeting each June.

10. Fees are fixed by the Council.

11. The office reports monthly.
"""
REGISTER = "code,name,standing\nKNY,Kenara,party\nBRM,Brum,party\nNRV,Norvia,party\n"
SENT, AGREED, LATER, LAST = (f"2009-09-0{day}T10:00" for day in (1, 2, 3, 4))


def opened(folder: Path) -> Draft:
    register = read_register(REGISTER)
    draft = Draft.init(folder, BASE, title="Plan", at="2009-07-17", delegations=register, durability="fast")
    draft.propose(BASE.replace("each June", "every year").replace("monthly", "weekly"), by="Kenara", received=SENT)
    draft.accept(["KNY-1#1"], at=AGREED)
    return draft


@pytest.fixture
def draft(tmp_path: Path, copied: Copied) -> Draft:
    return Draft.open(copied(opened, tmp_path / "plan"), durability="fast")


def text(draft: Draft) -> list[str]:
    return [line for line in draft.printed().split("\n") if line.partition(".")[0].isdecimal()]


def agree(draft: Draft, *places: str) -> None:
    draft.agree(places, "agreed ad ref", meeting="PM2", at=AGREED, recorder="A. Clerk")


def test_an_agreement_is_marked_at_the_unit_and_goes_without_a_trace(draft: Draft) -> None:
    before = draft.printed()
    done = draft.agree(["9", "9#1", "9-10"], "agreed ad ref", meeting="PM2", at=AGREED, recorder="A. Clerk")
    assert str(done) == "Recorded 9, 10 agreed ad ref, PM2 (Rev.0)"
    assert text(draft) == [
        "9. States Parties hold a meeting every year {✓ 9#1}. {✓ agreed ad ref, PM2}",
        "10. Fees are fixed by the Council. {✓ agreed ad ref, PM2}",
        "11. The office reports [monthly / weekly – Kenara].",
    ]
    assert draft.agree("9", "agreed ad ref", at=LATER).outcome is Outcome.ALREADY
    draft.reopen(["9-10"], at=LATER, recorder="A. Clerk", meeting="PM3")
    assert draft.printed().replace(" {↺ reopened, PM3}", "") == before
    given = draft.snapshot().statuses.of("9")
    assert [(g.in_words, g.by) for g in given] == [("agreed ad ref, PM2", "A. Clerk"), ("reopened, PM3", "A. Clerk")]
    draft.undo(len(draft.acts()), at=LAST)
    draft.undo(len(draft.acts()) - 2, at=LAST, recorder="A. Clerk")
    assert draft.printed() == before


def test_what_is_proposed_on_agreed_text_is_recorded_and_does_not_enter_it(draft: Draft) -> None:
    agree(draft, "9-10")
    was = text(draft)
    sent = BASE.replace("each June", "each May").replace("monthly", "daily")
    done = draft.propose(sent, by="Brum", received=LATER)
    assert "BRM-1#1 is on 9, agreed ad ref, PM2: recorded, and not in the text" in done.notes
    assert text(draft) == [
        was[0].replace("PM2", "PM2; 1 amendment recorded since"),
        was[1],
        "11. The office reports [monthly / daily – Brum / weekly – Kenara].",
    ]
    con = draft.consolidate()
    assert [(a.name, g.place) for a, g in con.waiting] == [("BRM-1#1", "9")]
    assert con.standing.verdict(next(a for a in con.amendments if a.name == "KNY-1#1")).value == "accepted"
    draft.keep(["11"], at=LATER)
    with pytest.raises(Unsettled, match="BRM-1#1 on 9, agreed ad ref, PM2; reject it, or reopen 9"):
        draft.clean()
    with pytest.raises(InputRefused, match="BRM-1#1 on 9; reject it, or reopen 9"):
        draft.agree("9", at=LATER)
    draft.reject(["BRM-1#1"], at=LAST)
    assert text(draft)[0] == was[0]
    assert draft.clean() == BASE.replace("each June", "every year")
    draft.reopen(["BRM-1#1"], at=LAST)
    draft.reopen("9", asked_by="Brum", at=LAST)
    assert text(draft)[0] == (
        "9. States Parties hold a meeting [each June / each May – Brum / every year – Kenara]. {↺ reopened}"
    )


def test_agreed_words_stay_whoever_withdraws_or_rewords_them(draft: Draft) -> None:
    agree(draft, "9")
    was = text(draft)[0]
    draft.replace(BASE.replace("each June", "in June"), "KNY-1", received=LATER)
    assert text(draft)[0] == was.replace("PM2", "PM2; 1 amendment recorded since")
    draft.withdraw("KNY-1", at=LAST)
    assert text(draft) == [was, *BASE.split("\n")[2:-1:2]]
    assert draft.clean() == BASE.replace("each June", "every year")
    assert draft.problems() == ()


def test_words_that_lost_before_the_agreement_and_are_proposed_again_are_flagged(draft: Draft) -> None:
    draft.propose(BASE.replace("by the Council", "by States"), by="Norvia", received=SENT)
    draft.reject(["NRV-1"], at=AGREED)
    agree(draft, "10")
    draft.propose(BASE.replace("by the Council", "by States"), by="Brum", received=LATER)
    assert text(draft)[1].endswith("{✓ 10#1}. {✓ agreed ad ref, PM2; 1 amendment recorded since}")
    assert [a.name for a, _ in draft.consolidate().waiting] == ["BRM-1#1"]
    draft.reject(["BRM-1"], at=LAST)
    assert text(draft)[1].endswith("{✓ 10#1}. {✓ agreed ad ref, PM2}")


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda d: d.accept(["BRM-1"], at=LAST), "BRM-1#1 is on 9, which is agreed ad ref, PM2; reopen 9 first"),
        (lambda d: d.accept(["9#1"], at=LAST), "9 is agreed ad ref, PM2; reopen 9 first"),
        (lambda d: d.word("9#1", "each May", at=LAST), "9 is agreed ad ref, PM2; reopen 9 first"),
        (lambda d: d.word("10", "No fees.", at=LAST), "10 is agreed ad ref, PM2; reopen 10 first"),
        (lambda d: d.choose({"9#1": "each June"}, at=LAST), "9 is agreed ad ref, PM2; reopen 9 first"),
        (lambda d: d.keep(["9#1"], at=LAST), "9 is agreed ad ref, PM2; reopen 9 first"),
        (lambda d: d.reject(["KNY-1#1"], at=LAST), "KNY-1#1 is accepted"),
        (lambda d: d.reopen(["KNY-1#1"], at=LAST), "KNY-1#1 is on 9, which is agreed ad ref, PM2; reopen 9 first"),
        (
            lambda d: d.reopen(["9"], at=LAST),
            "9 is agreed ad ref, and nobody is named for reopening it",
        ),
        (lambda d: d.reopen(["9", "BRM-1"], at=LAST, recorder="A. Clerk"), "9 is agreed or under silence, BRM-1 not"),
        (lambda d: d.reopen(["9"], at=LAST, asked_by="Nowhere"), "Nowhere"),
        (lambda d: d.agree("9", "agreed in informals", at=LAST), "9 is agreed ad ref, PM2; reopen 9 first"),
        (lambda d: d.agree("11", at=LAST), "11#1 is open; accept, choose or word 11#1 first, or keep it as drafted"),
        (lambda d: d.agree("9-11", at=LAST), "11#1 is open"),
        (lambda d: d.agree("11-9", at=LAST), "'11-9' runs backwards; write 9-11"),
        (lambda d: d.agree("99", at=LAST), "no unit '99'"),
        (lambda d: d.agree("9 bis", at=LAST), "9 bis is not in the draft yet"),
        (lambda d: d.agree("9", "fine", at=LAST), "'fine' is not a status"),
        (lambda d: d.agree("9", at=LAST, meeting="PM2} {x"), "contains '}'"),
        (lambda d: d.agree("9", at=LAST, meeting="x" * 61), "61 characters"),
        (lambda d: d.agree("9", at=LAST, meeting="PM\u202e2"), "contains U\\+202E"),
    ],
)
def test_what_would_change_agreed_text_is_refused_and_records_nothing(draft: Draft, act, said: str) -> None:
    agree(draft, "9-10")
    draft.propose(BASE.replace("each June.", "each May.\n\n9 bis. All meet."), by="Brum", received=LATER)
    before, printed = draft.snapshot().tip, draft.printed()
    with pytest.raises(AmendtrackError, match=said) as caught:
        act(draft)
    assert isinstance(caught.value, InputRefused | Unknown)
    assert (draft.snapshot().tip, draft.printed()) == (before, printed)


def test_the_print_and_the_json_give_the_status_back(draft: Draft) -> None:
    agree(draft, "9-10")
    draft.propose(BASE.replace("each June", "each May"), by="Brum", received=LATER)
    con = draft.consolidate()
    assert Consolidation.from_json(con.to_json()) == con
    read = read_brackets("\n".join(text(draft)), con.delegations)
    assert [words for _, words in read.statuses] == [
        "✓ agreed ad ref, PM2; 1 amendment recorded since",
        "✓ agreed ad ref, PM2",
    ]
    assert [read.base.source[:at].rpartition("\n")[2][:2] for at, _ in read.statuses] == ["9.", "10"]
    draft.set_attribution("none", at=LAST)
    assert "{✓ agreed ad ref, PM2; 1 amendment recorded since}" in draft.printed()
    everything = draft.printed() + draft.snapshot().printed_json()
    assert not [name for name in ("Brum", "BRM", "Kenara", "KNY", "Clerk") if name in everything]


def test_what_is_on_agreed_text_is_in_the_annex_the_tally_and_the_letter(draft: Draft, tmp_path: Path) -> None:
    agree(draft, "9")
    draft.propose(BASE.replace("each June", "each May"), by="Brum", received=LATER)
    now = draft.snapshot()
    assert "{para 9, agreed ad ref, PM2: 1 amendment recorded since, not in the text}" in now.annex().notes
    assert now.annex().agreed == ("Brum (BRM-1#1) on text agreed ad ref, PM2: para 9: replace “June” with “May”",)
    assert str(now.tally()) == "2 received = 1 in the text + 1 on agreed text, and not in it"
    assert now.consolidate().tally.within == "1 in the text, 1 on agreed text, and not in it"
    draft.issue_to(tmp_path / "pack", "PM3", at=LAST)
    papers = {str(path): path.read_text("utf-8") for path in (tmp_path / "pack").rglob("*.md")}
    letter = next(paper for paper in papers.values() if "BRM-1: what was read" in paper)
    assert "It is on agreed text" in letter and "para 9: agreed ad ref, PM2" in letter
    compiled = next(paper for name, paper in papers.items() if "compilation" in name)
    assert "{✓ agreed ad ref, PM2; 1 amendment recorded since}" in " ".join(compiled.split())


def test_the_place_shows_its_status_with_its_history_and_the_words_agreed(draft: Draft) -> None:
    agree(draft, "9")
    draft.withdraw("KNY-1", at=LATER)
    draft.reopen("9", asked_by="Brum", meeting="PM3", at=LAST, recorder="A. Clerk")
    found = draft.snapshot().about("9").statuses
    assert [(line.given.in_words, line.asked_by, line.words) for line in found] == [
        ("reopened, PM3", "Brum", ""),
        ("agreed ad ref, PM2", "", "9. States Parties hold a meeting every year."),
    ]


AGREED_TEXT = BASE.replace("each June", "every year")


def test_a_revision_keeps_what_is_agreed_and_cannot_change_it(draft: Draft) -> None:
    agree(draft, "9-10")
    for text in (
        BASE.replace("monthly", "daily"),
        AGREED_TEXT.replace("Fees are", "A fee is"),
        BASE.partition("10")[0],
    ):
        before = draft.snapshot().tip
        with pytest.raises(InputRefused, match=r"Rev\.1 changes agreed text: .* or send (9|10) as agreed"):
            draft.revise(text, label="Rev.1", at=LAST)
        assert draft.snapshot().tip == before
    above = "8. All are welcome.\n\n"
    renumbered = above + AGREED_TEXT.replace("9. ", "9. A new one.\n\n10. ").replace("10. Fees", "11. Fees ")
    draft.revise(renumbered.replace("11. The", "12. The"), label="Rev.1", at=LAST)
    assert draft.printed() == (
        "8. All are welcome.\n\n9. A new one.\n\n"
        "10. States Parties hold a meeting every year. {✓ agreed ad ref, PM2}\n\n"
        "11. Fees  are fixed by the Council. {✓ agreed ad ref, PM2}\n\n"
        "12. The office reports [monthly / weekly – Kenara].\n"
    )
    assert [(g.place, g.by) for g in draft.snapshot().statuses.given] == [("10", "A. Clerk"), ("11", "A. Clerk")]
    assert draft.snapshot().on("Rev.0").statuses.in_force[0].place == "9"
    assert draft.problems() == ()


def test_a_reopened_unit_may_be_revised(draft: Draft) -> None:
    agree(draft, "9-10")
    draft.reopen("9", at=LATER, recorder="A. Clerk")
    draft.revise(BASE.replace("each June", "at times"), label="Rev.1", at=LAST)
    assert [g.place for g in draft.snapshot().statuses.given] == ["10"]


def test_an_acceptance_that_was_agreed_is_not_undone_before_the_agreement(draft: Draft) -> None:
    agree(draft, "9")
    accepted = len(draft.acts()) - 1
    with pytest.raises(InputRefused, match=f"undo {accepted + 1} first"):
        draft.undo(accepted, at=LAST)


@pytest.mark.parametrize("style", ["named", "none"])
def test_nobody_can_write_a_mark_of_the_chair(draft: Draft, style: str) -> None:
    agree(draft, "9")
    forged = BASE.replace("monthly.", "monthly. {✓ agreed, PM9}")
    for text in (forged, draft.printed()):
        with pytest.raises(InputRefused, match="carries the chair's marks, the first in line"):
            draft.propose(text, by="Brum", received=LATER)
    with pytest.raises(InputRefused, match="carries the chair's marks"):
        draft.revise(forged.replace("each June", "every year"), label="Rev.1", at=LAST)
    draft.propose(forged, by="Brum", received=LATER, allow=["brackets", "other-words"])
    draft.set_attribution(style, at=LAST)
    assert ("\\{✓ agreed, PM9" if style == "none" else "[{✓ agreed, PM9} – Brum]") in draft.printed()
    assert [words for _, words in read_brackets(draft.printed(), ["Kenara", "Brum"]).statuses] == [
        "✓ agreed ad ref, PM2"
    ]


UNTIL = "2009-09-03T18:00"


def test_silence_agrees_nothing(draft: Draft) -> None:
    done = draft.silence("9-10", until=UNTIL, meeting="PM2", at=AGREED, recorder="A. Clerk")
    assert str(done) == "Recorded 9, 10 under silence, until 2009-09-03 18:00, PM2 (Rev.0)"
    assert draft.silence("9-10", until=UNTIL, at=AGREED).outcome is Outcome.ALREADY
    draft.break_silence("10", "Brum", at=LATER)
    assert draft.break_silence("10", "BRM", at=LATER).outcome is Outcome.ALREADY
    draft.break_silence("10", "Norvia", at=LATER)
    assert [line.partition(" {○")[2] for line in text(draft)] == [
        " under silence, until 2009-09-03 18:00, PM2}",
        " silence broken, PM2}",
        "",
    ]
    con = draft.consolidate()
    assert Consolidation.from_json(con.to_json()) == con
    assert [words[0] for _, words in read_brackets("\n".join(text(draft)), con.delegations).statuses] == ["○", "○"]
    assert con.agreements == ()
    draft.agree("9", at=LAST)
    assert draft.agree("10", at=LAST).notes == ("the silence on 10 was broken by Brum, Norvia",)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda d: d.agree("9", at=LATER), "agree it after the deadline, or end the procedure: reopen 9"),
        (lambda d: d.word("9#1", "each May", at=LATER), "9#1 is decided"),
        (lambda d: d.reopen(["KNY-1#1"], at=LATER), "KNY-1#1 is on 9, which is under silence"),
        (lambda d: d.accept(["BRM-1"], at=LATER), "BRM-1#1 is on 9, which is under silence, until 2009-09-03 18:00"),
        (lambda d: d.agree("9", at=LAST), "9#2 is open"),
        (lambda d: d.silence("11", until=UNTIL, at=AGREED), "11#1 is open"),
        (lambda d: d.silence("10", until="2009-09-01", at=AGREED), "the deadline 2009-09-01 23:59 has passed"),
        (lambda d: d.silence("9", until="2009-09-09", at=AGREED), "9 is under silence, until 2009-09-03 18:00"),
        (
            lambda d: d.break_silence("9", "Brum", at=LAST),
            "the silence on 9 ended at 2009-09-03 18:00; record a position",
        ),
        (lambda d: d.break_silence("10", "Brum", at=LATER), "10 is not under silence"),
        (lambda d: d.break_silence("9-10", "Brum", at=LATER), "10 is not under silence"),
        (lambda d: d.break_silence("9", "Nowhere", at=LATER), "Nowhere"),
        (lambda d: d.mark("9", "placeholder", at=LATER), "9 is under silence"),
        (lambda d: d.mark("10", "agreed", at=LATER), "mark does not give the status 'agreed'"),
        (lambda d: d.agree("10", "reopened", at=LATER), "'reopened' is no degree of agreement"),
        (lambda d: d.reopen("9", at=LATER), "9 is under silence, and nobody is named for reopening it"),
    ],
)
def test_what_goes_against_a_silence_procedure_is_refused(draft: Draft, act, said: str) -> None:
    draft.silence("9", until=UNTIL, at=AGREED)
    draft.propose(BASE.replace("a meeting", "two meetings"), by="Brum", received=AGREED)
    before = draft.snapshot().tip
    with pytest.raises(AmendtrackError, match=said):
        act(draft)
    assert draft.snapshot().tip == before


def test_the_plain_statuses_are_marked_and_a_revision_takes_them_over(draft: Draft) -> None:
    draft.mark("10", "placeholder", at=AGREED)
    draft.mark(["9", "11"], "not discussed", meeting="PM2", at=AGREED)
    draft.mark("11", "open", at=LATER)
    draft.silence("9", until="2009-09-30", at=LATER)
    done = draft.revise(BASE.replace("each June", "at times"), label="Rev.1", at=LAST)
    ended = "9, under silence, until 2009-09-30 23:59, reads differently in Rev.1: the silence on it has ended"
    assert ended in done.notes
    assert text(draft) == [
        "9. States Parties hold a meeting at times.",
        "10. Fees are fixed by the Council. {○ placeholder}",
        "11. The office reports [monthly / weekly – Kenara]. {○ open}",
    ]


def test_what_waits_on_agreed_text_still_waits_after_a_revision(draft: Draft) -> None:
    agree(draft, "9-10")
    draft.propose(BASE.replace("Fees", "All fees"), by="Brum", received=LATER)
    draft.revise(AGREED_TEXT.replace("The office", "An office"), label="Rev.1", at=LAST)
    assert [(a.name, g.place) for a, g in draft.consolidate().waiting] == [("BRM-1#1", "10")]
    assert text(draft)[1] == "10. Fees are fixed by the Council. {✓ agreed ad ref, PM2; 1 amendment recorded since}"


def test_emphasis_does_not_get_into_agreed_text_with_what_is_accepted_later(draft: Draft) -> None:
    agree(draft, "10")
    emphasized = BASE.replace("by the Council", "**by the Council**").replace("monthly", "daily")
    draft.propose(emphasized, by="Norvia", received=LATER)
    draft.accept(["NRV-1"], at=LAST)
    assert draft.clean() == AGREED_TEXT.replace("monthly", "daily")
    draft.reopen("10", at=LAST, recorder="A. Clerk")
    assert "**by the Council**" in draft.clean()


def test_who_supports_what_waits_on_agreed_text_is_in_the_annex(draft: Draft) -> None:
    agree(draft, "10")
    draft.propose(BASE.replace("by the Council", "by States"), by="Brum", received=LATER)
    draft.support("Norvia", "BRM-1#1", at=LATER)
    (line,) = draft.snapshot().annex().agreed
    assert line.endswith("; Norvia support")


def test_an_agreement_is_not_undone_without_a_name(draft: Draft) -> None:
    agree(draft, "10")
    with pytest.raises(InputRefused, match="is an agreement, and nobody is named for undoing it"):
        draft.undo(len(draft.acts()), at=LATER)
    draft.undo(len(draft.acts()), at=LATER, recorder="A. Clerk")
    assert draft.consolidate().agreements == ()


@pytest.mark.parametrize(
    "words", ["[shall] report", "reports by [date]", "reports [as soon as possible]", "has XX staff"]
)
def test_text_in_brackets_is_not_agreed_unless_the_chair_says_so(tmp_path: Path, words: str) -> None:
    base = f"1. The office {words}.\n\n2. See [^1] and [the site](https://example.org).\n\n[^1]: A note.\n"
    draft = Draft.init(tmp_path / "plan", base, title="Plan", at="2009-07-17", durability="fast")
    draft.agree("2", at=LATER)
    with pytest.raises(InputRefused, match=r"1 has .*, or add --with-brackets"):
        draft.agree("1", at=LATER)
    draft.agree("1", "agreed ad ref", meeting="PM2", brackets="allowed", at=LATER)
    assert f"1. The office {words}. {{✓ agreed ad ref, with brackets, PM2}}" in draft.printed()
    con = draft.consolidate()
    assert Consolidation.from_json(con.to_json()) == con


def test_a_table_stays_a_table(tmp_path: Path) -> None:
    base = "1. Costs:\n\n| Item | Cost |\n|---|---|\n| Fees | 10 |\n| Rent | 20 |\n\n2. End.\n"
    draft = Draft.init(tmp_path / "plan", base, title="Plan", at="2009-07-17", durability="fast")
    draft.agree("1-2", at=LATER)
    mark = " {✓ agreed}"
    table = f"| Item | Cost{mark} |\n|---|---|\n| Fees | 10{mark} |\n| Rent | 20{mark} |"
    shown = f"1. Costs:{mark}\n\n{table}\n\n2. End.{mark}\n"
    assert draft.printed() == shown
    read = read_brackets(shown, [])
    assert read.base.source == base and len(read.statuses) == 5
    sent = base.replace("| 20", "| 30").replace("| Fees | 10 |\n", "")
    draft.propose(sent, by="Brum", unregistered="added", received=LAST)
    assert draft.printed().partition("\n\n{")[0].replace("; 1 amendment recorded since", "") + "\n" == shown


def test_what_was_agreed_since_is_said_when_a_text_is_issued_again(draft: Draft) -> None:
    draft.issue("PM2", at=AGREED)
    agree(draft, "9-10")
    draft.reopen("10", at=LATER, recorder="A. Clerk")
    assert draft.issue("PM2", at=LATER, reissue="allowed").differs == ("agreed ad ref: 9", "reopened: 10")
    assert draft.issue("PM2", at=LATER).outcome is Outcome.ALREADY
    draft.agree("10", at=LAST)
    assert draft.issue("PM2", at=LAST, reissue="allowed").differs == ("agreed: 10",)


def test_a_position_on_what_waits_names_the_amendment(draft: Draft) -> None:
    agree(draft, "10")
    draft.propose(BASE.replace("by the Council", "by States"), by="Brum", received=LATER)
    with pytest.raises(InputRefused, match="reopen 10 first, or name the amendment itself: BRM-1#1"):
        draft.reserve("Norvia", "10#1", at=LATER)
    draft.reserve("Norvia", "BRM-1#1", at=LATER)
    draft.oppose("Kenara", "BRM-1", at=LATER)
    assert draft.snapshot().annex().agreed[0].endswith("; Kenara oppose; Norvia reserve")


def test_a_placeholder_keeps_the_text_from_being_adopted(draft: Draft) -> None:
    draft.keep(["11"], at=AGREED)
    draft.mark("10", "placeholder", at=AGREED)
    for left in (True, False):
        with pytest.raises(NotAdoptable) as caught:
            draft.adopt(at=LAST)
        assert any("10: marked as a placeholder" in str(one) for one in caught.value.left) is left
        draft.agree("9-11", at=LAST)


def test_whoever_agrees_is_told_what_is_not_settled_elsewhere(draft: Draft) -> None:
    draft.propose(
        'Para 10: replace "the Assembly" by "States". Para 11: delete "monthly".',
        by="Brum",
        received=SENT,
        kind="instructions",
        allow=["not-understood"],
    )
    draft.reserve("Norvia", "10", at=SENT)
    notes = draft.agree("10", at=AGREED).notes
    assert any(note.startswith("BRM-1 is pending clarification on 10: ") for note in notes)
    assert "Norvia: reserve on 10" in notes


def test_who_broke_a_silence_stays_in_the_register(draft: Draft) -> None:
    draft.register_delegations(read_register("code,name,standing\nCRV,Corv,party\n"), at=SENT)
    added = len(draft.acts())
    draft.silence("10", until=UNTIL, at=AGREED)
    draft.break_silence("10", "Corv", at=AGREED)
    draft.undo(added, at=LAST)
    assert draft.snapshot().about("10").statuses[0].asked_by == "Corv"


def test_both_parts_of_an_agreed_split_have_the_mark(tmp_path: Path) -> None:
    base = "1. The office reports monthly. It sends copies to all.\n\n2. Ends.\n"
    draft = Draft.init(tmp_path / "plan", base, title="Plan", at="2009-07-17", durability="fast")
    draft.propose(base.replace("monthly. It", "monthly.\n\nIt"), by="Brum", unregistered="added", received=SENT)
    draft.accept(["BRU-1"], at=AGREED)
    draft.agree("1", at=AGREED)
    shown = draft.printed()
    assert shown.startswith("1. The office reports monthly. {✓ 1#1} {✓ agreed}\n\n"), shown
    assert "It sends copies to all. {✓ agreed}\n\n2. Ends.\n" in shown
    assert draft.clean().split() == [*"1. The office reports monthly. It sends copies to all. 2. Ends.".split()]


def test_what_waits_when_all_else_is_in_the_revision_is_still_open(draft: Draft) -> None:
    draft.keep(["11"], at=AGREED)
    agree(draft, "9")
    draft.propose(BASE.replace("each June", "each May"), by="Brum", received=LATER)
    draft.revise(AGREED_TEXT + "\n12. A new one.\n", label="Rev.1", at=LAST)
    assert "Brum" in draft.printed() and draft.problems() == ()
    with pytest.raises(Unsettled):
        draft.clean()


def test_a_decision_on_a_new_unit_is_still_reopened_by_its_label(draft: Draft) -> None:
    draft.propose(BASE.replace("June.", "June.\n\n9 bis. All meet."), by="Brum", received=SENT)
    draft.accept(["BRM-1"], at=AGREED)
    with pytest.raises(InputRefused, match="9 bis is not in the draft yet; accept it, and agree it"):
        draft.agree("9 bis", at=AGREED)
    draft.reopen("9 bis#1", at=LATER)
    draft.accept(["BRM-1"], at=LATER)
    draft.reopen(["BRM-1"], at=LAST)
    assert "[9 bis. All meet. – Brum]" in draft.printed()


def test_what_was_received_before_the_agreement_and_recorded_after_it_is_said_to_be(draft: Draft) -> None:
    agree(draft, "10")
    done = draft.propose(BASE.replace("by the Council", "by States"), by="Brum", received=SENT)
    assert "BRM-1#1 was received before 10 was agreed: inform the chair" in done.notes
    done = draft.propose(BASE.replace("by the Council", "by all"), by="Norvia", received=LATER)
    assert not any("inform the chair" in note for note in done.notes)
