"""What a terminal shows: wrapped to its width, in colour, side by side if it is wide, and paged if it is long."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import wraps
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from amendtrack.cli.options import Decorated
from amendtrack.cli.pager import paged, pager_of

if TYPE_CHECKING:
    from rich.console import Console

    from amendtrack.cli.output import Output
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.papers.paper import Paper
    from amendtrack.render.look import Look
    from amendtrack.render.statistics import Statistics

PIPE = 100
"""The columns in a pipe."""
PAPER = 80
"""The most columns of a paper."""


@dataclass(frozen=True, slots=True)
class Screen:
    """How a command shows its result: when with signs, how wide, in one column or two, in a pager or not.

    ``beside`` is None where the width decides.
    """

    signs: str = "auto"
    width: int | None = None
    beside: bool | None = None
    pager: bool = True

    @property
    def is_asked(self) -> bool:
        """Whether the form of a screen is asked for, wherever the result goes."""
        return self.beside is not None or self.width is not None

    def look(self, console: Console, *texts: str) -> Look:
        """How texts look on a console: side by side only where that was asked for, or on a wide terminal."""
        from amendtrack.render.look import Columns, Signs
        from amendtrack.render.side_by_side import has_room
        from amendtrack.render.terminal import look_of

        look = look_of(console, Signs(self.signs))
        wide = console.is_terminal and has_room(console.width, *texts)
        two = wide if self.beside is None else self.beside
        if two and console.width < _NARROWEST:
            raise click.UsageError(f"--side-by-side needs {_NARROWEST} columns; here are {console.width}")
        look = replace(look, columns=Columns.TWO if two else Columns.ONE)
        return replace(look, measure=self.width) if self.width else look


_NARROWEST = 60


pager_option = click.option("--no-pager", "pager", flag_value=False, default=True, help="Never start a pager.")


width_option = click.option(
    "--width", type=click.IntRange(20, 1000), help="Columns (default: the terminal's; 100 in a pipe)."
)
beside_option = click.option(
    "--side-by-side/--inline",
    "beside",
    default=None,
    help="Two columns or one (default: two on a terminal of 120 columns or more).",
)
signs_option = click.option(
    "--signs",
    type=click.Choice(["auto", "always"]),
    default="auto",
    show_default=True,
    help="Signs around deleted and inserted words: only where colour is not certain, or always.",
)


def screen_options(command: Decorated) -> Decorated:
    """Add the options of what is shown on a screen: the command gets ``screen``."""

    @wraps(command)
    def collected(*, width: int | None, beside: bool | None, pager: bool, **rest: object) -> object:
        return command(screen=Screen("auto", width, beside, pager), **rest)

    return beside_option(width_option(pager_option(collected)))


def marked_screen_options(command: Decorated) -> Decorated:
    """The same for what has marks: their signs may be asked for."""

    @wraps(command)
    def collected(*, signs: str, screen: Screen, **rest: object) -> object:
        return command(screen=replace(screen, signs=signs), **rest)

    return signs_option(screen_options(collected))


stat_option = click.option(
    "--stat", is_flag=True, help="Only count what changes: units and words, by section and by delegation."
)


def statistics_on(found: Statistics, screen: Screen, out: Output) -> None:
    """Give the statistics: on a screen in colour, in a pipe without, or as JSON."""
    from amendtrack.render.bars import statistics_lines
    from amendtrack.render.statistics import as_data
    from amendtrack.render.terminal import print_lines

    if out.as_json:
        out.data("statistics", as_data(found))
        return

    def write(console: Console) -> None:
        print_lines(statistics_lines(found, screen.look(console)), console)

    give_print(write, screen, out)


def is_screen(out: Output) -> bool:
    """Whether the result goes to a terminal."""
    return out.file is None and not out.as_json and sys.stdout.isatty()


def consolidation_on(
    console: Console,
    con: Consolidation,
    style: str,
    screen: Screen,
    *,
    over: Iterable[str] = (),
    under: Iterable[str] = (),
) -> None:
    """A consolidation with its conflict list, and lines above and below it."""
    from amendtrack.render.brackets import Style
    from amendtrack.render.consolidation_lines import consolidation_lines
    from amendtrack.render.safe import visible
    from amendtrack.render.terminal import print_lines

    look = screen.look(console, con.base.source)
    for line in filter(None, over):
        console.print(visible(line), style="bold", markup=False, emoji=False, highlight=False)
    print_lines(consolidation_lines(con, look, Style(style)), console)
    console.width = min(console.width, look.measure)
    for line in filter(None, under):
        console.print(f"\n{visible(line)}", markup=False, emoji=False, highlight=False)


def written(write: Callable[[Console], None], width: int | None = None) -> str:
    """What ``write`` prints where nobody reads it on a terminal."""
    from rich.console import Console

    file = StringIO()
    write(Console(file=file, width=width or PIPE, no_color=True))
    return file.getvalue()


def paper_on(paper: Paper, screen: Screen, out: Output, con: Consolidation | None = None) -> None:
    """Give a paper: on a screen with bold headings, and each delegation of ``con`` in its colour; elsewhere plain."""
    from amendtrack.papers.plain import plain, plain_lines
    from amendtrack.render.consolidation_lines import with_colours
    from amendtrack.render.terminal import print_lines
    from amendtrack.render.unit_lines import headed_lines

    def write(console: Console) -> None:
        look = screen.look(console)
        lines = plain_lines(paper, min(console.width, PAPER))
        print_lines(headed_lines(lines, with_colours(con, look) if con else look), console)

    if is_screen(out):
        show(write, screen)
    else:
        out.document(plain(paper))


def is_picture(path: Path | None) -> bool:
    """Whether a result is to be a picture of a terminal: its name ends in ``.svg``."""
    return path is not None and path.suffix.lower() == ".svg"


def give_print(write: Callable[[Console], None], screen: Screen, out: Output) -> None:
    """Give what ``write`` prints: on a screen in colour and paged, in a picture in colour, elsewhere without."""
    if is_screen(out):
        show(write, screen)
    elif is_picture(out.file):
        from amendtrack.render.drawing import drawn

        out.raw(drawn(write, screen.width or PIPE).encode())
    else:
        out.document(written(write, screen.width))


def show(write: Callable[[Console], None], screen: Screen = Screen()) -> None:
    """Show what ``write`` prints; in a pager if it is longer than the terminal."""
    from rich.console import Console

    console = Console(file=sys.stdout, width=screen.width)
    with console.capture() as captured:
        write(console)
    shown = captured.get()
    pager = pager_of(os.environ) if screen.pager and not console.is_dumb_terminal else ""
    if pager and shown.count("\n") >= console.height:
        paged(shown, pager)
    else:
        sys.stdout.write(shown)


__all__ = [
    "Screen",
    "consolidation_on",
    "give_print",
    "is_picture",
    "is_screen",
    "marked_screen_options",
    "pager_option",
    "paper_on",
    "screen_options",
    "show",
    "stat_option",
    "statistics_on",
    "written",
]
