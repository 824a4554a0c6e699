"""Slots of whole units: deleted, moved away, joined or relabelled, with the words amended inside."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from amendtrack.consolidation.compose import flat, pieces, spliced
from amendtrack.consolidation.edits import Edit, Identity, Moved, Relabelled, Reworded, Struck
from amendtrack.consolidation.negotiation import Stance
from amendtrack.consolidation.slots.clusters import settled, words_collide
from amendtrack.consolidation.slots.gaps import gap_slots
from amendtrack.consolidation.slots.slot import ConflictKind, Shape, Slot, Variant
from amendtrack.consolidation.slots.table import EditsByPlace
from amendtrack.consolidation.slots.variants import FullReading, apart_from, variants_of
from amendtrack.consolidation.slots.within import word_slots
from amendtrack.consolidation.strands import Strand, holds


def unit_slots(table: EditsByPlace, i: int, until: int) -> list[Slot]:
    unit = table.base.units[i]
    strands = [s for k in range(i, until + 1) for s in table.words.get(k, ())]
    labels = [_label_slot(table, i)] if i in table.labels else []
    if until > i:
        return _joined_slots(table, i, until, strands)
    inner = word_slots(table, i, strands)
    moves, delete = table.moves.get(i, []), table.deletes.get(i)
    if decided := [s for s in moves if s.identity in table.kept]:
        return [_moved_by_decision(table, (i, i), decided, (*labels, *inner))]
    if not moves and delete is None:
        if any(s.edit.is_reworded_split for s in strands):
            return _split_slots(table, i, strands, labels)
        return [*labels, *inner]
    start, end = table.unit_range(i, i)
    involved: list[Strand[Edit]] = [*strands, *moves, *([delete] if delete else []), *table.labels.get(i, ())]
    return [_outer(table, i, start, end, involved, (*labels, *inner), unit.label)]


def _outer(
    table: EditsByPlace, i: int, start: int, end: int, involved: list[Strand[Edit]], inner: tuple[Slot, ...], label: str
) -> Slot:
    variants = _unit_variants(table, i, (start, end), involved)
    moves, delete = table.moves.get(i, []), table.deletes.get(i)
    positions = table.positions_on(table.addresses[i], label, involved, inner)
    amenders = [
        s for s in involved if isinstance(s.edit, Reworded | Relabelled) and (not delete or s.backers - delete.backers)
    ]
    retained = any(stance == Stance.RETAIN.value for stance, _ in positions)
    kinds = (
        (ConflictKind.MOVE_DELETE, delete and moves),
        (ConflictKind.MOVE_MOVE, len(moves) > 1),
        (ConflictKind.DELETE_AMEND, delete and amenders),
        (ConflictKind.DELETE_RETAIN, delete and retained),
        (ConflictKind.MOVE_AMEND, moves and any(s.backers - moves[0].backers for s in amenders)),
    )
    return Slot.of_unit(
        involved,
        start=start,
        base=table.base.source[start:end],
        unit=table.addresses[i],
        variants=variants,
        kind=next((kind for kind, found in kinds if found), None),
        kept=table.kept,
        mark=_mark(table, i),
        inner=inner,
        positions=positions,
        move=table.move_ids.get(i),
        shape=Shape.MOVED_AWAY if moves else Shape.UNIT,
    )


def _moved_by_decision(
    table: EditsByPlace, units: tuple[int, int], moves: list[Strand[Moved]], inner: tuple[Slot, ...]
) -> Slot:
    """The old place of a unit, or of joined units, whose move has been decided; open changes to words stay open."""
    i, until = units
    start, end = table.unit_range(i, until)
    variants = variants_of(table, moves, lambda mine: FullReading("", moves_to=table.destination(mine[0])))
    return Slot.of_unit(
        moves,
        start=start,
        base=table.base.source[start:end],
        unit=table.addresses[i],
        variants=variants,
        kind=None,
        kept=table.kept,
        mark=_mark(table, i),
        inner=inner,
        positions=table.positions_on(table.addresses[i], table.base.units[i].label, moves),
        move=table.move_ids[moves[0].edit.unit],
        shape=Shape.MOVED_AWAY,
    )


def _mark(table: EditsByPlace, i: int) -> str:
    """The mark before the unit's wording."""
    unit = table.base.units[i]
    return table.base.source[unit.start : unit.body]


