"""A draft in a room: a plan of sixteen units, what four invented delegations sent, and the viewer opened on it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Literal

from rich.console import Console
from textual.pilot import Pilot

from amendtrack.draft import Draft
from amendtrack.record.registers import read_register
from amendtrack.viewer.app import ReadingApp
from amendtrack.viewer.floor_app import Viewer

BASE = """# Plan of the Harbour Conference

## I. Purpose

1. Ten years after the Convention entered into force, much remains to be done.

2. States Parties will be guided by the needs of all communities along the coast.

## II. Clearing the harbours

3. States Parties will destroy stockpiled mines without delay and report annually on progress.

4. Identify the precise perimeters and locations of all mined areas by 2030.

5. States Parties which ask for more time will:

(a) submit their request nine months before the meeting;

(b) include in it a work plan and a budget.

6. States Parties will hold an informal meeting each June to review cooperation.

| Purpose | 2029 | 2030 |
|---|---|---|
| Clearance | 120 million | 110 million |
| Education | 12 million | 13 million |

## III. Assistance

7. Share lessons learned and good practice.

8. Enable survivors to take part in planning.
"""
REGISTER = """code,name,standing
NRV,Norvia,party
GLD,Galdora,party
DNM,Dunmere,party
KST,Kestria,party
OCW,Clearance Watch,observer
"""
NORVIA = BASE.replace(" without delay", "").replace("precise perimeters and locations", "perimeters")
GALDORA = BASE.replace("annually", "each year by 30 April").replace(
    "locations of all mined areas", "location of every area known to contain mines"
)
DUNMERE = BASE.replace("6. States Parties will hold an informal meeting each June to review cooperation.\n\n", "")
KESTRIA = BASE.replace("each June", "every second year").replace(
    "8. Enable", "7 bis. Report on the gender balance of teams.\n\n8. Enable"
)
SENT = {"NRV": NORVIA, "GLD": GALDORA, "DNM": DUNMERE, "KST": KESTRIA}


def in_a_room(folder: Path, more: str = "") -> Path:
    """The draft, in that folder; ``more`` are lines of the register."""
    draft = Draft.init(
        folder,
        BASE,
        title="Plan of the Harbour Conference",
        at="2020-01-10T09:00",
        delegations=read_register(REGISTER + more),
        durability="fast",
    )
    for n, (code, text) in enumerate(SENT.items()):
        draft.propose(text, by=code, received=f"2020-02-0{n + 1}T10:00", recorder="A. Clerk")
    return folder


def clock() -> datetime:
    """The time in the room."""
    return datetime(2020, 3, 4, 10, 32, tzinfo=UTC)


def screen(app: ReadingApp) -> str:
    """What the screen shows."""
    return "\n".join(line.plain.rstrip() for line in app.board.lines) + "\n"


SCREENS = Path(__file__).parent / "screens"
KEEP = bool(os.environ.get("AMENDTRACK_KEEP_SCREENS"))
"""Set to write the screens anew; read what changed before you keep it."""


def shows(app: ReadingApp, name: str) -> None:
    """The screen is as it was when somebody last read it."""
    kept = SCREENS / f"{name}.txt"
    if KEEP:
        kept.write_text(screen(app), encoding="utf-8", newline="\n")
    assert screen(app) == kept.read_text(encoding="utf-8"), name


def drawn(app: ReadingApp, *, in_colour: bool) -> str:
    """The screen as a terminal gets it, with or without colours; reverse, bold and the like are there in both."""
    given = StringIO()
    system: Literal["256", "standard"] = "256" if in_colour else "standard"
    console = Console(file=given, force_terminal=True, color_system=system, no_color=not in_colour, width=999)
    for line in app.board.lines:
        console.print(line, soft_wrap=True)
    return given.getvalue().replace("\x1b", "\\e")


def looks(app: ReadingApp, name: str) -> None:
    """The screen looks as it did when somebody last looked at it, with colour and without."""
    for in_colour in (True, False):
        kept = SCREENS / f"{name}{'-in-colour' if in_colour else '-without-colour'}.txt"
        if KEEP:
            kept.write_text(drawn(app, in_colour=in_colour), encoding="utf-8", newline="\n")
        assert drawn(app, in_colour=in_colour) == kept.read_text(encoding="utf-8"), name


async def settled(pilot: Pilot[None]) -> None:
    """Wait until everything that was asked of the clerk is answered."""
    app = pilot.app
    assert isinstance(app, Viewer)
    for _ in range(2000):
        await pilot.pause(0.005)
        if app.sight is not None and app.sight.con is not None and not app.waiting:
            return
    raise AssertionError("the clerk does not answer")


def viewed(
    folder: Path, act: Callable[[Viewer, Pilot[None]], Awaitable[None]], size: tuple[int, int] = (80, 24), by: str = ""
) -> Viewer:
    """The viewer on a draft, without a terminal, while something is done with it."""

    async def run() -> Viewer:
        app = Viewer(folder, by=by, clock=clock)
        app.breath.pause = 0  # a test waits for the screen before it goes on
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            await act(app, pilot)
        return app

    return asyncio.run(run())
