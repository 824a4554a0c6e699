"""Who supports, opposes, retains or reserves on what: the positions of a consolidation, by place and by edit.

A position on a wording is on exactly the edits that it names. It is shown at each reading that consists of such edits,
never at one that contains more: silence on the rest is not consent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from amendtrack.consolidation.edits import Edit, Identity
from amendtrack.consolidation.negotiation import Position, Stance, name_order
from amendtrack.consolidation.slots.slot import ConflictKind, Shape, Slot, Variant
from amendtrack.consolidation.strands import Strand
from amendtrack.text.words import folded

Said = tuple[str, str]
"""A stance and the delegation that takes it."""

_ORDER = [stance.value for stance in (Stance.RETAIN, Stance.SUPPORT, Stance.OPPOSE, Stance.RESERVE)]


def folded_place(place: str) -> str:
    """A place in the form used for look-up: case, blanks and closing signs do not matter."""
    return "".join(folded(place).casefold().split()).rstrip(".:")


def in_turn(said: Iterable[Said]) -> tuple[Said, ...]:
    """Each once: retain, support, oppose, reserve, and within each the order of names."""
    return tuple(sorted({*said}, key=lambda p: (_ORDER.index(p[0]), name_order(p[1]))))


@dataclass(frozen=True, slots=True)
class Stances:
    """The positions on units, by folded place, and those on edits."""

    by_place: Mapping[str, Sequence[Said]]
    on_edits: tuple[Position, ...]

    @classmethod
    def of(cls, positions: Iterable[Position]) -> Stances:
        """The positions in order."""
        by_place: dict[str, list[Said]] = defaultdict(list)
        on_edits: list[Position] = []
        for position in positions:
            if position.edits:
                on_edits.append(position)
            else:
                by_place[folded_place(position.place)].append((position.stance.value, position.delegation))
        return cls(dict(by_place), tuple(on_edits))

    def on_base(self, address: str, label: str, strands: Iterable[Strand[Edit]]) -> tuple[Said, ...]:
        """The positions on the draft's own words, in a unit and where these edits would change it."""
        if not (self.by_place or self.on_edits):
            return ()
        keys = [folded_place(address), folded_place(label)]
        found = {said for key in keys if key for said in self.by_place.get(key, ())}
        here = {s.identity for s in strands} if self.on_edits else set[Identity]()
        for position in self.on_edits:
            if position.stance is Stance.RETAIN and not here.isdisjoint(position.edits):
                found.add((Stance.RETAIN.value, position.delegation))
        return in_turn(found)

    def shown_in(self, slot: Slot, strands: Mapping[Identity, Strand[Edit]]) -> Slot:
        """The slot, inner ones too, with the positions on its readings.

        Who reserves on every reading reserves on the slot; where the draft has no words, each reading says so itself.
        """
        if not (self.on_edits or self.by_place) or slot.shape is Shape.MOVED_HERE:
            return slot  # what is said of a move is shown where the unit was
        on_slot = {said for said in slot.positions if said[0] == Stance.RETAIN.value}
        on_each = set(slot.positions) - on_slot
        if slot.base:
            on_slot, on_each = on_slot | on_each, set()
            if len(slot.variants) > 1:
                on_slot |= {s for s, edits in self._on_wordings() if s[0] == "reserve" and edits >= slot.strands}
        variants = []
        for variant in slot.variants:
            here = self._on_reading(own_edits(variant, slot, strands)) - on_slot | on_each
            said = in_turn((stance, who) for stance, who in here if who not in variant.backers)
            variants.append(replace(variant, positions=said) if said else variant)
        inner = tuple(self.shown_in(s, strands) for s in slot.inner)
        kind = slot.kind if slot.kind and slot.kind.blocks else _opposed(variants) or slot.kind
        return replace(slot, inner=inner, variants=tuple(variants), positions=in_turn(on_slot), kind=kind)

    def _on_reading(self, own: Iterable[frozenset[Identity]]) -> set[Said]:
        """Who takes a position on all the edits of one of the proposals that have a reading."""
        made = [edits for edits in own if edits]
        return {said for said, edits in self._on_wordings() if any(each <= edits for each in made)}

    def _on_wordings(self) -> Iterator[tuple[Said, frozenset[Identity]]]:
        for position in self.on_edits:
            if position.stance is not Stance.RETAIN:
                yield (position.stance.value, position.delegation), position.edits


def _opposed(variants: Iterable[Variant]) -> ConflictKind | None:
    """The conflict between a reading and those who oppose it: they would keep the draft as it is."""
    found = [v for v in variants if any(stance == Stance.OPPOSE.value for stance, _ in v.positions)]
    if not found:
        return None
    return ConflictKind.DELETE_RETAIN if any(v.deletes for v in found) else ConflictKind.AMEND_RETAIN


def credit(variant: Variant, verb: str = "", listed: Callable[[Iterable[str]], str] = ", ".join) -> str:
    """Who proposes a reading, and who supports it, opposes it or reserves on it, in the house style.

    ``verb`` is what they propose, for a deletion or a move; ``listed`` writes names.

    >>> said = (("support", "Brum"), ("oppose", "Corv"))
    >>> change, deletion = (Variant(words, ("Arda",), not words, positions=said) for words in ("should", ""))
    >>> credit(change), credit(deletion, "delete")
    ('Arda, supported by Brum; Corv oppose', 'Arda, supported by Brum, delete; Corv oppose deletion')
    """
    by: dict[str, list[str]] = defaultdict(list)
    for stance, name in variant.positions:
        by[stance].append(name)
    supported = f", supported by {listed(by['support'])}{',' if verb else ''}" if by["support"] else ""
    what = " deletion" if verb == "delete" else f" {verb}" if verb else ""
    parts = [f"{listed(variant.backers)}{supported} {verb}".rstrip()]
    parts += [f"{listed(by['oppose'])} oppose{what}"] if by["oppose"] else []
    parts += [f"{listed(by['reserve'])} reserve{' on' if what else ''}{what}"] if by["reserve"] else []
    return "; ".join(parts)


def own_edits(variant: Variant, slot: Slot, strands: Mapping[Identity, Strand[Edit]]) -> list[frozenset[Identity]]:
    """The edits in a slot of each proposal that has this reading."""
    there = [strands[i] for i in slot.strands if i in strands]
    return [frozenset(s.identity for s in there if name in s.backers) for name in variant.proposals]


__all__ = ["Said", "Stances", "credit", "folded_place", "in_turn", "own_edits"]
