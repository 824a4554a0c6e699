"""A base and any number of proposals in one value, from which every text can be recovered.

The edits are authoritative; slots are computed from them for people to read. Nothing depends on the order in which
proposals are given.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from amendtrack.consolidation.addressing import (
    Circulated,
    addressed,
    addresses_on,
    circulation,
    every,
    place_names,
    positions_on,
)
from amendtrack.consolidation.agreement import GivenStatus, with_agreements
from amendtrack.consolidation.belonging import InOrder
from amendtrack.consolidation.clean_text import clean, decided_pieces
from amendtrack.consolidation.compose import Piece
from amendtrack.consolidation.decision import CHAIR, Decision, Verdict
from amendtrack.consolidation.decision_ground import Ground
from amendtrack.consolidation.edits import Edit, Identity, Inserted, Placed, Relabelled, Reworded
from amendtrack.consolidation.extraction import edits_of
from amendtrack.consolidation.freed_numbers import freed_labels
from amendtrack.consolidation.gap_order import GapOrders
from amendtrack.consolidation.groups import Membership, folded_in
from amendtrack.consolidation.headless import labels_of_headless
from amendtrack.consolidation.lineage import addresses_carried, labels_carried
from amendtrack.consolidation.negotiation import Position, Proposal, name_order
from amendtrack.consolidation.notes import notes_apart
from amendtrack.consolidation.numbered_amendments import NumberedAmendment, amendments_of, numbered_where_whole
from amendtrack.consolidation.ruling_standing import Lapsed, RulingStanding, standing
from amendtrack.consolidation.settling import (
    accepted,
    chosen,
    kept_as_drafted,
    rejected,
    still_there,
    without_decisions,
    worded,
)
from amendtrack.consolidation.shown_whole import as_whole
from amendtrack.consolidation.slot_lookup import decided_already, slot_at, slot_to_decide
from amendtrack.consolidation.slots.gaps import labels_in_articles, labels_of_new
from amendtrack.consolidation.slots.layout import SlotLayout, lay_out
from amendtrack.consolidation.slots.slot import Shape, Slot, Variant
from amendtrack.consolidation.slots.stances import folded_place
from amendtrack.consolidation.slots.table import EditsByPlace
from amendtrack.consolidation.strands import Own, Strand, Woven, base_order, holds, is_placed, new_unit_id
from amendtrack.errors import InputRefused, Unknown
from amendtrack.garbage import kept_for_later
from amendtrack.redline.align.origins import Origins
from amendtrack.redline.align.prepared import Prepared
from amendtrack.text.labels_in_use import BaseLabels
from amendtrack.text.units import Text, parse_text

if TYPE_CHECKING:
    from amendtrack.consolidation.reports import Conflict, Tally


METHOD = 5
"""The number of the method by which a text is computed from its proposals, and printed.

