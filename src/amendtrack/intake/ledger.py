"""The ledger of one submission: each of its parts, cut into spans that add up to the whole.

Knows parts, what is left for manual review, and how a ledger is stored and shown. The readers of the parts have decided
what each span is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from amendtrack.intake.message_spans import MessageSpan, SpanRole, joins


class PartKind(Enum):
    """The part of a submission that some words belong to."""

    SUBJECT = "subject"
    COVERING = "covering words"
    MESSAGE = "message"
    TEXT = "text"
    UNREAD = "unread part"
    MARGIN = "margin comment"
    STRUCK = "struck words"
    MARKED = "as marked by hand"


@dataclass(frozen=True, slots=True)
class Part:
    """One part as it was read, and its spans, which together make up its words, character for character."""

    kind: PartKind
    words: str
    spans: tuple[MessageSpan, ...]

    def __post_init__(self) -> None:
        if not joins(self.words, self.spans):
            raise ValueError(f"the spans do not join to the {self.kind.value}")

    @classmethod
    def whole(cls, kind: PartKind, words: str, span: SpanRole, *, why: str = "", place: str = "") -> Part:
        """A part that is entirely of one kind.

        >>> Part.whole(PartKind.TEXT, "1. Clear.", SpanRole.CARRIED_OUT).spans
        (MessageSpan(start=0, end=9, kind=<SpanRole.CARRIED_OUT: 'carried out'>, why='', place=''),)
        """
        return cls(kind, words, (MessageSpan(0, len(words), span, why, place),) if words.strip() else ())


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Words that a person must read, the part that they come from, and the reason."""

    part: PartKind
    words: str
    why: str

    def __str__(self) -> str:
        return f"{self.part.value}: “{self.words}”: {self.why}"


@dataclass(frozen=True, slots=True)
class Ledger:
    """All parts of one submission."""

    parts: tuple[Part, ...] = ()

    @property
    def left(self) -> tuple[LeftOver, ...]:
        """Everything in it that is left for manual review, in order."""
        return tuple(
            LeftOver(part.kind, span.of(part.words), span.why)
            for part in self.parts
            for span in part.spans
            if span.kind is SpanRole.LEFT
        )

    @property
    def is_plain(self) -> bool:
        """Whether it says only that a text was taken unchanged."""
        return [(p.kind, [s.kind for s in p.spans]) for p in self.parts] == [(PartKind.TEXT, [SpanRole.CARRIED_OUT])]

    def lines(self) -> Iterator[str]:
        """The ledger as displayed: one line per span, under the name of its part."""
        for part in self.parts:
            yield f"{part.kind.value}:"
            for span in part.spans:
                why = f" ({span.why})" if span.why else ""
                place = f" [{span.place}]" if span.place else ""
                yield f"  {span.kind.value}{place}: “{_shown(span.of(part.words))}”{why}"

    def facts(self) -> dict[str, object]:
        """The ledger as plain facts, for JSON; for a text taken unchanged, only its length."""
        return {"parts": [{"part": p.kind.value, "spans": [_span(p, s) for s in p.spans]} for p in self.parts]}


NOTHING = Ledger()
"""The ledger of a submission without words."""


def write_ledger(ledger: Ledger) -> bytes:
    """The ledger as a file: JSON in UTF-8, one line."""
    return (json.dumps(ledger.facts(), ensure_ascii=False, sort_keys=True) + "\n").encode("utf-8", "backslashreplace")


_SHOWN = 200  # characters of a span


def _shown(words: str) -> str:
    return words if len(words) <= _SHOWN else words[:_SHOWN].rpartition(" ")[0] + " …"


def _span(part: Part, span: MessageSpan) -> dict[str, object]:
    facts: dict[str, object] = {"kind": span.kind.value}
    if part.kind is PartKind.TEXT and span.kind is SpanRole.CARRIED_OUT:
        return facts | {"characters": span.end - span.start}
    facts |= {"words": part.words[span.start : span.end]}
    return facts | ({"why": span.why} if span.why else {}) | ({"place": span.place} if span.place else {})


__all__ = ["NOTHING", "Ledger", "LeftOver", "Part", "PartKind", "write_ledger"]
