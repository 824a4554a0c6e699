"""What a delegation asks for in the same words at many places is said once at the head, and marked at each place."""

from __future__ import annotations

from pathlib import Path

import pytest
from room import screen, viewed
from textual.pilot import Pilot

from amendtrack import compare
from amendtrack.draft import Draft
from amendtrack.viewer.floor_app import Viewer
from amendtrack.viewer.sight import page_of_redline

BASE = "\n\n".join(f"{n}. The clerk of pier {n} reports in May, and the council thanks the clerk." for n in range(1, 8))


@pytest.fixture
def everywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Draft:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    draft = Draft.init(tmp_path / "plan", BASE, title="Plan", at="2020-01-10", durability="fast")
    for by, text in (("Norvia", BASE.replace("clerk", "guard")), ("Galdora", BASE.replace("4 reports", "4 speaks"))):
        draft.propose(text, by=by, unregistered="added", received="2020-02-01", kind="text")
    return draft


def test_it_is_said_once_with_its_count(everywhere: Draft) -> None:
    async def read(app: Viewer, pilot: Pilot[None]) -> None:
        shown = screen(app)
        assert shown.count("≈ “clerk” replaced with “guard” throughout (14 places) – Norvia") == 1
        assert app.reader.at.place == "1"  # the reader begins at the text
        assert "│▌> 1. The [clerk / guard – Norvia]" in screen(app)
        assert "│≈  2. The [clerk / guard – Norvia]" in screen(app)
        assert "│   4. The [clerk / guard – Norvia]" in screen(app)  # something else is open there

    viewed(everywhere.path, read, (120, 40))


def test_a_place_less_is_not_throughout(everywhere: Draft) -> None:
    everywhere.choose({"3#1": "guard"}, at="2020-03-01")

    async def read(app: Viewer, pilot: Pilot[None]) -> None:
        assert "“clerk” replaced with “guard” at 13 places – Norvia" in screen(app)

    viewed(everywhere.path, read, (120, 40))


def test_no_name_where_nobody_is_named(everywhere: Draft) -> None:
    everywhere.set_attribution("none", at="2020-02-20")

    async def read(app: Viewer, pilot: Pilot[None]) -> None:
        said = [line for line in screen(app).splitlines() if "throughout (14 places)" in line]
        assert said
        assert not any("Norvia" in line for line in said)

    viewed(everywhere.path, read, (120, 40))


def test_over_two_texts_compared() -> None:
    page = page_of_redline(compare(BASE, BASE.replace("clerk", "guard")), "two texts")
    assert [row.words for row in page.rows if not row.place] == [
        "≈ “clerk” replaced with “guard” throughout (14 places)"
    ]
