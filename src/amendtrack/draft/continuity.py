"""Whether the record goes on from where it was last seen, or was put back to an earlier state.

A record only grows: its head follows every head seen before. One that does not was rewound, or another copy was put in
its place. An act of the kind ``go-on`` says that this is known; what the heads seen before it were is part of that act.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from amendtrack.draft.acts.act import Act, Branch
from amendtrack.draft.git.ancestry import ancestry, leads_to
from amendtrack.draft.git.refs import SECRETARIAT, undone_ref
from amendtrack.draft.git.seen import FOLDER, Seen, last_seen
from amendtrack.draft.history import acts_of
from amendtrack.draft.named_branches import named_refs
from amendtrack.errors import InputRefused, RecordDamaged
from amendtrack.record.times import When, moment
from amendtrack.record.trailers import read_trailers

if TYPE_CHECKING:
    from amendtrack.draft.git.store import Store
    from amendtrack.draft.snapshot import Snapshot

SEEN = "Seen"
"""The fact of such an act that names a head that is gone."""


@dataclass(frozen=True, slots=True)
class PutBack:
    """A record that does not go on from the head last seen: which that was, and the acts since then that are gone.

    ``acts`` are ``None`` if they cannot be read any more. ``is_behind`` says whether the record is now at an earlier
    state of the same history; it else has acts of its own.
    """

    seen: Seen
    acts: tuple[str, ...] | None
    is_behind: bool

    def __str__(self) -> str:
        when = datetime.fromtimestamp(self.seen.at, UTC)
        state = "an earlier state of it is" if self.is_behind else "another history is"
        lost = "acts that cannot be read here are" if self.acts is None else _counted(self.acts)
        return f"{lost} missing: the record seen on {when:%Y-%m-%d %H:%M} UTC was replaced; {state} in its place"


def _counted(acts: tuple[str, ...]) -> str:
    return f"{_many(acts)} {'are' if len(acts) != 1 else 'is'}"


def _many(acts: tuple[str, ...]) -> str:
    return f"{len(acts)} act{'s' * (len(acts) != 1)}"


def put_back(now: Snapshot) -> PutBack | None:
    """What was lost, if the record does not go on from where it was last seen."""
    store = now.store
    heads = last_seen(store.path, now.revisions[0].commit)
    tip = store.tip(SECRETARIAT) or now.tip  # read after the heads: somebody may be recording
    for seen in heads:
        if seen.commit != tip and not _goes_on(store, tip, seen.commit):
            return _lost(store, tip, seen)
    return None


def unfinished(now: Snapshot) -> tuple[Branch, ...]:
    """The branches that have yet to follow the record: those of acts that were cut off after they were recorded."""
    here = next((seen for seen in last_seen(now.store.path, "") if seen.where == FOLDER), None)
    if here is None or here.commit == now.tip or not leads_to(now.store, now.tip, here.commit):
        return ()
    before = now.at_commit(here.commit)
    was, found = named_refs(before.record), []
    for ref, (commit, _) in named_refs(now.record).items():
        earlier = was.get(ref, ("", ""))[0]
        if commit != earlier and now.store.tip(ref) != commit:
            found.append(Branch(ref, commit, earlier))
    sent = {entry.name: entry.commit for entry in now.entries}
    for entry in before.entries:  # a submission that was undone keeps a branch
        last = sent.get(entry.name, entry.commit)  # `verify` says where an act took it out
        if last != entry.commit and not _goes_on(now.store, last, entry.commit):
            ref = undone_ref(entry, entry.commit)
            found += [Branch(ref, entry.commit, entry.commit)] if now.store.tip(ref) is None else []
    return tuple(found)


def _goes_on(store: Store, tip: str, seen: str) -> bool:
    """Whether the history of ``tip`` has that head, or an act that says it is known to be gone."""
    known: list[str] = []
    try:
        for commit, message in ancestry(store, tip):
            if commit == seen:
                return True
            facts = read_trailers(message)
            if dict(facts).get("Act") == GO_ON:
                known += [value for key, value in facts if key == SEEN]
    except RecordDamaged:  # a copy without the earlier acts, or with damage: that is reported for itself
        return True
    return any(seen == head or leads_to(store, head, seen) for head in known)


def _lost(store: Store, tip: str, seen: Seen) -> PutBack:
    mine = {commit for commit, _ in ancestry(store, tip)}
    try:
        acts = acts_of(store, seen.commit)
    except RecordDamaged:
        return PutBack(seen, None, is_behind=False)
    lost = tuple(str(act) for act in acts if act.commit not in mine)
    return PutBack(seen, lost, is_behind=tip in {act.commit for act in acts})


GO_ON = "go-on"
GO_ON_HINT = (
    "put a copy that has them in its place (`amendtrack doctor` says which acts); "
    "if this is meant to be, run `amendtrack doctor DRAFT --go-on --by NAME`"
)


def go_on(now: Snapshot, *, at: When, by: str) -> Act:
    """Record that the record was put back, that this is known, and that it goes on from what is there.

    Raises:
        InputRefused: it goes on from where it was; or nobody is named.
    """
    if not by.strip():
        raise InputRefused("nobody is named for this", remedy="add --by NAME")
    first, tip = now.revisions[0].commit, now.tip
    heads = [s for s in last_seen(now.store.path, first) if s.commit != tip and not _goes_on(now.store, tip, s.commit)]
    if not heads:
        raise InputRefused("nothing was put back: the record goes on from where it was last seen")
    gone = _lost(now.store, tip, heads[0])
    gone_acts = "acts seen before that cannot be read here" if gone.acts is None else f"{_many(gone.acts)} seen before"
    facts = [(SEEN, commit) for commit in dict.fromkeys(seen.commit for seen in heads)]
    facts += [("Missing", act) for act in gone.acts or ()]
    return Act(
        kind=GO_ON,
        summary=f"that the record goes on without {gone_acts}",
        at=moment(at, now.settings.timezone),
        facts=tuple(facts),
        files={},
    )


__all__ = ["GO_ON", "SEEN", "PutBack", "go_on", "put_back", "unfinished"]
