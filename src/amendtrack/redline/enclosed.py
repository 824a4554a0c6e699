"""Numbered units that were put in square brackets, or taken out of them, number and all: ``2. Fees``, ``[2. Fees]``.

In such brackets the number is wording (see ``openings``). Here it is compared as wording in both texts, so that only
the brackets are marked.
"""

from __future__ import annotations

from collections.abc import Iterable

from amendtrack.redline.align.alignment import Group
from amendtrack.text.bracketed_numbers import number_in_brackets
from amendtrack.text.units import Text, Unit


def enclosed_pairs(before: Text, after: Text, groups: Iterable[Group]) -> frozenset[tuple[int, int]]:
    """The units of both texts that stayed in place and have the same number, of which one has it in brackets.

    >>> from amendtrack.text.units import parse_text
    >>> enclosed_pairs(parse_text("[2. Fees.]"), parse_text("2. Fees."), [Group(0, 1, 0, 1, False)])
    frozenset({(0, 0)})
    """
    single = ((g.i1, g.j1) for g in groups if g.i2 - g.i1 == g.j2 - g.j1 == 1 and not g.moved)
    return frozenset((i, j) for i, j in single if _is_pair(before, before.units[i], after, after.units[j]))


def _is_pair(before: Text, unit: Unit, after: Text, now: Unit) -> bool:
    if bool(unit.label) == bool(now.label):
        return False
    inside = number_in_brackets(after, now) if unit.label else number_in_brackets(before, unit)
    mark = before.source[unit.start : unit.body] if unit.label else after.source[now.start : now.body]
    number, own = inside[1].strip(_APART), mark.strip(_APART)
    return inside[1] == mark or (number == own != "")


_APART = "#= .:–—-"
"""Signs around a number that may be there in one text only, as where a title was added or the heading is a line."""


def with_numbers_as_words(text: Text, units: Iterable[int]) -> Text:
    """The text with the numbers of these units in their wording."""
    found = list(text.units)
    for k in units:
        found[k] = found[k]._replace(label="", body=found[k].start)
    return Text(text.source, tuple(found))


__all__ = ["enclosed_pairs", "with_numbers_as_words"]
