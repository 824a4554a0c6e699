"""What was proposed on earlier revisions and is still open: neither decided nor adopted by a later revision.

A new revision decides nothing by itself. What became of each amendment is recorded with the revision: most are taken in
or carried forward, and the others wait for their delegations to reconfirm them. One that came later is adopted if a
later revision makes the very same edit; an accepted one also if a later revision has its words within a wider change.
Whatever cannot be recognised this way stays open for a person to decide.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from amendtrack.consolidation.amendment_fate import AmendmentFate
from amendtrack.consolidation.decision import Verdict
from amendtrack.consolidation.edits import Edit, Identity, Inserted, Reworded, Struck
from amendtrack.consolidation.extraction import edits_of
from amendtrack.errors import Unsettled
from amendtrack.record.fates import kept_out

if TYPE_CHECKING:
    from amendtrack.consolidation.numbered_amendments import NumberedAmendment
    from amendtrack.consolidation.slots.slot import Slot
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.draft.snapshot import Snapshot
    from amendtrack.record.carry_over import CarryOver, FateLine
    from amendtrack.record.entries import Entry


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """A slot on an earlier revision that is still open, and what of it was proposed: ``("NRV-1#2",)``.

    ``accepted`` are those of its amendments that were accepted there but are in no later revision; ``is_overtaken``
    says that a revision has put other words in their place.
    """

    revision: str
    slot: Slot
    amendments: tuple[str, ...]
    accepted: tuple[str, ...] = ()
    is_overtaken: bool = False

    def __str__(self) -> str:
        state = "to be reconfirmed" if self.is_overtaken else "not carried over"
        if self.accepted:
            state = f"accepted, but in no later revision: {', '.join(self.accepted)}"
        return f"{self.slot.address} on {self.revision} ({', '.join(self.amendments)}; {state})"


def left_open(now: Snapshot) -> tuple[LeftOpen, ...]:
    """Everything proposed on earlier revisions that is still open, by revision and place."""
    stale = {e.revision for e in now.not_carried_over()} | {line.revision for line in to_reconfirm(now)}
    stale |= {line.revision for line in _lines(now) if line.fate is AmendmentFate.NOT_REFLECTED}
    found: list[LeftOpen] = []
    for place, revision in enumerate(now.revisions[:-1]):
        if revision.label in stale:
            later = [now.text(r.label) for r in now.revisions[place + 1 :]]
            then, settled = now.on(revision.label).consolidate(), frozenset(_settled(now, revision.label))
            overtaken = {line.name for line in to_reconfirm(now) if line.revision == revision.label}
            left = left_on(then, revision.label, later, settled=settled)
            found += (replace(one, is_overtaken=not overtaken.isdisjoint(one.amendments)) for one in left)
    return tuple(found)


# -- what was recorded with each revision ------------------------------------------------------------


def carry_overs(now: Snapshot) -> tuple[CarryOver, ...]:
    """What became of the proposals at each revision but the first, in the order of the revisions."""
    by_revision = {each.revision: each for each in now.record.carried}
    return tuple(by_revision[r.label] for r in now.revisions if r.label in by_revision)


def stated_same(now: Snapshot, label: str) -> tuple[tuple[str, str], ...]:
    """Units of the revision before that one, and of that one, which a person said are the same."""
    return next((each.same for each in carry_overs(now) if each.revision == label), ())


def _lines(now: Snapshot) -> Iterator[FateLine]:
    return (line for each in carry_overs(now) for line in each.lines)


def last_lines(now: Snapshot) -> tuple[FateLine, ...]:
    """The last line about each amendment of a proposal that is in force as it was then."""
    last = {(line.name, line.revision, line.place): line for line in _lines(now)}
    return tuple(line for line in last.values() if _is_in_force(now, line))


def to_reconfirm(now: Snapshot) -> tuple[FateLine, ...]:
    """The amendments that a revision overtook, and that are neither reconfirmed nor sent again, withdrawn or lapsed."""
    return tuple(line for line in last_lines(now) if line.waits)


def since_then(now: Snapshot) -> dict[FateLine, str]:
    """What has become of each amendment since its revision: of its proposal, if that is no longer what it was."""
    waiting = set(to_reconfirm(now))
    return {line: _since(now, line, waiting) for line in _lines(now)}


def _since(now: Snapshot, line: FateLine, waiting: set[FateLine]) -> str:
    entry = now.proposal(line.proposal)
    if not entry.stands and line.fate is not AmendmentFate.WITHDRAWN:
        return f"{entry.state.value} since"
    if entry.submission != line.submission:
        return "sent again since"
    if line.answer:
        return line.answer.value
    return "to be reconfirmed" if line in waiting else ""


def waiting_in_text(now: Snapshot) -> tuple[FateLine, ...]:
    """Those of them that would change the text, and not only an annex."""
    lines = (line for line in to_reconfirm(now) if "#" in line.name)
    entries = ((line, now.proposal(line.proposal)) for line in lines)
    return tuple(line for line, entry in entries if kept_out(entry, entry.revision, now.delegations) is None)


def last_number(now: Snapshot, entry: Entry) -> int:
    """The highest number that an amendment of that proposal has had on an earlier revision, or has now."""
    had = (line.number for line in _lines(now) if line.proposal == entry.name)
    gone = (int(taken.name.rpartition("#")[2]) for taken in entry.taken_back)
    return max([entry.last_number, *entry.numbers, *had, *gone])


def _is_in_force(now: Snapshot, line: FateLine) -> bool:
    entry = now.proposal(line.proposal)
    return entry.stands and entry.submission == line.submission


def _settled(now: Snapshot, revision: str) -> Iterator[str]:
    """The amendments made on that revision that later revisions took in, carried forward or let lapse."""
    for line in last_lines(now):
        if line.revision == revision and not line.waits and line.fate is not AmendmentFate.NOT_REFLECTED:
            yield line.name


def clean(con: Consolidation, left: Sequence[LeftOpen], waiting: Iterable[FateLine] = ()) -> str:
    """The clean text of the latest revision, if nothing is open on it or on an earlier one, and nothing waits.

    Raises:
        Unsettled: something is; the error holds every open slot of both.
    """
    known = {name for one in left for name in one.amendments}
    if others := [line.name for line in waiting if line.name not in known]:
        way = "reconfirm them, let them lapse, or have them withdrawn or sent again"
        raise Unsettled(f"to be reconfirmed: {', '.join(others)}", slots=con.open_slots, remedy=way)
    try:
        text = con.clean()
    except Unsettled as err:
        if not left:
            raise
        message, remedy = f"{err.args[0]}; from earlier revisions: {_listed(left)}", err.remedy
    else:
        if not left:
            return text
        message, remedy = f"open from earlier revisions: {_listed(left)}", ""
    first = left[0].amendments[0]
    way = f"what is left from earlier revisions is reconfirmed ({first}), lapses, is withdrawn or is sent again"
    slots = (*con.open_slots, *(one.slot for one in left))
    raise Unsettled(message, slots=slots, remedy="; ".join(filter(None, (remedy, way))))


def _listed(left: Sequence[LeftOpen]) -> str:
    return ", ".join(map(str, left))


def left_on(
    con: Consolidation, revision: str, later: Sequence[str], *, settled: Collection[str] = ()
) -> Iterable[LeftOpen]:
    """What is still open in a consolidation on that revision, after later revisions with these texts.

    ``settled`` are amendments of which it is recorded what became of them.
    """
    if not (con.open_slots or con.unfulfilled or con.waiting) and con.clean() in later:
        return
    revised = [Revised.of(con, text) for text in later]
    own = {strand.identity: strand.edit for strand in con.undecided.strands}
    left: dict[str, NumberedAmendment] = {}
    accepted: set[str] = set()
    for amendment in con.amendments:
        verdict = con.standing.verdict(amendment)
        does = Revised.does if verdict is Verdict.OPEN else Revised.covers
        edits = [own[strand] for strand in amendment.strands]
        if (
            amendment.name in settled
            or verdict is Verdict.REJECTED
            or any(all(does(one, edit) for edit in edits) for one in revised)
        ):
            continue
        left[amendment.name] = amendment
        if verdict is not Verdict.OPEN:
            accepted.add(amendment.name)
    for slot in con.undecided.slots:
        here = tuple(name for name, amendment in left.items() if amendment.strands & slot.strands)
        if here:
            yield LeftOpen(revision, slot, here, tuple(name for name in here if name in accepted))


@dataclass(frozen=True, slots=True)
class Revised:
    """A later revision compared with an earlier one: its words, its edits, and the words it was made from."""

    words: str
    edits: tuple[Edit, ...]
    same: frozenset[Identity]
    before: str

    @classmethod
    def of(cls, con: Consolidation, text: str) -> Revised:
        """The revision with that text, compared with the base of a consolidation."""
        edits = edits_of(con.prepared, text)
        return cls(" ".join(text.split()), edits, frozenset(e.identity for e in edits), con.base.source)

    def does(self, edit: Edit) -> bool:
        """Whether the revision makes this very edit."""
        return edit.identity in self.same

    def covers(self, edit: Edit) -> bool:
        """Whether it makes the edit, perhaps within a wider change."""
        if self.does(edit):
            return True
        match edit:
            case Reworded():
                wider = (
                    e for e in self.edits if isinstance(e, Reworded) and e.start <= edit.start and edit.end <= e.end
                )
                return any(_runs_in(edit.key, e.key) for e in wider)
            case Inserted():
                return any(isinstance(e, Inserted | Reworded) and _runs_in(edit.key, e.key) for e in self.edits)
            case Struck():
                return " ".join(self.before[edit.c1 : edit.c2].split()) not in self.words
        return False


def _runs_in(words: Sequence[str], within: Sequence[str]) -> bool:
    """Whether the words occur within others, in order."""
    size = len(words)
    return any(tuple(within[i : i + size]) == tuple(words) for i in range(len(within) - size + 1))


__all__ = [
    "LeftOpen",
    "carry_overs",
    "clean",
    "last_lines",
    "last_number",
    "left_on",
    "left_open",
    "since_then",
    "stated_same",
    "to_reconfirm",
    "waiting_in_text",
]
