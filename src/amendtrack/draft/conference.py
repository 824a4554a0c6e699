"""A conference: a folder of drafts that are negotiated together, each a repository of its own.

Knows which folders are drafts and in what order they are listed; each draft keeps its own record. A folder that is
itself a draft is a conference of one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from amendtrack.draft.draft import Draft
from amendtrack.errors import InputRefused, RecordDamaged


@dataclass(frozen=True, slots=True)
class Conference:
    """The drafts in a folder by name, in the order of their names; ``damaged`` are those that cannot be read.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for name in ("review", "plan"):
    ...         done = Draft.init(f"{folder}/{name}", "1. We shall meet.", title=name, at="2009-07-17")
    ...     print([name for name, draft in Conference.open(folder)])
    ['plan', 'review']
    """

    path: Path
    drafts: tuple[tuple[str, Draft], ...]
    damaged: tuple[tuple[str, RecordDamaged], ...] = ()

    @classmethod
    def open(cls, path: str | Path) -> Conference:
        """The drafts in that folder.

        Raises:
            InputRefused: there is no such folder, or no draft in it.
        """
        path = Path(path)
        if is_draft(path):
            return cls(path, ((path.resolve().name, Draft.open(path)),))
        if not path.is_dir():
            raise InputRefused("there is no such folder", place=str(path), remedy="check the path")
        found: list[tuple[str, Draft]] = []
        damaged: list[tuple[str, RecordDamaged]] = []
        for folder in sorted(path.iterdir()):
            if not is_draft(folder):
                continue
            try:
                found.append((folder.name, Draft.open(folder)))
            except RecordDamaged as err:
                damaged.append((folder.name, err))
            except InputRefused:  # a repository of something else
                continue
        if not found and not damaged:
            hint = "name a draft, that is the folder that `amendtrack init` made, or a folder of drafts"
            raise InputRefused("this folder is not an amendtrack draft, and holds none", place=str(path), remedy=hint)
        return cls(path, tuple(found), tuple(damaged))

    def __iter__(self) -> Iterator[tuple[str, Draft]]:
        return iter(self.drafts)


def is_draft(folder: Path) -> bool:
    """Whether a folder looks like the repository of a draft."""
    return all((folder / name).exists() for name in ("HEAD", "objects", "refs"))


__all__ = ["Conference", "is_draft"]
