"""Articles that gave way to others: nothing under a heading is what stood there before, though the number is.

Their paragraphs are matched by their numbers, so that each is a reading of its place beside others; but what words they
happen to share nobody has kept.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise

from amendtrack.redline.align.alignment import Alignment, Group
from amendtrack.redline.align.likeness import ALIKE_MOVED, Likeness
from amendtrack.redline.align.prepared import Key, Pair
from amendtrack.redline.align.section_heads import heads_section
from amendtrack.text.units import Text, UnitKind


def given_way(before: Text, after: Text, alignment: Alignment, like: Likeness) -> frozenset[tuple[int, int]]:
    """The matched units of articles in which nothing is alike, one of either text; titles if they share no word."""
    unlike = {g.i1: g.j1 for g in _beside_none_kept(before, alignment) if _is_unlike(g, like)}
    if not unlike:
        return frozenset()
    forth, back = _links(alignment)
    ends, ends_after = _ends(before), _ends(after)
    heads = list(ends)
    found: set[tuple[int, int]] = set()
    for head in sorted({heads[k - 1] for i in unlike if (k := bisect_right(heads, i))}):
        there = forth.get(head, -1)
        if there not in ends_after:
            continue
        old, new = range(head + 1, ends[head]), range(there + 1, ends_after[there])
        is_retitled = head in unlike and not like.share_content(head, there)
        if not (old and new) or len(old) + len(new) < (2 if is_retitled else _FEWEST):
            continue
        if not all(i not in forth or (i in unlike and unlike[i] in new) for i in old):
            continue
        if not all(j not in back or back[j] in old for j in new) or not _are_compared(before, after, like, old, new):
            continue
        if _share_little(like, (like.bkey[i] for i in old), (like.akey[j] for j in new)):
            found.update((i, unlike[i]) for i in ((head, *old) if is_retitled else old) if i in unlike)
    return frozenset(found)


_FEWEST = 3
"""So many paragraphs at least, old and new together, if the title stays: one may be an amendment of the other."""


def _beside_none_kept(before: Text, alignment: Alignment) -> list[Group]:
    """The matched units that are headings, or have no unit of their section right beside them that is kept.

    None, if no heading has a changed unit right below it, or is changed itself.
    """
    first, behind = {run.i for run in alignment.runs}, {run.i + run.n for run in alignment.runs}

    def heads(i: int) -> bool:
        return heads_section(before, before.units[i])

    if not any(heads(i - 1) for i in behind) and not any(heads(i) for g in alignment.groups for i in range(g.i1, g.i2)):
        return []

    def is_beside_kept(i: int) -> bool:
        return (i in behind and not heads(i - 1)) or (i + 1 in first and not heads(i + 1))

    return [g for g in alignment.groups if not is_beside_kept(g.i1) or heads(g.i1)]


def _is_unlike(group: Group, like: Likeness) -> bool:
    """Whether two units are matched where they stand, and share few words."""
    i, j = group.i1, group.j1
    if group.moved or (group.i2, group.j2) != (i + 1, j + 1) or i not in like.bkey or j not in like.akey:
        return False
    return _share_little(like, (like.bkey[i],), (like.akey[j],))


def _share_little(like: Likeness, one: Iterable[Key], other: Iterable[Key]) -> bool:
    """Whether two passages have few word pairs in common, even for the shorter of them."""
    was, now = (frozenset[Pair]().union(*map(like.pairs_of, keys)) for keys in (one, other))
    return len(was & now) < ALIKE_MOVED * min(len(was), len(now))


def _links(alignment: Alignment) -> tuple[dict[int, int], dict[int, int]]:
    """The unit of the other text for each that has one."""
    forth: dict[int, int] = {}
    back: dict[int, int] = {}
    for run in alignment.runs:
        forth.update((run.i + k, run.j + k) for k in range(run.n))
        back.update((run.j + k, run.i + k) for k in range(run.n))
    for group in alignment.groups:
        forth.update((i, group.j1) for i in range(group.i1, group.i2))
        back.update((j, group.i1) for j in range(group.j1, group.j2))
    return forth, back


def _ends(text: Text) -> dict[int, int]:
    """Each heading, with the next one or the end of the text."""
    heads = [i for i, unit in enumerate(text.units) if heads_section(text, unit)]
    return dict(pairwise([*heads, len(text.units)]))


def _are_compared(before: Text, after: Text, like: Likeness, old: range, new: range) -> bool:
    """Whether these are paragraphs, compared by their words; rows and lines of code are compared in their own way."""
    kinds = (*(before.units[i].kind for i in old), *(after.units[j].kind for j in new))
    if UnitKind.ROW in kinds or UnitKind.LINE in kinds:
        return False
    return all(i in like.bkey for i in old) and all(j in like.akey for j in new)


__all__ = ["given_way"]
