"""A delegation that knows only git: clone, edit, commit, push; the secretariat fetches, and publishes what it has."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from folders import git, refs

from amendtrack.cli import main
from amendtrack.custody.verification import verify
from amendtrack.draft import Draft
from amendtrack.draft.git.store import Store
from amendtrack.exchange.fetching import Fetched, fetch
from amendtrack.exchange.publishing import publish
from amendtrack.exchange.remote import Remote
from amendtrack.record.registers import read_register

AT = "2026-05-01 09:00"
BASE = "# Plan\n\n1. Clear all areas.\n\n2. Help survivors.\n\n3. Report every year.\n"
PERSON = ("-c", "user.name=Ana Poole", "-c", "user.email=ana@arda.example")


class World:
    """A draft, the repository that it is published to, and a delegation's clone of that."""

    def __init__(self, folder: Path, title: str = "Plan") -> None:
        register = read_register("code,name\nARD,Arda\nBRU,Brum\n")
        self.draft = Draft.init(
            folder / "draft", BASE, title=title, at=AT, delegations=register, durability="fast", symbol="P/1"
        )
        self.draft.set_publication("proposals", at=AT)
        self.server, self.clone = folder / "server", folder / "clone"
        self.publish()
        subprocess.run(["git", "clone", "--quiet", str(self.server), str(self.clone)], check=True)

    def publish(self) -> tuple[str, ...]:
        done = publish(self.draft.snapshot(), Remote.named(str(self.server)))
        assert done.notes == ()
        return done.moved

    def fetch(self) -> Fetched:
        return fetch(self.draft, Remote.named(str(self.server)), at="2026-05-02 10:00")

    def commit(self, old: str, new: str, message: str = "Shorter deadline", file: str = "en.md") -> None:
        text = (self.clone / file).read_text("utf-8")
        (self.clone / file).write_text(text.replace(old, new), "utf-8")
        git(self.clone, *PERSON, "commit", "--quiet", "--all", "-m", message)

    def push(self, branch: str) -> None:
        git(self.clone, "push", "--quiet", "origin", f"HEAD:refs/heads/{branch}")


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def test_a_pushed_text_becomes_a_proposal_and_comes_back(world: World) -> None:
    world.commit("year", "month")
    world.push("proposals/ard/1")
    done = world.fetch()
    assert [str(one) for one in done.recorded] == ["Recorded ARD-1 on Rev.0: para 3: words replaced"]
    assert (done.left, done.notes) == ((), ())
    entry = world.draft.proposal("ARD-1")
    assert (entry.title, entry.channel, entry.filename) == ("Shorter deadline", "git", "en.md")
    pushed = git(world.clone, "rev-parse", "HEAD").strip()
    assert world.draft.snapshot().store.commit(entry.commit).parents[0] == pushed, "its own commit is kept"
    before = refs(world.draft.path)
    assert str(world.fetch()) == f"nothing new to record in {world.server}"
    assert refs(world.draft.path) == before
    assert world.publish() == ("proposals/ard/1",)
    git(world.clone, "pull", "--quiet", "--ff-only", "origin", "proposals/ard/1")
    assert world.draft.problems() == ()


def test_what_led_to_a_text_that_came_by_mail_is_let_out_to_nobody(world: World, tmp_path: Path) -> None:
    world.commit("Report", "UNSUBMITTED", message="INTERNAL")
    world.commit("UNSUBMITTED", "Meet")
    git(world.clone, "branch", "--quiet", "proposals/ard/1")
    git(world.clone, "bundle", "create", "--quiet", str(tmp_path / "mailed"), "proposals/ard/1")
    fetch(world.draft, Remote.named(str(tmp_path / "mailed")), at=AT)
    world.publish()
    said = git(world.server, "log", "--all", "--patch")
    assert "Meet" in said
    assert [words for words in ("UNSUBMITTED", "INTERNAL") if words in said] == []


