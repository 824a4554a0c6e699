"""An e-mail as it arrives (``.eml``): who sent it, when, its words, and the files in it.

Pure: bytes in, a value out; nothing is fetched or opened. A part that is neither words nor a file meant as a submission
is listed, never dropped in silence. ``headers`` reads the headers, ``hypertext`` HTML; other modules find the sender in
the register and interpret the words.

Source: RFC 2045 to 2049 (MIME), RFC 3676 (flowed text).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser

from amendtrack.errors import InputRefused, OverLimit
from amendtrack.formats.alternatives import PartWording, of_page, one_of
from amendtrack.formats.headers import LONGEST, automatic, header, sender_of, senders_beside, times_of
from amendtrack.limits import MESSAGE_BYTES as MOST_BYTES
from amendtrack.limits import MESSAGE_DEPTH as DEEPEST
from amendtrack.limits import MESSAGE_MULTIPARTS as MOST_MULTIPARTS
from amendtrack.limits import MESSAGE_PARTS as MOST_PARTS
from amendtrack.limits import MESSAGE_WORD_BYTES as MOST_WORDS


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a message: its name as sent (it may be empty or hostile) and its bytes."""

    filename: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """A message: the sender's address (lower case) and name, its subject, its times, its words and files.

    ``received`` is the server's time, or the sender's if no server recorded one; ``sent`` is the sender's. ``body``
    holds the words as plain text, ``notes`` what was left out or not read, one line each. ``why_not`` says why a person
    must decide before any of it is recorded, ``whose_not`` why its sender cannot be named. ``beside`` holds the
    addresses in ``Reply-To`` and ``Sender``.
    """

    address: str
    name: str
    subject: str
    received: datetime | None
    body: str
    sent: datetime | None = None
    files: tuple[Attachment, ...] = ()
    notes: tuple[str, ...] = ()
    why_not: str = ""
    whose_not: str = ""
    beside: tuple[str, ...] = ()


def read_mail(data: bytes, *, place: str = "") -> Mail:
    r"""The message in these bytes; ``place`` is the file's name, for messages.

    Raises:
        InputRefused: it is not a message.
        OverLimit: it is larger, or has more parts, than a message may have.

    >>> mail = read_mail(b"From: Ana <ana@norvia.example>\nSubject: para 5\n\ndelete para 7\n")
    >>> mail.address, mail.subject, mail.body
    ('ana@norvia.example', 'para 5', 'delete para 7\n')
    """
    _check(data, place)
    try:
        message = BytesParser(EmailMessage, policy=policy.default).parsebytes(data)
    except Exception as err:  # the library fails in many ways on malicious input
        hint = "ask for the message again, with its content as an attachment"
        raise InputRefused(f"this message is malformed ({type(err).__name__})", place=place, remedy=hint) from err
    if not any(name.casefold() in _OF_A_MESSAGE for name, _ in message.raw_items()):
        hint = "save the message as received (.eml), with its headers"
        raise InputRefused("this is not an e-mail message", place=place, remedy=hint)
    sender, times, parts = sender_of(message), times_of(message), _MailParts(place)
    parts.read(message, 0)
    if said := automatic(message):
        parts.why_not = parts.why_not or f"it is an automatic message ({said})"
    body = "\n\n".join(text.strip("\n") for text in parts.words if text.strip())
    return Mail(
        sender.address,
        sender.name,
        header(message, "subject"),
        times.received,
        body + "\n" * bool(body),
        times.sent,
        tuple(parts.files),
        (*times.notes, *parts.notes),
        parts.why_not,
        sender.why_not,
        senders_beside(message),
    )


def is_mail(filename: str) -> bool:
    """Whether a file of that name is an e-mail message."""
    return filename.casefold().endswith(".eml")


