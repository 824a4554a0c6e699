"""A page on the terminal on which something is typed: a place, words that are sought, or those of a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from textual.events import Key, Paste

from amendtrack.errors import AmendtrackError
from amendtrack.record.registers import name_key
from amendtrack.render.safe import one_line
from amendtrack.viewer.app import ReadingApp
from amendtrack.viewer.screen_lines import TYPED_IN, too_small
from amendtrack.viewer.search import found_in
from amendtrack.viewer.slot_card import CardLine, Tone
from amendtrack.viewer.typed_words import TypedWords
from amendtrack.viewer.whereabouts import named, stepped

KEPT = "; the same key brings the words back"


@dataclass(frozen=True, slots=True)
class Prompt:
    """Something that is typed: what for, what is done with it, and what is offered meanwhile.

    With ``keeps`` the words are those of a text, edited in place; they are kept under that name until recorded.
    ``completes`` puts what is offered in place of what was typed of it.
    """

    title: str
    taken: Callable[[str], None]
    offer: Callable[[str], Sequence[str]] = field(default=lambda _: ())
    keeps: str = ""
    completes: Callable[[str, str], str] = field(default=lambda _, found: found)


class TypingApp(ReadingApp):
    """A page to read, on which one is asked for words."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.prompt: Prompt | None = None
        self.sought = ""
        self.typed = self.started = TypedWords()
        self.unrecorded: dict[str, TypedWords] = {}
        """Words that were typed for a text and not recorded, by what they were typed for."""
        self.entered = ""
        """What was typed last, until it is known what becomes of it."""

    def actions(self) -> dict[str, Callable[[], None]]:
        """What each key does."""
        asked = {"g": self.ask_place, "colon": self.ask_place, "slash": self.ask_words}
        return {**super().actions(), **asked}

    @property
    def is_typing(self) -> bool:
        """Whether a key is a letter."""
        return self.prompt is not None

    def pressed(self, event: Key) -> bool:
        """What is typed, while something is; otherwise as when reading."""
        if self.prompt is None:
            return super().pressed(event)
        self._key_while_typing(self.prompt, event)
        return True

    def bottom(self, width: int) -> str:
        """The keys that work here."""
        if self.prompt is None:
            return super().bottom(width)
        does = "show the change" if self.prompt.keeps else "take it  Tab complete"
        return f" Enter {does}  Esc leave it"

    def card_share(self) -> float:
        """How much of the screen a card may take; what is typed has what it needs."""
        return 0.85 if self.prompt is not None and self.prompt.keeps else super().card_share()

    def on_paste(self, event: Paste) -> None:
        """What is pasted is typed at once."""
        event.stop()
        self.breath.pressed(event.time)
        if self.prompt is not None and not too_small(self.size.width, self.size.height):
            self.typed = self.typed.with_more(event.text)
            self.offer()

    def _key_while_typing(self, prompt: Prompt, event: Key) -> None:
        match event.key:
            case "escape" | "ctrl+c":
                self.close_prompt()
                kept = self._keep_typed(prompt)
                self.say(f"nothing was recorded{KEPT if kept else ''}" if prompt.keeps else "")
            case "enter":
                self.close_prompt()
                self._keep_typed(prompt)
                try:
                    prompt.taken(self.typed.text)
                except AmendtrackError as err:
                    self.refuse(f"{err}{KEPT if self.entered else ''}")
                    self.entered = ""
            case "tab" if found := prompt.offer(self.typed.text):
                whole = prompt.completes(self.typed.text, found[0])
                self.typed = TypedWords(whole, len(whole))
                self.offer()
            case "up" | "down":
                self.typed = self.typed.moved(1 if event.key == "down" else -1, self._width - TYPED_IN)
                self.offer()
            case _:
                self.typed = self.typed.pressed(event.key, event.character)
                self.offer()

    # -- typing ---------------------------------------------------------------------------------

    def ask(self, prompt: Prompt, words: TypedWords | None = None) -> None:
        """Have something typed."""
        self.prompt, self.said, self.told = prompt, "", ""
        self.started = words or TypedWords()
        self.typed = self.unrecorded.get(prompt.keeps, self.started)
        self.offer()

    def offer(self) -> None:
        """Show what is typed so far, and what fits it."""
        if self.prompt is None:
            return
        found = self.prompt.offer(self.typed.text)[:6]
        title = CardLine(one_line(self.prompt.title), Tone.HEAD)
        marked = [CardLine(f"> {one_line(words)}", Tone.CHOSEN, 1, 5) for words in found[:1]]
        others = [CardLine(one_line(words), Tone.WORDS, 3, 5) for words in found[1:]]
        self.panel = (title, self.typed, *marked, *others)
        self.draw()

    def _keep_typed(self, prompt: Prompt) -> bool:
        """Keep what was typed for a text until it is recorded, if it is not what was there; whether it was kept."""
        if not prompt.keeps:
            return False
        if self.typed.text == self.started.text:
            self.unrecorded.pop(prompt.keeps, None)
            return False
        self.unrecorded[prompt.keeps], self.entered = replace(self.typed, is_selected=False), prompt.keeps
        return True

    def close_prompt(self) -> None:
        """Back to the text."""
        self.prompt, self.panel = None, ()
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
            self._stand(named(typed, self.page.rows))

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
            waits = f"; {why}" if (why := self.unread()) else ""
            self.refuse(f"“{self.sought}” is nowhere in this text{waits}")
            return
        here = self.reader.at.row
        n = next((k for k in found if k > here), found[0])
        self.reader = replace(self.reader, at=stepped(self.reader.at, self.page.rows, n - here))
        self.found = self.reader.at
        self.say(f"“{self.sought}”: place {found.index(n) + 1} of {len(found)}")


__all__ = ["KEPT", "Prompt", "TypingApp"]
