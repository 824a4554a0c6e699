"""A long result is shown in a pager, by the rules that git has for its own.

The pager is ``AMENDTRACK_PAGER``, else ``PAGER``, else ``less``; an empty name or ``cat`` means none. ``LESS`` is
``FRX`` unless it is set: quit if one screen holds it all, show colour, leave the text on the screen.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping

_FROM_LESS = "FRX"
_NOT_SHOWN = 127


def pager_of(environ: Mapping[str, str]) -> str:
    """The command of the pager; nothing if there is to be none, or if it is not installed.

    >>> pager_of({"AMENDTRACK_PAGER": "", "PAGER": "less"}), pager_of({"PAGER": "cat"})
    ('', '')
    """
    named = next((environ[name] for name in ("AMENDTRACK_PAGER", "PAGER") if name in environ), "less")
    words = _words(named)
    return "" if not words or words == ["cat"] or not shutil.which(words[0]) else named


def _words(command: str) -> list[str]:
    try:
        return shlex.split(command)
    except ValueError:  # an odd quotation mark
        return command.split()


def paged(text: str, pager: str) -> None:
    """Show a text in this pager; as it is if the pager cannot be started. Who leaves the pager early loses nothing."""
    less = os.environ.get("LESS", _FROM_LESS)
    if "r" not in less.lower():  # colours would be shown as codes
        less = f"{less} -R"
    sys.stdout.flush()
    running = subprocess.Popen(pager, shell=True, stdin=subprocess.PIPE, env={**os.environ, "LESS": less, "LV": "-c"})
    try:
        running.communicate(text.encode("utf-8"))
    except KeyboardInterrupt:  # the pager's own key
        _wait(running)
    if running.returncode == _NOT_SHOWN:
        sys.stdout.write(text)


def _wait(running: subprocess.Popen[bytes]) -> None:
    if running.stdin is not None:
        running.stdin.close()
    while running.poll() is None:
        try:
            running.wait()
        except KeyboardInterrupt:
            continue


__all__ = ["paged", "pager_of"]
