"""Whatever goes wrong in a command that records, its last line says what stands, and never that nothing does."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from folders import Copied

from amendtrack.cli import main
from amendtrack.draft import Draft
from amendtrack.draft.folder import NewFolder
from amendtrack.errors import NotRecorded
from amendtrack.record.registers import read_register

BASE = "# Plan\n\n1. Clear all areas without delay.\n\n2. Help survivors.\n"
AT = "2009-09-01T10:00"
ISSUE = ("--meeting", "PM2", "--at", AT)


@pytest.fixture
def draft(tmp_path: Path, copied: Copied) -> Draft:
    return Draft.open(copied(with_a_proposal, tmp_path / "plan"), durability="fast")


def with_a_proposal(place: Path) -> None:
    made = Draft.init(place, BASE, title="Plan", at=AT, durability="fast")
    made.propose(BASE.replace("all", "most"), by="Norvia", unregistered="added", received=AT)


def is_issued(draft: Draft) -> bool:
    return [issue.meeting for issue in Draft.open(draft.path).issues] == ["PM2"]


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != "plan")


def below_a_file(folder: Path) -> Path:
    (folder / "file").write_text("x")
    return folder / "file" / "pm2"


def with_a_name_too_long(folder: Path) -> Path:
    return folder / ("m" * 250)


@pytest.mark.parametrize("place", [below_a_file, with_a_name_too_long])
def test_a_pack_that_cannot_be_written_leaves_the_text_unissued(
    draft: Draft, tmp_path: Path, capsys: pytest.CaptureFixture[str], place: Callable[[Path], Path]
) -> None:
    folder = place(tmp_path)
    before = left_in(tmp_path)
    assert main(["issue", str(draft.path), *ISSUE, "--to", str(folder)]) in (3, 4)
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1 and "stands" not in said
    assert not is_issued(draft) and left_in(tmp_path) == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB, which a pack does not fit on."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    try:
        done = subprocess.run(mounted, capture_output=True, check=False)
    except OSError:
        pytest.skip("no mount on this system")
    if done.returncode:
        pytest.skip("only an administrator may mount a disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_leaves_the_text_unissued(
    draft: Draft, small_disk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["issue", str(draft.path), *ISSUE, "--to", str(small_disk / "pm2")]) == 4
    assert capsys.readouterr().err.splitlines() == [
        f"amendtrack: {small_disk / 'pm2'}: nothing was written: no space left on device"
    ]
    assert not is_issued(draft) and not left_in(small_disk)


@pytest.mark.parametrize(
    ("reason", "code", "first"),
    [
        (PermissionError(13, "Permission denied"), 1, "the papers could not be put in this folder: permission denied"),
        (KeyboardInterrupt(), 130, "stopped"),
    ],
)
def test_what_goes_wrong_after_a_text_is_issued_says_that_it_is(
    draft: Draft,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    reason: BaseException,
    code: int,
    first: str,
) -> None:
    def fails(_: NewFolder) -> None:
        raise reason

    command = ["issue", str(draft.path), *ISSUE, "--to", str(tmp_path / "pm2")]
    with monkeypatch.context() as patched:
        patched.setattr(NewFolder, "put_in_place", fails)
        assert main(command) == code
    said = capsys.readouterr().err.splitlines()
    assert first in said[-2]
    assert said[-1] == "amendtrack: recorded before that, and it stands: the text issued to PM2"
    assert is_issued(draft) and not left_in(tmp_path)
    assert main(command) == 0, "and the same command again writes the papers"
    assert left_in(tmp_path) == ["pm2"]


COMMANDS = {
    "propose": ("propose", "PLAN", "Norvia", "FILE", "--additional", "--received", AT),
    "intake": ("intake", "PLAN", "FILE.eml"),
    "accept": ("accept", "PLAN", "NOR-1", "--at", AT),
    "issue": ("issue", "PLAN", *ISSUE),
    "issue --to": ("issue", "PLAN", *ISSUE, "--to", "PACK"),
    "init": ("init", "PLAN2", "--text", "FILE", "--title", "Plan", "--at", AT),
}


@pytest.mark.long
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_where_the_answer_cannot_be_written_the_act_stands_and_is_named(
    draft: Draft, tmp_path: Path, words: tuple[str, ...]
) -> None:
    draft.register_delegations(read_register("code,name,mail\nBRM,Brum,b@brum.example\n"), at=AT)
    (tmp_path / "FILE").write_text(BASE.replace("Help", "Assist"))
    (tmp_path / "FILE.eml").write_text(
        "From: Brum <b@brum.example>\nDate: Tue, 01 Sep 2009 10:00:00 +0000\n\nPara 2: replace “Help” by “Assist”\n"
    )
    places = {"PLAN": "plan", "PLAN2": "plan2", "PACK": "pack"}
    command = [sys.executable, "-m", "amendtrack", *(places.get(word, word) for word in words)]
    acts = len(draft.acts())
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=tmp_path, env=os.environ, check=False
        )
    assert done.returncode == 1, done.stderr
    last = done.stderr.splitlines()[-1]
    assert last.startswith("amendtrack: recorded before that, and it stands: "), done.stderr
    assert len(Draft.open(draft.path).acts()) + (tmp_path / "plan2").exists() == acts + 1


def test_a_folder_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with NewFolder(tmp_path / "new") as new, pytest.raises(NotRecorded, match="nothing was written"):
        new.write({"a": b"1", "a/b": b"2"})
    assert left_in(tmp_path) == ["file"]
