"""From whom, and when: only what plainly says one thing is taken."""

from __future__ import annotations

import pytest

from amendtrack.formats.mail import read_mail


def sent(*headers: bytes) -> bytes:
    return b"\r\n".join([*headers, b"Subject: x", b"", b"delete para 7", b""])


ONE = {
    b"ana@norvia.example": ("ana@norvia.example", ""),
    b"Ana Nord <Ana@Norvia.Example>": ("ana@norvia.example", "Ana Nord"),
    b'"Nord, Ana" <ana@norvia.example>': ("ana@norvia.example", "Nord, Ana"),
    b"=?utf-8?b?w5ZzdHJpYQ==?= <o@ostria.example>": ("o@ostria.example", "Östria"),
    b"Ana (Mission) <ana@norvia.example>": ("ana@norvia.example", "Ana"),
    b"Dr. A. Nord <ana@norvia.example>": ("ana@norvia.example", "Dr. A. Nord"),
    b'"ana@norvia.example" <ana@norvia.example>': ("ana@norvia.example", "ana@norvia.example"),
}


@pytest.mark.parametrize("header", ONE)
def test_one_sender_is_named(header: bytes) -> None:
    mail = read_mail(sent(b"From: " + header))
    assert (mail.address, mail.name, mail.whose_not) == (*ONE[header], "")


@pytest.mark.parametrize(
    "header",
    [
        b"x@norvia.example <evil@attacker.example>",
        b'"x@norvia.example" <evil@attacker.example>',
        b"=?utf-8?q?x=40norvia=2Eexample?= <evil@attacker.example>",
        b"<x@norvia.example> <evil@attacker.example>",
        b"ana@norvia.example, bea@brum.example",
        b"Norvia: ana@norvia.example;",
        b"Nord, Ana <ana@norvia.example>",
        b"ana@norvia.example (evil@attacker.example)",
        b"<ana@norvia.example",
        b"ana@norvia@brum.example",
        b"ana@n\xd0\xbervia.example",
        "ana@nоrvia.example".encode(),
        b"<@relay.example:ana@norvia.example>",
        b"nobody",
        b"",
        b"(" * 2_000,
        b"<" * 2_000,
        b'"' * 5_000 + b"<ana@norvia.example>",
        b"=?utf-8?q?" + b"a" * 5_000 + b"?= <ana@norvia.example>",
    ],
)
def test_what_is_malformed_or_names_two_names_nobody(header: bytes) -> None:
    mail = read_mail(sent(b"From: " + header, b"Date: Fri, 21 Aug 2009 16:20:00 +0000"))
    assert (mail.address, mail.name) == ("", "")
    assert mail.whose_not
    assert mail.body == "delete para 7\n"


def test_two_from_headers_name_nobody() -> None:
    mail = read_mail(sent(b"From: ana@norvia.example", b"From: bea@brum.example"))
    assert (mail.address, mail.whose_not) == ("", "it has 2 From headers")


SERVER = b"Received: from a.example by mx.example; Fri, 21 Aug 2009 16:20:30 +0000"


def test_the_servers_time_is_the_time_of_receipt() -> None:
    mail = read_mail(
        sent(SERVER, b"Received: by a.example; Fri, 21 Aug 2009 10:00:00 +0000", b"From: ana@norvia.example",
             b"Date: Fri, 21 Aug 2009 18:20:00 +0200")
    )  # fmt: skip
    assert mail.received and mail.received.isoformat() == "2009-08-21T16:20:30+00:00"
    assert mail.sent and mail.sent.isoformat() == "2009-08-21T18:20:00+02:00"
    assert mail.notes == ()


@pytest.mark.parametrize("date", [b"Fri, 21 Aug 2009 17:20:00 +0000", b"Thu, 21 Aug 2098 16:20:00 +0000",
                                  b"Mon, 3 Aug 2009 16:20:00 +0000"])  # fmt: skip
def test_a_senders_date_that_cannot_be_is_told_beside_it(date: bytes) -> None:
    mail = read_mail(sent(SERVER, b"From: ana@norvia.example", b"Date: " + date))
    assert mail.received and mail.received.isoformat() == "2009-08-21T16:20:30+00:00"
    assert "by its sender, received 2009-08-21 16:20 +0000 by the server" in mail.notes[0]


def test_two_dates_are_none() -> None:
    dates = (b"Date: Fri, 21 Aug 2009 16:20:00 +0000", b"Date: Sat, 22 Aug 2009 16:20:00 +0000")
    mail = read_mail(sent(b"From: ana@norvia.example", *dates))
    assert (mail.received, mail.sent) == (None, None)
    assert mail.notes[0].startswith("not read: 2 Date headers in one message")
