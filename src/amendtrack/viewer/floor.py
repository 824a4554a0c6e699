"""What is done on the floor: an act is first planned, so that it can be shown, and then recorded as it was shown.

Everything is recorded through the methods of ``Draft``; a plan is what they say on a dry run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from amendtrack.consolidation.addressing import every
from amendtrack.draft.history import told
from amendtrack.draft.outcome import Outcome, Recorded
from amendtrack.errors import AmendtrackError, InputRefused
from amendtrack.render.descriptions import ShownUnit
from amendtrack.render.safe import one_line
from amendtrack.viewer.slot_card import CardLine, Tone

if TYPE_CHECKING:
    from amendtrack.consolidation.slots.slot import Slot, Variant
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.draft import Draft
    from amendtrack.draft.history import LoggedAct
    from amendtrack.draft.snapshot import Snapshot
    from amendtrack.record.entries import Entry

IN_THE_ROOM = "in the room"
"""The channel of what is said and typed there."""


def _nothing_seen(now: Snapshot) -> None:
    """The check of an act that depends on nothing that was shown, until it is given one of its own."""


def as_seen(con: Consolidation, place: str) -> Callable[[Snapshot], None]:
    """A check that everything at a place is still as it is in this text: slots, readings, decisions and agreement."""
    seen = _standing_at(con, place)

    def check(now: Snapshot) -> None:
        if _standing_at(now.consolidate(), place) != seen:
            raise InputRefused(f"something changed at {place} since this was shown", remedy="look at it, and try again")

    return check


def _standing_at(con: Consolidation, place: str) -> tuple[object, ...]:
    slots = tuple((slot.address, slot) for slot in every(con.slots) if slot.place == place)
    here = {address for address, _ in slots} | {s.address for s in every(con.undecided.slots) if s.place == place}
    rulings = tuple((decision, ruling) for decision, ruling in con.standing.in_force if ruling.address in here)
    return con.base.source, slots, rulings, con.agreement_at(place)


def as_sent(entry: Entry) -> Callable[[Snapshot], None]:
    """A check that a proposal is still what it was: not sent again, not shortened, in the same names."""

    def check(now: Snapshot) -> None:
        if now.proposal(entry.name) != entry:
            raise InputRefused(f"{entry.name} is not any more what was shown", remedy="look at it, and try again")

    return check


def nothing_recorded_since(seen: Iterable[LoggedAct]) -> Callable[[Snapshot], None]:
    """A check that nothing was recorded but these acts; a file that is held under embargo since is not spoken of."""
    known = tuple(act.commit for act in told(seen))

    def check(now: Snapshot) -> None:
        if tuple(act.commit for act in told(now.acts())) != known:
            raise InputRefused("the text changed since this was shown", remedy="look at it, and try again")

    return check


@dataclass(frozen=True, slots=True)
class Meant:
    """An act that somebody means to record: what it is called, and how a draft does it.

    ``check`` refuses a record in which what the act is about is no longer what it was on the screen; what is
    ``for_good`` cannot be undone.
    """

    title: str
    does: Callable[[Draft, datetime, str], Recorded]
    check: Callable[[Snapshot], None] = _nothing_seen
    for_good: bool = False

    def done(self, draft: Draft, at: datetime, by: str) -> Recorded:
        """The act, done on a draft that is still as it was seen.

        Raises:
            InputRefused, Unknown: it cannot be done, or what it is about has changed.
        """
        return self.does(draft.provided(self.check), at, by)


@dataclass(frozen=True, slots=True)
class Planned:
    """An act as it is shown before it is recorded; ``at`` is the time that it will carry."""

    meant: Meant
    at: datetime
    lines: tuple[CardLine | ShownUnit, ...]


@dataclass(frozen=True, slots=True)
class Acted:
    """An act that was recorded, and its commit in the log (empty if nothing was written); that of the act undone.

    Commits, since the numbers of the log change where two copies of a draft come together.
    """

    done: Recorded
    commit: str = ""
    undone: str = ""


def plan(draft: Draft, meant: Meant, at: datetime, by: str) -> Planned:
    """What recording an act would do.

    Raises:
        InputRefused, Unknown: it cannot be recorded.
    """
    done = meant.done(draft.dry_run(), at, by)
    return Planned(meant, at, tuple(_shown(meant, done, by)))


def _shown(meant: Meant, done: Recorded, by: str) -> Iterator[CardLine]:
    yield CardLine(one_line(meant.title), Tone.HEAD)
    yield CardLine(one_line(str(done)), Tone.WORDS, 3, 5)
    for note in done.notes:
        yield CardLine(one_line(note), Tone.NOTE, 3, 5)
    for line in done.differs:
        yield CardLine(one_line(f"differs: {line}"), Tone.NOTE, 3, 5)
    if by and done.outcome is Outcome.CHECKED:
        yield CardLine(one_line(f"recorded by {by}"), Tone.NOTE, 3, 5)


def record(draft: Draft, planned: Planned, by: str, acts: tuple[LoggedAct, ...] = ()) -> Acted:
    """Record what was shown; ``acts`` are those of the log that are known.

    Raises:
        InputRefused, Unknown: since it was shown, somebody has recorded what makes it impossible; nothing is recorded.
    """
    before = draft.snapshot().acts(acts)
    done = planned.meant.done(draft, planned.at, by)
    if done.outcome is not Outcome.RECORDED:
        return Acted(done)
    known = {act.commit for act in before}
    new: list[LoggedAct] = []
    with suppress(AmendtrackError, OSError):  # it is recorded, whether or not it can be read by now
        new = [act for act in draft.snapshot().acts(before) if act.commit not in known]
    made = next((act for act in new if _is(act, done)), None)
    return Acted(done, made.commit, made.fact("Undone-commit")) if made else Acted(done)


def _is(act: LoggedAct, done: Recorded) -> bool:
    """Whether this act is the one that was just recorded, and not a colleague's."""
    by_name = act.kind == "propose" and act.fact("Proposal") == done.name
    return by_name or done.commit in (act.commit, act.fact("Commit"))  # a text issued has a commit of its own


