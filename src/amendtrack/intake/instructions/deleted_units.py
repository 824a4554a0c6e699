"""Units and footnotes that are deleted, as changes to a draft."""

from __future__ import annotations

from amendtrack.intake.instructions.changes import Aim, Change, Dropped
from amendtrack.intake.instructions.finding import Unclear
from amendtrack.intake.instructions.guide import named
from amendtrack.intake.instructions.instruction import Instruction
from amendtrack.intake.instructions.seeking import Seeker
from amendtrack.text.labels import Rank
from amendtrack.text.units import UnitKind


def delete_units(seeker: Seeker, one: Instruction) -> Aim:
    """Units deleted, each with what belongs to it unless it alone is meant."""
    changes: list[Change] = []
    for unit in seeker.targets(one):
        if is_on_its_line(seeker, one, unit):
            why = "it begins on the line of its article; give the article as it should read"
            raise Unclear(why, named(seeker.guide, [unit]))
        if seeker.base.units[unit].kind is UnitKind.NOTE:
            changes += seeker.footnotes.marks_of(unit)
        span = (unit, unit + 1) if seeker.is_alone(one) else seeker.guide.outline.extent(unit)
        if (
            seeker.is_alone(one)
            and seeker.guide.outline.extent(unit)[1] > unit + 1
            and not _is_introduced(seeker, one, unit)
        ):
            raise Unclear("more than these words would be deleted with it; say what stays", named(seeker.guide, [unit]))
        check_titles(seeker, *span)
        changes += [Dropped(k) for k in range(*span)]
    if len({c.unit for c in changes if isinstance(c, Dropped)}) >= len(seeker.base.units):
        raise Unclear("nothing would be left of the text")
    return Aim(one, tuple(dict.fromkeys(changes)))


def check_titles(seeker: Seeker, first: int, end: int) -> None:
    """Refuse to take a line that may be the heading of what follows the article for a part of it."""
    units, below = seeker.base.units, first + 1 + (seeker.guide.outline.title_below(first) is not None)
    for k in range(below + 1, end - 1):
        if units[k].kind is UnitKind.PARAGRAPH and not units[k].label and seeker.guide.outline.is_title_line(k):
            raise Unclear("a heading may follow within it; say where it ends", named(seeker.guide, [first, k]))


def is_on_its_line(seeker: Seeker, one: Instruction, unit: int) -> bool:
    """Whether only the paragraph that begins on the line of an article is meant, and more of it follows."""
    parts = [place.parts[-1].word for place in one.places or ((one.scope,) if one.scope else ()) if place.parts]
    count = seeker.guide.outline.counted[unit]
    goes_on = count is not None and count.rank is Rank.ARTICLE and seeker.guide.outline.extent(unit)[1] > unit + 1
    if seeker.base.units[unit].label.startswith("§"):
        return False  # ``§ 5`` is the article itself
    return goes_on and any(word in ("para", "item", "nth para", "nth line", "nth subpara") for word in parts)


def _is_introduced(seeker: Seeker, one: Instruction, unit: int) -> bool:
    """Whether a chapeau is meant, which can be deleted without its items; a title or a counted line cannot."""
    places = one.places or ((one.scope,) if one.scope else ())
    is_title = seeker.base.units[unit].kind is UnitKind.HEADING and bool(seeker.base.units[unit].label)
    return not is_title and not any(part.word == "nth line" for place in places for part in place.parts)


def delete_note(seeker: Seeker, one: Instruction) -> Aim:
    """The one footnote of a place, with its marker."""
    units = seeker.within(one)
    if units is None:
        raise Unclear("which footnote?")
    there = {key for unit in units for key in seeker.finder.words(unit).keys}
    notes = [n for n, marker in seeker.footnotes.markers.items() if marker in there]
    if len(notes) != 1:
        why = "it has no footnote" if not notes else "it has more than one footnote"
        raise Unclear(why, named(seeker.guide, notes or units[:1]))
    markers = seeker.footnotes.marks_of(notes[0])
    if not {marker.unit for marker in markers} <= set(units):
        raise Unclear("other paragraphs have the same footnote", named(seeker.guide, [m.unit for m in markers]))
    return Aim(one, (*markers, Dropped(notes[0])))
