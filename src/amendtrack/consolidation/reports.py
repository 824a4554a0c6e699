"""The reports that accompany a consolidated text: its conflict list, and the tally that must add up."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amendtrack.consolidation.accepted_form import AddedEmphasis, AddedTitle, added_form
from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.belonging import bears
from amendtrack.consolidation.edits import Edit, Identity, Moved, Relabelled, Struck
from amendtrack.consolidation.groups import apart_from_their_group
from amendtrack.consolidation.negotiation import Position, Stance, name_order
from amendtrack.consolidation.slots.slot import ConflictKind, Shape, Slot
from amendtrack.consolidation.slots.stances import folded_place, own_edits
from amendtrack.consolidation.slots.within import lifts
from amendtrack.consolidation.strands import Strand
from amendtrack.consolidation.words_taken_along import taken_along
from amendtrack.errors import TallyFailed
from amendtrack.redline.spoken_words import spoken_words
from amendtrack.text.glimpse import framed, some
from amendtrack.text.labels import read_label, spoken
from amendtrack.text.typeface import CELL_BORDER
from amendtrack.text.words import is_sentence_end

if TYPE_CHECKING:
    from amendtrack.consolidation.value import Consolidation


ON_AGREED = "on agreed text, and not in it"
"""What the tally says of proposals that change only text that is agreed."""


@dataclass(frozen=True, slots=True, repr=False)
class Conflict:
    """One entry of the conflict list.

    >>> import amendtrack
    >>> con = amendtrack.consolidate("1. We shall meet.", {"Arda": "1. We should meet.", "Brum": "1. We may meet."})
    >>> con.conflicts[0], con.conflicts[0].explanation
    (<Conflict at 1#1: rival wordings, Arda, Brum>, '2 readings of “shall”')
    """

    kind: ConflictKind
    unit: str
    slots: tuple[Slot, ...]
    parties: tuple[str, ...]
    explanation: str

    def __repr__(self) -> str:
        return framed(f"Conflict at {self.where}: {self.kind}, {some(self.parties)}")

    @property
    def where(self) -> str:
        """The addresses of its slots, as they are typed: ``14#2``, or ``7#1; 7#2``."""
        return "; ".join(slot.address or slot.unit for slot in self.slots) or self.unit

    @property
    def blocks(self) -> bool:
        """Whether the conflict must be settled before there can be a clean text."""
        return self.kind.blocks


@dataclass(frozen=True, slots=True)
class Tally:
    """How many proposals were received, and what became of them; a proposal with many backers counts once.

    ``others`` gives the number of those that are not in the consolidation, by reason.

    Raises:
        TallyFailed: the numbers do not add up.

    >>> print(Tally(6, 3, 1, ((2, "annex"),)))
    6 received = 3 in the text + 1 without a change to the text + 2 in the annex
    """

    received: int
    in_text: int
    unchanged: int
    others: tuple[tuple[int, str], ...] = ()

    def __post_init__(self) -> None:
        counts = [self.in_text, self.unchanged, *(count for count, _ in self.others)]
        if min(counts) < 0 or sum(counts) != self.received:
            raise TallyFailed(f"a tally that does not add up: {self}", remedy="do not print it")

    @property
    def within(self) -> str:
        """The tally of the consolidation alone, for use when the rest is shown separately or not known.

        >>> Tally(3, 2, 1).within
        '2 in the text, 1 without a change to the text'
        """
        unchanged = f", {self.unchanged} without a change to the text" if self.unchanged else ""
        apart = "".join(f", {count} {why}" for count, why in self.others if why == ON_AGREED)
        return f"{self.in_text} in the text{unchanged}{apart}"

    def __str__(self) -> str:
        parts = ((self.unchanged, "without a change to the text"), *self.others)
        rest = "".join(f" + {count} {_in_words(count, why)}" for count, why in parts if count)
        return f"{self.received} received = {self.in_text} in the text{rest}"


def _in_words(count: int, why: str) -> str:
    """Why some are not in the text, worded to follow their number."""
    if why in ("comment", "problem"):
        return why + "s" * (count != 1)
    return "in the annex" if why == "annex" else why


def tally(con: Consolidation, others: Iterable[tuple[int, str]] = (), *, received: int | None = None) -> Tally:
    """The tally of a consolidation and of the ``received`` proposals that are not in it.

    Raises:
        TallyFailed: they do not add up to what was received.
    """
    changing, apart = sum(bool(edits) for edits in con.edits), tuple(others)
    total = len(con.proposals) + sum(count for count, _ in apart) if received is None else received
    held = ((len(con.apart), ON_AGREED),) if con.apart else ()
    return Tally(total, changing - len(con.apart), len(con.proposals) - changing, (*held, *apart))


def conflicts(con: Consolidation) -> tuple[Conflict, ...]:
    """The conflict list in base order; soft kinds (same sentence, same place ...) are for information."""
    return tuple(_conflicts(con))


def _conflicts(con: Consolidation) -> Iterator[Conflict]:
    slots = con.slots
    for slot in slots:
        yield from _of_slot(con, slot)
    yield from _same_sentence(con)
    yield from _same_place(con)
    yield from _words_put_elsewhere(con)
    yield from _numbers_twice(con)
    yield from _form(con)
    yield from _members_apart(con)
    yield from _not_found(con)


def _words_put_elsewhere(con: Consolidation) -> Iterator[Conflict]:
    """Words that a proposal takes out and puts in elsewhere: the halves are decided apart, and one may be forgotten."""
    kept, dropped = con.standing.kept, con.standing.dropped
    where: dict[Identity, Slot] = {}
    for slot in every(con.undecided.slots):
        where.update((i, slot) for i in slot.strands)
    for found in taken_along(con):
        halves = {found.out.identity, found.put.identity}
        if halves <= kept or halves <= dropped or len({where[i].place for i in halves if i in where}) < 2:
            continue
        names = _in_order({who for p in con.proposals if p.name in found.by for who in p.backers})
        out, put = (where[strand.identity] for strand in (found.out, found.put))
        said = (
            f"{_names(names)} would put words of {out.place} in {put.place}; if only one of the two is accepted, they "
        )
        said += "stand twice or nowhere"
        yield Conflict(ConflictKind.TAKEN_ALONG, out.place, (out, put), names, said)


def _numbers_twice(con: Consolidation) -> Iterator[Conflict]:
    """New numbers for units that other units have, or would have, and that nobody who asks for them would free."""
    asked = [strand for strand in con.relabelled if strand.edit.plain]
    for strand in asked:
        if whose := _whose_number(con, strand, asked):
            slots = (s for s in every(con.slots_with_members) if strand.identity in s.strands and not s.settled)
            read = read_label(strand.edit.label)
            number = spoken(read) if read is not None else strand.edit.label
            names, place = _who(con, strand), con.addresses[strand.edit.unit]
            said = f"{_names(names)} would give it the number {number}, which {whose}"
            yield Conflict(ConflictKind.NUMBER_TWICE, place, tuple(slots), names, said)


def _who(con: Consolidation, strand: Strand[Relabelled]) -> tuple[str, ...]:
    return _in_order({who for p in con.proposals if p.name in strand.backers for who in p.backers})


def _whose_number(con: Consolidation, asked: Strand[Relabelled], others: Iterable[Strand[Relabelled]]) -> str:
    """Which other unit has that number, or would have it; none that is decided, or asked, to give it up."""
    units, unit, ground, kept = con.base.units, asked.edit.unit, con.labels_of_base, con.standing.kept
    for other in others:
        i, is_same = other.edit.unit, other.edit.plain == asked.edit.plain
        if i != unit and is_same and other.backers.isdisjoint(asked.backers) and bears(ground, i, units[i].label, unit):
            return f"{_names(_who(con, other))} would give to {con.addresses[i]}"
    freeing = (s for s in con.strands if isinstance(s.edit, Struck | Moved | Relabelled))
    freed = {unit, *(s.edit.unit for s in freeing if s.identity in kept or not s.backers.isdisjoint(asked.backers))}
    there = (i for i in range(len(units)) if i not in freed and bears(ground, i, asked.edit.label, unit))
    first = next(there, None)
    return f"{con.addresses[first]} has" if first is not None else ""


def _form(con: Consolidation) -> Iterator[Conflict]:
    """The emphasis and the titles that an open proposal puts on words that it keeps: no brackets show them."""
    for proposal, edits in con.on_the_table:
        own = {edit.identity for edit in edits}
        if own <= con.standing.kept or not own.isdisjoint(con.standing.dropped):
            continue
        added = list(added_form(con.prepared, proposal.text, proposal.origins))
        titles = dict.fromkeys(con.addresses[one.unit] for one in added if isinstance(one, AddedTitle))
        others = dict.fromkeys(con.addresses[one.unit] for one in added if isinstance(one, AddedEmphasis))
        did = [*_at(titles, "makes a title of {}"), *_at(others, "puts words of {} in emphasis")]
        if did:
            names = _in_order(proposal.backers)
            said = f"{_names(names)} {' and '.join(did)}; that comes with {proposal.name} once all of it is accepted"
            yield Conflict(ConflictKind.FORM, con.addresses[added[0].unit], (), names, said)


def _at(places: Collection[str], what: str) -> Iterator[str]:
    if places:
        listed = [*places]
        yield what.format(", ".join(listed[:4]) + (f" and {len(listed) - 4} more" if len(listed) > 4 else ""))


def _members_apart(con: Consolidation) -> Iterator[Conflict]:
    """Members of a group with another position than the group's: both are shown, and people should know it."""
    for slot, group, members in apart_from_their_group(con.slots_with_members, con.memberships):
        are = "are members" if len(members) > 1 else "is a member"
        said = f"{_names(members)} {are} of {group}, which has another position"
        yield Conflict(ConflictKind.GROUP_MEMBER, slot.place, (slot,), _in_order({group, *members}), said)


def _not_found(con: Consolidation) -> Iterator[Conflict]:
    """Positions on a place that the base does not have: they are listed, since their subject is unknown."""
    known = {folded_place(a) for a in con.addresses} | {folded_place(u.label) for u in con.base.units if u.label}
    there = con.ground.strands.keys() if any(position.edits for position in con.positions) else frozenset()
    for position in con.positions:
        if position.edits and not position.edits <= there:
            found = f"{position.delegation}: {position.stance.value}; the words are no longer proposed"
            yield Conflict(ConflictKind.NOT_FOUND, position.place, (), (position.delegation,), found)
        elif not position.edits and folded_place(position.place) not in known:
            found = f"{position.delegation} would {position.stance.value} it, and the draft has no such place"
            yield Conflict(ConflictKind.NOT_FOUND, position.place, (), (position.delegation,), found)


def not_at_its_place(con: Consolidation) -> tuple[Position, ...]:
    """The positions that no slot shows, because nobody would change the place, or because a reading contains more.

    A wish to retain words that nobody would change is not among them, nor is what concerns decided words alone.
    """
    spoken = [position for position in con.positions if position.stance is not Stance.RETAIN]
    slots = [slot for slot in every(con.slots_with_members) if not slot.settled] if spoken else []
    strands = {strand.identity: strand for strand in con.strands} if spoken else {}
    return tuple(p for p in spoken if not (_shown(p, slots, strands) if p.edits else _shown_on_unit(p, slots)))


def _shown(position: Position, slots: Iterable[Slot], strands: Mapping[Identity, Strand[Edit]]) -> bool:
    """Whether every edit that the position is on, and that is still open, has the position beside it."""
    said, wanted = (position.stance.value, position.delegation), set[Identity]()
    shown: set[Identity] = set()
    for slot in slots:
        here = position.edits & slot.strands
        wanted |= here
        if here and said in slot.positions:
            shown |= here
        for variant in slot.variants if here else ():
            if said in variant.positions or position.delegation in variant.backers:
                shown.update(*(own for own in own_edits(variant, slot, strands) if own <= position.edits))
    return wanted <= shown


def _shown_on_unit(position: Position, slots: Iterable[Slot]) -> bool:
    said, place = (position.stance.value, position.delegation), folded_place(position.place)
    here = (slot for slot in slots if folded_place(slot.unit) == place)
    return any(said in slot.positions or any(said in v.positions for v in slot.variants) for slot in here)


_AGAINST_RETENTION = frozenset((ConflictKind.DELETE_RETAIN, ConflictKind.AMEND_RETAIN, ConflictKind.STATUS))
_NOT_LISTED = frozenset((ConflictKind.EDITORIAL, ConflictKind.PASSAGES))
"""Kinds of slots that are not entries by themselves; new passages at one place are listed together."""


def _of_slot(con: Consolidation, slot: Slot) -> Iterator[Conflict]:
    kind = slot.kind
    if kind is not None and kind not in _NOT_LISTED and slot.shape is not Shape.MOVED_HERE and not slot.settled:
        holders = [d for stance, d in slot.positions if stance == "retain"]
        holders += [d for v in slot.variants for stance, d in v.positions if stance == "oppose" and d not in holders]
        with_holders = holders if kind in _AGAINST_RETENTION else []
        parties = _in_order({*slot.parties, *slot.against, *with_holders})
        explained = _explained(slot, kind, holders) + (_OWN_ITEMS if _rival_lists(con, slot) else "")
        yield Conflict(kind, slot.place, (slot,), parties, explained)
        if holders and kind is ConflictKind.DELETE_AMEND:
            deleters = _deleters(slot)
            said = f"{_names(deleters)} would delete it; {_names(holders)} would keep it"
            yield Conflict(ConflictKind.DELETE_RETAIN, slot.place, (slot,), _in_order({*deleters, *holders}), said)
    for inner in slot.inner:
        yield from _of_slot(con, inner)


_OWN_ITEMS = ", with items of their own, which come and go with them"


def _rival_lists(con: Consolidation, slot: Slot) -> frozenset[Identity]:
    """The new items under rival new paragraphs, where each of two has a list of its own."""
    if slot.kind is not ConflictKind.ALTERNATIVE or slot.shape is not Shape.NEW:
        return frozenset()
    lists = [frozenset(con.orders.items_by_holder.get(i, ())) for i in sorted(slot.strands)]
    rivals = [one for one in lists if one and any(other and one.isdisjoint(other) for other in lists)]
    return frozenset[Identity]().union(*rivals)


def _in_order(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=name_order))


