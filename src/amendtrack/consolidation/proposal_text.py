"""The text of a proposal that is made from edits, where its units come from, and the numbers of its amendments.

A text that is made is compared with its base again: what is not found in it as it was meant is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from amendtrack.consolidation.compose import compose, pieces
from amendtrack.consolidation.edits import Edit, Identity, Inserted, Moved, Reworded, rank_of, reading_order
from amendtrack.consolidation.extraction import edits_of
from amendtrack.consolidation.negotiation import Proposal
from amendtrack.consolidation.numbered_amendments import numbers_kept
from amendtrack.consolidation.strands import Strand, base_order
from amendtrack.consolidation.value import Consolidation
from amendtrack.redline.align.origins import UNSTATED, Origin, Origins
from amendtrack.redline.align.prepared import Prepared


def numbered(
    base: Prepared, name: str, text: str, edits: Iterable[Edit], known: Mapping[Identity, int], *, spent: int = 0
) -> tuple[int, ...]:
    """The numbers of the amendments that these edits form, in order; each keeps the number of one of its edits.

    See ``rulings.numbers_kept``.
    """
    own = tuple(sorted(edits, key=reading_order))
    if not own:
        return ()
    alone = Consolidation(base.text, (Proposal(name, text, name),), (own,), _prepared=base)
    return numbers_kept(alone.amendments, known, spent=spent)


def composed(base: Prepared, name: str, edits: Iterable[Edit]) -> tuple[str, Origins, frozenset[Identity]]:
    """The base with a proposal's edits, where its units come from, and the edits that are not found again in it."""
    own = {edit.identity: edit for edit in edits}
    if not own:
        return base.text.source, UNSTATED, frozenset()
    strands = sorted((_strand(edit, name) for edit in own.values()), key=base_order)
    text = compose(base.labels, strands, {})
    wanted = frozenset(own)
    if frozenset(e.identity for e in edits_of(base, text)) == wanted:
        return text, UNSTATED, frozenset()
    stated = origins_of(base, strands)
    found = frozenset(e.identity for e in edits_of(base, text, origins=stated))
    return text, stated, frozenset() if found == wanted else (wanted - found) or wanted


def _strand(edit: Edit, name: str) -> Strand[Edit]:
    orders = ((name, rank_of(edit)),) if isinstance(edit, Inserted | Moved) else ()
    return Strand(edit, frozenset([name]), orders)


def origins_of(base: Prepared, strands: Sequence[Strand[Edit]]) -> Origins:
    """Which unit of the text composed from these edits is which unit of the base; unstated if that is not clear."""
    made, _ = pieces(base.labels, strands, {}, apart=range(len(base.text.units)))
    joined = {
        s.edit.unit: s.edit.end[0] - s.edit.unit for s in strands if isinstance(s.edit, Reworded) and s.edit.spans_units
    }
    parts: list[Origin] = []
    for j, piece in enumerate(made):
        edit = piece.strand.edit if piece.strand is not None else None
        last = parts[-1] if parts else None
        if isinstance(edit, Inserted):
            parts.append(Origin(edit.gap + 1, edit.gap + 1, j, j + 1, edit.gap))
        elif last is not None and last.i1 == piece.origin < last.i2:
            parts[-1] = replace(last, j2=j + 1)  # a part split off
        else:
            end = piece.origin + 1 + joined.get(piece.origin, 0)
            parts.append(Origin(piece.origin, end, j, j + 1, edit.gap if isinstance(edit, Moved) else None))
    return Origins.joined(parts)


__all__ = ["composed", "numbered", "origins_of"]
