"""The effect of decisions on a consolidation: which edits are in, which are out, what is open, what has lapsed.

How this works. Decisions are statements; taking one removes nothing from the table. The result is always computed from
all of them, so their order does not matter and any of them can be taken back:

1. A ruling is *in force* while the edits it keeps are still on the table, no incompatible edit has since been made at
its place, and nobody has since asked to retain the words it changes. Otherwise it has lapsed, with a reason, and its
place is open again.
2. A decision on a slot prevails over one on a proposal or amendment, since it is about everyone's reading of that
passage. Of two decisions on one slot, the later prevails.
3. An accepted amendment is in, and its rivals are out: those that would change the same words, or the same unit as a
whole. If a decision on a slot has put out a part of it, this goes for the rest. An amendment that is merely next to it,
touching it or inserted at the same point, has not been decided and stays open. If accepted amendments exclude each
other, or it is unclear how they would read together, nobody has decided between them: neither is in, and both are open.
So it stays if a decision on a slot then puts one of them out, since that decision does not name the other.
4. A rejected amendment is out once every proposal that asks for the same words has been rejected; until then those
words are open. A proposal that has been rejected as a whole backs no new unit any more. Everything else is open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import combinations

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.decision import CHAIR, Decision, DecisionKind, Ruling, Verdict, proposal_of
from amendtrack.consolidation.decision_ground import Ground, backed_only_by
from amendtrack.consolidation.edits import Edit, Identity, Inserted, Moved, Placed
from amendtrack.consolidation.negotiation import name_order
from amendtrack.consolidation.numbered_amendments import NumberedAmendment
from amendtrack.consolidation.slots.slot import ConflictKind, Slot
from amendtrack.consolidation.strands import Strand

InForce = tuple[Decision, Ruling]
"""A ruling with the decision that it is part of."""


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A ruling that is no longer in force, and why: its place is open again."""

    decision: Decision
    ruling: Ruling
    why: str


@dataclass(frozen=True, slots=True)
class RulingStanding:
    """The effect of all decisions: the edits that are in, those that are out, the chair's own, and what has lapsed."""

    kept: frozenset[Identity] = frozenset()
    dropped: frozenset[Identity] = frozenset()
    own: tuple[Strand[Edit], ...] = ()
    in_force: tuple[InForce, ...] = ()
    lapsed: tuple[Lapsed, ...] = ()
    rejected: frozenset[str] = frozenset()
    """The proposals that have been rejected as a whole."""

    def left_of(self, strand: Strand[Edit]) -> Strand[Edit]:
        """An edit that is not out; a new unit without the proposals that have been rejected as a whole.

        Otherwise the heading that a rejected new article shares with others would be left as a reading of its own.
        The order in which they have moved units counts no more either.
        """
        if not isinstance(strand.edit, Placed) or self.rejected.isdisjoint(strand.backers):
            return strand
        if isinstance(strand.edit, Moved):
            return replace(strand, orders=tuple(order for order in strand.orders if order[0] not in self.rejected))
        return backed_only_by(strand, strand.backers - self.rejected)

    @property
    def places(self) -> Mapping[str, frozenset[Identity]]:
        """The addresses of what was decided, each with the edits adopted there.

        A decision that only rejects an amendment leaves the slot and its address to the other amendments.
        """
        found: dict[str, frozenset[Identity]] = {}
        for decision, ruling in self.in_force:
            if decision.kind is DecisionKind.ACCEPT and self.dropped >= ruling.kept:
                continue  # it was decided otherwise, and that has a place of its own
            if decision.kind is not DecisionKind.REJECT:
                own = frozenset(e.identity for e in ruling.own)
                found[ruling.address] = found.get(ruling.address, frozenset()) | ruling.kept | own
        return found

    def over(self, ruling: Ruling) -> tuple[InForce, ...]:
        """The decisions that prevail over a ruling in force: they put out what it adopts, or adopt what it puts out."""
        gone, back = ruling.kept & self.dropped, ruling.dropped & self.kept
        holding = ((d, r) for d, r in self.in_force if r.kept.isdisjoint(self.dropped)) if gone or back else ()
        return tuple((d, r) for d, r in holding if not (r.dropped.isdisjoint(gone) and r.kept.isdisjoint(back)))

    def verdict(self, amendment: NumberedAmendment) -> Verdict:
        """What has become of an amendment."""
        strands = amendment.strands
        if not strands <= self.kept | self.dropped:
            return Verdict.OPEN
        if strands <= self.kept:
            return Verdict.ACCEPTED
        return Verdict.IN_PART if strands & self.kept else Verdict.REJECTED


