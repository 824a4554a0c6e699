"""The rules drawn under titles, and above them, which are as long as the title is.

A rule is form: longer or shorter, it is no amendment. Under a title that has become longer, though, a rule as the draft
has it is too short (reStructuredText refuses it), and under one that has become shorter it is no longer even. One that
was too short before, as three signs in Markdown often are, stays as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from amendtrack.consolidation.compose import flat, spliced
from amendtrack.consolidation.edits import Edit, Reworded
from amendtrack.consolidation.strands import Strand, holds
from amendtrack.redline.spoken_words import BREAK
from amendtrack.text.units import Text, UnitKind

_RULE = re.compile(r"\n[ \t]*(?P<rule>(?P<sign>[-=])(?P=sign){2,200})[ \t]*\Z")
_LONGER = 2
"""By how many signs a rule may be longer than its title and still be drawn to its measure."""


def with_title_rules(base: Text, strands: Sequence[Strand[Edit]]) -> list[Strand[Edit]]:
    """The edits, with those that draw the rules of reworded titles as long as the titles have become."""
    words: dict[int, list[Reworded]] = defaultdict(list)
    for strand in strands:
        if holds(strand, Reworded):
            for i in range(strand.edit.start[0], strand.edit.end[0] + 1):
                words[i].append(strand.edit)
    rules = [edit for i, edits in sorted(words.items()) for edit in _rules(base, i, edits)]
    if not rules:
        return [*strands]
    above = {edit.unit for edit in rules if base.units[edit.unit].kind is UnitKind.RULE}
    kept = (s for s in strands if not (holds(s, Reworded) and s.edit.unit in above))
    return [*kept, *(Strand(edit, frozenset()) for edit in rules)]


def _rules(base: Text, i: int, edits: Iterable[Reworded]) -> Iterator[Reworded]:
    unit, source = base.units[i], base.source
    if unit.kind is not UnitKind.HEADING or not (found := _RULE.search(source, unit.body, unit.end)):
        return
    if any(edit.spans_units or BREAK in edit.key or edit.c2 > found.start() for edit in edits):
        return
    title = flat(spliced(base, unit.body, found.start(), edits))
    mark = source[source.rfind("\n", 0, unit.start) + 1 : unit.body]
    was, now = _columns(mark + source[unit.body : found.start()]), _columns(mark + title)
    size = len(found["rule"])
    drawn = size - was + now if size <= was + _LONGER else max(size, now)
    if size < was or drawn == size or "\n" in title:
        return
    rule = (found["sign"] * drawn,)
    last = (i, max(edit.end[1] for edit in edits))
    yield Reworded(last, last, (), *found.span("rule"), rule)
    above = base.units[i - 1] if i else unit
    if above.kind is UnitKind.RULE and source[above.body : unit.start].strip() == found["rule"]:
        yield Reworded((i - 1, 0), (i - 1, 0), (), above.body, above.body + size, rule)


def _columns(title: str) -> int:
    """How many columns a line takes."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in title.rstrip())
    return len(title.rstrip()) + wide - sum(unicodedata.combining(letter) > 0 for letter in title)


__all__ = ["with_title_rules"]
