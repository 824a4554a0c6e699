"""What is in a bag of files and messages, and whose: never guessed."""

from email.message import EmailMessage

import pytest

from amendtrack.errors import InputRefused
from amendtrack.formats.mailbag import BagPiece, open_bag, open_message, read_manifest
from amendtrack.record.registers import read_register

REGISTER = read_register(
    "code,name,name:fr,mail\n"
    "NRV,Norvia,Norvie,@norvia.example\n"
    "NNV,New Norvia,,\n"
    "BRU,Brum,Broume,bea@brum.example;office@post.example\n"
)
ZONE = "America/Bogota"


def mail(sender: str, body: str, *files: tuple[str, bytes], date: str = "Fri, 21 Aug 2009 16:20:00 +0000") -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"], made["Date"] = sender, "Our view", date
    made.set_content(body)
    for name, data in files:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def shown(pieces: tuple[BagPiece, ...]) -> list[tuple[str, str, str]]:
    return [(p.place, p.delegation.code if p.delegation else "", p.why_not) for p in pieces]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Norvia.md", "NRV"),
        ("nrv.txt", "NRV"),
        ("Norvie – paragraphe 5.docx", "NRV"),
        ("02_NRV_plan.md", "NRV"),
        ("2009-08-21T1620 Norvia.md", "NRV"),
        ("New Norvia.md", "NNV"),
        ("new_norvia_2.md", "NNV"),
        ("Norvia and Brum.md", ""),
        ("Reply to Norvia.md", ""),
        ("Norvian.md", ""),
        ("Norvai.md", ""),
        ("plan.md", ""),
        ("123.md", ""),
        ("Norvia Minor.md", ""),
        ("Norvia-Brumland.docx", ""),
        ("NORVIA PARAGRAPH 5.md", "NRV"),
        ("Norvia Amendments.md", "NRV"),
        ("Norvia, Plan of Action.md", "NRV"),
        ("Norvia (Mission).md", "NRV"),
        ("01Norvia.md", "NRV"),
    ],
)
def test_a_file_is_of_the_delegation_that_its_name_begins_with_or_of_nobody(name: str, code: str) -> None:
    (piece,) = open_bag({name: b"x"}, REGISTER, ZONE)
    assert (piece.delegation.code if piece.delegation else "") == code
    assert bool(piece.why_not) is not bool(code)


WITHIN = read_register("code,name\nUN,United Bodies\nTUN,Tunland\nIRA,Iranda\nTIR,Tiranda\nZUR,Zurland\n")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("TUN.md", "TUN"),
        ("UN.md", "UN"),
        ("01 TUN.md", "TUN"),
        ("01 Tiranda paragraph 5.md", "TIR"),
        ("Tiranda.md", "TIR"),
        ("Iranda.md", "IRA"),
        ("ZUR.md", "ZUR"),
        ("20090821T1620Z_ZUR.md", "ZUR"),
        ("2009-08-21T16:20Z Zurland.md", "ZUR"),
        ("Zun.md", ""),
        ("TTUN.md", ""),
        ("UN-Women.md", ""),
        ("TUNUN.md", ""),
    ],
)
def test_a_name_within_another_is_not_that_name(name: str, code: str) -> None:
    (piece,) = open_bag({name: b"x"}, WITHIN, ZONE)
    assert (piece.delegation.code if piece.delegation else "") == code


def test_files_of_the_computer_are_skipped_and_said() -> None:
    bag = {"~$Norvia.docx": b"x", ".DS_Store": b"", "Norvia.md": b"x", "sub/~$rvia.docx": b""}
    skipped = {p.place: p.skipped for p in open_bag(bag, REGISTER, ZONE)}
    assert [place for place, why in skipped.items() if not why] == ["Norvia.md"]
    assert "while “…Norvia.docx” is open" in skipped["~$Norvia.docx"]


