"""Groups that speak for their members: a group's proposal is one attribution, and no member speaks twice.

Pure. Where a group and one of its members ask for the same, the group stands for both; the register keeps the member's
own proposal. A member that asks for something else is shown beside its group, and listed. When somebody is a member is
for the caller to say: pairs of names come in here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.negotiation import Stance
from amendtrack.consolidation.slots.slot import Shape, Slot, Variant
from amendtrack.consolidation.slots.stances import Said

Membership = tuple[str, str]
"""A group and one of its members, by the names that the proposals have."""
Groups = Mapping[str, set[str]]
"""The groups of each member."""


def folded_in(slots: tuple[Slot, ...], memberships: Iterable[Membership]) -> tuple[Slot, ...]:
    """The slots, inner ones too, without the members whose group says the same.

    >>> import amendtrack
    >>> base, new = "1. We shall meet.", "1. We should meet."
    >>> con = amendtrack.consolidate(base, {"Lake States": new, "Norvia": new})
    >>> folded_in(con.slots, [("Lake States", "Norvia")])[0].parties
    ('Lake States',)
    """
    pairs = tuple(memberships)
    inside = {member for _, member in pairs}
    groups_of: dict[str, set[str]] = {}
    for group, member in pairs:
        if group not in inside:  # of two that are in each other, neither may vanish
            groups_of.setdefault(member, set()).add(group)
    return tuple(_slots(slots, groups_of)) if groups_of else slots


def _slots(slots: tuple[Slot, ...], groups_of: Groups) -> Iterator[Slot]:
    """The slots; who is named at one end of a move, or inside a slot, keeps its name at the other, or outside.

    Otherwise a member that moves a unit with its group and rewords it would be named for the words alone.
    """
    inner = [tuple(_slots(slot.inner, groups_of)) for slot in slots]
    named = [{who for s in within for v in s.variants for who in v.backers} for within in inner]
    moved: dict[int, set[str]] = {}
    for slot, inside in zip(slots, named, strict=True):
        if slot.move is not None:
            here = (v for v in slot.variants if slot.shape is Shape.MOVED_HERE)
            left = {who for v in here for who in _variant(v, groups_of, set()).backers}
            moved.setdefault(slot.move, set()).update(inside | left)
    for slot, within, inside in zip(slots, inner, named, strict=True):
        stay = inside | (moved[slot.move] if slot.move is not None else set())
        variants = tuple(_variant(v, groups_of, stay) for v in slot.variants)
        yield replace(slot, variants=variants, positions=_said(slot.positions, groups_of), inner=within)


def _variant(variant: Variant, groups_of: Groups, stay: set[str]) -> Variant:
    there = set(variant.backers)
    backers = tuple(who for who in variant.backers if who in stay or not _spoken_for(who, there, groups_of))
    said = (s for s in variant.positions if s[0] != Stance.SUPPORT.value or not _spoken_for(s[1], there, groups_of))
    return replace(variant, backers=backers, positions=_said(said, groups_of))


def _said(said: Iterable[Said], groups_of: Groups) -> tuple[Said, ...]:
    said = tuple(said)
    return tuple(
        (stance, who)
        for stance, who in said
        if not _spoken_for(who, {other for same, other in said if same == stance}, groups_of)
    )


def _spoken_for(who: str, there: set[str], groups_of: Groups) -> bool:
    return not there.isdisjoint(groups_of.get(who, ()))


def apart_from_their_group(
    slots: Iterable[Slot], memberships: Iterable[Membership]
) -> Iterator[tuple[Slot, str, tuple[str, ...]]]:
    """Each open slot in which members of a group say something else than it does, with the group and the members."""
    pairs = sorted({*memberships})
    for slot in every(slots) if pairs else ():
        if slot.settled or slot.shape is Shape.MOVED_HERE:
            continue
        said = _asked_for(slot)
        apart: dict[str, list[str]] = {}
        for group, member in pairs:
            if group in said and member in said and not said[member] <= said[group]:
                apart.setdefault(group, []).append(member)
        for group, members in apart.items():
            yield slot, group, tuple(members)


def _asked_for(slot: Slot) -> dict[str, set[tuple[str, str]]]:
    """What each of those who speak in a slot asks for: readings proposed, supported or opposed, or the draft's words.

    A reservation asks for nothing.
    """
    found: dict[str, set[tuple[str, str]]] = {}
    for stance, who in slot.positions:
        if stance != Stance.RESERVE.value:
            found.setdefault(who, set()).add(("" if stance == Stance.RETAIN.value else stance, slot.base))
    for variant in slot.variants:
        for who in variant.backers:
            found.setdefault(who, set()).add(("", variant.typed))
        for stance, who in variant.positions:
            if stance != Stance.RESERVE.value:
                found.setdefault(who, set()).add(("" if stance == Stance.SUPPORT.value else stance, variant.typed))
    return found


__all__ = ["Membership", "apart_from_their_group", "folded_in"]
