"""The branch ``secretariat``: the registers and acts, read at one commit and written one act at a time.

An act has happened when this branch says so, and not before: whatever else an act writes (a proposal's
branch, a revision, an issued text) is written first and counts for nothing until it is named here. Knows
the names of all refs; leaves what may be recorded to ``draft``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from amendtrack.draft.git.commits import Person
from amendtrack.draft.git.store import HEADS, Store
from amendtrack.errors import AmendtrackError, NotRecorded, RecordDamaged
from amendtrack.record.entries import Entry
from amendtrack.record.record import DELEGATIONS, FOLDERS, RULES, Record, read_record
from amendtrack.record.registers import Delegation, slug
from amendtrack.record.trailers import write_trailers

MAIN, SECRETARIAT = HEADS + "main", HEADS + "secretariat"
UNDONE, ASIDE = HEADS + "undone/", HEADS + "unrecorded/"
OFFICE = Person("Secretariat", "secretariat@amendtrack.invalid")


def proposal_ref(entry: Entry) -> str:
    """The branch of a proposal."""
    return f"{HEADS}proposals/{slug(entry.delegation)}/{entry.number}"


def undone_ref(entry: Entry, commit: str) -> str:
    """The branch of a submission that was undone."""
    return f"{UNDONE}{slug(entry.delegation)}/{entry.number}/{commit[:12]}"


def aside_ref(ref: str, commit: str) -> str:
    """The branch where a commit is kept that stood on another one and that no register names."""
    return f"{ASIDE}{ref.split('/', 2)[2]}/{commit[:12]}"


def meeting_ref(meeting: str) -> str:
    """The branch of the texts issued to a meeting."""
    return f"{HEADS}consolidated/{slug(meeting)}"


def revision_tag(label: str) -> str:
    """The tag of a revision."""
    return f"refs/tags/rev/{label}"


def person_of(delegation: Delegation) -> Person:
    """The delegation as the author of its proposals; the same on every machine."""
    return Person(delegation.display(), f"{slug(delegation.code)}@amendtrack.invalid")


@dataclass(frozen=True, slots=True)
class State:
    """The record at one commit of the branch, and the blobs of its files by path."""

    tip: str
    record: Record
    files: Mapping[str, str]


class Secretariat:
    """The branch in an open repository; what was read is kept for as long as the branch stays where it is."""

    def __init__(self, store: Store, at: str | None = None) -> None:
        """``at`` is the commit to read, if not the branch's tip: what is read then is the past."""
        self.store, self.at = store, at
        self._ahead: str | None = None
        self._last: State | None = None
        self._blobs: dict[str, bytes] = {}

    def state(self) -> State:
        """The record as it stands now."""
        tip = self._ahead or self.at or self.store.tip(SECRETARIAT)
        if tip is None:
            found = "this is a git repository, but not an amendtrack draft: it has no branch secretariat"
            hint = "name the folder that `amendtrack init` made, or copy all its branches (git clone --mirror)"
            raise RecordDamaged(found, place=str(self.store.path), remedy=hint)
        last = self._last
        if last is None or last.tip != tip:
            last = self._last = self._read(tip)
        return last

    def _read(self, tip: str) -> State:
        files = self.store.files(tip)
        read = {path: blob for path, blob in files.items() if path in (RULES, DELEGATIONS) or path.startswith(FOLDERS)}
        self._blobs = {blob: self._blobs.get(blob) or self.store.blob(blob) for blob in read.values()}
        record = read_record({path: self._blobs[blob] for path, blob in read.items()})
        return State(tip, record, MappingProxyType(files))

    def act(
        self,
        subject: str,
        trailers: Iterable[tuple[str, str]],
        files: Mapping[str, bytes],
        *,
        at: datetime,
        before: str | None,
    ) -> str:
        """Record one act on the branch, if it still stands at ``before``; the commit, proven to be there."""
        message = write_trailers(subject, trailers)
        parents = (before,) if before else ()
        commit = self.store.write(
            files, parents=parents, author=OFFICE, committer=OFFICE, at=at, message=message, onto=before or ""
        )
        if self.is_gathering:
            self._ahead = commit
        else:
            self._name(subject, commit, before)
        return commit

    @property
    def is_gathering(self) -> bool:
        """Whether acts are being written that the branch does not name yet."""
        return self._ahead is not None

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """Acts inside follow one another, and are on the branch when all are written; none if one fails."""
        before = self.state().tip
        self._ahead = before
        try:
            yield
            last = self._ahead
        finally:
            self._ahead = None
        if last != before:
            self._name("All together", last, before)

    def _name(self, subject: str, commit: str, before: str | None) -> None:
        """Let the branch name what was written, and prove it."""
        try:
            self.store.move(SECRETARIAT, commit, before)
            self.store.prove()
        except (AmendtrackError, OSError) as err:
            if self._may_name(commit):
                found = f"{subject}: written, but the disk did not confirm it ({err})"
                hint = "do the same again: you will be told whether it is recorded"
                raise NotRecorded(found, place=str(self.store.path), remedy=hint) from err
            raise

    def _may_name(self, commit: str) -> bool:
        """Whether the branch has come to name that commit, or cannot be asked."""
        try:
            return self.store.tip(SECRETARIAT) == commit
        except (RecordDamaged, OSError):
            return True
