"""The record of a draft while it is open: read as it is, written one act at a time.

Knows locking; leaves what is recorded to ``acts`` and git to ``git``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from enum import Enum

from amendtrack.draft.acts.act import Act, check_recorder, check_time
from amendtrack.draft.git.secretariat import Secretariat
from amendtrack.draft.git.store import Store
from amendtrack.draft.outcome import Recorded
from amendtrack.draft.snapshot import Snapshot, read_snapshot
from amendtrack.errors import NotRecorded


class Acting(Enum):
    """Whether acts are written."""

    RECORDS = "records"
    ONLY_CHECKS = "only checks"


class OpenRecord:
    """A record on disk; ``hear`` is called with each act as soon as it is recorded, before anything else is done."""

    def __init__(
        self, store: Store, acting: Acting = Acting.RECORDS, *, hear: Callable[[Recorded], None] | None = None
    ) -> None:
        self.store, self.acting, self._hear = store, acting, hear
        self.secretariat = Secretariat(store)
        self._last: Snapshot | None = None

    def only_checking(self) -> OpenRecord:
        """The same record, to which nothing is written."""
        return OpenRecord(self.store, Acting.ONLY_CHECKS)

    def heard_by(self, hear: Callable[[Recorded], None]) -> OpenRecord:
        """The same record, with a function that is called with each act."""
        return OpenRecord(self.store, self.acting, hear=hear)

    def snapshot(self) -> Snapshot:
        """The record as it is now."""
        tip = self.secretariat.tip()
        self._last = self._last.at_commit(tip) if self._last else read_snapshot(self.store, tip)
        return self._last

    def afresh(self) -> Snapshot:
        """The record as it is now, of which nothing was read before."""
        return read_snapshot(Store(self.store.path, self.store.durability), self.secretariat.tip())

    def perform(self, act: Callable[[Snapshot], Act | Recorded], recorder: str) -> Recorded:
        """Record the result of an act while nobody else writes; or say what would be recorded."""
        recorder = check_recorder(recorder)
        with self._alone():
            now = self.snapshot()
            made = act(now)
            if isinstance(made, Recorded):
                return made
            check_time(made, now.revisions[0])
            if self.acting is Acting.ONLY_CHECKS:
                return made.checked()
            done = made.recorded(self.secretariat.write(made, recorder, before=now.tip))
            if not self.secretariat.is_gathering:
                if self._hear:
                    self._hear(done)
                self.store.maintain_if_due()
            return done

    @contextmanager
    def together(self) -> Iterator[None]:
        """Every act inside is recorded as an act of its own, or none of them is."""
        if self.acting is Acting.ONLY_CHECKS:
            yield
            return
        with self.store.recording():
            with self.secretariat.gathering():
                yield
            self.store.maintain_if_due()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep others from writing; acts that are only checked need not wait."""
        if self.acting is Acting.ONLY_CHECKS or self.secretariat.is_gathering:
            yield
            return
        with self.store.recording():
            yield

    @contextmanager
    def undisturbed(self) -> Iterator[None]:
        """Keep others from writing; on a read-only medium, nobody can."""
        if self.secretariat.is_gathering:
            yield
            return
        with ExitStack() as lock:
            with suppress(NotRecorded):
                lock.enter_context(self.store.recording())
            yield


__all__ = ["Acting", "OpenRecord"]
