"""Slots of whole units: struck, moved away, joined, relabelled, with the words amended inside."""

from __future__ import annotations

from amendtrack.consolidation.compose import flat, pieces, spliced
from amendtrack.consolidation.edits import EditKind
from amendtrack.consolidation.negotiation import Stance
from amendtrack.consolidation.slots.slot import Shape, Slot, Variant
from amendtrack.consolidation.slots.table import Table
from amendtrack.consolidation.slots.variants import apart_from, variants_of
from amendtrack.consolidation.slots.within import word_slots
from amendtrack.consolidation.strands import Strand


def unit_slots(table: Table, i: int, until: int) -> list[Slot]:
    unit = table.base.units[i]
    strands = [s for k in range(i, until + 1) for s in table.words.get(k, ())]
    labels = [_label_slot(table, i)] if i in table.labels else []
    if until > i:
        joined = _joined_slot(table, i, until, strands)
        return [joined] if joined.variants else []
    inner = word_slots(table, i, strands)
    moves, delete = table.moves.get(i, []), table.deletes.get(i)
    if not moves and delete is None:
        if any(s.edit.is_reworded_split for s in strands):
            return [_split_slot(table, i, strands, labels)]
        return [*labels, *inner]
    start, end = table.unit_range(i, i)
    involved = [*strands, *moves, *([delete] if delete else []), *table.labels.get(i, ())]
    return [_outer(table, i, start, end, involved, (*labels, *inner), unit.label)]


def _outer(
    table: Table, i: int, start: int, end: int, involved: list[Strand], inner: tuple[Slot, ...], label: str
) -> Slot:
    variants = _unit_variants(table, i, start, end, involved)
    moves, delete = table.moves.get(i, []), table.deletes.get(i)
    positions = table.positions_on(table.addresses[i], label)
    amenders = [
        s
        for s in involved
        if s.edit.kind in (EditKind.WORDS, EditKind.LABEL) and (not delete or s.backers - delete.backers)
    ]
    kind = ""
    if delete and moves:
        kind = "move-vs-delete"
    elif len(moves) > 1:
        kind = "move-vs-move"
    elif delete and amenders:
        kind = "delete-vs-amend"
    elif delete and any(stance == Stance.RETAIN.value for stance, _ in positions):
        kind = "delete-vs-retain"
    elif moves and any(s.backers - moves[0].backers for s in amenders):
        kind = "move-vs-amend"
    contested = kind in ("move-vs-delete", "move-vs-move", "delete-vs-amend", "delete-vs-retain")
    return Slot(
        start,
        end,
        table.addresses[i],
        table.addresses[i],
        table.base.source[start:end],
        contested,
        variants,
        inner,
        table.move_ids.get(i),
        kind,
        Shape.MOVED_AWAY if moves else Shape.UNIT,
        positions,
        table.all_kept(involved),
        table.base.source[table.base.units[i].start : table.base.units[i].body],
        frozenset(s.identity for s in involved),
    )


def _split_slot(table: Table, i: int, strands: list[Strand], labels: list[Slot]) -> Slot:
    """A unit that somebody splits and rewords in one go: the halves as a whole reading, others' changes inside."""
    unit = table.base.units[i]
    splitters = frozenset[str]().union(*(s.backers for s in strands if s.edit.is_reworded_split))
    others = [s for s in strands if s.backers - splitters]
    involved = [*strands, *table.labels.get(i, ())]
    variants = _unit_variants(table, i, unit.start, unit.end, involved)
    # What the halves repeat is there twice: another's change of it would reach one of the two.
    contested = len(variants) > 1
    return Slot(
        unit.start,
        unit.end,
        table.addresses[i],
        table.addresses[i],
        table.base.source[unit.start : unit.end],
        contested,
        variants,
        (*labels, *word_slots(table, i, others)),
        None,
        "split/merge-vs-amend" if contested else "",
        Shape.UNIT,
        table.positions_on(table.addresses[i], unit.label),
        table.all_kept(involved),
        table.base.source[unit.start : unit.body],
        frozenset(s.identity for s in involved),
    )


def _unit_variants(table: Table, i: int, start: int, end: int, involved: list[Strand]) -> tuple[Variant, ...]:
    unit = table.base.units[i]

    def reading(strands: list[Strand]) -> tuple[str, bool, str]:
        kinds = {s.edit.kind for s in strands}
        if EditKind.DELETE in kinds:
            return "", True, ""
        edits = [s.edit for s in strands if s.edit.kind is EditKind.WORDS]
        wording = flat(spliced(table.base, unit.body, unit.end, edits))
        mark = table.base.source[unit.start : unit.body]
        for s in strands:
            if s.edit.kind is EditKind.LABEL:
                mark = flat(s.edit.parts)
        to = next((table.destination(s) for s in strands if s.edit.kind is EditKind.MOVE), "")
        full = table.base.source[start : unit.start] + mark + wording + table.base.source[unit.end : end]
        return ("" if to else full), False, to

    return apart_from(table.base.source[start:end], variants_of(table, involved, reading))


def _joined_slot(table: Table, i: int, until: int, strands: list[Strand]) -> Slot:
    involved = list(strands)
    for k in range(i, until + 1):
        involved += [s for s in (table.deletes.get(k),) if s] + table.moves.get(k, []) + table.labels.get(k, [])
        involved += table.gaps.get(k, []) if k < until else []
    start, end = table.unit_range(i, until)
    units = table.base.units

    def reading(mine: list[Strand]) -> tuple[str, bool, str]:
        made, _ = pieces(table.ground, mine, table.circulated, range(i, until + 1))
        # A unit that moves away has no reading here; what comes after the last one stands in the gap.
        inside = [
            p for p in made if i <= (p.origin if p.strand is None else p.strand.edit.gap) < until + (p.strand is None)
        ]
        text = "".join(("" if n == 0 else p.lead) + p.mark + p.wording for n, p in enumerate(inside))
        lead = table.base.source[start : units[i].start] if inside else ""
        return lead + text + (table.base.source[units[until].end : end] if inside else ""), not inside, ""

    variants = apart_from(table.base.source[start:end], variants_of(table, involved, reading))
    contested = len(variants) > 1
    return Slot(
        start,
        end,
        table.addresses[i],
        table.addresses[i],
        table.base.source[start:end],
        contested,
        variants,
        (),
        next((table.move_ids[s.edit.unit] for s in involved if s.edit.kind is EditKind.MOVE), None),
        "split/merge-vs-amend" if contested else "",
        Shape.UNIT,
        table.positions_on(table.addresses[i], units[i].label),
        table.all_kept(involved),
        table.base.source[units[i].start : units[i].body],
        frozenset(s.identity for s in involved),
    )


def _label_slot(table: Table, i: int) -> Slot:
    unit = table.base.units[i]
    start, end = unit.start, unit.body
    strands = table.labels[i]
    variants = variants_of(table, strands, lambda mine: (flat(mine[0].edit.parts), False, ""))
    return Slot(
        start,
        end,
        f"{table.addresses[i]}@label",
        table.addresses[i],
        table.base.source[start:end],
        len(variants) > 1,
        variants,
        (),
        None,
        "editorial",
        Shape.LABEL,
        (),
        table.all_kept(strands),
        "",
        frozenset(s.identity for s in strands),
    )


__all__ = ["unit_slots"]
