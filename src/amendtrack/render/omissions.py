"""A long paragraph in which little changed, without the sentences that are far from a change.

The sentence of each change is kept, with the one before and the one after; what is left out is one value, and never
holds a change. Where a sentence is very long, its clauses serve instead.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from amendtrack.render.descriptions import ShownUnit, Stretch, StretchKind, UnitFate
from amendtrack.text.abbreviations import MAY_END, NAMES_FOLLOW, NUMBERS_FOLLOW, closing

LEFT_OUT = "[...]"
"""What is printed for the words left out."""
LONG = 480
"""From how many characters a paragraph is long: six lines of a terminal."""
_LEAST = 120
"""The fewest characters that are left out: less is not worth a mark."""
_SENTENCE = 700
"""From how many characters a sentence is read by its clauses."""
_IN_PART = frozenset((UnitFate.KEPT, UnitFate.EDITED, UnitFate.SPLIT, UnitFate.JOINED))
_ENDS = (
    re.compile(r"(?<![.!?؟۔…])[.!?؟۔…]++[\"'”’»)\]*_]*+\s++(?![a-zа-я])|[。！？]++[”’」』）]*+|¶\s*+"),
    re.compile(r"(?<![;:؛])[;:؛]++\s++|[；：]"),
    re.compile(r"[,،]\s++|[，、]"),
    re.compile(r"(?:\S{1,60}+\s{1,60}+){25}|\S{60}"),
)
"""Where a passage divides: sentences, then the clauses of one that is very long."""
_ABBREVIATION = closing(NAMES_FOLLOW | NUMBERS_FOLLOW | MAY_END)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of both texts that are not printed."""

    text: str


def in_part(block: ShownUnit) -> tuple[Stretch | LeftOut, ...]:
    """The words of a unit near its changes; all of them if it is short, new, deleted or moved.

    >>> from amendtrack.redline.comparison import compare
    >>> from amendtrack.render.descriptions import blocks_of
    >>> before = "5. " + " ".join(f"The keeper of well {n} reports to the council each May." for n in range(20))
    >>> [block] = blocks_of(compare(before, before.replace("well 9 reports", "well 9 writes")))
    >>> "".join(LEFT_OUT if isinstance(s, LeftOut) else s.text for s in in_part(block))[:80]
    '5. [...]The keeper of well 8 reports to the council each May. The keeper of well'
    """
    words = "".join(stretch.text for stretch in block.stretches)
    if len(words) <= LONG or block.fate not in _IN_PART:
        return block.stretches
    spans = tuple(_spans(words, len(block.mark)))
    keep = _kept(spans, tuple(_changed(block.stretches)))
    return tuple(_cut(block.stretches, [s for s, kept in zip(spans, keep, strict=True) if not kept]))


def _changed(stretches: Sequence[Stretch]) -> Iterator[tuple[int, int]]:
    """The characters of each change; none where the other text alone has words."""
    at = 0
    for stretch in stretches:
        if stretch.mark is not StretchKind.KEPT:
            yield at, at + len(stretch.text)
        at += len(stretch.text)


def _spans(words: str, start: int) -> Iterator[tuple[int, int]]:
    """The sentences from ``start``, each with the blank behind it."""
    for sentence in _divided(words, start, len(words), 0):
        yield from _clauses(words, *sentence, 1)


def _clauses(words: str, start: int, end: int, depth: int) -> Iterator[tuple[int, int]]:
    if end - start <= _SENTENCE or depth == len(_ENDS):
        yield start, end
        return
    for clause in _divided(words, start, end, depth):
        yield from _clauses(words, *clause, depth + 1)


def _divided(words: str, start: int, end: int, depth: int) -> Iterator[tuple[int, int]]:
    at = start
    for found in _ENDS[depth].finditer(words, start, end):
        if (
            not depth
            and found[0][0] == "."
            and _ABBREVIATION.search(words, max(start, found.start() - 12), found.start() + 1)
        ):
            continue
        yield at, found.end()
        at = found.end()
    if at < end:
        yield at, end


def _kept(spans: Sequence[tuple[int, int]], changed: Sequence[tuple[int, int]]) -> list[bool]:
    """Which spans are printed: those with a change, their neighbours, and runs too short to leave out."""
    touched = list(_touched(spans, changed))
    keep = [any(touched[max(0, k - 1) : k + 2]) for k in range(len(spans))]
    keep = keep if any(keep) else [True, *keep[1:]]
    for kept, run in groupby(range(len(spans)), key=keep.__getitem__):
        here = list(run)
        if not kept and spans[here[-1]][1] - spans[here[0]][0] < _LEAST:
            for k in here:
                keep[k] = True
    return keep


def _touched(spans: Sequence[tuple[int, int]], changed: Sequence[tuple[int, int]]) -> Iterator[bool]:
    """Whether a change is in each span; both are in order. One without words is where it stands."""
    at = 0
    for start, end in spans:
        while at < len(changed) and max(changed[at][1], changed[at][0] + 1) <= start:
            at += 1
        yield at < len(changed) and changed[at][0] < end


def _cut(stretches: Sequence[Stretch], out: Sequence[tuple[int, int]]) -> Iterator[Stretch | LeftOut]:
    """The stretches without these spans, which lie in kept stretches; neighbouring spans are one omission."""
    at, left = 0, deque(out)
    for stretch in stretches:
        last, end = at, at + len(stretch.text)
        while left and left[0][0] < end and stretch.mark is StretchKind.KEPT:
            start, stop = left.popleft()
            while left and left[0][0] == stop:
                stop = left.popleft()[1]
            if last < start:
                yield Stretch(stretch.mark, stretch.text[last - at : start - at])
            yield LeftOut(stretch.text[start - at : stop - at])
            last = stop
        if last < end or not stretch.text:
            yield Stretch(stretch.mark, stretch.text[last - at :])
        at = end


__all__ = ["LEFT_OUT", "LONG", "LeftOut", "in_part"]
