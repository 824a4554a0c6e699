"""An act is recorded on what was shown: if that changed meanwhile, nothing is recorded."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from errno import EIO
from pathlib import Path
from subprocess import run

import pytest
from pytest import MonkeyPatch
from room import BASE, settled, viewed
from textual.pilot import Pilot

from amendtrack.consolidation.slots.slot import Slot
from amendtrack.draft import Draft
from amendtrack.draft.git.store import Store
from amendtrack.draft.outcome import Outcome, Recorded
from amendtrack.errors import InputRefused, MissingFromRecord
from amendtrack.viewer import floor
from amendtrack.viewer.floor import Meant, plan, record
from amendtrack.viewer.floor_app import Viewer
from amendtrack.viewer.pointer import Pointed
from amendtrack.viewer.sight import Sight, sight_of
from amendtrack.viewer.slot_card import CardLine
from amendtrack.viewer.wall_page import slot_pointed
from amendtrack.viewer.whereabouts import ground

AT = datetime(2030, 3, 4, 10, 32, tzinfo=UTC)
EARLIER_IN_3 = BASE.replace("Parties will destroy", "Parties shall destroy")
ELSEWHERE = BASE.replace("Share lessons", "Exchange lessons")
ACTS: dict[str, Callable[[Slot], Meant]] = {
    "keep": floor.keeping,
    "word": lambda slot: floor.chairs_words(slot.address, "at once"),
    "bridge": lambda slot: floor.compromise(slot.address, "at once"),
    "choose": lambda slot: floor.choice(slot, slot.variants[0], "delete"),
    "support": lambda slot: floor.position("support", "Dunmere", floor.reading_named(slot, slot.variants[0]), "x"),
    "oppose": lambda slot: floor.position("oppose", "Dunmere", floor.reading_named(slot, slot.variants[0]), "x"),
    "retain": lambda slot: floor.position("retain", "Dunmere", slot.address, "x"),
    "reserve": lambda slot: floor.position("reserve", "Dunmere", slot.address, "x"),
}


def seen(draft: Draft) -> Sight:
    return sight_of(draft.snapshot())


def meant(sight: Sight, name: str) -> Meant:
    assert sight.con is not None
    made = ACTS[name](sight.slots["3#1"])
    return Meant(made.title, made.does, floor.as_seen(sight.con, "3"))


def a_colleague(path: Path, text: str) -> None:
    Draft.open(path).propose(text, by="KST", received="2020-03-04T10:00", further="additional", recorder="B. Clerk")


@pytest.mark.parametrize("name", ["keep", "support", *(pytest.param(n, marks=pytest.mark.long) for n in ACTS)])
def test_what_comes_in_at_the_place_stops_the_act(draft: Path, name: str) -> None:
    mine = Draft.open(draft, durability="fast")
    act = meant(seen(mine), name)
    planned = plan(mine, act, AT, "Ana")
    a_colleague(draft, EARLIER_IN_3)
    before = mine.snapshot().tip
    with pytest.raises(InputRefused, match="something changed at 3 since this was shown"):
        record(mine, planned, "Ana")
    with pytest.raises(InputRefused, match="something changed at 3 since this was shown"):
        plan(mine, act, AT, "Ana")
    assert mine.snapshot().tip == before


def test_what_comes_in_elsewhere_does_not(draft: Path) -> None:
    mine = Draft.open(draft, durability="fast")
    planned = plan(mine, meant(seen(mine), "keep"), AT, "Ana")
    a_colleague(draft, ELSEWHERE)
    assert record(mine, planned, "Ana").commit == mine.acts()[-1].commit


def test_words_that_nobody_saw_are_not_agreed(draft: Path) -> None:
    mine = Draft.open(draft, durability="fast")
    mine.keep(["3#1", "3#2"], at=AT, recorder="Ana")
    sight = seen(mine)
    assert sight.con is not None
    agreed = floor.agreement("3", "agreed ad ref")
    planned = plan(mine, Meant(agreed.title, agreed.does, floor.as_seen(sight.con, "3")), AT, "Ana")
    colleague = Draft.open(draft, durability="fast")
    colleague.undo(len(colleague.snapshot().acts()), at=AT, recorder="B. Clerk")
    for address in ("3#1", "3#2"):
        colleague.word(address, "now", at=AT, recorder="B. Clerk")
    with pytest.raises(InputRefused, match="something changed at 3"):
        record(mine, planned, "Ana")


def test_the_text_is_issued_as_it_was_shown(draft: Path) -> None:
    mine = Draft.open(draft, durability="fast")
    issue = floor.issuing("PM1")
    act = Meant(issue.title, issue.does, floor.nothing_recorded_since(mine.acts()))
    planned = plan(mine, act, AT, "Ana")
    a_colleague(draft, ELSEWHERE)
    with pytest.raises(InputRefused, match="the text changed since this was shown"):
        record(mine, planned, "Ana")


def test_the_wall_points_at_the_same_words_under_its_own_numbers(draft: Path) -> None:
    mine = Draft.open(draft, durability="fast")
    wall = seen(mine)
    a_colleague(draft, EARLIER_IN_3)
    operator = seen(mine)
    slot = operator.slots["3#2"]
    assert slot.base.split() == wall.slots["3#1"].base.split() == ["without", "delay"]
    assert slot_pointed(wall, Pointed("3", "3#2", *ground(slot))) == "3#1"
    assert slot_pointed(wall, Pointed("3", "3#1", *ground(operator.slots["3#1"]))) == ""


def test_a_disk_that_does_not_confirm_is_not_told_as_nothing_recorded(draft: Path, monkeypatch: MonkeyPatch) -> None:
    """Nobody knows by then whether the act is recorded; here it is."""

    def prove(_store: Store) -> None:
        raise OSError(EIO, "Input/output error")

    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        await pilot.press("g", "8", "enter", "A")
        await settled(pilot)
        monkeypatch.setattr(Store, "prove", prove)
        await pilot.press("enter")
        await settled(pilot)
        (said,) = (part.text for part in app.panel if isinstance(part, CardLine))
        assert "written, but the disk did not confirm it" in said
        assert "nothing was recorded" not in said

    viewed(draft, act, by="A. Clerk")
    assert Draft.open(draft).acts()[-1].recorder == "A. Clerk"


def test_an_act_is_recorded_though_its_commit_cannot_be_read(draft: Path, monkeypatch: MonkeyPatch) -> None:
    mine = Draft.open(draft, durability="fast")
    planned = plan(mine, floor.agreement("8", "agreed"), AT, "Ana")
    done = planned.meant.done(mine.dry_run(), AT, "Ana")

    def recorded_and_gone(_draft: Draft, at: datetime, by: str) -> Recorded:
        (draft / "refs/heads/secretariat").write_text("garbage")
        return replace(done, outcome=Outcome.RECORDED)

    acted = record(mine, replace(planned, meant=replace(planned.meant, does=recorded_and_gone)), "Ana")
    assert (acted.done.outcome, acted.commit) == (Outcome.RECORDED, "")


@pytest.mark.parametrize("name", ["co-sponsor", "withdraw"])
def test_a_proposal_that_is_sent_again_is_not_the_one_that_was_shown(draft: Path, name: str) -> None:
    mine = Draft.open(draft, durability="fast")
    entry = mine.proposal("NRV-1")
    act = {
        "co-sponsor": floor.cosponsorship("Kestria", entry),
        "withdraw": floor.withdrawal("NRV-1#1", "Norvia", entry),
    }[name]
    planned = plan(mine, act, AT, "Ana")
    other = BASE.replace("will destroy stockpiled mines without delay", "may keep stockpiled mines")
    Draft.open(draft).propose(other, by="NRV", received="2020-03-04T10:00", replaces="NRV-1")
    before = mine.snapshot().tip
    with pytest.raises(InputRefused, match="NRV-1 is not any more what was shown"):
        record(mine, planned, "Ana")
    assert mine.snapshot().tip == before


def test_an_act_is_undone_by_what_it_is_and_not_by_a_number_that_another_has(draft: Path) -> None:
    mine = Draft.open(draft, durability="fast")
    mine.agree("7", "agreed", at=AT, recorder="Ana")
    planned = plan(mine, floor.undoing(mine.acts()[-1]), AT, "Ana")
    parent = mine.acts()[-2].commit
    run(["git", "-C", draft, "update-ref", "refs/heads/secretariat", parent], check=True)
    with pytest.warns(MissingFromRecord):
        again = Draft.open(draft, durability="fast")
    again.go_on(at=AT, recorder="B. Clerk")
    with pytest.raises(InputRefused, match="is another one by now"):
        record(again, planned, "Ana")
