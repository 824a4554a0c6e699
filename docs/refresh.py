"""Runs the commands and examples that the documentation shows, and puts in what they answer.

It draws the pictures too.

    python docs/refresh.py

In a page, a block ```` ```console ```` holds commands after ``$ `` and their answers, and a block after
``<!-- file: NAME -->`` is a file that they find. Pages run in an empty folder, from top to bottom. The
tests check that this script would change nothing.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from rich.console import Console
from rich.text import Text

from amendtrack import compare, consolidate
from amendtrack.cli import main
from amendtrack.draft import Draft
from amendtrack.render.descriptions import Coverage
from amendtrack.render.drawing import drawn
from amendtrack.render.terminal import print_consolidation, print_redline
from amendtrack.viewer.floor_app import Viewer
from amendtrack.viewer.sight import sight_of, whats_new
from amendtrack.viewer.wall_page import wall_lines
from amendtrack.viewer.whereabouts import named

DOCS = Path(__file__).parent
PAGES = (DOCS / "tutorial.md", DOCS / "cli.md", DOCS / "instructions.md")
PICTURE = DOCS / "picture.svg"
EXAMPLES = sorted((DOCS.parent / "examples").glob("*.py"))
_BLOCK = re.compile(r"(?ms)^(?:<!-- file: (?P<name>\S+) -->\n)?```(?P<kind>\w+)\n(?P<body>.*?)^```$")


def refreshed(page: str) -> str:
    """The page with the answers that its commands give now."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        return _BLOCK.sub(_block, page)


def _block(found: re.Match[str]) -> str:
    if found["name"]:
        file = Path(found["name"])
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(found["body"].encode("utf-8"))
    if found["kind"] != "console":
        return found.group()
    commands = [line for line in found["body"].splitlines() if line.startswith("$ ")]
    return "```console\n" + "".join(f"{c}\n{answer(c[2:])}" for c in commands) + "```"


def answer(command: str) -> str:
    """What a command prints, on both streams, as they come."""
    words = shlex.split(command)
    if words[0] != "amendtrack":
        ran = subprocess.run(words, capture_output=True, check=True)
        return ran.stdout.decode("utf-8")
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        main(words[1:])
    return said.getvalue()


# -- the picture --------------------------------------------------------------------------------

BASE = """7. States Parties will destroy stockpiled mines without delay and report annually on progress.

8. Each State Party will name one ministry.

9. States Parties will hold an informal meeting each June to review cooperation.
"""
SENT = {
    "Norvia": BASE.replace(" without delay", "").replace("each June", "every second year"),
    "Galdora": BASE.replace("annually", "each year by 30 April") + "\n10. Share lessons learned.\n",
    "Dunmere": BASE.partition("\n9. ")[0].rstrip("\n") + "\n",
}


def picture() -> str:
    """Two views of one negotiation, as the terminal shows them, as SVG."""

    def write(console: Console) -> None:
        print_redline(compare(BASE, SENT["Norvia"]), console, Coverage.CHANGES, context=0)
        console.print()
        print_consolidation(consolidate(BASE, SENT), console)

    return drawn(write, 88)


def room() -> dict[str, str]:
    """The viewer and the wall on one draft, as SVG, by the name of the file."""
    plan = files("amendtrack.demo").joinpath("texts", "action-plan.md").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        draft = Draft.init(f"{folder}/plan", plan, title="Action Plan", at="2009-07-17", durability="fast")
        for day, (name, changes) in enumerate(IN_THE_ROOM.items(), 2):
            sent = plan
            for before, after in changes:
                sent = sent.replace(before, after)
            draft.propose(sent, by=name, unregistered="added", received=f"2009-09-0{day}T10:05", recorder="A. Clerk")
        app = Viewer(Path(f"{folder}/plan"), by="A. Clerk", clock=lambda: datetime(2009, 9, 3, 10, 32, tzinfo=UTC))
        now = draft.snapshot()
        before = sight_of(now.at_commit(now.acts()[-2].commit))
        app.sight = sight_of(now, before)
        app.page, app.name_shown = app.sight.together, now.settings.title
        app.reader = replace(app.reader, at=named("Action #10#1", app.page.rows))
        app.said = whats_new(before, app.sight)[-1].words
        screens = {
            "room.svg": (app.lines(100, 30), 100),
            "wall.svg": (wall_lines(app.sight, app.reader.at.row, "Action #10#1", 84, 30), 84),
        }

    return {
        name: drawn(lambda console, lines=lines: _print(lines, console), wide)
        for name, (lines, wide) in screens.items()
    }


def _print(lines: list[Text], console: Console) -> None:
    for line in lines:
        console.print(line, no_wrap=True, overflow="ignore", crop=False)


IN_THE_ROOM = {
    "Norvia": [("precise perimeters and locations of all mined areas", "perimeters of all mined areas")],
    "Galdora": [
        ("locations of all mined areas", "location of every area known or suspected to contain mines"),
        ("by 30 April, precise", "by 30 April, complete"),
    ],
    "Kestria": [("in particular to children", "in particular to children, to herders")],
}


def refresh() -> None:
    """Write every page, every example's answer and the picture anew."""
    os.environ["COLUMNS"] = "80"
    for page in PAGES:
        page.write_bytes(refreshed(page.read_text(encoding="utf-8")).encode("utf-8"))
    for script in EXAMPLES:
        ran = subprocess.run([sys.executable, script], capture_output=True, check=True)
        script.with_suffix(".out").write_bytes(ran.stdout.replace(b"\r\n", b"\n"))
    PICTURE.write_bytes(picture().encode("utf-8"))
    for name, drawing in room().items():
        (DOCS / name).write_bytes(drawing.encode("utf-8"))


if __name__ == "__main__":
    refresh()
