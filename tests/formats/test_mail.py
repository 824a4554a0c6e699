"""Messages as they arrive: real ones made by the standard library, and hostile ones made by hand."""

from datetime import datetime
from email.message import EmailMessage
from email.mime.message import MIMEMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amendtrack.errors import AmendtrackError, InputRefused, OverLimit
from amendtrack.formats.mail import Attachment, read_mail


def message(body: str = "delete para 7\n", **headers: str) -> EmailMessage:
    made = EmailMessage()
    made["From"] = headers.pop("sender", "Ana Nord <Ana@Norvia.example>")
    made["Date"] = headers.pop("date", "Fri, 21 Aug 2009 16:20:00 -0500")
    made["Subject"] = headers.pop("subject", "Our amendments")
    for name, value in headers.items():
        made[name] = value
    made.set_content(body, cte="base64")
    return made


def test_who_when_and_what() -> None:
    mail = read_mail(message("§ 5 — supprimer « États »\n", subject="Propositions d’Ostrie").as_bytes())
    assert (mail.address, mail.name) == ("ana@norvia.example", "Ana Nord")
    assert mail.subject == "Propositions d’Ostrie"
    assert mail.received == datetime.fromisoformat("2009-08-21T16:20:00-05:00")
    assert mail.body == "§ 5 — supprimer « États »\n"
    assert (mail.files, mail.notes) == ((), ())


def test_files_come_byte_for_byte_under_the_name_they_were_sent_with() -> None:
    made = message("Please find our text attached.\n")
    made.add_attachment(b"1. Clear.\r\n", maintype="text", subtype="plain", filename="Приложение ../1.md")
    made.add_attachment(b"PK\x03\x04x", maintype="application", subtype="octet-stream", filename="plan.docx")
    mail = read_mail(made.as_bytes())
    assert mail.files == (Attachment("Приложение ../1.md", b"1. Clear.\r\n"), Attachment("plan.docx", b"PK\x03\x04x"))
    assert mail.body == "Please find our text attached.\n"


def test_of_two_forms_of_one_text_the_plain_one_is_read_and_a_page_alone_as_words() -> None:
    made = message("delete para 7\n")
    made.add_alternative("<p>delete <b>para 7</b></p>", subtype="html")
    assert read_mail(made.as_bytes()).body == "delete para 7\n"
    page = message()
    page.set_content("<style>p{}</style><div>para 5:</div><div>delete “all”</div>", subtype="html")
    assert read_mail(page.as_bytes()).body == "para 5:\n\ndelete “all”\n"


def both(plain: str, page: str) -> EmailMessage:
    made = message(plain)
    made.add_alternative(page, subtype="html")
    return made