It goes up by one whenever the same record may come out differently: texts issued before are then checked against
their stored value alone, since nobody can compute them again.
"""


@dataclass(frozen=True)
class Consolidation:
    """A base, its proposals in the order of names, the decisions in the order in which they were taken, and the status
    of units.

    >>> con = consolidate("1. We shall meet.", {"Arda": "1. We should meet.", "Brum": "1. We may meet."})
    >>> con, con.slots
    (<Consolidation of 2 proposals on 1 unit>, (<Slot 1#1: 2 variants, rival wordings>,))
    >>> con.choose(con.slots[0], con.slots[0].variants[0]).clean(), str(con.view("Brum"))
    ('1. We should meet.', '1. We may meet.')
    """

    base: Text
    proposals: tuple[Proposal, ...]
    edits: tuple[tuple[Edit, ...], ...]
    positions: tuple[Position, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    decisions: tuple[Decision, ...] = ()
    circulated: tuple[Circulated, ...] = field(default=(), compare=False)
    is_hypothetical: bool = field(default=False, compare=False)
    statuses: tuple[GivenStatus, ...] = ()
    memberships: tuple[Membership, ...] = ()  # (group, member), where the group speaks for the member
    whole: tuple[str, ...] = ()  # the addresses of units that are shown as one slot
    _prepared: Prepared | None = field(default=None, compare=False, repr=False)
    _before: SlotLayout | None = field(default=None, compare=False, repr=False)
    _woven_before: Woven | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        for name, many in Counter(p.name for p in self.proposals).items():
            if many > 1:
                raise InputRefused(
                    f"two proposals are named {name!r}", remedy="give each proposal of a delegation its own name"
                )

    # -- reading --------------------------------------------------------------------------------

    @cached_property
    def strands(self) -> tuple[Strand[Edit], ...]:
        """Every edit once, with its backers, and the chair's own edits.

        Edits excluded by a decision are omitted, and so are those on agreed text (see ``held``).
        """
        woven, standing, held = self._woven.strands, self.standing, self.held
        if not (standing.dropped or standing.own or standing.rejected or held):
            return woven
        out = standing.dropped | held.keys()
        left = [standing.left_of(s) for s in woven if s.identity not in out]
        if agreed := {edit.identity: edit for given in self.agreements for edit in given.kept}:
            # The words stay as they were spelled when they were agreed, however others spell them.
            left = [s if s.identity not in agreed else replace(s, edit=agreed[s.identity]) for s in left]
        return tuple(sorted([*left, *standing.own], key=base_order))

    @cached_property
    def undecided(self) -> Consolidation:
        """The same consolidation without any decisions, and with no unit agreed."""
        return self._changed(decisions=(), statuses=()) if self.is_ruled else self

    @property
    def agreements(self) -> tuple[GivenStatus, ...]:
        """The units whose text is agreed, in informals, ad referendum or finally."""
        return tuple(given for given in self.statuses if given.status.is_agreed)

    @property
    def is_ruled(self) -> bool:
        """Whether anything is decided or agreed."""
        return bool(self.decisions) or any(given.status.is_agreed for given in self.statuses)

    @cached_property
    def ground(self) -> Ground:
        """The basis for decisions: all edits and slots, whatever has been decided."""
        return Ground(self) if not self.is_ruled else self.undecided.ground

    @property
    def standing(self) -> RulingStanding:
        """The effect of the decisions and agreements."""
        return self._ruled[0]

    @property
    def held(self) -> Mapping[Identity, GivenStatus]:
        """The edits proposed on agreed text since it was agreed, each with the agreement; they are not in the text."""
        return self._ruled[1]

    @cached_property
    def _ruled(self) -> tuple[RulingStanding, Mapping[Identity, GivenStatus]]:
        decided = standing(self.ground, self.decisions) if self.decisions else RulingStanding()
        return with_agreements(decided, self, agreed) if (agreed := self.agreements) else (decided, {})

    @cached_property
    def amendments(self) -> tuple[NumberedAmendment, ...]:
        """Every amendment of every proposal, with its number (``NRV-1#2``)."""
        if self.is_ruled:
            return self.undecided.amendments
        if self.whole:
            return tuple(numbered_where_whole(self, self._changed(whole=()).amendments))
        return tuple(a for p in self.proposals for a in amendments_of(self.ground, p))

    def amendments_by(self, name: str) -> tuple[NumberedAmendment, ...]:
        """The amendments of one proposal alone, as ``amendments`` has them; none if there is no such proposal."""
        if self.is_ruled:
            return self.undecided.amendments_by(name)
        if self.whole:
            return tuple(a for a in self.amendments if a.proposal == name)
        return tuple(a for p in self.proposals if p.name == name for a in amendments_of(self.ground, p))

    def verdict(self, name: str) -> Verdict:
        """What has become of an amendment (``NRV-1#2``).

        Raises:
            Unknown: there is no such amendment.
        """
        found = next((a for a in self.amendments if a.name == name), None)
        if found is None:
            raise Unknown(f"no amendment {name!r}", remedy=f"there are {', '.join(a.name for a in self.amendments)}")
        return self.standing.verdict(found)

    @cached_property
    def _woven(self) -> Woven:
        edits = notes_apart(self.labels_of_base, self.edits, dict(self.labels))
        if self.whole:
            units = frozenset(self.addresses.index(place) for place in self.whole)
            edits = [as_whole(self.prepared, own, units) for own in edits]
        return Woven.of(zip(self.proposals, edits, strict=True), self._woven_before)

    @property
    def on_the_table(self) -> tuple[Own, ...]:
        """Every proposal with its edits as the slots have them: notes under separate names, units shown whole."""
        return self._woven.proposals

    @cached_property
    def prepared(self) -> Prepared:
        """The base, prepared for comparison."""
        return self._prepared or Prepared.of(self.base)

    @property
    def labels_of_base(self) -> BaseLabels:
        """The labels of the base, read once."""
        return self.prepared.labels

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """One address for each unit of the base."""
        return addresses_on(self.base, self.circulated)

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The outermost slots in base order, not overlapping; several may share one offset.

        A member whose group says the same is not named beside it.
        """
        return folded_in(self.slots_with_members, self.memberships)

    @cached_property
    @kept_for_later()
    def slots_with_members(self) -> tuple[Slot, ...]:
        """The same slots with the names of all who speak, members of groups too."""
        slots = addressed(self._layout.slots, self._addresses_kept(), self.standing.places)
        # What is made from this consolidation reuses the slots with their addresses.
        self.__dict__["_layout"] = self._layout.with_slots(slots)
        return slots

    @cached_property
    @kept_for_later()
    def _layout(self) -> SlotLayout:
        """The slots by place; slots unchanged from the consolidation it was made from are reused."""
        table = EditsByPlace(
            self.prepared,
            (*self.proposals, CHAIR),
            self.strands,
            self.positions,
            self.labels_shown(),
            self.standing.kept,
            self.addresses,
            self.orders if self.is_ruled else None,
            self._before.table if self._before else None,
        )
        return lay_out(table, self._before)

    @cached_property
    def orders(self) -> GapOrders:
        """The order of all new and moved units in their gaps, which no decision changes."""
        orders = self.undecided._layout.table.orders
        own = {e.identity: r.dropped for _, r in self.standing.in_force for e in r.own} if self.standing.own else {}
        return orders.with_own(own) if own else orders

    @cached_property
    def _placed(self) -> Mapping[Identity, tuple[int, Strand[Placed]]]:
        """Every new and moved unit, numbered in base order."""
        return {s.identity: (n, s) for n, s in enumerate(filter(is_placed, self.strands))}

    def placed(self, names: Collection[Identity]) -> list[Strand[Placed]]:
        """The new and moved units among these edits, in base order."""
        found = dict(self._placed[i] for i in names if i in self._placed)
        return [found[n] for n in sorted(found)]

    @cached_property
    def relabelled(self) -> tuple[Strand[Relabelled], ...]:
        """The edits that give a unit of the base another number."""
        return tuple(s for s in self.strands if holds(s, Relabelled))

    @cached_property
    def stands_under(self) -> Mapping[Identity, Strand[Placed]]:
        """By new or moved unit, the one under which it stands in the order of its gap, if any."""
        return self.standing_under_without(frozenset())

    def standing_under_without(self, gone: Container[Identity]) -> Mapping[Identity, Strand[Placed]]:
        """By new or moved unit, the one under which it stands where these others are gone, if any."""
        gaps: dict[int, list[Strand[Placed]]] = defaultdict(list)
        for _, strand in self._placed.values():
            if strand.identity not in gone:
                gaps[strand.edit.gap].append(strand)
        found: dict[Identity, Strand[Placed]] = {}
        for order in map(self.orders.order, gaps.values()):
            above = InOrder(self.labels_of_base, order)
            over = ((s, above.over(s, at)) for at, s in enumerate(order))
            found |= {s.identity: other for s, other in over if other is not None}
        return found

    @property
    def words_by_unit(self) -> Mapping[int, Sequence[Strand[Reworded]]]:
        """The changes of words in each unit, as the slots show them; split-off parts have their labels."""
        return self._layout.table.words

    def _changed(self, **what: Any) -> Consolidation:
        """This consolidation with other fields; computed results are reused where still valid."""
        layout, woven = self.__dict__.get("_layout", self._before), self.__dict__.get("_woven", self._woven_before)
        made = replace(self, _prepared=self.prepared, _before=layout, _woven_before=woven, **what)
        made.__dict__["addresses"] = self.addresses
        return made

    def _computed_as(self, known: Consolidation) -> Consolidation:
        """This consolidation, which reuses what was computed for another of the same base if it is called the same."""
        if (self.labels, self.circulated, self.whole) != (known.labels, known.circulated, known.whole):
            return self
        made = known.undecided._changed()
        made = replace(self, _before=made._before, _woven_before=made._woven_before)
        made.__dict__["addresses"] = known.addresses
        return made

    def labels_shown(self) -> dict[str, str]:
        """The labels of new and moved units by name: as circulated, or as computed before any decision.

        A proposal on the table keeps its printed label, whatever else is decided, unless the heading that gave it its
        number has been rejected, or its own number is free since what had it has been deleted.
        """
        if not self.is_ruled:
            return dict(self.labels)
        proposed, shown = self.undecided.strands, self.undecided.labels_placed
        freed = freed_labels(self.labels_of_base, self.strands, proposed, self.standing.kept, shown)
        own = labels_of_headless(self.labels_of_base, self.strands, proposed=proposed, shown=shown, orders=self.orders)
        return shown | freed | dict(self.labels) | own | dict(self._labels_of_own(shown))

    def _labels_of_own(self, shown: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """The names of the chair's own new units, each with the label of what it replaces."""
        for _, ruling in self.standing.in_force if self.standing.own else ():
            there = (self.ground.strands[i] for i in sorted(ruling.dropped) if i in self.ground.strands)
            was = [(s.edit.gap, shown.get(new_unit_id(s.edit), "")) for s in there if holds(s, Inserted)]
            for edit in (e for e in ruling.own if isinstance(e, Inserted)):
                yield from ((new_unit_id(edit), label) for gap, label in was[:1] if gap == edit.gap)

    @cached_property
    def labels_placed(self) -> dict[str, str]:
        """The labels of new and moved units by name, as printed here or as circulated."""
        slots, table = [s for s in every(self.slots_with_members) if s.shape is Shape.NEW], self._layout.table
        inside = {name: label for s in slots for name, label in labels_in_articles(table, s)}
        return table.labels_of_moved | table.labels_inside_joins | inside | self.labels_printed | dict(self.labels)

    @property
    def open_slots(self) -> tuple[Slot, ...]:
        """The slots that nobody has settled."""
        return tuple(_still_open(self.slots))

    @property
    def delegations(self) -> tuple[str, ...]:
        """Everyone who backs a proposal in this consolidation, in the order of names."""
        chair = CHAIR.backers if self.standing.own else ()
        return tuple(sorted({*chair, *(who for p in self.proposals for who in p.backers)}, key=name_order))

    def view(self, name: str) -> Text:
        """The text of a proposal, byte for byte; named by the proposal, a delegation with only one, or a co-sponsor."""
        found = (
            [p for p in self.proposals if p.name == name]
            or [p for p in self.proposals if p.delegation == name]
            or [p for p in self.proposals if name in p.cosponsors]
        )
        if not found:
            raise Unknown(
                f"no proposal {name!r}",
                remedy=f"this consolidation has {', '.join(p.name for p in self.proposals) or 'none'}",
            )
        if len({p.text for p in found}) > 1:
            raise Unknown(f"{name!r} has several proposals", remedy=f"name one of {', '.join(p.name for p in found)}")
        return parse_text(found[0].text)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The conflict list; each entry has a kind, slots, parties and a line of explanation."""
        from amendtrack.consolidation.reports import conflicts

        return conflicts(self)

    @property
    def tally(self) -> Tally:
        """What became of every proposal received; the numbers must add up."""
        from amendtrack.consolidation.reports import tally

        return tally(self)

    # -- changing -------------------------------------------------------------------------------

    @kept_for_later()
    def with_proposal(self, proposal: Proposal) -> Consolidation:
        """This consolidation with one more proposal."""
        if any(p.name == proposal.name for p in self.proposals):
            raise InputRefused(
                f"there is a proposal {proposal.name!r} already", remedy="give it another name, or remove the first"
            )
        edits = edits_of(self.prepared, proposal.text, origins=proposal.origins)
        pairs = [*zip(self.proposals, self.edits, strict=True), (proposal, edits)]
        pairs.sort(key=lambda pair: _proposal_order(pair[0]))
        return self._changed(proposals=tuple(p for p, _ in pairs), edits=tuple(e for _, e in pairs))

    def with_positions(self, positions: Iterable[Position]) -> Consolidation:
        """This consolidation with more positions."""
        more = positions_on(self.base, positions, self.circulated)
        return self._changed(positions=_in_order({*self.positions, *more})) if more else self

    def without(self, name: str) -> Consolidation:
        """This consolidation as if that proposal, or all of that delegation, had never been made.

        Proposals that it only co-sponsors stay, without its name.
        """
        left = self._only(lambda p: name not in (p.name, p.delegation), self.positions, [name])
        proposals = [replace(p, cosponsors=tuple(c for c in p.cosponsors if c != name)) for p in left.proposals]
        return left._changed(proposals=tuple(proposals))

    def only(self, names: Iterable[str]) -> Consolidation:
        """A hypothetical consolidation, as if only these proposals, or those of these delegations, had been made.

        Its slots keep the addresses that they have here. It decides nothing.
        """
        wanted = set(names)
        backers = {who for p in self.proposals if {p.name, *p.backers} & wanted for who in p.backers}
        positions = tuple(p for p in self.positions if p.delegation in wanted | backers)
        made = self._only(lambda p: bool({p.name, *p.backers} & wanted), positions, wanted)._changed(statuses=())
        addresses = {*self.circulated, *self.undecided._circulation}
        return made._changed(circulated=tuple(sorted(addresses)), is_hypothetical=True)

    def _only(
        self, wanted: Callable[[Proposal], bool], positions: tuple[Position, ...], names: Iterable[str]
    ) -> Consolidation:
        known = {n for p in self.proposals for n in (p.name, *p.backers)} | {p.delegation for p in self.positions}
        for name in names:
            if name not in known:
                raise Unknown(
                    f"no proposal or delegation {name!r}",
                    remedy=f"this consolidation has {', '.join(sorted(known, key=name_order))}",
                )
        pairs = [(p, e) for p, e in zip(self.proposals, self.edits, strict=True) if wanted(p)]
        made = self._changed(
            proposals=tuple(p for p, _ in pairs), edits=tuple(e for _, e in pairs), positions=positions
        )
        return made._changed(decisions=still_there(made, self.decisions)) if self.decisions else made

    # -- deciding -------------------------------------------------------------------------------

    def accept(self, names: Iterable[str], *, when: str = "", by: str = "") -> Consolidation:
        """These proposals, delegations' proposals or single amendments (``NRV-1#2``) accepted, and nothing else.

        Amendments incompatible with them are out; any of them that are incompatible with each other stay open, like all
        others.
        """
        return self._decided(accepted(self, names, when=when, by=by))

    def reject(self, names: Iterable[str], *, when: str = "", by: str = "") -> Consolidation:
        """These proposals, delegations' proposals or single amendments rejected, and nothing else.

        The same words in another proposal stay open.
        """
        return self._decided(rejected(self, names, when=when, by=by))

    def choose(self, slot: Slot | str, variant: Variant | None, *, when: str = "", by: str = "") -> Consolidation:
        """The slot settled with one of its variants, or with the base reading for ``None``, like ``keep``."""
        here = slot_to_decide(self, slot)
        if variant is None:
            return self._decided(kept_as_drafted(self, here, when=when, by=by))
        return self._decided(chosen(self, here, variant, when=when, by=by))

    def keep(self, slot: Slot | str, *, when: str = "", by: str = "") -> Consolidation:
        """The slot settled with the draft's wording."""
        return self._decided(kept_as_drafted(self, slot_to_decide(self, slot), when=when, by=by))

    def word(self, slot: Slot | str, words: str, *, when: str = "", by: str = "") -> Consolidation:
        """The slot settled with the chair's own wording."""
        return self._decided(worded(self, slot_to_decide(self, slot), words, when=when, by=by))

    def take_back(self, names: Iterable[str]) -> Consolidation:
        """This consolidation as if these proposals, amendments or slots had not been decided.

        Raises:
            Unknown: nothing was decided on one of them.
        """
        return self.with_decisions(without_decisions(self, names))

    def with_decisions(self, decisions: Iterable[Decision]) -> Consolidation:
        """This consolidation with exactly these decisions, in that order."""
        undecided = self.undecided
        made = self._changed(decisions=tuple(decisions))
        if made.is_ruled:
            made.__dict__["undecided"] = undecided
        return made

    def with_statuses(self, statuses: Iterable[GivenStatus]) -> Consolidation:
        """This consolidation with exactly these statuses, one for each unit; of two on one unit, the later counts."""
        names = place_names(self.base, self.circulated)
        named = (replace(given, place=names.get(folded_place(given.place), given.place)) for given in statuses)
        last = {given.place: given for given in named}
        undecided = self.undecided
        made = self._changed(statuses=tuple(last[place] for place in self.addresses if place in last))
        if made.is_ruled:
            made.__dict__["undecided"] = undecided
        return made

    def _decided(self, decision: Decision | None) -> Consolidation:
        if decision is None:
            return self
        made = self.with_decisions((*self.decisions, decision))
        known = {address for address, _ in self._addresses_kept()}
        left = tuple(pair for pair in circulation(made.open_slots) if pair[0] not in known)
        if not left:
            return made
        again = self.with_decisions((*self.decisions, replace(decision, left=left)))
        again.__dict__["_layout"] = made._layout
        return again

    def circulated_as(self, same: Mapping[str, str]) -> Consolidation:
        """This consolidation, with the circulated labels for its new units; see ``lineage.same_units``."""
        labels = labels_carried(dict(self.labels), same)
        circulated = addresses_carried(self.circulated, same)
        return self._changed(labels=tuple(sorted(labels.items())), circulated=tuple(sorted(set(circulated))))

    def _addresses_kept(self) -> tuple[Circulated, ...]:
        """The circulated addresses and, once anything is decided, those of everything that was on the table.

        A decision does not change the numbers of the other slots.
        """
        if not self.is_ruled:
            return self.circulated
        left = (pair for decision in self.decisions for pair in decision.left)
        return tuple(sorted({*self.circulated, *self.undecided._circulation, *left}))

    @cached_property
    def _circulation(self) -> tuple[Circulated, ...]:
        return circulation(self.slots)

    def slot_at(self, address: str) -> Slot:
        """The slot at that address, in any usual spelling: ``14bis(a)#2``; ``14`` if it is the only slot there.

        Raises:
            Unknown: there is no such slot; the remedy lists the slots at that place, or the nearest places.
            InputRefused: everything proposed there has been decided, so no slot is left.
        """
        return slot_at(self, address)

    def decided_already(self, slot: Slot) -> InputRefused:
        """The error that a slot has been decided, or that its unit is agreed."""
        return decided_already(self, slot)

    def agreement_at(self, place: str) -> GivenStatus | None:
        """The agreement on a unit, if its text is agreed."""
        return next((given for given in self.agreements if given.place == place), None)

    @cached_property
    def labels_printed(self) -> dict[str, str]:
        """The labels of new units as they are printed, by the units' permanent names; without those inside articles."""
        slots, table = every(self.slots_with_members), self._layout.table
        return {name: label for s in slots if s.shape is Shape.NEW for name, label in labels_of_new(table, s)}

    @property
    def unfulfilled(self) -> tuple[Lapsed, ...]:
        """Decisions for words that are no longer on the table and have not been replaced by a later decision."""
        decided_since = {ruling.address for _, ruling in self.standing.in_force}
        there = self.ground.strands.keys()
        return tuple(
            gone
            for gone in self.standing.lapsed
            if not gone.ruling.kept <= there and gone.ruling.address not in decided_since
        )

    @cached_property
    def waiting(self) -> tuple[tuple[NumberedAmendment, GivenStatus], ...]:
        """The amendments proposed on agreed text since it was agreed, each with that agreement; nobody has decided."""
        held = self.held
        found = ((a, [held[i] for i in sorted(a.strands) if i in held]) for a in self.amendments) if held else ()
        # The same words may also have been proposed, and lost, before the text was agreed.
        return tuple((a, given[0]) for a, given in found if given and not given[0].saw(a.proposal, a.strands))

    @cached_property
    def apart(self) -> frozenset[str]:
        """The proposals of which everything is on agreed text, so that nothing of them is in this text."""
        if not self.held:
            return frozenset()
        own = ((p.name, edits) for p, edits in self.on_the_table if edits)
        return frozenset(name for name, edits in own if all(e.identity in self.held for e in edits))

    @kept_for_later()
    def clean(self) -> str:
        """The text with all decisions applied.

        Raises:
            Unsettled: slots are open (the error holds them all), or decided words are no longer on the table.
                Brackets in the base are ignored.
        """
        return clean(self)

    def decided_pieces(self) -> tuple[list[Piece], str]:
        """The text with all decisions applied, and open slots as drafted, unit by unit; the white space at its end."""
        return decided_pieces(self)

    @kept_for_later()
    def check(self) -> None:
        """Prove that each proposal can be recovered from its edits, except for noise.

        Raises:
            TallyFailed: a proposal cannot be recovered; nothing should be printed from this value.
        """
        from amendtrack.consolidation.proof import prove

        prove(self)

    # -- forms ----------------------------------------------------------------------------------

    @kept_for_later()
    def to_json(self) -> str:
        """The whole value as JSON, format ``amendtrack.consolidation`` 1; the inverse of ``from_json``."""
        from amendtrack.render.display import consolidation_as_json

        return consolidation_as_json(self)

    @classmethod
    def from_json(cls, source: str) -> Consolidation:
        """The value that ``to_json`` wrote; the inverse of ``to_json``."""
        from amendtrack.render.display import consolidation_from_json

        return consolidation_from_json(source)

    @kept_for_later()
    def to_html(self) -> str:
        """The consolidated text as an HTML fragment, names and all."""
        from amendtrack.render.display import consolidation_as_html

        return consolidation_as_html(self)

    def __rich_console__(self, console: object, options: object) -> Iterator[object]:
        from amendtrack.render.display import consolidation_on_console

        yield from consolidation_on_console(self, console, options)

    def _repr_html_(self) -> str:
        return self.to_html()

    def __repr__(self) -> str:
        made, many = len(self.proposals), len(self.base.units)
        return f"<Consolidation of {made} proposal{'s' * (made != 1)} on {many} unit{'s' * (many != 1)}>"


def _in_order(positions: Iterable[Position]) -> tuple[Position, ...]:
    return tuple(sorted(positions, key=lambda p: (name_order(p.delegation), p.stance.value, p.place, sorted(p.edits))))


def _still_open(slots: Iterable[Slot]) -> Iterator[Slot]:
    """The outermost open slots; if a decision moves a unit, the slots in its words."""
    for slot in slots:
        if slot.settled:
            yield from _still_open(slot.inner)
        else:
            yield slot


def _proposal_order(proposal: Proposal) -> tuple[object, ...]:
    own = (proposal.text, proposal.cosponsors, proposal.origins.lines)
    return (name_order(proposal.delegation), name_order(proposal.name), *own)


@kept_for_later()
def consolidate(
    base: str | Text,
    proposals: Mapping[str, str | Text] | Sequence[Proposal],
    positions: Iterable[Position] = (),
    labels: Mapping[str, str] | None = None,
    circulated: Iterable[Circulated] = (),
    *,
    memberships: Iterable[Membership] = (),
    whole: Iterable[str] = (),
    known: Consolidation | None = None,
) -> Consolidation:
    """The base and all proposals in one value; the order in which they are given does not matter.

    ``labels`` holds the labels of new units already circulated, by slot id; ``circulated`` the addresses of slots
    already circulated (see ``addressing``); ``memberships`` pairs of a group and a member for which it speaks;
    ``whole`` the addresses of units that are shown as one slot. What was computed for a ``known`` consolidation of the
    same base is used again where it still holds; the value is the same without it.

    Raises:
        InputRefused: a proposal is not text, or two have one name.

    >>> con = consolidate("7. Clear all areas.", {"Arda": "7. Clear known areas.", "Brum": "7. Clear known areas."})
    >>> [(v.wording, v.backers) for v in con.slots[0].variants]
    [('known', ('Arda', 'Brum'))]
    """
    text, whole = base if isinstance(base, Text) else parse_text(base), frozenset(whole)
    if isinstance(proposals, Mapping):
        given = [Proposal(n, str(t) if isinstance(t, Text) else t) for n, t in proposals.items()]
    else:
        given = list(proposals)
    given.sort(key=_proposal_order)
    known = known if known is not None and known.base.source == text.source else None
    text = known.base if known else text
    prepared, circulated = known.prepared if known else Prepared.of(text), tuple(circulated)
    held = positions_on(text, positions, circulated)
    made: dict[tuple[str, Origins], tuple[Edit, ...]] = {}
    if known:
        made |= {(p.text, p.origins): edits for p, edits in zip(known.proposals, known.edits, strict=True)}
    for proposal in given:
        if (proposal.text, proposal.origins) not in made:
            found = edits_of(prepared, proposal.text, origins=proposal.origins)
            made[proposal.text, proposal.origins] = found
    new = Consolidation(
        text,
        tuple(given),
        tuple(made[p.text, p.origins] for p in given),
        _in_order(held),
        tuple(sorted((labels or {}).items())),
        circulated=tuple(sorted(set(circulated))),
        memberships=tuple(sorted(set(memberships))),
        whole=tuple(place for place in addresses_on(text, circulated) if place in whole) if whole else (),
        _prepared=prepared,
    )
    return new._computed_as(known) if known else new
