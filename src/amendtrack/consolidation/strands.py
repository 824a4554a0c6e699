"""All proposals' edits, each once, with the proposals that make it; and their order in one gap."""

from __future__ import annotations

import re
from bisect import insort
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from amendtrack.consolidation.edits import Edit, EditKind
from amendtrack.consolidation.negotiation import Proposal
from amendtrack.text.labels import ordinal, read_label
from amendtrack.text.numerals import suffix_rank
from amendtrack.text.units import Text
from amendtrack.text.words import folded

_NUMBERED = re.compile(r"([^0-9]*)([0-9]{0,9})")


@dataclass(frozen=True, slots=True)
class Strand:
    """One edit as a consolidation holds it: its canonical spelling and the names of the proposals that make it."""

    edit: Edit
    backers: frozenset[str]
    orders: tuple[tuple[str, int], ...] = ()  # (proposal, rank), for units that stand in a gap
    identity: tuple[object, ...] = field(init=False, compare=False, repr=False)
    """What makes two edits the same edit."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "identity", self.edit.identity)


Made = tuple[Proposal, Edit]
"""An edit and the proposal that makes it."""


Own = tuple[Proposal, tuple[Edit, ...]]
"""A proposal and its edits."""


@dataclass(frozen=True, slots=True)
class Woven:
    """Proposals with their edits, in order, and all these edits, each once, in base order."""

    proposals: tuple[Own, ...]
    strands: tuple[Strand, ...]

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


def _strands(proposals: Iterable[Own], wanted: Container[tuple[object, ...]] | None) -> list[Strand]:
    """The edits, all or those with the wanted identities, each once."""
    found: dict[tuple[object, ...], list[Made]] = {}
    for proposal, edits in proposals:
        for edit in edits:
            identity = edit.identity
            if wanted is None or identity in wanted:
                found.setdefault(identity, []).append((proposal, edit))
    return [strand_of(made) for made in found.values()]


def strand_of(made: Sequence[Made]) -> Strand:
    """One edit, spelled as most backers spell it, then by lowest code points."""
    edit = made[0][1]
    if len(made) > 1:
        spellings: dict[tuple[object, ...], list[Made]] = defaultdict(list)
        for pair in made:
            spellings[pair[1].spelling].append(pair)
        edit = min(spellings.values(), key=lambda same: (-_backing(same), same[0][1].spelling))[0][1]
    orders = tuple((p.name, e.rank) for p, e in made) if edit.gap > -2 else ()
    return Strand(edit, frozenset([p.name for p, _ in made]), orders)


def _backing(made: Iterable[Made]) -> int:
    """How many delegations spell an edit so."""
    return len({who for proposal, _ in made for who in proposal.backers})


def base_order(strand: Strand) -> tuple[object, ...]:
    """Where a strand stands among all of a consolidation."""
    edit = strand.edit
    return (edit.start, edit.end, edit.kind._value_, edit.gap, edit.key)


def new_unit_id(edit: Edit) -> str:
    """A new unit's name for good: its gap and its wording, whatever its label becomes."""
    return new_unit_name(edit.gap, edit.key)


