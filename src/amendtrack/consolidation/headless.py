"""The labels of new units whose new heading has been rejected, and of moved ones that go without their heading.

Under its heading a unit's number was free: ``1.`` of a new article. Without it, the unit belongs to the article above,
where that number may be in use. Its label there depends on what was proposed and not on what else has been decided, so
that it stays the same until everything is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from amendtrack.consolidation.belonging import parent_in_base
from amendtrack.consolidation.compose import pieces
from amendtrack.consolidation.edits import Edit, Inserted, Moved, Placed, Relabelled
from amendtrack.consolidation.gap_order import GapOrders
from amendtrack.consolidation.strands import Strand, holds, moved_unit_name, new_unit_id
from amendtrack.text.labelling import BaseLabels, is_heading


def headless(strands: Iterable[Strand[Edit]]) -> list[Strand[Inserted]]:
    """The new units whose own new heading is not among these edits."""
    new = [s for s in strands if holds(s, Inserted)]
    heads = {(s.edit.gap, s.edit.key) for s in new if _is_heading(s.edit)}
    return [s for s in new if s.edit.under and (s.edit.gap, s.edit.under) not in heads]


def _moved_headless(
    ground: BaseLabels, here: Iterable[Strand[Edit]], proposed: Iterable[Strand[Edit]]
) -> list[Strand[Moved]]:
    """The moved units whose heading or paragraph, which was to move to the same place, is not among the moves here."""
    moves = [s for s in here if holds(s, Moved)]
    there = {s.identity for s in moves}
    gone = [s for s in proposed if holds(s, Moved) and s.identity not in there] if moves else []
    return [s for s in moves if any(_goes_with(ground, s, over) for over in gone)]


def _goes_with(ground: BaseLabels, strand: Strand[Moved], over: Strand[Moved]) -> bool:
    apart = strand.edit.gap != over.edit.gap or strand.backers.isdisjoint(over.backers)
    return not apart and parent_in_base(ground, strand.edit.unit) == over.edit.unit


def labels_of_headless(
    ground: BaseLabels,
    here: Iterable[Strand[Edit]],
    *,
    proposed: Sequence[Strand[Edit]],
    shown: Mapping[str, str],
    orders: GapOrders,
) -> dict[str, str]:
    """By name, the labels of the units ``here`` whose heading has been rejected.

    They are those that the units would have if every new heading ``proposed`` were rejected, with the labels ``shown``
    for all other units.
    """
    there = list(here)
    wanted = {s.identity for s in headless(there)}
    alone = _moved_headless(ground, there, proposed)
    wanted |= {s.identity for s in alone}
    if not wanted:
        return {}
    held = {s.identity for s in there}
    over = {(parent_in_base(ground, s.edit.unit), s.edit.gap) for s in alone}
    placed = (s for s in proposed if isinstance(s.edit, Inserted | Moved | Relabelled))
    left = [
        s
        for s in placed
        if not _opens(ground, s.edit)
        and not (holds(s, Moved) and (s.edit.unit, s.edit.gap) in over and s.identity not in held)
    ]
    loose = {_name(s.edit) for s in headless(left)} | {_name(s.edit) for s in _moved_headless(ground, left, proposed)}
    known = {name: label for name, label in shown.items() if name not in loose}
    made = (
        p for p in pieces(ground, left, known, orders=orders)[0] if p.strand is not None and p.strand.identity in wanted
    )
    return {_name(p.strand.edit): p.label for p in made if p.strand}


def _name(edit: Placed) -> str:
    return new_unit_id(edit) if isinstance(edit, Inserted) else moved_unit_name(edit.unit, edit.gap)


def _opens(ground: BaseLabels, edit: Edit) -> bool:
    """Whether it puts a heading somewhere."""
    return _is_heading(edit) if isinstance(edit, Inserted) else isinstance(edit, Moved) and edit.unit in ground.headings


def _is_heading(edit: Inserted) -> bool:
    return is_heading(edit.mark, edit.label)


__all__ = ["headless", "labels_of_headless"]
