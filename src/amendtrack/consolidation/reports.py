"""What goes with a consolidated text: its conflict list, and the tally that must add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amendtrack.consolidation.negotiation import name_order
from amendtrack.consolidation.slots.slot import Shape, Slot
from amendtrack.consolidation.slots.table import folded_place
from amendtrack.consolidation.slots.within import lifts
from amendtrack.errors import TallyFailed
from amendtrack.redline.phrase import words_of
from amendtrack.text.words import is_sentence_end

if TYPE_CHECKING:
    from amendtrack.consolidation.value import Consolidation

HARD = frozenset(
    (
        "overlap",
        "delete-vs-amend",
        "delete-vs-retain",
        "amend-vs-retain",
        "alternative",
        "move-vs-move",
        "move-vs-delete",
        "split/merge-vs-amend",
        "status",
    )
)
"""Kinds that block; the others are told and do not."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One entry of the conflict list."""

    kind: str
    unit: str
    slots: tuple[Slot, ...]
    parties: tuple[str, ...]
    explanation: str

    @property
    def where(self) -> str:
        """The addresses of its slots, as they are typed: ``14#2``, or ``7#1, 7#2``."""
        return ", ".join(slot.address or slot.unit for slot in self.slots) or self.unit

    @property
    def hard(self) -> bool:
        """Whether the conflict must be settled before a clean text."""
        return self.kind in HARD


@dataclass(frozen=True, slots=True)
class Tally:
    """How many proposals were received, and what became of them; one of many backers counts once.

    ``others`` are those that are not in the consolidation: how many, and why.

    Raises:
        TallyFailed: the numbers do not add up.

    >>> print(Tally(5, 3, 1, ((1, "made on an earlier revision"),)))
    5 received = 3 in the text + 1 without a change to the text + 1 made on an earlier revision
    """

    received: int
    in_text: int
    unchanged: int
    others: tuple[tuple[int, str], ...] = ()

    def __post_init__(self) -> None:
        counts = [self.in_text, self.unchanged, *(count for count, _ in self.others)]
        if min(counts) < 0 or sum(counts) != self.received:
            raise TallyFailed(f"a tally that does not add up: {self}", remedy="print nothing from it")

    @property
    def within(self) -> str:
        """What is in the consolidation alone, where what else was received is told beside it, or not known.

        >>> Tally(3, 2, 1).within
        '2 in the text, 1 without a change to the text'
        """
        unchanged = f", {self.unchanged} without a change to the text" if self.unchanged else ""
        return f"{self.in_text} in the text{unchanged}"

    def __str__(self) -> str:
        parts = ((self.unchanged, "without a change to the text"), *self.others)
        rest = "".join(f" + {count} {why}" for count, why in parts if count)
        return f"{self.received} received = {self.in_text} in the text{rest}"


def tally(con: Consolidation, others: Iterable[tuple[int, str]] = (), *, received: int | None = None) -> Tally:
    """The tally of a consolidation, and of those of ``received`` proposals that are not in it.

    Raises:
        TallyFailed: they do not add up to what was received.
    """
    changing, apart = sum(bool(edits) for edits in con.edits), tuple(others)
    total = len(con.proposals) + sum(count for count, _ in apart) if received is None else received
    return Tally(total, changing, len(con.proposals) - changing, apart)


def conflicts(con: Consolidation) -> tuple[Conflict, ...]:
    """The conflict list in base order; soft kinds (same sentence, same place ...) are told, not blocked."""
    return tuple(_conflicts(con))


def _conflicts(con: Consolidation) -> Iterator[Conflict]:
    slots = con.slots
    for slot in slots:
        yield from _of_slot(slot)
    yield from _same_sentence(con)
    yield from _same_place(slots)
    yield from _not_found(con)


def _not_found(con: Consolidation) -> Iterator[Conflict]:
    """Positions on a place that the base has not: nobody can say what they are on, so they are told."""
    known = {folded_place(a) for a in con.addresses} | {folded_place(u.label) for u in con.base.units if u.label}
    for position in con.positions:
        if folded_place(position.place) not in known:
            found = f"{position.delegation} would {position.stance.value} it, and the draft has no such place"
            yield Conflict("target not found", position.place, (), (position.delegation,), found)


