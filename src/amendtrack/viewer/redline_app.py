"""Two texts compared, read on the terminal: from one change to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amendtrack.render.counts import noise_line, summary
from amendtrack.render.descriptions import ShownUnit
from amendtrack.viewer.screen_lines import head_of
from amendtrack.viewer.sight import page_of_redline
from amendtrack.viewer.slot_card import CardLine, Tone
from amendtrack.viewer.typed_words import TypedWords
from amendtrack.viewer.typing_app import TypingApp

if TYPE_CHECKING:
    from amendtrack.redline.comparison import Redline


class RedlineApp(TypingApp):
    """A redline to read."""

    def __init__(self, redline: Redline, title: str) -> None:
        super().__init__(title)
        self.redline = redline
        self.in_short = summary(redline)

    def begin(self) -> None:
        """Show the first change."""
        self.show_page(page_of_redline(self.redline, self.name_shown))
        if self.wanted_slots():
            self.go_to_slot()
        self.everything_is_read()

    def head(self) -> str:
        """What is compared, and how much has changed."""
        return head_of(self.name_shown, [self.in_short], self.wide)

    def card(self) -> tuple[CardLine | ShownUnit | TypedWords, ...]:
        """What became of the unit."""
        assert self.page is not None
        block = self.page.paragraphs[self.reader.at.row].units[0]
        title = block.title if isinstance(block, ShownUnit) else ""
        noise = noise_line(self.redline)
        return tuple(CardLine(words, tone) for words, tone in ((title, Tone.HEAD), (noise, Tone.NOTE)) if words)


__all__ = ["RedlineApp"]
