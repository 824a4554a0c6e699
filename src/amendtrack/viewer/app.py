"""A page on the terminal: keys in, lines out. What is shown is made by ``screen_lines``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from rich.cells import cell_len
from rich.text import Text as Line
from textual.events import Key, MouseScrollDown, MouseScrollUp, Resize
from textual.message import Message

from amendtrack.render.descriptions import ShownUnit
from amendtrack.render.safe import one_line
from amendtrack.viewer.breath import Breath
from amendtrack.viewer.galley import Galley
from amendtrack.viewer.key_table import KEYS, REDLINE_KEYS, SIGN_OF_A_CHANGE, bottom_line, help_lines, working
from amendtrack.viewer.key_table import Key as KeyHelp
from amendtrack.viewer.plain_app import PlainApp
from amendtrack.viewer.screen_lines import (
    GUTTER,
    Reader,
    Room,
    card_height,
    card_part,
    following,
    head_of,
    screen_lines,
    scrolled,
    too_small,
)
from amendtrack.viewer.sight import Page
from amendtrack.viewer.slot_card import CardLine, Tone
from amendtrack.viewer.typed_words import TypedWords
from amendtrack.viewer.whereabouts import Whereabouts, next_slot, settled_in, stepped


class ReadingApp(PlainApp):
    """A page to read: the list left, the text right, one key an act."""

    in_draft = False
    stop = "change"
    """What ``n`` goes to."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.name_shown = title
        self.page: Page | None = None
        self.reader = Reader()
        self.said = self.told = ""
        self.breath, self.is_refused = Breath(), False
        """What is typed before a refusal, or an act that is shown, can have been read is no answer to it."""
        self.found: Whereabouts | None = None
        """Where words that were sought were found last."""
        self.panel: tuple[CardLine | ShownUnit | TypedWords, ...] = ()
        """What is shown in place of the card: offers, help, an act before it is recorded."""
        self.wide = 0
        """The cells of a line of the screen."""
        self._card: tuple[CardLine | ShownUnit | TypedWords, ...] = ()
        self._card_room = 0
        self.card_top = self.card_next = self.card_left = 0
        """The first line of the card that is shown, the one behind the last, and how many are left."""
        self.digits = ""
        """The number of a reading, as far as it is typed: ``1`` may go on as ``12``."""
        self.unrolled = False
        """Whether the card or panel has the whole screen under the head."""
        self._galley: Galley | None = None

    # -- the screen -----------------------------------------------------------------------------

    def on_resize(self, event: Resize) -> None:
        """The same place, on a screen of another size."""
        self._galley = None
        self.draw(event.size.width, event.size.height)

    def card(self) -> tuple[CardLine | ShownUnit | TypedWords, ...]:
        """The card of where the reader is."""
        return ()

    def head(self) -> str:
        """The line at the top."""
        return head_of(self.name_shown, [], self.wide)

    def draw(self, width: int = 0, height: int = 0) -> None:
        """Show the screen as it is to be now."""
        width, height = width or self.size.width, height or self.size.height
        if self.page is not None and width and height:
            self.board.show(self.lines(width, height))

    def lines(self, width: int, height: int) -> list[Line]:
        """The screen as it is to be now, at that size."""
        assert self.page is not None
        card, self.wide = self.panel or self.card(), width
        listed = self.reader.is_listed
        room = Room.of(width, height, listed=listed, card=0)
        if self.unrolled:
            room = replace(room, list=0, text=width, body=0, card=room.body + room.card)
        else:
            wanted = card_height(card, room.text) if card else 0
            room = Room.of(width, height, listed=listed, card=wanted, share=self.card_share())
        galley = self.galley(room.text - GUTTER)
        if not self.unrolled:
            self.reader = following(self.reader, galley, room.body)
            self._body, self._width = room.body, room.text
        if card != self._card:
            self._card, self.card_top = card, self.first_of_card(card, room)
        many = card_height(card, room.text) if card else 0
        self.card_top, self.card_next = card_part(many, room.for_card, self.card_top)
        self.card_left, self._card_room = many - self.card_next, room.for_card
        return screen_lines(
            self.page,
            self.reader,
            room,
            galley,
            head=self.head(),
            card=card,
            said=self.said_now(),
            keys=self.bottom(width),
            top=self.card_top,
        )

    def first_of_card(self, card: Sequence[CardLine | ShownUnit | TypedWords], room: Room) -> int:
        """The first line of a card that is shown: its own, or that of the reading that is chosen, if that is below."""
        chosen = next((k for k, one in enumerate(card) if isinstance(one, CardLine) and one.tone is Tone.CHOSEN), -1)
        if chosen < 0 or self.panel or self.unrolled:
            return 0
        is_there = card_height(card[: chosen + 1], room.text) < room.for_card
        return 0 if is_there else card_height(card[:chosen], room.text)

    def galley(self, width: int) -> Galley:
        """The text set to that width."""
        assert self.page is not None
        known = self._galley
        if known is None or known.wanted != width or known.paragraphs is not self.page.paragraphs:
            self._galley = known = Galley(self.page.paragraphs, width, self.colours())
        return known

    @property
    def is_typing(self) -> bool:
        """Whether a key is a letter."""
        return False

    def card_share(self) -> float:
        """How much of the screen a card may take."""
        return 0.5

    def colours(self) -> Mapping[str, str]:
        """The colour of each delegation."""
        return {}

    def bottom(self, width: int) -> str:
        """The keys that work here."""
        return bottom_line(self.working_keys(), width)

    def working_keys(self) -> tuple[KeyHelp, ...]:
        """The keys that work where the reader is."""
        at = self.reader.at
        keys = KEYS if self.in_draft else REDLINE_KEYS
        return working(keys, place=bool(at.place), slot=bool(at.slot), draft=self.in_draft)

    def show_page(self, page: Page) -> None:
        """Show another text, or the same with what came in; the place stays."""
        self.page, self._galley = page, None
        self.reader = replace(self.reader, at=settled_in(self.reader.at, page.rows))
        self.draw()

    def say(self, words: str) -> None:
        """Say something on the line above the keys; if it is too long for it, in place of the card."""
        self.said = one_line(words)
        self._say_above_if_long(self.said)
        if self.said and cell_len(self.said_now()) > self.size.width - 2:
            self.told = ""
        self.draw()

    def said_now(self) -> str:
        """What is said on the line above the keys: to the last key, and of what came in since."""
        return "; ".join(filter(None, (self.said, self.told)))

    def tell(self, words: str) -> None:
        """Tell what came in; what the last key was told stays."""
        self.told = one_line(words)
        self._say_above_if_long(self.said_now())

    def _say_above_if_long(self, line: str) -> None:
        if self.said and cell_len(line) > self.size.width - 2:
            self.panel = (*self.panel, CardLine(self.said, Tone.HEAD, 0, 2))
            self.said = ""

    def refuse(self, words: str) -> None:
        """Say why something is not done; what is typed on in the same breath was meant for it, and is dropped."""
        self.is_refused = True
        self.say(words)
        self.must_be_read()

    def must_be_read(self) -> None:
        """From when the screen shows it, somebody needs a moment to read what is new there."""
        self.breath.must_be_read()
        self.call_after_refresh(lambda: self.breath.is_shown(Message().time))  # by the clock of its keys

    # -- keys -----------------------------------------------------------------------------------

    def on_key(self, event: Key) -> None:
        """One key, one act."""
        is_new = self.breath.pressed(event.time)
        if self.page is None and event.key != "q":
            return
        event.stop()
        event.prevent_default()
        if self.is_refused and not is_new and event.key != "escape":
            return
        self.is_refused = False
        if too_small(self.size.width, self.size.height):  # nothing is done, and nothing recorded, that cannot be seen
            if event.key in ("q", "ctrl+c") and not self.is_typing:
                self.exit()
        else:
            self.pressed(event)

    def pressed(self, event: Key) -> bool:
        """Do what a key asks for; whether it was one of ours."""
        if self.panel or self.unrolled:
            if self.turned(event.key):
                return True
            self.panel, self.unrolled, self._card = (), False, ()
            if event.key in ("escape", "question_mark", "enter"):
                self.draw()
                return True
        typed, self.digits = self.digits, ""
        if event.key.isdecimal() and self.in_draft:
            self.digits = self.choose_reading(typed + event.key)
            return True
        does = self.actions().get(event.key)
        if does is None:
            return False
        self.said = self.told = ""
        does()
        return True

    def turned(self, key: str) -> bool:
        """Show more of a card that is longer than its room, if the key asks for that; whether it did."""
        if key in ("enter", "space", "pagedown", "y") and self.card_left:
            if self.unrolled:
                self.card_top = self.card_next
            self.unroll()
            return True
        if key == "pageup" and self.card_top:
            self.card_top = max(0, self.card_top - max(self._card_room - 1, 1))
            self.draw()
            return True
        return False

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
            "l": self.toggle_list,
            "question_mark": self.show_help,
            "q": self.exit,
            "ctrl+c": self.exit,
            "escape": self.draw,
            "enter": self.unroll,
        }

    def _stand(self, at: Whereabouts) -> None:
        """Be somewhere else."""
        self.reader, self.found = replace(self.reader, at=at), None
        self.draw()

    def go(self, by: int) -> None:
        """So many units on, among those that are listed."""
        assert self.page is not None
        shown = [n for n, row in enumerate(self.page.rows) if self.reader.filter.admits(row)]
        if not shown:
            self.refuse("nothing fits the filter; F takes it away")
            return
        here = self.reader.at.row
        beyond = [n for n in shown if (n > here if by > 0 else n < here)]
        if not beyond:
            self.draw()
            return
        n = beyond[min(by, len(beyond)) - 1] if by > 0 else beyond[max(len(beyond) + by, 0)]
        self._stand(stepped(self.reader.at, self.page.rows, n - here))

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
        if why := self.unread():
            self.refuse(why)
            return
        found = next_slot(self.reader.at, self.page.rows, self.wanted_slots(contested=contested, of=of), back=back)
        if found is None:
            what = "contested slot" if contested else f"open slot of {of}" if of else self.stop
            self.refuse(f"there is no {what}{' that fits the filter' if self.reader.filter else ''}")
            return
        self._stand(found)

    def unread(self) -> str:
        """Why nothing can be said yet of what is proposed; empty if everything is read."""
        return ""

    def choose_reading(self, digits: str) -> str:
        """Choose one of the readings of a slot; what of the digits a digit more goes on with."""
        return ""

    def toggle_list(self) -> None:
        """Hide or show the list of units."""
        self.reader = replace(self.reader, is_listed=not self.reader.is_listed)
        self._galley = None
        self.draw()

    def show_help(self) -> None:
        """All keys."""
        self.panel = help_lines(self.working_keys(), () if self.in_draft else [SIGN_OF_A_CHANGE])
        self.unroll()

    def unroll(self) -> None:
        """Give the card the whole screen, until the next key."""
        self.unrolled = True
        self.draw()

    # -- the mouse, where there is one -------------------------------------------------------------

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel goes from unit to unit."""
        self.go(1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The same, back."""
        self.go(-1)


__all__ = ["ReadingApp"]
