"""An overtaken amendment on the new text, once its delegation maintains it there.

The delegation's own reading of the passage takes the place of what the revision put there: whoever would delete words
deletes what replaced them, and whoever would replace words replaces those. All that one amendment changes in a passage
is one reading of it. Words that were only to be put in are put in beside what the revision put in. Nothing else of the
new text is touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from amendtrack.consolidation.compose import flat, spliced
from amendtrack.consolidation.counterparts import Displaced, start_of_gap
from amendtrack.consolidation.edits import Edit, Inserted, Moved, Place, Relabelled, Reworded, Struck, alike
from amendtrack.consolidation.extraction import owned_space
from amendtrack.consolidation.revised import Revised
from amendtrack.redline.align.prepared import Prepared
from amendtrack.redline.spoken_words import BREAK, Words
from amendtrack.text.words import is_character, is_sign

_MORE = 6
"""Words beyond its own that a maintained edit may put back."""
_AGAIN = "its place in the new text is not certain"


def maintained(revised: Revised, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits of one amendment on the new text, where the delegation maintains them; without what it has already.

    Raises:
        Displaced: where one of them belongs is not certain.
    """
    left = [edit for edit in edits if not revised.has(edit)]
    found: list[Edit] = []
    again: list[Reworded] = []
    for edit in left:
        if isinstance(edit, Inserted) and (rival := _rival(revised, edit)) is not None:
            found.append(_whole(revised, rival, edit))
            continue
        try:
            found.append(revised.places.counterpart(edit))
        except Displaced:
            if isinstance(edit, Reworded):
                again.append(edit)
            else:
                found += _maintained(revised, edit)
    gone = {edit.unit for edit in again if edit.unit not in revised.places.pieces}
    found += (_unit_again(revised, unit, [edit for edit in again if edit.unit == unit]) for unit in sorted(gone))
    for passage in _passages(revised, [edit for edit in again if edit.unit not in gone]):
        found += _on_passage(revised, passage)
    if any(overlap(one, other) for one, other in combinations(found, 2)):
        raise Displaced(_AGAIN)
    return tuple(found)


def overlap(one: Edit, other: Edit) -> bool:
    """Whether two edits replace some words both, so that they cannot both be made."""
    if not (isinstance(one, Reworded) and isinstance(other, Reworded)):
        return False
    return one.start < other.end and other.start < one.end


def _maintained(revised: Revised, edit: Edit) -> Iterator[Edit]:
    """An edit of a whole unit, of its place or of its number."""
    units = revised.places.after.text.units
    match edit:
        case Struck(unit=i):
            group = revised.places.pieces.get(i)
            if group is None or group.i2 - group.i1 > 1:
                raise Displaced(_AGAIN)
            yield from (Struck(j, units[j].start, units[j].end) for j in range(group.j1, group.j2))
        case Inserted():
            gap = _nearest(revised, edit.gap)
            yield replace(edit, gap=gap, at=start_of_gap(revised.places.after, gap))
        case Moved(unit=i):
            j = revised.places.unit(i)
            yield replace(edit, unit=j, gap=revised.places.gap(edit.gap), c1=units[j].start, c2=units[j].end)
        case Relabelled() | Reworded():
            raise Displaced(_AGAIN)


def _rival(revised: Revised, edit: Inserted) -> int | None:
    """The new unit of the revision that stands in the place of a proposed one."""
    others = [e for e in revised.edits if isinstance(e, Inserted) and e.gap == edit.gap and alike(e, edit)]
    after = revised.places.after
    found = [j for j in range(len(after.text.units)) if others and after.unit_words(j).keys == others[0].key]
    return found[0] if len(found) == 1 else None


def _whole(revised: Revised, j: int, edit: Inserted) -> Reworded:
    """A unit of the new text with the wording of a proposed one."""
    unit, size = revised.places.after.text.units[j], len(revised.places.after.unit_words(j))
    return Reworded(
        (j, 0), (j, size), revised.places.after.folded_words(edit.wording), unit.body, unit.end, (edit.wording,)
    )


def _unit_again(revised: Revised, i: int, edits: Sequence[Reworded]) -> Inserted:
    """The unit that the revision deleted, as the edits would have it."""
    before = revised.places.before
    if any(edit.spans_units or BREAK in edit.key for edit in edits):
        raise Displaced(_AGAIN)
    unit, source = before.text.units[i], before.text.source
    wording = flat(spliced(before.text, unit.body, unit.end, edits))
    gap = _nearest(revised, i - 1)
    return Inserted(
        gap=gap,
        rank=0,
        at=start_of_gap(revised.places.after, gap),
        key=before.folded_words(wording),
        wording=wording,
        lead=source[before.text.units[i - 1].end : unit.start] if i else "\n\n",
        mark=source[unit.start : unit.body],
        label=unit.label,
    )


def _nearest(revised: Revised, gap: int) -> int:
    """The gap after the last unit up to that one which still stands where it did."""
    for i in range(gap, -1, -1):
        group = revised.places.pieces.get(i)
        if group is not None and not group.moved:
            return group.j2 - 1
    return -1


