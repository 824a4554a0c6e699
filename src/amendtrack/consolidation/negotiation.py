"""Proposals and positions: the values that enter a consolidation besides the base."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from amendtrack.consolidation.edits import Identity
from amendtrack.errors import InputRefused
from amendtrack.redline.align.origins import UNSTATED, Origins
from amendtrack.text.glimpse import framed, some


@lru_cache(maxsize=1 << 12)
def name_order(name: str) -> tuple[str, str]:
    """The one fixed order of names: NFKD, marks dropped, case folded, then code points.

    >>> sorted(["Norway", "Österreich", "Oman", "chile"], key=name_order)
    ['chile', 'Norway', 'Oman', 'Österreich']
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return plain.casefold(), name


@dataclass(frozen=True, slots=True, repr=False)
class Proposal:
    """One submission: whose it is, its full text, and its name (``NOR-2``; the delegation's if empty).

    ``cosponsors`` are the other delegations that propose the same wording, each once, in the order of names.
    ``origins`` says which of its units comes from which unit of the base, if its author stated this. ``withdrawn`` are
    the numbers of amendments that it no longer has: the others keep theirs. ``numbers`` are those of its amendments in
    the order of the text, where a revision has carried it forward: they are what they were.

    >>> Proposal("Norvia", "5. Clear all areas.", "NRV-1", ("Tavora", "Galdora", "Norvia")).backers
    ('Galdora', 'Norvia', 'Tavora')
    """

    delegation: str
    text: str
    name: str = ""
    cosponsors: tuple[str, ...] = ()
    origins: Origins = UNSTATED
    withdrawn: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not all(who.strip() for who in (self.delegation, *self.cosponsors)):
            raise InputRefused("a proposal has no delegation", remedy="name the delegation that proposes it")
        if not isinstance(self.text, str):
            found = f"the text is {type(self.text).__name__}"
            raise InputRefused(found, place=self.delegation, remedy="give it as str, decoded")
        if not self.name:
            object.__setattr__(self, "name", self.delegation)
        others = sorted({*self.cosponsors} - {self.delegation}, key=name_order)
        object.__setattr__(self, "cosponsors", tuple(others))

    def __repr__(self) -> str:
        return framed(f"Proposal {self.name} by {some(self.backers)}: {len(self.text)} characters")

    @property
    def backers(self) -> tuple[str, ...]:
        """Everyone who proposes it, in the order of names."""
        return tuple(sorted((self.delegation, *self.cosponsors), key=name_order))


class Stance(Enum):
    """What a position says about a place of the base, or about a wording that somebody proposed.

    >>> [stance.value for stance in Stance]
    ['retain', 'reserve', 'support', 'oppose']
    """

    RETAIN = "retain"
    RESERVE = "reserve"
    SUPPORT = "support"
    OPPOSE = "oppose"


@dataclass(frozen=True, slots=True, repr=False)
class Position:
    """A delegation's stance on a unit of the base, or on the wording that somebody proposed.

    ``place`` is the printed label of the unit (``9``, ``Action #14``), or what was named (``NRV-1#2``, ``14#2``). With
    ``edits``, the stance is on the readings that consist of these edits and on no other; ``RETAIN`` is then on the
    draft's words where any of them would change the text.

    >>> import amendtrack
    >>> base, retain = "1. We shall meet.", Position("Brum", Stance.RETAIN, "1")
    >>> print(amendtrack.brackets(amendtrack.consolidate(base, {"Arda": "1. We should meet."}, [retain])))
    1. We [shall – Brum retain / should – Arda] meet.
    """

    delegation: str
    stance: Stance
    place: str
    edits: frozenset[Identity] = frozenset()

    def __post_init__(self) -> None:
        if self.stance is Stance.SUPPORT and not self.edits:
            raise ValueError(f"{self.delegation} supports {self.place}: support is for a wording that was proposed")

    def __repr__(self) -> str:
        return framed(f"Position of {self.delegation}: {self.stance.value} {self.place}")
