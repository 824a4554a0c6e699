"""The labels of new units whose number stood in the draft, and is free since their own proposal's deletion was adopted.

Whoever strikes paragraph 2 and puts another 2 in its place asks for a text that has one paragraph 2. As long as the
deletion is open, the old one is printed too, and the new one is ``1 bis``; once it has been adopted, the new one is 2.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence

from amendtrack.consolidation.compose import pieces
from amendtrack.consolidation.edits import Edit, Identity, Inserted, Moved, Relabelled, Struck
from amendtrack.consolidation.strands import Strand, holds, new_unit_id
from amendtrack.text.labels_in_use import BaseLabels, bare_label, read_cached


def freed_labels(
    ground: BaseLabels,
    here: Sequence[Strand[Edit]],
    proposed: Sequence[Strand[Edit]],
    kept: Collection[Identity],
    shown: Mapping[str, str],
) -> dict[str, str]:
    """By name, the labels that new units ``here`` have because of the deletions ``kept``, where these free any.

    Each is the one that its proposal alone would give it, with all that was ``proposed``, so that no later rejection
    changes it; but no two new units get one number: those have the labels ``shown``.
    """
    found: dict[str, str] = {}
    for name, struck in sorted(_struck_by(here, kept).items()):
        own = [s for s in proposed if name in s.backers and isinstance(s.edit, Inserted | Moved | Relabelled)]
        if _may_free(ground, struck, own):
            before, after = dict(_numbered(ground, own)), dict(_numbered(ground, [*own, *struck]))
            found = {unit: label for unit, label in after.items() if label != before.get(unit)} | found
    if not found:
        return {}
    new = {new_unit_id(s.edit): s.edit for s in here if holds(s, Inserted) and s.edit.label}
    places = {unit: _place(ground, edit, found.get(unit) or shown.get(unit, "")) for unit, edit in new.items()}
    times = Counter(places.values())
    return {unit: label for unit, label in found.items() if unit in places and times[places[unit]] == 1}


def _struck_by(here: Iterable[Strand[Edit]], kept: Collection[Identity]) -> Mapping[str, Sequence[Strand[Struck]]]:
    """The adopted deletions of each proposal."""
    found: dict[str, list[Strand[Struck]]] = defaultdict(list)
    for strand in here:
        if holds(strand, Struck) and strand.identity in kept:
            for name in strand.backers:
                found[name].append(strand)
    return found


def _may_free(ground: BaseLabels, struck: Iterable[Strand[Struck]], own: Iterable[Strand[Edit]]) -> bool:
    """Whether a new unit came with the number of one that is struck."""
    given_up = {bare_label(read) for s in struck if (read := ground.read[s.edit.unit]) is not None}
    labels = (read_cached(s.edit.label) for s in own if holds(s, Inserted) and s.edit.label)
    return any(bare_label(read) in given_up for read in labels if read is not None)


def _numbered(ground: BaseLabels, strands: Sequence[Strand[Edit]]) -> Iterator[tuple[str, str]]:
    """The new units by name, with the labels that they have if these edits are made."""
    for piece in pieces(ground, strands, {})[0]:
        if piece.strand is not None and holds(piece.strand, Inserted) and piece.label:
            yield new_unit_id(piece.strand.edit), piece.label


def _place(ground: BaseLabels, edit: Inserted, label: str) -> Hashable:
    """What only one new unit may have: a number under a heading."""
    read = read_cached(label)
    return bisect_right(ground.headings, edit.gap), edit.under, bare_label(read) if read is not None else label


__all__ = ["freed_labels"]
