"""Looking at a draft while a colleague records on it, each in a process of its own.

Whatever a command answers is true of one moment: its tally is that of its text, and no sound record is called damaged.
The delegations are invented.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from depth import ALL

from amendtrack.cli import main
from amendtrack.custody.doctor import examine
from amendtrack.draft import Draft
from amendtrack.draft.git import on_disk, packs
from amendtrack.draft.inspection import problems
from amendtrack.draft.snapshot import Snapshot
from amendtrack.draft.transfer import plain_files
from amendtrack.record.registers import read_register

BASE = "# Plan\n\n1. Clear all mined areas.\n\n2. Help every survivor.\n\n3. Meet each June.\n\n4. Report each year.\n"
REGISTER = read_register("code,name\nNRV,Norvia\nGLD,Galdora\n")
AT = "2026-05-01 09:00"
COLLEAGUE = """
import sys
from itertools import count
from amendtrack.draft import Draft
draft = Draft.open(sys.argv[1], durability="fast")
base = draft.text()
for n in count(1):
    text = base.replace("each year", f"each year, as asked {n} times")
    draft.propose(text, by="GLD", received="2026-05-02 10:00", further="additional")
    print(n, flush=True)
    if n % 3 == 0:
        draft.withdraw(f"GLD-{n}", at="2026-05-02 11:00")
