"""How a draft stands, in figures: what was received, what is open and contested, what is agreed, and what comes next.

Reads a snapshot. Every figure is that of the consolidated text and its tally; statistics never rank delegations.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from amendtrack.consolidation.agreement import UnitStatus
from amendtrack.draft.acts.issues import news

if TYPE_CHECKING:
    from amendtrack.consolidation.reports import Tally
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.draft.snapshot import Snapshot
    from amendtrack.record.calendar import Meeting
    from amendtrack.record.record import Issue


@dataclass(frozen=True, slots=True)
class DraftFigures:
    """The figures of one draft; ``units`` are those of its latest revision, ``agreed`` how many of them are agreed.

    ``attention`` are the things that a person has to see to, one line each, and name nobody.
    """

    title: str
    symbol: str
    revision: str
    tally: Tally
    open: int
    contested: int
    units: int
    agreed: int
    issued: Issue | None
    next: Meeting | None
    adopted: bool
    attention: tuple[str, ...] = ()


def figures_of(now: Snapshot, at: datetime, con: Consolidation | None = None) -> DraftFigures:
    """How a record stands; the next meeting is the first one that is not before the day of ``at``.

    ``con`` is its text on the table, for a caller that has read it already.
    """
    con = con or now.consolidate()
    still = con.open_slots
    statuses = [given.status for given in con.statuses]
    to_come = [m for m in now.meetings if m.date.date() >= at.astimezone(m.date.tzinfo).date()]
    return DraftFigures(
        title=now.settings.title,
        symbol=now.settings.symbol,
        revision=now.revision().label,
        tally=now.tally(con),
        open=len(still),
        contested=sum(slot.contested for slot in still),
        units=len(con.base.units),
        agreed=sum(status.is_agreed for status in statuses),
        issued=now.issues[-1] if now.issues else None,
        next=to_come[0] if to_come else None,
        adopted=now.adoption is not None,
        attention=tuple(_attention(now, statuses)),
    )


def _attention(now: Snapshot, statuses: list[UnitStatus]) -> list[str]:
    lines = []
    if unclear := sum(len(e.problems) for e in now.proposals() if e.stands):
        lines.append(_many(unclear, "passage", "for manual review"))
    if stale := now.not_carried_over():
        lines.append(_many(len(stale), "proposal", "made on an earlier revision"))
    if reopened := statuses.count(UnitStatus.REOPENED):
        lines.append(_many(reopened, "unit", "reopened"))
    if now.issues and (fresh := news(now, now.issues[-1])):
        lines.append(f"since the text issued to {now.issues[-1]}: {'; '.join(map(_counted, fresh))}")
    return lines


def _many(number: int, what: str, more: str) -> str:
    return f"{number} {what}{'s' * (number != 1)} {more}"


def _counted(line: str) -> str:
    """``added: NRV-1, GLD-2`` as ``2 added``: the page of a conference is shown to everybody."""
    what, sign, names = line.partition(": ")
    return f"{len(names.split(', '))} {what}" if sign else line


__all__ = ["DraftFigures", "figures_of"]
