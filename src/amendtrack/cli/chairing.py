"""Commands for the status of units: ``agree`` gives it, ``status`` lists it; ``reopen`` is in ``deciding``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from amendtrack.cli.inspecting import open_draft
from amendtrack.cli.options import act_options, draft_argument, examples, meeting_option, result_options
from amendtrack.cli.recorded import tell

if TYPE_CHECKING:
    from amendtrack.cli.output import Output
    from amendtrack.record.times import When


@click.command()
@draft_argument
@click.argument("places", nargs=-1, required=True, metavar="PLACE...")
@click.option("--ad-ref", is_flag=True, help="Agreed ad referendum: capitals have yet to confirm.")
@click.option("--informal", is_flag=True, help="Agreed in informal consultations only.")
@meeting_option
@act_options(what="When it was agreed")
@examples("amendtrack agree action-plan 9 --ad-ref --meeting PM2", "amendtrack agree action-plan 3-7")
def agree(
    draft: Path,
    places: tuple[str, ...],
    ad_ref: bool,
    informal: bool,
    meeting: str,
    at: When,
    recorder: str,
    out: Output,
) -> None:
    """Record that each PLACE of DRAFT is agreed as it now reads: a unit (9), a range of units (3-7) or a slot's unit.

    Units with an open slot are refused: settle it first. Agreed text changes only once it is reopened (`reopen`). What
    is proposed on it later is recorded and listed, and does not enter the text. Silence agrees nothing: only this
    command does.
    """
    if ad_ref and informal:
        raise click.UsageError("--ad-ref and --informal cannot be used together")
    degree = "agreed ad ref" if ad_ref else "agreed in informals" if informal else "agreed"
    tell(open_draft(draft).agree(places, degree, meeting=meeting, at=at, recorder=recorder), out)


@click.command()
@draft_argument
@result_options
@examples("amendtrack status action-plan")
def status(draft: Path, out: Output) -> None:
    """Show the state of play of DRAFT: which units are agreed, and to what degree, and in which something is open.

    `show DRAFT PLACE` has the whole history of one unit.
    """
    from amendtrack.papers.plain import plain
    from amendtrack.papers.state_of_play import counts, state_of_play, states_of
    from amendtrack.record.record import Attribution

    now = open_draft(draft).snapshot()
    states = states_of(now.consolidate())
    if not out.as_json:
        out.document(plain(state_of_play(states, now.settings.title, now.revision().label)))
        return
    named = now.settings.attribution is Attribution.NAMED
    units = [
        {
            "place": state.place,
            "status": state.status,
            "meeting": state.given.meeting if state.given else "",
            "when": state.given.when if state.given else "",
            "open": list(state.open),
            "proposed_since": list(state.waiting) if named else len(state.waiting),
        }
        for state in states
    ]
    out.data("status", {"revision": now.revision().label, "counts": counts(states), "units": units})
