"""Slots between two units of the base: new units, and units moved there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum

from amendtrack.consolidation.compose import Piece, first_gap, flat, pieces, spliced
from amendtrack.consolidation.edits import Break, Edit, Identity, Inserted, Moved, Placed, Reworded
from amendtrack.consolidation.gap_order import LOOKED_AT, in_list_order, is_next_row
from amendtrack.consolidation.slots.slot import ConflictKind, Slot
from amendtrack.consolidation.slots.table import REACH, EditsByPlace
from amendtrack.consolidation.slots.variants import FullReading, variants_of
from amendtrack.consolidation.strands import Strand, by_backer, holds, moved_unit_name, new_unit_id
from amendtrack.text.labelling import bare_with_label, heading_level, may_share, with_label
from amendtrack.text.labels import without_lead

Beside = Mapping[Identity, frozenset[str]]
"""The new units of passages whose order is open, each with the backers of those that may as well come first."""


def gap_slots(table: EditsByPlace, gap: int) -> list[Slot]:
    """The slots between unit ``gap`` and the next, in order."""
    units = table.base.units
    at = units[gap].end if gap >= 0 else (units[0].start if units else 0)
    if gap == 0 and 0 in table.whole and 0 not in table.leading and len(units) > 1 and not table.inside_join(0):
        at = units[1].start  # the first unit includes the white space after it: new units come after that
    carried = {s.identity for strands in table.with_moved.values() for s in strands}
    return list(_placed(table, [s for s in table.gaps[gap] if s.identity not in carried], at))


def _placed(table: EditsByPlace, strands: Sequence[Strand[Placed]], at: int) -> Iterator[Slot]:
    """The slots of these units, all of one gap, shown at that character; what goes with a moved one follows it."""
    blocks = table.orders.blocks(strands)
    beside = _open_order(table, [s for block in blocks for s in block.strands if holds(s, Inserted)])
    for block in blocks:
        open_ = [s for s in block.strands if s.identity not in table.kept]
        rivals = [s for s in open_ if holds(s, Inserted)] if _has_rivals(open_) else []
        for strand in block.strands:
            if holds(strand, Moved):
                i = strand.edit.unit
                if not any(table.joined_by(k, strand.backers) >= i for k in range(max(0, i - 4), i)):
                    yield _moved_here(table, strand, at)
                yield from _placed(table, table.with_moved.get((i, strand.edit.gap), ()), at)
            elif holds(strand, Inserted) and (not rivals or strand.identity in table.kept):
                yield _new_slot(table, [strand], at=at, gap=strand.edit.gap, beside=beside)
            elif rivals and strand is rivals[0]:
                yield _new_slot(table, rivals, at=at, gap=strand.edit.gap, beside=beside)


def _has_rivals(strands: Sequence[Strand[Placed]]) -> bool:
    """Whether the backers of one block disagree about its reading: neither only adds to what the other has."""
    own = {frozenset(s.identity for s in mine) for mine in by_backer(strands).values()}
    return sum(not any(mine < other for other in own) for mine in own) > 1


def _open_order(table: EditsByPlace, inserts: Sequence[Strand[Inserted]]) -> Beside:
    """The passages of which nothing says whether those of others come first, in a gap in the order printed.

    Labels determine the order of new units, and an alphabetical list that of its items. Items of the list above, and
    rows of the table above, come before new paragraphs; what has no new heading ends the section above, so it comes
    before what has one; and what stands deeper comes first. A single unit beside others can be read in either order:
    that is told, and blocks nothing.
    """
    if len({s.backers for s in inserts}) < 2:
        return {}
    if in_list_order(table.orders.gaps.get(inserts[0].edit.gap, ()), table.base):
        return {}
    passages: dict[tuple[frozenset[str], _Standing], list[Identity]] = defaultdict(list)
    begun: dict[str, _Standing] = {}
    for strand in inserts:
        sort = max([_standing_of(table, strand), *(begun[name] for name in strand.backers if name in begun)])
        begun |= dict.fromkeys(strand.backers, sort)
        if sort[0] is not _Sort.LABELLED:
            passages[strand.backers, sort].append(strand.identity)
    several = {passage: own for passage, own in passages.items() if len(own) > 1}
    by_sort: dict[_Standing, list[frozenset[str]]] = defaultdict(list)
    for backers, sort in several:
        by_sort[sort].append(backers)
    found: dict[Identity, frozenset[str]] = {}
    for (backers, sort), own in several.items():
        others = frozenset[str]().union(*(o for o in by_sort[sort] if not o & backers))
        found |= dict.fromkeys(own, others)
    return found


class _Sort(IntEnum):
    """What a new unit without a label begins, or goes on with."""

    PART = 0
    """An item of the list above, or a row of the table above."""
    PARAGRAPH = 1
    SECTION = 2
    LABELLED = 3


_Standing = tuple[_Sort, int]
"""The sort of a new unit, and how high it stands among those of its sort: under a heading, or in a list."""


_IN_SECTION = -99
"""What stands under a new heading stands deeper than any heading."""


def _standing_of(table: EditsByPlace, strand: Strand[Inserted]) -> _Standing:
    edit = strand.edit
    if edit.label:
        return _Sort.LABELLED, 0
    if edit.under or edit.is_heading:
        return _Sort.SECTION, -heading_level(edit.mark, edit.wording) if edit.is_heading else _IN_SECTION
    if edit.mark.strip() and edit.rank < LOOKED_AT:
        parent = table.in_gap(edit.gap).parent(strand)
        return _Sort.PART, 1 if parent is None else -parent
    if is_next_row(edit):
        return _Sort.PART, 1
    return (_Sort.PART, _IN_SECTION) if edit.mark.strip() else (_Sort.PARAGRAPH, 0)


def _new_slot(
    table: EditsByPlace,
    group: list[Strand[Inserted]],
    at: int,
    gap: int,
    beside: Beside,
) -> Slot:
    # Rivals are readings of one place: they share the label of the first, or the circulated label.
    first = next((s for s in group if new_unit_id(s.edit) in table.circulated), group[0])
    label = table.places[first.identity].label

    def reading(mine: list[Strand[Inserted]]) -> FullReading:
        if len(mine) > 1:
            return FullReading(_set_in(table, gap, at, _article(table, mine, gap, label), _first_of(mine).edit.lead))
        piece = table.places[mine[0].identity]
        made = with_label if piece.wording else bare_with_label
        text = made(piece.mark, piece.label, _shared(table, group, mine[0], label)) + piece.wording
        return FullReading(_set_in(table, gap, at, text, mine[0].edit.lead))

    variants = variants_of(table, group, reading)
    unit = label or table.after(gap)
    mine = frozenset[str]().union(*(s.backers for s in group))
    struck, rewritten = (table.struck_round(gap) | table.struck_above(group)) - mine, table.rewritten_round(gap) - mine
    columns = table.recolumned_round(gap, mine) if is_row(group[0].edit) else frozenset()
    others = frozenset[str]().union(*(beside.get(s.identity, frozenset()) for s in group)) - mine
    elsewhere = table.elsewhere(group) - mine
    kinds = (
        (ConflictKind.ALTERNATIVE, len(variants) > 1),
        (ConflictKind.DELETE_AMEND, struck),
        (ConflictKind.OVERLAP, rewritten),
        (ConflictKind.COLUMNS, columns),
        (ConflictKind.SAME_TEXT, elsewhere),
        (ConflictKind.PASSAGES, others),
    )
    return Slot.of_gap(
        group,
        at=at,
        id=new_unit_id(first.edit),
        unit=without_lead(unit),
        variants=variants,
        kind=next((kind for kind, found in kinds if found), None),
        kept=table.kept,
        against=table.names(struck or rewritten or columns or elsewhere or others),
        place=table.place_names[first.identity],
    )


def _shared(table: EditsByPlace, group: Sequence[Strand[Inserted]], strand: Strand[Inserted], label: str) -> str:
    """The label with which a unit is printed whose place has that label: this, unless it cannot have it.

    A unit that consists only of its label, and opens no article, keeps its own: two such units would read alike.
    """
    piece = table.places[strand.identity]
    says_no_more = not (piece.wording or any(s is not strand and s.backers & strand.backers for s in group))
    return label if label and piece.label and not says_no_more and may_share(label, piece.label) else piece.label


def labels_of_new(table: EditsByPlace, slot: Slot) -> Iterator[tuple[str, str]]:
    """The names of the new units in a slot, each with the label that it is printed with.

    Of articles, those are the headings, and of lists what stands above them.
    """
    inserted, label = _inserted(table, slot)
    heads = inserted
    if _has_articles(inserted):
        first = [*map(_first_of, by_backer(inserted).values())]
        heads = [s for s in inserted if s.edit.is_heading] or [s for s in inserted if s in first]
    for strand in heads:
        yield new_unit_id(strand.edit), _shared(table, inserted, strand, label)


def labels_in_articles(table: EditsByPlace, slot: Slot) -> Iterator[tuple[str, str]]:
    """The names of the new units in a slot's rival articles, each with the label that it has in a reading."""
    inserted, label = _inserted(table, slot)
    by_name = by_backer(inserted) if _has_articles(inserted) else {}
    for _, mine in sorted(by_name.items()):
        for piece in _article_pieces(table, mine, mine[0].edit.gap, label) if len(mine) > 1 else ():
            if piece.strand is not None and holds(piece.strand, Inserted):
                yield new_unit_id(piece.strand.edit), piece.label


