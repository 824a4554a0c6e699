"""The command ``view``: a draft, or two texts compared, read and settled on the terminal."""

from __future__ import annotations

import gc
import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from amendtrack.cli.inspecting import open_draft, text_in
from amendtrack.cli.options import by_option, examples, time_of
from amendtrack.cli.output import Output, nearest
from amendtrack.errors import InputRefused

if TYPE_CHECKING:
    from datetime import datetime

    from amendtrack.viewer.plain_app import PlainApp

_NEEDED = 'pip install "amendtrack[tui]"'


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="DRAFT [NAME [NAME]] | BEFORE AFTER")
@click.option("--wall", is_flag=True, help="For the projector: follow the operator's place, show the text alone.")
@by_option
@examples(
    'amendtrack view action-plan --by "A. Clerk"',
    "amendtrack view action-plan --wall",
    "amendtrack view action-plan NRV-1",
    "amendtrack view july.md september.md",
)
def view(sources: tuple[str, ...], wall: bool, recorder: str) -> None:
    """Read DRAFT on the terminal, and record what is said and decided in the room.

    The list of units is left, the text right, the readings of a slot below. It follows the record: what others record
    is on the screen at once. The line at the bottom names the keys; `?` lists them all. Each act is shown before it is
    recorded.

    With --wall, a second window for the projector shows the text where the operator is, with names as the draft's rule
    allows, and nothing else. With NAME, read a proposal, or two texts of DRAFT compared, as `redline` has them; two
    files are compared in the same way.
    """
    if find_spec("textual") is None:
        raise InputRefused("view needs textual, which is not installed", remedy=f"install it: {_NEEDED}")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise InputRefused("view needs a terminal", remedy="in a pipe use consolidate, show or redline")
    if os.environ.get("TERM") in ("dumb", "unknown"):
        hint = "use another terminal, or consolidate, show or redline"
        raise InputRefused(f"view needs a whole screen, and TERM is {os.environ['TERM']}", remedy=hint)
    gc.disable()  # what is read at the beginning stays; the viewer collects garbage once it has read everything
    from amendtrack.viewer.on_terminal import show_on_terminal

    try:
        app = _app(sources, recorder, wall=wall)
        show_on_terminal(app)
    finally:
        gc.enable()
    if app.failed is not None:
        raise app.failed


def _app(sources: tuple[str, ...], recorder: str, *, wall: bool) -> PlainApp:
    path = Path(sources[0])
    if len(sources) > 1:
        if wall:
            raise click.UsageError("--wall is for a draft, not for two texts compared")
        return _redline(sources)
    if not path.is_dir():
        hint = "name a draft's folder, or two files to compare" if path.exists() else nearest(path)
        raise InputRefused("no such draft" if not path.exists() else "this is a file", place=str(path), remedy=hint)
    from amendtrack.draft.acts.act import check_recorder

    check_recorder(recorder)
    if wall:
        from amendtrack.viewer.wall_app import Wall

        return Wall(path, clock=_now)
    from amendtrack.viewer.floor_app import Viewer

    return Viewer(path, by=recorder, clock=_now)


def _redline(sources: tuple[str, ...]) -> PlainApp:
    from amendtrack.redline.comparison import compare
    from amendtrack.viewer.redline_app import RedlineApp

    if Path(sources[0]).is_dir():
        if len(sources) > 3:
            raise click.UsageError("name a draft and one text in it, or two: a revision, a proposal, a text issued")
        found = open_draft(Path(sources[0])).snapshot().compare(*sources[1:])
        return RedlineApp(found.redline, str(found))
    if len(sources) != 2:
        raise click.UsageError("name two files, or a draft and what to compare in it")
    if "-" in sources:
        raise InputRefused("view reads the keys from standard input", remedy="name two files")
    before, after = (text_in(Path(name), Output()) for name in sources)
    return RedlineApp(compare(before, after), f"{sources[0]} -> {sources[1]}")


def _now() -> datetime:
    found = time_of("")
    assert not isinstance(found, str)
    return found
