"""The index of a pack that is lost or damaged is made again from the pack; of a pack that is damaged, none is made."""

from collections.abc import Callable
from pathlib import Path

import pytest
from folders import git

from amendtrack.cli import main
from amendtrack.custody.doctor import examine
from amendtrack.draft import Draft

BASE = "# Plan\n\n1. Clear all areas without delay.\n\n2. Help survivors.\n"
AT = "2010-01-01"


@pytest.fixture
def packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A draft of which everything is in one pack."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    draft = Draft.init(tmp_path / "plan", BASE, title="Plan", at="2009-07-17", durability="fast")
    draft.propose(BASE.replace("all", "most"), by="Norvia", unregistered="added", received="2009-08-01")
    git(draft.path, "repack", "-qad")
    return draft.path


def pack_of(place: Path, ending: str) -> Path:
    (file,) = place.glob(f"objects/pack/*.{ending}")
    file.chmod(0o644)
    return file


def lost(place: Path) -> None:
    pack_of(place, "idx").unlink()


def flipped(place: Path) -> None:
    file = pack_of(place, "idx")
    data = bytearray(file.read_bytes())
    data[1100] ^= 1
    file.write_bytes(data)


def cut_off(place: Path) -> None:
    file = pack_of(place, "idx")
    file.write_bytes(file.read_bytes()[:700])


def of_several(place: Path) -> None:
    git(place, "multi-pack-index", "write")
    file = place / "objects/pack/multi-pack-index"
    file.chmod(0o644)
    file.write_bytes(b"junk")


@pytest.mark.parametrize("damage", [lost, flipped, cut_off, of_several])
def test_an_index_is_made_again(
    packed: Path, capsys: pytest.CaptureFixture[str], damage: Callable[[Path], None]
) -> None:
    before = Draft.open(packed).printed()
    damage(packed)
    (found,) = {one.remedy for one in examine(packed) if one.code == "pack-damaged"}
    assert found == "run `amendtrack doctor DRAFT --mend`"
    assert main(["doctor", str(packed), "--mend", "--at", AT]) == 0
    assert "made again objects/pack/" in capsys.readouterr().out
    assert Draft.open(packed).printed() == before and not list(packed.glob(".amendtrack*"))
    git(packed, "fsck", "--strict", "--full")


def test_a_damaged_pack_gets_none(packed: Path) -> None:
    lost(packed)
    file = pack_of(packed, "pack")
    data = bytearray(file.read_bytes())
    data[-40] ^= 1
    file.write_bytes(data)
    assert main(["doctor", str(packed), "--mend", "--at", AT]) == 4
    assert not list(packed.glob("objects/pack/*.idx"))
