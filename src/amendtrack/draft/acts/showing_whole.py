"""The act by which the chair has a unit shown as one slot, or with its single changes again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from amendtrack.consolidation.addressing import every
from amendtrack.draft.acts.act import Act, already
from amendtrack.draft.acts.adopting import check_open
from amendtrack.draft.acts.agreeing import units_named
from amendtrack.errors import InputRefused
from amendtrack.record.statuses import statuses_file, write_statuses
from amendtrack.record.times import When, moment

if TYPE_CHECKING:
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.draft.outcome import Recorded
    from amendtrack.draft.snapshot import Snapshot


def show_whole(now: Snapshot, names: Iterable[str], *, at: When) -> Act | Recorded:
    """Record that units are shown as one slot each; see ``Draft.show_whole``."""
    con = now.consolidate()
    named, held = _named(con, names), now.statuses.whole
    new = [place for place in named if place not in held]
    if not new:
        return already(f"shown whole: {', '.join(named)}")
    return _act(now, con, new, (*held, *new), what="as shown whole", at=at)


def end_whole(now: Snapshot, names: Iterable[str], *, at: When) -> Act | Recorded:
    """Record that units are shown with their single changes again; see ``Draft.end_whole``."""
    con = now.consolidate()
    named, held = _named(con, names), now.statuses.whole
    gone = [place for place in named if place in held]
    if not gone:
        return already(f"shown by single changes: {', '.join(named)}")
    return _act(now, con, gone, [p for p in held if p not in gone], what="as shown by single changes", at=at)


def _named(con: Consolidation, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place for name in names for place in units_named(con, name)))


def _act(now: Snapshot, con: Consolidation, new: list[str], whole: Iterable[str], *, what: str, at: When) -> Act:
    check_open(now)
    for place in new:
        _check_undecided(now, con, place)
    after = replace(now.statuses, whole=tuple(sorted(whole, key=con.addresses.index)))
    return Act(
        kind="whole",
        summary=f"{', '.join(new)} {what} ({after.revision})",
        at=moment(at, now.settings.timezone),
        facts=(("Revision", after.revision),),
        files={statuses_file(after.revision): write_statuses(after)},
        name=", ".join(new),
    )


def _check_undecided(now: Snapshot, con: Consolidation, place: str) -> None:
    """Refuse a unit of which something is decided or agreed: the decision is on what is shown now."""
    here = {slot.address for slot in every(con.undecided.slots) if place in (slot.unit, slot.place)}
    ruled = [r.address for d in now.decisions.taken for r in d.rulings if r.address in here]
    if ruled:
        raise InputRefused(f"{ruled[0]} has been decided", remedy=f"reopen {ruled[0]} first")
    if any(given.place == place and given.status.is_agreed for given in con.statuses):
        raise InputRefused(f"{place} is agreed", remedy=f"reopen {place} first")


__all__ = ["end_whole", "show_whole"]
