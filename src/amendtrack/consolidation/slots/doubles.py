"""The same new words of different proposals at different places: if all were adopted, they would stand twice.

Such words may be a new unit, a unit reworded until it reads so, or a sentence put in. What one proposal puts at two
places itself is meant to stand twice. Headings, table rows and short phrases may well be repeated, and are left out,
but not an item of few words at two places in one list. The same words under two new headings are two units.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from amendtrack.consolidation.belonging import is_item
from amendtrack.consolidation.edits import Edit, Identity, Inserted, Reworded
from amendtrack.consolidation.strands import Strand, holds
from amendtrack.redline.splices import unit_words
from amendtrack.redline.spoken_words import BREAK
from amendtrack.text.units import Text
from amendtrack.text.words import count_of_words

Place = tuple[frozenset[Identity], frozenset[str]]
"""The edits that put the words at one place, and the proposals that make them."""

_UNIT = 4
"""The fewest words of a unit that is not to stand twice by accident."""
_SENTENCE = 8
"""The fewest words of a sentence put into a paragraph; shorter phrases recur."""
_NEAR = range(-2, 4)
"""Where a unit that was reworded may read like a new one: so far from its gap."""


Key = tuple[str, ...]
"""Words as they are compared."""


@dataclass(frozen=True, slots=True)
class _Passage:
    """An edit and the new words that are not to stand twice, if it has any: as they are compared with all others."""

    strand: Strand[Edit]
    key: Key = ()
    unit: Key = ()
    """The words of a new unit under no new heading, which a unit that is reworded may read like."""
    item: Key = ()
    """The words of a new item with a sign, if they are few: it is not to stand twice in one list."""

    @classmethod
    def of(cls, strand: Strand[Edit]) -> _Passage:
        if holds(strand, Reworded):
            sentence = _sentence(strand.edit)
            return cls(strand, (*sentence, BREAK) if sentence else ())
        if holds(strand, Inserted) and _is_passage(strand.edit):
            key, under = strand.edit.key, strand.edit.under
            if BREAK in "".join(key):
                key = tuple(k for k in key if not k.startswith(BREAK))
            return cls(strand, (*key, BREAK, *under), () if under else key)
        if holds(strand, Inserted) and _is_short_item(strand.edit):
            return cls(strand, item=strand.edit.key)
        return cls(strand)


class NewWords:
    """The new words of all edits on the table; what is known from an earlier table of the same base is reused.

    ``list_of`` tells what the list of a new item stands under in the base, None if that is new. ``doubled`` holds the
    edits whose new words others have at another place, each with the proposals that do.
    """

    def __init__(
        self,
        base: Text,
        strands: Iterable[Strand[Edit]],
        words: Mapping[int, Sequence[Strand[Reworded]]],
        list_of: Callable[[Strand[Inserted]], int | None],
        known: NewWords | None = None,
    ) -> None:
        self._base, self._words, self._list_of = base, words, list_of
        was: Mapping[int, _Passage] = known._passages if known is not None and known._base is base else {}
        self._rooms: dict[int, _Room] = known._rooms.copy() if known is not None and known._base is base else {}
        # An edit that is in both tables is mostly one object, which both hold, so that no other has its id.
        self._passages: dict[int, _Passage] = {id(s): was.get(id(s)) or _Passage.of(s) for s in strands}
        self.doubled = self._found([passage for passage in self._passages.values() if passage.key])

    def _found(self, passages: Sequence[_Passage]) -> Mapping[Identity, frozenset[str]]:
        read = self._reading_alike(passages)
        many = {key for key, n in Counter([p.key for p in passages]).items() if n > 1} | read.keys()
        by_words: dict[Key, list[Place]] = defaultdict(list)
        for p in passages:
            if p.key in many:
                by_words[p.key].append((frozenset([p.strand.identity]), p.strand.backers))
        found: dict[Identity, frozenset[str]] = {}
        for places in ([*own, *read.get(key, ())] for key, own in by_words.items()):
            found.update(_at_other_places(places))
        for places in self._in_lists():
            found.update(_at_other_places(places))
        return found

    def _in_lists(self) -> Iterator[list[Place]]:
        """Where items of few words are put into one list, and where an item of it is reworded until it reads so."""
        lists: dict[tuple[Key, int], list[Strand[Inserted]]] = defaultdict(list)
        for p in self._passages.values():
            if p.item and holds(p.strand, Inserted) and (over := self._list_of(p.strand)) is not None:
                lists[p.item, over].append(p.strand)
        for (key, _), same in lists.items():
            near = sorted({s.edit.gap + k for s in same for k in _NEAR} & self._words.keys())
            items = (i for i in near if self._is_item(i) and self._room(i).holds(same[0].edit.wording, key[0]))
            read = [r.place for i in items for r in _by_words(self._base, i, self._words[i]).get(key, ())]
            yield [*((frozenset([s.identity]), s.backers) for s in same), *read]

    def _is_item(self, i: int) -> bool:
        unit = self._base.units[i]
        return is_item(self._base.source[unit.start : unit.body], unit.label)

    def _reading_alike(self, passages: Iterable[_Passage]) -> Mapping[Key, list[Place]]:
        """Where units that are reworded read like new units near them."""
        units: dict[Key, list[Strand[Inserted]]] = defaultdict(list)
        for p in passages:
            if p.unit and holds(p.strand, Inserted):
                units[p.unit].append(p.strand)
        found: dict[Key, list[Place]] = defaultdict(list)
        near: dict[int, Mapping[Key, Sequence[_Reading]]] = {}
        for key, same in units.items():
            wording = same[0].edit.wording
            for i in sorted({s.edit.gap + k for s in same for k in _NEAR} & self._words.keys()):
                if not self._room(i).holds(wording, key[0]):
                    continue
                if i not in near:
                    near[i] = _by_words(self._base, i, self._words[i])
                for reading in near[i].get(key, ()):
                    if reading.may_be(wording):
                        found[(*key, BREAK)].append(reading.place)
        return found

    def _room(self, i: int) -> _Room:
        room = self._rooms.get(i)
        if room is None or room.strands != self._words[i]:
            room = self._rooms[i] = _Room.of(self._base, i, self._words[i])
        return room


def _at_other_places(places: Sequence[Place]) -> Mapping[Identity, frozenset[str]]:
    """Each edit at one of the places where the same words stand, with the proposals that have them at another."""
    if len(places) < 2 or _is_meant(places):
        return {}
    every = frozenset[str]().union(*(backers for _, backers in places))
    # No proposal has the words at two of the places.
    return {edit: every - backers for edits, backers in places for edit in edits}


def _is_meant(places: Sequence[Place]) -> bool:
    """Whether one proposal has the words at two of the places."""
    every = [name for _, backers in places for name in backers]
    return len(set(every)) < len(every)


def _is_passage(edit: Inserted) -> bool:
    is_part = edit.wording.startswith("|") or edit.label.startswith("[^") or edit.is_heading
    return not is_part and count_of_words(edit.key) >= _UNIT


def _is_short_item(edit: Inserted) -> bool:
    """Whether a new unit is an item with a sign instead of a number, and few words."""
    is_part = edit.label or edit.is_heading or edit.under
    return bool(edit.mark.strip()) and not is_part and 0 < count_of_words(edit.key) < _UNIT


def _sentence(edit: Reworded) -> tuple[str, ...]:
    """The words that an edit puts in without changing any, if they are many enough."""
    if edit.start != edit.end or len(edit.key) < _UNIT:
        return ()
    key = tuple(k for k in edit.key if k != BREAK) if BREAK in edit.key else edit.key
    return key if count_of_words(key) >= (_SENTENCE if len(key) == len(edit.key) else _UNIT) else ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """A unit as some proposals word it, and how many characters it then has."""

    unit: int
    edits: tuple[Reworded, ...]
    backers: frozenset[str]
    size: int

    @property
    def place(self) -> Place:
        return frozenset(e.identity for e in self.edits), self.backers

    def may_be(self, wording: str) -> bool:
        """Whether it is about as long as that wording; typography may differ."""
        return abs(self.size - len(wording)) <= _spare(wording)

    def words(self, keys: Sequence[str]) -> Key:
        """Its words, of those of the unit as drafted."""
        made: list[str] = []
        at = 0
        for edit in sorted(self.edits, key=lambda e: (e.start, e.end, e.c1)):
            made += [*keys[at : edit.start[1]], *edit.key]
            at = edit.end[1]
        return (*made, *keys[at:])


@dataclass(frozen=True, slots=True)
class _Room:
    """What a unit may read like, whoever's changes are made: with which letter it begins, and how long it is."""

    strands: Sequence[Strand[Reworded]]
    letter: str
    """The first letter, if it is plain and nobody changes the beginning."""
    fewest: int
    most: int

    @classmethod
    def of(cls, base: Text, i: int, strands: Sequence[Strand[Reworded]]) -> _Room:
        unit = base.units[i]
        fewest = most = unit.end - unit.body
        for strand in strands:
            edit = strand.edit
            fewest -= edit.c2 - edit.c1
            if edit.parts:
                most += _put(edit)
        letter = base.source[unit.body : unit.body + 1]
        is_fixed = letter.isascii() and letter.isalpha() and all(s.edit.start[1] for s in strands)
        return cls(strands, letter if is_fixed else "", fewest, most)

    def holds(self, wording: str, first: str) -> bool:
        """Whether it may read so, which begins with that word."""
        letter = first[:1]
        if self.letter and letter != self.letter and letter.isascii() and letter.isalpha():
            return False
        spare = _spare(wording)
        return self.fewest - spare <= len(wording) <= self.most + spare


