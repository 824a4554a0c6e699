"""Attacks on a server by git push, over every transport: each leaves it as it was and is told why in one sentence."""

import os
import re
import shutil
import subprocess
import textwrap
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

import pytest
from attacks import ATTACKS, OWN, STANDING, USERS, Done, World, made, opened, prepared, state
from folders import git, refs
from servers import (
    FCGIWRAP,
    GITOLITE,
    NGINX,
    SSHD,
    Ways,
    find_amendtrack,
    gitolite_server,
    https_server,
    ssh_server,
)
from signing import needs_ssh_keygen

from amendtrack.exchange.fetching import fetch
from amendtrack.exchange.publishing import publish, publish_into
from amendtrack.exchange.remote import Remote
from amendtrack.exchange.serving import serve_init

pytestmark = [needs_ssh_keygen, pytest.mark.long]
LATER = "2026-05-02 10:00"
KEYS = {"ann": "office", "ana": "ard", "bru": "bru", "eve": "eve"}
"""The users of the servers, and whose key each has."""
Tried = tuple[str, dict[str, list[str]]]
"""A good commit of Arda's, and what each attack pushes where."""
Send = Callable[[list[str], str], Done]
"""Pushes this as that user."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    made(folder)
    return folder


@pytest.fixture(scope="module")
def tried(whole: Path) -> Tried:
    """What is tried; its objects are in the clone."""
    w = opened(whole, whole.with_name("tried"), "signed")
    what = prepared(w)
    shutil.rmtree(whole / "clone")
    shutil.copytree(w.clone, whole / "clone")
    return w.first, what


@pytest.fixture
def world(whole: Path, tried: object, tmp_path: Path) -> World:
    return opened(whole, tmp_path / "world", "signed")


@pytest.fixture
def named(whole: Path, tried: object, tmp_path: Path) -> World:
    return opened(whole, tmp_path / "world", "named")


def signing(w: World, where: str = "", **env: str) -> Send:
    """A signed push, to the server's folder or to another address."""
    return lambda what, user: w.run("push", "--quiet", "--signed", where or str(w.server), *what, by=KEYS[user], **env)


def logging_in(w: World, ways: Ways, path: str) -> Send:
    """A push to a server that says who logged in."""
    return lambda what, user: w.run("push", "--quiet", ways[user][0] + path, *what, by=KEYS[user], **ways[user][1])


def reasons(done: Done) -> list[str]:
    """Why a push was refused, one sentence for each branch."""
    assert done.returncode != 0 and "Traceback" not in done.stderr, done.stderr
    return [line.strip() for line in re.findall(r"amendtrack: refused: (.*)", done.stderr)]


def none_succeeds(w: World, tried: Tried, send: Send) -> None:
    """What Arda may push is taken. Then all attacks, as many in one push as go together: each is refused with a
    sentence of its own, and the server stays as it was.
    """
    first, attacks = tried
    done = send([f"{first}:{STANDING}"], "ana")
    assert done.returncode == 0, done.stderr
    before = state(w.server)
    for names in together(attacks):
        found = reasons(send([what for name in names for what in attacks[name]], "ana"))
        assert len(found) == len(names) and max(map(len, found)) < 180, found
        for name in names:
            assert any(re.search(ATTACKS[name][1], why) for why in found), (name, found)
        assert state(w.server) == before, names
    assert git(w.server, "fsck", "--strict", "--no-dangling") == ""


def together(attacks: dict[str, list[str]]) -> list[list[str]]:
    """The names of attacks, in pushes: no two of one push to one branch, and by itself what hides the others."""
    pushes: list[list[str]] = []
    used: list[set[str]] = []
    for name, what in attacks.items():
        to = {each.rpartition(":")[2] for each in what}
        hides = ATTACKS[name][1] == "cannot both be branches"
        place = next((n for n, there in enumerate(used) if not (hides or there & {*to, "all"})), len(pushes))
        if place == len(pushes):
            pushes.append([])
            used.append({"all"} if hides else set())
        pushes[place].append(name)
        used[place] |= to
    return pushes


