"""The command ``view``, where it cannot show anything: one line that says what would work."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from amendtrack.cli import main, viewing


class Terminal:
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(viewing, "find_spec", lambda _: None)
    assert main(["view", "plan"]) == 3
    said = capsys.readouterr().err
    assert said == 'amendtrack: view needs textual, which is not installed; install it: pip install "amendtrack[tui]"\n'


def test_without_a_terminal_it_says_what_to_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["view", "plan"]) == 3
    assert "view needs a terminal; in a pipe use consolidate, show or redline" in capsys.readouterr().err


def test_on_a_terminal_that_types_one_line_after_the_other_it_says_what_to_use(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", Terminal().isatty, raising=False)
    monkeypatch.setenv("TERM", "dumb")
    assert main(["view", "plan"]) == 3
    said = capsys.readouterr()
    assert "view needs a whole screen, and TERM is dumb; use another terminal" in said.err and not said.out


@pytest.mark.parametrize(
    ("asked", "code", "found"),
    [
        (["plann"], 3, "no such draft"),
        (["plan", "NRV-1", "--wall"], 2, "--wall is for a draft"),
        (["a.md", "b.md", "c.md"], 2, "name two files"),
        (["a.md"], 3, "this is a file"),
        (["-", "a.md"], 3, "view reads the keys from standard input; name two files"),
    ],
)
def test_what_cannot_be_shown_is_said_in_one_line(
    asked: list[str],
    code: int,
    found: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TERM", "xterm")
    (tmp_path / "a.md").write_text("1. We meet.", encoding="utf-8")
    monkeypatch.setattr(sys.stdin, "isatty", Terminal().isatty, raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", Terminal().isatty, raising=False)
    assert main(["view", *asked]) == code
    said = capsys.readouterr().err
    assert found in said
    assert said.count("\n") == 1


def test_textual_is_not_imported_by_other_commands() -> None:
    import subprocess

    code = "import sys; from amendtrack.cli import main; main(['view', '--help']); main(['--help'])"
    ran = subprocess.run(
        [sys.executable, "-c", f"{code}; sys.exit('textual' in sys.modules)"], capture_output=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
