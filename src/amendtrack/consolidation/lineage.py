"""The label under which a new unit was circulated, when its proposer has since reworded it.

A label once circulated stays with the proposal for that place, not with its wording. The answer depends only on what
each proposal asked for when it was circulated and on what it asks for now. No two units get the same name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction

from amendtrack.consolidation.addressing import Circulated
from amendtrack.consolidation.edits import Edit, Inserted, alike, shared
from amendtrack.consolidation.strands import new_unit_id


def same_units(
    was: Iterable[Edit], now: Iterable[Edit], *, circulated: Collection[str], borne: Collection[str]
) -> dict[str, str]:
    """For the new units of one proposal that were never circulated, the names that they were circulated under.

    ``was`` is what the proposal asked for when it was last circulated, ``now`` what it asks for today; ``borne`` the
    names on the table. In each gap the most similar units are paired first. If one unit is left on each side, the two
    are the same, whatever their words.
    """
    before, after = _by_gap(was), _by_gap(now)
    found: dict[str, str] = {}
    for gap in sorted(before.keys() & after.keys()):
        old = {name: edit for name, edit in before[gap].items() if name in circulated and name not in borne}
        new = {name: edit for name, edit in after[gap].items() if name not in circulated}
        found |= _paired(old, new)
    return found


def _paired(old: Mapping[str, Inserted], new: Mapping[str, Inserted]) -> dict[str, str]:
    ranked = sorted(
        (-Fraction(*shared(mine, other)), mine.rank, other.rank, name, known)
        for name, mine in new.items()
        for known, other in old.items()
        if mine.key and alike(mine, other)
    )
    found: dict[str, str] = {}
    for *_, name, known in ranked:
        if name not in found and known not in found.values():
            found[name] = known
    rest, left = [n for n in new if n not in found], [n for n in old if n not in found.values()]
    if len(rest) == len(left) == 1:
        found[rest[0]] = left[0]
    return found


def _by_gap(edits: Iterable[Edit]) -> dict[int, dict[str, Inserted]]:
    found: dict[int, dict[str, Inserted]] = defaultdict(dict)
    for edit in edits:
        if isinstance(edit, Inserted):
            found[edit.gap].setdefault(new_unit_id(edit), edit)
    return found


def labels_carried(labels: Mapping[str, str], same: Mapping[str, str]) -> dict[str, str]:
    """The labels that were circulated, under the new names too."""
    return {name: labels[known] for name, known in same.items() if known in labels} | dict(labels)


def addresses_carried(addresses: Iterable[Circulated], same: Mapping[str, str]) -> tuple[Circulated, ...]:
    """The addresses that were circulated, under the new names too."""
    kept = tuple(addresses)
    again: dict[str, list[str]] = defaultdict(list)
    for name, known in same.items():
        again[f"new {known}"].append(f"new {name}")
    return (*kept, *((address, mine) for address, passage in kept for mine in again.get(passage, ())))


__all__ = ["addresses_carried", "labels_carried", "same_units"]
