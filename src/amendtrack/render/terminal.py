"""Redlines and consolidated texts on a terminal or a projector, or in a pipe.

Colour is never the only sign: where it is not certain, words stand between signs, ``{-deleted-}`` and
``{+inserted+}``; a title in words and a sign in the margin say the same. Where these marks occur in a text they are
printed with a backslash, ``{\\-``. However wide the terminal, a line of text is no longer than is easy to read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rich.console import Console, ConsoleOptions
from rich.text import Text as Line

from amendtrack.consolidation.value import Consolidation
from amendtrack.redline.comparison import Redline
from amendtrack.render.brackets import Style
from amendtrack.render.consolidation_lines import consolidation_lines
from amendtrack.render.descriptions import Coverage
from amendtrack.render.look import Columns, Look, Signs
from amendtrack.render.redline_lines import redline_lines

_IN_COLOUR = ("standard", "256", "truecolor")
_CERTAIN = _IN_COLOUR[1:]
"""What has sixteen colours alone may have no line through a word either, and its red and green are anybody's choice."""


def look_of(console: Console, signs: Signs = Signs.AUTO, width: int = 0) -> Look:
    """How a console shows a text: with signs, unless they are not asked for and colour is certain."""
    in_colour = console.is_terminal and console.color_system in _IN_COLOUR and not console.no_color
    is_certain = in_colour and console.color_system in _CERTAIN
    shown = Signs.AUTO if is_certain and signs is Signs.AUTO else Signs.ALWAYS
    return Look(width or console.width, shown, in_colour=in_colour)


def look_on(console: object, options: object) -> Look:
    """How a value shows itself where rich prints it."""
    if isinstance(console, Console) and isinstance(options, ConsoleOptions):
        return look_of(console, width=options.max_width)
    return Look()


def print_lines(lines: Iterable[Line], console: Console) -> None:
    """Print lines that are in their final width."""
    for line in lines:
        console.print(line, markup=False, emoji=False, highlight=False, no_wrap=True, overflow="ignore", crop=False)


def print_redline(
    redline: Redline,
    console: Console,
    extent: Coverage = Coverage.WHOLE,
    context: int = 1,
    *,
    signs: Signs = Signs.AUTO,
    columns: Columns = Columns.ONE,
) -> None:
    """Print a redline, whole or only its changes with ``context`` unchanged units around each."""
    look = replace(look_of(console, signs), columns=columns)
    print_lines(redline_lines(redline, look, extent, context), console)


def print_consolidation(
    con: Consolidation,
    console: Console,
    style: Style = Style.ATTRIBUTED,
    *,
    signs: Signs = Signs.AUTO,
    columns: Columns = Columns.ONE,
) -> None:
    """Print the consolidated text, its conflict list and its tally; without names if unattributed."""
    print_lines(consolidation_lines(con, replace(look_of(console, signs), columns=columns), style), console)
