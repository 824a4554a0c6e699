"""Which lines of a block are items of a list, as the columns show in which they begin.

``units`` asks when a line opens with a label that wrapped prose could have there too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from amendtrack.text.alphabets import NEXT
from amendtrack.text.indentation import INDENT, column_at
from amendtrack.text.labels import opens_series, ordinal, read_label, shape_of, successor, write_label
from amendtrack.text.openings import Form, Opening, opening

_LINE = re.compile(r"\S[^\r\n]*")
_NUMBERED = frozenset((Form.ROUND, Form.HALF, Form.WIDE, Form.DOT, Form.LETTER))


class _Line(NamedTuple):
    """A line that opens with a number, letter or list sign, and the column in which it begins."""

    column: int
    opens: Opening
    at: int


def listed_lines(source: str, first: int, last: int) -> frozenset[int]:
    """Where lines begin that go on with a list: in one column, with one sign or one number after the other.

    >>> sorted(listed_lines("as said in\\n(a) the Act,\\n   1. boats\\n   2. nets\\n", 0, 47))
    [27, 39]
    """
    found: set[int] = set()
    open_lists: list[_Line] = []
    for line in _opening_lines(source, first, last):
        while open_lists and open_lists[-1].column > line.column:
            open_lists.pop()
        if open_lists and open_lists[-1].column == line.column:
            above = open_lists.pop()
            if _goes_on(above.opens, line.opens):
                found |= {above.at, line.at}
        open_lists.append(line)
    return frozenset(found)


def _opening_lines(source: str, first: int, last: int) -> Iterable[_Line]:
    for found in _LINE.finditer(source, first, last):
        at = found.start()
        opens = opening(source, at, at + len(found[0].rstrip()))
        if opens and may_be_item(opens):
            yield _Line(column_at(source, at), opens, at)


def may_be_item(opens: Opening) -> bool:
    """Whether a line opens as an item of a list does, with a number, a letter or a sign; a year is no number of one."""
    if opens.form is Form.SIGN:
        return opens.sign != ">"
    return opens.form in _NUMBERED and not is_year(opens.label)


def is_year(label: str) -> bool:
    """Whether a label is the year at the end of a sentence, ``2014.``, rather than a number."""
    return _YEAR.match(label) is not None


_YEAR = re.compile(r"\d{4}\\?[.)]$")


def _goes_on(above: Opening, opens: Opening) -> bool:
    if above.sign != opens.sign:
        return False
    if above.label and opens.label:
        return counts_on(above.label, opens.label) or _follows(above.label, opens.label)
    return bool(opens.sign) and not above.label and not opens.label


def _follows(before: str, label: str) -> bool:
    """Whether one label comes after another in a list from which few are missing: ``(i)`` and ``(iii)``."""
    one, other = read_label(before), read_label(label)
    if one is None or other is None or shape_of(one) != shape_of(other):
        return False
    if one.number == other.number:
        return one.suffix != other.suffix
    places = {place.numeral: place.number for place in ordinal(one)}
    return any(0 < place.number - places.get(place.numeral, place.number) <= _MISSING for place in ordinal(other))


_MISSING = 3


def opens_inner_list(source: str, started: int, opens: Opening, at: int, last: int) -> bool:
    """Whether a line further in than its item begins with a list sign, or a number that the line does not go on from.

    ``either`` and, on the next line, ``(a) the Act or (b) its Annex`` is prose.
    """
    if column_at(source, at) < column_at(source, started) + INDENT:
        return False
    if opens.sign == "-" and not opens.label:
        return True
    label = read_label(opens.label) if opens.label else None
    if label is None or not opens_series(label):
        return False
    then = successor(label)
    until = next((line.at for line in _opening_lines(source, at, last) if line.at > at), last)
    return then is None or source.find(write_label(then), at, until) < 0


def stands_apart(source: str, started: int, body: int, line: int, at: int) -> bool:
    """Whether a line begins where wrapped words of an item do not: left of the item, or right of its words.

    ``started`` and ``body`` are where the item and its words begin, ``line`` where the line before begins.
    """
    column = column_at(source, at)
    if column + INDENT <= column_at(source, started):
        return True
    words = column_at(source, started) + body - started
    return column >= words + INDENT - 1 and column >= column_at(source, line) + INDENT


@lru_cache(maxsize=1 << 12)
def counts_on(before: str, label: str) -> bool:
    """Whether two labels differ by one in one number or letter: ``12.`` and ``13.``, ``(b)`` and ``(c)``.

    Also ``1.`` and ``1.``: in Markdown, the program that displays the list counts.
    """
    if before == label and label in ("1.", "1)"):
        return True
    was, now = _PIECES.findall(before), _PIECES.findall(label)
    changed = [(x, y) for x, y in zip(was, now) if x != y]
    if len(was) != len(now) or len(changed) != 1:
        return False
    x, y = changed[0]
    if x.isdecimal() and y.isdecimal():
        return int(y) == int(x) + 1
    return (len(x) == len(y) == 1 and ord(y) == ord(x) + 1) or (x, y) in NEXT


_PIECES = re.compile(r"\d+|[^\W\d_]+|\W")

__all__ = ["counts_on", "is_year", "listed_lines", "may_be_item", "opens_inner_list", "stands_apart"]
