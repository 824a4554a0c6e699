"""What was shown of a file is what is recorded, and the file is opened once on its way in.

The delegations are invented.
"""

import zipfile
from pathlib import Path

import pytest
from wordfiles import ins, p, run, word

from amendtrack.cli import main
from amendtrack.draft import Draft
from amendtrack.errors import InputRefused
from amendtrack.formats import received

pytest.importorskip("lxml", reason="the extra docx is not installed")

BASE = "1. Clear all areas.\n\n2. Help survivors without delay.\n"
AT = "2026-05-01 09:00"


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    opened = Draft.init(tmp_path / "plan", BASE, title="Plan", at=AT, durability="fast")
    opened.add_delegation("Norvia", at=AT)
    opened.add_delegation("Galdora", at=AT)
    return opened


@pytest.fixture
def opened_files(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every Word file that is opened, each time that it is."""
    found: list[object] = []

    class Counted(zipfile.ZipFile):
        def __init__(self, file, *more, **named):
            found.append(file)
            super().__init__(file, *more, **named)

    received._word_file.cache_clear()
    monkeypatch.setattr(zipfile, "ZipFile", Counted)
    return found


def word_file(added: str) -> bytes:
    return word(p("1. Clear all areas.") + p("2. Help ", ins(added, "Anna"), run("survivors without delay.")))


@pytest.mark.parametrize("command", ["propose", "replace"])
def test_a_word_file_is_opened_once(draft: Draft, tmp_path: Path, opened_files: list[object], command: str) -> None:
    file = tmp_path / "norvia.docx"
    file.write_bytes(word_file("all "))
    name = "Norvia"
    if command == "replace":
        name = draft.propose(BASE.replace("all areas", "the areas"), by="Norvia", received=AT).name
    opened_files.clear()
    assert main([command, str(draft.path), name, str(file), "--received", AT]) == 0
    assert len(opened_files) == 1
    assert draft.text("NOR-1") == BASE.replace("Help ", "Help all ")


def test_a_joint_file_is_opened_once(draft: Draft, tmp_path: Path, opened_files: list[object]) -> None:
    body = p("1. Clear ", ins("nearly ", "Boris"), run("all areas."))
    (tmp_path / "joint.docx").write_bytes(
        word(body + p("2. Help ", ins("all ", "Anna"), run("survivors without delay.")))
    )
    command = ["propose", str(draft.path), str(tmp_path / "joint.docx"), "--received", AT]
    opened_files.clear()
    assert main([*command, "--authors-as", "Anna=Norvia", "--authors-as", "Boris=Galdora"]) == 0
    assert len(opened_files) == 1
    assert [e.name for e in draft.proposals()] == ["GAL-1", "NOR-1"]


def test_the_first_text_and_a_revision_are_opened_once(tmp_path: Path, opened_files: list[object]) -> None:
    for name, words in (("first", "1. Clear all areas."), ("second", "1. Clear the areas.")):
        (tmp_path / f"{name}.docx").write_bytes(word(p(words)))
    opened_files.clear()
    assert main(["init", str(tmp_path / "d"), "--text", str(tmp_path / "first.docx"), "--title", "D", "--at", AT]) == 0
    assert len(opened_files) == 1
    assert main(["revise", str(tmp_path / "d"), str(tmp_path / "second.docx"), "--label", "Rev.1", "--at", AT]) == 0
    assert len(opened_files) == 2


def test_what_was_shown_is_recorded_whatever_others_record_meanwhile(draft: Draft) -> None:
    shown = draft.read(BASE.replace("all", "the"), by="Norvia")
    other = Draft.open(draft.path, durability="fast")
    other.propose(BASE.replace("all", "many"), by="Norvia", received=AT)
    other.revise(BASE.replace("delay", "undue delay"), label="Rev.1", at=AT)
    done = draft.record(shown, received=AT, further="additional")
    assert str(shown) == "NOR-1 on Rev.0: para 1: words replaced"
    assert str(done) == "Recorded NOR-2 on Rev.0: para 1: words replaced"
    assert draft.text("NOR-2") == shown.reading.text


def test_a_new_delegation_that_a_colleague_adds_meanwhile_is_the_same_one(draft: Draft) -> None:
    shown = draft.read(BASE.replace("all", "the"), by="Hestria", unregistered="added")
    Draft.open(draft.path, durability="fast").add_delegation("Hestria", code="HST", at=AT)
    assert draft.record(shown, received=AT).name == "HST-1"
    assert [d.code for d in draft.delegations] == ["GAL", "HST", "NOR"]


def test_what_was_read_on_another_draft_is_refused(draft: Draft, tmp_path: Path) -> None:
    other = Draft.init(tmp_path / "other", BASE, title="Other", at=AT, delegations=draft.delegations, durability="fast")
    with pytest.raises(InputRefused, match="another draft; read it again"):
        other.record(draft.read(BASE.replace("all", "the"), by="Norvia"), received=AT)
    assert other.proposals() == ()


def test_a_time_before_the_first_act_lists_every_act_and_says_so(
    draft: Draft, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["since", str(draft.path), "1999-12-31"]) == 0
    said = capsys.readouterr()
    assert said.err == "this draft was opened at 2026-05-01 09:00, after 1999-12-31: every act is listed\n"
    assert len(said.out.splitlines()) == 1 + len(draft.acts())
    assert main(["since", str(draft.path), "2026-05-01T09:00"]) == 0
    assert capsys.readouterr().err == ""
