"""What is written in Word comes back from it: both texts of a redline, and a draft's text when it was circulated."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from depth import depth
from hypothesis import given
from test_word_writing import BASE, CHANGES

from amendtrack.formats.docx import read_docx
from amendtrack.formats.docx.writing.writer import Author, FileFacts, write_circulation, write_redline
from amendtrack.formats.received import read_received
from amendtrack.redline.comparison import compare
from laws.worlds import World, worlds

CASES = sorted(path for path in (Path(__file__).parents[1] / "cases").iterdir() if (path / "base.md").is_file())
NORVIA = Author("Norvia", datetime(2009, 8, 21, tzinfo=UTC))


def come_back(before: str, after: str) -> None:
    file = read_docx(write_redline(compare(before, after), NORVIA, FileFacts("Plan", revision="Rev.0")))
    for sent, found in ((before, file.base), (after, file.final)):
        redline = compare(sent, found)
        assert redline.is_unchanged, list(redline.changes)
    assert set(file.authors) <= {"Norvia"}


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_every_proposal_comes_back_from_its_tracked_changes(case: Path) -> None:
    base = (case / "base.md").read_text(encoding="utf-8")
    for path in sorted(case.glob("*.md"))[:6]:
        come_back(base, path.read_text(encoding="utf-8"))


@depth(60)
@given(worlds())
def test_random_proposals_come_back(world: World) -> None:
    base, *proposals = world
    for text in proposals:
        if base.strip() or text.strip():
            come_back(base, text)


@pytest.mark.parametrize("name", CHANGES)
def test_every_kind_of_change_comes_back(name: str) -> None:
    come_back(BASE, CHANGES[name])
    come_back(CHANGES[name], BASE)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_what_was_circulated_is_known_when_it_comes_back(case: Path) -> None:
    base = (case / "base.md").read_text(encoding="utf-8")
    found = read_received(write_circulation(base, FileFacts("Plan", revision="Rev.3")))
    assert (found.revision, found.base) == ("Rev.3", "")
    assert compare(base, found.text).is_unchanged
