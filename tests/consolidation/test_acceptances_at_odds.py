"""Two acceptances that do not go together leave both open, until a decision names one of them."""

from __future__ import annotations

import pytest

from amendtrack.consolidation.decision import Verdict
from amendtrack.consolidation.negotiation import Position, Stance
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.errors import Unsettled
from amendtrack.render.brackets import brackets
from amendtrack.render.decided import decided_notes

MEET = "1. States will meet."
MARK = "2. States will mark closed harbours without delay."
REPORT = "3. States will report annually on every harbour that they close."
BASE = f"{MEET}\n\n{MARK}\n\n{REPORT}\n"
STRUCK, MOVED = f"{MEET}\n\n{REPORT}\n", f"{MEET}\n\n{REPORT}\n\n{MARK}\n"
SHUT = BASE.replace("closed", "shut")


def at_odds(other: str) -> Consolidation:
    """Arda's deletion of paragraph 2 and another's change of it, both accepted."""
    return consolidate(BASE, {"Arda": STRUCK, "Brum": other}).accept(["Arda"]).accept(["Brum"])


@pytest.mark.parametrize(("other", "kept"), [(SHUT, "2#2"), (MOVED, "3 bis#1")], ids=["reworded", "moved"])
def test_keeping_the_draft_where_the_one_is_shown_does_not_bring_in_the_other(other: str, kept: str) -> None:
    con = at_odds(other).keep(kept)
    assert (con.verdict("Arda#1"), con.verdict("Brum#1")) == (Verdict.OPEN, Verdict.REJECTED)
    assert [s.address for s in con.open_slots] == ["2#1"]
    with pytest.raises(Unsettled, match="2#1"):
        con.clean()
    assert "open again: Brum#1 was accepted too" in decided_notes(con)[0]
    assert con.keep("2#1").clean() == BASE
    assert con.accept(["Arda"]).clean() == STRUCK
    assert sum("(Arda#1)" in note for note in decided_notes(con.accept(["Arda"]))) == 1
    assert con.choose("2#1", con.slots[0].variants[-1]).clean() == STRUCK
    assert con.take_back(["Brum#1"]).clean() == STRUCK  # only the acceptance of the deletion is left


def test_keeping_the_draft_of_a_struck_paragraph_leaves_the_words_inside_it_open() -> None:
    con = at_odds(SHUT).keep("2#1")
    assert (con.verdict("Arda#1"), con.verdict("Brum#1")) == (Verdict.REJECTED, Verdict.OPEN)
    assert con.accept(["Brum"]).clean() == SHUT


def test_what_was_accepted_stays_reopened_while_a_part_of_it_is_decided() -> None:
    both, joined = f"{MEET}\n", f"{MEET}\n\n{MARK} {REPORT[3:]}\n"
    con = consolidate(BASE, {"Arda": joined, "Brum": both}).accept(["Arda"]).accept(["Brum#1"]).reject(["Brum#2"])
    assert con.verdict("Arda#1") is Verdict.OPEN
    assert "Arda#1" in {gone.ruling.what for gone in con.standing.lapsed}


def test_an_overruled_acceptance_is_not_printed_as_one_that_stands() -> None:
    con = consolidate(BASE, {"Arda": SHUT}).keep("2#1").accept(["Arda"])
    assert con.clean() == BASE
    assert decided_notes(con)[:2] == (
        "{✓ 2#1 kept as drafted: “closed”; out: Arda#1}",
        "{○ 2#1 accepted: “shut” (Arda#1); overruled: 2#1 kept as drafted}",
    )
    two = consolidate(BASE, {"Arda": SHUT.replace("States will report", "All clubs will report")})
    part = two.keep("2#1").accept(["Arda"])
    assert decided_notes(part)[2] == "{✓ 3#1 accepted: “All clubs” (Arda#2)}"
    rejected = consolidate(BASE, {"Arda": SHUT, "Brum": SHUT}).reject(["Brum"]).accept(["Arda"])
    assert decided_notes(rejected)[0] == "{○ 2#1 rejected: “shut” (Brum#1); overruled: 2#1 accepted}"


def test_keeping_the_draft_where_a_passage_would_be_new_adds_nothing() -> None:
    con = consolidate(BASE, {"Arda": MOVED}).keep("3 bis#1")
    assert decided_notes(con)[0].startswith("{✓ 3 bis#1 kept as drafted: nothing added; out: Arda#1")


def test_who_would_retain_a_word_is_not_said_to_retain_the_passage_round_it() -> None:
    sent = {"Arda": STRUCK, "Brum": SHUT}
    slot = consolidate(BASE, sent).slots[0]
    word, passage = (
        consolidate(BASE, sent, [Position("Corv", Stance.RETAIN, s.address, s.strands)]) for s in (*slot.inner, slot)
    )
    assert (
        "[2. States will mark [closed – Corv retain / shut – Brum] harbours without delay. – Arda delete]"
        in brackets(word)
    )
    assert "harbours without delay. – Corv retain; Arda delete]" in brackets(passage)
    rewritten = {"Arda": BASE.replace("mark closed harbours without delay", "keep every boat"), "Brum": SHUT}
    inner = consolidate(BASE, rewritten).slots[0].inner[0]
    made = consolidate(BASE, rewritten, [Position("Corv", Stance.RETAIN, inner.address, inner.strands)])
    assert "[mark [closed – Corv retain / shut – Brum] harbours without delay / keep every boat – Arda]" in brackets(
        made
    )


def test_the_chairs_words_under_an_accepted_heading_leave_the_heading() -> None:
    new = BASE + "\n# Chapter B\n\n4. Nets dry {}.\n"
    con = consolidate(BASE, {"Arda": new.format("fast in wind"), "Brum": new.format("slowly")}).accept(["Arda#1"])
    made = con.word(con.open_slots[0], "Nets are dried.")
    assert made.verdict("Arda#1") is Verdict.ACCEPTED
    assert made.clean() == new.replace("dry {}", "are dried")


def test_an_amendment_of_which_a_part_is_out_is_not_called_out() -> None:
    clubs = "4. Clubs of all lakes will report in spring and in autumn on every boat that they own, on who rows it, on "
    clubs += "what it carries, and on where it may be moored in winter, and they publish what they report."
    base = f"{BASE}\n{clubs}\n"
    moved = "\n\n".join([MEET, clubs, MARK, REPORT]) + "\n"
    con = consolidate(base, {"Arda": base.replace(f"{MARK}\n\n", ""), "Brum": moved}).accept(["Arda"])
    assert con.verdict("Brum#1") is Verdict.OPEN
    assert decided_notes(con)[0] == "{✓ 2#1 accepted: a deletion (Arda#1); out: Brum#1 in part}"
