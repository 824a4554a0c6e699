"""Folders and commits of the branch of acts that cannot be read: what each was, and folders made again where provable.

An act performed again on the record before it gives the folders that it left; what has the fingerprint of one that is
lost is that one. A commit says who recorded what and when, which nothing else says: it is never made again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from amendtrack.custody.replaying import replays
from amendtrack.draft.git.loose import write_loose
from amendtrack.draft.git.refs import OFFICE, SECRETARIAT
from amendtrack.draft.history import acts_of
from amendtrack.draft.snapshot import read_snapshot
from amendtrack.errors import AmendtrackError, RecordDamaged

if TYPE_CHECKING:
    from amendtrack.draft.git.store import Store

_FOLDER = b"40000"


def folders_again(store: Store) -> Iterator[str]:
    """Put back the folders of the registers that acts performed again give; their ids."""
    try:
        tip = store.tip(SECRETARIAT)
        log = acts_of(store, tip) if tip else ()
    except RecordDamaged:  # a commit is lost: nobody knows what the act was
        return
    meetings = dict.fromkeys(filter(None, (act.fact("Meeting") for act in log)))
    for act in log:
        read = store.commit(act.commit)
        lost = dict(_unreadable(store, read.tree))
        if not lost or len(read.parents) != 1:
            continue
        with suppress(AmendtrackError):
            before = read_snapshot(store, read.parents[0])
            for again in replays(before, act, meetings):
                made = store.make(
                    again.files,
                    parents=read.parents,
                    author=OFFICE,
                    committer=OFFICE,
                    at=act.at,
                    message="",
                    onto=read.parents[0],
                )
                found = [name for name in made.objects if name in lost]
                for name in found:
                    write_loose(store.path, name, *made.objects[name], sync=True)
                    yield name
                if found:  # what is below one that was lost is seen only now
                    below = [name for name, _ in _unreadable(store, read.tree) if name in made.objects]
                    for name in below:
                        write_loose(store.path, name, *made.objects[name], sync=True)
                    yield from below
                    break


def what_is_lost(store: Store) -> dict[str, str]:
    """By its id, what each folder and commit of the branch of acts was that cannot be read."""
    found: dict[str, str] = {}
    try:
        tip = store.tip(SECRETARIAT)
    except RecordDamaged:
        return found
    stack = [(tip, "the last act")] if tip else []
    met = {tip}
    while stack:
        name, words = stack.pop()
        try:
            read = store.commit(name)
        except RecordDamaged:
            found[name] = f"{words}, and the way to every act before it"
            continue
        said = f"“{read.message.partition(chr(10))[0]}” ({read.at:%Y-%m-%d %H:%M})"
        for tree, path in _unreadable(store, read.tree):
            found[tree] = f"{f'the folder {path}' if path else 'the registers'} as the act {said} left them"
        fresh = [parent for parent in read.parents if parent not in met]
        met.update(fresh)
        stack += [(parent, f"the act before {said}") for parent in fresh]
    return found


def state_before(store: Store) -> str:
    """The last state of the record that is whole, where the registers cannot be read as they are; else empty."""
    try:
        tip = store.tip(SECRETARIAT) or ""
        if not _can_be_read(store, tip):
            return next((c for c in _earlier(store, tip) if _is_whole(store, c)), "")
    except RecordDamaged:
        pass
    return ""


def _earlier(store: Store, tip: str) -> Iterator[str]:
    """The states before one: by its commits, or, where it cannot be read, by what git has logged of the branch."""
    with suppress(RecordDamaged):
        while parents := store.commit(tip).parents:
            tip = parents[0]
            yield tip
        return
    with suppress(OSError):
        lines = (Path(store.path) / "logs" / SECRETARIAT).read_text("ascii", "replace").splitlines()
        for line in reversed(lines):
            yield line.partition(" ")[0]


def _is_whole(store: Store, commit: str) -> bool:
    try:
        acts_of(store, commit)
    except AmendtrackError:
        return False
    return _can_be_read(store, commit)


def _can_be_read(store: Store, commit: str) -> bool:
    try:
        read_snapshot(store, commit)
    except AmendtrackError:
        return False
    return True


def _unreadable(store: Store, tree: str, path: str = "") -> Iterator[tuple[str, str]]:
    """The folders below one, and itself, that cannot be read; each with its path."""
    try:
        entries = store.entries(tree)
    except RecordDamaged:
        yield tree, path
        return
    for name, (mode, at) in entries.items():
        if mode == _FOLDER:
            yield from _unreadable(store, at, f"{path}{name}/")


__all__ = ["folders_again", "state_before", "what_is_lost"]
