"""The acts by which a delegation speaks on what others proposed, or on the draft, without proposing wording.

Knows what the names mean and who may speak; how positions are shown is left to ``consolidation``. The last word of a
delegation on a wording or a unit counts, and what it said before stays in the register.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.choosing import chosen_in, typed_choice
from amendtrack.consolidation.decision import proposal_of
from amendtrack.consolidation.edits import Identity
from amendtrack.consolidation.negotiation import Stance
from amendtrack.consolidation.slots.slot import Shape, Slot, Variant
from amendtrack.consolidation.slots.stances import own_edits
from amendtrack.draft.acts.act import Act, already
from amendtrack.draft.acts.overtaken import check_one_meaning
from amendtrack.draft.consolidated import in_text, statements
from amendtrack.errors import InputRefused, Unknown
from amendtrack.record.registers import Delegation, Standing, check_line
from amendtrack.record.statements import Statement, statements_file, write_statements
from amendtrack.record.times import When, moment
from amendtrack.text.places import place_named

if TYPE_CHECKING:
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.draft.outcome import Recorded
    from amendtrack.draft.snapshot import Snapshot

LONGEST_NOTE = 500
_IN_WORDS = {
    Stance.SUPPORT: "support of",
    Stance.OPPOSE: "opposition to",
    Stance.RETAIN: "wish to retain",
    Stance.RESERVE: "reservation on",
}


@dataclass(frozen=True, slots=True)
class _Matter:
    """What a stance is on: the edits of a wording that was proposed, or units of the draft."""

    named: str
    places: tuple[str, ...]
    edits: frozenset[Identity] = frozenset()
    wording: str = ""


def take(
    now: Snapshot,
    stance: Stance,
    delegation: str,
    names: Iterable[str],
    *,
    note: str = "",
    at: When,
    files: Mapping[str, bytes] | None = None,
) -> Act | Recorded:
    """Record that a delegation supports, opposes, would retain, or reserves on these; see ``Draft.support``.

    ``files`` are kept with the record: the message in which it was said.
    """
    who, when = _speaker(now, delegation), moment(at, now.settings.timezone)
    note = check_line(note, "the note")
    if len(note) > LONGEST_NOTE:
        hint = f"write it in one line of up to {LONGEST_NOTE} characters"
        raise InputRefused(f"the note has {len(note)} characters", remedy=hint)
    con, revision = now.consolidate(), now.revision().label
    said = []
    for matter in _matters(now, con, stance, names):
        _check_own(now, con, who, stance, matter)
        said.append(
            Statement(who.code, stance, matter.named, matter.places, revision, when, matter.edits, matter.wording, note)
        )
    held = statements(now)
    new = [s for s in said if not any(_same(s, before) for before in held)]
    whose, what = now.display(who.code), ", ".join(s.named for s in said)
    if not new:
        return already(f"recorded: {whose}, {stance.value} {what}")
    before = [s for s in now.record.statements if s.delegation == who.code]
    return Act(
        kind=stance.value,
        summary=f"{whose}: {_IN_WORDS[stance]} {', '.join(s.named for s in new)}",
        at=when,
        facts=(("Delegation", who.code), *(("Position", str(s)) for s in new)),
        files={
            statements_file(who.code): write_statements(who.code, (*after_saying(before, new, when), *new)),
            **(files or {}),
        },
        name=who.code,
        notes=tuple(_replacing(before, new)),
    )


def said_later(now: Snapshot, stance: Stance, code: str, names: Iterable[str], *, at: datetime) -> Statement | None:
    """What a delegation has said since that time on any of these, and not taken back."""
    later = [s for s in statements(now) if s.delegation == code and s.at > at]
    for matter in _matters(now, now.consolidate(), stance, names) if later else ():
        places = set() if matter.edits else {*matter.places}
        if found := next((s for s in later if _touches(s, matter.edits, places)), None):
            return found
    return None


def retract(now: Snapshot, delegation: str, names: Iterable[str], *, at: When) -> Act | Recorded:
    """Record that a delegation takes back its positions on these; see ``Draft.retract``."""
    who, when = now.delegations.resolve(delegation), moment(at, now.settings.timezone)
    con = now.consolidate()
    own = [s for s in statements(now) if s.delegation == who.code]
    gone: dict[Statement, None] = {}
    for name in names:
        found = [s for s in own if _key(s.named) == _key(name)] or _on_the_same(now, con, own, name)
        if not found:
            held = ", ".join(map(str, own)) or "none"
            whose = now.display(who.code)
            raise Unknown(f"{whose} has no position on {name!r}", remedy=f"its positions are: {held}")
        gone |= dict.fromkeys(found)
    every_one = [s for s in now.record.statements if s.delegation == who.code]
    after = [replace(s, ended=when) if s in gone else s for s in every_one]
    return Act(
        kind="retract",
        summary=f"{now.display(who.code)}: no longer {', '.join(map(str, gone))}",
        at=when,
        facts=(("Delegation", who.code), *(("Retracted", str(s)) for s in gone)),
        files={statements_file(who.code): write_statements(who.code, after)},
        name=who.code,
    )


def _speaker(now: Snapshot, delegation: str) -> Delegation:
    """The delegation, if it may take positions on the text.

    Raises:
        InputRefused: it is no party.
    """
    who = now.delegations.resolve(delegation)
    if who.standing is not Standing.PARTY:
        found = f"{now.display(who.code)} is registered as {who.standing.value} and takes no position on the text"
        raise InputRefused(found, remedy=f"record what it says with `amendtrack comment DRAFT {who.code}`")
    return who


def _check_own(now: Snapshot, con: Consolidation, who: Delegation, stance: Stance, matter: _Matter) -> None:
    """Refuse a stance of a delegation on what it proposes itself."""
    if stance is Stance.RETAIN or not matter.edits:
        return
    name = now.display(who.code)
    for proposal, edits in con.on_the_table:
        if name in proposal.backers and matter.edits <= {edit.identity for edit in edits}:
            what = "proposes" if name == proposal.delegation else "co-sponsors"
            hint = "nothing need be recorded" if stance is Stance.SUPPORT else f"withdraw {proposal.name} instead"
            raise InputRefused(f"{name} itself {what} {matter.named}", remedy=hint)


# -- what the names mean ---------------------------------------------------------------------------


def _matters(now: Snapshot, con: Consolidation, stance: Stance, names: Iterable[str]) -> Iterator[_Matter]:
    names = tuple(names)
    check_one_meaning(now, names)
    for name in names:
        yield from _proposed(now, con, name) or [_reading(con, name) or _passage(con, stance, name)]


def _proposed(now: Snapshot, con: Consolidation, name: str) -> list[_Matter]:
    """The amendments of a proposal, or the one that is named; none if the name is not that of a proposal."""
    proposal = proposal_of(name)
    try:
        entries = in_text(now, [proposal])
    except Unknown:
        return []
    found = []
    for entry in entries:
        own = [a for a in con.amendments if a.proposal == entry.name]
        if proposal != name:
            own = [a for a in own if a.name == f"{entry.name}{name[len(proposal) :]}"]
            con.verdict(f"{entry.name}{name[len(proposal) :]}")  # there must be such an amendment
        if not own:
            raise InputRefused(f"{entry.name} changes no word", remedy="name what it is about: a unit, or a slot")
        places = tuple(dict.fromkeys(a.place for a in own))
        edits = frozenset[Identity]().union(*(a.strands for a in own))
        found.append(_Matter(own[0].name if proposal != name else entry.name, places, edits))
    return found


def _reading(con: Consolidation, name: str) -> _Matter | None:
    """One reading of a slot, named as ``14#2=by 2014``."""
    choice = typed_choice(name)
    if choice is None:
        return None
    slot, variant = chosen_in(con, choice)
    if variant is None:
        hint = f"use retain {slot.address} for the draft's words"
        raise InputRefused(f"{choice.wording!r} is what the draft has at {slot.address}", remedy=hint)
    return _on_variant(con, slot, variant)


