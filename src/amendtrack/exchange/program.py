"""The git program, run with fixed settings: no user's or machine's configuration, no hook, no shell, no question asked.

It is run only in repositories that we made, never in one that somebody else gave us: a repository's own settings can
name programs to run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from amendtrack.errors import InputRefused, NotRecorded
from amendtrack.render.safe import one_line

SETTINGS = {
    "core.hooksPath": os.devnull,
    "core.fsync": "all",
    "core.symlinks": "false",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "transfer.fsckObjects": "true",
    "http.followRedirects": "false",
    "protocol.allow": "never",
    "protocol.https.allow": "always",
    "protocol.ssh.allow": "always",
    "protocol.file.allow": "always",
    "submodule.recurse": "false",
    "push.gpgSign": "false",
}
UNSIGNED = "the push is not signed"
"""What a server's hook answers where only signed pushes are taken, and by which the desk knows it."""
_FROM_THE_USER = (
    "PATH", "HOME", "SYSTEMROOT", "TMPDIR", "TEMP", "SSH_AUTH_SOCK", "GIT_SSH_COMMAND", "GIT_SSL_CAINFO",
    "GIT_ASKPASS", "SSH_ASKPASS", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY", "AMENDTRACK_USER",
    "AMENDTRACK_NOW",
)  # fmt: skip
"""What of the environment git sees: how to reach a server, and nothing else."""


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment in which git runs."""
    kept = {name: os.environ[name] for name in _FROM_THE_USER if name in os.environ}
    fixed = {"LC_ALL": "C", "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_TERMINAL_PROMPT": "0"}
    fixed |= {"GIT_ALLOW_PROTOCOL": "https:ssh:file", "GIT_NO_REPLACE_OBJECTS": "1", "GIT_SSH_VARIANT": "ssh"}
    fixed |= {"GIT_NO_LAZY_FETCH": "1"}  # by a repository that says that the rest of it is elsewhere
    return {"GIT_SSH_COMMAND": "ssh", **kept, **fixed, **(more or {})}  # never what another repository would run


class GitFailed(Exception):
    """The program said no; ``said`` are its lines, safe to show, and ``printed`` is what it gave nevertheless."""

    def __init__(self, said: str, printed: bytes = b"") -> None:
        super().__init__(said)
        self.said, self.printed = said, printed


def git(
    folder: Path, *arguments: str, given: bytes = b"", more: Mapping[str, str] | None = None, seconds: int = 600
) -> bytes:
    """What git prints in one of our own repositories.

    Raises:
        GitFailed: it failed.
        NotRecorded: there is no git, or it did not end in time.
    """
    fixed = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
    command = ["git", *fixed, f"--git-dir={folder}", *arguments]
    try:
        ran = subprocess.run(
            command, input=given, capture_output=True, env=environment(more), timeout=seconds, check=False
        )
    except FileNotFoundError as err:
        raise NotRecorded("the program git was not found", remedy="install git") from err
    except subprocess.TimeoutExpired as err:
        raise NotRecorded(f"git did not end within {seconds} s", remedy="check the connection") from err
    if ran.returncode != 0:
        raise GitFailed(said_by(ran.stderr), ran.stdout)
    return ran.stdout


def said_by(output: bytes) -> str:
    """The lines of a program that matter to people, on one line, harmless on a terminal."""
    lines = output.decode("utf-8", "backslashreplace").splitlines()
    kept = [line.removeprefix("remote: ").strip() for line in lines if not line.startswith(("hint:", "To "))]
    return one_line(" / ".join(filter(None, dict.fromkeys(kept))))[:2000] or "it gave no reason"


@contextmanager
def own_repository(*, beside: Path | None = None) -> Iterator[Path]:
    """An empty bare repository of ours, removed afterwards; its settings are git's own."""
    folder = Path(mkdtemp(prefix=".amendtrack-exchange-", dir=beside))
    try:
        made = folder / "repository"
        try:
            git(made, "init", "--quiet", "--bare", "--template=", "--initial-branch=main", str(made))
        except GitFailed as err:
            raise InputRefused(f"no repository can be made: {err.said}", place=str(folder)) from err
        yield made
    finally:
        shutil.rmtree(folder, ignore_errors=True)


__all__ = ["SETTINGS", "UNSIGNED", "GitFailed", "environment", "git", "own_repository", "said_by"]
