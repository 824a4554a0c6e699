"""Arabic on a terminal that turns it: it stays within its column, and the draft stands where one begins to read."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.text import Text as Line
from room import viewed
from textual.pilot import Pilot

from amendtrack.draft import Draft
from amendtrack.text.scripts import is_turned
from amendtrack.viewer.floor_app import Viewer
from amendtrack.viewer.isolating import isolated

BASE = (
    "# خطة عمل المؤتمر\n\n1. تدمر الدول الأطراف الألغام المخزونة دون تأخير وتقدم تقريرا سنويا عن التقدم المحرز.\n\n"
    "2. تتبادل الدول الأطراف الدروس المستفادة.\n"
)


@pytest.fixture
def arabic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    draft = Draft.init(tmp_path / "plan", BASE, title="خطة", language="ar", at="2020-01-10", durability="fast")
    for by, text in (("Norvia", BASE.replace("سنويا", "كل سنتين")), ("نورلند", BASE.replace(" دون تأخير", ""))):
        draft.propose(text, by=by, unregistered="added", received="2020-02-01", kind="text")
    return draft.path


def outside(words: str) -> str:
    """What is in no isolate; each isolate is closed in its line."""
    found, depth = "", 0
    for letter in words:
        depth += {"\u2068": 1, "\u2069": -1}.get(letter, 0)
        assert depth >= 0
        found += letter if depth == 0 else ""
    assert depth == 0
    return found


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
def test_no_word_leaves_its_column(arabic: Path, size: tuple[int, int]) -> None:
    async def read(app: Viewer, pilot: Pilot[None]) -> None:
        await pilot.press("g", "1", "enter")
        for key in ("n", "v", "v", "v", "v", "p"):
            await pilot.press(key)
            rules = set()
            for line in app.board.lines:
                assert not is_turned(outside(line.plain)), line.plain
                assert cell_len(line.plain) == size[0]
                left, rule, _ = line.plain.partition("│")
                rules |= {cell_len(left)} if rule else set()
            assert len(rules) == 1, key

    viewed(arabic, read, size)


def test_the_draft_stands_right_and_the_readings_left(arabic: Path) -> None:
    async def read(app: Viewer, pilot: Pilot[None]) -> None:
        await pilot.press("g", "1", "enter", "v")
        [line] = [line.plain for line in app.board.lines if "Norvia: “" in line.plain]
        readings, drafted = line.rpartition("│")[0], line.rpartition("│")[2]
        assert "كل سنتين" in readings
        assert is_turned(drafted)

    viewed(arabic, read, (120, 40))


def test_words_from_left_to_right_are_left_alone() -> None:
    assert isolated(Line("1. We meet.")).plain == "1. We meet."
    assert isolated(Line("من  ")).plain == "\u200e\u2068من  \u200f\u2069"
    assert isolated(Line("Norvia: من")).plain == "\u200e\u2068Norvia: من\u2069"


def test_figures_and_accents_alone_are_kept_in_their_column() -> None:
    """They belong to words from right to left, and have no direction of their own: a cell ``١٢٠``, an accent alone."""
    assert isolated(Line("١٢٠ ")).plain == "\u200e\u2068١٢٠ \u2069"
    assert isolated(Line("\u064b")).plain == "\u200e\u2068\u064b\u2069"


def test_every_letter_of_a_script_from_the_right_can_be_shown_alone() -> None:
    for letter in filter(is_turned, map(chr, range(0x110000))):
        assert letter in isolated(Line(letter)).plain
