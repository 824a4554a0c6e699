"""What it costs to start: ``amendtrack --help`` and ``import amendtrack``, and which modules are heavy.

    python -m benchmarks.startup [--runs 10]

The public names are imported when first asked for; so the first redline is measured too.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

from benchmarks.cost import child_seconds, interleaved
from benchmarks.tables import Table

HELP = "import sys; from amendtrack.cli import main; sys.argv = ['amendtrack', '--help']; main()"
REDLINE = "import amendtrack; amendtrack.compare('5. Clear all areas.', '5. Clear known areas.').spans()"
COMMANDS = {
    "amendtrack --help": (HELP, "under 0.15 s"),
    "import amendtrack": ("import amendtrack", "under 0.10 s"),
    "import, and one redline": (REDLINE, ""),
    "python alone": ("pass", ""),
}


def startup(runs: int) -> Table:
    """Processor time of each command in a process of its own, the least of several runs."""

    def cost(code: str) -> float:
        return child_seconds([sys.executable, "-c", code], Path.cwd(), dict(os.environ))

    found = interleaved(runs, *(partial(cost, code) for code, _ in COMMANDS.values()))
    rows = [
        (name, f"{least:.3f} s", wanted) for (name, (_, wanted)), least in zip(COMMANDS.items(), found, strict=True)
    ]
    return Table(("", "CPU", "wanted"), tuple(rows))


def heaviest(count: int = 8) -> Table:
    """The modules that take longest by themselves when amendtrack is imported."""
    command = [sys.executable, "-X", "importtime", "-c", "import amendtrack"]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    found = []
    for line in done.stderr.splitlines()[1:]:
        own, _, name = line.removeprefix("import time:").split("|")
        found.append((int(own), name.strip()))
    rows = tuple((name, f"{own / 1000:.1f} ms") for own, name in sorted(found, reverse=True)[:count])
    return Table(("module", "by itself"), rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=10, help="runs of which the least counts")
    options = parser.parse_args()
    startup(options.runs).show("Start-up")
    heaviest().show("Heaviest modules of import amendtrack")


if __name__ == "__main__":
    main()
