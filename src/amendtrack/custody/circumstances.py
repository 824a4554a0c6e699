"""What around a draft's record may harm it: locks, what dead processes left, settings, synced folders, other copies.

Amendtrack itself obeys no setting of a repository and runs no program that one names; plain git does. Only reads.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from amendtrack.custody.findings import Finding, caution
from amendtrack.draft.git.borrowed import BORROWED, TAKE_IN, borrows
from amendtrack.draft.git.file_locks import MOVING, git_locks, is_ours, lock_age
from amendtrack.draft.git.on_disk import read_file
from amendtrack.draft.git.refs import SECRETARIAT
from amendtrack.draft.git.repository import settings_of
from amendtrack.draft.git.store import Store
from amendtrack.draft.history import acts_of
from amendtrack.draft.snapshot import Snapshot, read_snapshot
from amendtrack.errors import AmendtrackError

_MEND = "run `amendtrack doctor DRAFT --mend` when no git command is running on it"
OLD = 60.0
"""A lock of git's, or a file that it is writing, may be left by a dead process if it is this many seconds old."""
_HARMFUL = re.compile(
    r"(?i)(core\.(fsmonitor|hookspath|sshcommand|worktree|editor|pager|gitproxy|alternaterefscommand|askpass)"
    r"|filter\..*|diff\..*\.(command|textconv)|diff\.external|merge\..*\.driver|credential\..*|gpg\..*program"
    r"|include\.path|includeif\..*|alias\..*|url\..*|remote\..*\.(uploadpack|receivepack|vcs|proxy)"
    r"|uploadpack\.packobjectshook|sequence\.editor|protocol\..*)"
)
_SYNCED = re.compile(
    r"(?i)dropbox|onedrive|icloud ?drive|mobile documents|nextcloud|owncloud|google ?drive|pcloud|seafile"
)
_SYNC_MARKS = (
    ".dropbox",
    ".dropbox.cache",
    ".stfolder",
    ".nextcloudsync.log",
    ".owncloudsync.log",
    ".tmp.drivedownload",
)
_CONFLICT = re.compile(r"(?i)conflict|\(\d+\)|[^/]+ \d+(\.[a-z]+)?$|-(desktop|laptop)-\w+$")


def of_locks(path: Path) -> Iterator[Finding]:
    """Git's locks, and what processes left that died."""
    for lock in git_locks(path):
        place, age = lock.relative_to(path).as_posix(), lock_age(lock)
        if is_ours(path, lock):
            hint = "nothing: the next act removes it"
            yield caution("lock-dead", place, f"left {age} by an amendtrack that died", hint)
        else:
            yield Finding("lock", place, f"git has locked this {age}: nothing can be recorded there", _MEND)
    for file in left_over(path):
        place = file.relative_to(path).as_posix()
        yield caution("left-over", place, "left by a process that died while writing", _MEND)


def left_over(path: Path) -> tuple[Path, ...]:
    """Unfinished files and folders that nobody is writing any more."""
    found = [*path.glob("objects/tmp_obj*"), *path.glob("objects/??/tmp_obj*"), *path.glob("objects/pack/tmp_*")]
    found += [*path.glob("objects/pack/.tmp-*"), *path.glob("amendtrack.packed"), *path.glob(".amendtrack.left.*")]
    return tuple(file for file in found if is_old(file) and not file.name.startswith("tmp_objdir-amendtrack-"))


def is_old(file: Path) -> bool:
    """Whether a file was last touched long ago."""
    with suppress(OSError):
        return time.time() - file.lstat().st_mtime > OLD
    return False


