"""Amendments that a revision overtook and nobody has answered for, and what becomes of them at the next one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from amendtrack.consolidation.amendment_fate import AmendmentFate
from amendtrack.consolidation.counterparts import Displaced
from amendtrack.consolidation.edits import Edit
from amendtrack.consolidation.revised import Revised
from amendtrack.consolidation.same_units import origins_with, units_stated
from amendtrack.consolidation.value import Consolidation, consolidate
from amendtrack.draft.consolidated import alone
from amendtrack.draft.followed import has_stated, linked
from amendtrack.draft.new_revision import NewRevision, Pending
from amendtrack.record.carry_over import FateLine
from amendtrack.redline.align.prepared import Prepared
from amendtrack.text.addresses import addresses

if TYPE_CHECKING:
    from amendtrack.draft.snapshot import Snapshot


def waiting_on(
    now: Snapshot, con: Consolidation, new: NewRevision, pending: Pending, *, revised: Revised | None
) -> Iterator[FateLine]:
    """What an earlier revision overtook and nobody has reconfirmed, at a new one: taken in, waiting on, or lapsed."""
    for line in now.to_reconfirm():
        if "#" in line.name and _is_taken_in(now, con, new, line, revised):
            yield replace(line, fate=AmendmentFate.INCORPORATED, is_pending=False, why="", text="")
        elif pending is Pending.LAPSE:
            yield replace(line, fate=AmendmentFate.LAPSED, is_pending=False)
        else:
            yield line


def _is_taken_in(now: Snapshot, con: Consolidation, new: NewRevision, line: FateLine, revised: Revised | None) -> bool:
    """Whether the new text has what an amendment on an earlier revision asked for."""
    with suppress(Displaced):
        before, edits = asked(now, line)
        after = Prepared.reading(new.text)
        same = _stated_since(now, con, new, line.revision, revised)
        return all(map(Revised.of(before, after, origins=origins_with(before, after, same)).has, edits))
    return False


def _stated_since(
    now: Snapshot, con: Consolidation, new: NewRevision, label: str, revised: Revised | None
) -> tuple[tuple[int, int], ...]:
    """The units of an earlier revision and of the new text that a person has said are the same, at any step."""
    if revised is None or not (new.same or has_stated(now, label)):
        return ()
    stated = units_stated(new.same, con.addresses, addresses(revised.places.after.text))
    return linked(now, label).through(revised.places, stated).stated_pairs


def asked(now: Snapshot, line: FateLine) -> tuple[Prepared, tuple[Edit, ...]]:
    """The text that an amendment was made on, and its edits there.

    Raises:
        Displaced: its notes have other names by itself.
    """
    then = now.on(line.revision)
    before = Prepared.reading(then.text(line.revision))
    one = consolidate(before.text, [alone(then, then.proposal(line.proposal))])
    edits = {edit.identity: edit for edit in one.edits[0]}
    found = next((amendment for amendment in one.amendments if amendment.name == line.name), None)
    if found is None or not found.strands <= edits.keys():
        raise Displaced("its notes were numbered anew")
    return before, tuple(edits[identity] for identity in sorted(found.strands))


__all__ = ["asked", "waiting_on"]
