"""Every command's help fits into a terminal of 80 columns."""

from __future__ import annotations

import pytest
from click import Context

from amendtrack.cli import main
from amendtrack.cli.group import root


@pytest.mark.parametrize("command", ["", *root.list_commands(Context(root))])
def test_help_fits_into_80_columns(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert main([*filter(None, [command]), "--help"]) == 0
    shown = capsys.readouterr().out
    assert [line for line in shown.splitlines() if len(line) > 80] == []
    assert command or "Exit codes:" in shown
