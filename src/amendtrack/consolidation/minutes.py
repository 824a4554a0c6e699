"""The minutes: each place where something was decided, and how many amendments are still open."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.decision import Decision, DecisionKind, Ruling, Verdict, proposal_of
from amendtrack.consolidation.edits import Identity
from amendtrack.consolidation.numbered_amendments import NumberedAmendment
from amendtrack.consolidation.slots.slot import Slot, Variant

if TYPE_CHECKING:
    from amendtrack.consolidation.value import Consolidation


@dataclass(frozen=True, slots=True)
class Minute:
    """One place where something was decided.

    ``wording`` is the text there, on one line, or for a rejection the text rejected; it is empty if no text remains.
    ``stands`` and ``out`` are the amendments that it adopts and excludes; ``reopened`` says why it no longer holds;
    ``overruled`` holds the decisions that prevail over it or, with ``holds_in_part``, over a part of it, each as an
    address and what was decided there; ``open_inside`` the addresses of slots printed inside this one that are open;
    ``out_in_part`` those of ``out`` of which a part is decided elsewhere.
    """

    address: str
    kind: DecisionKind
    wording: str
    stands: tuple[str, ...]
    out: tuple[str, ...]
    when: str = ""
    by: str = ""
    reopened: str = ""
    open_inside: tuple[str, ...] = ()
    overruled: tuple[tuple[str, DecisionKind], ...] = ()
    holds_in_part: bool = False
    out_in_part: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AmendmentTally:
    """How many amendments there are, by outcome.

    >>> print(AmendmentTally(accepted=2, rejected=1, open=4))
    7 amendments = 2 accepted + 1 rejected + 4 open
    """

    accepted: int = 0
    rejected: int = 0
    in_part: int = 0
    open: int = 0

    @property
    def total(self) -> int:
        """All amendments."""
        return self.accepted + self.rejected + self.in_part + self.open

    def __str__(self) -> str:
        counts = (
            (self.accepted, Verdict.ACCEPTED),
            (self.rejected, Verdict.REJECTED),
            (self.in_part, Verdict.IN_PART),
            (self.open, Verdict.OPEN),
        )
        parts = " + ".join(f"{count} {verdict.value}" for count, verdict in counts if count)
        return f"{self.total} amendment{'s' * (self.total != 1)}{f' = {parts}' if parts else ''}"


def amendment_tally(con: Consolidation) -> AmendmentTally:
    """The outcomes of all amendments of a consolidation."""
    found = Counter(con.standing.verdict(a) for a in con.amendments)
    return AmendmentTally(found[Verdict.ACCEPTED], found[Verdict.REJECTED], found[Verdict.IN_PART], found[Verdict.OPEN])


def minutes(con: Consolidation) -> tuple[Minute, ...]:
    """Every place where something was decided, in the order of the text, including decisions that were reopened."""
    if not con.decisions:
        return ()
    places = {s.address: n for n, s in enumerate(every(con.undecided.slots))}
    found = [*_Minutes(con).taken()]
    return tuple(sorted(found, key=lambda m: (places.get(m.address, len(places)), m.address)))


class _Minutes:
    """The minutes of a consolidation while they are written; what each of them asks about is indexed once."""

    def __init__(self, con: Consolidation) -> None:
        self._con, self._standing = con, con.standing
        self._amendments: dict[Identity, list[int]] = defaultdict(list)
        for n, amendment in enumerate(con.amendments):
            for identity in amendment.strands:
                self._amendments[identity].append(n)

    def taken(self) -> Iterator[Minute]:
        """The minutes of all decisions, in the order in which they were taken."""
        lapsed = {id(gone.ruling): gone.why for gone in self._standing.lapsed}
        in_force = {id(ruling) for _, ruling in self._standing.in_force}
        every_one = [(d, r) for d in self._con.decisions for r in d.rulings]
        last = {r.what: r for d, r in every_one if not d.kind.is_of_slot}
        for decision, ruling in every_one:
            is_last = decision.kind.is_of_slot or last[ruling.what] is ruling  # what is accepted again is so once
            if is_last and (id(ruling) in in_force or id(ruling) in lapsed):
                yield self._minute(decision, ruling, lapsed.get(id(ruling), ""))

    def _with(self, edits: Iterable[Identity]) -> list[NumberedAmendment]:
        """The amendments that have any of these edits, in order."""
        found = {n for identity in edits for n in self._amendments.get(identity, ())}
        return [self._con.amendments[n] for n in sorted(found)]

    def _minute(self, decision: Decision, ruling: Ruling, reopened: str) -> Minute:
        adopted = ruling.kept.union(e.identity for e in ruling.own)
        stands = tuple(a.name for a in self._with(adopted) if a.strands <= adopted)
        out = tuple(a.name for a in self._with(ruling.dropped) if a.name not in stands)
        if decision.kind.is_of_slot:
            wording = ruling.wording
        else:
            wording = _asked_for(self._con, ruling)
            stands, out = _own_first(ruling.what, stands), _own_first(ruling.what, out)
        over = self._standing.over(ruling) if not reopened else ()
        in_part = bool(over) and not self._is_undone(ruling)
        if over:
            lost = {a.name for a in self._with(ruling.dropped) if in_part and a.strands <= self._standing.dropped}
            out = tuple(name for name in out if name in lost or name == ruling.what)
        partly = {a.name for a in self._with(ruling.dropped) if not a.strands <= ruling.dropped}
        return Minute(
            ruling.address,
            decision.kind,
            " ".join(wording.split()),
            stands,
            out,
            decision.when,
            decision.by,
            reopened,
            self._open_inside(ruling.address) if decision.kind.is_of_slot and not reopened else (),
            tuple(dict.fromkeys((r.address, d.kind) for d, r in over)),
            in_part,
            tuple(name for name in out if name in partly),
        )

    def _is_undone(self, ruling: Ruling) -> bool:
        """Whether all that a ruling adopts is out or, if it adopts nothing, all that it puts out is in."""
        now = self._standing
        return ruling.kept <= now.dropped if ruling.kept else ruling.dropped <= now.kept

    def _open_inside(self, address: str) -> tuple[str, ...]:
        return _open_of(self._inner.get(address, ()), self._still_open)

    @cached_property
    def _inner(self) -> Mapping[str, Sequence[Slot]]:
        return {s.address: s.inner for s in every(self._con.undecided.slots) if s.inner}

    @cached_property
    def _still_open(self) -> frozenset[str]:
        return frozenset(s.address for s in self._con.open_slots)


def open_inside(con: Consolidation, address: str) -> tuple[str, ...]:
    """The slots printed inside the slot of that address that are still open."""
    inside = next((s.inner for s in every(con.undecided.slots) if s.address == address), ())
    return _open_of(inside, frozenset(s.address for s in con.open_slots))


def _open_of(inside: Iterable[Slot], still: frozenset[str]) -> tuple[str, ...]:
    return tuple(s.address for s in every(inside) if s.address in still)


def _own_first(what: str, names: tuple[str, ...]) -> tuple[str, ...]:
    return (what, *(n for n in names if n != what)) if what in names else names


def _asked_for(con: Consolidation, ruling: Ruling) -> str:
    """The words that the amendment puts in the place of the draft's."""
    reached = ruling.kept or ruling.dropped
    slots = [s for s in every(con.ground.slots_of(reached)) if s.strands & reached]
    narrowest = min(slots, key=lambda s: len(s.strands), default=None)
    variant = _reading(narrowest, proposal_of(ruling.what)) if narrowest else None
    if variant is None:
        return ""
    return f"moved to {variant.moves_to.rstrip('.:')}" if variant.moves_to else variant.wording


def _reading(slot: Slot, proposal: str) -> Variant | None:
    return next((v for v in slot.variants if proposal in v.proposals), None)


__all__ = ["AmendmentTally", "Minute", "amendment_tally", "minutes", "open_inside"]
