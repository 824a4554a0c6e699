"""A message read: its instructions, its comments, what is only mail, and what was not understood.

Every line of the message is exactly one of these, and the spans say which; nothing is skipped. Pure, and
linear in the length of the message: a clause is examined up to a fixed length, and at most four lines are
joined.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from amendtrack.intake.instructions.envelope import Apart
from amendtrack.intake.instructions.instruction import Instruction
from amendtrack.intake.instructions.landmarks import Landmarks
from amendtrack.intake.instructions.leftovers import Comment, Unread
from amendtrack.intake.instructions.message_reader import MessageReader
from amendtrack.intake.instructions.sheet import Sheet
from amendtrack.intake.instructions.spelling import plain
from amendtrack.intake.message_spans import MessageSpan, joined
from amendtrack.text.units import Text


@dataclass(frozen=True, slots=True)
class Message:
    """A message read as instructions; ``apart`` is what is only mail.

    ``text`` is the message with plain line ends, and ``spans`` join to the whole of it. ``speakers`` are the names of
    those on whose behalf it says it speaks, ``names`` those of all delegations.
    """

    instructions: tuple[Instruction, ...] = ()
    comments: tuple[Comment, ...] = ()
    unread: tuple[Unread, ...] = ()
    apart: tuple[Apart, ...] = ()
    speakers: tuple[str, ...] = ()
    text: str = ""
    spans: tuple[MessageSpan, ...] = ()
    names: tuple[str, ...] = ()


def read_message(message: str, base: Text | None = None, senders: Iterable[str] = ()) -> Message:
    """What a message asks for, in its own terms; no instruction is applied to a draft yet.

    ``base`` is the draft whose addresses and headings a line may name; ``senders`` are the names of those who
    sent the message.

    >>> mail = 'Dear colleagues,\\n\\nPara 5: delete "now".\\n- streamline\\n\\nBest regards,\\nA. Example'
    >>> found = read_message(mail)
    >>> [(i.act.value, i.scope.words, i.old) for i in found.instructions], [c.words for c in found.comments]
    ([('delete', 'para 5', 'now')], ['streamline'])
    >>> [(a.sort.value, a.words) for a in found.apart]
    [('greeting', 'Dear colleagues,'), ('signature', 'Best regards, A. Example')]
    """
    reader = MessageReader(plain_lines(message), Landmarks.of(base), frozenset(plain(name) for name in senders))
    reader.read()
    return Message(
        tuple(reader.parts.instructions),
        tuple(reader.parts.comments),
        tuple(reader.parts.unread),
        tuple(reader.parts.apart),
        reader.parts.speakers,
        reader.text,
        joined(reader.text, _without_overlaps(reader.parts.spans()), "not understood"),
    )


def plain_lines(message: str) -> str:
    """A message in composed letters (NFC), with a line feed at the end of each line."""
    return unicodedata.normalize("NFC", message.replace("\r\n", "\n").replace("\r", "\n"))


def _without_overlaps(spans: Iterable[MessageSpan]) -> Iterator[MessageSpan]:
    """The spans in order; where two overlap, the overlap belongs to the first."""
    at = 0
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if span.end > at:
            yield replace(span, start=max(span.start, at))
            at = span.end


def own_words(message: str) -> tuple[str, tuple[Apart, ...]]:
    """The words of a message without what is only mail, and what is; all its words if it is nothing but mail.

    >>> own_words("Dear all,\\nPara 5 is too long.\\n\\nRegards,\\nAna")[0]
    'Para 5 is too long.'
    """
    sheet = Sheet(plain_lines(message))
    apart, mail = sheet.told_apart()
    kept = "\n".join("" if n in mail else sheet.text[line.start : line.end] for n, line in enumerate(sheet.lines))
    return re.sub(r"\n{3,}", "\n\n", kept).strip("\n"), tuple(apart)