def _on_variant(con: Consolidation, slot: Slot, variant: Variant) -> _Matter:
    strands = {s.identity: s for s in con.strands}
    edits = frozenset[Identity]().union(*own_edits(variant, slot, strands))
    words = " ".join(variant.typed.split())
    return _Matter(f"{slot.address}={words}", (slot.place,), edits, words)


def _passage(con: Consolidation, stance: Stance, name: str) -> _Matter:
    """A slot, a unit, or a range of units."""
    units = _units(con, name)
    if units:
        if stance is Stance.SUPPORT:
            hint = f"use retain {name} if it would keep the draft, or name a slot or an amendment"
            raise InputRefused(f"{name} is the draft's own text, and support is for what was proposed", remedy=hint)
        return _Matter(_range(units), units)
    slot = _slot(con, name)
    if stance is Stance.RETAIN:
        if slot.shape in (Shape.NEW, Shape.MOVED_HERE) or not slot.base.strip():
            found = f"{slot.address} adds to the draft, which has no words there"
            raise InputRefused(found, remedy=f"use oppose {slot.address}")
        return _Matter(slot.address, (slot.place,), slot.strands)
    if stance is Stance.RESERVE:
        return _Matter(slot.address, (slot.place,), slot.strands)
    if len(slot.variants) > 1:
        shown = " / ".join(" ".join(v.typed.split()) or "(nothing)" for v in slot.variants)
        hint = f'name one: {stance.value} ... "{slot.address}=WORDING"'
        raise InputRefused(f"{slot.address} has {len(slot.variants)} readings: {shown}", remedy=hint)
    return replace(_on_variant(con, slot, slot.variants[0]), named=slot.address)


