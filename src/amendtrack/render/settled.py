"""What remains to be printed once slots are settled: a text containing the settled wording, and the open slots."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.agreement import marks_of_units
from amendtrack.consolidation.compose import Piece, flat, mark_without_words, spliced
from amendtrack.consolidation.edits import Identity, Reworded
from amendtrack.consolidation.headless import stand_elsewhere
from amendtrack.consolidation.slots.slot import Shape, Slot
from amendtrack.consolidation.value import Consolidation
from amendtrack.render.faces import FormKind, form_of
from amendtrack.render.parsing import SPACE
from amendtrack.text.units import Text, Unit, UnitKind, blank_end, parse_text
from amendtrack.text.words import tokens


@dataclass(frozen=True, slots=True)
class OpenPart:
    """A text containing the settled wording, the open slots at its offsets, and where decided wording ends.

    ``marks`` are offsets with what is printed there, in text order: the address of a decided slot or the status of a
    unit, with its sign.
    """

    text: Text
    slots: tuple[Slot, ...]
    marks: tuple[tuple[int, str], ...] = ()


def open_part(con: Consolidation) -> OpenPart:
    """What remains to be printed of a consolidation."""
    if not con.is_ruled:
        source = con.base.source
        return OpenPart(
            con.base, con.slots, tuple((at - len(blank_end(source, 0, at)), words) for at, words in _marked(con))
        )
    walk = _Walk(con)
    source, slots = walk.settle(0, len(con.base.source), con.slots, 0)
    if con.open_slots or con.unfulfilled or con.waiting:
        return OpenPart(parse_text(source), tuple(slots), walk.marks(source))
    clean = con.clean()
    return OpenPart(parse_text(clean), (), walk.marks(source) if clean == source else ())


_FIRST_WORD = re.compile(r"([^\S\n]*)([^\W_]\S*)")
"""The blanks before a word, and the word with the signs behind it."""
_BREAK = re.compile(r"\s*\n")
"""The end of a part, in wording that splits a unit."""


def _marked(con: Consolidation) -> Iterator[tuple[int, str]]:
    """Where the mark of each unit with a status belongs, and its words; none under the heads of a table."""
    for unit, words in marks_of_units(con):
        if form_of(con.base, unit).kind is not FormKind.RULER:
            yield _end_of(con.base, unit), words


def _end_of(base: Text, unit: int) -> int:
    """The end of a unit; of a row, that of the words in its last cell."""
    here = base.units[unit]
    if here.kind is not UnitKind.ROW or not base.source.endswith("|", here.start, here.end):
        return here.end
    return here.start + len(base.source[here.start : here.end - 1].rstrip())


class _Walk:
    """Walks through a base once, inserting the settled wording and noting where it ends."""

    def __init__(self, con: Consolidation) -> None:
        self.con, self.found = con, list[tuple[int, str]]()
        self.emptied = set[int]()
        """Where the number of a unit, or words in it, have been deleted."""
        self.moved = {s.unit: s for s in con.slots if s.shape is Shape.MOVED_AWAY and s.settled}
        self.decided = con.standing.places
        # If a decision keeps the draft's own words, no slot is left: the place is that of the former slot.
        now = list(every(con.slots))
        settled = [s for s in now if s.settled and s.shape is not Shape.MOVED_AWAY]
        there = {s.address for s in now}.union(map(self._decided_as, settled))
        ruled = {r.address for _, r in con.standing.in_force} - there
        self.points = sorted((s.end, s.address) for s in every(con.undecided.slots) if s.address in ruled)
        self.units = dict(_marked(con))
        self.bare = _marks_left_bare(con)
        self.ends = sorted(self.units)

    def settle(self, start: int, end: int, slots: Iterable[Slot], put: int) -> tuple[str, list[Slot]]:
        """Characters ``start:end`` of the base with the settled wording, and the open slots at their new offsets."""
        source, out, made, at, size = self.con.base.source, list[str](), list[Slot](), start, put
        for slot in slots:
            over = max(0, at - slot.start)  # white space of a deleted unit, already removed
            text = source[at : slot.start] if not over else ""
            if slot.settled and text.endswith(mark := self.bare.get(slot.start, "\0")):
                text = text.removesuffix(mark) + mark_without_words(mark)
            self._pass(at, slot.start, size)
            here = size + len(text) - over
            if slot.settled and slot.shape is Shape.MOVED_HERE and self._open_words(slot):
                wording, inner = self._arrived(slot, here)
                text += wording
                made += inner
                self.found.append((size + len(text), f"✓ {self._decided_as(slot)}"))
            elif slot.settled:
                wording = _settled_wording(self.con, slot)
                if slot.shape in (Shape.NEW, Shape.MOVED_HERE):
                    wording = self._numbered(wording, slot)
                if slot.shape is Shape.MOVED_HERE and self._unit_of(slot).body in self.bare:
                    inner_end = len(wording.rstrip(SPACE))
                    wording = mark_without_words(wording[:inner_end]) + wording[inner_end:]
                text += wording if not over else wording.lstrip(SPACE) + source[slot.start : at]
                if slot.shape is not Shape.MOVED_AWAY:
                    self.found.append((size + len(text), f"✓ {self._decided_as(slot)}"))
                if slot.shape in (Shape.WORDS, Shape.LABEL) and not wording.strip() and "\n" not in wording:
                    self.emptied.add(size + len(text))
                self._pass_settled(slot, wording, size + len(text))
            else:
                inside, inner = self.settle(slot.start, slot.end, slot.inner, here)
                # Those who ask only for what was decided inside read the passage as it now is.
                left = tuple(v for v in slot.variants if v.wording != inside or v.moves_to)
                if left:
                    end_now, within = here + len(inside), tuple(inner)
                    made.append(replace(slot, start=here, end=end_now, base=inside, inner=within, variants=left))
                else:
                    made += inner
                text += inside[over:]
            out.append(text)
            size += len(text)
            at = max(at, slot.end)
        self._pass(at, end, size)
        out.append(source[at:end])
        return "".join(out), made

    @cached_property
    def clean(self) -> Sequence[Piece]:
        """The clean text in pieces, in which what is open is as drafted: each unit has the number that it has there."""
        return self.con.decided_pieces()[0]

    @cached_property
    def places(self) -> Mapping[Identity, Sequence[int]]:
        """By new or moved unit, its pieces of the clean text: more than one if it has been split."""
        found: dict[Identity, list[int]] = defaultdict(list)
        for n, piece in enumerate(self.clean):
            if piece.strand is not None:
                found[piece.strand.identity].append(n)
        return found

    @cached_property
    def elsewhere(self) -> Set[Identity]:
        """The adopted new and moved units whose new heading or paragraph is not."""
        adopted = [s for s in self.con.strands if s.identity in self.con.standing.kept]
        return stand_elsewhere(self.con.labels_of_base, adopted, self.con.undecided.strands)

    def _numbered(self, wording: str, slot: Slot) -> str:
        """The wording of new or moved units, with the numbers that they have in the clean text.

        Where the heading above them is open, they have the number that they have under that.
        """
        if not self.elsewhere.isdisjoint(slot.strands):
            return wording
        made = [self.clean[n] for n in sorted(n for i in slot.strands for n in self.places.get(i, ()))]
        read = parse_text(wording)
        if [p.wording for p in made] != [read.wording(unit) for unit in read.units]:
            return wording
        out, at = "", 0
        for piece, unit in zip(made, read.units, strict=True):
            out += wording[at : unit.start] + piece.mark
            at = unit.body
        return out + wording[at:]

    def _unit_of(self, here: Slot) -> Unit:
        """The unit that a slot moves in."""
        return self.con.base.units[self.con.addresses.index(here.mark)]

    def _open_words(self, here: Slot) -> bool:
        """Whether the slot moves in a unit whose words are still open."""
        away = self.moved.get(here.mark)
        return away is not None and any(not s.settled for s in every(away.inner))

    def _arrived(self, here: Slot, put: int) -> tuple[str, list[Slot]]:
        """A unit moved by decision, or several joined ones, under the new label, and the open slots in their words."""
        units = self.con.base.units
        unit = self._unit_of(here)
        last = units[bisect_left(units, self.moved[here.mark].end, key=lambda u: u.start) - 1]
        wording = here.variants[0].wording
        lead = wording[: len(wording) - len(wording.lstrip(SPACE))]
        trail = wording[len(wording.rstrip(SPACE)) :]
        lead += next(self.clean[self.places[i][0]].mark for i in here.strands if i in self.places)
        inside = [s for s in self.moved[here.mark].inner if s.start >= unit.body]
        text, inner = self.settle(unit.body, last.end, inside, put + len(lead))
        return lead + text + trail, inner

    def _decided_as(self, slot: Slot) -> str:
        """The address under which the wording of a slot was decided."""
        found = (address for address, strands in self.decided.items() if not strands.isdisjoint(slot.strands))
        return slot.address if slot.address in self.decided else next(found, slot.address)

    def _pass(self, start: int, end: int, put: int) -> None:
        """Record the places between two characters of the base where the draft was kept."""
        first, last = bisect_right(self.points, (start, "\U0010ffff")), bisect_right(self.points, (end, "\U0010ffff"))
        self.found += [(put + at - start, f"✓ {address}") for at, address in self.points[first:last]]
        first, last = bisect_right(self.ends, start), bisect_right(self.ends, end)
        self.found += [(put + at - start, self.units[at]) for at in self.ends[first:last]]

    def _pass_settled(self, slot: Slot, wording: str, put: int) -> None:
        """Record the status of each unit that ends in a settled passage; a unit that is gone has no place for it."""
        if slot.shape is Shape.MOVED_HERE:
            ends = [_end_of(self.con.base, self.con.addresses.index(slot.mark))]
        else:
            first, last = bisect_right(self.ends, slot.start), bisect_right(self.ends, slot.end)
            ends = self.ends[first:last] if wording.strip() or slot.shape is Shape.WORDS else []
        self.found += [(put, self.units[at]) for at in ends if at in self.units]
        around = self.ends[bisect_left(self.ends, slot.end) :][:1] if slot.shape is Shape.WORDS else []
        for broken in _BREAK.finditer(wording) if around and self._holds(around[0], slot) else ():
            self.found.append((put - len(wording) + broken.start(), self.units[around[0]]))  # each part has the mark

    def _holds(self, end: int, slot: Slot) -> bool:
        """Whether a slot is inside the unit with that mark."""
        units = self.con.base.units
        unit = bisect_right(units, slot.start, key=lambda unit: unit.start) - 1
        return unit >= 0 and _end_of(self.con.base, unit) == end

    def marks(self, source: str) -> tuple[tuple[int, str], ...]:
        """The recorded marks, each after the last word before it, or the first of a unit whose beginning is deleted."""
        behind = ((self._behind(source, at), address) for at, address in self.found)
        return tuple(sorted({(at, address) for at, address in behind if at}))

    def _behind(self, source: str, at: int) -> int:
        blank = blank_end(source, 0, at)
        if (
            at in self.emptied
            and (len(blank) == at or not {"\n", "\r"}.isdisjoint(blank))
            and (first := _FIRST_WORD.match(source, at))
        ):
            return at + len(first[1]) + len(tokens(first[2])[0])
        return at - len(blank)


def _marks_left_bare(con: Consolidation) -> dict[int, str]:
    """The marks of the units of which all words have been deleted, by where those began."""
    adopted, source = con.standing.kept | {s.identity for s in con.standing.own}, con.base.source
    found = {}
    for i, strands in con.words_by_unit.items():
        unit = con.base.units[i]
        edits = [s.edit for s in strands if s.identity in adopted]
        if unit.label and edits and not any(spliced(con.base, unit.body, unit.end, edits)):
            found[unit.body] = source[unit.start : unit.body]
    return found


def _settled_wording(con: Consolidation, slot: Slot) -> str:
    if slot.shape is Shape.MOVED_AWAY or not slot.variants:
        return ""
    if slot.shape is Shape.WORDS:
        edits = [s.edit for found in con.words_by_unit.values() for s in found if s.identity in slot.strands]
        return _between(con.base, slot, edits)
    return slot.variants[0].wording


def _between(base: Text, slot: Slot, edits: Sequence[Reworded]) -> str:
    """The words of a slot with these edits, without the white space around it that all readings share."""
    start, end = min(slot.start, *(e.c1 for e in edits)), max(slot.end, *(e.c2 for e in edits))
    wording = flat(spliced(base, start, end, edits))
    left, right = base.source[start : slot.start], base.source[slot.end : end]
    return wording.removeprefix(left).removesuffix(right)
