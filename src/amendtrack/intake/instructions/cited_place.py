"""A place as a message names it: its parts, and which part may contain which. ``citations`` reads one from words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from amendtrack.intake.instructions.spelling import plain
from amendtrack.text.numerals import readings


@dataclass(frozen=True, slots=True)
class PlacePart:
    """One step of a place: what the unit is called (``para``, ``action``, or nothing), its number and ``bis``.

    A word beginning with ``nth`` counts units regardless of their labels: ``the second paragraph``; -1 is the last.
    """

    word: str
    number: str
    suffix: str = ""

    @property
    def level(self) -> float:
        """Its depth: a part of a lower level may contain one of a higher level."""
        if self.word == "" and not self.number[:1].isdecimal():
            return LEVELS["item"]
        return LEVELS.get(self.word, LEVELS["article"])


LEVELS: dict[str, float] = {
    "other": 0,
    "annex": 1,
    "appendix": 1,
    "preamble": 1,
    "operative": 1,
    "part": 2,
    "division": 2,
    "chapter": 3,
    "heading": 4,
    "section": 4,
    "article": 5,
    "passage": 5.5,
}
LEVELS |= dict.fromkeys(
    ("", "para", "opening", "term", "step", "degree", "op", "pp", "nth para", "nth step", "target", "subsection"), 6
)
LEVELS |= dict.fromkeys(("subpara", "nth subpara", "nth line", "table"), 7)
LEVELS |= dict.fromkeys(("column", "nth column"), 9)
LEVELS |= dict.fromkeys(("item", "nth item", "bullet", "nth bullet", "row", "rowkind", "nth row"), 8)


@dataclass(frozen=True, slots=True)
class Place:
    """A place as written: its parts in the order of writing, or the words of a heading.

    ``alone``: only the unit itself is meant, without its items (a chapeau, a footnote, a title);
    ``titled``: its title is meant;
    ``address``: the unit's address in the draft, if the place is written that way.
    """

    words: str
    parts: tuple[PlacePart, ...] = ()
    heading: str = ""
    alone: bool = False
    address: str = ""
    titled: bool = False

    def inside(self, outer: Place) -> Place:
        """This place inside another: ``paragraph 7`` in ``section II``."""
        if self == TITLE:
            return self.within(outer)
        if self is UP_TO or not self.parts:
            return self
        return Place(f"{outer.words}, {self.words}", (*outer.parts, *self.parts), alone=self.alone, titled=self.titled)

    def called_like(self, first: Place) -> Place:
        """This place, if it is a bare number, with the name of the first in its list: ``actions 7 and 9``."""
        if self is first or not self.parts or self.parts[0].word or not first.parts:
            return self
        if len(self.parts) == len(first.parts) and self.parts[0].number.isdecimal():  # ``Articles 2(1) and 3(2)``
            alike = tuple(replace(mine, word=other.word) for mine, other in zip(self.parts, first.parts, strict=True))
            return Place(self.words, alike)
        if len(self.parts) != 1:
            return self
        called = replace(self.parts[0], word=first.parts[-1].word)
        return Place(self.words, (*first.parts[:-1], called))

    def within(self, outer: Place | None) -> Place:
        """This place under a heading: ``(a)`` under ``Paragraph 5``, ``para 4`` under ``Article 5``.

        A heading of the same or a deeper level does not apply: ``Article 6`` under ``Article 5`` is ``Article 6``.
        But a decimal number names its clause: ``5.3`` under ``Clause 4`` is a place that does not exist.
        """
        if outer is not None and self == TITLE and (outer.parts or outer.heading):
            return replace(outer, words=f"title of {outer.words}", alone=True, titled=True)
        if outer is None or not self.parts or self.parts[0].word == "note" or self is UP_TO:
            return self
        mine = min(part.level for part in self.parts)
        around = tuple(part for part in outer.parts if part.level < mine)
        deeper = outer.parts[-1:]
        if self.parts[0].word == "degree":  # 3° of II: a Roman number holds it, whatever else one may be
            around = tuple(part for part in outer.parts if part.level < mine or is_roman(part))
        if mine == LEVELS["item"] and deeper and deeper[0].level == mine and is_deeper(self.parts[0], deeper[0]):
            around = outer.parts
        if self.parts[0].word == "subsection" and deeper and deeper[0].word == "para":
            around = outer.parts  # of ``§ 4``
        if not around and self.is_in_another_clause(outer):
            around = outer.parts
        return replace(self, words=f"{outer.words}, {self.words}", parts=(*around, *self.parts)) if around else self

    def is_in_another_clause(self, outer: Place) -> bool:
        """Whether this decimal number belongs to another clause than the one named: ``5.3`` under ``4`` or ``4.1``."""
        mine, other = _decimal(self), _decimal(outer)
        return len(mine) > len(other) > 0 and mine[: len(other)] != other

    def is_in_clause(self, outer: Place) -> bool:
        """Whether this decimal number belongs to the clause named: ``4.2.1`` under ``4`` and under ``4.2``."""
        mine, other = _decimal(self), _decimal(outer)
        return len(mine) > len(other) > 0 and mine[: len(other)] == other


def _decimal(place: Place) -> tuple[str, ...]:
    """The steps of a place that is a bare number: ``4``, ``2``, ``1`` of ``4.2.1``; no steps of any other place."""
    if len(place.parts) != 1 or place.parts[0].level != LEVELS["para"] or place.parts[0].suffix:
        return ()
    return tuple(place.parts[0].number.split("."))


UP_TO = Place("to")
"""Marks a range, between its two ends."""
TITLE = Place("title", alone=True, titled=True)
"""The title of the place named before it, or of the whole text if none was."""


def foreign(words: str) -> Place:
    """A place outside the draft: another document, or words that may name one."""
    return Place(words, (PlacePart("other", plain(words)),))


def other_text(place: Place) -> str:
    """What a place stands under that may name another text, as written; empty if nothing."""
    return next((place.words[: len(part.number)] for part in place.parts[:1] if part.word == "other"), "")


def is_roman(part: PlacePart) -> bool:
    return part.word == "" and not part.number.strip("ivx")


def is_deeper(inner: PlacePart, outer: PlacePart) -> bool:
    """Whether an item belongs to another item: ``(i)`` under ``(c)``, but not ``(i)`` under ``(h)``."""
    mine, other = ({o.numeral for o in readings(p.number)} for p in (inner, outer))
    return "i" in mine and "i" not in other and outer.number != "h"


def same_number(number: str) -> str:
    """A number in the form used for comparison: ``premier``, ``1er`` and ``一`` are 1, and ``٩`` is 9.

    >>> same_number("premier"), same_number("十二"), same_number("B"), same_number("١٠")
    ('1', '12', 'b', '10')
    """
    if re.fullmatch(r"1(?:er|re)|ier|premiere?", folded := plain(number).rstrip("ـºª.")):
        return "1"
    if not folded.isascii() and re.fullmatch(r"[\d.]+", folded):
        return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in folded)
    if len(folded) > 2 and not folded.isdecimal() and (said := [o for o in readings(number) if o.numeral == "1"]):
        return str(said[0].number)
    han = [o.number for o in readings(number) if o.numeral == "一"]
    return str(han[0]) if han else folded
