"""Lines on a terminal: text broken to a width, so that no mark is cut in two and no sign stands alone.

A Chinese character may end a line, an Arabic word is never broken, a no-break space holds, and a line break in the text
ends a line. ``TIE`` is a blank at which no line ends; ``visible`` spells it out in a text, so it is always ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import regex
from rich.cells import cell_len
from rich.text import Text as Line

TIE = "\uffff"
"""A blank at which no line ends, until the text is in lines."""

_BLANK = " \t\n\r\f\v\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000"
_WIDE = "\u2e80-\u2fff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CLOSING = "\u3001\u3002\u300b\u300d\u300f\u3011\uff01\uff09\uff0c\uff1a\uff1b\uff1f\u2019\u201d)\\],.;:"
_OPENING = "\u300a\u300c\u300e\u3010\uff08\u2018\u201c(\\["
_BEFORE = rf"(?:[{_OPENING}]|\{{[-+]){{0,4}}"
_BLANK_OR_NAME = rf"[{_BLANK}]+|–{TIE}[^{_BLANK}\]]{{1,30}}(?:\][{_CLOSING}]*)?"
_PIECES = re.compile(rf"{_BLANK_OR_NAME}|[^{_BLANK}]+")
"""Text that is not broken over two lines: a word, or a name behind its dash."""
_UNITS = regex.compile(r"\{[-+]\X|\X(?:[-+]\})*")
"""What is not cut even where a word is wider than a line: a grapheme with the marks at it."""


@cache
def _pieces_with_wide() -> re.Pattern[str]:
    """The same of a text with Chinese: or a character with its signs. Compiled when needed, since that takes as long
    as breaking a thousand lines.
    """
    return re.compile(
        rf"{_BLANK_OR_NAME}|{_BEFORE}[{_WIDE}](?:[{_CLOSING}]|[-+]\}})*"
        rf"|[^{_BLANK}{_WIDE}]+?(?=[{_BLANK}]|{_BEFORE}[{_WIDE}]|$)(?:(?<=[{_OPENING}])[{_WIDE}])?"
    )


def wrapped(text: Line, width: int) -> Iterator[Line]:
    """The text in lines of at most that many cells; rich itself never breaks a line before Chinese."""
    if "\n" in text.plain:
        for part in text.split("\n", allow_blank=True):
            yield from wrapped(part, width)
        return
    text.expand_tabs(4)
    plain = text.plain
    text.plain = untied = plain.replace(TIE, " ")
    has_wide = not untied.isascii() and max(untied) >= _WIDE[0]
    pieces = _pieces_with_wide() if has_wide else _PIECES
    cuts: list[int] = []
    used = at = 0
    for found in pieces.finditer(plain):
        for piece in _broken(found[0], width, width - used):
            cells = _cells(piece)
            if used + cells > width and not piece.isspace():
                cuts.append(at)
                used = 0
            used, at = used + cells, at + len(piece)
    for line in text.divide(cuts):
        line.rstrip()
        yield line


def paragraph(text: Line, width: int, margin: Line | None = None, first: Line | None = None) -> list[Line]:
    """A text in lines of at most ``width`` cells with the margin before each; the first line's may differ."""
    margin = margin or Line()
    lines: list[Line] = []
    for line in wrapped(text, max(width - margin.cell_len, 8)):
        lines.append(
            Line.assemble(first if first is not None and not lines else margin, line, no_wrap=True, overflow="ignore")
        )
        lines[-1].rstrip()
    return lines


def _broken(piece: str, width: int, room: int) -> Iterator[str]:
    """A piece, cut if it is wider than a line: at a tie, between two marks, or between graphemes.

    What has no blanks, such as Thai, begins where there is room on the line.
    """
    if piece.isspace() or _cells(piece) <= width:
        yield piece
        return
    for part in re.split(rf"(?<=[{TIE}])|(?<=[-+]\}})(?=\{{[-+])", piece):
        yield from [part] if _cells(part) <= width else _cut(part, width, room if room >= _LEAST else width)
        room = width


_LEAST = 6
"""The fewest cells that a part of a long word is given at the end of a line."""


def _cut(piece: str, width: int, room: int) -> Iterator[str]:
    part = ""
    for sign in _UNITS.findall(piece):
        if part and _cells(part + sign) > room:
            yield part
            part, room = "", width
        part += sign
    yield part


def _cells(piece: str) -> int:
    return cell_len(piece.replace(TIE, " "))


__all__ = ["TIE", "paragraph", "wrapped"]
