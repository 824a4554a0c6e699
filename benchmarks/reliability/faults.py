"""One command run with a fault: killed at a system call, or told by the system that the call failed.

The command runs in a child that has everything imported, with ``strace`` attached to it; so a fault costs little more
than the command itself. Which calls there are to fail is read from a run without a fault.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

CHANGING = ("openat", "write", "fsync", "mkdir", "link", "rename", "unlink", "rmdir", "ftruncate", "chmod", "flock")
"""Calls that change something on the disk, or wait for it."""
ERRORS = ("ENOSPC", "EIO", "EROFS", "EDQUOT")
_LINE = re.compile(r"(?:\d+ +)?(\w+)\((.*)")
_OPENED_TO_WRITE = ("O_WRONLY", "O_RDWR", "O_CREAT")


def is_possible() -> bool:
    """Whether calls can be made to fail here."""
    return shutil.which("strace") is not None and hasattr(os, "fork")


@dataclass(frozen=True, slots=True)
class Call:
    """A call that changes something: the how many calls of its name it is, and those of every name before it."""

    name: str
    number: int
    before: tuple[tuple[str, int], ...]
    shown: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong: ``strace``'s words for it, and ours."""

    kind: str
    at: Call
    injected: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.kind} at {self.at.shown[:110]}"


def killed(call: Call) -> Fault:
    """The process is killed as it makes the call."""
    return Fault("kill", call, (f"inject={call.name}:signal=KILL:when={call.number}",))


def failing(call: Call, error: str) -> Fault:
    """That one call fails."""
    return Fault(f"one {error}", call, (f"inject={call.name}:error={error}:when={call.number}",))


def failing_from(call: Call, error: str) -> Fault:
    """That call and all later ones fail, as on a disk that is full or gone."""
    before = dict(call.before)
    names = [name for name in CHANGING if name not in ("flock", "openat")]
    words = [f"inject={name}:error={error}:when={before.get(name, 0) + 1}+" for name in names]
    if call.name == "openat":  # one that only reads may still work
        words.append(f"inject=openat:error={error}:when={call.number}")
    return Fault(f"all {error}", call, tuple(words))


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit code (negative: the signal that killed it), and what it printed."""

    code: int
    out: str
    err: str


def run(command: Callable[[], int], scratch: Path, injected: Sequence[str] = (), traced: Path | None = None) -> Ended:
    """Run a command in a child of this process, under ``strace``."""
    out, err = scratch / "out", scratch / "err"
    child = os.fork()
    if not child:
        _play(command, out, err)
    os.waitpid(child, os.WUNTRACED)
    words = ["strace", "-y", "-s", "0", "-p", str(child), "-o", str(traced or os.devnull)]
    words += ["-e", f"trace={','.join(CHANGING)}", *(w for one in injected for w in ("-e", one))]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as tracer:
        assert tracer.stderr is not None
        while "attached" not in (line := tracer.stderr.readline()):
            if not line:
                os.kill(child, signal.SIGKILL)
                raise OSError("strace did not start")
        os.kill(child, signal.SIGCONT)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        tracer.stderr.read()
    return Ended(status, out.read_text("utf-8", "backslashreplace"), err.read_text("utf-8", "backslashreplace"))


def _play(command: Callable[[], int], out: Path, err: Path, *, stops: bool = True) -> None:
    code = 99
    try:
        for number, place in ((1, out), (2, err)):
            os.dup2(os.open(place, os.O_CREAT | os.O_TRUNC | os.O_WRONLY), number)
        sys.stdout, sys.stderr = (os.fdopen(n, "w", encoding="utf-8", closefd=False) for n in (1, 2))
        if stops:
            os.kill(os.getpid(), signal.SIGSTOP)
        code = command()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def calls_in(traced: Path, root: Path) -> Iterator[Call]:
    """The calls that change something below a folder, in order."""
    count: Counter[str] = Counter()
    for line in traced.read_text("utf-8", "backslashreplace").splitlines():
        if not (found := _LINE.match(line)) or found[1] not in CHANGING:
            continue
        name, shown = found[1], found[2]
        before = tuple(sorted(count.items()))
        count[name] += 1
        is_read = name == "openat" and not any(flag in shown for flag in _OPENED_TO_WRITE)
        if str(root) in shown and not is_read:
            yield Call(name, count[name], before, line.replace(str(root), "."))


def within(seconds: float, command: Callable[[], int], scratch: Path) -> Ended:
    """Run a command in a child, which is killed after so many seconds (its code is then that of the signal)."""
    out, err = scratch / "out", scratch / "err"
    child = os.fork()
    if not child:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        _play(command, out, err, stops=False)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return Ended(status, out.read_text("utf-8", "backslashreplace"), err.read_text("utf-8", "backslashreplace"))
