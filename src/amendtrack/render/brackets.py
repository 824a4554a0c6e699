"""The consolidated text as negotiators bracket it, attributed or not.

``[base / wording – Names; Names delete]``: the base reading comes first, without names if nobody supports it; a new
passage has no base reading; deletions, moves and retentions are attached to the base reading. The attributed print is
read back unit by unit while it is written (see ``parsing``). If a unit would be read differently, its brackets, slashes
and dashes are escaped, and its brackets enclose their own white space.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, StrEnum
from functools import cached_property

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.negotiation import name_order
from amendtrack.consolidation.slots.slot import Shape, Slot, Variant
from amendtrack.consolidation.slots.stances import credit
from amendtrack.consolidation.value import Consolidation
from amendtrack.garbage import kept_for_later
from amendtrack.render.blocks import Block, PlannedSlot, blocks, ground_of, moved_plans, planned, read_back
from amendtrack.render.marks import Names, chair_mark, could_be_mark, escaped_marks, is_of_unit
from amendtrack.render.parsing import BREAK, SPACE
from amendtrack.render.settled import open_part


class Style(StrEnum):
    """Whether names are printed; compares equal to its word."""

    ATTRIBUTED = "attributed"
    UNATTRIBUTED = "unattributed"


class Escape(Enum):
    """How much of the wording is escaped."""

    NOTHING = "nothing"
    BACKSLASHES = "backslashes that would be misread"
    SIGNS = "every bracket, brace, slash and dash that could be ours"


class Before(Enum):
    """What comes right after a passage."""

    SIGN = "a sign of ours"
    TEXT = "more of the text"


_BACKSLASH = re.compile(r"\\(?=[\\\[\]{}/–(])")
_SIGNS = re.compile(r"[\\\[\]{}]|(?<!\S)[/–]|[/–](?!\S)|\((?=ex )")
_LAST = "\U0010ffff"  # comes after every address
_VERBS = ("retain", "oppose", "reserve", "move", "delete")


@kept_for_later()
def brackets(con: Consolidation, style: Style | str = Style.ATTRIBUTED) -> str:
    """The consolidated text with every open slot in brackets; settled slots show the settled wording.

    ``read_brackets`` is the inverse for the attributed style.

    >>> from amendtrack.consolidation.value import consolidate
    >>> print(brackets(consolidate("7. Clear all areas.", {"Arda": "7. Clear known areas."})))
    7. Clear [all / known – Arda] areas.
    """
    return "".join(Printer(con, Style(style)).printed())


def addressed_pieces(con: Consolidation, style: Style) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """The print in pieces, each with the addresses of the slots that open in it, by line (from 0)."""
    printer = Printer(con, style)
    for block, made in printer.pieces():
        yield made, printer.opened(block)


class Printer:
    """One text being printed, block by block."""

    def __init__(self, con: Consolidation, style: Style) -> None:
        part = open_part(con)
        self.text, slots, self.marks = part.text, part.slots, part.marks
        self.source = self.text.source
        self.plans = planned(self.text, slots)
        self.style = style
        self.escape = Escape.NOTHING
        self.names = Names({*con.delegations, *(p.delegation for p in con.positions)})
        self.ground = ground_of(self.text, self.plans)
        self.moved = moved_plans(self.text, self.plans)

    def printed(self) -> Iterator[str]:
        """The print, piece by piece."""
        return (made for _, made in self.pieces())

    def pieces(self) -> Iterator[tuple[Block, str]]:
        """Each block with its print."""
        behind = ""
        for block in blocks(self.text, self.plans):
            made = self._block(block, behind)
            yield block, made
            bare = made.rstrip(SPACE)
            behind = made[len(bare) :] if bare else behind + made

    def opened(self, block: Block) -> list[tuple[int, str]]:
        """The line of the block just printed on which each slot's bracket opens, with its address and inner ones."""
        found = []
        for n, plan in enumerate(block.plans):
            lead, trail = self.around(plan)
            first, last = plan.slot.start, plan.slot.start if plan.breaks else plan.slot.end
            if plan.slot.base and not plan.breaks:
                first, last, trail = first + len(lead), last - len(trail), ""
            until = self._passage(block.start, block.start, block.plans[: n + 1])
            line = until.count("\n") - (self._bracket(plan, first, last) + trail).count("\n")
            found += [(line, slot.address) for slot in every([plan.slot])]
        return found

    def _block(self, block: Block, behind: str) -> str:
        """A block with as little escaping as reading back allows, and the white space printed before it.

        An unattributed block is not read back.
        """
        plain = self.source[block.start : block.end]
        ending = self._ending(block)
        if self.style is Style.UNATTRIBUTED:
            return self._passage(block.start, block.end, block.plans) + ending
        self.escape = Escape.NOTHING
        if not block.plans and not _could_be_ours(plain):
            return self._passage(block.start, block.end, ()) + ending
        printed = plain
        for self.escape in (Escape.BACKSLASHES, Escape.SIGNS):
            for plan in _every(block.plans):
                plan.exact = any(v.deletes for v in plan.readings)
            for last in (False, False, True):
                printed = self._passage(block.start, block.end, block.plans) + ending
                wrong = read_back(self.text, self.ground, block, (behind, printed), self.names, self.moved)
                if wrong == []:
                    return printed
                if wrong is None:
                    break
                for plan in _every(block.plans) if last else wrong:
                    plan.exact = True
            printed = self._passage(block.start, block.end, block.plans) + ending
            if read_back(self.text, self.ground, block, (behind, printed), self.names, self.moved) == []:
                return printed
        return printed

    # -- passages -------------------------------------------------------------------------------

    def _passage(self, start: int, end: int, plans: Sequence[PlannedSlot]) -> str:
        """Characters ``start:end`` with slots printed in place."""
        out, at = [], start
        for plan in plans:
            lead, trail = self.around(plan)
            first, last = plan.slot.start, plan.slot.start if plan.breaks else plan.slot.end
            if plan.slot.base and not plan.breaks:
                first, last = first + len(lead), last - len(trail)
                lead = trail = ""
            if first > at:
                out += [self._literal(at, first, Before.SIGN), self._marks_at(first)]
                at = first
            out.append(f"{lead}[{self._bracket(plan, first, last)}]{trail}")
            out.append(self._marks_at(last) if last > at else "")
            at = max(at, last)
        out.append(self._literal(at, end, Before.TEXT))
        return "".join(out)

    def _literal(self, start: int, end: int, before: Before) -> str:
        """Characters ``start:end`` as printed, with the marks of decided passages and of units in them."""
        out, at = [], start
        for place, words in self.marks[bisect_right(self.marks, (start, _LAST)) :]:
            if place >= end:
                break
            out += [self._typed(self.source[at:place]), chair_mark(words)]
            at = place
        return "".join([*out, self._typed(self.source[at:end], before)])

    def decided_in(self, start: int, end: int) -> bool:
        """Whether words have been decided between these places, inclusive."""
        return any(start <= place <= end and not is_of_unit(words) for place, words in self.marks)

    def marked_in(self, start: int, end: int) -> bool:
        """Whether there is any mark between these places, inclusive."""
        return any(start <= place <= end for place, _ in self.marks)

    def _marks_at(self, place: int) -> str:
        """The marks right before a place."""
        found = self.marks[bisect_left(self.marks, (place, "")) : bisect_right(self.marks, (place, _LAST))]
        return "".join(chair_mark(words) for _, words in found)

    def _ending(self, block: Block) -> str:
        """The marks at the end of the text; any other block ends in white space, where no mark stands."""
        at = max((plan.slot.end for plan in block.plans if plan.slot.base and not plan.breaks), default=block.start)
        return self._marks_at(block.end) if at < block.end == len(self.source) else ""

    def around(self, plan: PlannedSlot) -> tuple[str, str]:
        """The white space printed outside; none if a slot inside holds some of it."""
        lead, trail = self._outside(plan)
        if plan.inner and (lead or trail):
            first, last = plan.slot.start + len(lead), plan.slot.end - len(trail)
            held = (i for i in plan.inner if i.slot.base and not i.breaks)
            within = [(i.slot.start, i.slot.end - len(self.around(i)[1])) for i in held]
            within += [(i.slot.start, i.slot.start) for i in plan.inner]
            if any(s < first or e > last for s, e in within):
                return "", ""
        return lead, trail

    def _outside(self, plan: PlannedSlot) -> tuple[str, str]:
        """The white space of a slot that is printed outside its brackets."""
        slot = plan.slot
        if plan.exact or plan.breaks:
            return "", ""
        if slot.shape in (Shape.UNIT, Shape.MOVED_AWAY):
            return _common([slot.base])
        if not slot.base:
            return _common(v.wording for v in slot.variants)
        if slot.shape is Shape.LABEL or any(v.deletes for v in slot.variants):
            return _common([slot.base, *(v.wording for v in slot.variants if not v.deletes)])
        return "", ""

    # -- one bracket ----------------------------------------------------------------------------

    def _bracket(self, plan: PlannedSlot, first: int, last: int) -> str:
        slot, parts = plan.slot, []
        said = self.said_of_base(slot)
        if slot.base and not plan.breaks:
            inside = self._passage(first, last, plan.inner)
            parts.append(f"{inside} – {said}" if said else inside)
        shown = [(self._wording(plan, v), self._said_of(v)) for v in plan.shown]
        if slot.shape is Shape.MOVED_HERE and not (plan.full or plan.exact):
            shown = [(shown[0][0], self._listed(sorted(slot.parties, key=name_order)))]
        if self.style is Style.UNATTRIBUTED:
            parts += sorted({wording for wording, _ in shown})
        else:
            parts += [f"{wording} – {said}" for wording, said in shown]
            parts[-1] += f"; {said}" if said and (plan.breaks or not slot.base) else ""
        return ("\\ " if plan.exact else "") + " / ".join(parts)

    def _wording(self, plan: PlannedSlot, variant: Variant) -> str:
        if plan.breaks:
            return BREAK
        lead, trail = self.around(plan)
        text = variant.wording[len(lead) : len(variant.wording) - len(trail)]
        return self._moved_here(plan, text) if plan.slot.shape is Shape.MOVED_HERE else self._typed(text)

    def _moved_here(self, plan: PlannedSlot, text: str) -> str:
        """``18 bis (ex 21). Wording``, or only ``18 bis (ex 21)`` if the old place shows the rest."""
        slot, body = plan.slot, text.lstrip(SPACE)
        lead = text[: len(text) - len(body)]
        ex = f"(ex {self._typed(slot.mark.rstrip('.:'))})"
        labelled = bool(self.labels_here.get(slot.mark)) and body.startswith(slot.unit)
        label = self._typed(slot.unit) + " " if labelled else ""
        rest = body[len(slot.unit) :] if labelled else " " + body
        return f"{lead}{label}{ex}{self._typed(rest) if plan.full or plan.exact else ''}"

    @cached_property
    def labels_here(self) -> dict[str, str]:
        return {p.slot.unit: p.slot.mark for p in self.plans if p.slot.shape is Shape.MOVED_AWAY}

    def said_of_base(self, slot: Slot) -> str:
        """The positions on the base reading: retain, oppose, reserve, then who moves or deletes it."""
        said: dict[str, list[str]] = {}
        for stance, name in slot.positions:
            said.setdefault(stance, []).append(name)
        goes = [(v, self._going(v)) for v in slot.variants if v.moves_to or (v.deletes and not v.wording)]
        if self.style is Style.UNATTRIBUTED:
            verbs = {verb for _, verb in goes}
            return "; ".join(sorted(verbs, key=lambda verb: (_VERBS.index(verb.split()[0]), verb)))
        parts: list[tuple[int, str, str]] = []
        for verb, who in said.items():
            parts.append((_VERBS.index(verb), "", f"{self._listed(sorted(set(who), key=name_order))} {verb}"))
        for variant, verb in goes:
            first, own = name_order(variant.backers[0]), self._said_of(variant, verb)
            parts.append((_VERBS.index(verb.split()[0]), "\0".join(first), own))
        return "; ".join(words for _, _, words in sorted(parts))

    def _going(self, variant: Variant) -> str:
        return f"move to {self._typed(variant.moves_to.rstrip('.:'))}" if variant.moves_to else "delete"

    def _said_of(self, variant: Variant, verb: str = "") -> str:
        return credit(variant, verb, self._listed)

    def _listed(self, names: Iterable[str]) -> str:
        return ", ".join(self.names.form.get(n, n) for n in names)

    def _typed(self, text: str, before: Before = Before.SIGN) -> str:
        """Wording as printed before one of our signs, or before more text."""
        if self.style is Style.UNATTRIBUTED:
            return escaped_marks(text)
        if self.escape is Escape.NOTHING:
            return text
        if self.escape is Escape.SIGNS:
            return _SIGNS.sub(r"\\\g<0>", text)
        text = _BACKSLASH.sub(r"\\\\", text)
        return text + "\\" if before is Before.SIGN and text.endswith("\\") else text


def _could_be_ours(plain: str) -> bool:
    """Whether text of the base could be mistaken for our signs."""
    return "\\" in plain or could_be_mark(plain) or (" – " in plain and "]" in plain)


def _every(plans: Iterable[PlannedSlot]) -> Iterator[PlannedSlot]:
    for plan in plans:
        yield plan
        yield from _every(plan.inner)


def _common(wordings: Iterable[str]) -> tuple[str, str]:
    """The white space that all wordings begin and end with."""
    found = list(wordings)
    leads = {w[: len(w) - len(w.lstrip(SPACE))] for w in found}
    trails = {w[len(w.rstrip(SPACE)) :] for w in found}
    return (leads.pop() if len(leads) == 1 else "", trails.pop() if len(trails) == 1 else "")


__all__ = ["Style", "brackets"]