def _inserted(table: EditsByPlace, slot: Slot) -> tuple[list[Strand[Inserted]], str]:
    """The new units in a slot, and the label of its place."""
    there = sorted((table.in_gaps[i] for i in slot.strands if i in table.in_gaps), key=lambda found: found[0])
    found = [s for _, s in there if holds(s, Inserted)]
    return found, next((table.places[s.identity].label for s in found if new_unit_id(s.edit) == slot.id), "")


def _has_articles(inserted: Sequence[Strand[Inserted]]) -> bool:
    """Whether somebody has several of these new units."""
    return any(len(mine) > 1 for mine in by_backer(inserted).values())


def _article(table: EditsByPlace, mine: Sequence[Strand[Inserted]], gap: int, label: str) -> str:
    """One proposal's new units as they would appear there, in order, together with the units already decided.

    The first one has the label that the rivals share.
    """
    own = _article_pieces(table, mine, gap, label)
    return "".join(("" if n == 0 else p.lead) + p.mark + p.wording for n, p in enumerate(own))


def _article_pieces(table: EditsByPlace, mine: Sequence[Strand[Inserted]], gap: int, label: str) -> list[Piece]:
    """The same, unit by unit; the slot of these units asks for its readings, and then for the labels in them."""
    asked = gap, label, tuple(s.identity for s in mine)
    if asked not in table.articles:
        table.articles[asked] = _composed_article(table, mine, gap, label)
    return table.articles[asked]