# -- what delegations say of each other's wording --------------------------------------------------------


def reading_named(slot: Slot, variant: Variant) -> str:
    """A reading as the acts name it: ``14#2``, or ``14#2=by 2014`` where there are several."""
    return slot.address if len(slot.variants) == 1 else f"{slot.address}={' '.join(variant.typed.split())}"


def position(stance: str, delegation: str, name: str, shown: str) -> Meant:
    """A delegation supports or opposes a reading, would retain the draft's words, or reserves."""

    def does(draft: Draft, at: datetime, by: str) -> Recorded:
        match stance:
            case "support":
                return draft.support(delegation, name, at=at, recorder=by)
            case "oppose":
                return draft.oppose(delegation, name, at=at, recorder=by)
            case "retain":
                return draft.retain(delegation, name, at=at, recorder=by)
        return draft.reserve(delegation, name, at=at, recorder=by)

    return Meant(f"{delegation}: {stance} {shown}", does)


def cosponsorship(delegation: str, entry: Entry, places: Iterable[str] = ()) -> Meant:
    """A delegation co-sponsors a proposal, as it was sent; all that it changes, at these places."""
    proposal, on = entry.name, ", ".join(dict.fromkeys(places))
    return Meant(
        f"{delegation} co-sponsors {proposal}{f', all of it: {on}' if on else ''}",
        lambda draft, at, by: draft.cosponsor(proposal, delegation, at=at, recorder=by),
        as_sent(entry),
    )


def withdrawal(name: str, whose: str, entry: Entry) -> Meant:
    """A delegation withdraws an amendment of a proposal, or all of it."""
    title = f"{name} is withdrawn by {whose}"
    return Meant(title, lambda draft, at, by: draft.withdraw(name, at=at, recorder=by), as_sent(entry))


