"""Parts of the text that go together: whoever takes only some of them is told."""

from pathlib import Path

import pytest
from folders import Copied

from amendtrack import Draft
from amendtrack.draft.outcome import Outcome
from amendtrack.errors import AmendtrackError
from amendtrack.record.registers import read_register

BASE = """9. States Parties hold a meeting each June.

10. Fees are fixed by the Council.

15. The office reports monthly.
"""
REGISTER = "code,name,standing\nKNY,Kenara,party\nBRM,Brum,party\n"
SENT, SAID, LATER, LAST = (f"2009-09-0{day}T10:00" for day in (1, 2, 3, 4))


def opened(folder: Path) -> Draft:
    register = read_register(REGISTER)
    draft = Draft.init(folder, BASE, title="Plan", at="2009-07-17", delegations=register, durability="fast")
    draft.propose(BASE.replace("each June", "every year"), by="Kenara", received=SENT)
    draft.propose(BASE + "\n15 bis. The office shares what it learns.\n", by="Brum", received=SENT)
    draft.package("9, 15 bis", name="June deal", at=SAID, recorder="A. Clerk")
    return draft


@pytest.fixture
def draft(tmp_path: Path, copied: Copied) -> Draft:
    return Draft.open(copied(opened, tmp_path / "plan"), durability="fast")


def test_whoever_takes_half_of_a_package_is_told(draft: Draft) -> None:
    half = "package “June deal” (9, 15 bis) is only taken in part: 9 is {}; 15 bis is {}"
    assert "package" not in draft.printed()
    assert draft.accept(["KNY-1"], at=LATER).notes == (half.format("decided", "open"),)
    assert f"{{{half.format('decided', 'open')}}}" in draft.printed()
    assert draft.agree("9", at=LATER).notes == (half.format("agreed", "open"),)
    assert draft.reject(["BRM-1"], at=LATER).notes == (half.format("agreed", "out"),)
    draft.reopen(["BRM-1"], at=LATER)
    assert draft.accept(["BRM-1"], at=LATER).notes == ()
    assert "package" not in draft.printed()
    draft.withdraw("BRM-1", at=LAST)
    assert f"{{{half.format('agreed', 'out')}}}" in draft.printed()
    draft.end_package("June deal", at=LAST)
    assert "package" not in draft.printed()
    assert [bool(p.ended) for p in draft.snapshot().statuses.packages] == [True]


def test_a_package_is_recorded_once_undone_and_found_by_its_parts(draft: Draft) -> None:
    assert draft.package(["15 bis", "9"], name="June deal", at=LATER).outcome is Outcome.ALREADY
    before = draft.printed()
    draft.package(["9#1", "10"], at=LATER)
    draft.end_package("10, 9#1", at=LATER)
    draft.package("10, 15", at=LATER)
    draft.undo(len(draft.acts()), at=LAST)
    assert draft.printed() == before
    assert [p.parts for p in draft.snapshot().statuses.packages] == [("9", "15 bis"), ("9#1", "10")]


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda d: d.package("9", at=LATER), "a package of one part: 9"),
        (lambda d: d.package("9, 9", at=LATER), "a package of one part: 9"),
        (lambda d: d.package("9, 99", at=LATER), "no place '99'"),
        (lambda d: d.package("9, 10", name="a} {✓ agreed", at=LATER), "contains '}'"),
        (lambda d: d.end_package("10, 15", at=LATER), "there are: “June deal” \\(9, 15 bis\\)"),
        (lambda d: d.end_package("July deal", at=LATER), "July deal"),
    ],
)
def test_what_is_no_package_is_refused(draft: Draft, act, said: str) -> None:
    before = draft.snapshot().tip
    with pytest.raises(AmendtrackError, match=said):
        act(draft)
    assert draft.snapshot().tip == before


def test_a_revision_takes_a_package_over_if_all_its_parts_are_there(draft: Draft) -> None:
    draft.revise(BASE.replace("monthly", "weekly"), label="Rev.1", at=LATER)
    assert draft.snapshot().statuses.packages == ()
    draft.package("9, 15", at=LATER)
    draft.revise(BASE.replace("monthly", "daily"), label="Rev.2", at=LAST)
    assert [p.parts for p in draft.snapshot().statuses.packages] == [("9", "15")]
