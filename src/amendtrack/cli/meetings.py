"""The commands ``meeting`` and ``issue``: the calendar, and the text and papers issued to a meeting."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import click

from amendtrack.cli.every import drafts_in, in_every_draft, is_folder_of_drafts
from amendtrack.cli.inspecting import open_draft
from amendtrack.cli.options import (
    PATH,
    act_options,
    examples,
    folder_argument,
    is_dry_run,
    output_option,
    paper_option,
    template_option,
)
from amendtrack.cli.output import Output, is_page, write_whole
from amendtrack.cli.recorded import tell
from amendtrack.cli.word import give, is_word, issued_file, sheets, sheets_in
from amendtrack.errors import InputRefused
from amendtrack.render.tabulation import columns

if TYPE_CHECKING:
    from amendtrack.draft import Draft, Recorded, Snapshot
    from amendtrack.record.times import When


class Looks(TypedDict):
    """How a pack looks; see ``Draft.issue_to``."""

    template: bytes | None
    paper: str
    acknowledge: str


@click.command()
@folder_argument
@click.argument("name", required=False, default="", metavar="[NAME]")
@click.option("--date", default="", metavar="DAY", help="When it is, for example 2009-09-03.")
@click.option(
    "--deadline",
    default="",
    metavar="TIME",
    help="What is received later is held back from its text; “none” lifts the deadline.",
)
@click.option("--on", default="", metavar="REV", help="The revision before it (default: the latest).")
@act_options(what="When it was entered")
@examples(
    "amendtrack meeting action-plan PM2 --date 2009-09-03 --deadline 2009-09-02",
    "amendtrack meeting action-plan PM2 --date 2009-09-04",
    "amendtrack meeting action-plan",
    "amendtrack meeting cartagena PM2 --date 2009-09-03",
)
def meeting(folder: Path, name: str, date: str, deadline: str, on: str, at: When, recorder: str, out: Output) -> None:
    """Enter the meeting NAME in the calendar, or change its entry; without NAME, list all meetings.

    A meeting has one revision before it. Proposals received after its deadline are held back from the text issued to
    it and listed under that text; they are in the next one. A day as a deadline counts to its end. In a folder of
    drafts, the meeting is entered in each of them, or in none.
    """
    if not name and (date or deadline or on):
        raise click.UsageError("name the meeting")

    def entered(_: str, opened: Draft) -> Recorded:
        return opened.meeting(name, date=date, deadline=deadline, on=on, at=at, recorder=recorder)

    if not is_folder_of_drafts(folder):
        opened = open_draft(folder)
        tell(entered("", opened), out) if name else _list_meetings(opened.snapshot(), out)
    elif name:
        in_every_draft(folder, entered, out)
    elif out.as_json:
        out.data("calendar", {"drafts": {n: _calendar(draft.snapshot()) for n, draft in drafts_in(folder).items()}})
    else:
        for n, draft in drafts_in(folder).items():
            out.document(f"== {n} ==")
            _list_meetings(draft.snapshot(), out)


def _calendar(now: Snapshot) -> list[dict[str, object]]:
    """The calendar, for JSON."""
    issued = {i.meeting: f"{i.at:%Y-%m-%d %H:%M}" for i in now.issues}
    return [
        {
            "name": m.name,
            "date": m.date.isoformat(),
            "revision": m.revision,
            "deadline": m.deadline.isoformat() if m.deadline else None,
            "issued": issued.get(m.name),
        }
        for m in now.meetings
    ]


def _list_meetings(now: Snapshot, out: Output) -> None:
    from amendtrack.record.calendar import shown

    issued = {i.meeting: f"{i.at:%Y-%m-%d %H:%M}" for i in now.issues}
    if out.as_json:
        out.data("meetings", {"meetings": _calendar(now)})
        return
    rows = [
        (m.name, shown(m.date), m.revision, shown(m.deadline) if m.deadline else "-", issued.get(m.name, "-"))
        for m in now.meetings
    ]
    head = ("meeting", "date", "on", "deadline", "issued")
    out.document(columns([head, *rows], out.width) if rows else "no meetings have been entered")


@click.command()
@click.argument("draft", type=PATH, metavar="DRAFT|FOLDER")
@click.option("--meeting", required=True, help="The meeting it is issued to, for example PM2.")
@click.option(
    "--to",
    "folder",
    metavar="FOLDER",
    type=PATH,
    help="Write the pack to this folder; an earlier pack of the text that is there as it was written is replaced.",
)
@click.option("--pdf", is_flag=True, help="With --to: also write PDF files, made by LibreOffice.")
@click.option("--draft", "only_draft", is_flag=True, help="Write the pack marked as a draft; record nothing.")
@click.option(
    "--reissue", is_flag=True, help="Issue a text that has changed since it was last issued; lists the differences."
)
@click.option(
    "--acknowledge",
    type=click.Choice(["changes", "full-text"]),
    default="changes",
    help="With --to: what acknowledgements show, the changes alone (the default) or also the full text as an annex.",
)
@template_option
@paper_option
@output_option
@act_options()
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
    acknowledge: str,
    template: Path | None,
    paper: str | None,
    output: Path | None,
    at: When,
    recorder: str,
    out: Output,
) -> None:
    """Record the consolidated text of DRAFT as issued to a meeting; with -o, also write it to a file.

    If -o ends in .docx, that file is a Word file; if in .pdf, a PDF. With --to, all papers are written to FOLDER as
    Markdown, HTML, plain text and Word: compilation, conflict list, open points, register, annex and, in a
    separate folder, an acknowledgement to each delegation of how its proposals were read. In a folder of drafts, every
    draft is issued, or none; with --to, the papers of each are in a folder of its name.
    """
    if only_draft and folder is None:
        raise click.UsageError("--draft needs --to FOLDER")
    if only_draft and (reissue or is_dry_run() or output is not None):
        raise click.UsageError("--draft records nothing and can only be used with --to")
    if pdf and folder is None:
        raise click.UsageError("--pdf needs --to FOLDER; for a single file, end the name after -o in .pdf")
    if is_page(output):
        raise click.UsageError("for web pages use --to FOLDER; -o writes text, Word or PDF")
    on = sheets_in(template, paper, output) if folder is None else sheets(template, paper)
    if is_folder_of_drafts(draft):
        if output is not None or pdf:
            raise click.UsageError("for a folder of drafts use --to FOLDER, without -o and --pdf")

        def issued(name: str, one: Draft) -> Recorded:
            looks: Looks = {"template": on.template, "paper": paper or "", "acknowledge": acknowledge}
            return _issued(one, meeting, folder / name if folder else None, looks, at=at, reissue=reissue, by=recorder)

        if only_draft:
            raise click.UsageError("for a folder of drafts, write draft packs one by one")
        in_every_draft(draft, issued, out)
        return
    opened = open_draft(draft)
    if folder is not None and only_draft:
        done = opened.draft_pack(
            folder, meeting, at=at, template=on.template, paper=paper or "", acknowledge=acknowledge
        )
        _say_draft(replace(done, files=(*done.files, *_pages(folder if pdf else None, out))), out)
        return
    looks: Looks = {"template": on.template, "paper": paper or "", "acknowledge": acknowledge}
    recorded = _issued(opened, meeting, folder, looks, at=at, reissue=reissue, by=recorder)
    if folder is not None:
        pages = _pages(folder if pdf and not is_dry_run() else None, out)
        recorded = replace(recorded, files=(*recorded.files, *pages))
    out.notes(f"differs: {line}" for line in recorded.differs)
    if output is not None and not is_dry_run():
        page, now = Output(quiet=out.quiet, file=output), opened.snapshot()
        if is_word(output):
            on.of(now, page, now.known_issue(recorded.name).revision)
            give(issued_file(now, recorded.name, on.template, paper or ""), page)
        else:
            page.document(now.issued(meeting))
    tell(recorded, out)


def _issued(
    draft: Draft, meeting: str, folder: Path | None, looks: Looks, *, at: When, reissue: bool, by: str
) -> Recorded:
    """Issue one draft, with its pack if there is a folder for it."""
    again = "allowed" if reissue else "refused"
    if folder is None:
        return draft.issue(meeting, at=at, reissue=again, recorder=by)
    return draft.issue_to(folder, meeting, at=at, reissue=again, recorder=by, **looks)


def _pages(folder: Path | None, out: Output) -> tuple[str, ...]:
    """Add PDF files to the Word files of a pack; if none can be made, say so."""
    if folder is None:
        return ()
    from amendtrack.draft.pdf import pdfs_of

    files = sorted(folder.rglob("*.docx"))
    try:
        pages = pdfs_of({file.stem: file.read_bytes() for file in files})
    except InputRefused as err:
        out.note(f"the pack has no PDF files: {err}")
        return ()
    for file in files:
        write_whole(file.with_suffix(".pdf"), pages[file.stem])
    out.note(f"{len(pages)} PDF files made by LibreOffice")
    return tuple(file.with_suffix(".pdf").relative_to(folder).as_posix() for file in files)


def _say_draft(done: Recorded, out: Output) -> None:
    """Report what was written of a pack that is only a draft."""
    if out.as_json:
        out.data(
            "pack", {"meeting": done.name, "status": "draft", "notes": list(done.notes), "files": list(done.files)}
        )
    else:
        out.document(f"{done.notes[-1]}; a draft: nothing was recorded")
