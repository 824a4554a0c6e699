"""What became of each word of a message once it was put to a draft: the spans of its parts in the ledger.

Pure. What the words are was decided by those who read them; here only the account is drawn up, and it always joins to
the whole: what nobody accounted for is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from amendtrack.intake.instructions.carrying import Carried
from amendtrack.intake.instructions.message import Message
from amendtrack.intake.ledger import Part, PartKind
from amendtrack.intake.message_spans import MessageSpan, SpanRole, joined
from amendtrack.intake.replies import earlier_mail
from amendtrack.intake.routine import Own, carrying_spans
from amendtrack.record.remarks import Problem, Remark

UNACCOUNTED = "nothing that was read accounts for these words"


def blanked(source: str, spans: Iterable[MessageSpan]) -> str:
    """The source with blanks where these spans stand, so that every other character keeps its place."""
    for span in spans:
        said = source[span.start : span.end]
        source = source[: span.start] + re.sub(r"[^\n]", " ", said) + source[span.end :]
    return source


def covering_spans(words: str, own: Own) -> tuple[MessageSpan, ...]:
    """Covering words in spans: earlier mail, what only carries a text, and all the rest, which is left."""
    earlier = earlier_mail(words)
    said = blanked(words, earlier)
    return joined(words, _apart([*earlier, *carrying_spans(said, own)]), UNACCOUNTED)


def message_part(
    text: str,
    message: Message,
    carried: Carried,
    *,
    around: Sequence[MessageSpan],
    remarks: Iterable[Remark],
    problems: Iterable[Problem],
) -> Part:
    """A message's words in spans, each with what became of it; ``around`` are those that only carry it.

    What is among the ``problems`` is left; an instruction that is among them was not carried out.
    """
    why = {_key(problem.words): problem.why for problem in problems}
    kept = {_key(remark.words) for remark in remarks}
    said = blanked(text, around)
    spans = [trimmed for span in message.spans if (trimmed := _trimmed(span, said))]
    resolved = [_resolved(span, text, message, carried, (why, kept)) for span in spans]
    found = joined(text, _apart([*around, *resolved]), UNACCOUNTED) if spans else ()
    left = {_key(span.why + span.of(text)) for span in found if span.kind is SpanRole.LEFT}
    missing = [(words, reason) for words, reason in why.items() if not any(words in one for one in left)]
    return Part(PartKind.MESSAGE, text, found) if not missing and found else _located(text, around, why)


def _trimmed(span: MessageSpan, said: str) -> MessageSpan | None:
    """A span without the white space at its ends; None if there is nothing else."""
    words = said[span.start : span.end]
    if not words.strip():
        return None
    start, end = span.start + len(words) - len(words.lstrip()), span.start + len(words.rstrip())
    return MessageSpan(start, end, span.kind, span.why, span.place)


def _resolved(
    span: MessageSpan, text: str, message: Message, carried: Carried, about: tuple[dict[str, str], set[str]]
) -> MessageSpan:
    """A span of what was read as an instruction or a comment, as what it came to."""
    why, kept = about
    words = _key(span.of(text))
    if span.kind is SpanRole.INSTRUCTION:
        asked = [one.words for one in message.instructions if span.start <= one.start < span.end]
        reasons = [why[_key(one)] for one in asked if _key(one) in why]
        done = any(one in carried.done for one in asked)
        kind = SpanRole.LEFT if reasons else SpanRole.CARRIED_OUT if done else SpanRole.POSITION
        return MessageSpan(span.start, span.end, kind, "; ".join(dict.fromkeys(reasons)), span.place)
    if span.kind in (SpanRole.COMMENT, SpanRole.LEFT):
        reason = next((said for one, said in why.items() if one and (one in words or words in one)), "")
        if reason:
            return MessageSpan(span.start, span.end, SpanRole.LEFT, reason, span.place)
        commented = any(one and (one in words or words in one) for one in kept)
        kind = SpanRole.COMMENT if span.kind is SpanRole.COMMENT and commented else SpanRole.COURTESY
        return MessageSpan(span.start, span.end, kind, "", span.place)
    return span


def _located(text: str, around: Sequence[MessageSpan], why: dict[str, str]) -> Part:
    """The account of a message that is read row by row: each problem where its words stand, the rest carried out."""
    spans = list(around)
    for words, reason in why.items():
        found = _found(text, words)
        if found is None:
            return Part.whole(PartKind.MESSAGE, text, SpanRole.LEFT, why=f"{words}: {reason}")
        spans.append(MessageSpan(*found, SpanRole.LEFT, reason))
    spans = _apart(spans)
    ends = [0, *(span.end for span in spans)]
    starts = [*(span.start for span in spans), len(text)]
    gaps = [MessageSpan(a, b, SpanRole.CARRIED_OUT) for a, b in zip(ends, starts, strict=True) if text[a:b].strip()]
    return Part(PartKind.MESSAGE, text, joined(text, [*spans, *gaps], UNACCOUNTED))


def _found(text: str, words: str) -> tuple[int, int] | None:
    """Where some words stand, whatever white space and table lines part them."""
    tokens = re.findall(r"[^\s|]+", re.sub(r"^(?:table \d+, )?row \d+: ", "", words))
    found = re.search(r"[\s|*_\\:+-]*".join(map(re.escape, tokens)), text, re.IGNORECASE) if tokens else None
    return found.span() if found and found.end() > found.start() else None


def _apart(spans: Iterable[MessageSpan]) -> list[MessageSpan]:
    """The spans in order; where two hold the same characters, they are the first one's."""
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
