"""Word edits of one unit that must be printed together because of the draft's own square brackets.

Square brackets mark what is not agreed. A passage printed with half a pair would be misread, so a passage here contains
each bracket of the draft together with its partner, and so does every reading of it. ``clusters`` decides beforehand
which edits collide or form a phrase.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from amendtrack.consolidation.edits import Reworded
from amendtrack.consolidation.slots.clusters import Chosen
from amendtrack.consolidation.strands import Strand
from amendtrack.redline.phrase import halves
from amendtrack.redline.spoken_words import Words

_BRACKETS = frozenset("[]")


@dataclass(frozen=True, slots=True)
class Passage:
    """Edits that are printed together, and the words ``first:last`` of the unit, characters ``start:end`` of the base.

    The words are those that the edits touch, and any others up to the partners of brackets among them.
    """

    strands: tuple[Strand[Reworded], ...]
    first: int
    last: int
    start: int
    end: int

    @classmethod
    def of(cls, strands: Iterable[Strand[Reworded]]) -> Self:
        """The passage that these edits touch."""
        found = tuple(sorted(strands, key=_reading_order))
        edits = [s.edit for s in found]
        first, last = min(e.start[1] for e in edits), max(e.end[1] for e in edits)
        return cls(found, first, last, min(e.c1 for e in edits), max(e.c2 for e in edits))

    def widened(self, first: int, last: int, words: Words) -> Self:
        """The same edits with at least these words."""
        start = min(self.start, words.starts[first]) if first < self.first else self.start
        end = max(self.end, words.ends[last - 1]) if last > self.last else self.end
        return type(self)(self.strands, min(first, self.first), max(last, self.last), start, end)

    def joined(self, other: Self) -> Self:
        """Both passages as one."""
        strands = sorted((*self.strands, *other.strands), key=_reading_order)
        first, last = min(self.first, other.first), max(self.last, other.last)
        return type(self)(tuple(strands), first, last, min(self.start, other.start), max(self.end, other.end))

    def readings(self, keys: Sequence[str]) -> Iterator[tuple[frozenset[str], list[str]]]:
        """The words of the passage as each group of proposals words it."""
        groups: dict[frozenset[int], set[str]] = {}
        for name in frozenset[str]().union(*(s.backers for s in self.strands)):
            own = frozenset(k for k, s in enumerate(self.strands) if name in s.backers)
            groups.setdefault(own, set()).add(name)
        for own, names in groups.items():
            made: list[str] = []
            at = self.first
            for k in sorted(own):
                edit = self.strands[k].edit
                made += [*keys[at : edit.start[1]], *edit.key]
                at = max(at, edit.end[1])
            yield frozenset(names), [*made, *keys[at : self.last]]


def whole_pairs(clusters: Sequence[Sequence[Strand[Reworded]]], words: Words, chosen: Chosen) -> list[Passage]:
    """The clusters as passages, widened and joined until no reading of an open passage has half a pair.

    Edits that are ``chosen`` stay apart from open ones.
    """
    passages = [Passage.of(cluster) for cluster in clusters]
    if _BRACKETS.isdisjoint(words.keys) and all(_BRACKETS.isdisjoint(s.edit.key) for p in passages for s in p.strands):
        return passages
    return _Pairing(words, chosen).paired(passages)


@dataclass(slots=True)
class _Pairing:
    """One unit's passages, joined from left to right; used once and then discarded."""

    words: Words
    chosen: Chosen

    def paired(self, passages: Iterable[Passage]) -> list[Passage]:
        done: list[Passage] = []
        waiting = deque(passages)
        while waiting:
            passage = waiting.popleft()
            first, last = self._extent(passage, done, waiting)
            if (first, last) == (passage.first, passage.last):
                done.append(passage)
                continue
            before = [p for p in reversed(done) if p.last > first]
            after = [p for p in waiting if p.first < last]
            if any(self._is_chosen(p) for p in (passage, *before, *after)):
                done.append(passage)
                continue
            passage = passage.widened(first, last, self.words)
            for other in (*before, *after):
                passage = passage.joined(other)
            del done[len(done) - len(before) :]
            for _ in after:
                waiting.popleft()
            waiting.appendleft(passage)
        return done

    def _is_chosen(self, passage: Passage) -> bool:
        return any(s.identity in self.chosen for s in passage.strands)

    def _extent(self, passage: Passage, done: Sequence[Passage], waiting: Iterable[Passage]) -> tuple[int, int]:
        """The words that the passage needs for its pairs to be whole, in the draft and in every reading."""
        first, last = passage.first, passage.last
        held = self.words.keys[first:last]
        if _BRACKETS.isdisjoint(held) and all(_BRACKETS.isdisjoint(s.edit.key) for s in passage.strands):
            return first, last
        there = [self.words.partners[k] for k in range(first, last) if k in self.words.partners]
        wide = min([first, *there]), max([last, *(k + 1 for k in there)])
        if wide != (first, last):
            return wide
        for names, keys in passage.readings(self.words.keys):
            closing, opening = halves(keys)
            if opening:
                other = self._next_of(names, waiting)
                last = max(last, self._up_to(passage, max(other.last, other.first + 1) if other else None))
            if closing:
                other = self._next_of(names, reversed(done))
                first = min(first, self._back_to(passage, min(other.first, other.last - 1) if other else None))
        return max(first, 0), min(last, len(self.words))

    def _up_to(self, passage: Passage, change: int | None) -> int:
        """Where an open bracket of a reading is closed: by another change, or by a bracket that all keep."""
        stop = len(self.words) if change is None else change
        kept = (k + 1 for k in range(passage.last, stop) if self.words.partners.get(k, k) < passage.first)
        return next(kept, passage.last if change is None else change)

    def _back_to(self, passage: Passage, change: int | None) -> int:
        """Where a bracket that a reading closes was opened."""
        stop = 0 if change is None else change
        kept = (k for k in range(passage.first - 1, stop - 1, -1) if self.words.partners.get(k, k) >= passage.last)
        return next(kept, passage.first if change is None else change)

    def _next_of(self, names: frozenset[str], passages: Iterable[Passage]) -> Passage | None:
        """The nearest passage in which one of these proposals changes a bracket."""
        return next(
            (p for p in passages if any(s.backers & names and changes_brackets(s.edit, self.words) for s in p.strands)),
            None,
        )


def _reading_order(strand: Strand[Reworded]) -> tuple[object, ...]:
    edit = strand.edit
    return (edit.start, edit.c1, edit.end, edit.c2, edit.key)


def changes_brackets(edit: Reworded, words: Words) -> bool:
    """Whether an edit removes or adds a square bracket."""
    return not _BRACKETS.isdisjoint(edit.key) or not _BRACKETS.isdisjoint(words.keys[edit.start[1] : edit.end[1]])


def cuts_a_pair(edit: Reworded, words: Words) -> bool:
    """Whether an edit removes or adds half a pair."""
    return halves(edit.key) != (0, 0) or halves(words.keys[edit.start[1] : edit.end[1]]) != (0, 0)


__all__ = ["Passage", "changes_brackets", "cuts_a_pair", "whole_pairs"]
