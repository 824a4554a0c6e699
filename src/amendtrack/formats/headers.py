"""The headers of an e-mail message: its sender, when it was sent and received, and its subject.

Headers may be malformed or malicious: one whose meaning is unclear is not used, and the reason is given. Other modules
find the sender in the register.

Source: RFC 5322 (messages), section 3.6; RFC 6854 (groups in ``From``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.errors import ObsoleteHeaderDefect
from email.headerregistry import Address
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Any

LONGEST = 4_000
"""Characters of one header; a longer one is not read."""
_DEEPEST = 10
_AHEAD = timedelta(minutes=15)
_LATE = timedelta(days=2)
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class MailSender:
    """The address (lower case) and name of a message's sender, or why no sender can be named."""

    address: str = ""
    name: str = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class MailTimes:
    """When a server received a message, when the sender's machine says it was sent, and any oddity in these times."""

    received: datetime | None
    sent: datetime | None
    notes: tuple[str, ...] = ()


def raw_headers(message: Message, field: str) -> list[str]:
    """The headers of that name as they were sent, each on one line."""
    return [" ".join(str(value).split()) for name, value in message.raw_items() if name.casefold() == field]


def header(message: Message, field: str) -> str:
    """A header on one line, decoded; the empty string if it is missing, too long or cannot be read."""
    raw = raw_headers(message, field)
    if not raw or len(raw[0]) > LONGEST:
        return ""
    try:
        return " ".join(str(message.get(field, "")).split())
    except Exception:  # the library's own parser fails in many ways on malicious headers
        return ""


# -- the sender -----------------------------------------------------------------------------------


def sender_of(message: Message) -> MailSender:
    """The sender of a message, if its ``From`` names exactly one address.

    >>> from email.message import EmailMessage
    >>> message = EmailMessage()
    >>> message["From"] = "Ana Nord <Ana@norvia.example>"
    >>> sender_of(message)
    MailSender(address='ana@norvia.example', name='Ana Nord', why_not='')
    """
    raw = raw_headers(message, "from")
    if not raw:
        return MailSender(why_not="it does not say who sent it")
    if len(raw) > 1:
        return MailSender(why_not=f"it has {len(raw)} From headers")
    if len(raw[0]) > LONGEST or max(raw[0].count(sign) for sign in "(<,:;") > _DEEPEST:
        return MailSender(why_not="its From header is malformed")
    try:
        found: Any = message["from"]  # its class is made when it is read
        addresses, groups, defects = found.addresses, found.groups, found.defects
    except Exception:  # see ``header``
        return MailSender(why_not="its From header is malformed")
    if len(addresses) != 1 or any(group.display_name is not None for group in groups):
        return MailSender(why_not="its From header does not name one sender")
    return _one_sender(addresses[0], raw[0], defects)


def senders_beside(message: Message) -> tuple[str, ...]:
    """The addresses (lower case) in ``Reply-To`` and ``Sender``, which may belong to someone other than ``From``.

    >>> from email.message import EmailMessage
    >>> message = EmailMessage()
    >>> message["From"], message["Reply-To"] = "ana@norvia.example", "Bo <Bo@brum.example>"
    >>> senders_beside(message)
    ('bo@brum.example',)
    """
    raw = [value[:LONGEST] for field in ("reply-to", "sender") for value in raw_headers(message, field)[:_DEEPEST]]
    return tuple(dict.fromkeys(found.casefold() for value in raw for found in _ADDRESS.findall(value)))


def automatic(message: Message) -> str:
    """The header saying that no person wrote a message, for example ``Auto-Submitted: auto-replied``, or nothing."""
    for field in ("auto-submitted", "x-autoreply", "x-autorespond", "precedence"):
        for value in raw_headers(message, field)[:1]:
            said = value.casefold().split(";")[0].strip()
            plainly = said.startswith("auto") or said == "yes" if field != "auto-submitted" else said != "no"
            if plainly:
                return f"{field.title()}: {_shown(said)}"
    is_report = message.get_content_type() in ("multipart/report", "message/disposition-notification")
    return "a report of a mail server" if is_report else ""


def _one_sender(one: Address, raw: str, defects: tuple[object, ...]) -> MailSender:
    address, name = one.addr_spec.casefold(), " ".join(one.display_name.split())
    harmless = all(isinstance(defect, ObsoleteHeaderDefect) for defect in defects) and raw.count("@") == 1
    if (defects and not harmless) or not _ADDRESS.fullmatch(address) or not address.isascii():
        return MailSender(why_not=f"its From header is malformed: “{_shown(raw)}”")
    others = {found.casefold() for found in _ADDRESS.findall(f"{name} {raw}")} - {address}
    if others:
        return MailSender(why_not=f"its From header names {address} and also {', '.join(sorted(others))}")
    return MailSender(address, name)


def _shown(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:80]}…"


# -- when -----------------------------------------------------------------------------------------


def times_of(message: Message) -> MailTimes:
    """When a message was received, according to the last server, and sent, according to the sender.

    If no server recorded its receipt, the sender's date is used.
    """
    dates = raw_headers(message, "date")
    sent = _moment(dates[0]) if len(dates) == 1 else None
    stamps = raw_headers(message, "received")
    received = _moment(stamps[0].rpartition(";")[2]) if stamps else sent
    notes = []
    if len(dates) > 1:
        notes.append(f"not read: {len(dates)} Date headers in one message: {'; '.join(map(_shown, dates[:3]))}")
    elif dates and sent is None:
        notes.append(f"not read: the Date header “{_shown(dates[0])}”, which is not a date")
    if stamps and received is None:
        notes.append(f"not read: the server's time of receipt, “{_shown(stamps[0].rpartition(';')[2].strip())}”")
    if stamps and received and sent and not -_AHEAD <= received - sent <= _LATE:
        notes.append(f"dated {_written(sent)} by its sender, received {_written(received)} by the server")
    return MailTimes(received, sent, tuple(notes))


def _written(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M %z")


def _moment(words: str) -> datetime | None:
    if len(words) > 200:
        return None
    try:
        found = parsedate_to_datetime(words.strip())
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found
        return found if found.astimezone(UTC) else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


__all__ = [
    "LONGEST",
    "MailSender",
    "MailTimes",
    "automatic",
    "header",
    "raw_headers",
    "sender_of",
    "senders_beside",
    "times_of",
]
