"""What is typed in one breath: a key that comes before anybody can have read what is shown is no answer to it."""

from __future__ import annotations

from math import inf

PAUSE = 0.8
"""Seconds without a key, on what is shown, after which the next key is an answer to it.

A key that is held down comes again after 0.25 to 0.66 seconds, as keyboards are set (the longest is that of X11).
"""


class Breath:
    """The keys since the last pause, each at the time at which it reached the program, not at which that took it.

    >>> breath = Breath()
    >>> breath.pressed(7.0), breath.pressed(7.2)
    (True, False)
    >>> breath.must_be_read()
    >>> breath.is_shown(8.0)
    >>> breath.pressed(8.3), breath.pressed(8.6), breath.pressed(9.4)
    (False, False, True)
    """

    def __init__(self, pause: float = PAUSE) -> None:
        self.pause = pause
        self.is_new = True
        """Whether the last key came after a pause."""
        self._pressed = self._shown = -inf

    def must_be_read(self) -> None:
        """Something new is to be read; it is not yet on the screen."""
        self._shown = inf

    def is_shown(self, at: float) -> None:
        """What is to be read is on the screen since then."""
        self._shown = at

    def pressed(self, at: float) -> bool:
        """Take note of a key; whether it came after a pause."""
        since, self._pressed = max(self._pressed, self._shown), at
        self.is_new = not self.pause or at - since >= self.pause
        return self.is_new


__all__ = ["PAUSE", "Breath"]
