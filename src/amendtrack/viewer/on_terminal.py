"""A screen on the terminal until it is left, or until the program is told from outside to end."""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
import time
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING

try:
    import termios
except ImportError:  # Windows
    termios = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from amendtrack.viewer.plain_app import PlainApp

ENDINGS = ("SIGTERM", "SIGHUP", "SIGINT")
GRACE = 2.0
"""Seconds for the screen to leave by itself."""


def show_on_terminal(app: PlainApp) -> None:
    """Show a screen until somebody leaves it, the connection is cut, or the program is ended.

    What is being recorded is recorded whole. A terminal that nobody reads any more (a stalled connection) takes no
    words, and textual would wait for it for ever: after a moment the program ends without it.
    """
    modes = _modes()

    def told(_number: int, _frame: FrameType | None) -> None:
        if not app.leave_soon():
            raise SystemExit(0)  # the screen is not there yet
        threading.Thread(target=_end, args=(app, modes), daemon=True).start()

    _leave_when_hung_up(app, modes)
    numbers = [getattr(signal, name) for name in ENDINGS if hasattr(signal, name)]
    before = {number: signal.signal(number, told) for number in numbers}
    try:
        app.run()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave_when_hung_up(app: PlainApp, modes: list[object]) -> None:
    """Leave once the terminal is gone. A program that the terminal does not control, or that ignores hang-ups, gets no
    signal; textual would then read the end of its input again and again.
    """
    if not hasattr(select, "poll") or not modes:
        return
    poller = select.poll()
    poller.register(sys.__stdin__.fileno(), 0)  # type: ignore[union-attr]

    def wait() -> None:
        poller.poll()
        while not app.leave_soon():
            time.sleep(0.1)
        _end(app, modes)

    threading.Thread(target=wait, name="hang-up", daemon=True).start()


def _modes() -> list[object]:
    """The modes of the terminal; none where there are no such."""
    with suppress(OSError, ValueError, AttributeError, *(() if termios is None else (termios.error,))):
        return list(termios.tcgetattr(sys.__stdin__.fileno()))  # type: ignore[union-attr]
    return []


def _end(app: PlainApp, modes: list[object]) -> None:
    """After a moment, and once nothing is being recorded, end; the screen did not."""
    time.sleep(GRACE)
    app.finish_recording()
    try:
        if modes:
            termios.tcsetattr(sys.__stdin__.fileno(), termios.TCSANOW, modes)  # type: ignore[union-attr, arg-type]
    finally:  # the terminal may be gone
        os._exit(0)


__all__ = ["show_on_terminal"]
