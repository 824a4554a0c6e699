"""A consolidated text being set, passage by passage: what stands in each bracket, and where it opens and closes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise, takewhile

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.slots.slot import Shape, Slot, Variant
from amendtrack.consolidation.slots.stances import credit
from amendtrack.render.blocks import Block, PlannedSlot, blocks, every_plan
from amendtrack.render.brackets import Printer, Style
from amendtrack.render.faces import FormKind, UnitForm, form_of
from amendtrack.render.marks import chair_mark, plain
from amendtrack.render.parsing import BREAK, SPACE
from amendtrack.render.set_unit import Ink, SetUnit, Span
from amendtrack.render.units_being_set import UnitsBeingSet
from amendtrack.text.nesting import Nesting, nestings_below
from amendtrack.text.typeface import is_ruler
from amendtrack.text.units import Layout, Text, layout_of, parse_text


@dataclass(frozen=True, slots=True)
class SetPart:
    """Some blocks of a text that were typeset, and all that their look depends on beside the text itself."""

    start: int
    end: int
    slots: tuple[Slot, ...]
    called: tuple[tuple[object, ...], ...]
    """The address of each slot and the proposals of its readings, which do not count when slots are compared."""
    marks: tuple[tuple[int, str], ...]
    joins: tuple[bool, ...]
    units: tuple[SetUnit, ...]


class _Extent(Enum):
    """What a bracket contains: words inside a unit, or whole units."""

    WORDS = "words"
    UNITS = "units"


class _Readings(Enum):
    """Where the readings of a slot stand."""

    INLINE = "in its bracket"
    APART = "one under the other"
    IN_ONE_BRACKET = "one under the other, in the bracket of the slot around it"


_MAY_GO_ON = (FormKind.TEXT, FormKind.ITEM, FormKind.BULLET, FormKind.QUOTE)
"""What may be set in several paragraphs."""
_LONG = 12
"""Words from which a reading is a sentence of its own."""


class Setter:
    """One text being set, passage by passage."""

    def __init__(self, printer: Printer) -> None:
        self.printer, self.text = printer, printer.text
        self.layout = layout_of(printer.source) if printer.source.strip() else Layout.BLOCKS
        self.starts = [unit.start for unit in self.text.units]
        self.made = UnitsBeingSet(self.text)
        self.ink = Ink.DRAFT
        self.begun = -1
        """The unit of the draft whose first words are already set: a bracket opens before its own."""
        self.continued: set[str] = set()
        self.continuing: set[str] = set()
        """The slots whose bracket is left open for the next, and those that stand in the bracket of the one before."""
        self.enclosing: list[PlannedSlot] = []
        """The slots inside whose base reading the setter is."""
        self.closing: list[int] = []
        """The places where their brackets close."""
        self.stated: set[str] = set()
        """The addresses of the slots of which all is said inside an inner one."""
        self.passed = 0
        """The place up to which the draft is set: the sign behind a reading is set with it."""
        self.marked = 0
        """How many of the marks are set."""
        self.over_rulers: set[str] = set()
        """The slots that insert the heads of a table."""

    def units(self) -> tuple[SetUnit, ...]:
        """All units."""
        return tuple(unit for part in self.parts({}) for unit in part.units)

    def parts(self, known: Mapping[int, SetPart]) -> Iterator[SetPart]:
        """All units, a few blocks at a time; each part is as it would be if nothing else were set."""
        for over, ruler in pairwise(self.printer.plans):
            if _inserts_a_ruler(ruler) and _fate(over) == _fate(ruler):
                self.over_rulers.add(over.slot.id)
        for first, second in self._in_one_bracket():
            self.continued.add(first.id)
            self.continuing.add(second.id)
        left = deque(blocks(self.text, self.printer.plans))
        while left:
            part = self._known_part(known.get(left[0].start), left) or self._part(left)
            yield part
            while left and (left[0].start < part.end or left[0].start == part.start):  # an empty draft is a block
                left.popleft()

    def _known_part(self, known: SetPart | None, left: Iterable[Block]) -> SetPart | None:
        """A part that was set before, if it would be set in the same way now."""
        if known is None:
            return None
        here = list(takewhile(lambda block: block.start < known.end or block.start == known.start, left))
        return known if known == self._of(here, known.units) and not _depends_on_others(known.slots) else None

    def _part(self, left: Iterable[Block]) -> SetPart:
        """The first blocks, as many as must be set together."""
        self.made.done, here = [], list[Block]()
        for block in left:
            if here and not self._goes_on(here[-1], block):
                break
            here.append(block)
            self.marked = bisect_left(self.printer.marks, (block.start + bool(block.start), ""))
            self._passage(block.start, block.end, block.plans)
        self.made.close()
        return self._of(here, tuple(self.made.done))

    def _goes_on(self, last: Block, block: Block) -> bool:
        """Whether a block that was set is not yet complete: a bracket stays open, or the line under its row follows."""
        if block.start == last.start:  # in an empty draft
            return True
        if self.made.waiting or self.made.addresses or (last.plans and last.plans[-1].slot.id in self.continued):
            return True
        return self.form_at(block.start).kind is FormKind.RULER

    def _of(self, here: Sequence[Block], units: tuple[SetUnit, ...]) -> SetPart:
        """The part that these blocks are, with its units."""
        start, end = here[0].start, here[-1].end
        slots = tuple(plan.slot for block in here for plan in block.plans)
        joins = (self.continued, self.continuing, self.over_rulers)
        first, last = (bisect_left(self.printer.marks, (at + bool(at), "")) for at in (start, end))
        called = tuple((slot.address, *(v.proposals for v in slot.variants)) for slot in every(slots))
        joined = tuple(s.id in one for s in slots for one in joins)
        return SetPart(start, end, slots, called, self.printer.marks[first:last], joined, units)

    def _in_one_bracket(self) -> Iterator[tuple[Slot, Slot]]:
        """Consecutive whole units that exactly the same delegations delete or insert."""
        last, end = None, 0
        for plan in self.printer.plans:
            slot = plan.slot
            if last and self.is_ruler(slot) and _fate(plan) == _fate(last):
                end = slot.end
                continue
            apart = self.text.source[end : slot.start].strip(SPACE) or self.printer.marked_in(end, slot.start)
            if last and not apart and _fate(plan) and _fate(plan) == _fate(last):
                yield last.slot, slot
            last, end = plan, slot.end

    def _address_of_a_ruler(self, address: str) -> None:
        """The line under a table's header has no words: its address is placed beside the header."""
        if self.made.open is not None:
            self.made.open.addresses.append(address)
        else:
            self.made.addresses.append(address)

    # -- paragraphs -----------------------------------------------------------------------------

    # -- the draft's words ----------------------------------------------------------------------

    def _passage(self, start: int, end: int, plans: Sequence[PlannedSlot]) -> None:
        """Characters ``start:end`` of the draft with the slots in them."""
        at = start
        for plan in plans:
            slot, within = plan.slot, plan.slot.base and not plan.breaks
            lead, trail = self.printer.around(plan)
            first, last = slot.start, slot.end if within else slot.start
            if within:
                first, last, lead, trail = first + len(lead), last - len(trail), "", ""
            self._draft(at, first)
            self._slot(plan, first, last, lead, trail)
            at = max(at, last)
        self._draft(at, end)

    def _draft(self, start: int, end: int) -> None:
        """The draft's own words, with the marks in them: of what was decided, and of the status of units.

        A mark where a bracket closes stands behind the bracket.
        """
        at = start = max(start, self.passed)
        until = end - 1 if self.closing and end == self.closing[-1] else end
        for place, words in self.printer.marks[self.marked :]:
            if place > until:
                break
            if at < place:
                self.made.words(self.text, at, place, self.ink, begun=self.begun)
                at = place
            self.made.put(Span(chair_mark(words), Ink.DECIDED))
            self.marked += 1
        if at < end:
            self.made.words(self.text, at, end, self.ink, begun=self.begun)

    @staticmethod
    def extent_of(plan: PlannedSlot) -> _Extent:
        """What the bracket of a slot contains."""
        inside = plan.breaks or plan.slot.shape in (Shape.WORDS, Shape.LABEL)
        return _Extent.WORDS if inside else _Extent.UNITS

    # -- slots ----------------------------------------------------------------------------------

    def _slot(self, plan: PlannedSlot, first: int, last: int, lead: str, trail: str) -> None:
        """One bracket: the draft's reading, then each other reading, with its supporters."""
        slot, within = plan.slot, bool(plan.slot.base and not plan.breaks)
        if self.is_ruler(slot):
            for one in every([slot]):
                self._address_of_a_ruler(one.address)
            return
        extent = self.extent_of(plan)
        said = plain(self.printer.said_of_base(slot))
        setting = self._setting_of(plan)
        if setting is _Readings.IN_ONE_BRACKET:
            outer = self.enclosing[-1].slot
            said = "; ".join(filter(None, (said, plain(self.printer.said_of_base(outer)))))
            self.stated.add(outer.address)
            self._open_place(slot, lead)
            if self.made.open is not None:
                self.made.open.addresses.append(slot.address)
        elif slot.id in self.continuing:
            self.made.close()
            self.made.addresses.append(slot.address)
        else:
            self._open_bracket(slot, lead, extent)
        readings = self._readings(plan)
        if within:
            ink, self.ink = self.ink, Ink.OPPOSED if any(v.deletes for v in slot.variants) else self.ink
            if noted := _as_note(slot.base):
                self.made.sign(noted)
            self.enclosing.append(plan)
            self.closing.append(last)
            self._passage(first, last, plan.inner)
            self.enclosing.pop()
            self.closing.pop()
            sign = self._sign_behind(plan) if setting is not _Readings.INLINE else ""
            self.made.put(Span(sign, ink))
            self.ink = ink
            stated = slot.id in self.continued or slot.address in self.stated
            self.made.sign(f" – {said}" if said and not stated else "", Ink.NAMES)
            if setting is not _Readings.INLINE:
                self._alternatives(plan, readings, sign)
                self.made.sign("]" if setting is _Readings.APART else "")
                self.made.resuming = _going_on(self.form_at(slot.start))
                self.passed = slot.end + len(sign)
                return
        rivals = slot.shape is Shape.NEW and len(readings) > 1 and all(_is_long(v.wording) for v in plan.shown)
        for n, (variant, names) in enumerate(readings):
            if rivals:
                self.made.close()
                self.made.waiting += _called(n + 1, names)
            elif n or within:
                self.made.sign(" / ")
            self._wording(plan, variant, extent)
            if slot.id in self.continued:
                continue
            more = f"; {said}" if said and not within and n == len(readings) - 1 else ""
            self.made.sign(f" – {names}{more}" if names and not rivals else f" – {said}" if more else "", Ink.NAMES)
        if slot.id in self.continued:
            return
        self.made.sign("]")
        self.made.sign(" " if within and _as_note(slot.base) else "", Ink.DRAFT)
        self.made.sign(trail if "\n" not in trail else "", Ink.DRAFT)

    def _setting_of(self, plan: PlannedSlot) -> _Readings:
        """Where its readings stand: whole sentences are read one under the other, not in one bracket."""
        slot = plan.slot
        long = _fill_a_bracket([slot.base, *(variant.wording for variant in plan.shown)])
        if not (long and plan.shown) or plan.breaks or slot.shape is not Shape.WORDS:
            return _Readings.INLINE
        if self.form_at(slot.start).kind not in _MAY_GO_ON or any(outer.shown for outer in self.enclosing):
            return _Readings.INLINE
        # What is said of a passage around this one must not seem to be said of the last alternative.
        if all(any(map(str.isalnum, self.text.source[slot.end : outer.slot.end])) for outer in self.enclosing):
            return _Readings.APART
        alone = len(self.enclosing) == 1 and self._is_all_of(self.enclosing[0], slot)
        return _Readings.IN_ONE_BRACKET if alone else _Readings.INLINE

    def _is_all_of(self, outer: PlannedSlot, slot: Slot) -> bool:
        """Whether a slot's words are all that stands in the slot around it, but for a label and signs."""
        body = self.text.units[bisect_right(self.starts, slot.start) - 1].body
        before = self.text.source[max(outer.slot.start, min(body, slot.start)) : slot.start]
        return len(outer.inner) == 1 and not any(map(str.isalnum, before))

    def form_at(self, place: int) -> UnitForm:
        """The form of the unit at a place."""
        return form_of(self.text, max(0, bisect_right(self.starts, place) - 1))

    def _sign_behind(self, plan: PlannedSlot) -> str:
        """The sign behind a passage that ends every reading of it: ``.``; none if somebody amends it."""
        slot = plan.slot
        unit = self.text.units[bisect_right(self.starts, slot.start) - 1]
        rest = self.text.source[slot.end : unit.end]
        sign = rest[: len(rest) - len(rest.lstrip(".;:,。；：，"))]
        amended = any(v.deletes for v in slot.variants) or self.printer.decided_in(slot.end, slot.end + len(sign))
        beside = (other for other in every_plan(self.printer.plans) if other is not plan)
        within = any(slot.end <= other.slot.start <= slot.end + len(sign) - 1 for other in beside)
        cut = any(outer.slot.end < slot.end + len(sign) for outer in self.enclosing)
        return "" if amended or within or cut else sign

    def _alternatives(self, plan: PlannedSlot, readings: Sequence[tuple[Variant, str]], sign: str) -> None:
        """The readings other than the draft's, each as a paragraph of its own: ``Alt 1 – Arda: ...``."""
        form = self.form_at(plan.slot.start)
        level = {FormKind.ITEM: form.level + 1, FormKind.BULLET: form.level}.get(form.kind, 0)
        for n, (variant, names) in enumerate(readings, 1):
            self.made.begin(UnitForm(FormKind.ITEM, level)).cells[-1] += _called(n if len(readings) > 1 else 0, names)
            self._wording(plan, variant, _Extent.WORDS)
            self.made.put(Span(sign, Ink.PROPOSED))

    def is_ruler(self, slot: Slot) -> bool:
        """Whether its only part of the draft is the line under a table's header, and nobody has words in its place."""
        if any(any(map(str.isalnum, v.wording)) for one in every([slot]) for v in one.variants):
            return False
        start = slot.start + len(slot.base) - len(slot.base.lstrip(SPACE))
        k = bisect_right(self.starts, start) - 1
        if slot.shape is Shape.WORDS and k >= 0:
            return form_of(self.text, k).kind is FormKind.RULER
        if not slot.base.strip(SPACE) or k < 0 or self.starts[k] != start:
            return False
        inside = len(slot.base.strip(SPACE)) <= self.text.units[k].end - start
        return inside and form_of(self.text, k).kind is FormKind.RULER

    def base(self, plan: PlannedSlot) -> tuple[Span, ...]:
        """The draft's words in a slot, by themselves."""
        if noted := _as_note(plan.slot.base):
            return (Span(noted),)
        return self.made.taken(lambda: self.made.words(self.text, plan.slot.start, plan.slot.end, Ink.DRAFT))

    def alone(self, plan: PlannedSlot, variant: Variant) -> tuple[Span, ...]:
        """The words of one reading, by themselves."""
        if variant.moves_to or not variant.wording.strip(SPACE) or plan.breaks:
            return ()
        if self.extent_of(plan) is _Extent.WORDS:
            return self.made.taken(lambda: self._inside(plan, variant.wording, Ink.DRAFT))
        made = parse_text(variant.wording.strip(SPACE), self.layout)
        return self.made.taken(lambda: self.made.words(made, 0, len(made.source), Ink.DRAFT))

    def _open_bracket(self, slot: Slot, lead: str, extent: _Extent) -> None:
        if extent is _Extent.UNITS:
            self.made.close()
            self.made.waiting.append(Span("[", Ink.SIGN, opens=slot.address))
            self.made.addresses.append(slot.address)
            return
        self._open_place(slot, lead)
        if self.form_at(slot.start).is_row and not slot.base and self._is_behind_a_row(slot.start):
            self.made.borders.meet()
        self.made.put(Span("[", Ink.SIGN, opens=slot.address))
        if self.made.open is not None:
            self.made.open.addresses.append(slot.address)

    def _open_place(self, slot: Slot, lead: str) -> None:
        """Begin the unit that a slot inside it opens."""
        k = bisect_right(self.starts, slot.start) - 1
        if k >= 0 and self.starts[k] == slot.start and k != self.begun:
            self.made.begin(form_of(self.text, k), k)
            self.begun = k
        self.made.sign(lead if "\n" not in lead else "", Ink.DRAFT)

    def _is_behind_a_row(self, place: int) -> bool:
        """Whether a place is behind the last border of a row, where a new column begins."""
        unit = self.text.units[max(0, bisect_right(self.starts, place) - 1)]
        before, behind = self.text.source[unit.start : place].rstrip(), self.text.source[place : unit.end]
        return before.endswith("|") and len(before) > 1 and not behind.strip()

    def _readings(self, plan: PlannedSlot) -> list[tuple[Variant, str]]:
        """The readings to be written out, in the order of ``brackets``, with their supporters."""
        shown = plan.shown
        if self.printer.style is Style.UNATTRIBUTED:
            alike = {variant.wording: variant for variant in shown}
            return [(alike[wording], "") for wording in sorted(alike)]
        if plan.slot.shape is Shape.MOVED_HERE and not (plan.full or plan.exact):
            return [(shown[0], ", ".join(plan.slot.parties))]
        return [(variant, credit(variant)) for variant in shown]

    def _wording(self, plan: PlannedSlot, variant: Variant, extent: _Extent) -> None:
        self.made.backers = variant.backers if self.printer.style is Style.ATTRIBUTED else ()
        self._words_of(plan, variant, extent)
        self.made.backers = ()

    def _words_of(self, plan: PlannedSlot, variant: Variant, extent: _Extent) -> None:
        slot = plan.slot
        if plan.breaks:
            self.made.put(Span(BREAK.strip(), Ink.PROPOSED))
            return
        if slot.shape is Shape.MOVED_HERE:
            self._arrived(plan, variant.wording)
        elif extent is _Extent.UNITS:
            made, nestings = self._passage_of(slot, variant.wording)
            self.made.words(made, 0, len(made.source), Ink.PROPOSED, nestings=nestings)
            if slot.id in self.over_rulers and self.made.open is not None and self.made.open.form.is_row:
                self.made.open.form = UnitForm(FormKind.HEAD_ROW)
        else:
            lead, trail = self.printer.around(plan)
            self._inside(plan, variant.wording, Ink.PROPOSED, lead=lead, trail=trail)

    def _passage_of(self, slot: Slot, wording: str) -> tuple[Text, tuple[Nesting, ...]]:
        """Whole units in a slot as a text, and how deep each stands in the draft."""
        before = wording[: len(wording) - len(wording.lstrip(SPACE))]
        line = before if "\n" in before else self.text.source[: slot.start] + before
        indent = line[line.rfind("\n") + 1 :]
        made = parse_text((indent if indent.isspace() else "") + wording.strip(SPACE), self.layout)
        return made, nestings_below(made, self.text, bisect_left(self.starts, slot.start) - 1)

    def _inside(self, plan: PlannedSlot, wording: str, ink: Ink, *, lead: str = "", trail: str = "") -> None:
        """Words set in their unit, so that they have their face there; ``lead`` and ``trail`` are left out."""
        if noted := _as_note(wording):
            self.made.put(Span(noted, ink))
            return
        slot, source = plan.slot, self.text.source
        k = max(0, bisect_right(self.starts, slot.start) - 1)
        last = max(k, bisect_right(self.starts, max(slot.start, slot.end - 1)) - 1)
        before, after = source[self.starts[k] : slot.start], source[slot.end : max(self.text.units[last].end, slot.end)]
        if len(before) + len(after) > _VERY_LONG:
            before, after = self._before(k, slot.start), self._behind(last, slot.end)
        if k == last and before.strip(SPACE) and _UPRIGHT.fullmatch(before + wording + after):
            self.made.put(Span(wording[len(lead) : len(wording) - len(trail)], ink))
            return
        made = parse_text(before + wording + after, self.layout)
        first, end = len(before) + len(lead), len(before) + len(wording) - len(trail)
        self.made.words(made, first, end, ink, begun=0)

    def _before(self, k: int, at: int) -> str:
        """What stands in a very long unit before a reading, and near it, behind the unit's own label and signs.

        All of it would be read again for each reading.
        """
        unit, source = self.text.units[k], self.text.source
        far = source.find(" ", at - _FAR, at) + 1 or at - _FAR
        first = next((i + 1 for i in range(at - _NEAR, at - _FAR, -1) if self._is_plain_blank(k, i)), far)
        return source[unit.start : unit.body] + source[max(first, unit.body) : at]

    def _behind(self, k: int, at: int) -> str:
        """What stands in such a unit behind a reading, and near it."""
        end = max(self.text.units[k].end, at)
        last = next((i for i in range(at + _NEAR, at + _FAR) if self._is_plain_blank(k, i)), at + _FAR)
        return self.text.source[at : min(last, end)]

    def _is_plain_blank(self, k: int, at: int) -> bool:
        """Whether a blank stands there in a unit, and no sign around it changes its face."""
        unit = self.text.units[k]
        return unit.body <= at < unit.end and self.text.source[at] == " " and not self.made.inked(k)[at - unit.start]

    def _arrived(self, plan: PlannedSlot, wording: str) -> None:
        """A unit at its destination: ``18 bis (ex 21). Wording``, or only ``18 bis (ex 21)``."""
        slot, body = plan.slot, wording.strip(SPACE)
        full = plan.full or plan.exact
        labelled = bool(self.printer.labels_here.get(slot.mark)) and body.startswith(slot.unit)
        made, nestings = self._passage_of(slot, wording)
        first = len(made.source) - len(body)
        self.made.begin(form_of(made, 0, nestings[0]) if full and made.units else UnitForm(FormKind.TEXT))
        self.made.put(Span(f"{slot.unit} " if labelled else "", Ink.PROPOSED))
        self.made.put(Span(f"(ex {slot.mark.rstrip('.:')})", Ink.PROPOSED))
        if full and made.units:
            self.made.put(Span("" if labelled else " ", Ink.PROPOSED))
            label = len(slot.unit) if labelled else 0
            self.made.words(made, first + label, len(made.source), Ink.PROPOSED, begun=0)


