"""The heads of a draft as somebody saw them: kept in a file, and compared with what is there later.

Whoever keeps them outside the draft notices when a branch is put back or cut off, whoever does it, signed or not. The
draft's own memory of the last head of the register is in ``draft.git.seen``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from amendtrack.custody.branches import Purpose, place_of
from amendtrack.custody.examined import Examined
from amendtrack.custody.lineages import History
from amendtrack.custody.policy import Breach, Fault
from amendtrack.draft.continuity import GO_ON, SEEN
from amendtrack.draft.git.refs import SECRETARIAT
from amendtrack.errors import InputRefused, RecordDamaged

FORMAT, VERSION = "amendtrack.heads", 1
_REF = re.compile(r"refs/[^\x00-\x20\x7f]{1,300}")
_ID = re.compile(r"[0-9a-f]{40}")


def write_heads(heads: Mapping[str, str]) -> bytes:
    """Branches and tags with their commits as a file; inverse of ``read_heads``."""
    value = {"format": FORMAT, "version": VERSION, "heads": dict(sorted(heads.items()))}
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def read_heads(data: bytes, place: str) -> dict[str, str]:
    """The heads that ``write_heads`` wrote.

    Raises:
        InputRefused: it is no such file.
    """
    hint = "name the file that verify --seen wrote"
    try:
        value = json.loads(data.decode("utf-8"))
        if value["format"] != FORMAT or value["version"] != VERSION:
            raise InputRefused("it is not a file of heads, or of another version", place=place, remedy=hint)
        heads = dict(value["heads"])
        if all(_REF.fullmatch(ref) and _ID.fullmatch(commit) for ref, commit in heads.items()):
            return heads
    except InputRefused:
        raise
    except (ValueError, TypeError, LookupError, RecursionError) as err:
        raise InputRefused("it is not a file of heads", place=place, remedy=hint) from err
    raise InputRefused("it names something that is no branch or commit", place=place, remedy=hint)


def known_as_gone(draft: Examined) -> dict[str, None]:
    """The acts that the record goes on without, and says so: what was put back, and is known to be."""
    heads = [
        value
        for step in draft.steps
        if (act := draft.act(step)) is not None and act.kind == GO_ON
        for key, value in act.claim.facts
        if key == SEEN
    ]
    return History(draft.store).ancestors(heads)


def unlike_seen(draft: Examined, seen: Mapping[str, str]) -> Iterator[Breach]:
    """Where the branches no longer lead to what somebody saw there earlier."""
    lost = known_as_gone(draft)
    for ref, was in sorted(seen.items()):
        place, tip = place_of(ref), draft.refs.get(ref, "")
        shown = place.shown if place else ref
        if ref == SECRETARIAT and was in lost:
            continue
        undone = draft.undone(place) if place and place.purpose is Purpose.PROPOSAL else []
        if not tip:
            yield Breach(Fault.DELETED, shown, f"{was[:12]} was seen there, and the branch is gone", was)
        elif was not in draft.history.ancestors([tip, *undone]):
            if _comes_from(draft, was, tip):
                yield Breach(Fault.CUT_OFF, shown, f"put back to before {was[:12]}, which was seen there", tip)
            else:
                yield Breach(Fault.REWRITTEN, shown, f"does not lead to {was[:12]}, which was seen there", tip)


def _comes_from(draft: Examined, was: str, tip: str) -> bool:
    """Whether what was seen comes from what is there now, as far as it can still be read."""
    try:
        draft.store.commit(was)
    except RecordDamaged:
        return False
    return draft.history.leads_to(was, tip)


__all__ = ["known_as_gone", "read_heads", "unlike_seen", "write_heads"]
