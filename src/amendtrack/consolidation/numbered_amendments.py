"""The amendments of a proposal, and the number by which each is known: ``NRV-1#2``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

from amendtrack.consolidation.decision import proposal_of
from amendtrack.consolidation.decision_ground import Ground
from amendtrack.consolidation.edits import Identity
from amendtrack.consolidation.negotiation import Proposal
from amendtrack.consolidation.strands import Strand

if TYPE_CHECKING:
    from amendtrack.consolidation.value import Consolidation


@dataclass(frozen=True, slots=True)
class NumberedAmendment:
    """One amendment of one proposal: a passage that it would change, and the edits that change it.

    ``name`` is the proposal's name with the amendment's number, in text order (``NRV-1#2``); ``place`` the unit
    concerned.
    """

    name: str
    place: str
    strands: frozenset[Identity]

    @property
    def proposal(self) -> str:
        """The name of the proposal."""
        return proposal_of(self.name)

    @property
    def number(self) -> int:
        """The number of the amendment in its proposal."""
        return int(self.name.rpartition("#")[2])


def amendments_of(ground: Ground, proposal: Proposal) -> tuple[NumberedAmendment, ...]:
    """The amendments of one proposal in text order, numbered as if it were the only one.

    So a number means the same, whatever others propose, and whatever of its own is withdrawn. Both ends of a move
    are one amendment.
    """
    mine = [
        Strand(s.edit, frozenset([proposal.name]), tuple(o for o in s.orders if o[0] == proposal.name))
        for s in ground.made_by(proposal.name)
    ]
    places: dict[int, tuple[str, set[Identity]]] = {}
    for n, slot in enumerate(ground.laid(mine, (proposal,))):
        # Numbers of moves are positive.
        found = places.setdefault(-n if slot.move is None else slot.move, (slot.place, set()))
        found[1].update(slot.strands)
    return tuple(
        NumberedAmendment(f"{proposal.name}#{n}", place, frozenset(strands))
        for n, (place, strands) in zip(_numbers(proposal), places.values(), strict=False)
    )


def _numbers(proposal: Proposal) -> Iterator[int]:
    """The numbers of a proposal's amendments in the order of the text: those it has, then the next ones."""
    yield from proposal.numbers
    yield from (n for n in count(max(proposal.numbers, default=0) + 1) if n not in proposal.withdrawn)


def numbers_kept(
    amendments: Iterable[NumberedAmendment], known: Mapping[Identity, int], *, spent: int = 0
) -> tuple[int, ...]:
    """The numbers of a proposal's amendments, in order, if each keeps the lowest that one of its edits had.

    One of which no edit had a number, or whose number is taken by then, gets the next; ``spent`` is the highest that
    any amendment of the proposal has had, so that none is given twice.
    """
    taken: list[int] = []
    for amendment in amendments:
        had = sorted({known[i] for i in amendment.strands if i in known} - {*taken})
        taken.append(had[0] if had else max([*known.values(), *taken, spent], default=0) + 1)
    return tuple(taken)


def numbered_where_whole(con: Consolidation, single: Iterable[NumberedAmendment]) -> Iterator[NumberedAmendment]:
    """The amendments, where units are shown whole, under the numbers that they have when they are not.

    All that a proposal rewords in a unit is then one amendment, under the lowest of the numbers that stand for
    nothing else; what it moves or renumbers keeps its own.
    """
    there = con.ground.strands.keys()
    for proposal in con.proposals:
        made, own = amendments_of(con.ground, proposal), [a for a in single if a.proposal == proposal.name]
        known = {identity: a.number for a in own for identity in a.strands}
        for amendment in made:
            here = [a.number for a in own if a.place == amendment.place in con.whole and not a.strands <= there]
            known |= {identity: min(here) for identity in amendment.strands - known.keys() if here}
        for number, amendment in zip(numbers_kept(made, known), made, strict=True):
            yield replace(amendment, name=f"{proposal.name}#{number}")
