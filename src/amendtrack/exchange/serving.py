"""A bare repository on a server, made ready: git's own settings against rewriting, and a hook that checks each push."""

from __future__ import annotations

import os
import re
import secrets
import shlex
import sys
from collections.abc import Iterable
from pathlib import Path

from amendtrack.custody.claims import OFFICE_HOLDER
from amendtrack.draft.folder import check_free
from amendtrack.errors import InputRefused
from amendtrack.exchange.program import GitFailed, git
from amendtrack.exchange.publishing import new_bare
from amendtrack.exchange.quarantine import LARGEST_OBJECT
from amendtrack.exchange.receiving import FIRST_KEY, NAMED, SIGNED
from amendtrack.record.keys import read_public_key

SETTINGS = {
    "receive.denyNonFastForwards": "true",
    "receive.denyDeletes": "true",
    "receive.denyCurrentBranch": "refuse",
    "receive.fsckObjects": "true",
    "receive.maxInputSize": str(4 * LARGEST_OBJECT),
    "receive.certNonceSlop": "60",  # over https git answers twice, and would not know its own nonce a second later
    "receive.advertisePushOptions": "false",
    "transfer.fsckObjects": "true",
    "core.logAllRefUpdates": "always",
    "core.fsync": "all",
    "gc.pruneExpire": "never",
    "http.receivepack": "true",
    "uploadpack.allowAnySHA1InWant": "false",
}
"""What a server's repository is set to."""

HOOK = """\
#!/bin/sh
# Written by `amendtrack serve-init`: who may move which branch is checked by the rules of `amendtrack verify`.
exec {python} -P -m amendtrack receive "${{GIT_DIR:-.}}"
"""


def serve_init(
    folder: Path, *, signed: bool, users: Iterable[tuple[str, str]] = (), first_key: bytes = b""
) -> tuple[str, ...]:
    """Make a new bare repository for a server, or set up an empty one that another program made; one line each of what
    it was set to.

    ``users`` are names under which people log in there, each with the delegation for which they push, named as in its
    branches, or ``secretariat``. With ``signed``, who pushes is known by the key that signed the push alone;
    ``first_key`` is then the secretariat's public key, which counts until the register of keys has been published.

    Raises:
        InputRefused: there is something already, it cannot be made, or the key is none.
    """
    key = read_public_key(first_key, OFFICE_HOLDER) if first_key else None
    is_made = _is_empty_repository(folder)
    if not is_made:
        check_free(folder)
    pairs = tuple(users)
    for user, holder in pairs:
        if not re.fullmatch(r"[^\s=]{1,100}", user) or not re.fullmatch(r"[a-z0-9-]{1,90}", holder):
            hint = "write USER=DELEGATION with the delegation as in its branches, or USER=secretariat"
            raise InputRefused(f"{user}={holder} does not say for whom somebody pushes", remedy=hint)
    if not is_made:
        new_bare(folder)
    settings = {**SETTINGS, "receive.certNonceSeed": secrets.token_hex(32)}
    settings["amendtrack.pushes"] = SIGNED if signed else NAMED
    if key is not None:
        settings[f"amendtrack.{FIRST_KEY}"] = f"{key.kind} {key.blob}"
    nobody = folder.resolve() / "allowed-by-the-hook-alone"  # git asks for such a list, and the hook has the keys
    settings["gpg.ssh.allowedSignersFile"] = str(nobody)
    try:
        nobody.touch()
        for name, value in settings.items():
            git(folder, "config", "--local", name, value)
        for user, holder in pairs:
            git(folder, "config", "--local", "--add", "amendtrack.as", f"{user} {holder}")
    except (GitFailed, OSError) as err:
        raise InputRefused(f"it cannot be set up: {err}", place=str(folder)) from err
    hook = folder / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(HOOK.format(python=shlex.quote(sys.executable)), encoding="utf-8")
    hook.chmod(0o755)
    (folder / "config").chmod(0o640)
    if hasattr(os, "sync"):
        os.sync()
    who = "the key that signed the push" if signed else "the name under which somebody logs in"
    return (
        f"who pushes is known by {who}",
        *(f"{user} pushes for {'the secretariat' if h == OFFICE_HOLDER else h}" for user, h in pairs),
        "nobody rewrites or deletes; each delegation writes only proposals/<delegation>/<number>",
    )


def _is_empty_repository(folder: Path) -> bool:
    """Whether there is a bare repository without branches and without a hook of its own, as gitolite makes them."""
    if not (folder / "HEAD").is_file() or (folder / "hooks" / "pre-receive").exists():
        return False
    try:
        return git(folder, "rev-parse", "--is-bare-repository") == b"true\n" and not git(folder, "for-each-ref")
    except GitFailed:
        return False


__all__ = ["serve_init"]
