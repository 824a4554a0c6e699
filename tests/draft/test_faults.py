"""Commands that record, killed at a system call or told that it failed: a sample of ``benchmarks/reliability``.

Either the old state is there afterwards or the new one, the next command works, and nothing was said that is not so.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.reliability.commands import COMMANDS, Bench, case, tried
from benchmarks.reliability.faults import ERRORS, Call, Fault, failing, failing_from, is_possible, killed

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not is_possible(), reason="needs strace, to make calls fail"),
]
SAMPLE = 9
"""How many calls of each command are tried, each in one of three ways; all of them are in the benchmark."""


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    monkeypatch.setenv("XDG_STATE_HOME", os.devnull)
    return Bench(tmp_path)


def faults(calls: tuple[Call, ...]) -> Iterator[Fault]:
    """Faults spread over all calls; the last calls, where an act comes into force, more closely."""
    chosen = sorted({len(calls) * n // SAMPLE for n in range(SAMPLE)} | set(range(len(calls) - 36, len(calls), 3)))
    for n, at in enumerate(at for at in chosen if at >= 0):
        error = ERRORS[n % len(ERRORS)]
        yield (killed(calls[at]), failing(calls[at], error), failing_from(calls[at], error))[n % 3]


@pytest.mark.parametrize("name", COMMANDS)
def test_either_the_old_state_or_the_new_and_nothing_false_is_said(bench: Bench, name: str) -> None:
    which = case(bench, name)
    assert len(which.calls) > 40
    found = [(str(fault), *tried(bench, which, fault)) for fault in faults(which.calls)]
    assert [(fault, wrong) for fault, _, wrong in found if wrong] == []
    assert {state for _, state, _ in found} >= {"old", "new"}
