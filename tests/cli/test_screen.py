"""What a terminal shows: signs where colour is not certain, two columns where there is room, a pager if it is long."""

from __future__ import annotations

import json
import os
import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from amendtrack.cli import main
from amendtrack.draft import Draft
from amendtrack.render.drawing import drawn

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
        k: v
        for k, v in os.environ.items()
        if k not in ("NO_COLOR", "COLUMNS", "LINES", "GIT_PAGER", "PAGER", "LESS", "FORCE_COLOR")
    }
    own = {"GIT_CONFIG_GLOBAL": str(folder / ".gitconfig"), "GIT_CONFIG_NOSYSTEM": "1"}
    command = [sys.executable, "-m", "amendtrack", *arguments]
    settings = {**kept, **own, "TERM": "xterm-256color", **environ}
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
        ((), {"TERM": "xterm"}, True),
        ((), {"TERM": "screen"}, True),
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
        (("--whole",), 10, {"GIT_PAGER": "tee paged.txt", "PAGER": "cat"}, True),
        (("--whole",), 10, {"GIT_PAGER": "", "PAGER": "tee paged.txt"}, False),
        (("--whole",), 10, {"AMENDTRACK_PAGER": "cat", "GIT_PAGER": "tee paged.txt"}, False),
    ],
)
def test_a_pager_shows_what_is_longer_than_the_screen(
    tmp_path: Path, arguments: tuple[str, ...], lines: int, environ: dict[str, str], is_paged: bool
) -> None:
    seen = shown(tmp_path, *REDLINE, *arguments, lines=lines, **environ)
    assert (tmp_path / "paged.txt").exists() is is_paged
    assert "well 12" in seen and "1 edited" in seen


def test_the_pager_is_the_one_that_git_has_for_the_user_and_never_one_that_a_repository_names(tmp_path: Path) -> None:
    own = tmp_path / ".gitconfig"
    own.write_text("[core]\n\tpager = tee paged.txt\n")
    seen = shown(tmp_path, *REDLINE, "--whole", lines=10, PAGER="cat")
    assert (tmp_path / "paged.txt").exists() and "well 12" in seen
    own.unlink()
    (tmp_path / "paged.txt").unlink()
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    subprocess.run(["git", "-C", str(tmp_path), "config", "core.pager", "tee paged.txt"], check=True)
    for environ in ({}, {"GIT_DIR": str(tmp_path / ".git")}):
        seen = shown(tmp_path, *REDLINE, "--whole", lines=10, PAGER="cat", **environ)
        assert not (tmp_path / "paged.txt").exists() and "well 12" in seen


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


def given(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    return capsys.readouterr().out


def test_the_form_of_a_screen_is_given_in_a_pipe_where_it_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("before.md").write_text(BASE)
    Path("after.md").write_text(SENT)
    asked = ("consolidate", "--base", "before.md", "Norvia=after.md")
    assert "The [keeper / guard – Norvia] of well 7" in given(capsys, *asked)
    beside = given(capsys, *asked, "--side-by-side", "--width", "90")
    assert "7. The [keeper]#1 of well 7 reports to the" in beside and "│   Norvia: guard" in beside


def test_what_changes_is_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("before.md").write_text(BASE)
    Path("after.md").write_text(SENT)
    said = "1 unit changed or new; 1 word deleted, 1 inserted"
    assert given(capsys, *REDLINE, "--stat").splitlines()[-1] == said
    counted = ("consolidate", "--base", "before.md", "Norvia=after.md", "--stat")
    assert "Norvia" in given(capsys, *counted)
    assert "Norvia" not in given(capsys, *counted, "--style", "unattributed")
    value = json.loads(given(capsys, *counted, "--json"))
    assert value["format"] == "amendtrack.statistics"
    assert value["delegations"] == [{"name": "Norvia", "units": 1, "deleted": 1, "inserted": 1}]


def test_a_picture_of_the_screen_fetches_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("before.md").write_text(BASE)
    Path("after.md").write_text(SENT.replace("guard", "<script>guard & co"))
    for command in (REDLINE, ("consolidate", "--base", "before.md", "Norvia=after.md")):
        assert main((*command, "-o", "shown.svg")) == 0
        drawn = Path("shown.svg").read_text()
        assert drawn.startswith("<svg ") and "guard" in drawn and "<script>" not in drawn
        assert "url(http" not in drawn and "@import" not in drawn and "font-face" not in drawn


def test_a_picture_gives_each_letter_its_cells() -> None:
    """Rich measures in characters: Chinese would be squeezed into half its room."""
    (size,) = re.findall(r'textLength="([0-9.]+)"[^<>]*>缔约国应', drawn(lambda console: console.print("缔约国应"), 40))
    (plain,) = re.findall(
        r'textLength="([0-9.]+)"[^<>]*>clearall', drawn(lambda console: console.print("clearall"), 40)
    )
    assert size == plain


def wells(folder: Path) -> Draft:
    draft = Draft.init(folder / "wells", BASE, title="Keepers of wells", at="2009-08-01", durability="fast")
    draft.propose(SENT, by="Norvia", unregistered="added", received="2009-08-20T12:00")
    return draft


def test_what_is_known_of_a_place_has_bold_headings_and_each_delegation_in_its_colour(tmp_path: Path) -> None:
    draft = wells(tmp_path)
    seen = shown(tmp_path, "show", "wells", "7", lines=60)
    assert "\x1b[1m7#1: open\x1b[0m" in seen
    assert re.search(r"- \x1b\[1;38;5;\d+mNorvia\x1b\[0m \(NOR-1#1, received", seen)
    plain = shown(tmp_path, "show", "wells", "7", lines=60, NO_COLOR="1")
    assert "38;5" not in plain
    assert "- Norvia (NOR-1#1, received" in plain
    draft.set_attribution("none", at="2009-08-22")
    assert "Norvia" not in shown(tmp_path, "show", "wells", "7", lines=60)


def test_what_is_said_beside_a_result_breaks_between_words(tmp_path: Path) -> None:
    draft = wells(tmp_path)
    draft.propose(SENT, by="Galdora", unregistered="added", received="2009-08-21T12:00")
    seen = shown(tmp_path, "consolidate", "wells", "--only", "GAL-1", columns=24, lines=200)
    assert "2 received = 1 in the\n  text + 1 left out" in seen
