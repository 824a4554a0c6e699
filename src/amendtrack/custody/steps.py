"""The branch of acts, read step by step from the first: what each act recorded, and what the registers then were.

Where two copies of the draft came together, an act follows on two others.

Knows which registers name which commits; leaves the judging to ``policy``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from amendtrack.draft.git.folders import CommitFiles
from amendtrack.draft.git.refs import ADOPTED, MAIN, meeting_ref, revision_tag
from amendtrack.draft.git.store import HEADS, Store
from amendtrack.errors import AmendtrackError
from amendtrack.record.filing import ADOPTIONS, CARRIED, DELEGATIONS, ISSUES, PROPOSALS, RULES
from amendtrack.record.keys import KEYS, Keyring, read_keys
from amendtrack.record.registers import Register, read_register, slug

Recorded = tuple[str, str]
"""A branch or tag, and a commit that the registers say is on it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One commit of ``secretariat``: the registers after it, and what they name that they did not name before.

    ``parents`` are the steps that it follows. ``unreadable`` says what of it cannot be read; the registers are then
    those of the step before.
    """

    commit: str
    parents: tuple[str, ...]
    register: Register
    keyring: Keyring
    recorded: tuple[Recorded, ...] = ()
    unreadable: str = ""


def steps(store: Store, commits: Mapping[str, tuple[str, ...]]) -> Iterator[Step]:
    """The registers at each of these commits, one after the other."""
    known: dict[str, tuple[Register, Keyring]] = {}
    for commit, parents in commits.items():
        register, keyring = known[parents[0]] if parents else (Register(), Keyring())
        unreadable, recorded = "", tuple[Recorded, ...]()
        try:
            files = store.files_of(commit)
            keyring = _keyring(_content(store, files, KEYS))
            register = _register(_content(store, files, DELEGATIONS))
            changed = files.changed_since(store.files_of(parents[0]), *_NAMING) if parents else files.inside(*_NAMING)
            recorded = tuple(one for path, blob in sorted(changed.items()) if blob for one in _named(store, path, blob))
        except (AmendtrackError, ValueError, TypeError, LookupError) as err:
            unreadable = str(err)
        known[commit] = register, keyring
        yield Step(commit, parents, register, keyring, recorded, unreadable)


def _content(store: Store, files: CommitFiles, path: str) -> bytes:
    blob = files.get(path)
    return store.blob(blob) if blob else b""


@lru_cache(maxsize=16)
def _keyring(data: bytes) -> Keyring:
    return read_keys(data)


@lru_cache(maxsize=16)
def _register(data: bytes) -> Register:
    return read_register(data.decode())


_NAMING = (RULES, *(folder.rstrip("/") for folder in (PROPOSALS, ISSUES, CARRIED, ADOPTIONS)))


def _named(store: Store, path: str, blob: str) -> Iterator[Recorded]:
    """What one file of the registers names."""
    facts = json.loads(store.blob(blob).decode())
    folder = path.partition("/")[0] + "/"
    if path == RULES:
        for revision in facts["revisions"]:
            yield MAIN, revision["commit"]
            yield revision_tag(revision["label"]), revision["commit"]
    elif folder == PROPOSALS:
        yield proposal_branch(facts["name"]), facts["commit"]
    elif folder == ISSUES:
        yield meeting_ref(facts["meeting"]), facts["commit"]
    elif folder == CARRIED:
        for text in facts["texts"]:
            yield proposal_branch(text["name"]), text["commit"]
    elif folder == ADOPTIONS:
        yield ADOPTED, facts["commit"]


def proposal_branch(name: str) -> str:
    """The branch of the proposal of that name.

    >>> proposal_branch("NRV-2")
    'refs/heads/proposals/nrv/2'
    """
    code, _, number = name.rpartition("-")
    return f"{HEADS}proposals/{slug(code)}/{number}"


def first_named(every: list[Step]) -> Mapping[Recorded, int]:
    """By branch and commit, the number (from 0) of the step that first named it there."""
    found: dict[Recorded, int] = {}
    for number, step in enumerate(every):
        for one in step.recorded:
            found.setdefault(one, number)
    return found


__all__ = ["Recorded", "Step", "first_named", "proposal_branch", "steps"]
