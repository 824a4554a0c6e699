"""The wall: a second program for the projector, which follows the operator's place and the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text as Line
from textual.events import Key, Resize

from amendtrack.errors import AmendtrackError
from amendtrack.record.times import zone
from amendtrack.render.safe import one_line
from amendtrack.viewer.clerk import Broken, Clerk, Heard, Lost, Seen
from amendtrack.viewer.draft_app import FromClerk
from amendtrack.viewer.plain_app import PlainApp
from amendtrack.viewer.pointer import Pointed, pointed, pointer_file
from amendtrack.viewer.wall_page import for_the_wall, row_pointed, slot_pointed, wall_lines

if TYPE_CHECKING:
    from amendtrack.draft.snapshot import Snapshot
    from amendtrack.viewer.sight import Sight

FOLLOWS_EVERY = 0.2
"""Seconds between two looks at the operator's place."""


class Wall(PlainApp):
    """The text that is discussed, for everybody in the room."""

    def __init__(self, path: Path, *, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.path, self.clock = path, clock
        self.sight: Sight | None = None
        self.at, self.row = Pointed(), 0
        self.clerk = Clerk(path, self._hear, seen_as=self._for_the_wall)

    def _hear(self, heard: Heard) -> None:
        self.post_message(FromClerk(heard))

    def _for_the_wall(self, now: Snapshot) -> Snapshot:
        return for_the_wall(now, self.clock().astimezone(zone(now.settings.timezone)).date())

    def begin(self) -> None:
        """Begin to follow the record, and the operator."""
        self.board.show([Line(), Line(f"  {one_line(self.path.name)}")])
        self.clerk.start()
        self.set_interval(FOLLOWS_EVERY, self.follow)

    def on_unmount(self) -> None:
        """End."""
        self.clerk.stop()

    def on_from_clerk(self, message: FromClerk) -> None:
        """Take in what the clerk has found out; while the record cannot be read, the last text stays."""
        match message.heard:
            case Seen(sight, _, _) if sight.con is not None:
                self.sight = sight
                self.everything_is_read()
                self.row = row_pointed(sight, self.at, min(self.row, max(len(sight.together.rows) - 1, 0)))
                self.draw()
            case Seen():  # the wall waits for the whole
                self.clerk.go_on()
            case Lost(why) if self.sight is None:
                self.failed = AmendtrackError(why)
                self.exit(return_code=4)
            case Broken(error):
                self.failed = error
                self.exit(return_code=70)

    def follow(self) -> None:
        """Go where the operator is."""
        try:
            at = pointed(pointer_file(self.path))
        except OSError:
            return
        if at != self.at and self.sight is not None:
            self.at = at
            self.row = row_pointed(self.sight, at, self.row)
            self.draw()

    def draw(self, width: int = 0, height: int = 0) -> None:
        """Show the page."""
        width, height = width or self.size.width, height or self.size.height
        if self.sight is not None and self.sight.together.rows and width and height:
            self.board.show(wall_lines(self.sight, self.row, slot_pointed(self.sight, self.at), width, height))

    def on_resize(self, event: Resize) -> None:
        """The same page, on a screen of another size."""
        self.draw(event.size.width, event.size.height)

    def on_key(self, event: Key) -> None:
        """Nothing is done on the wall but to leave it."""
        if event.key in ("q", "ctrl+c"):
            self.exit()


__all__ = ["Wall"]
