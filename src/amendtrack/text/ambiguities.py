"""Doubts about how a text was read, for the ``units`` command, which lists doubtful labels first.

Knows what usually goes wrong (a number out of sequence, a line of wrapped prose that begins like a label); ``units``
and ``labels`` decide how a text is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from amendtrack.text.counted_labels import Counted, counted_in_text
from amendtrack.text.labels import Rank, spoken
from amendtrack.text.numerals import write_number
from amendtrack.text.openings import Form, opening
from amendtrack.text.units import Text, Unit, UnitKind


def doubtful(text: Text) -> tuple[str, ...]:
    """For each unit, why its reading is doubtful; empty if it is not.

    >>> from amendtrack.text.units import parse_text
    >>> doubtful(parse_text("5. First.\\n\\n6. Second.\\n\\n8. Third.\\n\\n8. Fourth."))[1:]
    ('', 'out of sequence: 8 comes after 6', 'repeated: the label before it is also 8')
    """
    found = counted_in_text(text)
    lasts = [_last_of_series(count, found) for count in found]
    followed = {*lasts}
    reasons = []
    for index, unit in enumerate(text.units):
        before = text.units[index - 1] if index else None
        count = found[index]
        doubts = [*_of_wording(text, unit, before)]
        if count:
            last = lasts[index]
            doubts = [*_of_label(unit, count, None if last is None else found[last], index in followed), *doubts]
        reasons.append("; ".join(doubts))
    return tuple(reasons)


def _last_of_series(count: Counted | None, found: Sequence[Counted | None]) -> int | None:
    """The label on which a number counts on: that of paragraph 2 for paragraph 3, though section II begins between.

    If no label before it is of its series, the one right before it.
    """
    before = last = count.after if count else None
    while count and last is not None and (there := found[last]):
        if (there.rank, there.series) == (count.rank, count.series):
            return last
        last = there.above if there.after is None else there.after
    return before


def _of_label(unit: Unit, count: Counted, last: Counted | None, has_next: bool) -> Iterator[str]:
    own = spoken(count.label)
    if _YEAR.fullmatch(count.label.number):
        yield f"{own} may be a year"
    if last and last.place and count.place and count.rank is not Rank.NOTE:
        yield from _of_step(own, count, last)
    elif last is None and count.place and count.place.number > 1 and count.rank is not Rank.NOTE:
        first = write_number(count.place._replace(number=1), count.label.number) or ""
        yield f"starts its series: there is no {spoken(replace(count.label, number=first, suffix=''))} before it"
    elif last is None and not has_next and count.rank in _LISTED and not count.label.prefix.strip("(（\\"):
        yield "stands alone: no label continues its series"
    if unit.body == unit.end and count.rank >= Rank.PARAGRAPH:
        yield "has no wording"


def _of_step(own: str, count: Counted, last: Counted) -> Iterator[str]:
    if count.place is None or last.place is None:
        return
    step = count.place.number - last.place.number
    alike = count.place.numeral == last.place.numeral
    if alike and step == 0 and count.label.suffix == last.label.suffix:
        yield f"repeated: the label before it is also {own}"
    elif not alike or step != (0 if count.label.suffix else 1):
        yield f"out of sequence: {own} comes after {spoken(last.label)}"


def _of_wording(text: Text, unit: Unit, before: Unit | None) -> Iterator[str]:
    source = text.source
    if unit.kind is UnitKind.PARAGRAPH and not unit.label:
        opens = opening(source, unit.start, min(unit.end, unit.start + 80))
        if opens and opens.form is Form.BRACKET:
            yield "starts with a bracket before a label: both are read as wording"
        cut = before and before.kind in _PROSE and source[before.end - 1] not in _ENDS
        if cut and source[unit.body].islower():
            yield "may be the rest of the unit before"
    if unit.kind in _PROSE:
        for line in islice(_LINE.finditer(source, unit.start, unit.end), 1, None):
            opens = opening(source, line.start(), line.end())
            if opens and opens.label:
                yield f"contains a line that starts with “{opens.label}”, read as running text"


_LISTED = frozenset((Rank.ITEM, Rank.SECTION))
_PROSE = frozenset((UnitKind.PARAGRAPH, UnitKind.ITEM, UnitKind.NOTE))
_ENDS = ".:;!?…,。；：！？，،؛؟”’\"')]»*_"
_YEAR = re.compile(r"(?:19|20)\d\d")
_LINE = re.compile(r"\S[^\r\n]*")