def test_what_is_pushed_on_top_is_its_next_submission(world: World) -> None:
    world.commit("year", "month")
    world.push("proposals/ard/1")
    world.fetch()
    world.commit("survivors", "victims", "And victims")
    world.push("proposals/ard/1")
    world.fetch()
    assert [(e.name, e.submission) for e in world.draft.proposals()] == [("ARD-1", 2)]
    world.publish()
    git(world.clone, "pull", "--quiet", "--ff-only", "origin", "proposals/ard/1")
    world.commit("Clear", "Survey", "Once more")
    world.push("proposals/ard/1")
    world.fetch()
    assert [(e.name, e.submission) for e in world.draft.proposals()] == [("ARD-1", 3)]
    assert world.draft.text("ARD-1") == BASE.replace("year", "month").replace("survivors", "victims").replace(
        "Clear", "Survey"
    )


def test_where_proposals_are_let_out_after_issue_it_comes_back_once_it_was_issued(world: World) -> None:
    world.draft.set_publication("proposals-after-issue", at=AT)
    world.publish()
    for number, (old, new) in enumerate([("year", "month"), ("survivors", "victims")], 1):
        world.commit(old, new)
        world.push("proposals/ard/1")
        world.fetch()
        if number == 2:
            done = publish(world.draft.snapshot(), Remote.named(str(world.server)))
            assert done.notes == ("proposals/ard/1: has what was sent since, which is recorded and not let out yet",)
        world.draft.issue("PM2", at=AT, reissue="allowed")
        assert world.publish() == ("consolidated/pm2", "proposals/ard/1")
        git(world.clone, "pull", "--quiet", "--ff-only", "origin", "proposals/ard/1")
        assert git(world.clone, "log", "-1", "--format=%s").startswith("ARD-1 on Rev.0")


def test_what_is_missing_is_said_and_nothing_is_refused_for_it(world: World) -> None:
    (world.clone / "notes.txt").write_text("by the way")
    git(world.clone, "add", "--all")
    world.commit("year", "month", "\n\n \nWith Brum's support.\n\nCosponsor: Brum")
    world.push("proposals/ard/7")
    (done,) = world.fetch().recorded
    assert done.name == "ARD-7", "a number that is free is kept"
    assert "notes.txt: changed too, and not read: a proposal is what en.md says" in done.notes
    assert any("its message says more" in note and "Cosponsor: Brum" in note for note in done.notes)
    assert world.draft.proposal("ARD-7").cosponsors == ()


def test_a_number_that_is_taken_is_not_taken_away(world: World) -> None:
    world.draft.propose(BASE.replace("all", "known"), by="Arda", received=AT)
    world.commit("year", "month")
    world.push("proposals/ard/1")
    (done,) = world.fetch().recorded
    assert (done.name, done.notes) == ("ARD-2", ("pushed as proposals/ard/1, whose number another proposal has",))
    assert world.fetch().recorded == ()


@pytest.mark.parametrize(
    "old, new, branch, why",
    [
        ("year", "month", "proposals/zzz/1", "no delegation in the register has these branches"),
        ("year", "year", "proposals/ard/1", "no change"),
        (
            BASE[8:],
            "Something else altogether, and nothing of the draft.\n",
            "proposals/ard/1",
            "may not be part",
        ),
    ],
)
def test_what_is_doubtful_is_kept_and_left_for_a_person(
    world: World, old: str, new: str, branch: str, why: str
) -> None:
    if old == new:
        git(world.clone, *PERSON, "commit", "--quiet", "--allow-empty", "-m", "nothing")
    else:
        world.commit(old, new)
    world.push(branch)
    done = world.fetch()
    assert done.recorded == ()
    (line,) = done.left
    assert why in line
    tip = git(world.clone, "rev-parse", "HEAD").strip()
    assert f"unrecorded/{branch}/{tip[:12]}" in refs(world.draft.path)
    before = refs(world.draft.path)
    assert world.fetch().left == done.left
    assert refs(world.draft.path) == before
    assert main(["fetch", str(world.draft.path), str(world.server)]) == 1


