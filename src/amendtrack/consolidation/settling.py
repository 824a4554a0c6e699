"""Taking decisions on a consolidation, and taking them back: accept, reject, choose, keep the draft, word.

Each function returns the decision as a value, or refuses; ``ruling_standing`` works out the effect of decisions.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.belonging import bears, is_heading_in
from amendtrack.consolidation.decision import Decision, DecisionKind, Ruling, Verdict, proposal_of
from amendtrack.consolidation.edits import Edit, Identity, Inserted, Moved, Placed, Relabelled, Reworded
from amendtrack.consolidation.negotiation import name_order
from amendtrack.consolidation.numbered_amendments import NumberedAmendment
from amendtrack.consolidation.rulings import accepting, choosing, rejecting, wording
from amendtrack.consolidation.slots.slot import IN_A_GAP, Shape, Slot, Variant
from amendtrack.consolidation.strands import Strand, holds, placed_name
from amendtrack.errors import InputRefused, Unknown
from amendtrack.redline.numbering import plain_mark
from amendtrack.redline.splices import unit_words
from amendtrack.redline.spoken_words import spoken_words
from amendtrack.text.labelling import with_label
from amendtrack.text.words import MISLEADING, UNUSABLE

if TYPE_CHECKING:
    from amendtrack.consolidation.value import Consolidation


# -- amendments ----------------------------------------------------------------------------------


def accepted(con: Consolidation, names: Iterable[str], *, when: str, by: str) -> Decision | None:
    """The acceptance of these proposals or amendments; None if all of it is accepted already.

    Raises:
        Unknown: there is no such proposal or amendment.
        InputRefused: part of it has been rejected; take that back first.
    """
    return _of_amendments(con, tuple(names), DecisionKind.ACCEPT, when=when, by=by)


def rejected(con: Consolidation, names: Iterable[str], *, when: str, by: str) -> Decision | None:
    """The rejection of these proposals or amendments; None if all of it is rejected already.

    Raises:
        Unknown: there is no such proposal or amendment.
        InputRefused: part of it has been accepted; take that back first.
    """
    return _of_amendments(con, tuple(names), DecisionKind.REJECT, when=when, by=by)


def _of_amendments(
    con: Consolidation, names: tuple[str, ...], kind: DecisionKind, *, when: str, by: str
) -> Decision | None:
    against = DecisionKind.REJECT if kind is DecisionKind.ACCEPT else DecisionKind.ACCEPT
    said = {r.what: d.kind for d in con.decisions for r in d.rulings if not d.kind.is_of_slot}
    named = named_amendments(con, names)
    if other := [a.name for a in named if said.get(a.name) is against]:
        found = f"{', '.join(other)} {'is' if len(other) == 1 else 'are'} {_PAST[against]}"
        raise InputRefused(found, remedy="take that back first")
    make = accepting if kind is DecisionKind.ACCEPT else rejecting
    lapsed = {gone.ruling.what for gone in con.standing.lapsed}
    anew = (a for a in named if said.get(a.name) is not kind or a.name in lapsed)
    rulings = tuple(make(con.ground, a, _address_of(con, a)) for a in anew)
    also = frozenset[Identity]().union(*(a.strands for a in named))
    out = frozenset[Identity]().union(*(ruling.dropped for ruling in rulings)) - con.standing.kept
    for ruling in rulings:
        _check_between(con, ruling, also)
        _check_above(con, ruling.kept, also, out, place=ruling.address)
        _check_number(con, ruling.kept, also, place=ruling.address)
    return Decision(kind, names, rulings, when, by) if rulings else None


def _address_of(con: Consolidation, amendment: NumberedAmendment) -> str:
    """The address of the innermost slot in which an amendment is printed, or was printed before other decisions."""
    for slots in (con.slots if con.decisions else (), con.ground.slots_of(amendment.strands)):
        here = next((s for s in slots if not s.strands.isdisjoint(amendment.strands)), None)
        while here is not None:
            inside = next((s for s in here.inner if not s.strands.isdisjoint(amendment.strands)), None)
            if inside is None:
                return here.address
            here = inside
    raise AssertionError(f"{amendment.name} stands in no slot")


_PAST = {DecisionKind.ACCEPT: "accepted", DecisionKind.REJECT: "rejected"}


def named_amendments(con: Consolidation, names: Sequence[str]) -> list[NumberedAmendment]:
    """The amendments with these names: a proposal's (``NRV-1``), a delegation's, or a single one (``NRV-1#2``)."""
    found: dict[str, NumberedAmendment] = {}
    for name in names:
        single = next((a for a in con.amendments if a.name == name), None)
        if single is not None:
            found[name] = single
            continue
        proposals = proposals_named(con, name)
        found |= {a.name: a for a in con.amendments if a.proposal in proposals}
    return list(found.values())


def proposals_named(con: Consolidation, name: str) -> set[str]:
    """The names of the proposals that a name means: that proposal, or all that a delegation made or co-sponsors.

    Raises:
        Unknown: there is no such proposal.
    """
    found = (
        {p.name for p in con.proposals if p.name == name}
        or {p.name for p in con.proposals if p.delegation == name}
        or {p.name for p in con.proposals if name in p.cosponsors}
    )
    if found:
        return found
    proposal = proposal_of(name)
    if own := [a.name for a in con.amendments if a.proposal == proposal]:
        raise Unknown(f"no amendment {name!r}", remedy=f"{proposal} has {', '.join(own)}")
    known = sorted({n for p in con.proposals for n in (p.name, *p.backers)}, key=name_order)
    raise Unknown(f"no proposal or delegation {name!r}", remedy=f"this consolidation has {', '.join(known) or 'none'}")


# -- slots ---------------------------------------------------------------------------------------


def chosen(con: Consolidation, slot: Slot, variant: Variant, *, when: str, by: str) -> Decision:
    """The choice of one of a slot's readings.

    Raises:
        Unknown: the slot has no such reading.
        InputRefused: it excludes a proposal in another slot, as a move excludes deletion of the unit at its old place.
    """
    if variant not in slot.variants:
        raise Unknown(
            f"slot {slot.address} has no such variant",
            remedy="choose one of slot.variants, or keep(slot) for the draft's reading",
        )
    makers = frozenset(slot.variants[slot.variants.index(variant)].proposals)
    whole = _where_it_stands(con, slot)
    mine = [s for s in con.strands if s.identity in whole.strands and s.backers & makers]
    if variant.moves_to or whole is not slot:  # a move does not affect the words
        mine = [s for s in mine if isinstance(s.edit, Moved) or (isinstance(s.edit, Reworded) and s.edit.spans_units)]
    kept = frozenset(s.identity for s in mine)
    leaving = _left_open(con, whole, variant, kept)
    excluded = con.ground.excluded(mine, _printed_elsewhere(con, slot, kept))
    if whole is not slot:
        excluded |= whole.strands - kept - leaving
    if excluded:
        raise _excludes_elsewhere(con, slot, excluded, kept)
    meant = replace(whole, address=slot.address)
    ruling = choosing(con.ground, meant, kept, variant.wording, leaving=leaving)
    _check_between(con, ruling, kept)
    _check_above(con, kept, kept, ruling.dropped - con.standing.kept, place=ruling.address)
    _check_number(con, kept, kept, place=ruling.address)
    return Decision(DecisionKind.CHOOSE, (slot.address,), (ruling,), when, by)


def _where_it_stands(con: Consolidation, slot: Slot) -> Slot:
    """The slot of the unit itself, if the given slot is the place to which it moves; otherwise the given slot."""
    if slot.shape is not Shape.MOVED_HERE:
        return slot
    away = (s for s in con.slots if s.shape is not Shape.MOVED_HERE and not s.strands.isdisjoint(slot.strands))
    return next(away, slot)


def _printed_elsewhere(con: Consolidation, slot: Slot, kept: frozenset[Identity]) -> list[Strand[Edit]]:
    """The proposals next to the edits that a reading keeps, which are printed in another slot."""
    here = next(s for s in con.slots if any(inner is slot for inner in every([s])))
    inside = frozenset[Identity]().union(*(s.strands for s in every([here])))
    beyond = con.ground.around(kept).seen - inside - kept
    return [s for s in con.strands if s.identity in beyond]


def _excludes_elsewhere(
    con: Consolidation, slot: Slot, excluded: frozenset[Identity], kept: frozenset[Identity]
) -> InputRefused:
    """The refusal of a reading that would also decide what is printed in another slot."""
    there = next(s for s in con.slots if s.address != slot.address and not s.strands.isdisjoint(excluded))
    found = f"that reading of {slot.address} excludes what is proposed at {there.address}"
    names = [a.name for a in con.amendments if kept <= a.strands]
    return InputRefused(found, remedy=f"decide {there.address} first{f', or accept {names[0]}' if names else ''}")


def _check_between(con: Consolidation, ruling: Ruling, also: frozenset[Identity]) -> None:
    """Refuse to join units while a proposed insertion between them is open: it is not a reading of them.

    ``also`` are the edits that the same decision names.

    Raises:
        InputRefused: naming what must be decided first.
    """
    joins = [e for e in (*ruling.own, *_edits(con, ruling.kept)) if isinstance(e, Reworded) and e.spans_units]
    lost = ruling.dropped - also - con.standing.dropped - con.standing.kept
    between = {
        e.identity
        for e in _edits(con, lost)
        if isinstance(e, Placed) and any(j.start[0] <= e.gap < j.end[0] for j in joins)
    }
    for slot in every(con.slots) if between else ():
        if slot.shape in IN_A_GAP and not between.isdisjoint(slot.strands):
            found = f"{ruling.what} would join the paragraphs on both sides of {slot.address}, which is open"
            raise InputRefused(found, remedy=f"decide {slot.address} first")


def _check_above(
    con: Consolidation, kept: frozenset[Identity], also: frozenset[Identity], out: frozenset[Identity], *, place: str
) -> None:
    """Refuse to move a unit, or to put one under what moves, while the heading or paragraph above it there is open.

    So is an item refused whose new paragraph is open. What the same decision puts ``out`` is above nothing.

    Raises:
        InputRefused: naming what must be decided first.
    """
    decided = also | con.standing.kept
    under = con.stands_under
    if any(over.identity in out for i in kept if (over := under.get(i))):
        under = con.standing_under_without(out)
    for strand in con.placed(kept):
        over = under.get(strand.identity)
        if over is None or over.identity in decided:
            continue
        if holds(over, Moved) or holds(strand, Moved) or not is_heading_in(con.labels_of_base, over.edit):
            there = next(s.address for s in every(con.slots) if over.identity in s.strands)
            found = f"that would stand under {there}, which is open"
            raise InputRefused(found, place=place, remedy=f"decide {there} first")


def _check_number(con: Consolidation, kept: frozenset[Identity], also: frozenset[Identity], *, place: str) -> None:
    """Refuse to adopt a unit under a number that another unit would give up, while that is open.

    Raises:
        InputRefused: naming what must be decided first.
    """
    ground, decided = con.labels_of_base, also | con.standing.kept
    asked = [s for s in con.relabelled if s.identity not in decided]
    if not asked:
        return
    shown = con.undecided.labels_placed
    for strand in con.placed(kept):
        label = shown.get(placed_name(strand.edit), "")
        for other in asked if label and not getattr(strand.edit, "under", ()) else ():
            if bears(ground, other.edit.unit, label, strand.edit.gap):
                there = next(s.address for s in every(con.slots) if other.identity in s.strands)
                found = f"that would have the number of {there}, which is open"
                raise InputRefused(found, place=place, remedy=f"decide {there} first")


def _edits(con: Consolidation, names: Iterable[Identity]) -> Iterator[Edit]:
    return (con.ground.strands[i].edit for i in sorted(names) if i in con.ground.strands)


def _left_open(con: Consolidation, slot: Slot, variant: Variant, kept: frozenset[Identity]) -> frozenset[Identity]:
    """What a reading of a slot leaves open: amendments shown inside the slot that the reading does not affect.

    A move does not affect the unit's words, and rewording a unit does not affect its place. Earlier decisions remain.
    """
    moves = any(isinstance(s.edit, Moved) and s.identity in kept for s in con.strands)
    others = frozenset[Identity]().union(*(s.strands for s in slot.inner if moves or s.strands.isdisjoint(kept)))
    if slot.shape is Shape.MOVED_AWAY and not moves and not variant.deletes:
        others |= frozenset(s.identity for s in con.strands if isinstance(s.edit, Moved)) & slot.strands
    mine = [s for s in con.strands if s.identity in kept]
    return (others - kept - con.ground.rivals(mine, others - kept)) | (con.standing.kept - kept)


def kept_as_drafted(con: Consolidation, slot: Slot, *, when: str, by: str) -> Decision:
    """The decision that a slot reads as the draft does; slots shown inside it stay open."""
    inside = frozenset[Identity]().union(*(s.strands for s in slot.inner))
    own = slot.strands - inside - con.standing.kept
    ruling = choosing(con.ground, slot, frozenset(), slot.base, leaving=con.standing.kept | (inside if own else own))
    return Decision(DecisionKind.KEEP, (slot.address,), (ruling,), when, by)


def worded(con: Consolidation, slot: Slot, words: str, *, when: str, by: str) -> Decision:
    """The decision to adopt the chair's wording of a slot; if a variant or the draft already reads so, it is chosen.

    Raises:
        InputRefused: these words cannot be used there.
    """
    if _alike(words, slot.base):
        return kept_as_drafted(con, slot, when=when, by=by)
    for variant in slot.variants:
        if _alike(words, variant.wording) and not variant.moves_to:
            return chosen(con, slot, variant, when=when, by=by)
    own = own_edits_at(con, slot, words)
    ruling = wording(con.ground, slot, own, words.strip(), decided=con.standing.kept & slot.strands)
    _check_between(con, ruling, frozenset())
    if slot.shape is Shape.NEW:
        replaced = frozenset([next(s.identity for s in con.strands if s.identity in slot.strands)])
        _check_above(con, replaced, slot.strands, frozenset(), place=slot.address)
        _check_number(con, replaced, slot.strands, place=slot.address)
    return Decision(DecisionKind.WORD, (slot.address,), (ruling,), when, by)


def _alike(words: str, other: str) -> bool:
    return words.split() == other.split()


def own_edits_at(con: Consolidation, slot: Slot, words: str) -> tuple[Edit, ...]:
    """The edits that put these words, and nothing else, in a slot.

    Raises:
        InputRefused: these words cannot be used there.
    """
    return tuple(_own_edits(con, slot, words))


def _own_edits(con: Consolidation, slot: Slot, words: str) -> Iterator[Edit]:
    """The chair's wording of a slot as an edit on the base."""
    text = unicodedata.normalize("NFC", words.strip())
    if unusable := UNUSABLE.search(text):
        found = f"the wording contains U+{ord(unusable[0]):04X}, which no text may contain"
        raise InputRefused(found, place=slot.address, remedy="remove that character")
    if hidden := MISLEADING.search(text):
        found = f"the wording contains the invisible character U+{ord(hidden[0]):04X}"
        raise InputRefused(found, place=slot.address, remedy="remove that character")
    if "\n" in text.replace("\r", "\n"):
        raise InputRefused(
            "the wording has more than one line", place=slot.address, remedy="word one paragraph at a time"
        )
    if not text:
        raise InputRefused(
            "there is no wording", place=slot.address, remedy="choose a deletion, or reject what is proposed"
        )
    decided = con.standing.kept if slot.shape is Shape.NEW else frozenset[Identity]()
    strands = [s.edit for s in con.strands if s.identity in slot.strands - decided]
    match slot.shape:
        case Shape.WORDS:
            yield _words_put(slot, [e for e in strands if isinstance(e, Reworded)], text)
        case Shape.LABEL:
            yield from (_label_put(e, text) for e in strands[:1] if isinstance(e, Relabelled))
        case Shape.NEW:
            taken = {e.identity for d in con.decisions for r in d.rulings if r.address != slot.address for e in r.own}
            yield from (_apart_from(taken, _unit_put(e, text)) for e in strands[:1] if isinstance(e, Inserted))
        case Shape.UNIT | Shape.MOVED_AWAY:
            yield _units_put(con, slot, text)
        case Shape.MOVED_HERE:
            raise InputRefused(
                "a unit that moves here cannot be worded here",
                place=slot.address,
                remedy=f"decide the move first, or word {slot.mark} at its present place",
            )


def _key(text: str) -> tuple[str, ...]:
    return tuple(word.key for word in spoken_words(text))


def _words_put(slot: Slot, edits: Sequence[Reworded], text: str) -> Reworded:
    """The words of a slot inside a unit, between the same blanks."""
    start, end = min(e.start for e in edits), max(e.end for e in edits)
    # Where the draft has no words, take the blanks of the proposed words.
    before, after = _blanks(slot.base if slot.base.strip() else slot.variants[0].wording)
    return Reworded(start, end, _key(text), slot.start, slot.end, (before + text + after,))


def _blanks(wording: str) -> tuple[str, str]:
    """The white space before and after."""
    return wording[: len(wording) - len(wording.lstrip())], wording[len(wording.rstrip()) :]


def _label_put(edit: Relabelled, label: str) -> Relabelled:
    mark = with_label(edit.mark, edit.label, label) if edit.label else label + " "
    return replace(edit, mark=mark, label=label, plain=plain_mark(label, mark))


def _unit_put(edit: Inserted, text: str) -> Inserted:
    body = _without_mark(text, edit.mark)
    return replace(edit, wording=body, key=_key(body))


def _apart_from(taken: Container[Identity], unit: Inserted) -> Inserted:
    """A new unit that is none of those: the same words at two slots of one gap are two units."""
    made, number = unit, 2
    while made.identity in taken:
        made, number = replace(unit, key=(*unit.key, f"\u00b6{number}")), number + 1
    return made


def _units_put(con: Consolidation, slot: Slot, text: str) -> Reworded:
    """One or several units of the base replaced by one unit, under the label of the first."""
    units = con.base.units
    inside = [k for k, u in enumerate(units) if u.start >= slot.start and u.end <= slot.end]
    first, last = inside[0], inside[-1]
    body = _without_mark(text, slot.mark)
    words = unit_words(con.base, units[last])
    return Reworded((first, 0), (last, len(words)), _key(body), units[first].body, units[last].end, (body,))


def _without_mark(text: str, mark: str) -> str:
    """A unit's wording, whether or not it was typed with its label."""
    bare = mark.strip()
    return text[len(bare) :].lstrip() if bare and text.startswith(bare) else text


# -- taking back ---------------------------------------------------------------------------------


def without_decisions(con: Consolidation, names: Iterable[str]) -> tuple[Decision, ...]:
    """The decisions without the parts that settle these proposals, amendments or slots.

    Raises:
        Unknown: nothing was decided on one of them.
    """
    gone: set[str] = set()
    for name in names:
        reached = _reached(con, name)
        if not reached:
            raise Unknown(f"nothing was decided on {name!r}", remedy=_decided(con))
        gone |= reached
    return tuple(left for d in con.decisions if (left := d.without(lambda ruling: ruling.what in gone)))


def _reached(con: Consolidation, name: str) -> set[str]:
    """The decided matters that a name refers to: an amendment, a slot and everything decided there, or a proposal."""
    rulings = [r for d in con.decisions for r in d.rulings]
    found = {r.what for r in rulings if name in (r.what, r.address)}
    if not found:
        found = {r.what for r in rulings if _same_place(name, r)}
    if not found:
        proposals = {p.name for p in con.proposals if name in (p.name, p.delegation, *p.cosponsors)} or {name}
        found = {r.what for r in rulings if proposal_of(r.what) in proposals and r.what != r.address}
    return found


def _same_place(typed: str, ruling: Ruling) -> bool:
    """Whether an address is that of the ruling, in another spelling."""
    return "".join(typed.split()).casefold() == "".join(ruling.address.split()).casefold()


def _decided(con: Consolidation) -> str:
    what = [r.what for d in con.decisions for r in d.rulings]
    return f"decided: {', '.join(dict.fromkeys(what))}" if what else "nothing has been decided"


def still_there(con: Consolidation, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions without rulings on matters that the consolidation no longer contains."""
    there: set[Identity] = {s.identity for s in con.ground.strands.values()}
    own = {e.identity for d in decisions for r in d.rulings for e in r.own}

    def gone(ruling: Ruling) -> bool:
        return not ruling.kept <= there | own or there.isdisjoint(ruling.reaches)

    return tuple(left for d in decisions if (left := d.without(gone)))


__all__ = [
    "Verdict",
    "accepted",
    "chosen",
    "kept_as_drafted",
    "named_amendments",
    "proposals_named",
    "rejected",
    "still_there",
    "without_decisions",
    "worded",
]
