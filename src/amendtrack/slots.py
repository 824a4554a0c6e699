"""What people look at: passages that somebody would word differently, computed from the edits.

Edits that overlap, stand at one point or touch inside a unit are one slot; a rewrite or deletion round
others' edits is an outer slot that shows theirs inside. Only printing depends on slots: texts are
composed from edits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from amendtrack.compose import Piece, Strand, first_gap, flat, gap_order, joined_until, new_unit_id, pieces, spliced
from amendtrack.edits import Edit, EditKind
from amendtrack.labelling import is_nested, read_cached
from amendtrack.negotiation import Position, Proposal, Stance, name_order
from amendtrack.phrase import BREAK, Word, words_of
from amendtrack.text import Text
from amendtrack.words import folded, is_sentence_end, is_sign, tokens

NEAR = 3
"""One delegation's changes fewer than this many kept words apart are printed as one."""


class Shape(Enum):
    """How a slot stands in the text."""

    WORDS = "words"
    LABEL = "label"
    UNIT = "unit"
    NEW = "new"
    MOVED_AWAY = "moved away"
    MOVED_HERE = "moved here"


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording on the table for a slot, and everyone who backs it, in the order of names."""

    wording: str
    backers: tuple[str, ...]
    deletes: bool = False
    moves_to: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A passage with other wordings: base characters ``start:end`` and each reading of them.

    ``contested`` where two readings differ and do not compose; ``inner`` the slots printed inside;
    ``move`` a number shared by both ends of a move.
    """

    start: int
    end: int
    id: str
    unit: str
    base: str
    contested: bool
    variants: tuple[Variant, ...]
    inner: tuple[Slot, ...] = ()
    move: int | None = None
    kind: str = ""
    shape: Shape = Shape.WORDS
    positions: tuple[tuple[str, str], ...] = ()  # (stance, delegation)
    settled: bool = False
    mark: str = ""
    strands: frozenset[tuple[object, ...]] = field(default=frozenset(), repr=False)

    @property
    def parties(self) -> tuple[str, ...]:
        """Everyone who asks for a change here or inside, in the order of names."""
        return tuple(sorted({b for v in self.variants for b in v.backers}, key=name_order))


def words_collide(x: Edit, y: Edit, base: Text) -> bool:
    """Whether two word edits overlap, stand at one point or touch with no word between."""
    if x.start > y.start or (x.start == y.start and x.end > y.end):
        x, y = y, x
    if y.start > x.end:
        return False
    if y.start < x.end:
        return True
    if (x.is_split and BREAK not in y.key) or (
        y.is_split and BREAK not in x.key
    ):  # a break beside an edit composes; at one point with new words it does not
        return x.start == x.end and y.start == y.end
    # The base's own bracket pairs stay apart: ``[one] [other]``.
    both = x.start < x.end and y.start < y.end
    return not (both and base.source[: x.c2].rstrip().endswith("]") and base.source[y.c1 :].lstrip().startswith("["))


def alike(x: Edit, y: Edit) -> bool:
    """Whether two new units say so much the same that they are rivals for one place."""
    a: set[object] = set(zip(x.key, x.key[1:], strict=False)) or set(x.key)
    b: set[object] = set(zip(y.key, y.key[1:], strict=False)) or set(y.key)
    return 2 * len(a & b) >= 0.5 * (len(a) + len(b))


