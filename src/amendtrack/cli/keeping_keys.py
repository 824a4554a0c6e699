"""The command ``keys``: which SSH key speaks for whom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from amendtrack.cli.inspecting import open_draft
from amendtrack.cli.options import PATH, act_options, draft_argument, examples
from amendtrack.cli.output import Output, read_file
from amendtrack.cli.recorded import tell
from amendtrack.render.tabulation import columns

if TYPE_CHECKING:
    from amendtrack.draft import Draft
    from amendtrack.record.keys import Key
    from amendtrack.record.times import When


@click.command()
@draft_argument
@click.argument("action", required=False, type=click.Choice(["add", "retire"]))
@click.argument("whose", required=False, metavar="[DELEGATION|KEY]")
@click.argument("file", required=False, type=PATH, metavar="[KEYFILE]")
@click.option("--from", "first", metavar="TIME", default="", help="With add: from when its signatures count.")
@click.option("--until", "last", metavar="TIME", default="", help="With add: until when its signatures count.")
@act_options(what="When it was recorded")
@examples(
    "amendtrack keys action-plan",
    "amendtrack --sign-with KEY keys action-plan add secretariat KEY.pub",
    "amendtrack keys action-plan add NRV norvia.pub --until 2010-12-31",
    "amendtrack keys action-plan retire NRV",
)
def keys(
    draft: Path,
    action: str | None,
    whose: str | None,
    file: Path | None,
    first: str,
    last: str,
    at: When,
    recorder: str,
    out: Output,
) -> None:
    """List the keys of DRAFT, add the public SSH key of a delegation or of the secretariat, or retire a key.

    Once a delegation has a key, what is in its name must be signed, by it or by the secretariat. Once the secretariat
    has one, it signs all that it records, with the key that --sign-with (before the command), AMENDTRACK_SIGNING_KEY
    or the file `signing-key` in the user's folder of settings names. A retired key stays in the list. See also verify.
    """
    if (first or last) and action != "add":
        raise click.UsageError("--from and --until can only be used with add")
    opened = open_draft(draft)
    match action, whose, file:
        case None, _, _:
            _list_keys(opened, out)
        case "add", str(), Path():
            key, place = read_file(file), str(file)
            tell(
                opened.add_key(whose, key, first=first, last=last, place=place, at=at, recorder=recorder),
                out,
            )
        case "retire", str(), None:
            tell(opened.retire_key(whose, at=at, recorder=recorder), out)
        case _:
            usage = (
                "add DELEGATION KEYFILE" if action == "add" else "retire DELEGATION, or retire KEY (its fingerprint)"
            )
            raise click.UsageError(f"write: keys DRAFT {usage}")


def _list_keys(draft: Draft, out: Output) -> None:
    from amendtrack.draft.acts.registering_keys import shown

    now = draft.snapshot()
    if out.as_json:
        rows = [
            {
                "holder": key.holder,
                "fingerprint": key.fingerprint,
                "key": f"{key.kind} {key.blob}",
                "first": key.first.isoformat() if key.first else "",
                "last": key.last.isoformat() if key.last else "",
            }
            for key in now.keyring
        ]
        out.data("keys", {"keys": rows})
        return
    lines = [(shown(now, key.holder), key.kind, key.fingerprint, _term(key)) for key in now.keyring]
    none = "no keys are registered: nothing need be signed; add the secretariat's first"
    out.document(columns(lines, out.width) if lines else none)


def _term(key: Key) -> str:
    parts = [f"from {key.first:%Y-%m-%d %H:%M}"] if key.first else []
    parts += [f"until {key.last:%Y-%m-%d %H:%M}"] if key.last else []
    return " ".join(parts)