def _names(names: Collection[str]) -> str:
    return ", ".join(names) if names else "nobody"


def _lifted(slot: Slot) -> bool:
    return any(lifts(slot.base, v) for v in slot.variants)


def _deleters(slot: Slot) -> list[str]:
    return [b for v in slot.variants if v.deletes for b in v.backers]


def _amenders(slot: Slot) -> list[str]:
    return [b for v in slot.variants if not v.deletes and not v.moves_to for b in v.backers]


def _explained(slot: Slot, kind: ConflictKind, holders: list[str]) -> str:
    deleters, others = _deleters(slot), _amenders(slot)
    words = _short(slot.base)
    if kind is ConflictKind.COLUMNS:
        return f"{_names(slot.against)} would change the table's columns; {_names(others)} would add a row without that"
    if kind is ConflictKind.SAME_TEXT:
        return f"{_names(slot.parties)} would insert it here, {_names(slot.against)} elsewhere; it would stand twice"
    if slot.shape is Shape.NEW and slot.against:
        deletes = kind is ConflictKind.DELETE_AMEND
        does = "delete what stands above it" if deletes else "reword what stands before and after it"
        return f"{_names(slot.against)} would {does}; {_names(others)} would insert it"
    match kind:
        case ConflictKind.DELETE_AMEND:
            return f"{_names(deleters)} would delete {words}; {_names(others)} would amend it"
        case ConflictKind.DELETE_RETAIN:
            how = ", its brackets lifted" if not holders and _lifted(slot) else ""
            return f"{_names(deleters)} would delete {words}; {_names(holders or others)} would keep it{how}"
        case ConflictKind.STATUS:
            return f"{_names(others)} would lift the brackets of {words}; {_names(holders)} would keep them"
        case ConflictKind.AMEND_RETAIN if slot.shape is Shape.MOVED_AWAY:
            return f"{_moves(slot)} would move it; {_names(holders)} would not"
        case ConflictKind.AMEND_RETAIN if not slot.base.strip():
            return f"{_names(others)} would insert it; {_names(holders)} would not"
        case ConflictKind.AMEND_RETAIN:
            return f"{_names(others)} would amend {words}; {_names(holders)} would keep it"
        case ConflictKind.MOVE_MOVE | ConflictKind.MOVE_DELETE | ConflictKind.MOVE_AMEND:
            return _moves_explained(slot, kind, deleters, others)
        case ConflictKind.ALTERNATIVE:
            return f"{len(slot.variants)} rival texts for one new place"
        case ConflictKind.SPLIT_MERGE if len(slot.variants) == 1:
            mergers = slot.variants[0].backers  # who moves what is merged amends no words of it
            return f"{_names(mergers)} would merge these units; not all that others propose for them goes with that"
        case ConflictKind.SPLIT_MERGE:
            return f"{len(slot.variants)} readings of whole units that do not go together"
        case ConflictKind.ADJACENT:
            return f"changes that touch, with no word between, in {words}"
        case ConflictKind.SAME_POINT:
            return "different words inserted at one point"
    return f"{len(slot.variants)} readings of {words}"