@pytest.mark.parametrize("name", ["Brum <bru@amendtrack.invalid>", "Secretariat <secretariat@amendtrack.invalid>"])
def test_what_is_not_its_delegations_word_is_left(world: World, name: str) -> None:
    (world.clone / "en.md").write_text(BASE.replace("year", "month"), "utf-8")
    person, _, mail = name[:-1].partition(" <")
    who = ("-c", f"user.name={person}", "-c", f"user.email={mail}")
    git(world.clone, *who, "commit", "--quiet", "--all", "-m", "x")
    world.push("proposals/ard/1")
    done = world.fetch()
    assert done.recorded == () and len(done.left) == 1
    assert "the author names Brum" in done.left[0] or "the secretariat made it" in done.left[0]


def hostile(server: Path, mode: str, name: str) -> str:
    """A commit whose folder has an entry of that mode and name, on a proposal's branch."""
    is_module = mode == "160000"
    named = git(server, "rev-parse", "main" if is_module else "main:en.md").strip()
    entry = f"{mode} {'commit' if is_module else 'blob'} {named}\t{name}\n"
    kept = "".join(line + "\n" for line in git(server, "ls-tree", "main").splitlines())
    tree = subprocess.run(
        ["git", "-C", str(server), "mktree", "--missing"],
        input=kept + entry,
        text=True,
        capture_output=True,
        check=True,
    ).stdout.strip()
    commit = git(server, *PERSON, "commit-tree", tree, "-p", "main", "-m", "x").strip()
    git(server, "update-ref", "refs/heads/proposals/ard/1", commit)
    return commit


@pytest.mark.parametrize(
    "mode, name",
    [("120000", "link.md"), ("160000", "module"), ("100755", "run.sh"), ("100644", ".git"), ("100644", "..")],
)
def test_a_folder_that_no_draft_has_stops_at_the_door(world: World, mode: str, name: str) -> None:
    commit = hostile(world.server, mode, name)
    before = refs(world.draft.path)
    assert main(["fetch", str(world.draft.path), str(world.server)]) == 3
    assert refs(world.draft.path) == before
    there = subprocess.run(["git", "-C", world.draft.path, "cat-file", "-e", commit], capture_output=True, check=False)
    assert there.returncode != 0, "nothing of it came in"


def test_other_refs_are_named_and_not_taken_in(world: World) -> None:
    for ref in (
        "refs/notes/commits",
        "refs/replace/" + "a" * 40,
        "refs/tags/x",
        "refs/heads/NOR",
        "refs/heads/proposals/ARD/1",
    ):
        git(world.server, "update-ref", ref, git(world.server, "rev-parse", "main").strip())
    done = world.fetch()
    assert len(done.notes) == 5
    assert "NOR" not in refs(world.draft.path)


