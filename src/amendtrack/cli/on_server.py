"""Commands for a server: ``serve-init``, and ``receive``, which the hook that it writes runs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from amendtrack.cli.inspecting import open_draft
from amendtrack.cli.options import PATH, examples, result_options, time_of
from amendtrack.cli.output import read_file

if TYPE_CHECKING:
    from amendtrack.cli.output import Output

_REFUSED = 3


@click.command()
@click.argument("folder", type=PATH)
@click.argument("draft", type=PATH, required=False)
@click.option("--signed", is_flag=True, help="Take only pushes signed with a registered key (git push --signed).")
@click.option(
    "--as",
    "users",
    multiple=True,
    metavar="USER=DELEGATION",
    help="For whom a user of the server pushes: a delegation as in its branches, or secretariat; repeat for several.",
)
@click.option(
    "--first-key",
    type=PATH,
    metavar="KEY.pub",
    help="With --signed and without DRAFT: the secretariat's public key, which counts until keys have been published.",
)
@result_options
@examples(
    "amendtrack serve-init /srv/plan.git plan --as ann=secretariat --as ana=nrv",
    "amendtrack serve-init /srv/git/plan.git --as ann=secretariat --as ana=nrv",
    "amendtrack serve-init /srv/git/plan.git --signed --first-key office.pub",
)
def serve_init(
    folder: Path, draft: Path | None, signed: bool, users: tuple[str, ...], first_key: Path | None, out: Output
) -> None:
    """Make FOLDER, a bare repository on a server to which the secretariat publishes and delegations push; publish DRAFT
    to it, if one is named: where the draft is not on that machine, leave it out, and publish from the desk. An empty
    bare repository that another program made is set up as it is.

    Git is set to refuse rewriting, deleting and malformed objects. A hook checks each push by the rules of `verify`: a
    delegation writes only its own branches, the secretariat all others, and nobody rewrites or deletes. Who pushes is
    taken from GL_USER, REMOTE_USER or AMENDTRACK_USER, as the server sets it, or with --signed from the signature.
    """
    from amendtrack.exchange.serving import serve_init as made

    pairs = []
    for each in users:
        user, sign, holder = each.partition("=")
        if not sign:
            raise click.UsageError(f"--as {each!r} is not of the form USER=DELEGATION")
        pairs.append((user, holder))
    opened = open_draft(draft) if draft else None
    if opened is not None:
        from amendtrack.exchange.publishing import check_rule

        check_rule(opened.snapshot())
    if signed and first_key is None and not (opened and opened.snapshot().keyring.is_signed_for):
        means = "with --signed, nobody could push here before a key of the secretariat is known"
        raise click.UsageError(f"{means}; name it with --first-key, or a DRAFT in which it is registered")
    done = made(folder, signed=signed, users=pairs, first_key=read_file(first_key) if first_key else b"")
    if opened is not None:
        from amendtrack.exchange.publishing import publish_into

        publish_into(opened.snapshot(), folder, opened.on_disk.signer)
    if out.as_json:
        out.data("served", {"folder": str(folder), "settings": list(done)})
    else:
        out.document("\n".join((f"Made {folder}", *done)))


@click.command()
@click.argument("folder", type=PATH)
@examples("amendtrack receive .")
def receive(folder: Path) -> int:
    """Check a push into FOLDER, as git describes it on standard input; run by the hook that `serve-init` writes.

    The exit code is 3 if it is refused, with a line for each reason; nothing of it is then taken.
    """
    from datetime import datetime

    from amendtrack.exchange.receiving import receive as received
    from amendtrack.render.safe import one_line

    at = time_of("")
    assert isinstance(at, datetime)
    why = received(folder, sys.stdin.read(), at)
    for line in why:
        click.echo(f"amendtrack: refused: {one_line(line)}", err=True)
    return _REFUSED if why else 0
