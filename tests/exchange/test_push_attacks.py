"""What somebody can try against a server's repository with a git push: each attempt leaves the server as it was."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from depth import one_in_three
from folders import git, refs
from servers import FCGIWRAP, NGINX, SSHD, Ways, find_amendtrack, https_server, ssh_server
from signing import needs_ssh_keygen, new_key

from amendtrack.draft import Draft
from amendtrack.exchange.fetching import fetch
from amendtrack.exchange.publishing import publish, publish_into
from amendtrack.exchange.remote import Remote
from amendtrack.exchange.serving import serve_init
from amendtrack.record.registers import read_register

pytestmark = needs_ssh_keygen
AT = "2026-05-01 09:00"
MAILS = {"office": "secretariat"}
BASE = "# Plan\n\n1. Clear all areas.\n\n2. Help survivors.\n\n3. Report every year.\n"


@dataclass
class World:
    """A draft published to a server, a clone of that, and the keys of everybody."""

    folder: Path
    draft: Draft
    server: Path
    clone: Path
    keys: dict[str, Path]

    def run(self, *words: str, by: str = "ard", **env: str) -> subprocess.CompletedProcess[str]:
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
        self, *words: str, by: str = "ard", on: str = "origin/main", sign: bool = True, text: str = "month"
    ) -> str:
        """A commit that changes the text, on top of another; its name."""
        assert self.run("checkout", "--quiet", "--detach", on).returncode == 0
        (self.clone / "en.md").write_text(BASE.replace("year", text), "utf-8")
        assert self.run("add", "en.md").returncode == 0
        signed = ("--gpg-sign",) if sign else ()
        made = self.run("commit", "--quiet", "--all", *signed, "-m", f"To {text}", *words, by=by)
        assert made.returncode == 0, made.stderr
        return git(self.clone, "rev-parse", "HEAD").strip()


def made(folder: Path) -> None:
    """A draft with keys for everybody, and a server's repository to which it is published."""
    keys = {name: new_key(folder / "keys", name) for name in ("office", "ard", "bru", "eve")}
    register = read_register("code,name\nARD,Arda\nBRU,Brum\n")
    draft = Draft.init(folder / "draft", BASE, title="Plan", at=AT, delegations=register).signed_by(keys["office"])
    draft.add_key("secretariat", keys["office"].with_suffix(".pub").read_bytes(), at=AT)
    for name in ("ard", "bru"):
        draft.add_key(name, keys[name].with_suffix(".pub").read_bytes(), at=AT)
    draft.set_publication("proposals", at=AT)
    draft.propose(BASE.replace("all", "known"), by="Brum", received=AT)
    for kind in ("signed", "named"):
        serve_init(folder / f"{kind}.git", signed=kind == "signed", users=[("ann", "secretariat"), ("ana", "ard")])
        publish_into(draft.snapshot(), folder / f"{kind}.git", draft.on_disk.signer)
    subprocess.run(["git", "clone", "--quiet", str(folder / "signed.git"), str(folder / "clone")], check=True)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    made(folder)
    return folder


@pytest.fixture
def world(whole: Path, tmp_path: Path) -> Iterator[World]:
    yield opened(whole, tmp_path / "world", "signed")


def opened(whole: Path, folder: Path, kind: str) -> World:
    shutil.copytree(whole, folder)
    find_amendtrack(folder / f"{kind}.git")
    names = ("office", "ard", "bru", "eve")
    keys = {name: folder / "keys" / name for name in names}
    draft = Draft.open(folder / "draft").signed_by(keys["office"])
    return World(folder, draft, folder / f"{kind}.git", folder / "clone", keys)


Attack = Callable[[World], list[str]]
"""Makes what is to be pushed, and gives what to push where."""


def to(*branches: str) -> Attack:
    """A good commit of Arda's, to places that are not Arda's."""
    return lambda w: [f"{w.commit()}:{branch}" for branch in branches]


