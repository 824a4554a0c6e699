"""Sentences and phrases that were moved unchanged, inside a unit or from one unit to another.

``align`` finds units that moved as a whole; this module finds smaller passages among the deletions and insertions.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, pairwise, takewhile
from operator import itemgetter
from typing import NamedTuple

from amendtrack.redline.change import Change, ChangeKind
from amendtrack.redline.splices import Splice
from amendtrack.text.units import Text, Unit
from amendtrack.text.words import is_character, is_sentence_end

PASSAGE = 8
"""The fewest words of a passage that counts as moved; shorter ones recur by chance."""
_SENTENCE = 3
"""The same for a whole sentence that stays in its unit."""
_SHORTEST = 12
"""Fewer characters than this are no passage."""
_FEWEST = _SHORTEST // 2
"""The same in a script without spaces, where two characters are a word."""


class Place(NamedTuple):
    """One end of a move: characters ``start:end`` of one of the two texts, and the change that they belong to."""

    change: Change
    start: int
    end: int


class MovedPassage(NamedTuple):
    """The old place of a passage in the first text, and its new one in the second."""

    gone: Place
    new: Place

    @property
    def is_inside(self) -> bool:
        """Whether the passage stayed in its unit."""
        return self.gone.change is self.new.change


def moved_passages(before: Text, after: Text, changes: Iterable[Change]) -> tuple[MovedPassage, ...]:
    """Every passage of eight words or more that is deleted once and inserted once, unchanged.

    Between units, only whole sentences count: a phrase may be deleted here and inserted there for unrelated reasons.
    The capital and the stop or comma that a passage gains or loses with its place are no change of it.
    """
    stays = [change for change in changes if change.move is None and (change.splices or change.kind in _WHOLE)]

    def regions(may_be: _Ask) -> tuple[Iterator[_Region], Iterator[_Region]]:
        gone, new = _deleted(before, stays, may_be), _inserted(after, stays, may_be)
        return (_Region.of(before, place) for place in gone), (_Region.of(after, place) for place in new)

    lost, found = (set(chain.from_iterable(region.words for region in side)) for side in regions(_may_count))
    return () if lost.isdisjoint(found) else tuple(_moved(*map(tuple, regions(_is_long))))


class _Region(NamedTuple):
    """What a redline deletes or inserts in one piece: its sentences, and the words of each."""

    text: Text
    place: Place
    cuts: tuple[int, ...]
    words: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, text: Text, place: Place) -> _Region:
        """The sentences of a region."""
        source, (_, start, end) = text.source, place
        stop = _STOP.search(source, start, end)
        if stop is None or stop.end() >= end:  # as nearly all: a phrase, or one sentence
            return cls(text, place, (start, end), (_bare(source[start:end]),))
        stops = (found.end() for found in _STOP.finditer(source, start, end))
        cuts = (start, *(at for at in stops if at < end), end)
        return cls(text, place, cuts, tuple(_bare(source[first:last]) for first, last in pairwise(cuts)))

    @property
    def is_unit(self) -> bool:
        """Whether it is a whole unit: ``align`` has decided that it is none of those on the other side."""
        return self.place.change.kind in _WHOLE

    @property
    def is_pure(self) -> bool:
        """Whether nothing is inserted where it is deleted, or the reverse."""
        change, start, end = self.place
        here = _at(change.splices, start, _B1), _at(change.splices, start, _A1)
        return any(s.b2 == end and s.a1 == s.a2 for s in here[0]) or any(s.a2 == end and s.b1 == s.b2 for s in here[1])

    def part(self, first: int, last: int) -> Place:
        """Sentences ``first:last``."""
        return Place(self.place.change, self.cuts[first], self.cuts[last])

    def is_sentence(self, k: int) -> bool:
        """Whether the k-th piece is a whole sentence of its text."""
        return (k > 0 or self._begins()) and (k + 1 < len(self.words) or self._ends())

    def _begins(self) -> bool:
        """Whether a unit or a sentence begins with it."""
        units, start = self.text.units, self.place.start
        k = bisect_left(units, start, key=itemgetter(_BODY))
        return (k < len(units) and units[k].body == start) or _ends_sentence(
            self.text.source[max(0, start - _NEAR) : start]
        )

    def _ends(self) -> bool:
        """Whether a sentence ends with it."""
        source, (_, start, end) = self.text.source, self.place
        return _ends_sentence(source[start:end]) or is_sentence_end(source[end : end + 1])


_GONE, _NEW = (ChangeKind.DELETED, ChangeKind.REPLACED), ChangeKind.INSERTED
_WHOLE = (*_GONE, _NEW)
_BODY = Unit._fields.index("body")
_STOP = re.compile(r"(?:[.!?؟۔][\"'”’»)\]*_]*(?=\s)|[。！？]+[」』”]?)[ \t]*")
"""The end of a sentence, with the blanks after it on the line."""
_NEAR = 8
"""How far before a region its sentence may begin: blanks and closing signs."""
_EDGES = " \t\r\n.,;:!?،؛؟۔，。；：！？"


_B1, _A1 = map(Splice._fields.index, ("b1", "a1"))


def _at(splices: Sequence[Splice], start: int, field: int) -> Iterator[Splice]:
    """The splices that begin there in one of the texts, of which a very long unit has hundreds of thousands."""
    places = range(bisect_left(splices, start, key=itemgetter(field)), len(splices))
    return takewhile(lambda s: s[field] == start, map(splices.__getitem__, places))


def _ends_sentence(text: str) -> bool:
    return is_sentence_end(text.rstrip().rstrip("\"'”’»)]*_」』")[-1:])


def _bare(sentence: str) -> tuple[str, ...]:
    """The words, without the signs at both ends and the first capital."""
    bare = sentence.strip(_EDGES)
    return tuple((bare[:1].lower() + bare[1:]).split())


_Ask = Callable[[str, int, int], bool]
"""A question about a stretch of a source."""


def _fewest(source: str) -> int:
    """The fewest characters of a passage of this text."""
    return _SHORTEST if source.isascii() else _FEWEST


def _deleted(before: Text, changes: Iterable[Change], may_be: _Ask) -> Iterator[Place]:
    fewest = _fewest(before.source)
    for change in changes:
        if change.kind in _GONE:
            unit = before.units[change.i1]
            if may_be(before.source, unit.body, unit.end):
                yield Place(change, unit.body, unit.end)
        for s in change.splices:
            if s.b2 - s.b1 >= fewest and not s.noise and may_be(before.source, s.b1, s.b2):
                yield Place(change, s.b1, s.b2)


def _inserted(after: Text, changes: Iterable[Change], may_be: _Ask) -> Iterator[Place]:
    fewest = _fewest(after.source)
    for change in changes:
        if change.kind is _NEW:
            unit = after.units[change.j1]
            if may_be(after.source, unit.body, unit.end):
                yield Place(change, unit.body, unit.end)
        for s in change.splices:
            if s.a2 - s.a1 >= fewest and not s.noise and may_be(after.source, s.a1, s.a2):
                yield Place(change, s.a1, s.a2)


def _is_long(source: str, start: int, end: int) -> bool:
    """Whether that stretch may be a passage: it has three words, or a script without spaces between them."""
    words = source[start:end]
    if len(words) < _SHORTEST:
        return len(words) >= _FEWEST and any(map(is_character, words))
    return len(words.split(None, _SENTENCE)) >= _SENTENCE or not words.isascii()


def _may_count(source: str, start: int, end: int) -> bool:
    """Whether such a stretch may have moved by itself: a sentence ends in it or with it, or it has eight words."""
    if _END.search(source, start, end + 1):
        return _is_long(source, start, end)
    if end - start < _SHORTEST:
        return False
    words = source[start:end]
    return len(words.split(None, PASSAGE)) >= PASSAGE or (not words.isascii() and max(words) >= _UNSPACED)


_END = re.compile(r"[.!?؟۔。！？]")
_UNSPACED = "\u0e00"
"""No script that puts no spaces between words is before this."""


def _moved(gone: Sequence[_Region], new: Sequence[_Region]) -> Iterator[MovedPassage]:
    """Each sentence of one side that is also on the other, with its neighbours as far as they moved together."""
    old, found = _once(gone), _once(new)
    taken: set[tuple[int, int]] = set()
    for words in (words for words in old if words in found and _size(words) >= _SENTENCE):
        (n, k), (m, q) = old[words], found[words]
        if (n, k) in taken:
            continue
        one, other = gone[n], new[m]
        back, forth = _together(one, other, k, q, -1), _together(one, other, k, q, 1)
        taken.update((n, at) for at in range(k - back, k + forth + 1))
        moved = MovedPassage(one.part(k - back, k + forth + 1), other.part(q - back, q + forth + 1))
        size = sum(map(_size, one.words[k - back : k + forth + 1]))
        is_sentence = one.is_sentence(k) and other.is_sentence(q)
        if not is_sentence and not (one.is_pure and other.is_pure):
            continue
        if _counts(moved, size, is_sentence=is_sentence) and not (one.is_unit and other.is_unit):
            yield moved


def _counts(moved: MovedPassage, size: int, *, is_sentence: bool) -> bool:
    """Whether a passage of so many words has moved, rather than been deleted here and inserted there."""
    if moved.is_inside:
        return size >= (_SENTENCE if is_sentence else PASSAGE)
    return size >= PASSAGE and is_sentence


def _size(words: Sequence[str]) -> int:
    """How many words those are; in a script without spaces, two characters are one."""
    characters = sum(map(is_character, "".join(words))) if max(map(len, words), default=0) > _FEWEST else 0
    return characters // 2 + len(words)


def _together(one: _Region, other: _Region, k: int, q: int, step: int) -> int:
    """How many more sentences are the same on that side of two that are."""
    mine, others = (
        (one.words[k + 1 :], other.words[q + 1 :]) if step > 0 else (one.words[:k][::-1], other.words[:q][::-1])
    )
    return next((n for n, (a, b) in enumerate(zip(mine, others)) if a != b), min(len(mine), len(others)))


def _once(regions: Sequence[_Region]) -> dict[tuple[str, ...], tuple[int, int]]:
    """The passages by their words, except those found at two places: the region, and the sentence in it."""
    places: dict[tuple[str, ...], tuple[int, int]] = {}
    twice: set[tuple[str, ...]] = set()
    for n, region in enumerate(regions):
        for k, words in enumerate(region.words):
            if words in places:
                twice.add(words)
            places[words] = n, k
    for words in twice:
        del places[words]
    return places
