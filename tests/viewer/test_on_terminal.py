"""The viewer ends when it is told to from outside, whatever it is doing, and leaves terminal and record whole."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

import amendtrack
from amendtrack.draft.git.lock import WAIT_SECONDS, locked
from amendtrack.viewer.breath import PAUSE

pty = pytest.importorskip("pty")
fcntl = pytest.importorskip("fcntl")
termios = pytest.importorskip("termios")

ENOUGH = 60
"""Seconds after which something that is waited for will not come any more."""


def environment(**more: str) -> dict[str, str]:
    """What the viewer is started with: what the test has now, and this source."""
    source = os.pathsep.join((str(Path(amendtrack.__file__).parents[1]), str(Path(__file__).parent)))
    return {**os.environ, "PYTHONPATH": source, "TERM": "xterm-256color", **more}


class Terminal:
    """A terminal of our own, with the viewer on it."""

    def __init__(self, folder: Path, *more: str) -> None:
        self.ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (30, 100))
        self.theirs, self.modes = theirs, termios.tcgetattr(theirs)
        self.shown = b""
        self.viewer = subprocess.Popen(
            [sys.executable, "-m", "amendtrack", "view", str(folder), *more],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment(XDG_RUNTIME_DIR=str(folder.parent)),
            start_new_session=True,
        )

    def read(self, seconds: float) -> None:
        """Take what is shown in that time."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([self.ours], [], [], left)[0]:
                with suppress(OSError):
                    self.shown += os.read(self.ours, 65536)

    def shows(self, *words: str) -> None:
        """Wait until these words were shown since the last time."""
        end = time.monotonic() + ENOUGH
        while not all(part.encode() in self.shown for part in words):
            assert time.monotonic() < end, self.shown[-2000:]
            self.read(0.05)
        self.shown = b""

    def type(self, *keys: str) -> None:
        for key in keys:
            os.write(self.ours, key.encode())
            self.read(0.05)

    def ends(self) -> int:
        """Wait until the viewer ends; its status."""
        end = time.monotonic() + ENOUGH
        while self.viewer.poll() is None:
            assert time.monotonic() < end, "it does not end"
            self.read(0.05)
        return self.viewer.returncode

    def close(self) -> None:
        if self.viewer.poll() is None:
            self.viewer.kill()
            self.viewer.wait()
        for one in (self.ours, self.theirs):
            with suppress(OSError):
                os.close(one)


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    opened: list[Terminal] = []
    yield opened
    for one in opened:
        one.close()


STATES = {
    "reading": ((), ("propose",)),
    "help": (("?",), ("Looking",)),
    "a place being typed": (("g", "4"), ("Go to a place",)),
    "a proposal being typed": (("p", "nor", "\r", "half"), ("half",)),
    "an act shown": (("n", "o", "dun", "\r"), ("Would record",)),
    "the list filtered": (("f", "norvia"), ("Norvia",)),
}
"""What the viewer may be doing: the keys that lead there, and what is shown then."""


