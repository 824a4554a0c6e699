"""An earlier revision of a draft, and where its words are now."""

from __future__ import annotations

from functools import cached_property

from amendtrack.intake.instructions.finding import Finder, Found
from amendtrack.intake.instructions.guide import Guide
from amendtrack.intake.instructions.instruction import Instruction
from amendtrack.redline.change import ChangeKind
from amendtrack.redline.comparison import Redline, compare
from amendtrack.text.units import Text


class Before:
    """An earlier revision and what became of its units; compared with the draft only on demand."""

    def __init__(self, name: str, text: Text, base: Text) -> None:
        self.name, self.text, self.base = name, text, base

    @cached_property
    def _guide(self) -> Guide:
        return Guide(self.text)

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self.text)

    @cached_property
    def _redline(self) -> Redline:
        return compare(self.text, self.base)

    def found(self, quoted: str, one: Instruction) -> Found | None:
        """The only place of the words within the place that the instruction names, as this revision numbered it."""
        units = None
        if one.scope is not None:
            named_ = self._guide.units_of(one.scope)
            if len(named_) != 1:
                return None
            units = range(*self._guide.outline.extent(named_[0]))
        found = self._finder.find(quoted, units, one.sentence)
        return found[0] if len(found) == 1 else None

    def unit_now(self, unit: int) -> int | None:
        """The single unit of the draft that this one became."""
        for change in self._redline.changes:
            if change.i1 <= unit < change.i2 and (change.i2 - change.i1, change.j2 - change.j1) == (1, 1):
                return change.j1 if change.kind in (ChangeKind.KEPT, ChangeKind.EDITED) else None
        return None

    def carried(self, found: Found) -> int | None:
        """The unit of the draft that still has these words unchanged."""
        words = self._finder.words(found.unit)
        start, end = words.starts[found.first], words.ends[found.last - 1]
        for change in self._redline.changes:
            if change.i1 <= found.unit < change.i2:
                touched = any(not s.noise and s.b1 < end and start < s.b2 for s in change.splices)
                return None if touched else self.unit_now(found.unit)
        return None
