"""The one thread of the viewer that touches the repository: it follows the record, and does what it is asked to.

The screen never waits for it. What it finds out it hands to ``hear``, which is called in this thread.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from amendtrack.errors import AmendtrackError, NotConfirmed

if TYPE_CHECKING:
    from amendtrack.draft import Draft, Snapshot
    from amendtrack.viewer.sight import News, Sight

EVERY = 0.25
"""Seconds between two looks at the record."""
A_MOMENT = 1.0
"""Seconds after which nobody waits any longer: for what is only being read, or for it to be on the screen."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is to see now, what is new in it, an act at a time, and what is missing from the record."""

    sight: Sight
    news: tuple[News, ...] = ()
    notice: str = ""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lost:
    """The record cannot be read; what was seen last stands."""

    why: str


@dataclass(frozen=True, slots=True)
class Done:
    """The answer to something that was asked for, for whoever asked."""

    tell: Callable[[object], None]
    answer: object


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that was asked for could not be done; ``is_open`` if that is not known."""

    why: str
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Broken:
    """A bug: the thread has ended."""

    error: Exception


Heard = Seen | Lost | Done | Broken
Question = Callable[["Draft", "Sight | None"], object]


class Clerk:
    """The thread, and the questions that wait for it; ``seen_as`` says which part of the record is looked at."""

    def __init__(
        self, path: Path, hear: Callable[[Heard], None], *, seen_as: Callable[[Snapshot], Snapshot] = lambda now: now
    ) -> None:
        self.path, self._hear, self._seen_as = path, hear, seen_as
        self._tip = ""
        self._asked: queue.SimpleQueue[tuple[Question, Callable[[object], None], bool] | None] = queue.SimpleQueue()
        self._to_record, self._has_ended = 0, False
        self._changed, self._is_on_screen = threading.Condition(), threading.Event()
        self._sight: Sight | None = None
        self._lost, self._is_prepared = "", False
        self._missing: tuple[str, ...] = ()
        self._thread = threading.Thread(target=self._work, name="clerk", daemon=True)

    def start(self) -> None:
        """Begin to follow the record."""
        self._thread.start()

    def go_on(self) -> None:
        """The first that was seen is on the screen: read the rest."""
        self._is_on_screen.set()

    def stop(self) -> None:
        """End once everything that was to be recorded is recorded whole; nobody waits for what is only read."""
        self._asked.put(None)
        self.go_on()
        self.finish_recording()
        self._thread.join(A_MOMENT)

    def finish_recording(self) -> None:
        """Wait until nothing is being recorded."""
        with self._changed:
            self._changed.wait_for(lambda: self._has_ended or not self._to_record)

    def ask(self, question: Question, tell: Callable[[object], None]) -> None:
        """Have a question answered; ``tell`` is given the answer, or a ``Refused``."""
        self._asked.put((question, tell, False))

    def record(self, act: Question, tell: Callable[[object], None]) -> None:
        """Have an act recorded, in the same way; the viewer does not end before that."""
        with self._changed:
            self._to_record += 1
        self._asked.put((act, tell, True))

    def _work(self) -> None:
        try:
            self._follow()
        except Exception as err:
            self._hear(Broken(err))
        finally:
            with self._changed:
                self._has_ended = True
                self._changed.notify_all()

    def _follow(self) -> None:
        from amendtrack.draft import Draft

        draft: Draft | None = None
        while True:
            if draft is None:
                draft = self._opened(Draft)
            if draft is not None:
                self._look(draft, self._hear)
            try:
                asked = self._asked.get(timeout=EVERY)
            except queue.Empty:
                self._prepare()
                continue
            if asked is None:
                return
            question, tell, records = asked
            answer = self._answer(draft, question)
            found = list[Heard]()
            if records:
                with self._changed:
                    self._to_record -= 1
                    self._changed.notify_all()
                if draft is not None:  # whoever is told that it is recorded presses the next key on what it made
                    self._look(draft, found.append)
            for heard in (Done(tell, answer), *found):
                self._hear(heard)

    def _prepare(self) -> None:
        """While nothing is asked, read the modules that the first act needs."""
        if self._sight is not None and self._sight.con is not None and not self._is_prepared:
            self._is_prepared = True
            import_module("amendtrack.draft.submission")
            import_module("amendtrack.draft.acts.proposals")

    def _opened(self, draft: type[Draft]) -> Draft | None:
        try:
            return draft.open(self.path)
        except (AmendtrackError, OSError) as err:
            self._lose(err, self._hear)
            return None

    def _answer(self, draft: Draft | None, question: Question) -> object:
        if draft is None:
            return Refused(self._lost)
        try:
            return question(draft, self._sight)
        except (AmendtrackError, OSError) as err:
            return Refused(self._why(err), is_open=isinstance(err, NotConfirmed))

    def _look(self, draft: Draft, hear: Callable[[Heard], None]) -> None:
        """Read the record if it has changed."""
        from amendtrack.viewer.sight import Sight, sight_of, whats_new

        before = self._sight
        try:
            now = draft.snapshot()
            if before is not None and before.con is not None and now.tip == self._tip:
                if self._lost:
                    self._lost = ""
                    hear(Seen(before, notice="the record can be read again", missing=self._missing))
                return
            if before is None:
                self._sight = first = Sight(now)
                _ = first.together
                hear(Seen(first))
                self._is_on_screen.wait(A_MOMENT)
            self._missing = tuple(f"{gone.args[0]}; {gone.remedy}" for gone in draft.missing())
            self._sight = sight = sight_of(self._seen_as(now), before)
        except (AmendtrackError, OSError) as err:
            self._lose(err, hear)
            return
        self._lost, self._tip = "", now.tip
        if before is None or before.con is None:
            hear(Seen(sight, missing=self._missing))
            return
        held = {act.commit for act in sight.acts}
        gone = sum(act.commit not in held for act in before.acts)
        acts = f"{gone} act{'s' if gone > 1 else ''} that {'were' if gone > 1 else 'was'}"
        notice = f"the record was replaced: {acts} in it {'are' if gone > 1 else 'is'} gone; see doctor" if gone else ""
        hear(Seen(sight, whats_new(before, sight), notice, self._missing))

    def _why(self, err: Exception) -> str:
        return (
            str(err) if self.path.exists() or self._sight is None else f"{self.path}: the folder is not there any more"
        )

    def _lose(self, err: Exception, hear: Callable[[Heard], None]) -> None:
        """Say once that the record cannot be read, and why."""
        why = self._why(err)
        if why != self._lost:
            self._lost = why
            hear(Lost(why))


__all__ = ["Broken", "Clerk", "Done", "Heard", "Lost", "Question", "Refused", "Seen"]
