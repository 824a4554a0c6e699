"""Numbers alone on their line, above the words that they count, as programs leave them that convert a law's columns.

In ``units``, such a line is a paragraph like any other; here is what it numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from amendtrack.text.counted_labels import Counted, rank_at
from amendtrack.text.labels import Rank, printed_rank
from amendtrack.text.scripts import is_small
from amendtrack.text.units import Text, Unit, UnitKind

_NUMBER = re.compile(r"(\d{1,3})([a-z]{0,2})")


def with_numbers_above(text: Text) -> Text:
    """The text with such numbers as labels, if they begin with 1 right below an article or its title and count on.

    A number of a page does not: it does not begin again with each article, or a sentence goes on below it.

    >>> from amendtrack.text.units import parse_text
    >>> text = with_numbers_above(parse_text("§ 1\\n\\n1\\n\\nBoats sail.\\n\\n2\\n\\nNets dry.\\n"))
    >>> [unit.label for unit in text.units]
    ['§ 1', '1', '', '2', '']
    """
    runs = [run for run in _runs(text) if len(run) > 1]
    if not runs:
        return text
    units = list(text.units)
    for i in (i for run in runs for i in run):
        unit = units[i]
        number = text.wording(unit)
        units[i] = unit._replace(label=number if number.isdecimal() else f"{number}.", body=unit.end)
    return Text(text.source, tuple(units))


def _runs(text: Text) -> list[list[int]]:
    """The lines below each article that are only a number, from 1 on; none if any such line is elsewhere."""
    runs: list[list[int]] = []
    last, in_article = 0, False
    for i, unit in enumerate(text.units):
        if _is_article(unit):
            last, in_article = 0, True
            continue
        number = _number(text, i)
        if number is None:
            continue
        begins = number == 1 and in_article and last == 0 and _is_first(text.units, i)
        if begins:
            runs.append([])
        elif not last or not last <= number <= last + _GAP:
            return []
        runs[-1].append(i)
        last = number
    return runs


_GAP = 9


def _number(text: Text, i: int) -> int | None:
    """The number that is all that a paragraph says, above words that begin anew."""
    unit = text.units[i]
    if unit.kind is not UnitKind.PARAGRAPH or unit.label or unit.end - unit.body > _LONGEST or i + 1 == len(text.units):
        return None
    found, below = _NUMBER.fullmatch(text.wording(unit)), text.units[i + 1]
    if found is None or below.kind is not UnitKind.PARAGRAPH or below.label or is_small(text.wording(below)):
        return None
    return int(found[1])


_LONGEST = 5


def _is_article(unit: Unit) -> bool:
    return printed_rank(unit.label) is Rank.ARTICLE


def _is_first(units: Sequence[Unit], i: int) -> bool:
    """Whether only the number of an article, or that and its title, is above a unit."""
    return _is_article(units[i - 1]) or (i > 1 and not units[i - 1].label and _is_article(units[i - 2]))


def over_their_words(text: Text, found: Sequence[Counted | None], names: Sequence[str]) -> Iterator[int]:
    """The units that are only the number of a paragraph or an item, above the one paragraph that it counts."""
    said = frozenset(names)
    for i, (unit, count, name, below) in enumerate(zip(text.units, found, names, names[1:])):
        if unit.body < unit.end or unit.kind is UnitKind.HEADING or not Rank.PARAGRAPH <= rank_at(count) < Rank.NOTE:
            continue
        if below == f"{name}, paragraph 1" and f"{name}, paragraph 2" not in said:
            yield i


__all__ = ["over_their_words", "with_numbers_above"]
