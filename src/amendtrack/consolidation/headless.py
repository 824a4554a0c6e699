"""The labels of new units whose new heading has been rejected, and of moved ones that go without their heading.

Under its heading a unit's number was free: ``1.`` of a new article. Without it, the unit belongs to the article above,
where that number may be in use; so does the ``(a)`` of a new paragraph that has been rejected. Its label there depends
on what was proposed and not on what else has been decided, so that it stays the same until everything is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from amendtrack.consolidation.belonging import InGap, is_item
from amendtrack.consolidation.compose import pieces
from amendtrack.consolidation.edits import Edit, Identity, Inserted, Moved, Placed, Relabelled
from amendtrack.consolidation.gap_order import GapOrders
from amendtrack.consolidation.strands import Strand, holds, is_placed, placed_name
from amendtrack.text.labels_in_use import BaseLabels


def headless(strands: Iterable[Strand[Edit]]) -> list[Strand[Inserted]]:
    """The new units whose own new heading is not among these edits."""
    new = [s for s in strands if holds(s, Inserted)]
    heads = {(s.edit.gap, s.edit.key) for s in new if s.edit.is_heading}
    return [s for s in new if s.edit.under and (s.edit.gap, s.edit.under) not in heads]


def _without_those_above(
    ground: BaseLabels, here: Collection[Strand[Edit]], proposed: Iterable[Strand[Edit]]
) -> Iterator[tuple[Strand[Inserted | Moved], frozenset[Identity]]]:
    """The moved units and new items that stand under none of the headings and paragraphs that were to be above them,
    each with these.
    """
    units = [s for s in here if holds(s, Moved) or (holds(s, Inserted) and _is_item(s.edit))]
    gaps: dict[int, list[Strand[Placed]]] = defaultdict(list)
    for strand in filter(is_placed, proposed) if units else ():
        gaps[strand.edit.gap].append(strand)
    there = {s.identity for s in here}
    inside = {gap: InGap(ground, gaps[gap]) for gap in {s.edit.gap for s in units}}
    for strand in units:
        over = inside[strand.edit.gap].all_above(strand)
        if over and there.isdisjoint(over):
            yield strand, over


def stand_elsewhere(
    ground: BaseLabels, here: Collection[Strand[Edit]], proposed: Iterable[Strand[Edit]]
) -> set[Identity]:
    """The new and moved units ``here`` without the headings and paragraphs that are ``proposed`` above them."""
    alone = (s.identity for s, _ in _without_those_above(ground, here, proposed))
    return {*alone, *(s.identity for s in headless(here))}


def labels_of_headless(
    ground: BaseLabels,
    here: Iterable[Strand[Edit]],
    *,
    proposed: Sequence[Strand[Edit]],
    shown: Mapping[str, str],
    orders: GapOrders,
) -> dict[str, str]:
    """By name, the labels of the units ``here`` whose heading or paragraph has been rejected.

    They are those that the units would have if every new heading ``proposed`` were rejected, with the labels ``shown``
    for all other units.
    """
    there = list(here)
    if not (wanted := stand_elsewhere(ground, there, proposed)):
        return {}
    placed = (s for s in proposed if isinstance(s.edit, Inserted | Moved | Relabelled))
    left = [s for s in placed if not _opens(ground, s.edit)]
    loose = {placed_name(s.edit) for s in headless(left)}
    loose |= {placed_name(s.edit) for s, _ in _without_those_above(ground, left, proposed)}
    known = {name: label for name, label in shown.items() if name not in loose}

    def numbered(left: Sequence[Strand[Edit]], known: Mapping[str, str], units: Collection[Identity]) -> dict[str, str]:
        every, _ = pieces(ground, left, known, orders=orders)
        made = (p for p in every if p.strand is not None and p.strand.identity in units)
        return {placed_name(p.strand.edit): p.label for p in made if p.strand}

    # Items of which the paragraph does not come stand elsewhere: their letters are counted without it. The paragraphs
    # around it keep the numbers that they have with it, whatever becomes of its items.
    held, alone = {s.identity for s in there}, dict(_without_those_above(ground, there, proposed))
    over = frozenset[Identity]().union(*alone.values()) - held
    paragraphs = {s.identity for s in left}
    apart = {s.identity for s, above in alone.items() if not above.isdisjoint(paragraphs)}
    found = numbered(left, known, wanted - apart)
    if apart:
        found |= numbered([s for s in left if s.identity not in over], known | found, apart)
    return found


def _opens(ground: BaseLabels, edit: Edit) -> bool:
    """Whether it puts a heading somewhere."""
    return edit.is_heading if isinstance(edit, Inserted) else isinstance(edit, Moved) and edit.unit in ground.headings


def _is_item(edit: Inserted) -> bool:
    return not edit.under and is_item(edit.mark, edit.label)


__all__ = ["headless", "labels_of_headless", "stand_elsewhere"]
