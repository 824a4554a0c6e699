"""An excerpt put in its place: a full text in which only the units that were sent are changed.

Pure. Units missing from the excerpt stay; its units replace those they match, and new ones follow the unit that they
come after.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from amendtrack.intake.emphasis import with_emphasis
from amendtrack.intake.instructions.citations import match_place
from amendtrack.intake.instructions.guide import Guide
from amendtrack.intake.instructions.spelling import plain
from amendtrack.intake.retyping import closed
from amendtrack.redline.change import Change, ChangeKind
from amendtrack.redline.comparison import Redline, compare
from amendtrack.text.units import Text, Unit, UnitKind, parse_text


@dataclass(slots=True)
class _Place:
    """A unit of the base, or the beginning: its replacement, and the new units after it."""

    there: list[str] | None = None
    behind: list[str] = field(default_factory=list)


def filled_in(base: Text, excerpt: Text) -> Text:
    """The base with the excerpt's units put in place.

    >>> base = parse_text("1. Clear.\\n\\n2. Destroy stocks.\\n\\n3. Report.\\n")
    >>> filled_in(base, parse_text("2. Destroy all stocks.\\n\\n2 bis. Help.\\n")).source
    '1. Clear.\\n\\n2. Destroy all stocks.\\n\\n2 bis. Help.\\n\\n3. Report.\\n'
    """
    excerpt = _called_as_in(base, excerpt)
    places = [_Place() for _ in range(len(base.units) + 1)]  # place 0 is the beginning
    redline = compare(base, excerpt)
    excerpt = redline.after
    strange = {c for c in redline.changes if _is_strange(redline, c)}
    absent = {c.i1 for c in redline.changes if c.kind is ChangeKind.DELETED or c in strange}
    last = 0
    for change in redline.changes:
        if change.kind is ChangeKind.DELETED:
            continue
        pieces = [excerpt.printed(excerpt.units[j]) for j in range(change.j1, change.j2)]
        if change not in strange and _lost_its_label(base, excerpt, change):
            was = base.units[change.i1]
            pieces = [base.source[was.start : was.body] + excerpt.wording(excerpt.units[change.j1])]
        if change.kind is ChangeKind.INSERTED or change in strange:
            last = _put_new(places, base, absent, last, excerpt.units[change.j1], pieces)
        elif change.move is not None:
            _vacate(places, change)
            places[last].behind += pieces
        else:
            _vacate(places, change)
            places[change.i1 + 1].there = pieces
            last = change.i2
    return parse_text(_printed(base, places))


@dataclass(frozen=True, slots=True)
class Placed:
    """The place of a unit of an excerpt: in place of that unit of the base or, if it is new, after it."""

    unit: int
    is_new: bool


def put_in_place(base: Text, excerpt: Text, placed: Sequence[Placed]) -> str:
    r"""The base with each unit of the excerpt at the place found for it; labels stay as the base prints them.

    >>> base = parse_text("1. Clear.\n\n2. Destroy stocks.\n")
    >>> put_in_place(base, parse_text("1. Clear all.\n\n1 bis. Help.\n"), [Placed(0, False), Placed(0, True)])
    '1. Clear all.\n\n1 bis. Help.\n\n2. Destroy stocks.\n'
    """
    places = [_Place() for _ in range(len(base.units) + 1)]
    for unit, where in zip(excerpt.units, placed, strict=True):
        place, was = places[where.unit + 1], base.units[where.unit]
        if where.is_new:
            place.behind.append(excerpt.printed(unit))
            continue
        # A number typed differently ("6)", "- 6."), or an omitted full stop, is not an amendment.
        printed = was.label or was.kind is UnitKind.HEADING
        mark = base.source[was.start : was.body] if printed else excerpt.source[unit.start : unit.body]
        place.there = [mark + with_emphasis(closed(excerpt.wording(unit), base.wording(was)), base.wording(was))]
    return _printed(base, places)


def _called_as_in(base: Text, excerpt: Text) -> Text:
    """The excerpt with ``Para 14``, ``Paragraph 14:`` or such a line above a paragraph as the base prints it."""
    guide = Guide(base)
    source, at = "", 0
    for k, unit in enumerate(excerpt.units):
        head = plain(excerpt.printed(unit).split("\n")[0] if not unit.label else unit.label).strip("#*_ :.")
        found = match_place(head, 0) if head.startswith(_CALLED) or (head.isdecimal() and not unit.label) else None
        if found is None or found[1] != len(head) or not found[0].parts:
            continue
        follows = excerpt.units[k + 1] if k + 1 < len(excerpt.units) else None
        bare = not unit.label or unit.body == unit.end
        if bare and (follows is None or (follows.kind is not UnitKind.PARAGRAPH and not follows.label)):
            continue
        units = guide.units_of(found[0])
        last = found[0].parts[-1]
        if bare and follows and follows.label and last.number not in _plain(follows.label).split():
            continue  # a number above a paragraph with another number is not a place
        mark = base.source[base.units[units[0]].start : base.units[units[0]].body] if len(units) == 1 else ""
        mark = mark or f"{last.number} {last.suffix}".strip() + ". "
        source += excerpt.source[at : unit.start] + ("" if bare and follows and follows.label else mark)
        at = follows.start if bare and follows else unit.body
    return parse_text(source + excerpt.source[at:]) if source or at else excerpt


_CALLED = ("para", "§", "parr")


def place_lines(text: Text, base: Text) -> Iterator[Unit]:
    """The lines that only name the place of the labelled paragraph below them: ``Section 2(2):`` above ``(2) ...``."""
    guide = Guide(base)
    for line, below in pairwise(text.units):
        head = plain(text.printed(line)).strip("#*_ :.")
        found = match_place(head, 0) if below.label and len(head) <= _LONGEST_HEAD else None
        if found is None or found[1] != len(head) or not found[0].parts:
            continue
        there = [base.units[i] for i in guide.units_of(found[0])]
        if len(there) == 1 and there[0].kind is not UnitKind.HEADING and _plain(there[0].label) == _plain(below.label):
            yield line


_LONGEST_HEAD = 60


def _lost_its_label(base: Text, excerpt: Text, change: Change) -> bool:
    """Whether one unit became one, and was sent without its label, or under the label of another existing unit."""
    if (change.i2 - change.i1, change.j2 - change.j1) != (1, 1) or not base.units[change.i1].label:
        return False
    was, now = base.units[change.i1].label, excerpt.units[change.j1].label
    mine, others = _plain(now), {_plain(unit.label) for unit in base.units}
    return not now or (mine != _plain(was) and mine in others)


def _is_strange(redline: Redline, change: Change) -> bool:
    """Whether a unit was matched only because another is absent there, not by label or words."""
    if change.kind is not ChangeKind.EDITED or (change.i2 - change.i1, change.j2 - change.j1) != (1, 1):
        return False
    was, now = redline.before.units[change.i1], redline.after.units[change.j1]
    if _plain(was.label) and _plain(was.label) == _plain(now.label):
        return False
    changed = sum(s.b2 - s.b1 for s in change.splices if not s.noise)
    return changed * 3 > (was.end - was.body) * 2


def _vacate(places: list[_Place], change: Change) -> None:
    for i in range(change.i1, change.i2):
        places[i + 1].there = []


def _put_new(places: list[_Place], base: Text, absent: set[int], last: int, unit: Unit, pieces: list[str]) -> int:
    """Put an unmatched unit in place of an absent one with its label, after one that it is a ``bis`` of, or here.

    A unit rewritten beyond recognition still has its number; if it were read as new, the number would appear twice.
    """
    label = _plain(unit.label)
    for i in sorted(absent):
        if label and i >= last and _plain(base.units[i].label) == label:
            absent.discard(i)
            places[i + 1].there = pieces
            return i + 1
    for i in sorted(absent):
        if label and i >= last and _plain(base.units[i].label) == _stem(label):
            places[i + 1].behind += pieces
            return i + 1
    places[last].behind += pieces
    return last


def _plain(label: str) -> str:
    return re.sub(r"[\s.:()#*\\]+", " ", label).strip().casefold()


def _stem(label: str) -> str:
    return re.sub(r"\s*(bis|ter|quater|[a-z]{4,}ies)$", "", label)


def _printed(base: Text, places: list[_Place]) -> str:
    """All pieces in order, each with its original white space before it, new ones with the usual white space."""
    source, units = base.source, base.units
    gaps = [source[a.end : b.start] for a, b in pairwise(units)]
    usual = Counter(gaps).most_common(1)[0][0] if gaps else "\n\n"
    out = [source[: units[0].start] if units else ""]
    empty = True
    for n, place in enumerate(places):
        own = [base.printed(units[n - 1])] if n else []
        before = gaps[n - 2] if n > 1 else usual
        for k, piece in enumerate((own if place.there is None else place.there) + place.behind):
            out.append("" if empty else (before if k == 0 and n > 1 else usual))
            out.append(piece)
            empty = False
    out.append(source[units[-1].end :] if units else "\n")
    return "".join(out)
