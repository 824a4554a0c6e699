"""The steps of docs/room.md, tried key by key on the practice negotiation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from room import screen, settled, viewed
from textual.pilot import Pilot

from amendtrack.demo import build
from amendtrack.viewer.floor_app import Viewer

PAGE = Path(__file__).parents[2] / "docs" / "room.md"
NAMED = {"Enter": "enter", "Esc": "escape", "End": "end", "Left": "left", "Backspace": "backspace"}
SIGNS = {"?": "question_mark", "/": "slash", "@": "at", "+": "plus"}


def steps() -> list[tuple[str, str]]:
    """What is pressed, and what the screen then says."""
    page = PAGE.read_text(encoding="utf-8")
    return re.findall(r"(?m)^\| (.*?) \| `(.+)` \|$", page)


def keys(pressed: str) -> Iterator[str]:
    for key, words, named in re.findall(r'`(.)`|"(.*?)"|(\w+)', pressed):
        yield from [SIGNS.get(key, key)] if key else words or [NAMED[named]]


@pytest.mark.long
def test_the_steps_of_the_page_are_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    draft = build(tmp_path / "practice").draft("action-plan").path

    async def follow(app: Viewer, pilot: Pilot[None]) -> None:
        for pressed, says in steps():
            for key in keys(pressed):
                await pilot.press(key)
                await settled(pilot)
            shown = " ".join(
                " ".join(line.rpartition("│")[2].strip("▌> ") for line in screen(app).splitlines()).split()
            )
            assert says in shown, f"{pressed}: {screen(app)}"

    assert len(steps()) > 25
    viewed(draft, follow, (120, 40), by="A. Clerk")
