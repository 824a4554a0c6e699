"""The edits of all proposals, each once, with the proposals that make it.

How this works. A strand is an edit that one or more proposals make: one identity (place and words), one spelling (that
of most backers, then lowest code points), and the set of proposals that make it. Nothing in it depends on which
proposal came first, so strands sorted by place are the same for any order of arrival. ``Woven`` holds the strands
together with their proposals, so that when a proposal is added only its own edits are sorted in.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeGuard, TypeVar

from amendtrack.consolidation.edits import Edit, Identity, Inserted, Placed, rank_of
from amendtrack.consolidation.negotiation import Proposal

E_co = TypeVar("E_co", bound=Edit, covariant=True)
K = TypeVar("K", bound=Edit)


@dataclass(frozen=True, slots=True)
class Strand(Generic[E_co]):
    """One edit as a consolidation holds it: its canonical spelling and the names of the proposals that make it."""

    edit: E_co
    backers: frozenset[str]
    orders: tuple[tuple[str, int], ...] = ()  # (proposal, rank), for units in a gap
    other_labels: tuple[str, ...] = ()  # those of a new unit with backers who number it otherwise
    identity: Identity = field(init=False, compare=False, repr=False)
    """What makes two edits the same edit."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "identity", self.edit.identity)


def holds(strand: Strand[Edit], kind: type[K]) -> TypeGuard[Strand[K]]:
    """Whether the strand is an edit of that kind."""
    return isinstance(strand.edit, kind)


def is_placed(strand: Strand[Edit]) -> TypeGuard[Strand[Placed]]:
    """Whether the strand puts a new or moved unit between two units of the base."""
    return isinstance(strand.edit, Placed)


def by_backer(strands: Iterable[Strand[K]]) -> dict[str, list[Strand[K]]]:
    """Each proposal's own among these edits."""
    found: dict[str, list[Strand[K]]] = defaultdict(list)
    for strand in strands:
        for name in strand.backers:
            found[name].append(strand)
    return found


Made = tuple[Proposal, Edit]
"""An edit and the proposal that makes it."""


Own = tuple[Proposal, tuple[Edit, ...]]
"""A proposal and its edits."""


@dataclass(frozen=True, slots=True)
class Woven:
    """Proposals with their edits, in order, and all these edits, each once, in base order."""

    proposals: tuple[Own, ...]
    strands: tuple[Strand[Edit], ...]

    @classmethod
    def of(cls, proposals: Iterable[Own], before: Woven | None = None) -> Woven:
        """All edits of these proposals; edits whose proposals are the same as in ``before`` are reused."""
        given = tuple(proposals)
        apart = _apart(before.proposals, given) if before is not None else given
        if before is None or 2 * len(apart) > len(given):
            return cls(given, tuple(sorted(_strands(given, None), key=base_order)))
        touched = {edit.identity for _, edits in apart for edit in edits}
        units = {edit.unit for _, edits in apart for edit in edits}
        kept = [s for s in before.strands if s.edit.unit not in units or s.identity not in touched]
        there = ((proposal, tuple(e for e in edits if e.unit in units)) for proposal, edits in given)
        for strand in _strands(there, touched):
            insort(kept, strand, key=base_order)
        return cls(given, tuple(kept))


def _apart(before: Iterable[Own], now: Iterable[Own]) -> tuple[Own, ...]:
    """The proposals that are in only one of two sets."""
    was, held = {p.name: (p, edits) for p, edits in before}, {p.name: (p, edits) for p, edits in now}
    names = [n for n in was.keys() | held.keys() if n not in was or n not in held or not _same(was[n], held[n])]
    return tuple(own for n in names for own in (was.get(n), held.get(n)) if own is not None)


def _same(a: Own, b: Own) -> bool:
    return (a[0] is b[0] or a[0] == b[0]) and (a[1] is b[1] or a[1] == b[1])


def _strands(proposals: Iterable[Own], wanted: Container[Identity] | None) -> list[Strand[Edit]]:
    """The edits, or only those with the wanted identities, each once."""
    found: dict[Identity, list[Made]] = {}
    for proposal, edits in proposals:
        for edit in edits:
            identity = edit.identity
            if wanted is None or identity in wanted:
                found.setdefault(identity, []).append((proposal, edit))
    return [strand_of(made) for made in found.values()]


def strand_of(made: Sequence[Made]) -> Strand[Edit]:
    """One edit, spelled as most backers spell it, then by lowest code points."""
    edit = made[0][1]
    if len(made) > 1:
        spellings: dict[tuple[object, ...], list[Made]] = defaultdict(list)
        for pair in made:
            spellings[pair[1].spelling].append(pair)
        edit = min(spellings.values(), key=lambda same: (-_backing(same), same[0][1].spelling))[0][1]
    orders = tuple((p.name, rank_of(e)) for p, e in made) if isinstance(edit, Placed) else ()
    labels = {e.label: None for _, e in made if isinstance(e, Inserted)} if len(made) > 1 else {}
    other = tuple(sorted(labels.keys() - {edit.label})) if isinstance(edit, Inserted) else ()
    return Strand(edit, frozenset([p.name for p, _ in made]), orders, other)


def _backing(made: Iterable[Made]) -> int:
    """How many delegations spell an edit this way."""
    return len({who for proposal, _ in made for who in proposal.backers})


def base_order(strand: Strand[Edit]) -> tuple[object, ...]:
    """The sort key of a strand among all strands of a consolidation."""
    code, start, end, gap, key = strand.identity
    return (start, end, code, gap, key)


def new_unit_id(edit: Inserted) -> str:
    """A new unit's permanent name: its gap and its wording, whatever its label becomes."""
    return new_unit_name(edit.gap, edit.identity[4])


@lru_cache(maxsize=1 << 12)
def new_unit_name(gap: int, key: tuple[str, ...]) -> str:
    """The permanent name of the unit with these words in that gap."""
    from hashlib import sha256

    return f"{gap + 1}+{sha256(' '.join(key).encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def moved_unit_name(unit: int, gap: int) -> str:
    """The permanent name of a unit that has moved to another gap."""
    return f"{unit}>{gap + 1}"


def placed_name(edit: Placed) -> str:
    """The permanent name of a new or moved unit."""
    return new_unit_id(edit) if isinstance(edit, Inserted) else moved_unit_name(edit.unit, edit.gap)


__all__ = [
    "Made",
    "Own",
    "Strand",
    "Woven",
    "base_order",
    "by_backer",
    "holds",
    "is_placed",
    "moved_unit_name",
    "new_unit_id",
    "new_unit_name",
    "placed_name",
    "strand_of",
]
