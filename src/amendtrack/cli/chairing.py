"""Commands for the status of units: ``agree``, ``silence`` and ``mark`` give it, and ``status`` lists it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from amendtrack.cli.inspecting import open_draft
from amendtrack.cli.options import (
    act_options,
    at_option,
    draft_argument,
    examples,
    folder_argument,
    meeting_option,
    result_options,
)
from amendtrack.cli.overview import beside_the_page, present, status_of_all
from amendtrack.cli.past import Past, past_options
from amendtrack.cli.recorded import tell
from amendtrack.cli.screen import Screen, pager_option, paper_on

if TYPE_CHECKING:
    from amendtrack.cli.output import Output
    from amendtrack.record.times import When


@click.command()
@draft_argument
@click.argument("places", nargs=-1, required=True, metavar="PLACE...")
@click.option("--ad-ref", is_flag=True, help="Agreed ad referendum: capitals have yet to confirm.")
@click.option("--informal", is_flag=True, help="Agreed in informal consultations only.")
@click.option(
    "--with-brackets", is_flag=True, help="Agreed with the brackets or placeholders that the draft has there."
)
@meeting_option
@act_options(what="When it was agreed")
@examples("amendtrack agree action-plan 9 --ad-ref --meeting PM2", "amendtrack agree action-plan 3-7")
def agree(
    draft: Path,
    places: tuple[str, ...],
    ad_ref: bool,
    informal: bool,
    with_brackets: bool,
    meeting: str,
    at: When,
    recorder: str,
    out: Output,
) -> None:
    """Record that each PLACE of DRAFT is agreed as it now reads: a unit (9), a range of units (3-7) or a slot's unit.

    Units with an open slot are refused: settle it first. So are units with brackets or a placeholder of the draft.
    Agreed text changes only once it is reopened (`reopen`). What is proposed on it later is recorded and listed, and
    does not enter the text. Silence agrees nothing: only this command does.
    """
    if ad_ref and informal:
        raise click.UsageError("--ad-ref and --informal cannot be used together")
    degree = "agreed ad ref" if ad_ref else "agreed in informals" if informal else "agreed"
    rule = "allowed" if with_brackets else "refused"
    opened = open_draft(draft)
    tell(opened.agree(places, degree, meeting=meeting, brackets=rule, at=at, recorder=recorder), out)


@click.command()
@draft_argument
@click.argument("places", nargs=-1, required=True, metavar="PLACE...")
@click.option("--until", required=True, metavar="TIME", help="The deadline, for example 2009-09-10T18:00.")
@meeting_option
@act_options(what="When it was announced")
@examples("amendtrack silence action-plan 3-7 9 --until 2009-09-10T18:00")
def silence(
    draft: Path, places: tuple[str, ...], until: str, meeting: str, at: When, recorder: str, out: Output
) -> None:
    """Record that each PLACE of DRAFT, as it now reads, is put under silence until a deadline.

    The deadline is in the draft's time zone; a day without a time counts to its end. Silence agrees nothing: once the
    deadline has passed, `status` says whether the silence was broken, and `agree` records that the text is agreed.
    """
    tell(open_draft(draft).silence(places, until=until, meeting=meeting, at=at, recorder=recorder), out)


@click.command("break-silence")
@draft_argument
@click.argument("place")
@click.argument("delegation")
@act_options(what="When the objection was received")
@examples("amendtrack break-silence action-plan 9 Brum --at 2009-09-09T11:00")
def break_silence(draft: Path, place: str, delegation: str, at: When, recorder: str, out: Output) -> None:
    """Record that DELEGATION breaks the silence on PLACE of DRAFT: a unit (9) or a range of units (3-7).

    The other units stay under silence. An objection received after the deadline is refused.
    """
    tell(open_draft(draft).break_silence(place, delegation, at=at, recorder=recorder), out)


@click.command()
@draft_argument
@click.argument("status", type=click.Choice(["open", "not discussed", "placeholder"]))
@click.argument("places", nargs=-1, required=True, metavar="PLACE...")
@meeting_option
@act_options(what="When it was said")
@examples("amendtrack mark action-plan placeholder 9", 'amendtrack mark action-plan "not discussed" 14-20')
def mark(draft: Path, status: str, places: tuple[str, ...], meeting: str, at: When, recorder: str, out: Output) -> None:
    """Record that each PLACE of DRAFT is open, not discussed or a placeholder; the print marks it so."""
    tell(open_draft(draft).mark(places, status, meeting=meeting, at=at, recorder=recorder), out)


@click.command()
@draft_argument
@click.argument("parts", nargs=-1, required=True, metavar="PART...")
@click.option("--name", default="", metavar="TEXT", help="What the package is called.")
@click.option("--end", "ends", is_flag=True, help="The package, given by its parts or its name, is no longer one.")
@act_options(what="When it was offered")
@examples(
    'amendtrack package action-plan 9 "15 bis" --name "June deal"',
    'amendtrack package action-plan "9, 15 bis"',
)
def package(draft: Path, parts: tuple[str, ...], name: str, ends: bool, at: When, recorder: str, out: Output) -> None:
    """Record that parts of DRAFT go together ("9 if 15 bis stays"): units, new units or slots.

    It decides nothing. An act that takes only some of the parts says so, and so does what is printed.
    """
    opened = open_draft(draft)
    if ends:
        tell(opened.end_package(parts, at=at, recorder=recorder), out)
    else:
        tell(opened.package(parts, name=name, at=at, recorder=recorder), out)


@click.command()
@draft_argument
@click.argument("places", nargs=-1, required=True, metavar="PLACE...")
@click.option("--end", "ends", is_flag=True, help="Show the single changes again.")
@act_options()
@examples(
    "amendtrack whole action-plan 14", "amendtrack whole action-plan 3-7", "amendtrack whole action-plan 14 --end"
)
def whole(draft: Path, places: tuple[str, ...], ends: bool, at: When, recorder: str, out: Output) -> None:
    """Record that PLACE of DRAFT, a unit or a range of units, is shown as one slot.

    Where a paragraph is all brackets, each delegation's reading of the whole paragraph is easier to read. No text
    changes by this; whoever takes a reading takes all that its delegation changes there.
    """
    opened = open_draft(draft)
    if ends:
        tell(opened.end_whole(places, at=at, recorder=recorder), out)
    else:
        tell(opened.show_whole(places, at=at, recorder=recorder), out)


@click.command()
@folder_argument
@past_options
@at_option(what="The time at which deadlines are looked at")
@pager_option
@result_options
@examples("amendtrack status action-plan", "amendtrack status cartagena", "amendtrack status action-plan --as-of PM2")
def status(folder: Path, past: Past, at: str, pager: bool, out: Output) -> None:
    """Show the state of play of a draft: which units are agreed, and to what degree, and in which something is open.

    `show DRAFT PLACE` has the whole history of one unit. For a FOLDER of drafts there is one page with a line for each:
    proposals received and in the text, slots open and contested, units agreed, the text last issued, the next meeting.
    """
    from amendtrack.draft.conference import is_draft

    if folder.is_dir() and not is_draft(folder):
        status_of_all(folder, past, at, out)
        return
    from amendtrack.papers.state_of_play import counts, is_over, state_of_play, states_of
    from amendtrack.record.record import Attribution
    from amendtrack.record.times import moment

    now = past.of(open_draft(folder), out)
    con = now.consolidate()
    states = states_of(con)
    when = moment(at, now.settings.timezone) if at else present(now, past)
    if not out.as_json:
        paper_on(state_of_play(states, now.settings.title, now.revision().label, at=when), Screen(pager=pager), out)
        out.notes(beside_the_page(now, when, con))
        return
    named = now.settings.attribution is Attribution.NAMED
    units = [
        {
            "place": state.place,
            "status": state.status,
            "meeting": state.given.meeting if state.given else "",
            "when": state.given.when if state.given else "",
            "until": state.given.until if state.given else "",
            "ended_unbroken": is_over(state, when),
            "open": list(state.open),
            "recorded_since": list(state.waiting) if named else len(state.waiting),
        }
        for state in states
    ]
    out.data("status", {"revision": now.revision().label, "counts": counts(states), "units": units})
