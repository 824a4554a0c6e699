"""A whole examination of a draft: what is wrong with it, in the order in which it is to be dealt with.

Needs no draft that can be opened, and reads nothing that could be waited on for ever.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from amendtrack.custody.circumstances import of_locks, of_place, of_settings, of_twins
from amendtrack.custody.findings import Finding, caution, in_order
from amendtrack.custody.lost_acts import state_before, what_is_lost
from amendtrack.custody.rebuilding import known_as_lost
from amendtrack.custody.substance import (
    FROM_COPY,
    PUT_BACK,
    of_copy,
    of_files,
    of_history,
    of_objects,
    of_record,
    of_refs,
)
from amendtrack.draft.continuity import GO_ON_HINT, put_back
from amendtrack.draft.git.refs import SECRETARIAT
from amendtrack.draft.git.store import Store
from amendtrack.draft.inspection import problems
from amendtrack.draft.missing import EMBARGO_BACK, embargo_gone, embargo_lost
from amendtrack.draft.snapshot import Snapshot, read_snapshot
from amendtrack.errors import AmendtrackError, RecordDamaged


def examine(path: str | Path) -> tuple[Finding, ...]:
    """Everything found in the draft in that folder, damage first; nothing if it is sound.

    >>> import tempfile
    >>> from amendtrack.draft import Draft
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     draft = Draft.init(f"{folder}/plan", "1. We shall meet.", title="Plan", at="2009-07-17")
    ...     sound = examine(draft.path)
    ...     (draft.path / "refs/heads/main").unlink()
    ...     print(sound, *examine(draft.path))
    () ref-missing: refs/heads/main: the branch of Rev.0 is gone; run `amendtrack doctor DRAFT --mend`

    Raises:
        InputRefused: it is no draft.
    """
    path = Path(path)
    return in_order(_as_known(path, _found(path)))


def _as_known(path: Path, found: Iterator[Finding]) -> Iterator[Finding]:
    """The findings; content that an act made again, since it is lost, is nothing new."""
    lost: dict[str, int] = {}
    with suppress(AmendtrackError):
        store = Store(path)
        lost = known_as_lost(store, store.tip(SECRETARIAT) or "")
    for one in found:
        if one.place in lost and one.code in ("object-damaged", "object-missing"):
            act = f"act {lost[one.place]} made again what it held, as far as it was known"
            yield caution(one.code, one.place, f"{one.what}; {act}", f"if a copy still has it: {FROM_COPY}")
        else:
            yield one


def _found(path: Path) -> Iterator[Finding]:
    try:
        store = Store(path)
    except RecordDamaged as err:
        yield Finding("repository-damaged", err.place or str(path), str(err.args[0]), PUT_BACK)
        return
    yield from of_files(path)
    needed = tuple(_in_words(store, tuple(of_history(store))))
    places = {one.place for one in needed}
    yield from (one for one in of_objects(path) if one.place not in places)
    yield from needed
    yield from of_refs(store)
    yield from of_copy(store)
    with suppress(RecordDamaged):  # of the branch itself: found already
        yield from _of_branches(store, places)
    yield from of_locks(path)
    yield from of_place(path)
    yield from of_settings(path)


def _of_branches(store: Store, known: set[str]) -> Iterator[Finding]:
    """What is wrong between the record and its branches. If somebody records meanwhile, only what stays wrong."""
    tip = store.tip(SECRETARIAT)
    if tip is None:
        hint = f"{PUT_BACK}, or {FROM_COPY}"
        yield Finding("record-missing", SECRETARIAT, "the branch of the registers is gone", hint)
        return
    found = tuple(_as_of(store, tip, known))
    if found and (later := store.tip(SECRETARIAT)) not in (tip, None):
        stays = {(one.code, one.place) for one in _as_of(store, later or "", known)}
        found = tuple(one for one in found if (one.code, one.place) in stays)
    yield from found


def _as_of(store: Store, tip: str, known: set[str]) -> Iterator[Finding]:
    yield from of_record(store, tip)
    if (now := _snapshot(store, tip)) is not None:
        yield from _of_time(now, known)
        yield from of_twins(now)


def _in_words(store: Store, found: tuple[Finding, ...]) -> Iterator[Finding]:
    """The findings, with what was lost of the branch of acts."""
    if not found:
        return
    lost = what_is_lost(store)
    before = state_before(store) if any(one.place in lost for one in found) else ""
    for one in found:
        if one.place not in lost:
            yield one
            continue
        hint = one.remedy if " act before " in lost[one.place] else f"{PUT_BACK}; if that cannot, {one.remedy}"
        if before:
            hint += f"; if there is no copy, the record can go on from before: `git update-ref {SECRETARIAT} {before}`"
            hint += ", then `amendtrack doctor DRAFT --go-on --by NAME`, and what followed is recorded again"
        elif " act before " in lost[one.place]:
            hint += "; the registers as they are now are whole, and what is lost is the log up to there"
        yield replace(one, what=f"{one.what}; this was {lost[one.place]}", remedy=hint)


def _snapshot(store: Store, tip: str) -> Snapshot | None:
    try:
        return read_snapshot(store, tip)
    except RecordDamaged:
        return None


def _of_time(now: Snapshot, known: set[str]) -> Iterator[Finding]:
    """Whether the record goes on from where it was last seen; and whatever else is wrong in it."""
    try:
        if lost := put_back(now):
            seen = f"{datetime.fromtimestamp(lost.seen.at, UTC):%Y-%m-%d %H:%M} UTC, {lost.seen.where}"
            for act in lost.acts or ():
                yield Finding("act-missing", seen, act, "it was recorded, and is not in the record any more")
            hint = GO_ON_HINT if lost.acts is None else f"{PUT_BACK} to have them back; or, if meant, --go-on --by NAME"
            yield Finding("put-back", SECRETARIAT, str(lost), hint)
        for holding in embargo_lost(now):
            found = "the branch of a file held under embargo is gone"
            yield Finding("embargo-missing", holding.name, found, PUT_BACK)
        for holding in embargo_gone(now):
            found = "a file held under embargo is gone, and so is what it held"
            yield Finding("embargo-missing", holding.name, found, EMBARGO_BACK)
        for problem in problems(now):
            if not any(place in problem for place in known) and (one := _of_register(now, problem)):
                yield one
    except AmendtrackError as err:
        yield Finding("record", err.place or SECRETARIAT, str(err.args[0]), err.remedy or FROM_COPY)


def _of_register(now: Snapshot, problem: str) -> Finding | None:
    """A problem of the register, unless it is found by other means, or follows from what cannot be read of it."""
    place, _, what = problem.partition(": ")
    found, _, hint = what.rpartition("; ")
    if place in {path for path, _ in now.unread}:
        return None
    if place.startswith("refs/"):
        return Finding("branch-unknown", place, found, hint) if "does not name" in what and not now.unread else None
    return Finding("record", place, what, "run `amendtrack acts` to see who recorded it, and when")


__all__ = ["examine"]