def test_none_succeeds_in_the_servers_own_folder(world: World, tried: Tried) -> None:
    none_succeeds(world, tried, signing(world))


def test_only_what_is_signed_by_whom_it_must_be_is_taken(world: World) -> None:
    commit = world.commit()
    before = state(world.server)
    done = world.run("push", "--quiet", str(world.server), f"{commit}:{OWN}")
    assert done.returncode != 0 and "not signed" in done.stderr, done.stderr
    for user, why in (("eve", "not registered"), ("bru", "may not write")):
        done = signing(world)([f"{commit}:{OWN}"], user)
        assert done.returncode != 0 and why in done.stderr, done.stderr
    assert state(world.server) == before
    done = signing(world)([f"{commit}:{OWN}"], "ana")
    assert done.returncode == 0, done.stderr
    found = fetch(world.draft, Remote.named(str(world.server)), at=LATER)
    assert [one.name for one in found.recorded] == ["ARD-1"]


def captured(w: World, what: str, file: Path) -> bytes:
    """A signed push of Arda's, and every byte of it as somebody could have kept it."""
    tee = f"--receive-pack=f() {{ tee '{file}' | git-receive-pack \"$1\"; }}; f"
    done = w.run("push", "--quiet", "--signed", tee, str(w.server), what)
    assert done.returncode == 0, done.stderr
    return file.read_bytes()


def replayed(w: World, request: bytes, *words: str, **env: str) -> str:
    """What the server says to the same bytes once more."""
    command = ["git", "receive-pack", *words, str(w.server)]
    done = subprocess.run(command, input=request, capture_output=True, check=False, env={**os.environ, **env})
    return (done.stdout + done.stderr).decode("utf-8", "replace")


def refused_as_old(said: str) -> bool:
    """Over https git knows its own nonce for a while; the branch has moved by then all the same."""
    return "has moved since, or was moved by this very push" in said or "was made for another push" in said


def test_a_push_that_somebody_kept_is_not_taken_again(world: World, tmp_path: Path) -> None:
    """A signature of a push is for that push alone, and for a branch as it was then."""
    request = captured(world, f"{world.commit()}:{OWN}", tmp_path / "request")
    time.sleep(1.1)  # within one second the server would have given the same nonce
    before = state(world.server)
    assert "was made for another push" in replayed(world, request)
    assert refused_as_old(replayed(world, request, "--stateless-rpc"))
    assert state(world.server) == before
    follows = world.commit(on=world.run("rev-parse", "HEAD").stdout.strip(), text="week")
    assert signing(world)([f"{follows}:{OWN}"], "ana").returncode == 0
    before = state(world.server)
    assert "was made for another push" in replayed(world, request)
    assert refused_as_old(replayed(world, request, "--stateless-rpc"))
    git(world.server, "config", "receive.certNonceSlop", "0")
    assert "was made for another push" in replayed(world, request, "--stateless-rpc")
    (why,) = reasons(world.run("push", "--signed", "--force", str(world.server), f"{follows}~1:{OWN}"))
    assert "does not build on" in why
    git(world.server, "config", "receive.certNonceSlop", "60")
    assert state(world.server) == before


def test_a_signed_push_counts_for_nobody_else(named: World, tmp_path: Path) -> None:
    """Where people log in, another cannot send on what Arda signed."""
    commit = named.commit()
    before = state(named.server)
    (why,) = reasons(signing(named, AMENDTRACK_USER="bru")([f"{commit}:{OWN}"], "ana"))
    assert why == "the push is signed by ard, and bru is logged in"
    assert state(named.server) == before


# -- over the wire -------------------------------------------------------------------------------


