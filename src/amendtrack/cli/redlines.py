"""The command ``redline``: two files, a proposal, two revisions or two proposals compared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from amendtrack.cli.inspecting import open_draft, text_in
from amendtrack.cli.options import examples, sheet_options
from amendtrack.cli.output import Output, is_page
from amendtrack.cli.past import Past, past_options
from amendtrack.cli.screen import (
    Screen,
    give_print,
    is_picture,
    is_screen,
    marked_screen_options,
    show,
    stat_option,
    statistics_on,
    written,
)
from amendtrack.cli.word import Sheets, is_named, is_word, redline_file

if TYPE_CHECKING:
    from rich.console import Console

    from amendtrack.draft import Snapshot
    from amendtrack.draft.comparing import Comparison
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
@stat_option
@marked_screen_options
@sheet_options
@examples(
    "amendtrack redline july.md september.md",
    "amendtrack redline action-plan NRV-1",
    "amendtrack redline action-plan Rev.0 Rev.1",
    "amendtrack redline action-plan NRV-1 GLD-1",
    "amendtrack redline action-plan NRV-1/1 NRV-1/2",
    "amendtrack redline action-plan PM1 PM2",
    "amendtrack redline action-plan NRV-1 -o norvia.docx",
    "amendtrack redline action-plan Rev.0 Rev.1 --stat",
)
def redline(
    sources: tuple[str, ...],
    whole: bool,
    context: int,
    past: Past,
    stat: bool,
    screen: Screen,
    on: Sheets,
    out: Output,
) -> None:
    """Compare two texts word by word.

    Compare two files; or, in DRAFT, a proposal with the revision it was made on, or any two of a revision (Rev.0), a
    proposal (NRV-1), an earlier version of one (NRV-1/1) and a text that was issued (PM2, PM2/1). For two versions of a
    proposal, what the delegation changed is also listed apart from the draft's own words.
    Of a long paragraph, only the sentences at a change are shown, unless --whole is given. If -o ends in .docx, a Word
    file with tracked changes is written: rejecting all of them gives the first text, accepting all of them the second;
    if in .html, a web page; if in .svg, a picture of what a terminal shows.
    """
    now = past.of(open_draft(Path(sources[0])), out) if Path(sources[0]).is_dir() else None
    if now is None and past:
        raise click.UsageError("--as-of and --on are for a draft; files have no past")
    done = _in_draft(sources, now) if now else None
    found, title = (done.redline, _title(done, now)) if done and now else _of_files(sources, out)
    if stat:
        from amendtrack.render.statistics import statistics_of

        out.note(title)
        statistics_on(statistics_of(found), screen, out)
    elif out.as_json:
        from amendtrack.render.json import redline_json

        out.document(redline_json(found))
    elif is_word(out.file):
        redline_file(found, sources, done, now=now, out=out, on=on)
    elif is_page(out.file):
        from amendtrack.render.descriptions import Coverage
        from amendtrack.render.html import page, redline_html

        extent = Coverage.WHOLE if whole else Coverage.CHANGES
        out.raw(page(title, redline_html(found, extent, context)).encode())
    else:
        _print(found, title, whole=whole, context=context, screen=screen, under=_own(done) if done else "", out=out)


def _of_files(sources: tuple[str, ...], out: Output) -> tuple[Redline, str]:
    """Two files compared, and what they are."""
    from amendtrack.redline.comparison import compare

    if len(sources) != 2:
        raise click.UsageError("name two files, or a draft and what to compare in it")
    if sources[0] == sources[1] == "-":
        raise click.UsageError("only one of the two can be standard input")
    return compare(text_in(Path(sources[0]), out), text_in(Path(sources[1]), out)), f"{sources[0]} -> {sources[1]}"


def _in_draft(sources: tuple[str, ...], now: Snapshot) -> Comparison:
    """Texts of a draft compared."""
    if len(sources) not in (2, 3):
        raise click.UsageError("name a draft and one text in it, or two: a revision, a proposal, a text issued")
    return now.compare(*sources[1:])


def _title(done: Comparison, now: Snapshot) -> str:
    """What is compared, and whose it is if that may be said."""
    entries = [one.entry for one in (done.before, done.after) if one.entry is not None]
    names = dict.fromkeys(name for entry in entries for name in now.credited(entry)) if is_named(now) else {}
    listed = ", ".join(names)
    return f"{done}{f' ({listed})' if names else ''}"


def _own(done: Comparison) -> str:
    """What a delegation changed in its own proposal, under the redline; empty if that is not what was compared."""
    if not done.is_own or done.before.entry is None:
        return ""
    from amendtrack.render.safe import one_line

    lines = [one_line(str(change)) for change in done.own]
    lines += [f"{done.same} amendment{'s' * (done.same > 1)} unchanged"] if done.same else []
    head = f"What the delegation changed, apart from the draft's own words: {done.before.name} -> {done.after.name}"
    return "\n".join([head, *(f"- {line}" for line in lines or ["nothing"])])


def _print(found: Redline, title: str, *, whole: bool, context: int, screen: Screen, under: str, out: Output) -> None:
    from amendtrack.render.descriptions import Coverage
    from amendtrack.render.redline_lines import redline_lines
    from amendtrack.render.safe import one_line
    from amendtrack.render.terminal import print_lines

    extent = Coverage.WHOLE if whole else Coverage.CHANGES
    on_screen = is_screen(out)
    if not on_screen:
        out.note(title)

    def write(console: Console) -> None:
        if on_screen:  # where a pager would leave it behind
            console.print(one_line(title), style="bold", markup=False, emoji=False, highlight=False)
        look = screen.look(console, found.before.source, found.after.source)
        print_lines(redline_lines(found, look, extent, context), console)

    if is_picture(out.file):
        give_print(write, screen, out)
        return
    if on_screen:
        show(write, screen)
        if under:
            out.document(f"\n{under}")
        return
    text = written(write, screen.width)
    out.document(f"{text}\n{under}" if under else text)
