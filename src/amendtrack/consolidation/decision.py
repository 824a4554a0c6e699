"""What has been decided, as values: proposals and amendments accepted or rejected, readings chosen, words of the chair.

A decision records what was said (``accept NRV-1``) and, for each place that it affects, a ruling: the edits on
the table there when it was taken, and which of them are adopted. Its meaning does not change when other things are
proposed, decided or taken back later. ``ruling_standing`` says which rulings are in force and how they affect the text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from amendtrack.consolidation.edits import Edit, Identity
from amendtrack.consolidation.negotiation import Proposal

CHAIR = Proposal("Chair", "", "(chair)")
"""The backer shown for the chair's own wording; no proposal of a draft has this name."""


class DecisionKind(Enum):
    """What was decided."""

    ACCEPT = "accept"
    REJECT = "reject"
    CHOOSE = "choose"
    KEEP = "keep"
    WORD = "word"

    @property
    def is_of_slot(self) -> bool:
        """Whether it decides a slot, and so everyone's reading of it, rather than one amendment."""
        return self in (DecisionKind.CHOOSE, DecisionKind.KEEP, DecisionKind.WORD)


class Verdict(Enum):
    """What has become of one amendment."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    IN_PART = "accepted in part"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a decision settles in one place.

    ``what`` is the amendment (``NRV-1#2``) or the slot concerned, ``address`` the slot where it appears;
    ``seen`` the edits on the table there and ``parties`` the proposals that made them; ``kept`` the edits adopted,
    ``dropped`` those that are incompatible with them. ``own`` is the chair's wording as edits, ``wording`` the
    resulting words. ``retaining`` are those who, at that time, wished to keep the draft's words there; None if that was
    not recorded.

    Raises:
        ValueError: an edit is both kept and dropped, or was not on the table.
    """

    what: str
    address: str
    seen: frozenset[Identity]
    kept: frozenset[Identity]
    dropped: frozenset[Identity]
    parties: frozenset[str]
    wording: str = ""
    own: tuple[Edit, ...] = ()
    retaining: frozenset[str] | None = None

    def __post_init__(self) -> None:
        if not self.seen >= self.kept | self.dropped:
            raise ValueError(f"a ruling on {self.what} about edits that were not on the table")
        if self.kept & self.dropped:
            raise ValueError(f"a ruling on {self.what} that both keeps and drops an edit")
        if not (self.kept or self.dropped):
            raise ValueError(f"a ruling on {self.what} that settles nothing")

    @property
    def reaches(self) -> frozenset[Identity]:
        """Every edit that it settles."""
        return self.kept | self.dropped


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: what was said, about which names, what it settles, and when and by whom it was taken.

    ``names`` are proposals and amendments, or the address of one slot. ``left`` holds the addresses given to
    the parts of a slot that it left open, each with the passage it names (see ``addressing``).

    Raises:
        ValueError: it names nothing, or settles nothing.
    """

    kind: DecisionKind
    names: tuple[str, ...]
    rulings: tuple[Ruling, ...]
    when: str = ""
    by: str = ""
    left: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if not self.names or not self.rulings:
            raise ValueError("a decision names something and settles something")
        if self.kind.is_of_slot and len(self.rulings) > 1:
            raise ValueError(f"a decision on the slot {self.names[0]} has one ruling")

    def without(self, gone: Callable[[Ruling], bool]) -> Decision | None:
        """The decision without some of its rulings and the names left with none; None if no ruling is left."""
        left = tuple(r for r in self.rulings if not gone(r))
        if len(left) == len(self.rulings):
            return self
        if not left:
            return None
        ruled = {r.what for r in left} | {proposal_of(r.what) for r in left} | {r.address for r in left}
        return replace(self, names=tuple(n for n in self.names if n in ruled) or self.names, rulings=left)


def proposal_of(what: str) -> str:
    """The proposal in an amendment's name: ``NRV-1`` for ``NRV-1#2``."""
    return what.rpartition("#")[0] or what


__all__ = ["CHAIR", "Decision", "DecisionKind", "Ruling", "Verdict", "proposal_of"]
