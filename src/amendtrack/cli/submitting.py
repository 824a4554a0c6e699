"""Commands that record what comes in: ``init``, ``delegations`` and ``propose``."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from amendtrack.cli.inspecting import open_draft
from amendtrack.cli.options import (
    accept_all_option,
    all_authors_option,
    at_option,
    author_option,
    authors_as_option,
    by_option,
    counting,
    draft_argument,
    dry_run_option,
    examples,
    explain_option,
    is_dry_run,
    json_option,
    people,
    quiet_option,
    time_of,
)
from amendtrack.cli.output import Output, columns, read_file
from amendtrack.cli.standing import note_act, stands

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from amendtrack.draft import Draft, Recorded
    from amendtrack.draft.declared import ReadingOptions, RecordingOptions
    from amendtrack.intake.doubts import Doubt, Reading
    from amendtrack.record.registers import Register


LEFT = 1
"""The exit code when something is left for manual review."""


def tell(recorded: Recorded, out: Output, *, explain: bool = False) -> None:
    """Say what an act came to; the last line is ``Recorded ...``."""
    out.notes(recorded.notes)
    if out.as_json:
        ledger = {"ledger": recorded.reading.ledger.facts()} if explain and recorded.reading else {}
        out.data("recorded", as_recorded(recorded) | ledger)
        return
    out.document(str(recorded))


def as_recorded(recorded: Recorded) -> dict[str, object]:
    """What an act came to, as JSON says it."""
    value: dict[str, object] = {
        "outcome": recorded.outcome.value,
        "message": str(recorded),
        "name": recorded.name,
        "commit": recorded.commit,
        "notes": list(recorded.notes),
        "differs": list(recorded.differs),
    }
    if recorded.reading is not None:
        value["amendments"] = [str(amendment) for amendment in recorded.reading.amendments]
        value["left"] = list(map(str, recorded.reading.problems))
    return value


def _register_in(path: Path) -> Register:
    from amendtrack.intake.decoding import read_text
    from amendtrack.record.registers import read_register

    return read_register(read_text(read_file(path), place=str(path)).text, place=str(path))


@click.command()
@draft_argument
@click.option("--text", "file", required=True, type=click.Path(path_type=Path), help="The draft's text: UTF-8 or Word.")
@click.option("--title", required=True, help="The title of the draft.")
@click.option("--symbol", default="", help="Its document symbol, for example CONF/2009/WP.2.")
@click.option("--language", default="en", show_default=True, help="The language of the text.")
@click.option(
    "--timezone", default="UTC", show_default=True, help="The meeting's time zone, for example America/Bogota."
)
@click.option("--display-language", default="", help="The language for delegations' names (default: that of the text).")
@click.option("--delegations", type=click.Path(path_type=Path), help="The register of delegations, as a CSV file.")
@accept_all_option
@at_option("--at", what="When the draft was circulated")
@by_option
@dry_run_option
@json_option
@quiet_option
@examples('amendtrack init action-plan --text plan.md --title "Draft Action Plan" --delegations delegations.csv')
def init(
    draft: Path,
    file: Path,
    title: str,
    symbol: str,
    language: str,
    timezone: str,
    display_language: str,
    delegations: Path | None,
    accept_all: bool,
    at: str,
    recorder: str,
    as_json: bool,
    quiet: bool,
) -> None:
    """Create DRAFT: a new folder with a git repository, whose first revision (Rev.0) is the text of that file."""
    from amendtrack.draft import Draft
    from amendtrack.draft.folder import check_free
    from amendtrack.formats.received import Authors, read_clean
    from amendtrack.record.registers import Register

    out = Output(as_json, quiet)
    data = read_file(file)
    accept = Authors.EVERY if accept_all else ()
    out.notes(read_clean(data, place=file.name, accept=accept).notes)
    check_free(draft)
    with TemporaryDirectory(prefix="amendtrack-") as scratch:
        made = Draft.init(
            Path(scratch) / "draft" if is_dry_run() else draft,
            data,
            title=title,
            at=time_of(at),
            symbol=symbol,
            language=language,
            timezone=timezone,
            display_language=display_language,
            delegations=_register_in(delegations) if delegations else Register(),
            recorder=recorder,
            accept=accept,
            filename=file.name,
        )
        if not is_dry_run():
            stands(f"{title} as Rev.0 in {draft}")
        commit = "" if is_dry_run() else made.revision().commit
    line = f"{'Would record' if is_dry_run() else 'Recorded'} {title} as Rev.0 in {draft}"
    if as_json:
        outcome = "checked, not recorded" if is_dry_run() else "recorded"
        out.data("recorded", {"outcome": outcome, "message": line, "name": "Rev.0", "commit": commit})
    else:
        out.document(line)


@click.command()
@draft_argument
@click.option(
    "--import",
    "file",
    type=click.Path(path_type=Path),
    help="Record this CSV file: code,name,standing,groups,mail,authors.",
)
@click.option("--add", "name", help="Add one delegation.")
@click.option("--code", default="", help="With --add: the delegation's code (default: made from its name).")
@at_option("--at", what="When it was recorded")
@by_option
@dry_run_option
@json_option
@quiet_option
@examples(
    "amendtrack delegations action-plan",
    "amendtrack delegations action-plan --import delegations.csv",
    "amendtrack delegations action-plan --add Norvia --code NRV",
)
def delegations(
    draft: Path,
    file: Path | None,
    name: str | None,
    code: str,
    at: str,
    recorder: str,
    as_json: bool,
    quiet: bool,
) -> None:
    """List the delegations of DRAFT, or add to them.

    With --import, new delegations are added and known codes are updated; no delegation is ever removed."""
    if file and name:
        raise click.UsageError("--import and --add cannot be used together")
    if code and not name:
        raise click.UsageError("--code can only be used with --add")
    opened = open_draft(draft)
    out = Output(as_json, quiet)
    if file:
        tell(opened.register_delegations(_register_in(file), at=time_of(at), recorder=recorder), out)
    elif name:
        tell(opened.add_delegation(name, at=time_of(at), code=code, recorder=recorder), out)
    else:
        _list_delegations(opened, out)


def _list_delegations(draft: Draft, out: Output) -> None:
    register = draft.delegations
    if out.as_json:
        rows = [
            {
                "code": d.code,
                "names": dict(d.names),
                "standing": d.standing.value,
                "groups": list(d.groups),
                "mail": list(d.mails),
                "authors": list(d.authors),
            }
            for d in register
        ]
        out.data("delegations", {"delegations": rows})
        return
    language = draft.settings.display_language
    lines = [(d.code, d.display(language), d.standing.value, "; ".join(d.groups)) for d in register]
    out.document(columns(lines) if lines else "no delegations are registered; add them with --import FILE.csv")


@click.command()
@draft_argument
@click.argument("sources", nargs=-1, required=True, metavar="[DELEGATION] FILE")
@click.option("--on", default="", metavar="REV", help="The revision it was made on (default: the latest).")
@click.option("--excerpt", is_flag=True, help="The file contains only some units; those it leaves out are not deleted.")
@click.option(
    "--as",
    "kind",
    type=click.Choice(["text", "instructions", "comment"]),
    default=None,
    metavar="KIND",
    help="The file contains text, instructions or a comment (default: recognised automatically).",
)
@click.option("--comment", is_flag=True, help="Record the whole file as a comment; the same as --as comment.")
@at_option("--received", what="When it was received")
@click.option("--channel", default="", help="How it arrived: mail, paper, floor ...")
@click.option("--title", default="", help="The delegation's own title for it.")
@click.option("--cosponsor", "cosponsors", multiple=True, help="A delegation that co-sponsors it; repeat for several.")
@click.option("--replaces", default="", metavar="NUMBER", help="The proposal that this one replaces.")
@click.option("--additional", is_flag=True, help="A further proposal, in addition to the delegation's others.")
@click.option("--amends", default="", metavar="NUMBER", help="The proposal that this one amends, instead of the draft.")
@click.option(
    "--language", default="", help="The language of the file, if not the draft's; it is kept but not compared."
)
@click.option("--new", is_flag=True, help="Add the delegation to the register if it is not there yet.")
@click.option("--allow", "allowed", multiple=True, metavar="DOUBT", help="Record it despite this doubt.")
@by_option
@author_option
@all_authors_option
@authors_as_option
@explain_option
@dry_run_option
@json_option
@quiet_option
@examples(
    "amendtrack propose action-plan Norvia norvia.md --received 2009-08-21T16:20 --channel mail",
    "amendtrack propose action-plan NRV norvia-2.md --replaces NRV-1",
    "amendtrack propose action-plan Galdora galdora.md --amends NRV-1",
    'amendtrack propose action-plan joint.docx --authors-as "A. Nord=NRV" --authors-as "B. Gall=GLD"',
)
def propose(
    draft: Path,
    sources: tuple[str, ...],
    on: str,
    excerpt: bool,
    kind: str | None,
    comment: bool,
    at: str,
    channel: str,
    title: str,
    cosponsors: tuple[str, ...],
    replaces: str,
    additional: bool,
    amends: str,
    language: str,
    new: bool,
    allowed: tuple[str, ...],
    recorder: str,
    authors: tuple[str, ...],
    all_authors: bool,
    said: tuple[str, ...],
    explain: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Record what DELEGATION sent in FILE: the whole text with its changes made, or instructions.

    Instructions (para 5: replace "X" by "Y") are recognised and carried out where they are clear; where they are
    not, they are listed for manual review. With --comment the file is listed as a comment and changes nothing.

    FILE may be an e-mail message (.eml): the text in it is read with its covering words, or else its own words are.

    For a Word file with tracked changes, all changes are taken as accepted. If several people made them, choose
    whose to use: --author NAME for each, or --all-authors. Word comments are kept as comments.
    Without DELEGATION, each author's changes become a proposal of that author's delegation, as given by
    --authors-as or the register; either all of these proposals are recorded or none.

    It first reports what was read; with --explain, every word of it. If something in it is left for manual review,
    the exit code is 1. A file that does not fit the draft is refused; the message names the option
    that records it anyway.
    """
    if replaces and additional:
        raise click.UsageError("--replaces and --additional cannot be used together")
    if comment and kind not in (None, "comment"):
        raise click.UsageError(f"--comment and --as {kind} cannot be used together")
    kind = "comment" if comment else kind or ""
    if excerpt and kind not in ("", "text"):
        raise click.UsageError("--excerpt can only be used with a text")
    if len(sources) > 2:
        raise click.UsageError(f"{len(sources)} names given; name a delegation and its file, or only a file")
    from amendtrack.draft.mailed import matter_of
    from amendtrack.formats.mail import is_mail
    from amendtrack.intake.doubts import BY_ITSELF

    extent, further = "excerpt" if excerpt else "whole", "additional" if additional else "refused"
    opened = open_draft(draft)
    out = Output(as_json, quiet)
    file = Path(sources[-1])
    data = read_file(file)
    if len(sources) == 1:
        whole = {"--replaces": replaces, "--amends": amends, "--author": authors, "--all-authors": all_authors}
        whole |= {"--cosponsor": cosponsors, "--new": new, f"--as {kind}": kind in ("comment", "instructions")}
        if wrong := [name for name, given in whole.items() if given]:
            raise click.UsageError(f"{wrong[0]} needs a delegation; name it before the file")
        reading: ReadingOptions = {"on": on, "extent": extent, "language": language, "filename": file.name}
        recording: RecordingOptions = {"channel": channel, "title": title, "further": further}
        recording |= {"allow": allowed, "recorder": recorder}
        is_left = _propose_each(opened, data, people(said), time_of(at), out=out, reading=reading, recording=recording)
        if is_left:
            click.get_current_context().exit(LEFT)
        return
    if said:
        raise click.UsageError(
            "--authors-as cannot be used with a delegation; leave the delegation out, or use --author"
        )
    mailed = matter_of(opened.snapshot(), data, by=sources[0], filename=file.name) if is_mail(file.name) else None
    out.notes(mailed.notes if mailed else ())
    submission = opened.read(
        mailed.data if mailed else data,
        by=sources[0],
        cosponsors=cosponsors,
        on=on,
        extent=extent,
        kind=kind,
        authors=counting(authors, all_authors),
        replaces=replaces,
        amends=amends,
        language=language,
        unregistered="added" if new else "refused",
        filename=mailed.filename if mailed else file.name,
        beside=mailed.beside if mailed else BY_ITSELF,
    )
    tell_reading(submission.reading, allowed, out)
    if explain:
        out.notes(submission.reading.ledger.lines())
    recorded = opened.record(
        submission,
        received=at or (mailed and mailed.received) or time_of(at),
        channel=channel or ("mail" if mailed else ""),
        title=title,
        further=further,
        mail=data if mailed else b"",
        allow=allowed,
        recorder=recorder,
    )
    tell(recorded, out, explain=explain)
    if submission.reading.problems:
        click.get_current_context().exit(LEFT)