def of_settings(path: Path) -> Iterator[Finding]:
    """What makes plain git run programs, read other places or show other texts here."""
    section = ""
    for line in settings_of(path).splitlines():
        if head := re.match(r"\s*\[\s*([\w.-]+)(?:\s+\"(.*)\")?\s*\](.*)", line):
            section, line = (f"{head[1]}.{head[2]}" if head[2] is not None else head[1]), head[3]
        key = f"{section}.{line.partition('=')[0].strip()}"
        if line.strip() and _HARMFUL.fullmatch(key):
            found = f"plain git obeys {key} here; amendtrack does not"
            yield caution("odd-setting", "config", found, f"if you did not set it: git config --unset-all {key}")
    hooks = path / "hooks"
    for hook in sorted(hooks.iterdir()) if hooks.is_dir() and not hooks.is_symlink() else ():
        if not hook.name.endswith(".sample") and os.access(hook, os.X_OK):
            found = "plain git runs this program here; amendtrack does not"
            yield caution("hook", f"hooks/{hook.name}", found, "if you did not put it there, remove it")
    if not (path / "config").is_file():
        yield Finding("config-missing", "config", "git needs this file", "run `amendtrack doctor DRAFT --mend`")
    yield from _other_texts(path)


def _other_texts(path: Path) -> Iterator[Finding]:
    shows = "plain git shows another text for it than the one recorded"
    for file in sorted((path / "refs" / "replace").glob("*")):
        yield Finding("replaced", file.name, shows, f"git replace -d {file.name}, unless you know why it is there")
    with suppress(OSError):
        if b" refs/replace/" in read_file(path / "packed-refs", 256_000_000):
            yield Finding("replaced", "packed-refs", shows, "git replace -l lists them; git replace -d removes one")
    if (path / "info" / "grafts").exists():
        yield Finding(
            "grafts", "info/grafts", "plain git shows another history than the one recorded", "remove the file"
        )
    if borrows(path):
        yield Finding("alternates", "objects/info/alternates", BORROWED, TAKE_IN)


def of_place(path: Path) -> Iterator[Finding]:
    """A folder that a program copies to and from other machines, the conflicts it left, and another user's folder."""
    here = path.resolve()
    for folder in (here, *here.parents):
        marks = [mark for mark in _SYNC_MARKS if (folder / mark).exists()]
        if _SYNCED.search(folder.name) or (marks and folder != here):
            found = "this folder is synced file by file, which can tear a record apart and bring back older files"
            hint = "keep the draft elsewhere, and exchange it with `publish` and `fetch`, or git"
            yield caution("synced-folder", str(folder), found, hint)
            break
    for file in sorted(path.rglob("*")):
        place = file.relative_to(path).as_posix()
        if not place.startswith(("objects/pack/pack-", "hooks/")) and _CONFLICT.search(file.name):
            yield Finding(
                "conflict-file",
                place,
                "a sync program left this beside the file that counts",
                "compare, then remove it",
            )
    if hasattr(os, "geteuid") and here.stat().st_uid != os.geteuid():
        yield caution(
            "other-owner",
            str(path),
            "another user owns this folder: it is opened only if it is listed in git's safe.directory",
            "work as that user",
        )


def of_twins(now: Snapshot) -> Iterator[Finding]:
    """Copies of the same draft beside this one that have acts which this one has not."""
    try:
        mine = [act.commit for act in acts_of(now.store, now.tip)]
    except AmendtrackError:  # a copy without the earlier acts
        return
    for other in sorted(now.store.path.resolve().parent.iterdir()):
        if other == now.store.path.resolve() or not (other / "HEAD").is_file() or not (other / "objects").is_dir():
            continue
        try:
            store = Store(other)
            tip = store.tip(SECRETARIAT)
            if tip is None or tip in mine or read_snapshot(store, tip).revisions[0].commit != now.revisions[0].commit:
                continue
            theirs = [act.commit for act in acts_of(store, tip)]
        except (AmendtrackError, OSError):
            continue
        ahead, behind = len(set(theirs) - set(mine)), len(set(mine) - set(theirs))
        if behind:
            found = f"a copy of this draft, and both were recorded on: {behind} acts only here, {ahead} only there"
            yield Finding(
                "two-copies", other.name, found, "run `amendtrack fetch DRAFT COPY`, which brings them together"
            )
        else:
            found = f"a copy of this draft that is {ahead} act{'s' * (ahead != 1)} ahead of this one"
            yield caution("newer-copy", other.name, found, "use that one, or run `amendtrack fetch DRAFT COPY`")


__all__ = ["MOVING", "OLD", "is_old", "left_over", "of_locks", "of_place", "of_settings", "of_twins"]
