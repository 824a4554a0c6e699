"""A screen of lines on the terminal, and nothing else: keys come in, lines go out, the terminal is left as it was."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Sequence
from contextlib import suppress

from rich.text import Text as Line
from textual.app import App, ComposeResult
from textual.strip import Strip
from textual.widget import Widget


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
        return Strip(line.render(self.app.console, end="")).adjust_cell_length(self.size.width)


class PlainApp(App[None]):
    """A screen of lines, which leaves the terminal as it was, however it ends."""

    CSS = "Screen { background: ansi_default; color: ansi_default; }"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(ansi_color=True)
        self.failed: Exception | None = None
        self.event_loop: asyncio.AbstractEventLoop | None = None

    def on_load(self) -> None:
        """From here on, before the terminal is touched, the screen can be told to leave."""
        self.event_loop = asyncio.get_running_loop()

    def leave_soon(self) -> bool:
        """Leave the screen, from whatever thread or signal; whether it is there at all."""
        if self.event_loop is None:
            return False
        with suppress(RuntimeError):  # it has just ended
            self.event_loop.call_soon_threadsafe(self.exit)
        return True

    @staticmethod
    def everything_is_read() -> None:
        """Collect garbage from here on; what was read stays, and is not looked through again and again."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def finish_recording(self) -> None:
        """Wait until nothing is being recorded."""

    def compose(self) -> ComposeResult:
        """The board alone."""
        yield Board()

    def on_mount(self) -> None:
        """Everything that is typed goes to the board."""
        self.board = self.query_one(Board)
        self.screen.set_focus(self.board, scroll_visible=False)
        self.begin()

    def begin(self) -> None:
        """What else is done when the screen is there; textual calls ``on_mount`` of every class."""

    def _fatal_error(self) -> None:
        """After a bug: no traceback on the terminal; the command line reports it in one line."""
        self.failed = self._exception
        self._close_messages_no_wait()


__all__ = ["Board", "PlainApp"]
