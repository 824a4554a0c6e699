"""The viewer driven by keys, on a real draft; what its screens show is kept as text, to be read."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from room import BASE, SENT, looks, screen, shows, viewed
from textual.pilot import Pilot

from amendtrack import compare
from amendtrack.draft import Draft
from amendtrack.intake.doubts import Doubt
from amendtrack.viewer.floor_app import Viewer
from amendtrack.viewer.redline_app import RedlineApp
from amendtrack.viewer.sight import Mode, page_of_redline


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)], ids=["80x24", "120x40", "200x50"])
def test_a_draft_is_read_unit_by_unit(draft: Path, size: tuple[int, int]) -> None:
    at = f"{size[0]}x{size[1]}"

    async def read(app: Viewer, pilot: Pilot[None]) -> None:
        shows(app, f"opened-{at}")
        await pilot.press("c")
        shows(app, f"contested-{at}")
        looks(app, f"contested-{at}")
        for name in ("readings", "draft", "decided", "together"):
            await pilot.press("v")
            if name != "together":
                shows(app, f"{name}-{at}")
            if name == "readings":
                looks(app, f"{name}-{at}")
        await pilot.press("question_mark")
        shows(app, f"help-{at}")
        await pilot.press("escape", "f", *"norvia")
        shows(app, f"filter-{at}")
        await pilot.press("enter")
        shows(app, f"filtered-{at}")

    viewed(draft, read, size)


def test_one_key_lists_everything_again(draft: Path) -> None:
    async def read(app: Viewer, pilot: Pilot[None]) -> None:
        await pilot.press("f", *"norvia", "enter")
        assert "only Norvia" in screen(app)
        await pilot.press("F")
        assert not app.reader.filter and "everything is listed" in screen(app) and "only" not in screen(app)

    viewed(draft, read)


HOSTILE = "shall [/EU] :warning: [bold]act[/] \u202eda\u200by"


def test_what_delegations_send_cannot_move_the_screen(draft: Path) -> None:
    """Markup, emoji codes and signs that reorder or hide are shown as they are, or spelt out."""
    sent = BASE.replace("much remains to be done", HOSTILE)
    Draft.open(draft, durability="fast").propose(
        sent, by="NRV", received="2020-03-05", further="additional", allow=[doubt.value for doubt in Doubt]
    )

    async def read(app: Viewer, pilot: Pilot[None]) -> None:
        await pilot.press("g", "1", "enter")
        for _ in range(5):
            shown = " ".join(" ".join(line.strip("│▌> ") for line in screen(app).splitlines()).split())
            assert "\u202e" not in shown
            assert "\u200b" not in shown
            assert "[/EU] :warning: [bold]act[/]" in shown.replace(" │▌ ", " ") or app.reader.mode is not Mode.TOGETHER
            await pilot.press("v")
        await pilot.press("D", *"nor", "enter", "v", "v")

    viewed(draft, read, (160, 40))


def test_a_small_window_and_a_large_one(draft: Path) -> None:
    async def read(app: Viewer, pilot: Pilot[None]) -> None:
        await pilot.press("c")
        for width, height in ((20, 5), (40, 10), (59, 12), (200, 60), (30, 8), (80, 24)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            lines = app.board.lines
            assert len(lines) <= height
            assert all(line.cell_len == width for line in lines), (width, height)
        assert app.reader.at.slot == "4#1"

    viewed(draft, read)


def test_from_change_to_change_in_two_texts_compared() -> None:
    async def run() -> RedlineApp:
        app = RedlineApp(compare(BASE, SENT["NRV"]), "before -> after")
        async with app.run_test(size=(80, 24)) as pilot:
            shows(app, "redline-80x24")
            await pilot.press("n")
            assert app.reader.at.place == "4"
            await pilot.press("N")
            assert app.reader.at.place == "3"
            await pilot.press("question_mark")
            assert "?     changed, new, deleted or moved" in screen(app)
            assert "contested" not in screen(app)
        return app

    asyncio.run(run())


def test_two_texts_without_a_difference_have_no_change_to_go_to() -> None:
    async def run() -> str:
        app = RedlineApp(compare(BASE, BASE), "before -> after")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("n")
            return screen(app)

    assert "there is no change" in asyncio.run(run())


def test_before_the_proposals_are_read_nothing_is_said_of_them(draft: Path) -> None:
    """Whoever presses a key at once is not told that nothing is contested."""

    async def read(app: Viewer, pilot: Pilot[None]) -> None:
        assert app.sight is not None
        read_so_far = replace(app.sight, con=None)
        app.clerk.stop()
        app.take_in(read_so_far, (), "")
        for keys in (("n",), ("c",), ("1",), ("at", *"annually", "enter"), ("slash", *"April", "enter"), ("a",)):
            await pilot.press(*keys)
            assert "the proposals are still being read" in " ".join(screen(app).split()), keys

    viewed(draft, read, (100, 30))


def test_struck_and_new_words_are_told_apart_in_the_list() -> None:
    page = page_of_redline(compare("1. Pay 120 marks.\n\n2. Meet.", "1. Pay 130 marks.\n\n2. Meet.\n\n3. Go."), "T")
    assert [row.words for row in page.rows] == ["1. Pay {-120-}{+130+} marks.", "2. Meet.", "3. Go."]


@pytest.mark.parametrize("sought", ["nowhere at all " * 6, "可持续发展目标" * 5], ids=["Latin", "Chinese"])
def test_what_is_said_is_read_to_its_end(draft: Path, sought: str) -> None:
    """In place of the card, if the line is too short for it; a Chinese letter takes two cells of the line."""

    async def read(app: Viewer, pilot: Pilot[None]) -> None:
        await pilot.press("slash", *sought, "enter")
        words = " ".join(screen(app).replace("│", " ").split())
        assert "is nowhere in this text" in words, screen(app)

    viewed(draft, read)
