"""An e-mail as it arrives (``.eml``): who sent it, when, its words, and the files in it.

Pure: bytes in, a value out; nothing is fetched or opened. What is not words or a file that a delegation may
have meant is listed, never dropped in silence. Who the sender is in the register is for others to say, and
what the words mean for ``instructions``.

Source: RFC 5322 (messages), RFC 2045 to 2049 (MIME), RFC 2822 section 3.3 (dates).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime
from html.parser import HTMLParser

from amendtrack.errors import InputRefused, OverLimit

MOST_BYTES = 64_000_000
MOST_PARTS = 200
DEEPEST = 12
_BLANK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a message: its name as sent (it may be empty or hostile) and its bytes."""

    filename: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """A message: the sender's address (lower case; empty if there is none to read) and name, subject, date, words.

    ``date`` is what the sender's machine wrote, in its own offset; ``None`` if that is no date. ``body`` are
    the words as plain text, ``files`` what is attached, ``notes`` what was left out and why, a line each.
    """

    address: str
    name: str
    subject: str
    date: datetime | None
    body: str
    files: tuple[Attachment, ...] = ()
    notes: tuple[str, ...] = ()


def read_mail(data: bytes, *, place: str = "") -> Mail:
    r"""The message in these bytes; ``place`` is the file's name, for messages.

    Raises:
        InputRefused: it is no message.
        OverLimit: it is larger, or has more parts, than a message may.

    >>> mail = read_mail(b"From: Ana <ana@norvia.example>\nSubject: para 5\n\ndelete para 7\n")
    >>> mail.address, mail.subject, mail.body
    ('ana@norvia.example', 'para 5', 'delete para 7\n')
    """
    if len(data) > MOST_BYTES:
        raise OverLimit(f"{len(data):,} bytes; a message may have {MOST_BYTES:,}", place=place, remedy="divide it")
    message = BytesParser(EmailMessage, policy=policy.default).parsebytes(data)
    if not any(message.get_all(field) for field in ("from", "date", "subject", "received", "message-id")):
        hint = "save the message as it came (.eml), with its headers"
        raise InputRefused("this is no e-mail message", place=place, remedy=hint)
    name, address = _sender(message)
    parts = _Parts(place)
    parts.read(message, 0)
    body = "\n\n".join(text.strip("\n") for text in parts.words if text.strip())
    return Mail(
        address, name, _header(message, "subject"), _date(message), body + "\n" * bool(body),
        tuple(parts.files), tuple(parts.notes),
    )  # fmt: skip


def is_mail(filename: str) -> bool:
    """Whether a file of that name is an e-mail message."""
    return filename.casefold().endswith(".eml")


def _header(message: Message, field: str) -> str:
    """A header on one line; the empty string where it is missing or cannot be read."""
    try:
        return " ".join(str(message.get(field, "")).split())
    except (MessageError, ValueError, TypeError, LookupError, AttributeError):
        return ""


def _sender(message: Message) -> tuple[str, str]:
    """Who wrote it, if it is one: with several, or none, there is no one to name."""
    found = [(name, mail) for name, mail in getaddresses([_header(message, "from")]) if mail.count("@") == 1]
    if len(found) != 1 or len(message.get_all("from", [])) != 1:
        return "", ""
    return " ".join(found[0][0].split()), found[0][1].strip().casefold()


def _date(message: Message) -> datetime | None:
    try:
        found = parsedate_to_datetime(_header(message, "date"))
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


