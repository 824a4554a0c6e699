"""A published copy checked: it has no registers, so only issued texts are, against what was let out with them.

Whoever keeps no registers cannot say who recorded what; that is noted, once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from amendtrack.custody.branches import Purpose, place_of
from amendtrack.custody.issued_texts import Checked, check_issued, read_issued
from amendtrack.custody.lineages import History
from amendtrack.custody.policy import Fault, Finding
from amendtrack.draft.git.refs import MAIN
from amendtrack.draft.git.store import Store
from amendtrack.errors import RecordDamaged
from amendtrack.record.trailers import read_trailers

_TEXT = re.compile(r"([a-z]{2,3}(?:-[a-z0-9]{2,8})*)\.md")
NO_REGISTERS = (
    "this is a published copy without registers: who recorded what, and whether anything is missing, "
    "only the secretariat's own draft shows"
)


def check_published(store: Store, refs: Mapping[str, str], seen: Mapping[str, str]) -> list[Checked]:
    """Every issued text of a published copy, checked against its stored value and the parents that were let out.

    ``seen`` are heads that somebody saw earlier.
    """
    history = History(store)
    places = {ref: place for ref in refs if (place := place_of(ref)) is not None}
    texts = [refs[ref] for ref, place in places.items() if place.purpose in (Purpose.TEXT, Purpose.REVISION)]
    revisions = history.ancestors(texts)
    found = [Checked(tuple(_unlike_seen(history, refs, seen)), (NO_REGISTERS,))]
    done: dict[str, None] = {}
    language = _language(store, refs)
    for ref, place in sorted(places.items()):
        for commit in tuple(history.ancestors([refs[ref]], revisions, done)) if place.purpose is Purpose.ISSUE else ():
            done[commit] = None
            try:
                if dict(read_trailers(store.commit(commit).message)).get("Issue"):
                    found.append(check_issued(read_issued(store, commit, revisions, language), None, place.shown))
            except RecordDamaged as err:
                means = f"the issued text cannot be read: {err}"
                found.append(Checked((Finding(Fault.DAMAGED, place.shown, means, commit),)))
    return found


def _unlike_seen(history: History, refs: Mapping[str, str], seen: Mapping[str, str]) -> Iterator[Finding]:
    for ref, was in sorted(seen.items()):
        shown = place.shown if (place := place_of(ref)) else ref
        if ref not in refs:
            yield Finding(Fault.DELETED, shown, f"{was[:12]} was seen there, and the branch is gone", was)
        elif not history.leads_to(refs[ref], was):
            yield Finding(Fault.REWRITTEN, shown, f"does not lead to {was[:12]}, which was seen there", refs[ref])


def _language(store: Store, refs: Mapping[str, str]) -> str:
    """The language of the chair's text: the name of its file. Raises ``RecordDamaged``."""
    named = [m[1] for path in (store.files(refs[MAIN]) if MAIN in refs else ()) if (m := _TEXT.fullmatch(path))]
    if len(named) != 1:
        raise RecordDamaged("the chair's text is not there", place="main")
    return named[0]


__all__ = ["check_published"]