@pytest.mark.long
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("ending", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_it_ends_whatever_it_is_doing(draft: Path, terminals: list[Terminal], state: str, ending: str) -> None:
    terminal = Terminal(draft)
    terminals.append(terminal)
    terminal.shows("contested")
    keys, words = STATES[state]
    terminal.type(*keys)
    if keys:
        terminal.shows(*words)
    terminal.viewer.send_signal(getattr(signal, ending))
    assert terminal.ends() == 0
    assert termios.tcgetattr(terminal.theirs) == terminal.modes
    assert terminal.shown.rfind(b"\x1b[?1049l") > terminal.shown.rfind(b"\x1b[?1049h")
    assert len(amendtrack.Draft.open(draft).acts()) == 5


def test_a_terminal_that_nobody_reads_any_more_does_not_hold_it(draft: Path, terminals: list[Terminal]) -> None:
    terminal = Terminal(draft)
    terminals.append(terminal)
    terminal.shows("contested")
    for _ in range(150):  # more screens than anybody takes
        os.write(terminal.ours, b"j")
        time.sleep(0.005)
    terminal.viewer.terminate()
    assert terminal.viewer.wait(ENOUGH) == 0
    assert termios.tcgetattr(terminal.theirs) == terminal.modes


def test_it_ends_when_the_terminal_is_gone_and_no_signal_says_so(draft: Path, terminals: list[Terminal]) -> None:
    """Nothing sends a hang-up to a program that the terminal does not control."""
    terminal = Terminal(draft)
    terminals.append(terminal)
    terminal.shows("contested")
    for one in (terminal.theirs, terminal.ours):
        os.close(one)
    terminal.theirs = terminal.ours = -1
    assert terminal.viewer.wait(ENOUGH) == 0


IN_THE_BACKGROUND = """
import fcntl, os, signal, sys, termios, time
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # also where the tests run under nohup
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
viewer = os.fork()
if not viewer:
    os.setpgid(0, 0)
    os.execv(sys.executable, [sys.executable, "-m", "amendtrack", "view", sys.argv[1]])
os.waitpid(viewer, os.WUNTRACED)
print(f"stopped <{viewer}>", flush=True)
time.sleep(600)
"""


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no /proc here")
def test_it_ends_when_it_waits_in_the_background_and_the_terminal_is_gone(draft: Path) -> None:
    """Its screen is begun on a terminal that is gone: nothing can be shown, nor its modes be set."""
    ours, theirs = pty.openpty()
    shell = subprocess.Popen(
        [sys.executable, "-c", IN_THE_BACKGROUND, str(draft)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment(XDG_RUNTIME_DIR=str(draft.parent)),
        start_new_session=True,
    )
    shown = b""
    while not shown.endswith(b">\r\n"):
        assert select.select([ours], [], [], ENOUGH)[0], shown
        shown += os.read(ours, 4096)
    viewer = Path("/proc", shown.split(b"<")[1].split(b">")[0].decode())
    os.close(theirs)
    os.close(ours)
    shell.wait(ENOUGH)
    end = time.monotonic() + ENOUGH
    while viewer.exists() and "State:\tZ" not in (viewer / "status").read_text():
        if time.monotonic() > end:
            os.kill(int(viewer.name), signal.SIGKILL)
            raise AssertionError("it does not end")
        time.sleep(0.1)


def ended_while_recording(draft: Path, terminal: Terminal) -> float:
    """End the viewer while it waits for somebody else to have recorded; how long that one took, in seconds."""
    terminal.shows("contested")
    terminal.type("n", "o", "dun", "\r")
    terminal.shows("Would record")
    terminal.read(1.5 * PAUSE)  # as long as it takes to read
    with locked(draft):
        begun = time.monotonic()
        terminal.type("\r")
        terminal.shows("recording ...")
        terminal.viewer.terminate()
        terminal.read(1)
        assert terminal.viewer.poll() is None
    return time.monotonic() - begun


def test_what_is_being_recorded_is_recorded_first(built: Path, tmp_path: Path, terminals: list[Terminal]) -> None:
    for n in range(10):
        draft = Path(shutil.copytree(built, tmp_path / str(n) / "plan"))
        terminals.append(Terminal(draft))
        held = ended_while_recording(draft, terminals[-1])
        assert terminals[-1].ends() == 0
        if held < WAIT_SECONDS / 2:
            break  # otherwise this machine is so slow that the viewer may rightly have given up
    assert [act.kind for act in amendtrack.Draft.open(draft).acts()][5:] == ["oppose"]


WITHOUT_A_TERMINAL = """
import asyncio, sys
from datetime import datetime
from pathlib import Path
from amendtrack.viewer.floor_app import Viewer
from room import settled

async def waits() -> None:
    app = Viewer(Path(sys.argv[1]), by="", clock=datetime.now)
    async with app.run_test() as pilot:
        await settled(pilot)
        print("ready", flush=True)
        await asyncio.sleep(600)

asyncio.run(waits())
"""


def test_without_a_terminal_it_is_ended_like_any_program(draft: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WITHOUT_A_TERMINAL, str(draft)], env=environment(), stdout=subprocess.PIPE
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == b"ready\n"
        program.terminate()
        assert program.wait(ENOUGH) == -signal.SIGTERM
