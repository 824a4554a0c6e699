"""A draft on the terminal, followed while others record on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text as Line
from textual.message import Message

from amendtrack.errors import AmendtrackError
from amendtrack.render.descriptions import Coverage, ShownUnit
from amendtrack.render.safe import one_line
from amendtrack.viewer.clerk import Broken, Clerk, Done, Heard, Lost, Question, Refused, Seen
from amendtrack.viewer.filtering import choices, completed, fitting, offered, read_filter
from amendtrack.viewer.pointer import Pointed, point, pointer_file
from amendtrack.viewer.screen_lines import head_of, states_in_words
from amendtrack.viewer.search import whose_words
from amendtrack.viewer.sight import Mode, Page
from amendtrack.viewer.slot_card import CardLine, Tone, card_of
from amendtrack.viewer.typed_words import TypedWords
from amendtrack.viewer.typing_app import Prompt, TypingApp
from amendtrack.viewer.unit_list import tally_of_rows
from amendtrack.viewer.whereabouts import following, ground

if TYPE_CHECKING:
    from amendtrack.viewer.sight import News, Sight


STILL_READ = "the proposals are still being read"


_UNREADABLE = "the record cannot be read, this is what was read last"


def _says_it_is_lost(part: CardLine | ShownUnit | TypedWords) -> bool:
    """Whether a line says what is no longer true once the record can be read again."""
    return isinstance(part, CardLine) and part.text.startswith(_UNREADABLE)


class FromClerk(Message):
    """What the clerk has found out."""

    def __init__(self, heard: Heard) -> None:
        super().__init__()
        self.heard = heard


class DraftApp(TypingApp):
    """A draft, followed while others record on it."""

    in_draft = True
    stop = "open slot"

    def __init__(self, path: Path, *, by: str, clock: Callable[[], datetime]) -> None:
        super().__init__(path.name)
        self.path, self.operator, self.clock = path, by, clock
        self.pointed: Pointed | None = None
        self.sight: Sight | None = None
        self.clerk = Clerk(path, self._hear)
        self.lost = ""
        self.missing: tuple[str, ...] = ()
        """What is missing from the record, each in a line."""
        self.own: set[str] = set()
        """The commits of the acts that were recorded here: they are no news."""
        self.waiting = 0
        """How many questions the clerk has not yet answered."""

    def begin(self) -> None:
        """Begin to follow the record."""
        self.board.show([Line(f" {one_line(self.name_shown)}: opening ...")])
        self.clerk.start()

    def _hear(self, heard: Heard) -> None:
        self.post_message(FromClerk(heard))

    def on_unmount(self) -> None:
        """End once what is being recorded is recorded."""
        self.clerk.stop()

    def finish_recording(self) -> None:
        """Wait until nothing is being recorded."""
        self.clerk.finish_recording()

    def on_from_clerk(self, message: FromClerk) -> None:
        """Take in what the clerk has found out."""
        match message.heard:
            case Seen(sight, news, notice, missing):
                self.take_in(sight, news, notice)
                self.miss(missing)
            case Lost(why):
                self.lost = why
                if self.sight is None:
                    self.failed = AmendtrackError(why)
                    self.exit(return_code=4)
                else:
                    self.say(f"{_UNREADABLE}: {why}")
            case Done(tell, answer):
                self.waiting -= 1
                tell(answer)
            case Broken(error):
                self.failed = error
                self.exit(return_code=70)

    def take_in(self, sight: Sight, news: Sequence[News], notice: str) -> None:
        """Show what there is to see now; place, filter and mode stay."""
        if self.sight is not None:
            self.reader = replace(self.reader, at=following(self.reader.at, self.sight.slots, sight.slots))
        if self.lost:
            self.panel = tuple(part for part in self.panel if not _says_it_is_lost(part))
        self.sight, self.lost = sight, ""
        self.name_shown = sight.now.settings.title
        others = [one.words for one in news if one.commit not in self.own]
        if others:
            more = f" (and {len(others) - 1} more)" if len(others) > 1 else ""
            self.tell(f"{others[-1]}{more}")
        if notice:
            self.tell(notice)
        self.show_page(self._page_now(sight))
        if sight.con is not None:
            self.everything_is_read()
        else:
            self.call_after_refresh(self.clerk.go_on)

    def miss(self, missing: tuple[str, ...]) -> None:
        """Say what is missing from the record, as soon as it is known; the head goes on saying that something is."""
        known, self.missing = self.missing, missing
        if missing and missing != known:
            head = CardLine("Something that this record has or had is missing", Tone.HEAD)
            lines = (CardLine(one_line(words), Tone.WORDS, 3, 5) for words in missing)
            self.panel = (*self.panel, head, *lines)
            self.draw()

    def _page_now(self, sight: Sight) -> Page:
        return sight.page(self.reader.mode, self.reader.delegation)

    def draw(self, width: int = 0, height: int = 0) -> None:
        """Show the screen, and leave the place for the wall."""
        super().draw(width, height)
        slot = self.sight.slots.get(self.reader.at.slot) if self.sight else None
        span = ground(slot) if slot else (-1, -1)
        at = Pointed(self.reader.at.place, self.reader.at.slot, *span)
        if self.sight is not None and at != self.pointed:
            self.pointed = at
            try:
                point(pointer_file(self.path), at)
            except OSError as err:
                self.said = self.said or one_line(f"a wall cannot follow: {err}")

    def head(self) -> str:
        """The draft, its state, and how it is looked at."""
        if self.sight is None or self.page is None:
            return head_of(self.name_shown, [], self.wide)
        now, rows = self.sight.now, self.sight.together.rows
        if self.sight.con is None:
            return head_of(self.name_shown, [str(now.revision()), "reading the proposals ..."], self.wide)
        counted = tally_of_rows(rows)
        mode = self.page.title if self.reader.mode is not Mode.TOGETHER else ""
        shown = f"only {self.reader.filter}" if self.reader.filter else ""
        lost = f"{len(now.illegible())} unreadable" if now.illegible() else ""
        gone = "INCOMPLETE, see doctor" if self.missing else ""
        parts = [gone, now.revision().label, mode, shown, lost, states_in_words(counted)]
        return head_of(self.name_shown, parts, self.wide)

    def colours(self) -> Mapping[str, str]:
        """The colour of each delegation that is in the text."""
        return self.sight.colours if self.sight else {}

    def card(self) -> tuple[CardLine | ShownUnit | TypedWords, ...]:
        """The card of the slot, or of the unit."""
        if self.sight is None or self.page is None or not self.page.rows:
            return ()
        at = self.reader.at
        row = self.page.rows[min(at.row, len(self.page.rows) - 1)]
        extent = Coverage.WHOLE if self.unrolled else Coverage.CHANGES
        return card_of(self.sight, row, at.slot, at.reading, extent)

    # -- keys -----------------------------------------------------------------------------------

    def actions(self) -> dict[str, Callable[[], None]]:
        """What each key does in a draft."""
        return {
            **super().actions(),
            "c": lambda: self.go_to_slot(contested=True),
            "C": lambda: self.go_to_slot(contested=True, back=True),
            "d": self.go_to_own,
            "v": self.next_mode,
            "V": lambda: self.next_mode(back=True),
            "f": self.ask_filter,
            "F": lambda: self.take_filter(""),
            "D": self.ask_delegation,
            "at": self.ask_whose,
        }

    def unread(self) -> str:
        """That the proposals are still being read, as long as they are."""
        return "" if self.sight is not None and self.sight.con is not None else STILL_READ

    def wanted_slots(self, *, contested: bool = False, of: str = "") -> list[str]:
        """The open slots that are listed: all, those that are contested, or those of one delegation."""
        found = super().wanted_slots()
        slots = self.sight.slots if self.sight else {}
        here = [a for a in found if a in slots]
        if contested:
            return [a for a in here if slots[a].contested]
        return [a for a in here if of in slots[a].parties] if of else here

    def go_to_own(self) -> None:
        """To the next open slot of the delegation that was chosen."""
        if not self.reader.delegation:
            self.ask_delegation()
            return
        self.go_to_slot(of=self.reader.delegation)

    def choose_reading(self, digits: str) -> str:
        """Choose one of the readings of the slot: ``1`` then ``2`` is the twelfth, if it has as many."""
        slot = self.sight.slots.get(self.reader.at.slot) if self.sight else None
        if slot is None:
            self.refuse(self.unread() or "there is no open slot here")
            return ""
        many = len(slot.variants)
        digits = digits if int(digits) <= many else digits[-1]
        if int(digits) > many:
            self.refuse(f"{slot.address} has {many} reading{'s' * (many > 1)}")
            return ""
        self.reader = replace(self.reader, at=replace(self.reader.at, reading=int(digits)))
        self.draw()
        return digits

    def next_mode(self, *, back: bool = False) -> None:
        """The text in the next mode; the place stays."""
        modes = [m for m in Mode if m is not Mode.ROLLING and (m is not Mode.DELEGATION or self.reader.delegation)]
        here = modes.index(self.reader.mode) if self.reader.mode in modes else 0
        self.set_mode(modes[(here + (-1 if back else 1)) % len(modes)])

    def set_mode(self, mode: Mode) -> None:
        """The text in that mode."""
        self.reader = replace(self.reader, mode=mode)
        if self.sight is not None:
            self.show_page(self._page_now(self.sight))

    def ask_filter(self) -> None:
        """List only what is typed."""
        assert self.sight is not None
        now, rows = self.sight.now, self.sight.together.rows
        known = choices(rows, now.delegations, now.settings.display_language)
        title = "List only (delegation, section, contested, open, ...; left empty: everything)"
        self.ask(
            Prompt(
                title,
                self.take_filter,
                lambda typed: offered(typed, known),
                completes=lambda typed, found: completed(typed, found, known),
            ),
            TypedWords.all_selected(str(self.reader.filter)),
        )

    def take_filter(self, typed: str) -> None:
        """List only what fits."""
        assert self.sight is not None and self.page is not None
        now = self.sight.now
        wanted = read_filter(typed, self.sight.together.rows, now.delegations, now.settings.display_language)
        self.reader = replace(self.reader, filter=wanted)
        fits = wanted.of(self.page.rows)
        if fits and not wanted.admits(self.page.rows[self.reader.at.row]):
            self.go(1)
            if not wanted.admits(self.page.rows[self.reader.at.row]):
                self.go(-1_000_000)
        waits = f"; {why}" if (why := self.unread()) else ""
        self.say(f"{len(fits)} of {len(self.page.rows)} listed{waits}" if wanted else "everything is listed")

    def offered_delegations(self, typed: str) -> tuple[str, ...]:
        """The delegations that fit what is typed, by name or code."""
        assert self.sight is not None
        now = self.sight.now
        language = now.settings.display_language
        known = {d.display(language): f"{d.display(language)} {d.code}" for d in now.delegations.delegations}
        return fitting(typed, known) if typed.strip() else tuple(known)

    def ask_delegation(self) -> None:
        """Choose a delegation."""
        self.ask(Prompt("Delegation", self.take_delegation, self.offered_delegations))

    def take_delegation(self, typed: str) -> None:
        """Take the first delegation that fits."""
        found = self.offered_delegations(typed) if typed.strip() else ()
        if not found:
            self.refuse(f"no delegation {typed.strip()!r}" if typed.strip() else "no delegation was chosen")
            return
        self.reader = replace(self.reader, delegation=found[0])
        if self.reader.mode is Mode.DELEGATION:
            self.set_mode(Mode.DELEGATION)
        self.say(f"{found[0]}: d goes to its next open slot, v shows its text")

    def ask_whose(self) -> None:
        """Say whose words these are."""
        self.ask(Prompt("Whose words are these?", self.tell_whose))

    def tell_whose(self, typed: str) -> None:
        """List where the words stand, and who proposed them."""
        assert self.sight is not None
        if why := self.unread():
            self.refuse(why)
        elif typed.strip():
            sight = self.sight
            self.ask_clerk(lambda _, seen: whose_words(seen or sight, typed), self.show_found)

    def show_found(self, answer: object) -> None:
        """Show what was sought, unless something else is typed or shown by now."""
        match answer:
            case Refused(why):
                self.refuse(why)
            case tuple() if self.is_reading():
                self.panel = (*self.panel, *answer)
                self.draw()

    def is_reading(self) -> bool:
        """Whether nothing is being typed that a panel belongs to."""
        return self.prompt is None

    def ask_clerk(self, question: Question, tell: Callable[[object], None]) -> None:
        """Have the clerk do something; the screen goes on meanwhile."""
        self.waiting += 1
        self.clerk.ask(question, tell)


__all__ = ["STILL_READ", "DraftApp", "FromClerk"]
