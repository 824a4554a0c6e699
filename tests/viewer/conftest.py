"""One draft is built for all tests of the viewer; a test that records gets a copy of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from room import in_a_room


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return in_a_room(tmp_path_factory.mktemp("room") / "plan")


@pytest.fixture
def draft(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))  # where the operator's place is left
    return Path(shutil.copytree(built, tmp_path / "plan"))