@dataclass(frozen=True, slots=True)
class _Passage:
    """Words ``first:last`` of a unit of the first text, and the edits and the revision's own edits that change them."""

    unit: int
    first: int
    last: int
    edits: tuple[Reworded, ...]
    beside: tuple[Reworded, ...]

    @property
    def is_put_in(self) -> bool:
        """Whether nothing is replaced: one edit and the revision both put words in."""
        return len(self.edits) == 1 and all(edit.start == edit.end for edit in (*self.edits, *self.beside))

    def meets(self, other: _Passage) -> bool:
        """Whether the two have words in common."""
        return self.unit == other.unit and self.first < other.last and other.first < self.last

    def joined(self, other: _Passage) -> _Passage:
        """Both as one passage."""
        first, last = min(self.first, other.first), max(self.last, other.last)
        return _Passage(self.unit, first, last, self.edits + other.edits, self.beside + other.beside)


def _passages(revised: Revised, edits: Iterable[Reworded]) -> list[_Passage]:
    """The passages that these edits and the revision both change, each once."""
    found: list[_Passage] = []
    for edit in edits:
        passage = _passage(revised, edit)
        found, met = [p for p in found if not p.meets(passage)], [p for p in found if p.meets(passage)]
        for other in met:
            passage = other.joined(passage)
        found.append(passage)
    return found


def _passage(revised: Revised, edit: Reworded) -> _Passage:
    """The passage that the edit and the revision both change."""
    group = revised.places.pieces[edit.unit]
    if edit.spans_units or group.i2 - group.i1 > 1 or group.j2 - group.j1 > 1:
        raise Displaced(_AGAIN)
    beside = tuple(e for e in revised.over(edit) if e.unit == edit.unit and not e.spans_units)
    first = min([edit.start[1], *(e.start[1] for e in beside)])
    last = max([edit.end[1], *(e.end[1] for e in beside)])
    return _Passage(edit.unit, first, last, (edit,), beside)


def _on_passage(revised: Revised, passage: _Passage) -> Iterator[Reworded]:
    """The passage in the new text as the edits would have it."""
    places, i = revised.places, passage.unit
    j = places.pieces[i].j1
    words, now = places.before.unit_words(i), places.after.unit_words(j)
    start = _after(places.word((i, passage.first - 1)), j) if passage.first else (j, 0)
    end = places.word((i, passage.last)) if passage.last < len(words) else (j, len(now))
    if start is None or end is None or not start <= end or end[0] != j:
        raise Displaced(_AGAIN)
    if passage.is_put_in:
        yield _put_in(revised, passage.edits[0], end)
        return
    if passage.last - passage.first > sum(edit.end[1] - edit.start[1] for edit in passage.edits) + _MORE:
        raise Displaced("the whole passage was reworded")
    reading = _reading(places.before, words, passage)
    key = places.before.folded_words(reading)
    if not key and start < end:
        yield Reworded(start, end, (), *owned_space(places.after.text.source, now, start[1], end[1]))
        return
    if start == end:
        yield _beside(places.after, end, reading)
        return
    yield Reworded(start, end, key, now.starts[start[1]], now.ends[end[1] - 1], (reading.strip(),))


def _put_in(revised: Revised, edit: Reworded, end: Place) -> Reworded:
    """Words put in behind those that the revision put in, which end before ``end``."""
    if BREAK in edit.key:
        raise Displaced(_AGAIN)
    return _beside(revised.places.after, end, flat(edit.parts))


def _beside(after: Prepared, place: Place, reading: str) -> Reworded:
    """Words put in before the word at ``place``, with blanks between them and their neighbours."""
    unit, words, k = after.text.units[place[0]], after.unit_words(place[0]), place[1]
    wording = reading.strip()
    key = after.folded_words(wording)
    lead = _blank(words.keys[k - 1], key[0]) if k and key else ""
    behind = _blank(key[-1], words.keys[k]) if not k and key and len(words) else ""
    at = words.ends[k - 1] if k else words.starts[0] if len(words) else unit.body
    return Reworded(place, place, key, at, at, (lead + wording + behind,))


def _blank(left: str, right: str) -> str:
    """What stands between two words: nothing inside brackets, before a comma, or where a script has no blanks."""
    if is_character(left) or is_character(right):
        return ""
    return "" if left in _OPENING or (is_sign(right) and right not in _OPENING) else " "


_OPENING = frozenset("([{«“‘„")


def _reading(before: Prepared, words: Words, passage: _Passage) -> str:
    """The words of a passage with the edits made."""
    is_point = passage.first == passage.last
    low = passage.edits[0].c1 if is_point else words.starts[passage.first]
    high = passage.edits[0].c2 if is_point else words.ends[passage.last - 1]
    return flat(spliced(before.text, low, high, passage.edits))


def _after(place: Place | None, unit: int) -> Place | None:
    return (unit, place[1] + 1) if place is not None and place[0] == unit else None


__all__ = ["maintained", "overlap"]
