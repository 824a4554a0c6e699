"""One amendment of a proposal is withdrawn: the text is as if it had never been made, the rest stands, all is kept."""

from pathlib import Path

import pytest
from folders import Copied

from amendtrack import Draft
from amendtrack.errors import InputRefused, Unknown

BASE = """1. States meet each year.

2. The office reports in June.

3. Fees are fixed by the Council.

4. The archive is open.

5. Boats are registered.
"""
SENT = (
    BASE.replace("each year", "every second year")
    .replace("in June", "in May")
    .replace("by the Council", "by the members")
    .replace("\n5. ", "\n5. Buoys are counted.\n\n6. ")
)
LATER = "2009-09-04T16:20"


def opened(folder: Path) -> Draft:
    draft = Draft.init(folder, BASE, title="Plan", at="2009-07-17", durability="fast")
    draft.propose(SENT, by="Norvia", unregistered="added", received="2009-09-01")
    return draft


@pytest.fixture
def draft(tmp_path: Path, copied: Copied) -> Draft:
    return Draft.open(copied(opened, tmp_path / "plan"), durability="fast")


def names(draft: Draft) -> list[tuple[str, str]]:
    return [(a.name, a.place) for a in draft.consolidate().amendments]


def test_the_text_is_as_if_the_amendment_had_never_been_made(draft: Draft, tmp_path: Path) -> None:
    done = draft.withdraw("nor-1#2", at=LATER)
    assert str(done) == "Recorded withdrawal of NOR-1#2 by Norvia: para 2: replace “June” with “May”"
    other = Draft.init(tmp_path / "other", BASE, title="Plan", at="2009-07-17", durability="fast")
    other.propose(SENT.replace("in May", "in June"), by="Norvia", unregistered="added", received="2009-09-01")
    assert draft.printed() == other.printed()
    left = SENT.replace("in May", "in June").replace("\n5. ", "\n4 bis. ").replace("\n6. ", "\n5. ")
    assert draft.text("NOR-1") == left
    assert draft.snapshot().received("NOR-1").decode() == SENT
    assert [(t.name, t.words) for t in draft.proposal("NOR-1").taken_back] == [
        ("NOR-1#2", "para 2: replace “June” with “May”")
    ]
    assert draft.problems() == () and Draft.open(draft.path).printed() == other.printed()


def test_the_others_keep_their_numbers_decisions_and_supporters(draft: Draft) -> None:
    draft.add_delegation("Brum", at=LATER)
    draft.support("Brum", "NOR-1#3", at=LATER)
    draft.accept(["NOR-1#1", "NOR-1#2"], at=LATER)
    done = draft.withdraw("NOR-1#2", at=LATER)
    assert done.notes == ("the decision on NOR-1#2 lapses with it",)
    assert names(draft) == [("NOR-1#1", "1"), ("NOR-1#3", "3"), ("NOR-1#4", "4 bis")]
    assert "by the [Council / members – Norvia, supported by Brum]." in draft.printed()
    assert "every second {✓ 1#1} year" in draft.printed() and "[June" not in draft.printed()
    draft.withdraw("NOR-1#4", at=LATER)
    assert names(draft) == [("NOR-1#1", "1"), ("NOR-1#3", "3")]
    draft.withdraw("NOR-1#1", at=LATER)
    with pytest.raises(InputRefused, match="NOR-1#3 is all that NOR-1 asks for"):
        draft.withdraw("NOR-1#3", at=LATER)
    assert draft.withdraw("NOR-1", at=LATER).notes == ()


def test_it_can_be_undone_exported_and_sent_again(draft: Draft, tmp_path: Path) -> None:
    before = draft.printed()
    draft.withdraw("NOR-1#2", at=LATER)
    without = draft.printed()
    draft.undo(len(draft.acts()), at=LATER)
    assert draft.printed() == before and draft.problems() == ()
    draft.withdraw("NOR-1#2", at=LATER)
    draft.export_all(tmp_path / "all")
    again = Draft.import_all(tmp_path / "again", tmp_path / "all", durability="fast")
    assert again.printed() == without
    draft.replace(SENT, "NOR-1", received="2009-09-05")
    assert draft.printed() == before and draft.proposal("NOR-1").taken_back == ()


@pytest.mark.parametrize(
    ("name", "only", "said"),
    [
        ("NOR-1#9", "", "the amendments of NOR-1 are: NOR-1#1 (1), NOR-1#2 (2), NOR-1#3 (3), NOR-1#4"),
        ("NOR-2#1", "", "no proposal 'NOR-2'"),
        ("NOR-1#x", "", "no amendment 'NOR-1#x'"),
        ("NOR-1#2", "Norvia", "cannot leave NOR-1#2 alone"),
    ],
)
def test_what_cannot_be_meant_is_refused(draft: Draft, name: str, only: str, said: str) -> None:
    before = draft.snapshot().tip
    with pytest.raises((InputRefused, Unknown)) as refused:
        draft.withdraw(name, only=only, at=LATER)
    assert said in f"{refused.value.args[0]}; {refused.value.remedy}"
    assert draft.snapshot().tip == before


def test_an_amendment_that_was_withdrawn_is_gone_for_good(draft: Draft) -> None:
    draft.withdraw("NOR-1#2", at=LATER)
    with pytest.raises(Unknown, match="no amendment 'NOR-1#2'"):
        draft.withdraw("NOR-1#2", at=LATER)
    draft.withdraw("NOR-1", at=LATER)
    with pytest.raises(InputRefused, match="NOR-1 was withdrawn"):
        draft.withdraw("NOR-1#1", at=LATER)


def test_amendments_keep_their_numbers_across_a_revision_and_in_earlier_states(draft: Draft) -> None:
    draft.withdraw("NOR-1#2", at=LATER)
    draft.revise(BASE.replace("is open", "is public"), label="Rev.1", at="2009-09-10")
    assert [name for name, _ in names(draft)] == ["NOR-1#1", "NOR-1#3", "NOR-1#4"]
    draft.withdraw("NOR-1#3", at="2009-09-11")
    assert [name for name, _ in names(draft)] == ["NOR-1#1", "NOR-1#4"]
    before = draft.snapshot().on("Rev.0").consolidate()
    assert [a.name for a in before.amendments] == ["NOR-1#1", "NOR-1#3", "NOR-1#4"]
    assert draft.problems() == ()
    draft.undo(len(draft.acts()), at="2009-09-12")
    assert [name for name, _ in names(draft)] == ["NOR-1#1", "NOR-1#3", "NOR-1#4"]


def test_what_is_overtaken_is_reconfirmed_under_its_own_number(draft: Draft) -> None:
    draft.withdraw("NOR-1#1", at=LATER)
    draft.revise(BASE.replace("in June", "in early spring"), label="Rev.1", at="2009-09-10")
    assert "NOR-1#2" in str(draft.reconfirm("NOR-1#2", at="2009-09-11"))
    assert "[early spring / May – Norvia]" in draft.printed() and draft.problems() == ()
