"""Damage of every kind is found in time, named, and harms nothing that it does not touch; what can be is mended."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from folders import Copied, git

from amendtrack.cli import main
from amendtrack.custody.doctor import examine
from amendtrack.custody.mending import mend
from amendtrack.draft import Draft
from amendtrack.draft.git import file_locks
from amendtrack.errors import InputRefused
from benchmarks.reliability.damage import AT, BASE, DAMAGE, SPARED, sound
from benchmarks.reliability.faults import within

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs children that can be ended")
SECONDS = 20.0
"""On a machine that is busy with other things; each takes a fraction of one."""


@pytest.fixture
def plan(tmp_path: Path, copied: Copied, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return copied(sound, tmp_path / "here" / "plan")


def test_a_sound_draft_is_called_sound(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert examine(plan) == ()
    assert main(["doctor", str(plan)]) == 0
    assert capsys.readouterr().out == "sound: nothing is damaged, missing or put back\n"
    git(plan, "gc", "-q", "--aggressive")
    assert [f.code for f in examine(plan)] == []
    with pytest.raises(InputRefused):
        examine(plan.parent)


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage_is_found_named_and_confined(plan: Path, tmp_path: Path, kind: str) -> None:
    damage, copy = DAMAGE[kind], tmp_path / "copy"
    shutil.copytree(plan, copy)
    damage.do(plan)
    ended = within(SECONDS, lambda: main(["doctor", str(plan), "--json"]), tmp_path)
    assert ended.code in (1, 4) and f'"code": "{damage.code}"' in ended.out, ended
    for command in (["proposals"], ["acts"], ["consolidate"]):
        ended = within(SECONDS, lambda words=command: main([words[0], str(plan), *words[1:]]), tmp_path)  # type: ignore[misc]
        assert ended.code in (0, 3, 4) and "Traceback" not in ended.err, (command, ended)
    if damage.is_readable:
        spared = within(SECONDS, lambda: main(["export", str(plan), SPARED]), tmp_path)
        assert spared.code in (0, 4) and spared.out == BASE.replace("each year", "each spring")
    if damage.can_be_mended:
        assert main(["doctor", str(plan), "--from", str(copy), "--at", AT, "--by", "A. Clerk", "-q"]) == 0
        assert main(["proposals", str(plan)]) == 0
        assert [e.name for e in Draft.open(plan).proposals()] == ["GAL-1", "NOR-1"]
        assert git(plan, "fsck", "--strict", "--full", "--no-dangling") == ""


def test_what_the_draft_still_has_is_put_back_without_a_copy(plan: Path) -> None:
    assert main(["proposals", str(plan)]) == 0
    for ref in ("main", "secretariat", "proposals/gal/1"):
        (plan / "refs/heads" / ref).write_bytes(b"")
    done = mend(plan, copy=None, at=AT, by="A. Clerk")
    assert set(done.refs) == {"refs/heads/main", "refs/heads/secretariat", "refs/heads/proposals/gal/1"}
    assert done.act is not None and examine(plan) == ()
    last = Draft.open(plan).acts()[-1]
    assert (last.kind, last.recorder) == ("mend", "A. Clerk") and last.fact("Branch") == "refs/heads/secretariat"
    assert mend(plan, copy=None, at=AT, by="").act is None, "nothing is left to be put back"


def test_a_record_put_back_is_put_forward_again(plan: Path) -> None:
    assert main(["proposals", str(plan)]) == 0
    DAMAGE["put-back"].do(plan)
    codes = [f.code for f in examine(plan)]
    assert codes[:2] == ["act-missing", "put-back"]
    mend(plan, copy=None, at=AT, by="A. Clerk")
    assert examine(plan) == () and [e.name for e in Draft.open(plan).proposals()] == ["GAL-1", "NOR-1"]


def test_an_object_that_is_not_proved_is_not_taken(plan: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(plan, copy)
    DAMAGE["obj-truncated"].do(plan)
    DAMAGE["obj-swapped"].do(copy)
    assert mend(plan, copy=copy, at=AT, by="").objects == ()
    assert "object-damaged" in [f.code for f in examine(plan)]


def test_nothing_is_recorded_while_the_register_cannot_be_read(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    DAMAGE["register-entry"].do(plan)
    assert main(["withdraw", str(plan), SPARED, "--at", AT]) == 4
    said = capsys.readouterr().err
    assert "nothing is recorded while proposals/NOR/1.json cannot be read" in said and "--from COPY" in said
    assert main(["consolidate", str(plan)]) == 4
    shown = capsys.readouterr()
    assert "spring – Galdora" in shown.out and "proposals/NOR/1.json" in shown.err.splitlines()[-1]


def test_a_lock_of_a_live_git_is_left_alone(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_locks, "PATIENCE", 0.0)
    DAMAGE["lock-git"].do(plan)
    with subprocess.Popen(["sleep", "60"], cwd=plan) as living:
        assert mend(plan, copy=None, at=AT, by="").cleared == ()
        living.kill()
    assert mend(plan, copy=None, at=AT, by="").cleared == ("refs/heads/main.lock",)


def test_findings_are_shown_for_people(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    DAMAGE["ref-empty"].do(plan)
    DAMAGE["hook"].do(plan)
    assert main(["doctor", str(plan)]) == 4
    out = capsys.readouterr().out
    assert out.splitlines() == [
        "damage: ref-damaged: refs/heads/proposals/nor/1: the ref is empty",
        "  -> run `amendtrack doctor DRAFT --mend`",
        "caution: hook: hooks/post-update: plain git runs this program here; amendtrack",
        "  does not",
        "  -> if you did not put it there, remove it",
        "1 damaged or missing, 1 to be careful about",
    ]
    assert main(["doctor", str(plan), "--mend", "--dry-run"]) == 4
    assert main(["doctor", str(plan), "--mend", "--at", AT]) == 1
