"""A draft of another user is refused as git refuses it, and opened where git is told to trust it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from amendtrack.draft import Draft
from amendtrack.errors import InputRefused

pytestmark = pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() != 0, reason="only root may give a folder away")


def said(place: Path, home: Path, *, trusted: str = "") -> tuple[int, str]:
    """What a command says to a user with these settings."""
    home.mkdir(exist_ok=True)
    (home / ".gitconfig").write_text(f"[safe]\n\tdirectory = {trusted}\n" if trusted else "")
    keep = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    env = keep | {"HOME": str(home), "XDG_STATE_HOME": str(home)}
    command = [sys.executable, "-m", "amendtrack", "proposals", str(place)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def test_anothers_draft_is_refused_unless_it_is_trusted(tmp_path: Path) -> None:
    place = Draft.init(tmp_path / "plan", "1. We shall meet.", title="Plan", at="2009-07-17", durability="fast").path
    home = tmp_path / "home"
    os.chown(place, 65534, 65534)
    code, why = said(place, home)
    assert code == 3
    assert "it belongs to another user, nobody; work as that user, or trust it, as for git: " in why
    assert f"git config --global --add safe.directory {place}" in why
    assert said(place, home, trusted=str(place)) == (0, "")
    subprocess.run(["git", "config", "--file", str(place / "config"), "safe.directory", "*"], check=True)
    assert said(place, home)[0] == 3, "a draft cannot say of itself that it is safe"


def test_who_became_root_by_sudo_keeps_the_own_drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Draft.init(tmp_path / "plan", "1. We shall meet.", title="Plan", at="2009-07-17", durability="fast").path
    os.chown(place, 4242, 4242)
    with pytest.raises(InputRefused, match="another user, number 4242"):
        Draft.open(place)
    monkeypatch.setenv("SUDO_UID", "4242")
    assert Draft.open(place).text() == "1. We shall meet.\n"
