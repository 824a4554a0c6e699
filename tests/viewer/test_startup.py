"""The first screen waits for nothing that it does not show."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from room import BASE

FIRST_SCREEN = """
import sys
from pathlib import Path
from amendtrack.draft import Draft
from amendtrack.viewer.floor_app import Viewer
from amendtrack.viewer.sight import Sight
print(Sight(Draft.open(Path(sys.argv[1])).snapshot()).together.paragraphs[0].words)
print(*sys.modules)
"""
LATER = (
    "amendtrack.consolidation.adoption",
    "amendtrack.consolidation.revised",
    "amendtrack.draft.acts.agreeing",
    "amendtrack.draft.acts.proposals",
    "amendtrack.draft.submission",
    "amendtrack.formats",
    "amendtrack.intake",
    "amendtrack.papers.facts",
    "amendtrack.papers.paper",
    "amendtrack.redline.cross_references",
    "tomllib",
)
"""What reads files, writes papers, adopts and revises."""


def test_the_first_screen_needs_no_module_that_acts_or_writes_papers(draft: Path) -> None:
    ran = subprocess.run([sys.executable, "-c", FIRST_SCREEN, str(draft)], capture_output=True, text=True, check=True)
    words, modules = ran.stdout.splitlines()
    assert words == BASE.splitlines()[0].removeprefix("# ")
    assert not [name for name in modules.split() if name.startswith(LATER)]