def _composed_article(table: EditsByPlace, mine: Sequence[Strand[Inserted]], gap: int, label: str) -> list[Piece]:
    """The numbers leave room for what these proposals move there."""
    first, makers = _first_of(mine).edit, _makers(mine)
    shared = {new_unit_id(first): label} if label and first.label else {}
    moved = (s for s in table.moves_into.get(gap, ()) if makers <= s.backers)
    units: dict[Strand[Edit], None] = dict.fromkeys([*mine, *moved, *table.decided_into.get(gap, ())])
    made, _ = pieces(table.ground, units, {**table.circulated, **shared}, orders=table.orders)
    own = {s.identity for s in mine}
    return [p for p in made if p.strand is not None and p.strand.identity in own]


def _makers(mine: Iterable[Strand[Inserted]]) -> frozenset[str]:
    """The proposals that have all of these units."""
    return frozenset.intersection(*(s.backers for s in mine))


def _first_of(mine: Sequence[Strand[Inserted]]) -> Strand[Inserted]:
    """The unit with which a proposal begins there; a unit that others have too may come later with them."""
    makers = _makers(mine)
    return min(mine, key=lambda s: min((rank for name, rank in s.orders if name in makers), default=s.edit.rank))


def is_row(edit: Inserted) -> bool:
    """Whether a new unit is a row of a table."""
    return not edit.label and edit.wording.startswith("|")