def _moves_explained(slot: Slot, kind: ConflictKind, deleters: list[str], others: list[str]) -> str:
    if kind is ConflictKind.MOVE_MOVE:
        return f"{_moves(slot)}: one unit, {sum(bool(v.moves_to) for v in slot.variants)} places"
    if kind is ConflictKind.MOVE_DELETE:
        return f"{_names(deleters)} would delete it; {_moves(slot)} would move it"
    return f"moved by {_moves(slot)}; amended by {_names(others)}; the two go together"


def _moves(slot: Slot) -> str:
    return "; ".join(f"{_names(v.backers)} to {v.moves_to.rstrip('.:')}" for v in slot.variants if v.moves_to)


def _short(wording: str) -> str:
    words = wording.split()
    return f"“{' '.join(words[:8])}{' …' if len(words) > 8 else ''}”" if words else "this point"


def _same_sentence(con: Consolidation) -> Iterator[Conflict]:
    """Uncontested changes of different delegations in one sentence: merged, and worth a look. Cells are read apart."""
    before: Slot | None = None
    source = con.base.source
    for slot in _word_slots(con.slots):
        if (
            before
            and before.unit == slot.unit
            and before.end <= slot.start
            and not (before.contested and slot.contested)
            and not (before.settled or slot.settled)
        ):
            between = spoken_words(source[before.end : slot.start])
            one, other = {*before.parties}, {*slot.parties}
            apart = not (one <= other or other <= one)
            in_one_cell = not CELL_BORDER.search(source, before.start, slot.end)
            if apart and in_one_cell and not any(is_sentence_end(w.key) for w in between):
                parties = tuple(sorted({*before.parties, *slot.parties}, key=name_order))
                yield Conflict(
                    ConflictKind.SAME_SENTENCE,
                    slot.place,
                    (before, slot),
                    parties,
                    "proposed separately; the sentence may not read well with both",
                )
        before = slot


