"""The slot that is chosen is marked where it stands, and is on the screen, however long its paragraph is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from rich.text import Text as Line
from room import BASE, viewed
from textual.pilot import Pilot

from amendtrack import consolidate
from amendtrack.draft import Draft
from amendtrack.render.brackets import Style
from amendtrack.viewer.floor_app import Viewer
from amendtrack.viewer.galley import Galley
from amendtrack.viewer.paragraphs import sheet_of
from amendtrack.viewer.screen_lines import GUTTER
from amendtrack.viewer.slot_mark import marked

LONG = " ".join(f"Word{n} is in the sentence with the number {n}." for n in range(120))


def reversed_words(lines: Iterable[Line]) -> str:
    found = []
    for line in lines:
        found += [line.plain[s.start : s.end] for s in line.spans if s.style == "reverse"]
    return " ".join(" ".join(found).split())


@pytest.mark.parametrize(
    ("sent", "address", "words"),
    [
        ({"Arda": "1. We [shall] do it."}, "1#1", "[meet / do it – Arda]"),
        ({"Arda": "1. We [shall] meet and act."}, "1#1", "[and act – Arda]"),
        ({"Arda": ""}, "1#1", "[1. We [shall] meet. – Arda delete]"),
        ({"Arda": "", "Brum": "1. We [shall] meet often."}, "1#2", "[often – Brum]"),
        ({"Arda": "1. We [shall] meet.\n\n2. All pay."}, "2#1", "[2. All pay. – Arda]"),
    ],
)
def test_a_slot_is_marked_from_its_bracket_to_where_that_closes(sent: dict[str, str], address: str, words: str) -> None:
    paragraphs = sheet_of(consolidate("1. We [shall] meet.", sent), Style.ATTRIBUTED)
    n = next(n for n, paragraph in enumerate(paragraphs) if address in paragraph.addresses)
    for width in (80, 12):
        assert reversed_words(marked(Galley(paragraphs, width, {}).lines(n), address).values()) == words


def test_every_slot_is_on_the_screen_when_one_goes_to_it(draft: Path) -> None:
    changed = LONG
    for n in (3, 50, 51, 117):
        changed = changed.replace(f"number {n}.", f"figure {n}.")
    opened = Draft.open(draft, durability="fast")
    opened.propose(BASE.replace("8. Enable", f"8. {LONG} Enable"), by="NRV", received="2020-03-01", replaces="NRV-1")
    opened.propose(BASE.replace("8. Enable", f"8. {changed} Enable"), by="GLD", received="2020-03-01", replaces="GLD-1")

    async def read(app: Viewer, pilot: Pilot[None]) -> None:
        assert app.sight is not None
        for key in ("n", "N"):
            seen = set()
            for _ in range(2 * len(app.sight.slots)):
                await pilot.press(key)
                here = [line for line in app.board.lines if line.plain.partition("│")[2].startswith("▌> ")]
                assert here, app.reader.at
                assert "[" in reversed_words(here[:1]) or "▌> [" in here[0].plain, here[0].plain
                seen.add(app.reader.at.slot)
            assert seen == {a for row in app.page.rows for a in row.open}  # type: ignore[union-attr]

    viewed(draft, read)
    assert len("▌> ") == GUTTER
