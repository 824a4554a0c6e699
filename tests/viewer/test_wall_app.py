"""The wall: it follows the operator and the record, and shows nothing but the text, as the draft's rule allows."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from room import BASE, clock
from textual.pilot import Pilot

from amendtrack.draft import Draft
from amendtrack.draft.acts.holding import hold
from amendtrack.record.envelopes import Envelope
from amendtrack.viewer.pointer import Pointed, point, pointed, pointer_file
from amendtrack.viewer.wall_app import Wall


def words(app: Wall) -> str:
    return " ".join(" ".join(line.plain for line in app.board.lines).split())


def on_the_wall(draft: Path, act: Callable[[Wall, Pilot[None]], Awaitable[None]]) -> None:
    async def run() -> None:
        app = Wall(draft, clock=clock)
        async with app.run_test(size=(100, 36)) as pilot:
            await until(pilot, lambda: app.sight is not None)
            await act(app, pilot)

    asyncio.run(run())


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    for _ in range(1000):
        assert pilot.app.failed is None  # type: ignore[attr-defined]
        if true():
            return
        await pilot.pause(0.01)
    raise AssertionError("it does not come to pass")


def test_the_wall_goes_where_the_operator_is(draft: Path) -> None:
    async def act(app: Wall, pilot: Pilot[None]) -> None:
        point(pointer_file(draft), Pointed("4", "4#1"))
        await until(pilot, lambda: "The draft: precise perimeters and locations" in words(app))
        assert "Norvia: “perimeters of all mined areas”" in words(app)
        for operators_own in ("quit", "Enter", "received", "A. Clerk", "act 2"):
            assert operators_own not in words(app)

    on_the_wall(draft, act)


def test_the_wall_names_nobody_where_nobody_is_named(draft: Path) -> None:
    Draft.open(draft).set_attribution("none", at="2020-02-20")

    async def act(app: Wall, pilot: Pilot[None]) -> None:
        point(pointer_file(draft), Pointed("4", "4#1"))
        await until(pilot, lambda: "“perimeters of all mined areas”" in words(app))
        for name in ("Norvia", "Galdora", "NRV", "GLD"):
            assert name not in words(app)

    on_the_wall(draft, act)


def test_what_came_too_late_for_the_meeting_is_not_on_the_wall_but_what_was_said_in_it_is(draft: Path) -> None:
    opened = Draft.open(draft)
    opened.meeting("PM1", date="2020-03-04", deadline="2020-03-01", at="2020-01-20")
    opened.propose(BASE.replace("and good practice", "and gold"), by="DNM", received="2020-03-02", further="additional")
    said = BASE.replace("Share lessons", "Share all lessons")
    opened.propose(said, by="NRV", received="2020-03-04T10:00", further="additional", channel="in the room")

    async def act(app: Wall, pilot: Pilot[None]) -> None:
        point(pointer_file(draft), Pointed("7"))
        await until(pilot, lambda: "7. Share [all" in words(app))
        assert "gold" not in words(app)

    on_the_wall(draft, act)


@pytest.mark.parametrize(
    "left",
    [
        b"",
        b"{",
        b"[" * 100_000,
        b'{"place": 7}',
        b'{"place": ["4"]}',
        b'{"place": "4\\u001b[2J"}',
        json.dumps({"place": "../../etc/passwd", "slot": "4#1"}).encode(),
        b'{"place": "4"' + b" " * 10_000 + b"}",
        b"\xff\xfe",
    ],
)
def test_a_hostile_pointer_is_a_place_at_most(draft: Path, left: bytes) -> None:
    file = pointer_file(draft)
    file.write_bytes(left)
    found = pointed(file)
    assert found.place in ("", "4\x1b[2J", "../../etc/passwd")


def test_a_place_that_is_not_in_the_text_moves_nothing(draft: Path) -> None:
    pointer_file(draft).write_bytes(b'{"place": "4\\u001b[2J", "slot": "4#1"}')

    async def act(app: Wall, pilot: Pilot[None]) -> None:
        await pilot.pause(0.3)
        assert (app.row, app.at.slot) == (0, "4#1")
        assert "\x1b" not in words(app)

    on_the_wall(draft, act)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_neither_a_link_nor_a_pipe_is_a_pointer(draft: Path, tmp_path: Path) -> None:
    file = pointer_file(draft)
    other = tmp_path / "other.json"
    other.write_text('{"place": "4"}', encoding="utf-8")
    file.symlink_to(other)
    assert pointed(file) == Pointed()
    file.unlink()
    os.mkfifo(file)
    assert pointed(file) == Pointed()


def test_a_unit_that_was_struck_is_where_it_was(draft: Path) -> None:
    """While its deletion is only proposed its words stand, with who would delete it; once it is decided they do not."""
    opened = Draft.open(draft)

    async def act(app: Wall, pilot: Pilot[None]) -> None:
        point(pointer_file(draft), Pointed("6"))
        await until(pilot, lambda: "Dunmere: delete" in words(app))
        assert "to review cooperation. – Dunmere delete]" in words(app)
        opened.accept(["DNM-1"], at="2020-03-04", recorder="A. Clerk")
        await until(pilot, lambda: "{✓ 6: no longer a unit of the text}" in words(app))
        assert "review cooperation" not in words(app)
        opened.undo(len(opened.acts()), at="2020-03-04", recorder="A. Clerk")
        await until(pilot, lambda: "to review cooperation. – Dunmere delete]" in words(app))

    on_the_wall(draft, act)


def test_what_is_held_under_embargo_is_never_on_the_wall(draft: Path) -> None:
    opened = Draft.open(draft)

    async def act(app: Wall, pilot: Pilot[None]) -> None:
        point(pointer_file(draft), Pointed("7"))
        await until(pilot, lambda: "7. Share lessons learned and good practice." in words(app))
        envelope = Envelope(delegation="NRV", received=clock(), filename="norvia.md")
        sent = BASE.replace("good practice", "gold").encode()
        opened.on_disk.perform(lambda now: hold(now, sent, envelope, until="", at=clock()), "A. Clerk")
        opened.propose(BASE.replace("Share", "Give"), by="GLD", received="2020-03-04", further="additional")
        await until(pilot, lambda: "Give – Galdora" in words(app))
        assert "gold" not in words(app)

    on_the_wall(draft, act)


def test_the_rows_of_a_table_stand_under_its_heads(draft: Path) -> None:
    async def act(app: Wall, pilot: Pilot[None]) -> None:
        point(pointer_file(draft), Pointed("6, row 1"))
        await until(pilot, lambda: app.row > 0)
        lines = [line.plain for line in app.board.lines]
        heads, amounts = (next(line for line in lines if word in line) for word in ("2029", "Clearance"))
        assert amounts.index("120 million") == heads.index("2029")

    on_the_wall(draft, act)
