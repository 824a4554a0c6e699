"""Commands for a new revision and what it does to the proposals: ``revise`` to ``lapse``, and ``follow``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from amendtrack.cli.inspecting import open_draft
from amendtrack.cli.options import (
    PATH,
    accept_all_option,
    act_options,
    draft_argument,
    examples,
    is_dry_run,
    result_options,
)
from amendtrack.cli.output import read_file
from amendtrack.cli.past import Past, past_options
from amendtrack.cli.recorded import tell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amendtrack.cli.output import Output
    from amendtrack.record.carry_over import CarryOver, FateLine
    from amendtrack.record.times import When


@click.command()
@draft_argument
@click.argument("file", type=PATH)
@click.option("--label", required=True, help="The name of the revision, for example Rev.1.")
@click.option("--lapse", is_flag=True, help="Let lapse what the new text does not have.")
@click.option(
    "--same",
    multiple=True,
    metavar="PLACE=PLACE",
    help="A unit of DRAFT and one of FILE that are the same; repeat for several.",
)
@act_options()
@accept_all_option
@click.option(
    "--allow", "allowed", type=click.Choice(["brackets"]), help="Record it although its brackets name delegations."
)
@examples(
    "amendtrack revise action-plan rev1.md --label Rev.1 --dry-run",
    "amendtrack revise action-plan rev1.docx --label Rev.1",
    "amendtrack revise action-plan rev1.md --label Rev.1 --same 9=11",
)
def revise(
    draft: Path,
    file: Path,
    label: str,
    lapse: bool,
    same: tuple[str, ...],
    at: When,
    recorder: str,
    out: Output,
    accept_all: bool,
    allowed: str | None,
) -> None:
    """Record FILE as a new revision of DRAFT, with what becomes of every pending amendment.

    What the new text has is incorporated. What it left as it was is carried forward: it stands in the next
    consolidated text without being sent again. What it changed is overtaken: nothing of it is applied until its
    delegation reconfirms it or sends it again. With --dry-run the list is printed and nothing is recorded.
    """
    from amendtrack.draft.new_revision import Pending
    from amendtrack.formats.received import Authors
    from amendtrack.intake.doubts import Doubt

    opened = open_draft(draft)
    recorded = opened.revise(
        read_file(file),
        label=label,
        at=at,
        accept=Authors.EVERY if accept_all else (),
        filename=file.name,
        allow=(Doubt.BRACKETS,) if allowed else (),
        pending=Pending.LAPSE if lapse else Pending.CARRIED,
        same=tuple(map(_pair, same)),
        recorder=recorder,
    )
    if is_dry_run() and recorded.carried and not out.as_json:
        out.notes(_in_a_line(line) for line in recorded.carried.lines)
    tell(recorded, out)


def _pair(typed: str) -> tuple[str, str]:
    """Two places, given as ``9=11``."""
    before, sign, after = typed.partition("=")
    if not (sign and before.strip() and after.strip()):
        raise click.UsageError(f"{typed!r} does not name two places; write for example --same 9=11")
    return before.strip(), after.strip()


@click.command()
@draft_argument
@click.argument("revision")
@click.argument("place")
@result_options
@examples("amendtrack follow action-plan Rev.0 9", 'amendtrack follow action-plan Rev.0 "14 bis"')
def follow(draft: Path, revision: str, place: str, out: Output) -> None:
    """Say where PLACE of REVISION is in each later revision of DRAFT, or why it cannot be followed.

    PLACE is a unit (9), or one that somebody proposed on that revision ("14 bis").
    """
    from amendtrack.draft.followed import followed

    steps = followed(open_draft(draft).snapshot(), revision, place)
    if out.as_json:
        facts = [{"revision": s.revision, "places": list(s.places), "why": s.why} for s in steps]
        out.data("followed", {"steps": facts})
        return
    out.document("\n".join(map(str, steps)))


@click.command()
@draft_argument
@past_options
@result_options
@examples("amendtrack fates action-plan", "amendtrack fates action-plan --json")
def fates(draft: Path, past: Past, out: Output) -> None:
    """List what became of every amendment at each revision of DRAFT, and what waits to be reconfirmed."""
    from amendtrack.draft.earlier import since_then

    now = past.of(open_draft(draft), out)
    found = now.carry_overs()
    if out.as_json:
        out.data("fates", {"revisions": [_carry_over(each) for each in found]})
        return
    since = since_then(now)
    out.document("\n\n".join(_listed(each, since) for each in found) or "no revision has followed the first")


def _listed(each: CarryOver, since: Mapping[FateLine, str]) -> str:
    from amendtrack.record.carry_over import counted

    head = f"{each.revision}: {', '.join(counted(each.lines)) or 'nothing was pending'}"
    return "\n".join([head, *(said for line in each.lines for said in _said(line, _after(since[line])))])


def _in_a_line(line: FateLine) -> str:
    first, *more = [part.strip() for part in _said(line, _after("to be reconfirmed" if line.waits else ""))]
    return first + (f" – {'; '.join(more)}" if more else "")


def _after(since: str) -> str:
    return f"; {since}" if since else ""


def _said(line: FateLine, since: str) -> list[str]:
    """One amendment in a few lines: its fate and new place, what it asks for, and why it is not carried forward."""
    where = f", now {line.now}" if line.now and line.now != line.place else ""
    said = [f"  {line.name} on {line.revision}: {line.fate.value}{where}{since}"]
    return said + [f"      {part}" for part in (line.asks, line.why) if part]


def _carry_over(each: CarryOver) -> dict[str, object]:
    return {"revision": each.revision, "amendments": [_fate(line) for line in each.lines]}


def _fate(line: FateLine) -> dict[str, object]:
    return {
        "name": line.name,
        "on": line.revision,
        "place": line.place,
        "fate": line.fate.value,
        "now": line.now,
        "asks": line.asks,
        "why": line.why,
        "text": line.text,
        "waits": line.waits,
        "answer": line.answer.value if line.answer else "",
    }


@click.command()
@draft_argument
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@act_options(what="When it was said")
@examples("amendtrack reconfirm action-plan NOR-1#2 --dry-run", "amendtrack reconfirm action-plan NOR-1")
def reconfirm(draft: Path, names: tuple[str, ...], at: When, recorder: str, out: Output) -> None:
    """Record that a delegation maintains what a revision of DRAFT has overtaken.

    NAME is an amendment that waits to be reconfirmed (NOR-1#2), or a proposal for all of its own. The delegation's
    reading then stands against what the revision put in its place; --dry-run shows it.
    """
    tell(open_draft(draft).reconfirm(names, at=at, recorder=recorder), out)


@click.command()
@draft_argument
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@act_options(what="When it was said")
@examples("amendtrack lapse action-plan NOR-1#2")
def lapse(draft: Path, names: tuple[str, ...], at: When, recorder: str, out: Output) -> None:
    """Record that what a revision of DRAFT has overtaken lapses.

    NAME is an amendment that waits to be reconfirmed (NOR-1#2), or a proposal for all of its own.
    """
    tell(open_draft(draft).lapse(names, at=at, recorder=recorder), out)
