"""A message cut into spans that add up to the whole: what became of each word received.

Knows the kinds of span and when a list of spans is complete. The readers decide which words are of which kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum


class SpanRole(Enum):
    """The role of a stretch of a message."""

    INSTRUCTION = "instruction"
    """Read as an instruction, but not yet applied to a draft; afterwards it is carried out, a position, or left."""
    CARRIED_OUT = "carried out"
    POSITION = "position"
    COMMENT = "comment"
    REASON = "reason"
    SCOPE = "scope"
    EARLIER = "earlier mail"
    HEADER = "mail header"
    GREETING = "greeting"
    COURTESY = "courtesy"
    SPONSORS = "co-sponsors"
    SIGNATURE = "signature"
    FOOTER = "footer"
    LEFT = "left for manual review"


@dataclass(frozen=True, slots=True)
class MessageSpan:
    """Characters ``start:end`` of a message: their kind, why they are left, and the place concerned.

    ``why`` is given for words that are left, and for a reason or a position that is kept; ``place`` is as written in
    the message.
    """

    start: int
    end: int
    kind: SpanRole
    why: str = ""
    place: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span holds at least one character, not {self.start} to {self.end}")
        if self.kind is SpanRole.LEFT and not self.why:
            raise ValueError("what is left for manual review is left for a reason")

    def of(self, message: str) -> str:
        """Its words, on one line."""
        return " ".join(message[self.start : self.end].split())


def joined(message: str, spans: Iterable[MessageSpan], why: str) -> tuple[MessageSpan, ...]:
    """The spans in order, blanks and signs joined to the one before; words in no span are left, because of ``why``.

    >>> [(s.of("Dear all, delete 5."), s.kind.value) for s in joined(
    ...     "Dear all, delete 5.", [MessageSpan(0, 9, SpanRole.GREETING)], "not understood")]
    [('Dear all,', 'greeting'), ('delete 5.', 'left for manual review')]
    """
    found: list[MessageSpan] = []
    at = 0
    for span in [*sorted(spans, key=lambda s: (s.start, s.end)), None]:
        start = span.start if span else len(message)
        if start < at:
            raise ValueError(f"two spans hold character {start}")
        if any(sign.isalnum() for sign in message[at:start]):
            found.append(MessageSpan(at, start, SpanRole.LEFT, why))
        elif start > at and found:
            found[-1] = _until(found[-1], start)
        elif start > at and span is not None:
            span = MessageSpan(at, span.end, span.kind, span.why, span.place)
        elif start > at:
            return ()
        if span is not None:
            found.append(span)
            at = span.end
    return tuple(found)


def joins(message: str, spans: Sequence[MessageSpan]) -> bool:
    """Whether the spans together make up the whole message; a blank message has none.

    >>> joins("abc", [MessageSpan(0, 1, SpanRole.COMMENT), MessageSpan(1, 3, SpanRole.REASON)]), joins("abc", [])
    (True, False)
    """
    ends = [0, *(span.end for span in spans)]
    return not message.strip() or (ends[-1] == len(message) and all(s.start == e for s, e in zip(spans, ends)))


def _until(span: MessageSpan, end: int) -> MessageSpan:
    return MessageSpan(span.start, end, span.kind, span.why, span.place)
