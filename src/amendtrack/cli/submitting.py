"""Commands that record a delegation's file: ``propose`` and ``replace``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from amendtrack.cli.inspecting import open_draft
from amendtrack.cli.options import (
    PATH,
    FileOptions,
    authors_as_option,
    draft_argument,
    examples,
    file_options,
    people,
    time_of,
)
from amendtrack.cli.output import Output, read_file
from amendtrack.cli.recorded import LEFT, tell, tell_each, tell_reading
from amendtrack.cli.standing import note_act

if TYPE_CHECKING:
    from amendtrack.draft import Draft, Recorded
    from amendtrack.draft.mailed import Mailed
    from amendtrack.draft.submission import Submission
    from amendtrack.record.times import When


@click.command()
@draft_argument
@click.argument("sources", nargs=-1, required=True, metavar="[DELEGATION] FILE")
@click.option("--replaces", default="", metavar="NUMBER", help="The proposal that this one replaces.")
@click.option("--additional", is_flag=True, help="A further proposal, in addition to the delegation's others.")
@click.option("--amends", default="", metavar="NUMBER", help="The proposal that this one amends, instead of the draft.")
@click.option("--new", is_flag=True, help="Add the delegation to the register if it is not there yet.")
@authors_as_option
@file_options
@examples(
    "amendtrack propose action-plan Norvia norvia.md --received 2009-08-21T16:20",
    "amendtrack propose action-plan norvia.eml",
    "amendtrack propose action-plan NRV norvia-2.md --replaces NRV-1",
    "amendtrack propose action-plan Galdora galdora.md --amends NRV-1",
    'amendtrack propose action-plan joint.docx --authors-as "A. Nord=NRV"',
)
def propose(
    draft: Path,
    sources: tuple[str, ...],
    replaces: str,
    additional: bool,
    amends: str,
    new: bool,
    authors_as: tuple[str, ...],
    said: FileOptions,
    out: Output,
) -> None:
    """Record what DELEGATION sent in FILE: the whole text with its changes made, or instructions.

    Instructions (para 5: replace "X" by "Y") are recognised and carried out where they are clear; where they are
    not, they are listed for manual review. With --comment the file is listed as a comment and changes nothing.

    FILE may be an e-mail message (.eml). The text attached to it is read with its covering words; without a text, its
    own words are read. Without DELEGATION its sender is looked up in the register by address.

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
    if len(sources) > 2:
        raise click.UsageError(f"{len(sources)} names given; name a delegation and its file, or only a file")
    *named, source = sources
    from amendtrack.formats.mail import is_mail

    if named and authors_as:
        hint = "leave the delegation out, or use --author"
        raise click.UsageError(f"--authors-as cannot be used with a delegation; {hint}")
    if not named and not is_mail(source):
        whole = {"--replaces": replaces, "--amends": amends, "--new": new} | _of_one_delegation(said)
        if wrong := [name for name, given in whole.items() if given]:
            raise click.UsageError(f"{wrong[0]} needs a delegation; name it before the file")
    if authors_as and is_mail(source):
        raise click.UsageError("--authors-as cannot be used with a message; save the Word file in it")
    said.reading["amends"] = amends
    said.reading["unregistered"] = "added" if new else "refused"
    said.recording["further"] = "additional" if additional else "refused"
    opened = open_draft(draft)
    if named or is_mail(source):
        _submit(opened, Path(source), said, out, by=named[0] if named else "", replaces=replaces)
    else:
        _submit_each(opened, Path(source), said, out, authors_as=people(authors_as))


def _of_one_delegation(said: FileOptions) -> dict[str, object]:
    """The options that only make sense for the file of one delegation, and whether they were given."""
    from amendtrack.formats.received import Authors

    authors, kind = said.reading["authors"], str(said.reading["kind"])
    return {
        "--all-authors": authors is Authors.EVERY,
        "--author": not isinstance(authors, Authors),
        "--cosponsor": said.reading["cosponsors"],
        f"--as {kind}": kind in ("comment", "instructions"),
    }


