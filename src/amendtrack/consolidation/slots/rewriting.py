"""Sentences that somebody rewrites while others amend words in them: printed as full readings, not as fragments.

A delegation that replaces most of a sentence has a reading of all of it. Cut into slots wherever a word of the draft
happens to survive, it could not be read by anybody. So the whole sentence becomes one slot, with the draft first, what
others amend in it shown inside, and each rewriting in full.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce
from itertools import product

from amendtrack.consolidation.slots.clusters import Chosen, words_collide
from amendtrack.consolidation.slots.pairing import Passage
from amendtrack.redline.phrase import Words
from amendtrack.text.units import Text
from amendtrack.text.words import is_sentence_end, is_sign

SHORTEST = 8
"""A sentence of fewer words is read at a glance, however it is divided."""


def by_sentence(passages: Sequence[Passage], words: Words, base: Text, chosen: Chosen) -> list[Passage]:
    """The passages of a unit; those in a sentence that somebody rewrites are one, if its changes exclude others'."""
    found = list(passages)
    for first, last in _sentences(words):
        inside = [p for p in found if first <= p.first and p.last <= last]
        crossing = any(p.first < last and first < p.last and p not in inside for p in found)
        if not inside or crossing or any(s.identity in chosen or s.edit.is_split for p in inside for s in p.strands):
            continue
        rewriters = _rewriters(inside, words, first, last)
        if rewriters and _contested(inside, rewriters, base):
            whole = replace(reduce(Passage.joined, inside).widened(first, last, words), rewriters=rewriters)
            found = sorted([p for p in found if p not in inside] + [whole], key=lambda p: (p.first, p.last))
    return found


def _sentences(words: Words) -> Iterator[tuple[int, int]]:
    """The words of each sentence, with the sign at its end, if it is long enough."""
    first = 0
    ends = [k + 1 for k, key in enumerate(words.keys) if is_sentence_end(key)]
    for last in dict.fromkeys([*ends, len(words)]):
        if sum(not is_sign(word) for word in words.keys[first:last]) >= SHORTEST:
            yield first, last
        first = last


def _rewriters(inside: Sequence[Passage], words: Words, first: int, last: int) -> frozenset[str]:
    """The proposals that take out more than half the words of a sentence, in more than one place."""
    gone, places = Counter[str](), Counter[str]()
    for strand in (s for p in inside for s in p.strands):
        size = sum(not is_sign(key) for key in words.keys[strand.edit.start[1] : strand.edit.end[1]])
        for name in strand.backers:
            gone[name] += size
            places[name] += 1
    size = sum(not is_sign(key) for key in words.keys[first:last])
    return frozenset(name for name in gone if 2 * gone[name] > size and places[name] > 1)


def _contested(inside: Sequence[Passage], rewriters: frozenset[str], base: Text) -> bool:
    """Whether a change of a rewriter excludes one that is not its own."""
    strands = [s for p in inside for s in p.strands]
    theirs = [s for s in strands if s.backers & rewriters]
    return any(not x.backers & y.backers and words_collide(x.edit, y.edit, base) for x, y in product(theirs, strands))


__all__ = ["by_sentence"]
