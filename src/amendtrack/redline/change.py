"""What became of each unit between two texts: kept, edited, inserted, deleted, split, joined, moved."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from enum import Enum
from functools import cache, partial
from itertools import repeat
from typing import NamedTuple

from amendtrack.redline.align.alignment import Alignment, EqualRun, Group
from amendtrack.redline.align.section_heads import heads_section
from amendtrack.redline.numbering import LabelChange, Numbering
from amendtrack.redline.splices import Splice
from amendtrack.text.typeface import is_ruler
from amendtrack.text.units import Text, UnitKind


class ChangeKind(Enum):
    """What became of one or more units."""

    KEPT = "kept"
    EDITED = "edited"
    INSERTED = "inserted"
    DELETED = "deleted"
    SPLIT = "split"
    JOINED = "joined"
    DRAWN = "drawn"
    """The line under a table's head, added or left out: the table is only drawn differently."""
    REPLACED = "replaced"
    """Deleted together with its neighbours, with new ones in their place: only in a redline that is to be read."""


class Change(NamedTuple):
    """What became of units ``before[i1:i2]``, now ``after[j1:j2]`` (unit positions, half-open).

    ``gap`` is the unit that new and moved units were stated to follow; None if nobody stated it.
    """

    kind: ChangeKind
    i1: int
    i2: int
    j1: int
    j2: int
    move: int | None = None
    splices: tuple[Splice, ...] = ()
    label: LabelChange = LabelChange.SAME
    gap: int | None = None

    @property
    def substantive(self) -> bool:
        """Whether anything but noise changed."""
        if self.kind is ChangeKind.DRAWN:
            return False
        if self.kind is not ChangeKind.KEPT or self.move is not None or self.label is LabelChange.EDITORIAL:
            return True
        return any(not s.noise for s in self.splices)

    def compared_from(self, before: Text, after: Text) -> tuple[int, int]:
        """Where what was compared begins in both texts: behind the number, or with one that was put in brackets."""
        b, a = before.units[self.i1].body, after.units[self.j1].body
        if self.splices:
            return min(b, self.splices[0].b1), min(a, self.splices[0].a1)
        return b, a


_new_change = partial(tuple.__new__, Change)
"""``Change(...)`` of all its values without its call, since there is one for each unit that is kept."""

Cut = Callable[[Group], tuple[Splice, ...]]


def changes_of(before: Text, after: Text, alignment: Alignment, numbering: Numbering, cut: Cut) -> Iterator[Change]:
    """All changes in reading order: between two units that stay, first the deletions, then the insertions.

    New units at the end of a section come before the deleted heading of the next; units stated to follow a deleted unit
    come right after it.
    """
    moves = {id(m): k for k, m in enumerate(_moves(alignment), 1)}
    stays: list[EqualRun | Group] = []
    movers: list[EqualRun | Group] = []
    matches: list[EqualRun | Group] = [*alignment.runs, *alignment.groups]
    for match in matches:
        (movers if match.moved else stays).append(match)
    stays.sort(key=lambda m: m.i if isinstance(m, EqualRun) else m.i1)
    number = {id(m): moves[id(m)] for m in movers}
    from_at = {_extent(m)[0]: m for m in movers}
    to_at = {_extent(m)[2]: m for m in movers}
    kept_before = cache(lambda: {k for m in matches for k in range(*_extent(m)[:2])})
    kept_after = cache(lambda: {k for m in matches for k in range(*_extent(m)[2:])})
    i = j = 0
    ends = (len(before.units), len(before.units), len(after.units), len(after.units))
    for stay in [*stays, None]:
        i1, i2, j1, j2 = _extent(stay) if stay else ends
        if i < i1 or j < j1:
            # New units of the section above come before a deleted heading.
            own, section = _up_to_heading(before, i, i1), _up_to_heading(after, j, j1)
        while i < i1 or j < j1:
            gap = alignment.gaps.get(j) if j < j1 else None
            until = (own if j < section else i1) if gap is None else gap + 1
            while i < until:
                mover = from_at.get(i)
                if mover is None:
                    kind = ChangeKind.DRAWN if _draws(before, i, kept_before) else ChangeKind.DELETED
                    yield Change(kind, i, i + 1, j, j)
                i = _extent(mover)[1] if mover else i + 1
            if j < j1 and (mover := to_at.get(j)):
                for change in _matched(before, after, mover, number[id(mover)], numbering, cut):
                    yield change._replace(gap=gap)
                j = _extent(mover)[3]
            elif j < j1:
                kind = ChangeKind.DRAWN if _draws(after, j, kept_after) else ChangeKind.INSERTED
                yield Change(kind, i, i, j, j + 1, gap=gap)
                j += 1
        if stay:
            yield from _matched(before, after, stay, None, numbering, cut)
            i, j = i2, j2


def _draws(text: Text, k: int, kept: Callable[[], Container[int]]) -> bool:
    """Whether a unit is the line under the head of a table that is in both texts."""
    unit = text.units[k]
    return unit.kind is UnitKind.ROW and is_ruler(text.printed(unit)) and (k - 1 in kept() or k + 1 in kept())


def _up_to_heading(text: Text, k: int, stop: int) -> int:
    """The first heading of a section among units ``k:stop``, or the end of them."""
    return next((n for n in range(k, stop) if heads_section(text, text.units[n])), stop)


def _extent(match: EqualRun | Group) -> tuple[int, int, int, int]:
    if isinstance(match, EqualRun):
        return match.i, match.i + match.n, match.j, match.j + match.n
    return match.i1, match.i2, match.j1, match.j2


def _moves(alignment: Alignment) -> list[EqualRun | Group]:
    found: list[EqualRun | Group] = [*alignment.runs, *alignment.groups]
    return sorted((m for m in found if m.moved), key=lambda m: _extent(m)[2])


def _matched(
    before: Text, after: Text, match: EqualRun | Group, move: int | None, numbering: Numbering, cut: Cut
) -> Iterator[Change]:
    """The changes in a match: kept units are listed one by one only where something differs."""
    i1, i2, j1, j2 = _extent(match)
    if isinstance(match, Group):
        splices = cut(match)
        kind = ChangeKind.EDITED
        if i2 - i1 < j2 - j1:
            kind = ChangeKind.SPLIT
        elif i2 - i1 > j2 - j1:
            kind = ChangeKind.JOINED
        elif all(s.noise for s in splices):
            kind = ChangeKind.KEPT
        yield Change(kind, i1, i2, j1, j2, move, splices, numbering.judge(i1))
        return
    if match.is_identical(before, after):
        labels = map(numbering.judge, range(i1, i2)) if numbering.is_changed else repeat(LabelChange.SAME)
        columns = (range(i1, i2), range(i1 + 1, i2 + 1), range(j1, j2), range(j1 + 1, j2 + 1))
        made = zip(repeat(ChangeKind.KEPT), *columns, repeat(move), repeat(()), labels, repeat(None))
        yield from map(_new_change, made)
        return
    for k in range(match.n):
        i, j = i1 + k, j1 + k
        u, v = before.units[i], after.units[j]
        splices = ()
        if before.source[u.body : u.end] != after.source[v.body : v.end]:
            splices = cut(Group(i, i + 1, j, j + 1, match.moved))
        yield Change(ChangeKind.KEPT, i, i + 1, j, j + 1, move, splices, numbering.judge(i))
