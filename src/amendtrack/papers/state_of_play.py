"""The state of play: how many units are agreed, and to what degree, how many have something open, and which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from amendtrack.consolidation.agreement import DEGREES, GivenStatus, UnitStatus, units_in
from amendtrack.consolidation.value import Consolidation
from amendtrack.papers.dates import date_and_time
from amendtrack.papers.paper import Paper, Role, Section, Table, paragraph
from amendtrack.render.faces import bare

_NO_STATUS = "no status"


@dataclass(frozen=True, slots=True)
class UnitState:
    """One unit: its address, the status that the chair gave it, the open slots in it, and what waits on agreed text."""

    place: str
    given: GivenStatus | None
    open: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()

    @property
    def status(self) -> str:
        """The status in a word; a unit that the chair has said nothing of has none."""
        return self.given.status.value if self.given else _NO_STATUS


def states_of(con: Consolidation) -> tuple[UnitState, ...]:
    """Every unit of the draft, in order.

    >>> from amendtrack import consolidate
    >>> [state.open for state in states_of(consolidate("1. We shall meet.", {"Arda": "1. We should meet."}))]
    [('1#1',)]
    """
    given = {status.place: status for status in con.statuses}
    found: dict[int, list[str]] = {}
    for slot in con.open_slots:
        for unit in units_in(slot.strands):
            found.setdefault(unit, []).append(slot.address)
    waiting: dict[str, list[str]] = {}
    for amendment, agreement in con.waiting:
        waiting.setdefault(agreement.place, []).append(amendment.name)
    return tuple(
        UnitState(place, given.get(place), tuple(found.get(k, ())), tuple(waiting.get(place, ())))
        for k, place in enumerate(con.addresses)
    )


def counts(states: tuple[UnitState, ...]) -> dict[str, int]:
    """How many units have each status, in the order of degrees; those without one are counted last."""
    order = [s.value for s in (*DEGREES[::-1], *(s for s in UnitStatus if s not in DEGREES))] + [_NO_STATUS]
    return {status: many for status in order if (many := sum(state.status == status for state in states))}


def state_of_play(states: tuple[UnitState, ...], title: str, revision: str, *, at: datetime) -> Paper:
    """The state of play at a time as a paper: the counts, then each unit that has a status or something open."""
    held = sum(bool(state.open) for state in states)
    without = {_NO_STATUS: "without a status"}
    line = "; ".join(f"{many} {without.get(status, status)}" for status, many in counts(states).items())
    said = f"{len(states)} units: {line}. Units in which something is open: {held}."
    rows = tuple(_row(state, at) for state in states if state.given or state.open)
    table = (Table(("Place", "Status", "Given", "Open"), rows),) if rows else ()
    unsaid = paragraph("A unit without a status is not agreed, whether or not anything is open in it.", Role.NOTE)
    over = [bare(state.place) for state in states if is_over(state, at)]
    ended = f"The silence ended unbroken on {', '.join(over)}; it is for the chair to declare that agreed."
    passed = (paragraph(ended),) if over else ()
    return Paper(f"State of play, {revision}", title, (), (Section("", (paragraph(said), *passed, unsaid, *table)),))


def is_over(state: UnitState, at: datetime) -> bool:
    """Whether the deadline of a silence procedure on the unit has passed, and nobody has broken the silence."""
    given = state.given
    return given is not None and bool(given.until) and at > datetime.fromisoformat(given.until)


def _row(state: UnitState, at: datetime) -> tuple[str, ...]:
    given = state.given
    when = date_and_time(datetime.fromisoformat(given.when)) if given and given.when else ""
    status = f"{given.in_words if given else _NO_STATUS}{': ended unbroken' if is_over(state, at) else ''}"
    left = [*state.open, *([f"{len(state.waiting)} recorded since"] if state.waiting else [])]
    return bare(state.place), bare(status), when, bare(", ".join(left))


__all__ = ["UnitState", "counts", "is_over", "state_of_play", "states_of"]
