r"""A redline as CriticMarkup, and both texts read back from it exactly.

``{--gone--}``, ``{++new++}``, ``{~~gone~>new~~}``; ``{>>note<<}`` says which two places are one move.
Noise is marked too, with a note saying so, so that nothing is lost. A backslash precedes each character of the texts
that would otherwise read as part of a mark, and each backslash there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from amendtrack.errors import InputRefused
from amendtrack.redline.comparison import Redline
from amendtrack.redline.replaced_whole import old_before_new
from amendtrack.redline.spans import Span, SpanKind

_SIGNS = re.compile(r"[\\{}~+<>]|-(?=-)|(?<=-)-")
_GONE = (SpanKind.DELETE, SpanKind.MOVE_FROM)
_NOISE = "typography, numbering or a first capital only"


def write_criticmarkup(redline: Redline) -> str:
    """Both texts in one, marked up; the inverse of ``read_criticmarkup``.

    >>> from amendtrack.redline.comparison import compare
    >>> write_criticmarkup(compare("5. Clear all areas.", "5. Clear known areas."))
    '5. Clear {~~all~>known~~} areas.'
    """
    return "".join(_marked(_whole_moves(old_before_new(redline).spans())))


def read_criticmarkup(marked: str) -> tuple[str, str]:
    """The two texts, before and after, byte for byte as they were given to ``write_criticmarkup``.

    Raises:
        InputRefused: a mark that does not close, or opens inside another.
    """
    before: list[str] = []
    after: list[str] = []
    for kind, gone, new in _pieces(marked):
        if kind != "note":
            before.append(gone)
            after.append(new)
    return "".join(before), "".join(after)


# -- writing ------------------------------------------------------------------------------------


def _whole_moves(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans, with noise inside a move treated as moved words, so that it does not split the move."""
    found: list[Span] = []
    for span in spans:
        if span.noise and span.move is not None:
            kind = SpanKind.MOVE_FROM if span.kind is SpanKind.DELETE else SpanKind.MOVE_TO
            span = Span(kind, span.text, span.move)
        if found and span.move is not None and (found[-1].kind, found[-1].move) == (span.kind, span.move):
            span = Span(span.kind, found.pop().text + span.text, span.move)
        found.append(span)
    return tuple(found)


def _marked(spans: tuple[Span, ...]) -> Iterator[str]:
    k = 0
    while k < len(spans):
        span, step = spans[k], 1
        following = spans[k + 1] if k + 1 < len(spans) else None
        if span.kind is SpanKind.EQUAL:
            yield _literal(span.text)
        elif (
            span.kind is SpanKind.DELETE and following and following.kind is SpanKind.INSERT and _alike(span, following)
        ):
            yield f"{{~~{_literal(span.text)}~>{_literal(following.text)}~~}}"
            step = 2
        elif span.kind in _GONE:
            yield f"{{--{_literal(span.text)}--}}"
        else:
            yield f"{{++{_literal(span.text)}++}}"
        yield _note(span)
        k += step


def _alike(span: Span, other: Span) -> bool:
    return (span.move, span.noise) == (other.move, other.noise)


def _note(span: Span) -> str:
    if span.kind is SpanKind.MOVE_FROM:
        return f"{{>>move {span.move}, from here<<}}"
    if span.kind is SpanKind.MOVE_TO:
        return f"{{>>move {span.move}, to here<<}}"
    return f"{{>>{_NOISE}<<}}" if span.noise else ""


def _literal(text: str) -> str:
    """The text with a backslash before each sign used in marks; a hyphen alone forms no mark."""
    return _SIGNS.sub(r"\\\g<0>", text)


# -- reading ------------------------------------------------------------------------------------

_TOKEN = re.compile(
    r"\\(?P<literal>.)|(?P<open>\{(?:\+\+|--|~~|>>))|(?P<close>(?:\+\+|--|~~|<<)\})|(?P<turn>~>)|(?P<plain>.)",
    re.S,
)
_CLOSES = {"{++": "++}", "{--": "--}", "{~~": "~~}", "{>>": "<<}"}


def _pieces(marked: str) -> Iterator[tuple[str, str, str]]:
    """Each plain stretch or mark as (kind, its text before, its text after)."""
    opened, start = "", 0
    sides: list[list[str]] = [[]]
    for token in _TOKEN.finditer(marked):
        sort = token.lastgroup
        if sort in ("plain", "literal"):
            sides[-1].append(token[sort])
        elif sort == "open":
            if opened:
                raise _refused(f"{token[0]} inside {opened}", token.start())
            yield _piece("", sides)
            opened, start, sides = token[0], token.start(), [[]]
        elif sort == "turn" and opened == "{~~" and len(sides) == 1:
            sides.append([])
        elif sort == "close" and token[0] == _CLOSES.get(opened) and (opened != "{~~" or len(sides) == 2):
            yield _piece(opened, sides)
            opened, sides = "", [[]]
        else:
            raise _refused(f"{token[0]} closes nothing that is open", token.start())
    if opened:
        raise _refused(f"{opened} is never closed", start)
    yield _piece("", sides)


def _piece(opened: str, sides: list[list[str]]) -> tuple[str, str, str]:
    first = "".join(sides[0])
    match opened:
        case "{++":
            return "new", "", first
        case "{--":
            return "gone", first, ""
        case "{~~":
            return "both", first, "".join(sides[1])
        case "{>>":
            return "note", "", ""
    return "plain", first, first


def _refused(found: str, offset: int) -> InputRefused:
    return InputRefused(
        found, place=f"character {offset}", remedy="put a backslash before signs that belong to the text"
    )


__all__ = ["read_criticmarkup", "write_criticmarkup"]