def _word_slots(slots: tuple[Slot, ...]) -> Iterator[Slot]:
    for slot in slots:
        if slot.shape is Shape.WORDS:
            yield slot
        else:
            yield from _word_slots(slot.inner)


def _kind_in_one_place(slots: Iterable[Slot]) -> ConflictKind:
    """Single new units are compatible in either order; whole passages of two delegations may not be."""
    return next((s.kind for s in slots if s.kind is ConflictKind.PASSAGES), ConflictKind.SAME_PLACE)


def _same_place(con: Consolidation) -> Iterator[Conflict]:
    """New units in one gap: their order is open, but they do not exclude each other.

    A new row of the table above can only stand there, whatever follows the table. The items of rival paragraphs stand
    or fall with these.
    """
    rows, others = list[Slot](), list[Slot]()
    begun = set[tuple[int, tuple[str, ...]]]()
    with_rivals = frozenset[Identity]().union(*(_rival_lists(con, slot) for slot in con.slots if not slot.settled))
    for slot in con.slots:
        if slot.strands and slot.strands <= with_rivals:
            continue
        where = slot.start, slot.parties
        if _is_row(slot) and where not in begun:
            rows.append(slot)
            continue
        others.append(slot)
        if slot.shape is Shape.NEW:
            begun.add(where)
    yield from _in_one_gap(others)
    yield from _in_one_gap(rows)


