"""What a line of a message may name in a draft: units by their addresses, and headings by their words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from amendtrack.intake.instructions.citations import Place, PlacePart, match_place
from amendtrack.intake.instructions.spelling import plain
from amendtrack.text.labels import addresses
from amendtrack.text.units import Text, UnitKind


@dataclass(frozen=True, slots=True)
class Landmarks:
    """``addresses`` other than bare numbers, ``headings`` by their folded words, and the words of the ``title``."""

    addresses: frozenset[str] = frozenset()
    headings: Mapping[str, Place] = field(default_factory=dict)
    title: str = ""

    @classmethod
    def of(cls, base: Text | None) -> Landmarks:
        """The landmarks of a draft; none without a draft."""
        if base is None:
            return cls()
        printed = frozenset(plain(a) for a in addresses(base) if "," in a or " “" in a or a.startswith("after "))
        found: dict[str, Place] = {}
        title = ""
        for i, unit in enumerate(base.units):
            if unit.kind is not UnitKind.HEADING:
                continue
            words, whole = bare(base.wording(unit)), bare(base.printed(unit))
            if i == 0 and not unit.label:
                title = words
                continue
            place = _place(unit.label, base.wording(unit))
            for key in {words, whole}:
                if key:
                    found[key] = place
        return cls(printed, found, title)

    def heading(self, line: str) -> Place | None:
        """The heading that the line repeats, perhaps in other type or with other signs."""
        return self.headings.get(bare(line))

    def is_title(self, line: str) -> bool:
        """Whether the line is the title of the draft."""
        return bool(self.title) and bare(line) == self.title


def bare(words: str) -> str:
    """Words without case, accents and typographic marks."""
    return " ".join(re.sub(r"[*_#:.,–—-]", " ", plain(words)).split())


def _place(label: str, wording: str) -> Place:
    found = match_place(plain(label), 0, "") if label else None
    if found and found[0].parts:
        return Place(label.strip(), found[0].parts)
    words = " ".join(wording.split())
    return Place(words, (PlacePart("heading", bare(wording)),))
