"""The minutes: each place where something was decided, and how many amendments are still open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.decision import Decision, DecisionKind, Ruling, Verdict, proposal_of
from amendtrack.consolidation.slots.slot import Slot, Variant

if TYPE_CHECKING:
    from amendtrack.consolidation.value import Consolidation


@dataclass(frozen=True, slots=True)
class Minute:
    """One place where something was decided.

    ``wording`` is the text there, on one line, or for a rejection the text rejected; it is empty if no text remains.
    ``stands`` and ``out`` are the amendments that it adopts and excludes; ``reopened`` says why it no longer holds;
    ``overruled`` holds the decisions that prevail over it or, with ``holds_in_part``, over a part of it, each as an
    address and what was decided there; ``open_inside`` the addresses of slots printed inside this one that are open.
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
    found = [*_minutes(con)]
    return tuple(sorted(found, key=lambda m: (places.get(m.address, len(places)), m.address)))


def _minutes(con: Consolidation) -> Iterator[Minute]:
    lapsed = {id(gone.ruling): gone.why for gone in con.standing.lapsed}
    in_force = {id(ruling) for _, ruling in con.standing.in_force}
    for decision in con.decisions:
        for ruling in decision.rulings:
            if id(ruling) in in_force or id(ruling) in lapsed:
                yield _minute(con, decision, ruling, lapsed.get(id(ruling), ""))


def _minute(con: Consolidation, decision: Decision, ruling: Ruling, reopened: str) -> Minute:
    own = frozenset(e.identity for e in ruling.own)
    stands = tuple(a.name for a in con.amendments if a.strands <= ruling.kept | own)
    out = tuple(a.name for a in con.amendments if not a.strands.isdisjoint(ruling.dropped) and a.name not in stands)
    if decision.kind.is_of_slot:
        wording = ruling.wording
    else:
        wording = _asked_for(con, ruling)
        stands, out = _own_first(ruling.what, stands), _own_first(ruling.what, out)
    over = con.standing.over(ruling) if not reopened else ()
    in_part = bool(over) and not _is_undone(con, ruling)
    if over:
        lost = {a.name for a in con.amendments if a.strands <= con.standing.dropped} if in_part else set[str]()
        out = tuple(name for name in out if name in lost or name == ruling.what)
    return Minute(
        ruling.address,
        decision.kind,
        " ".join(wording.split()),
        stands,
        out,
        decision.when,
        decision.by,
        reopened,
        open_inside(con, ruling.address) if decision.kind.is_of_slot and not reopened else (),
        tuple(dict.fromkeys((r.address, d.kind) for d, r in over)),
        in_part,
    )


def _is_undone(con: Consolidation, ruling: Ruling) -> bool:
    """Whether everything that a ruling adopts is out or, if it adopts nothing, everything that it puts out is in."""
    return ruling.kept <= con.standing.dropped if ruling.kept else ruling.dropped <= con.standing.kept


def open_inside(con: Consolidation, address: str) -> tuple[str, ...]:
    """The slots printed inside the slot of that address that are still open."""
    inside = next((s.inner for s in every(con.undecided.slots) if s.address == address), ())
    still = {s.address for s in con.open_slots}
    return tuple(s.address for s in every(inside) if s.address in still)


def _own_first(what: str, names: tuple[str, ...]) -> tuple[str, ...]:
    return (what, *(n for n in names if n != what)) if what in names else names


def _asked_for(con: Consolidation, ruling: Ruling) -> str:
    """The words that the amendment puts in the place of the draft's."""
    reached = ruling.kept or ruling.dropped
    slots = [s for s in every(con.undecided.slots) if s.strands & reached]
    narrowest = min(slots, key=lambda s: len(s.strands), default=None)
    variant = _reading(narrowest, proposal_of(ruling.what)) if narrowest else None
    if variant is None:
        return ""
    return f"moved to {variant.moves_to.rstrip('.:')}" if variant.moves_to else variant.wording


def _reading(slot: Slot, proposal: str) -> Variant | None:
    return next((v for v in slot.variants if proposal in v.proposals), None)


__all__ = ["AmendmentTally", "Minute", "amendment_tally", "minutes", "open_inside"]
