"""No test touches what belongs to whoever runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from amendtrack.draft import Draft

TEXT = "1. The well is cleaned each spring.\n"


def test_the_heads_of_drafts_are_kept_in_a_folder_of_the_tests(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """By this process and by every program that a test starts: the heads are what a user's drafts are held against."""
    heads = Path(os.environ["XDG_STATE_HOME"]) / "amendtrack" / "heads"
    before = set(heads.glob("*"))
    Draft.init(tmp_path / "own", TEXT, title="Wells", at="2020-01-02")
    (tmp_path / "text.md").write_text(TEXT)
    command = [sys.executable, "-m", "amendtrack", "init", "other", "--text", "text.md", "--title", "Wells"]
    subprocess.run([*command, "--at", "2020-01-02"], check=True, capture_output=True, cwd=tmp_path)
    assert len(set(heads.glob("*")) - before) == 2
    assert tmp_path_factory.getbasetemp() in heads.parents
