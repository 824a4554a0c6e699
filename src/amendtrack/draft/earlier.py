"""What was proposed on earlier revisions and is still open: neither decided nor adopted by a later revision.

A new revision settles nothing by itself. An amendment is adopted if a later revision makes the very same edit; an
accepted one also if a later revision has its words within a wider change. Whatever cannot be recognised this way
stays open for a person to decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amendtrack.consolidation.decision import Verdict
from amendtrack.consolidation.edits import Edit, Identity, Inserted, Reworded, Struck
from amendtrack.consolidation.extraction import edits_of
from amendtrack.errors import Unsettled

if TYPE_CHECKING:
    from amendtrack.consolidation.rulings import NumberedAmendment
    from amendtrack.consolidation.slots.slot import Slot
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.draft.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """A slot on an earlier revision that is still open, and what of it was proposed: ``("NRV-1#2",)``.

    ``accepted`` are those of its amendments that were accepted there but are in no later revision.
    """

    revision: str
    slot: Slot
    amendments: tuple[str, ...]
    accepted: tuple[str, ...] = ()

    def __str__(self) -> str:
        state = (
            f"accepted, but in no later revision: {', '.join(self.accepted)}" if self.accepted else "not carried over"
        )
        return f"{self.slot.address} on {self.revision} ({', '.join(self.amendments)}; {state})"


def left_open(now: Snapshot) -> tuple[LeftOpen, ...]:
    """Everything proposed on earlier revisions that is still open, by revision and place."""
    stale = {e.revision for e in now.not_carried_over()}
    found: list[LeftOpen] = []
    for place, revision in enumerate(now.revisions[:-1]):
        if revision.label in stale:
            later = [now.text(r.label) for r in now.revisions[place + 1 :]]
            found += left_on(now.on(revision.label).consolidate(), revision.label, later)
    return tuple(found)


def clean(con: Consolidation, left: Sequence[LeftOpen]) -> str:
    """The clean text of the latest revision, if nothing is open on it or on an earlier one.

    Raises:
        Unsettled: something is; the error holds every open slot of both.
    """
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
    way = f"on earlier revisions, reject what is not adopted ({left[0].amendments[0]}), or replace it with a new text"
    slots = (*con.open_slots, *(one.slot for one in left))
    raise Unsettled(message, slots=slots, remedy="; ".join(filter(None, (remedy, way))))


def _listed(left: Sequence[LeftOpen]) -> str:
    return ", ".join(map(str, left))


def left_on(con: Consolidation, revision: str, later: Sequence[str]) -> Iterable[LeftOpen]:
    """What is still open in a consolidation on that revision, after later revisions with these texts."""
    if not con.open_slots and not con.unfulfilled and con.clean() in later:
        return
    revised = [Revised.of(con, text) for text in later]
    own = {edit.identity: edit for edits in con.edits for edit in edits}
    left: dict[str, NumberedAmendment] = {}
    accepted: set[str] = set()
    for amendment in con.amendments:
        verdict = con.standing.verdict(amendment)
        does = Revised.does if verdict is Verdict.OPEN else Revised.covers
        edits = [own[strand] for strand in amendment.strands]
        if verdict is Verdict.REJECTED or any(all(does(one, edit) for edit in edits) for one in revised):
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


__all__ = ["LeftOpen", "clean", "left_on", "left_open"]
