"""What somebody can try against a server's repository with a git push, made ready once for any transport."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from folders import git
from servers import find_amendtrack
from signing import new_key

from amendtrack.draft import Draft
from amendtrack.exchange.publishing import publish_into
from amendtrack.exchange.serving import serve_init
from amendtrack.record.registers import read_register

AT = "2026-05-01 09:00"
MAILS = {"office": "secretariat"}
USERS = (("ann", "secretariat"), ("ana", "ard"))
BASE = "# Plan\n\n1. Clear all areas.\n\n2. Help survivors.\n\n3. Report every year.\n"
Done = subprocess.CompletedProcess[str]


@dataclass
class World:
    """A draft published to a server, a clone of that, and the keys of everybody.

    ``attacks`` are what to push where, and ``first`` a good commit of Arda's that the server is to have before.
    """

    folder: Path
    draft: Draft
    server: Path
    clone: Path
    keys: dict[str, Path]
    first: str = ""

    def run(self, *words: str, by: str = "ard", **env: str) -> Done:
        """Git in the clone, as somebody."""
        settings = {
            "user.name": "Ana", "user.email": f"{MAILS.get(by, by)}@amendtrack.invalid", "gpg.format": "ssh",
            "user.signingKey": str(self.keys[by]), "push.gpgSign": "false",
        }  # fmt: skip
        given = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        whole = {**os.environ, "GIT_TERMINAL_PROMPT": "0", **env}
        return subprocess.run(
            ["git", "-C", str(self.clone), *given, *words], capture_output=True, text=True, env=whole, check=False
        )

    def commit(
        self,
        *words: str,
        by: str = "ard",
        on: str = "origin/main",
        sign: bool = True,
        text: str = "month",
        key: str = "",
        at: str = "",
    ) -> str:
        """A commit that changes the text, on top of another; its name."""
        assert self.run("checkout", "--quiet", "--detach", on).returncode == 0
        (self.clone / "en.md").write_text(BASE.replace("year", text), "utf-8")
        assert self.run("add", "en.md").returncode == 0
        signed = (f"--gpg-sign={self.keys[key or by]}",) if sign else ()
        when = {"GIT_COMMITTER_DATE": at} if at else {}
        made = self.run("commit", "--quiet", "--all", *signed, "-m", f"To {text}", *words, by=by, **when)
        assert made.returncode == 0, made.stderr
        return git(self.clone, "rev-parse", "HEAD").strip()


def made(folder: Path) -> None:
    """A draft with keys for everybody, and two repositories on a server to which it is published."""
    keys = {name: new_key(folder / "keys", name) for name in ("office", "ard", "bru", "eve")}
    register = read_register("code,name\nARD,Arda\nBRU,Brum\n")
    draft = Draft.init(folder / "draft", BASE, title="Plan", at=AT, delegations=register).signed_by(keys["office"])
    draft.add_key("secretariat", keys["office"].with_suffix(".pub").read_bytes(), at=AT)
    for name in ("ard", "bru"):
        draft.add_key(name, keys[name].with_suffix(".pub").read_bytes(), at=AT)
    draft.set_publication("proposals", at=AT)
    draft.propose(BASE.replace("all", "known"), by="Brum", received=AT)
    for kind in ("signed", "named"):
        serve_init(folder / f"{kind}.git", signed=kind == "signed", users=USERS)
        publish_into(draft.snapshot(), folder / f"{kind}.git", draft.on_disk.signer)
        find_amendtrack(folder / f"{kind}.git")
    subprocess.run(["git", "clone", "--quiet", str(folder / "signed.git"), str(folder / "clone")], check=True)


def opened(whole: Path, folder: Path, kind: str) -> World:
    """A copy of what ``made`` has written, and in it the server that knows who pushes by this kind."""
    shutil.copytree(whole, folder)
    keys = {name: folder / "keys" / name for name in ("office", "ard", "bru", "eve")}
    draft = Draft.open(folder / "draft").signed_by(keys["office"])
    return World(folder, draft, folder / f"{kind}.git", folder / "clone", keys)


def state(repository: Path) -> dict[str, bytes]:
    """What a push could change in a repository, byte for byte: refs, their logs, settings, hooks; and every commit and
    folder. (Git keeps the certificate of a signed push as a file that nothing names, also of one that is refused.)
    """
    files = (path for path in sorted(repository.rglob("*")) if path.is_file() and "objects" not in path.parts)
    there = git(repository, "cat-file", "--batch-all-objects", "--batch-check=%(objecttype) %(objectname)")
    objects = "\n".join(line for line in there.splitlines() if not line.startswith("blob"))
    return {str(path.relative_to(repository)): path.read_bytes() for path in files} | {"objects": objects.encode()}


Attack = Callable[[World], list[str]]
"""Makes what is to be pushed, and gives what to push where."""


def to(*branches: str) -> Attack:
    """A good commit of Arda's, to places that are not Arda's."""
    return lambda w: [f"{w.commit()}:{branch}" for branch in branches]


ARDA, BRUM = "--author=Arda <ard@amendtrack.invalid>", "--author=Brum <bru@amendtrack.invalid>"
OWN, STANDING = "refs/heads/proposals/ard/1", "refs/heads/proposals/ard/9"
"""A branch of Arda's that the server has not, and one that it has, with a good commit."""
ATTACKS: dict[str, tuple[Attack, str]] = {
    "another's branch": (to("refs/heads/proposals/bru/2"), "may not write here"),
    "another's branch that is there": (
        lambda w: [f"{w.commit(on='origin/proposals/bru/1')}:refs/heads/proposals/bru/1"],
        "may not write here",
    ),
    "main": (to("refs/heads/main"), "may not write here"),
    "a revision's tag": (to("refs/tags/rev/Rev.9"), "may not write here"),
    "the page about the draft, with the keys": (
        lambda w: [f"{w.commit(on='origin/about')}:refs/heads/about"],
        "may not write here",
    ),
    "an issued text": (to("refs/heads/consolidated/pm2"), "may not write here"),
    "notes": (to("refs/notes/commits"), "no branch or tag of that name"),
    "a replacement": (to("refs/replace/" + "a" * 40), "no branch or tag of that name"),
    "a case twin": (to("refs/heads/proposals/ARD/1"), "no branch or tag of that name"),
    "a prefix of its own name": (to("refs/heads/proposals/ar/1"), "no delegation in the register"),
    "its own name and more": (to("refs/heads/proposals/ard2/1"), "no delegation in the register"),
    "a folder where a branch is": (to(f"{STANDING}/x"), "cannot both be branches"),
    "a branch where a folder is": (to("refs/heads/proposals/ard"), "cannot both be branches"),
    "delete its own": (lambda w: [f":{STANDING}"], "is deleted"),
    "delete another's": (lambda w: [":refs/heads/proposals/bru/1"], "may not write here"),
    "rewrite its own": (lambda w: [f"+{w.commit(text='day')}:{STANDING}"], "does not build on"),
    "an old commit on a branch that has gone on": (lambda w: [f"+{w.first}~1:{STANDING}"], "does not build on"),
    "a forged author": (lambda w: [f"{w.commit(BRUM)}:{OWN}"], "the author names Brum"),
    "a forged author behind a good commit": (
        lambda w: [f"{w.commit(on=w.commit(BRUM, text='hour'), text='day')}:{OWN}"],
        "the author names Brum",
    ),
    "as if the secretariat had made it": (
        lambda w: [f"{w.commit(ARDA, by='office', sign=False)}:{OWN}"],
        "the secretariat has not pushed it here",
    ),
    "an unsigned commit": (lambda w: [f"{w.commit(sign=False)}:{OWN}"], "not signed"),
    "an unsigned commit behind a signed one": (
        lambda w: [f"{w.commit(on=w.commit(sign=False, text='hour'), text='day')}:{OWN}"],
        "not signed",
    ),
    "signed with a key that nobody knows": (lambda w: [f"{w.commit(key='eve')}:{OWN}"], "not in the register of keys"),
    "another's commit as its own": (lambda w: [f"{w.commit(by='bru')}:{OWN}"], "the author names Brum"),
    "dated far ahead": (lambda w: [f"{w.commit(at='2090-01-01T00:00:00Z')}:{OWN}"], "more than a day ahead"),
    "mixed with one forbidden part": (
        lambda w: [f"{w.first}:{OWN}", f"{w.first}:refs/heads/main"],
        "may not write here",
    ),
}
"""What is tried, and why it is refused."""


def prepared(w: World) -> dict[str, list[str]]:
    """What each attack pushes where, with the commits made; each that goes to a branch of Arda's own to another one."""
    w.first = w.commit(on=w.commit(text="week"))
    made = {name: attack(w) for name, (attack, _) in ATTACKS.items()}
    return {
        name: [re.sub(f"{OWN}$", f"{OWN}{number}", each) for each in what]
        for number, (name, what) in enumerate(made.items())
    }
