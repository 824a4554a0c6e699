"""A paper as plain text in lines of at most eighty columns: for mail, and for any printer.

Deleted and inserted words stand between ``{-`` ``-}`` and ``{+`` ``+}``; where a text has such signs of its own, they
are printed with a backslash. Everything passes ``visible``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from unicodedata import east_asian_width

from amendtrack.papers.paper import Element, Mark, Paper, Paragraph, Role, Table
from amendtrack.render.literals import marked_literals
from amendtrack.render.safe import one_line, visible

WIDTH, MARGIN = 80, 8
SIGNS = {Mark.PLAIN: ("", ""), Mark.BOLD: ("", ""), Mark.STRUCK: ("{-", "-}"), Mark.NEW: ("{+", "+}")}
_INDENT = {Role.ITEM: ("- ", "  "), Role.NOTE: ("    ", "    ")}


def plain(paper: Paper) -> str:
    """The paper as plain text; ends with a newline."""
    return "\n".join(line.rstrip() for line in _lines(paper)) + "\n"


def _lines(paper: Paper) -> Iterator[str]:
    if paper.status:
        yield from (one_line(paper.status).upper(), "")
    yield from _wrapped(one_line(paper.kind).upper(), "", "")
    yield from _wrapped(one_line(paper.title), "", "")
    yield ""
    wide = max((len(name) for name, _ in paper.head), default=0) + 2
    for name, value in paper.head:
        yield from _wrapped(one_line(value), f"{name}:".ljust(wide), " " * wide)
    for section in paper.sections:
        if section.heading:
            yield from ("", one_line(section.heading), "-" * min(_cells(one_line(section.heading)), WIDTH))
        beside = (_cells(one_line(b.margin)) for b in section.blocks if isinstance(b, Paragraph) and b.margin)
        margin = max((wide + 2 for wide in beside if wide <= MARGIN), default=0)
        last: Role | None = None
        for block in section.blocks:
            role = block.role if isinstance(block, Paragraph) else None
            if not (role is last is Role.ITEM):
                yield ""
            last = role
            yield from _block(block, margin)


def _block(block: Element, margin: int) -> Iterator[str]:
    if isinstance(block, Table):
        yield from _table(block)
        return
    yield from _paragraph(block, margin)


@lru_cache(maxsize=1 << 14)
def _paragraph(block: Paragraph, margin: int) -> tuple[str, ...]:
    first, rest = _INDENT.get(block.role, ("", ""))
    words = "".join(_run(run.text, run.mark) for run in block.runs)
    beside = one_line(block.margin)
    if _cells(beside) + 2 > max(margin, 2):
        return (beside, *_wrapped(words, " " * margin + first, " " * margin + rest))
    return tuple(_wrapped(words, beside.ljust(margin) + first, " " * margin + rest))


def _run(text: str, mark: Mark) -> str:
    opening, closing = SIGNS[mark]
    return f"{opening}{marked_literals(one_line_kept(text))}{closing}"


def one_line_kept(text: str) -> str:
    """The text on one line with the blanks at its ends."""
    shown = visible(text).replace("\t", " ")
    return " ".join(part.strip(" ") for part in shown.split("\n")) if "\n" in shown else shown


def _table(table: Table) -> Iterator[str]:
    """Each row as its cells, a line each behind its head: rows of long cells are easiest to read this way."""
    wide = max(map(_cells, table.head)) + 2
    for n, row in enumerate(table.rows):
        if n:
            yield ""
        for name, cell in zip(table.head, row, strict=True):
            if cell:
                yield from _wrapped(marked_literals(one_line(cell)), f"{name}:".ljust(wide), " " * wide)


def _wrapped(words: str, first: str, rest: str) -> Iterator[str]:
    """The words in lines that fit, broken at blanks, and in Chinese and its like at any character."""
    line, used, empty = first, _cells(first), True
    for word in _pieces(words):
        size = _cells(word.rstrip(" "))
        if not empty and used + size > WIDTH:
            yield line
            line, used = rest, _cells(rest)
            word = word.lstrip(" ")
        line, used, empty = line + word, used + _cells(word), False
    yield line


def _pieces(words: str) -> Iterator[str]:
    for word in words.split(" "):
        if word.isascii():
            yield word + " "
            continue
        piece = ""
        for char in word:
            if piece and east_asian_width(char) == "W" and char not in _CLOSING and east_asian_width(piece[-1]) == "W":
                yield piece
                piece = ""
            piece += char
        yield piece + " "


_CLOSING = "、。〉》」』】〕！），．：；？”’"


def _cells(text: str) -> int:
    return len(text) if text.isascii() else sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


__all__ = ["SIGNS", "one_line_kept", "plain"]
