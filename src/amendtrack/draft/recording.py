"""The record of a draft while it is open: read as it is, written one act at a time.

Knows locking; leaves what is recorded to ``acts`` and git to ``git``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from enum import Enum
from typing import TYPE_CHECKING

from amendtrack.draft.acts.act import DECIDING, Act, check_recorder, check_time
from amendtrack.draft.acts.registering_keys import signs
from amendtrack.draft.apart import clear_apart
from amendtrack.draft.clock import check_not_ahead
from amendtrack.draft.continuity import GO_ON_HINT, go_on, put_back, unfinished
from amendtrack.draft.git.borrowed import BORROWED, TAKE_IN, borrows
from amendtrack.draft.git.secretariat import Secretariat
from amendtrack.draft.git.seen import Keepers, note_seen
from amendtrack.draft.git.store import Durability, Store
from amendtrack.draft.legibility import check_legible
from amendtrack.draft.outcome import Outcome, Recorded
from amendtrack.draft.snapshot import Snapshot, read_snapshot
from amendtrack.errors import NotRecorded, RecordDamaged
from amendtrack.record.keys import KEYS, Keyring, read_keys

if TYPE_CHECKING:
    from amendtrack.draft.git.signing import Signer
    from amendtrack.record.times import When


class Acting(Enum):
    """Whether acts are written."""

    RECORDS = "records"
    ONLY_CHECKS = "only checks"


class OpenRecord:
    """A record on disk; ``hear`` is called with each act as soon as it is recorded, before anything else is done.

    ``signer`` signs what is recorded once the secretariat has a key. ``check`` looks at the record on which an act is
    about to be performed, while nobody else writes, and may refuse it.
    """

    def __init__(
        self,
        store: Store,
        acting: Acting = Acting.RECORDS,
        *,
        hear: Callable[[Recorded], None] | None = None,
        signer: Signer | None = None,
        check: Callable[[Snapshot], None] | None = None,
    ) -> None:
        self.store, self.acting, self._hear, self.signer, self._check = store, acting, hear, signer, check
        self.secretariat = Secretariat(store)
        self._last: Snapshot | None = None
        self._gathered: list[Recorded] = []
        self._is_known = False

    def only_checking(self) -> OpenRecord:
        """The same record, to which nothing is written."""
        return OpenRecord(self.store, Acting.ONLY_CHECKS, signer=self.signer, check=self._check)

    def heard_by(self, hear: Callable[[Recorded], None]) -> OpenRecord:
        """The same record, with a function that is called with each act."""
        return OpenRecord(self.store, self.acting, hear=hear, signer=self.signer, check=self._check)

    def signed_by(self, signer: Signer) -> OpenRecord:
        """The same record; once the secretariat has a key, this one signs what is recorded."""
        return OpenRecord(self.store, self.acting, hear=self._hear, signer=signer, check=self._check)

    def provided(self, check: Callable[[Snapshot], None]) -> OpenRecord:
        """The same record, on which an act is performed only if ``check`` does not refuse what it is performed on."""
        return OpenRecord(self.store, self.acting, hear=self._hear, signer=self.signer, check=check)

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
        done = self._performed(act, recorder)
        if done.outcome is Outcome.RECORDED and not self.secretariat.is_gathering:
            self.store.maintain_if_due()  # once others can record again
        return done

    def _performed(self, act: Callable[[Snapshot], Act | Recorded], recorder: str) -> Recorded:
        with self._alone():
            now = self.snapshot()
            self._check_goes_on(now)
            if self._check:
                self._check(now)
            with self._signing(now.keyring):
                made = act(now)
            if isinstance(made, Recorded):
                return made
            check_time(made, now.revisions[0])
            check_not_ahead(made.at)
            if made.kind in DECIDING:
                check_legible(now)
            # The first key of the secretariat signs the act that registers it, or that brings it in from another copy.
            before = now.at_commit(made.follows[0]) if made.follows else now
            keyring = read_keys(made.files[KEYS]) if KEYS in made.files else before.keyring
            with self._signing(now.keyring if now.keyring.is_signed_for else keyring):
                return self._written(made, recorder, now)

    def _written(self, made: Act, recorder: str, now: Snapshot) -> Recorded:
        if self.acting is Acting.ONLY_CHECKS:
            return made.checked()
        if self.secretariat.is_gathering:
            done = made.recorded(self.secretariat.write(made, recorder, before=now.tip, named=lambda _: None))
            self._gathered.append(done)
            return done
        commit = self.secretariat.write(
            made, recorder, before=now.tip, named=lambda commit: self._tell(made.recorded(commit))
        )
        return made.recorded(commit).noting(*self._end(now.revisions[0].commit, commit))

    def _tell(self, done: Recorded) -> None:
        if self._hear:
            self._hear(done)

    def _end(self, first: str, commit: str) -> tuple[str, ...]:
        """Do what follows an act that is recorded; what could not be done is done later, and is returned."""
        late = self.secretariat.follow()
        if not late:
            note_seen(self.store.path, first, commit, self._keepers)
        return late

    @property
    def _keepers(self) -> Keepers:
        return Keepers.BOTH if self.store.durability is Durability.SAFE else Keepers.FOLDER

    def note_seen(self) -> None:
        """Remember the head of the record as it is now, unless it was put back."""
        now = self.snapshot()
        if put_back(now) is None and not unfinished(now):
            note_seen(self.store.path, now.revisions[0].commit, now.tip, self._keepers)

    def _check_goes_on(self, now: Snapshot) -> None:
        """Refuse to record on a record that was put back; let the branches of acts that were cut off follow first."""
        if self.secretariat.is_gathering:
            return
        if borrows(self.store.path):
            raise RecordDamaged(f"nothing is recorded while {BORROWED}", place=str(self.store.path), remedy=TAKE_IN)
        if self._is_known:
            return
        for path, what in now.unread:
            raise RecordDamaged(f"nothing is recorded while {path} {what}", place=str(self.store.path), remedy=_EXAMINE)
        if lost := put_back(now):
            raise RecordDamaged(str(lost), place=str(self.store.path), remedy=GO_ON_HINT)
        if self.acting is Acting.RECORDS:
            self._let_follow(now)

    def _let_follow(self, now: Snapshot) -> None:
        """Let the branches of acts that were cut off follow, and clear what else they left."""
        clear_apart(self.store)
        if (waiting := unfinished(now)) and not self.secretariat.let_follow(waiting):
            note_seen(self.store.path, now.revisions[0].commit, now.tip, self._keepers)

    def go_on(self, *, at: When, by: str) -> Recorded:
        """Record that the record was put back and that this is known; see ``continuity.go_on``."""
        return self.knowing().perform(lambda now: go_on(now, at=at, by=by), by)

    def knowing(self) -> OpenRecord:
        """The same record, on which an act is not refused for what is missing: the act itself says what that is."""
        known = OpenRecord(self.store, self.acting, hear=self._hear, signer=self.signer)
        known._is_known = True
        return known

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
            now = self.snapshot()
            self._check_goes_on(now)
            self._gathered = []
            with self.secretariat.gathering():
                yield
            for done in self._gathered:
                self._tell(done)
            self._end(now.revisions[0].commit, self.secretariat.tip())
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
                self._let_follow(self.afresh())
            yield


_EXAMINE = "run `amendtrack doctor DRAFT --from COPY` with a copy that has it"

__all__ = ["Acting", "OpenRecord"]
