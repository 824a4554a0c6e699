"""When Python looks for garbage: not while texts are compared, a consolidation is made, or it is written down.

All of this makes many small values that refer to none of their kind in a circle, keeps almost all of them, and frees
the rest as soon as nothing refers to it. Python would walk all of them again and again, in vain.

Garbage belongs to the whole process. Where several threads are at work, as in a server, one of them always is: then it
is looked for as usual, lest that of the others be kept for good.
"""

from __future__ import annotations

import gc
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.RLock()  # a signal may come in between and compare texts of its own
_at_work = Counter[int]()
"""The threads at work, with how often each began without having ended."""
_was_on = [False]
"""Whether garbage was looked for before the first of them began."""


@contextmanager
def kept_for_later() -> Iterator[None]:
    """Look for no garbage until this ends, and as before afterwards; as usual while several threads do this.

    >>> with kept_for_later():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    me = threading.get_ident()
    with _lock:
        if not _at_work:
            _was_on[0] = gc.isenabled()
        _at_work[me] += 1
        _heed()
    try:
        yield
    finally:
        with _lock:
            _at_work[me] -= 1
            if not _at_work[me]:
                del _at_work[me]
            _heed()


def _heed() -> None:
    """Look for garbage or not, as the number of threads at work asks."""
    if _was_on[0]:
        (gc.disable if len(_at_work) == 1 else gc.enable)()


__all__ = ["kept_for_later"]
