"""The repositories from which another one borrows objects (git's ``objects/info/alternates``).

What is borrowed is lost with its lender; so a draft is read with it, and nothing is recorded until it has its own.
"""

from __future__ import annotations

import os
from pathlib import Path

from amendtrack.draft.git.on_disk import read_file

BORROWED = "objects of it are in another repository (objects/info/alternates), and are lost with that one"
"""What to say of a repository that borrows."""
TAKE_IN = "run `amendtrack doctor DRAFT --mend`, which takes them in"
_DEEPEST, _LONGEST = 5, 1_000_000
"""How many lenders in a row git follows; and how many bytes such a list may have."""


def borrowing_file(path: Path) -> Path:
    """The file that names the lenders of a repository."""
    return path / "objects" / "info" / "alternates"


def borrows(path: Path) -> bool:
    """Whether a repository says that it has objects elsewhere; also where nothing can be read of what it says."""
    return os.path.lexists(borrowing_file(path))


def lenders(path: Path) -> tuple[Path, ...]:
    """The repositories from which one borrows, and from which those do; none that is not called as git calls it."""
    found: dict[Path, None] = {}
    nearest = [path]
    for _ in range(_DEEPEST):
        nearest = [lender for one in nearest for lender in _named_by(one) if lender not in found and lender != path]
        found |= dict.fromkeys(nearest)
    return tuple(found)


def _named_by(path: Path) -> list[Path]:
    try:
        lines = read_file(borrowing_file(path), _LONGEST).decode("utf-8", "surrogateescape").split("\n")
    except OSError:
        return []
    named = [path / "objects" / line for line in lines if line and not line.startswith(("#", '"')) and "\0" not in line]
    return [Path(os.path.normpath(folder)).parent for folder in named if folder.name == "objects"]


__all__ = ["BORROWED", "TAKE_IN", "borrowing_file", "borrows", "lenders"]
