"""The list of units: one row for each place of the text, with its state."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.agreement import UnitStatus, units_in
from amendtrack.consolidation.slots.slot import IN_A_GAP, Shape
from amendtrack.render.faces import FormKind
from amendtrack.render.set_unit import SetUnit

if TYPE_CHECKING:
    from amendtrack.consolidation.slots.slot import Slot
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.viewer.paragraphs import Paragraph


class RowState(Enum):
    """The state of a place: the sign in the list, and what it is called."""

    UNTOUCHED = " ", "nobody has proposed a change"
    OPEN = "?", "open"
    CONTESTED = "!", "contested"
    DECIDED = "=", "decided"
    AGREED = "✓", "agreed"
    MARKED = "○", "marked"

    def __init__(self, sign: str, words: str) -> None:
        self.sign, self.words = sign, words


THROUGHOUT = "≈"
"""The sign of a place where nothing is open but what a proposal asks for at many places."""


class RowKind(Enum):
    """What is proposed at a place."""

    WORDS = "words"
    NEW = "new unit"
    DELETED = "deletion"
    MOVED = "move"


@dataclass(frozen=True, slots=True)
class Row:
    """One place of the text: its first words, its slots, those of them that are open, its state.

    ``parties`` are the names of all who speak there, ``section`` is the place of the heading over it, ``status`` what
    is said of the status of the unit, ``is_new`` whether something there is new since the last text issued. ``reached``
    are the open slots of other rows that are about this unit too, such as a deletion of several;
    ``is_throughout`` says that nothing is open there but a replacement that is asked for at many places.
    """

    place: str
    words: str
    addresses: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    state: RowState = RowState.UNTOUCHED
    parties: frozenset[str] = frozenset()
    kinds: frozenset[RowKind] = frozenset()
    section: str = ""
    status: str = ""
    is_new: bool = False
    is_heading: bool = False
    reached: tuple[str, ...] = ()
    is_throughout: bool = False

    @property
    def marks(self) -> str:
        """Two signs: the state, and a star for what is new, or a sign for what is asked for throughout the text.

        >>> Row("14", "14. Report.", state=RowState.CONTESTED, is_new=True).marks
        '!*'
        """
        return f"{self.state.sign}{'*' if self.is_new else THROUGHOUT if self.is_throughout else ' '}"


def rows_of(con: Consolidation, paragraphs: Iterable[Paragraph], fresh: Iterable[str] = ()) -> tuple[Row, ...]:
    """A row for each paragraph; ``fresh`` are the proposals that are new."""
    slots, new, section = {slot.address: slot for slot in every(con.slots)}, frozenset(fresh), ""
    statuses = {given.place: given for given in con.statuses}
    decided = {address.rpartition("#")[0] for address in con.standing.places}
    for _, ruling in con.standing.in_force:
        decided |= {ruling.address.rpartition("#")[0], *(con.addresses[k] for k in units_in(ruling.reaches))}
    reaching = _reaching(con)
    late = frozenset(given.place for amendment, given in con.waiting if amendment.proposal in new)
    paragraphs = tuple(paragraphs)
    printed = {address for paragraph in paragraphs for address in paragraph.addresses}
    found = []
    for paragraph in paragraphs:
        first = paragraph.units[0]
        heading = isinstance(first, SetUnit) and first.form.kind is FormKind.HEADING
        section = paragraph.place if heading else section
        drafted = any(isinstance(unit, SetUnit) and unit.unit is not None for unit in paragraph.units)
        about = reaching.get(paragraph.place, []) if drafted else []
        own = [slots[a] for a in paragraph.addresses if a in slots]
        # In a unit that would move to several places, words are printed as each would have them, without a sign.
        own += [slot for slot in about if slot.address not in printed and slot.place == paragraph.place]
        reached = [slot for slot in about if slot not in own]
        here = [*own, *reached]
        status = statuses.get(paragraph.place)
        found.append(
            Row(
                paragraph.place,
                paragraph.words,
                tuple(slot.address for slot in own),
                tuple(slot.address for slot in own if not slot.settled),
                _state(here, status.status if status else None, is_decided=paragraph.place in decided),
                frozenset(_parties(here)),
                frozenset(kind for slot in here for kind in _kinds(slot)),
                section,
                f"{status.sign} {status.in_words}" if status else "",
                paragraph.place in late or any(not new.isdisjoint(_proposals(slot)) for slot in here),
                heading,
                tuple(slot.address for slot in reached),
            )
        )
    return tuple(found)


def _reaching(con: Consolidation) -> Mapping[str, list[Slot]]:
    """The open slots about each unit of the draft, by its place; what moves there is listed where it comes from."""
    found: dict[str, list[Slot]] = defaultdict(list)
    for slot in every(con.slots):
        if not slot.settled and slot.shape not in IN_A_GAP:
            for unit in sorted(units_in(slot.strands)):
                found[con.addresses[unit]].append(slot)
    return found


def _state(slots: list[Slot], status: UnitStatus | None, *, is_decided: bool) -> RowState:
    if status is not None and status.is_agreed:
        return RowState.AGREED
    still = [slot for slot in slots if not slot.settled]
    if any(slot.contested for slot in still):
        return RowState.CONTESTED
    if still:
        return RowState.OPEN
    if status is not None:
        return RowState.MARKED
    return RowState.DECIDED if is_decided or slots else RowState.UNTOUCHED


def _parties(slots: Iterable[Slot]) -> Iterator[str]:
    for slot in slots:
        yield from slot.parties
        yield from (name for _, name in slot.positions)
        yield from (name for variant in slot.variants for _, name in variant.positions)


def _proposals(slot: Slot) -> frozenset[str]:
    return frozenset(name for variant in slot.variants for name in variant.proposals)


def _kinds(slot: Slot) -> Iterator[RowKind]:
    match slot.shape:
        case Shape.NEW:
            yield RowKind.NEW
        case Shape.MOVED_AWAY | Shape.MOVED_HERE:
            yield RowKind.MOVED
        case Shape.UNIT if any(variant.deletes for variant in slot.variants):
            yield RowKind.DELETED
        case _:
            yield RowKind.WORDS


def tally_of_rows(rows: Iterable[Row]) -> Mapping[RowState, int]:
    """How many places are in each state, headings with nothing in them aside; both ends of a move are one place.

    >>> here, there = Row("4", "4. Meet.", state=RowState.OPEN), Row("4", "(ex 4)", state=RowState.CONTESTED)
    >>> {state.words: many for state, many in tally_of_rows([here, Row("5", "5. Act."), there]).items() if many}
    {'nobody has proposed a change': 1, 'contested': 1}
    """
    states: dict[str | int, RowState] = {}
    for n, row in enumerate(rows):
        if not (row.is_heading and row.state is RowState.UNTOUCHED):
            name = row.place or n
            states[name] = min(states.get(name, row.state), row.state, key=_FIRST.index)
    counted = Counter(states.values())
    return {state: counted[state] for state in RowState}


_FIRST = (RowState.CONTESTED, RowState.OPEN, RowState.AGREED, RowState.MARKED, RowState.DECIDED, RowState.UNTOUCHED)
"""What a place is called that is in two states: what is still to be done comes first."""


__all__ = ["THROUGHOUT", "Row", "RowKind", "RowState", "rows_of", "tally_of_rows"]