def own_first(then: Callable[[World, str], list[str]]) -> Attack:
    """After a good push of Arda's own, which the server has by now."""

    def attack(w: World) -> list[str]:
        first = w.commit()
        done = push(w, [f"{first}:refs/heads/proposals/ard/1"])
        assert done.returncode == 0, done.stderr
        return then(w, first)

    return attack


ARDA = "--author=Arda <ard@amendtrack.invalid>"
OWN = "refs/heads/proposals/ard/1"
ATTACKS: dict[str, Attack] = {
    "another's branch": to("refs/heads/proposals/bru/2"),
    "another's branch that is there": lambda w: [f"{w.commit(on='origin/proposals/bru/1')}:refs/heads/proposals/bru/1"],
    "main": to("refs/heads/main"),
    "a revision's tag": to("refs/tags/rev/Rev.9"),
    "the page about the draft, with the keys": lambda w: [f"{w.commit(on='origin/about')}:refs/heads/about"],
    "an issued text": to("refs/heads/consolidated/pm2"),
    "notes": to("refs/notes/commits"),
    "a replacement": to("refs/replace/" + "a" * 40),
    "a case twin": to("refs/heads/proposals/ARD/1"),
    "a prefix of its own name": to("refs/heads/proposals/ar/1"),
    "its own name and more": to("refs/heads/proposals/ard2/1"),
    "a folder where a branch is": own_first(lambda w, c: [f"{c}:{OWN}/x"]),
    "a branch where a folder is": to("refs/heads/proposals/ard"),
    "delete its own": own_first(lambda w, c: [f":{OWN}"]),
    "delete another's": lambda w: [":refs/heads/proposals/bru/1"],
    "rewrite its own": own_first(lambda w, c: [f"+{w.commit(text='day')}:{OWN}"]),
    "a forged author": lambda w: [f"{w.commit('--author=Brum <bru@amendtrack.invalid>')}:{OWN}"],
    "a forged author behind a good commit": lambda w: [
        f"{w.commit(on=w.commit('--author=Brum <bru@amendtrack.invalid>'), text='day')}:{OWN}"
    ],
    "as if the secretariat had made it": lambda w: [f"{w.commit(ARDA, by='office', sign=False)}:{OWN}"],
    "an unsigned commit": lambda w: [f"{w.commit(sign=False)}:{OWN}"],
    "an unsigned commit behind a signed one": lambda w: [f"{w.commit(on=w.commit(sign=False), text='day')}:{OWN}"],
    "signed with a key that nobody knows": lambda w: [f"{signed_by_eve(w)}:{OWN}"],
    "another's commit as its own": lambda w: [f"{w.commit(by='bru')}:{OWN}"],
    "mixed with one forbidden part": lambda w: [f"{w.commit()}:{OWN}", f"{w.commit()}:refs/heads/main"],
}
assert len(ATTACKS) >= 23
REASONS = {
    "notes": "no branch or tag of that name",
    "a replacement": "no branch or tag of that name",
    "a case twin": "no branch or tag of that name",
    "a folder where a branch is": "cannot both be branches",
    "a branch where a folder is": "no branch or tag of that name",
    "delete its own": "deletion prohibited|denying ref deletion|is deleted",
    "delete another's": "deletion prohibited|denying ref deletion|may not write",
    "rewrite its own": "non-fast-forward|does not follow",
    "a forged author": "the author names Brum",
    "a forged author behind a good commit": "the author names Brum",
    "as if the secretariat had made it": "the secretariat has not pushed it here",
    "an unsigned commit": "not signed",
    "an unsigned commit behind a signed one": "not signed",
    "signed with a key that nobody knows": "not in the register of keys",
    "another's commit as its own": "the author names Brum",
}
"""Why each is refused, where it is not because that place is another's."""


def signed_by_eve(w: World) -> str:
    w.keys["ard"], kept = w.keys["eve"], w.keys["ard"]
    try:
        return w.commit()
    finally:
        w.keys["ard"] = kept


def push(w: World, what: list[str], *, by: str = "ard", where: str = "", signed: bool = True, **env: str):  # type: ignore[no-untyped-def]
    words = ["push", "--quiet", *(["--signed"] if signed else []), where or str(w.server), *what]
    return w.run(*words, by=by, **env)


