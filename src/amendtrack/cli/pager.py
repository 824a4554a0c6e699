"""A long result is shown in a pager, by the rules that git has for its own.

The pager is ``AMENDTRACK_PAGER``, else the one that git would start: ``GIT_PAGER``, ``core.pager`` of the user or the
machine, ``PAGER``, ``less``; an empty name or ``cat`` means none. ``LESS`` is ``FRX`` unless it is set: quit if one
screen holds it all, show colour, leave the text on the screen.

Source: git-var(1), ``GIT_PAGER``.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_FROM_LESS = "FRX"
_NOT_SHOWN = 127
_OF_A_REPOSITORY = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR")
"""What would have git read the settings of a repository, which may be somebody else's and name any program."""


def pager_of(environ: Mapping[str, str]) -> str:
    """The command of the pager; nothing if there is to be none, or if it is not installed.

    >>> pager_of({"AMENDTRACK_PAGER": "", "PAGER": "less"}), pager_of({"GIT_PAGER": "cat", "PAGER": "less"})
    ('', '')
    """
    named = environ["AMENDTRACK_PAGER"] if "AMENDTRACK_PAGER" in environ else _pager_of_git(environ)
    words = _words(named)
    return "" if not words or words == ["cat"] or not shutil.which(words[0]) else named


def _pager_of_git(environ: Mapping[str, str]) -> str:
    """The pager that git has for this user, whatever repository this is; without git, the same without its settings."""
    kept = {name: value for name, value in environ.items() if name not in _OF_A_REPOSITORY}
    asked = ["git", "var", "GIT_PAGER"]
    with suppress(OSError, subprocess.TimeoutExpired):
        ran = subprocess.run(asked, env=kept, cwd=Path(os.sep), capture_output=True, timeout=10, check=False)
        if ran.returncode == 0:
            return os.fsdecode(ran.stdout).strip()
    return next((environ[name] for name in ("GIT_PAGER", "PAGER") if name in environ), "less")


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
