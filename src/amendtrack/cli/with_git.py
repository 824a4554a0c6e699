"""Commands that make plain git better for prose: ``git-setup``, and ``git-diff`` and ``git-merge``, which git runs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from amendtrack.cli.options import PATH, examples, quiet_option
from amendtrack.cli.output import Output
from amendtrack.cli.standing import forget_stdout

_LEFT = 1


@click.command()
@click.argument("clone", type=PATH)
@quiet_option
@examples("amendtrack git-setup .")
def git_setup(clone: Path, quiet: bool) -> None:
    """Let git show redlines and merge by passages in CLONE, for its Markdown files.

    `git diff`, and `git log -p --ext-diff`, then show redlines. Where both sides of a merge changed a line, what each
    changed is taken word by word; where both changed the same words, both readings are written in brackets, and the
    file is left for a person. Only the settings of that clone change.
    """
    from amendtrack.exchange.plain_git import set_up

    place = set_up(clone)
    Output(quiet=quiet).document(f"git uses amendtrack for *.md in {clone} (see {place})")


def _text(path: str) -> str:
    from amendtrack.intake.decoding import read_text

    return read_text(Path(path).read_bytes(), place=path).text if path != "/dev/null" else ""


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("given", nargs=-1, required=True)
@examples("amendtrack git-diff en.md before.md 0000000 100644 after.md 0000000 100644")
def git_diff(given: tuple[str, ...]) -> None:
    """Show two versions of a file as a redline; run by git, with what it gives an external diff program."""
    from amendtrack.errors import AmendtrackError
    from amendtrack.render.safe import one_line

    if len(given) == 1:
        click.echo(f"{one_line(given[0])}: both sides have changed it; merge it first")
        return
    if len(given) < 7:
        raise click.UsageError("git gives PATH and, of each of two versions, its file, name and mode")
    path, before, after = given[0], given[1], given[4]
    from amendtrack.cli.screen import written
    from amendtrack.redline.comparison import compare
    from amendtrack.render.descriptions import Coverage
    from amendtrack.render.terminal import print_redline

    try:
        found = compare(_text(before), _text(after))
        shown = written(lambda console: print_redline(found, console, Coverage.CHANGES))
    except AmendtrackError as err:  # git would stop, and show nothing of other files
        shown = f"not shown as a redline ({one_line(str(err))}); see git diff --no-ext-diff\n"
    try:
        Output().document(f"{one_line(path)}\n{shown}\n")
        sys.stdout.flush()
    except BrokenPipeError:  # git sees by itself that its reader is gone; a failure here would be its last line
        forget_stdout()


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("base")
@click.argument("here")
@click.argument("there")
@examples("amendtrack git-merge base.md here.md there.md")
def git_merge(base: str, here: str, there: str) -> int:
    """Merge what HERE and THERE changed in BASE, and write it to HERE; run by git as a merge driver.

    The exit code is 1 if the two contradict each other somewhere: both readings then stand in brackets, or between
    git's usual marks where brackets could not show every character.
    """
    from amendtrack.cli.output import write_whole
    from amendtrack.exchange.merging import merged_bytes

    text, is_all = merged_bytes(*(Path(path).read_bytes() for path in (base, here, there)))
    write_whole(Path(here), text)
    return 0 if is_all else _LEFT