def standing(ground: Ground, decisions: Sequence[Decision]) -> RulingStanding:
    """The effect of these decisions on that ground."""
    every_ruling = [(decision, ruling) for decision in decisions for ruling in decision.rulings]
    own_edits = frozenset(edit.identity for _, ruling in every_ruling for edit in ruling.own)
    found = [(decision, ruling, _why_lapsed(ground, decision, ruling, own_edits)) for decision, ruling in every_ruling]
    found = _superseded(found)
    last = {ruling.what: ruling for _, ruling in every_ruling}  # a matter decided again has not lapsed
    lapsed = [Lapsed(d, ruling, why) for d, ruling, why in found if why and last[ruling.what] is ruling]
    in_force = [(decision, ruling) for decision, ruling, why in found if not why]
    kept, dropped, own = _by_slot(ground, [r for d, r in in_force if d.kind.is_of_slot])
    accepted = [(d, r) for d, r in in_force if d.kind is DecisionKind.ACCEPT]
    disputed = _disputed(ground, [r for _, r in accepted], kept=kept, dropped=dropped, own=own)
    disputed |= _still_disputed(ground, in_force, kept | dropped)
    for decision, ruling in accepted:
        if why := disputed.get(ruling.what):
            lapsed.append(Lapsed(decision, ruling, why))
            in_force.remove((decision, ruling))
        else:
            kept |= ruling.kept - dropped
    for _, ruling in accepted:
        if ruling.what not in disputed:
            dropped |= _put_out(ground, ruling, kept) - kept
    rejected = _rejected([r for d, r in in_force if d.kind is DecisionKind.REJECT])
    dropped |= {i for i, by in rejected.items() if i in ground.strands and ground.strands[i].backers <= by} - kept
    open_ = ground.strands.keys() - kept - dropped
    lapsed = [gone for gone in lapsed if not _decided_since(gone, every_ruling, in_force, open_)]
    whole = _rejected_as_a_whole(ground, rejected)
    return RulingStanding(frozenset(kept), frozenset(dropped), tuple(own), tuple(in_force), tuple(lapsed), whole)


def _superseded(found: list[tuple[Decision, Ruling, str]]) -> list[tuple[Decision, Ruling, str]]:
    """The rulings; one that a later decision on its slot put aside does not come back when that one lapses."""
    gone = [(n, ruling.dropped) for n, (decision, ruling, why) in enumerate(found) if why and decision.kind.is_of_slot]
    return [
        (decision, ruling, why or ("it was decided otherwise since" if _is_put_aside(n, ruling, gone) else ""))
        for n, (decision, ruling, why) in enumerate(found)
    ]


def _is_put_aside(at: int, ruling: Ruling, gone: Iterable[tuple[int, frozenset[Identity]]]) -> bool:
    return any(n > at and not ruling.kept.isdisjoint(dropped) for n, dropped in gone)


def _decided_since(
    gone: Lapsed, rulings: Sequence[InForce], in_force: Sequence[InForce], open_: AbstractSet[Identity]
) -> bool:
    """Whether later decisions settle the matter of a lapsed ruling: nothing that it adopted is open."""
    if not open_.isdisjoint(gone.ruling.kept or gone.ruling.dropped):
        return False
    at = next(n for n, (_, ruling) in enumerate(rulings) if ruling is gone.ruling)
    holds = {id(ruling) for _, ruling in in_force}
    return any(id(r) in holds and not r.reaches.isdisjoint(gone.ruling.reaches) for _, r in rulings[at + 1 :])


