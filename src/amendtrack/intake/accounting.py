"""What became of each word of a message when it was applied to a draft: the spans of its parts in the ledger.

Pure. The readers decide what the words are; this module only draws up the account. The spans always add up to the
whole: words that nobody accounted for are left for review.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from amendtrack.intake.instructions.carrying import Carried
from amendtrack.intake.instructions.instruction import Instruction
from amendtrack.intake.instructions.leftovers import Comment, Unread
from amendtrack.intake.instructions.message import Message
from amendtrack.intake.ledger import Part, PartKind
from amendtrack.intake.message_spans import MessageSpan, SpanRole, joined
from amendtrack.intake.replies import earlier_mail
from amendtrack.intake.routine import Own, carrying_spans
from amendtrack.record.remarks import Problem, Remark

UNACCOUNTED = "the reading does not account for these words"


def blanked(source: str, spans: Iterable[MessageSpan]) -> str:
    """The source with these spans replaced by blanks, so that every other character keeps its place."""
    parts, at = [], 0
    for span in sorted(spans, key=lambda s: s.start):
        start = max(span.start, at)
        parts += [source[at:start], re.sub(r"[^\n]", " ", source[start : span.end])]
        at = max(at, span.end)
    return "".join(parts) + source[at:]


def covering_spans(words: str, own: Own, joint: Iterable[tuple[int, int]]) -> tuple[MessageSpan, ...]:
    """A cover note in spans: earlier mail, words that only introduce a text, and the rest, left for review.

    ``joint`` holds the words that name joint sponsors, which were understood.
    """
    apart = [*earlier_mail(words), *(MessageSpan(a, b, SpanRole.SPONSORS) for a, b in joint)]
    said = blanked(words, apart)
    around = _around(carrying_spans(said, own), apart)
    carrying = [span for span in around if any(sign.isalnum() for sign in words[span.start : span.end])]
    return joined(words, _apart([*apart, *carrying]), UNACCOUNTED)


def _around(spans: Iterable[MessageSpan], apart: Sequence[MessageSpan]) -> Iterator[MessageSpan]:
    """The spans, cut around other spans inside them."""
    for span in spans:
        at = span.start
        for inner in sorted((each for each in apart if span.start <= each.start < span.end), key=lambda s: s.start):
            if at < inner.start:
                yield replace(span, start=at, end=inner.start)
            at = inner.end
        if at < span.end:
            yield replace(span, start=at)


def message_part(
    text: str,
    message: Message,
    carried: Carried,
    *,
    around: Sequence[MessageSpan],
    remarks: Iterable[Remark],
    problems: Iterable[Problem],
) -> Part:
    """A message's words in spans, each with its outcome; ``around`` holds the lines that only introduce or close it.

    Words among the ``problems`` are left for review; an instruction among them was not carried out.
    """
    account = _Account(message, carried, {_key(p.words): p.why for p in problems}, {_key(r.words) for r in remarks})
    said = blanked(text, around)
    spans = [trimmed for span in message.spans if (trimmed := _trimmed(span, said))]
    found = joined(text, _apart([*around, *(account.resolved(span, text) for span in spans)]), UNACCOUNTED)
    if missing := next((words for words in account.why if words not in account.located), ""):
        return Part.whole(PartKind.MESSAGE, text, SpanRole.LEFT, why=f"{missing}: {account.why[missing]}")
    return Part(PartKind.MESSAGE, text, found)


def _trimmed(span: MessageSpan, said: str) -> MessageSpan | None:
    """A span without the white space at its ends; None if it contains only white space."""
    words = said[span.start : span.end]
    if not words.strip():
        return None
    start, end = span.start + len(words) - len(words.lstrip()), span.start + len(words.rstrip())
    return MessageSpan(start, end, span.kind, span.why, span.place)


class _Account:
    """The account of one message: its problems by their words, and which of them a span has already shown."""

    def __init__(self, message: Message, carried: Carried, why: dict[str, str], kept: set[str]) -> None:
        self.carried, self.why, self.kept = carried, why, kept
        self.located: set[str] = set()
        self.asked = _Pieces(message.instructions)
        self.said = _Pieces([*message.comments, *message.unread])

    def resolved(self, span: MessageSpan, text: str) -> MessageSpan:
        """A span that was read as an instruction or a comment, with its outcome."""
        if span.kind is SpanRole.INSTRUCTION:
            asked = self.asked.words_in(span)
            reasons = self._reasons([_key(words) for words in asked])
            done = any(words in self.carried.done for words in asked)
            kind = SpanRole.LEFT if reasons else SpanRole.CARRIED_OUT if done else SpanRole.POSITION
            return replace(span, kind=kind, why="; ".join(dict.fromkeys(reasons)))
        if span.kind not in (SpanRole.COMMENT, SpanRole.LEFT):
            return span
        words = _key(span.of(text))
        pieces = [_key(words) for words in self.said.words_in(span)]
        mine = [each for each in (*self.why, *self.kept) if each and (each in words or words in each)]
        if reasons := self._reasons([*pieces, *mine]):
            return replace(span, kind=SpanRole.LEFT, why=reasons[0])
        commented = span.kind is SpanRole.COMMENT and any(each in self.kept for each in (*pieces, *mine))
        return replace(span, kind=SpanRole.COMMENT if commented else SpanRole.COURTESY, why="")

    def _reasons(self, pieces: Iterable[str]) -> list[str]:
        found = [piece for piece in pieces if piece in self.why]
        self.located |= {*found}
        return [self.why[piece] for piece in found]


class _Pieces:
    """Pieces of a message, found by the characters that they share with a span."""

    def __init__(self, pieces: Sequence[Instruction | Comment | Unread]) -> None:
        self.pieces = pieces
        self.order = sorted(range(len(pieces)), key=lambda k: pieces[k].start)
        self.starts = [pieces[k].start for k in self.order]
        self.ends = list(accumulate((pieces[k].end for k in self.order), max))

    def words_in(self, span: MessageSpan) -> list[str]:
        """The words of those that meet the span, in the order given."""
        first, end = bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)
        return [self.pieces[k].words for k in sorted(self.order[first:end]) if self.pieces[k].end > span.start]


def _apart(spans: Iterable[MessageSpan]) -> list[MessageSpan]:
    """The spans in order; characters in two spans are given to the first."""
    found: list[MessageSpan] = []
    at = 0
    for span in sorted(spans, key=lambda s: s.start):
        start = max(span.start, at)
        if start < span.end:
            found.append(MessageSpan(start, span.end, span.kind, span.why, span.place))
            at = span.end
    return found


def _key(words: str) -> str:
    return " ".join(words.split())


__all__ = ["blanked", "covering_spans", "message_part"]
