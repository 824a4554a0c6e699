"""The index of a pack, without which nothing in it can be read: made again by git from the pack itself.

A pack says all that its index says. Git reads every object of it and checks each; so an index is made only of a pack
that is whole.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from amendtrack.draft.git.on_disk import sync_folder
from amendtrack.draft.git.packs import packs_without_index

_SECONDS = 600


def made_again(path: Path) -> Iterator[str]:
    """Make the indexes again that are missing or damaged, if git is there; each by its name.

    Called inside ``recording()``. A damaged index of several packs is removed: nothing needs it.
    """
    folder = path / "objects" / "pack"
    if (several := folder / "multi-pack-index") in (lone := tuple(packs_without_index(path))):
        several.unlink(missing_ok=True)
        yield f"objects/pack/{several.name}"
    for pack in lone:
        if pack.suffix == ".pack" and _make(pack):
            yield f"objects/pack/{pack.stem}.idx"


def _make(pack: Path) -> bool:
    """Whether an index was made and put in place; of nothing but the pack, without anybody's settings."""
    with tempfile.TemporaryDirectory(prefix=".amendtrack.left.", dir=pack.parents[2]) as away:
        index = Path(away) / f"{pack.stem}.idx"
        command = ["git", "-c", "pack.writeReverseIndex=false", "index-pack", "-o", str(index), str(pack.resolve())]
        settings = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_DIR": away, "LC_ALL": "C"}
        settings["GIT_ALLOW_PROTOCOL"] = "none"
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        try:
            done = subprocess.run(
                command, env=kept | settings, cwd=away, capture_output=True, timeout=_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        if done.returncode or not index.is_file():
            return False
        with index.open("rb") as file:
            os.fsync(file.fileno())
        index.chmod(0o444)
        index.replace(pack.with_suffix(".idx"))
        sync_folder(pack.parent)
        return True


__all__ = ["made_again"]
