"""Two texts shown as one: stretches kept, inserted, deleted and moved, in reading order."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from enum import Enum
from functools import cache
from itertools import groupby
from typing import NamedTuple

from amendtrack.redline.change import Change, ChangeKind
from amendtrack.redline.numbering import LabelChange
from amendtrack.redline.passages import MovedPassage
from amendtrack.text.units import Text


class SpanKind(str, Enum):
    """What happened to a stretch of text; compares equal to its word (``"insert"``)."""

    EQUAL = "equal"
    INSERT = "insert"
    DELETE = "delete"
    MOVE_FROM = "move_from"
    MOVE_TO = "move_to"

    def __str__(self) -> str:
        return self.value


class _Sort(NamedTuple):
    """What neighbouring stretches must share to form one span."""

    kind: SpanKind
    move: int | None = None
    noise: bool = False


_EQUAL, _DELETE, _INSERT = SpanKind.EQUAL, SpanKind.DELETE, SpanKind.INSERT  # asked of the class, each costs a search
_STAYS, _DRAWN = ChangeKind.KEPT, ChangeKind.DRAWN
_KEPT = _Sort(SpanKind.EQUAL)
_CHANGED = _Sort(SpanKind.DELETE), _Sort(SpanKind.INSERT)
_NOISE = _Sort(SpanKind.DELETE, noise=True), _Sort(SpanKind.INSERT, noise=True)


class Span(NamedTuple):
    """A stretch of one text, or of both; ``move`` pairs the two ends of one move."""

    kind: SpanKind
    text: str
    move: int | None = None
    noise: bool = False


_new_span = tuple.__new__
"""``Span(...)`` without its call, since there are very many."""


def spans_of(
    before: Text, after: Text, changes: Sequence[Change], *, passages: Sequence[MovedPassage]
) -> tuple[Span, ...]:
    """Stretches in reading order; both texts can be recovered exactly, whatever the changes are."""
    sheet = _Sheet(before, after, changes, passages)
    for is_kept, group in groupby(changes, _is_kept):
        run = tuple(group)
        if not (is_kept and sheet.stay_together(run)):
            for change in run:
                sheet.lay(change)
    return sheet.finished()


def _is_kept(change: Change) -> bool:
    """Whether a unit stayed in place and nothing in its wording differs."""
    return not change.splices and change.kind is _STAYS and change.move is None


class _Sheet:
    """Two texts being merged into one: how far each has been read, and the spans so far."""

    def __init__(self, before: Text, after: Text, changes: Sequence[Change], passages: Sequence[MovedPassage]) -> None:
        self.before, self.after = before, after
        self.outgoing = {c.i1: c for c in changes if c.move is not None}
        self.drawn = {c.i1 for c in changes if c.kind is _DRAWN and c.i1 < c.i2}
        # Numbers of passages follow those of the units that moved.
        first = 1 + max((c.move or 0 for c in self.outgoing.values()), default=0)
        self.gone = sorted((p.gone.start, p.gone.end, k) for k, p in enumerate(passages, first))
        self.new = sorted((p.new.start, p.new.end, k) for k, p in enumerate(passages, first))
        self.i = self.bat = self.aat = 0
        self.spans: list[Span] = []
        self.sort = _KEPT
        self.pieces: list[str] = []

    def put(self, sort: _Sort, text: str) -> None:
        """Add a stretch; neighbours of the same kind become one span, and empty ones are dropped."""
        if not text:
            return
        if sort is not self.sort and sort != self.sort:
            self._close()
            self.sort = sort
        self.pieces.append(text)

    def _close(self) -> None:
        if self.pieces:
            kind, move, noise = self.sort
            text = self.pieces[0] if len(self.pieces) == 1 else "".join(self.pieces)
            self.spans.append(_new_span(Span, (kind, text, move, noise)))
            self.pieces.clear()

    def finished(self) -> tuple[Span, ...]:
        """All spans, including the rest of both texts."""
        self.leave(len(self.before.units))
        self.lead(len(self.before.source), len(self.after.source), LabelChange.SAME)
        self._close()
        return tuple(self.spans)

    def lay(self, change: Change) -> None:
        """Add one change, in the order of the second text."""
        if change.j1 == change.j2:
            self.leave(change.i2)
            return
        if change.kind in (ChangeKind.INSERTED, _DRAWN):
            self.leave(change.i1)
            new = (_NOISE if change.kind is _DRAWN else _CHANGED)[1]
            self.arrive(new, self.after.units[change.j1].end)
        elif change.move is not None:
            self.move_in(change)
        else:
            self.leave(change.i1)
            self.stay(change)

    def depart(self, sort: _Sort, stop: int) -> None:
        """Add the first text up to that point as deleted here."""
        self.put_parts(sort, self.before.source, self.bat, stop)
        self.bat = stop

    def arrive(self, sort: _Sort, stop: int) -> None:
        """Add the second text up to that point as new here."""
        self.put_parts(sort, self.after.source, self.aat, stop)
        self.aat = stop

    def put_parts(self, sort: _Sort, source: str, start: int, stop: int) -> None:
        """Add a stretch of one text, with the passages in it that moved as ends of a move."""
        if self.gone and (sort is _CHANGED[0] or sort is _CHANGED[1]):
            kind, passages = (SpanKind.MOVE_FROM, self.gone) if sort is _CHANGED[0] else (SpanKind.MOVE_TO, self.new)
            k = bisect_left(passages, (start,))
            while k < len(passages) and passages[k][1] <= stop:
                first, last, move = passages[k]
                self.put(sort, source[start:first])
                self.put(_Sort(kind, move), source[first:last])
                start, k = last, k + 1
        self.put(sort, source[start:stop])

    def leave(self, stop: int) -> None:
        """Add units of the first text that are no longer here: deleted, or moved away."""
        units = self.before.units
        while self.i < stop:
            change = self.outgoing.get(self.i)
            if change is None:
                self.depart(_NOISE[0] if self.i in self.drawn else _CHANGED[0], units[self.i].end)
                self.i += 1
                continue
            moved = _Sort(SpanKind.MOVE_FROM, change.move)
            self.depart(moved, units[change.i1].body)
            for s in change.splices:
                if s.b2 > s.b1:
                    self.depart(moved, s.b1)
                    self.depart(_Sort(SpanKind.DELETE, change.move, s.noise), s.b2)
            self.depart(moved, units[change.i2 - 1].end)
            self.i = change.i2

    def move_in(self, change: Change) -> None:
        """Add units moved here, with their new words."""
        units, moved = self.after.units, _Sort(SpanKind.MOVE_TO, change.move)
        self.arrive(moved, units[change.j1].body)
        for s in change.splices:
            if s.a2 > s.a1:
                self.arrive(moved, s.a1)
                self.arrive(_Sort(SpanKind.INSERT, change.move, s.noise), s.a2)
        self.arrive(moved, units[change.j2 - 1].end)

    def stay_together(self, changes: Sequence[Change]) -> bool:
        """Add neighbouring units that stayed in place, if they are the same in both texts down to the last blank."""
        first, last = changes[0], changes[-1]
        if self.i != first.i1 or last.i2 - first.i1 != last.j2 - first.j1 or last.i2 - first.i1 != len(changes):
            return False
        bat, aat = self.before.units[last.i1].end, self.after.units[last.j1].end
        kept = self.before.source[self.bat : bat]
        if kept != self.after.source[self.aat : aat]:
            return False
        self.put(_KEPT, kept)
        self.i, self.bat, self.aat = last.i2, bat, aat
        return True

    def stay(self, change: Change) -> None:
        """Add units that stayed in place, with their differences."""
        self.lead(*change.compared_from(self.before, self.after), change.label)
        before, after = self.before.source, self.after.source
        made, pieces = self.spans.append, self.pieces
        last, bat, has_passages = change.splices[-1] if change.splices else None, self.bat, bool(self.gone)
        for s in change.splices:
            b1, b2, a1, a2, noise, _, _, _, _ = s
            if bat < b1:
                if pieces or self.sort is not _KEPT:
                    self.put(_KEPT, before[bat:b1])
                else:
                    made(_new_span(Span, (_EQUAL, before[bat:b1], None, False)))
            if pieces:
                self._close()  # a lifted bracket is kept apart from one deleted with its words
            bat = b2
            if has_passages or s is last:  # what follows the last may be one span with it
                gone, new = _NOISE if noise else _CHANGED
                self.put_parts(gone, before, b1, b2)
                self.put_parts(new, after, a1, a2)
                continue
            if b1 < b2:
                made(_new_span(Span, (_DELETE, before[b1:b2], None, noise)))
            if a1 < a2:
                made(_new_span(Span, (_INSERT, after[a1:a2], None, noise)))
        self.bat = bat
        self.depart(_KEPT, self.before.units[change.i2 - 1].end)
        self.aat, self.i = self.after.units[change.j2 - 1].end, change.i2

    def lead(self, b: int, a: int, label: LabelChange) -> None:
        """Add the white space and label before a unit's wording, from both texts."""
        gone, new = self.before.source[self.bat : b], self.after.source[self.aat : a]
        self.bat, self.aat = b, a
        if gone == new:
            self.put(_KEPT, gone)
            return
        blank_b, blank_a = len(gone) - len(gone.lstrip()), len(new) - len(new.lstrip())
        noise = label is not LabelChange.EDITORIAL
        head, tail = kept_ends(gone[blank_b:], new[blank_a:])
        kept_b, kept_a = len(gone) - tail, len(new) - tail
        self._differ(gone[:blank_b], new[:blank_a], noise=True)
        self.put(_KEPT, gone[blank_b : blank_b + head])
        self._differ(gone[blank_b + head : kept_b], new[blank_a + head : kept_a], noise=noise)
        self.put(_KEPT, gone[kept_b:])

    def _differ(self, gone: str, new: str, *, noise: bool) -> None:
        if gone == new:
            self.put(_KEPT, gone)
        else:
            self.put(_Sort(SpanKind.DELETE, None, noise), gone)
            self.put(_Sort(SpanKind.INSERT, None, noise), new)


def kept_ends(gone: str, new: str) -> tuple[int, int]:
    """How many characters two labels share at either end, without cutting a word or number.

    >>> kept_ends("## Article 14. ", "## Article 15. "), kept_ends("第十四条", "第十五条")
    ((11, 2), (1, 1))
    """
    one, other = _pieces().findall(gone), _pieces().findall(new)
    shortest = min(len(one), len(other))
    head = next((k for k in range(shortest) if one[k] != other[k]), shortest)
    tail = next((k for k in range(shortest - head) if one[-1 - k] != other[-1 - k]), shortest - head)
    return len("".join(one[:head])), len("".join(one[len(one) - tail :]))


_UNSPACED = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # 第四条, 제4조: the number stands between other letters


@cache
def _pieces() -> re.Pattern[str]:
    """The numbers, words and signs of a text; compiled when first needed, since that takes milliseconds."""
    return re.compile(rf"[〇零一二三四五六七八九十百千]+|[{_UNSPACED}]|[^\W{_UNSPACED}]+|\s+|[^\w\s]")
