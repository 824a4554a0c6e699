"""Ways in which a draft can be damaged, or stand in a place that may harm it: each one done to a sound draft.

Each says which finding it must lead to, and whether the proposals that it does not touch can still be read.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from amendtrack.draft import Draft
from amendtrack.draft.git.file_locks import MOVING

BASE = "# Plan\n\n1. Clear all areas without delay.\n\n2. Help every survivor.\n\n3. Report each year.\n"
AT = "2009-09-01T10:00"
HIT, SPARED = "NOR-1", "GAL-1"
"""The proposal that damage is done to, and one that it is not done to."""


def sound(place: Path) -> None:
    """A draft with two proposals."""
    made = Draft.init(place, BASE, title="Plan", at="2009-07-17", durability="fast")
    how = {"unregistered": "added", "received": AT}
    made.propose(BASE.replace("all", "most"), by="Norvia", **how)  # type: ignore[arg-type]
    made.propose(BASE.replace("each year", "each spring"), by="Galdora", **how)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Damage:
    """One way: what is done, the code of the finding, and whether the spared proposal can be read."""

    do: Callable[[Path], None]
    code: str
    is_readable: bool = True
    can_be_mended: bool = False


def git(path: Path, *words: str, given: bytes = b"") -> str:
    """What git prints of the draft."""
    who = ["-c", "user.name=x", "-c", "user.email=x@x"]
    done = subprocess.run(["git", "-C", str(path), *who, *words], input=given, capture_output=True, check=True)
    return done.stdout.decode().strip()


def loose(path: Path, what: str) -> Path:
    """The file of an object, which may then be written."""
    name = git(path, "rev-parse", what)
    file = path / "objects" / name[:2] / name[2:]
    file.chmod(0o644)
    return file


_TEXT, _ENTRY = "proposals/nor/1:en.md", "secretariat:proposals/NOR/1.json"


def _cut(what: str, length: int) -> Callable[[Path], None]:
    return lambda path: os.truncate(loose(path, what), length)


def _flip(path: Path) -> None:
    file = loose(path, _TEXT)
    data = bytearray(file.read_bytes())
    data[-6] ^= 1
    file.write_bytes(data)


def _swap(path: Path) -> None:
    loose(path, _TEXT).write_bytes(loose(path, "main:README.md").read_bytes())


def _gone(what: str) -> Callable[[Path], None]:
    return lambda path: loose(path, what).unlink()


def _piped(what: str) -> Callable[[Path], None]:
    def do(path: Path) -> None:
        file = loose(path, what)
        file.unlink()
        os.mkfifo(file)

    return do


def _linked(path: Path) -> None:
    file = loose(path, _TEXT)
    file.rename(path.parent / "elsewhere")
    file.symlink_to(path.parent / "elsewhere")


def _pack(path: Path, ending: str) -> Path:
    git(path, "repack", "-qad")
    (file,) = path.glob(f"objects/pack/*.{ending}")
    file.chmod(0o644)
    return file


def _pack_cut(path: Path) -> None:
    file = _pack(path, "pack")
    os.truncate(file, file.stat().st_size * 2 // 3)


def _pack_flipped(ending: str, at: int) -> Callable[[Path], None]:
    def do(path: Path) -> None:
        file = _pack(path, ending)
        data = bytearray(file.read_bytes())
        data[at if at >= 0 else len(data) + at] ^= 4
        file.write_bytes(data)

    return do


def _ref(name: str, content: bytes | None) -> Callable[[Path], None]:
    def do(path: Path) -> None:
        file = path / "refs" / "heads" / name
        file.unlink() if content is None else file.write_bytes(content)

    return do


def _ref_piped(path: Path) -> None:
    file = path / "refs/heads/proposals/nor/1"
    file.unlink()
    os.mkfifo(file)


def _ref_linked(path: Path) -> None:
    file = path / "refs/heads/proposals/nor/1"
    file.unlink()
    file.symlink_to("/etc/hostname")


def _ref_moved(path: Path) -> None:
    git(path, "update-ref", "refs/heads/proposals/nor/1", "proposals/gal/1")


def _packed_refs_junk(path: Path) -> None:
    git(path, "pack-refs", "--all")
    file = path / "packed-refs"
    file.write_bytes(file.read_bytes() + b"junk\n")


def _written(name: str, content: bytes, *, age: float = 0.0, mode: int = 0o644) -> Callable[[Path], None]:
    def do(path: Path) -> None:
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        file.chmod(mode)
        os.utime(file, (time.time() - age,) * 2)

    return do


def _dead_lock(path: Path) -> None:
    (path / MOVING).write_bytes(b"0" * 40 + b"\n")
    os.link(path / MOVING, path / "refs/heads/main.lock")


def _removed(name: str) -> Callable[[Path], None]:
    return lambda path: (path / name).unlink()


def _pipe_at(name: str) -> Callable[[Path], None]:
    def do(path: Path) -> None:
        (path / name).unlink(missing_ok=True)
        os.mkfifo(path / name)

    return do


def _cloned(*words: str) -> Callable[[Path], None]:
    def do(path: Path) -> None:
        git(path, "config", "uploadpack.allowFilter", "true")
        origin = path.rename(path.parent / "origin")
        clone = ["git", "clone", "-q", "--bare", *words, origin.as_uri(), str(path)]
        subprocess.run(clone, capture_output=True, check=True)
        shutil.rmtree(origin)

    return do


def _synced(path: Path) -> None:
    (path.parent / ".stfolder").mkdir()


def _two_copies(path: Path) -> None:
    shutil.copytree(path, path.parent / "plan-copy")
    Draft.open(path, durability="fast").withdraw("NOR-1", at=AT)
    Draft.open(path.parent / "plan-copy", durability="fast").withdraw("GAL-1", at=AT)


def _put_back(path: Path) -> None:
    git(path, "update-ref", "refs/heads/secretariat", "secretariat~1")
    git(path, "update-ref", "-d", "refs/heads/proposals/gal/1")


def _replaced(path: Path) -> None:
    git(path, "replace", "proposals/nor/1", "proposals/gal/1")


def _alternates(path: Path) -> None:
    (path.parent / "other").mkdir()
    (path / "objects/info/alternates").write_text(f"{path.parent / 'other'}\n")


DAMAGE: dict[str, Damage] = {
    "obj-truncated": Damage(_cut(_TEXT, 30), "object-damaged", can_be_mended=True),
    "obj-empty": Damage(_cut(_TEXT, 0), "object-damaged", can_be_mended=True),
    "obj-flipped": Damage(_flip, "object-damaged", can_be_mended=True),
    "obj-swapped": Damage(_swap, "object-damaged", can_be_mended=True),
    "obj-missing": Damage(_gone(_TEXT), "object-missing", can_be_mended=True),
    "obj-missing-commit": Damage(_gone("proposals/nor/1"), "object-missing", can_be_mended=True),
    "obj-missing-folder": Damage(_gone("proposals/nor/1^{tree}"), "object-missing", can_be_mended=True),
    "obj-pipe": Damage(_piped(_TEXT), "object-damaged"),
    "obj-link": Damage(_linked, "odd-file"),
    "register-entry": Damage(_cut(_ENTRY, 20), "register-unreadable", can_be_mended=True),
    "register-delegations": Damage(_cut("secretariat:delegations.csv", 20), "register-unreadable", can_be_mended=True),
    "register-rules": Damage(_gone("secretariat:draft.json"), "record-unreadable", False, can_be_mended=True),
    "register-head": Damage(_gone("secretariat"), "object-missing", False, can_be_mended=True),
    "pack-truncated": Damage(_pack_cut, "pack-damaged", False),
    "pack-flipped": Damage(_pack_flipped("pack", -40), "pack-damaged"),
    "pack-index-flipped": Damage(_pack_flipped("idx", 1100), "pack-damaged", False),
    "pack-without-index": Damage(lambda path: _pack(path, "idx").unlink(), "pack-damaged", False),
    "pack-missing": Damage(lambda path: _pack(path, "pack").unlink(), "pack-damaged", False),
    "ref-empty": Damage(_ref("proposals/nor/1", b""), "ref-damaged", can_be_mended=True),
    "ref-junk": Damage(_ref("proposals/nor/1", b"junk\n"), "ref-damaged", can_be_mended=True),
    "ref-looping": Damage(
        _ref("proposals/nor/1", b"ref: refs/heads/proposals/nor/1\n"), "ref-damaged", can_be_mended=True
    ),
    "ref-missing": Damage(_ref("proposals/nor/1", None), "ref-missing", can_be_mended=True),
    "ref-main-empty": Damage(_ref("main", b""), "ref-damaged", can_be_mended=True),
    "ref-pipe": Damage(_ref_piped, "ref-damaged", can_be_mended=True),
    "ref-link": Damage(_ref_linked, "ref-damaged", can_be_mended=True),
    "ref-moved": Damage(_ref_moved, "ref-moved"),
    "ref-secretariat-empty": Damage(_ref("secretariat", b""), "ref-damaged", False, can_be_mended=True),
    "ref-secretariat-missing": Damage(_ref("secretariat", None), "record-missing", False, can_be_mended=True),
    "ref-packed-junk": Damage(_packed_refs_junk, "ref-damaged"),
    "lock-git": Damage(_written("refs/heads/main.lock", b"", age=4000), "lock", can_be_mended=True),
    "lock-packed-refs": Damage(_written("packed-refs.lock", b"x", age=4000), "lock", can_be_mended=True),
    "lock-dead": Damage(_dead_lock, "lock-dead", can_be_mended=True),
    "left-over": Damage(_written("objects/pack/tmp_pack_x", b"PACK", age=4000), "left-over", can_be_mended=True),
    "head-missing": Damage(_removed("HEAD"), "repository-damaged", False, can_be_mended=True),
    "config-missing": Damage(_removed("config"), "config-missing", can_be_mended=True),
    "config-pipe": Damage(_pipe_at("config"), "odd-file"),
    "lock-file-pipe": Damage(_pipe_at("amendtrack.lock"), "odd-file"),
    "heads-pipe": Damage(_pipe_at("amendtrack.heads"), "odd-file"),
    "pack-folder-pipe": Damage(_pipe_at("objects/pack/pack-0.idx"), "odd-file"),
    "shallow": Damage(_cloned("--depth=1", "--no-single-branch"), "shallow"),
    "single-branch": Damage(_cloned("--single-branch", "--branch=secretariat"), "single-branch", False),
    "synced-folder": Damage(_synced, "synced-folder"),
    "conflict-file": Damage(_written("refs/heads/main (conflicted copy)", b"x"), "conflict-file"),
    "two-copies": Damage(_two_copies, "two-copies"),
    "put-back": Damage(_put_back, "put-back", False, can_be_mended=True),
    "replaced": Damage(_replaced, "replaced"),
    "grafts": Damage(_written("info/grafts", b""), "grafts"),
    "alternates": Damage(_alternates, "alternates"),
    "hook": Damage(_written("hooks/post-update", b"#!/bin/sh\n", mode=0o755), "hook"),
    "setting": Damage(lambda path: str(git(path, "config", "core.fsmonitor", "x")) and None, "odd-setting"),
    "open-to-all": Damage(lambda path: (path / "HEAD").chmod(0o666), "open-to-all"),
}
