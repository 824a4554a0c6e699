"""How readable a redline is: whether a changed phrase is marked as one phrase, and no word is cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from amendtrack.redline.change import Change
from amendtrack.redline.comparison import Redline
from amendtrack.redline.phrase import spoken_words
from amendtrack.redline.splices import unit_words
from amendtrack.text.units import Text
from amendtrack.text.words import is_sign, is_stop_word

CLOSE = 3
"""Fewer kept words than this between two marks make them hard to read apart."""


@dataclass(frozen=True, slots=True)
class Measures:
    """The components of the score, counted over all units that were edited, split or joined.

    ``fragments`` counts marks; ``changed_words`` the words that they delete or insert; ``islands`` kept stretches of
    only stop words or signs between two marks; ``crowded`` other kept stretches shorter than ``CLOSE`` words; ``cuts``
    ends of a mark inside a word.
    """

    fragments: int
    changed_words: int
    islands: int
    crowded: int
    cuts: int


def readability(redline: Redline) -> float:
    """A score from 0 to 1: one minus the share of marks that are hard to read.

    An island of stop words and a cut inside a word cost a mark each, a crowded place half a mark.

    >>> from amendtrack.redline.comparison import compare
    >>> readability(compare("Clear all areas.", "Clear known areas."))
    1.0
    """
    found = measures(redline)
    if not found.fragments:
        return 1.0
    return max(0.0, 1.0 - (found.islands + found.cuts + 0.5 * found.crowded) / found.fragments)


def measures(redline: Redline) -> Measures:
    """The counts behind ``readability``."""
    rows = [_of_change(redline, change) for change in redline.changes if any(not s.noise for s in change.splices)]
    return Measures(*(sum(column) for column in zip(*rows))) if rows else Measures(0, 0, 0, 0, 0)


def _of_change(redline: Redline, change: Change) -> tuple[int, int, int, int, int]:
    before, after = redline.before, redline.after
    marks = [s for s in change.splices if not s.noise]
    changed = sum(s.i2 - s.i1 + s.j2 - s.j1 for s in marks)
    islands = crowded = 0
    for one, other in pairwise(marks):
        kept = [w.key for w in spoken_words(after.source[one.a2 : other.a1])]
        if not kept:
            continue  # two marks that touch read as one
        if all(is_stop_word(k) or is_sign(k) for k in kept) and len(kept) <= CLOSE:
            islands += 1
        elif len(kept) < CLOSE:
            crowded += 1
    ends = [(before, p) for s in marks for p in (s.b1, s.b2)] + [(after, p) for s in marks for p in (s.a1, s.a2)]
    inside = {id(text): set(_word_insides(text, change, text is before)) for text in (before, after)}
    return len(marks), changed, islands, crowded, sum(p in inside[id(text)] for text, p in ends)


def _word_insides(text: Text, change: Change, first: bool) -> Iterator[int]:
    """Every place inside a word of the units concerned."""
    k1, k2 = (change.i1, change.i2) if first else (change.j1, change.j2)
    for unit in text.units[k1:k2]:
        for word in unit_words(text, unit):
            yield from range(word.start + 1, word.end)


__all__ = ["Measures", "measures", "readability"]
