"""An overtaken amendment on the new text, once its delegation maintains it there.

The delegation's own reading of the passage takes the place of what the revision put there: whoever would delete words
deletes what replaced them, and whoever would replace words replaces those. Words that were only to be put in are put in
beside what the revision put in. Nothing else of the new text is touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from amendtrack.consolidation.compose import flat
from amendtrack.consolidation.counterparts import Displaced
from amendtrack.consolidation.edits import Edit, Inserted, Moved, Place, Relabelled, Reworded, Struck, alike
from amendtrack.consolidation.revised import Revised
from amendtrack.redline.phrase import BREAK

_MORE = 6
"""Words beyond its own that a maintained edit may put back."""
_AGAIN = "its place in the new text is not certain"


def maintained(revised: Revised, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits on the new text, where the delegation maintains them; what the new text has already is left out.

    Raises:
        Displaced: where one of them belongs is not certain.
    """
    return tuple(each for edit in edits if not revised.has(edit) for each in _maintained(revised, edit))


def _maintained(revised: Revised, edit: Edit) -> Iterator[Edit]:
    if isinstance(edit, Inserted) and (rival := _rival(revised, edit)) is not None:
        yield _whole(revised, rival, edit)
        return
    try:
        yield revised.places.counterpart(edit)
        return
    except Displaced:
        pass
    units = revised.places.after.text.units
    match edit:
        case Reworded() if edit.unit not in revised.places.pieces:
            yield _unit_again(revised, edit)
        case Reworded():
            yield _passage(revised, edit)
        case Struck(unit=i):
            group = revised.places.pieces.get(i)
            if group is None or group.i2 - group.i1 > 1:
                raise Displaced(_AGAIN)
            yield from (Struck(j, units[j].start, units[j].end) for j in range(group.j1, group.j2))
        case Inserted():
            gap = _nearest(revised, edit.gap)
            yield replace(edit, gap=gap, at=units[gap].end if gap >= 0 else units[0].start if units else 0)
        case Moved(unit=i):
            j = revised.places.unit(i)
            yield replace(edit, unit=j, gap=revised.places.gap(edit.gap), c1=units[j].start, c2=units[j].end)
        case Relabelled():
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
    return Reworded((j, 0), (j, size), edit.key, unit.body, unit.end, (edit.wording,))


def _unit_again(revised: Revised, edit: Reworded) -> Inserted:
    """The unit that the revision deleted, as the edit would have it."""
    before = revised.places.before
    if edit.spans_units or BREAK in edit.key:
        raise Displaced(_AGAIN)
    unit, source = before.text.units[edit.unit], before.text.source
    wording = source[unit.body : edit.c1] + flat(edit.parts) + source[edit.c2 : unit.end]
    gap = _nearest(revised, edit.unit - 1)
    units = revised.places.after.text.units
    return Inserted(
        gap=gap,
        rank=0,
        at=units[gap].end if gap >= 0 else units[0].start if units else 0,
        key=before.folded_words(wording),
        wording=wording,
        lead=source[before.text.units[edit.unit - 1].end : unit.start] if edit.unit else "\n\n",
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


def _passage(revised: Revised, edit: Reworded) -> Reworded:
    """The passage that the edit and the revision both change, as the edit would have it."""
    places = revised.places
    group = places.pieces[edit.unit]
    if edit.spans_units or group.i2 - group.i1 > 1 or group.j2 - group.j1 > 1:
        raise Displaced(_AGAIN)
    i, j = group.i1, group.j1
    beside = [e for e in revised.over(edit) if e.unit == i and not e.spans_units]
    is_put_in = edit.start == edit.end and all(e.start == e.end for e in beside)
    first = min([edit.start, *(e.start for e in beside)])
    last = max([edit.end, *(e.end for e in beside)])
    words, now = places.before.unit_words(i), places.after.unit_words(j)
    start = _after(places.word((i, first[1] - 1)), j) if first[1] else (j, 0)
    end = places.word(last) if last[1] < len(words) else (j, len(now))
    if start is None or end is None or not start <= end or end[0] != j:
        raise Displaced(_AGAIN)
    unit, was = places.after.text.units[j], places.before.text.units[i]
    if is_put_in:
        at = now.ends[end[1] - 1] if end[1] else unit.body
        blank = edit.c1 == (words.ends[edit.start[1] - 1] if edit.start[1] else was.body)
        at = at if blank or end[1] >= len(now) else now.starts[end[1]]
        return replace(edit, start=end, end=end, c1=at, c2=at)
    source = places.before.text.source
    low = words.starts[first[1]] if first[1] < last[1] else edit.c1
    high = words.ends[last[1] - 1] if first[1] < last[1] else edit.c2
    if last[1] - first[1] > edit.end[1] - edit.start[1] + _MORE:
        raise Displaced("the whole passage was reworded")
    reading = source[low : max(low, edit.c1)] + flat(edit.parts) + source[min(high, edit.c2) : high]
    key = places.before.folded_words(reading)
    c1, c2 = (now.starts[start[1]], now.ends[end[1] - 1]) if start < end else (unit.end, unit.end)
    if not key and start < end:
        from amendtrack.consolidation.extraction import owned_space

        c1, c2 = owned_space(places.after.text.source, now, start[1], end[1])
        return Reworded(start, end, (), c1, c2)
    return Reworded(start, end, key, c1, c2, (reading.strip(),))


def _after(place: Place | None, unit: int) -> Place | None:
    return (unit, place[1] + 1) if place is not None and place[0] == unit else None


__all__ = ["maintained"]