def _split_slots(table: EditsByPlace, i: int, strands: list[Strand[Reworded]], labels: list[Slot]) -> list[Slot]:
    """A unit that somebody both splits and rewords: the halves form one reading, with others' changes shown inside."""
    unit = table.base.units[i]
    splitters = frozenset[str]().union(*(s.backers for s in strands if s.edit.is_reworded_split))
    others = [s for s in strands if s.backers - splitters]
    involved: list[Strand[Edit]] = [*strands, *table.labels.get(i, ())]
    variants = _unit_variants(table, i, (unit.start, unit.end), involved)
    if not variants:
        return [*labels, *word_slots(table, i, others)]
    inner = (*labels, *word_slots(table, i, others))
    slot = Slot.of_unit(
        involved,
        start=unit.start,
        base=table.base.printed(unit),
        unit=table.addresses[i],
        variants=variants,
        # Words that both halves repeat occur twice: another's change to them would affect only one half.
        kind=ConflictKind.SPLIT_MERGE if len(variants) > 1 else None,
        kept=table.kept,
        mark=_mark(table, i),
        inner=inner,
        positions=table.positions_on(table.addresses[i], unit.label, involved, inner),
    )
    return [slot]


def _unit_variants(
    table: EditsByPlace, i: int, extent: tuple[int, int], involved: list[Strand[Edit]]
) -> tuple[Variant, ...]:
    start, end = extent
    unit = table.base.units[i]
    decided = table.decided(involved)
    open_ = [s for s in involved if s not in decided] or involved

    def reading(strands: list[Strand[Edit]]) -> FullReading:
        mark, to, edits = _mark(table, i), "", []
        for s in table.with_decided(strands, decided):
            match s.edit:
                case Struck():
                    return FullReading("", deletes=True)
                case Reworded() as edit:
                    edits.append(edit)
                case Relabelled() as edit:
                    mark = edit.mark
            if holds(s, Moved) and not to:
                to = table.destination(s)
        if to:
            return FullReading("", moves_to=to)
        wording = flat(spliced(table.base, unit.body, unit.end, edits))
        return FullReading(table.base.source[start : unit.start] + mark + wording + table.base.source[unit.end : end])

    return apart_from(table.base.source[start:end], variants_of(table, open_, reading))


def _joined_slots(table: EditsByPlace, i: int, until: int, strands: list[Strand[Reworded]]) -> list[Slot]:
    """Units that somebody joins, as one passage, with everyone's reading of it; none if all read like the base.

    Others' amendments to their words, or insertions between them, are shown inside.
    """
    joins = [s for s in strands if s.edit.spans_units]
    if all(s.identity in table.kept for s in joins):
        joined = (slot for s in joins for slot in _joined_by_decision(table, s))
        found = [*joined, *_apart_slots(table, i, until, strands)]
        found.sort(key=_place)
        moves = [s for k in range(i, until + 1) for s in table.moves.get(k, ()) if s.identity in table.kept]
        return [_moved_by_decision(table, (i, until), moves, tuple(found))] if moves else found
    involved: list[Strand[Edit]] = list(strands)
    for k in range(i, until + 1):
        delete = table.deletes.get(k)
        involved += [*([delete] if delete else []), *table.moves.get(k, ()), *table.labels.get(k, ())]
        involved += table.gaps.get(k, []) if k < until else []
    along = [s for (_, gap), strands in table.with_moved.items() if i <= gap < until for s in strands]
    involved += along
    follows = {s.identity for s in along}
    start, end = table.unit_range(i, until)
    units = table.base.units
    decided = table.decided(involved)
    open_ = [s for s in involved if s not in decided] or involved

    def reading(own: list[Strand[Edit]]) -> FullReading:
        mine = table.with_decided(own, decided)
        made, _ = pieces(table.ground, mine, table.circulated, range(i, until + 1), orders=table.orders)
        # A unit that moves away has no reading here; new units after the last one belong to the gap.
        inside = [
            p
            for p in made
            if i <= (p.origin if p.strand is None else p.strand.edit.gap) < until + (p.strand is None)
            or (p.strand is not None and p.strand.identity in follows)
        ]
        text = "".join(("" if n == 0 else p.lead) + p.mark + p.wording for n, p in enumerate(inside))
        lead = table.base.source[start : units[i].start] if inside else ""
        rest = table.base.source[units[until].end : end] if inside else ""
        away = next((table.destination(s) for s in mine if holds(s, Moved)), "") if not inside else ""
        return FullReading(lead + text + rest, deletes=not inside and not away, moves_to=away)

    joiners = frozenset[str]().union(*(s.backers for s in joins))
    whole = any(isinstance(s.edit, Struck) for s in involved)
    own = [s for s in strands if not s.backers - joiners and s.identity not in table.kept]
    others = [s for s in strands if s not in own and not s.edit.spans_units]
    made = [slot for s in joins if s.identity in table.kept for slot in _joined_by_decision(table, s)]
    if whole:  # what is open is part of the readings
        kept = [s for s in strands if s.identity in table.kept and not s.edit.spans_units]
        made += [w for k in range(i, until + 1) for w in word_slots(table, k, [s for s in kept if s.edit.unit == k])]
    else:
        made += _apart_slots(table, i, until, others)
    inner = tuple(sorted(made, key=_place))
    shown = frozenset[Identity]().union(*(s.strands for s in inner))
    # A proposal that only makes changes shown inside has no reading of the whole.
    names = frozenset[str]().union(*(s.backers for s in open_ if s.identity not in shown))
    every = apart_from(table.base.source[start:end], variants_of(table, open_, reading))
    variants = tuple(v for v in every if names.intersection(v.proposals))
    if not variants:
        return [*inner]
    slot = Slot.of_unit(
        involved,
        start=start,
        base=table.base.source[start:end],
        unit=table.addresses[i],
        variants=variants,
        kind=ConflictKind.SPLIT_MERGE if _joins_collide(table, i, joins, involved) else None,
        kept=table.kept,
        mark=_mark(table, i),
        inner=inner,
        positions=table.positions_on(table.addresses[i], units[i].label, involved, inner),
        move=next((table.move_ids[s.edit.unit] for s in involved if isinstance(s.edit, Moved)), None),
    )
    return [slot]


