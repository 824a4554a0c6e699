"""What a terminal shows: wrapped to its width, in colour, and paged if it is longer than the screen."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

    from amendtrack.cli.output import Output
    from amendtrack.consolidation.value import Consolidation


def is_screen(out: Output) -> bool:
    """Whether the result goes to a terminal."""
    return out.file is None and not out.as_json and sys.stdout.isatty()


def consolidation_on(
    console: Console, con: Consolidation, style: str, *, over: Iterable[str] = (), under: Iterable[str] = ()
) -> None:
    """A consolidation with its conflict list, and lines above and below it."""
    from amendtrack.render.brackets import Style
    from amendtrack.render.safe import visible
    from amendtrack.render.terminal import print_consolidation

    for line in filter(None, over):
        console.print(visible(line), style="bold", markup=False, emoji=False, highlight=False)
    print_consolidation(con, console, Style(style))
    for line in filter(None, under):
        console.print(f"\n{visible(line)}", markup=False, emoji=False, highlight=False)


def show(write: Callable[[Console], None], width: int | None = None) -> None:
    """Show what ``write`` prints; a pager is started only on an interactive terminal."""
    from rich.console import Console

    console = Console(file=sys.stdout, width=width)
    with console.capture() as captured:
        write(console)
    shown = captured.get()
    if shown.count("\n") < console.height or not sys.stdin.isatty():
        sys.stdout.write(shown)
    else:
        # If colour is left unset, click asks less to show it, and removes it for a pager that cannot.
        click.echo_via_pager(shown, color=None if console.color_system is not None else False)


__all__ = ["consolidation_on", "is_screen", "show"]
