"""Where a new part begins that ends as the part before it does: with its own heading.

Of ``A, x, B, x`` that becomes ``A, x, B, x, C, x``, both ``C, x`` and ``x, C`` may be what is new. Nobody writes the
end of one section and the beginning of the next: what is new, or gone, begins with the unit that stands highest in it,
and among equals as far down as it can, but never behind a unit that leads to the next. Otherwise what another
proposal changes in the ``x`` of B would come to stand in that of C.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from itertools import pairwise

from amendtrack.redline.align.likeness import Loose
from amendtrack.redline.align.sections import Link, loosened
from amendtrack.text.indentation import column_in
from amendtrack.text.labelling import heading_level
from amendtrack.text.labels import Rank, rank_of, read_label
from amendtrack.text.units import Text

Depth = tuple[int, int]
"""How deep a unit stands: a heading highest, then a paragraph, then an item by its column."""
_FARTHEST = 64
"""Over so many equal units it is asked whether what is new may as well begin there."""

Units = Callable[[int], Loose]


def parts_whole(
    links: Sequence[Link], stays: Collection[int], before: Text, after: Sequence[Loose | None]
) -> list[Link]:
    """The links, with what is new or gone beginning with its highest unit.

    ``stays`` are the places of the links that stay in order; a unit that is None in ``after`` is one of an equal run.
    """
    origin = {j + k: i + k for i, j, n, _ in links for k in range(n)}

    def now(j: int) -> Loose:
        return after[j] or loosened(before, origin[j])

    units: tuple[Units, Units] = partial(loosened, before), now
    ends = len(before.units), len(after)
    found = list(links)
    chain = [k for k in range(len(found)) if k in stays]
    taken = tuple(
        {link[side] + n for k, link in enumerate(found) if k not in stays for n in range(link[2])} for side in (0, 1)
    )
    for place, (p, q) in enumerate(pairwise([-1, *chain, len(found)])):
        i, j, n, _ = found[p] if p >= 0 else (0, 0, 0, True)
        i2, j2, _, _ = found[q] if q < len(found) else (*ends, 0, True)
        gap = range(i + n, i2), range(j + n, j2)
        side = 0 if gap[0] else 1
        if bool(gap[0]) == bool(gap[1]) or not taken[side].isdisjoint(gap[side]):
            continue
        above, below = chain[:place][::-1], chain[place:]
        by = _slide(found, above, below, gap[side], units, side)
        for k in above[:-by] if by < 0 else below[:by]:
            found[k] = _moved(found[k], side, len(gap[side]) if by < 0 else -len(gap[side]))
    return found


def _slide(
    links: Sequence[Link], above: Sequence[int], below: Sequence[int], gap: range, units: tuple[Units, Units], side: int
) -> int:
    """By how many units the gap is to be moved up (below zero) or down."""
    unit, other = units[side], units[1 - side]

    def may_pass(link: Link, at: int, instead: int) -> bool:
        """Whether a link is that of the one unit there, which may as well be the other."""
        if not (link[2] == 1 and link[3] and link[side] == at) or _named(unit(at)) != _named(unit(instead)):
            return False
        return other(link[1 - side]).label in ("", unit(instead).label) or unit(at).label != other(link[1 - side]).label

    up = down = 0
    most = min(len(above), _FARTHEST), min(len(below), _FARTHEST)
    while up < most[0] and may_pass(links[above[up]], gap.start - up - 1, gap.stop - up - 1):
        up += 1
    while down < most[1] and may_pass(links[below[down]], gap.stop + down, gap.start + down):
        down += 1

    def begins(by: int) -> tuple[Depth, bool, int]:
        first = gap.start + by
        return _depth(unit(first)), first > 0 and _leads(unit(first - 1)), -by

    return min(range(-up, down + 1), key=begins)


def _leads(unit: Loose) -> bool:
    """Whether a unit leads to what stands below it."""
    return unit.wording.rstrip("*_ ").endswith((":", "："))


def _moved(link: Link, side: int, by: int) -> Link:
    i, j, n, exact = link
    return (i + by, j, n, exact) if side == 0 else (i, j + by, n, exact)


def _named(unit: Loose) -> tuple[str, bool, str]:
    return unit.mark.replace(unit.label, "", 1).strip(), bool(unit.label), " ".join(unit.wording.split())


def _depth(unit: Loose) -> Depth:
    if unit.is_row or unit.is_line:
        return 3, 0
    read = read_label(unit.label) if unit.label else None
    if level := heading_level(unit.mark, unit.wording):
        return 0, level
    if read is not None and rank_of(read) < Rank.PARAGRAPH:
        return 0, int(rank_of(read))
    if unit.mark.strip() and (read is None or rank_of(read) is not Rank.PARAGRAPH):
        return 2, column_in(unit.lead.rpartition("\n")[2])
    return 1, 0


__all__ = ["parts_whole"]