def _place(slot: Slot) -> tuple[int, int]:
    return slot.start, slot.end


def _apart_slots(table: EditsByPlace, i: int, until: int, strands: list[Strand[Reworded]]) -> list[Slot]:
    """The slots of words in several units, of their numbers, and of new units between them."""
    found: list[Slot] = []
    for k in range(i, until + 1):
        found += [_label_slot(table, k)] if k in table.labels else []
        found += word_slots(table, k, [s for s in strands if s.edit.unit == k and not s.edit.spans_units])
        found += gap_slots(table, k) if k < until and k in table.gaps else []
    return found


def _joins_collide(table: EditsByPlace, i: int, joins: list[Strand[Reworded]], involved: list[Strand[Edit]]) -> bool:
    """Whether somebody's change is incompatible with another's joining of units: it removes what the other needs.

    So are two changes of the same words, where one of the two joins the units and so has a reading of them all.
    """
    joiners = frozenset[str]().union(*(s.backers for s in joins))
    for x, y in combinations([s for s in involved if holds(s, Reworded)], 2):
        apart = x.backers.isdisjoint(y.backers) and not joiners.isdisjoint(x.backers | y.backers)
        if apart and not settled(x, y, table.kept) and words_collide(x.edit, y.edit, table.prepared):
            return True
    for join, other in product(joins, involved):
        if join is other or join.backers & other.backers:
            continue
        if not (isinstance(other.edit, Reworded) or (isinstance(other.edit, Relabelled) and other.edit.unit == i)):
            return True
    return False


def _joined_by_decision(table: EditsByPlace, join: Strand[Reworded]) -> Iterator[Slot]:
    """The text between the words of two units that have been joined by decision, if it differs from the base's.

    Lines of a block may become one paragraph and keep every character.
    """
    edit = join.edit
    wording, base = flat(edit.parts), table.base.source[edit.c1 : edit.c2]
    if wording != base:
        yield Slot.of_words(
            [join],
            start=edit.c1,
            base=base,
            id=f"{table.addresses[edit.unit]}@{edit.start[1] + 1}+",
            unit=table.addresses[edit.unit],
            variants=variants_of(table, [join], lambda mine: FullReading(wording)),
            kind=None,
            kept=table.kept,
        )


def _label_slot(table: EditsByPlace, i: int) -> Slot:
    unit = table.base.units[i]
    strands = table.labels[i]
    variants = variants_of(table, strands, lambda mine: FullReading(mine[0].edit.mark))
    return Slot.of_words(
        strands,
        start=unit.start,
        base=_mark(table, i),
        id=f"{table.addresses[i]}@label",
        unit=table.addresses[i],
        variants=variants,
        kind=ConflictKind.RIVAL_NUMBERS if len(variants) > 1 else ConflictKind.EDITORIAL,
        kept=table.kept,
        shape=Shape.LABEL,
    )


__all__ = ["unit_slots"]