def _why_lapsed(ground: Ground, decision: Decision, ruling: Ruling, own: frozenset[Identity]) -> str:
    """Why a ruling is not in force; empty if it is in force."""
    if not ground.strands.keys() >= ruling.kept - own:
        return "what was decided there has been withdrawn or reworded since"
    if decision.kind is DecisionKind.REJECT:
        return ""  # it concerns only its own words, whatever else is proposed
    came = ground.parties_in(ruling.dropped) - ruling.parties
    came |= ground.parties_in(_beside(ground, ruling))
    if came:
        return f"{', '.join(sorted(came))} came later"
    if ruling.retaining is None or decision.kind is DecisionKind.KEEP or not (ruling.kept or ruling.own):
        return ""
    holders = sorted(ground.retaining(ruling.reaches) - ruling.retaining, key=name_order)
    return f"{', '.join(holders)} would retain it" if holders else ""


def _beside(ground: Ground, ruling: Ruling) -> frozenset[Identity]:
    """The edits made since then that are incompatible with one that was decided."""
    decided = [ground.strands[i] for i in sorted(ruling.reaches) if i in ground.strands]
    seen = ground.around(s.identity for s in decided).seen
    new = seen - ruling.seen - {e.identity for e in ruling.own}
    decided += [Strand(edit, frozenset([CHAIR.name])) for edit in ruling.own]
    return frozenset(i for i in new if any(ground.rivals([one], frozenset([i])) for one in decided))


def _by_slot(ground: Ground, rulings: Iterable[Ruling]) -> tuple[set[Identity], set[Identity], list[Strand[Edit]]]:
    """What decisions on slots keep and drop (later ones prevail), and the chair's own edits."""
    verdicts: dict[Identity, bool] = {}
    own: dict[Identity, Strand[Edit]] = {}
    for ruling in rulings:
        verdicts |= dict.fromkeys(ruling.kept, True) | dict.fromkeys(ruling.dropped, False)
        for edit in ruling.own:
            verdicts[edit.identity] = True
            if edit.identity not in ground.strands:
                # What the chair words at two slots has no order of its own: the ranks are of two proposals.
                orders = ((f"{CHAIR.name} {ruling.address}", edit.rank),) if isinstance(edit, Placed) else ()
                own[edit.identity] = Strand(edit, frozenset([CHAIR.name]), orders)
    kept = {i for i, stands in verdicts.items() if stands}
    out = verdicts.keys() - kept
    return kept, set(out), [s for i, s in own.items() if i in kept]


def _disputed(
    ground: Ground,
    rulings: Sequence[Ruling],
    *,
    kept: Collection[Identity],
    dropped: Collection[Identity],
    own: Sequence[Strand[Edit]],
) -> dict[str, str]:
    """The accepted amendments that are incompatible, each with the reason; nobody has decided between them."""
    settled = {i: ground.strands[i] for i in kept if i in ground.strands} | {s.identity: s for s in own}
    accepted = {i for r in rulings for i in r.kept} - set(dropped)
    names = frozenset(proposal_of(r.what) for r in rulings)
    strands = [
        *(backed_only_by(ground.strands[i], names) for i in sorted(accepted - settled.keys()) if i in ground.strands),
        *(backed_only_by(s, names) for s in settled.values()),
    ]
    others: dict[str, dict[str, None]] = defaultdict(dict)
    later: dict[str, list[str]] = {}
    strands = [_with_chair(s, own) for s in strands] if any(_is_under_new(s) for s in own) else strands
    for slot in every(ground.laid(strands, (*ground.con.proposals, CHAIR))):
        if not slot.contested:
            continue
        reach = ground.with_paragraphs(slot.strands)
        here = [r for r in rulings if not (r.kept - set(dropped)).isdisjoint(reach)]
        beside = [settled[i] for i in sorted(settled.keys() & slot.strands)]
        for ruling, found in _at_odds(ground, slot, here, beside=beside):
            others[ruling.what] |= dict.fromkeys(found)
            if not found:
                later[ruling.what] = sorted(ground.parties_in(slot.strands) - ruling.parties)
    return {
        what: f"{', '.join(found)} {'was' if len(found) == 1 else 'were'} accepted too, and they do not go together"
        if found
        else f"{', '.join(later[what]) or 'what was decided of the slot'} came later"
        for what, found in others.items()
    }


def _is_under_new(strand: Strand[Edit]) -> bool:
    return isinstance(strand.edit, Inserted) and bool(strand.edit.under)


