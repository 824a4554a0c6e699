"""A proposal whose text cannot be read is left out and named; it stops nothing else, but what would be for good."""

import json
import threading
import warnings
from pathlib import Path

import pytest
from folders import Copied

from amendtrack.cli import main
from amendtrack.cli.standing import watching, what_is_gone
from amendtrack.draft import Draft
from amendtrack.draft.git.loose import loose_path
from amendtrack.errors import InputRefused, MissingFromRecord, RecordDamaged
from amendtrack.record.fates import Fate

BASE = "# Plan\n\n1. Clear all areas without delay.\n\n2. Help survivors.\n\n3. Report each year.\n"
AT = "2009-09-01T10:00"
NOTE = "{cannot be read, not in this text: Galdora (GAL-1)}"


def with_four_proposals(place: Path) -> None:
    draft = Draft.init(place, BASE, title="Plan", at="2009-07-17", durability="fast")
    how = {"unregistered": "added", "received": "2009-08-01", "filename": "sent.md"}
    draft.propose(BASE.replace("all", "most"), by="Norvia", **how)  # type: ignore[arg-type]
    draft.propose(b"\xef\xbb\xbf" + BASE.replace("survivors", "victims").encode(), by="Galdora", **how)  # type: ignore[arg-type]
    draft.propose(BASE.replace("each year", "each month"), by="Brum", **how)  # type: ignore[arg-type]
    draft.propose(BASE.replace("victims", "people").replace("delay", "rest"), by="Arda", **how)  # type: ignore[arg-type]
    draft.set_publication("proposals", at="2009-08-02")


@pytest.fixture
def draft(tmp_path: Path, copied: Copied, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A draft in which the text of GAL-1, and nothing else, is damaged."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    place = copied(with_four_proposals, tmp_path / "plan")
    now = Draft.open(place).snapshot()
    blob = loose_path(place, now.store.files(now.proposal("GAL-1").commit)["en.md"])
    blob.chmod(0o644)
    blob.write_bytes(blob.read_bytes()[:20])
    return place


def test_the_rest_is_consolidated_and_what_is_left_out_is_named(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["consolidate", str(draft)]) == 4
    said = capsys.readouterr()
    assert "[all / most – Norvia]" in said.out and "Help survivors." in said.out
    assert said.out.rstrip().endswith(NOTE)
    assert "4 received = 3 in the text + 1 unreadable" in said.err
    assert "the text of GAL-1 cannot be read: nothing of it is given" in said.err
    assert main(["consolidate", str(draft), "--json"]) == 4
    value = json.loads(capsys.readouterr().out)
    assert NOTE in json.dumps(value, ensure_ascii=False)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (["status"], 4),
        (["show", "2"], 4),
        (["decisions"], 4),
        (["proposals"], 4),
        (["issue", "--meeting", "PM1", "--draft", "--to", "PACK"], 4),
        (["publish", "PUBLIC"], 4),
        (["support", "Arda", "NOR-1", "--at", AT], 4),
        (["redline", "NOR-1"], 0),
    ],
)
def test_every_command_goes_on(
    draft: Path, capsys: pytest.CaptureFixture[str], command: list[str], code: int, tmp_path: Path
) -> None:
    name, *more = (str(tmp_path / word.lower()) if word in ("PACK", "PUBLIC") else word for word in command)
    assert main([name, str(draft), *more]) == code
    said = capsys.readouterr()
    assert said.out
    assert not code or "GAL-1" in said.err.splitlines()[-1] or "the text of GAL-1" in said.err


