"""Limits are in one place, and printed."""

import json

import pytest

from amendtrack import limits
from amendtrack.cli import main


def test_every_limit_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["limits"]) == 0
    shown = capsys.readouterr().out
    assert all(len(line) <= 80 for line in shown.splitlines())
    for name, value in vars(limits).items():
        if name.isupper() and isinstance(value, int):
            assert f"  {value:,} " in shown, name
    assert main(["limits", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["limits"]) == len(limits.LIMITS)
    assert str(limits.LIMITS[0]) == "a text: 32,000,000 bytes"
