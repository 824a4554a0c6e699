"""Two texts laid out as one: stretches kept, put in, taken out and moved, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from amendtrack.change import Change, ChangeKind
from amendtrack.numbering import LabelChange
from amendtrack.text import Text


class SpanKind(str, Enum):
    """What happened to a stretch of text; compares equal to its word (``"insert"``)."""

    EQUAL = "equal"
    INSERT = "insert"
    DELETE = "delete"
    MOVE_FROM = "move_from"
    MOVE_TO = "move_to"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one text, or of both; ``move`` pairs the two ends of one move."""

    kind: SpanKind
    text: str
    move: int | None = None
    noise: bool = False


def spans_of(before: Text, after: Text, changes: Sequence[Change]) -> Iterator[Span]:
    """Stretches in reading order; both texts come back exactly whatever the changes are."""
    b, a = before.source, after.source
    i = bat = aat = 0
    outgoing = {k: c for c in changes if c.move is not None for k in range(c.i1, c.i2)}

    def leave(stop: int) -> Iterator[Span]:
        """Units of the first text that are not here any more: deleted, or moved away."""
        nonlocal i, bat
        while i < stop:
            change = outgoing.get(i)
            if change is None:
                yield Span(SpanKind.DELETE, b[bat : before.units[i].end])
                bat, i = before.units[i].end, i + 1
                continue
            start = before.units[change.i1].body
            yield Span(SpanKind.MOVE_FROM, b[bat:start], change.move)
            bat = start
            for s in change.splices:
                if s.b2 > s.b1:
                    yield Span(SpanKind.MOVE_FROM, b[bat : s.b1], change.move)
                    yield Span(SpanKind.DELETE, b[s.b1 : s.b2], change.move, s.noise)
                    bat = s.b2
            end = before.units[change.i2 - 1].end
            yield Span(SpanKind.MOVE_FROM, b[bat:end], change.move)
            bat, i = end, change.i2

    for change in changes:
        if change.kind is ChangeKind.DELETED:
            yield from leave(change.i2)
        elif change.kind is ChangeKind.INSERTED:
            yield from leave(change.i1)
            yield Span(SpanKind.INSERT, a[aat : after.units[change.j1].end])
            aat = after.units[change.j1].end
        elif change.move is not None:
            start = after.units[change.j1].body
            yield Span(SpanKind.MOVE_TO, a[aat:start], change.move)
            aat = start
            for s in change.splices:
                if s.a2 > s.a1:
                    yield Span(SpanKind.MOVE_TO, a[aat : s.a1], change.move)
                    yield Span(SpanKind.INSERT, a[s.a1 : s.a2], change.move, s.noise)
                    aat = s.a2
            end = after.units[change.j2 - 1].end
            yield Span(SpanKind.MOVE_TO, a[aat:end], change.move)
            aat = end
        else:
            yield from leave(change.i1)
            u, v = before.units[change.i1], after.units[change.j1]
            yield from _lead(b[bat : u.body], a[aat : v.body], change.label)
            bat, aat = u.body, v.body
            for s in change.splices:
                yield Span(SpanKind.EQUAL, b[bat : s.b1])
                yield Span(SpanKind.DELETE, b[s.b1 : s.b2], None, s.noise)
                yield Span(SpanKind.INSERT, a[s.a1 : s.a2], None, s.noise)
                bat, aat = s.b2, s.a2
            end = before.units[change.i2 - 1].end
            yield Span(SpanKind.EQUAL, b[bat:end])
            bat, aat, i = end, after.units[change.j2 - 1].end, change.i2
    yield from leave(len(before.units))
    yield from _lead(b[bat:], a[aat:], LabelChange.SAME)


def _lead(gone: str, new: str, label: LabelChange) -> Iterator[Span]:
    """The white space and label before a unit's wording, on both sides."""
    if gone == new:
        yield Span(SpanKind.EQUAL, gone)
        return
    blank_b, blank_a = len(gone) - len(gone.lstrip()), len(new) - len(new.lstrip())
    noise = label is not LabelChange.EDITORIAL
    for x, y, quiet in ((gone[:blank_b], new[:blank_a], True), (gone[blank_b:], new[blank_a:], noise)):
        if x == y:
            yield Span(SpanKind.EQUAL, x)
        else:
            yield Span(SpanKind.DELETE, x, None, quiet)
            yield Span(SpanKind.INSERT, y, None, quiet)


def joined(spans: Iterator[Span]) -> Iterator[Span]:
    """Neighbouring spans of one sort made one, empty ones dropped."""
    last: Span | None = None
    for span in spans:
        if not span.text:
            continue
        if last and (last.kind, last.move, last.noise) == (span.kind, span.move, span.noise):
            last = Span(last.kind, last.text + span.text, last.move, last.noise)
            continue
        if last:
            yield last
        last = span
    if last:
        yield last
