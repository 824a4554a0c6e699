"""The state of play of a conference: how every draft in a folder stands, on one page."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from amendtrack.cli.inspecting import end_where_damaged
from amendtrack.cli.options import time_of
from amendtrack.cli.output import Output
from amendtrack.errors import RecordDamaged
from amendtrack.render.safe import one_line
from amendtrack.render.tabulation import columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from amendtrack.cli.past import Past
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.draft import Draft, Snapshot
    from amendtrack.draft.figures import DraftFigures

Standing = tuple[str, "DraftFigures"]


def status_of_all(folder: Path, past: Past, at: str, out: Output) -> None:
    """Show how every draft in a folder stands."""
    from amendtrack.cli.failures import GivenAllTheSame
    from amendtrack.draft.conference import Conference

    conference = Conference.open(folder)
    found: list[Standing] = []
    broken = [f"{name}: {one_line(str(err))}" for name, err in conference.damaged]
    for name, draft in conference:
        try:
            figures = _figures(name, draft, past, at=at, out=out)
        except RecordDamaged as err:
            broken.append(f"{name}: {one_line(str(err))}")
            continue
        found += [(name, figures)] if figures is not None else []
    if out.as_json:
        out.data("conference", {"drafts": [_facts(*one) for one in found], "damaged": broken})
    else:
        out.document("\n".join([*_table(found, out.width), *broken]))
    for _, draft in conference:
        end_where_damaged(draft, out)
    if broken:
        raise GivenAllTheSame(f"{len(broken)} damaged: {broken[0]}", place=str(folder))


def _figures(name: str, draft: Draft, past: Past, *, at: str, out: Output) -> DraftFigures | None:
    """How one draft stands; ``None`` if it has no such past state, for example because it was opened later."""
    from amendtrack.draft.figures import figures_of
    from amendtrack.errors import Unknown
    from amendtrack.record.times import moment

    try:
        now = past.of(draft, Output(quiet=True))
    except Unknown as err:
        out.note(f"{name} is left out: {err}")
        return None
    return figures_of(now, moment(at, now.settings.timezone) if at else present(now, past))


def present(now: Snapshot, past: Past) -> datetime:
    """The time from which the next meeting counts: that of the last act of a past state, else the present."""
    at = now.acts()[-1].at if past else time_of("")
    assert isinstance(at, datetime)
    return at


def beside_the_page(now: Snapshot, at: datetime, con: Consolidation) -> Iterator[str]:
    """What goes with the state of play of one draft: the tally, the last issue, the next meeting, what is left."""
    from amendtrack.draft.figures import figures_of

    found = figures_of(now, at, con)
    yield str(found.tally)
    yield f"issued: {_issued(found)}"
    yield f"next meeting: {_next(found)}"
    yield from (f"to see to: {line}" for line in found.attention)


def _table(found: Sequence[Standing], width: int | None) -> list[str]:
    """A line for each draft and one for all, and what somebody has to see to."""
    head = ("draft", "on", "received", "in the text", "open", "contested", "agreed", "issued", "next meeting")
    rows = [(name, *_columns(state), _issued(state), _next_in_short(state)) for name, state in found]
    states = [state for _, state in found]
    total = (
        "all",
        "",
        str(sum(s.tally.received for s in states)),
        str(sum(s.tally.in_text for s in states)),
        str(sum(s.open for s in states)),
        str(sum(s.contested for s in states)),
        f"{sum(s.agreed for s in states)} of {sum(s.units for s in states)}",
        "",
        "",
    )
    lines = [columns([head, *rows, total], width)]
    see_to = [f"  {name}: {line}" for name, state in found for line in state.attention]
    return [*lines, *(["", "To see to", *see_to] if see_to else [])]


def _columns(state: DraftFigures) -> tuple[str, ...]:
    counts = (state.tally.received, state.tally.in_text, state.open, state.contested)
    return (state.revision, *map(str, counts), f"{state.agreed} of {state.units}")


def _issued(state: DraftFigures) -> str:
    issued = f"{state.issued}, {state.issued.at:%Y-%m-%d %H:%M}" if state.issued else "-"
    return f"{issued}; adopted" if state.adopted else issued


def _next(state: DraftFigures) -> str:
    return str(state.next) if state.next else "-"


def _next_in_short(state: DraftFigures) -> str:
    from amendtrack.record.calendar import shown

    return f"{state.next.name}, {shown(state.next.date)}" if state.next else "-"


def _facts(name: str, state: DraftFigures) -> dict[str, object]:
    return {
        "draft": name,
        "title": state.title,
        "symbol": state.symbol,
        "revision": state.revision,
        "received": state.tally.received,
        "in_text": state.tally.in_text,
        "tally": str(state.tally),
        "open": state.open,
        "contested": state.contested,
        "units": state.units,
        "agreed": state.agreed,
        "adopted": state.adopted,
        "issued": {"meeting": state.issued.meeting, "at": state.issued.at.isoformat()} if state.issued else None,
        "next_meeting": (
            {
                "name": state.next.name,
                "date": state.next.date.isoformat(),
                "deadline": state.next.deadline.isoformat() if state.next.deadline else None,
            }
            if state.next
            else None
        ),
        "to_see_to": list(state.attention),
    }
