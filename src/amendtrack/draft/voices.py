"""For which of its members a group speaks on the present text, by the dates of what they said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from amendtrack.record.record import Attribution
from amendtrack.record.times import zone

if TYPE_CHECKING:
    from datetime import date, datetime

    from amendtrack.draft.snapshot import Snapshot
    from amendtrack.record.entries import Entry
    from amendtrack.record.statements import Statement


def memberships(now: Snapshot, entries: Iterable[Entry], said: Iterable[Statement]) -> Iterator[tuple[str, str]]:
    """Each group with each member for which it speaks, by display name.

    Membership on the day of the later of their two acts counts. Where two such days differ, both are named: nobody is
    left out who may speak for itself. None where outputs name nobody.
    """
    groups = now.delegations.groups if now.settings.attribution is Attribution.NAMED else ()
    if not groups:
        return
    spoke = _days(now, entries, said)
    for group in groups:
        for member in now.delegations.members(group) if group.code in spoke else ():
            days = {max(one, other) for one in spoke[group.code] for other in spoke.get(member.code, ())}
            terms = member.terms_in(group)
            if days and all(any(term.covers(day) for term in terms) for day in days):
                yield now.display(group.code), now.display(member.code)


def _days(now: Snapshot, entries: Iterable[Entry], said: Iterable[Statement]) -> dict[str, set[date]]:
    """The days on which each delegation sent what is on the table, or took a position."""
    here = zone(now.settings.timezone)
    found: dict[str, set[date]] = defaultdict(set)

    def spoke(code: str, at: datetime) -> None:
        found[code].add(at.astimezone(here).date())

    for entry in entries:
        for code in entry.backers:
            spoke(code, entry.received)
    for statement in said:
        spoke(statement.delegation, statement.at)
    return dict(found)


__all__ = ["memberships"]
