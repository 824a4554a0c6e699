"""Which edits may exclude each other: words of one unit that do not touch never do."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import TypeGuard

from amendtrack.consolidation.edits import Edit, Identity, Reworded
from amendtrack.redline.spoken_words import BREAK
from amendtrack.text.units import Text, UnitKind

_START = itemgetter(0)


class Touching:
    """The edits of a consolidation by where they are, so that those near an edit are found without looking at all."""

    def __init__(self, base: Text, edits: Iterable[Edit]) -> None:
        self._base = base
        self._edits: dict[int, list[Reworded]] = defaultdict(list)
        for edit in edits:
            if self._is_inside(edit):
                self._edits[edit.unit].append(edit)
        self._units: dict[int, WordsOfUnit] = {}

    def may_touch(self, x: Edit, y: Edit) -> bool:
        """Whether two edits may exclude each other."""
        if x.unit != y.unit or not (self._is_inside(x) and self._is_inside(y)):
            return True
        return x.start <= y.end and y.start <= x.end

    def near(self, mine: Iterable[Edit], others: frozenset[Identity]) -> frozenset[Identity]:
        """The others without those that cannot touch any of these edits; all of them unless these are in one unit."""
        edits = [*mine]
        units, inside = {edit.unit for edit in edits}, [edit for edit in edits if self._is_inside(edit)]
        if len(units) != 1 or len(inside) < len(edits):
            return others
        words = self._words_of(units.pop())
        return (others - words.every).union(*(words.touching(edit) & others for edit in inside))

    def _words_of(self, unit: int) -> WordsOfUnit:
        if unit not in self._units:
            self._units[unit] = WordsOfUnit(self._edits.get(unit, ()))
        return self._units[unit]

    def _is_inside(self, edit: Edit) -> TypeGuard[Reworded]:
        """Whether an edit changes words inside one unit and leaves it one unit; a row is compared as a whole."""
        if not isinstance(edit, Reworded) or edit.spans_units or BREAK in edit.key:
            return False
        return self._base.units[edit.unit].kind is not UnitKind.ROW


class WordsOfUnit:
    """Changes of words inside one unit, by how many words they take away and where they begin."""

    def __init__(self, edits: Iterable[Reworded]) -> None:
        lengths: dict[int, list[tuple[int, int, Identity]]] = defaultdict(list)
        for edit in edits:
            start, end = edit.start[1], edit.end[1]
            lengths[(end - start).bit_length()].append((start, end, edit.identity))
        self._lengths: Mapping[int, Sequence[tuple[int, int, Identity]]] = {
            n: sorted(own) for n, own in lengths.items()
        }
        self.every = frozenset(identity for own in lengths.values() for _, _, identity in own)

    def touching(self, edit: Reworded) -> frozenset[Identity]:
        """The changes that overlap these words or begin or end where they end or begin.

        >>> edits = [Reworded((4, n), (4, n + 2), ("all",), n, n + 2) for n in (1, 3, 9)]
        >>> WordsOfUnit(edits).touching(edits[0]) == {edits[0].identity, edits[1].identity}
        True
        """
        first, last = edit.start[1], edit.end[1]
        found: set[Identity] = set()
        for length, own in self._lengths.items():  # each of these is shorter than two to that power
            begin = bisect_left(own, first - (1 << length), key=_START)
            found.update(i for _, end, i in own[begin : bisect_right(own, last, key=_START)] if end >= first)
        return frozenset(found)


__all__ = ["Touching", "WordsOfUnit"]
