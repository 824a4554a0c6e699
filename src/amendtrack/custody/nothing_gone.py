"""Whether a draft still has all that it ever had: branches against the registers, and against what was seen earlier."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from amendtrack.custody.branches import Place, Purpose, place_of
from amendtrack.custody.examined import Examined
from amendtrack.custody.kept_registers import revisions_gone
from amendtrack.custody.lineages import Lineage
from amendtrack.custody.policy import Breach, Fault
from amendtrack.draft.continuity import put_back, unfinished
from amendtrack.draft.git.refs import ASIDE
from amendtrack.draft.git.store import HEADS
from amendtrack.draft.named_branches import Loss, lost_branches, named_refs
from amendtrack.draft.snapshot import Snapshot
from amendtrack.errors import RecordDamaged


def gone(draft: Examined, now: Snapshot) -> Iterator[Breach]:
    """What the registers name, and the draft no longer has as it was."""
    late = set(late_branches(draft, now))
    if (lost := put_back(now)) is not None:
        fault = Fault.CUT_OFF if lost.is_behind else Fault.REWRITTEN
        yield Breach(fault, "secretariat", f"{lost} (known from {lost.seen.where})", now.tip)
    named = {ref: pair for ref, pair in named_refs(now.record).items() if ref not in late and ref not in draft.damaged}
    for one in lost_branches(named, draft.refs, draft.history.leads_to):
        place = place_of(one.ref)
        yield Breach(_FAULTS[one.loss], place.shown if place else one.ref, one.in_words, one.commit)
    yield from revisions_gone(draft, now)
    issued = {commit for issue in now.issues for _, commit in issue.proposals}
    for lineage in draft.lineages:
        if lineage.place.ref not in late:
            yield from _whole(draft, lineage, issued)
    for name, path, fingerprint in ((e.name, e.original, e.sha256) for e in now.proposals()):
        yield from _file(now, name, path, fingerprint)


def late_branches(draft: Examined, now: Snapshot) -> Iterator[str]:
    """The branches that have yet to follow the registers, as after an act that was cut off: nothing is lost."""
    waiting = {branch.ref for branch in unfinished(now)} | {ref for ref, _ in draft.steps[-1].recorded}
    for ref, (commit, _) in named_refs(now.record).items():
        tip = draft.refs.get(ref, "")
        is_late = ref in waiting and tip != commit and commit in draft.claims
        if is_late and (not tip or draft.history.leads_to(commit, tip)):
            yield ref


def newer(draft: Examined, now: Snapshot) -> Iterator[str]:
    """The branches that are ahead of the registers: pushed and not yet recorded, or left by an act that was cut off."""
    for ref, (commit, _) in named_refs(now.record).items():
        place, tip = place_of(ref), draft.refs.get(ref, "")
        if place and tip not in ("", commit) and _may_be_ahead(place) and draft.history.leads_to(tip, commit):
            yield f"{place.shown}: {tip[:12]} is newer than the registers, which do not name it yet"
    named = named_refs(now.record)
    for ref in late_branches(draft, now):
        yield f"{ref.split('/', 2)[2]}: has yet to follow the registers; the next act moves it"
    for lineage in draft.lineages:
        if lineage.tip and lineage.place.ref not in named and lineage.place.purpose is not Purpose.UNDONE:
            yield f"{lineage.place.shown}: the registers do not name this branch yet"


def _may_be_ahead(place: Place) -> bool:
    return place.purpose is not Purpose.REVISION


_FAULTS = {Loss.DELETED: Fault.DELETED, Loss.CUT_OFF: Fault.CUT_OFF, Loss.REWRITTEN: Fault.REWRITTEN}


def _whole(draft: Examined, lineage: Lineage, issued: set[str]) -> Iterator[Breach]:
    """Every commit that the registers ever named on a branch, and that neither it nor an undone one has."""
    if lineage.place.purpose in (Purpose.UNDONE, Purpose.REVISION):
        return
    tips = filter(None, [lineage.tip])
    kept = draft.history.ancestors([*tips, *draft.undone(lineage.place), *_refiled(draft, lineage.place)])
    for commit in lineage.named:
        if commit not in kept:
            fault = Fault.SWAPPED if commit in issued else Fault.REWRITTEN
            was = "was issued" if commit in issued else "was recorded"
            means = f"{commit[:12]} {was} as part of this branch, which no longer has it"
            yield Breach(fault, lineage.place.shown, means)


def _refiled(draft: Examined, place: Place) -> list[str]:
    """Where the proposals of a delegation may be found under another number: two copies came together."""
    if place.purpose is not Purpose.PROPOSAL or all(len(step.parents) < 2 for step in draft.steps):
        return []
    theirs = (f"{HEADS}proposals/{place.owner}/", f"{ASIDE}proposals/{place.owner}/")
    return [commit for ref, commit in draft.refs.items() if ref.startswith(theirs)]


def _file(now: Snapshot, name: str, path: str, fingerprint: str) -> Iterator[Breach]:
    """Compare a file as received with its fingerprint in the register."""
    blob = now.files.get(path)
    if blob is None:
        yield Breach(Fault.FILE_ALTERED, name, "the file as received is missing")
        return
    try:
        if sha256(now.store.blob(blob)).hexdigest() != fingerprint:
            means = "the file as received does not have the fingerprint that the register gives it"
            yield Breach(Fault.FILE_ALTERED, name, means)
    except RecordDamaged as err:
        yield Breach(Fault.DAMAGED, name, f"the file as received: {err}")


__all__ = ["gone", "newer"]
