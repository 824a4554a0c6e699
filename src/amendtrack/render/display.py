"""The one door through which a value shows itself: to rich, in a notebook, and as JSON.

Values import nothing from ``render`` but this module, and only when asked to show themselves. Which form a value
takes is known only here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.redline.comparison import Redline


def redline_on_console(redline: Redline, options: object) -> Iterator[object]:
    """A redline as rich prints it."""
    from amendtrack.render.terminal import redline_lines

    yield from redline_lines(redline, options)


def redline_as_json(redline: Redline) -> str:
    """A redline as JSON."""
    from amendtrack.render.json import redline_json

    return redline_json(redline)


def redline_as_html(redline: Redline) -> str:
    """A redline as an HTML fragment."""
    from amendtrack.render.html import redline_html

    return redline_html(redline)


def consolidation_on_console(con: Consolidation, options: object) -> Iterator[object]:
    """A consolidation as rich prints it."""
    from amendtrack.render.terminal import consolidation_lines

    yield from consolidation_lines(con, options)


def consolidation_as_html(con: Consolidation) -> str:
    """A consolidation as an HTML fragment."""
    from amendtrack.render.html import consolidation_html

    return consolidation_html(con)


def consolidation_as_json(con: Consolidation) -> str:
    """A consolidation as JSON; ``consolidation_from_json`` is the way back."""
    from amendtrack.render.json import write_consolidation

    return write_consolidation(con)


def consolidation_from_json(source: str) -> Consolidation:
    """The consolidation that ``consolidation_as_json`` wrote."""
    from amendtrack.render.json import read_consolidation

    return read_consolidation(source)
