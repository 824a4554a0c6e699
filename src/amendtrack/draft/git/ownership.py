"""Whose a draft is: one that belongs to another user of the machine is opened only if you trust that user.

Amendtrack runs nothing that a repository says. But whoever owns a draft can change it behind your back, and what you
record there is a file of yours in a folder of theirs. So the rule is git's own, with git's own way out of it, which is
the one setting of yours that is read: ``safe.directory``, in your own settings or the machine's, never in the draft's.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from amendtrack.errors import InputRefused


def check_owner(path: Path) -> None:
    """Refuse a draft of another user, unless its folder is trusted.

    Raises:
        InputRefused: it belongs to another user, whose name or number the message gives.
    """
    if not hasattr(os, "geteuid"):
        return
    owner = path.stat().st_uid
    if owner in _mine() or is_trusted(path, _listed()):
        return
    hint = f"work as that user, or trust it, as for git: git config --global --add safe.directory {path.resolve()}"
    raise InputRefused(f"it belongs to another user, {_name(owner)}", place=str(path), remedy=hint)


def _mine() -> set[int]:
    """The numbers of this user; of who became root by ``sudo``, also the one from before."""
    mine = {os.geteuid()}
    before = os.environ.get("SUDO_UID", "")
    return mine | {int(before)} if mine == {0} and before.isdecimal() else mine


def _name(owner: int) -> str:
    import pwd

    try:
        return pwd.getpwuid(owner).pw_name
    except KeyError:
        return f"number {owner}"


def is_trusted(path: Path, listed: Iterable[str]) -> bool:
    """Whether a folder is among those that are listed as safe: by name, by ``folder/*``, or by ``*``.

    An empty entry takes back those before it.

    >>> is_trusted(Path("/srv/plan"), ["/srv/plan"]), is_trusted(Path("/srv/plan"), ["/srv/*"])
    (True, True)
    >>> is_trusted(Path("/srv/plan"), ["*", ""]), is_trusted(Path("/srv/planned"), ["/srv/plan"])
    (False, False)
    """
    here, trusted = path.resolve(), False
    for entry in listed:
        if not entry:
            trusted = False
        elif entry == "*":
            trusted = True
        elif entry.endswith("/*"):
            trusted = trusted or Path(entry[:-2]).expanduser().resolve() in here.parents
        else:
            trusted = trusted or Path(entry).expanduser().resolve() == here
    return trusted


def _listed() -> Iterator[str]:
    """The folders listed as safe in the settings of the machine and of the user; none from settings that are broken."""
    import pygit2  # only for somebody else's draft

    for settings in (
        pygit2.Config.get_system_config,
        pygit2.Config.get_xdg_config,
        pygit2.Config.get_global_config,
    ):
        try:
            yield from (entry or "" for entry in settings().get_multivar("safe.directory"))
        except (OSError, ValueError, KeyError, pygit2.GitError):
            continue


__all__ = ["check_owner", "is_trusted"]
