"""Sentences of which next to nothing is left, marked as a whole; what survives are small words and stock phrases.

``The Committee intends to inspect the wells`` became ``The Council will publish what it has heard``: nobody amended the
one into the other, and ``The`` is no more kept than the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from amendtrack.redline.sequence import Stretch


def whole_sentences(
    before: Sequence[str],
    after: Sequence[str],
    found: Sequence[Stretch],
    worth: Callable[[str], int],
    breaks: Container[str],
) -> Sequence[Stretch]:
    """The stretches; those of a sentence that is rewritten but for a few words are one, with these.

    ``worth`` is that of a kept word, ``breaks`` are the words and signs at which a sentence ends.
    """
    long = [k for k, (i1, i2, j1, j2) in enumerate(found) if i1 < i2 and j1 < j2 and i2 - i1 + j2 - j1 >= _LONG]
    if not long:
        return found
    whole: list[Stretch] = []
    done = seen = 0
    for k in long:
        if k < seen:  # the sentence was looked at already
            continue
        sentence = _around(before, found, k, worth, breaks)
        seen = sentence.last + 1
        if not _is_rewritten(before, after, found, sentence, worth):
            continue
        whole += found[done : sentence.first]
        (i1, _, j1, _), (_, i2, _, j2) = found[sentence.first], found[sentence.last]
        whole.append((sentence.start, sentence.stop, j1 - (i1 - sentence.start), j2 + (sentence.stop - i2)))
        done = sentence.last + 1
    return [*whole, *found[done:]]


def sentences_apart(
    before: Sequence[str], after: Sequence[str], found: Sequence[Stretch], breaks: Container[str]
) -> Iterator[Stretch]:
    """The stretches; one that rewrites a sentence and adds another beside it, or deletes it, as two.

    If both sentences begin or end alike, the differ may keep that of the one, and take that of the other for new; then
    half of the one would be marked, with half of the other.
    """
    for n, stretch in enumerate(found):
        i1, i2, j1, j2 = stretch
        # A sentence that is added or deleted has its end among the words of one side, and words around it.
        is_short = i2 - i1 < _BESIDE and j2 - j1 < _BESIDE
        if is_short or i1 == i2 or j1 == j2 or not any(key in breaks for key in (*before[i1:i2], *after[j1:j2])):
            yield stretch
            continue
        low, high = found[n - 1][1] if n else 0, found[n + 1][0] if n + 1 < len(found) else len(before)
        start = next((k for k in range(i1, low - 1, -1) if not k or before[k - 1] in breaks), i1)
        end = next((k for k in range(i2, high) if before[k] in breaks), i2 - 1) + 1
        yield from _behind(before, after, stretch, end - i2) or _in_front(before, after, stretch, i1 - start, breaks)


def _behind(before: Sequence[str], after: Sequence[str], stretch: Stretch, size: int) -> tuple[Stretch, ...]:
    """A stretch as two, with the end of its sentence, of that many words, between them; nothing, if it is one."""
    i1, i2, j1, j2 = stretch
    end = before[i2 : i2 + size]
    if size < _END:
        return ()
    if (at := _place(end, after[j1 + 1 : j2 - 1])) >= 0:
        cut = j1 + 1 + at
        return (i1, i2, j1, cut), (i2 + size, i2 + size, cut + size, j2 + size)
    if (at := _place(end, before[i1 + 1 : i2 - 1])) >= 0:
        cut = i1 + 1 + at
        return (i1, cut, j1, j2), (cut + size, i2 + size, j2 + size, j2 + size)
    return ()


def _in_front(
    before: Sequence[str], after: Sequence[str], stretch: Stretch, size: int, breaks: Container[str]
) -> tuple[Stretch, ...]:
    """The same with the beginning of its sentence; if there is none between the two, it is one."""
    i1, i2, j1, j2 = stretch
    start = before[i1 - size : i1]
    if size and (at := _place(start, after[j1 + 1 : j2 - 1])) >= 0 and after[j1 + at] in breaks:
        cut = j1 + 1 + at
        return (i1 - size, i1 - size, j1 - size, cut), (i1, i2, cut + size, j2)
    if size and (at := _place(start, before[i1 + 1 : i2 - 1])) >= 0 and before[i1 + at] in breaks:
        cut = i1 + 1 + at
        return (i1 - size, cut, j1 - size, j1 - size), (cut + size, i2, j1, j2)
    return (stretch,)


def _place(part: Sequence[str], words: Sequence[str]) -> int:
    """Where a part stands in words; -1 if nowhere."""
    many = len(part)
    if many > _FAR:
        return -1
    return next((k for k in range(len(words) - many + 1) if words[k] == part[0] and words[k : k + many] == part), -1)


class _Sentence(NamedTuple):
    """Words ``start:stop`` before, stretches ``first`` to ``last``, and what is kept in it; -1 if that is a phrase."""

    start: int
    stop: int
    first: int
    last: int
    kept: int


def _around(
    before: Sequence[str], found: Sequence[Stretch], k: int, worth: Callable[[str], int], breaks: Container[str]
) -> _Sentence:
    """The sentence around a stretch, as far as it is looked at."""
    first = last = k
    kept = 0
    while True:
        high = found[last + 1][0] if last + 1 < len(found) else len(before)
        stop, more = _kept(before, range(found[last][1], high), worth, breaks)
        if more < 0:
            return _Sentence(found[first][0], stop, first, last, -1)
        kept += more
        if stop < high or high == len(before):
            break
        last += 1
    while True:
        low = found[first - 1][1] if first else 0
        start, more = _kept(before, range(found[first][0] - 1, low - 1, -1), worth, breaks)
        if more < 0:
            return _Sentence(start, stop, first, last, -1)
        kept += more
        if start >= low or not first:
            break
        first -= 1
    while stop > found[last][1] and before[stop - 1] in _CLAUSE:
        stop -= 1
    return _Sentence(start + 1, stop, first, last, kept)


def _kept(before: Sequence[str], places: range, worth: Callable[[str], int], breaks: Container[str]) -> tuple[int, int]:
    """Where a sentence ends among these places, or they end, and what is kept up to there; -1 if it is a phrase."""
    kept = 0
    for at in places:
        key = before[at]
        if key in breaks:
            return at, kept
        kept += worth(key)
        if kept > _PHRASE or key in _BRACKETS:
            return at, -1
    return places.stop, kept


def _is_rewritten(
    before: Sequence[str], after: Sequence[str], found: Sequence[Stretch], s: _Sentence, worth: Callable[[str], int]
) -> bool:
    """Whether a sentence is long, and what is kept of it little."""
    if s.kept <= 0:
        return False
    parts = found[s.first : s.last + 1]
    least = max(_MUCH, s.kept / _LITTLE)
    return (
        _sum(worth, (before[i1:i2] for i1, i2, _, _ in parts)) >= least
        and _sum(worth, (after[j1:j2] for _, _, j1, j2 in parts)) >= least
    )


def _sum(worth: Callable[[str], int], parts: Iterable[Sequence[str]]) -> int:
    """What words are worth; not figures, which are amended one by one."""
    return sum(worth(key) for key in chain.from_iterable(parts) if not key.isdecimal())


_END = 3
"""So many words and signs of an end are kept, or more; a lone full stop may be that of either sentence."""
_BESIDE = 3
"""So many words on one side may be an end of a sentence with another beside it."""
_FAR = 64
"""So many words away, nobody looks for the other end of a sentence."""
_LONG = 6
"""One stretch at least replaces words and has so many on both sides together."""
_MUCH = 500
"""What is changed is worth at least this, on either side: five words of content."""
_LITTLE = 0.3
"""What is kept is worth no more than this share of it."""
_PHRASE = 200
"""Words kept side by side that are worth more than this are a phrase, which people keep."""
_CLAUSE = frozenset(",;:،؛，；、")
_BRACKETS = frozenset("[]")


__all__ = ["sentences_apart", "whole_sentences"]