SAME = {
    "marks": ("share maps charts\n", "<p>share <s>maps</s> <u>charts</u></p>", "share {--maps--} {++charts++}\n"),
    "no marks": ("Para 5:\ndelete\n", "<p>Para 5:<br>delete</p>", "Para 5:\ndelete\n"),
    "emphasis": ("*Para 5*: _delete_\n", "<p><b>Para 5</b>: <i>delete</i></p>", "*Para 5*: _delete_\n"),
    "a link": ("see x <https://x.example/a>\n", "<p>see <a href='https://x.example/a'>x</a></p>", None),
    "a picture": ("[image: logo]\nhello\n", "<p><img alt=logo src=x></p><p>hello</p>", None),
    "numbers of a list": ("keep 5\n\nkeep 6\n", "<ol><li>keep 5<li>keep 6</ol>", "1. keep 5\n\n2. keep 6\n"),
    "quoted mail": ("No\n\nOn 3 May 2026, Desk wrote:\n> Para 5\n",
                    "No<br><br>On 3 May 2026, Desk wrote:<blockquote type=cite>Para 5</blockquote>", None),
    "a stub": ("This message is in HTML.\n", "<p>delete 5</p>", "delete 5\n"),
    "no plain words": ("\n", "<p>delete 5</p>", "delete 5\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_of_two_forms_that_say_the_same_the_fuller_is_read(name: str) -> None:
    plain, page, wanted = SAME[name]
    mail = read_mail(both(plain, page).as_bytes())
    assert (mail.body, mail.why_not) == (wanted or plain, "")


@pytest.mark.parametrize(
    ("plain", "page"),
    [
        ("Para 5: shall\n", "<p>Para 5: may</p>"),
        ("Para 5: shall\n", "<p>Para 5: shall not</p>"),
        ('replace "a" by "b"\n', '<p>replace "b" by "a"</p>'),
        ("Para 5: delete\n", "<p>Para 5: <span style='display:none'>do not</span> delete</p><p>or not</p>"),
        ("Para 5: delete\n", "<s>Para 5: delete" + "<a " * 3),
    ],
)
def test_two_forms_that_say_different_things_are_left(plain: str, page: str) -> None:
    assert read_mail(both(plain, page).as_bytes()).why_not


def test_a_page_in_parts_and_the_files_among_them_are_read() -> None:
    made = message("one\n\ntwo\n")
    made.make_alternative()
    rich = EmailMessage()
    rich.make_mixed()
    for words in ("<p>one</p>", "<p>two</p>"):
        part = EmailMessage()
        part.set_content(words, subtype="html")
        rich.attach(part)
    rich.add_attachment(b"1. Clear.\n", maintype="text", subtype="plain", filename="plan.txt")
    made.attach(rich)
    mail = read_mail(made.as_bytes())
    assert (mail.body, mail.why_not, [f.filename for f in mail.files]) == ("one\n\ntwo\n", "", ["plan.txt"])


def test_files_beside_the_page_of_an_alternative_are_not_lost() -> None:
    made = message("see below\n")
    made.add_alternative("<p>see below</p>", subtype="html")
    made.get_payload()[1].add_related(b"1. Clear.\n", "text", "plain", filename="plan.txt")
    assert [f.filename for f in read_mail(made.as_bytes()).files] == ["plan.txt"]


def test_what_is_not_read_is_said() -> None:
    made = message("hello\n")
    made.add_related(b"GIF89a", "image", "gif", cid="<logo>")
    assert read_mail(made.as_bytes()).notes == ("left out: a part without a name (image/gif)",)
    outer = message("see below\n")
    outer.make_mixed()
    outer.attach(MIMEMessage(message("delete para 9", subject="Brum")))
    mail = read_mail(outer.as_bytes())
    assert mail.notes == ("not read: a forwarded message “Brum”; save it separately to take it in",)
    assert (mail.body, mail.files) == ("see below\n", ())


@pytest.mark.parametrize(
    ("head", "body", "said"),
    [
        (b"Content-Type: text/plain; charset=utf-8", b"caf\xe9", "not read: words that are not in 'utf-8'"),
        (b"Content-Type: text/plain; charset=klingon", b"hello", "not read: words that are not in 'klingon'"),
        (b"Content-Type: text/plain; charset=iso-8859-1", b"caf\xe9 \x93x\x94", ""),
        (b"Content-Type: text/plain; charset=koi8-r", "мины".encode("koi8-r"), ""),
    ],
)
def test_words_in_other_encodings(head: bytes, body: bytes, said: str) -> None:
    mail = read_mail(b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\n" + head + b"\n\n" + body)
    assert mail.body.strip() in ("café “x”", "мины", "")
    assert [n.startswith(said) for n in mail.notes] == ([True] if said else [])
    assert bool(mail.body) is not bool(said)


def test_flowed_lines_are_joined_again() -> None:
    head = b"From: a@b.example\nContent-Type: text/plain; format=flowed\n\n"
    body = read_mail(head + b'para 5: replace \n"all" by "known"\n\n-- \nAna\n').body
    assert body == 'para 5: replace "all" by "known"\n\n-- \nAna\n'


@pytest.mark.parametrize(
    ("sender", "address"),
    [
        ("ana@norvia.example", "ana@norvia.example"),
        ('"Nord, Ana" <ana@norvia.example>', "ana@norvia.example"),
        ("ana@norvia.example, bea@brum.example", ""),
        ("nobody", ""),
        ("=?utf-8?b?w5ZzdHJpYQ==?= <o@ostria.example>", "o@ostria.example"),
    ],
)
def test_a_sender_is_one_or_nobody(sender: str, address: str) -> None:
    raw = b"From: " + sender.encode() + b"\nSubject: x\n\nhello"
    assert read_mail(raw).address == address


def test_a_date_that_is_none() -> None:
    for date in (b"yesterday", b"", b"Fri, 99 Aug 2009 16:20:00 -0500", b"Fri, 21 Aug 999999999 16:20:00 -0500"):
        assert read_mail(b"From: a@b.example\nDate: " + date + b"\n\nhello").received is None


def test_what_is_no_message_or_too_much_is_refused() -> None:
    with pytest.raises(InputRefused, match="not an e-mail message"):
        read_mail(b"# Plan\n\n1. Clear.\n", place="plan.eml")
    parts = b"".join(b"--b\nContent-Type: text/plain\n\nx\n" for _ in range(300))
    head = b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n"
    with pytest.raises(OverLimit):
        read_mail(head + parts + b"--b--\n")
    nested = b"From: a@b.example\n"
    for n in range(40):
        nested += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n)
    with pytest.raises(OverLimit):
        read_mail(nested + b"Content-Type: text/plain\n\nx")


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_no_bytes_bring_it_down(head: bytes, body: bytes) -> None:
    try:
        mail = read_mail(b"From: a@b.example\n" + head + b"\n\n" + body)
    except AmendtrackError:
        return
    assert "\r" not in mail.body
