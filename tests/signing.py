"""SSH keys for tests, made by ``ssh-keygen`` where it is installed."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

needs_ssh_keygen = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")

NewKey = Callable[[str], Path]
"""Gives the private key's file of a name, made on first request; the public half is beside it."""


def new_key(folder: Path, name: str) -> Path:
    """A new key, or the one of that name."""
    place = folder / name
    if not place.exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", place], check=True)
    return place


def public(key: Path) -> bytes:
    """The public half of a key."""
    return key.with_name(f"{key.name}.pub").read_bytes()
