"""The options that several commands share, and their arguments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from inspect import cleandoc
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from amendtrack.cli.group import SIGN_WITH
from amendtrack.cli.output import Output
from amendtrack.record.registers import name_key

if TYPE_CHECKING:
    from amendtrack.draft.declared import ReadingOptions, RecordingOptions
    from amendtrack.formats.received import Authors

Decorated = Callable[..., Any]


class _NamedPath(click.Path):
    """A path; the empty one that a script passes for an unset variable would otherwise mean the present folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not str(value):
            self.fail("it is empty; name a file or a folder", param, ctx)
        return super().convert(value, param, ctx)


PATH = _NamedPath(path_type=Path)

json_option = click.option("--json", "as_json", is_flag=True, help="Print the result (and errors) as JSON.")
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Print only the result and errors.")
output_option = click.option("-o", "--output", type=PATH, help="Write to this file (completely or not at all).")
template_option = click.option(
    "--template",
    metavar="FILE.docx",
    type=PATH,
    help="A Word file whose styles and letterhead are used.",
)
paper_option = click.option(
    "--paper",
    type=click.Choice(["a4", "letter"]),
    help="Paper size of Word and PDF files (default: that of the template, or A4).",
)
_DRY_RUN = "amendtrack.dry_run"


def _remember_dry_run(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    context.meta[_DRY_RUN] = wanted


dry_run_option = click.option(
    "--dry-run",
    is_flag=True,
    expose_value=False,
    callback=_remember_dry_run,
    help="Run all checks, but record nothing.",
)


def is_dry_run() -> bool:
    """Whether the current command was given --dry-run."""
    return bool(click.get_current_context().meta.get(_DRY_RUN))


def signing_key() -> Path | None:
    """The secretariat's key: by option or variable, else the one that the file ``signing-key`` of the user names."""
    given: Path | None = click.get_current_context().meta.get(SIGN_WITH)
    if given is not None:
        return given
    try:
        named = (Path(click.get_app_dir("amendtrack")) / "signing-key").read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return Path(named) if named else None


explain_option = click.option("--explain", is_flag=True, help="List every word received, and how it was read.")
by_option = click.option("--by", "recorder", metavar="NAME", default="", help="Your name, for the log.")
meeting_option = click.option("--meeting", default="", metavar="NAME", help="The meeting, for example PM2.")
accept_all_option = click.option("--accept-all", is_flag=True, help="Accept all tracked changes of a Word file.")
author_option = click.option(
    "--author",
    "authors",
    multiple=True,
    metavar="NAME",
    help="Use this author's tracked changes in a Word file; repeat for several.",
)
all_authors_option = click.option(
    "--all-authors", is_flag=True, help="Use everybody's tracked changes in a Word file, as one proposal."
)
authors_as_option = click.option(
    "--authors-as",
    multiple=True,
    metavar="NAME=DELEGATION",
    help="The delegation of an author of tracked changes; repeat for several.",
)
draft_argument = click.argument("draft", type=PATH)
folder_argument = click.argument("folder", type=PATH, metavar="DRAFT|FOLDER")


def counting(authors: tuple[str, ...], all_authors: bool) -> Authors | tuple[str, ...]:
    """Whose tracked changes are used, by these two options."""
    from amendtrack.formats.received import Authors

    if authors and all_authors:
        raise click.UsageError("--author and --all-authors cannot be used together")
    return Authors.EVERY if all_authors else authors or Authors.SOLE


def people(said: tuple[str, ...]) -> dict[str, str]:
    """The delegations of authors, by the authors' names, as that option gives them.

    Raises:
        UsageError: one is not a pair, or a person is assigned to two delegations.
    """
    found: dict[str, str] = {}
    for pair in said:
        name, sign, delegation = pair.rpartition("=")
        if not sign or not name.strip() or not delegation.strip():
            raise click.UsageError(f"--authors-as {pair!r} is not of the form NAME=DELEGATION")
        if name_key(name) in map(name_key, found):
            raise click.UsageError(
                f"--authors-as names {name.strip()!r} twice; a person can write for one delegation only"
            )
        found[name.strip()] = delegation.strip()
    return found


def at_option(*names: str, what: str = "When it was done", otherwise: str = "now") -> Callable[[Decorated], Decorated]:
    """The time of an act: ISO 8601, in the draft's time zone unless it states another; now by default."""
    help_line = f"{what}, for example 2009-08-21T16:20 (default: {otherwise})."
    return click.option(*(names or ("--at",)), "at", metavar="TIME", default="", help=help_line)


def time_of(given: str) -> datetime | str:
    """The time that was given, else now."""
    from amendtrack.draft.clock import now_here

    return given or now_here()


def result_options(command: Decorated) -> Decorated:
    """Add the options of a command that only gives a result: the command gets ``out``."""

    @wraps(command)
    def collected(*, output: Path | None, as_json: bool, quiet: bool, **rest: object) -> object:
        return command(out=Output(as_json, quiet, output), **rest)

    return _applied(collected, output_option, json_option, quiet_option)


def sheet_options(command: Decorated) -> Decorated:
    """The same for a result that may be a Word file; the command also gets ``on``, how that is to look."""

    @wraps(command)
    def collected(*, template: Path | None, paper: str | None, out: Output, **rest: object) -> object:
        from amendtrack.cli.word import sheets_in

        return command(on=sheets_in(template, paper, out.file), out=out, **rest)

    return _applied(result_options(collected), template_option, paper_option)


def act_options(*names: str, what: str = "When it was done") -> Callable[[Decorated], Decorated]:
    """The options of every command that records: the command gets ``at``, ``recorder`` and ``out``."""

    def with_options(command: Decorated) -> Decorated:
        @wraps(command)
        def collected(*, at: str, as_json: bool, quiet: bool, **rest: object) -> object:
            return command(at=time_of(at), out=Output(as_json, quiet), **rest)

        return _applied(collected, at_option(*names, what=what), by_option, dry_run_option, json_option, quiet_option)

    return with_options


def _applied(command: Decorated, *given: Callable[[Decorated], Decorated]) -> Decorated:
    """The command with these options, which its help lists in this order."""
    for option in reversed(given):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class FileOptions:
    """The options given for a delegation's file: how to read it, how to record it, and when it was received."""

    reading: ReadingOptions
    recording: RecordingOptions
    received: str
    explain: bool


def file_options(command: Decorated) -> Decorated:
    """Add the options for a delegation's file: the command gets them as ``said``, with ``out``."""

    @wraps(command)
    def collected(
        *,
        on: str,
        excerpt: bool,
        kind: str | None,
        comment: bool,
        at: str,
        channel: str,
        title: str,
        cosponsors: tuple[str, ...],
        language: str,
        allowed: tuple[str, ...],
        recorder: str,
        authors: tuple[str, ...],
        all_authors: bool,
        explain: bool,
        as_json: bool,
        quiet: bool,
        **rest: object,
    ) -> object:
        if comment and kind not in (None, "comment"):
            raise click.UsageError(f"--comment and --as {kind} cannot be used together")
        kind = "comment" if comment else kind or ""
        if excerpt and kind not in ("", "text"):
            raise click.UsageError("--excerpt can only be used with a text")
        reading: ReadingOptions = {"on": on, "extent": "excerpt" if excerpt else "whole", "kind": kind}
        reading |= {"cosponsors": cosponsors, "language": language, "authors": counting(authors, all_authors)}
        recording: RecordingOptions = {"channel": channel, "title": title, "allow": allowed, "recorder": recorder}
        return command(said=FileOptions(reading, recording, at, explain), out=Output(as_json, quiet), **rest)

    return _applied(
        collected,
        click.option("--on", default="", metavar="REV", help="The revision it was made on (default: the latest)."),
        click.option(
            "--excerpt", is_flag=True, help="The file contains only some units; those it leaves out are not deleted."
        ),
        click.option(
            "--as",
            "kind",
            type=click.Choice(["text", "instructions", "comment"]),
            default=None,
            metavar="KIND",
            help="The file contains text, instructions or a comment (default: recognised automatically).",
        ),
        click.option("--comment", is_flag=True, help="Record the whole file as a comment; the same as --as comment."),
        at_option("--received", what="When it was received", otherwise="the date of a message; now for any other file"),
        click.option("--channel", default="", help="How it arrived: mail, paper, floor ..."),
        click.option("--title", default="", help="The delegation's own title for it."),
        click.option(
            "--cosponsor", "cosponsors", multiple=True, help="A delegation that co-sponsors it; repeat for several."
        ),
        click.option(
            "--language", default="", help="The language of the file, if not the draft's; it is kept but not compared."
        ),
        click.option("--allow", "allowed", multiple=True, metavar="DOUBT", help="Record it despite this doubt."),
        by_option,
        author_option,
        all_authors_option,
        explain_option,
        dry_run_option,
        json_option,
        quiet_option,
    )


def examples(*lines: str) -> Callable[[Decorated], Decorated]:
    """Add examples to the end of a command's help."""

    def with_examples(command: Decorated) -> Decorated:
        shown = "\n".join(f"  {line}" for line in lines)
        command.__doc__ = f"{cleandoc(command.__doc__ or '')}\n\n\b\nExample{'s' * (len(lines) > 1)}:\n{shown}\n"
        return command

    return with_examples
