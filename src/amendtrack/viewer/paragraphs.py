"""A text typeset, with the place of every paragraph: what the reading pane of the viewer shows."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.edits import Inserted
from amendtrack.consolidation.slots.slot import IN_A_GAP
from amendtrack.consolidation.strands import holds
from amendtrack.render.block_lines import words_of_block
from amendtrack.render.descriptions import ShownUnit
from amendtrack.render.faces import FormKind, UnitForm, bare
from amendtrack.render.set_unit import Ink, SetUnit, Span
from amendtrack.render.settled import open_part
from amendtrack.render.typeset import typeset
from amendtrack.text.units import Text, UnitKind, parse_text

if TYPE_CHECKING:
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.render.brackets import Style


@dataclass(frozen=True, slots=True)
class ReadingBeside:
    """One reading of a slot as it stands beside the draft: the slot, who holds it, its words."""

    address: str
    names: str
    words: str


@dataclass(frozen=True, slots=True)
class Facing:
    """The draft's words at a place, and beside them every reading of every slot there."""

    units: tuple[SetUnit, ...]
    readings: tuple[ReadingBeside, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One place of the text as it is printed; ``place`` is empty where the text has no place of the draft's."""

    place: str
    units: tuple[SetUnit | ShownUnit | Facing, ...]

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of the slots that open in it, in the order of the text."""
        here = (unit.addresses for unit in self.units if isinstance(unit, SetUnit))
        return tuple(dict.fromkeys(address for own in here for address in own))

    @property
    def words(self) -> str:
        """Its words, without their looks."""
        return " ".join(map(_words, self.units))


def _words(unit: SetUnit | ShownUnit | Facing) -> str:
    if isinstance(unit, SetUnit):
        return unit.text
    if isinstance(unit, Facing):
        return " ".join([*map(_words, unit.units), *(reading.words for reading in unit.readings)])
    return words_of_block(unit)


def sheet_of(con: Consolidation, style: Style) -> tuple[Paragraph, ...]:
    """The consolidated text, one paragraph for each unit of the draft and each proposed unit.

    >>> from amendtrack.consolidation.value import consolidate
    >>> from amendtrack.render.brackets import Style
    >>> con = consolidate("1. All meet.\\n\\n2. All act.", {"Arda": "1. All meet.\\n\\n2. All may act.\\n\\n3. Go."})
    >>> [(paragraph.place, paragraph.words) for paragraph in sheet_of(con, Style.ATTRIBUTED)]
    [('1', '1. All meet.'), ('2', '2. All [may – Arda] act.'), ('3', '[3. Go. – Arda]')]
    """
    return by_place(con, typeset(con, style))


def by_place(con: Consolidation, units: Iterable[SetUnit]) -> tuple[Paragraph, ...]:
    """The units of a consolidated text that was typeset, as paragraphs."""
    return tuple(_by_place(units, places_in_print(con), _new_places(con)))


def _by_place(units: Iterable[SetUnit], places: tuple[str, ...], new: dict[str, str]) -> Iterator[Paragraph]:
    place, here = "", list[SetUnit]()
    for unit in units:
        started = places[unit.unit] if unit.unit is not None else next((new[a] for a in unit.addresses if a in new), "")
        begins = unit.unit is not None or (started and started != place)
        if begins and here:
            yield Paragraph(place, tuple(here))
            here = []
        place = started if begins else place
        here.append(unit)
    if here:
        yield Paragraph(place, tuple(here))


def _new_places(con: Consolidation) -> dict[str, str]:
    """The place of each slot that stands between two units of the draft, by its address."""
    return {slot.address: slot.place for slot in every(con.slots) if slot.shape in IN_A_GAP}


def places_in_print(con: Consolidation) -> tuple[str, ...]:
    """The place of each unit of the text that is printed, once what was decided is in it; empty if it has none.

    A new unit that was decided has the place at which it was proposed; one that has moved, its place in the draft.
    """
    if not con.is_ruled:
        return con.addresses
    printed = open_part(con).text
    made, starts, origins = _decided(con)
    if made.rstrip() != printed.source.rstrip():
        return tuple(_by_words(con, [printed.printed(unit) for unit in printed.units]))
    return _at_units(printed, starts, origins)


def places_decided(con: Consolidation) -> tuple[str, tuple[str, ...]]:
    """The text with everything that was decided, open passages as drafted, and the place of each of its units."""
    made, starts, origins = _decided(con)
    return made, _at_units(parse_text(made), starts, origins)


def _at_units(text: Text, starts: list[int], origins: list[str]) -> tuple[str, ...]:
    return tuple(origins[max(0, bisect_right(starts, unit.start) - 1)] for unit in text.units)


def _decided(con: Consolidation) -> tuple[str, list[int], list[str]]:
    """The decided text, where each piece of it begins, and the place from which the piece comes."""
    made, tail = con.decided_pieces()
    starts, origins, at = list[int](), list[str](), 0
    proposed = {identity: slot.place for slot in every(con.undecided.slots) for identity in slot.strands}
    for piece in made:
        starts.append(at + len(piece.lead))
        new = piece.strand is not None and holds(piece.strand, Inserted)  # a unit that has moved keeps its place
        own = proposed.get(piece.strand.identity, "") if piece.strand is not None and new else ""
        origins.append(own or (con.addresses[piece.origin] if piece.origin >= 0 else ""))
        at += len(str(piece))
    return "".join([*map(str, made), tail]), starts, origins


def with_struck(con: Consolidation, paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs, and one for each unit of the draft that is no longer one by what was decided, where it was.

    >>> from amendtrack.consolidation.value import consolidate
    >>> from amendtrack.render.brackets import Style
    >>> con = consolidate("1. Meet.\\n\\n2. Act.\\n\\n3. Go.", {"Arda": "1. Meet.\\n\\n3. Go."}).accept(["Arda"])
    >>> [paragraph.words for paragraph in with_struck(con, sheet_of(con, Style.ATTRIBUTED))]
    ['1. Meet. {✓ 2#1}', '{✓ 2: no longer a unit of the text}', '3. Go.']
    """
    if not con.is_ruled:
        return tuple(paragraphs)
    kept = {piece.origin for piece in con.decided_pieces()[0]}
    number = {place: k for k, place in enumerate(con.addresses)}
    left = deque(k for k, place in enumerate(con.addresses) if k not in kept)
    made = list[Paragraph]()
    for paragraph in paragraphs:
        while left and number.get(paragraph.place, -1) > left[0]:
            made.append(_struck(con, left.popleft()))
        made.append(paragraph)
    return (*made, *(_struck(con, k) for k in left))


def _struck(con: Consolidation, unit: int) -> Paragraph:
    """What is said in the place of a unit; between the rows of a table, as a row of it."""
    place = con.addresses[unit]
    kind = FormKind.ROW if con.base.units[unit].kind is UnitKind.ROW else FormKind.TEXT
    said = Span(f"{{✓ {bare(place)}: no longer a unit of the text}}", Ink.DECIDED)
    return Paragraph(place, (SetUnit(UnitForm(kind), ((said,),)),))


def _by_words(con: Consolidation, printed: list[str]) -> Iterator[str]:
    """The places of units known by their words alone; a unit whose words stand twice, or were changed, has none."""
    known: dict[str, list[str]] = {}
    for address, unit in zip(con.addresses, con.base.units, strict=True):
        known.setdefault(con.base.printed(unit), []).append(address)
    for words in printed:
        found = known.get(words, [])
        yield found[0] if len(found) == 1 and printed.count(words) == 1 else ""


__all__ = [
    "Facing",
    "Paragraph",
    "ReadingBeside",
    "by_place",
    "places_decided",
    "places_in_print",
    "sheet_of",
    "with_struck",
]