@click.command()
@draft_argument
@click.argument("proposal")
@click.argument("file", type=PATH)
@file_options
@examples("amendtrack replace action-plan NRV-1 norvia-2.md --received 2009-08-24T09:05")
def replace(draft: Path, proposal: str, file: Path, said: FileOptions, out: Output) -> None:
    """Record FILE as the new version of PROPOSAL; the earlier file is kept.

    FILE is read as `propose` reads it. If something in it is left for manual review, the exit code is 1.
    """
    opened = open_draft(draft)
    entry = opened.proposal(proposal)
    _submit(opened, file, said, out, by=entry.delegation, replaces=entry.name)


def _submit(draft: Draft, file: Path, said: FileOptions, out: Output, *, by: str, replaces: str) -> None:
    """Read one delegation's file, report how, and record exactly that; ``by`` may be empty for a message."""
    data = read_file(file)
    mailed = _mailed(draft, data, file.name, said, by=by)
    if mailed:
        out.notes(() if by else (f"{mailed.delegation}, by the address {mailed.address}",))
        out.notes(mailed.notes)
        said.reading["beside"], said.recording["mail"] = mailed.beside, data
        said.recording["channel"] = said.recording["channel"] or "mail"
    said.reading["filename"] = mailed.filename if mailed else file.name
    by, matter = (mailed.delegation.code, mailed.data) if mailed else (by, data)
    received = said.received or (mailed and mailed.received) or time_of("")
    if not replaces and (done := _heard(draft, matter, mailed, said, by=by, received=received)):
        tell_each(done, out)
        return
    submission = draft.read(matter, by=by, replaces=replaces, **said.reading)
    _tell(submission, said, out)
    tell(draft.record(submission, received=received, **said.recording), out, explain=said.explain)
    if submission.reading.problems:
        click.get_current_context().exit(LEFT)


def _heard(
    draft: Draft, words: bytes, mailed: Mailed | None, said: FileOptions, *, by: str, received: When
) -> tuple[Recorded, ...]:
    """The positions in a message or a file of words that contains nothing else, recorded; none for anything else."""
    from amendtrack.draft.desk import is_forwarded

    options = any(said.reading.get(name) for name in ("on", "kind", "amends", "language", "cosponsors"))
    options = options or said.reading.get("extent") != "whole"
    plain = bool(mailed and not mailed.filename) or str(said.reading["filename"]).casefold().endswith(".txt")
    if options or not plain or (mailed and is_forwarded(mailed.beside.subject)) or by not in draft.delegations:
        return ()
    try:
        text = words.decode()
    except UnicodeDecodeError:
        return ()
    recorder, message = said.recording["recorder"], said.recording.get("mail", b"")
    filename = "message.eml" if mailed else str(said.reading["filename"])
    signed = mailed.beside.signed if mailed else ""
    return draft.hear(
        text, by=by, at=received, signed=signed, message=message or words, filename=filename, recorder=recorder
    )


def _mailed(draft: Draft, data: bytes, filename: str, said: FileOptions, *, by: str) -> Mailed | None:
    """The matter of a message; ``None`` for any other file."""
    from amendtrack.draft.mailed import check_date, matter_of
    from amendtrack.formats.mail import is_mail

    if not is_mail(filename):
        return None
    mailed = matter_of(draft.snapshot(), data, by=by, filename=filename)
    if not said.received:
        check_date(mailed, draft.revisions[0].at, time_of(""), place=filename)
    return mailed


def _submit_each(draft: Draft, file: Path, said: FileOptions, out: Output, *, authors_as: dict[str, str]) -> None:
    """Record the changes of each author of a Word file as a proposal of that author's delegation."""
    from amendtrack.draft.joint import read_each, record_each, shares

    data = read_file(file)
    said.reading["filename"] = file.name
    parts = shares(draft, data, authors_as, filename=file.name)
    sent = read_each(draft, data, parts, **said.reading)
    for share, submission in zip(parts, sent, strict=True):
        out.note(f"{share.delegation}: the tracked changes of {', '.join(share.authors)}")
        _tell(submission, said, out)
    done = record_each(draft, sent, received=said.received or time_of(""), **said.recording)
    for one in done:
        if one.outcome.value == "recorded":
            note_act(one)
    tell_each(done, out)
    if any(one.reading.problems for one in sent):
        click.get_current_context().exit(LEFT)


def _tell(submission: Submission, said: FileOptions, out: Output) -> None:
    """Report how a file was read."""
    tell_reading(submission.reading, said.recording["allow"], out)
    if said.explain:
        out.notes(submission.reading.ledger.lines())
