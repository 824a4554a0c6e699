"""The same new words of different proposals at different places: if all were adopted, they would stand twice.

Such words may be a new unit, a unit reworded until it reads so, or a sentence put in. What one proposal puts at two
places itself is meant to stand twice. Headings, table rows and short phrases may well be repeated, and are left out.
The same words under two new headings are two units.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from amendtrack.consolidation.edits import Edit, Identity, Inserted, Reworded
from amendtrack.consolidation.strands import Strand, holds
from amendtrack.redline.phrase import BREAK
from amendtrack.redline.splices import unit_words
from amendtrack.text.labelling import is_heading
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


def doubled(
    base: Text, strands: Iterable[Strand[Edit]], words: Mapping[int, Sequence[Strand[Reworded]]]
) -> dict[Identity, frozenset[str]]:
    """The edits whose new words others have at another place, each with the proposals that do."""
    found: dict[Identity, frozenset[str]] = {}
    for places in _by_words(base, strands, words).values():
        if len(places) < 2 or _is_meant(places):
            continue
        every = frozenset[str]().union(*(backers for _, backers in places))
        for edits, backers in places:  # no proposal has the words at two of them
            found.update(dict.fromkeys(edits, every - backers))
    return found


def _is_meant(places: Sequence[Place]) -> bool:
    """Whether one proposal has the words at two of the places."""
    every = [name for _, backers in places for name in backers]
    return len(set(every)) < len(every)


def _by_words(
    base: Text, strands: Iterable[Strand[Edit]], words: Mapping[int, Sequence[Strand[Reworded]]]
) -> dict[tuple[str, ...], list[Place]]:
    found: dict[tuple[str, ...], list[Place]] = defaultdict(list)
    units: dict[tuple[str, ...], list[Strand[Inserted]]] = defaultdict(list)
    for strand in strands:
        if holds(strand, Reworded):
            if len(strand.edit.key) >= _UNIT and (sentence := _sentence(strand.edit)):
                found[(*sentence, BREAK)].append((frozenset([strand.identity]), strand.backers))
        elif holds(strand, Inserted) and _is_passage(strand.edit):
            key = strand.edit.key
            if BREAK in "".join(key):
                key = tuple(k for k in key if not k.startswith(BREAK))
            if not strand.edit.under:
                units[key].append(strand)
            found[(*key, BREAK, *strand.edit.under)].append((frozenset([strand.identity]), strand.backers))
    lengths: dict[int, tuple[int, int]] = {}
    near: dict[int, list[_Reading]] = {}
    for key, same in units.items():
        wording = same[0].edit.wording
        for i in sorted({s.edit.gap + k for s in same for k in _NEAR} & words.keys()):
            if _begins_otherwise(base, i, words[i], key[0]):
                continue
            if i not in lengths:
                lengths[i] = _lengths(base, i, words[i])
            if not lengths[i][0] - _spare(wording) <= len(wording) <= lengths[i][1] + _spare(wording):
                continue
            if i not in near:
                near[i] = list(_readings(base, i, words[i]))
            for reading in near[i]:
                if reading.may_be(wording) and reading.words(base) == key:
                    found[(*key, BREAK)].append(reading.place)
    return found


def _is_passage(edit: Inserted) -> bool:
    is_part = edit.wording.startswith("|") or edit.label.startswith("[^") or is_heading(edit.mark, edit.label)
    return not is_part and count_of_words(edit.key) >= _UNIT


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

    def words(self, base: Text) -> tuple[str, ...]:
        keys = unit_words(base, base.units[self.unit]).keys
        made: list[str] = []
        at = 0
        for edit in sorted(self.edits, key=lambda e: (e.start, e.end)):
            made += [*keys[at : edit.start[1]], *edit.key]
            at = edit.end[1]
        return (*made, *keys[at:])


def _begins_otherwise(base: Text, i: int, strands: Sequence[Strand[Reworded]], word: str) -> bool:
    """Whether a unit plainly begins with another letter than this word, and nobody changes its beginning."""
    body = base.units[i].body
    one, other = base.source[body : body + 1], word[:1]
    if one == other or not (one.isascii() and other.isascii() and one.isalpha() and other.isalpha()):
        return False
    return all(s.edit.start[1] for s in strands)


def _spare(wording: str) -> int:
    """By how many characters two wordings of the same words may differ."""
    return 4 + len(wording) // 10


def _lengths(base: Text, i: int, strands: Sequence[Strand[Reworded]]) -> tuple[int, int]:
    """The fewest and the most characters that any reading of a unit may have."""
    fewest = most = base.units[i].end - base.units[i].body
    for strand in strands:
        edit = strand.edit
        fewest -= edit.c2 - edit.c1
        if edit.parts:
            most += _put(edit)
    return fewest, most


def _put(edit: Reworded) -> int:
    parts = edit.parts
    if len(parts) == 1 and isinstance(parts[0], str):  # as in nearly all
        return len(parts[0])
    return sum(len(part) for part in parts if isinstance(part, str))


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


__all__ = ["doubled"]
