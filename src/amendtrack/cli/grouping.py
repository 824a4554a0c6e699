"""Commands on who speaks and with what right: ``group`` and ``rights``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from amendtrack.cli.inspecting import open_draft
from amendtrack.cli.options import act_options, draft_argument, examples
from amendtrack.cli.output import Output
from amendtrack.cli.recorded import tell
from amendtrack.render.tabulation import columns

if TYPE_CHECKING:
    from amendtrack.draft import Draft
    from amendtrack.record.times import When


@click.command()
@draft_argument
@click.argument("name")
@click.option("--members", metavar="NAMES", default="", help="The delegations, separated by commas or semicolons.")
@click.option("--from", "first", metavar="DATE", default="", help="With --members: their first day in the group.")
@click.option("--until", "last", metavar="DATE", default="", help="With --members: their last day in the group.")
@click.option("--code", default="", help="The code of a new group (default: made from its name).")
@act_options(what="When it was recorded")
@examples(
    "amendtrack group action-plan Lakes --members NRV,GLD --from 2009-07-01",
    "amendtrack group action-plan LKS --members Galdora --until 2009-09-01",
    "amendtrack group action-plan LKS",
)
def group(
    draft: Path, name: str, members: str, first: str, last: str, code: str, at: When, recorder: str, out: Output
) -> None:
    """Record that delegations are members of the group NAME, or list its members.

    A group may be named wherever a delegation may. Where it and a member of it ask for the same words, the text names
    the group alone; a member with another position is named beside it, and listed. Membership on the day of the act
    counts. --until alone ends a membership.
    """
    opened = open_draft(draft)
    if not members.strip():
        if first or last or code:
            raise click.UsageError("--from, --until and --code need --members")
        _list_members(opened, name, out)
        return
    given = _names(opened, members)
    tell(opened.group(name, given, first=first or None, last=last or None, code=code, at=at, recorder=recorder), out)


@click.command()
@draft_argument
@click.argument("standing", required=False, type=click.Choice(["non-party", "observer"]))
@click.argument("right", required=False, type=click.Choice(["suggest", "comment"]))
@act_options(what="When it was decided")
@examples("amendtrack rights action-plan", "amendtrack rights action-plan observer comment")
def rights(draft: Path, standing: str | None, right: str | None, at: When, recorder: str, out: Output) -> None:
    """State what each standing allows on DRAFT, or record that those of STANDING may suggest wording or only comment.

    Parties always propose, and they alone take positions. What others suggest is in the annex until a party sponsors
    it.
    """
    if standing and not right:
        raise click.UsageError(f"say what {standing} delegations may do: suggest or comment")
    opened = open_draft(draft)
    if standing and right:
        tell(opened.set_rights(standing, right, at=at, recorder=recorder), out)
        return
    from amendtrack.draft.acts.rules import SAID_OF
    from amendtrack.record.registers import Standing, right_of

    rule = [(each, right_of(each, opened.settings.rights)) for each in Standing]
    if out.as_json:
        out.data("rights", {"rights": {each.value: may.value for each, may in rule}})
        return
    out.document(columns([(each.value, may.value, f"may {SAID_OF[may]}") for each, may in rule], out.width))


def _names(draft: Draft, given: str) -> list[str]:
    """The names in a list; a comma inside a name of the register separates nothing."""
    register = draft.delegations
    found: list[str] = []
    for part in given.split(";"):
        pieces = [p.strip() for p in part.split(",")]
        while pieces:
            size = next((n for n in range(len(pieces), 1, -1) if ", ".join(pieces[:n]) in register), 1)
            found += [", ".join(pieces[:size])] if any(pieces[:size]) else []
            pieces = pieces[size:]
    return found


def _list_members(draft: Draft, name: str, out: Output) -> None:
    register, language = draft.delegations, draft.settings.display_language
    whole = register.resolve(name)
    terms = [(d, m) for d in register.members(whole) for m in d.terms_in(whole)]
    if out.as_json:
        rows = [{"code": d.code, "first": str(m.first or ""), "last": str(m.last or "")} for d, m in terms]
        out.data("group", {"code": whole.code, "members": rows})
        return
    lines = [(d.code, d.display(language), m.term) for d, m in terms]
    none = f"{whole.display(language)} is not a group; name its members: --members"
    out.document(columns(lines, out.width) if lines else none)