def test_a_page_of_html_in_a_message_is_read_as_its_words() -> None:
    page = b"<p>Para 1: replace &quot;maps&quot; by <u>charts</u></p>"
    for pages, words, why in (
        ({"a.html": page}, 'Para 1: replace "maps" by charts\n', ""),
        ({"a.htm": b"<p>7. It ends in <s>2030</s> <u>2031</u>.</p>"}, "7. It ends in {--2030--} {++2031++}.\n", ""),
        ({"a.html": page + b"<p style='display:none'>Para 2: delete"}, "", "cannot be seen"),
        ({"a.html": page.replace(b"maps", b"m\xe4ps")}, "", "a page of HTML"),
        ({"a.html": b"<html></html>"}, "", "a page of HTML"),
        ({"a.html": page, "b.txt": b"Para 2: delete"}, "", "a page of HTML"),
        ({"a.html": page, "b.html": page}, "", "a page of HTML"),
    ):
        bag = {"m.eml": mail("Ana <a@norvia.example>", "Attached.", *pages.items())}
        found = [p for p in open_bag(bag, REGISTER, ZONE) if p.filename.startswith("a.")]
        assert [why in p.why_not and bool(p.why_not) is bool(why) for p in found] == [True], pages
        assert why or (found[0].data.decode(), found[0].filename) == (words, "a.txt")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Norvia.pages", "an Apple Pages file"),
        ("Norvia.msg", "a message as Outlook saves it (.msg)"),
        ("Norvia.pdf", "a PDF, from which no text can be read for certain"),
        ("Norvia.html", "a page of HTML"),
    ],
)
def test_what_is_not_read_comes_with_the_way_out(name: str, why: str) -> None:
    (piece,) = open_bag({name: b"x"}, REGISTER, ZONE)
    assert piece.why_not.startswith(why) and (
        "save" in piece.why_not or "ask" in piece.why_not or "drag" in piece.why_not
    )


def test_two_forms_that_say_different_things_leave_the_whole_message() -> None:
    made = EmailMessage()
    made["From"], made["Subject"], made["Date"] = "ana@norvia.example", "x", "Fri, 21 Aug 2009 16:20:00 +0000"
    made.set_content("Para 5: shall\n")
    made.add_alternative("<p>Para 5: may</p>", subtype="html")
    made.add_attachment(b"1. x\n", maintype="text", subtype="markdown", filename="plan.md")
    pieces = open_bag({"1.eml": made.as_bytes()}, REGISTER, ZONE)
    assert all("say different things (“shall” and “may”)" in p.why_not for p in pieces)


def test_an_unknown_name_comes_with_the_nearest() -> None:
    (piece,) = open_bag({"Norvai.md": b"x"}, REGISTER, ZONE)
    assert piece.why_not.startswith("no delegation 'Norvai'; nearest: Norvia (NRV)")


HOSTILE = {
    "a charset that is none": b'Content-Type: text/plain; charset="utf-8; x=\0"\n\nhello',
    "a charset that runs code": b"Content-Type: text/plain; charset=unicode_escape\n\nd\\u0065lete 7",
    "an old charset": b"Content-Type: text/plain; charset=utf-7\n\n+AGQ-elete 7",
    "parts in parts": b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(2_000)
    ),
    "tags that never end": b"Content-Type: text/html\n\n" + b"<a " * 50_000,
    "a long header": b"Content-Type: text/plain;" + b" a=b;" * 50_000 + b"\n\nhello",
    "a long subject": b"Subject: " + b"=?utf-8?q?a?= " * 50_000 + b"\n\nhello",
    "many words": b"Content-Type: text/plain\n\n" + b"delete 7\n" * 300_000,
    "a half surrogate": b"Content-Type: text/plain; charset=utf-8\n\n\xed\xa0\x80",
    "odd base64": b"Content-Transfer-Encoding: base64\n\n=A=B=C",
    "odd uuencode": b"Content-Transfer-Encoding: x-uuencode\n\nbegin 644 x\n!!!",
    "an odd boundary": b'Content-Type: multipart/mixed; boundary="\0(("\n\n--x',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_message_made_to_do_harm_never_stops_the_others(name: str) -> None:
    head = b"From: ana@norvia.example\nDate: Fri, 21 Aug 2009 16:20:00 +0000\nMIME-Version: 1.0\n"
    bag = {"0.eml": head + HOSTILE[name], "1.eml": mail("bea@brum.example", "delete para 9"), "Norvia.md": b"x"}
    pieces = {p.place: p for p in open_bag(bag, REGISTER, ZONE)}
    assert pieces["1.eml"].data == b"delete para 9\n" and not pieces["1.eml"].why_not
    assert b"delete 7" not in pieces["0.eml"].data