_OF_A_MESSAGE = frozenset(("from", "date", "subject", "received", "message-id"))
_BOUNDARY = re.compile(rb"boundary\s*\*?\d*\*?\s*=", re.IGNORECASE)
_LONG_HEADER = re.compile(rb"^content-[a-z-]{4,40}:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)


def _check(data: bytes, place: str) -> None:
    """Refuse a message that would take the library too long to parse."""
    if len(data) > MOST_BYTES:
        raise OverLimit(f"{len(data):,} bytes; a message may have {MOST_BYTES:,}", place=place, remedy="divide it")
    multiparts = sum(1 for _ in zip(_BOUNDARY.finditer(data), range(MOST_MULTIPARTS + 1)))
    hint = "save the files in it separately"
    if multiparts > MOST_MULTIPARTS:
        raise OverLimit(f"more than {MOST_MULTIPARTS} parts that have parts", place=place, remedy=hint)
    if any(found.end() - found.start() > 2 * LONGEST for found in _LONG_HEADER.finditer(data)):
        raise OverLimit(f"a header of more than {2 * LONGEST:,} bytes", place=place, remedy=hint)


class _MailParts:
    """The parts of a message while it is read: its words, its files, and what was left out."""

    def __init__(self, place: str) -> None:
        self.place, self.count = place, 0
        self.words: list[str] = []
        self.files: list[Attachment] = []
        self.notes: list[str] = []
        self.why_not = ""

    def read(self, part: Message, depth: int) -> None:
        self.count += 1
        if self.count > MOST_PARTS or depth > DEEPEST:
            found = f"more than {MOST_PARTS} parts, or parts nested more than {DEEPEST} deep"
            raise OverLimit(found, place=self.place, remedy="save the files in it separately")
        kind, name = part.get_content_type(), _filename(part)
        if kind == "multipart/alternative":
            self._alternative(part, depth)
        elif part.is_multipart() and kind != "message/rfc822":
            for inner in _inner(part):
                self.read(inner, depth + 1)
        elif kind == "message/rfc822":
            self._forwarded(part, name)
        elif kind in _SIGNATURES:
            self.notes.append(f"left out: an electronic signature ({kind})")
        elif part.get_content_disposition() == "attachment" or (name and part.get_content_maintype() != "image"):
            self.files.append(Attachment(name, _bytes(part)))
        elif part.get_content_maintype() == "text":
            self._text(part, kind)
        else:
            self.notes.append(f"left out: {name or 'a part without a name'} ({kind})")

    def _alternative(self, part: Message, depth: int) -> None:
        """One text in several forms: a plain and an HTML one are compared, any other is read alone."""
        inner = list(_inner(part))
        plain = next((p for p in inner if p.get_content_type() == "text/plain" and _bytes(p).strip()), None)
        rich = next((p for p in inner if p is not plain and _pages_in(p)), None)
        alone = None
        if plain is not None and rich is not None:
            self._both(plain, _pages_in(rich))
        elif inner:
            alone = plain or rich or inner[-1]
            self.read(alone, depth + 1)
        for other in inner:
            if other is not plain and other is not alone:
                self._beside(other, depth)

    def _both(self, plain: Message, pages: list[Message]) -> None:
        words, markup = self._decoded(plain), [self._decoded(page) for page in pages]
        if words is None:
            self._add(of_page("\n".join(filter(None, markup))))
        elif None in markup:
            self._add(PartWording(words, why_not="its HTML cannot be read and may strike or insert words"))
        else:
            self._add(one_of(words, "\n".join(filter(None, markup))))

    def _beside(self, other: Message, depth: int) -> None:
        """The files in another form of the words, and the name of that form."""
        files = [p for p in other.walk() if _filename(p) and p.get_content_maintype() != "image"]
        for file in files:
            self.read(file, depth + 1)
        kind = other.get_content_type()
        if not files and not other.is_multipart() and kind not in ("text/plain", "text/html", "text/enriched"):
            self.notes.append(f"left out: another form of the words ({kind})")

    def _forwarded(self, part: Message, name: str) -> None:
        """A message inside the message: we must not guess whose words they are, so it is not read."""
        inner = next(iter(_inner(part)), None)
        subject = header(inner, "subject") if inner is not None else ""
        shown = f"“{subject}”" if subject else name or "without a subject"
        self.notes.append(f"not read: a forwarded message {shown}; save it separately to take it in")

    def _text(self, part: Message, kind: str) -> None:
        text = self._decoded(part)
        if text is None:
            return
        if kind == "text/html":
            self._add(of_page(text))
            return
        if kind != "text/plain":
            self.notes.append(f"{kind} read as plain text")
        self.words.append(text)

    def _add(self, wording: PartWording) -> None:
        self.words.append(wording.words)
        self.notes += wording.notes
        self.why_not = self.why_not or wording.why_not

    def _decoded(self, part: Message) -> str | None:
        """The words of a part as written; ``None`` if they cannot be read, which is noted."""
        data, charset = _bytes(part), _charset(part)
        if len(data) > MOST_WORDS:
            self.notes.append(f"not read: {len(data):,} bytes of words; a message may have {MOST_WORDS:,}")
            return None
        codec = _codec(charset)
        try:
            text = data.decode(codec) if codec else None
        except (UnicodeError, LookupError, ValueError):
            text = None
        if text is None:
            self.notes.append(
                f"not read: words that are not in {charset[:40]!r}, the character set that the message names"
            )
            return None
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
        if _param(part, "format").casefold() == "flowed":
            text = _unflowed(text, _param(part, "delsp").casefold() == "yes")
        return text


_SIGNATURES = frozenset(("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"))


def _pages_in(part: Message) -> list[Message]:
    """The HTML form of the words in an alternative: the part itself, or the pages inside it."""
    return [p for p in part.walk() if p.get_content_type() == "text/html" and not _filename(p)]


# -- parts ----------------------------------------------------------------------------------------


def _inner(part: Message) -> Iterator[Message]:
    found = part.get_payload()
    if isinstance(found, list):
        yield from (p for p in found if isinstance(p, Message))


def _param(part: Message, name: str) -> str:
    try:
        found = part.get_param(name, "")
    except Exception:  # see ``read_mail``
        return ""
    return found if isinstance(found, str) else ""


def _bytes(part: Message) -> bytes:
    try:
        found = part.get_payload(decode=True)
    except Exception:  # see ``read_mail``
        return b""
    return found if isinstance(found, bytes) else b""


def _filename(part: Message) -> str:
    try:
        return " ".join((part.get_filename() or "").split())
    except Exception:  # see ``read_mail``
        return ""


_CODECS = re.compile(
    r"utf-8(?:-sig)?|utf-(?:16|32)(?:-[bl]e)?|ascii|iso8859-\d+|cp\d+|koi8-[rtu]|gb2312|gbk|gb18030|hz|big5(?:hkscs)?|"
    r"euc_(?:jp|kr|jis_2004|jisx0213)|shift_jis\w*|iso2022_\w+|johab|mac-\w+|tis-620|ptcp154|kz1048"
)
_OTHER_NAMES = {"windows-874": "cp874", "x-mac-roman": "mac-roman", "x-gbk": "gbk", "x-sjis": "shift_jis"}


def _charset(part: Message) -> str:
    try:
        return part.get_content_charset() or "utf-8"
    except Exception:  # see ``read_mail``
        return "unknown"


def _codec(charset: str) -> str:
    """The name of a codec that only decodes letters; empty if there is none of that name.

    >>> _codec("ISO-8859-1"), _codec("utf-7"), _codec("unicode_escape"), _codec("utf-8; x=\\0")
    ('cp1252', '', '', '')
    """
    try:
        name = codecs.lookup(_OTHER_NAMES.get(charset.casefold(), charset)).name
    except (LookupError, ValueError, UnicodeError):
        return ""
    if not _CODECS.fullmatch(name) or name == "cp65000":
        return ""
    # Mail programs use more letters than the character set they name contains: those of the Windows set, or of the
    # later standard.
    return _WIDER.get(name, name)


_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "tis-620": "cp874",
}


def _unflowed(text: str, close: bool) -> str:
    """Soft-wrapped lines, joined again (RFC 3676)."""
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


__all__ = ["Attachment", "Mail", "is_mail", "read_mail"]
