"""The viewer and the wall in two real terminals, while another program records; and how the terminals are left."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from room import BASE

import amendtrack
from amendtrack.viewer.breath import PAUSE

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="no tmux here"),
]
ENOUGH = 60
"""Seconds after which something that is waited for will not come any more."""


class Terminals:
    """Windows of a tmux server of our own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.socket = folder, str(folder / "tmux")
        source = str(Path(amendtrack.__file__).parents[1])
        self.env = {**os.environ, "PYTHONPATH": source, "XDG_RUNTIME_DIR": str(folder), "TERM": "xterm-256color"}

    def tmux(self, *args: str) -> str:
        ran = subprocess.run(
            ["tmux", "-S", self.socket, "-f", "/dev/null", *args], env=self.env, capture_output=True, check=False
        )
        return ran.stdout.decode("utf-8")

    def open(self, name: str, command: str, width: int = 100, height: int = 30) -> None:
        told = f'stty -g > {name}.before; {command}; echo "left with $?"; stty -g > {name}.after; sleep 600'
        size = ("-x", str(width), "-y", str(height))
        self.tmux("new-session", "-d", "-s", name, *size, "-c", str(self.folder), "sh", "-c", told)

    def screen(self, name: str) -> str:
        return self.tmux("capture-pane", "-p", "-t", name)

    def keys(self, name: str, *keys: str) -> None:
        self.tmux("send-keys", "-t", name, *keys)

    def shows(self, name: str, *words: str) -> str:
        """Wait until a screen has these words; line ends and borders do not count."""
        for _ in range(ENOUGH * 10):
            screen = self.screen(name)
            lines = (line.rpartition("│")[2].strip("▌> ") for line in screen.splitlines())
            flat = " ".join(" ".join(lines).split())
            if all(part in flat for part in words):
                return screen
            time.sleep(0.1)
        raise AssertionError(f"{name} does not show {words}:\n{self.screen(name)}")

    def process(self, name: str) -> int:
        """The program that runs in a window, under its shell."""
        shell = self.tmux("list-panes", "-t", name, "-F", "#{pane_pid}").strip()
        found = subprocess.run(["ps", "-o", "pid=", "--ppid", shell], capture_output=True, check=True).stdout
        return int(found.split()[0])

    def as_it_was(self, name: str) -> bool:
        """Whether the terminal is as it was before, and no longer on its second screen."""
        before, after = (self.folder / f"{name}.{when}" for when in ("before", "after"))
        second = self.tmux("display-message", "-p", "-t", name, "#{alternate_on}").strip()
        return before.read_bytes() == after.read_bytes() and second == "0"


@pytest.fixture
def terminals(tmp_path: Path) -> Iterator[Terminals]:
    made = Terminals(tmp_path)
    yield made
    made.tmux("kill-server")


COMMAND = f"{sys.executable} -m amendtrack view"


def propose(draft: Path, folder: Path, terminals: Terminals) -> None:
    file = folder / "norvia.md"
    file.write_text(BASE.replace("all communities", "all coastal communities"), encoding="utf-8")
    command = [sys.executable, "-m", "amendtrack", "propose", str(draft), "NRV", str(file), "--additional"]
    subprocess.run([*command, "--received", "2020-03-04T10:32"], env=terminals.env, check=True, capture_output=True)


def test_two_windows_follow_what_a_third_program_records(draft: Path, tmp_path: Path, terminals: Terminals) -> None:
    terminals.open("desk", f"{COMMAND} plan --by 'A. Clerk'")
    terminals.open("wall", f"{COMMAND} plan --wall", height=36)
    terminals.shows("desk", "Plan of the Harbour Conference", "propose")
    terminals.keys("desk", "g", "2", "Enter")
    terminals.shows("wall", "2. States Parties will be guided by the needs of all communities")
    propose(draft, tmp_path, terminals)
    terminals.shows("desk", "NRV-2 from Norvia on 2, received 4 March 2020, 10:32", "[coastal – Norvia]")
    terminals.shows("wall", "[coastal – Norvia]", "Norvia: “coastal”")
    terminals.tmux("resize-window", "-t", "desk", "-x", "60", "-y", "20")
    terminals.shows("desk", "[coastal – Norvia]")
    terminals.keys("desk", "s", "d", "u", "n", "Enter", "Enter")
    terminals.shows("desk", "Would record Dunmere: support of 2#1", "Enter record it")
    time.sleep(2 * PAUSE)
    terminals.keys("desk", "Enter")
    terminals.shows("wall", "Norvia, supported by Dunmere")
    for name in ("desk", "wall"):
        terminals.keys(name, "q")
        terminals.shows(name, "left with 0")
        assert terminals.as_it_was(name)


@pytest.mark.parametrize("ending", [signal.SIGHUP, signal.SIGTERM])
def test_a_cut_connection_leaves_the_terminal_and_the_record_as_they_were(
    draft: Path, terminals: Terminals, ending: signal.Signals
) -> None:
    terminals.open("desk", f"{COMMAND} plan")
    terminals.shows("desk", "2 contested", "propose")
    terminals.keys("desk", "p", "n", "o", "r", "Enter", "half a sen")
    terminals.shows("desk", "half a sen")
    os.kill(terminals.process("desk"), ending)
    terminals.shows("desk", "left with 0")
    assert terminals.as_it_was("desk")
    assert len(amendtrack.Draft.open(draft).acts()) == 5
