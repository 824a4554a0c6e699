"""Folders that tests work in: made once and copied, and what git itself says of the repository in one."""

import subprocess
from collections.abc import Callable
from pathlib import Path

Copied = Callable[[Callable[[Path], object], Path], Path]
"""What the fixture ``copied`` gives: a new folder with what a function writes, which is called once."""


def git(folder: Path, *words: str) -> str:
    """What a git command prints."""
    return subprocess.run(["git", "-C", folder, *words], capture_output=True, text=True, check=True).stdout


def refs(folder: Path) -> str:
    """Every ref and what it names."""
    return git(folder, "for-each-ref")
