"""The differences inside matched units, as stretches of characters: changed phrases, and noise separately."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from amendtrack.redline.align.alignment import Group
from amendtrack.redline.cells import PIPE, TableColumns
from amendtrack.redline.emphasized import Emphasis, bounds_in_emphasis
from amendtrack.redline.numbering import Numbering, explained_reference, with_references_followed
from amendtrack.redline.phrase import Hunk, around_halves, halves, hunks
from amendtrack.redline.spoken_words import BREAK, Words, spoken_words
from amendtrack.redline.stretches import stretches
from amendtrack.text.units import Text, Unit, UnitKind


class Splice(NamedTuple):
    """Characters ``b1:b2`` of the first text became ``a1:a2`` of the second.

    Words ``i1:i2`` and ``j1:j2`` of the group are concerned; for noise these are empty.
    """

    b1: int
    b2: int
    a1: int
    a2: int
    noise: bool
    i1: int = 0
    i2: int = 0
    j1: int = 0
    j2: int = 0


_new_splice = partial(tuple.__new__, Splice)
"""``Splice(...)`` of all its values without its call, since there are very many."""


def group_words(text: Text, first: int, last: int) -> Words:
    """The words of units ``first:last``, with a break between two; the break covers gap and label."""
    units = text.units[first:last]
    found = [unit_words(text, units[0])]
    for previous, unit in pairwise(units):
        found.append(Words((previous.end,), (unit.body - previous.end,), (BREAK,)))
        found.append(unit_words(text, unit))
    return Words.joined(found)


def unit_words(text: Text, unit: Unit) -> Words:
    """The words of one unit."""
    return spoken_words(text.wording(unit), unit.body, is_row=unit.kind is UnitKind.ROW)


def splices_of(before: Text, after: Text, group: Group, numbering: Numbering) -> tuple[Splice, ...]:
    """Every stretch of characters that differs inside a group of matched units, noise marked."""
    b, a = group_words(before, group.i1, group.i2), group_words(after, group.j1, group.j2)
    return splices_between(before, after, group, b, a, numbering)


_IS_NOISE = itemgetter(Splice._fields.index("noise"))


def huge_splices(before: Text, after: Text, group: Group, numbering: Numbering) -> tuple[Splice, ...]:
    """The splices of one very long unit, cut at what is surely the same in both texts and compared in stretches."""
    u, v = before.units[group.i1], after.units[group.j1]
    found: list[Splice] = []
    for b1, b2, a1, a2 in stretches(before.source[u.body : u.end], after.source[v.body : v.end]):
        limits = u.body + b1, u.body + b2, v.body + a1, v.body + a2
        one, other = before.source[limits[0] : limits[1]], after.source[limits[2] : limits[3]]
        if one == other:
            continue
        b, a = spoken_words(one, limits[0]), spoken_words(other, limits[2])
        hunked = hunks(with_references_followed(b.keys, a.keys, numbering), a.keys)
        found.extend(_splices(before.source, after.source, b, a, hunked, limits, numbering))
    return tuple(found)


def splices_between(
    before: Text,
    after: Text,
    group: Group,
    b: Words,
    a: Words,
    numbering: Numbering,
    columns: TableColumns | None = None,
    *,
    is_given_way: bool = False,
) -> tuple[Splice, ...]:
    """The same as ``splices_of``, for words already cut; table rows in ``columns`` are compared cell by cell.

    If one wording gave way to the other, no word is kept.
    """
    limits = (
        before.units[group.i1].body,
        before.units[group.i2 - 1].end,
        after.units[group.j1].body,
        after.units[group.j2 - 1].end,
    )
    followed = with_references_followed(b.keys, a.keys, numbering)
    found = columns.hunks(group.i1, followed, a.keys) if columns else None
    if is_given_way:
        found = [Hunk(0, len(b), 0, len(a))]
    elif found is None:
        found = hunks(followed, a.keys)
    if before.units[group.i1].kind is UnitKind.ROW:
        found = [_at_drawn_strokes(h, b, a) for h in found]
    splices = tuple(_splices(before.source, after.source, b, a, found, limits, numbering))
    if any(map(_IS_NOISE, splices)) and _are_code(before, after, group):
        return _without_noise(splices, before.source, after.source, b, a, limits)
    return splices


def _are_code(before: Text, after: Text, group: Group) -> bool:
    """Whether two lines of fenced blocks are compared, where every character counts: white space, quotes, dashes."""
    if (group.i2 - group.i1, group.j2 - group.j1) != (1, 1):
        return False
    return before.units[group.i1].kind is after.units[group.j1].kind is UnitKind.LINE


def _without_noise(
    splices: Sequence[Splice], bs: str, as_: str, b: Words, a: Words, limits: tuple[int, int, int, int]
) -> tuple[Splice, ...]:
    """The splices of a line of code, with each that would be noise in prose made a change of the word beside it.

    So another depth is marked with the first word of the line. All is marked where words were also put in there, and
    where anything in the line looks like emphasis, since a part of it could be taken over without its signs.
    """
    b0, b1, a0, a1 = limits
    whole = Splice(b0, b1, a0, a1, False, 0, len(b), 0, len(a))
    if not b or not a or Emphasis.of(bs, b0, b1).pairs or Emphasis.of(as_, a0, a1).pairs:
        return (whole,)
    found: list[Splice] = []
    for s in _with_words_beside(splices, b, a):
        last = found[-1] if found else None
        if last and (s.i1 < last.i2 or s.j1 < last.j2):
            bounds = last.b1, max(last.b2, s.b2), last.a1, max(last.a2, s.a2)
            found[-1] = Splice(*bounds, False, last.i1, max(last.i2, s.i2), last.j1, max(last.j2, s.j2))
        else:
            found.append(s)
    ends = (b0, a0), *((s.b2, s.a2) for s in found)
    starts = *((s.b1, s.a1) for s in found), (b1, a1)
    kept = ((bs[i:i2], as_[j:j2]) for (i, j), (i2, j2) in zip(ends, starts, strict=True))
    return tuple(found) if all(was == now for was, now in kept) else (whole,)


def _with_words_beside(splices: Sequence[Splice], b: Words, a: Words) -> Iterator[Splice]:
    """The splices in order; one that is noise has the word that it is in or before, or behind at the end of a line."""
    by = 0  # how much further on a word that both lines have is in the second
    for s in splices:
        if not s.noise:
            by = s.j2 - s.i2
            yield s
            continue
        i = min(bisect_left(b.starts, s.b1), len(b) - 1)
        j = min(max(i + by, 0), len(a) - 1)
        bounds = min(s.b1, b.starts[i]), max(s.b2, b.ends[i]), min(s.a1, a.starts[j]), max(s.a2, a.ends[j])
        yield Splice(*bounds, False, i, i + 1, j, j + 1)


def _at_drawn_strokes(h: Hunk, b: Words, a: Words) -> Hunk:
    """A new or deleted cell at the end of a row, with the stroke beside it that is drawn."""
    keys = a.keys
    if h.i1 == h.i2 and h.j1 < h.j2:
        last = h.i1 == len(b) and h.j1 and b.keys[h.i1 - 1] == keys[h.j1 - 1] == keys[h.j2 - 1] == PIPE
        if last and (_is_undrawn(b, h.i1 - 1) or _is_undrawn(a, h.j2 - 1)):
            return Hunk(h.i1 - 1, h.i1 - 1, h.j1 - 1, h.j2 - 1)
        first = h.i1 == 0 and h.j2 < len(a) and b.keys[0] == keys[h.j1] == keys[h.j2] == PIPE
        if first and (_is_undrawn(b, h.i1) or _is_undrawn(a, h.j1)):
            return Hunk(h.i1 + 1, h.i1 + 1, h.j1 + 1, h.j2 + 1)
    if h.j1 == h.j2 and h.i1 < h.i2:
        if h.i1 and h.j1 and _is_undrawn(b, h.i2 - 1) and b.keys[h.i1 - 1] == PIPE:
            return Hunk(h.i1 - 1, h.i2 - 1, h.j1 - 1, h.j1 - 1)
        if h.i2 < len(b) and h.j1 < len(a) and _is_undrawn(b, h.i1) and b.keys[h.i2] == PIPE:
            return Hunk(h.i1 + 1, h.i2 + 1, h.j1 + 1, h.j1 + 1)
    return h


def _is_undrawn(words: Words, k: int) -> bool:
    return not words.sizes[k]


def _splices(
    bs: str,
    as_: str,
    b: Words,
    a: Words,
    found: Sequence[Hunk],
    limits: tuple[int, int, int, int],
    numbering: Numbering,
) -> Iterator[Splice]:
    """Each hunk between two wordings with the white space that belongs to it, and the noise between.

    ``limits`` are the characters of the two wordings, half-open, ``b0, b1, a0, a1``.
    """
    bat, b1, aat, a1 = limits  # characters before ``bat`` and ``aat`` are accounted for
    i = j = 0
    sides = Emphasis.of(bs, bat, b1), Emphasis.of(as_, aat, a1)
    if any(text.find(sign, at, end) >= 0 for text, at, end in ((bs, bat, b1), (as_, aat, a1)) for sign in "[]"):
        whole = _up_to_brackets(found, b.keys, a.keys)
        found = _innermost([part for h in whole for part in _bracket_by_bracket(h, b.keys, a.keys)], b)
    is_emphasized, may_refer = bool(sides[0].pairs or sides[1].pairs), bool(numbering.references)
    if is_emphasized:
        found = list(_with_points(found, (b, a), sides))
    if sides[0].pairs:
        found = [part for h in found for part in _uncrossed(h, (b, a), sides)]
    starts, sizes, starts_a, sizes_a = b.starts, b.sizes, a.starts, a.sizes
    many, many_a = len(starts), len(starts_a)
    for h, follower in pairwise([*found, Hunk(many, many, many_a, many_a), _NOTHING]):
        i1, i2, j1, j2 = h
        if i1 > i:
            stop_b, stop_a = starts[i1 - 1] + sizes[i1 - 1], starts_a[j1 - 1] + sizes_a[j1 - 1]
            if bs[bat:stop_b] != as_[aat:stop_a]:
                yield from _noise(bs, as_, b[i:i1], a[j:j1], bat, aat)
            bat, aat = stop_b, stop_a
        if i1 == i2 and j1 == j2:
            break
        core_b = (starts[i1], starts[i2 - 1] + sizes[i2 - 1]) if i1 < i2 else None
        core_a = (starts_a[j1], starts_a[j2 - 1] + sizes_a[j2 - 1]) if j1 < j2 else None
        next_b = starts[i2] if i2 < many else b1
        next_a = starts_a[j2] if j2 < many_a else a1
        if core_a and not core_b and next_b == b1 and _has_line_below(bs[bat:b1]):
            next_b = bat  # words added to a title stand above the rule under it
            behind = as_[core_a[1] : next_a]
            next_a = core_a[1] + len(behind.partition("\n")[0].rstrip()) if behind.strip() else next_a
        elif core_b and not core_a and next_b == b1 and _has_line_below(bs[core_b[1] : b1]):
            next_b, next_a = core_b[1], aat  # the rule stays where the last words of its title go
        if i2 == follower.i1 and j2 == follower.j1:
            if core_b and core_a and _closes_between(sides, (bat, core_b[1], next_b), (core_a[1], next_a)):
                next_b, next_a = core_b[1], core_a[1]  # a blank comes after the sign that closes here, not before it
            else:
                next_b, next_a = _up_to_follower((bat, core_b, next_b), (aat, core_a, next_a))
        if is_emphasized and (sides[0].is_near(bat, next_b) or sides[1].is_near(aat, next_a)):
            x1, x2, y1, y2 = bounds_in_emphasis(sides, (bat, next_b), core_b, (aat, next_a), core_a)
        elif core_a and not core_b and a.keys[j2 - 1] == PIPE and as_[core_a[1] : next_a] == bs[bat:next_b]:
            x1, x2, y1, y2 = bat, bat, aat, core_a[1]  # a new column, right after the border before it
        else:
            x1, x2, y1, y2 = _bounds(bs, as_, (bat, next_b), core_b, (aat, next_a), core_a)
        if bs[bat:x1] != as_[aat:y1]:
            yield _new_splice((bat, x1, aat, y1, True, 0, 0, 0, 0))
        noise = may_refer and explained_reference(b.keys, a.keys, h, numbering)
        yield _new_splice((x1, x2, y1, y2, noise, i1, i2, j1, j2))
        bat, aat, i, j = x2, y2, i2, j2
    if bs[bat:b1] != as_[aat:a1]:
        yield Splice(bat, b1, aat, a1, True)


def _closes_between(sides: tuple[Emphasis, Emphasis], b: tuple[int, int, int], a: tuple[int, int]) -> bool:
    """Whether emphasis that opened before the change closes behind its last word, in the first text only."""
    start, end, follower = b
    return sides[0].is_near(end, follower) and sides[0].is_balanced(start, end) and not sides[1].is_near(*a)


def _has_line_below(rest: str) -> bool:
    """Whether what follows the last word of a unit goes on on another line: a rule under a title."""
    return rest.lstrip(" \r").startswith("\n") and bool(rest.strip())


def insertions_whole(splices: Iterable[Splice]) -> Iterator[Splice]:
    """The splices, with insertions at one point joined, since brackets shown separately there must keep their order."""
    return joined(splices, _are_one_insertion)


def _are_one_insertion(last: Splice, s: Splice) -> bool:
    return last.b1 == last.b2 == s.b1 == s.b2 and last.a2 == s.a1 and not (last.noise or s.noise)


def joined(splices: Iterable[Splice], are_one: Callable[[Splice, Splice], bool]) -> Iterator[Splice]:
    """The splices, with each that is one with what was inserted before it joined to that."""
    last: Splice | None = None
    for s in splices:
        if last and are_one(last, s):
            last = last._replace(a2=s.a2, j2=s.j2)
            continue
        if last:
            yield last
        last = s
    if last:
        yield last


Room = tuple[int, tuple[int, int] | None, int]
"""How far a side has been read, the changed words there, and where the next word begins."""


def _up_to_follower(one: Room, other: Room) -> tuple[int, int]:
    """How far the first of two touching changes may extend: a blank is kept where both sides have one."""
    if one[1] and other[1]:
        return one[2], other[2]
    if other[1]:
        return _up_to_follower(other, one)[::-1]
    at, core, until = one
    if core == (at, until):
        return until, other[0]
    if core and other[0] == other[2] and core[1] - core[0] == 1:
        return core[1], other[2]  # a lifted bracket leaves the blank to the words deleted with it
    return until, other[2]


_NOTHING = Hunk(-1, -1, -1, -1)


_FEW = 3
"""How many kept words may be marked with a replacement so that it holds whole pairs of brackets."""


def _up_to_brackets(found: Sequence[Hunk], before: Sequence[str], after: Sequence[str]) -> Iterator[Hunk]:
    """The hunks; words put in the place of two alternatives, ``[shall] [should]``, replace them with their brackets."""
    for n, h in enumerate(found):
        if h.i1 == h.i2 or h.j1 == h.j2 or halves(after[h.j1 : h.j2]) != (0, 0):
            yield h
            continue
        closing, opening = halves(before[h.i1 : h.i2])
        low = max(found[n - 1].i2 if n else 0, h.i1 - _FEW)
        high = min(found[n + 1].i1 if n + 1 < len(found) else len(before), h.i2 + _FEW)
        back = next((h.i1 - k for k in range(h.i1 - 1, low - 1, -1) if before[k] == "["), 0)
        forth = next((k + 1 - h.i2 for k in range(h.i2, high) if before[k] == "]"), 0)
        if closing == opening == 1 and back and forth:
            yield Hunk(h.i1 - back, h.i2 + forth, h.j1 - back, h.j2 + forth)
        else:
            yield h


def _bracket_by_bracket(h: Hunk, before: Sequence[str], after: Sequence[str]) -> Iterator[Hunk]:
    """The removed or added words, in parts that contain whole pairs of square brackets, or one bracket alone.

    Settling ``[shall] [should]`` deletes one pair with its words, and lifts the signs of the other. In a replacement,
    only the brackets at either end of the deletion are marked separately.
    """
    if h.j1 == h.j2:
        yield from (Hunk(i1, i2, h.j1, h.j1) for i1, i2 in around_halves(before, h.i1, h.i2))
        return
    if h.i1 == h.i2:
        yield from (Hunk(h.i1, h.i1, j1, j2) for j1, j2 in around_halves(after, h.j1, h.j2))
        return
    parts = list(around_halves(before, h.i1, h.i2))
    lone = [i2 - i1 == 1 and before[i1] in ("[", "]") for i1, i2 in parts]
    if all(lone):
        yield h
        return
    first, last = lone.index(False), len(lone) - lone[::-1].index(False)
    yield from (Hunk(i1, i2, h.j1, h.j1) for i1, i2 in parts[:first])
    yield Hunk(parts[first][0], parts[last - 1][1], h.j1, h.j2)
    yield from (Hunk(i1, i2, h.j2, h.j2) for i1, i2 in parts[last:])


def _innermost(found: list[Hunk], before: Words) -> list[Hunk]:
    """The hunks; of several brackets side by side, the one that is lifted is the one next to the words.

    Otherwise two delegations could lift different brackets of ``[[words]]`` and mean the same.
    """
    for k, h in enumerate(found):
        if h.i2 - h.i1 != 1 or h.j1 != h.j2 or before.keys[h.i1] not in ("[", "]"):
            continue
        step = 1 if before.keys[h.i1] == "[" else -1
        low = found[k - 1].i2 if k else 0
        high = found[k + 1].i1 if k + 1 < len(found) else len(before)
        i = h.i1
        while low <= i + step < high and before.keys[i + step] == before.keys[i] and _side_by_side(before, i, i + step):
            i += step
        found[k] = Hunk(i, i + 1, h.j1 + i - h.i1, h.j1 + i - h.i1)
    return found


def _side_by_side(words: Words, i: int, k: int) -> bool:
    return words.ends[min(i, k)] == words.starts[max(i, k)]


def _with_points(found: Sequence[Hunk], words: tuple[Words, Words], sides: tuple[Emphasis, Emphasis]) -> Iterator[Hunk]:
    """The hunks, each with the points that it leaves of a pair of signs: ``Go. **Sing.**`` that becomes ``Stay.``

    Otherwise emphasis would be left of which a point is all, or new words would be without their own.
    """
    for n, h in enumerate(found):
        room = (found[n + 1].i1 if n + 1 < len(found) else len(words[0])) - h.i2
        more = max(sides[0].points_behind(words[0], h.i1, h.i2), sides[1].points_behind(words[1], h.j1, h.j2))
        yield Hunk(h.i1, h.i2 + more, h.j1, h.j2 + more) if more <= room else h


def _uncrossed(h: Hunk, words: tuple[Words, Words], sides: tuple[Emphasis, Emphasis]) -> Iterator[Hunk]:
    """A hunk in parts, none of which removes only one sign of a pair of the first wording.

    If the second wording also has half a pair there, it is cut at the same sign.
    """
    cut = sides[0].crossing(words[0], h.i1, h.i2)
    if cut is None:
        yield h
        return
    cut_a = sides[1].crossing(words[1], h.j1, h.j2) or h.j2
    yield Hunk(h.i1, cut, h.j1, cut_a)
    shared = 0  # a sign that is deleted with the rest
    while (
        cut + shared < h.i2 and cut_a + shared < h.j2 and words[0].keys[cut + shared] == words[1].keys[cut_a + shared]
    ):
        shared += 1
    if cut + shared < h.i2 or cut_a + shared < h.j2:
        yield from _uncrossed(Hunk(cut + shared, h.i2, cut_a + shared, h.j2), words, sides)


def _bounds(
    bs: str,
    as_: str,
    gap: tuple[int, int],
    core: tuple[int, int] | None,
    gap_a: tuple[int, int],
    core_a: tuple[int, int] | None,
) -> tuple[int, int, int, int]:
    """How much white space around a changed phrase belongs to it: as little as possible with the rest unchanged.

    Of the white space on both sides of what is put in or deleted, that on the left stays, unless only that on the right
    is as in the other text: a line break, or the sign of a quoted line, is where it was.
    """
    (p, n), (pa, na) = gap, gap_a
    if core and core_a:
        left = (core[0] > p) == (core_a[0] > pa)
        right = (n > core[1]) == (na > core_a[1])
        return (core[0] if left else p, core[1] if right else n, core_a[0] if left else pa, core_a[1] if right else na)
    if core:
        stays = as_[pa:na]
        if na > pa and n > core[1] and (core[0] == p or bs[p : core[0]] != stays == bs[core[1] : n]):
            return p, core[1], pa, pa
        if na > pa and core[0] > p:
            return core[0], n, na, na
        return p, n, pa, na
    if core_a:
        stays = bs[p:n]
        if n > p and na > core_a[1] and (core_a[0] == pa or as_[pa : core_a[0]] != stays == as_[core_a[1] : na]):
            return p, p, pa, core_a[1]
        if n > p and core_a[0] > pa:
            return n, n, core_a[0], na
        return p, n, pa, na
    return p, n, pa, na


def _noise(bs: str, as_: str, b: Words, a: Words, bat: int, aat: int) -> Iterator[Splice]:
    """The differences of typography between equal words, and of white space before each."""
    for w, v in zip(b, a, strict=True):
        if bs[bat : w.start] != as_[aat : v.start]:
            yield Splice(bat, w.start, aat, v.start, True)
        if bs[w.start : w.end] != as_[v.start : v.end]:
            yield Splice(w.start, w.end, v.start, v.end, True)
        bat, aat = w.end, v.end
