"""The branch of acts, read step by step from the first: what each act recorded, and by which rules it is judged.

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
from amendtrack.record.adoptions import FOLDER as ADOPTIONS
from amendtrack.record.carry_over import FOLDER as CARRIED
from amendtrack.record.keys import KEYS, Keyring, read_keys
from amendtrack.record.record import DELEGATIONS, FOLDERS, RULES
from amendtrack.record.registers import Register, read_register, slug

Recorded = tuple[str, str]
"""A branch or tag, and a commit that the registers say is on it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One commit of ``secretariat``: the registers after it, and what they name that they did not name before.

    ``unreadable`` says what of it cannot be read; the registers are then those of the step before.
    """

    commit: str
    register: Register
    keyring: Keyring
    recorded: tuple[Recorded, ...] = ()
    unreadable: str = ""


def commits_of(store: Store, tip: str) -> list[str]:
    """The commits of the branch of acts, first to last. Raises ``RecordDamaged``."""
    found = [tip]
    while parents := store.commit(found[-1]).parents:
        found.append(parents[0])
    return found[::-1]


def steps(store: Store, commits: list[str]) -> Iterator[Step]:
    """The registers at each of these commits, one after the other."""
    before: CommitFiles | None = None
    register, keyring, blobs = Register(), Keyring(), {DELEGATIONS: "", KEYS: ""}
    for commit in commits:
        unreadable, recorded = "", tuple[Recorded, ...]()
        try:
            files = store.files_of(commit)
            now = {path: files.get(path) or "" for path in blobs}
            if now[DELEGATIONS] != blobs[DELEGATIONS]:
                register = _register(store.blob(now[DELEGATIONS]) if now[DELEGATIONS] else b"")
            if now[KEYS] != blobs[KEYS]:
                keyring = read_keys(store.blob(now[KEYS])) if now[KEYS] else Keyring()
            blobs = now
            changed = files.changed_since(before, *_NAMING) if before else files.inside(*_NAMING)
            recorded = tuple(one for path, blob in sorted(changed.items()) if blob for one in _named(store, path, blob))
            before = files
        except (AmendtrackError, ValueError) as err:
            unreadable = str(err)
        yield Step(commit, register, keyring, recorded, unreadable)


@lru_cache(maxsize=16)
def _register(data: bytes) -> Register:
    return read_register(data.decode())


_NAMING = (RULES, *(folder.rstrip("/") for folder in (FOLDERS[0], FOLDERS[2], CARRIED, ADOPTIONS)))


def _named(store: Store, path: str, blob: str) -> Iterator[Recorded]:
    """What one file of the registers names."""
    facts = json.loads(store.blob(blob).decode())
    folder = path.partition("/")[0] + "/"
    if path == RULES:
        for revision in facts["revisions"]:
            yield MAIN, revision["commit"]
            yield revision_tag(revision["label"]), revision["commit"]
    elif folder == FOLDERS[0]:
        yield proposal_branch(facts["name"]), facts["commit"]
    elif folder == FOLDERS[2]:
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


__all__ = ["Recorded", "Step", "commits_of", "first_named", "proposal_branch", "steps"]
