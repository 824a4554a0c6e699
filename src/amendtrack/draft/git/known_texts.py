"""Texts that were read, kept in memory: a file of a commit cannot change."""

from __future__ import annotations

from itertools import islice

_MOST = 1 << 26
"""Characters that are kept."""


class KnownTexts(dict[tuple[str, str], str]):
    """The texts that were read last, by commit and file."""

    def __init__(self) -> None:
        super().__init__()
        self._kept = 0
        self.ever: set[tuple[str, str]] = set()
        """All that were ever read, so that they can be."""

    def keep(self, commit: str, file: str, text: str) -> str:
        """Keep one; if there are too many, the older half goes."""
        if self._kept + len(text) > _MOST:
            for old in tuple(islice(self, (len(self) + 1) // 2)):
                self._kept -= len(self.pop(old, ""))
        self[commit, file] = text
        self.ever.add((commit, file))
        self._kept += len(text)
        return text


__all__ = ["KnownTexts"]
