"""The command ``view``: a draft, or two texts compared, read and settled on the terminal."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from amendtrack.cli.options import by_option, examples, time_of
from amendtrack.errors import InputRefused

if TYPE_CHECKING:
    from datetime import datetime

_NEEDED = 'python -m pip install "amendtrack[tui]"'


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="DRAFT [NAME] | BEFORE AFTER")
@by_option
@examples("amendtrack view action-plan", "amendtrack view action-plan NRV-1", "amendtrack view july.md september.md")
def view(sources: tuple[str, ...], recorder: str) -> None:
    """Read DRAFT on the terminal: the list of its units left, the text right, the slot's readings below.

    It follows the record: what others record is on the screen at once. The line at the bottom names the keys; `?` lists
    them all.
    """
    if find_spec("textual") is None:
        raise InputRefused("view needs textual, which is not installed", remedy=f"install it: {_NEEDED}")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise InputRefused("view needs a terminal", remedy="in a pipe use consolidate, show or redline")
    _shown(sources, recorder)


def _shown(sources: tuple[str, ...], recorder: str) -> None:
    from amendtrack.viewer.floor_app import Viewer

    app = Viewer(Path(sources[0]), by=recorder, clock=_now)
    app.run()
    if app.failed is not None:
        raise app.failed


def _now() -> datetime:
    found = time_of("")
    assert not isinstance(found, str)
    return found
