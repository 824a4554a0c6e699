"""Square brackets that are lifted from words, or put around them, as changes to a draft."""

from __future__ import annotations

from amendtrack.intake.instructions.changes import Aim, Worded
from amendtrack.intake.instructions.finding import MOST, Found, Unclear
from amendtrack.intake.instructions.guide import named
from amendtrack.intake.instructions.instruction import Instruction, Reach
from amendtrack.intake.instructions.seeking import Seeker, short


def lift_brackets(seeker: Seeker, one: Instruction) -> Aim:
    """The brackets around the quoted words deleted, or those of a place."""
    units = seeker.within(one)
    if one.old:
        inner = one.old[1:-1] if one.old[:1] == "[" and one.old[-1:] == "]" else one.old
        found = [f for f in seeker.finder.find(inner, units, one.sentence) if _pair(seeker, f)]
        if not found:
            seeker.place_of(inner, one)
            raise Unclear(
                f"there are no brackets around “{short(inner)}”", seeker.shown(seeker.finder.find(inner, units))
            )
        pairs = [(f.unit, *_pair(seeker, f)) for f in found]
    elif units is None:
        raise Unclear("which brackets?")
    else:
        pairs = [(u, a, b) for u in units for a, b in _pairs(seeker, u)]
        if not pairs:
            raise Unclear("there are no brackets in it", named(seeker.guide, units[:1]))
    if len(pairs) > 1 and one.reach is Reach.ONE:
        raise Unclear(
            "more than one pair of brackets may be meant",
            seeker.shown(Found(u, a, b + 1) for u, a, b in pairs[:MOST]),
        )
    changes = [change for u, a, b in pairs for change in (Worded(u, a, a + 1, ""), Worded(u, b, b + 1, ""))]
    return Aim(one, tuple(changes))


def _pair(seeker: Seeker, found: Found) -> tuple[int, int] | tuple[()]:
    keys = seeker.finder.words(found.unit).keys
    around = found.first and keys[found.first - 1] == "[" and keys[found.last : found.last + 1] == ("]",)
    return (found.first - 1, found.last) if around else ()


def _pairs(seeker: Seeker, unit: int) -> list[tuple[int, int]]:
    stack: list[int] = []
    pairs = []
    for k, key in enumerate(seeker.finder.words(unit).keys):
        if key == "[":
            stack.append(k)
        elif key == "]" and stack:
            pairs.append((stack.pop(), k))
    return sorted(pairs)


def put_brackets(seeker: Seeker, one: Instruction) -> Aim:
    """The quoted words in brackets."""
    found = seeker.place_of(one.old, one)
    words = seeker.finder.words(found.unit)
    inside = seeker.base.source[words.starts[found.first] : words.ends[found.last - 1]]
    return Aim(one, (Worded(found.unit, found.first, found.last, f"[{' '.join(inside.split())}]"),), found.read_as)


def bracket_unit(seeker: Seeker, one: Instruction) -> Aim:
    """A whole unit in brackets: the wording inside them, the label outside."""
    changes = []
    for unit in seeker.targets(one):
        if seeker.guide.outline.extent(unit)[1] > unit + 1 and not seeker.is_alone(one):
            raise Unclear("it has items; say which words to bracket", named(seeker.guide, [unit]))
        wording = " ".join(seeker.base.wording(seeker.base.units[unit]).split())
        changes.append(Worded(unit, 0, len(seeker.finder.words(unit)), f"[{wording}]"))
    return Aim(one, tuple(changes))
