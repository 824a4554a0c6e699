"""Positions in a message, and what each is on: a wording that is on the table, or a unit of the draft.

Nothing is guessed. A message with anything else in it is not read here; one with a position that could be on two
things, on something that was sent since, or on nothing that is on the table is left for a person, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from amendtrack.consolidation.addressing import every
from amendtrack.consolidation.negotiation import Stance
from amendtrack.consolidation.slots.slot import Shape
from amendtrack.draft.acts.positions import said_later
from amendtrack.draft.consolidated import circulated_labels, current
from amendtrack.errors import InputRefused, Unknown
from amendtrack.intake.decoding import plain_filename
from amendtrack.intake.positions_said import SaidPosition, positions_said
from amendtrack.intake.routine import Own
from amendtrack.intake.speakers import delegation_called
from amendtrack.text.places import place_named

if TYPE_CHECKING:
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.draft.snapshot import Snapshot
    from amendtrack.record.entries import Entry
    from amendtrack.record.registers import Delegation

LONGEST_MESSAGE = 4_000
"""Characters; a longer message says more than who supports what."""
_LONGEST_QUOTED = 200


@dataclass(frozen=True, slots=True)
class Heard:
    """One position that is clear: the stance, the names of what it is on, and the sentence."""

    stance: Stance
    names: tuple[str, ...]
    sentence: str

    @property
    def note(self) -> str:
        """The sentence in quotation marks, as the note of the position."""
        return _quoted(self.sentence)

    def __str__(self) -> str:
        return f"{self.stance.value} {', '.join(self.names)}"


def positions_heard(
    now: Snapshot, words: str, sender: Delegation, *, signed: str = "", at: datetime
) -> tuple[Heard, ...]:
    """The positions in a message that contains nothing else; none if it contains anything else.

    Raises:
        InputRefused: it is not clear what one of them is on, or whose it is.
    """
    said = _said(now, words, sender, signed)
    latest = now.revision()
    if said and at < latest.at and len(now.revisions) > 1:
        raise _unclear(said[0], f"it was sent before {latest}, and may be on an earlier text")
    con = now.consolidate() if said else None
    heard = tuple(Heard(each.stance, tuple(_on(now, con, sender, each, at)), each.sentence) for each in said if con)
    taken: dict[str, Stance] = {}
    for each, sentence in zip(heard, said, strict=True):
        if any(taken.setdefault(name, each.stance) is not each.stance for name in each.names):
            raise _unclear(sentence, "the same message takes another position on that")
        if (later := said_later(now, each.stance, sender.code, each.names, at=at)) is not None:
            raise _unclear(sentence, f"a later position is recorded: {later}, {later.at:%Y-%m-%d %H:%M}")
    return heard


def recorded_before(now: Snapshot, words: str, sender: Delegation, *, signed: str = "", at: datetime) -> str:
    """What was recorded from this very message before, whatever has been said since; empty if anything was not."""
    said = _said(now, words, sender, signed)
    mine = [s for s in now.record.statements if s.delegation == sender.code and s.at == at]
    held = [[str(s) for s in mine if (s.stance, s.note) == (e.stance, _quoted(e.sentence))] for e in said]
    return ", ".join(one for each in held for one in each) if all(held) else ""


def _said(now: Snapshot, words: str, sender: Delegation, signed: str) -> tuple[SaidPosition, ...]:
    if len(words) > LONGEST_MESSAGE:
        return ()
    return positions_said(words, Own.of(sender.keys, (*sender.authors, signed), now.settings.title))


def _quoted(sentence: str) -> str:
    """The sentence in quotation marks, as the note of a position."""
    return f"“{sentence if len(sentence) <= _LONGEST_QUOTED else f'{sentence[:_LONGEST_QUOTED]}…'}”"


def kept_as(sender: Delegation, data: bytes, filename: str) -> dict[str, bytes]:
    """The message as a file of the record; the same one again has the same path."""
    name = plain_filename(filename, "message.txt")
    return {f"received/positions/{sender.code}/{sha256(data).hexdigest()[:12]}/{name}": data}


def _on(now: Snapshot, con: Consolidation, sender: Delegation, said: SaidPosition, at: datetime) -> Iterator[str]:
    """The names of what a position is on."""
    if said.speaker and delegation_called(said.speaker, now.delegations) != sender:
        raise _unclear(said, f"“{said.speaker}” is not the sender")
    if said.number:
        yield from _numbered(now, said, at)
    elif said.whose:
        yield from _of_a_delegation(now, con, said, at)
    else:
        for place in said.places:
            yield _place(now, con, said, place)


def _numbered(now: Snapshot, said: SaidPosition, at: datetime) -> Iterator[str]:
    proposal, sign, amendment = said.number.partition("#")
    try:
        entry = now.proposal(proposal)
    except Unknown as err:
        raise _unclear(said, str(err)) from err
    _check_not_since(said, entry, at)
    yield f"{entry.name}{sign}{amendment}"


def _of_a_delegation(now: Snapshot, con: Consolidation, said: SaidPosition, at: datetime) -> Iterator[str]:
    whose = delegation_called(said.whose, now.delegations)
    if whose is None:
        raise _unclear(said, f"no delegation in the register is called “{said.whose}”")
    name = now.display(whose.code)
    entries = {e.name: e for e in current(now) if whose.code in (*e.backers, *e.sponsors)}
    if not said.places:
        if len(entries) != 1:
            raise _unclear(said, f"{name} has {len(entries) or 'no'} proposals in the text: {_listed(entries)}")
        (entry,) = entries.values()
        _check_not_since(said, entry, at)
        yield entry.name
        return
    for typed in said.places:
        mine = [a for a in con.amendments if a.proposal in entries and _is_place(a.place, typed)]
        if not mine:
            raise _unclear(said, f"{name} proposes nothing on {typed} that is in the text")
        if len({a.proposal for a in mine}) > 1:
            raise _unclear(said, f"{name} has several proposals on {typed}: {_listed(a.name for a in mine)}")
        _check_not_since(said, entries[mine[0].proposal], at)
        yield from (a.name for a in mine)


def _place(now: Snapshot, con: Consolidation, said: SaidPosition, typed: str) -> str:
    """The name of a unit of the draft, or of a new one."""
    if any(sign in typed for sign in "-–") and said.stance is Stance.RESERVE:
        return typed
    there = _among(con.addresses, typed)
    new = [s for s in every(con.slots) if s.shape is Shape.NEW and _is_place(s.unit, typed)]
    if said.is_new or (not there and new):
        if len(new) != 1 or there:
            raise _unclear(said, f"no one new paragraph is “{typed}”")
        issued = circulated_labels(now).values()
        beside = [s for s in every(con.slots) if s.shape is Shape.NEW and s.start == new[0].start]
        if len(beside) > 1 and not any(_is_place(new[0].unit, label) for label in issued):
            raise _unclear(said, f"several new paragraphs stand there, and none was issued as {new[0].unit}")
        return new[0].address
    if not there:
        raise _unclear(said, f"the draft has no {typed}")
    if said.stance is Stance.OPPOSE and (slots := [s.address for s in every(con.slots) if s.place == there]):
        raise _unclear(said, f"others would change it ({_listed(slots)}): it is not clear what is opposed")
    return there


def _among(places: tuple[str, ...], typed: str) -> str:
    try:
        return place_named(typed, places)
    except Unknown:
        return ""


def _is_place(place: str, typed: str) -> bool:
    return bool(_among((place,), typed))


def _check_not_since(said: SaidPosition, entry: Entry, at: datetime) -> None:
    """Refuse a position on what was sent after the message."""
    if entry.received > at:
        raise _unclear(said, f"{entry.name} was received later, on {entry.received:%Y-%m-%d %H:%M}")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"


def _unclear(said: SaidPosition, why: str) -> InputRefused:
    hint = f"record it by hand if it is clear: `amendtrack {said.stance.value} ...`"
    return InputRefused(f"a position, {_quoted(said.sentence)}: {why}", remedy=hint)


__all__ = ["Heard", "kept_as", "positions_heard", "recorded_before"]
