"""Commands for what happens to a recorded proposal: ``withdraw``, ``void``, ``correct`` ..., and ``undo``."""

from __future__ import annotations

from pathlib import Path

import click

from amendtrack.cli.inspecting import open_draft
from amendtrack.cli.options import (
    all_authors_option,
    at_option,
    author_option,
    by_option,
    counting,
    draft_argument,
    dry_run_option,
    examples,
    json_option,
    quiet_option,
    time_of,
)
from amendtrack.cli.output import Output, read_file
from amendtrack.cli.submitting import tell, tell_reading


@click.command()
@draft_argument
@click.argument("proposal")
@at_option(what="When the delegation withdrew it")
@by_option
@dry_run_option
@json_option
@quiet_option
@examples("amendtrack withdraw action-plan NRV-1 --at 2009-09-04T16:20 --by Ana")
def withdraw(draft: Path, proposal: str, at: str, recorder: str, as_json: bool, quiet: bool) -> None:
    """Record that a delegation withdraws PROPOSAL.

    The text becomes as if it had never been made; the register keeps it, with the time of withdrawal. Decisions
    on it lapse. To correct a mistake of the secretariat, use void or correct.
    """
    done = open_draft(draft).withdraw(proposal, at=time_of(at), recorder=recorder)
    tell(done, Output(as_json, quiet))


@click.command()
@draft_argument
@click.argument("proposal")
@click.option("--reason", required=True, help="The reason, in one line; kept in the register.")
@at_option()
@by_option
@dry_run_option
@json_option
@quiet_option
@examples('amendtrack void action-plan NRV-2 --reason "the same file as NRV-1, sent twice"')
def void(draft: Path, proposal: str, reason: str, at: str, recorder: str, as_json: bool, quiet: bool) -> None:
    """Record that PROPOSAL was recorded by mistake. It leaves the text and is never shown as withdrawn."""
    done = open_draft(draft).void(proposal, reason=reason, at=time_of(at), recorder=recorder)
    tell(done, Output(as_json, quiet))


@click.command()
@draft_argument
@click.argument("proposal")
@click.option("--to", "owner", required=True, metavar="DELEGATION", help="The delegation it belongs to.")
@at_option()
@by_option
@dry_run_option
@json_option
@quiet_option
@examples("amendtrack correct action-plan NRV-2 --to Galdora --by Ana")
def correct(draft: Path, proposal: str, owner: str, at: str, recorder: str, as_json: bool, quiet: bool) -> None:
    """Record that PROPOSAL was filed under the wrong delegation.

    It becomes void and is recorded again under the right delegation, with its file, time of receipt and channel.
    """
    done = open_draft(draft).correct(proposal, to=owner, at=time_of(at), recorder=recorder)
    tell(done, Output(as_json, quiet))


@click.command()
@draft_argument
@click.argument("proposal")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--on", default="", metavar="REV", help="The revision it was made on (default: the latest).")
@click.option("--excerpt", is_flag=True, help="The file contains only some units; those it leaves out are not deleted.")
@click.option(
    "--as",
    "kind",
    type=click.Choice(["text", "instructions", "comment"]),
    default=None,
    help="What the file contains (default: recognised automatically).",
)
@at_option("--received", what="When it was received")
@click.option("--channel", default="", help="How it arrived: mail, paper, floor ...")
@click.option("--title", default="", help="The delegation's own title for it.")
@click.option("--cosponsor", "cosponsors", multiple=True, help="A delegation that co-sponsors it; repeat for several.")
@click.option(
    "--language", default="", help="The language of the file, if not the draft's; it is kept but not compared."
)
@click.option("--allow", "allowed", multiple=True, metavar="DOUBT", help="Record it despite this doubt.")
@author_option
@all_authors_option
@by_option
@dry_run_option
@json_option
@quiet_option
@examples("amendtrack replace action-plan NRV-1 norvia-2.md --received 2009-08-24T09:05")
def replace(
    draft: Path,
    proposal: str,
    file: Path,
    on: str,
    excerpt: bool,
    kind: str | None,
    at: str,
    channel: str,
    title: str,
    cosponsors: tuple[str, ...],
    language: str,
    allowed: tuple[str, ...],
    authors: tuple[str, ...],
    all_authors: bool,
    recorder: str,
    as_json: bool,
    quiet: bool,
) -> None:
    """Record FILE as the new version of PROPOSAL; the earlier file is kept."""
    opened = open_draft(draft)
    out = Output(as_json, quiet)
    entry = opened.proposal(proposal)
    submission = opened.read(
        read_file(file),
        by=entry.delegation,
        replaces=entry.name,
        cosponsors=cosponsors,
        on=on,
        extent="excerpt" if excerpt else "whole",
        kind=kind or "",
        authors=counting(authors, all_authors),
        language=language,
        filename=file.name,
    )
    tell_reading(submission.reading, allowed, out)
    recorded = opened.record(
        submission, received=time_of(at), channel=channel, title=title, allow=allowed, recorder=recorder
    )
    tell(recorded, out)


@click.command()
@draft_argument
@click.argument("proposal")
@click.argument("delegation")
@at_option()
@by_option
@dry_run_option
@json_option
@quiet_option
@examples("amendtrack sponsor action-plan OCW-1 Galdora")
def sponsor(draft: Path, proposal: str, delegation: str, at: str, recorder: str, as_json: bool, quiet: bool) -> None:
    """Record that DELEGATION, a party, sponsors PROPOSAL, an observer's suggestion.

    The wording enters the text and is credited to both: Galdora (text: Clearance Watch).
    """
    done = open_draft(draft).sponsor(proposal, delegation, at=time_of(at), recorder=recorder)
    tell(done, Output(as_json, quiet))


@click.command()
@draft_argument
@click.argument("act", type=int)
@at_option()
@by_option
@dry_run_option
@json_option
@quiet_option
@examples("amendtrack acts action-plan", "amendtrack undo action-plan 12 --by Ana")
def undo(draft: Path, act: int, at: str, recorder: str, as_json: bool, quiet: bool) -> None:
    """Undo act number ACT (see acts) by a new act.

    Nothing received is lost: a proposal that the act recorded stays in the register as void. An act on which a
    later one depends cannot be undone, and a text that was issued cannot be recalled.
    """
    done = open_draft(draft).undo(act, at=time_of(at), recorder=recorder)
    tell(done, Output(as_json, quiet))
