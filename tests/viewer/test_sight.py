"""What there is to see is the same, whether it is computed anew or from what was seen before."""

from __future__ import annotations

from pathlib import Path

import pytest
from room import BASE

from amendtrack.demo import build
from amendtrack.draft import Draft
from amendtrack.render.brackets import brackets
from amendtrack.viewer.sight import Mode, sight_of, whats_new


def followed(draft: Draft) -> None:
    """Look at a draft after each of its acts, as a viewer does that was open all the time."""
    now = draft.snapshot()
    before = sight_of(now.at_commit(now.acts()[0].commit))
    for act in now.acts()[1:]:
        sight, anew = sight_of(now.at_commit(act.commit), before), now.at_commit(act.commit).consolidate()
        assert sight.con == anew
        assert sight.con is not None
        assert [slot.address for slot in sight.con.slots] == [slot.address for slot in anew.slots]
        assert sight.con.slots == anew.slots
        assert brackets(sight.con) == brackets(anew)
        assert sight.together.paragraphs == sight_of(now.at_commit(act.commit)).together.paragraphs
        assert [news.number for news in whats_new(before, sight)] == [act.number]
        assert sight.acts == sight_of(now.at_commit(act.commit)).acts
        before = sight


def test_following_a_record_shows_what_looking_at_it_anew_does(draft: Path) -> None:
    opened = Draft.open(draft, durability="fast")
    opened.support("DNM", "3#2", at="2020-03-04")
    opened.accept(["NRV-1#1"], at="2020-03-04")
    opened.propose(BASE.replace("work plan", "costed plan"), by="DNM", received="2020-03-05", further="additional")
    opened.choose({"4#1": "perimeters of all mined areas"}, at="2020-03-05")
    opened.issue("PM1", at="2020-03-05")
    opened.propose(BASE.replace("each June", "each May"), by="GLD", received="2020-03-06", further="additional")
    opened.agree("4", "agreed ad ref", at="2020-03-06", recorder="A. Clerk")
    opened.withdraw("KST-1", at="2020-03-06")
    opened.reopen("4", at="2020-03-07", recorder="A. Clerk")
    opened.propose(BASE.replace("each June", "each July"), by="GLD", received="2020-03-07", replaces="GLD-2")
    followed(opened)


@pytest.mark.long
def test_the_same_for_the_whole_practice_negotiation(tmp_path: Path) -> None:
    built = build(tmp_path / "demo")
    for name in ("action-plan", "review"):
        followed(built.draft(name))


def test_each_mode_has_the_places_of_the_draft(draft: Path) -> None:
    opened = Draft.open(draft, durability="fast")
    opened.accept(["KST-1"], at="2020-03-04")
    opened.choose({"4#1": "perimeters of all mined areas"}, at="2020-03-04")
    sight = sight_of(opened.snapshot())
    assert sight.con is not None
    for mode in Mode:
        page = sight.page(mode, "Norvia")
        places = [row.place for row in page.rows if row.place in sight.con.addresses]
        assert places == [place for place in sight.con.addresses if place in places], mode
        assert len(page.rows) == len(page.paragraphs)
        for row in page.rows:
            if row.place in ("2", "4", "8"):
                assert f"{row.place}. " in row.words, mode
    decided = {row.place: row.words for row in sight.decided.rows}
    assert decided["4"] == "4. Identify the perimeters of all mined areas by 2030."
    assert decided["7 bis"] == "7 bis. Report on the gender balance of teams."
