"""Commands that exchange a draft with other repositories: ``publication`` and ``publish``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from amendtrack.cli.inspecting import open_draft
from amendtrack.cli.options import act_options, draft_argument, examples, result_options
from amendtrack.cli.recorded import tell

if TYPE_CHECKING:
    from amendtrack.cli.output import Output
    from amendtrack.record.times import When

_RULES = ("nothing", "issued", "proposals-after-issue", "proposals")


@click.command()
@draft_argument
@click.argument("rule", type=click.Choice(_RULES))
@act_options()
@examples("amendtrack publication action-plan issued", "amendtrack publication action-plan proposals-after-issue")
def publication(draft: Path, rule: str, at: When, recorder: str, out: Output) -> None:
    """Record what `publish` lets out of DRAFT: nothing (at first), revisions and issued texts, the proposals in issued
    texts too, or proposals as soon as they are received.

    Where names are withheld (see `attribution`), no proposal is let out.
    """
    tell(open_draft(draft).set_publication(rule, at=at, recorder=recorder), out)


@click.command()
@draft_argument
@click.argument("remote")
@result_options
@examples(
    "amendtrack publish action-plan ssh://git@talks.example/action-plan",
    "amendtrack publish action-plan /srv/public/plan",
)
def publish(draft: Path, remote: str, out: Output) -> None:
    """Send what DRAFT lets out to the repository REMOTE (https, ssh or a folder), in which others can read it.

    The draft itself is never sent: what is sent is made anew and contains only what the rule of `publication` lets
    out. Files as received, comments, positions, mail addresses, and proposals that are held, withdrawn or void stay at
    home. Nothing is ever rewritten there; a branch to which somebody else has pushed is left alone and named.
    """
    from amendtrack.exchange.publishing import publish as published
    from amendtrack.exchange.remote import Remote

    done = published(open_draft(draft).snapshot(), Remote.named(remote))
    out.notes(done.notes)
    if out.as_json:
        out.data("published", {"remote": done.remote, "moved": list(done.moved), "notes": list(done.notes)})
    else:
        out.document(str(done))
