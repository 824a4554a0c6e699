"""What is missing from a draft that its record has or had: acts, branches and tags, files of the registers.

Everybody who opens a draft is told, so it must cost little: the refs are listed once, and nothing is read of a branch
that names what the record says. While somebody records, branches are behind the register for a moment; what is found
then is a suspicion, and is looked at again while nobody records.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from amendtrack.draft.apart import TAKEN_IN, apart, held_ref, taken_in
from amendtrack.draft.continuity import GO_ON_HINT, put_back, unfinished
from amendtrack.draft.git.ancestry import leads_to
from amendtrack.draft.git.borrowed import BORROWED, TAKE_IN, borrows
from amendtrack.draft.git.loose import loose_path
from amendtrack.draft.named_branches import lost_branches, named_refs
from amendtrack.errors import AmendtrackError, MissingFromRecord, RecordDamaged
from amendtrack.record.envelopes import CONTENT, ENVELOPE, Holding, read_holding
from amendtrack.record.filing import HOLDINGS

if TYPE_CHECKING:
    from amendtrack.draft.git.store import Store
    from amendtrack.draft.recording import OpenRecord
    from amendtrack.draft.snapshot import Snapshot

MEND = "run `amendtrack doctor DRAFT --mend`"
_FROM_COPY = "what is in it is in no answer; run `amendtrack doctor DRAFT --from COPY` with a copy that has it"
EMBARGO_BACK = (
    "put back the folder `embargo` of the draft from a copy of it; if this copy is to be without it, remove the file "
    f"{TAKEN_IN}"
)
_MOST_NAMED = 3


def missing(record: OpenRecord) -> tuple[MissingFromRecord, ...]:
    """Everything that is missing from a draft, each with what to do; nothing as a rule."""
    now, place = record.snapshot(), str(record.store.path)
    found = [MissingFromRecord(f"{path} {what}", place=place, remedy=_FROM_COPY) for path, what in now.unread]
    if borrows(record.store.path):
        found.append(MissingFromRecord(BORROWED, place=place, remedy=TAKE_IN))
    for holding in embargo_lost(now):
        what = f"the branch of the file held under embargo as {holding.name} is gone"
        found.append(MissingFromRecord(what, place=place, remedy=MEND))
    for holding in embargo_gone(now):
        what = f"the file held under embargo as {holding.name} is gone, and so is what it held"
        found.append(MissingFromRecord(what, place=place, remedy=EMBARGO_BACK))
    if lost := put_back(now):
        return (*found, MissingFromRecord(str(lost), place=place, remedy=GO_ON_HINT))
    gone = tuple(_branches(now))
    if gone:
        with record.undisturbed():
            gone = tuple(_branches(record.afresh()))
    if gone:
        more = f", and {len(gone) - _MOST_NAMED} more" if len(gone) > _MOST_NAMED else ""
        found.append(MissingFromRecord(f"{', '.join(gone[:_MOST_NAMED])}{more}", place=place, remedy=MEND))
    return tuple(found)


def embargo_lost(now: Snapshot) -> Iterator[Holding]:
    """The files under embargo whose branch is gone at the desk that took them in, and what they held is still there."""
    kept = _apart(now)
    for holding in _held(now) if kept is not None else ():
        with suppress(AmendtrackError):
            if kept is not None and kept.tip(held_ref(holding.commit)) is None:
                kept.commit(holding.commit)
                yield holding


def embargo_gone(now: Snapshot) -> Iterator[Holding]:
    """The files under embargo that were taken in at this desk, and of which nothing can be read any more."""
    here = taken_in(now.store)
    kept = _apart(now) if here else None
    for holding in (one for one in _held(now) if one.name in here) if here else ():
        if kept is None or not _is_there(kept, holding):
            yield holding


def _is_there(kept: Store, holding: Holding) -> bool:
    """Whether a held file is there; it is not read if a file of its own has it, since it may be large."""
    try:
        files = kept.files_of(holding.commit)
        for blob in (files[ENVELOPE], files[CONTENT]):
            if not loose_path(kept.path, blob).exists():
                kept.blob(blob)
    except (AmendtrackError, KeyError):
        return False
    return True


def _apart(now: Snapshot) -> Store | None:
    try:
        return apart(now.store)
    except AmendtrackError:
        return None


def _held(now: Snapshot) -> Iterator[Holding]:
    """What is held under embargo by the record, here or at another desk."""
    for path in now.files.inside(HOLDINGS.rstrip("/")):
        with suppress(AmendtrackError):
            if (holding := read_holding(now.store.blob(now.files[path]), path)) and not holding.released:
                yield holding


def _branches(now: Snapshot) -> Iterator[str]:
    """What is wrong with the branches and tags that the record names, but for those that have yet to follow it."""
    try:
        refs, damaged = now.store.refs()
    except RecordDamaged as err:
        yield str(err)
        return
    named = named_refs(now.record)
    yield from (what.partition("; ")[0] for ref, what in damaged.items() if ref in named)
    here = {ref: pair for ref, pair in named.items() if ref not in damaged}
    lost = tuple(lost_branches(here, refs, lambda *pair: leads_to(now.store, *pair)))
    late = {branch.ref for branch in unfinished(now)} if lost else set()
    yield from (str(one) for one in lost if one.ref not in late)


__all__ = ["EMBARGO_BACK", "MEND", "embargo_gone", "embargo_lost", "missing"]
