"""A long article with many readings is looked over on one screen, and what is chosen there is read in full."""

from __future__ import annotations

from pathlib import Path

import pytest
from room import REGISTER, screen, viewed
from textual.pilot import Pilot

from amendtrack.draft import Draft
from amendtrack.record.registers import read_register
from amendtrack.viewer.floor_app import Viewer
from amendtrack.viewer.sight import readings_beside, sight_of

LONG = "3. States Parties shall give every village access to a well, in particular those that lie far from any river, "
BASE = f"2. All meet.\n\n{LONG}without delay, and shall report to the Council each year.\n\n4. All speak at once.\n"
WHEN = ("at once", "by 2030", "progressively", "within five years of the entry into force")


@pytest.fixture
def contested(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A long sentence, four words for one of it, and a deletion of it all."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    register = read_register(REGISTER)
    made = Draft.init(tmp_path / "wells", BASE, title="Wells", at="2020-01-10", delegations=register, durability="fast")
    texts = [BASE.replace("without delay", when) for when in WHEN]
    for code, text in zip(("NRV", "GLD", "KST", "DNM"), texts, strict=True):
        made.propose(text, by=code, received="2020-02-01")
    made.propose("2. All meet.\n\n4. All speak at once.\n", by="DNM", received="2020-02-02", further="additional")
    return made.path


def read_aloud(app: Viewer) -> str:
    return " ".join(" ".join(line.rpartition("│")[2].strip("▌> ") for line in screen(app).splitlines()).split())


def test_each_reading_is_told_from_the_others_and_the_chosen_one_is_whole(contested: Path) -> None:
    async def read(app: Viewer, pilot: Pilot[None]) -> None:
        await pilot.press("g", *"3", "enter")
        assert all(f"“[...] from any river, {when}, and shall" in read_aloud(app) for when in WHEN), screen(app)
        assert app.sight is not None
        readings = enumerate(app.sight.slots["3#1"].variants, 1)
        number = next(n for n, variant in readings if "progressively" in variant.wording)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        await pilot.press(str(number))
        assert f"{number} “{LONG}progressively, and shall report to the Council each year.”" in read_aloud(app)

    viewed(contested, read, (200, 60))


def test_a_card_that_has_the_whole_screen_leaves_nothing_out(contested: Path) -> None:
    async def read(app: Viewer, pilot: Pilot[None]) -> None:
        await pilot.press("g", *"3", "enter", "enter")
        assert all(f"“{LONG}{when}, and shall report to" in read_aloud(app) for when in WHEN), screen(app)

    viewed(contested, read, (200, 60))


def test_what_the_slots_inside_say_in_full_stands_beside_the_draft_once(contested: Path) -> None:
    sight = sight_of(Draft.open(contested).snapshot())
    beside = {a: [r.words for r in readings_beside(s, sight.style)] for a, s in sight.slots.items()}
    assert beside["3#1"] == ["delete"]
    assert sorted(beside["3#2"]) == sorted(f"“{when}”" for when in WHEN)


def test_who_deletes_words_is_not_said_to_delete_the_paragraph_beside_which_that_stands(contested: Path) -> None:
    opened = Draft.open(contested)
    opened.propose('Para 4: delete "at once"', by="NRV", received="2020-03-01", further="additional")
    sight = sight_of(opened.snapshot())
    assert [r.words for r in readings_beside(sight.slots["3#1"], sight.style)] == ["delete"]
    assert [r.words for r in readings_beside(sight.slots["4#1"], sight.style)] == ["delete “at once”"]
