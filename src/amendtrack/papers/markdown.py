"""A paper as Markdown that shows every character literally: no submitted text becomes a link or a tag.

Deleted and inserted words stand between ``{-`` ``-}`` and ``{+`` ``+}``, as on a terminal: Markdown's own marks
do not work between a word and a comma.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from amendtrack.papers.paper import Element, Face, Footnote, Grid, Paper, Paragraph, Role, Run, Table
from amendtrack.papers.plain import SIGNS, worded
from amendtrack.render.faces import raised
from amendtrack.render.literals import marked_literals
from amendtrack.render.safe import one_line
from amendtrack.text.typeface import HARD_BREAK

_ANYWHERE = re.compile(r"[\\`*_<&~|]|!(?=\[)|\](?=[(\[:])|(?<=[a-zA-Z]):(?=//)|@(?=\w)|(?<=[wW]{3})\.")
_AT_START = re.compile(r"^(\s*)(?:([#>=+-])|(\d{1,9})(?=[.)]))|^\[(?=[ xX^])")


def markdown(paper: Paper) -> str:
    """The paper as Markdown; ends with a newline."""
    return "\n".join(_lines(paper)) + "\n"


def _lines(paper: Paper) -> Iterator[str]:
    if paper.status:
        yield from (f"**{literal(one_line(paper.status)).upper()}**", "")
    yield from (f"# {literal(one_line(paper.kind))}: {literal(one_line(paper.title))}", "")
    yield from (f"- {name}: {literal(one_line(value))}" for name, value in paper.head)
    for section in paper.sections:
        if section.heading:
            yield from ("", f"## {literal(one_line(section.heading))}")
        after_item = False
        for block in section.blocks:
            item = isinstance(block, Paragraph) and block.is_listed
            if not (item and after_item):
                yield ""
            after_item = item
            yield _block(block)
    if paper.foot:
        yield ""
        yield from (f"- {name}: {literal(one_line(value))}" for name, value in paper.foot)


def _block(block: Element) -> str:
    match block:
        case Table():
            return "\n".join((_row(block.head), "|" + " --- |" * len(block.head), *map(_row, block.rows)))
        case Grid():
            return "\n".join(_grid(block))
        case Footnote(label=label, runs=runs, margin=margin):
            return f"{_margin(margin)}{literal(raised(one_line(label)).strip())} {_words(runs)}"
    return _paragraph(block)


@lru_cache(maxsize=1 << 14)
def _paragraph(block: Paragraph) -> str:
    words, beside = _words(block.runs), _margin(block.margin)
    match block.role:
        case Role.TITLE | Role.SLOT | Role.HEADING | Role.CENTRED_HEADING:
            return f"{beside}**{words}**" if beside else f"### {words}"
        case Role.ITEM | Role.READING | Role.BULLET:
            return f"- {words}" if not beside else f"{beside}• {words}"
        case Role.NOTE | Role.QUOTATION:
            return f"{beside}{'' if beside else '> '}{words}"
    return beside + words


def _margin(margin: str) -> str:
    return f"**{literal(one_line(margin))}**  \n" if margin else ""


def _grid(grid: Grid) -> Iterator[str]:
    """A table of the text; addresses, if any, have a separate column."""
    beside = any(row.margin for row in grid.rows)
    columns = grid.columns + beside
    for k, row in enumerate(grid.rows or ()):
        cells = [_words(cell) or " " for cell in row.cells] + [" "] * (grid.columns - len(row.cells))
        cells += [f"**{literal(one_line(row.margin))}**" if row.margin else " "] if beside else []
        if k == 0 and not grid.heads:
            yield "|" + "  |" * columns
            yield "|" + " --- |" * columns
        yield f"| {' | '.join(cells)} |"
        if k == 0 and grid.heads:
            yield "|" + " --- |" * columns


# -- words ----------------------------------------------------------------------------------------

_ITALIC, _BOLD = "\x01", "\x02"
"""Marks of emphasis while words are escaped: ``one_line_kept`` leaves no such character in them."""


def _words(runs: tuple[Run, ...]) -> str:
    # Escaped as a whole: two runs together may make what neither is, like ``]`` and ``(``.
    bare = [_run(runs, k) for k in range(len(runs))]
    faced = "".join(_faced(run.face, bare, k) for k, run in enumerate(runs))
    return literal(faced.strip()).replace(_ITALIC, "*").replace(_BOLD, "**")


def _run(runs: tuple[Run, ...], k: int) -> str:
    """The words of a run, with the signs of its mark where the mark begins and ends."""
    mark = runs[k].mark
    opening, closing = SIGNS.get(mark, ("", ""))
    opening = opening if k == 0 or runs[k - 1].mark is not mark else ""
    closing = closing if k + 1 == len(runs) or runs[k + 1].mark is not mark else ""
    return f"{opening}{worded(runs[k])}{closing}"


def _faced(face: Face, bare: list[str], k: int) -> str:
    """A run with the marks of its face, if Markdown recognises them there; otherwise without."""
    text = bare[k]
    words = text.strip()
    if face is Face.UPRIGHT or not face & (Face.ITALIC | Face.BOLD) or not words:
        return text
    before = bare[k - 1][-1:] if k and text == text.lstrip() else " "
    after = bare[k + 1][:1] if k + 1 < len(bare) and text == text.rstrip() else " "
    if not (_opens(before, words[0]) and _opens(after, words[-1])):
        return text
    sign = (_ITALIC if face & Face.ITALIC else "") + (_BOLD if face & Face.BOLD else "")
    lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{lead}{sign}{words}{sign[::-1]}{trail}"


def _opens(outside: str, inside: str) -> bool:
    """Whether a mark between these two characters counts as emphasis under the rules of CommonMark."""
    return inside.isalnum() or not outside.strip() or not outside.isalnum()


def literal(text: str) -> str:
    r"""The text as Markdown shows it literally, in any position, with its line ends as line breaks.

    >>> print(literal("1. *all* <b>[x](y)"))
    1\. \*all\* \<b>[x\](y)
    """
    return HARD_BREAK.join(map(_start_literal, _signs(text).split("\n")))


def _signs(text: str) -> str:
    return _ANYWHERE.sub(r"\\\g<0>", text)


def _start_literal(text: str) -> str:
    def taken(found: re.Match[str]) -> str:
        if found[3]:
            return f"{found[1]}{found[3]}\\"
        return f"{found[1]}\\{found[2]}" if found[2] else "\\["

    return _AT_START.sub(taken, text)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(literal(marked_literals(one_line(cell))) or " " for cell in cells) + " |"


__all__ = ["literal", "markdown"]
