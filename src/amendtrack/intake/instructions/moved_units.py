"""Units that are moved, joined or split, as changes to a draft."""

from __future__ import annotations

import re
from dataclasses import replace

from amendtrack.intake.instructions.changes import Aim, Broken, Joined, MovedUnits
from amendtrack.intake.instructions.cited_place import Place, PlacePart
from amendtrack.intake.instructions.finding import Unclear
from amendtrack.intake.instructions.guide import named
from amendtrack.intake.instructions.instruction import Instruction, Side
from amendtrack.intake.instructions.rewritten_units import FINAL_SIGN
from amendtrack.intake.instructions.seeking import Seeker
from amendtrack.text.units import UnitKind

_ENDING_IN_LIST = re.compile(rf"{FINAL_SIGN.pattern}|[；，。؛،](?:以及|和|或| و)?$")


def check_beside(seeker: Seeker, one: Instruction, unit: int) -> None:
    """Refuse ``between 2 and 4`` where the two are not next to each other."""
    if one.beside is None:
        return
    start, end = seeker.guide.outline.extent(unit)[1], seeker.unit_at(one.beside)
    if start == end:
        return
    if start < end and all(u.kind is UnitKind.HEADING for u in seeker.base.units[start:end]):
        raise Unclear("a heading stands between the two places; say on which side of it", named(seeker.guide, [start]))
    raise Unclear("the two places are not next to each other", named(seeker.guide, [unit, end]))


def are_alike(seeker: Seeker, a: int, b: int) -> bool:
    """Whether two units are numbered in one series."""
    mine, other = seeker.guide.outline.counted[a], seeker.guide.outline.counted[b]
    return bool(mine and other and mine.series == other.series)


def move(seeker: Seeker, one: Instruction) -> Aim:
    """Units moved before or after another, with what belongs to them."""
    targets = seeker.targets(one)
    spans = [seeker.guide.outline.extent(unit) for unit in targets]
    if any(a[1] != b[0] for a, b in zip(spans, spans[1:])):
        raise Unclear("what is to be moved is not in one place", named(seeker.guide, targets))
    if one.to is None:
        raise Unclear("where to?")
    to = seeker.unit_at(one.to)
    check_beside(seeker, one, to)
    gap = to - 1 if one.side is Side.BEFORE else to if one.to.alone else seeker.guide.outline.extent(to)[1] - 1
    first, last = spans[0][0], spans[-1][1]
    if first - 1 <= gap < last:
        raise Unclear("it is already there", named(seeker.guide, targets))
    return Aim(one, (MovedUnits(first, last, gap),))


def swap_units(seeker: Seeker, one: Instruction) -> Aim:
    """Two units change places, each with what belongs to it."""
    targets = sorted(set(seeker.listed(one.places)))
    if len(targets) != 2:
        raise Unclear("which two are to change places?", named(seeker.guide, targets))
    (first, end), (other, last) = (seeker.guide.outline.extent(unit) for unit in targets)
    if not (are_alike(seeker, *targets) or _are_unlabelled(seeker, *targets)) or end > other:
        raise Unclear("they are not of the same kind", named(seeker.guide, targets))
    if any(seeker.guide.outline.loose_after(k) for k in (end, last)):
        raise Unclear("unnumbered text follows; say how much of it moves", named(seeker.guide, targets))
    endings = {_ending(seeker, k - 1) for k in (end, last)}
    if len(endings) > 1:
        shown = " and ".join(f"“{ending}”" for ending in sorted(endings))
        raise Unclear(f"they end in {shown}; give both as they should read", named(seeker.guide, targets))
    there = MovedUnits(first, end, last - 1)
    return Aim(one, (there,) if end == other else (there, MovedUnits(other, last, first - 1)))


def _are_unlabelled(seeker: Seeker, a: int, b: int) -> bool:
    """Whether two units have no labels, and nothing between them has one either."""
    between = seeker.base.units[a : b + 1]
    return all(unit.kind is UnitKind.PARAGRAPH and not unit.label for unit in between)


