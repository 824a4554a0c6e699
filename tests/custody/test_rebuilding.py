"""A register that cannot be read, and that no copy has, is made again from the log, the branches and files received."""

import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from folders import Copied, git

from amendtrack.cli import main
from amendtrack.custody.doctor import examine
from amendtrack.custody.mending import mend
from amendtrack.custody.rebuilding import rebuilt
from amendtrack.custody.verification import verify
from amendtrack.draft import Draft
from amendtrack.draft.git.loose import loose_path
from amendtrack.draft.git.store import Store
from amendtrack.errors import InputRefused, RecordDamaged
from amendtrack.record.registers import read_register

BASE = "# Plan\n\n1. Clear all areas without delay.\n\n2. Help survivors.\n\n3. Report each year.\n"
AT = "2010-01-01"
REV_1 = BASE.replace("Clear all", "Clear many")
FILES = (
    "draft.json",
    "delegations.csv",
    "proposals/NOR/1.json",
    "proposals/GAL/1.json",
    "proposals/OBL/1.json",
    "decisions/Rev.0.json",
    "positions/NOR.json",
    "statuses/Rev.0.json",
    "statuses/Rev.1.json",
    "carried/Rev.1.json",
    "issues/pm1.json",
)


def negotiated(place: Path) -> None:
    """A draft on which something of every kind was recorded."""
    draft = Draft.init(place, BASE, title="Plan", at="2009-07-17", timezone="Europe/Zurich", durability="fast")
    draft.add_delegation("Observer League", code="OBL", standing="observer", at="2009-07-18")
    draft.propose(BASE.replace("all", "most"), by="Norvia", unregistered="added", received="2009-08-01 10:00")
    draft.propose(
        BASE.replace("all", "many"), by="Galdora", unregistered="added", received="2009-08-02", cosponsors=["NOR"]
    )
    draft.propose(BASE.replace("year", "month"), by="OBL", received="2009-08-02", channel="mail", title="On reports")
    draft.sponsor("OBL-1", "NOR", at="2009-08-03")
    draft.support("NOR", "OBL-1", at="2009-08-03")
    draft.accept(["GAL-1"], at="2009-08-04", recorder="Chair")
    draft.choose({"3#1": "month"}, at="2009-08-04", recorder="Chair")
    draft.agree(["1"], at="2009-08-05", meeting="PM1", recorder="Chair")
    draft.issue("PM1", at="2009-08-06")
    draft.revise(REV_1, label="Rev.1", at="2009-08-07")
    draft.propose(BASE.replace("Help", "Aid"), by="Norvia", replaces="NOR-1", received="2009-08-08", on="Rev.0")
    draft.withdraw("NOR-1", at="2009-08-09")
    draft.set_attribution("none", at="2009-08-09")


