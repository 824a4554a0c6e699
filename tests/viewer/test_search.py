"""Whose words these are is what the record says, whatever was decided or withdrawn since."""

from __future__ import annotations

from pathlib import Path

import pytest
from room import screen, settled, viewed
from textual.pilot import Pilot

from amendtrack.draft import Draft
from amendtrack.viewer.floor_app import Viewer
from amendtrack.viewer.search import whose_words
from amendtrack.viewer.sight import sight_of

NOWHERE = "neither in the draft nor in a proposal as it was last sent"


def whose(draft: Draft, words: str) -> list[str]:
    return [line.text for line in whose_words(sight_of(draft.snapshot()), words)][1:]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("without delay", ["3: the draft's, Rev.0"]),
        ("by 30 April", ["3: Galdora (GLD-1)"]),
        ("by 30 April on progress", ["3: Galdora (GLD-1)"]),  # into the draft's own words
        ("mines and report", ["3: Norvia (NRV-1)"]),  # over what it strikes
        ("area", ["4: the draft's, Rev.0", "4: Galdora (GLD-1)"]),  # the draft has "areas"
        ("gender", ["new 7 bis: Kestria (KST-1)"]),
        ("every second hour", [NOWHERE]),
    ],
)
def test_each_word_is_somebodys(draft: Path, words: str, found: list[str]) -> None:
    assert whose(Draft.open(draft), words) == found


def test_it_is_still_theirs_once_it_is_decided_or_withdrawn(draft: Path) -> None:
    opened = Draft.open(draft, durability="fast")
    opened.word("3#2", "every other year", at="2020-03-01")
    opened.choose({"4#1": "perimeters of all mined areas"}, at="2020-03-01")
    opened.withdraw("KST-1", at="2020-03-01")
    assert whose(opened, "by 30 April") == ["3: Galdora (GLD-1)"]
    assert whose(opened, "every other year") == ["3#2: the chair's words, as decided"]
    assert whose(opened, "report every other year on progress") == ["3: as decided so far"]
    assert whose(opened, "perimeters of all") == ["4: Norvia (NRV-1)"]
    assert whose(opened, "gender") == ["new 7 bis: Kestria (KST-1, withdrawn)"]
    opened.withdraw("GLD-1#1", at="2020-03-02")
    assert whose(opened, "by 30 April") == [
        "GLD-1#1, withdrawn: para 3: replace “annually” with “each year by 30 April”"
    ]


def test_words_of_a_proposal_on_another_are_those_of_who_amends_it(draft: Path) -> None:
    opened = Draft.open(draft, durability="fast")
    changed = opened.snapshot().text("KST-1").replace("gender balance", "gender parity")
    opened.propose(changed, by="DNM", received="2020-03-01", amends="KST-1", further="additional")
    assert whose(opened, "gender parity of teams") == ["7 bis of KST-1: Dunmere (DNM-2)"]


def test_an_answer_that_comes_late_leaves_what_is_typed(draft: Path) -> None:
    async def act(app: Viewer, pilot: Pilot[None]) -> None:
        await pilot.press("at", *"gender", "enter", "slash", *"mines")
        await settled(pilot)
        assert "Kestria (KST-1)" not in screen(app)
        assert app.typed.text == "mines"
        await pilot.press("escape", "at", *"gender", "enter")
        await settled(pilot)
        assert "new 7 bis: Kestria (KST-1)" in screen(app)

    viewed(draft, act)