def test_pieces_come_in_order_of_receipt() -> None:
    bag = {
        "a.eml": mail("Ana <ana@norvia.example>", "delete para 7", date="Fri, 21 Aug 2009 18:00:00 +0200"),
        "b.eml": mail("bea@brum.example", "delete para 9", date="Fri, 21 Aug 2009 15:00:00 +0000"),
        "Brum.md": b"x",
    }
    pieces = open_bag(bag, REGISTER, ZONE)
    assert [p.place for p in pieces] == ["b.eml", "a.eml", "Brum.md"]
    assert pieces[0].received and pieces[0].received.isoformat() == "2009-08-21T10:00:00-05:00"
    assert pieces == open_bag(dict(reversed(bag.items())), REGISTER, ZONE)


def test_a_message_is_its_files_and_its_words() -> None:
    pieces = open_bag({"1.eml": mail("office@post.example", "Attached.", ("plan.md", b"1."))}, REGISTER, ZONE)
    assert shown(pieces) == [("1.eml", "BRU", ""), ("1.eml: plan.md", "BRU", "")]
    assert [p.is_words for p in pieces] == [True, False]
    assert pieces[1].message.startswith(b"From: office@post.example")


def test_what_cannot_be_told_apart_or_read_is_left() -> None:
    several = mail("bea@brum.example", "Attached.", ("a.md", b"1."), ("b.md", b"2."), ("c.pdf", b"%PDF"))
    left = {p.place: p.why_not for p in open_bag({"1.eml": several}, REGISTER, ZONE)}
    assert left["1.eml: a.md"].startswith("one of several texts in one message")
    assert left["1.eml: c.pdf"].startswith("a PDF, from which no text can be read for certain")
    stranger = open_bag({"1.eml": mail("x@elsewhere.example", "hello")}, REGISTER, ZONE)
    assert stranger[0].why_not.startswith("x@elsewhere.example is not an address in the register")
    assert open_bag({"1.eml": b"# no message"}, REGISTER, ZONE)[0].why_not.startswith("this is not an e-mail message")


def test_a_manifest_says_whose_when_and_how() -> None:
    table = (
        "file,delegation,received,excerpt,on,cosponsors\n"
        "a.md,Norvia,2009-08-21 10:00,yes,Rev.0,Brum; New Norvia\n"
        "sub/b.md,Norvai,,,,\n"
        "c.md,BRU,2009-08-21 09:00,,,\n"
        "1.eml,BRU,,,,\n"
    )
    files = {"a.md": b"1.", "sub/b.md": b"2.", "1.eml": mail("ana@norvia.example", "delete 7")}
    pieces = read_manifest(table, files, REGISTER, ZONE)
    assert [(p.place, p.delegation and p.delegation.code) for p in pieces] == [
        ("c.md", "BRU"), ("a.md", "NRV"), ("1.eml", "BRU"), ("sub/b.md", None),
    ]  # fmt: skip
    assert pieces[0].why_not == "there is no such file beside the manifest"
    assert (pieces[1].wish.excerpt, pieces[1].wish.on, pieces[1].wish.cosponsors) == (
        True,
        "Rev.0",
        ("Brum", "New Norvia"),
    )
    assert pieces[3].why_not.startswith("no delegation 'Norvai'; nearest: Norvia (NRV)")