def new_unit_name(gap: int, key: tuple[str, ...]) -> str:
    """The name for good of the unit with these words in that gap."""
    from hashlib import sha256

    return f"{gap + 1}+{sha256(' '.join(key).encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def gap_order(strands: Iterable[Strand], base: Text, circulated: Mapping[str, str]) -> list[Strand]:
    """New and moved units of one gap: each proposal's own order kept; circulated ones by label, others by wording.

    What one proposal put in as one passage stays together, unless it all falls into an alphabetical list.
    """
    items = list(strands)
    if listed := in_list_order(items, base):
        return listed
    keys = {k: (*_label_key(s, circulated), *_wording_key(s, base)) for k, s in enumerate(items)}
    after: dict[int, set[int]] = defaultdict(set)
    waits = [0] * len(items)
    chains: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for k, strand in enumerate(items):
        for proposal, rank in strand.orders:
            chains[proposal].append((rank, k))
    for chain in chains.values():
        chain.sort()
        for (_, x), (_, y) in zip(chain, chain[1:]):
            if y not in after[x]:
                after[x].add(y)
                waits[y] += 1
    ready = {k for k in range(len(items)) if waits[k] == 0}
    left = set(range(len(items)))
    order: list[Strand] = []
    last: frozenset[str] = frozenset()
    while left:
        # Two proposals may order the same units both ways; then the wording decides.
        open_ = ready or left
        # What one delegation put in as one passage stays together.
        going_on = [k for k in open_ if items[k].backers & last]
        k = min(going_on or open_, key=lambda k: (keys[k], k))
        left.discard(k)
        ready.discard(k)
        order.append(items[k])
        last = items[k].backers
        for y in after[k]:
            waits[y] -= 1
            if waits[y] == 0 and y in left:
                ready.add(y)
    return order


def in_list_order(strands: Sequence[Strand], base: Text) -> list[Strand]:
    """New items of a list that is in the order of its wording, merged in that order; empty where it is not."""
    if len(strands) < 2 or any(s.edit.kind is not EditKind.INSERT or s.edit.label for s in strands):
        return []
    marks = {s.edit.mark.strip() for s in strands}
    gap, units = strands[0].edit.gap, base.units
    beside = [units[i] for i in range(max(0, gap - 1), min(len(units), gap + 3))]
    rows = [not u.label and base.source[u.start : u.body].strip() in marks for u in beside]
    before, after = gap - max(0, gap - 1) + 1, len(beside)
    first = next((k + 1 for k in range(before - 1, -1, -1) if not rows[k]), 0)
    last = next((k for k in range(before, after) if not rows[k]), after)
    if len(marks) != 1 or marks == {""} or last - first < 2:
        return []
    ordered = sorted(strands, key=_natural_key)
    line = [_natural(base.wording(u)) for u in beside[first:before]]
    line += [_natural_key(s) for s in ordered] + [_natural(base.wording(u)) for u in beside[before:last]]
    place = {s.identity: k for k, s in enumerate(ordered)}
    own: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for strand in strands:
        for proposal, rank in strand.orders:
            own[proposal].append((rank, place[strand.identity]))
    kept = all(sorted(ranks) == sorted(ranks, key=lambda pair: pair[1]) for ranks in own.values())
    return ordered if kept and line == sorted(line) else []


def _natural_key(strand: Strand) -> tuple[tuple[str, int], ...]:
    return _natural("".join(part for part in strand.edit.parts if isinstance(part, str)))


def _natural(wording: str) -> tuple[tuple[str, int], ...]:
    """A wording as it is put in alphabetical order, numbers by their size."""
    return tuple((text, int(n or 0)) for text, n in _NUMBERED.findall(folded(wording).casefold()))


def _label_key(strand: Strand, circulated: Mapping[str, str]) -> tuple[bool, int, int]:
    """The place of a label that people have in their hands; what has none comes after."""
    printed = circulated.get(new_unit_id(strand.edit), "") if circulated else ""
    label = read_label(printed) if printed else None
    places = ordinal(label) if label else ()
    return (True, 0, 0) if label is None else (False, places[0][1] if places else 0, suffix_rank(label.suffix))


def _wording_key(strand: Strand, base: Text) -> tuple[str, ...]:
    edit = strand.edit
    if edit.kind is EditKind.MOVE:
        return (folded(base.wording(base.units[edit.unit])).casefold(), "")
    return (" ".join(edit.key).casefold(), " ".join(edit.key))


__all__ = [
    "Made",
    "Strand",
    "Woven",
    "base_order",
    "gap_order",
    "in_list_order",
    "new_unit_id",
    "new_unit_name",
    "strand_of",
]
