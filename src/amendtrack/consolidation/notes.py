"""New footnotes of several proposals under separate names, and every marker with its footnote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from amendtrack.consolidation.edits import Edit, Inserted, notes_named
from amendtrack.consolidation.strands import new_unit_id
from amendtrack.text.labelling import Labels
from amendtrack.text.labels_in_use import BaseLabels

Note = tuple[int, tuple[str, ...]]
"""The gap of a new note, and its words."""


def notes_apart(
    ground: BaseLabels, proposals: Sequence[tuple[Edit, ...]], circulated: Mapping[str, str]
) -> Sequence[tuple[Edit, ...]]:
    """The proposals' edits with no two different new notes under one name.

    Two delegations that each add a note number it alike. Without this step, both markers would point to the same note.
    A note that several propose alike is one note, under one name.
    """
    own = _lowest_labels(proposals)
    if not own:
        return proposals
    labels, given = Labels(ground, circulated), dict[Note, str]()
    for note in sorted(own, key=lambda n: (own[n].label, " ".join(n[1]).casefold(), n)):
        label = own[note].label
        given[note] = labels.circulated_as(new_unit_id(own[note]), label) or labels.give(label, None, None)
    return [_named(edits, given) for edits in proposals]


def _lowest_labels(proposals: Sequence[tuple[Edit, ...]]) -> dict[Note, Inserted]:
    """Every new note once, under the lowest of its labels."""
    found: dict[Note, Inserted] = {}
    for edits in proposals:
        for edit in edits:
            if isinstance(edit, Inserted) and edit.label.startswith("[^"):
                first = found.setdefault((edit.gap, edit.key), edit)
                if edit.label < first.label:
                    found[edit.gap, edit.key] = edit
    return found


def _named(edits: tuple[Edit, ...], given: Mapping[Note, str]) -> tuple[Edit, ...]:
    mine = [e for e in edits if isinstance(e, Inserted) and (e.gap, e.key) in given and e.label.startswith("[^")]
    names = {e.label: given[e.gap, e.key] for e in mine}
    return tuple(notes_named(edits, names))


__all__ = ["notes_apart"]
