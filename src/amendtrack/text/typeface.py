"""Signs in a text that are form and not wording: emphasis, line breaks, the ``>`` of a quoted line, the rule under a
title.

Knows which signs form pairs and where each pair is. ``redline.spoken_words`` excludes such signs from comparison, and
``redline.emphasized`` ensures that no pair is split.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

HARD_BREAK = "  \n"
"""A line break that somebody typed; a line end alone is a space. Source: CommonMark 0.31, 6.7 (hard line breaks)."""


class Pair(NamedTuple):
    """An opening sign of emphasis and the one that closes it, each as characters, half-open."""

    opening: tuple[int, int]
    closing: tuple[int, int]


_MAY_HOLD = re.compile(r"[*_<]|\n[^\S\n]*[>=-]")
_SIGN = re.compile(r"`[^`\n]{1,200}`|\\[*_<]|(?P<tag></?(?i:i|em|b|strong)>)|(?P<run>\*{1,3}(?!\*)|_{1,3}(?!_))")
_IDENTIFIER = re.compile(r"__(?:[a-z0-9]|[a-z0-9_(|)]{1,80}[a-z0-9)])__(?![a-z0-9_])|__[a-z0-9_]+__")
"""A name in a program, ``__init__`` or ``__(get|set)item__``: its signs are its own."""
_QUOTED_LINE = re.compile(r"(?<=\n)[^\S\n]*(?:>[^\S\n]?)+")
_UNDERLINE = re.compile(r"\n[^\S\n]*(?:={3,}|-{3,})[^\S\n]*\Z")
CELL_BORDER = re.compile(r"(?<!\\)\|")
"""A stroke between two cells of a row; one behind a backslash is a letter of the words."""
_RULER = re.compile(r"[^\S\n]*\|?[ :]*-+[ :]*(?:\|[ :]*-+[ :]*)+\|?[^\S\n]*")
_DRAWN_WITH = frozenset("-*_")
_DRAWN = re.compile(r"([-*_])(?:[^\S\n]{0,4}\1){2,200}[^\S\n]*")
_CLOSES_AT_END = re.compile(r"(?<=[^\s*_`/])(\*{2,3}|_{2,3})[.,;:]?\Z")  # ``/**`` opens a comment in code


@cache
def _unspaced() -> re.Pattern[str]:
    """Letters of scripts that put no spaces between words, or attach endings: Thai, Chinese, Japanese, Korean ..."""
    return re.compile(
        "[\u0e00-\u0eff\u1000-\u11ff\u1780-\u17ff\u2e80-\u312f\u3130-\ud7ff\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff]"
    )


def ends_words(outside: str, inside: str) -> bool:
    """Whether a sign of emphasis between these characters is at the edge of a word, not inside one.

    A raised number is a mark of a note, and no part of the word before it.

    >>> ends_words("a", "b"), ends_words(",", "b"), ends_words("敦", "促"), ends_words("¹", "b")
    (False, True, True, True)
    """
    is_mark = outside.isdigit() and not outside.isdecimal()
    return not outside.isalnum() or is_mark or _unspaced().search(outside + inside) is not None


def pairs_of_emphasis(text: str) -> tuple[Pair, ...]:
    """The emphasis of a text, in order of the closing signs; unpaired signs are wording.

    >>> pairs_of_emphasis("**Decides** 2 * 3 times")
    (Pair(opening=(0, 2), closing=(9, 11)),)
    """
    if "*" not in text and "_" not in text and "<" not in text:
        return ()
    found: list[Pair] = []
    open_: list[tuple[str, int, int]] = []
    named_to = 0  # where the last name of a program ends
    for sign in _SIGN.finditer(text):
        kind = sign["tag"] or sign["run"]
        start, end = sign.span()
        if not kind or start < named_to:
            continue
        if kind == "__" and (name := _IDENTIFIER.match(text, start)):
            named_to = name.end()
            continue
        closed = _closed(open_, kind, start, end) if _may_close(text, kind, start, end) else []
        if closed:
            found += closed
            continue
        if _may_open(text, kind, start, end):
            open_.append((kind.casefold(), start, end))
    return tuple(found)


def _closed(open_: list[tuple[str, int, int]], kind: str, start: int, end: int) -> list[Pair]:
    """The pairs that a sign closes, which are then no longer open; none if it closes nothing.

    Three signs may close two pairs at once, ``**bold *and italic***``, or be closed by one and two.
    """
    name = kind.replace("/", "").casefold()
    k = next((k for k in reversed(range(len(open_))) if open_[k][0] == name), None)
    if k is not None and open_[k][2] < start:
        opening = open_[k][1:]
        del open_[k:]
        return [Pair(opening, (start, end))]
    if not open_ or name[0] == "<" or open_[-1][2] >= start:
        return []
    last, first, inside = open_[-1]
    if len(open_) > 1 and open_[-2][0] + last == name:
        outer, cut = open_[-2][1:], start + len(last)
        del open_[-2:]
        return [Pair((first, inside), (start, cut)), Pair(outer, (cut, end))]
    if len(last) == 3 and last.startswith(name):
        cut = inside - len(name)
        open_[-1] = (last[len(name) :], first, cut)
        return [Pair((cut, inside), (start, end))]
    return []


def _may_open(text: str, kind: str, start: int, end: int) -> bool:
    if kind[0] == "<":
        return kind[1] != "/"
    before, after = text[start - 1 : start], text[end : end + 1]
    if not after or after.isspace() or before in ("\\", "`"):
        return False
    return ends_words(before, after) if kind[0] == "*" else not before.isalnum()


def _may_close(text: str, kind: str, start: int, end: int) -> bool:
    if kind[0] == "<":
        return kind[1] == "/"
    before, after = text[start - 1 : start], text[end : end + 1]
    if not before or before.isspace():
        return False
    return ends_words(after, before) if kind[0] == "*" else not after.isalnum()


def is_ruler(text: str) -> bool:
    """Whether a table row only separates the head from the body: ``|:---|---|``, with any alignment."""
    return "-" in text and _RULER.fullmatch(text) is not None


def is_drawn(text: str) -> bool:
    """Whether a unit is only a line across the page: ``---``, ``* * *``, ``_____``.

    >>> is_drawn("* * *"), is_drawn("*Decides*")
    (True, False)
    """
    return text[:1] in _DRAWN_WITH and _DRAWN.fullmatch(text) is not None


def unspoken(text: str, pairs: Iterable[Pair] | None = None) -> tuple[tuple[int, int], ...]:
    """The ranges of signs that are form and not wording, in characters, half-open; ``pairs`` is its emphasis, if known.

    >>> unspoken("*Decides* to meet,\\n> and to vote")
    ((0, 1), (8, 9), (19, 21))
    """
    if "*" not in text and "_" not in text and "<" not in text and ("\n" not in text or not _MAY_HOLD.search(text)):
        return ()
    found = [side for pair in (pairs_of_emphasis(text) if pairs is None else pairs) for side in pair]
    if "\n" in text:
        found += [sign.span() for sign in _QUOTED_LINE.finditer(text)]
        found += [sign.span() for sign in _UNDERLINE.finditer(text)]
    if (last := _CLOSES_AT_END.search(text)) and all(end <= last.start(1) for _, end in found):
        found.append(last.span(1))  # it closes what opened before the label
    return tuple(sorted(found))


def without_line_signs(words: str) -> str:
    """A unit without the signs of its lines: the ``>`` of further lines that are quoted, the line under a title.

    >>> without_line_signs("> Nets dry\\n> at dawn."), without_line_signs("Boats\\n-----")
    ('> Nets dry\\nat dawn.', 'Boats')
    """
    return _QUOTED_LINE.sub("", _UNDERLINE.sub("", words)) if "\n" in words else words


def unquoted(words: str) -> str:
    """A unit without the ``>`` of its further lines, for one that is no longer quoted.

    >>> unquoted("Nets dry\\n> at dawn.")
    'Nets dry\\nat dawn.'
    """
    return _QUOTED_LINE.sub("", words)


def line_signs(words: str) -> Iterator[tuple[int, int]]:
    """Where a unit has signs of its lines, which ``without_line_signs`` leaves out.

    >>> [*line_signs("> Nets dry\\n> at dawn.")], [*line_signs("Boats\\n-----")]
    ([(11, 13)], [(5, 11)])
    """
    if "\n" in words:
        for sign in (_UNDERLINE, _QUOTED_LINE):
            yield from (found.span() for found in sign.finditer(words))


def is_title(wording: str) -> bool:
    """Whether a unit is only a title in bold type.

    >>> [is_title(wording) for wording in ("**Information**", "**Fees:**", "**Fees** are due.", "Fees are due.")]
    [True, True, False, False]
    """
    return wording[:1] in ("*", "_") and _TITLE.fullmatch(wording) is not None


def is_underlined(wording: str) -> bool:
    """Whether a unit is a title that has no sign but the line under it.

    >>> is_underlined("Boats\\n-----"), is_underlined("Boats")
    (True, False)
    """
    return wording[-1:] in ("-", "=") and _UNDERLINE.search(wording) is not None


_TITLE = re.compile(r"(\*\*|__)(?!\s)(?:(?!\1).){1,120}\1[:.]?")


__all__ = [
    "HARD_BREAK",
    "Pair",
    "ends_words",
    "is_drawn",
    "is_ruler",
    "is_title",
    "is_underlined",
    "line_signs",
    "pairs_of_emphasis",
    "unquoted",
    "unspoken",
    "without_line_signs",
]
