"""A paper as Markdown that shows every character literally: nothing that was sent becomes a link or a tag.

Deleted and inserted words stand between ``{-`` ``-}`` and ``{+`` ``+}``, as on a terminal: Markdown's own marks
do not work between a word and a comma.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from amendtrack.papers.paper import Element, Mark, Paper, Paragraph, Role, Table
from amendtrack.papers.plain import SIGNS, one_line_kept
from amendtrack.render.literals import marked_literals
from amendtrack.render.safe import one_line

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
        last: Role | None = None
        for block in section.blocks:
            role = block.role if isinstance(block, Paragraph) else None
            if not (role is last is Role.ITEM):
                yield ""
            last = role
            yield _block(block)


def _block(block: Element) -> str:
    if isinstance(block, Table):
        return "\n".join((_row(block.head), "|" + " --- |" * len(block.head), *map(_row, block.rows)))
    return _paragraph(block)


@lru_cache(maxsize=1 << 14)
def _paragraph(block: Paragraph) -> str:
    # Escaped as a whole: two runs together may make what neither is, like ``]`` and ``(``.
    words = literal("".join(_run(run.text, run.mark) for run in block.runs).strip())
    beside = f"**{literal(one_line(block.margin))}**  \n" if block.margin else ""
    match block.role:
        case Role.TITLE | Role.HEADING:
            return f"{beside}**{words}**" if beside else f"### {words}"
        case Role.ITEM:
            return f"- {words}"
        case Role.NOTE:
            return f"> {words}"
    return beside + words


def _run(text: str, mark: Mark) -> str:
    opening, closing = SIGNS[mark]
    return f"{opening}{marked_literals(one_line_kept(text))}{closing}"


def literal(text: str) -> str:
    r"""The text as Markdown shows it literally, wherever it stands.

    >>> print(literal("1. *all* <b>[x](y)"))
    1\. \*all\* \<b>[x\](y)
    """
    return _start_literal(_signs(text))


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
