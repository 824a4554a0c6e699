"""Where words are quoted in a message: in straight, curly, German, French or single marks.

Pure, and linear in the length of the message. Finding the quoted words in the draft is left to
``finding``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

OPENERS = "“„‟«「『"
CLOSERS = {"“": "”", "„": "“”", "‟": "”", "«": "»", "「": "」", "『": "』"}
_MARK = re.compile('["“”„‟«»″「」『』]')
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_LONG = re.compile(
    r"(?<=[:：—–-])(?:[^\S\n]*\n\s*(?P<straight>\")|\s*(?P<open>[“«‘]))(?P<words>[^\"“”«»]{1,5000}?\n[^\S\n]*\n"
    r"[^\"“”«»]{1,5000}?)(?(straight)\"|[”»’])[.;]?[^\S\n]*(?=\n|\Z)"
)
"""A quotation of several paragraphs: opened below a colon, or after it by a mark that can only open, and closed at
the end of a line."""
_AROUND = re.compile(
    r"‘(?P<words>[^‘’\n]{1,5000})’"
    r"|(?:^|(?<=\n)|(?<=[:：—–]))[^\S\n]*'(?P<straight>(?:[^'\n]|(?<=\w)'(?=\w)){1,5000})'[.;,]?[^\S\n]*(?=\n|\Z)"
)
"""A quotation in single marks that may have others in it: curly ones, or straight ones that end with their line."""
_SINGLE_OPEN = re.compile(r"(?<![\w'’])['‘](?=[^\s'’])")
_SINGLE_CLOSE = re.compile(r"(?<=[^\s'‘])['’](?!\w)")


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted words: ``start`` and ``end`` with their marks, ``words`` without, white space at the ends dropped."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Quotes:
    """The outermost quotations of a message in order, and where one is opened but never closed."""

    found: tuple[Quote, ...]
    unclosed: tuple[int, ...] = ()


def read_quotes(message: str) -> Quotes:
    """All quotations; none crosses a blank line, except new wording set apart below a colon.

    >>> [q.words for q in read_quotes('replace "the “free” world" by « tous »').found]
    ['the “free” world', 'tous']
    >>> read_quotes('delete "the end').unclosed
    (7,)
    """
    found = [Quote(m.start("words") - 1, m.end("words") + 1, m["words"].strip()) for m in _LONG.finditer(message)]
    around = [m for m in _AROUND.finditer(message) if len(_MARK.findall(m[0])) % 2 == 0 and _MARK.search(m[0])]
    found += [Quote(m.start(k) - 1, m.end(k) + 1, m[k].strip()) for m in around for k in m.groupdict() if m[k]]
    for quote in found:
        message = message[: quote.start] + "x" * (quote.end - quote.start) + message[quote.end :]
    unclosed: list[int] = []
    at = 0
    for gap in [*_BLANK_LINE.finditer(message), None]:
        stop = gap.start() if gap else len(message)
        _in_block(message, at, stop, found, unclosed)
        at = stop
    return Quotes(tuple(_with_single(message, sorted(found, key=lambda q: q.start))), tuple(unclosed))


def _in_block(message: str, first: int, last: int, found: list[Quote], unclosed: list[int]) -> None:
    marks = [m.start() for m in _MARK.finditer(message, first, last)]
    typed = _typed_pairs(message, marks)
    straight = _straight_pairs(message, _outside(message, marks, typed))
    at = first
    for k, i in enumerate(marks):
        if i < at:
            continue
        sign = message[i]
        close = typed.get(i) if sign in OPENERS else straight.get(i) if sign in '"″' else None
        if close is None and sign in OPENERS:  # opened by a curly mark, closed by a straight one
            close = next((j for j in marks[k + 1 : k + 2] if message[j] in '"″'), None)
        if close is None:
            unclosed.append(i)
            continue
        found.append(Quote(i, close + 1, message[i + 1 : close].strip()))
        at = close + 1


def _typed_pairs(message: str, marks: list[int]) -> dict[int, int]:
    pairs: dict[int, int] = {}
    stack: list[int] = []
    for i in marks:
        sign = message[i]
        if stack and sign in CLOSERS[message[stack[-1]]]:
            pairs[stack.pop()] = i
        elif sign in OPENERS:
            stack.append(i)
    return pairs


def _outside(message: str, marks: list[int], typed: dict[int, int]) -> list[int]:
    """The straight marks outside any pair of curly ones."""
    outside, end = [], -1
    for i in marks:
        if i > end and i in typed:
            end = typed[i]
        elif i > end and message[i] in '"″':
            outside.append(i)
    return outside


def _straight_pairs(message: str, marks: list[int]) -> dict[int, int]:
    """Straight marks paired by their neighbours, so that quotations inside quotations are recognised."""
    pairs: dict[int, int] = {}
    stack: list[int] = []
    for i in marks:
        before = message[i - 1 : i] if i else " "
        after = message[i + 1 : i + 2] or " "
        opens = (before.isspace() or before in "([{«“/—–-:;,") and not after.isspace()
        closes = not before.isspace() and not after.isalnum()
        if stack and (closes or not opens):
            pairs[stack.pop()] = i
        else:
            stack.append(i)
    if stack:  # nested reading failed: mark by mark, if they come out even
        pairs = dict(zip(marks[::2], marks[1::2])) if len(marks) % 2 == 0 else pairs
    return pairs


def _with_single(message: str, found: list[Quote]) -> list[Quote]:
    """Single marks too, outside other quotations, from an opening mark to the first that can close it."""
    closings = [m.start() for m in _SINGLE_CLOSE.finditer(message)]
    limits = sorted([*((q.start, q.end) for q in found), *(m.span() for m in _BLANK_LINE.finditer(message))])
    singles: list[Quote] = []
    at = 0
    for stop, end in [*limits, (len(message), len(message))]:
        while stop > at and (opening := _SINGLE_OPEN.search(message, at, stop)):
            i = opening.start()
            k = bisect_left(closings, i + 2)
            if k == len(closings) or closings[k] >= stop:
                break  # nothing before the limit can close this one, nor any after it
            singles.append(Quote(i, closings[k] + 1, message[i + 1 : closings[k]].strip()))
            at = closings[k] + 1
        at = max(at, end)
    return sorted([*found, *singles], key=lambda quote: quote.start)
