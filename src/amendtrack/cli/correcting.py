"""Commands for what happens to a recorded proposal: ``withdraw``, ``void``, ``correct``, ``sponsor``; and ``undo``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from amendtrack.cli.inspecting import open_draft
from amendtrack.cli.options import act_options, draft_argument, examples
from amendtrack.cli.recorded import tell

if TYPE_CHECKING:
    from amendtrack.cli.output import Output
    from amendtrack.record.times import When


@click.command()
@draft_argument
@click.argument("proposal")
@click.option(
    "--for",
    "only",
    metavar="DELEGATION",
    default="",
    help="Only this delegation withdraws; the others maintain it.",
)
@act_options(what="When the delegation withdrew it")
@examples(
    "amendtrack withdraw action-plan NRV-1 --at 2009-09-04T16:20 --by Ana",
    "amendtrack withdraw action-plan NRV-1#2",
    "amendtrack withdraw action-plan NRV-1 --for Galdora",
)
def withdraw(draft: Path, proposal: str, only: str, at: When, recorder: str, out: Output) -> None:
    """Record that a delegation withdraws PROPOSAL, or one amendment of it (NRV-1#2).

    The text becomes as if it had never been made; the register keeps it, with the time of withdrawal. Decisions
    on it lapse. To correct a mistake of the secretariat, use void or correct.
    """
    done = open_draft(draft).withdraw(proposal, only=only, at=at, recorder=recorder)
    tell(done, out)


@click.command()
@draft_argument
@click.argument("proposal")
@click.argument("delegation")
@act_options()
@examples("amendtrack cosponsor action-plan NRV-1 Galdora")
def cosponsor(draft: Path, proposal: str, delegation: str, at: When, recorder: str, out: Output) -> None:
    """Record that DELEGATION, a party, co-sponsors PROPOSAL, or puts its name back.

    To leave a proposal that others maintain, use `withdraw --for`.
    """
    tell(open_draft(draft).cosponsor(proposal, delegation, at=at, recorder=recorder), out)


@click.command()
@draft_argument
@click.argument("proposal")
@click.option("--reason", required=True, help="The reason, in one line; kept in the log.")
@click.option("--for", "only", metavar="DELEGATION", default="", help="Only the name of this co-sponsor or sponsor.")
@act_options()
@examples(
    'amendtrack void action-plan NRV-2 --reason "the same file as NRV-1"',
    'amendtrack void action-plan NRV-2 --for Brum --reason "misheard"',
)
def void(draft: Path, proposal: str, reason: str, only: str, at: When, recorder: str, out: Output) -> None:
    """Record that PROPOSAL, or one name on it, was recorded by mistake.

    It leaves the text and is never shown as withdrawn. With --for, the proposal stands without that name, as if it had
    never been there.
    """
    done = open_draft(draft).void(proposal, reason=reason, only=only, at=at, recorder=recorder)
    tell(done, out)


@click.command()
@draft_argument
@click.argument("proposal")
@click.option("--to", "owner", required=True, metavar="DELEGATION", help="The delegation it belongs to.")
@act_options()
@examples("amendtrack correct action-plan NRV-2 --to Galdora --by Ana")
def correct(draft: Path, proposal: str, owner: str, at: When, recorder: str, out: Output) -> None:
    """Record that PROPOSAL was filed under the wrong delegation.

    It becomes void and is recorded again under the right delegation, with its file, time of receipt and channel.
    """
    done = open_draft(draft).correct(proposal, to=owner, at=at, recorder=recorder)
    tell(done, out)


@click.command()
@draft_argument
@click.argument("proposal")
@click.argument("delegation")
@act_options()
@examples("amendtrack sponsor action-plan OCW-1 Galdora")
def sponsor(draft: Path, proposal: str, delegation: str, at: When, recorder: str, out: Output) -> None:
    """Record that DELEGATION, a party, sponsors PROPOSAL, an observer's suggestion.

    The wording enters the text and is credited to both: Galdora (text: Clearance Watch).
    """
    done = open_draft(draft).sponsor(proposal, delegation, at=at, recorder=recorder)
    tell(done, out)


@click.command()
@draft_argument
@click.argument("act", type=int)
@act_options()
@examples("amendtrack acts action-plan", "amendtrack undo action-plan 12 --by Ana")
def undo(draft: Path, act: int, at: When, recorder: str, out: Output) -> None:
    """Undo act number ACT (see acts) by a new act.

    Nothing received is lost: a proposal that the act recorded stays in the register as void. An act on which a
    later one depends cannot be undone, and a text that was issued cannot be recalled.
    """
    done = open_draft(draft).undo(act, at=at, recorder=recorder)
    tell(done, out)
