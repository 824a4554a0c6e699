"""The viewer driven by keys, on a real draft; what its screens show is kept as text, to be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from room import shows, viewed
from textual.pilot import Pilot

from amendtrack.viewer.floor_app import Viewer


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
