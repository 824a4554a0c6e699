"""A draft, what it lets out, or one delegation's proposals, as one file that mail can carry; ``fetch`` takes it in."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from amendtrack.custody.branches import Purpose, place_of
from amendtrack.draft.git.store import Durability, Store
from amendtrack.errors import InputRefused, RecordDamaged
from amendtrack.exchange.program import GitFailed, git, own_repository
from amendtrack.exchange.public import of_delegation
from amendtrack.exchange.publishing import check_rule, write_commits, write_public
from amendtrack.exchange.quarantine import copy_objects

if TYPE_CHECKING:
    from amendtrack.draft.git.signing import Signer
    from amendtrack.draft.snapshot import Snapshot


class Holds(Enum):
    """What a bundle holds: what the draft lets out, or the whole record but for what is held."""

    PUBLIC = "what is let out"
    WHOLE = "the whole record"


def bundle(now: Snapshot, *, holds: Holds = Holds.PUBLIC, delegation: str = "", signer: Signer | None = None) -> bytes:
    """A bundle with what is let out, with the whole record, or with one delegation's proposals alone.

    Files under embargo are in none of them.

    Raises:
        InputRefused: there is nothing to be put into it.
        RecordDamaged: something in the record cannot be read.
    """
    with own_repository() as folder:
        store = Store(folder, Durability.FAST)
        store.signer = signer if now.keyring.is_signed_for else None
        with store.recording():
            if holds is Holds.WHOLE:
                refs = _whole(now)
                _copy(now, refs, store)
            elif delegation:
                code = now.delegations.resolve(delegation).code
                refs = write_commits(now, store, of_delegation(now, code))
            else:
                check_rule(now)
                refs = write_public(now, store)
            for ref, commit in sorted(refs.items()):
                store.move(ref, commit, None)
        file = folder.parent / "bundle"
        try:
            git(folder, "bundle", "create", "--quiet", "--version=2", str(file), *sorted(refs))
        except GitFailed as err:
            raise InputRefused(f"no bundle can be made: {err.said}") from err
        return file.read_bytes()


def _whole(now: Snapshot) -> dict[str, str]:
    """Every branch and tag of a draft, but for those that keep what is held."""
    refs, damaged = now.store.refs()
    for what in damaged.values():
        raise RecordDamaged(what)
    places = {ref: place_of(ref) for ref in refs}
    return {ref: refs[ref] for ref, place in places.items() if place and place.purpose is not Purpose.HELD}


def _copy(now: Snapshot, refs: dict[str, str], store: Store) -> None:
    with own_repository() as between:
        # Git runs in a repository of ours alone, which sees the objects of the draft.
        (between / "objects" / "info").mkdir(exist_ok=True)
        (between / "objects" / "info" / "alternates").write_text(f"{Path(now.store.path).resolve() / 'objects'}\n")
        copy_objects(between, refs.values(), store)


__all__ = ["Holds", "bundle"]