def _ending(seeker: Seeker, unit: int) -> str:
    """The sign, or the sign and the ``and``, with which a unit of a list ends."""
    found = _ENDING_IN_LIST.search(seeker.base.wording(seeker.base.units[unit]).rstrip())
    return found[0] if found else ""


def move_to_end(seeker: Seeker, one: Instruction) -> Aim:
    """Move to the end of its series: after the last unit that is numbered in the same way."""
    targets = seeker.targets(one)
    count = seeker.guide.outline.counted[targets[0]]
    preamble = seeker.guide.units_of(Place("preamble", (PlacePart("preamble", ""),)))
    like = (
        list(preamble)
        if count is None and targets[0] in preamble
        else [k for k, c in enumerate(seeker.guide.outline.counted) if count and c and c.series == count.series]
    )
    if not like or len(targets) > 1:
        raise Unclear("to the end of what?", named(seeker.guide, targets))
    first, last = seeker.guide.outline.extent(targets[0])
    gap = seeker.guide.outline.extent(like[-1])[1] - 1
    if seeker.guide.outline.loose_after(gap + 1):
        raise Unclear("unnumbered text follows there; say after which words it goes", named(seeker.guide, [like[-1]]))
    if first - 1 <= gap < last:
        raise Unclear("it is already there", named(seeker.guide, targets))
    return Aim(one, (MovedUnits(first, last, gap),))


def move_into(seeker: Seeker, one: Instruction) -> Aim:
    """Move to the end of another unit, behind all that belongs to it."""
    if one.to is None:
        raise Unclear("where to?")
    targets = seeker.targets(one)
    to = seeker.unit_at(one.to)
    first, last = seeker.guide.outline.extent(targets[0])
    gap = seeker.guide.outline.extent(to)[1] - 1
    if len(targets) > 1 or first <= to < last:
        raise Unclear("what is to be moved is not one paragraph outside that place", named(seeker.guide, targets))
    if first - 1 <= gap < last:
        raise Unclear("it is already there", named(seeker.guide, targets))
    return Aim(one, (MovedUnits(first, last, gap),))


def merge(seeker: Seeker, one: Instruction) -> Aim:
    """Adjacent units joined into one."""
    targets = sorted(set(seeker.listed(one.places)))
    if len(targets) < 2:
        raise Unclear("merge it with what?", named(seeker.guide, targets))
    if targets != list(range(targets[0], targets[-1] + 1)):
        raise Unclear("they are not next to each other, or they have items", named(seeker.guide, targets))
    return Aim(one, tuple(Joined(unit) for unit in targets[:-1]))


def split(seeker: Seeker, one: Instruction) -> Aim:
    """A unit split at words or before or after a sentence."""
    if one.places:
        one = replace(one, scope=one.places[0])
    if one.anchor:
        found = seeker.place_of(one.anchor, replace(one, sentence=0))
        unit, at = found.unit, found.last if one.side is Side.AFTER else found.first
        keys = seeker.finder.words(unit).keys
        while one.side is Side.AFTER and at < len(keys) and keys[at] in (".", ";", ",", ":", "。"):
            at += 1
    else:
        if one.scope is None:
            raise Unclear("which paragraph?")
        unit = seeker.unit_of_sentences(one)
        span = seeker.sentence(unit, one.sentence)
        at = span[1] if one.side is Side.AFTER else span[0]
    if not 0 < at < len(seeker.finder.words(unit)):
        raise Unclear("nothing would be left on one side of the split", named(seeker.guide, [unit]))
    if seeker.guide.outline.extent(unit)[1] > unit + 1:
        raise Unclear("it has items; say which one to split", named(seeker.guide, [unit]))
    return Aim(one, (Broken(unit, at, seeker.numberer.broken_off(unit)),))
