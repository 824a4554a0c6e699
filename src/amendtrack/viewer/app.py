"""The viewer on the terminal: keys in, lines out. What is shown is made by ``screen_lines``."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text as Line
from textual.app import App, ComposeResult
from textual.events import Click, Key, MouseScrollDown, MouseScrollUp, Resize
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from amendtrack.errors import AmendtrackError
from amendtrack.record.registers import name_key
from amendtrack.render.safe import one_line
from amendtrack.viewer.clerk import Broken, Clerk, Done, Heard, Lost, Seen
from amendtrack.viewer.filtering import choices, offered, read_filter
from amendtrack.viewer.galley import Galley
from amendtrack.viewer.key_table import KEYS, bottom_line, help_lines, working
from amendtrack.viewer.key_table import Key as KeyHelp
from amendtrack.viewer.screen_lines import (
    GUTTER,
    Reader,
    Room,
    card_height,
    following,
    head_of,
    screen_lines,
    scrolled,
    states_in_words,
)
from amendtrack.viewer.search import found_in, whose_words
from amendtrack.viewer.sight import Mode, Page
from amendtrack.viewer.slot_card import CardLine, Tone, card_of
from amendtrack.viewer.unit_list import tally_of_rows
from amendtrack.viewer.whereabouts import named, next_slot, settled_in, stepped

if TYPE_CHECKING:
    from amendtrack.viewer.sight import Sight


class FromClerk(Message):
    """What the clerk has found out."""

    def __init__(self, heard: Heard) -> None:
        super().__init__()
        self.heard = heard


class Board(Widget):
    """Lines as they are, one under the other."""

    DEFAULT_CSS = "Board { width: 1fr; height: 1fr; }"
    can_focus = True

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def show(self, lines: Sequence[Line]) -> None:
        """Show these lines."""
        self.lines = list(lines)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        if y >= len(self.lines):
            return Strip.blank(self.size.width)
        line = self.lines[y]
        return Strip([*line.render(self.app.console, end="")], self.size.width)


@dataclass(frozen=True, slots=True)
class Prompt:
    """Something that is typed at the bottom: what for, what is offered meanwhile, what is done with it."""

    title: str
    taken: Callable[[str], None]
    offer: Callable[[str], Sequence[str]] = field(default=lambda _: ())


class ReadingApp(App[None]):
    """A page to read: the list left, the text right, one key an act. ``Viewer`` follows a draft with it."""

    CSS = """
    Screen { background: ansi_default; color: ansi_default; layers: board over; }
    Input { dock: bottom; layer: over; display: none; height: 1; border: none; padding: 0;
            background: ansi_default; color: ansi_default; }
    Input:focus { border: none; }
    """
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    in_draft = False

    def __init__(self, title: str) -> None:
        super().__init__(ansi_color=True)
        self.name_shown = title
        self.page: Page | None = None
        self.reader = Reader()
        self.said = ""
        self.sought = ""
        self.panel: tuple[CardLine, ...] = ()
        """What is shown in place of the card: offers, help, an act before it is recorded."""
        self.unrolled = False
        """Whether the card or panel has the whole screen under the head."""
        self.prompt: Prompt | None = None
        self.failed: Exception | None = None
        self._galley: Galley | None = None

    # -- the screen -----------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The board and the line to type on."""
        yield Board()
        yield Input(id="typed", compact=True)

    def on_mount(self) -> None:
        """Leave the terminal as it was when the connection is cut or the program is ended."""
        self.board = self.query_one(Board)
        self.typed = self.query_one(Input)
        self.board.focus()
        for ending in ("SIGHUP", "SIGTERM"):
            with suppress(
                NotImplementedError, AttributeError, ValueError, RuntimeError
            ):  # not on Windows, nor in a test
                asyncio.get_running_loop().add_signal_handler(getattr(signal, ending), self.exit)

    def _fatal_error(self) -> None:
        """After a bug: no traceback on the terminal; the command line reports it in one line."""
        self.failed = self._exception
        self._close_messages_no_wait()

    def on_resize(self, event: Resize) -> None:
        """The same place, on a screen of another size."""
        self._galley = None
        self.draw(event.size.width, event.size.height)

    def card(self) -> tuple[CardLine, ...]:
        """The card of where the reader is."""
        return ()

    def head(self) -> str:
        """The line at the top."""
        return head_of(self.name_shown, [])

    def draw(self, width: int = 0, height: int = 0) -> None:
        """Show the screen as it is to be now."""
        width, height = width or self.size.width, height or self.size.height
        if self.page is None or not width or not height:
            return
        if self.prompt is not None:
            height -= 1
        card = self.panel or self.card()
        listed = self.reader.is_listed
        room = Room.of(width, height, listed=listed, card=0)
        if self.unrolled:
            room = replace(room, list=0, text=width, body=0, card=room.body + room.card)
        else:
            room = Room.of(width, height, listed=listed, card=card_height(card, room.text) if card else 0)
        galley = self.galley(room.text - GUTTER)
        self.reader = following(self.reader, galley, room.body)
        self._body = room.body
        lines = screen_lines(
            self.page,
            self.reader,
            room,
            galley,
            head=self.head(),
            card=card,
            said=self.said,
            keys=self.bottom(width),
        )
        self.board.show(lines)

    def galley(self, width: int) -> Galley:
        """The text set to that width."""
        assert self.page is not None
        known = self._galley
        if known is None or known.wanted != width or known.paragraphs is not self.page.paragraphs:
            self._galley = known = Galley(self.page.paragraphs, width, self.colours())
        return known

    def colours(self) -> Mapping[str, str]:
        """The colour of each delegation."""
        return {}

    def bottom(self, width: int) -> str:
        """The keys that work here."""
        if self.prompt is not None:
            return " Enter take it  Tab complete  Esc leave it"
        return bottom_line(self.working_keys(), width)

    def working_keys(self) -> tuple[KeyHelp, ...]:
        """The keys that work where the reader is."""
        at = self.reader.at
        return working(KEYS, place=bool(at.place), slot=bool(at.slot), draft=self.in_draft)

    def show_page(self, page: Page) -> None:
        """Show another text, or the same with what came in; the place stays."""
        self.page, self._galley = page, None
        self.reader = replace(self.reader, at=settled_in(self.reader.at, page.rows))
        self.draw()

    def say(self, words: str) -> None:
        """Say something on the line above the keys."""
        self.said = one_line(words)
        self.draw()

    # -- keys -----------------------------------------------------------------------------------

    def on_key(self, event: Key) -> None:
        """One key, one act."""
        if self.page is None and event.key != "q":
            return
        if self.prompt is not None:
            self._key_while_typing(event)
            return
        if self.pressed(event):
            event.stop()
            event.prevent_default()

    def _key_while_typing(self, event: Key) -> None:
        if event.key == "escape":
            event.stop()
            self.close_prompt()
        elif event.key == "tab" and self.prompt is not None:
            event.stop()
            event.prevent_default()
            if found := self.prompt.offer(self.typed.value):
                done, comma, _ = self.typed.value.rpartition(",")
                self.typed.value = f"{done}{comma}{' ' if comma else ''}{found[0]}"
                self.typed.cursor_position = len(self.typed.value)

    def pressed(self, event: Key) -> bool:
        """Do what a key asks for; whether it was one of ours."""
        if self.panel or self.unrolled:
            if event.key == "enter" and not self.unrolled:
                self.unroll()
                return True
            self.panel, self.unrolled = (), False
            if event.key in ("escape", "question_mark", "enter"):
                self.draw()
                return True
        if event.key.isdecimal() and self.in_draft:
            self.choose_reading(int(event.key))
            return True
        does = self.actions().get(event.key)
        if does is None:
            return False
        self.said = ""
        does()
        return True

    def actions(self) -> dict[str, Callable[[], None]]:
        """What each key does."""
        return {
            "down": lambda: self.go(1),
            "j": lambda: self.go(1),
            "up": lambda: self.go(-1),
            "k": lambda: self.go(-1),
            "home": lambda: self.go(-1_000_000),
            "end": lambda: self.go(1_000_000),
            "pagedown": lambda: self.scroll(1),
            "space": lambda: self.scroll(1),
            "pageup": lambda: self.scroll(-1),
            "n": lambda: self.go_to_slot(),
            "N": lambda: self.go_to_slot(back=True),
            "g": self.ask_place,
            "colon": self.ask_place,
            "slash": self.ask_words,
            "l": self.toggle_list,
            "question_mark": self.show_help,
            "q": self.exit,
            "ctrl+c": self.exit,
            "escape": self.draw,
            "enter": self.unroll,
        }

    def go(self, by: int) -> None:
        """So many units on, among those that are listed."""
        assert self.page is not None
        shown = [n for n, row in enumerate(self.page.rows) if self.reader.filter.admits(row)]
        if not shown:
            self.say("nothing fits the filter; f and Enter take it away")
            return
        here = self.reader.at.row
        beyond = [n for n in shown if (n > here if by > 0 else n < here)]
        if not beyond:
            self.draw()
            return
        n = beyond[min(by, len(beyond)) - 1] if by > 0 else beyond[max(len(beyond) + by, 0)]
        self.reader = replace(self.reader, at=stepped(self.reader.at, self.page.rows, n - here))
        self.draw()

    def scroll(self, pages: int) -> None:
        """The text so many screens on; the place follows when it leaves the screen."""
        assert self.page is not None
        galley = self.galley(self._galley.wanted if self._galley else 0)
        height = max(self._body - 2, 1)
        moved = scrolled(self.reader, galley, pages * height)
        shown = {n for n, _, _ in galley.below(*moved.top, self._body)}
        if moved.at.row not in shown:
            n = min(shown) if pages > 0 else max(shown)
            whole = [k for k in sorted(shown) if moved.top[0] < k] if pages > 0 else sorted(shown)
            n = whole[0] if whole and moved.top[1] else n
            moved = replace(moved, at=stepped(moved.at, self.page.rows, n - moved.at.row))
        self.reader = moved
        self.draw()

    def wanted_slots(self, *, contested: bool = False, of: str = "") -> list[str]:
        """The open slots that are listed: all, those that are contested, or those of one delegation."""
        assert self.page is not None
        rows = self.reader.filter.of(self.page.rows)
        return [a for row in rows for a in row.open]

    def go_to_slot(self, *, back: bool = False, contested: bool = False, of: str = "") -> None:
        """To the next slot, or the one before."""
        assert self.page is not None
        found = next_slot(self.reader.at, self.page.rows, self.wanted_slots(contested=contested, of=of), back=back)
        if found is None:
            what = "contested slot" if contested else f"open slot of {of}" if of else "open slot"
            self.say(f"there is no {what}{' that fits the filter' if self.reader.filter else ''}")
            return
        self.reader = replace(self.reader, at=found)
        self.draw()

    def choose_reading(self, number: int) -> None:
        """Choose one of the readings of a slot."""

    def toggle_list(self) -> None:
        """Hide or show the list of units."""
        self.reader = replace(self.reader, is_listed=not self.reader.is_listed)
        self._galley = None
        self.draw()

    def show_help(self) -> None:
        """All keys."""
        self.panel = help_lines(self.working_keys())
        self.unroll()

    def unroll(self) -> None:
        """Give the card the whole screen, until the next key."""
        self.unrolled = True
        self.draw()

    # -- typing ---------------------------------------------------------------------------------

    def ask(self, prompt: Prompt, value: str = "") -> None:
        """Have something typed at the bottom."""
        self.prompt = prompt
        self.typed.display = True
        self.typed.value = value
        self.typed.placeholder = prompt.title
        self.typed.focus()
        self.offer()

    def offer(self) -> None:
        """Show what fits what is typed so far."""
        if self.prompt is None:
            return
        found = self.prompt.offer(self.typed.value)[:6]
        title = CardLine(self.prompt.title, Tone.HEAD)
        self.panel = (title, *(CardLine(one_line(words), Tone.WORDS, 3, 5) for words in found))
        self.draw()

    def on_input_changed(self, event: Input.Changed) -> None:
        """What is offered follows what is typed."""
        event.stop()
        self.offer()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what was typed."""
        event.stop()
        prompt, value = self.prompt, event.value
        self.close_prompt()
        if prompt is not None:
            try:
                prompt.taken(value)
            except AmendtrackError as err:
                self.say(str(err))

    def close_prompt(self) -> None:
        """Back to the text."""
        self.prompt, self.panel = None, ()
        self.typed.display = False
        self.board.focus()
        self.draw()

    def ask_place(self) -> None:
        """Go to a place that is typed."""
        self.ask(Prompt("Go to a place: 14, 15 bis, 14#2", self.go_to, self._places))

    def _places(self, typed: str) -> list[str]:
        assert self.page is not None
        key = name_key(typed)
        return [row.place for row in self.page.rows if row.place and key and key in name_key(row.place)]

    def go_to(self, typed: str) -> None:
        """Go to a place."""
        assert self.page is not None
        if typed.strip():
            self.reader = replace(self.reader, at=named(typed, self.page.rows))
            self.draw()

    def ask_words(self) -> None:
        """Search for words that are typed."""
        again = f" (Enter alone: “{self.sought}” again)" if self.sought else ""
        self.ask(Prompt(f"Search{again}", self.search))

    def search(self, typed: str) -> None:
        """Go to the next place with these words."""
        assert self.page is not None
        self.sought = typed.strip() or self.sought
        if not self.sought:
            return
        found = found_in(self.page.rows, self.sought)
        if not found:
            self.say(f"“{self.sought}” is nowhere in this text")
            return
        here = self.reader.at.row
        n = next((k for k in found if k > here), found[0])
        self.reader = replace(self.reader, at=stepped(self.reader.at, self.page.rows, n - here))
        self.say(f"“{self.sought}”: {found.index(n) + 1} of {len(found)} places")

    # -- the mouse, where there is one -------------------------------------------------------------

    def on_click(self, event: Click) -> None:
        """A click on a line of the text or of the list goes there."""

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel goes from unit to unit."""
        self.go(1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The same, back."""
        self.go(-1)


class Viewer(ReadingApp):
    """A draft, followed while others record on it."""

    in_draft = True

    def __init__(self, path: Path, *, by: str = "", clock: Callable[[], datetime] | None = None) -> None:
        super().__init__(path.name)
        self.operator, self.clock = by, clock
        self.sight: Sight | None = None
        self.clerk = Clerk(path, self._hear)
        self.lost = ""
        self.waiting = 0
        """How many questions the clerk has not yet answered."""

    def on_mount(self) -> None:
        """Begin to follow the record."""
        super().on_mount()
        self.board.show([Line(f" {one_line(self.name_shown)}: opening ...")])
        self.clerk.start()

    def _hear(self, heard: Heard) -> None:
        self.post_message(FromClerk(heard))

    def on_unmount(self) -> None:
        """End once what is being recorded is recorded."""
        self.clerk.stop()

    def on_from_clerk(self, message: FromClerk) -> None:
        """Take in what the clerk has found out."""
        match message.heard:
            case Seen(sight, news):
                self.take_in(sight, news)
            case Lost(why):
                self.lost = why
                if self.sight is None:
                    self.failed = AmendtrackError(why)
                    self.exit(return_code=4)
                else:
                    self.say(f"the record cannot be read, this is what was read last: {why}")
            case Done(tell, answer):
                self.waiting -= 1
                tell(answer)
            case Broken(error):
                self.failed = error
                self.exit(return_code=70)

    def take_in(self, sight: Sight, news: Sequence[str]) -> None:
        """Show what there is to see now; place, filter and mode stay."""
        self.sight, self.lost = sight, ""
        self.name_shown = sight.now.settings.title
        if news:
            more = f" (and {len(news) - 1} more)" if len(news) > 1 else ""
            self.said = one_line(f"{news[-1]}{more}")
        self.show_page(self._page_now(sight))

    def _page_now(self, sight: Sight) -> Page:
        return sight.page(self.reader.mode, self.reader.delegation)

    def head(self) -> str:
        """The draft, its state, and how it is looked at."""
        if self.sight is None or self.page is None:
            return head_of(self.name_shown, [])
        now, rows = self.sight.now, self.sight.together.rows
        if self.sight.con is None:
            return head_of(self.name_shown, [str(now.revision()), "reading the proposals ..."])
        counted = tally_of_rows(rows)
        mode = self.page.title if self.reader.mode is not Mode.TOGETHER else ""
        shown = f"only {self.reader.filter}" if self.reader.filter else ""
        return head_of(self.name_shown, [now.revision().label, states_in_words(counted), mode, shown])

    def colours(self) -> Mapping[str, str]:
        """The colour of each delegation that is in the text."""
        return self.sight.colours if self.sight else {}

    def card(self) -> tuple[CardLine, ...]:
        """The card of the slot, or of the unit."""
        if self.sight is None or self.page is None or not self.page.rows:
            return ()
        at = self.reader.at
        row = self.page.rows[min(at.row, len(self.page.rows) - 1)]
        return card_of(self.sight, row, at.slot, at.reading)

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
            "D": self.ask_delegation,
            "at": self.ask_whose,
        }

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

    def choose_reading(self, number: int) -> None:
        """Choose one of the readings of the slot."""
        slot = self.sight.slots.get(self.reader.at.slot) if self.sight else None
        if slot is None:
            self.say("there is no open slot here")
        elif number > len(slot.variants):
            self.say(f"{slot.address} has {len(slot.variants)} reading{'s' * (len(slot.variants) > 1)}")
        else:
            self.reader = replace(self.reader, at=replace(self.reader.at, reading=number))
            self.draw()

    def next_mode(self, *, back: bool = False) -> None:
        """The text in the next mode; the place stays."""
        modes = [m for m in Mode if m is not Mode.DELEGATION or self.reader.delegation]
        self.set_mode(modes[(modes.index(self.reader.mode) + (-1 if back else 1)) % len(modes)])

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
        title = "List only (delegation, section, contested, open, ...; Enter alone: everything)"
        self.ask(Prompt(title, self.take_filter, lambda typed: offered(typed, known)), str(self.reader.filter))

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
        self.say(f"{len(fits)} of {len(self.page.rows)} listed" if wanted else "everything is listed")

    def offered_delegations(self, typed: str) -> tuple[str, ...]:
        """The delegations that fit what is typed, by name or code."""
        assert self.sight is not None
        now = self.sight.now
        language = now.settings.display_language
        known = {d.display(language): f"{d.display(language)} {d.code}" for d in now.delegations.delegations}
        return offered(typed, known) if typed.strip() else tuple(known)

    def ask_delegation(self) -> None:
        """Choose a delegation."""
        self.ask(Prompt("Delegation", self.take_delegation, self.offered_delegations))

    def take_delegation(self, typed: str) -> None:
        """Take the first delegation that fits."""
        found = self.offered_delegations(typed) if typed.strip() else ()
        if not found:
            self.say(f"no delegation {typed.strip()!r}" if typed.strip() else "no delegation was chosen")
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
        if typed.strip():
            self.panel = whose_words(self.sight, typed)
            self.draw()


__all__ = ["ReadingApp", "Viewer"]
