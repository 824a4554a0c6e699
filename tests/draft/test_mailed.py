"""A message handed in as a file is read as a message; markup handed in as text is refused with the way out."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from amendtrack.cli import main
from amendtrack.draft import Draft
from amendtrack.draft.desk import Disposition, take_in
from amendtrack.draft.mailed import matter_of
from amendtrack.errors import InputRefused
from amendtrack.formats.mailbag import open_bag
from amendtrack.record.registers import read_register

BASE = "1. Parties will share maps and data.\n\n2. Women shall take part.\n\n7. This plan ends in 2030.\n"
OPENED = "2009-03-01T10:00:00+00:00"


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    register = read_register("code,name,mail\nNRV,Norvia,@norvia.example\nBRU,Brum,@brum.example\n")
    return Draft.init(tmp_path / "draft", BASE, title="Plan", at=OPENED, delegations=register, durability="fast")


def message(body: str, *files: tuple[str, str], page: str = "", sender: str = "ana@norvia.example") -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"], made["Date"] = sender, "Our view", "Mon, 04 May 2009 09:00:00 +0000"
    made.set_content(body)
    if page:
        made.add_alternative(page, subtype="html")
    for name, words in files:
        made.add_attachment(words.encode(), maintype="text", subtype="plain", filename=name)
    return made.as_bytes()


def proposed(draft: Draft, tmp_path: Path, data: bytes, name: str = "mail.eml") -> int:
    (tmp_path / name).write_bytes(data)
    return main(["propose", str(draft.path), "Norvia", str(tmp_path / name)])


def test_a_messages_words_are_carried_out_and_the_message_is_kept(draft: Draft, tmp_path: Path) -> None:
    assert proposed(draft, tmp_path, message('Para 7: replace "2030" by "2031".\n')) == 0
    (one,) = draft.proposals()
    assert (one.received.isoformat(), one.channel) == ("2009-05-04T09:00:00+00:00", "mail")
    assert draft.text(one.name) == BASE.replace("2030", "2031")


def test_the_text_in_a_message_is_read_with_its_covering_words(draft: Draft, tmp_path: Path) -> None:
    words = "Attached is our text. Norvia reserves its position on paragraph 2.\n"
    assert proposed(draft, tmp_path, message(words, ("plan.md", BASE.replace("2030", "2031")))) == 1
    (one,) = draft.proposals()
    assert draft.text(one.name) == BASE.replace("2030", "2031")
    assert "reserves its position" in " ".join(map(str, one.problems))


def test_marks_of_a_page_are_read(draft: Draft, tmp_path: Path) -> None:
    page = "<p>Para 7: This plan ends in <s>2030</s> <u>2031</u>.</p>"
    assert proposed(draft, tmp_path, message("Para 7: This plan ends in 2030 2031.\n", page=page)) == 0
    assert draft.text(draft.proposals()[0].name) == BASE.replace("2030", "2031")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (message("See attached.\n", ("a.md", BASE), ("b.md", BASE)), "contains 2 texts: a.md, b.md"),
        (message("Para 7: delete\n", page="<p>Para 2: delete</p>"), "say different things"),
        (b"# Plan\n", "not an e-mail message"),
    ],
)
def test_what_cannot_be_read_as_one_thing_is_refused(draft: Draft, data: bytes, why: str) -> None:
    with pytest.raises(InputRefused, match=why):
        matter_of(draft.snapshot(), data, by="Norvia", filename="mail.eml")


def test_a_message_of_another_delegation_says_so(draft: Draft) -> None:
    mailed = matter_of(
        draft.snapshot(), message("Para 7: delete\n", sender="bea@brum.example"), by="Norvia", filename="1.eml"
    )
    assert mailed.notes == ("sent from bea@brum.example, which is an address of Brum",)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("<!DOCTYPE html><html><body><p>Para 7: delete</p></body></html>", "a page of HTML"),
        ("<p>1. Parties will share maps.</p><p>2. Women shall take part.</p>", "a page of HTML"),
        ("\\documentclass{article}\n\\begin{document}\n7. This plan ends in 2031.\n\\end{document}\n", "LaTeX"),
        ("\\section{Plan}\n\\begin{enumerate}\n\\item This plan ends in 2031.\n\\end{enumerate}\n", "LaTeX"),
    ],
)
def test_markup_is_no_text(draft: Draft, words: str, why: str) -> None:
    with pytest.raises(InputRefused, match=f"this is {why}") as caught:
        draft.read(words, by="Norvia", filename="plan.txt")
    assert caught.value.place == "plan.txt" and "save it as plain text" in caught.value.remedy


def test_a_draft_in_latex_takes_proposals_in_latex(tmp_path: Path) -> None:
    source = "\\section{Plan}\n\n\\begin{itemize}\n\n\\item It ends in 2030.\n\n\\end{itemize}\n"
    draft = Draft.init(tmp_path / "latex", source, title="Plan", at=OPENED, durability="fast")
    draft.add_delegation("Norvia", at=OPENED, code="NRV")
    assert draft.read(source.replace("2030", "2031"), by="NRV").reading.amendments


def test_a_text_quoted_line_by_line_is_doubtful(draft: Draft) -> None:
    reading = draft.read("\n".join(f"> {line}" for line in BASE.splitlines()), by="Norvia").reading
    assert any("as quoted mail does" in finding.message for finding in reading.findings)


@pytest.mark.parametrize(
    ("date", "why"),
    [
        ("Mon, 04 May 1998 09:00:00 +0000", "before the draft was opened (2009-03-01 10:00 +0000)"),
        ("Mon, 04 May 2098 09:00:00 +0000", "which is in the future"),
        ("Mon, 04 May 2009 09:00:00 +0000", ""),
    ],
)
def test_a_time_of_receipt_that_cannot_be_leaves_the_message(draft: Draft, date: str, why: str) -> None:
    data = message("Para 7: delete\n").replace(b"Mon, 04 May 2009 09:00:00 +0000", date.encode())
    bag = open_bag({"1.eml": data}, draft.delegations, "UTC")
    (taken,) = take_in(draft, bag, now="2009-05-05T00:00:00+00:00")
    assert (taken.disposition is Disposition.LEFT, why in taken.said) == (bool(why), True)


@pytest.mark.parametrize(("sender", "whose"), [("ana@norvia.example", "NRV"), ("bea@brum.example", "BRU")])
def test_a_message_without_a_delegation_is_of_its_sender(
    draft: Draft, tmp_path: Path, capsys: pytest.CaptureFixture[str], sender: str, whose: str
) -> None:
    (tmp_path / "1.eml").write_bytes(message('Para 7: replace "2030" by "2031".\n', sender=sender))
    assert main(["propose", str(draft.path), str(tmp_path / "1.eml")]) == 0
    assert f"by the address {sender}" in capsys.readouterr().err
    (one,) = draft.proposals()
    assert (one.delegation, one.received.isoformat(), one.channel) == (whose, "2009-05-04T09:00:00+00:00", "mail")


def with_sender(line: str) -> bytes:
    return message("Para 7: delete\n").replace(b"From: ana@norvia.example", line.encode())


def with_date(line: str) -> bytes:
    return message("Para 7: delete\n").replace(b"Date: Mon, 04 May 2009 09:00:00 +0000", line.encode())


DOUBTFUL = {
    "an unknown address": message("Para 7: delete\n", sender="ana@norvia.example.com"),
    "an unknown address and a file": message("See attached.\n", ("plan.md", BASE), sender="x@corv.example"),
    "an unknown address and a picture": message("\n", ("p.png", "x"), sender="x@corv.example"),
    "no sender": with_sender("X-From: ana@norvia.example"),
    "two senders": with_sender("From: ana@norvia.example, bea@brum.example"),
    "two lines of senders": with_sender("From: ana@norvia.example\nFrom: bea@brum.example"),
    "a name that is an address": with_sender('From: "bea@brum.example" <ana@norvia.example>'),
    "no date": with_date("X-Date: none"),
    "a date to come": with_date("Date: Mon, 04 May 2098 09:00:00 +0000"),
    "a date before the draft": with_date("Date: Mon, 04 May 1998 09:00:00 +0000"),
    "two dates": with_date("Date: Mon, 04 May 2009 09:00:00 +0000\nDate: Tue, 05 May 2009 09:00:00 +0000"),
    "two texts": message("See attached.\n", ("a.md", BASE), ("b.md", BASE)),
    "two forms": message("Para 7: delete\n", page="<p>Para 2: delete</p>"),
    "forwarded": message("See below.\n\n---------- Forwarded message ---------\nFrom: Bea\n\nPara 7: delete\n"),
    "no message": b"# Plan\n",
    "nothing": b"",
}


@pytest.mark.parametrize("kind", DOUBTFUL)
def test_what_intake_leaves_propose_refuses(
    draft: Draft, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    (tmp_path / "1.eml").write_bytes(DOUBTFUL[kind])
    bag = open_bag({"1.eml": DOUBTFUL[kind]}, draft.delegations, "UTC")
    left = [taken for taken in take_in(draft, bag, now="2026-05-05") if taken.is_left]
    code = main(["propose", str(draft.path), str(tmp_path / "1.eml")])
    said = capsys.readouterr().err.splitlines()[-1]
    assert (bool(left), code, draft.proposals()) == (True, 3, ())
    assert "; " in said  # the way out


def test_who_names_the_delegation_need_not_have_its_address(draft: Draft, tmp_path: Path) -> None:
    assert proposed(draft, tmp_path, message("Para 7: delete\n", sender="x@corv.example")) == 0
    assert draft.proposals()[0].delegation == "NRV"


def test_files_of_the_computer_are_skipped(draft: Draft) -> None:
    bag = open_bag(
        {"~$Norvia.docx": b"x", "Norvia.md": BASE.replace("2030", "2031").encode()}, draft.delegations, "UTC"
    )
    found = {taken.piece.place: taken for taken in take_in(draft, bag, received="2009-05-04")}
    assert found["~$Norvia.docx"].disposition is Disposition.SKIPPED and not found["~$Norvia.docx"].is_left
    assert found["Norvia.md"].disposition is Disposition.RECORDED


@pytest.mark.parametrize(("kind", "says_so"), [("forwarded", True), ("no date", False)])
def test_a_way_out_that_only_propose_has_says_so(
    draft: Draft, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, says_so: bool
) -> None:
    (tmp_path / "1.eml").write_bytes(DOUBTFUL[kind])
    assert main(["intake", str(draft.path), str(tmp_path / "1.eml")]) == 1
    assert ("use propose for the options named here" in capsys.readouterr().out) is says_so


def test_a_new_version_may_come_by_mail(draft: Draft, tmp_path: Path) -> None:
    assert proposed(draft, tmp_path, message('Para 7: replace "2030" by "2031".\n')) == 0
    (tmp_path / "2.eml").write_bytes(message('Para 7: replace "2030" by "2032".\n\nThursday was fine, though.\n'))
    assert main(["replace", str(draft.path), "NRV-1", str(tmp_path / "2.eml")]) == 1  # something in it is left
    (one,) = draft.proposals()
    assert (one.submission, one.channel, draft.text("NRV-1")) == (2, "mail", BASE.replace("2030", "2032"))
