"""Whether some edits exclude another, where their places tell without laying out their slots.

What changes a unit, or joins it to others, excludes only what changes the same units: what deletes it excludes all of
that, a move another move, a number another number, and words the words with which they overlap. A new unit excludes
only new units in its gap. The answer is the one that the slots of these edits would give; where more than that counts
(changes of units that are joined or split, words that touch where brackets are lifted, several new units in one gap)
there is none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeGuard

from amendtrack.consolidation.compose import flat
from amendtrack.consolidation.edits import Edit, Inserted, Moved, Relabelled, Reworded, Struck
from amendtrack.consolidation.rivals_of_two import RivalsOfTwo
from amendtrack.consolidation.slots.clusters import leave_no_words, words_collide
from amendtrack.consolidation.slots.variants import reading_key
from amendtrack.redline.align.prepared import Prepared
from amendtrack.redline.spoken_words import BREAK


class RivalsByPlace:
    """Some edits by the unit or the gap that they change, to be asked which others they exclude."""

    def __init__(self, mine: Iterable[Edit], base: Prepared, new_units: RivalsOfTwo) -> None:
        self._base, self._new_units = base, new_units
        self._at: dict[int, list[Edit]] = defaultdict(list)
        self._new: dict[int, list[Inserted]] = defaultdict(list)
        self._changes = [*mine]
        places = Counter[tuple[int, bool]]()
        for edit in self._changes:
            if isinstance(edit, Inserted):
                self._new[edit.gap].append(edit)
                continue
            self._at[edit.unit].append(edit)
            if not isinstance(edit, Reworded):
                places[edit.unit, isinstance(edit, Relabelled)] += 1
        self._joins = [edit for edit in self._changes if _joins(edit)]
        self._moves = any(isinstance(edit, Moved) for edit in self._changes)
        # A unit with two new places, or two numbers, is a conflict by itself.
        self._is_told = max(places.values(), default=1) < 2

    def exclude(self, other: Edit) -> bool | None:
        """Whether another edit cannot be adopted together with these; None if that is not told by their places.

        >>> import amendtrack
        >>> base = Prepared.of(amendtrack.parse_text("Mark all known fields now."))
        >>> known = Reworded((0, 2), (0, 3), ("old",), 9, 14, ("old",))
        >>> known_fields = Reworded((0, 2), (0, 4), ("areas",), 9, 21, ("areas",))
        >>> fields, deleted = Reworded((0, 3), (0, 4), ("areas",), 15, 21, ("areas",)), Struck(0, 0, 26)
        >>> found = RivalsByPlace([known], base, RivalsOfTwo())
        >>> [found.exclude(edit) for edit in (known_fields, fields, deleted, known)]
        [True, False, True, False]
        """
        if not self._is_told or any(_is_at(other, join) for join in self._joins):
            return None
        if _joins(other):
            return None if any(_is_at(edit, other) for edit in self._changes) else False
        if isinstance(other, Inserted):
            return self._exclude_new(other)
        here = self._at.get(other.unit, ())
        if not here or any(edit.identity == other.identity for edit in here):
            return False
        if any(isinstance(edit, Struck) for edit in (other, *here)):
            return True
        if isinstance(other, Moved):
            return any(isinstance(edit, Moved) for edit in here)
        if any(isinstance(edit, Reworded) and BREAK in edit.key for edit in (other, *here)):
            return None
        if isinstance(other, Reworded):
            return self._exclude_words([edit for edit in here if isinstance(edit, Reworded)], other)
        numbers = [edit for edit in here if isinstance(edit, Relabelled)]
        return any(isinstance(other, Relabelled) and _are_rival_numbers(edit, other) for edit in numbers)

    def _exclude_new(self, other: Inserted) -> bool | None:
        """The answer for a new unit."""
        if not self._new:
            return False
        if self._moves:
            return None  # what is new may go with what is moved
        here = self._new.get(other.gap, [])
        if len(here) > 1:
            return None
        return bool(here) and self._new_units.exclude(here[0], other)

    def _exclude_words(self, here: Sequence[Reworded], other: Reworded) -> bool | None:
        """The answer for words of a unit that is neither joined nor split."""
        meeting = [edit for edit in here if words_collide(edit, other, self._base)]
        if any(edit.start < other.end and other.start < edit.end for edit in meeting):
            return True if self._changes_letters(other) else None
        if not meeting:
            return False
        if leave_no_words([*here, other], self._base):
            return True
        # One of two that touch may delete what the other keeps, and only takes out of its brackets.
        return False if len(here) == 1 and all(map(self._changes_letters, (*here, other))) else None

    def _changes_letters(self, edit: Reworded) -> bool:
        """Whether an edit changes more than blanks and square brackets."""
        return _letters(flat(edit.parts)) != _letters(self._base.text.source[edit.c1 : edit.c2])


def _joins(edit: Edit) -> TypeGuard[Reworded]:
    """Whether an edit joins units."""
    return isinstance(edit, Reworded) and edit.spans_units


def _is_at(edit: Edit, join: Reworded) -> bool:
    """Whether an edit changes a unit that another edit joins to others, or puts a unit between them."""
    first, last = join.start[0], join.end[0]
    if isinstance(edit, Inserted | Moved) and first <= edit.gap < last:
        return True
    until = edit.end[0] if isinstance(edit, Reworded) else edit.unit
    return not isinstance(edit, Inserted) and edit.unit <= last and first <= until


def _are_rival_numbers(x: Relabelled, y: Relabelled) -> bool:
    return reading_key(x.mark) != reading_key(y.mark)


def _letters(wording: str) -> str:
    return "".join(wording.replace("[", " ").replace("]", " ").split())


__all__ = ["RivalsByPlace"]
