"""What a PDF says, shown beside the reason why it is left: read in a process of its own, under limits.

A malicious file may keep the reader busy or exhaust its memory; then only the reader ends, and nothing is shown.
"""

from __future__ import annotations

import os
import subprocess
import sys

from amendtrack.formats.pdf_words import words_in

SECONDS = 20
MOST_BYTES = 32_000_000
_MEMORY = 1_500_000_000  # bytes of the reader
_SHOWN = 1_500  # characters
_CHILD = "from amendtrack.draft.shown_pdf import reader; reader()"


def shown_words(data: bytes) -> str:
    """The first words of a PDF, on one line; empty if none can be read, or the reader is not installed."""
    if not data.startswith(b"%PDF") or len(data) > MOST_BYTES:
        return ""
    try:
        done = subprocess.run(
            [sys.executable, "-c", _CHILD],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError):
        return ""
    words = " ".join(done.stdout.decode("utf-8", "replace").split()) if done.returncode == 0 else ""
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rpartition(' ')[0]} …"


def reader() -> None:
    """The other process: a PDF from standard input, its words to standard output."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    except (ImportError, ValueError, OSError):  # not available on this system: the caller's time-out is the limit
        pass
    sys.stdout.buffer.write(words_in(sys.stdin.buffer.read()).encode("utf-8", "replace"))


__all__ = ["reader", "shown_words"]
