"""The words of a submission treated as a message: its tables, the lines around it, and what it asks for."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property

from amendtrack.errors import InputRefused
from amendtrack.intake.accounting import blanked
from amendtrack.intake.doubts import Sent
from amendtrack.intake.ground import Ground, own_of, parties_of
from amendtrack.intake.instructions.message import Message, plain_lines, read_message
from amendtrack.intake.instructions.spelling import plain
from amendtrack.intake.message_spans import MessageSpan, SpanRole
from amendtrack.intake.speakers import naming
from amendtrack.intake.stated.tables_of_amendments import Tables, read_stated
from amendtrack.intake.wording import lines_around


class Spoken:
    """The words of a submission, treated as a message; what they ask for is read once, when first needed."""

    def __init__(self, sent: Sent, ground: Ground) -> None:
        # Spans count the characters of the message as it is read.
        self.sent, self.ground = replace(sent, text=plain_lines(sent.text)), ground

    @cached_property
    def tables(self) -> Tables:
        """The tables of amendments among them."""
        return Tables(self.sent.text, parties_of(self.sent, self.ground), self.ground.base)

    @cached_property
    def around(self) -> list[MessageSpan]:
        """The lines that only introduce or close the message, or name joint sponsors; none if there are tables."""
        return [] if self.tables else _around_message(self.sent, self.ground)

    @cached_property
    def is_long(self) -> bool:
        """Whether it has more lines than anybody writes in a message."""
        return _count_lines(self.sent.text) > MAX_LINES

    @cached_property
    def message(self) -> Message:
        """What they ask for.

        Raises:
            InputRefused: it has too many lines to be read as a message.
        """
        if self.is_long and not self.tables:
            found = f"{_count_lines(self.sent.text):,} lines are not read as a message, which has at most {MAX_LINES:,}"
            raise InputRefused(found, remedy="send the message alone, or add --as text if it is the text")
        names = names_known(self.sent, self.ground)
        if self.tables:
            return replace(read_stated(self.tables, self.ground.base), names=names)
        senders = [key for d in self.sent.senders for key in d.keys]
        return replace(read_message(blanked(self.sent.text, self.around), self.ground.base, senders), names=names)


MAX_LINES = 5_000


def _count_lines(text: str) -> int:
    return sum(1 for line in text.split("\n") if line.strip())


def names_known(sent: Sent, ground: Ground) -> tuple[str, ...]:
    """The names and codes of all delegations, those of the senders first."""
    known = (*sent.senders, *ground.register)
    return tuple(dict.fromkeys(name for d in known for name in (d.code, *(name for _, name in d.names))))


def _around_message(sent: Sent, ground: Ground) -> list[MessageSpan]:
    """The lines at its beginning and end that only introduce or close it, and those that name joint sponsors.

    A line with a figure may name the place of the instructions under it, and is never included.
    """
    lines = lines_around(sent.text, ground.base, own_of(sent))
    around = [s for s in lines if not re.search(r"\d", s.of(sent.text)) and not _may_be_heading(s, sent.text)]
    joint = naming(sent.text, ground.register, sent.senders).joint
    ends = {span.start: span.end for span in around}
    stops = {b: b + len(_STOPS.match(sent.text, b)[0].rstrip()) for _, b in joint}  # type: ignore[index]
    alone = [MessageSpan(a, max(stops[b], ends.get(a, b)), SpanRole.SPONSORS) for a, b in joint]
    return sorted({span.start: span for span in (*around, *alone)}.values(), key=lambda span: span.start)


_STOPS = re.compile(r"[ :：.,，]*")


def _may_be_heading(span: MessageSpan, text: str) -> bool:
    """Whether a line may name the text that the following lines are about: ``Declaration``."""
    words = span.of(text)
    says_more = re.search(r"apolog|thank|regret|merci|excus|gracias|disculp|спасибо|извин", plain(words))
    return span.kind is SpanRole.COURTESY and len(words.split()) <= 6 and words[-1] not in ".,;!" and not says_more