_VERY_LONG = 20_000
"""From so many characters on, a unit is read around a reading only as far as ``_NEAR``, or ``_FAR``."""
_NEAR, _FAR = 200, 1_000
"""How far from a reading, in characters, a sign may stand that changes its face in a very long unit: as far as the
first, unless some words there are in a face of their own.
"""
_UPRIGHT = re.compile(r"[^*_`~<>|\\\[\]()^#\r\n]*")
"""Words in one unit without any sign that could change their face or be left out."""


def _is_long(wording: str) -> bool:
    """Whether a reading is a sentence of its own."""
    return _size(wording) >= _LONG


def _fill_a_bracket(wordings: Sequence[str]) -> bool:
    """Whether the readings of a passage are sentences, or more half sentences than anybody could read in a row."""
    sizes = [_size(wording) for wording in wordings]
    return min(sizes) >= _LONG or (min(sizes) >= _LONG // 2 and len(sizes) > 3 and sum(sizes) >= 4 * _LONG)


def _size(wording: str) -> int:
    """How many words a reading has; in a script without spaces, three characters count as one."""
    words = len(wording.split())
    return len(wording) // 3 if len(wording) > 12 * words else words


def _called(number: int, names: str) -> list[Span]:
    """What comes before one of several long readings, ``Alt 1 – Arda:``, or before the only one, ``Alt – Arda:``."""
    by = [Span(f" – {names}", Ink.NAMES)] if names else []
    return [Span(f"Alt {number}" if number else "Alt", Ink.SIGN), *by, Span(": ", Ink.SIGN)]


def _going_on(form: UnitForm) -> UnitForm:
    """The form of the paragraph in which a unit goes on: no second bullet."""
    return UnitForm(FormKind.ITEM, form.level) if form.kind is FormKind.BULLET else form


def _fate(plan: PlannedSlot) -> tuple[Shape, tuple[str, ...]] | None:
    """Who deletes or inserts whole units of a slot; nothing if anybody has taken another position on them."""
    slot = plan.slot
    if slot.shape not in (Shape.UNIT, Shape.NEW) or plan.inner or plan.breaks or slot.positions or slot.contested:
        return None
    if len(slot.variants) != 1 or (slot.shape is Shape.UNIT) is not slot.variants[0].deletes:
        return None
    return None if slot.variants[0].positions else (slot.shape, slot.variants[0].backers)


def _as_note(words: str) -> str:
    """The text for a footnote's label if only the label is amended: ``footnote 1``, joined with the words."""
    found = _NOTE_LABEL.fullmatch(words.strip(SPACE))
    return f"footnote {found[1]}:" if found else ""


_NOTE_LABEL = re.compile(r"\[\^([^\]\s][^\]\n]{0,39})\]:")


def _depends_on_others(slots: Iterable[Slot]) -> bool:
    """Whether what is printed for slots depends on others elsewhere: a unit that moves has two places."""
    return any(slot.shape in (Shape.MOVED_AWAY, Shape.MOVED_HERE) for slot in every(slots))


def _inserts_a_ruler(plan: PlannedSlot) -> bool:
    wordings = [variant.wording.strip(SPACE) for variant in plan.slot.variants]
    return plan.slot.shape is Shape.NEW and all("|" in wording and is_ruler(wording) for wording in wordings)
