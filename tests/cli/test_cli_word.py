"""The commands that write Word files, from a draft's record; where nobody is named, no part of a file names anybody."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from wordfiles import p, run, word

from amendtrack import Draft
from amendtrack.cli import main
from amendtrack.formats.docx import read_docx
from amendtrack.record.registers import Delegation, Register

BASE = "# Plan\n\n1. Clear all areas without delay.\n\n2. Report annually to the meeting.\n"
NORVIA = BASE.replace("all areas", "known areas").replace(" without delay", "")
GALDORA = BASE.replace("annually", "each year by 30 April")
NAMES = ("Norvia", "NRV", "Galdora", "GLD")


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    register = Register((Delegation("NRV", (("en", "Norvia"),)), Delegation("GLD", (("en", "Galdora"),))))
    path = tmp_path / "plan"
    made = Draft.init(
        path, BASE, title="Plan", at="2009-08-01T09:00", symbol="CONF/5", delegations=register, durability="fast"
    )
    made.propose(NORVIA, by="NRV", received="2009-08-10T12:00", filename="norvia.md")
    made.propose(GALDORA, by="GLD", received="2009-08-11T12:00", filename="galdora.md")
    return path


def test_every_command_that_reads_a_text_from_word_reports_its_comments(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    comments = f'<w:comment w:id="1" w:author="A. Nord">{p("Why this?")}</w:comment>'
    mark = '<w:commentRangeStart w:id="1"/>{}<w:commentRangeEnd w:id="1"/>'
    old, new = tmp_path / "old.docx", tmp_path / "new.docx"
    old.write_bytes(word(p("1. We ", mark.format(run("shall")), " act."), comments=comments))
    new.write_bytes(word(p("1. We ", mark.format(run("shall")), " act soon."), comments=comments))
    plan = tmp_path / "plan"
    for command, files in (
        (["redline", old, new], "old.docx new.docx"),
        (["units", old], "old.docx"),
        (["init", plan, "--text", old, "--title", "Plan", "--at", "2009-08-01T09:00"], "old.docx"),
        (["revise", plan, new, "--label", "Rev.1", "--at", "2009-08-02T09:00"], "new.docx"),
    ):
        assert main([str(each) for each in command]) == 0
        told = capsys.readouterr().err.splitlines()
        kept = [line for line in told if "a comment left out: A. Nord on “shall”: Why this?" in line]
        assert len(kept) == len(files.split()), (command, told)


def words(path: Path) -> str:
    """Every byte of every part, names of parts too."""
    with zipfile.ZipFile(path) as archive:
        return "".join(name + archive.read(name).decode("utf-8") for name in archive.namelist())


def test_a_proposal_is_its_delegations_tracked_changes(draft: Path, tmp_path: Path) -> None:
    out = tmp_path / "norvia.docx"
    assert main(["redline", str(draft), "NRV-1", "-o", str(out)]) == 0
    read = read_docx(out.read_bytes())
    assert (read.base, read.final, read.authors) == (BASE, NORVIA, ("Norvia",))
    assert 'w:date="2009-08-10T12:00:00Z"' in words(out)


def test_the_file_to_circulate_is_the_revision(draft: Path, tmp_path: Path) -> None:
    out = tmp_path / "circulate.docx"
    assert main(["export", str(draft), "Rev.0", "-o", str(out)]) == 0
    read = read_docx(out.read_bytes())
    assert read.base == read.final == BASE
    said = dict(read.properties)
    assert (said["amendtrack-draft"], said["amendtrack-revision"]) == ("Plan", "Rev.0")
    assert said["amendtrack-commit"] == Draft.open(draft).revision().commit


def test_the_compilation_and_what_was_issued(draft: Path, tmp_path: Path) -> None:
    compiled, issued = tmp_path / "compiled.docx", tmp_path / "issued.docx"
    assert main(["consolidate", str(draft), "-o", str(compiled)]) == 0
    at = ["--at", "2009-08-12T08:00"]
    assert main(["issue", str(draft), "--meeting", "PM2", *at, "-o", str(issued)]) == 0
    for path in (compiled, issued):
        text = read_docx(path.read_bytes()).final
        assert "[*" not in text.replace("[**", "") and "Galdora" in text and "known" in text
    assert "Compilation of proposals, PM2" in words(issued) and "As at 12 August 2009, 08:00 UTC" in words(issued)


def test_where_nobody_is_named_no_part_of_a_file_names_anybody(draft: Path, tmp_path: Path) -> None:
    Draft.open(draft, durability="fast").set_attribution("none", at="2009-08-12T08:00")
    out = tmp_path / "out.docx"
    commands = (
        ["consolidate", str(draft)],
        ["consolidate", str(draft), "--only", "NRV-1"],
        ["redline", str(draft), "NRV-1"],
        ["redline", str(draft), "NRV-1", "GLD-1"],
        ["export", str(draft), "NRV-1"],
        ["issue", str(draft), "--meeting", "PM2", "--at", "2009-08-12T09:00"],
    )
    for command in commands:
        assert main([*command, "-o", str(out)]) == 0
        for name in NAMES:
            assert name.casefold() not in words(out).casefold(), (command, name)


def test_the_clean_text_as_a_word_file_and_what_is_text_as_none(draft: Path, tmp_path: Path) -> None:
    out = tmp_path / "clean.docx"
    assert main(["accept", str(draft), "Galdora"]) == 0
    assert main(["reject", str(draft), "Norvia"]) == 0
    assert main(["clean", str(draft), "-o", str(out)]) == 0
    made = read_docx(out.read_bytes())
    assert "30 April" in made.final and dict(made.properties)["amendtrack-kind"] == "clean"
    assert "amendtrack-commit" not in dict(made.properties)
    for command in ("proposals", "acts"):
        assert main([command, str(draft), "-o", str(tmp_path / "list.docx")]) == 3
        assert not (tmp_path / "list.docx").exists()
