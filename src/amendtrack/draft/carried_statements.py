"""What delegations have said, carried to a new revision where what it is on is still what it was."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from amendtrack.consolidation.counterparts import Displaced
from amendtrack.consolidation.edits import Identity
from amendtrack.consolidation.negotiation import Stance
from amendtrack.draft.consolidated import statements
from amendtrack.draft.followed import unchanged_place
from amendtrack.errors import Unknown

if TYPE_CHECKING:
    from amendtrack.consolidation.revised import Revised
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.draft.new_revision import NewRevision
    from amendtrack.draft.snapshot import Snapshot
    from amendtrack.record.statements import Statement


def carried_statements(
    now: Snapshot,
    con: Consolidation,
    new: NewRevision,
    *,
    revised: Revised | None,
    moved: Mapping[Identity, Identity],
    taken_in: Collection[Identity],
) -> dict[str, tuple[Statement, ...]]:
    """Everything that each delegation has said, with what it says on the new revision, if anything is carried there.

    ``moved`` says what each edit that was carried forward is on the new text; ``taken_in`` are the edits that it has.
    What is carried ends on the revision before, and so does support for what is now in the text. Without ``revised``
    nothing is carried.
    """
    labels = [revision.label for revision in now.revisions]
    standing = {s: _carried(con, revised, s, new.label, moved, labels) if revised else None for s in statements(now)}
    fulfilled = {s for s in standing if s.stance is Stance.SUPPORT and s.edits <= frozenset(taken_in)}
    ends = {s for s, carried in standing.items() if carried} | fulfilled
    found: dict[str, tuple[Statement, ...]] = {}
    for code in dict.fromkeys(s.delegation for s in ends):
        own = [s for s in now.record.statements if s.delegation == code]
        kept = [replace(s, ended=new.at) if s in ends else s for s in own]
        found[code] = (*kept, *(carried for s in own if (carried := standing.get(s))))
    return found


def _carried(
    con: Consolidation,
    revised: Revised,
    said: Statement,
    label: str,
    moved: Mapping[Identity, Identity],
    labels: Collection[str],
) -> Statement | None:
    """A position as it is on the new revision; None if what it is on is no longer what it was."""
    if said.edits:
        if not said.edits <= moved.keys():
            return None
        edits = frozenset(moved[identity] for identity in said.edits)
        names_its_revision = any(said.named.endswith(f" on {known}") for known in labels)
        named = said.named if names_its_revision else f"{said.named} on {said.revision}"
        return replace(said, named=named, revision=label, edits=edits)
    try:
        places = tuple(unchanged_place(con, revised, place) for place in said.places)
    except (Displaced, Unknown):
        return None
    return replace(said, named=said.named if len(places) > 1 else places[0], places=places, revision=label)


__all__ = ["carried_statements"]