def test_the_servers_settings_and_ours_run_nothing(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Programs named in the settings of the user or of the draft's folder are never run."""
    canary = tmp_path / "canary"
    run = f"touch {canary}"
    for name in (
        "core.fsmonitor",
        "core.sshCommand",
        "credential.helper",
        "uploadpack.packObjectsHook",
        "diff.external",
    ):
        git(world.draft.path, "config", name, f"!{run}" if name == "credential.helper" else run)
        git(world.server, "config", name, f"!{run}" if name == "credential.helper" else run)
    hook = world.draft.path / "hooks" / "reference-transaction"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\n{run}\n")
    hook.chmod(0o755)
    monkeypatch.setitem(os.environ, "GIT_EXTERNAL_DIFF", run)
    world.commit("year", "month")
    world.push("proposals/ard/1")
    assert world.fetch().recorded
    world.publish()
    assert not canary.exists()


@pytest.mark.parametrize("first", ["a", "b"])
def test_two_desks_that_both_fetch_one_push_have_one_record(world: World, tmp_path: Path, first: str) -> None:
    """Whichever publishes, whichever fetches from the other first: one proposal, and nothing is left for a person."""
    shutil.copytree(world.draft.path, tmp_path / "b")
    desks = {"a": world.draft, "b": Draft.open(tmp_path / "b", durability="fast")}
    server, second = Remote.named(str(world.server)), "b" if first == "a" else "a"

    def round_trip(old: str, new: str) -> None:
        world.commit(old, new)
        world.push("proposals/ard/1")
        for hour, desk in enumerate(desks.values()):
            assert len(fetch(desk, server, at=f"2026-05-02 1{hour}:00").recorded) == 1

    def undisturbed(*fetches: tuple[Draft, Remote]) -> None:
        for desk, remote in fetches:
            done = fetch(desk, remote, at=AT)
            assert (done.recorded, done.left, done.notes) == ((), (), ())

    round_trip("year", "month")
    assert publish(desks["b"].snapshot(), server).moved == ("proposals/ard/1",)
    undisturbed((desks["a"], server))
    git(world.clone, "pull", "--quiet", "--ff-only", "origin", "proposals/ard/1")
    round_trip("survivors", "victims")
    copies = {name: Remote.named(str(desk.path)) for name, desk in desks.items()}
    undisturbed((desks[first], copies[second]), (desks[second], copies[first]))
    assert refs(desks["a"].path) == refs(desks["b"].path)
    undisturbed(*((desk, server) for desk in desks.values()))
    assert [(e.name, e.submission) for e in desks["a"].proposals()] == [("ARD-1", 2)]
    for desk in desks.values():
        assert publish(desk.snapshot(), server).notes == ()
        assert verify(Store(desk.path)).findings == ()
    git(world.clone, "pull", "--quiet", "origin", "proposals/ard/1")


@pytest.mark.parametrize("change", ["words", "place"])
def test_what_only_looks_like_another_desks_commit_is_left(world: World, change: str) -> None:
    world.commit("year", "month")
    world.push("proposals/ard/1")
    world.fetch()
    office = ("-c", "user.name=Secretariat", "-c", "user.email=secretariat@amendtrack.invalid")
    if change == "words":
        world.commit("survivors", "victims")
    tip, tree = git(world.clone, "rev-parse", "HEAD", "HEAD^{tree}").split()
    message = "ARD-1 on Rev.0\n\nProposal: ARD-1\n"
    twin = git(world.clone, *office, "commit-tree", tree, "-p", tip, "-p", "origin/main", "-m", message).strip()
    git(world.clone, "reset", "--quiet", "--hard", twin)
    world.push("proposals/ard/1" if change == "words" else "proposals/bru/1")
    done = world.fetch()
    assert done.recorded == () and len(done.left) == 1


def test_a_commit_dated_ahead_of_the_clock_is_left(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2090-01-01T00:00:00Z")
    world.commit("year", "month")
    world.push("proposals/ard/1")
    (line,) = world.fetch().left
    assert "dated 2090-01-01 00:00 +0000, more than a day ahead" in line and "git commit --amend" in line
    monkeypatch.delenv("GIT_COMMITTER_DATE")
    git(world.clone, *PERSON, "commit", "--quiet", "--amend", "--no-edit")
    git(world.clone, "push", "--quiet", "--force", "origin", "HEAD:refs/heads/proposals/ard/1")
    assert len(world.fetch().recorded) == 1


def test_a_note_that_names_its_proposal_does_not_name_it_twice(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    world.draft.agree(["3"], at=AT, meeting="PM1")
    world.commit("year", "month")
    world.push("proposals/ard/1")
    assert main(["fetch", str(world.draft.path), str(world.server), "--at", AT]) == 0
    assert capsys.readouterr().err == "ARD-1#1 is on 3, agreed, PM1: recorded, and not in the text\n"


def test_what_is_made_on_a_revision_that_was_let_out_anew_is_on_that_revision(tmp_path: Path) -> None:
    """Its message names an address, so it is let out without; what comes back is on the revision all the same."""
    world = World(tmp_path, title="Plan, to ana@arda.example")
    at_home = git(world.draft.path, "rev-parse", "main").strip()
    assert git(world.clone, "rev-parse", "origin/main").strip() != at_home
    for number, (old, new) in enumerate([("year", "month"), ("survivors", "victims")], 1):
        world.commit(old, new)
        world.push("proposals/ard/1")
        assert len(world.fetch().recorded) == 1
        assert [(e.name, e.revision, e.submission) for e in world.draft.proposals()] == [("ARD-1", "Rev.0", number)]
        world.publish()
        git(world.clone, "pull", "--quiet", "--ff-only", "origin", "proposals/ard/1")
    assert "[year / month – Arda]" in world.draft.printed()
    assert verify(Store(world.draft.path)).findings == verify(Store(world.server)).findings == ()
