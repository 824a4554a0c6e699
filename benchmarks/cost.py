"""What a piece of work costs: processor time, of this process or of a child, and memory."""

from __future__ import annotations

import gc
import math
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path


def seconds(work: Callable[[], object]) -> float:
    """Processor time of this process for one run of the work, in seconds."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def child_seconds(command: Sequence[str], folder: Path, environment: dict[str, str] | None = None) -> float:
    """Processor time of a command and its children, in seconds; its output is thrown away."""
    before = _children()
    subprocess.run(
        command, cwd=folder, env=environment, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return _children() - before


def _children() -> float:
    """Processor time of all children that have ended; to the microsecond where the system reports it."""
    try:
        import resource
    except ImportError:
        times = os.times()
        return times.children_user + times.children_system
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def interleaved(runs: int, *works: Callable[[], float]) -> tuple[float, ...]:
    """The least that each of several measurements gave, taken in turn so that all meet the same conditions."""
    found = [[work() for work in works] for _ in range(runs)]
    return tuple(min(column) for column in zip(*found, strict=True))


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """The power with which cost grows: the slope of the best line through the logarithms."""
    xs, ys = [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True)) / sum((x - mx) ** 2 for x in xs)


def peak_megabytes() -> float | None:
    """The most memory this process has held, or None where the system does not report it.

    Linux is asked through ``/proc``: its ``getrusage`` counts in what the parent held when it started us.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
        if found:
            return int(found[1]) / 1024
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20) if sys.platform == "darwin" else peak / 1024


def megabytes(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.0f} MB"
