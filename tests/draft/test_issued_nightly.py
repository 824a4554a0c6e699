"""A pack goes into the same folder every night: the one issued before is replaced whole, and nothing else ever is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from amendtrack.cli import main
from amendtrack.draft import Draft, Outcome
from amendtrack.errors import InputRefused

BASE = "1. States will report.\n\n2. States will meet in June.\n"


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    made = Draft.init(tmp_path / "plan", BASE, title="Plan", at="2009-07-17", durability="fast")
    made.propose(BASE.replace("June", "May"), by="Norvia", unregistered="added", received="2009-08-01")
    return made


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def night(draft: Draft, folder: Path, day: int) -> dict[str, bytes]:
    """A proposal comes in, and the text is issued again into the same folder."""
    draft.propose(
        BASE.replace("will", f"should by {day}"), by="NOR", received=f"2009-08-{day:02}", further="additional"
    )
    done = draft.issue_to(folder, "PM2", at=f"2009-08-{day:02}T20:00", reissue="allowed")
    assert done.outcome is Outcome.RECORDED and sorted(done.files) == sorted(files(folder))
    return files(folder)


def test_every_night_the_pack_of_the_night_before_is_replaced(draft: Draft, tmp_path: Path) -> None:
    packs = [night(draft, tmp_path / "out", day) for day in (3, 4, 5)]
    sums = {"SHA256SUMS", "acknowledgements/SHA256SUMS"}
    assert set(packs[0]) & set(packs[1]) == set(packs[1]) & set(packs[2]) == sums
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


@pytest.mark.long
def test_the_pack_for_one_meeting_replaces_that_for_another_whatever_it_looks_like(
    draft: Draft, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    draft.draft_pack(out, "PM2", at="2009-08-03")
    for meeting, paper, annexed in (("PM2", "a4", "changes"), ("PM3", "letter", "full-text"), ("PM4", "", "changes")):
        (out / ".DS_Store").write_bytes(b"where the icons are")
        draft.issue_to(out, meeting, at="2009-08-04", paper=paper, acknowledge=annexed)
        assert all(f"_{meeting}_" in name for name in files(out) if not name.endswith("SHA256SUMS"))
    held = files(out)
    with pytest.raises(InputRefused, match="an issued pack, which a draft does not replace"):
        draft.draft_pack(out, "PM5", at="2009-08-05")
    other = Draft.init(tmp_path / "other", BASE, title="Statute", at="2009-07-17", durability="fast")
    with pytest.raises(InputRefused, match="the pack of another text"):
        other.issue_to(out, "PM2", at="2009-08-05")
    assert files(out) == held and other.issues == ()


def test_pages_made_from_its_papers_go_with_it(draft: Draft, tmp_path: Path) -> None:
    paper = next(name for name in night(draft, tmp_path / "out", 3) if name.endswith(".docx"))
    (tmp_path / "out" / paper.replace(".docx", ".pdf")).write_bytes(b"%PDF")
    assert not any(name.endswith(".pdf") for name in night(draft, tmp_path / "out", 4))


@pytest.mark.parametrize("change", ["a file more", "a page more", "a paper fewer", "a paper edited"])
def test_what_somebody_put_or_changed_there_is_never_replaced(draft: Draft, tmp_path: Path, change: str) -> None:
    out, paper = tmp_path / "out", tmp_path / "out" / next(iter(night(draft, tmp_path / "out", 3)))
    match change:
        case "a file more":
            (out / "notes.txt").write_text("mine")
        case "a page more":
            (out / "mine.pdf").write_bytes(b"%PDF")
        case "a paper fewer":
            paper.unlink()
        case _:
            paper.write_bytes(paper.read_bytes() + b" ")
    held, acts = files(out), len(draft.acts())
    draft.propose(BASE.replace("report", "answer"), by="NOR", received="2009-08-04", further="additional")
    with pytest.raises(InputRefused, match="there is something there already"):
        draft.issue_to(out, "PM2", at="2009-08-04T20:00", reissue="allowed")
    assert files(out) == held and len(draft.acts()) == acts + 1


def test_the_files_are_listed_as_json(draft: Draft, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder, more in (("pack", ()), ("draft", ("--draft",))):
        capsys.readouterr()
        words = ("issue", draft.path, "--meeting", "PM2", "--to", tmp_path / folder, "--at", "2009-08-03", "--json")
        assert main([*map(str, words), *more]) == 0
        assert sorted(json.loads(capsys.readouterr().out)["files"]) == sorted(files(tmp_path / folder))
