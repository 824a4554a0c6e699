"""Whether a draft still has all that it ever had: branches against the registers, and against what was seen earlier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256

from amendtrack.custody.branches import Place, Purpose, place_of
from amendtrack.custody.examined import Examined
from amendtrack.custody.lineages import Lineage
from amendtrack.custody.policy import Fault, Finding
from amendtrack.draft.git.refs import UNDONE
from amendtrack.draft.inspection import named_refs
from amendtrack.draft.snapshot import Snapshot
from amendtrack.errors import RecordDamaged


def gone(draft: Examined, now: Snapshot) -> Iterator[Finding]:
    """What the registers name, and the draft no longer has as it was."""
    for ref, (commit, what) in named_refs(now.record).items():
        yield from _head(draft, ref, commit, what)
    issued = {commit for issue in now.issues for _, commit in issue.proposals}
    for lineage in draft.lineages:
        yield from _whole(draft, lineage, issued)
    for name, path, fingerprint in ((e.name, e.original, e.sha256) for e in now.proposals()):
        yield from _file(now, name, path, fingerprint)


def newer(draft: Examined, now: Snapshot) -> Iterator[str]:
    """The branches that are ahead of the registers: pushed and not yet recorded, or left by an act that was cut off."""
    for ref, (commit, _) in named_refs(now.record).items():
        place, tip = place_of(ref), draft.refs.get(ref, "")
        if place and tip not in ("", commit) and _may_be_ahead(place) and draft.history.leads_to(tip, commit):
            yield f"{place.shown}: {tip[:12]} is newer than the registers, which do not name it yet"
    named = named_refs(now.record)
    for lineage in draft.lineages:
        if lineage.tip and lineage.place.ref not in named and lineage.place.purpose is not Purpose.UNDONE:
            yield f"{lineage.place.shown}: the registers do not name this branch yet"


def _may_be_ahead(place: Place) -> bool:
    return place.purpose is not Purpose.REVISION


def _head(draft: Examined, ref: str, commit: str, what: str) -> Iterator[Finding]:
    """Compare a branch with what the registers say it names."""
    place, tip = place_of(ref), draft.refs.get(ref, "")
    shown = place.shown if place else ref
    if tip == commit or ref in draft.damaged:
        return
    if not tip:
        yield Finding(Fault.DELETED, shown, f"the branch of {what} is gone", commit)
    elif draft.history.leads_to(tip, commit) and place and _may_be_ahead(place):
        return
    elif draft.history.leads_to(commit, tip):
        yield Finding(Fault.CUT_OFF, shown, f"the branch was put back to before {what}", commit)
    else:
        yield Finding(Fault.REWRITTEN, shown, f"the branch does not lead to {what} as it was recorded", commit)


def _whole(draft: Examined, lineage: Lineage, issued: set[str]) -> Iterator[Finding]:
    """Every commit that the registers ever named on a branch, and that neither it nor an undone one has."""
    if lineage.place.purpose in (Purpose.UNDONE, Purpose.REVISION) or not lineage.tip:
        return
    kept = draft.history.ancestors([lineage.tip, *_undone(draft, lineage.place)])
    for commit in lineage.named:
        if commit not in kept:
            fault = Fault.SWAPPED if commit in issued else Fault.REWRITTEN
            was = "was issued" if commit in issued else "was recorded"
            means = f"{commit[:12]} {was} as part of this branch, which no longer has it"
            yield Finding(fault, lineage.place.shown, means)


def _undone(draft: Examined, place: Place) -> list[str]:
    prefix = f"{UNDONE}{place.owner}/{place.number}/"
    return [commit for ref, commit in draft.refs.items() if ref.startswith(prefix)]


def _file(now: Snapshot, name: str, path: str, fingerprint: str) -> Iterator[Finding]:
    """Compare a file as received with its fingerprint in the register."""
    blob = now.files.get(path)
    if blob is None:
        yield Finding(Fault.FILE_ALTERED, name, "the file as received is missing")
        return
    try:
        if sha256(now.store.blob(blob)).hexdigest() != fingerprint:
            means = "the file as received does not have the fingerprint that the register gives it"
            yield Finding(Fault.FILE_ALTERED, name, means)
    except RecordDamaged as err:
        yield Finding(Fault.DAMAGED, name, f"the file as received: {err}")


def unlike_seen(draft: Examined, seen: Mapping[str, str]) -> Iterator[Finding]:
    """Where the branches no longer lead to what somebody saw there earlier."""
    for ref, was in sorted(seen.items()):
        place, tip = place_of(ref), draft.refs.get(ref, "")
        shown = place.shown if place else ref
        undone = _undone(draft, place) if place and place.purpose is Purpose.PROPOSAL else []
        if not tip:
            yield Finding(Fault.DELETED, shown, f"{was[:12]} was seen there, and the branch is gone")
        elif was not in draft.history.ancestors([tip, *undone]):
            if _comes_from(draft, was, tip):
                yield Finding(Fault.CUT_OFF, shown, f"put back to before {was[:12]}, which was seen there", tip)
            else:
                yield Finding(Fault.REWRITTEN, shown, f"does not lead to {was[:12]}, which was seen there", tip)


def _comes_from(draft: Examined, was: str, tip: str) -> bool:
    """Whether what was seen comes from what is there now, as far as it can still be read."""
    try:
        draft.store.commit(was)
    except RecordDamaged:
        return False
    return draft.history.leads_to(was, tip)


__all__ = ["gone", "newer", "unlike_seen"]
