"""Whatever an address, a setting or a repository says, git runs no program of somebody else's choice."""

import os
import subprocess
from pathlib import Path

import pytest
from commands import Run
from folders import git

from amendtrack.draft import Draft
from amendtrack.exchange import program
from amendtrack.exchange.program import GitFailed, own_repository

AT = "2026-05-01 09:00"
BASE = "1. We shall meet.\n"
PROGRAMS = ("ext::sh -c touch% {canary}", "fd::7", "fd::17,18/plan", "canary::plan", "ext::git %s {canary}")
ELSEWHERE = ("http://127.0.0.1:9/plan", "git://127.0.0.1:9/plan", "ftp://127.0.0.1:9/plan", "file://elsewhere/plan")
OPTIONS = ("--upload-pack=touch {canary}", "-oProxyCommand=touch", "ssh://-oProxyCommand=touch/plan")


@pytest.fixture
def canary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that is there once a program was run; whoever sits at the machine has allowed git everything."""
    home, bin_, there = tmp_path / "home", tmp_path / "bin", tmp_path / "canary"
    home.mkdir()
    bin_.mkdir()
    (home / ".gitconfig").write_text(
        "[protocol]\n allow = always\n[protocol \"ext\"]\n allow = always\n"
        f"[url \"ext::sh -c touch% {there}% \"]\n insteadOf = ssh://\n insteadOf = {tmp_path}/lent\n"
        f"[core]\n sshCommand = touch {there}\n hooksPath = {bin_}\n"
    )  # fmt: skip
    for name in ("git-remote-canary", "post-checkout", "reference-transaction", "update", "pre-receive"):
        (bin_ / name).write_text(f"#!/bin/sh\ntouch {there}\n")
        (bin_ / name).chmod(0o755)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("PATH", f"{bin_}:{os.environ['PATH']}")
    monkeypatch.setenv("GIT_ALLOW_PROTOCOL", "ext:fd:canary:file:ssh:https:http:git")
    for number, setting in enumerate(("protocol.ext.allow", "protocol.fd.allow")):
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", setting)
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", "always")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "2")
    return there


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    made = Draft.init(tmp_path / "plan", BASE, title="Plan", at=AT, durability="fast")
    made.propose(BASE.replace("shall", "should"), by="Norvia", unregistered="added", received=AT)
    made.set_publication("proposals", at=AT)
    return made.path


@pytest.mark.parametrize("address", (*PROGRAMS, *ELSEWHERE, *OPTIONS))
def test_no_address_runs_a_program(address: str, canary: Path, plan: Path, run: Run) -> None:
    typed = address.format(canary=canary)
    for command in ("fetch", "publish"):
        refused = run(command, plan, "--", typed)
        assert refused.code == 3 and refused.out == "" and refused.err.count("\n") == 1, refused
    assert not canary.exists()


@pytest.mark.parametrize("address", (*PROGRAMS, "http://127.0.0.1:9/plan", "git://127.0.0.1:9/plan"))
def test_git_itself_is_told_not_to_use_them_either(address: str, canary: Path) -> None:
    typed = address.format(canary=canary)
    control = subprocess.run(["git", "ls-remote", "ext::sh -c touch% " + str(canary)], capture_output=True, check=False)
    assert canary.exists(), f"without our settings git runs it: {control.stderr!r}"
    canary.unlink()
    with own_repository() as folder:
        for words in (("ls-remote", typed), ("fetch", typed, "main"), ("push", typed, ":refs/heads/x")):
            with pytest.raises(GitFailed, match=r"not allowed|not found|does not appear"):
                program.git(folder, *words)
    assert not canary.exists()


@pytest.mark.parametrize("way", ["ext::sh -c touch% {canary}", "fd::7", "ssh://127.0.0.1/x", "canary::x"])
def test_what_a_repository_says_of_where_the_rest_of_it_is_runs_nothing(
    way: str, canary: Path, plan: Path, tmp_path: Path, run: Run
) -> None:
    """A copy that says that it lacks objects, and that they come from a place where a program is run."""
    copy = tmp_path / "copy"
    git(tmp_path, "clone", "--quiet", "--mirror", str(plan), str(copy))
    Draft.open(copy, durability="fast").withdraw("NOR-1", at=AT)
    address = way.format(canary=canary)
    settings = {
        "remote.origin.url": address, "remote.origin.promisor": "true", "extensions.partialClone": "origin",
        "core.repositoryFormatVersion": "1", "core.sshCommand": f"touch {canary}", "core.fsmonitor": f"touch {canary}",
        "uploadpack.packObjectsHook": f"touch {canary}", "core.alternateRefsCommand": f"touch {canary}",
        "submodule.plan.url": address, "submodule.recurse": "true", "protocol.ext.allow": "always",
        f"url.{address}.insteadOf": str(plan), "credential.helper": f"!touch {canary}",
    }  # fmt: skip
    blob = git(copy, "rev-parse", "proposals/nor/1:en.md").strip()
    lost = copy / "objects" / blob[:2] / blob[2:]
    for name, value in settings.items():
        subprocess.run(["git", "config", "--file", str(copy / "config"), name, value], check=True)
    (copy / "hooks").mkdir(exist_ok=True)
    for hook in ("reference-transaction", "pre-auto-gc", "post-receive"):
        (copy / "hooks" / hook).write_text(f"#!/bin/sh\ntouch {canary}\n")
        (copy / "hooks" / hook).chmod(0o755)
    for file in (copy / "objects/pack").glob("pack-*"):
        file.unlink()
    lost.unlink(missing_ok=True)
    for words in (("fetch", plan, copy), ("doctor", plan, "--from", copy), ("verify", copy), ("doctor", copy)):
        assert run(*words, *(("--at", AT) if words[0] == "fetch" else ())).code in (0, 1, 3, 4)
    for words in (("status", copy), ("consolidate", copy), ("bundle", copy, "--whole", "-o", tmp_path / "b")):
        run(*words)
    assert not canary.exists()