# -- what the chair decides ---------------------------------------------------------------------------


def choice(slot: Slot, variant: Variant, shown: str) -> Meant:
    """A reading is accepted for its slot."""
    typed = {slot.address: variant.typed}
    return Meant(f"{slot.address}: accept {shown}", lambda draft, at, by: draft.choose(typed, at=at, recorder=by))


def drafted(slot: Slot) -> str:
    """A slot with the draft's words there, so that nobody takes it for another."""
    words = " ".join(slot.base.split())
    return f"{slot.address}, “{words}”" if words else slot.address


def keeping(slot: Slot) -> Meant:
    """A slot is kept as drafted."""
    address = slot.address
    return Meant(f"keep the draft: {drafted(slot)}", lambda draft, at, by: draft.keep([address], at=at, recorder=by))


def chairs_words(address: str, words: str) -> Meant:
    """The chair's own words decide a slot."""
    return Meant(f"{address}: the chair's words", lambda draft, at, by: draft.word(address, words, at=at, recorder=by))


def compromise(address: str, words: str) -> Meant:
    """The chair's own words stand beside the readings of a slot, for delegations to consider."""
    shown = f"“{' '.join(words.split())}”" if words.strip() else "no words"
    return Meant(
        f"{address}: the chair's compromise, for delegations to consider: {shown}",
        lambda draft, at, by: draft.bridge(address, words, at=at, recorder=by),
    )


def agreement(place: str, degree: str) -> Meant:
    """A unit is agreed as it now reads."""
    return Meant(f"{place}: {degree}", lambda draft, at, by: draft.agree(place, degree, at=at, recorder=by))


def reopening(name: str) -> Meant:
    """An agreed unit, or what was decided there, is open again."""
    return Meant(f"{name}: reopened", lambda draft, at, by: draft.reopen(name, at=at, recorder=by))


def issuing(meeting: str) -> Meant:
    """The rolling text is issued to a meeting, again if it has changed since."""
    return Meant(
        f"Issue the text to {meeting}",
        lambda draft, at, by: draft.issue(meeting, at=at, reissue="allowed", recorder=by),
        for_good=True,
    )


def undoing(act: LoggedAct) -> Meant:
    """An act of one's own is undone."""

    def check(now: Snapshot) -> None:
        if not any((one.number, one.commit) == (act.number, act.commit) for one in now.acts()):
            raise InputRefused(f"act {act.number} is another one by now", remedy="look at acts, and try again")

    return Meant(f"Undo act {act.number}", lambda draft, at, by: draft.undo(act.number, at=at, recorder=by), check)


def decided_at(now: Snapshot, place: str, addresses: Iterable[str]) -> str:
    """What there is to reopen at a place: the unit if it is agreed, otherwise the slot last decided there.

    Raises:
        InputRefused: nothing is decided or agreed there.
    """
    con = now.consolidate()
    if con.agreement_at(place) is not None or any(g.place == place and g.until for g in con.statuses):
        return place
    here = {*addresses, *(s.address for s in every(con.undecided.slots) if s.place == place)}
    last = [r.address for d, r in con.standing.in_force if r.address in here]
    if not last:
        raise InputRefused(f"nothing is decided or agreed at {place}", remedy="nothing need be reopened")
    return last[-1]


__all__ = [
    "IN_THE_ROOM",
    "Acted",
    "Meant",
    "Planned",
    "agreement",
    "as_seen",
    "as_sent",
    "chairs_words",
    "choice",
    "compromise",
    "cosponsorship",
    "decided_at",
    "drafted",
    "issuing",
    "keeping",
    "nothing_recorded_since",
    "plan",
    "position",
    "reading_named",
    "record",
    "reopening",
    "undoing",
    "withdrawal",
]
