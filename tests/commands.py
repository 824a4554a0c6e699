"""A command called in this process, and what it answered; the fixture ``run`` is in ``conftest``."""

import json
import sys
from collections.abc import Callable
from typing import NamedTuple

import pytest

from amendtrack.cli import main


class Said(NamedTuple):
    """What a command answered: its exit code, and the two streams."""

    code: int
    out: str
    err: str

    @property
    def last(self) -> str:
        """The last line of the messages."""
        return self.err.rstrip("\n").rpartition("\n")[2]

    @property
    def json(self) -> dict[str, object]:
        """The answer to ``--json``."""
        value = json.loads(self.out)
        assert isinstance(value, dict)
        assert str(value["format"]).startswith("amendtrack.")
        assert value["version"] == 1
        return value


Run = Callable[..., Said]


def running(captured: pytest.CaptureFixture[str]) -> Run:
    """What runs a command; what was printed before it is no part of its answer."""

    def run(*words: object) -> Said:
        captured.readouterr()
        code = main([str(word) for word in words])
        sys.stdout.flush()
        return Said(code, *captured.readouterr())

    return run
