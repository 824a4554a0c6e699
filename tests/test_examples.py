"""Each example prints what stands beside it, to the byte."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.py"))


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 3


@pytest.mark.parametrize("script", EXAMPLES, ids=lambda p: p.stem)
def test_an_example_prints_what_stands_beside_it(script: Path, tmp_path: Path) -> None:
    settings = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, str(script)]
    ran = subprocess.run(command, capture_output=True, cwd=tmp_path, env=settings, check=False, timeout=60)
    assert ran.stderr == b""
    expected = script.with_suffix(".out").read_text(encoding="utf-8")
    assert ran.stdout.replace(b"\r\n", b"\n").decode() == expected
