"""Everything leaves a draft as plain files, and the same draft comes back; anything else is refused."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from folders import refs

from amendtrack.cli import main
from amendtrack.draft import Draft
from amendtrack.draft.transfer import plain_files
from amendtrack.errors import AmendtrackError, InputRefused
from amendtrack.record.registers import read_register

AT = "2026-05-01 09:00"
BASE = "# Plan\n\n1. Clear all areas.\n\n2. Help survivors.\n\n3. Report every year.\n"


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return negotiated(tmp_path / "draft")


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything of one draft as plain files; to be copied before it is changed."""
    place = tmp_path_factory.mktemp("exported")
    negotiated(place / "draft").export_all(place / "out")
    return place / "out"


def negotiated(place: Path) -> Draft:
    register = read_register("code,name\nARD,Arda\nBRU,Brum\n")
    made = Draft.init(place, BASE, title="Plan", at=AT, delegations=register, durability="fast")
    made.propose(BASE.replace("all", "known").encode("utf-8-sig"), by="Arda", received=AT, filename="äöü [x].md")
    made.propose(BASE.replace("year", "month"), by="Brum", received=AT, cosponsors=["Arda"])
    made.issue("PM 1", at=AT)
    made.propose(BASE.replace("year", "June"), by="Brum", received=AT, replaces="BRU-1")
    made.accept(["ARD-1"], at=AT)
    made.issue("PM 1", at=AT, reissue="allowed")
    made.revise(BASE.replace("all", "known"), label="Rev.1", at=AT)
    return made


def test_the_same_record_comes_back(draft: Draft, tmp_path: Path) -> None:
    draft.export_all(tmp_path / "out")
    again = Draft.import_all(tmp_path / "again", tmp_path / "out", durability="fast")
    assert refs(again.path) == refs(draft.path)
    assert plain_files(again.snapshot()) == plain_files(draft.snapshot())
    assert (again.proposals(), again.issues, again.problems()) == (draft.proposals(), draft.issues, draft.problems())
    assert again.snapshot().received("ARD-1") == draft.snapshot().received("ARD-1")
    checked = subprocess.run(["git", "-C", str(again.path), "fsck", "--strict"], capture_output=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, b"")
    again.propose(BASE.replace("Help", "Assist"), by="Arda", received=AT, further="additional", on="Rev.0")


@pytest.mark.long
def test_the_demo_comes_back_whole(demo: Path, tmp_path: Path) -> None:
    for folder in sorted(demo.iterdir()):
        if not (folder / "HEAD").exists():
            continue
        assert main(["export", str(folder), "--all", str(tmp_path / f"{folder.name}.out")]) == 0
        assert main(["import", str(tmp_path / f"{folder.name}.again"), str(tmp_path / f"{folder.name}.out")]) == 0
        assert refs(folder) == refs(tmp_path / f"{folder.name}.again")


def test_what_git_alone_put_there_leaves_and_comes_back(draft: Draft, tmp_path: Path) -> None:
    at = str(draft.path)
    tree = subprocess.run(["git", "-C", at, "rev-parse", "main^{tree}"], capture_output=True, check=True).stdout.strip()
    raw = b"tree " + tree + b"\nauthor A <a@b> 0 +0000\ncommitter A <a@b> 0 +0000\nencoding latin1\n\ncaf\xe9\n"
    write = ["git", "-C", at, "hash-object", "-t", "commit", "-w", "--stdin"]
    commit = subprocess.run(write, input=raw, capture_output=True, check=True).stdout.decode().strip()
    subprocess.run(["git", "-C", at, "update-ref", "refs/heads/someone", commit], check=True)
    draft.export_all(tmp_path / "out")
    assert refs(Draft.import_all(tmp_path / "again", tmp_path / "out", durability="fast").path) == refs(draft.path)


def changed(name: str) -> Callable[[Path], object]:
    return lambda out: (out / name).write_bytes((out / name).read_bytes() + b"x")


