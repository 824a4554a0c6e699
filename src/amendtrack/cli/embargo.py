"""Commands for what may not be seen yet: ``hold``, ``held`` and ``release``; and ``bundle``, a draft as one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from amendtrack.cli.inspecting import open_draft
from amendtrack.cli.options import PATH, act_options, draft_argument, examples, quiet_option
from amendtrack.cli.output import Output, read_file, write_whole
from amendtrack.cli.recorded import tell, tell_each
from amendtrack.render.tabulation import columns

if TYPE_CHECKING:
    from amendtrack.record.times import When


@click.command()
@draft_argument
@click.argument("delegation")
@click.argument("file", type=PATH)
@click.option("--until", default="", metavar="TIME", help="Until when it is held (default: until it is released).")
@click.option("--replaces", default="", metavar="NUMBER", help="The proposal that it will replace.")
@click.option("--on", default="", metavar="REV", help="The revision it was made on (default: the latest).")
@click.option("--excerpt", is_flag=True, help="The file contains only some units; those it leaves out are not deleted.")
@click.option("--comment", is_flag=True, help="The file is a comment.")
@click.option("--channel", default="", help="How it arrived: mail, paper, floor ...")
@click.option("--title", default="", help="The delegation's own title for it.")
@click.option("--cosponsor", "cosponsors", multiple=True, help="A delegation that co-sponsors it; repeat for several.")
@click.option("--allow", "allowed", multiple=True, metavar="DOUBT", help="Record it despite this doubt.")
@act_options("--received", what="When it was received")
@examples("amendtrack hold action-plan Norvia norvia.docx --until 2009-09-03T09:00")
def hold(
    draft: Path,
    delegation: str,
    file: Path,
    until: str,
    replaces: str,
    on: str,
    excerpt: bool,
    comment: bool,
    channel: str,
    title: str,
    cosponsors: tuple[str, ...],
    allowed: tuple[str, ...],
    at: When,
    recorder: str,
    out: Output,
) -> None:
    """Record FILE of DELEGATION under embargo: it is kept, and is in no list, count, text or published repository until
    it is released (see `release`).

    It is checked as `propose` checks a file, and gets its number when it is released.
    """
    from amendtrack.draft.acts.holding import hold as held
    from amendtrack.record.envelopes import Envelope
    from amendtrack.record.times import moment

    opened, data = open_draft(draft), read_file(file)
    envelope = Envelope(
        delegation=delegation,
        received=moment(at, opened.settings.timezone),
        filename=file.name,
        channel=channel,
        title=title,
        on=on,
        replaces=replaces,
        kind="comment" if comment else "",
        extent="excerpt" if excerpt else "whole",
        cosponsors=cosponsors,
        allow=allowed,
    )
    tell(opened.on_disk.perform(lambda now: held(now, data, envelope, until=until, at=at), recorder), out)


@click.command()
@draft_argument
@click.option("--json", "as_json", is_flag=True, help="Print the result (and errors) as JSON.")
@quiet_option
@examples("amendtrack held action-plan")
def held(draft: Path, as_json: bool, quiet: bool) -> None:
    """List the files of DRAFT that are held under embargo: whose they are, when they came, and until when.

    No other command but the log (`acts`) says that anything is held. What is held is in the folder `embargo` of DRAFT,
    which no clone, bundle or export of it contains.
    """
    from amendtrack.draft.acts.holding import holdings, opened
    from amendtrack.errors import InputRefused, RecordDamaged

    out, now = Output(as_json, quiet), open_draft(draft).snapshot()
    rows = []
    for each in (one for one in holdings(now) if not one.released):
        try:
            _, envelope = opened(now, each)
        except (InputRefused, RecordDamaged) as err:
            rows.append((each.name, "", "", "", err.args[0]))
            continue
        until = f"until {envelope.until:%Y-%m-%d %H:%M}" if envelope.until else "until released"
        came = f"received {envelope.received:%Y-%m-%d %H:%M}"
        rows.append((each.name, now.display(envelope.delegation), envelope.filename, came, until))
    if out.as_json:
        names = ("name", "delegation", "file", "received", "until")
        out.data("held", {"held": [dict(zip(names, row, strict=True)) for row in rows]})
    else:
        out.document(columns(rows, out.width) if rows else "nothing is held")


@click.command()
@draft_argument
@click.argument("name", required=False, default="")
@click.option("--early", is_flag=True, help="Release it although its time has not come.")
@act_options("--at", what="When it was released")
@examples("amendtrack release action-plan", "amendtrack release action-plan 3f21c8aa90b1 --early")
def release(draft: Path, name: str, early: bool, at: When, recorder: str, out: Output) -> None:
    """Record what was held in DRAFT as the proposal that it is, received when it was received; without NAME, everything
    whose time has come."""
    from amendtrack.draft.acts.holding import due
    from amendtrack.draft.acts.holding import release as released
    from amendtrack.record.times import moment

    opened = open_draft(draft)

    def one(called: str) -> object:
        return opened.on_disk.perform(lambda now: released(now, called, at=at, early=early), recorder)

    if name:
        tell(one(name), out)  # type: ignore[arg-type]
        return
    names = due(opened.snapshot(), moment(at, opened.settings.timezone))
    if not names and not out.as_json:
        out.document("nothing is due")
        return
    tell_each([one(each) for each in names], out)  # type: ignore[misc]


@click.command()
@draft_argument
@click.argument("delegation", required=False, default="")
@click.option("--whole", is_flag=True, help="The whole record, for a colleague: everything but what is held.")
@click.option("-o", "--output", type=PATH, required=True, help="The file to write (completely or not at all).")
@quiet_option
@examples(
    "amendtrack bundle action-plan -o action-plan.bundle",
    "amendtrack bundle action-plan Norvia -o norvia.bundle",
    "amendtrack bundle action-plan --whole -o for-ann.bundle",
)
def bundle(draft: Path, delegation: str, whole: bool, output: Path, quiet: bool) -> None:
    """Write what DRAFT lets out (see `publication`) into one file that mail can carry; with DELEGATION, the revisions
    and that delegation's proposals alone.

    Any git can clone from it, and `fetch` takes it in. What is held under embargo is never in it.
    """
    from amendtrack.exchange.bundling import Holds
    from amendtrack.exchange.bundling import bundle as bundled

    if whole and delegation:
        raise click.UsageError("--whole cannot be used with a delegation")
    opened = open_draft(draft)
    holds = Holds.WHOLE if whole else Holds.PUBLIC
    data = bundled(opened.snapshot(), holds=holds, delegation=delegation, signer=opened.on_disk.signer)
    write_whole(output, data)
    Output(quiet=quiet).document(f"Written to {output}: {len(data):,} bytes")
