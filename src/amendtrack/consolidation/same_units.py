"""Two revisions compared, with a person's word on which unit of the first is which unit of the second.

The comparison is a judgement and can be wrong; where somebody has said what is the same, that is what counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from amendtrack.errors import InputRefused
from amendtrack.redline.align.alignment import Aligner
from amendtrack.redline.align.chain import heaviest_chain
from amendtrack.redline.align.origins import UNSTATED, Origin, Origins
from amendtrack.redline.align.prepared import Prepared
from amendtrack.text.places import place_named


def units_stated(
    same: Iterable[tuple[str, str]], was: Sequence[str], there: Sequence[str]
) -> tuple[tuple[int, int], ...]:
    """The pairs of units that these pairs of places stand for; ``was`` and ``there`` are the addresses of two texts.

    Raises:
        Unknown: there is no such place in the one or the other.
        InputRefused: a unit is named twice.
    """
    pairs = tuple((was.index(place_named(a, was)), there.index(place_named(b, there))) for a, b in same)
    if len(pairs) > min(len({a for a, _ in pairs}), len({b for _, b in pairs})):
        raise InputRefused("a unit is named twice", remedy="name each unit of either text once")
    return pairs


def origins_with(before: Prepared, after: Prepared, same: Iterable[tuple[int, int]]) -> Origins:
    """Where the units of ``after`` come from, with these pairs of units in any case; unstated without pairs.

    What the comparison had made of a unit in a pair counts no longer: its former partner is new, or gone.
    """
    paired = dict(same)
    if not paired:
        return UNSTATED
    aligner = Aligner(before, after.text.source)
    alignment = aligner.alignment()
    groups = [(r.i + k, r.i + k + 1, r.j + k, r.j + k + 1) for r in alignment.runs for k in range(r.n)]
    groups += [(g.i1, g.i2, g.j1, g.j2) for g in alignment.groups]
    free = [
        g
        for g in groups
        if not any(i in paired for i in range(g[0], g[1])) and not any(j in paired.values() for j in range(g[2], g[3]))
    ]
    linked = sorted([*free, *((i, i + 1, j, j + 1) for i, j in paired.items())], key=lambda g: g[2])
    stays = _in_order(linked, after)
    parts: list[Origin] = []
    gap, j = -1, 0
    for n, (i1, i2, j1, j2) in enumerate(linked):
        parts += [Origin(gap + 1, gap + 1, k, k + 1, gap) for k in range(j, j1)]
        if n in stays:
            parts.append(Origin(i1, i2, j1, j2))
            gap = i2 - 1
        else:
            parts.append(Origin(i1, i2, j1, j2, gap))
        j = j2
    parts += [Origin(gap + 1, gap + 1, k, k + 1, gap) for k in range(j, len(after.text.units))]
    return Origins.joined(parts)


def _in_order(linked: list[tuple[int, int, int, int]], after: Prepared) -> set[int]:
    """Which links stay in place: the heaviest chain that keeps the order of the first text."""
    weights = [1 + sum(len(after.unit_words(j)) for j in range(g[2], g[3])) for g in linked]
    return set(heaviest_chain([(g[0], g[2], weight) for g, weight in zip(linked, weights, strict=True)]))


__all__ = ["origins_with", "units_stated"]