@pytest.fixture
def draft(tmp_path: Path, copied: Copied, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return copied(negotiated, tmp_path / "plan")


def cut_off(draft: Path, blob: str) -> None:
    """What a power cut leaves of a file."""
    place = loose_path(draft, blob)
    place.chmod(0o644)
    place.write_bytes(place.read_bytes()[:10])


@pytest.mark.parametrize("path", FILES)
def test_a_register_is_made_again_as_its_fingerprint_proves(draft: Path, path: str) -> None:
    before = Draft.open(draft).snapshot()
    cut_off(draft, before.files[path])
    assert examine(draft)
    done = mend(draft, copy=None, at=AT, by="A. Clerk")
    assert done.proved == (before.files[path],) and not done.rebuilt
    after = Draft.open(draft).snapshot()
    assert after.record == before.record and not after.unread and not examine(draft)
    assert str(after.acts()[-1]).startswith("act 16 (That 1 object was put back")


@pytest.mark.filterwarnings("ignore::amendtrack.errors.MissingFromRecord")
def test_what_cannot_be_proved_is_made_again_as_far_as_it_is_known(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither the entry of a proposal nor the ledger of its words is left, nor what it was said to be."""
    was = Draft.open(draft).snapshot()
    entry = was.proposal("OBL-1")
    for path in ("proposals/OBL/1.json", "delegations.csv"):
        cut_off(draft, was.files[path])
    first = was.at_commit(was.acts()[0].commit).files["delegations.csv"]
    for act in was.acts():
        blob = was.at_commit(act.commit).files["delegations.csv"]
        if blob not in (was.files["delegations.csv"], first) and loose_path(draft, blob).stat().st_size > 10:
            cut_off(draft, blob)
    cut_off(draft, first)
    assert main(["doctor", str(draft), "--mend", "--at", AT, "--by", "A. Clerk"]) == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "made again, as far as it can be known: delegations.csv" in said
    assert "not known any more: delegations.csv: delegations without a proposal, standing" in said
    now = Draft.open(draft)
    assert not now.snapshot().unread and now.problems() == ()
    made = now.proposal("OBL-1")
    assert (made.commit, made.received, made.title, made.sha256) == (
        entry.commit,
        entry.received,
        entry.title,
        entry.sha256,
    )
    assert [d.code for d in now.delegations] == ["GAL", "NOR", "OBL"]
    last = now.acts()[-1]
    assert last.kind == "mend" and "delegations.csv" in [value for key, value in last.facts if key == "Made-again"]
    assert any(key == "Not-known" for key, _ in last.facts)
    now.propose(REV_1.replace("Help", "Assist"), by="Galdora", received=AT, further="additional")
    assert main(["doctor", str(draft)]) == 1, "what is lost is known to be lost"


def test_a_copy_that_has_it_goes_first(draft: Path, tmp_path: Path) -> None:
    shutil.copytree(draft, tmp_path / "elsewhere" / "plan")
    before = Draft.open(draft).snapshot()
    cut_off(draft, before.files["positions/NOR.json"])
    done = mend(draft, copy=tmp_path / "elsewhere" / "plan", at=AT, by="A. Clerk")
    assert done.objects == (before.files["positions/NOR.json"],) and not done.proved


@pytest.mark.filterwarnings("ignore::amendtrack.errors.MissingFromRecord")
def test_a_decision_that_nobody_knows_any_more_is_open_and_named(draft: Path) -> None:
    """What was decided before is kept, and the act that is lost is named with its words, so that it can be recorded."""
    opened = Draft.open(draft)
    opened.propose(REV_1.replace("survivors", "victims"), by="Galdora", received="2009-08-10", further="additional")
    opened.reject(["GAL-2"], at="2009-08-11", recorder="Chair")
    opened.reopen(["GAL-2"], at="2009-08-11", recorder="Chair")
    opened.word("2#1", "all survivors", at="2009-08-12", recorder="Chair")
    now = opened.snapshot()
    cut_off(draft, now.files["decisions/Rev.1.json"])
    done = mend(draft, copy=None, at=AT, by="A. Clerk")
    (made,) = done.rebuilt
    (line,) = made.unknown
    assert line.startswith("decisions/Rev.1.json is as it was before act 19 (The chair's wording 'all survivors' for")
    after = Draft.open(draft)
    assert not after.snapshot().unread and "2#1" in [slot.address for slot in after.consolidate().slots]
    assert after.word("2#1", "all survivors", at=AT, recorder="Chair").outcome.value == "recorded"


@pytest.mark.filterwarnings("ignore::amendtrack.errors.MissingFromRecord")
def test_a_delegation_whose_branch_is_lost_too_is_in_the_register_made_again(draft: Path) -> None:
    was = Draft.open(draft).snapshot()
    for blob in {was.at_commit(act.commit).files["delegations.csv"] for act in was.acts()}:
        cut_off(draft, blob)
    (draft / "refs/heads/proposals/gal/1").unlink()
    now = Draft.open(draft).snapshot()
    (made,) = rebuilt(now)
    assert [d.code for d in read_register(made.data.decode())] == ["GAL", "NOR", "OBL"]


def of_the_record(draft: Path) -> list[tuple[str, str]]:
    """Every folder of the branch of acts, and every commit, each once, with what it is."""
    store, found = Store(draft), dict[str, str]()
    for act in Draft.open(draft).acts():
        found[act.commit] = "commit"
        stack = [store.commit(act.commit).tree]
        while stack:
            if (tree := stack.pop()) not in found:
                found[tree] = "folder"
                stack += [at for mode, at in store.entries(tree).values() if mode == b"40000"]
    return [(name, kind) for name, kind in found.items()]


@pytest.mark.long
def test_each_folder_is_made_again_or_named_and_each_lost_act_is(draft: Path, tmp_path: Path) -> None:
    """Every folder comes back as it was. An act does not, and is said to be what it was, with what to do."""
    left = []
    listed = of_the_record(draft)
    for n, (name, kind) in enumerate(listed):
        place = tmp_path / f"plan{n}"
        shutil.copytree(draft, place)
        loose_path(place, name).unlink()
        found = next(f for f in examine(place) if f.place == name)
        assert "this was the" in found.what and "--from COPY" in found.remedy
        with suppress(RecordDamaged):
            mend(place, copy=None, at=AT, by="Ann")
        if examine(place) == ():
            assert verify(Store(place)).findings == ()
        else:
            left.append(kind)
            assert not loose_path(place, name).exists(), "what is put back is what was lost"
        shutil.rmtree(place)
    folders = sum(kind == "folder" for _, kind in listed)
    assert left.count("folder") == 0
    assert left.count("commit") == len(listed) - folders, "nothing else says who recorded what"


def test_the_folders_of_the_last_act_are_made_again(draft: Path) -> None:
    store = Store(draft)
    act = Draft.open(draft).acts()[-1]
    tree = store.commit(act.commit).tree
    loose_path(draft, tree).unlink()
    (found,) = (f for f in examine(draft) if f.code == "object-missing")
    assert f"the registers as the act “{act.summary}” ({act.at:%Y-%m-%d %H:%M}) left them" in found.what
    assert "--mend" in found.remedy and "git update-ref" in found.remedy
    assert mend(draft, copy=None, at=AT, by="Ann").proved == (tree,)
    assert examine(draft) == ()
    assert verify(Store(draft)).findings == ()


def test_nothing_is_mended_by_an_act_that_is_still_to_come(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = Store(draft).commit(Draft.open(draft).acts()[-1].commit).tree
    loose_path(draft, tree).unlink()
    monkeypatch.setenv("AMENDTRACK_NOW", AT)
    with pytest.raises(InputRefused, match="more than a day ahead"):
        mend(draft, copy=None, at="2090-01-01", by="Ann")
    assert not loose_path(draft, tree).exists()


def test_a_last_act_that_is_lost_has_a_way_on(draft: Path) -> None:
    """What the doctor says to do is what works."""
    act = Draft.open(draft).acts()[-1]
    loose_path(draft, act.commit).unlink()
    (found,) = (f for f in examine(draft) if f.code == "object-missing")
    assert "this was the last act" in found.what
    before = found.remedy.partition("refs/heads/secretariat ")[2][:40]
    git(draft, "update-ref", "refs/heads/secretariat", before)
    assert main(["doctor", str(draft), "--go-on", "--by", "Ann", "--at", AT]) == 0
    assert main(["attribution", str(draft), "none", "--at", AT]) == 0
    assert verify(Store(draft)).findings == ()
