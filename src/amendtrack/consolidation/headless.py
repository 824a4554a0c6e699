"""The labels of new units whose new heading has been rejected.

Under its heading a unit's number was free: ``1.`` of a new article. Without it, the unit belongs to the article above,
where that number may be in use. Its label there depends on what was proposed and not on what else has been decided, so
that it stays the same until everything is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from amendtrack.consolidation.compose import pieces
from amendtrack.consolidation.edits import Edit, Inserted, Moved, Relabelled
from amendtrack.consolidation.strands import Strand, holds, new_unit_id
from amendtrack.text.labelling import BaseLabels, is_heading


def headless(strands: Iterable[Strand[Edit]]) -> list[Strand[Inserted]]:
    """The new units whose own new heading is not among these edits."""
    new = [s for s in strands if holds(s, Inserted)]
    heads = {(s.edit.gap, s.edit.key) for s in new if _is_heading(s.edit)}
    return [s for s in new if s.edit.under and (s.edit.gap, s.edit.under) not in heads]


def labels_of_headless(
    ground: BaseLabels,
    here: Iterable[Strand[Edit]],
    *,
    proposed: Sequence[Strand[Edit]],
    shown: Mapping[str, str],
) -> dict[str, str]:
    """By name, the labels of the units ``here`` whose heading has been rejected.

    They are those that the units would have if every new heading ``proposed`` were rejected, with the labels ``shown``
    for all other units.
    """
    wanted = {s.identity for s in headless(here)}
    if not wanted:
        return {}
    placed = (s for s in proposed if isinstance(s.edit, Inserted | Moved | Relabelled))
    left = [s for s in placed if not (isinstance(s.edit, Inserted) and _is_heading(s.edit))]
    loose = {new_unit_id(s.edit) for s in headless(left)}
    known = {name: label for name, label in shown.items() if name not in loose}
    made = (p for p in pieces(ground, left, known)[0] if p.strand is not None and p.strand.identity in wanted)
    return {new_unit_id(p.strand.edit): p.label for p in made if p.strand and isinstance(p.strand.edit, Inserted)}


def _is_heading(edit: Inserted) -> bool:
    return is_heading(edit.mark, edit.label)


__all__ = ["headless", "labels_of_headless"]
