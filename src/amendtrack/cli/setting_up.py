"""Commands that set up a draft: ``init`` and ``delegations``."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from amendtrack.cli.every import in_every_draft, is_folder_of_drafts
from amendtrack.cli.inspecting import open_draft
from amendtrack.cli.options import (
    PATH,
    accept_all_option,
    act_options,
    draft_argument,
    examples,
    folder_argument,
    is_dry_run,
)
from amendtrack.cli.output import Output, read_file
from amendtrack.cli.recorded import tell
from amendtrack.cli.standing import note_recorded
from amendtrack.render.tabulation import columns

if TYPE_CHECKING:
    from amendtrack.draft import Draft, Recorded, Snapshot
    from amendtrack.record.registers import Register
    from amendtrack.record.times import When


def _register_in(path: Path) -> Register:
    from amendtrack.intake.decoding import read_text
    from amendtrack.record.registers import read_register

    return read_register(read_text(read_file(path), place=str(path)).text, place=str(path))


@click.command()
@draft_argument
@click.option("--text", "file", required=True, type=PATH, help="The draft's text: UTF-8 or Word.")
@click.option("--title", required=True, help="The title of the draft.")
@click.option("--symbol", default="", help="Its document symbol, for example CONF/2009/WP.2.")
@click.option("--language", default="en", show_default=True, help="The language of the text.")
@click.option(
    "--timezone", default="UTC", show_default=True, help="The meeting's time zone, for example America/Bogota."
)
@click.option(
    "--display-language",
    default="",
    help="The language of papers and of delegations' names (default: that of the text).",
)
@click.option("--delegations", type=PATH, help="The register of delegations, as a CSV file.")
@click.option(
    "--like",
    metavar="DRAFT",
    type=PATH,
    help="Take the register, the meetings to come, the time zone and the rule on names from this draft.",
)
@accept_all_option
@act_options("--at", what="When the draft was circulated")
@examples(
    'amendtrack init action-plan --text plan.md --title "Draft Action Plan"',
    'amendtrack init declaration --text d.md --title "Declaration" --like review',
)
def init(
    draft: Path,
    file: Path,
    title: str,
    symbol: str,
    language: str,
    timezone: str,
    display_language: str,
    delegations: Path | None,
    like: Path | None,
    accept_all: bool,
    at: When,
    recorder: str,
    out: Output,
) -> None:
    """Create DRAFT: a new folder with a git repository, whose first revision (Rev.0) is the text of that file."""
    from amendtrack.draft import Draft
    from amendtrack.draft.folder import check_free
    from amendtrack.formats.received import Authors, read_clean
    from amendtrack.record.registers import Register

    data, other = read_file(file), open_draft(like).snapshot() if like else None
    register = _register_in(delegations) if delegations else other.delegations if other else Register()
    accept = Authors.EVERY if accept_all else ()
    out.notes(read_clean(data, place=file.name, accept=accept).notes)
    check_free(draft)
    with TemporaryDirectory(prefix="amendtrack-") as scratch:
        made = Draft.init(
            Path(scratch) / "draft" if is_dry_run() else draft,
            data,
            title=title,
            at=at,
            symbol=symbol,
            language=language,
            timezone=other.settings.timezone if other and timezone == "UTC" else timezone,
            display_language=display_language or (other.settings.display_language if other else ""),
            delegations=register,
            recorder=recorder,
            accept=accept,
            filename=file.name,
        )
        if other is not None:
            _follow(made, other, at, recorder)
        if not is_dry_run():
            note_recorded(f"{title} as Rev.0 in {draft}")
        commit = "" if is_dry_run() else made.revision().commit
    line = f"{'Would record' if is_dry_run() else 'Recorded'} {title} as Rev.0 in {draft}"
    if out.as_json:
        outcome = "checked, not recorded" if is_dry_run() else "recorded"
        out.data("recorded", {"outcome": outcome, "message": line, "name": "Rev.0", "commit": commit})
    else:
        out.document(line)


def _follow(made: Draft, other: Snapshot, at: When, recorder: str) -> None:
    """Record in a new draft the rule on names and the meetings to come of another draft of the same conference."""
    from amendtrack.record.times import moment

    when = moment(at, made.settings.timezone)
    with made.together():
        made.set_attribution(other.settings.attribution, at=at, recorder=recorder)
        for meeting in other.meetings:
            if meeting.date.date() >= when.date():
                until = meeting.deadline or ""
                made.meeting(meeting.name, date=meeting.date, deadline=until, at=at, recorder=recorder)


@click.command()
@folder_argument
@click.option(
    "--import",
    "file",
    type=PATH,
    help="Record this CSV file: code,name,standing,groups,mail,authors.",
)
@click.option("--add", "name", help="Add one delegation.")
@click.option("--code", default="", help="With --add: the delegation's code (default: made from its name).")
@click.option(
    "--name",
    "also",
    multiple=True,
    metavar="LANGUAGE=NAME",
    help="With --add: its name in another language, for example fr=Norvie; repeat for several.",
)
@click.option(
    "--standing",
    type=click.Choice(["party", "non-party", "observer"]),
    help="With --add: its standing (default: party); for a known delegation, its new standing.",
)
@act_options("--at", what="When it was recorded")
@examples(
    "amendtrack delegations action-plan",
    "amendtrack delegations action-plan --import delegations.csv",
    "amendtrack delegations action-plan --add Norvia --code NRV --name fr=Norvie",
    'amendtrack delegations plan --add "Clearance Watch" --standing observer',
)
def delegations(
    folder: Path,
    file: Path | None,
    name: str | None,
    code: str,
    also: tuple[str, ...],
    standing: str | None,
    at: When,
    recorder: str,
    out: Output,
) -> None:
    """List the delegations of a draft, or add to them; in a folder of drafts, to the register of each, or of none.

    With --import, new delegations are added and known codes are updated; no delegation is ever removed."""
    if file and name is not None:
        raise click.UsageError("--import and --add cannot be used together")
    if code and name is None:
        raise click.UsageError("--code can only be used with --add")
    if (standing or also) and name is None:
        raise click.UsageError(f"{'--standing' if standing else '--name'} can only be used with --add")
    register = _register_in(file) if file else None

    def added(_: str, opened: Draft) -> Recorded:
        if register is not None:
            return opened.register_delegations(register, at=at, recorder=recorder)
        return opened.add_delegation(
            name or "", at=at, code=code, standing=standing, names=_by_language(also), recorder=recorder
        )

    if not is_folder_of_drafts(folder):
        opened = open_draft(folder)
        tell(added("", opened), out) if file or name is not None else _list_delegations(opened, out)
    elif file or name is not None:
        in_every_draft(folder, added, out)
    else:
        raise click.UsageError("to list delegations, name one draft of the folder")


def _by_language(given: tuple[str, ...]) -> dict[str, str]:
    """Names by language, as that option gives them."""
    pairs = []
    for each in given:
        language, _, name = (part.strip() for part in each.partition("="))
        pairs.append((language, name))
        if not language or not name:
            raise click.UsageError(f"--name {each!r} is not of the form LANGUAGE=NAME")
    return dict(pairs)


def _list_delegations(draft: Draft, out: Output) -> None:
    register = draft.delegations
    if out.as_json:
        rows = [
            {
                "code": d.code,
                "names": dict(d.names),
                "standing": d.standing.value,
                "groups": [str(m) for m in d.memberships],
                "mail": list(d.mails),
                "authors": list(d.authors),
            }
            for d in register
        ]
        out.data("delegations", {"delegations": rows})
        return
    language = draft.settings.display_language
    lines = [(d.code, d.display(language), d.standing.value, "; ".join(map(str, d.memberships))) for d in register]
    none = "no delegations are registered; add them with --import FILE.csv"
    out.document(columns(lines, out.width) if lines else none)
