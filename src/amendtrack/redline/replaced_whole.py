"""Articles and paragraphs replaced as a whole, in the order in which they are read: all that went, then all that came.

Paragraphs of which no word is kept are paired by their numbers, so that each is a reading of its own paragraph. Nobody
writes them so: whoever puts another article in the place of one strikes out the old one, and then writes the new one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from amendtrack.redline.align.section_heads import heads_section
from amendtrack.redline.change import Change, ChangeKind
from amendtrack.redline.comparison import Redline
from amendtrack.redline.replacements import MANY
from amendtrack.text.units import UnitKind


def old_before_new(redline: Redline) -> Redline:
    """The same redline, to be read: of neighbouring units that are replaced, all old ones come before the new ones.

    >>> from amendtrack.redline.comparison import compare
    >>> before = "## Reports\\n\\n1. Each State reports to the others in April.\\n\\n2. Reports are short.\\n"
    >>> after = "## Help\\n\\n1. Donors fund schools for villagers.\\n\\n2. Money goes through Geneva.\\n"
    >>> [change.kind.value for change in old_before_new(compare(before, after)).changes]
    ['replaced', 'replaced', 'replaced', 'inserted', 'inserted', 'inserted']
    """
    if sum(change.kind is ChangeKind.EDITED for change in redline.changes) < _FEWEST:
        return redline
    changes = tuple(_in_order(redline))
    is_other = any(change.kind is ChangeKind.REPLACED for change in changes)
    return replace(redline, changes=changes) if is_other else redline


_FEWEST = 2
"""So many units that are replaced; a single one is read where it stands."""
_KINDS = (UnitKind.PARAGRAPH, UnitKind.ITEM, UnitKind.HEADING)
"""Rows are read cell by cell, and lines of code line by line; a footnote has its place."""
_REPLACING = (ChangeKind.INSERTED, ChangeKind.DELETED, ChangeKind.EDITED)


def _in_order(redline: Redline) -> Iterator[Change]:
    """The changes, each section's neighbours among those that keep no word in the order in which they are read."""
    ends = {id(place.change) for passage in redline.passages for place in passage}
    run: list[Change] = []
    for change in redline.changes:
        is_member = id(change) not in ends and _keeps_no_word(redline, change)
        if run and ((heads := _heads(redline, change)) or not is_member):
            yield from _read(redline, run, is_to_end=heads)
            run = []
        if is_member:
            run.append(change)
        else:
            yield change
    yield from _read(redline, run, is_to_end=True)


def _read(redline: Redline, run: list[Change], *, is_to_end: bool) -> Iterator[Change]:
    """Neighbours as they are read; a heading stays where it is, unless all under it is replaced."""
    if run and not is_to_end and _heads(redline, run[0]):
        yield run.pop(0)
    pairs = [change for change in run if change.kind is ChangeKind.EDITED]
    if len(pairs) < _FEWEST or not any(map(_has_many_words, pairs)):
        yield from run
        return
    i, j = max(change.i2 for change in run), run[0].j1
    yield from (Change(ChangeKind.REPLACED, k, k + 1, j, j) for c in run for k in range(c.i1, c.i2))
    yield from (Change(ChangeKind.INSERTED, i, i, k, k + 1) for c in run for k in range(c.j1, c.j2))


def _heads(redline: Redline, change: Change) -> bool:
    """Whether an article or the like begins here, in either text."""
    sides = (redline.before, change.i1, change.i2), (redline.after, change.j1, change.j2)
    return any(first < last and heads_section(text, text.units[first]) for text, first, last in sides)


def _keeps_no_word(redline: Redline, change: Change) -> bool:
    """Whether a unit is deleted or new, or is where another was, with none of its words."""
    if change.kind not in _REPLACING or change.move is not None:
        return False
    before, after = redline.before, redline.after
    kinds = {u.kind for u in (*before.units[change.i1 : change.i2], *after.units[change.j1 : change.j2])}
    if not kinds.issubset(_KINDS):
        return False
    if change.kind is not ChangeKind.EDITED:
        return True
    at = change.compared_from(before, after)[0]
    for s in (s for s in change.splices if not s.noise):
        if _has_words(before.source[at : s.b1]):
            return False
        at = s.b2
    return not _has_words(before.source[at : before.units[change.i1].end])


def _has_words(wording: str) -> bool:
    return any(map(str.isalnum, wording))


def _has_many_words(change: Change) -> bool:
    """Whether more is replaced than is taken in at a glance, which is read best in its place."""
    return sum(s.i2 - s.i1 for s in change.splices) >= MANY or sum(s.j2 - s.j1 for s in change.splices) >= MANY


__all__ = ["old_before_new"]
