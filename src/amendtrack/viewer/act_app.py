"""A draft on the terminal, and acts on it: each is planned, shown, and recorded as it was shown, or left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual.events import Key

from amendtrack.errors import InputRefused
from amendtrack.viewer import floor
from amendtrack.viewer.clerk import Question, Refused
from amendtrack.viewer.draft_app import STILL_READ, DraftApp
from amendtrack.viewer.floor import Acted, Meant, Planned
from amendtrack.viewer.typing_app import KEPT, Prompt

if TYPE_CHECKING:
    from amendtrack.consolidation.slots.slot import Slot, Variant
    from amendtrack.consolidation.value import Consolidation
    from amendtrack.draft import Draft, Snapshot
    from amendtrack.viewer.sight import Sight


_RECORDS, _TURNS = ("enter", "y"), ("space", "pagedown")
"""The keys that record an act that is shown to its end, and those that only show more of it."""


class ActApp(DraftApp):
    """A draft, and whatever is done with it: nothing is recorded that was not shown before."""

    def __init__(self, path: Path, *, by: str, clock: Callable[[], datetime]) -> None:
        super().__init__(path, by=by, clock=clock)
        self.planned: Planned | None = None
        self.mine: list[str] = []
        """The commits of the acts that were recorded here and not undone, the last one last."""
        self.asked = 0
        """How many acts were planned or recorded; the answer to an act that was left is not shown."""
        self.is_busy = False
        self.typed_for = ""
        """Under which name the words of the act that is planned are kept."""

    # -- where one is ---------------------------------------------------------------------------

    def _known(self) -> tuple[Sight, Consolidation]:
        """What is seen, once the proposals are read.

        Raises:
            InputRefused: they are not yet.
        """
        if self.sight is None or self.sight.con is None:
            raise InputRefused(STILL_READ, remedy="try again in a moment")
        return self.sight, self.sight.con

    def _slot(self) -> Slot:
        sight, _ = self._known()
        slot = sight.slots.get(self.reader.at.slot)
        if slot is None or slot.settled:
            raise InputRefused("there is no open slot here", remedy="go to one with n")
        return slot

    def _variant(self) -> tuple[Slot, Variant]:
        """The slot, and the reading of it that is chosen, or is the only one."""
        slot = self._slot()
        number = self.reader.at.reading or (1 if len(slot.variants) == 1 else 0)
        if not 1 <= number <= len(slot.variants):
            hint = f"choose one first: 1 to {len(slot.variants)}"
            raise InputRefused(f"{slot.address} has {len(slot.variants)} readings", remedy=hint)
        return slot, slot.variants[number - 1]

    def _unit(self) -> tuple[str, int]:
        """The place, and its unit of the draft."""
        _, con = self._known()
        place = self.reader.at.place
        if place not in con.addresses:
            raise InputRefused(f"{place or 'this passage'} is not in the draft", remedy="go to a unit of the draft")
        return place, con.addresses.index(place)

    def pressed(self, event: Key) -> bool:
        """Record what is shown, or leave it; anything else as when reading."""
        if self.is_busy:  # a key that is pressed early must not be taken for an answer to what is not yet shown
            if event.key == "escape" and self.planned is None:
                self.asked, self.is_busy = self.asked + 1, False
                self.say("nothing was recorded")
            return True
        if self.planned is None:
            return super().pressed(event)
        if event.key in (*_RECORDS, *_TURNS) and not self.breath.is_new:  # nobody has read what is shown
            self.say("read it first, then Enter")
        elif self.turned(event.key):
            self.must_be_read()
        elif event.key in _RECORDS:
            self.record_planned()
        elif event.key in ("escape", "n", "q"):
            self.drop_planned("nothing was recorded")
        else:
            self.say("Enter records what is shown, Esc leaves it")
        return True

    def bottom(self, width: int) -> str:
        """The keys that work here."""
        if self.planned is not None and self.card_left:
            return " Enter the rest of it  Esc leave it"
        if self.planned is not None:
            return " Enter record it  Esc leave it"
        return super().bottom(width)

    # -- planning and recording ------------------------------------------------------------------

    def is_reading(self) -> bool:
        """Whether nothing is being typed, planned or recorded."""
        return super().is_reading() and self.planned is None and not self.is_busy

    def _as_seen(self, place: str) -> Callable[[Snapshot], None]:
        """A check that what is at a place is still what is on the screen."""
        _, con = self._known()
        return floor.as_seen(con, place)

    def plan(self, meant: Meant, check: Callable[[Snapshot], None] | None = None) -> None:
        """Show what an act would do; ``check`` is what it depends on."""
        meant = replace(meant, check=check) if check else meant
        at = self.clock()
        self._ask_plan(lambda draft, _: floor.plan(draft, meant, at, self.operator))

    def _ask_plan(self, question: Question) -> None:
        """Have the clerk plan an act; meanwhile no key does anything but Esc."""
        self.asked, self.is_busy = self.asked + 1, True
        self.typed_for, self.entered = self.entered, ""
        number = self.asked
        self.say("one moment ...")
        self.ask_clerk(question, lambda answer: self.show_planned(answer) if number == self.asked else None)

    def show_planned(self, answer: object) -> None:
        """Show a plan, or why there is none."""
        self.is_busy, self.unrolled = False, False
        match answer:
            case Planned() as planned:
                self.planned, self.panel = planned, planned.lines
                self.say("")
                self.must_be_read()
            case Refused(why):
                self.refuse(f"{why}{KEPT if self.typed_for else ''}")

    def record_planned(self) -> None:
        """Record what is shown."""
        planned = self.planned
        if planned is None:
            return
        self.is_busy = True
        self.say("recording ...")

        def question(draft: Draft, sight: Sight | None) -> Acted:
            return floor.record(draft, planned, self.operator, sight.acts if sight else ())

        self.waiting += 1
        self.clerk.record(question, self.tell_recorded)

    def tell_recorded(self, answer: object) -> None:
        """Say what was recorded, or why nothing was."""
        planned = self.planned
        self.is_busy, self.planned, self.panel, self.unrolled = False, None, (), False
        match answer:
            case Acted(done, commit):
                self.unrecorded.pop(self.typed_for, None)
                self._remember(answer)
                can_be_undone = commit in self.mine and not (planned and planned.meant.for_good)
                self.say(f"{done}{'; u undoes it' if can_be_undone else ''}")
            case Refused(why, is_open):
                said = why if is_open or "nothing was recorded" in why else f"nothing was recorded: {why}"
                self.refuse(f"{said}{KEPT if self.typed_for else ''}")

    def _remember(self, acted: Acted) -> None:
        """Keep the acts that can be undone from here."""
        self.own.add(acted.commit)
        if acted.undone in self.mine:
            self.mine.remove(acted.undone)
        elif acted.commit and not acted.undone:
            self.mine.append(acted.commit)

    def drop_planned(self, words: str) -> None:
        """Leave an act that was shown."""
        self.planned, self.panel, self.unrolled = None, (), False
        self.say(f"{words}{KEPT if self.typed_for else ''}")

    def card_share(self) -> float:
        """How much of the screen a card may take: an act that is shown takes what it needs."""
        return 0.85 if self.planned is not None else super().card_share()

    # -- typing ---------------------------------------------------------------------------------

    def ask_who(self, title: str, then: Callable[[str], None]) -> None:
        """Have a delegation named by the beginning of its name or code."""

        def taken(typed: str) -> None:
            found = self.offered_delegations(typed) if typed.strip() else ()
            if not found:
                nobody = f"no delegation {typed.strip()!r}" if typed.strip() else "no delegation was named"
                self.refuse(f"{nobody}; nothing was recorded")
                return
            then(found[0])

        self.ask(Prompt(title, taken, self.offered_delegations))


__all__ = ["ActApp"]
