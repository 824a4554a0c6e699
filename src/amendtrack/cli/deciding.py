"""Commands that record decisions, and what follows from them: from ``accept`` to ``attribution``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from amendtrack.cli.inspecting import open_draft
from amendtrack.cli.options import (
    accept_all_option,
    at_option,
    by_option,
    draft_argument,
    dry_run_option,
    examples,
    is_dry_run,
    json_option,
    output_option,
    paper_option,
    quiet_option,
    template_option,
    time_of,
)
from amendtrack.cli.output import Output, read_file, write_whole
from amendtrack.cli.submitting import tell
from amendtrack.cli.word import give, is_word, issued_file, sheets, sheets_in
from amendtrack.errors import InputRefused

if TYPE_CHECKING:
    from amendtrack.draft.outcome import Recorded


@click.command()
@draft_argument
@click.argument("names", nargs=-1)
@click.option(
    "--choose",
    "choices",
    multiple=True,
    metavar="SLOT=WORDING",
    help="The reading that stands in a slot, like 14#2=by 2014.",
)
@at_option()
@by_option
@dry_run_option
@json_option
@quiet_option
@examples(
    "amendtrack accept action-plan NRV-1 Galdora",
    "amendtrack accept action-plan GLD-1#2",
    'amendtrack accept action-plan --choose "14#2=every second year"',
)
def accept(
    draft: Path,
    names: tuple[str, ...],
    choices: tuple[str, ...],
    at: str,
    recorder: str,
    as_json: bool,
    quiet: bool,
) -> None:
    """Accept proposals (NRV-1, NRV or Norvia), single amendments (NRV-1#2) or slots (14#2) of DRAFT.

    Amendments that exclude what is accepted are thereby rejected, and are listed. Everything else stays open. If
    two accepted amendments exclude each other, their slots stay open. --choose does what `choose` does.
    """
    if not names and not choices:
        raise click.UsageError("name a proposal, an amendment or a slot, or --choose SLOT=WORDING")
    chosen = dict(_choice(choice) for choice in choices)
    opened = open_draft(draft)
    out = Output(as_json, quiet)
    tell(opened.accept(names, at=time_of(at), choices=chosen, recorder=recorder), out)


def _choice(given: str) -> tuple[str, str]:
    slot, sign, wording = given.partition("=")
    if not sign or not slot:
        raise click.UsageError(f"{given!r} is not of the form SLOT=WORDING")
    return slot, wording


@click.command()
@draft_argument
@click.argument("names", nargs=-1, required=True)
@at_option()
@by_option
@dry_run_option
@json_option
@quiet_option
@examples("amendtrack reject action-plan GLD-1", "amendtrack reject action-plan GLD-1#2 14#2")
def reject(draft: Path, names: tuple[str, ...], at: str, recorder: str, as_json: bool, quiet: bool) -> None:
    """Reject proposals (GLD-1, GLD or Galdora), single amendments (GLD-1#2) or slots (14#2) of DRAFT.

    Rejecting a slot rejects every reading of it. If another proposal has the same words, those stay open.
    """
    tell(open_draft(draft).reject(names, at=time_of(at), recorder=recorder), Output(as_json, quiet))


@click.command()
@draft_argument
@click.argument("choices", nargs=-1, required=True, metavar="SLOT=WORDING...")
@at_option()
@by_option
@dry_run_option
@json_option
@quiet_option
@examples('amendtrack choose action-plan "14#2=every second year"', 'amendtrack choose action-plan "14#3="')
def choose(draft: Path, choices: tuple[str, ...], at: str, recorder: str, as_json: bool, quiet: bool) -> None:
    """Choose the reading that stands in each SLOT of DRAFT: the draft's own, or one that was proposed.

    "14#3=" chooses the deletion. For words that nobody proposed, see `word`.
    """
    chosen = dict(_choice(choice) for choice in choices)
    tell(open_draft(draft).choose(chosen, at=time_of(at), recorder=recorder), Output(as_json, quiet))


@click.command()
@draft_argument
@click.argument("slots", metavar="SLOT...", nargs=-1, required=True)
@at_option()
@by_option
@dry_run_option
@json_option
@quiet_option
@examples("amendtrack keep action-plan 14#2")
def keep(draft: Path, slots: tuple[str, ...], at: str, recorder: str, as_json: bool, quiet: bool) -> None:
    """Keep each SLOT (14#2) of DRAFT as the draft has it."""
    tell(open_draft(draft).keep(slots, at=time_of(at), recorder=recorder), Output(as_json, quiet))


@click.command()
@draft_argument
@click.argument("slot")
@click.argument("words")
@at_option()
@by_option
@dry_run_option
@json_option
@quiet_option
@examples('amendtrack word action-plan 14#2 "at least every second year"')
def word(draft: Path, slot: str, words: str, at: str, recorder: str, as_json: bool, quiet: bool) -> None:
    """Put the chair's own WORDS in SLOT (14#2) of DRAFT, in place of what the draft and the proposals say."""
    tell(open_draft(draft).word(slot, words, at=time_of(at), recorder=recorder), Output(as_json, quiet))


@click.command()
@draft_argument
@click.argument("names", nargs=-1, required=True)
@at_option()
@by_option
@dry_run_option
@json_option
@quiet_option
@examples("amendtrack reopen action-plan NRV-1", "amendtrack reopen action-plan 14#2")
def reopen(draft: Path, names: tuple[str, ...], at: str, recorder: str, as_json: bool, quiet: bool) -> None:
    """Take back what was decided on proposals (NRV-1), single amendments (NRV-1#2) or slots (14#2) of DRAFT.

    They are open again; other decisions stand.
    """
    tell(open_draft(draft).reopen(names, at=time_of(at), recorder=recorder), Output(as_json, quiet))


@click.command()
@draft_argument
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--label", required=True, help="The name of the revision, for example Rev.1.")
@at_option()
@by_option
@dry_run_option
@json_option
@quiet_option
@accept_all_option
@click.option(
    "--allow", "allowed", type=click.Choice(["brackets"]), help="Accept it although its brackets name delegations."
)
@examples(
    "amendtrack revise action-plan rev1.md --label Rev.1", "amendtrack revise action-plan rev1.docx --label Rev.1"
)
def revise(
    draft: Path,
    file: Path,
    label: str,
    at: str,
    recorder: str,
    as_json: bool,
    quiet: bool,
    accept_all: bool,
    allowed: str | None,
) -> None:
    """Record FILE as a new revision of DRAFT.

    Proposals on earlier revisions are listed; they are never re-aimed silently."""
    from amendtrack.formats.received import Authors
    from amendtrack.intake.doubts import Doubt

    opened = open_draft(draft)
    out = Output(as_json, quiet)
    recorded = opened.revise(
        read_file(file),
        label=label,
        at=time_of(at),
        accept=Authors.EVERY if accept_all else (),
        filename=file.name,
        allow=(Doubt.BRACKETS,) if allowed else (),
        recorder=recorder,
    )
    tell(recorded, out)
    if not is_dry_run():
        out.notes(opened.snapshot().stale_note())


@click.command()
@draft_argument
@click.option("--meeting", required=True, help="The meeting it is issued to, for example PM2.")
@click.option(
    "--to", "folder", metavar="FOLDER", type=click.Path(path_type=Path), help="Write the pack to this folder."
)
@click.option("--pdf", is_flag=True, help="With --to: also write PDF files, made by LibreOffice.")
@click.option("--draft", "only_draft", is_flag=True, help="Write the pack marked as a draft; record nothing.")
@click.option(
    "--reissue", is_flag=True, help="Issue a text that has changed since it was last issued; lists the differences."
)
@at_option()
@by_option
@dry_run_option
@template_option
@paper_option
@output_option
@json_option
@quiet_option
@examples(
    "amendtrack issue action-plan --meeting PM2 --to pm2",
    "amendtrack issue action-plan --meeting PM2 --to pm2-draft --draft",
    "amendtrack issue action-plan --meeting PM2 -o for-the-printer.md",
)
def issue(
    draft: Path,
    meeting: str,
    folder: Path | None,
    pdf: bool,
    only_draft: bool,
    reissue: bool,
    at: str,
    recorder: str,
    template: Path | None,
    paper: str | None,
    output: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Record the consolidated text of DRAFT as issued to a meeting; with -o, also write it to a file.

    If -o ends in .docx, that file is a Word file; if in .pdf, a PDF. With --to, all papers are written to FOLDER as
    Markdown, HTML, plain text and Word: compilation, conflict list, open points, register, annex and, in a
    separate folder, an acknowledgement to each delegation of how its proposals were read.
    """
    if only_draft and folder is None:
        raise click.UsageError("--draft needs --to FOLDER")
    if only_draft and (reissue or is_dry_run() or output is not None):
        raise click.UsageError("--draft records nothing and can only be used with --to")
    if pdf and folder is None:
        raise click.UsageError("--pdf needs --to FOLDER; for a single file, end the name after -o in .pdf")
    on = sheets_in(template, paper, output) if folder is None else sheets(template, paper)
    opened = open_draft(draft)
    out = Output(as_json, quiet)
    if folder is not None and only_draft:
        done = opened.draft_pack(folder, meeting, at=time_of(at), template=on.template, paper=paper or "")
        _with_pages(folder if pdf else None, out)
        _say_draft(done, out)
        return
    when, again = time_of(at), "allowed" if reissue else "refused"
    if folder is None:
        recorded = opened.issue(meeting, at=when, reissue=again, recorder=recorder)
    else:
        recorded = opened.issue_to(
            folder,
            meeting,
            at=when,
            reissue=again,
            recorder=recorder,
            template=on.template,
            paper=paper or "",
        )
        _with_pages(folder if pdf and not is_dry_run() else None, out)
    out.notes(f"differs: {line}" for line in recorded.differs)
    if output is not None and not is_dry_run():
        page, now = Output(quiet=quiet, file=output), opened.snapshot()
        if is_word(output):
            on.of(now, page, now.known_issue(recorded.name).revision)
            give(issued_file(now, recorded.name, on.template, paper or ""), page)
        else:
            page.document(now.issued(meeting))
    tell(recorded, out)


def _with_pages(folder: Path | None, out: Output) -> None:
    """Put pages beside the Word files of a pack; where none can be made, say so."""
    if folder is None:
        return
    from amendtrack.draft.pdf import pdfs_of

    files = sorted(folder.rglob("*.docx"))
    try:
        pages = pdfs_of({file.stem: file.read_bytes() for file in files})
    except InputRefused as err:
        out.note(f"the pack has no PDF files: {err}")
        return
    for file in files:
        write_whole(file.with_suffix(".pdf"), pages[file.stem])
    out.note(f"{len(pages)} PDF files made by LibreOffice")


def _say_draft(done: Recorded, out: Output) -> None:
    """Say what was written of a pack that is only a draft."""
    if out.as_json:
        out.data("pack", {"meeting": done.name, "status": "draft", "notes": list(done.notes)})
    else:
        out.document(f"{done.notes[-1]}; a draft: nothing was recorded")


@click.command()
@draft_argument
@click.argument("rule", type=click.Choice(["named", "none"]))
@at_option()
@by_option
@dry_run_option
@json_option
@quiet_option
@examples("amendtrack attribution action-plan none")
def attribution(draft: Path, rule: str, at: str, recorder: str, as_json: bool, quiet: bool) -> None:
    """Record whether outputs of DRAFT name the delegations (named) or not (none)."""
    tell(
        open_draft(draft).set_attribution(rule, at=time_of(at), recorder=recorder),
        Output(as_json, quiet),
    )