def tell_reading(reading: Reading, allowed: Iterable[Doubt | str], out: Output) -> None:
    """Say what was read, before anything is recorded."""
    out.note(f"Read {reading}")
    out.notes(f"left for manual review: {problem}" for problem in reading.problems)
    out.notes(f"comment: {remark}" for remark in reading.remarks if reading.kind.value != "comment")
    out.notes(f"doubtful: {f.message}" for f in reading.findings if f.doubt.value in allowed)


def _propose_each(
    draft: Draft,
    data: bytes,
    said: dict[str, str],
    received: datetime | str,
    *,
    out: Output,
    reading: ReadingOptions,
    recording: RecordingOptions,
) -> bool:
    """Record the proposals of one file's authors, a delegation each; whether anything in them is left for a person."""
    from amendtrack.draft.joint import read_each, record_each, shares

    parts = shares(draft, data, said, filename=reading["filename"])
    sent = read_each(draft, data, parts, **reading)
    for share, submission in zip(parts, sent, strict=True):
        out.note(f"{share.delegation}: the tracked changes of {', '.join(share.authors)}")
        tell_reading(submission.reading, recording["allow"], out)
    done = record_each(draft, sent, received=received, **recording)
    for one in done:
        if one.outcome.value == "recorded":
            note_act(one)
    if out.as_json:
        out.data("recorded-each", {"recorded": [as_recorded(one) for one in done]})
    else:
        for one in done:
            out.notes(one.notes)
            out.document(str(one))
    return any(one.reading.problems for one in sent)