def then_the_secretariats_round(w: World, send: Send, where: str, env: dict[str, str]) -> None:
    """Another user cannot write Arda's branches, and the secretariat fetches and publishes over the same address."""
    before = state(w.server)
    for what, user in (([f"{w.commit()}:{OWN}"], "bru"), ([f"{w.commit()}:refs/heads/main"], "bru")):
        assert send(what, user).returncode != 0
        assert state(w.server) == before
    with pytest.MonkeyPatch.context() as patch:
        for name, value in env.items():
            patch.setenv(name, value)
        remote = Remote.named(where)
        assert [one.name for one in fetch(w.draft, remote, at=LATER).recorded] == ["ARD-9"]
        assert publish(w.draft.snapshot(), remote, w.draft.on_disk.signer).moved == ("proposals/ard/9",)
        assert publish(w.draft.snapshot(), remote, w.draft.on_disk.signer).moved == ()
    assert git(w.server, "fsck", "--strict", "--no-dangling") == ""


@pytest.mark.skipif(SSHD is None, reason="sshd is not installed")
def test_none_succeeds_over_ssh(named: World, tried: Tried, tmp_path: Path) -> None:
    with ssh_server(tmp_path / "ssh", {user: named.keys[key] for user, key in KEYS.items()}) as ways:
        send = logging_in(named, ways, str(named.server))
        none_succeeds(named, tried, send)
        then_the_secretariats_round(named, send, ways["ann"][0] + str(named.server), ways["ann"][1])


@pytest.mark.skipif(NGINX is None or FCGIWRAP is None, reason="nginx or fcgiwrap is not installed")
def test_none_succeeds_over_https(named: World, tried: Tried, tmp_path: Path) -> None:
    with https_server(tmp_path / "web", named.folder, dict.fromkeys(KEYS, "secret")) as ways:
        send = logging_in(named, ways, "/named.git")
        none_succeeds(named, tried, send)
        then_the_secretariats_round(named, send, ways["ann"][0] + "/named.git", ways["ann"][1])
        signed = opened(tmp_path / "world", named.folder / "again", "signed")
        send = signing(signed, ways["bru"][0] + "/again/signed.git", **ways["bru"][1])
        done = send([f"{tried[0]}:{OWN}"], "ana")
        assert done.returncode == 0, f"a signed push counts for whose key it is, whoever logs in: {done.stderr}"
        assert "not registered" in send([f"{tried[0]}:{OWN}2"], "eve").stderr


def guide(begins: str) -> str:
    """The example in the guide that begins with this line."""
    lines = (Path(__file__).parents[2] / "docs" / "servers.md").read_text("utf-8").split(begins, 1)[1].splitlines()
    return textwrap.dedent("\n".join([begins + lines[0], *takewhile(lambda s: s.startswith("    "), lines[1:]), ""]))


@pytest.mark.skipif(SSHD is None or GITOLITE is None, reason="sshd or gitolite is not installed")
def test_none_succeeds_behind_gitolite(named: World, tried: Tried, tmp_path: Path) -> None:
    users = {user: named.keys[key] for user, key in KEYS.items()}
    rules = guide("    @desks").replace("nrv", "ard").replace("gal/ = galina", "bru/ = bru")
    with gitolite_server(tmp_path / "gitolite", users, "ann", rules) as (ways, repositories):
        server = repositories / "plan.git"
        serve_init(server, signed=False, users=USERS)
        find_amendtrack(server)
        w = replace(named, server=server)
        publish_into(w.draft.snapshot(), server, w.draft.on_disk.signer)
        send = logging_in(w, ways, "plan")
        none_succeeds(w, tried, send)
        then_the_secretariats_round(w, send, ways["ann"][0] + "plan", ways["ann"][1])
        (server / "hooks" / "pre-receive").unlink()
        before = refs(server)
        for name, what in tried[1].items():
            if ATTACKS[name][1] == "may not write here" and len(what) == 1 and not what[0].startswith(":"):
                assert "DENIED" in send(what, "ana").stderr, f"its rules alone refuse {name}"
        assert refs(server) == before