def _spare(wording: str) -> int:
    """By how many characters two wordings of the same words may differ."""
    return 4 + len(wording) // 10


def _put(edit: Reworded) -> int:
    parts = edit.parts
    if len(parts) == 1 and isinstance(parts[0], str):  # as in nearly all
        return len(parts[0])
    return sum(len(part) for part in parts if isinstance(part, str))


def _by_words(base: Text, i: int, strands: Sequence[Strand[Reworded]]) -> Mapping[Key, Sequence[_Reading]]:
    """How a unit reads with the changes of each group of proposals, by the words that it then has."""
    keys = unit_words(base, base.units[i]).keys
    found: dict[Key, list[_Reading]] = defaultdict(list)
    for reading in _readings(base, i, strands):
        found[reading.words(keys)].append(reading)
    return found


def _readings(base: Text, i: int, strands: Sequence[Strand[Reworded]]) -> Iterator[_Reading]:
    """How a unit reads with the changes of each group of proposals."""
    own: dict[str, list[int]] = defaultdict(list)
    for n, strand in enumerate(strands):
        for name in strand.backers:
            own[name].append(n)
    groups: dict[tuple[int, ...], set[str]] = defaultdict(set)
    for name, numbers in own.items():
        groups[tuple(numbers)].add(name)
    unit = base.units[i]
    for group, names in groups.items():
        edits = tuple(strands[n].edit for n in group)
        if not any(e.spans_units or BREAK in e.key for e in edits):
            size = unit.end - unit.body + sum(_put(e) - (e.c2 - e.c1) for e in edits)
            yield _Reading(i, edits, frozenset(names), size)


__all__ = ["NewWords"]
