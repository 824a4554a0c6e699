"""What a record names and a draft no longer has is said by every command, and to whoever opens the draft."""

import os
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from folders import Copied, git

from amendtrack.cli import main
from amendtrack.draft import Draft
from amendtrack.errors import MissingFromRecord, RecordDamaged

BASE = "# Plan\n\n1. Clear all areas without delay.\n\n2. Help survivors.\n"
AT = "2009-09-01T10:00"
NOR = "refs/heads/proposals/nor/1"


def with_two_proposals(place: Path) -> None:
    made = Draft.init(place, BASE, title="Plan", at="2009-07-17", durability="fast")
    made.propose(BASE.replace("all", "most"), by="Norvia", unregistered="added", received=AT)
    made.propose(BASE.replace("all", "many"), by="Norvia", received=AT, replaces="NOR-1")
    made.propose(BASE.replace("survivors", "victims"), by="Galdora", unregistered="added", received=AT)


@pytest.fixture
def draft(tmp_path: Path, copied: Copied, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return copied(with_two_proposals, tmp_path / "plan")


def deleted(place: Path) -> None:
    git(place, "update-ref", "-d", NOR)


def put_back(place: Path) -> None:
    git(place, "update-ref", NOR, f"{NOR}~1")


def rewritten(place: Path) -> None:
    git(place, "update-ref", NOR, "refs/heads/proposals/gal/1")


def torn(place: Path) -> None:
    (place / NOR).write_bytes(b"")


LOSSES = {
    deleted: "the branch of NOR-1 is gone",
    put_back: "the branch of NOR-1 was put back to an earlier state",
    rewritten: "the branch of NOR-1 does not lead to what was recorded",
    torn: "the ref is empty",
}
COMMANDS = (
    ("show", "1"),
    ("acts",),
    ("status",),
    ("proposals",),
    ("consolidate",),
    ("redline", "NOR-1"),
    ("support", "Galdora", "NOR-1", "--at", AT),
    ("withdraw", "GAL-1", "--at", AT),
)


@pytest.mark.parametrize("lose", LOSSES)
def test_every_command_names_a_branch_that_is_lost(
    draft: Path, capsys: pytest.CaptureFixture[str], lose: Callable[[Path], None]
) -> None:
    lose(draft)
    for command, *more in COMMANDS:
        capsys.readouterr()
        assert main([command, str(draft), *more]) == 4, command
        said = capsys.readouterr()
        assert said.out, command
        assert f"{NOR}: {LOSSES[lose]}" in said.err, command
    assert main(["doctor", str(draft), "--mend", "--at", AT, "--by", "A. Clerk"]) == 0
    capsys.readouterr()
    for command, *more in COMMANDS[:6]:
        assert main([command, str(draft), *more]) == 0, command
    assert "was put back" in str(Draft.open(draft).acts()[-1])


def test_what_mending_replaces_is_put_aside(draft: Path) -> None:
    rewritten(draft)
    assert main(["doctor", str(draft), "--mend", "--at", AT]) == 0
    other = git(draft, "rev-parse", "proposals/gal/1").strip()
    assert git(draft, "rev-parse", f"unrecorded/proposals/nor/1/{other[:12]}").strip() == other


def test_whoever_opens_it_in_python_is_warned(draft: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert Draft.open(draft).missing() == ()
    deleted(draft)
    with pytest.warns(MissingFromRecord, match="the branch of NOR-1 is gone; run `amendtrack doctor DRAFT --mend`"):
        opened = Draft.open(draft)
    assert len(opened.missing()) == 1 and opened.text("NOR-1") == BASE.replace("all", "many")
    with warnings.catch_warnings(), pytest.raises(RecordDamaged):
        warnings.simplefilter("error")
        Draft.open(draft)


def test_a_branch_that_is_ahead_is_not_lost(draft: Path) -> None:
    tree = git(draft, "rev-parse", f"{NOR}^{{tree}}").strip()
    person = ("-c", "user.name=N", "-c", "user.email=n@norvia.example")
    new = git(draft, *person, "commit-tree", tree, "-p", NOR, "-m", "x")
    git(draft, "update-ref", NOR, new.strip())
    assert Draft.open(draft).missing() == ()
    assert main(["show", str(draft), "1"]) == 0
    assert main(["doctor", str(draft)]) == 1, "something to be careful about"


def test_a_folder_of_drafts_says_which_is_incomplete(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Draft.init(draft.parent / "other", BASE, title="Other", at="2009-07-17")
    deleted(draft)
    assert main(["status", str(draft.parent)]) == 4
    assert f"{draft}: 1 damaged: {NOR}: the branch of NOR-1 is gone" in capsys.readouterr().err


def test_a_refusal_does_not_hide_what_is_missing(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deleted(draft)
    assert main(["show", str(draft), "99"]) == 3
    lines = capsys.readouterr().err.splitlines()
    assert "the branch of NOR-1 is gone" in lines[-2] and "99" in lines[-1]


def test_while_somebody_records_nothing_is_called_missing(draft: Path) -> None:
    """A writer moves branches all the time; whoever looks in between is never told that one is lost."""
    writer = os.fork()
    if not writer:
        try:
            theirs = Draft.open(draft, durability="fast")
            for n in range(60):
                text = BASE.replace("delay", f"delay {n}")
                theirs.propose(text, by="Galdora", received=AT, replaces="GAL-1", allow=("unlike",))
        finally:
            os._exit(0)
    looks = 0
    while not os.waitpid(writer, os.WNOHANG)[0]:
        assert Draft.open(draft).missing() == ()
        looks += 1
    assert looks > 3
