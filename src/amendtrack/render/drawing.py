"""A picture of what a terminal shows, as SVG: for documentation and slides."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from io import StringIO

from rich.cells import cell_len
from rich.console import Console

from amendtrack.render.safe import one_line

# As rich draws a terminal, but with the reader's own fonts: nothing is fetched.
_DRAWING = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-family: ui-sans-serif, Helvetica, Arial, sans-serif; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}"
height="{terminal_height}" /></clipPath>{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">{matrix}</g></g></svg>
"""


def drawn(write: Callable[[Console], None], width: int, title: str = "amendtrack") -> str:
    """What ``write`` prints on a terminal of that width in colour, as SVG; the same prints give the same picture.

    >>> picture = drawn(lambda console: console.print("Clear all areas."), 40)
    >>> picture.startswith("<svg "), "http" in picture.replace("http://www.w3.org/2000/svg", "")
    (True, False)
    """
    console = Console(record=True, width=width, file=StringIO(), force_terminal=True, color_system="truecolor")
    write(console)
    made = console.export_svg(title=one_line(title), code_format=_DRAWING, unique_id="amendtrack")
    return "\n".join(line.rstrip() for line in _MEASURED.sub(_in_cells, made).splitlines()) + "\n"


_MEASURED = re.compile(r'textLength="([0-9.]+)"([^<>]*)>([^<>]+)</text>')


def _in_cells(found: re.Match[str]) -> str:
    """A text as long as its cells: rich counts its characters, and would squeeze Chinese and stretch Sinhala."""
    words = unescape(found[3])
    return f'textLength="{float(found[1]) * cell_len(words) / len(words):g}"{found[2]}>{found[3]}</text>'


__all__ = ["drawn"]
