"""What a terminal shows: signs where colour is not certain, two columns where there is room, a pager if it is long."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="a terminal can be played only where there is one")

BASE = "".join(f"{n}. The keeper of well {n} reports to the council.\n\n" for n in range(1, 13))
SENT = BASE.replace("keeper of well 7", "guard of well 7")


def shown(folder: Path, *arguments: str, columns: int = 80, lines: int = 24, **environ: str) -> str:
    """What a terminal of that size is sent by a command, on both streams."""
    import fcntl
    import termios

    (folder / "before.md").write_text(BASE)
    (folder / "after.md").write_text(SENT)
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    kept = {
        k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "LINES", "PAGER", "LESS", "FORCE_COLOR")
    }
    command = [sys.executable, "-m", "amendtrack", *arguments]
    settings = {**kept, "TERM": "xterm-256color", **environ}
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, stdin=theirs, cwd=folder, env=settings) as process:
        os.close(theirs)
        seen = b""
        try:
            while part := os.read(ours, 4096):
                seen += part
        except OSError:  # so Linux says that the other end is closed
            pass
        process.wait(60)
    os.close(ours)
    return seen.decode("utf-8").replace("\r\n", "\n")


REDLINE = ("redline", "before.md", "after.md")


@pytest.mark.parametrize(
    ("arguments", "environ", "signs"),
    [
        ((), {}, False),
        (("--signs", "always"), {}, True),
        ((), {"NO_COLOR": "1"}, True),
        ((), {"TERM": "dumb"}, True),
    ],
)
def test_signs_are_left_out_only_where_colour_is_certain(
    tmp_path: Path, arguments: tuple[str, ...], environ: dict[str, str], signs: bool
) -> None:
    seen = shown(tmp_path, *REDLINE, *arguments, lines=60, **environ)
    assert ("{-keeper-}" in seen and "{+guard+}" in seen) is signs
    assert "keeper" in seen and "guard" in seen


def test_two_columns_where_there_is_room(tmp_path: Path) -> None:
    assert "│" in shown(tmp_path, *REDLINE, columns=120, lines=60)
    assert "│" not in shown(tmp_path, *REDLINE, "--inline", columns=120, lines=60)
    assert "needs 60 columns; here are 40" in shown(tmp_path, *REDLINE, "--side-by-side", columns=40)


@pytest.mark.parametrize(
    ("arguments", "lines", "environ", "is_paged"),
    [
        (("--whole",), 10, {"AMENDTRACK_PAGER": "tee paged.txt"}, True),
        (("--whole",), 10, {"AMENDTRACK_PAGER": "cat", "PAGER": "tee paged.txt"}, False),
        (("--whole", "--no-pager"), 10, {"PAGER": "tee paged.txt"}, False),
        (("--whole",), 10, {"PAGER": "tee paged.txt", "TERM": "dumb"}, False),
        (("--whole",), 10, {"PAGER": "no-such-pager"}, False),
    ],
)
def test_a_pager_shows_what_is_longer_than_the_screen(
    tmp_path: Path, arguments: tuple[str, ...], lines: int, environ: dict[str, str], is_paged: bool
) -> None:
    seen = shown(tmp_path, *REDLINE, *arguments, lines=lines, **environ)
    assert (tmp_path / "paged.txt").exists() is is_paged
    assert "well 12" in seen and "1 edited" in seen


def test_nothing_is_paged_in_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "before.md").write_text(BASE)
    (tmp_path / "after.md").write_text(SENT)
    environ = {**os.environ, "PAGER": "tee paged.txt", "AMENDTRACK_PAGER": "tee paged.txt"}
    ran = subprocess.run(
        [sys.executable, "-m", "amendtrack", *REDLINE, "--whole"],
        cwd=tmp_path,
        env=environ,
        capture_output=True,
        check=True,
    )
    assert b"well 12" in ran.stdout and b"\x1b" not in ran.stdout and not (tmp_path / "paged.txt").exists()
