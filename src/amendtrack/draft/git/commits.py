"""A commit's values: who made it and when, its content and its parents; as git writes them, and read back."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from amendtrack.errors import RecordDamaged


@dataclass(frozen=True, slots=True)
class Person:
    """Whose name a commit carries; the mail is made from the record, never from the machine."""

    name: str
    mail: str

    def signed(self, at: datetime) -> bytes:
        """The person as git writes it, with the time; characters that would break the line are left out."""
        name = "".join(c for c in self.name if c.isprintable() and c not in "<>").strip(" .,:;\"'\\") or "Unnamed"
        offset = at.utcoffset()
        minutes = int(offset.total_seconds() // 60) if offset else 0
        zone = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}{abs(minutes) % 60:02d}"
        return f"{name} <{self.mail}> {int(at.timestamp())} {zone}".encode()


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit as read: its tree, parents and message, and when it was made."""

    tree: str
    parents: tuple[str, ...]
    message: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NewCommit:
    """A commit that is not written yet: its id, and every object that comes with it (kind and bytes, by id)."""

    id: str
    objects: Mapping[str, tuple[bytes, bytes]] = field(repr=False)


_MADE = re.compile(r"committer .*> (\d{1,10}) ([+-])([01]\d)([0-5]\d)")


def read_commit(data: bytes, name: str) -> Commit:
    """The commit in these bytes; ``name`` is its id, for messages.

    Raises:
        RecordDamaged: it has no tree, or no time.
    """
    head, _, message = data.decode("utf-8", "backslashreplace").partition("\n\n")
    lines = [line.split(" ", 1) for line in head.split("\n")]
    trees = [rest[0] for key, *rest in lines if key == "tree" and rest]
    made = next(filter(None, map(_MADE.fullmatch, head.split("\n"))), None)
    if len(trees) != 1 or made is None:
        raise RecordDamaged(f"the commit has no {'tree' if made else 'time'}", place=name)
    minutes = (int(made[3]) * 60 + int(made[4])) * (-1 if made[2] == "-" else 1)
    parents = tuple(rest[0] for key, *rest in lines if key == "parent" and rest)
    return Commit(
        trees[0], parents, message, datetime.fromtimestamp(int(made[1]), timezone(timedelta(minutes=minutes)))
    )


def made(kind: bytes, data: bytes, objects: dict[str, tuple[bytes, bytes]]) -> str:
    """The id of an object that is not written yet and is added to ``objects``."""
    name = hashlib.sha1(b"%s %d\0" % (kind, len(data)) + data, usedforsecurity=False).hexdigest()
    objects[name] = kind, data
    return name


def nested(files: Mapping[str, bytes]) -> dict[str, object]:
    """Paths as folders within folders."""
    root: dict[str, object] = {}
    for path, data in sorted(files.items()):
        *folders, name = path.split("/")
        here = root
        for folder in folders:
            below = here.setdefault(folder, {})
            assert isinstance(below, dict)
            here = below
        here[name] = data
    return root
