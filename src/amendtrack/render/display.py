"""The single entry point for displaying a value: in rich, in a notebook, and as JSON.

Values import only this module from ``render``, and only when they are displayed. Only this module knows the form of
each value.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.redline.comparison import Redline


def redline_on_console(redline: Redline, console: object, options: object) -> Iterator[object]:
    """A redline as rich prints it."""
    from amendtrack.render.redline_lines import redline_lines
    from amendtrack.render.terminal import look_on

    yield from redline_lines(redline, look_on(console, options))


def redline_as_json(redline: Redline) -> str:
    """A redline as JSON."""
    from amendtrack.render.json import redline_json

    return redline_json(redline)


def redline_as_html(redline: Redline) -> str:
    """A redline as an HTML fragment."""
    from amendtrack.render.html import redline_html

    return redline_html(redline)


def consolidation_on_console(con: Consolidation, console: object, options: object) -> Iterator[object]:
    """A consolidation as rich prints it."""
    from amendtrack.render.consolidation_lines import consolidation_lines
    from amendtrack.render.terminal import look_on

    yield from consolidation_lines(con, look_on(console, options))


def consolidation_as_html(con: Consolidation) -> str:
    """A consolidation as an HTML fragment."""
    from amendtrack.render.html import consolidation_html

    return consolidation_html(con)


def consolidation_as_json(con: Consolidation) -> str:
    """A consolidation as JSON; the inverse of ``consolidation_from_json``."""
    from amendtrack.render.json import write_consolidation

    return write_consolidation(con)


def consolidation_from_json(source: str) -> Consolidation:
    """The consolidation that ``consolidation_as_json`` wrote."""
    from amendtrack.render.json import read_consolidation

    return read_consolidation(source)
