"""The text that the draft has at the place of a row: its units, its labels, and whether words are all of it."""

from __future__ import annotations

from amendtrack.intake.instructions.cited_place import Place
from amendtrack.intake.instructions.guide import Guide
from amendtrack.intake.instructions.labelled import first_label
from amendtrack.intake.instructions.spelling import plain
from amendtrack.intake.stated.cell_wording import inner, keys_of, quoted, without_label
from amendtrack.intake.stated.locating import Where
from amendtrack.intake.stated.row_outcome import Left
from amendtrack.text.labels import read_label
from amendtrack.text.units import Text, parse_text
from amendtrack.text.words import is_sentence_end


class StandingText:
    """The text of a draft at the places that rows name."""

    def __init__(self, base: Text, guide: Guide) -> None:
        self.base, self.guide = base, guide

    def is_all_of_it(self, where: Where, new: str) -> bool:
        """Whether new wording resembles the whole of a place, and is no part of it."""
        units = self.units(where) or []
        standing = [key for unit in units for key in keys_of(self.base.wording(self.base.units[unit]))]
        mine = keys_of(new)
        if sum(map(is_sentence_end, mine)) < sum(map(is_sentence_end, standing)):
            return False
        return len(set(standing) & set(mine)) >= _LIKE * len(set(standing)) and len(mine) >= _FULL * len(standing)

    def whole_unit(self, current: str) -> Place | None:
        """The one unit whose wording these words are; None if there is none, or several."""
        keys = keys_of(quoted(current))
        found = [k for k, unit in enumerate(self.base.units) if keys and keys_of(self.base.wording(unit)) == keys]
        where = self.guide.where[found[0]] if len(found) == 1 else ""
        return Place(where, address=plain(where)) if where else None

    def units(self, where: Where) -> list[int] | None:
        """The units of the row's place with their sub-units; None for the whole text."""
        if where.place is None:
            return None
        found = self.guide.units_of(where.place)
        return list(range(*self.guide.outline.extent(found[0]))) if len(found) == 1 else []

    def labels_inside(self, where: Where) -> frozenset[str]:
        """The labels of the units inside the place, without its own label."""
        return frozenset(self.base.units[k].label for k in (self.units(where) or [])[1:]) - {""}

    def stands(self, where: Where) -> bool:
        """Whether the draft has the place."""
        return where.place is not None and bool(self.guide.units_of(where.place))

    def covers(self, where: Where, words: str) -> bool:
        """Whether these words are the whole of the place, with or without its label."""
        units = self.units(where) or []
        printed = [key for unit in units for key in keys_of(self.base.printed(self.base.units[unit]))]
        wording = [key for unit in units for key in keys_of(self.base.wording(self.base.units[unit]))]
        return bool(units) and keys_of(inner(words)) in (printed, wording)

    def without_label(self, where: Where, words: str, proposed: str) -> str:
        """Wording without the label of its place; a proposal with another label is left."""
        units = self.units(where) or []
        own = read_label(self.base.units[units[0]].label) if units and self.base.units[units[0]].label else None
        label = first_label(words)
        if own is None or label is None:
            return words
        if (label.number.casefold(), label.suffix) != (own.number.casefold(), own.suffix):
            inside = {u.label for u in (self.base.units[k] for k in units[1:])}
            if words is proposed and parse_text(words + "\n").units[0].label not in inside:
                raise Left("the proposed text has another label than its place")
            return words
        return without_label(words)


_LIKE = 0.6  # share of the words that two wordings of one paragraph have in common
_FULL = 0.75  # a wording with fewer existing words than this may be only a part
