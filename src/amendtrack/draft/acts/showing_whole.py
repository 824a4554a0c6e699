"""The act by which the chair has a unit shown as one slot, or with its single changes again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.edits import Edit, Reworded
from amendtrack.consolidation.shown_whole import divided
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
    notes = tuple(note for place in new for note in _left_apart(con, place))
    return _act(now, con, new, (*held, *new), what="as shown whole", at=at, notes=notes)


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


def _left_apart(con: Consolidation, place: str) -> Iterator[str]:
    """A note on each proposal that splits the unit, or joins it to another, and so is not shown as a whole reading.

    Raises:
        InputRefused: every proposal that changes the unit does.
    """
    unit = con.addresses.index(place)
    sent = [(p.name, edits) for p, edits in zip(con.proposals, con.edits, strict=True)]
    apart = [name for name, edits in sent if unit in divided(edits)]
    others = [name for name, edits in sent if name not in apart and any(_rewords(e, unit) for e in edits)]
    if not apart:
        return
    one = len(apart) == 1
    what = f"{', '.join(apart)} {'splits' if one else 'split'} it, or {'joins' if one else 'join'} it to another"
    if not others:
        raise InputRefused(f"{place} cannot be shown whole: {what}", remedy="decide its slots one by one")
    yield f"{place}: {what}: {'its' if one else 'their'} changes there are shown one by one"


def _rewords(edit: Edit, unit: int) -> bool:
    return isinstance(edit, Reworded) and edit.unit == unit


def _act(
    now: Snapshot,
    con: Consolidation,
    new: list[str],
    whole: Iterable[str],
    *,
    what: str,
    at: When,
    notes: tuple[str, ...] = (),
) -> Act:
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
        notes=notes,
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