def _slot(con: Consolidation, name: str) -> Slot:
    try:
        slot = con.slot_at(name)
    except Unknown as err:
        hint = "name a proposal (NRV-1), an amendment (NRV-1#2), a slot (14#2), a reading (14#2=WORDS) or a unit (9)"
        raise Unknown(f"no proposal, amendment, slot or unit {name!r}", remedy=f"{hint}; {err.remedy}") from err
    if slot.settled:
        raise con.decided_already(slot)
    return slot


def _units(con: Consolidation, name: str) -> tuple[str, ...]:
    """The addresses of the draft's units that a name or a range (``9-12``) stands for; none if it names no unit."""
    if "#" in name and any(s.address == name for s in every(con.slots)):
        return ()
    with suppress(Unknown):
        return (place_named(name, con.addresses),)
    first, dash, last = (part.strip() for part in name.replace("–", "-").partition("-"))
    if not (first and dash and last):
        return ()
    with suppress(Unknown):
        start, end = (con.addresses.index(place_named(part, con.addresses)) for part in (first, last))
        return con.addresses[start : end + 1]
    return ()


def _range(units: tuple[str, ...]) -> str:
    return units[0] if len(units) == 1 else f"{units[0]}-{units[-1]}"


# -- what was said before --------------------------------------------------------------------------


def _same(one: Statement, other: Statement) -> bool:
    matter = one.delegation == other.delegation and one.edits == other.edits and one.note == other.note
    return matter and one.stance is other.stance and (bool(one.edits) or one.places == other.places)


def _key(name: str) -> str:
    return "".join(name.split()).casefold()


def _on_the_same(now: Snapshot, con: Consolidation, own: list[Statement], name: str) -> list[Statement]:
    """The statements on exactly what a name stands for now."""
    for stance in (Stance.OPPOSE, Stance.RESERVE):
        with suppress(Unknown, InputRefused):
            matters = [*_matters(now, con, stance, [name])]
            same = [s for s in own for m in matters if (s.edits == m.edits if m.edits else s.places == m.places)]
            if same:
                return same
    return []


def after_saying(before: Iterable[Statement], new: Iterable[Statement], when: datetime) -> Iterator[Statement]:
    """The earlier statements; one that a new one contradicts ends, and goes on for what is left of it."""
    edits = frozenset[Identity]().union(*(s.edits for s in new))
    places = {place for s in new if not s.edits for place in s.places}
    for said in before:
        if not said.stands or not _touches(said, edits, places):
            yield said
            continue
        yield replace(said, ended=when)
        if said.edits and (rest := said.edits - edits):
            yield replace(said, edits=rest)
        elif not said.edits and (left := tuple(p for p in said.places if p not in places)):
            yield replace(said, places=left)


def _touches(said: Statement, edits: frozenset[Identity], places: set[str]) -> bool:
    return not said.edits.isdisjoint(edits) if said.edits else not places.isdisjoint(said.places)


def _replacing(before: Iterable[Statement], new: list[Statement]) -> Iterator[str]:
    edits = frozenset[Identity]().union(*(s.edits for s in new))
    places = {place for s in new if not s.edits for place in s.places}
    for said in before:
        if said.stands and _touches(said, edits, places) and said.stance is not new[0].stance:
            rest = said.edits - edits if said.edits else {p for p in said.places if p not in places}
            yield f"this replaces: {said}{', which stands for the rest' if rest else ''}"


__all__ = ["after_saying", "retract", "take"]
