"""Commands that exchange a draft with other repositories: ``publication`` to ``collisions``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from amendtrack.cli.inspecting import open_draft
from amendtrack.cli.options import act_options, draft_argument, examples, result_options
from amendtrack.cli.recorded import LEFT, as_recorded, tell
from amendtrack.render.safe import one_line

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

    opened = open_draft(draft)
    done = published(opened.snapshot(), Remote.named(remote), opened.on_disk.signer)
    out.notes(done.notes)
    if out.as_json:
        out.data("published", {"remote": done.remote, "moved": list(done.moved), "notes": list(done.notes)})
    else:
        out.document(str(done))


@click.command()
@draft_argument
@click.argument("remote")
@act_options("--at", what="When it was received")
@examples(
    "amendtrack fetch action-plan ssh://git@talks.example/action-plan", "amendtrack fetch action-plan copy-of-ann"
)
def fetch(draft: Path, remote: str, at: When, recorder: str, out: Output) -> int:
    """Take in what REMOTE has (https, ssh, a folder or a bundle) and DRAFT has not: proposals that delegations pushed
    to proposals/<delegation>/<number>, and, from a colleague's copy of the draft, all that was recorded there.

    Everything is checked before anything here changes. No number that was issued changes. What the two copies
    contradict each other on is listed with both sides, and is not in force until a person settles it (see
    `collisions`). What cannot be recorded as it is, is kept and listed; the exit code is then 1.
    """
    from amendtrack.exchange.collisions import CannotJoin
    from amendtrack.exchange.fetching import fetch as fetched
    from amendtrack.exchange.remote import Remote

    try:
        done = fetched(open_draft(draft), Remote.named(remote), at=at, recorder=recorder)
    except CannotJoin as err:
        out.notes(f"left for a person: {each}" for each in err.collisions)
        raise
    for one in done.recorded:
        out.notes(note if note.startswith(one.name) else f"{one.name}: {note}" for note in one.notes)
    out.notes(done.notes)
    if out.as_json:
        facts = {"remote": done.remote, "acts": done.joined.acts, "left": list(done.left), "notes": list(done.notes)}
        out.data("fetched", facts | {"recorded": [as_recorded(one) for one in done.recorded]})
    else:
        for one in done.recorded:
            out.document(str(one))
        out.document(str(done))
        out.notes(f"left for a person: {line}" for line in done.left)
    return LEFT if done.left else 0


@click.command()
@draft_argument
@click.option("--settled", metavar="NAME", default="", help="Record that this one has been settled.")
@act_options("--at", what="When it was settled")
@examples("amendtrack collisions action-plan", "amendtrack collisions action-plan --settled 3f21c8aa --by Ann")
def collisions(draft: Path, settled: str, at: When, recorder: str, out: Output) -> int:
    """List what two copies of DRAFT recorded that cannot both stand, with both sides; the exit code is 1 while any is
    left.

    Settle one by an ordinary act, such as `accept`, `void` or `correct`; then record with --settled that it is done.
    """
    from amendtrack.exchange.collisions import collisions_of, settle

    opened = open_draft(draft)
    if settled:
        tell(opened.on_disk.perform(lambda now: settle(now, settled, at=at, by=recorder), recorder), out)
        return 0
    found = collisions_of(opened.snapshot())
    left = [c for c in found if not c.settled]
    if out.as_json:
        names = ("name", "what", "why", "sides", "now", "settled")
        out.data("collisions", {"collisions": [{n: getattr(c, n) for n in names} for c in found]})
    else:
        lines = [f"{c.name}  {c}" + (f"; settled {c.settled}" if c.settled else "") for c in found]
        out.document("\n".join(map(one_line, lines)) or "nothing collided")
    return LEFT if left else 0