def everything(w: World) -> str:
    return refs(w.server)


@pytest.mark.long
@pytest.mark.parametrize("attack", one_in_three(ATTACKS))
def test_the_server_stays_as_it_was(attack: str, world: World) -> None:
    what = ATTACKS[attack](world)
    before = everything(world)
    done = push(world, what)
    assert done.returncode != 0, attack
    assert everything(world) == before
    assert "Traceback" not in done.stderr
    assert re.search(REASONS.get(attack, "may not write here"), done.stderr), done.stderr


@pytest.mark.long
def test_what_is_allowed_is_taken_and_what_is_not_signed_is_not(world: World) -> None:
    commit = world.commit()
    before = everything(world)
    for signed, by, why in (
        (False, "ard", "not signed"),
        (True, "eve", "not registered"),
        (True, "bru", "may not write"),
    ):
        done = push(world, [f"{commit}:{OWN}"], signed=signed, by=by)
        assert done.returncode != 0 and why in done.stderr, done.stderr
        assert everything(world) == before
    done = push(world, [f"{commit}:{OWN}"])
    assert done.returncode == 0, done.stderr
    found = fetch(world.draft, Remote.named(str(world.server)), at="2026-05-02 10:00")
    assert [one.name for one in found.recorded] == ["ARD-1"]


def by_name(w: World, ways: Ways) -> None:
    """Over a server that says who logged in: its own is taken, all else is refused, and the secretariat publishes."""

    def where(name: str) -> str:
        return f"{ways[name][0]}{w.server if ways[name][0].startswith('ssh') else '/' + w.server.name}"

    def sent(what: list[str], name: str):  # type: ignore[no-untyped-def]
        return push(w, what, where=where(name), signed=False, **ways[name][1])

    commit = w.commit()
    before = everything(w)
    for what, name, why in (
        ([f"{commit}:refs/heads/main"], "ana", "may not write here"),
        ([f"{commit}:{OWN}"], "bru", "may not write here"),
        ([f"{commit}:{OWN}", f"{commit}:refs/heads/proposals/bru/7"], "ana", "may not write here"),
        ([f"{w.commit(sign=False)}:{OWN}"], "ana", "not signed"),
        ([":refs/heads/proposals/bru/1"], "bru", "prohibited|denied|deleted|deleting"),
    ):
        done = sent(what, name)
        assert done.returncode != 0, (what, name)
        assert any(word in done.stderr for word in why.split("|")), done.stderr
        assert everything(w) == before
    done = sent([f"{commit}:{OWN}"], "ana")
    assert done.returncode == 0, done.stderr
    with pytest.MonkeyPatch.context() as patch:
        for name, value in ways["ann"][1].items():
            patch.setenv(name, value)
        remote = Remote.named(where("ann"))
        assert [one.name for one in fetch(w.draft, remote, at="2026-05-02 10:00").recorded] == ["ARD-1"]
        assert publish(w.draft.snapshot(), remote, w.draft.on_disk.signer).moved == ("proposals/ard/1",)
        assert publish(w.draft.snapshot(), remote, w.draft.on_disk.signer).moved == ()
    assert git(w.server, "fsck", "--strict", "--no-dangling") == ""


@pytest.mark.long
@pytest.mark.skipif(SSHD is None, reason="sshd is not installed")
def test_over_ssh(whole: Path, tmp_path: Path) -> None:
    w = opened(whole, tmp_path / "world", "named")
    users = {"ann": w.keys["office"], "ana": w.keys["ard"], "bru": w.keys["bru"]}
    with ssh_server(tmp_path / "ssh", users) as ways:
        by_name(w, ways)


@pytest.mark.long
@pytest.mark.skipif(NGINX is None or FCGIWRAP is None, reason="nginx or fcgiwrap is not installed")
def test_over_https(whole: Path, tmp_path: Path) -> None:
    w = opened(whole, tmp_path / "world", "named")
    with https_server(tmp_path / "web", tmp_path / "world", dict.fromkeys(("ann", "ana", "bru"), "secret")) as ways:
        by_name(w, ways)
