"""A record only grows: one that was rewound, or replaced by an older copy, is noticed at the next command."""

import shutil
import subprocess
from pathlib import Path

import pytest
from commands import Run
from folders import Copied, git

from amendtrack.cli import main
from amendtrack.draft import Draft
from amendtrack.draft.git import maintenance
from amendtrack.draft.git.seen import HERE
from amendtrack.errors import InputRefused, RecordDamaged

BASE = "# Plan\n\n1. Clear all areas without delay.\n\n2. Help survivors.\n"
AT = "2009-09-01T10:00"


def with_two_proposals(place: Path) -> None:
    made = Draft.init(place, BASE, title="Plan", at="2009-07-17", durability="fast")
    made.propose(BASE.replace("all", "most"), by="Norvia", unregistered="added", received=AT)
    made.propose(BASE.replace("survivors", "victims"), by="Galdora", unregistered="added", received=AT)


@pytest.fixture
def draft(tmp_path: Path, copied: Copied, monkeypatch: pytest.MonkeyPatch) -> Draft:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    place = copied(with_two_proposals, tmp_path / "plan")
    assert main(["proposals", str(place)]) == 0
    return Draft.open(place)


def rewind(draft: Draft, *branches: str) -> None:
    """What somebody with git could do: put the record back by one act, and delete the branches that it made."""
    git(draft.path, "update-ref", "refs/heads/secretariat", "secretariat~1")
    for branch in branches:
        git(draft.path, "update-ref", "-d", f"refs/heads/{branch}")


def test_a_rewound_record_is_noticed_by_whoever_looks_and_by_whoever_records(
    draft: Draft, capsys: pytest.CaptureFixture[str]
) -> None:
    rewind(draft, "proposals/gal/1")
    for command in ("proposals", "acts", "consolidate", "status"):
        capsys.readouterr()
        assert main([command, str(draft.path)]) == 4, command
        said = capsys.readouterr()
        assert said.out
        assert "1 act is missing: the record seen on 20" in said.err.splitlines()[-1]
        assert "an earlier state of it is in its place" in said.err and "--go-on" in said.err
    with pytest.raises(RecordDamaged, match="1 act is missing"):
        Draft.open(draft.path).propose(BASE.replace("delay", "rest"), by="Norvia", received=AT, further="additional")
    lost = Draft.open(draft.path).put_back()
    assert lost is not None and lost.acts is not None and "GAL-1" in lost.acts[0]


def test_an_older_copy_put_back_whole_is_noticed(draft: Draft, tmp_path: Path) -> None:
    shutil.copytree(draft.path, tmp_path / "backup")
    draft.withdraw("NOR-1", at=AT)
    shutil.rmtree(draft.path)
    shutil.copytree(tmp_path / "backup", draft.path)
    lost = Draft.open(draft.path).put_back()
    assert lost is not None and lost.acts is None and lost.seen.where == "your own folder"
    assert "acts that cannot be read here are missing" in str(lost)
    assert Draft.open(tmp_path / "backup").put_back() is None, "a copy elsewhere is what it is"


def test_a_history_of_its_own_is_noticed(draft: Draft, tmp_path: Path) -> None:
    shutil.copytree(draft.path, tmp_path / "other")
    draft.withdraw("NOR-1", at=AT)
    Draft.open(tmp_path / "other").withdraw("GAL-1", at=AT)
    git(draft.path, "fetch", "-q", str(tmp_path / "other"), "+refs/heads/*:refs/heads/*")
    assert "another history is in its place" in str(Draft.open(draft.path).put_back())


