"""The register of delegations as far as the trailers of proposals give it, for when the register itself is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from amendtrack.draft.git.ancestry import ancestry
from amendtrack.draft.git.store import HEADS
from amendtrack.errors import AmendtrackError
from amendtrack.record.registers import Delegation, Register
from amendtrack.record.trailers import read_trailers

if TYPE_CHECKING:
    from amendtrack.draft.git.store import Store

_NAMED = re.compile(r"(.+) \(([^()]+)\)")


def register_in_trailers(store: Store, commits: Iterable[str] = ()) -> Register:
    """Every delegation that proposes or co-sponsors, with its code and its name; all of them as parties.

    The branches of proposals are read, and ``commits`` of proposals whose branch may be lost.
    """
    found: dict[str, Delegation] = {}
    tips = [tip for ref, tip in sorted(store.refs()[0].items()) if ref.startswith(f"{HEADS}proposals/")]
    for tip in dict.fromkeys((*tips, *commits)):
        try:
            said = [pair for _, message in ancestry(store, tip) for pair in read_trailers(message)]
        except AmendtrackError:
            continue
        for key, value in said:
            if key in ("Delegation", "Cosponsor") and (named := _NAMED.fullmatch(value)):
                found.setdefault(named[2], Delegation(named[2], (("", named[1]),)))
    return Register(tuple(found[code] for code in sorted(found)))


__all__ = ["register_in_trailers"]