def _with_chair(strand: Strand[Edit], own: Iterable[Strand[Edit]]) -> Strand[Edit]:
    """A new heading under which the chair has worded something, as the chair's too: it is no rival of that."""
    edit = strand.edit
    if not isinstance(edit, Inserted) or edit.under:
        return strand
    below = [s for s in own if isinstance(s.edit, Inserted) and (s.edit.gap, s.edit.under) == (edit.gap, edit.key)]
    orders = ((name, edit.rank) for s in below for name, _ in s.orders)
    return Strand(edit, strand.backers | {CHAIR.name}, (*strand.orders, *orders)) if below else strand


def _still_disputed(ground: Ground, in_force: Sequence[InForce], settled: AbstractSet[Identity]) -> Mapping[str, str]:
    """The accepted amendments that were incompatible with one that a decision on a slot has put out since.

    That decision was about its slot: it put out the one, and nobody has said that the other is now adopted.
    """
    accepted: set[Identity] = set()
    last = {ruling.what: n for n, (_, ruling) in enumerate(in_force)}
    found: dict[str, str] = {}
    for n, (decision, ruling) in enumerate(in_force):
        if decision.kind is DecisionKind.ACCEPT:
            accepted |= ruling.kept
        elif decision.kind.is_of_slot and not ruling.dropped.isdisjoint(accepted):
            before = in_force[:n]
            kept, dropped, own = _by_slot(ground, [r for d, r in before if d.kind.is_of_slot])
            there = [r for d, r in before if d.kind is DecisionKind.ACCEPT]
            disputed = _disputed(ground, there, kept=kept, dropped=dropped, own=own)
            found |= {what: why for what, why in disputed.items() if last[what] < n}
    rulings = {ruling.what: ruling for _, ruling in in_force}
    return {what: why for what, why in found.items() if not rulings[what].kept <= settled}


def _at_odds(
    ground: Ground, slot: Slot, here: Sequence[Ruling], *, beside: Sequence[Strand[Edit]]
) -> Iterator[tuple[Ruling, Sequence[str]]]:
    """The accepted amendments in one slot that cannot take effect, each with the others that were accepted.

    ``beside`` holds the edits adopted there by a decision on the slot, which was decided as printed.
    """
    mine = {r.what: [ground.strands[i] for i in sorted(r.kept) if i in ground.strands] for r in here}
    pairs = {pair for one, other in combinations(mine, 2) for pair in ((one, other), (other, one))}
    at_odds = [pair for pair in combinations(mine, 2) if not ground.go_together(mine[pair[0]], mine[pair[1]])]
    apart = {pair for one, other in at_odds for pair in ((one, other), (other, one))}
    # Three or more may conflict although no two of them do: new passages, or a new unit inside a rewritten passage.
    together = not apart and not beside and slot.kind is not ConflictKind.ADJACENT
    for ruling in here:
        if others := [o.what for o in here if (ruling.what, o.what) in (pairs if together else apart)]:
            yield ruling, others
        elif together:
            yield ruling, slot.against
        elif ground.excluded(mine[ruling.what], beside):
            yield ruling, ()


def _put_out(ground: Ground, ruling: Ruling, kept: Collection[Identity]) -> frozenset[Identity]:
    """The rivals of an accepted amendment, or of the part of it that no decision on a slot has put out."""
    part = ruling.kept.intersection(kept)
    if part == ruling.kept:
        return ruling.dropped
    mine = [ground.strands[i] for i in sorted(part) if i in ground.strands]
    return ground.rivals(mine, ruling.dropped) | (ground.rival_articles(mine) & ruling.dropped)


def _rejected(rulings: Iterable[Ruling]) -> dict[Identity, frozenset[str]]:
    """The edits that have been rejected, each with the proposals in which it was."""
    by: dict[Identity, frozenset[str]] = {}
    for ruling in rulings:
        for identity in ruling.dropped:
            by[identity] = by.get(identity, frozenset()) | {proposal_of(ruling.what)}
    return by


def _rejected_as_a_whole(ground: Ground, rejected: Mapping[Identity, frozenset[str]]) -> frozenset[str]:
    """The proposals of which every edit has been rejected."""
    names = frozenset[str]().union(*rejected.values())
    left = ((names & s.backers) - rejected.get(i, frozenset()) for i, s in ground.strands.items()) if names else ()
    return names.difference(*left)
