"""A table of contents inside a text: lines that only list the articles or sections that follow, with their titles.

These lines repeat the labels of what they list. Whoever names Article 3 means the article, not its line in the table.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from amendtrack.text.indentation import column_at
from amendtrack.text.label_forms import label_table
from amendtrack.text.units import Text, UnitKind
from amendtrack.text.words import folded, tokens

_FEWEST = 3
"""Fewer lines are no table of contents."""
_MOST = 50
"""Lines with which a table of contents might begin that are looked at."""
_LONGEST = 160
_LINES_TO_WRAPPED = 5
"""Of so many lines below a heading that says ``Contents``, one may be a long title on several lines."""
_PAGE = re.compile(r"(?:[\s.…·_]{2,}|\s)\d{1,4}\s*$|[\s.…·_]{3,}$")
"""What stands behind a title: dots, and the number of its page."""
_STOPS = ".;:,。；：،؛"


def contents_of(text: Text, *, linked: bool = True) -> frozenset[int]:
    """The units that make up the text's tables of contents; empty if it has none. Without ``linked``, links are none.

    >>> from amendtrack.text.units import parse_text
    >>> names = ("Article 1 Boats", "Article 2 Nets", "Article 3 Fees")
    >>> source = "\\n\\n".join([*names, *(f"{name}\\n\\nAll is said." for name in names)])
    >>> sorted(contents_of(parse_text(source)))
    [0, 1, 2]
    """
    places: dict[str, list[int]] = defaultdict(list)
    for i, unit in enumerate(text.units):
        if unit.label and unit.kind is not UnitKind.NOTE:
            places[_plain(unit.label)].append(i)
    again = {i: j for found in places.values() for i, j in zip(found, found[1:])}
    listed = _linked(text) if linked else frozenset[int]()
    if len(again) < _FEWEST:
        return listed
    titles = _Titles(text)
    listed |= _under_heading(text, again, titles)
    tried = 0
    for start, j in sorted(again.items()):
        if start > max(listed, default=-1) and titles.match(start, j):
            listed |= _run(text, start, again, titles)
            tried += 1
        if tried == _MOST:
            break
    return listed


def _linked(text: Text) -> frozenset[int]:
    """The lines that are only links to places in the text, one below the other: ``- [Article 1](#article-1)``."""
    if "](#" not in text.source:
        return frozenset()
    linked: set[int] = set()
    for is_link, run in groupby(range(len(text.units)), lambda i: _is_link(text.printed(text.units[i]))):
        lines = [*run]
        is_inside = column_at(text.source, text.units[lines[0]].start) > 0  # a choice in a paragraph
        linked.update(lines if is_link and len(lines) >= _FEWEST and not is_inside else ())
    return frozenset(linked)


def _is_link(line: str) -> bool:
    return line.endswith(")") and _LINK.fullmatch(line) is not None


_LINK = re.compile(r"(?:[-*+]|\d{1,3}[.)])\s+\[[^\]\[]{1,200}\]\(#[^()\s]{1,200}\)")


def _under_heading(text: Text, again: Mapping[int, int], titles: _Titles) -> frozenset[int]:
    """The lines below a heading that says ``Contents``, up to the next heading, whatever titles they have."""
    for i, unit in enumerate(text.units):
        if unit.kind is not UnitKind.HEADING or unit.label or not _is_contents(text.wording(unit)):
            continue
        stop = next(
            (k for k in range(i + 1, len(text.units)) if text.units[k].kind is UnitKind.HEADING), len(text.units)
        )
        lines = range(i + 1, stop)
        wrapped = len(lines) - sum(map(titles.is_line, lines))
        if sum(again.get(k, 0) >= stop for k in lines) >= _FEWEST and _LINES_TO_WRAPPED * wrapped <= len(lines):
            return frozenset(lines)
    return frozenset()


def _is_contents(title: str) -> bool:
    """Whether a title says that a table of contents follows."""
    return folded(title).casefold().strip(" :*_") in label_table().named("contents")


def _run(text: Text, start: int, again: Mapping[int, int], titles: _Titles) -> frozenset[int]:
    """The lines from ``start`` on that list what comes after all of them, in the same order."""
    stop = again[start]  # here begins what the first line lists
    listed: list[int] = []
    for k in range(start, stop):
        if not titles.is_line(k):
            break
        if text.units[k].label:
            if not (again.get(k, 0) >= stop and titles.match(k, again[k])):
                break
            listed.append(k)
    bodies = [again[k] for k in listed]
    if len(listed) < _FEWEST or bodies != sorted(bodies) or bodies[-1] - bodies[0] < len(listed):
        return frozenset()
    end = next((k for k in range(listed[-1] + 1, stop) if text.units[k].label or not titles.is_line(k)), stop)
    return frozenset(range(start, end if titles.is_split(listed[-1]) else listed[-1] + 1))


class _Titles:
    """The titles of a text's units, as a reader compares them."""

    def __init__(self, text: Text) -> None:
        self._text = text

    def is_line(self, i: int) -> bool:
        """Whether a unit is a short line that could be a line of a table of contents."""
        unit = self._text.units[i]
        words = self._text.printed(unit)
        if len(words) > _LONGEST or "\n" in words.strip() or unit.kind is UnitKind.ROW:
            return False
        return _PAGE.search(words) is not None or words.rstrip("*_ ")[-1:] not in _STOPS or not self._own(i)

    def match(self, i: int, j: int) -> bool:
        """Whether two units with one label have one title."""
        return self.is_line(i) and self._title(i) == self._title(j) != ()

    def is_split(self, i: int) -> bool:
        """Whether a unit is only a label, with its title in the unit after it."""
        return not self._own(i)

    def _title(self, i: int) -> Sequence[str]:
        own = self._own(i)
        units = self._text.units
        return own or (self._own(i + 1) if i + 1 < len(units) and not units[i + 1].label else ())

    def _own(self, i: int) -> tuple[str, ...]:
        words = _PAGE.sub("", self._text.wording(self._text.units[i]).partition("\n")[0])
        return tuple(key.casefold() for t in tokens(words) if any(map(str.isalnum, key := folded(t))))


@lru_cache(maxsize=1 << 12)
def _plain(label: str) -> str:
    return " ".join(folded(label).casefold().split()).strip(" .:-")


__all__ = ["contents_of"]
