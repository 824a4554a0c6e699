"""When Python looks for garbage: not while two texts are compared or a consolidation is made.

Both make many small values that refer to none of their kind in a circle, keep almost all of them, and free the rest as
soon as nothing refers to it. Python would walk all of them again and again, in vain.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_state = [0, False]
"""How many are at work, and whether garbage was looked for before the first of them began."""


@contextmanager
def kept_for_later() -> Iterator[None]:
    """Look for no garbage until this ends, and as before afterwards; several may be at work at once.

    >>> with kept_for_later():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    with _lock:
        if not _state[0]:
            _state[1] = gc.isenabled()
            gc.disable()
        _state[0] += 1
    try:
        yield
    finally:
        with _lock:
            _state[0] -= 1
            if not _state[0] and _state[1]:
                gc.enable()


__all__ = ["kept_for_later"]