@dataclass(slots=True)
class Builder:
    """Computes the slots of one consolidation; made, asked once and thrown away."""

    base: Text
    proposals: Sequence[Proposal]
    strands: Sequence[Strand]
    positions: Sequence[Position]
    circulated: Mapping[str, str]
    kept: frozenset[tuple[object, ...]]
    addresses: Sequence[str]
    words: dict[int, list[Strand]] = field(default_factory=lambda: defaultdict(list))
    deletes: dict[int, Strand] = field(default_factory=dict)
    moves: dict[int, list[Strand]] = field(default_factory=lambda: defaultdict(list))
    gaps: dict[int, list[Strand]] = field(default_factory=lambda: defaultdict(list))
    labels: dict[int, list[Strand]] = field(default_factory=lambda: defaultdict(list))
    places: dict[tuple[object, ...], Piece] = field(default_factory=dict)
    move_ids: dict[int, int] = field(default_factory=dict)
    leading: set[int] = field(default_factory=set)
    joined: set[int] = field(default_factory=set)
    word_edits: dict[int, list[Edit]] = field(default_factory=dict)
    whole: set[int] = field(default_factory=set)
    retains: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))

    def slots(self) -> tuple[Slot, ...]:
        """All outermost slots in base order."""
        self._sort_strands()
        self._find_leading()
        found: list[Slot] = []
        touched = sorted({*self.words, *self.deletes, *self.moves, *self.labels, *self.gaps})
        done = -2
        for i in touched:
            if i > done and i >= 0 and (i in self.words or i in self.deletes or i in self.moves or i in self.labels):
                until = self._joined_until(i)
                found.extend(self._unit_slots(i, until))
                done = until
            if i in self.gaps and not self._inside_join(i):
                found.extend(self._gap_slots(i))
        return tuple(found)

    def _sort_strands(self) -> None:
        for strand in self.strands:
            edit = strand.edit
            match edit.kind:
                case EditKind.WORDS:
                    self.words[edit.unit].append(strand)
                case EditKind.DELETE:
                    self.deletes[edit.unit] = strand
                case EditKind.LABEL:
                    self.labels[edit.unit].append(strand)
                case EditKind.MOVE:
                    self.moves[edit.unit].append(strand)
                    self.gaps[edit.gap].append(strand)
                case EditKind.INSERT:
                    self.gaps[edit.gap].append(strand)
        number, last, before = 0, -2, frozenset[tuple[int, frozenset[int]]]()
        for i in sorted(self.moves):
            places = frozenset((s.edit.gap, s.backers) for s in self.moves[i])
            if i != last + 1 or places != before:
                number += 1
            self.move_ids[i], last, before = number, i, places
        placed = [s for s in self.strands if s.edit.gap > -2]
        inserts = [s for s in self.strands if s.edit.kind in (EditKind.INSERT, EditKind.LABEL)]
        if placed:
            # Labels are computed as if all new and moved units were taken, so that each is one of its kind.
            self._place([*inserts, *(all_[0] for all_ in self.moves.values())], {s.identity for s in placed})
            for i, rivals in self.moves.items():
                for strand in rivals[1:]:
                    others = (all_[0] for k, all_ in self.moves.items() if k != i)
                    self._place([*inserts, strand, *others], {strand.identity})
        for position in self.positions:
            key = folded_place(position.place)
            self.retains[key].append((position.stance.value, position.delegation))

    def _place(self, strands: Sequence[Strand], wanted: set[tuple[object, ...]]) -> None:
        """Note where units would stand, and under which label, if these strands were taken."""
        for piece in pieces(self.base, strands, self.circulated)[0]:
            if piece.strand is not None and piece.strand.identity in wanted:
                self.places.setdefault(piece.strand.identity, piece)

    def _joined_until(self, i: int) -> int:
        if not self.word_edits:
            self.word_edits = {k: [s.edit for s in found] for k, found in self.words.items()}
        return joined_until(self.word_edits, i)

    def _joined_by(self, i: int, backers: frozenset[int]) -> int:
        """The last of the units that these proposals, all of them, join to unit ``i``."""
        words = {
            k: [s.edit for s in found if backers <= s.backers] for k, found in self.words.items() if i <= k <= i + 8
        }
        return joined_until(words, i)

    def _inside_join(self, gap: int) -> bool:
        return any(
            s.edit.spans_units and s.edit.start[0] <= gap < s.edit.end[0]
            for k in range(max(0, gap - 8), gap + 1)
            for s in self.words.get(k, ())
        )

    # -- units ----------------------------------------------------------------------------------

    def _unit_range(self, first: int, last: int) -> tuple[int, int]:
        """A unit's characters with the white space that goes when it goes."""
        units = self.base.units
        if last + 1 < len(units) and last not in self.leading:
            return units[first].start, units[last + 1].start
        return (units[first - 1].end if first > 0 else units[first].start), units[last].end

    def _find_leading(self) -> None:
        """Mark the units that go with the white space before them.

        Usually a unit takes the white space after it. At the end of the text, and where something new
        stands after it, it takes that before it; so then must those that go next to it.
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
                    run[-1] + 1 == len(self.base.units) or any(k in self.gaps and not self._inside_join(k) for k in run)
                ):
                    self.leading.update(run)
                run = []
            run.append(i)

    def _unit_slots(self, i: int, until: int) -> list[Slot]:
        unit = self.base.units[i]
        strands = [s for k in range(i, until + 1) for s in self.words.get(k, ())]
        labels = [self._label_slot(i)] if i in self.labels else []
        if until > i:
            return [self._joined_slot(i, until, strands)]
        inner = self._word_slots(i, strands)
        moves, delete = self.moves.get(i, []), self.deletes.get(i)
        if not moves and delete is None:
            return [*labels, *inner]
        start, end = self._unit_range(i, i)
        involved = [*strands, *moves, *([delete] if delete else []), *self.labels.get(i, ())]
        return [self._outer(i, start, end, involved, (*labels, *inner), unit.label)]

    def _outer(self, i: int, start: int, end: int, involved: list[Strand], inner: tuple[Slot, ...], label: str) -> Slot:
        variants = self._unit_variants(i, start, end, involved)
        moves, delete = self.moves.get(i, []), self.deletes.get(i)
        positions = self._positions_on(self.addresses[i], label)
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
            self.addresses[i],
            self.addresses[i],
            self.base.source[start:end],
            contested,
            variants,
            inner,
            self.move_ids.get(i),
            kind,
            Shape.MOVED_AWAY if moves else Shape.UNIT,
            positions,
            self._all_kept(involved),
            self.base.source[self.base.units[i].start : self.base.units[i].body],
            frozenset(s.identity for s in involved),
        )

    def _unit_variants(self, i: int, start: int, end: int, involved: list[Strand]) -> tuple[Variant, ...]:
        unit = self.base.units[i]

        def reading(strands: list[Strand]) -> tuple[str, bool, str]:
            kinds = {s.edit.kind for s in strands}
            if EditKind.DELETE in kinds:
                return "", True, ""
            edits = [s.edit for s in strands if s.edit.kind is EditKind.WORDS]
            wording = flat(spliced(self.base, unit.body, unit.end, edits))
            mark = self.base.source[unit.start : unit.body]
            for s in strands:
                if s.edit.kind is EditKind.LABEL:
                    mark = flat(s.edit.parts)
            to = next((self._destination(s) for s in strands if s.edit.kind is EditKind.MOVE), "")
            full = self.base.source[start : unit.start] + mark + wording + self.base.source[unit.end : end]
            return ("" if to else full), False, to

        return self._variants(involved, reading)

    def _destination(self, move: Strand) -> str:
        """Where a moved unit would stand: its label there, under the paragraph it would belong to."""
        piece = self.places[move.identity]
        read = read_cached(piece.label)
        if read is None:
            return self._after(move.edit.gap)
        return f"{piece.under} {piece.label}" if is_nested(read) and piece.under else piece.label

    def _after(self, gap: int) -> str:
        return f"after {self.addresses[gap]}" if gap >= 0 else "the beginning"

    def _joined_slot(self, i: int, until: int, strands: list[Strand]) -> Slot:
        involved = list(strands)
        for k in range(i, until + 1):
            involved += [s for s in (self.deletes.get(k),) if s] + self.moves.get(k, [])
            involved += self.gaps.get(k, []) if k < until else []
        start, end = self._unit_range(i, until)
        units = self.base.units

        def reading(mine: list[Strand]) -> tuple[str, bool, str]:
            made, _ = pieces(self.base, mine, self.circulated)
            # A unit that moves away has no reading here; what comes after the last one stands in the gap.
            inside = [
                p
                for p in made
                if i <= (p.origin if p.strand is None else p.strand.edit.gap) < until + (p.strand is None)
            ]
            text = "".join(("" if n == 0 else p.lead) + p.mark + p.wording for n, p in enumerate(inside))
            lead = self.base.source[start : units[i].start] if inside else ""
            return lead + text + (self.base.source[units[until].end : end] if inside else ""), not inside, ""

        variants = self._variants(involved, reading)
        contested = len(variants) > 1
        return Slot(
            start,
            end,
            self.addresses[i],
            self.addresses[i],
            self.base.source[start:end],
            contested,
            variants,
            (),
            next((self.move_ids[s.edit.unit] for s in involved if s.edit.kind is EditKind.MOVE), None),
            "split/merge-vs-amend" if contested else "",
            Shape.UNIT,
            self._positions_on(self.addresses[i], units[i].label),
            self._all_kept(involved),
            self.base.source[units[i].start : units[i].body],
            frozenset(s.identity for s in involved),
        )

    def _label_slot(self, i: int) -> Slot:
        unit = self.base.units[i]
        start, end = unit.start, unit.body
        strands = self.labels[i]
        variants = self._variants(strands, lambda mine: (flat(mine[0].edit.parts), False, ""))
        return Slot(
            start,
            end,
            f"{self.addresses[i]}#label",
            self.addresses[i],
            self.base.source[start:end],
            len(variants) > 1,
            variants,
            (),
            None,
            "editorial",
            Shape.LABEL,
            (),
            self._all_kept(strands),
            "",
            frozenset(s.identity for s in strands),
        )

    # -- gaps -----------------------------------------------------------------------------------

    def _gap_slots(self, gap: int) -> list[Slot]:
        order = gap_order(self.gaps[gap], self.base)
        units = self.base.units
        at = units[gap].end if gap >= 0 else (units[0].start if units else 0)
        if gap == 0 and 0 in self.whole and 0 not in self.leading and len(units) > 1:
            at = units[1].start  # the first unit takes the white space after it: what is new stands behind that
        found: list[Slot] = []
        rivals = self._rivals([s for s in order if s.edit.kind is EditKind.INSERT])
        done: set[int] = set()
        for strand in order:
            if strand.edit.kind is EditKind.MOVE:
                i = strand.edit.unit
                if not any(self._joined_by(k, strand.backers) >= i for k in range(max(0, i - 4), i)):
                    found.append(self._moved_here(strand, at))
                continue
            group = rivals[id(strand)]
            if id(group) in done:
                continue
            done.add(id(group))
            found.append(self._new_slot(group, at, gap))
        return found

    def _rivals(self, inserts: list[Strand]) -> dict[int, list[Strand]]:
        """New units of one gap grouped: alike ones of different proposals together, others alone."""
        group_of: dict[int, list[Strand]] = {id(s): [s] for s in inserts}
        for n, x in enumerate(inserts):
            for y in inserts[n + 1 :]:
                a, b = group_of[id(x)], group_of[id(y)]
                apart = not any(p.backers & q.backers for p in a for q in b)
                if a is not b and apart and alike(x.edit, y.edit):
                    a.extend(b)
                    for s in b:
                        group_of[id(s)] = a
        return group_of

    def _new_slot(self, group: list[Strand], at: int, gap: int) -> Slot:
        def reading(mine: list[Strand]) -> tuple[str, bool, str]:
            piece = self.places[mine[0].identity]
            # Rivals are readings of one place: they share the label of the first.
            label = self.places[group[0].identity].label
            mark = piece.mark.replace(piece.label, label, 1) if piece.label else piece.mark
            text = mark + piece.wording
            before = (
                at != self.base.units[gap + 1].start if self.base.units and gap + 1 < len(self.base.units) else True
            )
            return (mine[0].edit.lead + text if before else text + mine[0].edit.lead), False, ""

        variants = self._variants(group, reading)
        unit = self.places[group[0].identity].label or self._after(gap)
        struck = self._struck_round(gap) - frozenset().union(*(s.backers for s in group))
        contested = len(variants) > 1 or bool(struck)
        kind = "alternative" if len(variants) > 1 else "delete-vs-amend" if struck else ""
        return Slot(
            at,
            at,
            new_unit_id(group[0].edit),
            unit.rstrip(".:"),
            "",
            contested,
            variants,
            (),
            None,
            kind,
            Shape.NEW,
            (),
            self._all_kept(group),
            "",
            frozenset(s.identity for s in group),
        )

    def _struck_round(self, gap: int) -> frozenset[int]:
        """Who strikes the units on both sides of a gap, and so the passage that a new unit there is part of."""
        before, after = self.deletes.get(gap), self.deletes.get(gap + 1)
        return before.backers & after.backers if before and after else frozenset()

    def _moved_here(self, strand: Strand, at: int) -> Slot:
        i = strand.edit.unit
        piece = self.places[strand.identity]

        def reading(mine: list[Strand]) -> tuple[str, bool, str]:
            until = self._joined_by(i, mine[0].backers)
            mine_too = [
                s.edit for k in range(i, until + 1) for s in self.words.get(k, ()) if s.backers & mine[0].backers
            ]
            text = piece.mark + flat(spliced(self.base, self.base.units[i].body, self.base.units[until].end, mine_too))
            return (text + first_gap(self.base) if strand.edit.gap < 0 else piece.lead + text), False, ""

        involved = [strand]
        variants = self._variants(involved, reading, self.words.get(i, ()))
        joins = [
            s
            for k in range(max(0, i - 8), i + 1)
            for s in self.words.get(k, ())
            if s.edit.start[0] <= i <= s.edit.end[0]
        ]
        torn = any(s.edit.spans_units and not s.backers <= strand.backers for s in joins)
        contested = len(self.moves[i]) > 1 or i in self.deletes or torn
        label = piece.label or self._after(strand.edit.gap)
        kind = "move-vs-move" if len(self.moves[i]) > 1 else "move-vs-delete" if i in self.deletes else ""
        return Slot(
            at,
            at,
            f"{self.addresses[i]}>{strand.edit.gap + 1}",
            label.rstrip(".:"),
            "",
            contested,
            variants,
            (),
            self.move_ids[i],
            kind,
            Shape.MOVED_HERE,
            (),
            self._all_kept(involved),
            self.addresses[i],
            frozenset([strand.identity]),
        )

    # -- words ----------------------------------------------------------------------------------

    def _word_slots(self, i: int, strands: list[Strand]) -> list[Slot]:
        if not strands:
            return []
        unit = self.base.units[i]
        words = words_of(self.base.source[unit.body : unit.end], unit.body)
        found = []
        for cluster in self._drawn_in(self._near(self._clusters(strands), words), words):
            found.append(self._cluster_slot(i, cluster, words))
        return found

    def _clusters(self, strands: Sequence[Strand]) -> list[list[Strand]]:
        """Strands joined, transitively, where they collide."""
        clusters: list[list[Strand]] = []
        for strand in sorted(strands, key=lambda s: (s.edit.start, s.edit.end, s.edit.key)):
            mine, rest = [strand], []
            for cluster in clusters:
                if any(self._together(strand.edit, other.edit) for other in cluster):
                    mine = [*cluster, *mine]
                else:
                    rest.append(cluster)
            clusters = [*rest, mine]
        return sorted(clusters, key=lambda c: (min(s.edit.start for s in c), max(s.edit.end for s in c)))

    def _together(self, x: Edit, y: Edit) -> bool:
        """Whether two edits are printed in one slot: they collide, or take the same white space away."""
        return words_collide(x, y, self.base) or max(x.c1, y.c1) < min(x.c2, y.c2)

    def _near(self, clusters: list[list[Strand]], words: Sequence[Word]) -> list[list[Strand]]:
        """One delegation's neighbouring edits printed as one phrase, where nobody else has a part in them."""
        joined: list[list[Strand]] = []
        for cluster in clusters:
            if joined and self._one_hand(joined[-1], cluster):
                last, first = max(s.edit.end[1] for s in joined[-1]), min(s.edit.start[1] for s in cluster)
                between = words[last:first]
                kept = sum(not is_sign(w.key) for w in between)
                if kept < NEAR and not any(is_sentence_end(w.key) for w in between):
                    joined[-1] = [*joined[-1], *cluster]
                    continue
            joined.append(list(cluster))
        return joined

    def _drawn_in(self, clusters: list[list[Strand]], words: Sequence[Word]) -> list[list[Strand]]:
        """A contested slot takes in the neighbouring change of one who has a reading in it."""
        found: list[list[Strand]] = []
        for cluster in clusters:
            if found:
                last, first = max(s.edit.end[1] for s in found[-1]), min(s.edit.start[1] for s in cluster)
                between = words[last:first]
                sizes = {len({s.backers for s in found[-1]}) > 1, len({s.backers for s in cluster}) > 1}
                lone, many = (cluster, found[-1]) if len({s.backers for s in cluster}) == 1 else (found[-1], cluster)
                near = sum(not is_sign(w.key) for w in between) < NEAR and not any(
                    is_sentence_end(w.key) for w in between
                )
                if (
                    near
                    and len(sizes) == 2
                    and any(s.backers == lone[0].backers for s in many)
                    and not any(s.edit.is_split for s in lone)
                ):
                    found[-1] = [*found[-1], *cluster]
                    continue
            found.append(cluster)
        return found

    @staticmethod
    def _one_hand(a: list[Strand], b: list[Strand]) -> bool:
        backers = a[0].backers
        return all(s.backers == backers and not s.edit.is_split for s in (*a, *b))

    def _cluster_slot(self, i: int, cluster: list[Strand], words: Sequence[Word]) -> Slot:
        start, end = min(s.edit.c1 for s in cluster), max(s.edit.c2 for s in cluster)

        def reading(mine: list[Strand]) -> tuple[str, bool, str]:
            wording = flat(spliced(self.base, start, end, [s.edit for s in mine]))
            return wording, not any(folded(t) for t in tokens(wording)), ""

        variants = self._variants(cluster, reading)
        left, right = _shared_space([self.base.source[start:end], *(v.wording for v in variants)])
        start, end = start + left, end - right
        variants = tuple(replace(v, wording=v.wording[left : len(v.wording) - right]) for v in variants)
        contested = any(
            not (x.backers & y.backers) and words_collide(x.edit, y.edit, self.base)
            for n, x in enumerate(cluster)
            for y in cluster[n + 1 :]
        )
        inner: tuple[Slot, ...] = ()
        if contested:
            big = [
                s
                for s in cluster
                if any(self._wraps(s.edit, o.edit, words) for o in cluster if not (o.backers & s.backers))
            ]
            small = [s for s in cluster if s not in big and not any(s.backers <= b.backers for b in big)]
            if big and small:
                inner = tuple(self._cluster_slot(i, c, words) for c in self._near(self._clusters(small), words))
        first = min(s.edit.start[1] for s in cluster)
        label = self.base.units[i].label
        positions = self._positions_on(self.addresses[i], label)
        kind = self._kind(cluster, variants, contested, start, end)
        if not contested and any(stance == Stance.RETAIN.value for stance, _ in positions):
            kind = "delete-vs-retain" if any(v.deletes for v in variants) else "amend-vs-retain"
        return Slot(
            start,
            end,
            f"{self.addresses[i]}#{first + 1}",
            self.addresses[i],
            self.base.source[start:end],
            contested or kind.endswith("-vs-retain"),
            variants,
            inner,
            None,
            kind,
            Shape.WORDS,
            positions,
            self._all_kept(cluster),
            "",
            frozenset(s.identity for s in cluster),
        )

    def _wraps(self, x: Edit, y: Edit, words: Sequence[Word]) -> bool:
        """Whether one edit strikes or rewrites a stretch, most of a sentence, in which another amends a part."""
        if not (x.start <= y.start and y.end <= x.end) or (x.start, x.end) == (y.start, y.end):
            return False
        size = sum(not is_sign(w.key) for w in words[x.start[1] : x.end[1]])
        a = x.start[1]
        while a > 0 and not is_sentence_end(words[a - 1].key):
            a -= 1
        b = x.end[1]
        while b < len(words) and not (b > 0 and is_sentence_end(words[b - 1].key)):
            b += 1
        sentence = sum(not is_sign(w.key) for w in words[a:b])
        return size >= 7 or (size >= 4 and 2 * size > sentence)

    def _kind(self, cluster: list[Strand], variants: tuple[Variant, ...], contested: bool, start: int, end: int) -> str:
        if not contested:
            return ""
        overlaps = any(
            x.edit.start < y.edit.end and y.edit.start < x.edit.end
            for n, x in enumerate(cluster)
            for y in cluster[n + 1 :]
        )
        base = self.base.source[start:end]
        if any(v.deletes for v in variants):
            bare = [_bare(base)]
            if any(_bare(v.wording) in bare for v in variants if not v.deletes):
                return "delete-vs-retain"
        if not overlaps:
            same_point = any(
                x.edit.start == y.edit.start == x.edit.end == y.edit.end
                for n, x in enumerate(cluster)
                for y in cluster[n + 1 :]
            )
            return "same-point insertion" if same_point else "adjacent"
        return "delete-vs-amend" if any(v.deletes for v in variants) else "overlap"

    # -- readings -------------------------------------------------------------------------------

    def _variants(self, strands, reading, more: Iterable[Strand] = ()) -> tuple[Variant, ...]:  # type: ignore[no-untyped-def]
        """Everyone's full reading, equal ones joined; ordered by first backer."""
        mine: dict[int, list[Strand]] = defaultdict(list)
        for strand in strands:
            for number in strand.backers:
                mine[number].append(strand)
        by_reading: dict[tuple[frozenset[object], ...], list[int]] = defaultdict(list)
        extra = list(more)
        for number, made in mine.items():
            also = [s for s in extra if number in s.backers]
            by_reading[(frozenset(s.identity for s in (*made, *also)),)].append(number)
        wordings: dict[tuple[object, ...], list[tuple[str, bool, str, list[int]]]] = defaultdict(list)
        for numbers in by_reading.values():
            made = mine[numbers[0]]
            if extra:
                made = [Strand(made[0].edit, frozenset([numbers[0]]), made[0].orders)]
            wording, deletes, to = reading(made)
            key = (_reading_key(wording), deletes, to)
            wordings[key].append((wording, deletes, to, numbers))
        found = []
        for same in wordings.values():
            wording, deletes, to, _ = min(same, key=lambda w: (-len(w[3]), w[0]))
            numbers = sorted(n for w in same for n in w[3])
            found.append(Variant(wording, self.names(numbers), deletes, to))
        return tuple(sorted(found, key=lambda v: (v.deletes, [name_order(b) for b in v.backers], v.wording)))

    def names(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """The delegations of these proposals, each once."""
        return tuple(sorted({self.proposals[n].delegation for n in numbers}, key=name_order))

    def _positions_on(self, address: str, label: str) -> tuple[tuple[str, str], ...]:
        keys = [folded_place(address), folded_place(label)]
        found = {p for key in keys if key for p in self.retains.get(key, ())}
        return tuple(sorted(found, key=lambda p: (p[0] != Stance.RETAIN.value, name_order(p[1]))))

    def _all_kept(self, strands: Iterable[Strand]) -> bool:
        return all(s.identity in self.kept for s in strands)


def folded_place(place: str) -> str:
    """A place as it is looked up: case, blanks and closing signs do not matter."""
    return "".join(folded(place).casefold().split()).rstrip(".:")


def _shared_space(readings: Sequence[str]) -> tuple[int, int]:
    """How many characters of white space all readings begin and end with: these are nobody's change."""
    first = readings[0]
    if not first.strip():
        return 0, 0
    left = right = 0
    shortest = min(map(len, readings))
    while left < shortest and first[left].isspace() and all(r[left] == first[left] for r in readings):
        left += 1
    while (
        right < shortest - left
        and first[-1 - right].isspace()
        and all(r[-1 - right] == first[-1 - right] for r in readings)
    ):
        right += 1
    return left, right


def _reading_key(wording: str) -> tuple[str, ...]:
    """What makes two readings one: their words, and where a unit ends inside them."""
    return tuple(f or BREAK for t in tokens(wording.strip()) if (f := folded(t)) or t.count("\n") > 1)


def _bare(wording: str) -> str:
    return " ".join(wording.replace("[", " ").replace("]", " ").split())
