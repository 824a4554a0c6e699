"""Which commits come before another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from amendtrack.errors import RecordDamaged

if TYPE_CHECKING:
    from amendtrack.draft.git.store import Store


def leads_to(store: Store, commit: str, earlier: str) -> bool:
    """Whether a commit is another or comes from it, as far as its history can be read."""
    try:
        return any(met == earlier for met, _ in ancestry(store, commit))
    except RecordDamaged:
        return False


def ancestry(store: Store, tip: str) -> Iterator[tuple[str, str]]:
    """Every commit up to this one, with its message; where two copies came together, those of both."""
    waiting, met = [tip], {tip}
    while waiting:
        read = store.commit(commit := waiting.pop())
        yield commit, read.message
        fresh = [parent for parent in reversed(read.parents) if parent not in met]
        met.update(fresh)
        waiting += fresh


__all__ = ["ancestry", "leads_to"]
