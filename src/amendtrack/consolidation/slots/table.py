"""What is on the table: everybody's edits, sorted by their unit or gap of the base."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import InitVar, dataclass, field, replace

from amendtrack.consolidation.belonging import InGap, ListsAbove, carried_along
from amendtrack.consolidation.compose import Piece, joined_until, pieces
from amendtrack.consolidation.edits import (
    Break,
    Edit,
    Identity,
    Inserted,
    Moved,
    Place,
    Placed,
    Relabelled,
    Reworded,
    Struck,
)
from amendtrack.consolidation.gap_order import GapOrders
from amendtrack.consolidation.negotiation import Position, Proposal, name_order
from amendtrack.consolidation.slots.clusters import changes_columns
from amendtrack.consolidation.slots.doubles import NewWords
from amendtrack.consolidation.slots.new_places import NewPlaces
from amendtrack.consolidation.slots.slot import Slot
from amendtrack.consolidation.slots.stances import Said, Stances
from amendtrack.consolidation.strands import Strand, by_backer, holds, moved_unit_name, new_unit_id
from amendtrack.redline.align.prepared import Prepared
from amendtrack.text.labels import without_lead
from amendtrack.text.labels_in_use import BaseLabels, is_numbered_title
from amendtrack.text.units import Text, UnitKind

REACH = 9
"""Units further apart than this do not affect each other, except the two ends of a move."""


_AFTER_LIST = re.compile(r"(?:paragraph (\d+) )?after (?P<place>.*?)(?:, paragraph (\d+))?")
"""The address of a unit without a number that follows a list, as it is given today and as it was before."""


@dataclass(slots=True)
class EditsByPlace:
    """The edits of one consolidation by place; not changed after it is built."""

    prepared: Prepared
    proposals: InitVar[Sequence[Proposal]]
    strands: Sequence[Strand[Edit]]
    positions: Sequence[Position]
    circulated: Mapping[str, str]
    kept: frozenset[Identity]
    addresses: Sequence[str]
    known_orders: InitVar[GapOrders | None] = None
    """The order of all units before any decision, if some of them have been left out since."""
    known: InitVar[EditsByPlace | None] = None
    """An earlier table, of which what still holds is not found again."""
    ground: BaseLabels = field(init=False)
    base: Text = field(init=False)
    orders: GapOrders = field(init=False)
    backing: dict[str, tuple[str, ...]] = field(default_factory=dict)
    words: dict[int, list[Strand[Reworded]]] = field(default_factory=lambda: defaultdict(list))
    deletes: dict[int, Strand[Struck]] = field(default_factory=dict)
    moves: dict[int, list[Strand[Moved]]] = field(default_factory=lambda: defaultdict(list))
    gaps: dict[int, list[Strand[Placed]]] = field(default_factory=lambda: defaultdict(list))
    moves_into: dict[int, list[Strand[Moved]]] = field(default_factory=lambda: defaultdict(list))
    decided_into: dict[int, list[Strand[Placed]]] = field(default_factory=lambda: defaultdict(list))
    in_gaps: dict[Identity, tuple[int, Strand[Placed]]] = field(default_factory=dict)
    """Every new and moved unit, and how many come before it in base order."""
    inside: dict[int, InGap] = field(default_factory=dict)
    lists: ListsAbove = field(init=False)
    labels: dict[int, list[Strand[Relabelled]]] = field(default_factory=lambda: defaultdict(list))
    places: dict[Identity, Piece] = field(default_factory=dict)
    place_names: dict[Identity, str] = field(default_factory=dict)
    move_ids: dict[int, int] = field(default_factory=dict)
    leading: set[int] = field(default_factory=set)
    joined: set[int] = field(default_factory=set)
    word_edits: dict[int, list[Reworded]] = field(default_factory=dict)
    whole: set[int] = field(default_factory=set)
    with_moved: Mapping[Place, Sequence[Strand[Placed]]] = field(default_factory=dict)
    stances: Stances = field(init=False)
    rewriting: dict[int, frozenset[str]] = field(default_factory=dict)
    articles: dict[tuple[int, str, tuple[Identity, ...]], list[Piece]] = field(default_factory=dict)
    by_identity: dict[Identity, Strand[Edit]] = field(default_factory=dict)
    new_words: NewWords = field(init=False)

    def __post_init__(
        self, proposals: Sequence[Proposal], known_orders: GapOrders | None, known: EditsByPlace | None
    ) -> None:
        self.ground, self.base = self.prepared.labels, self.prepared.text
        self.lists = ListsAbove(self.ground)
        self.backing = {p.name: p.backers for p in proposals}
        self._sort_strands()
        self.orders = known_orders or GapOrders(self.ground, self.circulated, self.gaps, lists=self.lists)
        self._number_moves()
        self._find_carried()
        self._place_units()
        self.stances = Stances.of(self.positions)
        if self.stances.on_edits:
            self.by_identity = {strand.identity: strand for strand in self.strands}
        self.new_words = NewWords(
            self.base, self.strands, self.words, self._list_of, known.new_words if known else None
        )
        self.word_edits = {k: [s.edit for s in found] for k, found in self.words.items()}
        self._find_leading()

    def _sort_strands(self) -> None:
        words = self.words
        for strand in self.strands:
            if holds(strand, Reworded):
                words[strand.edit.start[0]].append(strand)
            elif holds(strand, Struck):
                self.deletes[strand.edit.unit] = strand
            elif holds(strand, Relabelled):
                self.labels[strand.edit.unit].append(strand)
            elif holds(strand, Moved):
                self.moves[strand.edit.unit].append(strand)
                self.moves_into[strand.edit.gap].append(strand)
                self._put_into_gap(strand)
            elif holds(strand, Inserted):
                self._put_into_gap(strand)

    def _put_into_gap(self, strand: Strand[Placed]) -> None:
        self.gaps[strand.edit.gap].append(strand)
        self.in_gaps[strand.identity] = len(self.in_gaps), strand
        if strand.identity in self.kept:
            self.decided_into[strand.edit.gap].append(strand)

    def _find_carried(self) -> None:
        """What goes with a unit whose move has been decided is shown where that goes.

        So is what is open and those who move the unit put behind it.
        """
        kept = {i: found for i, moves in self.moves.items() if (found := [s for s in moves if s.identity in self.kept])}
        struck = {i for i, strand in self.deletes.items() if strand.identity in self.kept}
        self.with_moved = carried_along(self.ground, self.gaps, {*kept, *struck}, kept)
        open_ = {i: moves for i, moves in self.moves.items() if i not in kept and i in self.gaps}
        if open_:
            own = self._put_behind_moved(open_)
            self.with_moved = {**self.with_moved, **carried_along(self.ground, own, own, open_)}

    def _put_behind_moved(self, moves: Mapping[int, Sequence[Strand[Moved]]]) -> dict[int, list[Strand[Placed]]]:
        """By unit that is to move, what only those who move it put behind it.

        What others want there too stands where the unit stands now, and so does all that those who share it put there.
        """
        behind, shared = dict[int, list[Strand[Placed]]](), set[str]()
        for i, here in moves.items():
            movers = frozenset[str]().union(*(m.backers for m in here))
            new = [s for s in self.gaps[i] if s.identity not in self.kept and not s.backers.isdisjoint(movers)]
            behind[i] = [s for s in new if s.backers <= movers]
            shared.update(*(s.backers & movers for s in new if not s.backers <= movers))
        return {i: own for i, new in behind.items() if (own := [s for s in new if s.backers.isdisjoint(shared)])}

    def _number_moves(self) -> None:
        """Give every move a number; neighbouring units that the same proposals move to one place share it."""
        number, last, before = 0, -2, frozenset[tuple[int, frozenset[str]]]()
        for i in sorted(self.moves):
            places = frozenset((s.edit.gap, s.backers) for s in self.moves[i])
            if i != last + 1 or places != before:
                number += 1
            self.move_ids[i], last, before = number, i, places

    def _place_units(self) -> None:
        """Record the place and label of every new and moved unit, as if all of them were adopted."""
        placed = {s.identity for found in self.gaps.values() for s in found}
        new = [s for s in self.strands if holds(s, Inserted)]
        inserts = [s for s in self.strands if isinstance(s.edit, Inserted | Relabelled)]
        # Labels are computed as if all new and moved units were adopted, so that each label is unique.
        moves = [s for all_ in self.moves.values() for s in all_]
        if placed:
            self._place([*inserts, *moves, *self._splits()], placed)
            self._number_without_struck([*inserts, *moves, *self._splits()], new)
            self._number_in_readings(moves)
        self._set_splits_apart(new)

    def _splits(self) -> Iterator[Strand[Reworded]]:
        """For each unit that stays in its place, one edit that splits it: what is new is numbered behind the parts."""
        for i in sorted(i for i in self.words if i not in self.moves and i not in self.labels):
            here = (s for s in self.words[i] if not s.edit.spans_units and self.base.units[i].label)
            split = next((s for s in here if any(isinstance(part, Break) for part in s.edit.parts)), None)
            if split is not None:
                yield split

    def _place(self, strands: Sequence[Strand[Edit]], wanted: set[Identity]) -> None:
        """Record the place and label that units would have if these strands were adopted.

        What would go with a moved unit is named by where that stands now, apart from what else is put in there.
        """
        carried = carried_along(self.ground, self.gaps, self.moves, self.moves) if self.moves else {}
        goes = {s.identity for found in carried.values() for s in found}
        here: dict[tuple[int, bool], dict[Identity, Piece]] = defaultdict(dict)
        for piece in pieces(self.ground, strands, self.circulated, orders=self.orders)[0]:
            if piece.strand is not None:
                identity = piece.strand.identity
                here[piece.strand.edit.gap, identity in goes].setdefault(identity, piece)
                if identity in wanted:
                    self.places.setdefault(identity, piece)
        new_places = NewPlaces(self.ground, self.addresses)
        for (gap, _), made in sorted(here.items()):
            titles = {n for n, p in enumerate(made.values()) if is_numbered_title(p.mark, p.label)}
            names = new_places.in_gap(gap, [p.label for p in made.values()], titles)
            for identity, name in zip(made, names, strict=True):
                self.place_names.setdefault(identity, name)

    def _number_without_struck(self, strands: Sequence[Strand[Edit]], new: Iterable[Strand[Inserted]]) -> None:
        """Give new units the numbers that adopted deletions free; they are named as before."""
        known = ((s.identity, self.circulated.get(new_unit_id(s.edit))) for s in new)
        is_other = any(label and label != self.places[i].label for i, label in known)
        struck = self.decided(self.deletes.values()) if is_other else ()
        for piece in pieces(self.ground, [*strands, *struck], self.circulated, orders=self.orders)[0] if struck else ():
            if piece.strand is not None and holds(piece.strand, Inserted):
                was = self.places[piece.strand.identity]
                self.places[piece.strand.identity] = replace(was, mark=piece.mark, label=piece.label)

    def _number_in_readings(self, moves: Iterable[Strand[Moved]]) -> None:
        """Number what moves into one of several rival articles as that reading does, which nobody else counts in."""
        for gap in sorted({s.edit.gap for s in moves}):
            for block in self.orders.all_in(gap):
                new = [s for s in block.strands if holds(s, Inserted)]
                movers = {s.backers: None for s in block.strands if holds(s, Moved)}
                for who in (who for who in movers if any(who.isdisjoint(s.backers) for s in new)):
                    own = [s for s in block.strands if who & s.backers]
                    made = pieces(self.ground, own, self.circulated, orders=self.orders)[0]
                    mine = (p for p in made if p.strand and holds(p.strand, Moved) and p.strand.backers == who)
                    self.places |= {p.strand.identity: p for p in mine if p.strand}

    def _set_splits_apart(self, inserts: Sequence[Strand[Inserted]]) -> None:
        """Give the later part of a split unit another label if a new or moved unit has, or had in print, its own.

        It also follows the number that its unit has by decision: a new one, that at the place to which it moves, or
        that of the unit to which it has been joined.
        """
        here = [s for s in inserts if s.edit.label and not s.edit.under]  # under a new heading, numbers are free
        new = {new_unit_id(s.edit): without_lead(self.places[s.identity].label) for s in here}
        new |= {name: without_lead(label) for name, label in self.labels_of_moved.items() if label}
        above = (label for name, label in self.circulated.items() if name not in self.orders.under_new_headings)
        taken = frozenset([*new.values(), *map(without_lead, above)])
        decided = self._numbered_by_decision() if self.kept else {}
        for i, strands in self.words.items() if taken or decided else ():
            for n, strand in enumerate(strands):
                breaks = [part for part in strand.edit.parts if isinstance(part, Break)]
                if breaks and (i in decided or any(without_lead(part.mark.strip()) in taken for part in breaks)):
                    strands[n] = replace(strand, edit=self._relabelled(strand, decided.get(i, ()), new))

    def _numbered_by_decision(self) -> Mapping[int, Sequence[Strand[Edit]]]:
        """The units whose number is another one by decision, each with the edits that give it."""
        found: dict[int, list[Strand[Edit]]] = defaultdict(list)
        numbers = [s for here in self.labels.values() for s in self.decided(here)]
        for strand in (*numbers, *(s for here in self.moves.values() for s in self.decided(here))):
            found[strand.edit.unit].append(strand)
        for strand in (s for here in self.words.values() for s in here if s.identity in self.kept):
            if strand.edit.spans_units and not any(isinstance(part, Break) for part in strand.edit.parts):
                for i in range(strand.edit.start[0] + 1, strand.edit.end[0] + 1):
                    found[i].append(strand)
        # All new numbers are taken.
        return {i: [*here, *(s for s in numbers if s not in here)] for i, here in found.items()}

    def _relabelled(
        self, strand: Strand[Reworded], decided: Sequence[Strand[Edit]], new: Mapping[str, str]
    ) -> Reworded:
        made = pieces(self.ground, [strand, *decided], {**new, **self.circulated}, orders=self.orders)[0]
        move = next((s for s in decided if holds(s, Moved)), None)
        first = max((p.origin for p in made if p.origin <= strand.edit.unit and p.strand is move), default=-1)
        marks = iter([p.mark for p in made if p.origin == first and p.strand is move][1:])
        parts = (replace(p, mark=next(marks, p.mark)) if isinstance(p, Break) else p for p in strand.edit.parts)
        return replace(strand.edit, parts=tuple(parts))

    def _find_leading(self) -> None:
        """Mark the units that are deleted with the white space before them.

        Usually a unit is deleted with the white space after it. At the end of the text, of a table or of a list, or
        where something new follows, it is deleted with the white space before it; then so must its deleted neighbours
        be.
        """
        whole = {*self.deletes, *self.moves}
        for strands in self.words.values():
            for strand in strands:
                if strand.edit.spans_units:
                    self.joined.update(range(strand.edit.start[0], strand.edit.end[0] + 1))
        whole |= self.joined
        self.whole = whole
        run: list[int] = []
        for i in [*sorted(whole), -9]:
            if run and i != run[-1] + 1:
                alone = run == [0] and len(self.base.units) > 1
                if not alone and (
                    run[-1] + 1 == len(self.base.units)
                    or self._ends_close(run)
                    or any(k in self.gaps and not self.inside_join(k) for k in run)
                ):
                    self.leading.update(run)
                run = []
            run.append(i)

    def _ends_close(self, run: Sequence[int]) -> bool:
        """Whether these units stand close to the one before, as rows and items do, and apart from the one after."""
        units, source = self.base.units, self.base.source
        before, after = source[units[run[0] - 1].end : units[run[0]].start], run[-1] + 1
        apart = source[units[run[-1]].end : units[after].start] if after < len(units) else ""
        return run[0] > 0 and before.count("\n") < 2 <= apart.count("\n")

    @property
    def doubled(self) -> Mapping[Identity, frozenset[str]]:
        """The edits whose new words others have at another place, each with the proposals that do."""
        return self.new_words.doubled

    def joined_until(self, i: int) -> int:
        return joined_until(self.word_edits, i)

    def joined_by(self, i: int, backers: frozenset[str]) -> int:
        """The last of the units that all these proposals join to unit ``i``."""
        near = ((k, self.words.get(k, ())) for k in range(i, i + REACH))
        words = {k: [s.edit for s in found if backers <= s.backers] for k, found in near}
        return joined_until(words, i)

    def inside_join(self, gap: int) -> bool:
        return gap in self.joined and any(
            s.edit.spans_units and s.edit.start[0] <= gap < s.edit.end[0]
            for k in range(max(0, gap - REACH + 1), gap + 1)
            for s in self.words.get(k, ())
        )

    def unit_range(self, first: int, last: int) -> tuple[int, int]:
        """A unit's characters, with the white space that is deleted with it."""
        units = self.base.units
        if last + 1 < len(units) and last not in self.leading:
            return units[first].start, units[last + 1].start
        return (units[first - 1].end if first > 0 else units[first].start), units[last].end

    def destination(self, move: Strand[Moved]) -> str:
        """The destination of a moved unit: its label there, under the paragraph it would belong to.

        If that label is its own, or is the same for two destinations, the unit it would follow.
        """
        place = self.place_names[move.identity]
        others = [self.addresses[move.edit.unit], *self._places_of_rivals(move)]
        return self.after(move.edit.gap) if not place or place in others else place

    def _places_of_rivals(self, move: Strand[Moved]) -> Iterator[str]:
        return (self.place_names[s.identity] for s in self.moves[move.edit.unit] if s is not move)

    @property
    def labels_of_moved(self) -> dict[str, str]:
        """The labels that moved units would have, by name."""
        moves = (s for found in self.moves.values() for s in found)
        return {moved_unit_name(s.edit.unit, s.edit.gap): self.places[s.identity].label for s in moves}

    @property
    def labels_inside_joins(self) -> dict[str, str]:
        """The labels of new units between units that somebody joins, by name: they are part of readings only.

        A reading is numbered as if nobody else put anything in there, so that taking it gives what it says.
        """
        found = dict[str, str]()
        for gap in (gap for gap in self.gaps if self.inside_join(gap)):
            for name, own in by_backer(s for s in self.gaps[gap] if holds(s, Inserted)).items():
                for piece in pieces(self.ground, own, self.circulated, orders=self.orders)[0]:
                    strand = piece.strand
                    if strand and holds(strand, Inserted) and name == min(strand.backers) and piece.label:
                        found[new_unit_id(strand.edit)] = without_lead(piece.label)
        return found

    def after(self, gap: int) -> str:
        if gap < 0:
            return "the beginning"
        # A unit after one that is itself named only by its place: ``after 6, after paragraph 2``.
        if found := _AFTER_LIST.fullmatch(self.addresses[gap]):
            return f"after {found['place']}, after paragraph {found[1] or found[3] or 1}"
        return f"after {self.addresses[gap]}"

    def struck_round(self, gap: int) -> frozenset[str]:
        """The proposals that delete the units on both sides of a gap, and so the passage around a new unit there."""
        before, after = self.deletes.get(gap), self.deletes.get(gap + 1)
        return before.backers & after.backers if before and after else frozenset()

    def struck_above(self, group: Iterable[Strand[Inserted]]) -> frozenset[str]:
        """The proposals that delete what new units would stand under: the paragraph of an item, or a whole article."""
        found = set[str]()
        for strand in group:
            last = self.deletes.get(strand.edit.gap)
            parent = self.in_gap(strand.edit.gap).parent(strand) if last else None
            over = self.deletes.get(parent) if parent is not None else None
            found |= over.backers & last.backers if last and over else frozenset()
        return frozenset(found)

    def is_under(self, gap: int, units: Container[int]) -> bool:
        """Whether a new unit in a gap stands under one of these units: a paragraph, or the heading of an article."""
        inside = self.in_gap(gap)
        return any(holds(s, Inserted) and inside.parent(s) in units for s in self.gaps[gap])

    def _list_of(self, strand: Strand[Inserted]) -> int | None:
        """What the list of a new item stands under in the base, -1 if nothing; None if that is new itself."""
        inside, gap = self.in_gap(strand.edit.gap), strand.edit.gap
        if inside.above(strand) is not None:
            return None
        over, at = inside.parent(strand), bisect_right(self.ground.headings, gap)
        return over if over is not None else self.ground.headings[at - 1] if at else -1

    def in_gap(self, gap: int) -> InGap:
        """The new and moved units of a gap, each with what it stands under."""
        if gap not in self.inside:
            self.inside[gap] = InGap(self.ground, self.gaps[gap], self.lists)
        return self.inside[gap]

    def rewritten_round(self, gap: int) -> frozenset[str]:
        """The proposals that delete the units on both sides of a gap, or more than half the words of each."""
        return self._rewriting(gap) & self._rewriting(gap + 1)

    def recolumned_round(self, gap: int, mine: frozenset[str]) -> frozenset[str]:
        """The proposals that add or delete a column in the row before or after a gap, where none of ``mine`` does."""
        units = self.base.units
        rows = (i for i in (gap, gap + 1) if 0 <= i < len(units) and units[i].kind is UnitKind.ROW)
        edits = (s for i in rows for s in self.words.get(i, ()))
        others = (s for s in edits if s.backers.isdisjoint(mine) and changes_columns(self.prepared, s.edit))
        return frozenset[str]().union(*(s.backers for s in others))

    def _rewriting(self, i: int) -> frozenset[str]:
        """The proposals that delete a unit, or more than half its words; every new unit beside it asks."""
        if i not in self.rewriting:
            self.rewriting[i] = self._find_rewriting(i) if 0 <= i < len(self.base.units) else frozenset()
        return self.rewriting[i]

    def _find_rewriting(self, i: int) -> frozenset[str]:
        gone: Counter[str] = Counter()
        for strand in self.words.get(i, ()):
            if not strand.edit.spans_units:
                gone.update(dict.fromkeys(strand.backers, strand.edit.end[1] - strand.edit.start[1]))
        delete = self.deletes.get(i)
        found = set(delete.backers) if delete else set()
        if gone:
            size = len(self.prepared.unit_words(i))
            found.update(n for n, words in gone.items() if 2 * words > size)
        return frozenset(found)

    def elsewhere(self, strands: Iterable[Strand[Edit]]) -> frozenset[str]:
        """The proposals that have the new words of these edits at another place."""
        if not self.doubled:
            return frozenset()
        return frozenset[str]().union(*(self.doubled.get(s.identity, ()) for s in strands))

    def names(self, proposals: Collection[str]) -> tuple[str, ...]:
        """Everyone who backs one of these proposals, each once."""
        if len(proposals) == 1:
            (alone,) = proposals
            return self.backing[alone]
        return tuple(sorted({who for name in proposals for who in self.backing[name]}, key=name_order))

    def positions_on(
        self, address: str, label: str, strands: Iterable[Strand[Edit]], inner: Iterable[Slot] = ()
    ) -> tuple[Said, ...]:
        """The positions on the draft's own words where these edits, but for those shown inside, would change them.

        Who would retain a word that is shown inside has not asked to retain all of the passage.
        """
        inside = frozenset[Identity]().union(*(slot.strands for slot in inner))
        return self.stances.on_base(address, label, (s for s in strands if s.identity not in inside))

    def decided(self, strands: Iterable[Strand[Edit]]) -> list[Strand[Edit]]:
        """The edits that have been adopted: everyone's reading includes them."""
        return [s for s in strands if s.identity in self.kept] if self.kept else []

    def with_decided(self, mine: list[Strand[Edit]], decided: list[Strand[Edit]]) -> list[Strand[Edit]]:
        """One proposal's edits, with the decided edits around them."""
        return [*mine, *(s for s in decided if s not in mine)] if decided else mine


__all__ = ["REACH", "EditsByPlace"]