@pytest.mark.parametrize(
    "table",
    [
        "",
        "delegation\nNRV\n",
        "file,whose\na,NRV\n",
        "file,file\na,b\n",
        'file\n"a\n',
        "file,on\na\n",
        "file,excerpt\na,maybe\n",
        "file,received\na,yesterday\n",
    ],
)
def test_a_manifest_that_cannot_be_read_is_refused(table: str) -> None:
    with pytest.raises(InputRefused):
        read_manifest(table, {"a": b"x"}, REGISTER, ZONE, place="manifest.csv")


@pytest.mark.parametrize("path", ["../secret.md", "/etc/passwd", "C:\\x.md", "sub/../../x.md"])
def test_a_manifest_reaches_only_files_beside_it(path: str) -> None:
    (piece,) = read_manifest(f"file,delegation\n{path},NRV\n", {"a.md": b"x"}, REGISTER, ZONE)
    assert (piece.data, piece.why_not) == (b"", "there is no such file beside the manifest")


def test_a_manifest_may_part_its_cells_by_semicolons_and_names_the_line_of_a_bad_time() -> None:
    (piece,) = read_manifest("file;delegation\nplan.md;NRV\n", {"plan.md": b"x"}, REGISTER, ZONE)
    assert piece.delegation and piece.delegation.code == "NRV" and not piece.why_not
    with pytest.raises(InputRefused) as refused:
        read_manifest("file,received\nplan.md,yesterday\n", {"plan.md": b"x"}, REGISTER, ZONE, place="m.csv")
    assert refused.value.place == "m.csv, line 2"


def test_a_message_given_to_another_than_its_sender_says_so() -> None:
    bag = {"a.eml": mail("Ana <ana@norvia.example>", "delete para 7")}
    (piece,) = read_manifest("file,delegation\na.eml,BRU\n", bag, REGISTER, ZONE)
    assert piece.delegation and piece.delegation.code == "BRU"
    assert piece.notes == ("sent from ana@norvia.example, which is an address of Norvia",)


@pytest.mark.parametrize("field", ["Reply-To", "Sender"])
def test_an_address_of_another_delegation_beside_the_senders_is_for_a_person(field: str) -> None:
    message = f"From: Ana <ana@norvia.example>\n{field}: Bo <bo@brum.example>\nSubject: x\n\nPara 5: delete\n"
    register = read_register("code,name,mail\nNRV,Norvia,@norvia.example\nBRU,Brum,@brum.example\n")
    (piece,) = open_message("mail.eml", message.encode(), register, "UTC", of=None)
    assert piece.why_not.startswith("it is from an address of NRV, and names one of BRU") or "Brum" in piece.why_not
    own = message.replace("brum", "norvia").encode()
    assert not open_message("mail.eml", own, register, "UTC", of=None)[0].why_not


@pytest.mark.parametrize(
    "head",
    ["Auto-Submitted: auto-replied", "Auto-Submitted: auto-generated", "X-Autoreply: yes", "Precedence: auto_reply",
     "Content-Type: multipart/report; boundary=b"],
)  # fmt: skip
def test_an_automatic_message_is_for_a_person(head: str) -> None:
    body = "--b\n\nPara 5: delete\n--b--\n" if "report" in head else "I am away.\n\nPara 5: delete\n"
    register = read_register("code,name,mail\nNRV,Norvia,@norvia.example\n")
    message = f"From: Ana <ana@norvia.example>\nSubject: x\n{head}\n\n{body}"
    assert open_message("mail.eml", message.encode(), register, "UTC", of=None)[0].why_not.startswith(
        "it is an automatic message ("
    )
    assert not open_message("mail.eml", message.replace(head, "Auto-Submitted: no").encode(), register, "UTC", of=None)[
        0
    ].why_not
