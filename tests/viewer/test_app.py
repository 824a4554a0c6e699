"""The viewer driven by keys, on a real draft; what its screens show is kept as text, to be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from room import in_a_room, screen, viewed
from textual.pilot import Pilot

from amendtrack.viewer.app import Viewer

SCREENS = Path(__file__).parent / "screens"
KEEP = bool(os.environ.get("AMENDTRACK_KEEP_SCREENS"))
"""Set to write the screens anew; read what changed before you keep it."""


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return in_a_room(tmp_path_factory.mktemp("room") / "plan")


def shows(app: Viewer, name: str) -> None:
    """The screen is as it was when somebody last read it."""
    kept = SCREENS / f"{name}.txt"
    if KEEP:
        kept.write_text(screen(app), encoding="utf-8", newline="\n")
    assert screen(app) == kept.read_text(encoding="utf-8"), name


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
def test_a_draft_is_read_unit_by_unit(draft: Path, size: tuple[int, int]) -> None:
    at = f"{size[0]}x{size[1]}"

    async def read(app: Viewer, pilot: Pilot[None]) -> None:
        shows(app, f"opened-{at}")
        await pilot.press("c")
        shows(app, f"contested-{at}")
        for name in ("readings", "draft", "decided", "together"):
            await pilot.press("v")
            if name != "together":
                shows(app, f"{name}-{at}")
        await pilot.press("question_mark")
        shows(app, f"help-{at}")
        await pilot.press("escape", "f", *"norvia")
        shows(app, f"filter-{at}")
        await pilot.press("enter")
        shows(app, f"filtered-{at}")

    viewed(draft, read, size)
