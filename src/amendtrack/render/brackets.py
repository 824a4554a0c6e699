"""The consolidated text as negotiators bracket it, attributed or not.

``[base / wording – Names; Names delete]``: the base reading first, bare where nobody spoke for it;
a new passage has no base reading; deletions, moves and retained wording are said of the base reading.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from amendtrack.consolidation import Consolidation
from amendtrack.negotiation import name_order
from amendtrack.slots import Shape, Slot, Variant


class Style(str, Enum):
    """Whether names are printed; compares equal to its word."""

    ATTRIBUTED = "attributed"
    UNATTRIBUTED = "unattributed"


SPACE = " \t\n\u00a0\u202f\u2009"


def brackets(con: Consolidation, style: Style | str = Style.ATTRIBUTED) -> str:
    """The consolidated text with every open slot in brackets; settled ones read as settled.

    >>> from amendtrack.consolidation import consolidate
    >>> print(brackets(consolidate("7. Clear all areas.", {"Arda": "7. Clear known areas."})))
    7. Clear [all / known – Arda] areas.
    """
    return _Printer(con, Style(style)).text()


class _Printer:
    """One text being printed; asked once for ``text()``."""

    def __init__(self, con: Consolidation, style: Style) -> None:
        self.con, self.style = con, style
        self.source = con.base.source

    def text(self) -> str:
        """The whole print."""
        return self._passage(0, len(self.source), self.con.slots)

    def _passage(self, start: int, end: int, slots: Iterable[Slot]) -> str:
        """Base characters ``start:end`` with slots printed in place."""
        out, at = [], start
        for slot in slots:
            if slot.start > at:
                out.append(escaped(self.source[at : slot.start]))
                at = slot.start
            out.append(self._slot(slot))
            at = max(at, slot.end)
        out.append(escaped(self.source[at:end]))
        return "".join(out)

    # -- one slot -------------------------------------------------------------------------------

    def _slot(self, slot: Slot) -> str:
        settled = slot.settled or (self.con.accepted and not slot.contested)
        if settled and not slot.inner:
            return self._settled(slot)
        if slot.shape is Shape.NEW:
            return self._new(slot)
        if slot.shape is Shape.MOVED_HERE:
            return self._moved_here(slot)
        if slot.shape in (Shape.UNIT, Shape.MOVED_AWAY):
            return self._unit(slot)
        return self._words(slot)

    def _settled(self, slot: Slot) -> str:
        if slot.shape is Shape.MOVED_AWAY or not slot.variants:
            return ""
        strands = [s for s in self.con.strands if s.identity in slot.strands]
        from amendtrack.compose import flat, spliced
        from amendtrack.edits import EditKind

        if slot.shape is Shape.WORDS and all(s.edit.kind is EditKind.WORDS for s in strands):
            return escaped(flat(spliced(self.con.base, slot.start, slot.end, [s.edit for s in strands])))
        return escaped(slot.variants[0].wording)

    def _words(self, slot: Slot) -> str:
        lead, trail = _outer_space(slot)
        base = slot.base[len(lead) : len(slot.base) - len(trail)] if slot.base else ""
        inside = self._inside(slot, slot.start + len(lead), slot.end - len(trail)) if slot.inner else escaped(base)
        shown = [v for v in slot.variants if not v.deletes and not self._inside_only(slot, v)]
        wordings = [(escaped(_stripped(v.wording, lead, trail)), v.backers) for v in shown]
        return f"{lead}[{self._readings(inside, slot, wordings, bool(slot.base))}]{trail}"

    def _inside(self, slot: Slot, start: int, end: int) -> str:
        return self._passage(start, end, slot.inner)

    def _inside_only(self, slot: Slot, variant: Variant) -> bool:
        """Whether a reading is shown already by the slots inside the base reading."""
        if not slot.inner:
            return False
        theirs = [v for i in slot.inner for v in i.variants if set(variant.backers) & set(v.backers)]
        return bool(theirs)

    def _readings(self, base: str, slot: Slot, wordings: list[tuple[str, tuple[str, ...]]], has_base: bool) -> str:
        if self.style is Style.UNATTRIBUTED:
            wordings = sorted((w, ()) for w, _ in wordings)
        parts = []
        if has_base:
            verbs = self._verbs(slot)
            parts.append(f"{base} – {verbs}" if verbs else base)
        parts += [f"{w} – {', '.join(names)}" if names else w for w, names in wordings]
        if has_base and self.style is Style.UNATTRIBUTED and not wordings and len(parts) == 1:
            return base
        return " / ".join(parts)

    def _verbs(self, slot: Slot) -> str:
        """What is said of the base reading: retain, reserve, delete, move, in that order."""
        said: dict[str, list[str]] = {}
        for stance, name in slot.positions:
            said.setdefault(stance, []).append(name)
        for v in slot.variants:
            if v.deletes:
                said.setdefault("delete", []).extend(v.backers)
            elif v.moves_to:
                said.setdefault(f"move to {v.moves_to.rstrip('.:')}", []).extend(v.backers)
        order = sorted(said, key=lambda verb: (["retain", "reserve", "move", "delete"].index(verb.split()[0]), verb))
        if self.style is Style.UNATTRIBUTED:
            return "; ".join(verb for verb in order if verb not in ("retain", "reserve"))
        return "; ".join(f"{', '.join(sorted(set(said[verb]), key=name_order))} {verb}" for verb in order)

    # -- whole units ----------------------------------------------------------------------------

    def _unit(self, slot: Slot) -> str:
        """A unit to be struck, moved or replaced; the white space round it stays outside."""
        lead = slot.base[: len(slot.base) - len(slot.base.lstrip(SPACE))]
        trail = slot.base[len(slot.base.rstrip(SPACE)) :]
        start, end = slot.start + len(lead), slot.end - len(trail)
        inner = tuple(i for i in slot.inner if not self._told_there(slot, i))
        base = self._passage(start, end, inner)
        shown = [v for v in slot.variants if not v.deletes and not v.moves_to and not self._inside_only(slot, v)]
        wordings = [(escaped(v.wording.strip(SPACE)), v.backers) for v in shown]
        return f"{lead}[{self._readings(base, slot, wordings, True)}]{trail}"

    def _told_there(self, slot: Slot, inner: Slot) -> bool:
        """Whether an edit inside a moved unit is printed where the unit goes."""
        if slot.shape is not Shape.MOVED_AWAY:
            return False
        return any(self._full_there(d) and set(inner.parties) <= set(d.parties) for d in self._destinations(slot))

    def _destinations(self, slot: Slot) -> list[Slot]:
        return [s for s in self.con.slots if s.shape is Shape.MOVED_HERE and s.mark == slot.unit]

    def _full_there(self, slot: Slot) -> bool:
        """Whether the destination prints the whole unit: all who move it word it alike, and not as the base."""
        if len(slot.variants) != 1:
            return False
        unit = next(u for u, a in zip(self.con.base.units, self.con.addresses) if a == slot.mark)
        return not slot.variants[0].wording.endswith(self.con.base.wording(unit))

    def _new(self, slot: Slot) -> str:
        lead, trail = _common(v.wording for v in slot.variants)
        wordings = [(escaped(_stripped(v.wording, lead, trail)), v.backers) for v in slot.variants]
        return f"{lead}[{self._readings('', slot, wordings, False)}]{trail}"

    def _moved_here(self, slot: Slot) -> str:
        wording = slot.variants[0].wording
        lead, trail = _common([wording])
        body = _stripped(wording, lead, trail)
        names = "" if self.style is Style.UNATTRIBUTED else f" – {', '.join(sorted(slot.parties, key=name_order))}"
        unit = next(u for u, a in zip(self.con.base.units, self.con.addresses) if a == slot.mark)
        mark = unit.label
        ex = slot.mark
        if mark and body.startswith(slot.unit):
            rest = body[len(slot.unit) :]
            shown = f"{slot.unit} (ex {ex.rstrip('.:')}){rest}" if self._full_there(slot) else f"{slot.unit} (ex {ex.rstrip('.:')})"
        else:
            shown = f"(ex {ex}) {body}" if self._full_there(slot) else f"(ex {ex})"
        return f"{lead}[{escaped(shown)}{names}]{trail}"


def escaped(text: str) -> str:
    """The text with the backslashes doubled that would read as an escape of ours."""
    return text


def _common(wordings: Iterable[str]) -> tuple[str, str]:
    """The white space that all wordings begin and end with."""
    found = list(wordings)
    leads = {w[: len(w) - len(w.lstrip(SPACE))] for w in found}
    trails = {w[len(w.rstrip(SPACE)) :] for w in found}
    return (leads.pop() if len(leads) == 1 else "", trails.pop() if len(trails) == 1 else "")


def _stripped(wording: str, lead: str, trail: str) -> str:
    return wording[len(lead) : len(wording) - len(trail)]


def _outer_space(slot: Slot) -> tuple[str, str]:
    """White space of the slot that is printed outside its brackets."""
    readings = [slot.base] if slot.base else []
    readings += [v.wording for v in slot.variants if not v.deletes]
    return _common(readings)


__all__ = ["Style", "brackets"]
