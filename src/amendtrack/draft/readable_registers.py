"""The content of the registers as far as it can be read: one damaged file does not close a draft."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from amendtrack.draft.trailer_register import register_in_trailers
from amendtrack.errors import RecordDamaged
from amendtrack.record.filing import DELEGATIONS, RULES
from amendtrack.record.record import write_delegations

if TYPE_CHECKING:
    from amendtrack.draft.git.store import Store


def readable(store: Store, tip: str, files: Mapping[str, str]) -> tuple[dict[str, bytes], tuple[tuple[str, str], ...]]:
    """The content of the files that can be read, and those that cannot, each with the reason.

    Of the rules and of the register of delegations, which nothing can do without, the last content that can be read is
    taken (if there is none, of the register what the trailers of proposals say); of any other file, nothing: an earlier
    state of a proposal or of a decision would be shown as if it counted.
    """
    read: dict[str, bytes] = {}
    unread: list[tuple[str, str]] = []
    for path, blob in files.items():
        try:
            read[path] = store.blob(blob)
        except RecordDamaged as err:
            unread.append((path, f"cannot be read: {err.args[0]}; its content is {err.place}"))
            if path in (RULES, DELEGATIONS):
                read[path] = _earlier(store, tip, path, blob, err)
    return read, tuple(unread)


def _earlier(store: Store, tip: str, path: str, blob: str, damage: RecordDamaged) -> bytes:
    commit = tip
    while parents := store.commit(commit).parents:
        commit = parents[0]
        earlier = store.files_of(commit).get(path, blob)
        if earlier != blob:
            with suppress(RecordDamaged):
                return store.blob(earlier)
            blob = earlier
    if path == DELEGATIONS:
        return write_delegations(register_in_trailers(store))
    raise damage


__all__ = ["readable"]
