"""What the viewer costs: its start on a long draft, and what a proposal costs that comes in meanwhile.

    python -m benchmarks.viewing [--units 400] [--delegations 60] [--runs 3]

Processor time of the whole process, on a terminal (Linux): until the draft's text is on the screen, until all
proposals are, and from a proposal that another process records until it is; Python has compiled everything in an
earlier run, so that several are needed. The peer is a bare textual application with
one ``Static``; what it takes is python's and textual's own.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import re
import select
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

from amendtrack.draft import Draft
from amendtrack.record.registers import Delegation, Register
from benchmarks.tables import Table
from benchmarks.wording import Wording

BARE = """
from textual.app import App
from textual.widgets import Static

class Bare(App[None]):
    def compose(self):
        yield Static("there it is")

Bare().run()
"""
_ALLOWED = ("other-words", "unlike", "typed")
_TICKS = os.sysconf("SC_CLK_TCK")


def made(folder: Path, units: int, delegations: int) -> tuple[Draft, str]:
    """A draft with so many units, amended by so many delegations; and its text."""
    base = Wording(30 * units)
    base.paragraphs += [base.fresh() for _ in range(units - len(base.paragraphs))]
    base.paragraphs = [f"{n}. {words}" for n, words in enumerate(base.paragraphs[:units], 1)]
    codes = [f"D{n:02}" for n in range(delegations)]
    register = Register(tuple(Delegation(code, (("", f"Land {code}"),)) for code in codes))
    draft = Draft.init(folder, base.text(), title="Plan", at="2009-07-17", delegations=register, durability="fast")
    for n, code in enumerate(codes):
        draft.propose(base.proposal(21, n), by=code, received="2009-08-21", channel="mail", allow=_ALLOWED)
    return draft, base.text()


class OnTerminal:
    """A program on a terminal of our own, and what it has cost."""

    def __init__(self, *command: str, runtime: str) -> None:
        self.ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (40, 120))
        environment = {**os.environ, "TERM": "xterm-256color", "XDG_RUNTIME_DIR": runtime}
        environment |= {"PYTHONPYCACHEPREFIX": f"{runtime}/compiled"}  # an installed program is compiled once
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self.program = subprocess.Popen(
            [sys.executable, *command],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(theirs)
        self.shown = ""

    def shows(self, pattern: str, seconds: float = 120) -> float:
        """Wait for words, and a little for what is still being done; the processor seconds up to then."""
        end = time.monotonic() + seconds
        while not re.search(pattern, self.shown):
            if time.monotonic() > end:
                raise TimeoutError(f"{pattern} is not shown")
            if select.select([self.ours], [], [], 0.002)[0]:
                self.shown += os.read(self.ours, 65536).decode("utf-8", "replace")
        self.shown = ""
        return self.cost()

    def cost(self) -> float:
        """The processor seconds of all its threads so far."""
        fields = Path(f"/proc/{self.program.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def exact(self) -> float:
        """The same to the nanosecond, from the scheduler."""
        return sum(int(p.read_text().split()[0]) for p in self._threads()) / 1e9

    def _threads(self) -> list[Path]:
        return list(Path(f"/proc/{self.program.pid}/task").glob("*/schedstat"))

    def peak(self) -> float:
        """The most megabytes that it has held."""
        found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{self.program.pid}/status").read_text())
        return int(found[1]) / 1024 if found else 0.0

    def end(self) -> None:
        self.program.terminate()
        end = time.monotonic() + 10
        while self.program.poll() is None and time.monotonic() < end:
            if select.select([self.ours], [], [], 0.05)[0]:
                try:
                    os.read(self.ours, 65536)
                except OSError:
                    break
        self.program.wait()
        os.close(self.ours)


def bare(runtime: str) -> float:
    """Python and textual alone."""
    peer = OnTerminal("-c", BARE, runtime=runtime)
    try:
        return peer.shows("there it is")
    finally:
        peer.end()


def viewed(draft: Draft, text: str, number: int, runtime: str) -> tuple[float, float, float, float]:
    """Seconds to the first screen, to the whole, for one proposal more; megabytes."""
    viewer = OnTerminal("-m", "amendtrack", "view", str(draft.path), runtime=runtime)
    try:
        first = viewer.shows("reading the proposals")
        whole = viewer.shows("contested")
        time.sleep(1.5)  # it also reads the modules of the first act, while nothing is asked
        before = viewer.exact()
        words = text.split(" ")
        words[500 + 40 * number] = "harbourmaster"
        draft.propose(
            " ".join(words), by="D01", received="2009-08-22", channel="mail", further="additional", allow=_ALLOWED
        )
        viewer.shows("from Land D01")
        return first, whole, viewer.exact() - before, viewer.peak()
    finally:
        viewer.end()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, default=400)
    parser.add_argument("--delegations", type=int, default=60)
    parser.add_argument("--runs", type=int, default=3, help="runs of which the least counts")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        draft, text = made(Path(folder) / "plan", options.units, options.delegations)
        peers, found = [], []
        for number in range(options.runs):
            peers.append(bare(folder))
            found.append(viewed(draft, text, number, folder))
        least = [min(column) for column in zip(*found, strict=True)]
        peer = min(peers)
        rows = (
            ("a bare textual application", f"{peer:.2f} s", "1.0", ""),
            ("the draft's text on the screen", f"{least[0]:.2f} s", f"{least[0] / peer:.1f}", "under 0.5 s"),
            ("all proposals on the screen", f"{least[1]:.2f} s", f"{least[1] / peer:.1f}", ""),
            ("a proposal that comes in", f"{least[2]:.3f} s", f"{least[2] / peer:.2f}", "under 0.1 s"),
            ("memory", f"{max(row[3] for row in found):.0f} MB", "", "under 200 MB"),
        )
        title = f"The viewer on {options.units} units, {options.delegations} delegations"
        Table(("", "CPU", "of textual's own", "wanted"), rows).show(title)


if __name__ == "__main__":
    main()
