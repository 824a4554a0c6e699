"""The command ``redline``: two files, a proposal, two revisions or two proposals compared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from amendtrack.cli.inspecting import open_draft, text_in
from amendtrack.cli.options import examples, sheet_options
from amendtrack.cli.output import Output, is_page
from amendtrack.cli.past import Past, past_options
from amendtrack.cli.screen import is_screen, show
from amendtrack.cli.word import Sheets, is_word, redline_file
from amendtrack.errors import InputRefused

if TYPE_CHECKING:
    from amendtrack.draft import Snapshot
    from amendtrack.record.entries import Entry
    from amendtrack.redline.comparison import Redline


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="BEFORE AFTER | DRAFT NAME [NAME]")
@click.option("--whole", is_flag=True, help="Show the whole text, not only the changes.")
@click.option(
    "--context",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="Unchanged units shown around each change.",
)
@past_options
@click.option("--width", type=click.IntRange(20, 1000), help="Columns (default: the terminal's; 100 in a pipe).")
@sheet_options
@examples(
    "amendtrack redline july.md september.md",
    "amendtrack redline action-plan NRV-1",
    "amendtrack redline action-plan Rev.0 Rev.1",
    "amendtrack redline action-plan NRV-1 GLD-1",
    "amendtrack redline action-plan NRV-1 -o norvia.docx",
)
def redline(
    sources: tuple[str, ...],
    whole: bool,
    context: int,
    width: int | None,
    past: Past,
    on: Sheets,
    out: Output,
) -> None:
    """Compare two texts word by word.

    Compare two files; or, in DRAFT, a proposal with the revision it was made on, two revisions, or two proposals.
    Changes are marked by signs as well as by colour. If -o ends in .docx, a Word file with tracked changes is
    written: rejecting all of them gives the first text, accepting all of them the second; if in .html, a web page.
    """
    now = past.of(open_draft(Path(sources[0])), out) if Path(sources[0]).is_dir() else None
    if now is None and past:
        raise click.UsageError("--as-of and --on are for a draft; files have no past")
    found, title = _redline(sources, now, out)
    if out.as_json:
        from amendtrack.render.json import redline_json

        out.document(redline_json(found))
        return
    if is_word(out.file):
        redline_file(found, sources, title, now=now, out=out, on=on)
        return
    if is_page(out.file):
        from amendtrack.render.html import Coverage, page, redline_html

        extent = Coverage.WHOLE if whole else Coverage.CHANGES
        out.raw(page(title, redline_html(found, extent, context)).encode())
        return
    _print(found, title, whole=whole, context=context, width=width, out=out)


def _redline(sources: tuple[str, ...], draft: Snapshot | None, out: Output) -> tuple[Redline, str]:
    """The two texts to compare, and what they are."""
    from amendtrack.redline.comparison import compare

    first = Path(sources[0])
    if draft is None:
        if len(sources) != 2:
            raise click.UsageError("name two files, or a draft and what to compare in it")
        if sources[0] == sources[1] == "-":
            raise click.UsageError("only one of the two can be standard input")
        return compare(text_in(first, out), text_in(Path(sources[1]), out)), f"{sources[0]} -> {sources[1]}"
    if len(sources) not in (2, 3):
        raise click.UsageError("name a draft and one proposal, two proposals or two revisions")
    if len(sources) == 3:
        for name in sources[1:]:
            if all(r.label != name for r in draft.revisions):
                _check_language(draft.proposal(name))
        return compare(draft.text(sources[1]), draft.text(sources[2])), f"{sources[1]} -> {sources[2]}"
    if any(r.label == sources[1] for r in draft.revisions):
        latest = draft.revision()
        return compare(draft.text(sources[1]), draft.text()), f"{sources[1]} -> {latest.label}"
    entry = draft.proposal(sources[1])
    _check_language(entry)
    return draft.redline(entry), f"{entry.amends or entry.revision} -> {entry.name}"


def _check_language(entry: Entry) -> None:
    if entry.language:
        found = f"{entry.name} is in {entry.language}, and cannot be compared with a text in another language"
        raise InputRefused(found, remedy=f"read it with export, or record its translation with replace {entry.name}")


def _print(found: Redline, title: str, *, whole: bool, context: int, width: int | None, out: Output) -> None:
    from io import StringIO

    from rich.console import Console

    from amendtrack.render.terminal import Coverage, print_redline

    extent = Coverage.WHOLE if whole else Coverage.CHANGES
    out.note(title)
    if is_screen(out):
        show(lambda console: print_redline(found, console, extent, context), width)
        return
    file = StringIO()
    print_redline(found, Console(file=file, width=width or 100), extent, context)
    out.document(file.getvalue())