class _Parts:
    """The parts of a message as they are read: words, files, and what was left out."""

    def __init__(self, place: str) -> None:
        self.place, self.count = place, 0
        self.words: list[str] = []
        self.files: list[Attachment] = []
        self.notes: list[str] = []

    def read(self, part: Message, depth: int) -> None:
        self.count += 1
        if self.count > MOST_PARTS or depth > DEEPEST:
            found = f"more than {MOST_PARTS} parts, or parts within parts {DEEPEST} deep"
            raise OverLimit(found, place=self.place, remedy="save the files in it by themselves")
        kind, name = part.get_content_type(), _filename(part)
        if kind == "multipart/alternative":
            self._alternative(part, depth)
        elif part.is_multipart() and kind != "message/rfc822":
            for inner in _inner(part):
                self.read(inner, depth + 1)
        elif kind == "message/rfc822":
            self._forwarded(part, name)
        elif part.get_content_disposition() == "attachment" or (name and part.get_content_maintype() != "image"):
            self.files.append(Attachment(name, _bytes(part)))
        elif part.get_content_maintype() == "text":
            self._text(part, kind)
        else:
            self.notes.append(f"left out: {name or 'a part without a name'} ({kind})")

    def _alternative(self, part: Message, depth: int) -> None:
        """One text in several forms: the plain one, else the richest that can be read."""
        inner = list(_inner(part))
        plain = [p for p in inner if p.get_content_type() == "text/plain" and _bytes(p).strip()]
        chosen = plain[:1] or inner[-1:]
        for found in chosen:
            self.read(found, depth + 1)
        for other in inner:
            if other in chosen or other.get_content_type() in ("text/plain", "text/html", "text/enriched"):
                continue
            files = [p for p in other.walk() if _filename(p)]
            for file in files:
                self.read(file, depth + 1)
            if not files and other.get_content_type() != "multipart/related":
                self.notes.append(f"left out: another form of the words ({other.get_content_type()})")

    def _forwarded(self, part: Message, name: str) -> None:
        """A message in the message: whose words they are is not for us to guess, so it is not read."""
        inner = next(iter(_inner(part)), None)
        subject = _header(inner, "subject") if inner is not None else ""
        shown = f"“{subject}”" if subject else name or "without a subject"
        self.notes.append(f"not read: a forwarded message {shown}; save it by itself to have it taken in")

    def _text(self, part: Message, kind: str) -> None:
        data, charset = _bytes(part), part.get_content_charset() or "utf-8"
        try:
            text = data.decode("cp1252" if charset.casefold() in ("iso-8859-1", "us-ascii", "latin-1") else charset)
        except (UnicodeDecodeError, LookupError):
            self.notes.append(f"not read: words that are not {charset}, as the message says they are")
            return
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if kind == "text/html":
            text = words_of_page(text)
        elif kind != "text/plain":
            self.notes.append(f"words of the kind {kind} read as plain text")
        if _param(part, "format").casefold() == "flowed":
            text = _unflowed(text, _param(part, "delsp").casefold() == "yes")
        self.words.append(text)


def _inner(part: Message) -> Iterator[Message]:
    found = part.get_payload()
    if isinstance(found, list):
        yield from (p for p in found if isinstance(p, Message))


def _param(part: Message, name: str) -> str:
    found = part.get_param(name, "")
    return found if isinstance(found, str) else ""


def _bytes(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _filename(part: Message) -> str:
    try:
        return " ".join((part.get_filename() or "").split())
    except (MessageError, ValueError, TypeError, LookupError, AttributeError):
        return ""


def _unflowed(text: str, close: bool) -> str:
    """Lines that were broken only to fit, joined again (RFC 3676)."""
    out: list[str] = []
    joining = False
    for line in text.split("\n"):
        line = line[1:] if line.startswith(" ") else line
        if joining:
            out[-1] += line
        else:
            out.append(line)
        joining = line.endswith(" ") and line != "-- " and not line.startswith(">")
        if joining and close:
            out[-1] = out[-1][:-1]
    return "\n".join(out)


# -- words of a page ------------------------------------------------------------------------------

_BLOCKS = frozenset(
    "address article blockquote dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre "
    "section table tr ul".split()
)
_UNSEEN = frozenset(("head", "script", "style", "template", "title", "noscript"))


def words_of_page(page: str) -> str:
    """The words of an HTML page as plain text, its blocks as paragraphs; no script or style among them.

    >>> words_of_page("<p>para&nbsp;5:<br>delete it</p><style>p {}</style><ul><li>thanks</ul>")
    'para\\xa05:\\ndelete it\\n\\nthanks\\n'
    """
    reader = _Page()
    reader.feed(page)
    reader.close()
    text = re.sub(r"[^\S\n\u00a0\u202f]*\n[^\S\n\u00a0\u202f]*", "\n", "".join(reader.out))
    return _BLANK.sub("\n\n", text).strip("\n") + "\n"


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.unseen: list[str] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self.unseen.append(tag)
        elif tag == "body":
            self.unseen, self.hidden = [], []
        elif tag == "br":
            self.out.append("\n")
        elif tag in _BLOCKS:
            self.out.append("\n\n")
        elif tag in ("td", "th"):
            self.out.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.unseen:
            del self.unseen[self.unseen.index(tag) :]
            self.hidden = self.hidden if self.unseen else []
        elif tag in _BLOCKS:
            self.out.append("\n\n")

    def handle_data(self, data: str) -> None:
        (self.hidden if self.unseen else self.out).append(re.sub(r"[^\S\u00a0\u202f]+", " ", data))

    def close(self) -> None:
        """End the page; what stands behind a heading of the page that never ends is words after all."""
        super().close()
        self.out += self.hidden


__all__ = ["Attachment", "Mail", "is_mail", "read_mail", "words_of_page"]
