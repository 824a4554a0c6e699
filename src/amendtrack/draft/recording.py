"""The record of a draft while it is open: read as it is, written one act at a time.

Knows locking; leaves what is recorded to ``acts`` and git to ``git``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from enum import Enum
from typing import TYPE_CHECKING

from amendtrack.draft.acts.act import Act, check_recorder, check_time
from amendtrack.draft.acts.registering_keys import signs
from amendtrack.draft.git.secretariat import Secretariat
from amendtrack.draft.git.store import Store
from amendtrack.draft.outcome import Recorded
from amendtrack.draft.snapshot import Snapshot, read_snapshot
from amendtrack.errors import NotRecorded
from amendtrack.record.keys import KEYS, Keyring, read_keys

if TYPE_CHECKING:
    from amendtrack.draft.git.signing import Signer


class Acting(Enum):
    """Whether acts are written."""

    RECORDS = "records"
    ONLY_CHECKS = "only checks"


class OpenRecord:
    """A record on disk; ``hear`` is called with each act as soon as it is recorded, before anything else is done.

    ``signer`` signs what is recorded once the secretariat has a key.
    """

    def __init__(
        self,
        store: Store,
        acting: Acting = Acting.RECORDS,
        *,
        hear: Callable[[Recorded], None] | None = None,
        signer: Signer | None = None,
    ) -> None:
        self.store, self.acting, self._hear, self.signer = store, acting, hear, signer
        self.secretariat = Secretariat(store)
        self._last: Snapshot | None = None

    def only_checking(self) -> OpenRecord:
        """The same record, to which nothing is written."""
        return OpenRecord(self.store, Acting.ONLY_CHECKS, signer=self.signer)

    def heard_by(self, hear: Callable[[Recorded], None]) -> OpenRecord:
        """The same record, with a function that is called with each act."""
        return OpenRecord(self.store, self.acting, hear=hear, signer=self.signer)

    def signed_by(self, signer: Signer) -> OpenRecord:
        """The same record; once the secretariat has a key, this one signs what is recorded."""
        return OpenRecord(self.store, self.acting, hear=self._hear, signer=signer)

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
            with self._signing(now.keyring):
                made = act(now)
            if isinstance(made, Recorded):
                return made
            check_time(made, now.revisions[0])
            # The first key of the secretariat signs the act that registers it.
            keyring = read_keys(made.files[KEYS]) if KEYS in made.files else now.keyring
            with self._signing(now.keyring if now.keyring.is_signed_for else keyring):
                if self.acting is Acting.ONLY_CHECKS:
                    return made.checked()
                done = made.recorded(self.secretariat.write(made, recorder, before=now.tip))
            if not self.secretariat.is_gathering:
                if self._hear:
                    self._hear(done)
                self.store.maintain_if_due()
            return done

    @contextmanager
    def _signing(self, keyring: Keyring) -> Iterator[None]:
        """Sign the commits that are made inside, if the secretariat has a key and they are going to be recorded."""
        wanted = signs(keyring, self.signer) and self.acting is Acting.RECORDS
        self.store.signer = self.signer if wanted else None
        try:
            yield
        finally:
            self.store.signer = None

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