def _set_in(table: EditsByPlace, gap: int, at: int, text: str, lead: str) -> str:
    """A unit with the white space that separates it: before it, or after it if it comes right before a unit."""
    after = any(k < len(table.base.units) and at == table.base.units[k].start for k in (0, gap + 1))
    return text + lead if after else lead + text


def _moved_here(table: EditsByPlace, strand: Strand[Moved], at: int) -> Slot:
    i = strand.edit.unit
    piece = table.places[strand.identity]

    def reading(mine: list[Strand[Moved]]) -> FullReading:
        until = table.joined_by(i, mine[0].backers)
        words = [s for k in range(i, until + 1) for s in table.words.get(k, ())]
        mine_too = [s for s in words if s.backers & mine[0].backers or s.identity in table.kept]
        text = _moved_text(table, strand, mine_too, until)
        # If everything before it is deleted too, use no white space, or the white space at the start of the text.
        lead = piece.lead if strand.edit.gap >= 0 and "\n" in piece.lead else first_gap(table.base)
        return FullReading(_set_in(table, strand.edit.gap, at, text, lead))

    until = table.joined_by(i, strand.backers)
    with_it = (s for k in range(i + 1, until + 1) for s in table.moves.get(k, ()) if s.edit.gap == strand.edit.gap)
    involved = [strand, *(s for s in with_it if strand.backers <= s.backers)]
    variants = variants_of(table, involved, reading, more=table.words.get(i, ()))
    joins = [
        s
        for k in range(max(0, i - REACH + 1), i + 1)
        for s in table.words.get(k, ())
        if s.edit.start[0] <= i <= s.edit.end[0]
    ]
    torn = any(s.edit.spans_units and not s.backers <= strand.backers for s in joins)
    kinds = (
        (ConflictKind.MOVE_MOVE, len(table.moves[i]) > 1),
        (ConflictKind.MOVE_DELETE, i in table.deletes),
        (ConflictKind.SPLIT_MERGE, torn),
    )
    label = piece.label or table.after(strand.edit.gap)
    return Slot.of_gap(
        involved,
        at=at,
        id=f"{table.addresses[i]}>{strand.edit.gap + 1}",
        unit=without_lead(label),
        variants=variants,
        kind=next((kind for kind, found in kinds if found), None),
        kept=table.kept,
        move=table.move_ids[i],
        mark=table.addresses[i],
        place=table.place_names[strand.identity],
    )


def _moved_text(table: EditsByPlace, strand: Strand[Moved], words: Sequence[Strand[Reworded]], until: int) -> str:
    """A moved unit, or several that are joined up to ``until``, with these changes of words."""
    i, piece = strand.edit.unit, table.places[strand.identity]
    if not any(isinstance(part, Break) and part.mark for s in words for part in s.edit.parts):
        unit, last = table.base.units[i], table.base.units[until]
        return piece.mark + flat(spliced(table.base, unit.body, last.end, [s.edit for s in words]))
    # A part that is split off is numbered after the label that the unit has here.
    shown = {moved_unit_name(i, strand.edit.gap): piece.label} if piece.label else {}
    made, _ = pieces(table.ground, [strand, *words], {**table.circulated, **shown})
    own = [p for p in made if p.strand is strand]
    return "".join(("" if n == 0 else p.lead) + p.mark + p.wording for n, p in enumerate(own))


__all__ = ["gap_slots", "labels_in_articles", "labels_of_new"]
