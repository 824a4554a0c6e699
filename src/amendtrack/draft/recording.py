"""How any act is recorded: with nobody else writing, as one commit, under the name of whoever records it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from amendtrack.draft.accounts import Accounts
from amendtrack.draft.history import RECORDER
from amendtrack.draft.outcome import Outcome, Recorded
from amendtrack.draft.secretariat import State, aside_ref
from amendtrack.errors import InputRefused
from amendtrack.record.registers import check_line
from amendtrack.record.times import When, moment


class Recording(Accounts):
    """An open draft that can be written to; the acts themselves are in the classes that follow."""

    @contextmanager
    def together(self) -> Iterator[None]:
        """All acts inside are recorded, each as one, or none of them: nobody else writes, and nobody sees half."""
        with self._store.recording(), self._secretariat.gathering():
            yield

    @contextmanager
    def _act(self, dry_run: bool, recorder: str = "") -> Iterator[State]:
        """The record as it stands, with nobody else writing; a dry run only reads."""
        check_recorder(recorder)
        if dry_run or self._secretariat.is_gathering:
            yield self._secretariat.state()
            return
        with self._store.recording():
            yield self._secretariat.state()

    def _point(self, ref: str, commit: str, recorded: str | None) -> None:
        """Let a branch name what is being recorded.

        It may hold a commit that no register names: left by an act that was cut off, or pushed with git.
        That one counts for nothing, but somebody wrote it: it is put aside, never dropped.
        """
        tip = self._store.tip(ref)
        if tip not in (None, recorded, commit):
            assert tip is not None
            aside = aside_ref(ref, tip)
            if self._store.tip(aside) is None:
                self._store.move(aside, tip, None)
        self._store.move(ref, commit, tip)

    def _recorded(
        self,
        state: State,
        summary: str,
        facts: Sequence[tuple[str, str]],
        files: Mapping[str, bytes],
        at: When,
        recorder: str,
        dry_run: bool,
    ) -> Recorded:
        when = moment(at, state.record.settings.timezone)
        facts = [*facts, (RECORDER, check_recorder(recorder))]
        if dry_run:
            return Recorded(Outcome.CHECKED, summary)
        subject = summary[0].upper() + summary[1:]
        return Recorded(
            Outcome.RECORDED, summary, self._secretariat.act(subject, facts, files, at=when, before=state.tip)
        )


def check_recorder(name: str) -> str:
    """The name of whoever records, if it can be kept.

    Raises:
        InputRefused: it is longer than a name, or holds what nobody sees.
    """
    name = check_line(name, "the name of whoever records")
    if len(name) > 120:
        raise InputRefused(f"a recorder's name of {len(name)} characters", remedy="write the usual name")
    return name