def history(change: Callable[[dict[str, object]], object]) -> Callable[[Path], object]:
    def apply(out: Path) -> None:
        file = out / "record" / "history.json"
        value = json.loads(file.read_text())
        change(value)
        file.write_text(json.dumps(value))

    return apply


def first_commit(value: dict) -> dict:
    return value["commits"][0]


HARM: dict[str, Callable[[Path], object]] = {
    "a text that was edited": changed("proposals/ARD-1.md"),
    "a register that was edited": changed("delegations.csv"),
    "a table that was edited": changed("proposals.csv"),
    "a file more": lambda out: (out / "note.txt").write_text("hello"),
    "a file less": lambda out: (out / "proposals.csv").unlink(),
    "a text less": lambda out: (out / "revisions" / "Rev.0.md").unlink(),
    "no history": lambda out: (out / "record" / "history.json").unlink(),
    "history that is no JSON": changed("record/history.json"),
    "a link out of the folder": lambda out: (out / "link").symlink_to("/etc/hostname"),
    "another version": history(lambda v: v.update(version=9)),
    "no commits": history(lambda v: v.update(commits=[])),
    "commits that are no list": history(lambda v: v.update(commits=3)),
    "a ref out of the repository": history(
        lambda v: v["refs"].update({"refs/heads/../../x": v["refs"]["refs/heads/main"]})
    ),
    "a ref that is HEAD": history(lambda v: v["refs"].update({"HEAD": v["refs"]["refs/heads/main"]})),
    "a ref to nothing": history(lambda v: v["refs"].update({"refs/heads/main": "0" * 40})),
    "a path out of the tree": history(lambda v: first_commit(v)["files"].update({"../x": next(iter(v["contents"]))})),
    "a path into git": history(lambda v: first_commit(v)["files"].update({".git/x": next(iter(v["contents"]))})),
    "contents elsewhere": history(lambda v: v["contents"].update(dict.fromkeys(v["contents"], "/etc/hostname"))),
    "another message": history(
        lambda v: first_commit(v)["commit"].update(text=first_commit(v)["commit"]["text"] + "x")
    ),
    "a lost branch": history(lambda v: v["refs"].pop("refs/heads/secretariat")),
}


@pytest.mark.parametrize("harm", HARM)
def test_a_folder_that_was_changed_is_refused_and_nothing_is_written(exported: Path, tmp_path: Path, harm: str) -> None:
    shutil.copytree(exported, tmp_path / "out")
    HARM[harm](tmp_path / "out")
    with pytest.raises(AmendtrackError) as told:
        Draft.import_all(tmp_path / "again", tmp_path / "out", durability="fast")
    assert "\n" not in str(told.value)
    assert not (tmp_path / "again").exists() and not list(tmp_path.glob(".again*"))


def test_import_says_what_came_back(draft: Draft, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft.export_all(tmp_path / "out")
    capsys.readouterr()
    place = str(tmp_path / "again")
    assert main(["import", place, str(tmp_path / "out"), "--dry-run"]) == 0
    assert capsys.readouterr().out == f"Would record Plan in {place}: 2 proposals, 2 revisions\n"
    assert not (tmp_path / "again").exists()
    assert main(["import", place, str(tmp_path / "out")]) == 0
    assert capsys.readouterr().out == f"Recorded Plan in {place}: 2 proposals, 2 revisions\n"
    assert main(["import", place, str(tmp_path / "out")]) == 3
    assert capsys.readouterr().err == f"amendtrack: {place}: there is something there already; name a new folder\n"
    assert main(["import", place + "2", str(tmp_path / "nothing")]) == 3
    assert "there is no such folder; check the path" in capsys.readouterr().err


def test_a_place_in_use_is_left_alone(draft: Draft, tmp_path: Path) -> None:
    draft.export_all(tmp_path / "out")
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "mine").write_text("mine")
    with pytest.raises(InputRefused):
        Draft.import_all(tmp_path / "used", tmp_path / "out")
    assert (tmp_path / "used" / "mine").read_text() == "mine"
