"""Plain git made better for prose: our redline as its diff driver, our consolidation as its merge driver.

Knows what git runs, and with what; how a merge is made is in ``merging``.
"""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from amendtrack.errors import InputRefused
from amendtrack.exchange.program import GitFailed, git

ATTRIBUTES = "*.md diff=amendtrack merge=amendtrack\n"


def set_up(clone: Path) -> Path:
    """Set a clone's own settings so that git uses both drivers for its Markdown files; the file with the attributes.

    Raises:
        InputRefused: it is not a git repository.
    """
    place = clone / ".git" if (clone / ".git").is_dir() else clone
    if not (place / "objects").is_dir():
        hint = "name the folder of a clone; in a worktree or submodule, that of the main clone"
        raise InputRefused("this is not the folder of a git repository", place=str(clone), remedy=hint)
    run = f"{shlex.quote(sys.executable)} -P -m amendtrack"
    settings = {
        "diff.amendtrack.command": f"{run} git-diff --",
        "merge.amendtrack.name": "amendtrack: both readings in brackets",
        # Without amendtrack, git would take the file of one side: then it merges line by line instead.
        "merge.amendtrack.driver": f"{run} git-merge %O %A %B; s=$?; [ $s -le 1 ] && exit $s; git merge-file %A %O %B",
        "merge.amendtrack.recursive": "binary",  # what two branches have in common is a text, not a conflict
    }
    attributes = place / "info" / "attributes"
    try:
        for name, value in settings.items():
            git(place, "config", "--local", name, value)
        attributes.parent.mkdir(exist_ok=True)
        held = attributes.read_text("utf-8", "surrogateescape") if attributes.exists() else ""
        if ATTRIBUTES not in held:
            ends = "\n" if held and not held.endswith("\n") else ""
            attributes.write_text(held + ends + ATTRIBUTES, "utf-8", "surrogateescape")
    except (GitFailed, OSError) as err:
        raise InputRefused(f"it cannot be set up: {err}", place=str(clone)) from err
    return attributes


__all__ = ["set_up"]
