"""What a message's own words say of the whole message: nothing of another's is taken for the sender's."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from amendtrack.draft import Draft
from amendtrack.draft.desk import Disposition, Taken, take_in
from amendtrack.formats.mailbag import open_bag
from amendtrack.record.registers import read_register

BASE = "1. Clear all areas.\n\n2. Hold a meeting each June.\n\n3. Train nurses and doctors.\n"
NORVIA, BRUM = "mission@norvia.example", "mission@brum.example"
FORWARD = (
    "---------- Forwarded message ---------\nFrom: Ana <mission@norvia.example>\nSubject: Text\n\nPara 2: delete\n"
)
OUTLOOK = "From: Ana <mission@norvia.example>\nSent: Monday\nTo: All\nSubject: Text\n\nPara 2: delete\n"


def mail(words: str, *, by: str = BRUM, subject: str = "Our views", text: str = "", minute: int = 1) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = by, subject
    message["Date"] = f"Mon, 02 Mar 2026 10:{minute:02d}:00 +0000"
    message.set_content(words)
    if text:
        message.add_attachment(text.encode(), maintype="text", subtype="markdown", filename="text.md")
    return bytes(message)


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    register = read_register(f"code,name,mail\nNOR,Norvia,{NORVIA}\nBRU,Brum,{BRUM}\n")
    return Draft.init(tmp_path / "plan", BASE, title="Plan", at="2026-03-01", delegations=register, durability="fast")


def taken(draft: Draft, *mails: bytes) -> list[Taken]:
    bag = {f"{n:02d}.eml": data for n, data in enumerate(mails)}
    return list(take_in(draft, open_bag(bag, draft.delegations, "UTC"), further="additional"))


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (f"FYI\n\n{FORWARD}", "forwards an earlier message"),
        (FORWARD, "forwards an earlier message"),
        (OUTLOOK, "opens with the headers of another message"),
        ("On Mon, Ana wrote:\n> Para 2: delete\n\nWe agree.", "answers an earlier message"),
        ("> Para 2: delete\nNo, keep it.\n> Para 3: delete\nYes.", "an earlier message"),
        (f"We support.\n\n{OUTLOOK}", "answers an earlier message"),
        ("On behalf of Norvia: delete para 2", "speaks for Norvia"),
        ("We withdraw our proposal on para 2.", "speaks of a withdrawal"),
        ("Nous retirons notre proposition.", "speaks of a withdrawal"),
    ],
)
def test_what_is_anothers_or_no_new_wish_is_left(draft: Draft, words: str, why: str) -> None:
    (one,) = taken(draft, mail(words))
    assert one.disposition is Disposition.LEFT and why in one.said
    assert not draft.proposals()


@pytest.mark.parametrize(
    ("words", "subject", "why"),
    [
        ("On behalf of Norvia, please find our text attached.", "Text", "names Norvia"),
        (f"See below and attached.\n\n{FORWARD}", "Text", "forwards an earlier"),
        (f"Attached.\n\n{OUTLOOK}", "FW: Text", "forwards an earlier"),
    ],
)
def test_a_text_that_is_anothers_by_the_words_above_it_is_left(
    draft: Draft, words: str, subject: str, why: str
) -> None:
    found = taken(draft, mail(words, subject=subject, text=BASE.replace("June", "May")))
    assert {t.disposition for t in found} == {Disposition.LEFT} and all(why in t.said for t in found)


def test_an_answer_above_the_call_for_proposals_is_the_senders(draft: Draft) -> None:
    call = "On Mon, the secretariat wrote:\n> Dear all,\n> The draft is attached. Kind regards"
    (one,) = taken(draft, mail(f"Para 2: delete\n\nRegards,\nBo\n\n{call}"))
    assert one.disposition is Disposition.RECORDED and one.said == "para 2: deleted"


def test_what_takes_the_place_of_an_earlier_one_never_stands_beside_it(draft: Draft) -> None:
    first, second = mail("Para 2: delete"), mail("This replaces our earlier proposal:\n\nPara 3: delete", minute=2)
    found = taken(draft, first, second)
    assert [t.disposition for t in found] == [Disposition.RECORDED, Disposition.LEFT] and "--replaces BRU-1" in found[
        1
    ].said
    again = taken(draft, first, second)
    assert [t.disposition for t in again] == [Disposition.ALREADY, Disposition.LEFT]


def test_a_comment_is_recorded_without_what_is_only_mail(draft: Draft) -> None:
    (one,) = taken(draft, mail("Dear Chair,\n\nPara 2 is too long for us.\n\nBest regards\nBo"))
    assert one.disposition is Disposition.RECORDED
    assert "not treated as an amendment (greeting): Dear Chair," in one.notes
    (general,) = draft.snapshot().annex().comments
    assert "Dear" not in str(general) and "Para 2 is too long for us." in str(general)


def test_two_senders_are_nobody(draft: Draft) -> None:
    twice = mail("Para 2: delete").replace(b"Subject:", b"From: mission@norvia.example\nSubject:")
    (one,) = taken(draft, twice)
    assert one.disposition is Disposition.LEFT and "2 From headers" in one.said


def test_a_line_under_the_thanks_that_names_a_paragraph_is_no_signature(draft: Draft) -> None:
    (one,) = taken(draft, mail("Paragraph 1 is too weak.\n\nMany thanks\n\nPara 2 is too long\nBo"))
    assert one.disposition is Disposition.RECORDED and not any("Para 2" in note for note in one.notes)


def test_what_was_not_understood_is_told_at_once(draft: Draft) -> None:
    (one,) = taken(draft, mail("Para 2: delete\nPara 9: delete\nPara 3: streamline"))
    assert one.said == "para 2: deleted; 1 comment; 1 passage left for manual review"
    assert one.left == ("“Para 9: delete”: there is no para 9",) and "comment: 3: streamline" in one.notes
