"""Commands that read the log: ``acts`` and ``since``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from amendtrack.cli.inspecting import open_draft
from amendtrack.cli.options import draft_argument, examples, result_options
from amendtrack.cli.output import Output
from amendtrack.cli.past import typed_time
from amendtrack.render.tabulation import columns

if TYPE_CHECKING:
    from amendtrack.draft.history import LoggedAct


@click.command()
@draft_argument
@result_options
@examples("amendtrack acts action-plan")
def acts(draft: Path, out: Output) -> None:
    """List every act recorded on DRAFT: number, time, who recorded it, what it did."""
    _give("acts", open_draft(draft).acts(), out)


@click.command()
@draft_argument
@click.argument("when", metavar="WHEN|MEETING")
@result_options
@examples(
    "amendtrack since action-plan PM2",
    "amendtrack since action-plan 2009-09-03T15:00",
    "amendtrack since action-plan 15:00",
)
def since(draft: Path, when: str, out: Output) -> None:
    """List what was recorded on DRAFT since a time, or since a text was issued to a meeting.

    The time of recording counts, even if something was received earlier. A time of day means today.
    """
    now = open_draft(draft).snapshot()
    when = typed_time(when, now.settings.timezone)
    found = now.since(when)
    if found and found[0].number == 1:
        out.note(f"this draft was opened at {found[0].at:%Y-%m-%d %H:%M}, after {when}: every act is listed")
    _give("since", found, out)


def _give(name: str, found: Sequence[LoggedAct], out: Output) -> None:
    if out.as_json:
        out.data(name, {"acts": [_act(act) for act in found]})
        return
    rows = [(str(a.number), f"{a.at:%Y-%m-%d %H:%M}", a.recorder or "-", _did(a)) for a in found]
    out.document(columns([("act", "time", "by", ""), *rows], out.width) if rows else "nothing has been recorded")


def _did(act: LoggedAct) -> str:
    return f"{act.summary} (undone by act {act.undone})" if act.undone else act.summary


def _act(act: LoggedAct) -> dict[str, object]:
    return {
        "number": act.number,
        "kind": act.kind,
        "at": act.at.isoformat(),
        "recorder": act.recorder,
        "summary": act.summary,
        "undone_by": act.undone or None,
        "commit": act.commit,
        "facts": [list(fact) for fact in act.facts],
    }
