"""A redline in one line, as tests print it."""

from __future__ import annotations

from amendtrack.redline.comparison import compare
from amendtrack.redline.spans import Span, SpanKind

SIGNS = {
    SpanKind.EQUAL: ("", ""),
    SpanKind.DELETE: ("[-", "-]"),
    SpanKind.INSERT: ("{+", "+}"),
    SpanKind.MOVE_FROM: ("[<", "<]"),
    SpanKind.MOVE_TO: ("{>", ">}"),
}


def marked(before: str, after: str) -> str:
    """The redline: ``[-deleted-]``, ``{+new+}``, ``[<moved from<]``, ``{>to>}``, a stroke for a line; noise as is."""
    return "".join(map(_shown, compare(before, after).spans()))


def _shown(span: Span) -> str:
    opening, closing = ("", "") if span.noise else SIGNS[span.kind]
    words = "" if span.noise and span.kind is SpanKind.DELETE else span.text.replace("\n", "/")
    return opening + words + closing
