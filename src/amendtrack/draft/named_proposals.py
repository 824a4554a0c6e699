"""The proposals that people name: by number, by the code of a delegation, or by its name."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from difflib import get_close_matches
from typing import TYPE_CHECKING

from amendtrack.errors import RecordDamaged, Unknown
from amendtrack.record.entries import Entry, entry_file
from amendtrack.record.registers import name_key

if TYPE_CHECKING:
    from amendtrack.draft.snapshot import Snapshot

_VERIFY = "run `amendtrack verify`, which names the act that did this, and `amendtrack doctor --from COPY`"


def proposal(now: Snapshot, name: str) -> Entry:
    """The proposal with that number, or the only one of that delegation; see ``Snapshot.proposal``."""
    found = chosen(now, [name])
    standing = tuple(e for e in found if e.stands)
    found = standing if len(found) > 1 and standing else found
    if len(found) > 1:
        raise Unknown(f"{name!r} has several proposals", remedy=f"name one of {', '.join(e.name for e in found)}")
    return found[0]


def chosen(now: Snapshot, names: Iterable[str]) -> tuple[Entry, ...]:
    """The proposals that these numbers, codes and display names stand for; see ``Snapshot.chosen``."""
    found = {entry.name: entry for name in names for entry in _meant(now, name)}
    return tuple(sorted(found.values(), key=lambda e: (e.delegation, e.number)))


def _meant(now: Snapshot, name: str) -> tuple[Entry, ...]:
    """The proposal with that number, or all of the delegation of that name."""
    code = name.rpartition("-")[0]
    own = now.proposals_of(now.delegations.resolve(code).code) if code in now.delegations else ()
    if found := tuple(e for e in own if name_key(e.name) == name_key(name)):
        return found
    if name in now.delegations and (own := now.proposals_of(now.delegations.resolve(name).code)):
        return own
    by_name = {name_key(e.name): e for e in now.proposals()}
    if name_key(name) in by_name:
        return (by_name[name_key(name)],)
    if lost := _lost(now, name):
        raise lost
    near = get_close_matches(name_key(name), sorted(by_name), n=3, cutoff=0.5)
    listed = ", ".join(e.name for e in now.proposals()) or "none"
    hint = f"nearest: {', '.join(by_name[n].name for n in near)}" if near else f"this draft has {listed}"
    raise Unknown(f"no proposal {name!r}", remedy=hint)


def _lost(now: Snapshot, name: str) -> RecordDamaged | None:
    """Why the register has no proposal of a name under which an act recorded one; ``None`` if none did."""
    wanted = name_key(name)
    if any(name_key(e.name) == wanted for e in (*now.record.entries, *now.held)):
        return None
    with suppress(RecordDamaged):  # a copy without the earlier acts
        for act in now.acts():
            recorded = act.fact("Proposal")
            if recorded and name_key(recorded) == wanted:
                path = entry_file(recorded)
                why = dict(now.unread).get(path, "is no longer in the register")
                return RecordDamaged(f"{act} recorded {recorded}, and its entry {why}", place=path, remedy=_VERIFY)
    return None


__all__ = ["chosen", "proposal"]
