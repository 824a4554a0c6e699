"""Sentences that a proposal rewrites: one change each, however many words of the draft happen to survive in them.

A delegation that replaces most of a sentence proposes a sentence. Cut wherever a word of the draft survives, it would
be several changes that mean nothing by themselves: some could be adopted without the others, and nobody could read them
beside what others amend. So the whole of it stands or falls together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from amendtrack.redline.splices import Splice
from amendtrack.redline.spoken_words import BREAK, Words
from amendtrack.text.words import count_of_words, is_sentence_end

SHORTEST = 8
"""A sentence of fewer words is read at a glance, however it is divided."""


def by_sentence(
    splices: Iterable[Splice], words: Words, new: Words, *, may_be_one: Callable[[Splice], bool]
) -> list[Splice]:
    """The differences between two wordings; those in a sentence that is rewritten are one.

    A sentence is rewritten if more than half of its words are replaced, in more than one place. One with square
    brackets is not: to keep some of the draft's alternatives and strike the others is several decisions. ``may_be_one``
    says whether a stretch cuts no pair of other signs.
    """
    found = list(splices)
    if sum(not s.noise for s in found) < 2:
        return found
    for first, last in _sentences(words.keys):
        own = [k for k, s in enumerate(found) if first <= s.i1 and s.i2 <= last and not s.noise]
        if len(own) > 1 and _rewrites(
            [found[k] for k in own], words.keys, new.keys, size=count_of_words(words.keys[first:last])
        ):
            start, end = own[0], own[-1]
            while end + 1 < len(found) and found[end + 1].noise and _touch(found[end], found[end + 1]):
                end += 1
            a, b = found[start], found[end]
            words_end = found[own[-1]]
            whole = a._replace(b2=b.b2, a2=b.a2, i2=words_end.i2, j2=words_end.j2)
            found[start : end + 1] = [whole] if may_be_one(whole) else found[start : end + 1]
    return found


def _touch(one: Splice, other: Splice) -> bool:
    """Whether nothing stands between two differences: the second is white space that goes with the first."""
    return one.b2 == other.b1 and one.a2 == other.a1


def _rewrites(own: Sequence[Splice], keys: Sequence[str], new: Sequence[str], *, size: int) -> bool:
    first, last = own[0], own[-1]
    touched = {*keys[first.i1 : last.i2], *new[first.j1 : last.j2]}
    if size < SHORTEST or not touched.isdisjoint(("[", "]", "|", BREAK)):
        return False
    gone = sum(count_of_words(keys[s.i1 : s.i2]) for s in own)
    put = sum(count_of_words(new[s.j1 : s.j2]) for s in own)
    return 2 * gone > size and put > 0


def _sentences(keys: Sequence[str]) -> Iterator[tuple[int, int]]:
    first = 0
    ends = [k + 1 for k, key in enumerate(keys) if is_sentence_end(key) or key == BREAK]
    for last in dict.fromkeys([*ends, len(keys)]):
        yield first, last
        first = last


__all__ = ["by_sentence"]
