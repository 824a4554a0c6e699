"""Every test runs as on a fresh machine: no user's git settings, no colour forced, no terminal width."""

from collections.abc import Iterator
from pathlib import Path

import pytest


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
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.setenv("GIT_CONFIG_GLOBAL", str(Path(nowhere) / "gitconfig"))
        yield
