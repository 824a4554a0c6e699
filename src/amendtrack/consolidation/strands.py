"""All proposals' edits, each once, with the proposals that make it; and their order in one gap.

How this works. A strand is what several proposals have in common: one identity (place and words), one spelling (that
of most backers, then lowest code points), and the set of proposals that make it. Nothing in it depends on which
proposal came first, so strands sorted by place are the same for any order of arrival. ``Woven`` holds all of them
beside the proposals that they were made from, so that after one more proposal only its own edits are sorted in.

New and moved units that stand in one gap need an order of their own. Each proposal's is kept (it is part of what it
asks for); between proposals what has been circulated keeps its place, and the wording decides the rest. That is a
topological order with a preference: among those that may come next, whatever goes on with the passage just begun.
Only lists kept in alphabetical order go by another rule, see ``in_list_order``.
"""

from __future__ import annotations

import re
from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from typing import Generic, TypeGuard, TypeVar

from amendtrack.consolidation.edits import Edit, Identity, Inserted, Moved, Placed, rank_of
from amendtrack.consolidation.negotiation import Proposal
from amendtrack.text.labels import ordinal, read_label
from amendtrack.text.numerals import suffix_rank
from amendtrack.text.units import Text, Unit
from amendtrack.text.words import folded

_NUMBERED = re.compile(r"([^0-9]*)([0-9]{0,9})")


E_co = TypeVar("E_co", bound=Edit, covariant=True)
K = TypeVar("K", bound=Edit)


@dataclass(frozen=True, slots=True)
class Strand(Generic[E_co]):
    """One edit as a consolidation holds it: its canonical spelling and the names of the proposals that make it."""

    edit: E_co
    backers: frozenset[str]
    orders: tuple[tuple[str, int], ...] = ()  # (proposal, rank), for units that stand in a gap
    identity: Identity = field(init=False, compare=False, repr=False)
    """What makes two edits the same edit."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "identity", self.edit.identity)


def holds(strand: Strand[Edit], kind: type[K]) -> TypeGuard[Strand[K]]:
    """Whether the strand is an edit of that kind."""
    return isinstance(strand.edit, kind)


def is_placed(strand: Strand[Edit]) -> TypeGuard[Strand[Placed]]:
    """Whether the strand puts a unit, new or moved, between two of the base."""
    return isinstance(strand.edit, Placed)


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
        """All edits of these proposals; those that the same proposals make as ``before`` are taken over."""
        given = tuple(proposals)
        apart = _apart(before.proposals, given) if before is not None else given
        if before is None or 2 * len(apart) > len(given):
            return cls(given, tuple(sorted(_strands(given, None), key=base_order)))
        touched = {edit.identity for _, edits in apart for edit in edits}
        kept = [s for s in before.strands if s.identity not in touched]
        for strand in _strands(given, touched):
            insort(kept, strand, key=base_order)
        return cls(given, tuple(kept))


def _apart(before: Iterable[Own], now: Iterable[Own]) -> tuple[Own, ...]:
    """The proposals that only one of two sets holds."""
    was, held = {p.name: (p, edits) for p, edits in before}, {p.name: (p, edits) for p, edits in now}
    names = [n for n in was.keys() | held.keys() if n not in was or n not in held or not _same(was[n], held[n])]
    return tuple(own for n in names for own in (was.get(n), held.get(n)) if own is not None)


def _same(a: Own, b: Own) -> bool:
    return (a[0] is b[0] or a[0] == b[0]) and (a[1] is b[1] or a[1] == b[1])


def _strands(proposals: Iterable[Own], wanted: Container[Identity] | None) -> list[Strand[Edit]]:
    """The edits, all or those with the wanted identities, each once."""
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
    return Strand(edit, frozenset([p.name for p, _ in made]), orders)


def _backing(made: Iterable[Made]) -> int:
    """How many delegations spell an edit so."""
    return len({who for proposal, _ in made for who in proposal.backers})


def base_order(strand: Strand[Edit]) -> tuple[object, ...]:
    """Where a strand stands among all of a consolidation."""
    code, start, end, gap, key = strand.identity
    return (start, end, code, gap, key)


def new_unit_id(edit: Inserted) -> str:
    """A new unit's name for good: its gap and its wording, whatever its label becomes."""
    return new_unit_name(edit.gap, edit.key)


def new_unit_name(gap: int, key: tuple[str, ...]) -> str:
    """The name for good of the unit with these words in that gap."""
    from hashlib import sha256

    return f"{gap + 1}+{sha256(' '.join(key).encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def moved_unit_name(unit: int, gap: int) -> str:
    """The name for good of a unit that stands in another gap."""
    return f"{unit}>{gap + 1}"


