"""The footnotes of a draft and the places of their marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from amendtrack.intake.instructions.changes import Aim, Dropped, Worded
from amendtrack.intake.instructions.finding import Finder
from amendtrack.redline.spoken_words import words_of
from amendtrack.text.units import Text, UnitKind


class Footnotes:
    """The footnotes of one draft, each by its unit."""

    def __init__(self, base: Text, finder: Finder) -> None:
        self.base, self.finder = base, finder

    @cached_property
    def markers(self) -> dict[int, str]:
        """The marker of each footnote."""
        units = enumerate(self.base.units)
        return {n: unit.label.rstrip(":") for n, unit in units if unit.kind is UnitKind.NOTE}

    def marks_of(self, note: int) -> list[Worded]:
        """The deletion of the marker of a footnote, wherever it stands."""
        marker = self.base.units[note].label.rstrip(":")
        found: list[Worded] = []
        for unit in range(len(self.base.units)):
            keys = self.finder.words(unit).keys
            found += [Worded(unit, k, k + 1, "") for k, key in enumerate(keys) if key == marker]
        return found

    def with_notes(self, aim: Aim) -> Aim:
        """Delete each footnote whose last marker is deleted: the two belong together."""
        gone = {c.unit for c in aim.changes if isinstance(c, Dropped)}
        taken: dict[str, int] = {}
        for change in aim.changes:
            match change:
                case Dropped(unit):
                    keys: Sequence[str] = self.finder.words(unit).keys
                case Worded(unit, first, last, new) if unit not in gone:
                    fresh = [w.key for w in words_of(new)]
                    keys = [key for key in self.finder.words(unit).keys[first:last] if key not in fresh]
                case _:
                    continue
            for key in keys:
                taken[key] = taken.get(key, 0) + 1
        notes = [
            n
            for n, marker in self.markers.items()
            if n not in gone and 0 < taken.get(marker, 0) == self._marked[marker]
        ]
        if not notes:
            return aim
        also = f"with {' and '.join(self.markers[n] for n in notes)}, whose only marker is deleted"
        return replace(
            aim, changes=(*aim.changes, *map(Dropped, notes)), note="; ".join(filter(None, (aim.note, also)))
        )

    @cached_property
    def _marked(self) -> Counter[str]:
        """How many times each marker stands in the text."""
        return Counter(key for n in range(len(self.base.units)) for key in self.finder.words(n).keys)