"""
LOOKS = 8 if ALL else 2


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    opened = Draft.init(tmp_path / "plan", BASE, title="Plan", at=AT, delegations=REGISTER, durability="fast")
    opened.propose(BASE.replace("June", "May"), by="NRV", received=AT)
    return opened


@contextmanager
def a_colleague_recording(draft: Draft) -> Iterator[None]:
    """For as long as this lasts, somebody else records one proposal after the other."""
    words = [sys.executable, "-c", COLLEAGUE, str(draft.path)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline() == "1\n"
        try:
            yield
            assert process.poll() is None, process.stderr.read()
        finally:
            process.kill()


def test_a_tally_is_that_of_the_text_that_it_goes_with(draft: Draft, capsys: pytest.CaptureFixture[str]) -> None:
    with a_colleague_recording(draft):
        for _ in range(LOOKS):
            assert main(["consolidate", str(draft.path), "--json"]) == 0
            value = json.loads(capsys.readouterr().out)
            assert "left out" not in str(value["computed"]["tally"])


@pytest.mark.long
def test_what_is_printed_is_true_of_one_moment(draft: Draft, capsys: pytest.CaptureFixture[str]) -> None:
    with a_colleague_recording(draft):
        for _ in range(LOOKS):
            assert main(["consolidate", str(draft.path)]) == 0
            said = capsys.readouterr()
            assert "left out" not in said.err
            (received,) = re.findall(r"(\d+) received = \d+ in the text", said.err)
            wordings = len(set(re.findall(r"as asked (\d+) times", said.out)))
            withdrawn = int((re.findall(r"(\d+) withdrawn", said.err) or ["0"])[0])
            assert int(received) == wordings + withdrawn + 1


@pytest.mark.long
def test_a_pack_is_drafted_from_one_moment(draft: Draft, tmp_path: Path) -> None:
    with a_colleague_recording(draft):
        for n in range(LOOKS // 2):
            words = ["issue", str(draft.path), "--meeting", "PM2", "--draft", "--at", AT]
            assert main([*words, "--to", str(tmp_path / f"pack-{n}")]) == 0
            papers = "".join(file.read_text("utf-8") for file in (tmp_path / f"pack-{n}").rglob("*.txt"))
            assert "left out" not in papers


def test_a_sound_record_is_never_called_damaged(draft: Draft, capsys: pytest.CaptureFixture[str]) -> None:
    with a_colleague_recording(draft):
        for _ in range(LOOKS):
            assert main(["proposals", str(draft.path)]) == 0, capsys.readouterr().err
        for _ in range(LOOKS):
            assert Draft.open(draft.path).problems() == ()


@pytest.mark.long
def test_an_export_is_of_one_moment_and_can_be_read_back(draft: Draft, tmp_path: Path) -> None:
    with a_colleague_recording(draft):
        for n in range(LOOKS // 2):
            draft.export_all(tmp_path / f"out-{n}")
    for n in range(LOOKS // 2):
        again = Draft.import_all(tmp_path / f"again-{n}", tmp_path / f"out-{n}", durability="fast")
        assert again.problems() == ()


def test_a_snapshot_does_not_see_what_is_recorded_after_it(draft: Draft) -> None:
    now = draft.snapshot()
    before = plain_files(now), now.acts(), now.printed(), str(now.tally())
    other = Draft.open(draft.path, durability="fast")
    other.propose(BASE.replace("every", "each"), by="GLD", received=AT)
    other.withdraw("NRV-1", at=AT)
    other.revise(BASE.replace("Plan", "Plan of Action"), label="Rev.1", at=AT)
    assert (now.acts(), now.printed(), str(now.tally())) == before[1:]
    assert now.revision().label == "Rev.0" and [e.name for e in now.proposals()] == ["NRV-1"]
    assert draft.snapshot().at_commit(now.tip) == now and draft.snapshot() != now
    assert draft.revision().label == "Rev.1" and repr(now).startswith("<Snapshot of 'Plan' at ")


def test_a_branch_that_really_is_not_named_is_still_reported_when_nobody_records(draft: Draft) -> None:
    commit = (draft.path / "refs/heads/main").read_bytes()
    stray = draft.path / "refs/heads/proposals/gld/7"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(commit)
    (problem,) = draft.problems()
    assert "proposals/gld/7: the register does not name this branch" in problem


def test_what_is_recorded_during_an_examination_is_no_finding(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    recorded = list[str]()

    def looked_into(now: Snapshot) -> Iterator[str]:
        if not recorded:
            colleague = Draft.open(draft.path, durability="fast")
            done = colleague.propose(BASE.replace("June", "July"), by="GLD", received=AT, further="additional")
            recorded.append(done.name)
        return problems(now)

    monkeypatch.setattr("amendtrack.custody.doctor.problems", looked_into)
    assert examine(draft.path) == () and recorded == ["GLD-1"]
    (draft.path / "refs/heads/proposals/nrv/7").write_text(draft.proposal("NRV-1").commit + "\n")
    recorded.clear()
    assert [one.code for one in examine(draft.path)] == ["branch-unknown"]


def test_git_packs_and_tidies_while_somebody_records(draft: Draft) -> None:
    """Git removes each empty folder that it walks past, also one that was made for what is being recorded."""
    tidied = ("pack-refs --all --prune", "repack -adq", "prune-packed -q")
    script = "while :; do " + " ".join(f'git -C "$0" {words};' for words in tidied) + " done"
    with subprocess.Popen(["sh", "-c", script, str(draft.path)], stderr=subprocess.DEVNULL) as process:
        try:
            done = [
                draft.propose(BASE.replace("June", f"June {n}"), by="GLD", received=AT, further="additional")
                for n in range(1, 25)
            ]
            assert process.poll() is None
        finally:
            process.kill()
    again = Draft.open(draft.path)
    assert [again.proposal(one.name).commit for one in done] == [one.commit for one in done]
    assert again.problems() == () and again.missing() == ()


def test_a_folder_that_git_removes_again_is_made_again(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    made, removed = on_disk.make_folder, dict[Path, int]()

    def make_and_lose(root: Path, folder: Path) -> None:
        made(root, folder)
        if removed.get(folder, 0) < 2 and not any(folder.iterdir()):
            folder.rmdir()
            removed[folder] = removed.get(folder, 0) + 1

    monkeypatch.setattr(on_disk, "make_folder", make_and_lose)
    done = draft.propose(BASE.replace("June", "July"), by="GLD", received=AT)
    assert removed[draft.path / "refs/heads/proposals/gld"] == 2
    assert any(folder.parent.name == "objects" for folder in removed)
    assert Draft.open(draft.path).proposal("GLD-1").commit == done.commit


def test_what_is_removed_during_a_look_at_a_folder_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "one/two").mkdir(parents=True)
    (tmp_path / "file").touch()
    (tmp_path / "one/two/file").touch()
    found = on_disk.files_below(tmp_path)
    assert next(found) == tmp_path / "file"
    shutil.rmtree(tmp_path / "one")
    assert list(found) == []


def test_the_packs_are_opened_while_git_gives_its_files_their_names(tmp_path: Path) -> None:
    """Git writes a pack under a name that it takes away again: what is no longer there is no damage."""
    folder = tmp_path / "objects/pack"
    folder.mkdir(parents=True)
    script = 'cd "$0"; while :; do for n in 1 2 3 4 5 6 7 8; do : > .tmp-$n-pack; done; rm .tmp-*; done'
    with subprocess.Popen(["sh", "-c", script, str(folder)]) as process:
        try:
            for _ in range(2_000):
                packs.open_packs(tmp_path)
            assert process.poll() is None
        finally:
            process.kill()