def test_whoever_knows_may_go_on(draft: Draft, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(InputRefused, match="nothing was put back"):
        draft.go_on(at=AT, recorder="A. Clerk")
    rewind(draft, "proposals/gal/1")
    opened = Draft.open(draft.path)
    with pytest.raises(InputRefused, match="nobody is named"):
        opened.go_on(at=AT, recorder="")
    opened.go_on(at=AT, recorder="A. Clerk")
    again = Draft.open(draft.path)
    assert again.put_back() is None and again.problems() == ()
    last = again.acts()[-1]
    assert (last.kind, last.recorder) == ("go-on", "A. Clerk") and "GAL-1" in last.fact("Missing")
    again.propose(BASE.replace("survivors", "people"), by="Galdora", unregistered="added", received=AT)
    assert main(["proposals", str(draft.path)]) == 0


def test_the_command_that_goes_on_says_what_else_is_missing(draft: Draft, run: Run) -> None:
    command = ("doctor", draft.path, "--go-on", "--by", "A. Clerk", "--at", AT)
    rewind(draft, "proposals/gal/1")
    tried = run(*command, "--dry-run")
    assert (tried.code, tried.err) == (0, "")
    done = run(*command)
    assert (done.code, done.err) == (0, "")
    assert done.out == "Recorded that the record goes on without 1 act seen before\n"
    rewind(draft, "proposals/nor/1")
    done = run(*command)
    assert done.code == 4 and "goes on without 1 act seen before" in done.out
    assert "NOR-1" in done.err and "put back" not in done.err and "was replaced" not in done.err


def test_somebody_else_who_saw_the_same_is_content_too(
    draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, theirs = str(tmp_path / "state"), str(tmp_path / "theirs")
    monkeypatch.setenv("XDG_STATE_HOME", theirs)
    assert main(["proposals", str(draft.path)]) == 0
    monkeypatch.setenv("XDG_STATE_HOME", mine)
    rewind(draft, "proposals/gal/1")
    Draft.open(draft.path).go_on(at=AT, recorder="A. Clerk")
    monkeypatch.setenv("XDG_STATE_HOME", theirs)
    assert Draft.open(draft.path).put_back() is None


def test_honest_cases_stay_quiet(draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draft.undo(3, at=AT)
    draft.propose(BASE.replace("delay", "rest"), by="Norvia", received=AT, further="additional")
    monkeypatch.setattr(maintenance, "MANY_OBJECTS", 1)
    draft.withdraw("NOR-2", at=AT)  # and packs
    subprocess.run(["git", "clone", "-q", "--mirror", str(draft.path), str(tmp_path / "clone")], check=True)
    shutil.copytree(draft.path, tmp_path / "copy")
    draft.export_all(tmp_path / "plain")
    Draft.import_all(tmp_path / "again", tmp_path / "plain")
    for place in ("plan", "clone", "copy", "again"):
        assert main(["proposals", str(tmp_path / place)]) == 0, place
        opened = Draft.open(tmp_path / place)
        opened.propose(BASE.replace("Help", "Aid"), by="Norvia", received=AT, further="additional")
        assert opened.put_back() is None and opened.problems() == ()
    git(tmp_path / "plan", "fetch", "-q", str(tmp_path / "again"), "+refs/heads/*:refs/heads/*")
    shutil.rmtree(tmp_path / "plan")
    Draft.init(tmp_path / "plan", BASE, title="Plan", at="2009-07-17")  # the same draft begun again
    assert Draft.open(tmp_path / "plan").put_back() is None


@pytest.mark.parametrize("content", [b"", b"torn", b"0" * 40, b"\xff\n", None])
def test_a_log_of_heads_that_is_damaged_or_lost_decides_nothing(
    draft: Draft, tmp_path: Path, content: bytes | None
) -> None:
    shutil.rmtree(tmp_path / "state")
    here = draft.path / HERE
    here.unlink()
    if content is not None:
        here.write_bytes(content)
    opened = Draft.open(draft.path)
    assert opened.put_back() is None
    opened.withdraw("NOR-1", at=AT)
    rewind(opened)
    assert Draft.open(draft.path).put_back() is not None


def test_git_keeps_its_own_log_too(draft: Draft) -> None:
    draft.withdraw("NOR-1", at=AT)
    assert len(git(draft.path, "reflog", "show", "secretariat").splitlines()) >= 4
    assert git(draft.path, "config", "core.logAllRefUpdates").strip() == "always"


def test_branches_of_an_act_that_was_cut_off_follow_by_themselves(
    draft: Draft, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    text = BASE.replace("delay", "rest")
    with monkeypatch.context() as patch:
        patch.setattr(draft._record.secretariat, "follow", dies)
        with pytest.raises(KeyboardInterrupt):
            draft.propose(text, by="Norvia", received=AT, further="additional")
        assert "proposals/nor/2" not in git(draft.path, "for-each-ref")
        with pytest.raises(KeyboardInterrupt):
            draft.replace(text.replace("all", "most"), "NOR-2", received=AT)
        with pytest.raises(KeyboardInterrupt):
            draft.undo(5, at=AT)
    assert "undone/nor/2" not in git(draft.path, "for-each-ref")
    assert main(["proposals", str(draft.path)]) == 0
    assert Draft.open(draft.path).text("NOR-2") == text
    named = git(draft.path, "for-each-ref", "--format=%(refname)").split()
    assert "refs/heads/proposals/nor/2" in named and "refs/heads/undone/nor/2" in " ".join(named)
    assert Draft.open(draft.path).problems() == ()
    assert git(draft.path, "fsck", "--strict") == ""
