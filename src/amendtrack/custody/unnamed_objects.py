"""Folders of the registers that cannot be read, put together from what no folder names any more.

What stood in a lost folder alone is still there, and nothing names it. A folder made of it, and of what the act before
or after left there, is the one that is lost if it has its fingerprint. Nothing else is put back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import combinations, islice
from typing import TYPE_CHECKING

from amendtrack.draft.acts.proposals import LEDGER, MESSAGE
from amendtrack.draft.git.folders import FILE, FOLDER, Entries
from amendtrack.draft.git.loose import loose_names, write_loose
from amendtrack.draft.git.maintenance import packed_names
from amendtrack.draft.git.refs import SECRETARIAT
from amendtrack.draft.history import acts_of
from amendtrack.errors import AmendtrackError, RecordDamaged

if TYPE_CHECKING:
    from amendtrack.draft.git.store import Store

_MOST_TRIED = 2_000_000
"""How many entries are written in guesses at one folder; a second or two."""
_MOST_CHANGES = 3
_RECEIVED = "received/"


def folders_put_together(store: Store) -> Iterator[str]:
    """Put back the folders of the registers that can be put together; their ids."""
    try:
        tip = store.tip(SECRETARIAT)
        trees = [store.commit(act.commit).tree for act in acts_of(store, tip)] if tip else []
    except RecordDamaged:  # a commit is lost: nobody knows what the act was
        return
    while lost := _lost(store, trees):
        known = _Known.of(store, trees)
        found = [
            name for name, (number, path) in lost.items() if _put_together(store, trees, known, name, number, path)
        ]
        if not found:
            return
        yield from found


def _lost(store: Store, trees: list[str]) -> dict[str, tuple[int, str]]:
    """The folders that cannot be read, each with the first act that left it, counted from 0, and its path."""
    found: dict[str, tuple[int, str]] = {}
    whole: set[str] = set()
    for number, tree in enumerate(trees):
        stack = [(tree, "")]
        while stack:
            at, path = stack.pop()
            if at in whole or at in found:
                continue
            try:
                stack += [
                    (below, f"{path}{name}/") for name, (mode, below) in store.entries(at).items() if mode == FOLDER
                ]
                whole.add(at)
            except RecordDamaged:
                found[at] = number, path
    return found


@dataclass
class _Known:
    """What there is to put folders together from: objects that no folder names, and paths that registers name."""

    unnamed: list[tuple[bytes, str]] = field(default_factory=list)
    received: dict[str, str] = field(default_factory=dict)
    """The paths of files as received, each with its object; empty if there is none of its fingerprint."""

    @classmethod
    def of(cls, store: Store, trees: Iterable[str]) -> _Known:
        every = dict.fromkeys((*loose_names(store.path), *packed_names(store.path)))
        found, named = cls(), set(trees)
        kinds: dict[str, bytes] = {}
        prints: dict[str, str] = {}
        entries: dict[str, str] = {}
        for name in every:
            with suppress(AmendtrackError):
                kind, data = store.any_object(name)
                kinds[name] = kind
                named.update(store.needed_by(kind, data, name))
                if kind == b"blob":
                    prints[hashlib.sha256(data).hexdigest()] = name
                    entries |= _as_received(data) if b'"original"' in data else {}
        found.received = {path: prints.get(seal, "") for path, seal in entries.items()}
        modes = {b"tree": FOLDER, b"blob": FILE}
        found.unnamed = [(modes[kind], name) for name, kind in kinds.items() if kind in modes and name not in named]
        return found

    def names_in(self, path: str) -> set[str]:
        """The names that may stand in a folder of files as received."""
        if not path.startswith(_RECEIVED):
            return {_RECEIVED.rstrip("/")} if not path and self.received else set()
        below = (one.removeprefix(path) for one in self.received if one.startswith(path))
        return {one.partition("/")[0] for one in below} | {LEDGER, MESSAGE}


def _as_received(entry: bytes) -> dict[str, str]:
    """The path and the fingerprint that an entry of the register gives of a file as received."""
    with suppress(ValueError):
        facts = json.loads(entry)
        path, seal = (facts.get("original"), facts.get("sha256")) if isinstance(facts, dict) else (None, None)
        if isinstance(path, str) and isinstance(seal, str) and path.startswith(_RECEIVED):
            return {path: seal}
    return {}


def _put_together(store: Store, trees: list[str], known: _Known, lost: str, number: int, path: str) -> bool:
    for start in _neighbours(store, trees, lost, number, path):
        names = sorted({*start, *known.names_in(path)})
        files = {name: (FILE, blob) for name in names if (blob := known.received.get(path + name))}
        for guess in islice(_guesses(start, names, files, known.unnamed), _MOST_TRIED // (1 + len(start))):
            data = _as_git_has(guess)
            if hashlib.sha1(b"tree %d\0" % len(data) + data, usedforsecurity=False).hexdigest() == lost:
                write_loose(store.path, lost, b"tree", data, sync=True)
                return True
    return False


def _neighbours(store: Store, trees: list[str], lost: str, number: int, path: str) -> Iterator[Entries]:
    """What stood at that place before and after the folder that is lost; and a folder in which nothing does."""
    for way in (range(number - 1, -1, -1), range(number + 1, len(trees))):
        for other in way:
            with suppress(RecordDamaged, LookupError):
                at = trees[other]
                for name in filter(None, path.split("/")):
                    at = store.entries(at)[name][1]
                if at != lost:
                    yield store.entries(at)
                    break
    yield {}


def _guesses(
    start: Entries, names: Iterable[str], files: Entries, unnamed: list[tuple[bytes, str]]
) -> Iterator[Entries]:
    """A folder with up to three of its entries changed, the likeliest first; ``files`` are known to have been in it."""
    changes: list[tuple[str, tuple[bytes, str] | None]] = [*files.items()]
    changes += [(name, one) for name in names for one in unnamed]
    changes += [(name, None) for name in start]
    for many in range(1, _MOST_CHANGES + 1):
        for chosen in combinations(changes, many):
            made = dict(chosen)
            if len(made) == many:
                yield {name: one for name, one in {**start, **made}.items() if one is not None}


def _as_git_has(entries: Mapping[str, tuple[bytes, str]]) -> bytes:
    rows = sorted(entries.items(), key=lambda row: row[0].encode() + b"/" * (row[1][0] == FOLDER))
    return b"".join(b"%s %s\0%s" % (mode, name.encode(), bytes.fromhex(at)) for name, (mode, at) in rows)


__all__ = ["folders_put_together"]
