"""The slot that is chosen, as it is marked in the lines of its paragraph: from its bracket to where that closes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.style import Style
from rich.text import Text as Line

from amendtrack.render.unit_lines import own_brackets

_NAMED = "named"

Part = tuple[int, int, int]
"""A line of a paragraph, and the characters of it, half-open."""


def naming(address: str) -> Style:
    """The style of a slot's address where it stands before a reading."""
    return Style(bold=True, meta={_NAMED: address})


def parts_of(lines: Sequence[Line], address: str) -> tuple[Part, ...]:
    """Where a slot stands in the lines of its paragraph; in the first with words, if it has no bracket of its own.

    A bracket that closes in another paragraph ends with this one.
    """
    if not address:
        return ()
    named = tuple(_where_named(lines, address))
    return named or tuple(_in_brackets(lines, address)) or tuple(_first_words(lines))


def _where_named(lines: Sequence[Line], address: str) -> Iterator[Part]:
    for k, line in enumerate(lines):
        for span in line.spans:
            if isinstance(span.style, Style) and span.style.meta.get(_NAMED) == address:
                yield k, span.start, span.end


def _in_brackets(lines: Sequence[Line], address: str) -> Iterator[Part]:
    depth, start = 0, -1
    for k, line in enumerate(lines):
        start = 0 if depth else -1
        for at, opens in own_brackets(line):
            if not depth and opens != address:
                continue
            start, depth = (at, 1) if not depth else (start, depth + (1 if opens else -1))
            if not depth:
                yield k, start, at + 1
                return
        if depth:
            yield k, start, len(line.plain)


def _first_words(lines: Sequence[Line]) -> Iterator[Part]:
    found = next((k for k, line in enumerate(lines) if line.plain.strip()), None)
    if found is not None:
        yield found, 0, 0


def marked(lines: Sequence[Line], address: str) -> dict[int, Line]:
    """The lines in which a slot stands, by their number, with its words reversed."""
    found: dict[int, Line] = {}
    for k, start, end in parts_of(lines, address):
        line = found.setdefault(k, lines[k].copy())
        line.stylize("reverse", start + len(line.plain[start:end]) - len(line.plain[start:end].lstrip()), end)
    return found


__all__ = ["marked", "naming", "parts_of"]