def _is_row(slot: Slot) -> bool:
    """Whether it is a new row; of the table above it, unless a passage that it goes on with stands between."""
    return slot.shape is Shape.NEW and all(_ROW.match(v.wording) for v in slot.variants)


_ROW = re.compile(r"(?:\r?\n)?\|")


def _in_one_gap(slots: Iterable[Slot]) -> Iterator[Conflict]:
    group: list[Slot] = []
    for slot in [*(s for s in slots if not s.settled), None]:
        if slot is not None and slot.shape is Shape.NEW and (not group or group[-1].start == slot.start):
            group.append(slot)
            continue
        if len(group) > 1 and len({g.parties for g in group}) > 1:
            parties = tuple(sorted({p for g in group for p in g.parties}, key=name_order))
            yield Conflict(
                _kind_in_one_place(group),
                group[0].place,
                tuple(group),
                parties,
                f"new text at one place; {_can_stand(group)}, and its order is open",
            )
        group = [slot] if slot is not None and slot.shape is Shape.NEW else []


def _can_stand(slots: Iterable[Slot]) -> str:
    rivals = any(slot.kind is ConflictKind.ALTERNATIVE for slot in slots)
    return "one of the rival texts and all the rest can stand" if rivals else "all of it can stand"


__all__ = ["Conflict", "Tally", "conflicts", "not_at_its_place", "tally"]
