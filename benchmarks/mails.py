"""Forty e-mail messages of mixed kinds, as a secretariat finds them in the evening: real bytes of real messages."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from itertools import cycle

from amendtrack.formats.docx.writing.writer import Author, FileFacts, write_redline
from amendtrack.redline.comparison import compare
from benchmarks.wording import Wording

AMENDMENTS = 8
BEGINS = datetime(2009, 8, 20, 8, 0, tzinfo=UTC)
WORD = ("vnd.openxmlformats-officedocument.wordprocessingml.document", "docx")
KINDS = {
    "a whole text attached": 14,
    "a Word file with tracked changes": 4,
    "instructions in the message": 10,
    "a general comment": 4,
    "an excerpt": 3,
    "an unknown sender": 2,
    "nothing attached": 2,
    "the same message again": 1,
}
"""How many messages of each kind there are."""


def mails(base: Wording, names: list[str]) -> dict[str, bytes]:
    """The messages by file name, one delegation after the other."""
    found: dict[str, bytes] = {}
    who = cycle(names)
    for kind, count in KINDS.items():
        for _ in range(count):
            n = len(found)
            found[f"{n:02}.eml"] = found["00.eml"] if kind not in _MADE else _mail(base, kind, next(who), n)
    return found


def _mail(base: Wording, kind: str, name: str, n: int) -> bytes:
    mail = EmailMessage(policy=SMTP)
    host = "unknown.example" if kind == "an unknown sender" else f"{name.casefold()}.example"
    mail["From"], mail["To"], mail["Subject"] = f"Mission <mission@{host}>", "desk@meeting.example", "Draft plan"
    mail["Date"], mail["Message-ID"] = BEGINS + timedelta(minutes=7 * n), f"<{n}@{host}>"
    _MADE[kind](mail, base, name, n)
    return mail.as_bytes()


def _text(mail: EmailMessage, base: Wording, name: str, n: int) -> None:
    mail.set_content("Dear colleagues,\n\nPlease find attached our amendments.\n\nBest regards\n")
    mail.add_attachment(base.proposal(AMENDMENTS, n).encode(), maintype="text", subtype="markdown", filename="plan.md")


def _word(mail: EmailMessage, base: Wording, name: str, n: int) -> None:
    mail.set_content("Dear colleagues,\n\nPlease find attached our amendments.\n\nBest regards\n")
    data = write_redline(compare(base.text(), base.proposal(AMENDMENTS, n)), Author(f"Land {name}"), FileFacts("Plan"))
    mail.add_attachment(data, maintype="application", subtype=WORD[0], filename=f"plan.{WORD[1]}")


def _instructions(mail: EmailMessage, base: Wording, name: str, n: int) -> None:
    said = {0: 'Paragraph {}: replace "{}" by "{}".', 1: "Paragraphe {} : remplacer « {} » par « {} »."}[n % 2]
    mail.set_content("\n".join(said.format(*asked) for asked in _asked(base, n)) + "\n")


def _asked(base: Wording, n: int) -> Iterator[tuple[str, str, str]]:
    rng = random.Random(f"instructions/{n}")
    for k in sorted(rng.sample(range(len(base.paragraphs)), AMENDMENTS)):
        number, *words = base.paragraphs[k].split(" ")
        at = rng.randrange(len(words) - 5)
        yield number.rstrip("."), " ".join(words[at : at + 5]), " ".join(rng.sample(base.language.words, 3))


def _comment(mail: EmailMessage, base: Wording, name: str, n: int) -> None:
    mail.set_content("We would welcome stronger language on victims in general, and less on the rest.\n")


def _excerpt(mail: EmailMessage, base: Wording, name: str, n: int) -> None:
    mail.set_content("Our wording of one paragraph.\n")
    part = base.paragraphs[n % len(base.paragraphs)].rstrip(".") + " in each region.\n"
    mail.add_attachment(part.encode(), maintype="text", subtype="plain", filename="paragraph.txt")


def _nothing(mail: EmailMessage, base: Wording, name: str, n: int) -> None:
    mail.set_content("Please find our amendments attached.\n")


_MADE: dict[str, Callable[[EmailMessage, Wording, str, int], None]] = {
    "a whole text attached": _text,
    "a Word file with tracked changes": _word,
    "instructions in the message": _instructions,
    "a general comment": _comment,
    "an excerpt": _excerpt,
    "an unknown sender": _text,
    "nothing attached": _nothing,
}
