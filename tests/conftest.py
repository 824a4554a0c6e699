"""Every test runs as on a fresh machine: no user's git settings, no colour forced, no terminal width.

A test marked ``long``, and every row of a table of tests, runs where every world does (see ``depth``) or where ``-m``,
``-k`` or a test's own name asks for it.
"""

import gc
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from commands import Run, running
from depth import ALL, REST
from folders import Copied

MEMORY = Path("/dev/shm")
"""A folder in memory, where the system has one."""
ROOM = 4 << 30
"""How many bytes must be free there; all tests together write a tenth of it."""
LONG_TABLE = 24
"""Rows up to which all of a table are tried at each change."""


def pytest_configure(config: pytest.Config) -> None:
    """Collect garbage less often: thousands of collected tests make each full collection slow. Write to memory."""
    gc.set_threshold(20_000, 20, 20)
    # A quarter of the time of tests that record goes into making, flushing and removing small files on a disk.
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the long tests, and two in three rows of long tables, unless all are asked for or some are chosen.

    Where the rest is asked for, leave out what is then left, but for tests that go deeper.
    """
    is_chosen = config.getoption("markexpr") or config.getoption("keyword") or any("::" in arg for arg in config.args)
    if (ALL and not REST) or is_chosen:
        return
    kept = {item for rows in of_each_test(items) for item in rows[:: 3 if len(rows) > LONG_TABLE else 1]}
    kept = {item for item in kept if not item.get_closest_marker("long")}
    if REST:
        kept = {item for item in items if item not in kept or goes_deeper(item.path)}
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = [item for item in items if item in kept]


@cache
def goes_deeper(module: Path) -> bool:
    """Whether a module of tests tries more where every world is asked for."""
    return re.search(r"\b(depth|laws|wordfiles)\b", module.read_text(encoding="utf-8")) is not None


def of_each_test(items: list[pytest.Item]) -> Iterable[list[pytest.Item]]:
    """The items of each test function: one for each row of its table."""
    rows: dict[str, list[pytest.Item]] = {}
    for item in items:
        rows.setdefault(item.nodeid.partition("[")[0], []).append(item)
    return rows.values()


def pytest_collection_finish() -> None:
    """What was collected lives to the end, so no later collection need look at it."""
    gc.collect()
    gc.freeze()


def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run, the same one for all of its processes."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Copied:
    """Give a new folder what a function writes into one; the function is called once, and then its folder copied."""
    made: dict[Callable[[Path], object], Path] = {}

    def copy(make: Callable[[Path], object], place: Path) -> Path:
        if make not in made:
            made[make] = tmp_path_factory.mktemp("made") / "it"
            make(made[make])
        shutil.copytree(made[make], place, copy_function=shutil.copyfile, dirs_exist_ok=True)
        return place

    return copy


@pytest.fixture(autouse=True, scope="session")
def no_user_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Switch off the user's and the machine's git configuration, and what would colour the output."""
    import pygit2
    from pygit2.enums import ConfigLevel

    nowhere = str(tmp_path_factory.mktemp("no-git-config"))
    for level in (ConfigLevel.SYSTEM, ConfigLevel.XDG, ConfigLevel.GLOBAL, ConfigLevel.PROGRAMDATA):
        pygit2.settings.search_path[level] = nowhere
    with pytest.MonkeyPatch.context() as patch:
        for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
            patch.delenv(name, raising=False)
        patch.setenv("HOME", nowhere)
        patch.setenv("XDG_CONFIG_HOME", nowhere)
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.setenv("AMENDTRACK_NOW", "2040-01-01")  # what tests date is past, whatever the machine's clock says
        if sys.dont_write_bytecode:  # programs that tests start would each compile everything again
            patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
            patch.setenv("PYTHONPYCACHEPREFIX", str(shared(tmp_path_factory) / "compiled"))
        patch.setenv("GIT_CONFIG_GLOBAL", str(Path(nowhere) / "gitconfig"))
        yield


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice drafts; a test that records on one copies it first."""
    from amendtrack.demo import build

    return build(tmp_path_factory.mktemp("demo") / "story").folder


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process."""
    return running(capfd)