def _of_slot(slot: Slot) -> Iterator[Conflict]:
    told = slot.kind not in ("", "editorial", "same-place insertion")
    if told and slot.shape is not Shape.MOVED_HERE:
        holders = [d for stance, d in slot.positions if stance == "retain"]
        with_holders = slot.kind.endswith("-vs-retain") or slot.kind == "status"
        parties = tuple(sorted({*slot.parties, *slot.against, *(holders if with_holders else ())}, key=name_order))
        yield Conflict(slot.kind, slot.unit, (slot,), parties, _explained(slot, holders))
        if holders and slot.kind == "delete-vs-amend":
            deleters = tuple(b for v in slot.variants if v.deletes for b in v.backers)
            names = tuple(sorted({*deleters, *holders}, key=name_order))
            yield Conflict(
                "delete-vs-retain",
                slot.unit,
                (slot,),
                names,
                f"{_names(deleters)} would delete it; {_names(holders)} would keep it",
            )
    for inner in slot.inner:
        yield from _of_slot(inner)


def _names(names: object) -> str:
    return ", ".join(names) if names else "nobody"  # type: ignore[arg-type]


def _explained(slot: Slot, holders: list[str]) -> str:
    deleters = [b for v in slot.variants if v.deletes for b in v.backers]
    movers = [f"{_names(v.backers)} to {v.moves_to.rstrip('.:')}" for v in slot.variants if v.moves_to]
    others = [b for v in slot.variants if not v.deletes and not v.moves_to for b in v.backers]
    words = _short(slot.base)
    if slot.shape is Shape.NEW and slot.against:
        does = "delete" if slot.kind == "delete-vs-amend" else "reword"
        return f"{_names(slot.against)} would {does} what stands before and after it; {_names(others)} would put it in"
    match slot.kind:
        case "delete-vs-amend":
            return f"{_names(deleters)} would delete {words}; {_names(others)} would amend it"
        case "delete-vs-retain":
            keep, lifting = holders or others, not holders and any(lifts(slot.base, v) for v in slot.variants)
            how = ", its brackets lifted" if lifting else ""
            return f"{_names(deleters)} would delete {words}; {_names(keep)} would keep it{how}"
        case "status":
            return f"{_names(others)} would lift the brackets of {words}; {_names(holders)} would keep them"
        case "amend-vs-retain":
            return f"{_names(others)} would amend {words}; {_names(holders)} would keep it"
        case "move-vs-move":
            return f"{'; '.join(movers)}: one unit, {len(movers)} places"
        case "move-vs-delete":
            return f"{_names(deleters)} would delete it; {'; '.join(movers)} would move it"
        case "move-vs-amend":
            return f"moved by {'; '.join(movers)}; amended by {_names(others)}; the two go together"
        case "alternative":
            return f"{len(slot.variants)} rival texts for one new place"
        case "split/merge-vs-amend":
            return f"{len(slot.variants)} readings of whole units that do not go together"
        case "adjacent":
            return f"changes that touch, with no word between, in {words}"
        case "same-point insertion":
            return "different words put in at one point"
    return f"{len(slot.variants)} readings of {words}"


def _short(wording: str) -> str:
    words = wording.split()
    return f"“{' '.join(words[:8])}{' …' if len(words) > 8 else ''}”" if words else "this point"


def _same_sentence(con: Consolidation) -> Iterator[Conflict]:
    """Uncontested changes of different delegations in one sentence: merged, and worth a look."""
    before: Slot | None = None
    source = con.base.source
    for slot in _word_slots(con.slots):
        if (
            before
            and before.unit == slot.unit
            and before.end <= slot.start
            and not (before.contested and slot.contested)
        ):
            between = words_of(source[before.end : slot.start])
            one, other = {*before.parties}, {*slot.parties}
            apart = not (one <= other or other <= one)
            if apart and not any(is_sentence_end(w.key) for w in between):
                parties = tuple(sorted({*before.parties, *slot.parties}, key=name_order))
                yield Conflict(
                    "same sentence",
                    slot.unit,
                    (before, slot),
                    parties,
                    "separate changes in one sentence; read them together",
                )
        before = slot


def _word_slots(slots: tuple[Slot, ...]) -> Iterator[Slot]:
    for slot in slots:
        if slot.shape is Shape.WORDS:
            yield slot
        else:
            yield from _word_slots(slot.inner)


def _same_place(slots: tuple[Slot, ...]) -> Iterator[Conflict]:
    """New units in one gap: their order is open, and they do not exclude each other."""
    group: list[Slot] = []
    for slot in [*slots, None]:
        if slot is not None and slot.shape is Shape.NEW and (not group or group[-1].start == slot.start):
            group.append(slot)
            continue
        if len(group) > 1 and len({g.parties for g in group}) > 1:
            parties = tuple(sorted({p for g in group for p in g.parties}, key=name_order))
            units = ", ".join(dict.fromkeys(g.unit for g in group))
            yield Conflict(
                "same-place insertion",
                group[0].unit,
                tuple(group),
                parties,
                f"new units {units} in one place; order open, not exclusive",
            )
        group = [slot] if slot is not None and slot.shape is Shape.NEW else []


__all__ = ["Conflict", "Tally", "conflicts", "tally"]