def test_a_place_is_not_called_untouched_where_that_is_not_known(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", str(draft), "2"]) == 4
    said = " ".join(capsys.readouterr().out.split())
    assert "No proposal that can be read changes it (GAL-1 cannot be read)" in said and "Nobody" not in said


def test_a_pack_names_it_to_its_delegation_and_in_the_register(draft: Path, tmp_path: Path) -> None:
    with pytest.warns(MissingFromRecord, match="the text of GAL-1 cannot be read"):
        Draft.open(draft).draft_pack(tmp_path / "pack", "PM1", at=AT)
    (letter,) = (tmp_path / "pack").rglob("*_6-gal.txt")
    assert "It cannot be read at present" in letter.read_text()
    (register,) = (tmp_path / "pack").rglob("*_4-register.txt")
    assert "unreadable" in register.read_text()


@pytest.mark.filterwarnings("ignore::amendtrack.errors.MissingFromRecord")
def test_nothing_is_settled_meanwhile(draft: Path, tmp_path: Path) -> None:
    opened = Draft.open(draft)
    for act in (
        lambda: opened.accept(["NOR-1"], at=AT),
        lambda: opened.agree(["2"], at=AT, recorder="Chair"),
        lambda: opened.revise(BASE.replace("all", "some"), label="Rev.1", at=AT),
        lambda: opened.issue_to(tmp_path / "pack", "PM1", at=AT),
        opened.clean,
    ):
        with pytest.raises(RecordDamaged, match="GAL-1"):
            act()
    assert not (tmp_path / "pack").exists()
    with pytest.raises(InputRefused, match="the text of GAL-1 cannot be read"):
        opened.consolidate(only=["GAL-1"])


@pytest.mark.filterwarnings("ignore::amendtrack.errors.MissingFromRecord")
def test_what_is_recorded_is_recorded_and_sending_it_again_mends_it(draft: Path) -> None:
    opened = Draft.open(draft)
    assert opened.consolidate(without=["GAL-1"]).slots == opened.consolidate().slots
    assert {e.name: fate for e, fate in opened.snapshot().fates()}["GAL-1"] is Fate.UNREADABLE
    again = b"\xef\xbb\xbf" + BASE.replace("survivors", "victims").encode()
    opened.propose(again, by="Galdora", received=AT, replaces="GAL-1")
    assert opened.snapshot().illegible() == () and str(opened.tally()) == "4 received = 4 in the text"
    opened.accept(["GAL-1"], at=AT)


def test_what_another_thread_finds_missing_is_said_too() -> None:
    """The viewer reads the record in a thread of its own."""
    with watching():
        lost = MissingFromRecord("the text of GAL-1 cannot be read", place="plan", remedy="run doctor")
        thread = threading.Thread(target=lambda: [warnings.warn(lost, stacklevel=1) for _ in range(2)])
        thread.start()
        thread.join()
        assert what_is_gone() == (("plan", "the text of GAL-1 cannot be read", "run doctor"),)


def test_the_rest_is_exported_and_what_is_left_out_is_named(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Such a folder is for reading: it is not imported as if it were whole."""
    away = draft.parent / "away"
    assert main(["export", str(draft), "--all", str(away)]) == 4
    said = capsys.readouterr()
    assert "files written to" in said.out and "not exported: GAL-1: " in said.err
    assert sorted(p.name for p in (away / "proposals").iterdir()) == ["ARD-1.md", "BRU-1.md", "NOR-1.md"]
    assert (away / "received/proposals/GAL/1/1/sent.md").read_bytes().startswith(b"\xef\xbb\xbf")
    assert main(["import", str(draft.parent / "again"), str(away)]) == 3
    assert "exported from a damaged draft, without GAL-1" in capsys.readouterr().err
    assert not (draft.parent / "again").exists()


@pytest.mark.parametrize("what", ["commit", "tree"])
def test_a_branch_that_cannot_be_followed_is_left_out_of_an_export(draft: Path, what: str) -> None:
    now = Draft.open(draft).snapshot()
    commit = now.proposal("GAL-1").commit
    loose_path(draft, commit if what == "commit" else now.store.commit(commit).tree).unlink()
    with pytest.warns(MissingFromRecord, match="not exported: "):
        Draft.open(draft).export_all(draft.parent / "away")
    history = json.loads((draft.parent / "away/record/history.json").read_text())
    assert {"GAL-1", "refs/heads/proposals/gal/1"} <= set(history["left_out"])
    assert "refs/heads/proposals/nor/1" in history["refs"] and "refs/heads/proposals/gal/1" not in history["refs"]