def gap_order(strands: Iterable[Strand[Placed]], base: Text, circulated: Mapping[str, str]) -> list[Strand[Placed]]:
    """New and moved units of one gap: each proposal's own order kept; circulated ones by label, others by wording.

    What one proposal put in as one passage stays together, unless it all falls into an alphabetical list.
    """
    items = list(strands)
    if listed := in_list_order(items, base):
        return listed
    keys = [(*_label_key(s, circulated), *_wording_key(s, base)) for s in items]
    followers = _followers(items)
    waits = Counter(y for after in followers for y in after)
    left = set(range(len(items)))
    order: list[Strand[Placed]] = []
    last: frozenset[str] = frozenset()
    while left:
        # Two proposals may order the same units both ways, so that each waits for the other; then the wording decides.
        open_ = [k for k in left if not waits[k]] or left
        going_on = [k for k in open_ if items[k].backers & last]
        k = min(going_on or open_, key=lambda k: (keys[k], k))
        left.discard(k)
        order.append(items[k])
        last = items[k].backers
        waits.subtract(followers[k])
    return order


def _followers(items: Sequence[Strand[Placed]]) -> list[set[int]]:
    """For each item, those that come right after it in some proposal's own order."""
    chains: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for k, strand in enumerate(items):
        for proposal, rank in strand.orders:
            chains[proposal].append((rank, k))
    after: list[set[int]] = [set() for _ in items]
    for chain in chains.values():
        for (_, x), (_, y) in pairwise(sorted(chain)):
            after[x].add(y)
    return after


def in_list_order(strands: Sequence[Strand[Placed]], base: Text) -> list[Strand[Placed]]:
    """New items of a list that is in the order of its wording, merged in that order; empty where it is not.

    A list of definitions, say: there each delegation puts its own in where the alphabet puts them, so two that come
    to stand in one gap have an order that nobody need decide. The list must show that order itself, in the items
    next to the gap, and no proposal may order its own items otherwise.
    """
    new = [s for s in strands if holds(s, Inserted) and not s.edit.label]
    marks = {s.edit.mark.strip() for s in new}
    if len(strands) < 2 or len(new) < len(strands) or len(marks) != 1 or marks == {""}:
        return []
    before, after = _items_beside(new[0].edit.gap, marks.pop(), base)
    if len(before) + len(after) < 2:
        return []
    ordered = sorted(new, key=_natural_key)
    line = [*map(_natural, before), *map(_natural_key, ordered), *map(_natural, after)]
    return [*ordered] if line == sorted(line) and _keeps_own_orders(ordered) else []


def _items_beside(gap: int, mark: str, base: Text) -> tuple[list[str], list[str]]:
    """The wordings of the list's items, up to two on each side of the gap, that stand there without interruption."""

    def items(units: Iterable[Unit]) -> list[str]:
        return [base.wording(u) for u in takewhile(lambda u: _is_item(u, mark, base), units)]

    before = items(base.units[k] for k in range(gap, max(-1, gap - 2), -1))
    return before[::-1], items(base.units[gap + 1 : gap + 3])


def _is_item(unit: Unit, mark: str, base: Text) -> bool:
    return not unit.label and base.source[unit.start : unit.body].strip() == mark


def _keeps_own_orders(ordered: Sequence[Strand[Inserted]]) -> bool:
    """Whether each proposal's own items stand in the order in which it has them."""
    last: dict[str, int] = {}
    for strand in ordered:
        for proposal, rank in strand.orders:
            if rank < last.get(proposal, rank):
                return False
            last[proposal] = rank
    return True


def _natural_key(strand: Strand[Inserted]) -> tuple[tuple[str, int], ...]:
    return _natural(strand.edit.wording)


def _natural(wording: str) -> tuple[tuple[str, int], ...]:
    """A wording as it is put in alphabetical order, numbers by their size."""
    return tuple((text, int(n or 0)) for text, n in _NUMBERED.findall(folded(wording).casefold()))


def _label_key(strand: Strand[Placed], circulated: Mapping[str, str]) -> tuple[bool, int, int]:
    """The place of a label that people have in their hands; what has none comes after."""
    printed = circulated.get(new_unit_id(strand.edit), "") if circulated and holds(strand, Inserted) else ""
    label = read_label(printed) if printed else None
    places = ordinal(label) if label else ()
    return (True, 0, 0) if label is None else (False, places[0][1] if places else 0, suffix_rank(label.suffix))


def _wording_key(strand: Strand[Placed], base: Text) -> tuple[str, str]:
    match strand.edit:
        case Moved(unit=unit):
            return (folded(base.wording(base.units[unit])).casefold(), "")
        case Inserted(key=key):
            return (" ".join(key).casefold(), " ".join(key))


__all__ = [
    "Made",
    "Strand",
    "Woven",
    "base_order",
    "gap_order",
    "holds",
    "in_list_order",
    "is_placed",
    "moved_unit_name",
    "new_unit_id",
    "new_unit_name",
    "strand_of",
]
