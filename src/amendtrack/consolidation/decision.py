"""What has been decided, as values: proposals and amendments accepted or rejected, readings chosen, words of the chair.

A decision is kept as what was said (``accept NRV-1``) and, for each place that it reaches, as a ruling: the edits on
the table there when it was taken, and which of them stand. So a decision means the same whatever is proposed, decided
or taken back afterwards. Which rulings are in force, and what they make of a text, is left to ``rulings``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from amendtrack.consolidation.edits import Edit, Identity
from amendtrack.consolidation.negotiation import Proposal

CHAIR = Proposal("Chair", "", "(chair)")
"""Who stands for the chair's own wording; no proposal of a draft has such a name."""


class DecisionKind(Enum):
    """What was decided."""

    ACCEPT = "accept"
    REJECT = "reject"
    CHOOSE = "choose"
    KEEP = "keep"
    WORD = "word"

    @property
    def is_of_slot(self) -> bool:
        """Whether it decides a slot, and so everyone's reading of it; else it is about one amendment."""
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

    ``what`` is the amendment (``NRV-1#2``) or the slot that it is about, ``address`` the slot where that stands;
    ``seen`` the edits on the table there and ``parties`` the proposals that made them; ``kept`` those that stand,
    ``dropped`` those that cannot stand beside them. ``own`` is the chair's wording as edits, ``wording`` what stands
    there in words. ``retaining`` are those who would then keep the draft's words there; None where that was not noted.

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
    """One decision: what was said of which names, what it settles, and when and by whom it was taken.

    ``names`` are proposals and amendments, or the address of one slot. ``left`` are the addresses that were given to
    what it left open of a slot, each with a passage that it stands for (see ``addressing``).

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
        """The decision without some of its rulings, and without the names of which none is left; None if none is."""
        left = tuple(r for r in self.rulings if not gone(r))
        if len(left) == len(self.rulings):
            return self
        if not left:
            return None
        ruled = {r.what for r in left} | {proposal_of(r.what) for r in left} | {r.address for r in left}
        return replace(self, names=tuple(n for n in self.names if n in ruled) or self.names, rulings=left)


def proposal_of(what: str) -> str:
    """The proposal of an amendment's name: ``NRV-1`` of ``NRV-1#2``."""
    return what.rpartition("#")[0] or what


__all__ = ["CHAIR", "Decision", "DecisionKind", "Ruling", "Verdict", "proposal_of"]
