"""Sentences and phrases that were moved unchanged, inside a unit or from one unit to another.

``align`` finds units that moved as a whole; this module finds smaller passages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from amendtrack.redline.change import Change
from amendtrack.redline.splices import Splice
from amendtrack.text.units import Text
from amendtrack.text.words import is_sentence_end

PASSAGE = 8
"""The fewest words of a passage that counts as moved; shorter ones recur by chance."""
_SHORTEST = 12
"""Fewer characters than this are never that many words."""


class MovedPassage(NamedTuple):
    """The old and the new place of a passage."""

    origin: Change
    gone: Splice
    target: Change
    new: Splice


def moved_passages(before: Text, after: Text, changes: Iterable[Change]) -> tuple[MovedPassage, ...]:
    """Every passage of eight words or more that is deleted once and inserted once, unchanged.

    Between units, only whole sentences count: a phrase may be deleted here and inserted there for unrelated reasons.
    """
    spliced = [(c, s) for c in changes if c.move is None for s in c.splices if not s.noise]
    gone = _once((before.source[s.b1 : s.b2], c, s) for c, s in spliced if s.j1 == s.j2)
    new = _once((after.source[s.a1 : s.a2], c, s) for c, s in spliced if s.i1 == s.i2)
    found = (MovedPassage(*gone[words], *new[words]) for words in gone if words in new)
    return tuple(p for p in found if p.origin is p.target or _ends_sentence(before, p.gone))


def _ends_sentence(before: Text, gone: Splice) -> bool:
    return is_sentence_end(before.source[gone.b1 : gone.b2].rstrip()[-1:])


def _once(found: Iterator[tuple[str, Change, Splice]]) -> dict[Sequence[str], tuple[Change, Splice]]:
    """The long passages by their words, except those found at two places."""
    places: dict[Sequence[str], list[tuple[Change, Splice]]] = {}
    for passage, change, splice in found:
        if len(passage) < _SHORTEST:
            continue
        words = tuple(passage.split())
        if len(words) >= PASSAGE or len(passage) > 12 * len(words) > 0:  # some scripts put no spaces between words
            places.setdefault(words, []).append((change, splice))
    return {words: at[0] for words, at in places.items() if len(at) == 1}
