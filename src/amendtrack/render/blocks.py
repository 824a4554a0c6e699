"""What is printed for each slot, block by block, and what must be read back from it.

A block is one unit, or several joined by a slot. Each block is read back separately, so that the print of one unit
never depends on another.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from amendtrack.consolidation.slots.slot import Shape, Slot, Variant
from amendtrack.render.marks import Names, bracket_pairs, plain, unmarked
from amendtrack.render.parsing import (
    SPACE,
    Moved,
    ParsedPrint,
    PlacedPair,
    PrintedGround,
    ReadSlot,
    Where,
    composed,
    moved_units,
    ordered,
    with_moved_wording,
)
from amendtrack.text.labels import read_label, without_lead
from amendtrack.text.units import Text
from amendtrack.text.words import folded, tokens


@dataclass(slots=True)
class PlannedSlot:
    """A slot to be printed; readings that its inner slots already show are hidden unless it is printed exactly."""

    slot: Slot
    inner: list[PlannedSlot]
    readings: list[Variant]
    hidden: dict[Variant, Variant]
    full: bool = True
    splits: bool = False
    exact: bool = False
    silent: frozenset[Variant] = frozenset()

    @property
    def shown(self) -> list[Variant]:
        """The readings to be written out."""
        written = [v for v in self.readings if v not in self.silent]
        return written if self.exact else [v for v in written if v not in self.hidden]

    @property
    def breaks(self) -> bool:
        """Whether it is printed as a paragraph break."""
        return self.splits and not self.exact

    def want(self) -> ReadSlot:
        """What reading back the print must give."""
        s = self.slot
        hidden = {} if self.exact else self.hidden
        if self.breaks:
            return ReadSlot(s.start, s.end, s.base, (replace(s.variants[0], wording="\n\n"),), (), s.positions)
        said = [replace(v, moves_to=without_lead(v.moves_to)) for v in s.variants if v.deletes or v.moves_to]
        variants = [*said, *(hidden.get(v, v) for v in self.readings if not v.deletes)]
        return ReadSlot(s.start, s.end, s.base, ordered(variants), tuple(i.want() for i in self.inner), s.positions)


def planned(text: Text, slots: Sequence[Slot]) -> list[PlannedSlot]:
    """The slots as they will be printed."""
    here: dict[str, list[Slot]] = {}
    slots = _apart(text, slots)
    for slot in slots:
        if slot.shape is Shape.MOVED_HERE:
            here.setdefault(slot.mark, []).append(slot)
    plans = []
    for slot in slots:
        if slot.shape is Shape.MOVED_AWAY:
            whole = [d for d in here.get(slot.unit, ()) if len(d.variants) == 1 and _edited(text, slot, d)]
            kept = tuple(i for i in slot.inner if not any(set(i.parties) <= set(d.parties) for d in whole))
            plans.append(_plan(text, replace(slot, inner=kept)))
            continue
        plans.append(_plan(text, slot))
    away = {s.unit: s for s in slots if s.shape is Shape.MOVED_AWAY}
    for plan in plans:
        if plan.slot.shape is Shape.MOVED_HERE and plan.slot.mark in away:
            plan.full = len(plan.slot.variants) == 1 and _edited(text, away[plan.slot.mark], plan.slot)
    return plans


def _apart(text: Text, slots: Sequence[Slot]) -> list[Slot]:
    """The slots without overlaps: a break between two touching changes is put inside their slot."""
    found: list[Slot] = []
    for slot in slots:
        last = found[-1] if found else None
        if last is None or last.shape is not Shape.WORDS or slot.shape is not Shape.WORDS or slot.start >= last.end:
            found.append(slot)
            continue
        outer, within = (last, slot) if last.end >= slot.end else (slot, last)
        others = composed(text.source, outer.start, outer.end, [_plan(text, within).want()], set(outer.parties))
        inner = tuple(sorted((*outer.inner, within), key=lambda s: (s.start, s.end)))
        found[-1] = replace(outer, inner=inner, variants=ordered([*outer.variants, *others]))
    return found


def _edited(text: Text, away: Slot, here: Slot) -> bool:
    """Whether the unit has different words at its new place."""
    k = bisect_left(text.units, away.start, key=lambda unit: unit.start)
    return k < len(text.units) and not here.variants[0].wording.rstrip(SPACE).endswith(text.wording(text.units[k]))


def _plan(text: Text, slot: Slot) -> PlannedSlot:
    if slot.base.strip(SPACE):  # a deleted label is printed as deleted
        said = (replace(v, deletes=not v.moves_to and not v.wording.strip(SPACE)) for v in slot.variants)
        slot = replace(slot, variants=tuple(said))
    inner = [_plan(text, i) for i in _apart(text, slot.inner)]
    silent = _speaking_inside(text, slot, inner)
    slot = replace(slot, variants=ordered([*slot.variants, *silent])) if silent else slot
    # A reading that leaves only white space is written out; a plain deletion is stated in words.
    readings = [v for v in slot.variants if not v.moves_to and (not v.deletes or v.wording)]
    hidden: dict[Variant, Variant] = {}
    if inner:
        spelt_out = {
            v.backers: v for v in composed(text.source, slot.start, slot.end, [i.want() for i in inner], set())
        }
        for v in readings:
            same = spelt_out.get(v.backers)
            broken = 8 * sum(i.splits and bool(set(i.slot.parties) & set(v.backers)) for i in inner)
            if same is not None and not v.deletes and _says_the_same(same.wording, v.wording, broken):
                hidden[v] = same
    if len(hidden) == len(readings) == len(slot.variants) and not slot.positions:
        hidden = {}  # a bracket that says nothing itself is none
    exact = any(v.deletes and v.wording for v in slot.variants)
    return PlannedSlot(slot, inner, readings, hidden, splits=_splits(slot), exact=exact, silent=frozenset(silent))


def _speaking_inside(text: Text, slot: Slot, inner: Sequence[PlannedSlot]) -> list[Variant]:
    """The readings of those who have readings only in the inner slots, as a reader of the print combines them."""
    heard = {b for v in slot.variants for b in v.backers}
    names = {b for i in inner for v in i.slot.variants for b in v.backers} - heard
    return composed(text.source, slot.start, slot.end, [i.want() for i in inner], heard) if names else []


def _splits(slot: Slot) -> bool:
    """Whether only a paragraph break is asked for; its label is not printed."""
    wordings = {v.wording for v in slot.variants}
    if slot.shape is not Shape.WORDS or slot.base.strip(SPACE) or len(wordings) != 1 or slot.variants[0].deletes:
        return False
    mark = wordings.pop()
    sign = mark.strip(SPACE)
    lead = mark.removesuffix(mark.lstrip(SPACE))  # a sign before a line break is new wording
    return "\n" in lead and (not any(c.isalnum() for c in sign) or read_label(sign) is not None)


def _says_the_same(printed: str, meant: str, broken: int) -> bool:
    """Whether the words are the same, apart from the labels of split-off parts."""
    if printed == meant:
        return True
    here, there = _key(printed), _key(meant)
    if here == there:
        return True
    rest = iter(there)
    return 0 < len(there) - len(here) <= broken and all(word in rest for word in here)


def _key(wording: str) -> list[str]:
    return [f for t in tokens(wording) if (f := folded(t))]


def moved_plans(text: Text, plans: Sequence[PlannedSlot]) -> Moved:
    """Every unit by its address, with the slots printed inside it if it is moved."""
    away = [(p.slot.start, p.want().inner) for p in plans if p.slot.shape is Shape.MOVED_AWAY]
    named = any("(ex " in v.wording for p in plans for v in p.readings)
    return moved_units(text, away) if away or named or any(p.slot.shape is Shape.MOVED_HERE for p in plans) else {}


def ground_of(text: Text, plans: Sequence[PlannedSlot]) -> PrintedGround:
    """The base text as a reader of the print will see it."""
    shapes = (Shape.UNIT, Shape.MOVED_AWAY)
    found = [
        (p.slot.start, p.slot.end, any(v.deletes or v.moves_to for v in p.slot.variants))
        for p in plans
        if p.slot.shape in shapes
    ]
    here = (Shape.NEW, Shape.MOVED_HERE)
    new = [p.slot.start for p in plans if p.slot.shape in here]
    return PrintedGround(text, found, new)


@dataclass(slots=True)
class Block:
    """Characters ``start:end`` of the text and the slots in them."""

    start: int
    end: int
    plans: list[PlannedSlot] = field(default_factory=list)


def blocks(text: Text, plans: Sequence[PlannedSlot]) -> Iterator[Block]:
    """The whole text in blocks."""
    edges = [0, *(u.start for u in text.units[1:] if u.start)]
    size = len(text.source)
    now: Block | None = None
    k = 0
    for plan in plans:
        first = bisect_right(edges, plan.slot.start) - 1
        last = max(first, bisect_right(edges, max(plan.slot.start, plan.slot.end - 1)) - 1)
        end = edges[last + 1] if last + 1 < len(edges) else size
        if now is not None and edges[first] < now.end:
            now.end = max(now.end, end)
            k = max(k, last + 1)
        else:
            if now is not None:
                yield now
            yield from (Block(edges[n], edges[n + 1]) for n in range(k, first))
            now, k = Block(edges[first], end), last + 1
        now.plans.append(plan)
    if now is not None:
        yield now
    yield from (Block(edges[n], edges[n + 1] if n + 1 < len(edges) else size) for n in range(k, len(edges)))


def read_back(
    text: Text, ground: PrintedGround, block: Block, print_of: tuple[str, str], names: Names, moved: Moved
) -> list[PlannedSlot] | None:
    """The slots that cannot be read back from a printed block; ``None`` if reading fails elsewhere in the block.

    ``print_of`` is the white space printed before the block, and the block; new words may seem to own that white space.
    """
    behind, printed = print_of
    behind = behind if text.source.endswith(behind, 0, block.start) else ""
    start, printed = block.start - len(behind), behind + printed
    printed = unmarked(printed)
    marks, lone = bracket_pairs(printed, names)
    where = Where.OPENS if block.start == 0 else Where.AMID
    where |= Where.ENDS if block.end == len(text.source) else Where.AMID
    laid = ParsedPrint(printed, marks, where)
    if lone or len(laid.places) != len(block.plans):
        return None
    if "".join(laid.out) != text.source[start : block.end]:
        return [
            p for place, plan in zip(laid.places, block.plans, strict=True) for p in _misread(laid, place, plan)
        ] or None
    found = with_moved_wording(text.source, laid.resolved(ground, start), laid, moved)
    return [p for got, plan in zip(found, block.plans, strict=True) for p in _differing(got, plan)]


def _misread(laid: ParsedPrint, place: PlacedPair, plan: PlannedSlot) -> Iterator[PlannedSlot]:
    """New wording that was read with more or less white space than its own."""
    if place.mark.base is None and not plan.breaks:
        got = [place.lead + plain(laid.printed[s:e]) + place.trail for s, e, _ in place.mark.wordings]
        want = [v.wording for v in plan.shown]
        if sorted(map(_space_round, got)) != sorted(map(_space_round, want)):
            yield plan
        elif plan.slot.shape is not Shape.MOVED_HERE and sorted(got) != sorted(want):
            yield plan  # the words of a moved unit may be printed at the old place
    elif len(place.inner) == len(plan.inner):
        for p, i in zip(place.inner, plan.inner, strict=True):
            yield from _misread(laid, p, i)


def _space_round(wording: str) -> tuple[int, int]:
    return len(wording) - len(wording.lstrip(SPACE)), len(wording) - len(wording.rstrip(SPACE))


def _differing(got: ReadSlot, plan: PlannedSlot) -> Iterator[PlannedSlot]:
    """The innermost slots that were misread."""
    want = plan.want()
    if got == want:
        return
    if len(got.inner) == len(plan.inner) and got.inner != want.inner:
        for g, i in zip(got.inner, plan.inner, strict=True):
            yield from _differing(g, i)
    else:
        yield plan


def every_plan(plans: Iterable[PlannedSlot]) -> Iterator[PlannedSlot]:
    """Each of these slots, and after it those inside it."""
    for plan in plans:
        yield plan
        yield from every_plan(plan.inner)
