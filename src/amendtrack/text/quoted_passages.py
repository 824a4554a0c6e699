"""Passages that a text quotes with their own numbers, as an amending act does: ``“93. (1) Boats carry lamps.”``.

Their numbers are those of another text. Whoever names section 93 of the act means the act's own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby, pairwise
from operator import and_

from amendtrack.text.bracketed_numbers import numbered_in_quotes
from amendtrack.text.labels import Rank, rank_of, read_label
from amendtrack.text.units import Text, Unit, UnitKind

_SINGLE = "‘"
"""The mark with which acts of the European Union quote; it ends as an apostrophe does, at the end of a unit."""
_PAIRS = {"«": "»", "“": "”", "„": '“”"', '"': '"', "「": "」", "『": "』"}
_SIGNS = re.compile('[«»“”„"「」『』]')
_OPENS = re.compile(f"{_SIGNS.pattern[:-1]}{_SINGLE}]")
_MOST = 400
"""A quotation of more units than this has no end that was meant."""
_TRIED = 500
"""In a text with more quotations that do not end than this, no more are looked for: its marks mean something else."""


def quoted_passages(text: Text) -> tuple[range, ...]:
    """The units of each quotation that begins with a label of its own, or contains one; quotations of no end are none.

    >>> from amendtrack.text.units import parse_text
    >>> quoted_passages(parse_text("2. Insert:\\n\\n“7. Boats.\\n\\n8. Nets.”\\n\\n3. This act begins.\\n"))
    (range(1, 3),)
    """
    if not _OPENS.search(text.source):
        return ()
    return tuple(_passages(text, numbered_in_quotes(text)))


def block_quotes(text: Text) -> tuple[range, ...]:
    """The units of each passage that stands behind ``>`` and has a label; none if most labels of the text do.

    >>> from amendtrack.text.units import parse_text
    >>> block_quotes(parse_text("2. Insert:\\n\\n> 7. Boats.\\n\\n> Nets.\\n\\n3. This act begins.\\n"))
    (range(1, 3),)
    """
    if "\n>" not in text.source:
        return ()
    behind = [text.source.startswith(">", unit.start) for unit in text.units]
    labelled = [bool(unit.label) and not _is_note(unit) for unit in text.units]
    inside = sum(map(and_, behind, labelled))
    if 2 * inside > sum(labelled):
        return ()
    runs = (tuple(run) for is_behind, run in groupby(range(len(behind)), behind.__getitem__) if is_behind)
    return tuple(range(run[0], run[-1] + 1) for run in runs if any(labelled[i] for i in run))


def with_own_quotations(text: Text) -> Text:
    """The text with numbers behind quotation marks read as labels where nothing announces a quotation.

    Such marks are around words that an act put in, right below the bare number of the article or a remark that names
    the act: ``Article 9``, ``(Act of 2 May)``, ``«(1) Boats carry lamps.``
    """
    if not _SIGNS.search(text.source):
        return text
    units = list(text.units)
    numbered = numbered_in_quotes(text).units
    for i, (above, unit) in enumerate(pairwise(text.units), 1):
        if not unit.label and numbered[i].label and _announces_none(text, above):
            units[i] = numbered[i]
    return Text(text.source, tuple(units))


def _is_note(unit: Unit) -> bool:
    label = read_label(unit.label)
    return unit.kind is UnitKind.NOTE or (label is not None and rank_of(label) is Rank.NOTE)


_REMARK = re.compile(r"[*_]{0,3}\(.*\)[*_.]{0,3}", re.DOTALL)


def _announces_none(text: Text, unit: Unit) -> bool:
    is_bare = bool(unit.label) and unit.body == unit.end
    return is_bare or _REMARK.fullmatch(text.wording(unit)) is not None


def _passages(text: Text, numbered: Text) -> Iterator[range]:
    starts = [unit.start for unit in text.units]
    i = failed = 0
    while i < len(starts) and failed < _TRIED and (mark := _OPENS.search(text.source, starts[i])):
        i = bisect_right(starts, mark.start()) - 1
        first, stop = i + 1, i
        if sign := _opening_sign(text, numbered, i):
            first, stop = i, _end(text, i, i, sign)
        elif sign := _left_open(text, i):
            stop = _end(text, i + 1, i, sign)
        if stop > first and any(unit.label for unit in numbered.units[first:stop]):
            yield range(first, stop)
        failed += bool(sign) and stop <= first
        i = max(stop, i + 1)


def _opening_sign(text: Text, numbered: Text, i: int) -> str:
    """The quotation mark with which a unit begins, if it has no label before it; a definition begins so, too.

    So may a heading, below a unit that announces what is quoted.
    """
    unit = text.units[i]
    if unit.kind is UnitKind.HEADING:
        mark = _SIGN_OF_HEADING.match(text.source, unit.start, unit.end)
        is_announced = i > 0 and _announces(text, text.units[i - 1])
        return mark[1] if mark and is_announced and mark[1] in _PAIRS else ""
    if unit.label or unit.kind not in (UnitKind.PARAGRAPH, UnitKind.ITEM) or unit.body == unit.end:
        return ""
    sign = text.source[unit.body]
    if sign == _SINGLE:
        return sign if numbered.units[i].label and i > 0 and _announces(text, text.units[i - 1]) else ""
    if sign not in _PAIRS:
        return ""
    is_term = any(end in text.source[unit.body + 1 : unit.end] for end in _PAIRS[sign])
    return sign if numbered.units[i].label or not is_term else ""


_SIGN_OF_HEADING = re.compile(f"#{{1,6}}\\s+({_SIGNS.pattern})")


def _announces(text: Text, unit: Unit) -> bool:
    """Whether a unit announces what is below it: *A new section is inserted, which reads:*"""
    return unit.kind is not UnitKind.HEADING and text.wording(unit).rstrip()[-1:] in (":", "：")


def _left_open(text: Text, i: int) -> str:
    """The mark of a quotation that begins inside a unit and does not end there; straight marks are not believed."""
    unit = text.units[i]
    if unit.kind not in (UnitKind.PARAGRAPH, UnitKind.ITEM):
        return ""
    opened: list[str] = []
    for found in _SIGNS.finditer(text.source, unit.body, unit.end):
        if opened and found[0] in _PAIRS[opened[-1]]:  # in German and Romanian, “ closes what „ opened
            opened.pop()
        elif found[0] in _PAIRS and found[0] != '"':
            opened.append(found[0])
    return opened[-1] if opened else ""


def _end(text: Text, first: int, opened: int, sign: str) -> int:
    """The unit after the one that closes a quotation opened in unit ``opened``; ``first`` if none does.

    A mark that opens each of its paragraphs counts once.
    """
    if sign == _SINGLE:
        near = range(first, min(len(text.units), first + _MOST))
        return next((k + 1 for k in near if text.wording(text.units[k]).rstrip(" ;,.").endswith("’")), first)
    closing, depth = _PAIRS[sign], first - opened
    for k in range(first, min(len(text.units), first + _MOST)):
        unit = text.units[k]  # the sign of a heading is read with its number
        words = text.printed(unit) if k == opened and unit.kind is UnitKind.HEADING else text.wording(unit)
        again = k > opened and words[:1] == sign
        if sign in closing:
            depth = (depth + words.count(sign) - again) % 2
        else:
            depth += words.count(sign) - again - sum(map(words.count, closing))
        if depth <= 0:
            return k + 1
    return first


__all__ = ["block_quotes", "quoted_passages", "with_own_quotations"]
