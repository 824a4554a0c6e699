"""A paper as plain text in lines of at most eighty columns: for mail, and for any printer.

Deleted and inserted words stand between ``{-`` ``-}`` and ``{+`` ``+}``; if a text contains such signs itself, they are
printed with a backslash. Everything passes ``visible``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from unicodedata import east_asian_width

from amendtrack.papers.paper import (
    Element,
    Face,
    Footnote,
    Grid,
    GridRow,
    Mark,
    Paper,
    Paragraph,
    Role,
    Run,
    Section,
    Table,
)
from amendtrack.render.faces import raised
from amendtrack.render.literals import marked_literals
from amendtrack.render.safe import one_line, visible
from amendtrack.text.typeface import HARD_BREAK

WIDTH, MARGIN = 80, 8
SIGNS = {Mark.STRUCK: ("{-", "-}"), Mark.NEW: ("{+", "+}")}
"""The signs around deleted and inserted words; other words have none."""
_INDENT = {
    Role.ITEM: ("- ", "  "),
    Role.READING: ("- ", "  "),
    Role.NOTE: ("    ", "    "),
    Role.BULLET: ("- ", "  "),
    Role.QUOTATION: ("    ", "    "),
}


def plain(paper: Paper) -> str:
    """The paper as plain text; ends with a newline."""
    return "\n".join(line for line, _ in plain_lines(paper)) + "\n"


def plain_lines(paper: Paper, width: int = WIDTH) -> Iterator[tuple[str, bool]]:
    """The lines of the same, in that width, each with whether it is a heading: of the paper, or of a section."""
    yield from ((line.rstrip(), True) for line in _head(paper, width))
    for section in paper.sections:
        if section.heading:
            yield "", False
            yield one_line(section.heading), True
            yield "-" * min(_cells(one_line(section.heading)), width), False
        yield from ((line.rstrip(), False) for line in _contents(section, width))
    if paper.foot:
        yield "", False
        yield from ((line.rstrip(), False) for line in _pairs(paper.foot, width))


def _head(paper: Paper, width: int) -> Iterator[str]:
    if paper.status:
        yield from (one_line(paper.status).upper(), "")
    yield from _wrapped(one_line(paper.kind).upper(), "", "", width)
    yield from _wrapped(one_line(paper.title), "", "", width)
    yield ""
    yield from _pairs(paper.head, width)


def _contents(section: Section, width: int) -> Iterator[str]:
    beside = (_cells(one_line(beside)) for block in section.blocks for beside in _margins(block) if beside)
    margin = max((wide + 2 for wide in beside if wide <= MARGIN), default=0)
    after_item = False
    for block in section.blocks:
        item = isinstance(block, Paragraph) and block.is_listed
        if not (item and after_item):
            yield ""
        after_item = item
        yield from _block(block, margin, width)


def _pairs(pairs: tuple[tuple[str, str], ...], width: int) -> Iterator[str]:
    wide = max((len(name) for name, _ in pairs), default=0) + 2
    for name, value in pairs:
        yield from _wrapped(one_line(value), f"{name}:".ljust(wide), " " * wide, width)


def _margins(block: Element) -> tuple[str, ...]:
    match block:
        case Table():
            return ()
        case Grid(rows=rows):
            return tuple(row.margin for row in rows)
    return (block.margin,)


def _block(block: Element, margin: int, width: int) -> Iterator[str]:
    match block:
        case Table():
            yield from _table(block, width)
        case Grid():
            yield from _grid(block, margin, width)
        case Footnote(label=label, runs=runs, margin=beside):
            yield from _beside(f"{raised(one_line(label)).strip()} {said(runs)}", beside, margin, "", "  ", width)
        case Paragraph():
            yield from _paragraph(block, margin, width)


@lru_cache(maxsize=1 << 14)
def _paragraph(block: Paragraph, margin: int, width: int) -> tuple[str, ...]:
    first, rest = _INDENT.get(block.role, ("", ""))
    deep = block.level + 1 if block.role is Role.SUBPARAGRAPH else block.level if block.role is Role.BULLET else 0
    first, rest = "    " * deep + first, "    " * deep + rest
    return tuple(_beside(said(block.runs), block.margin, margin, first, rest, width))


def _beside(words: str, beside: str, margin: int, first: str, rest: str, width: int) -> Iterator[str]:
    """The words in lines, after a margin with the addresses, or under the addresses if they are too wide."""
    beside = one_line(beside)
    if _cells(beside) + 2 > max(margin, 2):
        yield beside
        beside = ""
    yield from _wrapped(words, beside.ljust(margin) + first, " " * margin + rest, width)


def said(runs: tuple[Run, ...]) -> str:
    """Runs as plain words: without faces, and with deleted and inserted words between their signs."""
    return "".join(_marked(mark, same) for mark, same in groupby(runs, key=lambda run: run.mark))


def _marked(mark: Mark, runs: Iterable[Run]) -> str:
    opening, closing = SIGNS.get(mark, ("", ""))
    return f"{opening}{''.join(map(worded, runs))}{closing}"


def worded(run: Run) -> str:
    """The words of a run, in the lines that somebody typed, or the mark of its footnote."""
    if run.note:
        return raised(one_line(run.note))
    words = "\n".join(marked_literals(line) for line in lines_kept(run.text))
    return f"~~{words}~~" if run.face is not Face.UPRIGHT and run.face & Face.STRUCK else words


def _grid(grid: Grid, margin: int, width: int) -> Iterator[str]:
    """A table of the text in columns or, if they do not fit, with each cell on a separate line."""
    rows = [[said(cell).strip() for cell in row.cells] for row in grid.rows]
    wide = [max(_cells(row[k]) if k < len(row) else 0 for row in rows) for k in range(grid.columns)]
    own = (tuple(run for run in cell if run.mark is not Mark.BOLD) for cell in grid.rows[0].cells)  # without decisions
    heads = [said(cell).strip() for cell in own] if grid.heads else []
    fits = margin + sum(wide) + 3 * (len(wide) - 1) <= width
    for k, (row, cells) in enumerate(zip(grid.rows, rows, strict=True)):
        words = "   ".join(_padded(cell, wide[n]) for n, cell in enumerate(cells)) if fits else ""
        if fits:
            yield from _beside(words.rstrip(), row.margin, margin, "", "", width)
        else:
            yield from _cells_in_lines(row, cells, heads if k else [], margin, width)
        if fits and k + 1 == grid.heads:
            yield " " * margin + "-" * min(sum(wide) + 3 * (len(wide) - 1), width - margin)


def _cells_in_lines(row: GridRow, cells: list[str], heads: list[str], margin: int, width: int) -> Iterator[str]:
    """A row as its cells, each after the heading of its column."""
    beside = row.margin
    for n, cell in enumerate(cells):
        lead = f"{heads[n]}: " if n < len(heads) and heads[n] else ""
        yield from _beside(f"{lead}{cell}", beside, margin, "- " if n == 0 else "  ", "    ", width)
        beside = ""


def _padded(cell: str, wide: int) -> str:
    return cell + " " * (wide - _cells(cell))


@lru_cache(maxsize=1 << 10)  # each paper is written in four forms
def lines_kept(text: str) -> tuple[str, ...]:
    """The lines that somebody typed, each with the blanks at its ends; other line ends are blanks."""
    return tuple(one_line_kept(line) for line in text.split(HARD_BREAK))


def one_line_kept(text: str) -> str:
    """The text on one line, keeping the blanks at its ends."""
    shown = visible(text).replace("\t", " ")
    return " ".join(part.strip(" ") for part in shown.split("\n")) if "\n" in shown else shown


def _table(table: Table, width: int) -> Iterator[str]:
    """The rows in columns; if they do not fit, each cell on a separate line after its heading."""
    rows = [[marked_literals(one_line(cell)) for cell in row] for row in (table.head, *table.rows)]
    wide = [max(_cells(row[k]) for row in rows) for k in range(len(table.head))]
    if sum(wide) + 2 * (len(wide) - 1) <= width:
        for n, row in enumerate(rows):
            yield "  ".join(_padded(cell, wide[k]) for k, cell in enumerate(row)).rstrip()
            if n == 0:
                yield "  ".join("-" * size for size in wide)
        return
    names = max(map(_cells, table.head)) + 2
    for n, row in enumerate(rows[1:]):
        if n:
            yield ""
        for name, cell in zip(table.head, row, strict=True):
            if cell:
                yield from _wrapped(cell, f"{name}:".ljust(names), " " * names, width)


def _wrapped(words: str, first: str, rest: str, width: int) -> Iterator[str]:
    """The words in lines that fit, broken at blanks, or at any character in Chinese and similar scripts."""
    for typed in words.split("\n"):
        yield from _wrapped_line(typed, first, rest, width)
        first = rest


def _wrapped_line(words: str, first: str, rest: str, width: int) -> Iterator[str]:
    if _cells(first) + _cells(words) <= width:
        yield first + words
        return
    if words.isascii() and "  " not in words and not words.startswith(" ") and not words.endswith(" "):
        yield from _broken_at_blanks(words, first, rest, width)
        return
    line, used, empty = first, _cells(first), True
    for word in _pieces(words):
        bare = word.rstrip(" ")
        size = _cells(bare)
        if not empty and used + size > width:
            yield line
            line, used = rest, _cells(rest)
            word = word.lstrip(" ")
        line, used, empty = line + word, used + size + len(word) - len(bare), False
    yield line


def _broken_at_blanks(words: str, first: str, rest: str, width: int) -> Iterator[str]:
    """The same for words with one blank between each two; a word that is too long stands on a line of its own."""
    room = width - _cells(first)
    while len(words) > room:
        at = words.rfind(" ", 1, max(room, 0) + 1)
        at = words.find(" ") if at < 0 else at
        if at < 0:
            break
        yield first + words[: at + 1]
        words, first, room = words[at + 1 :], rest, width - _cells(rest)
    yield f"{first}{words} "


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


_MAY_BE_WIDE = re.compile("[\u1100-\u115f\u231a-\U0010ffff]")


def _cells(text: str) -> int:
    if text.isascii() or not _MAY_BE_WIDE.search(text):
        return len(text)
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


__all__ = ["SIGNS", "lines_kept", "one_line_kept", "plain", "plain_lines", "said", "worded"]
